//! Accounts, tokens, backups and the audit chain from the command line, with and without a
//! server that runs beside.

use crate::run::{Folder, Run, finish, gradus};
use crate::server::{Answer, Server, ask, get};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs a command about the instance in a folder.
fn about(data: &Path, arguments: &[&str]) -> Run {
    finish(gradus().args(arguments).arg("--data").arg(data))
}

fn succeeded(data: &Path, arguments: &[&str]) -> String {
    let run = about(data, arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {run:?}");
    run.out
}

fn administrator(data: &Path) -> String {
    let make = [
        "admin",
        "create-administrator",
        "--login",
        "Ada",
        "--name",
        "Ada Osei",
    ];
    succeeded(data, &make)
}

fn token(data: &Path, login: &str, scope: &str) -> String {
    let make = [
        "admin", "token", "--login", login, "--scope", scope, "--name", "script",
    ];
    let printed = succeeded(data, &make);
    let token = printed.strip_suffix('\n').expect("a line");
    assert!(
        token.starts_with("gradus_") && !token.contains(char::is_whitespace),
        "{printed:?}"
    );
    token.to_owned()
}

fn get_as(address: &str, token: &str, path: &str) -> Answer {
    ask(
        address,
        &format!("GET {path} HTTP/1.1\r\nAuthorization: Bearer {token}\r\n"),
    )
}

/// Changes the database behind the program's back.
fn sql(data: &Path, statement: &str) {
    let python =
        "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()";
    let mut command = Command::new("python3");
    let done = command
        .args(["-c", python])
        .arg(data.join("gradus.sqlite"))
        .arg(statement)
        .status();
    assert!(done.is_ok_and(|status| status.success()), "{statement}");
}

#[test]
fn a_script_gets_from_nothing_to_a_token_that_a_server_accepts() {
    let folder = Folder::new();
    let data = folder.path("data");
    let link = administrator(&data);
    assert!(link.starts_with("http://127.0.0.1:8080/reset/"), "{link}");
    let token = token(&data, "ada", "admin");
    let server = Server::start(&data, &[]);
    assert_eq!(
        get_as(&server.address, &token, "/admin/accounts").status,
        200
    );
    assert_ne!(
        get_as(&server.address, "gradus_wrong", "/admin/accounts").status,
        200
    );
    let path = link.trim().trim_start_matches("http://127.0.0.1:8080");
    assert_eq!(get(&server.address, path).status, 200);
}

#[test]
fn accounts_and_links_are_made_while_the_server_runs() {
    let folder = Folder::new();
    let data = folder.path("data");
    let server = Server::start(&data, &[]);
    administrator(&data);
    let reset = succeeded(&data, &["admin", "reset-password", "--login", "ADA"]);
    let path = reset.trim().trim_start_matches("http://127.0.0.1:8080");
    assert_eq!(get(&server.address, path).status, 200);
    let listed = succeeded(&data, &["admin", "accounts"]);
    assert!(
        listed.contains("ada") && listed.contains("no password yet"),
        "{listed}"
    );
    let lines = succeeded(&data, &["admin", "accounts", "--json"]);
    let line: serde_json::Value = serde_json::from_str(&lines).expect("a line of JSON");
    assert_eq!(line["administrator"], true);
    assert!(succeeded(&data, &["admin", "check"]).starts_with("all is well"));
}

#[test]
fn a_password_is_read_from_standard_input_and_checked() {
    let folder = Folder::new();
    let data = folder.path("data");
    let make = |password: &str| {
        let mut command = gradus();
        command.args([
            "admin",
            "create-administrator",
            "--login",
            "ada",
            "--name",
            "Ada",
        ]);
        command.args(["--password-stdin", "--data"]).arg(&data);
        finish(command.write_stdin(password))
    };
    assert_eq!(make("short\n").code, 3);
    assert_eq!(make("").code, 2);
    let made = make("correct horse battery staple\n");
    assert_eq!(made.code, 0, "{made:?}");
    assert!(!made.out.contains("http"), "{}", made.out);
    let listed = succeeded(&data, &["admin", "accounts"]);
    assert!(!listed.contains("no password yet"), "{listed}");
    assert_eq!(
        make("correct horse battery staple\n").code,
        3,
        "the login is taken"
    );
}

#[test]
fn commands_about_an_instance_that_is_not_there_make_none() {
    let folder = Folder::new();
    let data = folder.path("data");
    let out = folder.path("out").to_string_lossy().into_owned();
    for arguments in [
        &["admin", "accounts"][..],
        &["admin", "check"],
        &["admin", "token", "--login", "ada", "--name", "x"],
        &["admin", "reset-password", "--login", "ada"],
        &["audit", "verify"],
        &["audit", "head", "-o", &out],
        &["audit", "list"],
        &["backup", &out],
    ] {
        let run = about(&data, arguments);
        assert_eq!(run.code, 4, "{arguments:?}: {run:?}");
        assert!(run.err.contains("there is no instance in"), "{}", run.err);
    }
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn somebody_who_is_not_there_is_named() {
    let folder = Folder::new();
    let data = folder.path("data");
    administrator(&data);
    let run = about(&data, &["admin", "token", "--login", "eve", "--name", "x"]);
    assert_eq!(run.code, 4, "{run:?}");
    assert!(run.err.contains("nobody signs in as 'eve'"), "{}", run.err);
    let run = about(
        &data,
        &[
            "admin", "token", "--login", "ada", "--name", "x", "--days", "0",
        ],
    );
    assert_eq!(run.code, 3, "{run:?}");
}

/// The data folder of a demonstration that runs with this folder for temporary files.
fn demo_data(folder: &Folder) -> PathBuf {
    let name = folder
        .names()
        .into_iter()
        .find(|name| name.starts_with("gradus-demo-"));
    folder.path(&name.expect("it is there")).join("data")
}

const RESULT: &str = "/c/northaven/2026/download/northaven.json";
const FILE: &str = "/c/northaven/2026/download/assessment.yaml";

#[test]
fn a_backup_of_a_running_server_restores_to_the_same_result() {
    let folder = Folder::new();
    let demo = Server::start_demo(&folder.path(""));
    let data = demo_data(&folder);
    let backup = folder.path("backup.tar.gz");
    let name = backup.to_string_lossy().into_owned();
    let lead = token(&data, "lena@northaven.example", "read");
    let before = [RESULT, FILE].map(|path| get_as(&demo.address, &lead, path));
    assert_eq!([before[0].status, before[1].status], [200, 200]);
    let result: serde_json::Value = serde_json::from_str(&before[0].body).expect("JSON");
    assert_eq!(result["format"], "gradus-result/1");
    succeeded(&data, &["backup", &name]);

    let restored = folder.path("restored");
    let out = succeeded(&restored, &["restore", &name]);
    assert!(out.contains("files, and the key"), "{out}");
    assert!(succeeded(&restored, &["admin", "check"]).starts_with("all is well"));
    let server = Server::start(&restored, &[]);
    let after = [RESULT, FILE].map(|path| get_as(&server.address, &lead, path));
    assert_eq!(
        after[0].body, before[0].body,
        "the same result, byte for byte"
    );
    assert_eq!(after[1].body, before[1].body);
    let link = demo
        .said_before
        .iter()
        .find(|line| line.trim_start().starts_with("assessor"));
    let link = link
        .and_then(|line| line.split_whitespace().nth(1))
        .expect("a link");
    let path = link.trim_start_matches(&demo.address);
    assert_eq!(
        get(&server.address, path).status,
        200,
        "invitations hold: the key came along"
    );

    let again = about(&restored, &["restore", &name]);
    assert_eq!(again.code, 5, "{again:?}");
}

#[test]
fn a_sealed_result_verifies_elsewhere_and_a_changed_one_is_told_by_its_place() {
    let folder = Folder::new();
    let demo = Server::start_demo(&folder.path(""));
    let data = demo_data(&folder);
    let lead = token(&data, "lena@northaven.example", "read");
    let path = "/api/v1/cities/northaven/assessments/2024/seals/1";
    let sealed = get_as(&demo.address, &lead, path);
    assert_eq!(sealed.status, 200, "{}", sealed.body);
    let full = folder.file("full.json", &sealed.body);
    let key = get(&demo.address, "/.well-known/gradus-key.json");
    let key = folder.file("key.json", key.body);
    let verify = |file: &Path, key: &Path| {
        let mut command = gradus();
        finish(command.arg("verify").arg(file).arg("--key").arg(key))
    };
    let run = verify(&full, &key);
    assert_eq!(run.code, 0, "{run:?}");
    for said in [
        "Northaven, 2024",
        "unchanged",
        "one of those that you gave",
        "computed again",
    ] {
        assert!(run.out.contains(said), "{}", run.out);
    }
    drop(demo);

    let from = sealed.body.find("\"value\":\"partly\"").expect("an answer");
    let mut changed = sealed.body.clone();
    changed.replace_range(from..from + 16, "\"value\":\"fully\"");
    let run = verify(&folder.file("changed.json", changed), &key);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.err.contains("the content was changed"), "{}", run.err);
    let half = sealed.body.get(..sealed.body.len() / 2).expect("ASCII");
    assert_eq!(verify(&folder.file("half.json", half), &key).code, 3);
    let other = folder.path("other");
    administrator(&other);
    let own = succeeded(&other, &["admin", "key"]);
    let own = folder.file("other.json", own);
    let run = verify(&full, &own);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.err.contains("sealed by another key"), "{}", run.err);
    assert_eq!(verify(&folder.path("none.json"), &key).code, 4);
    assert_eq!(verify(&full, Path::new("no key")).code, 3);
}

