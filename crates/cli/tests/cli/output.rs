//! Files are written whole or not at all.

use crate::run::{CITY, Folder, run, succeed};

#[test]
fn a_file_that_was_there_stays_when_the_input_is_wrong() {
    let folder = Folder::new();
    let out = folder.file("report.md", "yesterday's report");
    let wrong = folder.file(
        "city.yaml",
        CITY.replace("value: partly", "value: partially"),
    );
    let report = run([
        "report".as_ref(),
        wrong.as_os_str(),
        "-o".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(report.code, 3, "{report:?}");
    let merge = run([
        "assessment".as_ref(),
        "merge".as_ref(),
        wrong.as_os_str(),
        wrong.as_os_str(),
        "-o".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(merge.code, 3, "{merge:?}");
    assert_eq!(
        std::fs::read_to_string(&out).expect("it is there"),
        "yesterday's report"
    );
    assert_eq!(folder.names(), ["city.yaml", "report.md"]);
}

#[test]
fn no_report_is_written_when_one_of_several_has_an_ending_nobody_knows() {
    let folder = Folder::new();
    let city = folder.file("city.yaml", CITY);
    let (good, bad) = (folder.path("r.md"), folder.path("r.docx"));
    let run = run([
        "report".as_ref(),
        city.as_os_str(),
        "-o".as_ref(),
        good.as_os_str(),
        "-o".as_ref(),
        bad.as_os_str(),
    ]);
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(folder.names(), ["city.yaml"]);
}

#[test]
fn a_file_that_was_there_is_replaced_whole_and_nothing_is_left_beside_it() {
    let folder = Folder::new();
    let out = folder.file("m.yaml", "x".repeat(100_000));
    succeed([
        "model".as_ref(),
        "new".as_ref(),
        "-o".as_ref(),
        out.as_os_str(),
    ]);
    assert!(
        std::fs::read_to_string(&out)
            .expect("it is there")
            .starts_with("# A maturity model")
    );
    assert_eq!(folder.names(), ["m.yaml"]);
}

#[test]
fn a_folder_is_not_written_over() {
    let folder = Folder::new();
    let run = run([
        "model".as_ref(),
        "new".as_ref(),
        "-o".as_ref(),
        folder.path("").as_os_str(),
    ]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(
        run.err.contains("is a folder") && run.err.contains("hint: name a file in it"),
        "{run:?}"
    );
    assert!(folder.names().is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_may_not_be_written_is_exit_code_4() {
    // Nobody writes to /sys, the administrator neither.
    let run = run(["model", "new", "-o", "/sys/gradus.yaml"]);
    assert_eq!(run.code, 4, "{run:?}");
    assert!(
        run.err.contains("/sys/gradus.yaml may not be written") && run.err.contains("hint: "),
        "{run:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_new_file_has_the_permissions_that_the_folder_s_owner_gives_to_any() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let usual = folder.file("usual", "");
    let out = folder.path("m.yaml");
    succeed([
        "model".as_ref(),
        "new".as_ref(),
        "-o".as_ref(),
        out.as_os_str(),
    ]);
    let mode = |path: &std::path::Path| {
        std::fs::metadata(path)
            .expect("it is there")
            .permissions()
            .mode()
    };
    assert_eq!(mode(&out), mode(&usual));
}
