//! Personal data: all of one's own, and nothing of anybody else.

use crate::world::{HERE, World, said};
use serde_json::json;

#[tokio::test]
async fn everybody_takes_away_their_own_and_nobody_elses() {
    let mut world = World::new().await;
    world.open_rating().await;
    for (who, note) in [("amir", "a note of amir"), ("link", "a note of a stranger")] {
        let answer = json!({ "value": "partly", "version": 0, "note": note });
        world.answer(who, "statement/LE1.1", &answer).await.is(200);
    }
    let piece = json!({ "kind": "link", "title": "Plan of amir", "url": "https://northaven.example/a",
                        "effective": "2028-01-01", "supports": ["LE3.1"] });
    let made = world
        .post("amir", &format!("{HERE}/evidence"), &piece)
        .await;
    made.is(201);
    let amir = world.session("amir").await;
    let file = world.page(&amir, "GET", "/account/data").await.is(200);
    assert!(
        file.header("content-disposition")
            .contains("personal-data.json")
    );
    let own = file.json();
    assert_eq!(own["format"], "gradus-personal/1");
    assert_eq!(own["account"]["email"], "amir@northaven.example");
    assert_eq!(own["places"][0]["answers"][0]["note"], "a note of amir");
    assert_eq!(own["evidence"][0]["title"], "Plan of amir");
    assert_eq!(own["tokens"].as_array().map(Vec::len), Some(1));
    let acts = own["audit"].as_array().expect("rows");
    assert!(
        acts.iter().any(|row| row["action"] == "rating_record"),
        "{acts:?}"
    );
    assert!(!file.text().contains("stranger"), "{}", file.text());
    assert!(!file.text().contains("argon2"), "no hash of a password");
    let by_token = world.get("amir", "/me/data").await.is(200).json();
    assert_eq!(by_token["places"], own["places"]);
    let seat = world
        .page(&world.link(), "GET", "/account/data")
        .await
        .is(200);
    let told = seat.json();
    assert_eq!(
        told["places"][0]["answers"][0]["note"],
        "a note of a stranger"
    );
    assert!(told["account"].is_null() && !seat.text().contains("amir"));
}

#[tokio::test]
async fn an_administrator_hands_it_to_whom_it_is_about() {
    let world = World::new().await;
    let accounts = world.get("ada", "/accounts").await.json();
    let accounts = accounts.as_array().expect("accounts").iter();
    let amir = accounts.into_iter().find(|one| one["login"] == "amir");
    let id = said(&amir.expect("amir")["id"]);
    let path = format!("/admin/accounts/{id}/data");
    let ada = world.session("ada").await;
    let told = world.page(&ada, "GET", &path).await.is(200).json();
    assert_eq!(told["account"]["login"], "amir");
    let lena = world.session("lena").await;
    world.page(&lena, "GET", &path).await.is(403);
    let none = "/admin/accounts/00000000000000000000000000000000/data";
    world.page(&ada, "GET", none).await.is(404);
    let page = world
        .raw("nobody", "GET", "/privacy", "", &[])
        .await
        .is(200);
    assert!(
        page.text().contains("30 days after the last use"),
        "{}",
        page.text()
    );
    assert!(
        !page.text().contains("/account/data"),
        "a stranger has nothing here"
    );
}

