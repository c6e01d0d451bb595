//! While people rate, nobody but the assessor sees an answer, whichever way they look.

use crate::world::{HERE, World, said};
use gradus_app::Actor;
use gradus_web::config::WebConfig;
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

/// The secret at the end of a link.
fn secret_of(link: &Value) -> String {
    said(link).rsplit('/').next().expect("a secret").to_owned()
}

/// Adds somebody as the lead does; gives their identifier and the secret of their link.
async fn invited(world: &World) -> (String, String) {
    let one = json!([{ "group": "council", "name": "Head of IT" }]);
    let made = world.post("lena", &format!("{HERE}/assessors"), &one).await;
    let made = made.is(201).json();
    (said(&made[0]["id"]), secret_of(&made[0]["link"]))
}

/// Takes a place by a link in a browser of its own; gives the session.
async fn joined(world: &World, secret: &str) -> String {
    let joined = world.app.join(&Actor::nobody(), secret, "", "test").await;
    joined.expect("a place").session.expect("a session")
}

/// The code that an assessor sees on their own page.
async fn code(world: &World, session: &str) -> String {
    let page = world.page(session, "GET", "/c/northaven/2028/code").await;
    let page = page.is(200).text();
    let at = page.find("id=\"recovery-code\"").expect("the code");
    let value = page[at..].split("value=\"").nth(1).expect("a value");
    value.split('"').next().expect("its end").to_owned()
}

/// What the browser with this session reads at its own place.
async fn seat(world: &World, session: &str) -> (u16, String) {
    let cookie = format!("gradus-session={session}");
    let path = format!("/api/v1{HERE}/seat");
    let reply = world
        .raw("nobody", "GET", &path, "", &[("cookie", &cookie)])
        .await;
    (reply.status.as_u16(), reply.text())
}

/// An assessor behind a link of their own who answered, as the identifier of their place,
/// the link's secret, their session and their code.
async fn somebody_who_answered(world: &World) -> (String, String, String, String) {
    let (id, secret) = invited(world).await;
    world.move_to("rating").await;
    let session = joined(world, &secret).await;
    let cookie = format!("gradus-session={session}");
    let answer = json!({ "value": "fully", "version": 0, "note": NOTE });
    let path = format!("/api/v1{HERE}/seat/answers/statement/SD1.1");
    let headers = [
        ("cookie", cookie.as_str()),
        ("content-type", "application/json"),
    ];
    let answered = world
        .raw("nobody", "PUT", &path, answer.to_string(), &headers)
        .await;
    answered.is(200);
    let code = code(world, &session).await;
    (id, secret, session, code)
}

#[tokio::test]
async fn a_lead_who_opens_the_link_of_somebody_who_answered_reads_nothing() {
    let world = World::new().await;
    let (id, secret, session, code) = somebody_who_answered(&world).await;
    let lena = world.session("lena").await;
    let door = format!("/join/{secret}");
    let page = world.page(&lena, "GET", &door).await.is(200).text();
    assert!(page.contains("name=\"code\""), "it asks for the code");
    for fields in ["", "&code=AAAAA-AAAAA", "&name=Lena"] {
        let tried = world.form(&lena, "POST", &door, fields).await;
        assert!(!tried.is(422).text().contains(NOTE));
        let stranger = world.form("", "POST", &door, fields).await;
        assert_eq!(stranger.is(422).header("set-cookie"), "");
    }
    let (status, text) = seat(&world, &lena).await;
    assert!(status != 200 && !text.contains(NOTE), "{status} {text}");
    // The code is on no page of hers.
    let plain = code.replace('-', "");
    for path in [
        "/c/northaven/2028/people?links=all".to_owned(),
        format!("/c/northaven/2028/people/{id}"),
        "/c/northaven/2028/progress".to_owned(),
        format!("/api/v1{HERE}/assessors"),
        format!("/api/v1{HERE}/assessors/{id}"),
        format!("/api/v1{HERE}/invitations"),
    ] {
        let read = world.page(&lena, "GET", &path).await.is(200).text();
        assert!(!read.contains(&code) && !read.contains(&plain), "{path}");
    }
    // Whose browser holds the place goes on; elsewhere the code leads to it.
    let own = world.page(&session, "GET", &door).await.is(303);
    assert_eq!(own.header("location"), "/c/northaven/2028/rate");
    let fields = format!("&code={}", plain.to_lowercase());
    let elsewhere = world.form("", "POST", &door, &fields).await.is(303);
    assert_eq!(elsewhere.header("location"), "/c/northaven/2028/rate");
    let cookie = elsewhere.header("set-cookie");
    let second = cookie.split(['=', ';']).nth(1).expect("a session");
    assert!(seat(&world, second).await.1.contains(NOTE));
}

