//! Evidence with the same content twice, evidence that changed under a reviewer's eyes, and
//! evidence that goes for good.

use crate::publication::{file, import};
use crate::world::{HERE, World, said};
use serde_json::{Value, json};

const PAGE: &str = "/c/northaven/2028/evidence";

fn path(rest: &str) -> String {
    format!("{HERE}{rest}")
}

fn link(title: &str, url: &str) -> Value {
    json!({ "kind": "link", "title": title, "url": url, "effective": "2028-01-01",
            "supports": ["LE1.1"] })
}

/// A document with this text as its file.
fn document(title: &str, base64: &str) -> Value {
    json!({ "kind": "document", "title": title, "file_name": "a.txt", "file_base64": base64,
            "effective": "2028-01-01", "supports": ["LE1.1"] })
}

async fn hand_in(world: &World, who: &str, piece: &Value) -> String {
    let made = world.post(who, &path("/evidence"), piece).await;
    said(&made.is(201).json()["id"])
}

async fn count(world: &World, list: &str) -> usize {
    let listed = world.get("lena", &path(list)).await.is(200).json();
    listed["items"].as_array().expect("pieces").len()
}

#[tokio::test]
async fn a_link_that_the_city_has_is_offered_again_before_a_second_piece_is_made() {
    let world = World::new().await;
    let here = hand_in(
        &world,
        "lena",
        &link("Plan", "https://northaven.example/plan"),
    )
    .await;
    let mut frame = world.frame("2027");
    (frame["from"], frame["to"]) = (json!("2027-03-01"), json!("2027-06-30"));
    let cycles = "/cities/northaven/assessments";
    world.post("lena", cycles, &frame).await.is(201);
    let earlier = format!("{cycles}/2027/evidence");
    let budget = link("Budget", "https://northaven.example/budget");
    let made = world.post("lena", &earlier, &budget).await.is(201).json();
    let lena = world.session("lena").await;
    for (url, offered) in [
        ("https://northaven.example/plan/", format!("{PAGE}/{here}")),
        ("https://northaven.example/budget", said(&made["id"])),
    ] {
        let fields =
            format!("&kind=link&title=Twice&url={url}&effective=2028-01-01&supports=LE1.1");
        let shown = world
            .form(&lena, "POST", PAGE, &fields)
            .await
            .is(409)
            .text();
        assert!(
            shown.contains("The same content is here already"),
            "{shown}"
        );
        assert!(shown.contains(&offered), "{shown}");
        assert!(shown.contains("value=\"Twice\""), "it stays typed");
        assert_eq!(count(&world, "/evidence").await, 1);
    }
    let taken = format!("&evidence={}", said(&made["id"]));
    let reuse = format!("{PAGE}/reuse");
    world.form(&lena, "POST", &reuse, &taken).await.is(303);
    let list = world.page(&lena, "GET", PAGE).await.is(200).text();
    assert!(
        list.contains("Budget") && list.contains("from 2027"),
        "{list}"
    );
    let again = "&again=yes&kind=link&title=Twice&url=https://northaven.example/plan\
                 &effective=2028-01-01&supports=LE1.1";
    world.form(&lena, "POST", PAGE, again).await.is(303);
    assert_eq!(count(&world, "/evidence").await, 3);
    let shown = world.page(&lena, "GET", &format!("{PAGE}/{here}")).await;
    assert!(shown.is(200).text().contains("Twice"), "the other is named");
}

#[tokio::test]
async fn a_piece_that_changed_after_the_reviewer_looked_is_not_accepted() {
    let world = World::new().await;
    let id = hand_in(
        &world,
        "farid",
        &link("Plan", "https://northaven.example/plan"),
    )
    .await;
    let one = path(&format!("/evidence/{id}"));
    let changed = link("Draft", "https://northaven.example/draft");
    world.put("farid", &one, &changed).await.is(200);
    let review = format!("{one}/review");
    let accepted = |version: i64| json!({ "status": "accepted", "version": version });
    let stale = world.post("rosa", &review, &accepted(1)).await;
    stale.fails(409, "changed_meanwhile");
    let rosa = world.session("rosa").await;
    let page = format!("{PAGE}/{id}/review");
    let by_page = "&status=accepted&reason=&piece_version=1&used_version=1";
    let again = world
        .form(&rosa, "POST", &page, by_page)
        .await
        .is(422)
        .text();
    assert!(
        again.contains("name=\"piece_version\" value=\"2\""),
        "the form holds what stands now: {again}"
    );
    let status = world.get("lena", &one).await.json()["status"].clone();
    assert_eq!(status, "submitted");
    world.post("rosa", &review, &accepted(2)).await.is(204);
}

#[tokio::test]
async fn assessors_are_offered_to_change_their_own_evidence_alone() {
    let mut world = World::new().await;
    world.open_rating().await;
    let amir = world.session("amir").await;
    let other = hand_in(
        &world,
        "farid",
        &link("Plan", "https://northaven.example/a"),
    )
    .await;
    let fields = "&kind=link&title=Own&url=https://northaven.example/b&effective=2028-01-01\
                  &supports=LE1.1";
    let made = world.form(&amir, "POST", PAGE, fields).await.is(303);
    let own = made.header("location");
    for (page, offered) in [(format!("{PAGE}/{other}"), false), (own, true)] {
        let shown = world.page(&amir, "GET", &page).await.is(200).text();
        assert_eq!(shown.contains(&format!("{page}/edit")), offered, "{page}");
        assert_eq!(shown.contains(&format!("{page}/delete")), offered, "{page}");
    }
}

