//! What must never get out: a word of its own in every private field, and every byte that a
//! stranger or a member can get searched for it; figures of formats laid side by side.

use crate::publication::{HERE, file, import};
use crate::world::{Reply, World, said};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Private words that a report for members may hold, since they were written to be read by
/// them: reasons, dissent, and what is told of evidence.
const FOR_MEMBERS: [&str; 7] = [
    "canary-rationale",
    "canary-group-dissent",
    "canary-named-dissent",
    "canary-dissenter",
    "canary-url",
    "canary-hidden-title",
    "canary-reason",
];

/// Private words that leave the lead's hands nowhere.
const FOR_NOBODY: [&str; 10] = [
    "canary-assessor",
    "canary-rating-note",
    "canary-na-note",
    "canary-rung-note",
    "canary-pick-note",
    "canary-reviewer",
    "canary-file",
    "canary-interview",
    "canary-small-group",
    "lena of northaven",
];

fn secrets() -> Value {
    json!({
        "reviewers": [ { "id": "r1", "name": "canary-reviewer" } ],
        "rungs": [ { "assessor": "a0", "component": "performance-management",
            "strand": "goals-and-targets", "answer": "na", "note": "canary-rung-note" } ],
        "picks": [ { "assessor": "a1", "component": "service-delivery", "level": 2,
            "note": "canary-pick-note" } ],
        "agreed": [ { "statement": "LE2.1", "value": "largely", "rationale": "canary-rationale",
            "dissent": [ { "group": "police", "text": "canary-group-dissent" },
                         { "name": "canary-dissenter", "text": "canary-named-dissent" } ] } ],
        "evidence": [
            { "id": "e1", "title": "Public plan", "kind": "link", "url": "https://canary-url.example",
              "effective": "2025-01-01", "status": "accepted", "reviewer": "r1",
              "reason": "canary-reason", "supports": ["LE3.1"] },
            { "id": "e2", "title": "canary-hidden-title", "kind": "document",
              "effective": "2025-01-01", "status": "submitted", "file_name": "canary-file.pdf",
              "sha256": "ab".repeat(32), "media_type": "application/pdf", "supports": ["LE3.2"] },
            { "id": "e3", "title": "Talk", "kind": "interview", "text": "canary-interview",
              "effective": "2025-01-01", "status": "accepted", "reviewer": "r1",
              "supports": ["LE3.2"] },
        ],
    })
}

/// Large groups beside small ones; two statements with few answers; everybody has a name and
/// notes.
pub fn city() -> Value {
    let groups = [
        ("council", 7),
        ("residents", 6),
        ("police", 2),
        ("church", 1),
    ];
    let mut file = file(&groups, &secrets(), |person, statement| {
        let words = ["not", "partly", "largely", "fully"];
        match (statement, person) {
            ("SD3.1", 3..) | ("LE3.2", 4..) => Value::Null,
            ("LE2.2", 15) => json!("unknown"),
            // One against all.
            ("LE3.1", 0) => json!("fully"),
            ("LE3.1", _) => json!("not"),
            _ => json!(words[(person * 5 + statement.len() + person / 3) % 4]),
        }
    });
    file["groups"][2]["name"] = json!("canary-small-group");
    for row in file["assessors"].as_array_mut().expect("assessors") {
        row["name"] = json!("canary-assessor");
    }
    for (at, row) in file["ratings"]
        .as_array_mut()
        .expect("ratings")
        .iter_mut()
        .enumerate()
    {
        row["note"] = json!("canary-rating-note");
        if at == 0 {
            row["value"] = json!("na");
            row["note"] = json!("canary-na-note");
        }
    }
    file
}

async fn stranger(world: &World, path: &str) -> Reply {
    world.raw("nobody", "GET", path, "", &[]).await
}

/// Every byte that a stranger can get.
async fn everything(world: &World) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for language in ["en", "de"] {
        for path in [
            "",
            "/2026",
            "/feed.atom",
            "/2026/statements.csv",
            "/2026/statements.csv-metadata.json",
            "/2026/dataset.jsonld",
            "/2026/gradus-public.json",
            "/2026/profile.svg",
            "/2026/preview.png",
        ] {
            let path = format!("/p/northaven{path}?lang={language}");
            let reply = stranger(world, &path).await;
            let drawn = cfg!(feature = "pdf") || !path.contains(".png");
            assert!(
                !drawn || reply.status.is_success(),
                "{path}: {}",
                reply.status
            );
            let mut headers = format!("{:?}", reply.headers).into_bytes();
            headers.extend(reply.bytes);
            found.push((path, headers));
        }
    }
    found
}

fn holds(bytes: &[u8], word: &str) -> bool {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    text.contains(&word.to_lowercase())
}

