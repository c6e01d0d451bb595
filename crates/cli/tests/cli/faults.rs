//! What goes wrong under a server that runs: the database stops, a disk is full. It says so,
//! keeps nothing half, and goes on by itself.

use crate::run::{Folder, finish, gradus};
use crate::server::{Server, get, post};
use gradus_testkit::disk::Disk;
use gradus_testkit::postgres::own_cluster;
use std::path::Path;
use std::time::{Duration, Instant};

/// A token of an administrator of a new instance.
fn token(data: &Path, database: &[&str]) -> String {
    let run = |words: &[&str]| {
        let mut command = gradus();
        command.args(words).args(database).arg("--data").arg(data);
        let run = finish(&mut command);
        assert_eq!(run.code, 0, "{run:?}");
        run.out
    };
    let make = [
        "admin",
        "create-administrator",
        "--login",
        "ada",
        "--name",
        "Ada",
    ];
    run(&make);
    let make = [
        "admin", "token", "--login", "ada", "--scope", "admin", "--name", "script",
    ];
    run(&make).trim().to_owned()
}

#[test]
fn a_server_whose_postgresql_stops_says_so_and_goes_on_by_itself_afterwards() {
    let cluster = own_cluster();
    let folder = Folder::new();
    let data = folder.path("data");
    let url = cluster.url("gradus");
    let database = ["--database", &url];
    let token = token(&data, &database);
    let server = Server::start(&data, &database);
    let save = |name: &str| {
        let body = format!("{{ \"name\": \"{name}\" }}");
        post(&server.address, &token, "/cities", &body)
    };
    assert_eq!(save("Northaven").status, 201);
    cluster.crash().expect("it stops");
    let begun = Instant::now();
    let ready = get(&server.address, "/readyz");
    assert_eq!(ready.status, 503, "{ready:?}");
    assert!(ready.body.contains("the database does not answer"));
    // A probe that waits is taken for a process that hangs.
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
    let refused = save("Southport");
    assert_eq!(refused.status, 503, "{refused:?}");
    assert!(
        refused.body.contains("cannot be reached"),
        "{}",
        refused.body
    );
    assert_eq!(get(&server.address, "/healthz").status, 200);
    cluster.resume().expect("it starts again");
    assert_eq!(get(&server.address, "/readyz").status, 200);
    // Had half of it been kept, the name would be taken.
    let saved = save("Southport");
    assert_eq!(saved.status, 201, "{saved:?}");
    let check = ["admin", "check", "--database", &url, "--data"];
    let checked = finish(gradus().args(check).arg(&data));
    assert_eq!(checked.code, 0, "{checked:?}");
}

/// A city with an assessment; gives the path of its evidence.
fn assessment(address: &str, token: &str) -> String {
    let city = post(address, token, "/cities", "{ \"name\": \"Northaven\" }");
    assert_eq!(city.status, 201, "{city:?}");
    let frame = "{ \"name\": \"2028\", \"from\": \"2028-03-01\", \"to\": \"2028-06-30\",
                   \"depth\": \"full\", \"model\": \"pas181-scmm@1\" }";
    let path = "/cities/northaven/assessments";
    let made = post(address, token, path, frame);
    assert_eq!(made.status, 201, "{made:?}");
    format!("{path}/2028/evidence")
}

/// A document whose file has this many bytes.
fn document(bytes: usize) -> String {
    let file = "YWFh".repeat(bytes / 3);
    format!(
        "{{ \"kind\": \"document\", \"title\": \"Report\", \"file_name\": \"report.txt\",
            \"file_base64\": \"{file}\", \"effective\": \"2028-01-01\", \"supports\": [\"LE1.1\"] }}"
    )
}

#[test]
fn a_full_disk_for_files_is_named_and_no_piece_is_kept_without_its_file() {
    let folder = Folder::new();
    let data = folder.path("data");
    let token = token(&data, &[]);
    let test = "faults::a_full_disk_for_files_is_named_and_no_piece_is_kept_without_its_file";
    let Some(disk) = Disk::new(test, &data.join("files"), "64k") else {
        return;
    };
    let server = Server::start(&data, &[]);
    let evidence = assessment(&server.address, &token);
    let refused = post(&server.address, &token, &evidence, &document(300_000));
    assert_eq!(refused.status, 503, "{refused:?}");
    assert!(refused.body.contains("is full"), "{}", refused.body);
    let checked = finish(gradus().args(["admin", "check", "--data"]).arg(&data));
    assert_eq!(checked.code, 0, "{checked:?}");
    assert!(checked.out.contains("0 files"), "{checked:?}");
    let kept = post(&server.address, &token, &evidence, &document(3_000));
    assert_eq!(kept.status, 201, "{kept:?}");
    drop(server);
    drop(disk);
}