#[test]
fn a_new_key_is_vouched_for_by_the_old_one_and_nothing_that_was_signed_is_lost() {
    let folder = Folder::new();
    let data = folder.path("data");
    administrator(&data);
    let head = folder.path("head.json").to_string_lossy().into_owned();
    succeeded(&data, &["audit", "head", "-o", &head]);
    let before = succeeded(&data, &["admin", "key"]);
    let after = succeeded(&data, &["admin", "key", "--rotate"]);
    let keys = |text: &str| -> serde_json::Value { serde_json::from_str(text).expect("JSON") };
    let (before, after) = (keys(&before), keys(&after));
    assert_eq!(after["keys"].as_array().map(Vec::len), Some(2));
    assert_eq!(before["keys"][0]["id"], after["keys"][0]["id"]);
    assert!(after["keys"][0]["succession"].is_string());
    let held = succeeded(&data, &["audit", "verify", "--head", &head]);
    assert!(held.contains("signed heads agree"), "{held}");
    assert!(succeeded(&data, &["admin", "check"]).starts_with("all is well"));
}

#[test]
fn a_backup_that_was_changed_or_cut_off_restores_nothing() {
    let folder = Folder::new();
    let data = folder.path("data");
    administrator(&data);
    let backup = folder.path("backup.tar.gz");
    let name = backup.to_string_lossy().into_owned();
    succeeded(&data, &["backup", &name]);
    let whole = std::fs::read(&backup).expect("a file");
    let half = &whole[..whole.len() / 2];
    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 1;
    let target = folder.path("target");
    for broken in [half, &changed, b"nonsense"] {
        std::fs::write(&backup, broken).expect("it can be written");
        let run = about(&target, &["restore", &name]);
        assert_eq!(run.code, 3, "{run:?}");
        assert!(run.err.contains("the backup cannot be used"), "{}", run.err);
        assert!(!target.exists(), "nothing was made");
    }
    std::fs::write(&backup, whole).expect("it can be written");
    succeeded(&target, &["restore", &name]);
    let missing = about(&folder.path("other"), &["restore", "missing.tar.gz"]);
    assert_eq!(missing.code, 4, "{missing:?}");
}

