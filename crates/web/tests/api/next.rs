//! The next cycle: what comes along, what waits, and that nothing of it counts by itself.

use crate::world::{HERE, World, said};
use serde_json::{Value, json};

const NEXT: &str = "/cities/northaven/assessments/2029";

/// A cycle of which amir rated two statements, as it stands when people talk about it.
async fn before() -> World {
    let mut world = World::new().await;
    world.open_rating().await;
    for (statement, value, note) in [
        ("LE1.1", "largely", Value::Null),
        ("LE1.2", "na", json!("the county does it")),
    ] {
        let mut answer = json!({ "value": value, "version": 0 });
        if !note.is_null() {
            answer["note"] = note;
        }
        let subject = format!("statement/{statement}");
        world.answer("amir", &subject, &answer).await.is(200);
    }
    world.move_to("consensus").await;
    world
}

async fn begin(world: &World) {
    let lena = world.session("lena").await;
    let page = world.page(&lena, "GET", "/c/northaven/2028/next").await;
    assert!(page.is(200).text().contains("name=\"answers\""));
    let wrong = "&name=2029&from=2029-06-30&to=2029-03-01&answers=yes";
    let wrong = world
        .form(&lena, "POST", "/c/northaven/2028/next", wrong)
        .await;
    assert!(
        wrong.is(422).text().contains("value=\"2029\""),
        "it stays typed"
    );
    let right = "&name=2029&from=2029-03-01&to=2029-06-30&answers=yes&evidence=yes";
    let begun = world
        .form(&lena, "POST", "/c/northaven/2028/next", right)
        .await;
    assert_eq!(begun.is(303).header("location"), "/c/northaven/2029");
    let to = json!({ "to": "rating" });
    world
        .post("lena", &format!("{NEXT}/phase"), &to)
        .await
        .is(204);
}

