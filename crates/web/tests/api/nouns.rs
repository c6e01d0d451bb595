//! Accounts, tokens, sessions, cities, assessments and people.

use crate::world::{HERE, World, said};
use gradus_app::AppError;
use serde_json::json;

#[tokio::test]
async fn callers_are_told_who_they_are() {
    let mut world = World::new().await;
    let stranger = world.get("nobody", "/me").await;
    stranger.fails(401, "sign_in_first");
    assert_eq!(stranger.header("www-authenticate"), "Bearer");
    let lena = world.get("lena", "/me").await.is(200).json();
    assert_eq!(
        (&lena["login"], &lena["scope"]),
        (&json!("lena"), &json!("write"))
    );
    world.open_rating().await;
    let link = world.get("link", "/me").await.is(200).json();
    assert_eq!(link["name"], json!(null));
}

#[tokio::test]
async fn a_profile_changes_and_the_address_for_mail_stays() {
    let world = World::new().await;
    let change = json!({ "name": "Lena B", "login": "lena", "language": "de" });
    world
        .send("lena", "PUT", "/me", Some(&change), &[])
        .await
        .is(204);
    let accounts = world.get("ada", "/accounts").await.json();
    let lena = accounts
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["login"] == "lena");
    assert_eq!(lena.unwrap()["name"], "Lena B");
    assert_eq!(lena.unwrap()["email"], "lena@northaven.example");
    let wrong = world.get("lena", "/cities/nowhere").await;
    assert!(
        said(&wrong.json()["message"]).starts_with("Hier ist nichts"),
        "{}",
        wrong.text()
    );
    let wrong = json!({ "name": "Lena", "login": "lena", "language": "xx" });
    let wrong = world.send("lena", "PUT", "/me", Some(&wrong), &[]).await;
    assert_eq!(
        wrong.error(),
        (422, "invalid".to_owned(), vec!["language".to_owned()])
    );
}

#[tokio::test]
async fn tokens_are_made_listed_and_revoked() {
    let world = World::new().await;
    let wanted = json!({ "name": "script", "scope": "write", "days": 7 });
    let made = world.post("lena", "/tokens", &wanted).await.is(201).json();
    let secret = said(&made["secret"]);
    world.get(&secret, "/me").await.is(200);
    let listed = world.get("lena", "/tokens").await.is(200);
    assert_eq!(listed.json()[0]["name"], "script");
    assert!(!listed.text().contains(&secret));
    let path = format!("/tokens/{}", said(&made["id"]));
    world
        .send("amir", "DELETE", &path, None, &[])
        .await
        .fails(404, "not_found");
    world.send("lena", "DELETE", &path, None, &[]).await.is(204);
    world.get(&secret, "/me").await.fails(401, "sign_in_first");
    let wrong = json!({ "name": " ", "scope": "all", "days": 400 });
    let wrong = world.post("lena", "/tokens", &wrong).await.error();
    assert_eq!(wrong.2, ["name", "scope", "days"]);
}

#[tokio::test]
async fn a_token_makes_none_that_may_do_more() {
    let world = World::new().await;
    for (who, scope) in [
        ("lena-reads", "read"),
        ("lena-reads", "write"),
        ("lena", "admin"),
    ] {
        let wanted = json!({ "name": "wider", "scope": scope, "days": 1 });
        world
            .post(who, "/tokens", &wanted)
            .await
            .fails(403, "not_allowed");
    }
    let group = json!({ "name": "more" });
    let read = world
        .post("lena-reads", &format!("{HERE}/groups"), &group)
        .await;
    read.fails(403, "not_allowed");
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let world = World::new().await;
    let secret = world.session("lena").await;
    let cookie = format!("gradus-session={secret}");
    let cookie = [("cookie", cookie.as_str())];
    let listed = world
        .send("nobody", "GET", "/sessions", None, &cookie)
        .await
        .is(200);
    assert_eq!(listed.json()[0]["agent"], "Firefox");
    assert_eq!(listed.json()[0]["current"], true);
    let path = format!("/sessions/{}", said(&listed.json()[0]["id"]));
    world
        .send("amir", "DELETE", &path, None, &[])
        .await
        .fails(404, "not_found");
    world.send("lena", "DELETE", &path, None, &[]).await.is(204);
    let ended = world.send("nobody", "GET", "/me", None, &cookie).await;
    ended.fails(401, "sign_in_first");
}

