//! The page of the reveal: closed while people rate, whole afterwards, with one's own place in
//! it and nobody else's.

use crate::publication::{file, import};
use crate::world::World;
use serde_json::json;

const PAGE: &str = "/c/northaven/2026/reveal";
const COMPONENT: &str = "/c/northaven/2026/reveal/leadership-environment";

/// A council of six that sees LE1.1 otherwise, a panel of six, and two of the police, who are
/// counted together with the council.
async fn revealed() -> World {
    let world = World::new().await;
    let groups = [("council", 6), ("panel", 6), ("police", 2)];
    let consensus = json!({ "phase": "consensus",
                            "settings": { "draws": 100, "min_coverage_pct": 1 } });
    let file = file(&groups, &consensus, |person, statement| {
        match (statement, person) {
            ("LE1.1", 0..6) => json!("not"),
            ("LE1.1", _) => json!("fully"),
            ("LE2.1", 12..) => json!("largely"),
            _ => json!("partly"),
        }
    });
    import(&world, &file).await;
    world
}

async fn seen(world: &World, who: &str, path: &str) -> String {
    let session = world.session(who).await;
    world.page(&session, "GET", path).await.is(200).text()
}

#[tokio::test]
async fn the_list_is_narrowed_to_a_component_and_to_what_a_group_sees_otherwise() {
    let world = revealed().await;
    let all = seen(&world, "victor", PAGE).await;
    assert!(
        all.contains("2 of 2 statements on which people differ."),
        "{all}"
    );
    assert!(all.find("LE1.1").unwrap() < all.find("LE2.1").unwrap());
    for (asked, shown) in [
        ("group=Group+panel", 0),
        ("group=Other+groups+together", 1),
        ("component=leadership-environment", 2),
        ("component=service-delivery", 0),
        (
            "component=leadership-environment&group=Other+groups+together",
            1,
        ),
        ("component=none&group=none", 2),
    ] {
        let page = seen(&world, "victor", &format!("{PAGE}?{asked}")).await;
        let expected = format!("{shown} of 2 statements on which people differ.");
        assert!(page.contains(&expected), "{asked}");
    }
    assert!(
        !all.contains("too few people"),
        "nobody answered the others"
    );
}

#[tokio::test]
async fn a_group_of_two_has_no_figure_and_nobody_a_name() {
    let world = revealed().await;
    for who in ["lena", "farid", "rosa", "victor"] {
        for path in [PAGE, COMPONENT] {
            let page = seen(&world, who, path).await;
            assert!(page.contains("Not at all 6") && page.contains("Fully 8"));
            assert!(
                !page.contains("police"),
                "{who} sees a group of two on {path}"
            );
            for id in ["a0", "a7", "a13"] {
                assert!(!page.contains(&format!(">{id}<")), "{who} sees {id}");
            }
            assert!(!page.contains("You said"), "{who} rated nothing");
        }
    }
    let groups = seen(&world, "lena", COMPONENT).await;
    for group in [
        "Group panel: Fully (6 answers)",
        "Other groups together: Not at all (8 answers)",
    ] {
        assert!(groups.contains(group), "{group} is missing: {groups}");
    }
}

#[tokio::test]
async fn who_rated_sees_their_own_answer_and_nobody_elses() {
    let mut world = World::new().await;
    world.open_rating().await;
    let answer = |value: &str| json!({ "value": value, "version": 0 });
    let subject = "statement/LE1.1";
    world
        .answer("link", subject, &answer("partly"))
        .await
        .is(200);
    world
        .answer("amir", subject, &answer("fully"))
        .await
        .is(200);
    let path = "/c/northaven/2028/reveal";
    let component = format!("{path}/leadership-environment");
    for page in [path, component.as_str()] {
        let closed = world.page(&world.link(), "GET", page).await.is(409).text();
        assert!(!closed.contains("LE1.1") && !closed.contains("Partly"));
    }
    world.move_to("consensus").await;
    let mine = world.page(&world.link(), "GET", &component).await.is(200);
    let mine = mine.text();
    assert!(mine.contains("You said: Partly"), "{mine}");
    assert!(!mine.contains("You said: Fully") && !mine.contains("Fully 1"));
    let theirs = seen(&world, "amir", &component).await;
    assert!(theirs.contains("You said: Fully") && !theirs.contains("You said: Partly"));
}