#[tokio::test]
async fn a_code_of_somebody_else_does_not_go_with_a_link() {
    let world = World::new().await;
    let (_, other) = invited(&world).await;
    let (_, secret, _, _) = somebody_who_answered(&world).await;
    let other = joined(&world, &other).await;
    let fields = format!("&code={}", code(&world, &other).await);
    let tried = world
        .form("", "POST", &format!("/join/{secret}"), &fields)
        .await;
    tried.is(422);
}

#[tokio::test]
async fn codes_cannot_be_tried_on_and_on() {
    let config = WebConfig {
        join_per_minute: 5,
        ..WebConfig::default()
    };
    let world = World::with(config).await;
    let (_, secret, _, _) = somebody_who_answered(&world).await;
    let door = format!("/join/{secret}");
    for _ in 0..5 {
        let tried = world.form("", "POST", &door, "&code=AAAAA-AAAAA").await;
        tried.is(422);
    }
    let tried = world.form("", "POST", &door, "&code=AAAAA-AAAAA").await;
    tried.is(429);
}

/// What the audit chain tells of an assessor's place, newest first.
async fn told_of(world: &World, id: &str) -> Vec<(String, String, Value)> {
    let rows = world.get("ada", "/audit").await.is(200).json();
    let rows = rows["items"].as_array().expect("rows").iter();
    let subject = format!("assessor:{id}");
    let own = rows.filter(|row| said(&row["subject"]) == subject);
    let told = own.map(|row| {
        (
            said(&row["action"]),
            said(&row["actor"]),
            row["after"].clone(),
        )
    });
    told.filter(|(action, ..)| action.starts_with("seat_"))
        .collect()
}

/// Fails unless a browser, a link and a code lead nowhere any more.
async fn leads_nowhere(world: &World, session: &str, secret: Option<&str>, code: &str) {
    let (status, text) = seat(world, session).await;
    assert!(status != 200 && !text.contains(NOTE), "{status} {text}");
    let fields = format!("&code={code}");
    world.form("", "POST", "/code", &fields).await.is(422);
    if let Some(secret) = secret {
        let door = format!("/join/{secret}");
        world.page("", "GET", &door).await.is(404);
        world.form("", "POST", &door, &fields).await.is(404);
    }
}

#[tokio::test]
async fn a_new_link_ends_what_led_to_the_place_before() {
    let world = World::new().await;
    let (id, secret, session, code) = somebody_who_answered(&world).await;
    let lena = world.session("lena").await;
    let renew = format!("/c/northaven/2028/people/{id}/link");
    world.page(&lena, "POST", &renew).await.is(303);
    leads_nowhere(&world, &session, Some(&secret), &code).await;
    let links = world.get("lena", &format!("{HERE}/invitations")).await;
    let links = links.json();
    let links = links.as_array().unwrap().iter();
    let live = links.filter(|link| said(&link["assessor"]) == id && link["revoked"] == false);
    let live: Vec<&Value> = live.collect();
    assert_eq!(live.len(), 1);
    let door = format!("/join/{}", secret_of(&live[0]["link"]));
    let back = world.form("", "POST", &door, "").await.is(303);
    assert_eq!(back.header("location"), "/c/northaven/2028/code");
    let cookie = back.header("set-cookie");
    let back = cookie.split(['=', ';']).nth(1).expect("a session");
    assert!(seat(&world, back).await.1.contains(NOTE), "answers stay");
    assert_ne!(self::code(&world, back).await, code);
    world.form("", "POST", &door, "").await.is(422);
    let told = told_of(&world, &id).await;
    let actions: Vec<&str> = told.iter().map(|(action, ..)| action.as_str()).collect();
    assert_eq!(actions, ["seat_take", "seat_end", "seat_take"]);
    assert!(
        told[1].1.starts_with("person:") || told[1].1.starts_with("token:"),
        "who ended it is named: {}",
        told[1].1
    );
    assert_eq!(told[0].1, format!("assessor:{id}"));
    assert_eq!(told[0].2, json!({ "way": "link" }));
}

