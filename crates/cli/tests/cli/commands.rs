//! Every command: what it does, and its exit code when that fails.

use crate::run::{CITY, Folder, Run, run, succeed};

/// A failure is told as `error:` with a way out, on standard error alone.
fn told(run: &Run, code: i32, part: &str) {
    assert_eq!(run.code, code, "{run:?}");
    assert!(run.err.starts_with("error: "), "{run:?}");
    assert!(run.err.contains(part), "{part} is not in {run:?}");
    assert_eq!(run.out, "", "{run:?}");
}

fn hinted(run: &Run, code: i32, part: &str, hint: &str) {
    told(run, code, part);
    let way_out = run
        .err
        .lines()
        .any(|line| line.starts_with("hint: ") && line.contains(hint));
    assert!(way_out, "{hint} is no hint of {run:?}");
}

#[test]
fn models_are_listed_and_shown() {
    let list = succeed(["model", "list"]);
    assert!(
        list.out.contains("pas181-scmm@1") && list.out.contains("open-data-basics@1"),
        "{list:?}"
    );
    assert!(
        list.out.contains("176") && list.out.contains("en, de"),
        "{list:?}"
    );
    let table = succeed(["model", "show"]).out;
    for part in [
        "LE1.1",
        "No recognized public leader(s).",
        "none printed",
        "B4",
        "SHA-256: ",
    ] {
        assert!(table.contains(part), "{part}");
    }
    let json = succeed(["model", "show", "pas181-scmm@1", "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["components"].as_array().map(Vec::len), Some(7));
    let markdown = succeed([
        "model",
        "show",
        "open-data-basics",
        "--lang",
        "de",
        "--format",
        "markdown",
    ])
    .out;
    assert!(
        markdown.starts_with("# ") && markdown.contains("| PU0.1 | 0 |"),
        "{markdown}"
    );
    hinted(
        &run(["model", "show", "pas181-scm"]),
        4,
        "no model 'pas181-scm'",
        "pas181-scmm",
    );
    hinted(
        &run(["model", "show", "--lang", "fr"]),
        4,
        "no translation into 'fr'",
        "'en' only",
    );
    told(
        &run(["model", "show", "./nowhere.yaml"]),
        4,
        "nowhere.yaml does not exist",
    );
}

#[test]
fn a_new_model_checks_and_a_wrong_one_is_told_with_lines() {
    let folder = Folder::new();
    let path = folder.path("m.yaml");
    succeed([
        "model".as_ref(),
        "new".as_ref(),
        "--id".as_ref(),
        "mine".as_ref(),
        "-o".as_ref(),
        path.as_os_str(),
    ]);
    let check = succeed(["model".as_ref(), "check".as_ref(), path.as_os_str()]);
    assert!(
        check
            .out
            .contains("is a model: mine@1, 3 levels, 1 components"),
        "{check:?}"
    );
    let text = std::fs::read_to_string(&path)
        .expect("it was written")
        .replace("kind: stage", "kind: stagge");
    let wrong = folder.file("wrong.yaml", text);
    let check = run(["model".as_ref(), "check".as_ref(), wrong.as_os_str()]);
    hinted(&check, 3, "wrong.yaml:", "did you mean 'stage'?");
    told(
        &run(["model", "check", "nowhere.yaml"]),
        4,
        "nowhere.yaml does not exist",
    );
    told(
        &run(["model", "new", "-o", "/nowhere/at/all.yaml"]),
        4,
        "does not exist",
    );
}

#[test]
fn models_are_compared() {
    let same = succeed(["model", "diff", "pas181-scmm", "pas181-scmm@1"]);
    assert!(
        same.out.contains("The statements are the same."),
        "{same:?}"
    );
    let other = succeed(["model", "diff", "pas181-scmm", "open-data-basics"]);
    assert!(
        other.out.contains("gone     LE1.1") && other.out.contains("new      PU0.1"),
        "{other:?}"
    );
    told(
        &run(["model", "diff", "pas181-scmm", "nothing"]),
        4,
        "no model 'nothing'",
    );
}

#[test]
fn assessments_begin_check_and_merge() {
    let folder = Folder::new();
    let (one, two) = (folder.path("1.yaml"), folder.path("2.yaml"));
    for path in [&one, &two] {
        let new = [
            "assessment",
            "new",
            "--city",
            "Northaven",
            "--cycle",
            "2026",
            "-o",
        ];
        succeed(new.iter().map(AsRef::as_ref).chain([path.as_os_str()]));
    }
    let check = succeed(["assessment".as_ref(), "check".as_ref(), one.as_os_str()]);
    assert!(
        check
            .out
            .contains("Northaven 2026, pas181-scmm@1, 2 groups, 2 assessors"),
        "{check:?}"
    );
    let merged = folder.path("m.yaml");
    let merge = |keep: &[&str]| {
        let verb = ["assessment", "merge"].iter().map(AsRef::as_ref);
        let files = [
            one.as_os_str(),
            two.as_os_str(),
            "-o".as_ref(),
            merged.as_os_str(),
        ];
        run(verb.chain(files).chain(keep.iter().map(AsRef::as_ref)))
    };
    hinted(
        &merge(&[]),
        3,
        "a second file holds answers of assessor 'a1'",
        "--keep first or last",
    );
    assert!(!merged.exists(), "a conflict writes nothing");
    let kept = merge(&["--keep", "last"]);
    assert_eq!(kept.code, 0, "{kept:?}");
    assert!(
        kept.err.contains("warning: ") && kept.err.contains("were left out"),
        "{kept:?}"
    );
    succeed(["assessment".as_ref(), "check".as_ref(), merged.as_os_str()]);
    told(
        &run(["assessment", "check", "nowhere.yaml"]),
        4,
        "does not exist",
    );
    assert_eq!(
        run(["assessment", "merge", "one.yaml", "-o", "x.yaml"]).code,
        2
    );
}

#[test]
fn a_model_that_an_assessment_names_and_nobody_has_is_a_mistake_of_its_file() {
    let folder = Folder::new();
    let path = folder.file("city.yaml", CITY.replace("pas181-scmm@1", "pas181-scmm@9"));
    for verb in [&["assessment", "check"][..], &["score"]] {
        let run = run(verb.iter().map(AsRef::as_ref).chain([path.as_os_str()]));
        told(&run, 3, "city.yaml: there is no model 'pas181-scmm@9'");
    }
}

#[test]
fn a_city_is_scored_with_people_and_ratings_from_tables() {
    let folder = Folder::new();
    let city = folder.file("city.yaml", CITY);
    let table = succeed(["score".as_ref(), city.as_os_str()]);
    assert!(
        table.out.contains("Leadership environment") && table.out.contains('▶'),
        "{table:?}"
    );
    let people = folder.file("people.csv", "assessor,group\nb1,council\nb2,newcomers\n");
    let ratings = folder.file(
        "ratings.csv",
        "assessor,statement,value\nb1,DA1.1,fully\nb2,DA1.1,not\n",
    );
    let with = |ratings: &std::path::Path| {
        run([
            "score".as_ref(),
            city.as_os_str(),
            "--assessors".as_ref(),
            people.as_os_str(),
            "--ratings".as_ref(),
            ratings.as_os_str(),
            "--format".as_ref(),
            "json".as_ref(),
        ])
    };
    let scored = with(&ratings);
    assert_eq!(scored.code, 0, "{scored:?}");
    let json: serde_json::Value = serde_json::from_str(&scored.out).expect("JSON");
    assert_eq!(json["city"]["assessors"], 5);
    let twice = folder.file("twice.csv", "assessor,statement,value\na1,LE1.1,fully\n");
    hinted(&with(&twice), 3, "twice.csv:2:1: ", "keep one of them");
    let wrong = folder.file("wrong.csv", "assessor,statement,vale\n");
    hinted(
        &with(&wrong),
        3,
        "wrong.csv:1:1: unknown column 'vale'",
        "'value'",
    );
    told(&run(["score", "nowhere.yaml"]), 4, "does not exist");
    assert_eq!(
        run([
            "score".as_ref(),
            city.as_os_str(),
            "--as-of".as_ref(),
            "2026-02-30".as_ref()
        ])
        .code,
        2
    );
}

#[test]
fn mistakes_of_form_of_content_and_of_tables_are_told_together() {
    let folder = Folder::new();
    let wrong = CITY
        .replacen("value: partly", "value: partially", 1)
        .replacen(
            "component: leadership-environment, level: 4, by",
            "component: leadership, level: 4, by",
            1,
        );
    assert!(
        wrong.contains("component: leadership, level: 4"),
        "the target was not found"
    );
    let city = folder.file("city.yaml", &wrong);
    let first = folder.file("first.csv", "assessor,statement,value\na1,LE1.1,maybe\n");
    let second = folder.file("second.csv", "assessor,statement,vale\n");
    let check = |city: &std::path::Path| {
        run([
            "assessment".as_ref(),
            "check".as_ref(),
            city.as_os_str(),
            "--ratings".as_ref(),
            first.as_os_str(),
            "--ratings".as_ref(),
            second.as_os_str(),
        ])
    };
    let all = check(&city);
    for part in [
        "partially",
        "no component 'leadership'",
        "first.csv:2:",
        "second.csv:1:1: unknown column 'vale'",
    ] {
        told(&all, 3, part);
    }
    // Who is left out for a mistake of form is not called unknown on top.
    let lost = folder.file(
        "lost.yaml",
        wrong.replacen("{ id: a1, group", "{ id: a1, grop", 1),
    );
    let some = check(&lost);
    for part in ["grop", "partially", "first.csv:2:", "second.csv:1:1:"] {
        told(&some, 3, part);
    }
    assert!(!some.err.contains("there is no assessor"), "{some:?}");
    let both = run([
        "assessment".as_ref(),
        "merge".as_ref(),
        city.as_os_str(),
        lost.as_os_str(),
        "-o".as_ref(),
        folder.path("out.yaml").as_os_str(),
    ]);
    for part in ["city.yaml:", "lost.yaml:"] {
        told(&both, 3, part);
    }
}

#[test]
fn a_file_of_picks_only_is_not_told_to_have_too_few_answers() {
    let folder = Folder::new();
    let mut text = String::from(
        "format: gradus-assessment/1\nmodel: open-data-basics\ncity: { name: Pickton }\n\
         cycle: { name: \"2026\", from: 2026-01-01, to: 2026-12-31 }\n\
         groups: [{ id: g, name: G }]\n\
         assessors: [{ id: a, group: g }, { id: b, group: g }, { id: c, group: g }]\npicks:\n",
    );
    for (person, level) in [("a", 1), ("b", 2), ("c", 2)] {
        for component in ["publishing", "using"] {
            text +=
                &format!("  - {{ assessor: {person}, component: {component}, level: {level} }}\n");
        }
    }
    let city = folder.file("city.yaml", text);
    let out = folder.path("r.md");
    succeed([
        "report".as_ref(),
        city.as_os_str(),
        "-o".as_ref(),
        out.as_os_str(),
    ]);
    let report = std::fs::read_to_string(out).expect("it was written");
    for wrong in [
        "too few answers",
        "Too few answers",
        "No statement has two ratings.",
    ] {
        assert!(!report.contains(wrong), "{wrong} is in {report}");
    }
    assert!(
        report.contains("The level is the one that people picked"),
        "{report}"
    );
    assert!(
        report.contains("How sure the level is, is withheld"),
        "three people: {report}"
    );
    let explained = succeed(["explain".as_ref(), city.as_os_str(), "publishing".as_ref()]).out;
    assert!(!explained.contains("too few answers"), "{explained}");
}

#[test]
fn a_component_is_explained_by_identifier_or_code() {
    let folder = Folder::new();
    let city = folder.file("city.yaml", CITY);
    let explain = |component: &str| run(["explain".as_ref(), city.as_os_str(), component.as_ref()]);
    let by_id = explain("leadership-environment");
    assert_eq!(by_id.code, 0, "{by_id:?}");
    assert!(
        by_id.out.starts_with("LE Leadership environment: "),
        "{by_id:?}"
    );
    assert_eq!(explain("le").out, by_id.out);
    hinted(
        &explain("leadership-enviroment"),
        4,
        "no component 'leadership-enviroment'",
        "'leadership-environment'",
    );
    hinted(
        &explain("zzzzzz"),
        4,
        "no component 'zzzzzz'",
        "components: leadership-environment, ",
    );
}

#[test]
fn a_report_wants_an_ending_it_knows() {
    let folder = Folder::new();
    let city = folder.file("city.yaml", CITY);
    let report = |name: &str| {
        run([
            "report".as_ref(),
            city.as_os_str(),
            "-o".as_ref(),
            folder.path(name).as_os_str(),
        ])
    };
    hinted(&report("report.docx"), 2, "docx", "-o report.pdf");
    hinted(&report("report"), 2, "", "-o report.pdf");
    for name in ["r.md", "r.json", "r.csv", "r.svg", "r.html"] {
        let run = report(name);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.out.contains(&format!("{name}\n")), "{run:?}");
        assert!(
            !std::fs::read(folder.path(name))
                .expect("it was written")
                .is_empty()
        );
    }
    let nowhere = run([
        "report".as_ref(),
        city.as_os_str(),
        "-o".as_ref(),
        "/nowhere/r.md".as_ref(),
    ]);
    hinted(&nowhere, 4, "/nowhere does not exist", "create the folder");
    let missing = run([
        "report".as_ref(),
        city.as_os_str(),
        "--previous".as_ref(),
        "no.yaml".as_ref(),
        "-o".as_ref(),
        folder.path("x.md").as_os_str(),
    ]);
    told(&missing, 4, "no.yaml does not exist");
}

#[test]
fn wrong_usage_is_exit_code_2_and_help_is_0() {
    for arguments in [
        &[][..],
        &["frobnicate"],
        &["score"],
        &["model", "show", "--format", "xml"],
        &["schema", "city"],
    ] {
        let run = run(arguments.iter());
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert_eq!(run.out, "", "{arguments:?}");
    }
    assert!(run(["frobnicate"]).err.starts_with("error: "));
    let version = succeed(["--version"]);
    assert_eq!(
        version.out,
        format!("gradus {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn schemas_are_printed() {
    for (of, title) in [
        ("assessment", "Gradus assessment"),
        ("model", "Gradus maturity model"),
        ("result", ""),
    ] {
        let json: serde_json::Value =
            serde_json::from_str(&succeed(["schema", of]).out).expect("JSON");
        assert!(
            json["$schema"]
                .as_str()
                .is_some_and(|schema| schema.contains("json-schema.org")),
            "{of}"
        );
        assert!(
            json["title"].as_str().unwrap_or_default().contains(title),
            "{of}"
        );
    }
    assert_eq!(
        succeed(["model", "schema"]).out,
        succeed(["schema", "model"]).out
    );
}