#[tokio::test]
async fn no_private_word_gets_out() {
    let world = World::new().await;
    import(&world, &city()).await;
    let text = json!({ "introduction": "Look.", "evidence": ["e1"] });
    world.put("lena", HERE, &text).await.is(200);
    let found = everything(&world).await;
    assert!(found.iter().any(|(_, bytes)| holds(bytes, "Public plan")));
    for (path, bytes) in &found {
        for word in FOR_MEMBERS.iter().chain(&FOR_NOBODY) {
            assert!(!holds(bytes, word), "{path} tells '{word}'");
        }
        assert!(
            !holds(bytes, "northaven.example"),
            "{path} tells an address"
        );
        assert!(
            !holds(bytes, "input_sha256"),
            "{path} lets guesses be tested"
        );
    }
    let members = "/cities/northaven/assessments/2026";
    // The full document knows groups and single answers, and nobody's name or words.
    let sealed = world.get("lena", &format!("{members}/seals/1")).await;
    for word in FOR_MEMBERS.iter().chain(&FOR_NOBODY) {
        let known = *word == "canary-small-group";
        assert_eq!(
            holds(&sealed.bytes, word),
            known,
            "the sealed document and '{word}'"
        );
    }
    for ending in ["html", "md", "csv", "json", "svg"] {
        let path = format!("{members}/report/{ending}");
        let report = world.get("victor", &path).await.is(200);
        for word in FOR_NOBODY {
            assert!(!holds(&report.bytes, word), "{ending} tells '{word}'");
        }
    }
    let tag = world.get("lena", HERE).await.header("etag");
    let why = json!({ "reason": "old" });
    let tagged = [("if-match", tag.as_str())];
    let path = format!("{HERE}/withdraw");
    world
        .send("lena", "POST", &path, Some(&why), &tagged)
        .await
        .is(204);
    for path in [
        "/p/northaven",
        "/p/northaven/2026",
        "/p/northaven/feed.atom",
    ] {
        let bytes = stranger(&world, path).await.bytes;
        for word in FOR_MEMBERS.iter().chain(&FOR_NOBODY) {
            assert!(!holds(&bytes, word), "{path} tells '{word}'");
        }
    }
}

/// The rows of the table, by statement and column.
fn table(csv: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut lines = csv.lines();
    let names: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let cells = |line: &str| -> Vec<String> {
        let (mut cells, mut quoted) = (vec![String::new()], false);
        for letter in line.chars() {
            match letter {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                other => cells.last_mut().expect("a cell").push(other),
            }
        }
        cells
    };
    let row = |line| {
        let of: BTreeMap<String, String> = names
            .iter()
            .map(|name| (*name).to_owned())
            .zip(cells(line))
            .collect();
        (of["statement"].clone(), of)
    };
    lines.map(row).collect()
}

const POINTS: [&str; 5] = ["not", "partly", "largely", "fully", "surpassed"];

/// A city that voted: all of the large groups on one statement, then fewer; few on another.
fn city_that_voted() -> Value {
    let mut file = city();
    let words = ["not", "partly", "largely", "fully"];
    let mut rounds = Vec::new();
    for (statement, number, people) in [
        ("LE1.1", 1, 0..13),
        ("LE1.1", 2, 0..8),
        ("LE1.1", 3, 0..7),
        ("LE2.2", 1, 0..3),
        ("LE3.1", 1, 0..16),
    ] {
        let votes = people.map(|person: usize| {
            json!({ "assessor": format!("a{person}"), "value": words[(person + number) % 4] })
        });
        let votes: Vec<Value> = votes.collect();
        rounds.push(
            json!({ "statement": statement, "number": number, "votes": votes,
                            "guests": { "fully": 2 } }),
        );
    }
    file["rounds"] = json!(rounds);
    file
}

/// How many people a tally of a file counts.
fn people(tally: &Value) -> Option<u64> {
    let counts = tally.as_object()?.values();
    Some(counts.filter_map(Value::as_u64).sum())
}