async fn given(world: &World) -> u64 {
    let counts = world
        .get("lena", &format!("{NEXT}/counts"))
        .await
        .is(200)
        .json();
    let people = counts["assessors"].as_array().expect("people").iter();
    people
        .map(|one| one["given"].as_u64().expect("a number"))
        .sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_wait_until_their_owner_keeps_or_changes_them() {
    let world = before().await;
    begin(&world).await;
    let listed = world
        .get("lena", &format!("{NEXT}/invitations"))
        .await
        .is(200);
    let own = world
        .get("lena", &format!("{NEXT}/assessors"))
        .await
        .is(200)
        .json();
    let people = own["items"].as_array().expect("people").len();
    assert_eq!(
        listed.text().matches("/join/").count(),
        people,
        "a link each"
    );
    assert_eq!(given(&world).await, 0, "nothing counts by itself");
    let refused = json!({ "to": "consensus" });
    let refused = world.post("lena", &format!("{NEXT}/phase"), &refused).await;
    refused.fails(409, "nobody_answered");

    let amir = world.session("amir").await;
    let home = world
        .page(&amir, "GET", "/c/northaven/2029/rate")
        .await
        .is(200);
    assert!(
        home.text().contains("2 earlier answers wait"),
        "{}",
        home.text()
    );
    let page = "/c/northaven/2029/rate/carried";
    let waiting = world.page(&amir, "GET", page).await.is(200).text();
    assert!(
        waiting.contains("value=\"statement:LE1.1\"") && waiting.contains("Largely"),
        "{waiting}"
    );

    // Whoever else looks finds nothing of it.
    let lena = world.session("lena").await;
    world.page(&lena, "GET", page).await.is(403);
    let file = world
        .get("lena", &format!("{NEXT}/export?form=json"))
        .await
        .is(200);
    assert!(
        !file.text().contains("largely"),
        "people rate: {}",
        file.text()
    );

    world
        .form(&amir, "POST", page, "&keep=statement:LE1.1")
        .await
        .is(303);
    assert_eq!(given(&world).await, 1);
    let answer = json!({ "value": "partly", "version": 0 });
    let path = format!("/api/v1{NEXT}/seat/answers/statement/LE1.2");
    let kind = [("content-type", "application/json")];
    let changed = world
        .raw("amir", "PUT", &path, answer.to_string(), &kind)
        .await;
    changed.is(200);
    assert_eq!(given(&world).await, 2);
    let none = world.page(&amir, "GET", page).await.is(200).text();
    assert!(none.contains("Nothing waits"), "{none}");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_of_a_component_is_kept_with_its_reasons_and_what_still_waits_travels_along() {
    let world = before().await;
    begin(&world).await;
    let amir = world.session("amir").await;
    world
        .form(
            &amir,
            "POST",
            "/c/northaven/2029/rate/carried",
            "&keep=statement:LE1.1",
        )
        .await
        .is(303);
    let to = json!({ "to": "consensus" });
    world
        .post("lena", &format!("{NEXT}/phase"), &to)
        .await
        .is(204);
    let late = world
        .form(
            &amir,
            "POST",
            "/c/northaven/2029/rate/carried",
            "&component=leadership-environment",
        )
        .await;
    assert_eq!(late.status.as_u16(), 409, "rating is over");
    let file = world
        .get("lena", &format!("{NEXT}/export?form=json"))
        .await
        .is(200)
        .json();
    let waits = file["unconfirmed"].as_array().expect("one").clone();
    assert_eq!(waits.len(), 1, "{file}");
    assert_eq!(
        (said(&waits[0]["subject"]), said(&waits[0]["note"])),
        ("LE1.2".to_owned(), "the county does it".to_owned())
    );
    let result = world
        .get("lena", &format!("{NEXT}/result"))
        .await
        .is(200)
        .json();
    let statements = result["statements"].as_array().expect("statements");
    let of = |id: &str| {
        statements
            .iter()
            .find(|one| one["id"] == id)
            .expect("it")
            .clone()
    };
    assert_eq!(of("LE1.1")["value"], "largely");
    assert_eq!(of("LE1.2")["value"], Value::Null, "what waits is no answer");

    let again = World::new().await;
    crate::publication::import(&again, &file).await;
    let back = again
        .get("lena", &format!("{NEXT}/export?form=json"))
        .await
        .is(200)
        .json();
    assert_eq!(back["unconfirmed"], file["unconfirmed"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_since_is_removed_with_what_waited_for_them() {
    let world = before().await;
    begin(&world).await;
    let people = world
        .get("lena", &format!("{NEXT}/assessors"))
        .await
        .is(200)
        .json();
    let people = people["items"].as_array().expect("people").clone();
    let amir = people.iter().find(|one| one["name"] == "amir of Northaven");
    let path = format!("{NEXT}/assessors/{}", said(&amir.expect("amir")["id"]));
    let tag = world.get("lena", &path).await.header("etag");
    let tagged = [("if-match", tag.as_str())];
    let gone = world.send("lena", "DELETE", &path, None, &tagged).await;
    gone.is(204);
    let file = world
        .get("lena", &format!("{NEXT}/export?form=json"))
        .await
        .is(200)
        .json();
    assert_eq!(
        file["assessors"].as_array().map(Vec::len),
        Some(people.len() - 1)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_begins_the_next_cycle_and_keeps_answers() {
    let world = before().await;
    let wanted = json!({ "name": "2029", "from": "2029-03-01", "to": "2029-06-30",
                         "answers": true });
    let path = format!("{HERE}/next");
    let made = world.post("lena", &path, &wanted).await.is(201).json();
    assert_eq!(
        (&made["slug"], &made["phase"]),
        (&json!("2029"), &json!("draft"))
    );
    let to = json!({ "to": "rating" });
    world
        .post("lena", &format!("{NEXT}/phase"), &to)
        .await
        .is(204);
    let carried = format!("{NEXT}/seat/carried");
    let waits = world.get("amir", &carried).await.is(200).json();
    let first = json!({ "kind": "statement", "subject": "LE1.1", "value": "largely",
                        "note": null });
    assert_eq!(waits[0], first);
    assert_eq!(given(&world).await, 0);
    let one = json!({ "subjects": ["LE1.1"] });
    let kept = world.post("amir", &carried, &one).await.is(200).json();
    assert_eq!(kept["kept"], 1);
    let rest = world.post("amir", &carried, &json!({})).await.is(200);
    assert_eq!(rest.json()["kept"], 1);
    assert_eq!(given(&world).await, 2);
}
