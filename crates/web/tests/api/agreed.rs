//! Agreeing by API: what to talk about, recorded, changed, undone, all at once, and to whom.

use crate::publication::{file, import};
use crate::world::{World, said};
use serde_json::{Value, json};

const HERE: &str = "/cities/northaven/assessments/2026";
const ONE: &str = "/cities/northaven/assessments/2026/agreed/statement/LE1.1";

/// Eight people; all agree but on LE1.1, on which four say Not and four Fully, and on SD2.1,
/// which four people alone answer.
async fn revealed(phase: &str) -> World {
    revealed_without(phase, &json!([])).await
}

/// The same without the components of a list.
async fn revealed_without(phase: &str, out_of_scope: &Value) -> World {
    let world = World::new().await;
    let groups = [("council", 5), ("residents", 3)];
    let phase = json!({ "phase": phase, "out_of_scope": out_of_scope,
        "settings": { "draws": 100, "min_coverage_pct": 1 } });
    let file = file(&groups, &phase, |person, statement| match statement {
        "LE1.1" if person < 4 => json!("not"),
        "LE1.1" => json!("fully"),
        "SD2.1" if person >= 4 => Value::Null,
        "SD2.1" if person < 2 => json!("not"),
        "SD2.1" => json!("fully"),
        _ => json!("partly"),
    });
    import(&world, &file).await;
    world
}

fn statements(list: &Value) -> Vec<String> {
    let rows = list.as_array().expect("a list").iter();
    rows.map(|row| said(&row["statement"])).collect()
}

#[tokio::test]
async fn the_list_names_what_people_differ_on_and_hides_what_four_answered() {
    let world = revealed("consensus").await;
    for who in ["lena", "victor", "rosa"] {
        let list = world.get(who, &format!("{HERE}/talk_about")).await.is(200);
        let list = list.json();
        assert_eq!(statements(&list), ["LE1.1"], "{list}");
        assert_eq!(list[0]["polarised"], json!(true));
        assert!(list[0]["swing"].as_f64().expect("a number") > 0.0);
    }
}

#[tokio::test]
async fn a_value_is_recorded_changed_and_taken_back_step_by_step() {
    let world = revealed("consensus").await;
    let nothing = world.get("farid", ONE).await.is(200);
    assert_eq!(nothing.json()["value"], Value::Null);
    let first = json!({ "value": "largely", "rationale": "seen together",
        "dissent": [ { "group": "residents", "text": "not on our side of the river" } ] });
    world.put("farid", ONE, &first).await.is(204);
    world
        .put("lena", ONE, &json!({ "value": "fully" }))
        .await
        .is(204);
    let now = world.get("farid", ONE).await.json();
    assert_eq!(
        (said(&now["value"]), &now["dissent"]),
        ("fully".to_owned(), &json!([]))
    );
    let result = world.get("victor", &format!("{HERE}/result")).await.json();
    let row = result["statements"].as_array().expect("statements").iter();
    let row = row.into_iter().find(|row| row["id"] == "LE1.1");
    let row = row.expect("the statement");
    assert_eq!(
        (&row["value"], &row["source"]),
        (&json!("fully"), &json!("agreed"))
    );

    for expected in [json!("largely"), Value::Null] {
        let tag = world.get("farid", ONE).await.header("etag");
        let undo = format!("{ONE}/undo");
        let headers = [("if-match", tag.as_str())];
        world
            .send("farid", "POST", &undo, Some(&json!({})), &headers)
            .await
            .is(204);
        assert_eq!(world.get("farid", ONE).await.json()["value"], expected);
    }
    let history = world.get("farid", &format!("{ONE}/history")).await.json();
    let told: Vec<_> = history
        .as_array()
        .expect("a list")
        .iter()
        .map(|state| (said(&state["value"]), state["undone"] == json!(true)))
        .collect();
    let expected = [("fully".to_owned(), true), ("largely".to_owned(), true)];
    assert_eq!(told, expected);
    assert_eq!(said(&history[0]["by"]), "lena of Northaven");
    // The history goes along in the file, to whatever instance.
    let file = world.get("lena", &format!("{HERE}/export")).await.is(200);
    let address = "/api/v1/cities/southport/import";
    let taken = world.raw("otto", "POST", address, file.bytes, &[]).await;
    taken.is(201);
    let there = ONE.replace("northaven", "southport");
    let there = world.get("otto", &format!("{there}/history")).await.json();
    let of = |history: &Value| -> Vec<Value> {
        let mut states = history.as_array().expect("a list").clone();
        for state in &mut states {
            state.as_object_mut().expect("a state").remove("by");
        }
        states
    };
    assert_eq!(of(&there), of(&history));
    let tag = [("if-match", "*")];
    let undo = format!("{ONE}/undo");
    let body = json!({});
    let empty = world.send("farid", "POST", &undo, Some(&body), &tag).await;
    empty.fails(409, "nothing_agreed");
}