#[tokio::test]
async fn administrators_make_disable_and_reset_accounts() {
    let world = World::new().await;
    let wanted = json!({ "name": "Nia", "login": "nia@northaven.example" });
    let made = world.post("ada", "/accounts", &wanted).await.is(201).json();
    assert!(said(&made["password_link"]).starts_with("http://gradus.test/reset/"));
    let taken = world.post("ada", "/accounts", &wanted).await.error();
    assert_eq!(taken, (422, "invalid".to_owned(), vec!["login".to_owned()]));
    let path = format!("/accounts/{}", said(&made["id"]));
    let link = format!("{path}/password_link");
    let again = world.post("ada", &link, &json!({})).await.is(201).json();
    assert_ne!(again["password_link"], made["password_link"]);
    world
        .post("lena", &link, &json!({}))
        .await
        .fails(403, "not_allowed");
    let off = json!({ "enabled": false });
    let accounts = world.get("ada", "/accounts").await.json();
    let id_of = |login: &str| {
        let all = accounts.as_array().unwrap().iter();
        said(&all.into_iter().find(|one| one["login"] == login).unwrap()["id"])
    };
    let lena = format!("/accounts/{}/enabled", id_of("lena"));
    world
        .send("ada", "PUT", &lena, Some(&off), &[])
        .await
        .is(204);
    world.get("lena", "/me").await.fails(401, "sign_in_first");
    let ada = format!("/accounts/{}/enabled", id_of("ada"));
    let last = world.send("ada", "PUT", &ada, Some(&off), &[]).await;
    last.fails(409, "last_administrator");
}

#[tokio::test]
async fn cities_change_with_the_version_that_was_read() {
    let world = World::new().await;
    let facts =
        json!({ "name": "Northaven", "country": "gb", "population": 214_000, "colour": "#14426b" });
    let path = "/cities/northaven";
    let without = world.send("lena", "PUT", path, Some(&facts), &[]).await;
    without.fails(428, "precondition_required");
    let stale = world
        .send("lena", "PUT", path, Some(&facts), &[("if-match", "\"99\"")])
        .await;
    stale.fails(412, "precondition");
    let changed = world.put("lena", path, &facts).await.is(200);
    assert_eq!(changed.json()["country"], "GB");
    let weak = format!("W/{}", changed.header("etag"));
    world
        .send("lena", "PUT", path, Some(&facts), &[("if-match", &weak)])
        .await
        .is(200);
    let pale = json!({ "name": "Northaven", "colour": "#ffff00", "country": "G1" });
    let pale = world.put("lena", path, &pale).await.error();
    assert_eq!(pale.2, ["country", "colour"]);
    let facts = json!({ "name": "Elsewhere" });
    world
        .post("lena", "/cities", &facts)
        .await
        .fails(403, "not_allowed");
    let same = world
        .post("ada", "/cities", &json!({ "name": "Northaven" }))
        .await
        .error();
    assert_eq!(same.2, ["slug"]);
}

#[tokio::test]
async fn a_logo_is_a_picture_without_programs() {
    let world = World::new().await;
    let tag = world.get("lena", "/cities/northaven").await.header("etag");
    let path = "/api/v1/cities/northaven/logo";
    let set = async |bytes: Vec<u8>, tag: &str| {
        let headers = [("if-match", tag), ("content-type", "image/png")];
        world.raw("lena", "PUT", path, bytes, &headers).await
    };
    let svg = set(
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(),
        &tag,
    );
    assert_eq!(svg.await.error().2, ["logo"]);
    let png = b"\x89PNG\r\n\x1a\n and so on".to_vec();
    let taken = set(png.clone(), &tag).await.is(200);
    let shown = world.get("nobody", "/cities/northaven/logo").await.is(200);
    assert_eq!(
        (shown.bytes, shown.headers["content-type"].to_str().unwrap()),
        (png, "image/png")
    );
    set(Vec::new(), &taken.header("etag")).await.is(200);
    world
        .get("nobody", "/cities/northaven/logo")
        .await
        .fails(404, "not_found");
}