#[tokio::test]
async fn what_was_agreed_stands_beside_what_people_said() {
    let world = revealed().await;
    let path = "/cities/northaven/assessments/2026/agreed/statement/LE1.1";
    let agreed = json!({ "value": "largely", "rationale": "<b>seen</b> together",
        "dissent": [ { "group": "police", "text": "not in the port" },
                     { "name": "Ms Ek", "text": "too early" } ] });
    world.put("farid", path, &agreed).await.is(204);
    let page = seen(&world, "victor", COMPONENT).await;
    for part in [
        "&#60;b&#62;seen&#60;/b&#62; together",
        "not in the port",
        "Ms Ek",
        "Not at all 6",
    ] {
        assert!(page.contains(part), "{part} is missing: {page}");
    }
    assert!(
        !page.contains("police"),
        "a group of two is named by its dissent"
    );
    let list = seen(&world, "victor", PAGE).await;
    assert!(list.contains("1 of 7 values are agreed upon"), "{list}");
}

#[tokio::test]
async fn the_reveal_needs_neither_script_nor_style_of_its_own() {
    let world = revealed().await;
    for path in [PAGE, COMPONENT] {
        let page = seen(&world, "lena", path).await;
        assert!(
            !page.contains("<style") && !page.contains("onclick"),
            "{path}"
        );
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
    }
    let session = world.session("lena").await;
    let none = "/c/northaven/2026/reveal/none";
    world.page(&session, "GET", none).await.is(404);
}

/// Sends a form as a browser does.
async fn send(world: &World, who: &str, path: &str, form: &str) -> crate::world::Reply {
    let session = world.session(who).await;
    let actor = world
        .app
        .actor_of_session(&session)
        .await
        .expect("a session");
    let name = actor.session.map(|session| session.id).unwrap_or_default();
    let form = format!("csrf={}&{form}", world.app.key().secret_of("csrf", &name));
    let cookie = format!("gradus-session={session}");
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("cookie", cookie.as_str()),
    ];
    world.raw("nobody", "POST", path, form, &headers).await
}

#[tokio::test]
async fn a_facilitator_agrees_by_form_and_nothing_typed_is_lost() {
    let world = revealed().await;
    let path = "/c/northaven/2026/agree/statement/LE1.1";
    let wrong = "version=0&value=&rationale=kept+words&dissent_text.1=alone";
    let again = send(&world, "farid", path, wrong).await.is(422).text();
    assert!(
        again.contains("kept words") && again.contains("alone"),
        "{again}"
    );
    assert!(
        again.contains("Name either a group or a person."),
        "{again}"
    );
    let right =
        "version=0&value=partly&rationale=kept+words&dissent_name.1=Ms+Ek&dissent_text.1=no";
    send(&world, "farid", path, right).await.is(303);
    let late = "version=0&value=fully&rationale=too+late";
    let late = send(&world, "lena", path, late).await.is(422).text();
    assert!(late.contains("too late"), "{late}");
    assert!(
        late.contains("Somebody else recorded this meanwhile: Partly."),
        "{late}"
    );
    let page = seen(&world, "farid", path).await;
    for part in [
        "kept words",
        "Ms Ek",
        "farid of Northaven",
        "Undo the last one",
    ] {
        assert!(page.contains(part), "{part} is missing: {page}");
    }
    send(&world, "farid", &format!("{path}/undo"), "version=1")
        .await
        .is(303);
    let undone = seen(&world, "farid", path).await;
    assert!(undone.contains("undone") && !undone.contains("Undo the last one"));
}

#[tokio::test]
async fn many_are_agreed_at_once_after_a_look_at_which() {
    let world = revealed().await;
    let path = "/c/northaven/2026/agree";
    let look = seen(&world, "farid", path).await;
    assert!(look.contains("value=\"LE2.1\"") && !look.contains("value=\"LE1.1\""));
    let form = "statements=LE2.1&statements=LE2.2&statements=LE1.1";
    send(&world, "farid", path, form).await.is(303);
    let list = seen(&world, "victor", PAGE).await;
    assert!(list.contains("2 of 7 values are agreed upon"), "{list}");
    assert!(!list.contains("Agree on it"), "a viewer records nothing");
    send(&world, "farid", path, "statements=LE1.1")
        .await
        .is(422);
}