#[tokio::test]
async fn mistakes_are_told_together_and_nothing_is_recorded() {
    let world = revealed("consensus").await;
    let wrong = json!({ "value": "surpassed",
        "dissent": [ { "group": "nobody", "text": "" } ] });
    let (status, code, fields) = world.put("farid", ONE, &wrong).await.error();
    assert_eq!((status, code.as_str()), (422, "invalid"));
    for field in ["value", "dissent_text.0", "dissent_group.0"] {
        assert!(fields.iter().any(|name| name == field), "{fields:?}");
    }
    let na = json!({ "value": "na" });
    let (_, _, fields) = world.put("farid", ONE, &na).await.error();
    assert_eq!(fields, ["rationale"]);
    let list = world.get("lena", &format!("{HERE}/agreed")).await.json();
    assert_eq!(list, json!([]));
}

#[tokio::test]
async fn who_saw_an_older_state_is_told_and_overwrites_nothing() {
    let world = revealed("consensus").await;
    let tag = world.get("farid", ONE).await.header("etag");
    let value = json!({ "value": "partly" });
    let headers = [("if-match", tag.as_str())];
    world
        .send(
            "lena",
            "PUT",
            ONE,
            Some(&json!({ "value": "not" })),
            &headers,
        )
        .await
        .is(204);
    let late = world
        .send("farid", "PUT", ONE, Some(&value), &headers)
        .await;
    late.fails(412, "precondition");
    assert_eq!(world.get("farid", ONE).await.json()["value"], json!("not"));
    let blind = world.send("farid", "PUT", ONE, Some(&value), &[]).await;
    blind.fails(428, "precondition_required");
}

#[tokio::test]
async fn what_is_nearly_agreed_is_agreed_at_once_and_nothing_else() {
    let world = revealed("consensus").await;
    let path = format!("{HERE}/agreed_at_once");
    let near = world.get("farid", &path).await.is(200).json();
    let ids = statements(&near);
    assert_eq!(ids, ["LE2.1", "LE2.2", "LE3.1", "LE3.2", "SD3.1"], "{near}");
    let mut wanted = ids.clone();
    wanted.extend(["LE1.1".to_owned(), "SD2.1".to_owned()]);
    let body = json!({ "statements": wanted });
    let made = world.post("farid", &path, &body).await.is(200).json();
    assert_eq!(made["recorded"], json!(5));
    let agreed = world.get("lena", &format!("{HERE}/agreed")).await.json();
    let subjects: Vec<String> = agreed
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| said(&row["subject"]))
        .collect();
    assert_eq!(subjects, ids);
    let again = world.post("farid", &path, &body).await;
    again.fails(409, "nothing_nearly_agreed");
}

#[tokio::test]
async fn others_record_nothing_and_before_and_after_nobody_does() {
    let world = revealed("consensus").await;
    let value = json!({ "value": "partly" });
    let any = [("if-match", "*")];
    for (who, status) in [("victor", 403), ("rosa", 403), ("amir", 404), ("otto", 404)] {
        let sent = world.send(who, "PUT", ONE, Some(&value), &any).await;
        assert_eq!(sent.status.as_u16(), status, "{who}: {}", sent.text());
    }
    world
        .send("nobody", "PUT", ONE, Some(&value), &any)
        .await
        .is(401);
    let finished = revealed("final").await;
    let sent = finished.send("farid", "PUT", ONE, Some(&value), &any).await;
    sent.fails(409, "final");
    let mut rating = World::new().await;
    rating.open_rating().await;
    let at = "/cities/northaven/assessments/2028";
    for path in ["/talk_about", "/agreed", "/agreed_at_once"] {
        let reply = rating.get("farid", &format!("{at}{path}")).await;
        reply.fails(409, "results_closed");
    }
}

#[tokio::test]
async fn what_was_agreed_again_after_an_undo_is_another_version() {
    let world = revealed("consensus").await;
    let first = json!({ "value": "largely" });
    world.put("farid", ONE, &first).await.is(204);
    let before = world.get("farid", ONE).await.json()["version"].clone();
    let (undo, tag) = (
        format!("{ONE}/undo"),
        world.get("farid", ONE).await.header("etag"),
    );
    world
        .send(
            "farid",
            "POST",
            &undo,
            Some(&json!({})),
            &[("if-match", &tag)],
        )
        .await
        .is(204);
    world.put("farid", ONE, &first).await.is(204);
    let after = world.get("farid", ONE).await.json()["version"].clone();
    assert!(before.as_i64() < after.as_i64(), "{before} and {after}");
}

#[tokio::test]
async fn nothing_is_agreed_on_what_is_out_of_scope() {
    let out = json!([{ "component": "leadership-environment", "reason": "run by the county" }]);
    let world = revealed_without("consensus", &out).await;
    let refused = world.put("farid", ONE, &json!({ "value": "fully" })).await;
    assert_eq!(said(&refused.is(409).json()["code"]), "out_of_scope");
}
