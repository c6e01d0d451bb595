//! Reviews of evidence: who may not, the queue, what two people change at once, and targets.

use crate::world::{HERE, Reply, World, said};
use serde_json::{Value, json};

fn path(rest: &str) -> String {
    format!("{HERE}{rest}")
}

fn piece(title: &str, supports: &str, until: &str) -> Value {
    json!({ "kind": "link", "title": title, "url": "https://northaven.example/a",
            "effective": "2028-01-01", "valid_until": until, "supports": [supports] })
}

async fn handed_in(world: &World, piece: &Value) -> String {
    let made = world.post("farid", &path("/evidence"), piece).await;
    said(&made.is(201).json()["id"])
}

/// A page, or a form sent to it.
async fn page(world: &World, login: &str, method: &str, path: &str, fields: &str) -> Reply {
    let session = world.session(login).await;
    let actor = world
        .app
        .actor_of_session(&session)
        .await
        .expect("an actor");
    let name = actor.session.map(|session| session.id).unwrap_or_default();
    let form = format!("csrf={}&{fields}", world.app.key().secret_of("csrf", &name));
    let cookie = format!("gradus-session={session}");
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("cookie", cookie.as_str()),
    ];
    world.raw("nobody", method, path, form, &headers).await
}

#[tokio::test]
async fn nobody_reviews_evidence_of_a_component_that_they_rated() {
    let mut world = World::new().await;
    let role = json!({ "login": "amir", "role": "reviewer" });
    let made = world.post("lena", "/cities/northaven/team", &role).await;
    made.is(204);
    world.open_rating().await;
    let own = handed_in(&world, &piece("Own", "LE3.1", "2030-01-01")).await;
    let other = handed_in(&world, &piece("Other", "PM3.1", "2030-01-01")).await;
    let accepted = json!({ "status": "accepted" });
    let review = |id: &str| path(&format!("/evidence/{id}/review"));
    world
        .answer(
            "amir",
            "statement/LE1.1",
            &json!({ "value": "not", "version": 0 }),
        )
        .await
        .is(200);
    let refused = world.post("amir", &review(&own), &accepted).await;
    refused.fails(409, "own_component");
    world.post("amir", &review(&other), &accepted).await.is(204);
    world.post("rosa", &review(&own), &accepted).await.is(204);
    let told = page(
        &world,
        "amir",
        "GET",
        &format!("/c/northaven/2028/evidence/{own}"),
        "",
    )
    .await;
    let told = told.is(200).text();
    assert!(told.contains("somebody else reviews it"), "{told}");
    assert!(!told.contains("id=\"review\""), "the form is offered");
}

#[tokio::test]
async fn the_queue_leads_from_piece_to_piece_those_that_end_first_in_front() {
    let world = World::new().await;
    let late = handed_in(&world, &piece("Late", "PM3.1", "2031-01-01")).await;
    let soon = handed_in(&world, &piece("Soon", "LE3.1", "2028-07-01")).await;
    let queue = "/c/northaven/2028/evidence/queue";
    let shown = page(&world, "rosa", "GET", queue, "").await.is(200).text();
    let (first, second) = (
        shown.find("Soon").expect("it"),
        shown.find("Late").expect("it"),
    );
    assert!(first < second, "what ends first comes first");
    assert!(shown.contains(&format!("/evidence/{soon}?next=queue")));
    let told = world
        .get("victor", &path("/evidence_queue"))
        .await
        .is(200)
        .json();
    assert_eq!(
        (&told["waiting"][0]["id"], &told["lapsing"][0]["title"]),
        (&json!(soon), &json!("Soon"))
    );
    assert_eq!(
        told["waiting"][0]["components"],
        json!(["leadership-environment"])
    );
    world
        .get("amir", &path("/evidence_queue"))
        .await
        .fails(403, "not_allowed");
    let lapsing = shown.split("id=\"lapsing\"").nth(1).expect("a list");
    assert!(lapsing.contains("Soon") && !lapsing.contains("Late"));
    let review = |id: &str| format!("/c/northaven/2028/evidence/{id}/review");
    let on = page(
        &world,
        "rosa",
        "POST",
        &review(&soon),
        "status=accepted&next=queue",
    )
    .await;
    assert!(
        on.header("location").contains(&late),
        "{}",
        on.header("location")
    );
    let back = page(
        &world,
        "rosa",
        "POST",
        &review(&late),
        "status=rejected&reason=old&next=queue",
    )
    .await;
    assert!(back.header("location").ends_with("/evidence/queue"));
    let shown = page(&world, "lena", "GET", queue, "").await.is(200).text();
    assert!(shown.contains("Nothing waits."), "{shown}");
    assert!(
        !shown.contains("Begin with the first"),
        "a lead does not review"
    );
    let named = format!("/c/northaven/2028/evidence/{soon}");
    let shown = page(&world, "lena", "GET", &named, "").await.is(200).text();
    assert!(shown.contains("rosa of Northaven"), "reviewers have names");
}