#[tokio::test]
async fn teams_are_staffed_and_never_without_a_lead() {
    let world = World::new().await;
    let path = "/cities/northaven/team";
    let team = world.get("victor", path).await.is(200).json();
    assert_eq!(team.as_array().unwrap().len(), 4);
    let unknown = json!({ "login": "nobody@example.org", "role": "viewer" });
    assert_eq!(
        world.post("lena", path, &unknown).await.error().2,
        ["login"]
    );
    let wrong = json!({ "login": "amir", "role": "mayor" });
    assert_eq!(world.post("lena", path, &wrong).await.error().2, ["role"]);
    let lena = team
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["login"] == "lena");
    let lena = format!("{path}/{}", said(&lena.unwrap()["person"]));
    world
        .send("lena", "DELETE", &lena, None, &[])
        .await
        .fails(409, "last_lead");
    world
        .send("victor", "DELETE", &lena, None, &[])
        .await
        .fails(403, "not_allowed");
    world
        .send("otto", "DELETE", &lena, None, &[])
        .await
        .fails(404, "not_found");
}

#[tokio::test]
async fn all_mistakes_of_an_assessment_are_told_by_the_names_that_were_sent() {
    let world = World::new().await;
    let path = "/cities/northaven/assessments";
    let wrong = json!({ "name": "", "from": "yesterday", "to": "2028-02-30", "depth": "deep",
        "model": world.frame("x")["model"], "settings": { "pass_mark_pct": 0 } });
    let told = world.post("lena", path, &wrong).await.error();
    assert_eq!(
        told.2,
        ["name", "slug", "from", "to", "depth", "pass_mark_pct"]
    );
    let mut unknown = world.frame("2030");
    unknown["colour"] = json!("red");
    let told = world.post("lena", path, &unknown).await;
    told.fails(422, "invalid");
    assert!(told.text().contains("unknown field `colour`") && told.text().contains("line 1"));
    let mut deep = world.frame("2030");
    deep["settings"] = json!({ "min_coverage_pct": "half" });
    let told = world.post("lena", path, &deep).await.error();
    assert_eq!(told.2, ["settings.min_coverage_pct"]);
}

#[tokio::test]
async fn an_assessment_is_set_up_changed_and_begun() {
    let world = World::new().await;
    let mut frame = world.frame("2028");
    frame["settings"] = json!({ "pass_mark_pct": 80 });
    let changed = world.put("lena", HERE, &frame).await.is(200);
    // What was read may be sent back whole; the phase moves by itself.
    let mut whole = world.get("lena", HERE).await.json();
    world.put("lena", HERE, &whole).await.is(200);
    whole["phase"] = json!("final");
    let created = world.post("lena", "/cities/northaven/assessments", &whole);
    assert_eq!(created.await.error().2, ["phase"]);
    assert_eq!(world.put("lena", HERE, &whole).await.error().2, ["phase"]);
    assert_eq!(changed.json()["settings"]["pass_mark_pct"], 80);
    let stale = world
        .send("lena", "PUT", HERE, Some(&frame), &[("if-match", "\"1\"")])
        .await;
    stale.fails(412, "precondition");
    let scope = format!("{HERE}/scope");
    let out = json!([{ "component": "physical-asset-management", "reason": "run by the county" }]);
    world
        .send("lena", "PUT", &scope, Some(&out), &[])
        .await
        .fails(428, "precondition_required");
    world.put("lena", &scope, &out).await.is(204);
    assert_eq!(world.get("victor", &scope).await.json(), out);
    let targets = format!("{HERE}/targets");
    let wanted = json!([{ "component": "leadership-environment", "level": 4, "by": "2030-12-31", "rationale": "why not" }]);
    world.put("lena", &targets, &wanted).await.is(204);
    assert_eq!(world.get("amir", &targets).await.json(), wanted);
    let beyond = json!([{ "component": "leadership-environment", "level": 9, "by": "soon" }]);
    let told = world.put("lena", &targets, &beyond).await.error();
    assert_eq!(
        told.2,
        ["level_leadership-environment", "by_leadership-environment"]
    );
    let to = |phase: &str| json!({ "to": phase });
    let phase = format!("{HERE}/phase");
    world
        .post("lena", &phase, &to("final"))
        .await
        .fails(409, "phase_order");
    assert_eq!(
        world.post("lena", &phase, &to("done")).await.error().2,
        ["to"]
    );
    world.move_to("rating").await;
    world
        .post("lena", &phase, &to("consensus"))
        .await
        .fails(409, "nobody_answered");
    frame["depth"] = json!("quick");
    world
        .put("lena", HERE, &frame)
        .await
        .fails(409, "fixed_once_rating");
    let counts = world
        .get("victor", &format!("{HERE}/counts"))
        .await
        .is(200)
        .json();
    assert_eq!(counts["assessors"][0]["given"], 0);
    let out = counts["components"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["in_scope"] == false);
    assert_eq!(out.unwrap()["component"], "physical-asset-management");
}

