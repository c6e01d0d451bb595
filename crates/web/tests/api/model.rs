//! Another version of a model: how it comes to an instance, what it would change, and that an
//! assessment that moves to it loses nothing.

use crate::world::{World, said};
use serde_json::{Value, json};

const FIRST: &str = include_str!("../../../../models/open-data-basics/model.yaml");
const HERE: &str = "/cities/northaven/assessments/data";

/// The second version: one statement has other words, one stands on another level, one is
/// gone, and one is new.
fn second() -> String {
    let mut text = FIRST.replace("version: \"1\"", "version: \"2\"");
    for (before, after) in [
        ("covers most departments.", "covers all departments."),
        (
            "{ id: US3.2, level: 3, kind: strength, text: \"Residents",
            "{ id: US2.9, level: 2, kind: strength, text: \"Training is open to residents.\" }\n          \
             - { id: US3.2, level: 3, kind: strength, text: \"Residents",
        ),
        ("{ id: US2.1, level: 2,", "{ id: US2.1, level: 3,"),
    ] {
        assert!(text.contains(before), "{before}");
        text = text.replace(before, after);
    }
    let stays = |line: &&str| !line.contains("US0.2");
    text.lines().filter(stays).collect::<Vec<_>>().join("\n")
}

async fn add(world: &World, who: &str, text: String) -> crate::world::Reply {
    let kind = [("content-type", "application/yaml")];
    world.raw(who, "POST", "/api/v1/models", text, &kind).await
}

async fn answer(world: &World, who: &str, subject: &str, answer: &Value) -> u16 {
    let path = format!("{HERE}/seat/answers/{subject}");
    let sent = world.send(who, "PUT", &path, Some(answer), &[]).await;
    sent.status.as_u16()
}