#[test]
fn a_backup_is_not_restored_beside_another_key() {
    let folder = Folder::new();
    let data = folder.path("data");
    administrator(&data);
    let name = folder.path("backup.tar.gz").to_string_lossy().into_owned();
    succeeded(&data, &["backup", &name]);
    let target = folder.path("target");
    std::fs::create_dir(&target).expect("a folder");
    let key = format!("gradus-instance-key/1 {}\n", "cd".repeat(32));
    std::fs::write(target.join("instance.key"), &key).expect("it can be written");
    let run = about(&target, &["restore", &name]);
    assert_eq!(run.code, 5, "{run:?}");
    assert!(run.err.contains("is another key"), "{}", run.err);
    std::fs::remove_file(target.join("instance.key")).expect("it is there");
    succeeded(&target, &["restore", &name]);
}

#[test]
fn a_changed_row_a_removed_row_and_a_cut_tail_are_found() {
    let folder = Folder::new();
    let data = folder.path("data");
    administrator(&data);
    token(&data, "ada", "read");
    token(&data, "ada", "read");
    let head = folder.path("head.json").to_string_lossy().into_owned();
    succeeded(&data, &["audit", "head", "-o", &head]);
    assert!(succeeded(&data, &["audit", "verify", "--head", &head]).contains("heads agree"));
    let name = folder.path("backup.tar.gz").to_string_lossy().into_owned();
    succeeded(&data, &["backup", &name]);
    let tampered = [
        (
            "UPDATE audit SET actor = 'person:x' WHERE seq = 2",
            "row 2 was changed",
        ),
        ("DELETE FROM audit WHERE seq = 2", "row 3 does not follow"),
        (
            "DELETE FROM audit WHERE seq = (SELECT MAX(seq) FROM audit)",
            "tail was cut off",
        ),
    ];
    for (number, (statement, found)) in tampered.iter().enumerate() {
        let copy = folder.path(&format!("copy{number}"));
        succeeded(&copy, &["restore", &name]);
        sql(&copy, statement);
        let run = about(&copy, &["audit", "verify", "--head", &head]);
        assert_eq!(run.code, 1, "{statement}: {run:?}");
        assert!(run.err.contains(found), "{statement}: {}", run.err);
        assert_eq!(about(&copy, &["admin", "check"]).code, 1, "{statement}");
    }
}