/// Names stand there where the lead chose them before rating began, and only for those who
/// were in it.
#[tokio::test]
async fn who_said_what_is_told_in_named_assessments_alone() {
    for named in [true, false] {
        let world = World::new().await;
        let phase = json!({ "phase": "consensus", "named": named,
                            "settings": { "draws": 100, "min_coverage_pct": 1 } });
        let file = file(&[("council", 2)], &phase, |_, _| json!("partly"));
        import(&world, &file).await;
        let path = "/c/northaven/2026/reveal/leadership-environment";
        for (who, may) in [
            ("lena", true),
            ("farid", true),
            ("rosa", false),
            ("victor", false),
        ] {
            let told = seen(&world, who, path).await;
            assert_eq!(told.contains(">By name<"), named && may, "{who}: {told}");
            let list = seen(&world, who, PAGE).await;
            let how = seen(&world, who, "/c/northaven/2026/how-scored").await;
            for (page, text) in [
                (&told, "is not shown to anybody"),
                (&list, "is not shown to anybody"),
                (&list, "without names"),
                (&how, "Nobody sees who said what."),
            ] {
                assert_eq!(page.contains(text), !named, "{who}: {text}");
            }
        }
        for path in ["/report/html", "/report/json", "/report/csv"] {
            let path = format!("/cities/northaven/assessments/2026{path}");
            let report = world.get("lena", &path).await.is(200).text();
            assert!(!report.contains("council-0"), "{report}");
        }
    }
}

#[tokio::test]
async fn a_group_of_five_or_more_shows_how_its_answers_are_spread() {
    let world = revealed().await;
    let page = seen(&world, "lena", COMPONENT).await;
    assert!(
        page.contains("Answers of Other groups together to LE1.1"),
        "{page}"
    );
    // Who is of one mind needs no picture.
    assert!(!page.contains("Answers of Group panel to LE1.1"), "{page}");
    assert!(
        page.contains("<small>Not at all 6 · Fully 2</small>"),
        "{page}"
    );
    let narrowed = format!("{PAGE}?group=Other+groups+together");
    let list = seen(&world, "lena", &narrowed).await;
    assert!(
        list.contains("<small>Not at all 6 · Fully 2</small>"),
        "{list}"
    );
}

#[tokio::test]
async fn what_a_group_sees_otherwise_is_not_hidden_by_what_was_agreed() {
    let world = revealed().await;
    let one = "/cities/northaven/assessments/2026/agreed/statement/LE1.1";
    // The others say Not at all; all together say Fully.
    let agreed = json!({ "value": "not", "rationale": "looked again" });
    world.put("lena", one, &agreed).await.is(204);
    for (group, shown) in [("Other+groups+together", 1), ("Group+panel", 0)] {
        let page = seen(&world, "victor", &format!("{PAGE}?group={group}")).await;
        let expected = format!("{shown} of ");
        assert!(page.contains(&expected), "{group}: {page}");
    }
}

#[tokio::test]
async fn settings_that_differ_are_said_wherever_a_result_stands() {
    let world = revealed().await;
    let told = "Scored with settings other than the model’s";
    for path in [
        "results",
        "results/leadership-environment",
        "targets",
        "reveal",
        "reveal/leadership-environment",
    ] {
        let page = seen(&world, "victor", &format!("/c/northaven/2026/{path}")).await;
        assert!(page.contains(told), "{path}");
    }
    let path = "/cities/northaven/assessments/2026/result/leadership-environment";
    let explained = world.get("victor", path).await.is(200).json();
    let settings = explained["settings"].as_str().unwrap_or_default();
    assert!(settings.starts_with(told), "{explained}");
}

#[tokio::test]
async fn where_people_picked_levels_a_gap_counts_levels() {
    let world = World::new().await;
    let file = json!({
        "format": "gradus-assessment/1", "model": "pas181-scmm",
        "city": { "name": "Northaven", "country": "GB" },
        "cycle": { "name": "2026", "from": "2026-03-01", "to": "2026-06-30" },
        "phase": "consensus", "settings": { "draws": 100 },
        "groups": [ { "id": "council", "name": "Council" } ],
        "assessors": [ { "id": "a1", "group": "council" } ],
        "picks": [ { "assessor": "a1", "component": "leadership-environment", "level": 2 } ],
        "targets": [ { "component": "leadership-environment", "level": 4 } ],
    });
    import(&world, &file).await;
    let page = seen(&world, "lena", "/c/northaven/2026/targets").await;
    assert!(page.contains("2 levels"), "{page}");
    assert!(!page.contains("The target is reached"), "{page}");
    let path = "/cities/northaven/assessments/2026/gaps";
    let gaps = world.get("lena", path).await.is(200).json();
    let gaps = gaps.as_array().expect("gaps").iter();
    let found = gaps
        .into_iter()
        .find(|one| one["component"] == "leadership-environment");
    let found = found.expect("the component");
    assert_eq!((&found["level"], &found["target"]), (&json!(2), &json!(4)));
    assert_eq!(found["steps"].as_array().map(Vec::len), Some(2));
}