#[tokio::test]
async fn a_link_of_ones_own_that_is_revoked_ends_browser_and_code() {
    let world = World::new().await;
    let (id, secret, session, code) = somebody_who_answered(&world).await;
    let links = world.get("lena", &format!("{HERE}/invitations")).await;
    let links = links.json();
    let mut links = links.as_array().unwrap().iter();
    let link = links.find(|link| said(&link["assessor"]) == id).unwrap();
    let path = format!("{HERE}/invitations/{}", said(&link["id"]));
    world.send("lena", "DELETE", &path, None, &[]).await.is(204);
    leads_nowhere(&world, &session, Some(&secret), &code).await;
}

#[tokio::test]
async fn who_came_by_a_link_for_a_group_can_be_shut_out() {
    let mut world = World::new().await;
    world.open_rating().await;
    let session = world.link();
    let code = code(&world, &session).await;
    let people = world.get("lena", &format!("{HERE}/assessors")).await.json();
    let people = people["items"].as_array().unwrap().iter();
    let one = people.into_iter().find(|one| !one["joined_at"].is_null());
    let id = said(&one.expect("somebody")["id"]);
    assert_eq!(told_of(&world, &id).await[0].2, json!({ "way": "group" }));
    let lena = world.session("lena").await;
    let revoke = format!("/c/northaven/2028/people/{id}/link/revoke");
    world.page(&lena, "POST", &revoke).await.is(303);
    leads_nowhere(&world, &session, None, &code).await;
}

#[tokio::test]
async fn a_browser_that_is_signed_in_takes_a_place_under_its_own_name() {
    let world = World::new().await;
    let (id, secret) = invited(&world).await;
    world.move_to("rating").await;
    let victor = world.session("victor").await;
    let door = format!("/join/{secret}");
    world.form(&victor, "POST", &door, "").await.is(303);
    let told = told_of(&world, &id).await;
    assert_eq!(told.len(), 1);
    assert!(told[0].1.starts_with("person:"), "{}", told[0].1);
    // Coming back takes nothing anew.
    world.form(&victor, "POST", &door, "").await.is(303);
    assert_eq!(told_of(&world, &id).await.len(), 1);
}

#[tokio::test]
async fn an_administrator_hands_out_no_answer_while_people_rate() {
    let mut world = World::new().await;
    world.open_rating().await;
    let answer = json!({ "value": "largely", "version": 0, "note": "between us" });
    world
        .answer("amir", "statement/LE1.1", &answer)
        .await
        .is(200);
    let accounts = world.get("ada", "/accounts").await.json();
    let accounts = accounts.as_array().expect("accounts").iter();
    let amir = accounts.into_iter().find(|one| one["login"] == "amir");
    let path = format!("/accounts/{}/data", said(&amir.expect("amir")["id"]));
    let told = world.get("ada", &path).await.is(200).text();
    assert!(
        !told.contains("largely") && !told.contains("between us"),
        "{told}"
    );
    let own = world.get("amir", "/me/data").await.is(200).text();
    assert!(own.contains("between us"), "it is theirs");
    world.move_to("consensus").await;
    let told = world.get("ada", &path).await.is(200).text();
    assert!(told.contains("between us"), "{told}");
}