#[test]
fn the_tail_that_was_cut_with_all_its_traces_is_found_by_the_head_kept_elsewhere() {
    let folder = Folder::new();
    let data = folder.path("data");
    administrator(&data);
    let name = folder.path("early.tar.gz").to_string_lossy().into_owned();
    succeeded(&data, &["backup", &name]);
    token(&data, "ada", "read");
    let head = folder.path("head.json").to_string_lossy().into_owned();
    succeeded(&data, &["audit", "head", "-o", &head]);
    let earlier = folder.path("earlier");
    succeeded(&earlier, &["restore", &name]);
    assert_eq!(
        about(&earlier, &["audit", "verify"]).code,
        0,
        "in itself it is sound"
    );
    let run = about(&earlier, &["audit", "verify", "--head", &head]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.err.contains("tail was cut off"), "{}", run.err);
    let mut forged = std::fs::read_to_string(&head).expect("a head");
    forged = forged.replacen("\"seq\": ", "\"seq\": 1", 1);
    let forged = folder
        .file("forged.json", forged)
        .to_string_lossy()
        .into_owned();
    let run = about(&data, &["audit", "verify", "--head", &forged]);
    assert!(
        run.err.contains("is not signed by a key of the instance"),
        "{run:?}"
    );
    // A sealed document holds a head too, and a head of others proves nothing about us.
    let text = std::fs::read_to_string(&head).expect("a head");
    let sealed = format!("{{ \"format\": \"gradus-sealed/1\", \"audit_head\": {text} }}");
    let sealed = folder.file("sealed.json", sealed);
    let sealed = sealed.to_string_lossy().into_owned();
    succeeded(&data, &["audit", "verify", "--head", &sealed]);
    let stranger = folder.path("stranger");
    administrator(&stranger);
    let own = succeeded(&stranger, &["admin", "key"]);
    let own = folder.file("key.json", own).to_string_lossy().into_owned();
    let run = about(&data, &["audit", "verify", "--head", &head, "--key", &own]);
    assert_eq!(run.code, 1, "{run:?}");
    let foreign = folder.path("foreign.json").to_string_lossy().into_owned();
    succeeded(&stranger, &["audit", "head", "-o", &foreign]);
    let run = about(&data, &["audit", "verify", "--head", &foreign]);
    assert!(
        run.err.contains("is not signed by a key of the instance"),
        "{run:?}"
    );
    let odd = folder.file("odd.json", "{}").to_string_lossy().into_owned();
    assert_eq!(about(&data, &["audit", "verify", "--head", &odd]).code, 3);
}