/// Everything that anybody could read: pages are made of it, files are written from it.
async fn dump(world: &World) -> String {
    let mut all = String::new();
    for path in [
        "/accounts".to_owned(),
        format!("{HERE}/assessors"),
        format!("{HERE}/export?form=json"),
        format!("{HERE}/agreed"),
        format!("{HERE}/audit?limit=500"),
    ] {
        let who = if path == "/accounts" { "ada" } else { "lena" };
        all.push_str(&world.get(who, &path).await.is(200).text());
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_erased_leaves_answers_without_name_and_words() {
    let mut world = World::new().await;
    world.open_rating().await;
    for (statement, value) in [("LE1.1", "partly"), ("LE1.2", "na")] {
        let answer = json!({ "value": value, "version": 0, "note": "words of amir" });
        let subject = format!("statement/{statement}");
        world.answer("amir", &subject, &answer).await.is(200);
    }
    world.move_to("consensus").await;
    let agreed = json!({ "value": "largely", "rationale": "so",
                         "dissent": [{ "name": "Amir of Northaven", "text": "not at all so" }] });
    let path = format!("{HERE}/agreed/statement/LE1.3");
    let put = world.put("lena", &path, &agreed).await;
    assert!(put.status.is_success(), "{}", put.text());
    world.move_to("final").await;
    let before = world.get("lena", &format!("{HERE}/seals/1")).await.is(200);
    assert!(dump(&world).await.contains("words of amir"));

    let accounts = world.get("ada", "/accounts").await.json();
    let accounts = accounts.as_array().expect("accounts");
    let id = |login: &str| {
        let mut found = accounts.iter().filter(|one| one["login"] == login);
        said(&found.next().expect("somebody")["id"])
    };
    let data = |login: &str| format!("/accounts/{}/data", id(login));
    let send = |who: &'static str, path: String| {
        let world = &world;
        async move { world.send(who, "DELETE", &path, None, &[]).await }
    };
    send("lena", data("amir")).await.fails(403, "not_allowed");
    send("ada", data("ada"))
        .await
        .fails(409, "last_administrator");
    send("ada", data("lena")).await.fails(409, "last_lead");
    send("ada", data("amir")).await.is(204);
    send("ada", data("amir")).await.fails(404, "not_found");

    let left = dump(&world).await.to_lowercase();
    for gone in ["amir", "not at all so"] {
        assert!(!left.contains(gone), "{gone}: {left}");
    }
    assert!(
        left.contains("partly") && left.contains("withheld"),
        "{left}"
    );
    world.get("amir", "/me").await.fails(401, "sign_in_first");
    // What was sealed stands, and its inputs still lead to its result.
    let after = world.get("lena", &format!("{HERE}/seals/1")).await.is(200);
    assert_eq!(before.bytes, after.bytes);
    let result = world.get("lena", &format!("{HERE}/result")).await.is(200);
    assert_eq!(result.json()["statements"][0]["n"], 1, "the answer stays");
    let chain = world.app.store().db().audit_verify(&[]).await;
    assert_eq!(chain.expect("a chain").1, []);
    // The file that is left can be taken in elsewhere.
    let file = world.get("lena", &format!("{HERE}/export?form=json")).await;
    let other = World::new().await;
    let taken = other
        .raw(
            "ada",
            "POST",
            "/api/v1/import",
            file.text().replace("\"Northaven\"", "\"Westhaven\""),
            &[("content-type", "application/json")],
        )
        .await;
    assert_eq!(taken.status.as_u16(), 201, "{}", taken.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_takes_out_somebody_behind_a_link() {
    let mut world = World::new().await;
    world.open_rating().await;
    let answer = json!({ "value": "partly", "version": 0, "note": "words of a stranger" });
    world
        .answer("link", "statement/LE1.1", &answer)
        .await
        .is(200);
    let people = world.get("lena", &format!("{HERE}/assessors")).await.json();
    let people = people["items"].as_array().expect("people").clone();
    let stranger = people.iter().find(|one| one["group"] != people[0]["group"]);
    let id = said(&stranger.expect("the stranger")["id"]);
    let path = format!("/c/northaven/2028/people/{id}/erase");
    let lena = world.session("lena").await;
    world.page(&lena, "POST", &path).await.is(303);
    let gone = world
        .page(&world.link(), "GET", "/c/northaven/2028/rate")
        .await;
    assert_ne!(gone.status.as_u16(), 200, "the place is nobody's any more");
    world.move_to("consensus").await;
    let left = dump(&world).await;
    assert!(
        !left.contains("stranger") && left.contains("partly"),
        "{left}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_dissented_by_name_is_gone_at_once_and_a_namesake_elsewhere_stays() {
    let mut world = World::new().await;
    world.open_rating().await;
    let answer = json!({ "value": "partly", "version": 0 });
    world
        .answer("amir", "statement/LE1.1", &answer)
        .await
        .is(200);
    world.move_to("consensus").await;
    let dissent = json!({ "value": "largely", "rationale": "so",
                          "dissent": [{ "name": "victor of Northaven", "text": "never ever" }] });
    let path = format!("{HERE}/agreed/statement/LE1.3");
    let put = world.put("lena", &path, &dissent).await;
    assert!(put.status.is_success(), "{}", put.text());
    // The result is computed, and kept.
    let lena = world.session("lena").await;
    let page = "/c/northaven/2028/results/leadership-environment";
    let seen = world.page(&lena, "GET", page).await.is(200).text();
    assert!(seen.contains("never ever"), "{seen}");

    let file = world.get("lena", &format!("{HERE}/export?form=json")).await;
    let file = file.is(200).text().replace("Northaven", "Southport");
    let file = file.replace("victor of Southport", "victor of Northaven");
    let kind = [("content-type", "application/json")];
    let there = "/api/v1/cities/southport/import";
    world.raw("otto", "POST", there, file, &kind).await.is(201);

    let accounts = world.get("ada", "/accounts").await.json();
    let accounts = accounts.as_array().expect("accounts").iter();
    let victor = accounts.into_iter().find(|one| one["login"] == "victor");
    let data = format!("/accounts/{}/data", said(&victor.expect("victor")["id"]));
    world.send("ada", "DELETE", &data, None, &[]).await.is(204);
    let seen = world.page(&lena, "GET", page).await.is(200).text();
    assert!(!seen.contains("never ever"), "{seen}");
    let other = world
        .get("otto", "/cities/southport/assessments/2028/agreed")
        .await;
    assert!(
        other.is(200).text().contains("never ever"),
        "somebody else said so"
    );
}