/// Rounds of votes beside what was given blind, in what everybody gets and in what members
/// get: no two shown counts differ by one to four people.
#[tokio::test(flavor = "multi_thread")]
async fn rounds_that_are_shown_differ_by_nobody_or_by_five() {
    let world = World::new().await;
    import(&world, &city_that_voted()).await;
    let text = json!({ "evidence": [] });
    world.put("lena", HERE, &text).await.is(200);
    let sealed = stranger(&world, "/p/northaven/2026/gradus-public.json").await;
    let public = sealed.is(200).json()["result"].clone();
    let path = "/cities/northaven/assessments/2026/result";
    let members = world.get("victor", path).await.is(200).json();
    let mut shown = 0;
    for (own, result) in [("everybody", &public), ("members", &members)] {
        for statement in result["statements"].as_array().expect("statements") {
            let rounds = statement["rounds"].as_array().cloned().unwrap_or_default();
            let voted = rounds
                .iter()
                .filter_map(|round| people(&round["distribution"]));
            let voted: Vec<u64> = voted.collect();
            assert!(voted.iter().all(|n| *n >= 5), "{own}: {statement}");
            let guests = rounds.iter().map(|round| &round["guest_distribution"]);
            assert!(guests.into_iter().all(Value::is_null), "{own}: {statement}");
            if own == "everybody" {
                shown += voted.len();
                let blind = people(&statement["distribution"]);
                let all: Vec<u64> = voted.into_iter().chain(blind).collect();
                for one in &all {
                    let few = |other: &u64| (1..5).contains(&one.abs_diff(*other));
                    assert!(!all.iter().any(few), "{own}: {statement}");
                }
            }
        }
    }
    assert!(shown >= 1, "a round is shown");
    let few = public["statements"].as_array().expect("statements").iter();
    let few = few.filter(|one| one["id"] == "LE2.2").collect::<Vec<_>>();
    assert!(few[0]["distribution"].is_null(), "three voted: {}", few[0]);
}

/// The page, the table, the drawing, the description and the sealed figures that everybody
/// gets: each says of a statement what the others say, and none says more.
#[tokio::test(flavor = "multi_thread")]
async fn what_strangers_get_in_one_format_they_get_in_all() {
    let world = World::new().await;
    import(&world, &city_that_voted()).await;
    let text = json!({ "evidence": [] });
    world.put("lena", HERE, &text).await.is(200);
    let csv = stranger(&world, "/p/northaven/2026/statements.csv").await;
    let rows = table(&csv.is(200).text());
    let sealed = stranger(&world, "/p/northaven/2026/gradus-public.json").await;
    let sealed = sealed.is(200).json()["result"].clone();
    for statement in sealed["statements"].as_array().expect("statements") {
        let row = &rows[&said(&statement["id"])];
        for name in POINTS {
            let told = statement["distribution"].as_object();
            let told = told.map(|of| {
                of.get(name)
                    .and_then(Value::as_u64)
                    .unwrap_or(0)
                    .to_string()
            });
            assert_eq!(row[name], told.unwrap_or_default(), "{name}: {statement}");
        }
        assert_eq!(row["n"], statement["n"].to_string());
    }
    let page = stranger(&world, "/p/northaven/2026").await.is(200).text();
    let drawing = stranger(&world, "/p/northaven/2026/profile.svg").await;
    for group in ["police", "church", "canary"] {
        for text in [&page, &drawing.text(), &sealed.to_string()] {
            assert!(!text.contains(group), "{group}");
        }
    }
}

/// The table for everybody beside the result for members: whatever is taken from whatever, at
/// least five people are left or nobody.
#[tokio::test]
async fn nothing_is_left_of_few_people_when_formats_are_subtracted() {
    let world = World::new().await;
    import(&world, &city()).await;
    let text = json!({ "evidence": [] });
    world.put("lena", HERE, &text).await.is(200);
    let csv = stranger(&world, "/p/northaven/2026/statements.csv")
        .await
        .is(200);
    let rows = table(&csv.text());
    let path = "/cities/northaven/assessments/2026/result";
    let result = world.get("victor", path).await.is(200).json();
    let mut by_group = 0;
    for statement in result["statements"].as_array().expect("statements") {
        let row = &rows[&said(&statement["id"])];
        let n = statement["n"].as_u64().expect("a number");
        assert_eq!(row["n"], n.to_string());
        let groups = statement["by_group"].as_object().expect("groups");
        if n < 5 {
            let told = POINTS.iter().chain(&["unknown", "na", "ad"]);
            assert!(
                told.into_iter().all(|name| row[*name].is_empty()),
                "{row:?}"
            );
            assert!(statement["distribution"].is_null() && groups.is_empty());
            assert!(statement["unknown"].is_null() && statement["ad"].is_null());
            continue;
        }
        let sizes: Vec<u64> = groups
            .values()
            .filter_map(|group| group["n"].as_u64())
            .collect();
        by_group += usize::from(!sizes.is_empty());
        assert!(sizes.iter().all(|size| *size >= 5), "{groups:?}");
        assert!(sizes.is_empty() || sizes.iter().sum::<u64>() == n);
        assert!(!groups.contains_key("police") && !groups.contains_key("church"));
        for name in POINTS {
            let whole: u64 = row[name].parse().expect("a count");
            assert_eq!(statement["distribution"][name].as_u64().unwrap_or(0), whole);
            let parts = groups
                .values()
                .map(|group| group["distribution"][name].as_u64());
            let sum: u64 = parts.map(Option::unwrap_or_default).sum();
            assert!(sizes.is_empty() || sum == whole, "{name} of {groups:?}");
        }
    }
    assert!(
        by_group >= 4,
        "only {by_group} statements tell groups apart"
    );
}
