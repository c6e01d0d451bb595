//! The API as programs meet that know nothing but its document.

use crate::run::{Folder, finish, gradus};
use crate::server::{Server, ask, get};
use std::path::Path;
use std::process::Command;

/// What the addresses of the demonstration stand for, so that requests reach something.
const PLACES: &str = "[parameters]\n\
    \"path.city\" = \"northaven\"\n\
    \"path.assessment\" = \"2026\"\n\
    \"path.component\" = \"leadership-environment\"\n\
    \"path.subject\" = \"LE1.1\"\n";

const CHECKS: &str = "not_a_server_error,status_code_conformance,\
                      content_type_conformance,response_schema_conformance";

fn printed(data: &Path, arguments: &[&str]) -> String {
    let run = finish(gradus().args(arguments).arg("--data").arg(data));
    assert_eq!(run.code, 0, "{arguments:?}: {run:?}");
    run.out.trim().to_owned()
}

fn token(data: &Path, login: &str, scope: &str) -> String {
    let make = [
        "admin", "token", "--login", login, "--scope", scope, "--name", "document",
    ];
    printed(data, &make)
}

/// Requests made from the document: each answer is one that the document names, in the form
/// it names, and none is a mistake of ours.
#[test]
fn every_answer_is_one_that_the_document_names() {
    let Some(python) = gradus_testkit::needs::python() else {
        return;
    };
    let folder = Folder::new();
    let data = folder.path("data");
    let make = [
        "admin",
        "create-administrator",
        "--login",
        "ada",
        "--name",
        "Ada Osei",
    ];
    printed(&data, &make);
    let administrator = token(&data, "ada", "admin");
    let server = Server::start_with(&data, &[], &[("GRADUS_REQUESTS_PER_MINUTE", "1000000")]);
    let head = format!(
        "POST /api/v1/demo HTTP/1.1\r\nAuthorization: Bearer {administrator}\r\n\
         Content-Length: 0\r\n"
    );
    let filled = ask(&server.address, &head);
    assert!((200..300).contains(&filled.status), "{}", filled.body);
    let writer = token(&data, "ada", "write");
    let config = folder.path("schemathesis.toml");
    std::fs::write(&config, PLACES).expect("it can be written");
    for bearer in [writer, administrator] {
        let run = Command::new(&python)
            .args(["-m", "schemathesis.cli", "--config-file"])
            .arg(&config)
            .arg("run")
            .arg(format!("{}/api/v1/openapi.json", server.address))
            .args(["-H", &format!("Authorization: Bearer {bearer}")])
            .args(["--checks", CHECKS, "--phases", "coverage,fuzzing"])
            .args(["--max-examples", "5", "--seed", "1", "--no-color"])
            // What would end the tokens of the run itself.
            .args(["--exclude-path-regex", "/(demo|tokens|sessions|enabled)"])
            .current_dir(folder.path("."))
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&run.stdout);
        assert!(run.status.success(), "{said}");
        assert!(said.contains("Test cases:"), "{said}");
    }
    let taken = taken(&get(&server.address, "/metrics").body);
    assert!(taken > 100, "only {taken} requests were more than refused");
}

/// How many requests were done as they were asked.
fn taken(metrics: &str) -> u64 {
    let counts = metrics.lines().filter_map(|line| {
        let (labels, count) = line
            .strip_prefix("gradus_http_requests_total{")?
            .split_once("} ")?;
        let done = labels.contains("/api/v1/") && labels.contains("status=\"2");
        done.then(|| count.parse::<u64>().ok())?
    });
    counts.sum()
}