#[tokio::test]
async fn people_are_asked_changed_and_removed() {
    let world = World::new().await;
    let (groups, assessors) = (format!("{HERE}/groups"), format!("{HERE}/assessors"));
    let all = world.get("lena", &groups).await.json();
    let public = format!("{groups}/{}", said(&all[1]["id"]));
    let name = json!({ "name": "The public" });
    world
        .send("lena", "PUT", &public, Some(&name), &[])
        .await
        .fails(428, "precondition_required");
    let tag = world.get("lena", &public).await.header("etag");
    assert_eq!(
        world.put("lena", &public, &name).await.is(200).json()["name"],
        "The public"
    );
    let stale = world
        .send("lena", "PUT", &public, Some(&name), &[("if-match", &tag)])
        .await;
    stale.fails(412, "precondition");
    let many: Vec<_> = (0..5).map(|_| json!({ "group": "public" })).collect();
    let made = world
        .post("lena", &assessors, &json!(many))
        .await
        .is(201)
        .json();
    assert!(said(&made[0]["link"]).starts_with("http://gradus.test/join/"));
    world
        .send("lena", "DELETE", &public, None, &[])
        .await
        .fails(409, "group_in_use");
    let one = format!("{assessors}/{}", said(&made[0]["id"]));
    let change =
        json!({ "name": "Kim", "group": "council", "components": ["leadership-environment"] });
    let changed = world.put("lena", &one, &change).await.is(200).json();
    assert_eq!(changed["components"], json!(["leadership-environment"]));
    world.send("lena", "DELETE", &one, None, &[]).await.is(204);
    world.get("lena", &one).await.fails(404, "not_found");
    let wrong = json!([{ "group": "public" }, { "group": "none", "login": "who" }]);
    let told = world.post("lena", &assessors, &wrong).await.error();
    assert_eq!(told.2, ["group_1", "login_1"]);
}

#[tokio::test]
async fn invitations_are_made_and_revoked() {
    let world = World::new().await;
    let path = format!("{HERE}/invitations");
    let groups = world.get("lena", &format!("{HERE}/groups")).await.json();
    let wanted = json!({ "group": groups[0]["id"] });
    let made = world.post("lena", &path, &wanted).await.is(201).json();
    let one = format!("{path}/{}", said(&made["id"]));
    world.send("lena", "DELETE", &one, None, &[]).await.is(204);
    world
        .send("lena", "DELETE", &one, None, &[])
        .await
        .fails(404, "not_found");
    let listed = world.get("lena", &path).await.is(200).json();
    let own = listed
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["id"] == made["id"]);
    assert_eq!(own.unwrap()["revoked"], true);
    assert_eq!(
        world.post("lena", &path, &json!({})).await.error().2,
        ["group"]
    );
    let nobody = json!({ "assessor": "0".repeat(32) });
    world
        .post("lena", &path, &nobody)
        .await
        .fails(404, "not_found");
}

#[tokio::test]
async fn a_list_in_pages_is_the_whole_list_once() {
    let world = World::new().await;
    let path = format!("{HERE}/assessors");
    let many: Vec<_> = (0..6).map(|_| json!({ "group": "public" })).collect();
    world.post("lena", &path, &json!(many)).await.is(201);
    let whole = world.get("lena", &path).await.json();
    assert_eq!(whole["next"], json!(null));
    let (mut found, mut after) = (Vec::new(), String::new());
    for _ in 0..4 {
        let page = world
            .get("lena", &format!("{path}?limit=2{after}"))
            .await
            .is(200)
            .json();
        found.extend(page["items"].as_array().unwrap().clone());
        after = format!("&after={}", said(&page["next"]));
        if page["next"].is_null() {
            break;
        }
    }
    assert_eq!(json!(found), whole["items"]);
    assert_eq!(found.len(), 7);
    let unknown = world
        .get("lena", &format!("{path}?after=nobody"))
        .await
        .is(200)
        .json();
    assert_eq!(unknown["items"], json!([]));
    for wrong in ["limit=-1", "limit=x", "page=2"] {
        let told = world.get("lena", &format!("{path}?{wrong}")).await.error();
        assert_eq!(told.2, ["query"], "{wrong}");
    }
}

