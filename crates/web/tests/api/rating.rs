//! Rating by plain forms: what is typed stays, both sides of a conflict are shown, and every
//! answer has a way back.

use crate::world::{HERE, Reply, World, said};
use serde_json::{Value, json};

const PAGE: &str = "/c/northaven/2028/rate/leadership-environment";

async fn many(world: &World, fields: &str) -> Reply {
    let fields = format!("&subject_kind=statement{fields}");
    world
        .form(
            &world.link(),
            "POST",
            &format!("{PAGE}/answer_many"),
            &fields,
        )
        .await
}

async fn one(world: &World, fields: &str) -> Reply {
    let fields = format!("&subject_kind=statement{fields}");
    world
        .form(&world.link(), "POST", &format!("{PAGE}/answer"), &fields)
        .await
}

async fn stands(world: &World, statement: &str) -> Value {
    let path = format!("{HERE}/seat/answers/statement/{statement}");
    world.get("link", &path).await.is(200).json()
}

/// The card of a statement in a page.
fn card<'a>(page: &'a str, statement: &str) -> &'a str {
    let at = page.find(&format!("data-subject=\"{statement}\""));
    let rest = page.get(at.expect("the card")..).expect("text");
    rest.split_once("</fieldset>").map_or(rest, |(own, under)| {
        let end = under.find("class=\"statement\"").unwrap_or(under.len());
        rest.get(..own.len() + end).unwrap_or(rest)
    })
}

#[tokio::test]
async fn a_conflict_shows_both_notes_and_keeps_what_is_chosen() {
    let mut world = World::new().await;
    world.open_rating().await;
    let theirs = json!({ "value": "partly", "version": 0, "note": "on the phone" });
    let first = world.answer("link", "statement/LE1.1", &theirs).await;
    first.is(200);
    let mine = "&version.LE1.1=0&value.LE1.1=partly&note.LE1.1=at+the+desk&confidence.LE1.1=4";
    let torn = many(&world, mine).await.is(409).text();
    let shown = card(&torn, "LE1.1");
    assert!(
        shown.contains("Note: on the phone") && shown.contains("Note: at the desk"),
        "{shown}"
    );
    assert!(shown.contains("How sure: 4"), "{shown}");
    assert!(shown.contains(">at the desk</textarea>"), "{shown}");
    // The form that is sent again without choosing overwrites nothing.
    assert!(shown.contains("name=\"version.LE1.1\" value=\"0\""));
    many(&world, mine).await.is(409);
    let other = one(
        &world,
        &format!("{mine}&keep_other=statement+LE1.1+1+partly"),
    )
    .await;
    other.is(303);
    assert_eq!(stands(&world, "LE1.1").await["note"], "on the phone");
    one(&world, &format!("{mine}&keep=statement+LE1.1+1+partly"))
        .await
        .is(303);
    let now = stands(&world, "LE1.1").await;
    assert_eq!(
        (&now["note"], &now["confidence"]),
        (&json!("at the desk"), &json!(4))
    );
}

#[tokio::test]
async fn keeping_not_applicable_does_not_ask_for_its_reason_again() {
    let mut world = World::new().await;
    world.open_rating().await;
    let theirs = json!({ "value": "partly", "version": 0 });
    let first = world.answer("link", "statement/LE1.1", &theirs).await;
    first.is(200);
    let mine = "&version.LE1.1=0&value.LE1.1=na&reason.LE1.1=run+by+the+county&note.LE1.1=";
    let torn = many(&world, mine).await.is(409).text();
    assert!(card(&torn, "LE1.1").contains("value=\"run by the county\""));
    one(&world, &format!("{mine}&keep=statement+LE1.1+1+na"))
        .await
        .is(303);
    let now = stands(&world, "LE1.1").await;
    assert_eq!(
        (&now["value"], &now["note"]),
        (&json!("na"), &json!("run by the county"))
    );
}

