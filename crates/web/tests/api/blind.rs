//! While people rate, nobody but the assessor sees an answer, whichever way they look.

use crate::world::{HERE, World};
use serde_json::{Value, json};

const NOTE: &str = "the-mayor-told-me-so-in-confidence";

/// Every address of the document that can be read, filled in for the assessment.
fn addresses(document: &Value) -> Vec<String> {
    let paths = document["paths"].as_object().expect("paths");
    let read = paths.iter().filter(|(_, item)| item.get("get").is_some());
    let mut found: Vec<String> = read
        .map(|(path, _)| {
            path.replace("{city}", "northaven")
                .replace("{assessment}", "2028")
                .replace("{kind}", "statement")
                .replace("{subject}", "LE1.1")
                .replace("{component}", "leadership-environment")
                .replace("{ending}", "json")
        })
        .filter(|path| !path.contains('{'))
        .collect();
    for page in [
        "",
        "/people",
        "/evidence",
        "/rate",
        "/rate/leadership-environment",
        "/results",
        "/results/leadership-environment",
        "/how-scored",
        "/settings",
        "/download/assessment.yaml",
        "/download/assessment.json",
        "/download/report.csv",
        "/download/result.json",
    ] {
        found.push(format!("/c/northaven/2028{page}"));
    }
    found.extend(["/admin/audit", "/", "/c/northaven"].map(str::to_owned));
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn while_people_rate_nobody_else_reads_an_answer() {
    let mut world = World::new().await;
    world.open_rating().await;
    let answer = json!({ "value": "surpassed", "version": 0, "note": NOTE, "confidence": 5 });
    let subject = "statement/SD1.1";
    let fits = world.answer("link", subject, &answer).await;
    let (subject, value) = match fits.status.as_u16() {
        200 => (subject, "surpassed"),
        _ => {
            let fully = json!({ "value": "fully", "version": 0, "note": NOTE, "confidence": 5 });
            world.answer("link", subject, &fully).await.is(200);
            (subject, "fully")
        }
    };
    let own = world
        .get("link", &format!("{HERE}/seat/answers/{subject}"))
        .await
        .is(200);
    assert!(own.text().contains(NOTE), "the assessor sees their own");
    let document = world.get("nobody", "/openapi.json").await.is(200).json();
    let addresses = addresses(&document);
    assert!(addresses.len() > 40, "only {addresses:?}");
    let hash = gradus_app::sha256_of(NOTE.as_bytes());
    let told = [
        NOTE.to_owned(),
        hash,
        format!("\"value\":\"{value}\""),
        format!("value: {value}"),
    ];
    let mut sessions = Vec::new();
    for who in ["ada", "lena", "farid", "rosa", "victor", "amir"] {
        sessions.push(format!("gradus-session={}", world.session(who).await));
    }
    let mut read = 0;
    for address in &addresses {
        for who in [
            "ada",
            "lena",
            "farid",
            "rosa",
            "victor",
            "amir",
            "otto",
            "lena-reads",
        ] {
            let reply = world.raw(who, "GET", address, "", &[]).await;
            assert!(
                !reply.status.is_server_error(),
                "{address}: {}",
                reply.text()
            );
            read += usize::from(reply.status.is_success());
            let text = reply.text();
            assert!(
                !told.iter().any(|secret| text.contains(secret)),
                "{who} reads it at {address}"
            );
        }
        for session in &sessions {
            let reply = world
                .raw("nobody", "GET", address, "", &[("cookie", session)])
                .await;
            read += usize::from(reply.status.is_success());
            let text = reply.text();
            assert!(
                !told.iter().any(|secret| text.contains(secret)),
                "a session reads it at {address}"
            );
        }
    }
    assert!(read > 150, "only {read} answers were looked through");
    let counts = world.get("victor", &format!("{HERE}/counts")).await.json();
    let given = counts["assessors"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["given"] == 1);
    assert_eq!(given.count(), 1);
}

#[tokio::test]
async fn the_chain_shows_administrators_that_somebody_answered_and_not_what() {
    let mut world = World::new().await;
    world.open_rating().await;
    for version in 0..2 {
        let value = ["not", "fully"][version];
        let answer = json!({ "value": value, "version": version });
        world
            .answer("link", "statement/SD1.1", &answer)
            .await
            .is(200);
    }
    let rows = world.get("ada", "/audit").await.is(200).json();
    let rated: Vec<&Value> = rows["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["action"] == "rating_record")
        .collect();
    assert_eq!(rated.len(), 2);
    assert!(
        rated
            .iter()
            .all(|row| row["before"].is_null() && row["after"].is_null())
    );
    // A hash over few possible values would tell them: something unknown goes in with them.
    let kept = world
        .app
        .store()
        .db()
        .audit_recent(None, i64::MAX, 2)
        .await
        .unwrap();
    let salts: Vec<Value> = kept
        .iter()
        .map(|row| serde_json::from_str::<Value>(&row.after).unwrap()["salt"].clone())
        .collect();
    assert!(
        salts.iter().all(Value::is_string) && salts[0] != salts[1],
        "{salts:?}"
    );
}