#[tokio::test]
async fn a_request_sent_again_is_done_once() {
    let world = World::new().await;
    let path = format!("{HERE}/groups");
    let send = async |who: &str, name: &str, key: &str| {
        let body = json!({ "name": name });
        world
            .send(who, "POST", &path, Some(&body), &[("idempotency-key", key)])
            .await
    };
    let first = send("lena", "Seniors", "k1").await.is(201);
    let again = send("lena", "Seniors", "k1").await.is(201);
    assert_eq!(first.bytes, again.bytes);
    assert_eq!(
        world
            .get("lena", &path)
            .await
            .json()
            .as_array()
            .unwrap()
            .len(),
        3
    );
    send("lena", "Youth", "k1")
        .await
        .fails(409, "idempotency_key_reused");
    // What failed is not kept, and other people's keys are their own.
    assert_eq!(send("lena", "", "k2").await.error().0, 422);
    send("lena", "Youth", "k2").await.is(201);
    send("farid", "Youth", "k1").await.fails(403, "not_allowed");
    for wrong in ["", &"k".repeat(201)] {
        assert_eq!(
            send("lena", "More", wrong).await.error().2,
            ["Idempotency-Key"]
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_sent_at_once_with_one_key_are_done_once() {
    let world = std::sync::Arc::new(World::new().await);
    let path = format!("{HERE}/groups");
    let mut sent = Vec::new();
    for _ in 0..8 {
        let (world, path) = (world.clone(), path.clone());
        sent.push(tokio::spawn(async move {
            let body = json!({ "name": "Seniors" });
            let key = [("idempotency-key", "at-once")];
            world.send("lena", "POST", &path, Some(&body), &key).await
        }));
    }
    let mut told = std::collections::BTreeSet::new();
    for one in sent {
        told.insert(one.await.unwrap().is(201).text());
    }
    assert_eq!(told.len(), 1, "{told:?}");
    let groups = world.get("lena", &path).await.json();
    assert_eq!(groups.as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_request_whose_answer_was_lost_is_not_done_again() {
    let world = World::new().await;
    let path = format!("{HERE}/groups");
    let body = json!({ "name": "Seniors" });
    // The program ends between the change and its answer.
    let actor = world
        .app
        .actor_of_token(world.token("lena"))
        .await
        .expect("it answers");
    let lead = world
        .app
        .assessment(&actor, "northaven", "2028")
        .await
        .and_then(gradus_app::assessment::Desk::lead)
        .expect("she leads");
    let request = format!("/api/v1{path} {body}");
    let made = world
        .app
        .once(&actor, "lost", &request, lead.group_create("Seniors", ""));
    made.await.expect("it is made");

    let key = [("idempotency-key", "lost")];
    let again = world.send("lena", "POST", &path, Some(&body), &key).await;
    again.fails(409, "idempotency_answer_lost");
    let other = json!({ "name": "Youth" });
    let again = world.send("lena", "POST", &path, Some(&other), &key).await;
    again.fails(409, "idempotency_key_reused");
    // Another process that began with the key before it was claimed leaves nothing behind.
    let late = world
        .app
        .once(&actor, "lost", &request, lead.group_create("Late", ""));
    let late = late.await.expect_err("it is refused");
    assert!(
        matches!(late, AppError::Refused("idempotency_key_busy")),
        "{late:?}"
    );
    let groups = world.get("lena", &path).await.json();
    assert_eq!(groups.as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_secret_is_told_once() {
    let world = World::new().await;
    for (path, body, secret) in [
        (
            "/tokens",
            json!({ "name": "t", "scope": "read", "days": 1 }),
            "secret",
        ),
        (
            "/accounts",
            json!({ "name": "Nia", "login": "nia" }),
            "password_link",
        ),
    ] {
        let key = [("idempotency-key", path)];
        let first = world
            .send("ada", "POST", path, Some(&body), &key)
            .await
            .is(201)
            .json();
        let again = world
            .send("ada", "POST", path, Some(&body), &key)
            .await
            .is(201)
            .json();
        assert!(first[secret].is_string() && again[secret].is_null());
        assert_eq!(first["id"], again["id"]);
    }
}