#[tokio::test]
async fn every_answer_that_was_not_taken_is_told_and_stays_as_typed() {
    let mut world = World::new().await;
    world.open_rating().await;
    let reasons = "&version.LE1.1=0&value.LE1.1=na&version.LE1.2=0&value.LE1.2=na&version.LE2.1=0&value.LE2.1=fully";
    let refused = many(&world, reasons).await.is(422).text();
    for statement in ["LE1.1", "LE1.2"] {
        let shown = card(&refused, statement);
        assert!(shown.contains("Say why it does not apply."), "{shown}");
        assert!(shown.contains("value=\"na\""), "{shown}");
        let na = shown.split("value=\"na\"").nth(1).unwrap_or_default();
        assert!(
            na.split('>').next().unwrap_or_default().contains("checked"),
            "{shown}"
        );
    }
    assert_eq!(stands(&world, "LE2.1").await["value"], "fully");
    for statement in ["LE1.1", "LE1.2"] {
        let theirs = json!({ "value": "partly", "version": 0 });
        let subject = format!("statement/{statement}");
        world.answer("link", &subject, &theirs).await.is(200);
    }
    let both = "&version.LE1.1=0&value.LE1.1=not&version.LE1.2=0&value.LE1.2=largely";
    let torn = many(&world, both).await.is(409).text();
    assert_eq!(torn.matches("data-conflict>").count(), 2);
    // Settling one leaves the other as typed.
    let rest = one(&world, &format!("{both}&keep=statement+LE1.1+1+not")).await;
    let rest = rest.is(409).text();
    assert_eq!(rest.matches("data-conflict>").count(), 1);
    assert!(card(&rest, "LE1.2").contains("data-keep=\"largely\""));
    assert_eq!(stands(&world, "LE1.1").await["value"], "not");
    assert_eq!(stands(&world, "LE1.2").await["value"], "partly");
}

#[tokio::test]
async fn the_last_change_has_its_way_back_on_the_page_itself() {
    let mut world = World::new().await;
    world.open_rating().await;
    many(
        &world,
        "&version.LE1.1=0&value.LE1.1=partly&confidence.LE1.1=2&note.LE1.1=seen",
    )
    .await
    .is(303);
    many(
        &world,
        "&version.LE1.1=1&value.LE1.1=fully&confidence.LE1.1=5&note.LE1.1=seen+twice",
    )
    .await
    .is(303);
    let page = world.page(&world.link(), "GET", PAGE).await.text();
    assert_eq!(page.matches("name=\"undo\"").count(), 1);
    assert!(card(&page, "LE1.1").contains("name=\"undo\" value=\"statement LE1.1 2\""));
    assert!(card(&page, "LE1.1").contains("Back to: Partly"));
    one(&world, "&undo=statement+LE1.1+2").await.is(303);
    let now = stands(&world, "LE1.1").await;
    assert_eq!(
        (&now["value"], &now["confidence"], &now["note"]),
        (&json!("partly"), &json!(2), &json!("seen twice"))
    );
    // A note alone has nothing to go back to that would not lose it.
    many(
        &world,
        "&version.LE1.1=3&value.LE1.1=partly&confidence.LE1.1=2&note.LE1.1=seen+thrice",
    )
    .await
    .is(303);
    let page = world.page(&world.link(), "GET", PAGE).await.text();
    assert!(!page.contains("name=\"undo\""));
    assert_eq!(said(&stands(&world, "LE1.1").await["note"]), "seen thrice");
}

#[tokio::test]
async fn who_rates_is_told_when_names_will_stand_beside_answers() {
    for named in [true, false] {
        let mut world = World::new().await;
        let mut frame = world.frame("2028");
        frame["named"] = json!(named);
        world.put("lena", HERE, &frame).await.is(200);
        world.open_rating().await;
        let home = "/c/northaven/2028/rate";
        let page = world.page(&world.link(), "GET", home).await.is(200).text();
        assert_eq!(page.contains("This assessment is a named one"), named);
    }
}

#[tokio::test]
async fn an_answer_is_taken_back_with_its_button() {
    let mut world = World::new().await;
    world.open_rating().await;
    let empty = world.page(&world.link(), "GET", PAGE).await.text();
    assert!(!empty.contains("name=\"clear\""));
    many(&world, "&version.LE1.1=0&value.LE1.1=partly")
        .await
        .is(303);
    let page = world.page(&world.link(), "GET", PAGE).await.text();
    assert_eq!(page.matches("name=\"clear\"").count(), 1);
    assert!(card(&page, "LE1.1").contains("name=\"clear\" value=\"statement LE1.1 1\""));
    let form = "&version.LE1.1=1&value.LE1.1=partly&note.LE1.1=&version.LE1.2=0&value.LE1.2=not";
    one(&world, &format!("{form}&clear=statement+LE1.1+1"))
        .await
        .is(303);
    assert_eq!(stands(&world, "LE1.1").await["value"], json!(null));
    // What else was typed in the form is kept.
    assert_eq!(stands(&world, "LE1.2").await["value"], "not");
}
