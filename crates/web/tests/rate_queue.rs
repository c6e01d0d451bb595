//! The queue of answers that wait in the browser, run in Chromium: nothing is lost, nothing
//! is sent twice, and a later answer takes the place of an earlier one.

use gradus_testkit::needs;
use std::process::Command;

/// What the functions of rate.js must give; each line of the result is `ok` or what differs.
const CHECKS: &str = r#"
const { enqueue, questions, settle, backoff, outcome, body, readQueue } = window.gradusRate;
const lines = [];
const is = (what, got, want) =>
  lines.push(JSON.stringify(got) === JSON.stringify(want) ? "ok" : `${what}: ${JSON.stringify(got)}`);
const entry = (id, subject, value, version = 3, more = {}) =>
  ({ id, kind: "strand", subject, component: "c", action: "/a", version, fields: { value }, ...more });
const ids = (queue) => queue.map((one) => one.id);

is("order", ids(enqueue(enqueue([], entry("1", "a", "1")), entry("2", "b", "1"))), ["1", "2"]);
const replaced = enqueue([entry("1", "a", "1", 5), entry("2", "b", "1")], entry("3", "a", "2", 9));
is("a later answer stands in the earlier one's place", ids(replaced), ["3", "2"]);
is("it goes on from the earlier one's version", replaced[0].version, 5);
const under = enqueue([entry("1", "a", "1", 5, { sent: true })], entry("2", "a", "2", 5));
is("what is being sent stays", ids(under), ["1", "2"]);
const tried = enqueue([entry("1", "a", "1", 5, { tried: true })], entry("2", "a", "2", 5));
is("what may have arrived is sent again before a later answer", ids(tried), ["1", "2"]);
is("the last answer that waits is replaced still", ids(enqueue(tried, entry("3", "a", "4", 5))), ["1", "3"]);
is("two answers to one question count once", [tried, replaced, []].map(questions), [1, 2, 0]);
is("another kind is another question", ids(enqueue([entry("1", "a", "1")], { ...entry("2", "a", "1"), kind: "statement" })), ["1", "2"]);
const settled = settle(under, under[0], 6);
is("what was taken goes", ids(settled), ["2"]);
is("what waits takes the new version", settled[0].version, 6);
is("without a version it keeps its own", settle(under, under[0], null)[0].version, 5);
is("other questions keep theirs", settle([under[0], entry("9", "b", "1", 2)], under[0], 6)[0].version, 2);
is("waiting grows to half a minute", [0, 1, 2, 3, 4, 5, 50].map(backoff), [1000, 2000, 4000, 8000, 16000, 30000, 30000]);
is("replies", [200, 204, 401, 403, 409, 422, 404, 408, 429, 500, 503].map(outcome),
  ["taken", "taken", "signed-out", "barred", "conflict", "refused", "refused", "later", "later", "later", "later"]);
is("form", body(entry("1", "a", "3-4", 7), "t").toString(), "csrf=t&subject_kind=strand&subject=a&version=7&value=3-4");
const kept = JSON.stringify([entry("1", "a", "1", 3, { sent: true })]);
is("what was being sent when the page went is sent again", readQueue(kept)[0].sent, false);
is("broken stores hold nothing", [null, "", "{", "{}", "[1,null,{}]"].map((text) => readQueue(text).length), [0, 0, 0, 0, 0]);
document.body.textContent = lines.join("\n") + "\nend";
"#;

#[test]
fn the_queue_of_answers_keeps_order_versions_and_everything_given() {
    let Some(chromium) = needs::chromium() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = folder.path().join("page.html");
    let script = include_str!("../assets/rate.js");
    let html = format!(
        "<!doctype html><meta charset=utf-8><body><script>{script}</script><script>{CHECKS}</script>"
    );
    std::fs::write(&page, html).expect("written");
    let output = Command::new(chromium)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .arg(format!(
            "--user-data-dir={}",
            folder.path().join("profile").display()
        ))
        .arg("--dump-dom")
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("Chromium runs");
    let dom = String::from_utf8_lossy(&output.stdout);
    let body = dom.split_once("<body>").map_or("", |(_, body)| body);
    let lines: Vec<&str> = body
        .split_once("</body>")
        .map_or("", |(body, _)| body)
        .lines()
        .collect();
    assert_eq!(lines.len(), 18, "{dom}");
    assert_eq!(lines.last().map(|line| line.trim()), Some("end"));
    assert!(lines[..17].iter().all(|line| *line == "ok"), "{lines:#?}");
}