#[tokio::test]
async fn a_piece_goes_with_its_last_use_and_its_file_with_the_last_piece() {
    let world = World::new().await;
    let first = hand_in(&world, "lena", &document("One", "aGVsbG8=")).await;
    let second = hand_in(&world, "lena", &document("Two", "aGVsbG8=")).await;
    let sha256 = gradus_app::sha256_of(b"hello");
    let kept = world
        .folder()
        .join("files")
        .join(&sha256[..2])
        .join(&sha256);
    assert!(kept.exists());
    for (id, stays) in [(first, true), (second, false)] {
        let one = path(&format!("/evidence/{id}"));
        world.send("lena", "DELETE", &one, None, &[]).await.is(204);
        assert_eq!(count(&world, "/evidence_elsewhere").await, 0, "it is gone");
        assert_eq!(kept.exists(), stays);
    }
    let rows = world.app.store().db().audit_entries(0, 10_000).await;
    let rows = rows.expect("rows");
    let deleted = rows.iter().filter(|row| row.action == "evidence_delete");
    assert_eq!(deleted.count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_piece_on_which_a_frozen_version_rests_stays() {
    let world = World::new().await;
    let evidence = json!({ "evidence": [
        { "id": "e1", "title": "Smart city plan", "kind": "document", "effective": "2025-01-01",
          "status": "submitted", "supports": ["LE3.1"] } ], "phase": "consensus" });
    let file = file(&[("council", 6)], &evidence, |_, _| json!("partly"));
    import(&world, &file).await;
    let there = "/cities/northaven/assessments/2026";
    for to in ["final", "consensus"] {
        let phase = json!({ "to": to });
        world
            .post("lena", &format!("{there}/phase"), &phase)
            .await
            .is(204);
    }
    let listed = world.get("lena", &format!("{there}/evidence")).await.json();
    let id = said(&listed["items"][0]["id"]);
    let one = format!("{there}/evidence/{id}");
    world.send("lena", "DELETE", &one, None, &[]).await.is(204);
    world.get("lena", &one).await.fails(404, "not_found");
    assert_eq!(count(&world, "/evidence_elsewhere").await, 1, "it stays");
}

#[tokio::test]
async fn a_logo_that_was_replaced_is_removed() {
    let world = World::new().await;
    let png = |last: u8| [&b"\x89PNG\r\n\x1a\n"[..], &[0, 0, 0, 13, last]].concat();
    let path = "/api/v1/cities/northaven/logo";
    let place = |bytes: &[u8]| {
        let sha256 = gradus_app::sha256_of(bytes);
        world.folder().join("files").join(&sha256[..2]).join(sha256)
    };
    let kind = [("content-type", "image/png"), ("if-match", "*")];
    for (number, gone) in [(1, None), (2, Some(1))] {
        world.raw("lena", "PUT", path, png(number), &kind).await;
        assert!(place(&png(number)).exists());
        if let Some(gone) = gone {
            assert!(!place(&png(gone)).exists(), "the one before is gone");
        }
    }
}

#[tokio::test]
async fn names_of_an_abandoned_assessment_are_taken_out_as_well() {
    let world = World::keeping(400).await;
    for (name, from, to) in [("2020", "2020-01-01", "2020-12-31")] {
        let frame = json!({ "name": name, "from": from, "to": to, "depth": "full",
                            "model": "pas181-scmm@1" });
        let cycles = "/cities/northaven/assessments";
        world.post("lena", cycles, &frame).await.is(201);
        let here = format!("{cycles}/{name}");
        let group = json!({ "name": "council" });
        world
            .post("lena", &format!("{here}/groups"), &group)
            .await
            .is(201);
        let amir = json!([{ "group": "council", "login": "amir" }]);
        world
            .post("lena", &format!("{here}/assessors"), &amir)
            .await
            .is(201);
    }
    let taken_out = world.app.retain().await.expect("a number");
    assert_eq!(taken_out, 1, "and nobody of 2028");
    assert_eq!(world.app.retain().await.expect("a number"), 0);
}

#[tokio::test]
async fn who_was_taken_out_is_not_asked_in_the_next_cycle() {
    let mut world = World::new().await;
    world.open_rating().await;
    let people = world.get("lena", &path("/assessors")).await.json();
    let people = people["items"].as_array().expect("people").clone();
    let amir = said(&people[0]["id"]);
    let erase = path(&format!("/assessors/{amir}/data"));
    world
        .send("lena", "DELETE", &erase, None, &[])
        .await
        .is(204);
    let answer = json!({ "value": "not", "version": 0 });
    world
        .answer("link", "statement/LE1.1", &answer)
        .await
        .is(200);
    world.move_to("consensus").await;
    let lena = world.session("lena").await;
    let begin = "&name=2029&from=2029-03-01&to=2029-06-30&answers=yes&evidence=yes";
    let next = "/c/northaven/2028/next";
    world.form(&lena, "POST", next, begin).await.is(303);
    let there = "/cities/northaven/assessments/2029/assessors";
    let next = world.get("lena", there).await.is(200).json();
    let next = next["items"].as_array().expect("people").len();
    assert_eq!(next, people.len() - 1);
}

#[tokio::test]
async fn a_place_for_files_that_fails_is_said_and_leaves_no_piece() {
    let world = World::new().await;
    let files = world.folder().join("files");
    std::fs::remove_dir_all(&files).expect("it can be removed");
    std::fs::write(&files, "").expect("it can be written");
    let piece = document("One", "aGVsbG8=");
    let refused = world.post("lena", &path("/evidence"), &piece).await;
    refused.fails(503, "unavailable");
    assert_eq!(count(&world, "/evidence").await, 0);
    std::fs::remove_file(&files).expect("it can be removed");
    hand_in(&world, "lena", &piece).await;
}