#[tokio::test]
async fn a_change_over_somebody_elses_shows_both_and_loses_nothing() {
    let world = World::new().await;
    let id = handed_in(&world, &piece("Plan", "PM3.1", "2030-01-01")).await;
    let one = format!("/c/northaven/2028/evidence/{id}");
    let form = page(&world, "farid", "GET", &format!("{one}/edit"), "").await;
    assert!(form.is(200).text().contains("name=\"version\" value=\"1\""));
    let fields = |title: &str, version: &str| {
        format!(
            "kind=link&title={title}&url=https://northaven.example/a&effective=2028-01-01\
             &valid_until=2030-01-01&supports=PM3.1&version={version}"
        )
    };
    page(&world, "lena", "POST", &one, &fields("Hers", "1"))
        .await
        .is(303);
    let torn = page(&world, "farid", "POST", &one, &fields("His", "1"))
        .await
        .is(409)
        .text();
    assert!(
        torn.contains("Hers") && torn.contains("value=\"His\""),
        "{torn}"
    );
    assert!(torn.contains("name=\"version\" value=\"2\""), "{torn}");
    page(&world, "farid", "POST", &one, &fields("Nobody", ""))
        .await
        .is(409);
    page(&world, "farid", "POST", &one, &fields("His", "2"))
        .await
        .is(303);
    let there = world.get("lena", &path(&format!("/evidence/{id}"))).await;
    assert_eq!(there.json()["title"], "His");
}

#[tokio::test]
async fn targets_show_the_way_once_results_are_open() {
    let mut world = World::new().await;
    let targets = json!([{ "component": "leadership-environment", "level": 3,
                           "by": "2030-12-31", "rationale": "Enough for us" }]);
    world.put("lena", &path("/targets"), &targets).await;
    let address = "/c/northaven/2028/targets";
    page(&world, "lena", "GET", address, "").await.is(409);
    world.open_rating().await;
    world
        .answer(
            "amir",
            "statement/LE1.1",
            &json!({ "value": "fully", "version": 0 }),
        )
        .await
        .is(200);
    world.move_to("consensus").await;
    let shown = page(&world, "lena", "GET", address, "")
        .await
        .is(200)
        .text();
    assert!(
        shown.contains("Enough for us") && shown.contains("good enough"),
        "{shown}"
    );
    assert!(
        shown.contains("Too little of a step on the way is rated"),
        "{shown}"
    );
    page(&world, "amir", "GET", address, "").await.is(200);
    let gaps = world.get("amir", &path("/gaps")).await.is(200).json();
    let first = &gaps[0];
    assert_eq!(
        (&first["component"], &first["target"]),
        (&json!("leadership-environment"), &json!(3))
    );
    assert!(
        first["level"].is_null() && first["steps"][0]["smallest_set"].is_null(),
        "{first}"
    );
}
