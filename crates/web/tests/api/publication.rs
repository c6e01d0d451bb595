//! Publishing: by form and by API, what strangers then find, a newer version, a withdrawal.

use crate::world::{Reply, World, said};
use gradus_app::rows::FrozenRow;
use gradus_app::{AppError, AssessmentId};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Where the API has the publication.
pub const HERE: &str = "/cities/northaven/assessments/2026/publication";

/// An assessment file that is final: groups by name and size, and what each person gives to
/// each statement, `(person, statement)`.
pub fn file(groups: &[(&str, usize)], extra: &Value, give: impl Fn(usize, &str) -> Value) -> Value {
    let statements = [
        "LE1.1", "LE2.1", "LE2.2", "LE3.1", "LE3.2", "SD2.1", "SD3.1",
    ];
    let mut file = json!({
        "format": "gradus-assessment/1", "model": "pas181-scmm",
        "city": { "name": "Northaven", "country": "GB" },
        "cycle": { "name": "2026", "from": "2026-03-01", "to": "2026-06-30" },
        "phase": "final", "settings": { "draws": 100 },
    });
    let (mut list, mut assessors, mut ratings) = (Vec::new(), Vec::new(), Vec::new());
    let mut person = 0;
    for (group, size) in groups {
        list.push(json!({ "id": group, "name": format!("Group {group}") }));
        for _ in 0..*size {
            let id = format!("a{person}");
            for statement in statements {
                let value = give(person, statement);
                if !value.is_null() {
                    ratings.push(json!({ "assessor": id, "statement": statement, "value": value }));
                }
            }
            assessors.push(json!({ "id": id, "group": group }));
            person += 1;
        }
    }
    file["groups"] = json!(list);
    file["assessors"] = json!(assessors);
    file["ratings"] = json!(ratings);
    for (key, value) in extra.as_object().into_iter().flatten() {
        file[key] = value.clone();
    }
    file
}

pub async fn import(world: &World, file: &Value) -> Reply {
    let path = "/api/v1/cities/northaven/import";
    let kind = [("content-type", "application/json")];
    world
        .raw("lena", "POST", path, file.to_string(), &kind)
        .await
        .is(201)
}

async fn published() -> World {
    let world = World::new().await;
    let evidence = json!({ "evidence": [
        { "id": "e1", "title": "Smart city plan", "kind": "document", "effective": "2025-01-01",
          "status": "accepted", "reviewer": "r1", "supports": ["LE3.1"] },
        { "id": "e2", "title": "Draft of a budget", "kind": "document", "effective": "2025-01-01",
          "status": "submitted", "supports": ["LE3.2"] } ],
        "reviewers": [ { "id": "r1", "name": "Audit" } ],
        "targets": [ { "component": "leadership-environment", "level": 4, "by": "2028-12-31",
                       "rationale": "the council decided so" } ] });
    let groups = [("council", 6), ("residents", 7), ("police", 2)];
    let file = file(&groups, &evidence, |_, _| json!("partly"));
    import(&world, &file).await;
    let text = json!({ "introduction": "Dear residents,\n\n<b>look</b> at this." });
    world.put("lena", HERE, &text).await.is(200);
    world
}

async fn get(world: &World, path: &str) -> Reply {
    world.raw("nobody", "GET", path, "", &[]).await
}