/// An assessment by the first version, in which amir and victor rate.
async fn rated() -> World {
    let world = World::new().await;
    let mut frame = world.frame("data");
    frame["model"] = json!("open-data-basics@1");
    let made = world.post("lena", "/cities/northaven/assessments", &frame);
    made.await.is(201);
    let group = json!({ "name": "council" });
    let made = world.post("lena", &format!("{HERE}/groups"), &group).await;
    made.is(201);
    let people = json!([{ "group": "council", "login": "amir" },
                        { "group": "council", "login": "victor", "components": ["using"] }]);
    let made = world
        .post("lena", &format!("{HERE}/assessors"), &people)
        .await;
    made.is(201);
    let to = json!({ "to": "rating" });
    let moved = world.post("lena", &format!("{HERE}/phase"), &to).await;
    moved.is(204);
    for (who, subject, value) in [
        (
            "amir",
            "statement/PU1.1",
            json!({ "value": "surpassed", "version": 0 }),
        ),
        (
            "amir",
            "statement/PU2.1",
            json!({ "value": "largely", "version": 0, "note": "nearly" }),
        ),
        (
            "amir",
            "statement/US0.2",
            json!({ "value": "partly", "version": 0, "note": "two people" }),
        ),
        (
            "amir",
            "statement/US2.1",
            json!({ "value": "fully", "version": 0 }),
        ),
        (
            "amir",
            "strand/publishing/formats",
            json!({ "value": "2", "version": 0 }),
        ),
        (
            "victor",
            "statement/US1.1",
            json!({ "value": "fully", "version": 0 }),
        ),
    ] {
        assert_eq!(answer(&world, who, subject, &value).await, 200, "{subject}");
    }
    // Taken back, on a question that stays: what others say there stays too.
    let (taken, other) = (
        json!({ "value": "", "version": 1 }),
        json!({ "value": "partly", "version": 0 }),
    );
    let subject = "statement/US1.1";
    assert_eq!(answer(&world, "amir", subject, &other).await, 200);
    assert_eq!(answer(&world, "amir", subject, &taken).await, 200);
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_is_added_once_and_a_published_version_stays() {
    let world = World::new().await;
    add(&world, "lena", second())
        .await
        .fails(403, "not_allowed");
    let wrong = second().replace("level: 3, kind: strength", "level: 9, kind: strength");
    let refused = add(&world, "ada", wrong).await.is(422);
    let told = refused.text();
    assert!(
        told.contains("level 9") && told.contains("model.yaml:"),
        "{told}"
    );
    let made = add(&world, "ada", second()).await.is(201).json();
    assert_eq!(made["name"], "open-data-basics@2");
    let again = add(&world, "ada", second()).await.is(201).json();
    assert_eq!(again["sha256"], made["sha256"]);
    for taken in [
        second().replace("covers all departments", "covers some departments"),
        FIRST.replace("covers most departments", "covers some departments"),
    ] {
        let refused = add(&world, "ada", taken).await.is(422);
        assert!(
            refused.text().contains("stays as it is"),
            "{}",
            refused.text()
        );
    }
    for (who, seen) in [("nobody", false), ("lena", true)] {
        let listed = world.get(who, "/models").await.is(200).json();
        let names = listed.as_array().expect("a list").iter();
        let names: Vec<String> = names.map(|one| said(&one["name"])).collect();
        assert!(
            names.contains(&"open-data-basics@1".to_owned()),
            "{names:?}"
        );
        let added = names.contains(&"open-data-basics@2".to_owned());
        assert_eq!(added, seen, "{who}: {names:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_is_shown_first_and_loses_nothing() {
    let world = rated().await;
    add(&world, "ada", second()).await.is(201);
    let path = format!("{HERE}/model");
    let told = world.get("lena", &path).await.is(200);
    assert_eq!(told.json()["versions"], json!(["open-data-basics@2"]));
    let preview = format!("{path}/preview?to=open-data-basics@2");
    let shown = world.get("lena", &preview).await.is(200).json();
    assert_eq!(shown["new"], json!(["US2.9"]));
    assert_eq!(shown["gone"], json!(["US0.2"]));
    let moved: Vec<String> = shown["moved"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| format!("{} {}", said(&one["statement"]), said(&one["what"])))
        .collect();
    assert_eq!(moved, ["US2.1 level"]);
    assert_eq!(shown["changed"][0]["statement"], "PU2.1");
    assert_eq!(shown["same"], 13);
    let effects = json!({ "kept": 4, "waiting": 1, "gone": 1, "evidence_again": 0, "evidence_out": 0,
                          "targets_out": [], "exclusions_out": [], "asked_for_more": 0, "asked_for_all": 0 });
    assert_eq!(shown["effects"], effects);
    for wrong in ["open-data-basics@9", "pas181-scmm@1", "open-data-basics@1"] {
        let path = format!("{path}/preview?to={wrong}");
        world.get("lena", &path).await.is(422);
    }

    let to = json!({ "to": "open-data-basics@2" });
    let stale = [("if-match", "\"99\"")];
    let refused = world.send("lena", "POST", &path, Some(&to), &stale).await;
    refused.is(412);
    let before = world.get("lena", &path).await.is(200).json();
    assert_eq!(before["model"], "open-data-basics@1", "nothing changed yet");
    let tag = told.header("etag");
    let tag = [("if-match", tag.as_str())];
    let done = world.send("lena", "POST", &path, Some(&to), &tag).await;
    assert_eq!(done.is(200).json(), effects);

    // What stays counts, what waits does not, and nobody reads the file while people rate.
    let seat = world
        .get("amir", &format!("{HERE}/seat"))
        .await
        .is(200)
        .text();
    assert!(seat.contains("PU1.1") && seat.contains("US2.1"), "{seat}");
    let carried = world
        .get("amir", &format!("{HERE}/seat/carried"))
        .await
        .is(200)
        .text();
    assert!(
        carried.contains("PU2.1") && carried.contains("nearly"),
        "{carried}"
    );
    assert!(
        !carried.contains("US0.2"),
        "it is no longer asked: {carried}"
    );
    let file = format!("{path}/moves/1");
    world.get("lena", &file).await.fails(409, "results_closed");
    let other = world
        .get("victor", &format!("{HERE}/seat"))
        .await
        .is(200)
        .text();
    assert!(
        other.contains("US1.1"),
        "nobody else's answer went: {other}"
    );

    let phase = json!({ "to": "consensus" });
    let open = world.post("lena", &format!("{HERE}/phase"), &phase).await;
    open.is(204);
    world.get("lena", &format!("{HERE}/result")).await.is(200);
    let kept = world.get("lena", &file).await.is(200).json();
    assert_eq!(kept["model"], "open-data-basics@1");
    let ratings = kept["ratings"].as_array().expect("ratings");
    let gone = ratings.iter().find(|one| one["statement"] == "US0.2");
    assert_eq!(gone.expect("it is kept")["note"], "two people");
    world.get("lena", &format!("{path}/moves/2")).await.is(404);
    // Whoever takes it elsewhere finds the assessment as it was.
    let text = serde_json::to_string(&kept).expect("text");
    let path_in = "/api/v1/cities/southport/import";
    let kind = [("content-type", "application/json")];
    let brought = world
        .raw("otto", "POST", path_in, text, &kind)
        .await
        .is(201);
    assert!(brought.text().contains("data"), "{}", brought.text());
    let now = world.get("lena", &path).await.is(200).header("etag");
    let back = json!({ "to": "open-data-basics@1" });
    let late = [("if-match", now.as_str())];
    let late = world.send("lena", "POST", &path, Some(&back), &late).await;
    late.fails(409, "results_open");

    // The moves travel with the file, each with what was before it.
    let export = format!("{HERE}/export?form=json");
    let elsewhere = |text: String| text.replace("Northaven", "Westhaven");
    let whole = elsewhere(world.get("lena", &export).await.is(200).text());
    let brought = world
        .raw("ada", "POST", "/api/v1/import", whole, &kind)
        .await;
    let brought = brought.is(201).json();
    let there = format!("/api/v1/cities/{}", said(&brought["city"]["slug"]));
    let ada = world.session("ada").await;
    let ada = [("cookie", format!("gradus-session={ada}"))];
    let ada: Vec<(&str, &str)> = ada.iter().map(|(a, b)| (*a, b.as_str())).collect();
    let place = format!("{there}/assessments/{}", said(&brought["assessment"]));
    let told = world
        .raw("nobody", "GET", &format!("{place}/model/moves/1"), "", &ada)
        .await;
    let kept: Value = serde_json::from_str(&elsewhere(kept.to_string())).expect("JSON");
    assert_eq!(told.is(200).json(), kept, "{brought}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_of_a_move_tells_no_answer_of_people_who_still_rate() {
    // In the second version PU1.1 is no stage any more: Surpassed is not offered.
    let text = second().replace(
        "{ id: PU1.1, level: 1, kind: stage,",
        "{ id: PU1.1, level: 1, kind: strength,",
    );
    let mut shown = Vec::new();
    for value in ["surpassed", "fully", "unknown"] {
        let world = rated().await;
        add(&world, "ada", text.clone()).await.is(201);
        let other = json!({ "value": value, "version": 1 });
        answer(&world, "amir", "statement/PU1.1", &other).await;
        let preview = format!("{HERE}/model/preview?to=open-data-basics@2");
        shown.push(world.get("lena", &preview).await.is(200).json()["effects"].clone());
    }
    assert_eq!(shown[0]["waiting"], 2);
    assert!(shown.iter().all(|one| *one == shown[0]), "{shown:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_the_old_words_is_not_taken_for_the_new_ones() {
    let world = rated().await;
    add(&world, "ada", second()).await.is(201);
    let amir = world.session("amir").await;
    let page = "/c/northaven/data/rate/publishing";
    let seen = world.page(&amir, "GET", page).await.is(200).text();
    let mark = seen
        .split("/answer?m=")
        .nth(1)
        .and_then(|rest| rest.get(..12))
        .expect("a mark");
    let send = |mark: &str| {
        let path = format!("{page}/answer?m={mark}");
        let fields = "&subject_kind=statement&subject=PU2.1&value=fully&version=0";
        let (world, amir) = (&world, &amir);
        async move { world.form(amir, "POST", &path, fields).await }
    };
    let path = format!("{HERE}/model");
    let tag = world.get("lena", &path).await.header("etag");
    let to = json!({ "to": "open-data-basics@2" });
    let moved = world
        .send("lena", "POST", &path, Some(&to), &[("if-match", &tag)])
        .await;
    moved.is(200);
    let late = send(mark).await.is(409);
    assert!(
        late.text().contains("moved to another version"),
        "{}",
        late.text()
    );
    let kept = format!("/c/northaven/data/rate/carried?m={mark}");
    let late = world
        .form(&amir, "POST", &kept, "&component=publishing")
        .await;
    late.is(409);
    let undone = json!({ "kind": "statement", "subject": "PU2.1", "version": 0 });
    let undone = world
        .post("amir", &format!("{HERE}/seat/undo"), &undone)
        .await;
    undone.fails(409, "nothing_to_undo");
    let now = world.page(&amir, "GET", page).await.is(200).text();
    let now = now
        .split("/answer?m=")
        .nth(1)
        .and_then(|rest| rest.get(..12))
        .expect("a mark");
    assert_ne!(now, mark);
    send(now).await.is(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answered_what_stands_elsewhere_now_is_asked_there_too() {
    let world = rated().await;
    let from = "{ id: US1.1, level: 1, kind: stage, text: \"Single projects use data.\" }";
    let there = "{ id: PU1.1, level: 1,";
    let moved = second().replace(&format!("          - {from}\n"), "");
    let moved = moved.replace(
        &format!("          - {there}"),
        &format!("          - {from}\n          - {there}"),
    );
    assert_eq!(moved.matches("id: US1.1").count(), 1);
    add(&world, "ada", moved).await.is(201);
    let path = format!("{HERE}/model");
    let tag = world.get("lena", &path).await.header("etag");
    let to = json!({ "to": "open-data-basics@2" });
    let done = world
        .send("lena", "POST", &path, Some(&to), &[("if-match", &tag)])
        .await;
    let done = done.is(200).json();
    assert_eq!(done["asked_for_more"], 1, "{done}");
    let again = json!({ "value": "partly", "version": 1 });
    assert_eq!(
        answer(&world, "victor", "statement/US1.1", &again).await,
        200
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_looks_at_a_move_in_the_browser_and_says_that_they_did() {
    let world = rated().await;
    let lena = world.session("lena").await;
    let page = "/c/northaven/data/model";
    let none = world.page(&lena, "GET", page).await.is(200).text();
    assert!(none.contains("There is no other version"), "{none}");
    add(&world, "ada", second()).await.is(201);
    let to = format!("{page}?to=open-data-basics@2");
    let seen = world.page(&lena, "GET", &to).await.is(200).text();
    for part in [
        "covers all departments",
        "US2.9",
        "US0.2",
        "13 statements stay",
    ] {
        assert!(seen.contains(part), "{part}: {seen}");
    }
    let version = seen.split("name=\"version\" value=\"").nth(1);
    let version = version
        .and_then(|rest| rest.split('"').next())
        .expect("a version");
    let blind = format!("&to=open-data-basics@2&version={version}");
    let refused = world.form(&lena, "POST", page, &blind).await.is(422);
    assert!(refused.text().contains("covers all departments"));
    let sure = format!("{blind}&seen=yes");
    world.form(&lena, "POST", page, &sure).await.is(303);
    let after = world.page(&lena, "GET", page).await.is(200).text();
    assert!(after.contains("once results are open"), "{after}");
    let again = world.form(&lena, "POST", page, &sure).await;
    assert!(again.status.is_client_error(), "{}", again.status);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_erased_is_gone_from_the_kept_file_too() {
    let world = rated().await;
    add(&world, "ada", second()).await.is(201);
    let path = format!("{HERE}/model");
    let tag = world.get("lena", &path).await.is(200).header("etag");
    let (to, tag) = (
        json!({ "to": "open-data-basics@2" }),
        [("if-match", tag.as_str())],
    );
    world
        .send("lena", "POST", &path, Some(&to), &tag)
        .await
        .is(200);
    let phase = json!({ "to": "consensus" });
    world
        .post("lena", &format!("{HERE}/phase"), &phase)
        .await
        .is(204);
    let people = world
        .get("lena", &format!("{HERE}/assessors"))
        .await
        .is(200)
        .json();
    let amir = people["items"]
        .as_array()
        .expect("people")
        .iter()
        .find(|one| said(&one["name"]).starts_with("amir"))
        .expect("amir");
    let erase = format!("{HERE}/assessors/{}/data", said(&amir["id"]));
    world
        .send("lena", "DELETE", &erase, None, &[])
        .await
        .is(204);
    let kept = world
        .get("lena", &format!("{path}/moves/1"))
        .await
        .is(200)
        .text();
    assert!(
        !kept.contains("two people") && !kept.contains("amir of"),
        "{kept}"
    );
    assert!(kept.contains("US0.2"), "the answer itself stays: {kept}");
}

/// The third version: one of the two components is left, and one of its statements reads
/// otherwise.
fn third() -> String {
    let text = FIRST.replace("version: \"1\"", "version: \"3\"");
    let text = text.replace("covers most departments.", "covers all departments.");
    let (models, translated) = text.split_once("translations:").expect("translations");
    let (kept, _) = models.split_once("  - id: using").expect("a component");
    let of_gone = |line: &&str| !line.contains("US") && !line.contains("using/");
    let lines: Vec<&str> = translated.lines().filter(of_gone).collect();
    let translated = lines.join("\n");
    let (before, after) = translated.split_once("      using:").expect("a component");
    let (_, after) = after.split_once("    strands:").expect("strands");
    format!("{kept}translations:{before}    strands:{after}")
}

#[tokio::test(flavor = "multi_thread")]
async fn evidence_targets_and_scope_follow_what_is_left_of_the_model() {
    let world = rated().await;
    let piece = |title: &str, supports: &[&str]| {
        json!({ "kind": "link", "title": title, "url": "https://northaven.example/a",
                "effective": "2028-01-01", "supports": supports })
    };
    let mut ids = Vec::new();
    for (title, supports) in [
        ("Catalogue", &["PU2.1", "US2.1"][..]),
        ("Courses", &["US2.2"]),
        ("Formats", &["PU3.1"]),
    ] {
        let piece = piece(title, supports);
        let made = world
            .post("farid", &format!("{HERE}/evidence"), &piece)
            .await;
        ids.push(said(&made.is(201).json()["id"]));
    }
    let accepted = json!({ "status": "accepted", "reason": "seen" });
    for id in &ids {
        let path = format!("{HERE}/evidence/{id}/review");
        world.post("rosa", &path, &accepted).await.is(204);
    }
    let targets = json!([{ "component": "using", "level": 3, "rationale": "soon" },
                         { "component": "publishing", "level": 3, "rationale": "soon" }]);
    let set = world
        .put("lena", &format!("{HERE}/targets"), &targets)
        .await;
    assert!(set.status.is_success(), "{}", set.text());
    let scope = json!([{ "component": "using", "reason": "the county does it" }]);
    let set = world.put("lena", &format!("{HERE}/scope"), &scope).await;
    assert!(set.status.is_success(), "{}", set.text());
    add(&world, "ada", third()).await.is(201);

    let path = format!("{HERE}/model");
    let tag = world.get("lena", &path).await.header("etag");
    let to = json!({ "to": "open-data-basics@3" });
    let done = world
        .send("lena", "POST", &path, Some(&to), &[("if-match", &tag)])
        .await;
    let done = done.is(200).json();
    // One statement reads otherwise, and what was said of the other component is gone.
    let effects = json!({ "kept": 2, "waiting": 1, "gone": 3, "evidence_again": 1,
                          "evidence_out": 1, "targets_out": ["using"],
                          "exclusions_out": ["using"], "asked_for_more": 0, "asked_for_all": 1 });
    assert_eq!(done, effects);
    let evidence = world
        .get("lena", &format!("{HERE}/evidence"))
        .await
        .is(200)
        .json();
    let evidence = evidence["items"].as_array().expect("evidence");
    let mut left: Vec<String> = evidence
        .iter()
        .map(|one| format!("{} {}", said(&one["title"]), said(&one["status"])))
        .collect();
    left.sort();
    assert_eq!(left, ["Catalogue submitted", "Formats accepted"]);
    let targets = world
        .get("lena", &format!("{HERE}/targets"))
        .await
        .is(200)
        .text();
    assert!(
        !targets.contains("using") && targets.contains("publishing"),
        "{targets}"
    );
    let phase = json!({ "to": "consensus" });
    world
        .post("lena", &format!("{HERE}/phase"), &phase)
        .await
        .is(204);
    let result = world
        .get("lena", &format!("{HERE}/result"))
        .await
        .is(200)
        .json();
    assert_eq!(
        result["city"]["components_in_scope"], 1,
        "{}",
        result["city"]
    );
}