#[test]
fn audit_rows_are_listed_newest_first_as_lines_of_json() {
    let folder = Folder::new();
    let data = folder.path("data");
    administrator(&data);
    token(&data, "ada", "read");
    let out = succeeded(&data, &["audit", "list", "--json"]);
    let rows: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let numbers: Vec<i64> = rows.iter().filter_map(|row| row["seq"].as_i64()).collect();
    assert_eq!(numbers, [3, 2, 1]);
    assert_eq!(rows[0]["action"], "token_create");
    assert_eq!(
        succeeded(&data, &["audit", "list", "--last", "1"])
            .lines()
            .count(),
        1
    );
}

#[test]
fn a_missing_and_a_damaged_file_of_evidence_are_found() {
    let folder = Folder::new();
    let data = folder.path("data");
    administrator(&data);
    let sha256 = "ab".repeat(32);
    let made = format!(
        "INSERT INTO city (id, name, slug, created_at, version, logo_sha256) \
         VALUES ('c1', 'C', 'c', 0, 1, '{sha256}')"
    );
    sql(&data, &made);
    let run = about(&data, &["admin", "check"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(
        run.err.contains(&format!("file {sha256} is missing")),
        "{}",
        run.err
    );
    let place = data.join("files/ab");
    std::fs::create_dir_all(&place).expect("a folder");
    let mut file = std::fs::File::create(place.join(&sha256)).expect("a file");
    file.write_all(b"other").expect("it can be written");
    let run = about(&data, &["admin", "check"]);
    assert!(run.err.contains("is damaged"), "{}", run.err);
}

#[test]
fn an_instance_moves_to_postgresql_and_back_by_its_backup() {
    let folder = Folder::new();
    let data = folder.path("data");
    administrator(&data);
    let secret = token(&data, "ada", "admin");
    let name = folder.path("one.tar.gz").to_string_lossy().into_owned();
    succeeded(&data, &["backup", &name]);
    let database = gradus_testkit::postgres::database();
    let url = database.url();
    let moved = folder.path("moved");
    succeeded(&moved, &["restore", &name, "--database", &url]);
    let server = Server::start(&moved, &["--database", &url]);
    assert_eq!(
        get_as(&server.address, &secret, "/admin/accounts").status,
        200
    );
    let second = Server::start(&moved, &["--database", &url]);
    assert_eq!(
        get_as(&second.address, &secret, "/admin/accounts").status,
        200
    );
    let checked = succeeded(&moved, &["admin", "check", "--database", &url]);
    assert!(checked.starts_with("all is well"), "{checked}");
    let other = about(
        &folder.path("keyless"),
        &[
            "admin",
            "create-administrator",
            "--login",
            "eve",
            "--name",
            "Eve",
            "--database",
            &url,
        ],
    );
    assert_eq!(other.code, 4, "{other:?}");
    assert!(other.err.contains("copy instance.key"), "{}", other.err);
    let name = folder.path("two.tar.gz").to_string_lossy().into_owned();
    succeeded(&moved, &["backup", &name, "--database", &url]);
    let back = folder.path("back");
    succeeded(&back, &["restore", &name]);
    assert!(succeeded(&back, &["admin", "accounts"]).contains("ada"));
    let again = about(&moved, &["restore", &name, "--database", &url]);
    assert_eq!(again.code, 5, "{again:?}");
}