#[tokio::test]
async fn a_stranger_reads_what_was_published_in_either_language() {
    let world = published().await;
    let page = get(&world, "/p/northaven/2026").await.is(200);
    let text = page.text();
    for expected in [
        "Northaven",
        "Smart city plan",
        "the council decided so",
        "&#60;b&#62;look&#60;/b&#62; at this.",
        "15 people from 3 groups gave their view.",
        "rel=\"canonical\" href=\"http://gradus.test/p/northaven/2026\"",
    ] {
        assert!(text.contains(expected), "{expected} is missing");
    }
    assert!(!text.contains("Draft of a budget") && !text.contains("<form"));
    assert!(!text.contains("<script") && !text.contains("style="));
    let german = get(&world, "/p/northaven/2026?lang=de").await.is(200);
    assert!(german.text().contains("<html lang=\"de\"") && german.text().contains("In Kürze"));
    let browser = [("accept-language", "de-AT,de;q=0.9,en;q=0.5")];
    let own = world
        .raw("nobody", "GET", "/p/northaven/2026", "", &browser)
        .await;
    assert_eq!(own.text(), german.text());
    let list = get(&world, "/p/northaven").await.is(200).text();
    assert!(list.contains("href=\"/p/northaven/2026\""), "{list}");
    let robots = get(&world, "/robots.txt").await.is(200).text();
    assert!(robots.contains("Allow: /p/\n") && robots.ends_with("Disallow: /\n"));
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again() {
    let world = published().await;
    for path in ["", "/statements.csv", "/profile.svg", "/dataset.jsonld"] {
        let path = format!("/p/northaven/2026{path}");
        let first = get(&world, &path).await.is(200);
        let tag = first.header("etag");
        assert!(tag.starts_with("W/\"") && first.header("cache-control").contains("public"));
        let again = world
            .raw("nobody", "GET", &path, "", &[("if-none-match", &tag)])
            .await
            .is(304);
        assert!(again.bytes.is_empty(), "{path}");
        let other = [("if-none-match", "W/\"another\"")];
        world.raw("nobody", "GET", &path, "", &other).await.is(200);
    }
}

#[tokio::test]
async fn files_are_what_they_say_and_open_to_pages_of_others() {
    let world = published().await;
    let file = |name: &str| format!("/p/northaven/2026/{name}");
    let csv = get(&world, &file("statements.csv")).await.is(200);
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(csv.header("access-control-allow-origin"), "*");
    assert_eq!(csv.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(csv.text().lines().count(), 177);
    let columns = get(&world, &file("statements.csv-metadata.json")).await;
    assert_eq!(columns.is(200).json()["url"], "statements.csv");
    let svg = get(&world, &file("profile.svg")).await.is(200);
    assert!(svg.text().contains("<title") && svg.text().contains("<desc"));
    let dataset = get(&world, &file("dataset.jsonld")).await.is(200);
    assert_eq!(dataset.header("content-type"), "application/ld+json");
    let dataset = dataset.json();
    assert_eq!(dataset["@id"], "http://gradus.test/p/northaven/2026");
    assert_eq!(dataset["@type"], json!(["dcat:Dataset", "schema:Dataset"]));
    for one in dataset["schema:distribution"].as_array().expect("files") {
        let address = said(&one["schema:contentUrl"]);
        let path = address.strip_prefix("http://gradus.test").expect("ours");
        let sent = get(&world, path).await.is(200);
        let kind = sent.header("content-type");
        assert_eq!(
            kind.split(';').next(),
            one["schema:encodingFormat"].as_str()
        );
    }
    let feed = get(&world, "/p/northaven/feed.atom").await.is(200);
    assert!(
        feed.header("content-type")
            .starts_with("application/atom+xml")
    );
    assert!(
        feed.text()
            .contains("<title>Assessment 2026 was published</title>")
    );
    get(&world, &file("preview.gif")).await.is(404);
    get(&world, "/p/northaven/2027").await.is(404);
    get(&world, "/p/southport").await.is(404);
}

#[cfg(feature = "pdf")]
#[tokio::test]
async fn the_picture_for_posts_is_as_large_as_networks_ask_for() {
    let world = published().await;
    let picture = get(&world, "/p/northaven/2026/preview.png").await.is(200);
    assert!(picture.bytes.starts_with(b"\x89PNG"));
    let number = |at: usize| u32::from_be_bytes(picture.bytes[at..at + 4].try_into().unwrap());
    assert_eq!((number(16), number(20)), (1200, 630));
}

#[tokio::test]
async fn what_is_published_does_not_change_with_the_city_or_its_evidence() {
    let world = published().await;
    let before = get(&world, "/p/northaven/2026").await.is(200).text();
    let city = json!({ "name": "Southhaven", "slug": "elsewhere" });
    let changed = world.put("lena", "/cities/northaven", &city).await;
    assert!(changed.status.is_success(), "{}", changed.text());
    let app = &world.app;
    let again = app
        .published("northaven", "2026")
        .await
        .expect("still there");
    assert_eq!(again.names().0, "Northaven");
    assert_eq!(
        get(&world, "/p/northaven/2026").await.is(200).text(),
        before
    );
}

#[tokio::test]
async fn a_withdrawal_leaves_a_tombstone_in_place_of_everything() {
    let world = published().await;
    let none = json!({ "reason": " " });
    let tag = world.get("lena", HERE).await.header("etag");
    let withdraw = format!("{HERE}/withdraw");
    let tagged = [("if-match", tag.as_str())];
    let empty = world
        .send("lena", "POST", &withdraw, Some(&none), &tagged)
        .await;
    assert_eq!(empty.error().2, ["reason"]);
    let why = json!({ "reason": "Two answers were <wrong>." });
    let old = [("if-match", "\"99\"")];
    let stale = world
        .send("lena", "POST", &withdraw, Some(&why), &old)
        .await;
    stale.fails(412, "precondition");
    let done = world
        .send("lena", "POST", &withdraw, Some(&why), &tagged)
        .await;
    done.is(204);
    let page = get(&world, "/p/northaven/2026").await.is(410);
    let text = page.text();
    assert!(text.contains("Two answers were &#60;wrong&#62;."), "{text}");
    assert!(text.contains("assessment 2026 of Northaven") && text.contains("15 May 2028"));
    assert!(!text.contains("Smart city plan") && !text.contains("LE1.1"));
    get(&world, "/p/northaven/2026/statements.csv")
        .await
        .is(410);
    let feed = get(&world, "/p/northaven/feed.atom").await.is(200).text();
    assert!(feed.contains("Assessment 2026 was withdrawn") && feed.matches("<entry>").count() == 2);
    let text = json!({ "introduction": "", "evidence": [] });
    world.put("lena", HERE, &text).await.is(200);
    let page = get(&world, "/p/northaven/2026").await.is(200).text();
    assert!(!page.contains("Smart city plan"));
}

#[tokio::test]
async fn nothing_is_published_before_it_is_final_or_by_whoever_does_not_lead() {
    let world = World::new().await;
    let text = json!({ "introduction": "early" });
    let early = "/cities/northaven/assessments/2028/publication";
    world
        .put("lena", early, &text)
        .await
        .fails(409, "not_final");
    world
        .put("farid", early, &text)
        .await
        .fails(403, "not_allowed");
    let unknown = published().await;
    let text = json!({ "evidence": ["e9"] });
    assert_eq!(
        unknown.put("lena", HERE, &text).await.error().2,
        ["evidence"]
    );
    let long = json!({ "introduction": "x".repeat(2_001) });
    assert_eq!(
        unknown.put("lena", HERE, &long).await.error().2,
        ["introduction"]
    );
    let control = json!({ "introduction": "\u{7}" });
    assert_eq!(unknown.put("lena", HERE, &control).await.error().0, 422);
}

#[tokio::test]
async fn the_chain_tells_of_publications_without_their_texts() {
    let world = published().await;
    let path = "/cities/northaven/assessments/2026/audit?limit=500";
    let audit = world.get("lena", path).await.is(200).text();
    assert!(audit.contains("\"publication\"") && audit.contains("introduction_sha256"));
    assert!(!audit.contains("Dear residents"));
}

/// Freezes another version of the file with some answers changed.
async fn freeze(world: &World, number: i64, change: impl Fn(&mut Vec<Value>)) {
    let store = world.app.store();
    let db = store.db();
    let found = db
        .entrance_at(None, "northaven", "2026")
        .await
        .expect("it answers");
    let id: AssessmentId = found.expect("it").assessment.id;
    let last = db
        .frozen(&id)
        .await
        .expect("it answers")
        .expect("it is final");
    let mut document: Value = serde_json::from_str(&last.document).expect("JSON");
    change(document["ratings"].as_array_mut().expect("ratings"));
    let frozen = FrozenRow {
        number,
        document: document.to_string(),
        ..last
    };
    let kept = store.write::<(), AppError, _>(move |write| {
        Box::pin(async move { Ok(write.freeze(&id, &frozen, None).await?) })
    });
    kept.await.expect("frozen");
}

fn say(ratings: &mut [Value], people: std::ops::Range<usize>, statement: &str) {
    for row in ratings {
        let person: usize = said(&row["assessor"])[1..].parse().expect("a number");
        if people.contains(&person) && row["statement"] == statement {
            row["value"] = json!("fully");
        }
    }
}

#[tokio::test]
async fn a_newer_version_replaces_the_older_only_where_nobody_can_subtract_the_two() {
    let world = published().await;
    let text = json!({ "introduction": "newer" });
    for (number, people) in [(2, 0..1), (3, 0..4)] {
        freeze(&world, number, |all| say(all, people.clone(), "LE2.1")).await;
        let refused = world.put("lena", HERE, &text).await;
        refused.fails(409, "publication_isolates");
        let standing = world.get("lena", HERE).await.is(200).json();
        assert_eq!(standing["isolated"], json!(["LE2.1"]));
        assert_eq!(
            (&standing["number"], &standing["newest"]),
            (&json!(1), &json!(number))
        );
    }
    // Five changed against what strangers saw, though one alone against the last version.
    freeze(&world, 4, |all| say(all, 4..5, "LE2.1")).await;
    let now = world.put("lena", HERE, &text).await.is(200).json();
    assert_eq!((&now["number"], &now["isolated"]), (&json!(4), &json!([])));
    let page = get(&world, "/p/northaven/2026").await.is(200).text();
    assert!(page.contains("newer") && page.contains("Version 4, last changed on"));
    let feed = get(&world, "/p/northaven/feed.atom").await.is(200).text();
    assert!(feed.contains("A newer version of assessment 2026 was published"));
    // Back to the answers of the first version but for one more: both are compared.
    freeze(&world, 5, |all| say(all, 5..6, "LE3.1")).await;
    world
        .put("lena", HERE, &text)
        .await
        .fails(409, "publication_isolates");
}

#[tokio::test]
async fn the_lead_sees_what_becomes_public_before_it_does() {
    let world = World::new().await;
    let groups = [("council", 6), ("residents", 3)];
    import(&world, &file(&groups, &json!({}), |_, _| json!("largely"))).await;
    let session = world.session("lena").await;
    let actor = world.app.actor_of_session(&session).await.expect("lena");
    let name = actor.session.map(|session| session.id).unwrap_or_default();
    let csrf = world.app.key().secret_of("csrf", &name);
    let cookie = format!("gradus-session={session}");
    let kind = "application/x-www-form-urlencoded";
    let headers = [("content-type", kind), ("cookie", cookie.as_str())];
    let path = "/c/northaven/2026/publish";
    let page = world.raw("nobody", "GET", path, "", &headers).await.is(200);
    assert!(page.text().contains("See exactly what becomes public"));
    let mut form = format!("csrf={csrf}&version=0&introduction=Hello+all");
    let preview = format!("{form}&preview=yes");
    let seen = world
        .raw("nobody", "POST", path, preview, &headers)
        .await
        .is(200);
    assert!(seen.text().contains("Hello all") && seen.text().contains("This is a preview"));
    get(&world, "/p/northaven/2026").await.is(404);
    write!(form, "&evidence=none").expect("a text");
    let wrong = world
        .raw("nobody", "POST", path, form, &headers)
        .await
        .is(422);
    assert!(wrong.text().contains("Hello all"), "what was typed stays");
    let right = format!("csrf={csrf}&version=0&introduction=Hello+all");
    world
        .raw("nobody", "POST", path, right.clone(), &headers)
        .await
        .is(303);
    let public = get(&world, "/p/northaven/2026").await.is(200).text();
    assert!(public.contains("Hello all") && !public.contains("This is a preview"));
    // Sent twice: the second is told that something changed.
    let again = world.raw("nobody", "POST", path, right, &headers).await;
    assert_eq!(again.status.as_u16(), 422);
    let withdraw = format!("csrf={csrf}&version=1&reason=");
    let to = "/c/northaven/2026/publish/withdraw";
    let empty = world.raw("nobody", "POST", to, withdraw, &headers).await;
    assert_eq!(empty.status.as_u16(), 422);
    let withdraw = format!("csrf={csrf}&version=1&reason=old");
    world
        .raw("nobody", "POST", to, withdraw, &headers)
        .await
        .is(303);
    get(&world, "/p/northaven/2026").await.is(410);
}

#[tokio::test]
async fn an_export_notes_the_publication_and_an_import_makes_nothing_public() {
    let world = published().await;
    let export = "/cities/northaven/assessments/2026/export";
    let file = world.get("lena", export).await.is(200);
    assert_eq!(file.json()["publication"]["published"], "2028-05-15");
    let (file, kind) = (file.text(), [("content-type", "application/json")]);
    let path = "/api/v1/cities/southport/import";
    world.raw("otto", "POST", path, file, &kind).await.is(201);
    get(&world, "/p/southport/2026").await.is(404);
    let there = "/cities/southport/assessments/2026";
    let standing = world.get("otto", &format!("{there}/publication")).await;
    let standing = standing.is(200).json();
    assert_eq!(standing["public"], json!(false));
    assert!(said(&standing["introduction"]).starts_with("Dear residents"));
    let shown = standing["evidence"].as_array().expect("titles").iter();
    let shown: Vec<&Value> = shown.filter(|one| one["shown"] == true).collect();
    assert_eq!(shown.len(), 1);
    let again = world.get("otto", &format!("{there}/export")).await.is(200);
    let noted = &again.json()["publication"]["published"];
    assert_eq!(noted, "2028-05-15", "the note is kept");
}
