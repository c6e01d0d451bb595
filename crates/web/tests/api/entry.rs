//! Coming in: signing in and joining, cookies and limits, and what strangers may send.

use crate::world::{BODY_BYTES, HERE, Reply, World, said};
use gradus_app::account::{LinkPurpose, NewAccount};
use gradus_app::{Actor, PersonId};
use gradus_web::config::WebConfig;
use serde_json::{Value, json};

const PASSWORD: &str = "four words nobody guessed yet";
const JSON: [(&str, &str); 1] = [("content-type", "application/json")];

/// A form with a file of so many bytes.
fn with_file(bytes: usize) -> String {
    let part = "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n";
    format!("{part}{}\r\n--xx--\r\n", "a".repeat(bytes))
}

#[tokio::test]
async fn a_stranger_cannot_have_a_large_form_read() {
    let world = World::new().await;
    let lena = format!("gradus-session={}", world.session("lena").await);
    let kind = ("content-type", "multipart/form-data; boundary=xx");
    let large = with_file(2 * 1024 * 1024);
    let evidence = "/c/northaven/2028/evidence";
    for path in ["/sign-in", "/code", "/join/none", evidence, "/admin/models"] {
        let told = world
            .raw("nobody", "POST", path, large.clone(), &[kind])
            .await;
        told.is(413);
    }
    // Nor can somebody where no file is taken; where one is, it is read and then judged.
    let cookie = ("cookie", lena.as_str());
    let told = world
        .raw("nobody", "POST", "/account", large.clone(), &[kind, cookie])
        .await;
    told.is(413);
    let told = world
        .raw("nobody", "POST", evidence, large, &[kind, cookie])
        .await;
    told.is(403);
    let small = with_file(BODY_BYTES / 2);
    let told = world
        .raw("nobody", "POST", "/sign-in", small, &[kind])
        .await;
    told.is(403);
}

async fn person(world: &World, login: &str) -> PersonId {
    let accounts = world.get("ada", "/accounts").await.json();
    let accounts = accounts.as_array().expect("accounts").iter();
    let found = accounts.into_iter().find(|one| one["login"] == login);
    let id = said(&found.expect("the account")["id"]);
    id.parse().expect("an identifier")
}

/// The cookies that signing in and choosing an appearance set.
async fn cookies(world: &World, headers: &[(&str, &str)]) -> Vec<String> {
    let victor = person(world, "victor").await;
    let link = world.app.link(LinkPurpose::SignIn, Some(victor)).await;
    let door = format!("/sign-in/{}", link.expect("a link"));
    let signed = world.raw("nobody", "GET", &door, "", headers).await.is(303);
    let form = format!(
        "csrf={}&scheme=dark&language=de",
        world.app.key().secret_of("csrf", "")
    );
    let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
    all.extend(headers);
    let chosen = world
        .raw("nobody", "POST", "/preferences", form, &all)
        .await;
    let of = |reply: &Reply| {
        let all = reply.headers.get_all("set-cookie").into_iter();
        let texts = all.filter_map(|value| value.to_str().ok());
        texts.map(str::to_owned).collect::<Vec<_>>()
    };
    let mut found = of(&signed);
    found.extend(of(&chosen.is(303)));
    assert_eq!(found.len(), 3, "{found:?}");
    found
}

#[tokio::test]
async fn cookies_are_for_https_alone_where_people_come_over_https() {
    let plain = WebConfig::default();
    let https = WebConfig {
        https: true,
        ..WebConfig::default()
    };
    let behind = WebConfig {
        behind_proxy: true,
        ..WebConfig::default()
    };
    let by_proxy = [("x-forwarded-proto", "https")];
    let past_two = [("x-forwarded-proto", "https, http")];
    for (config, headers, secure) in [
        (plain.clone(), &[][..], false),
        (plain, &by_proxy[..], false),
        (https, &[][..], true),
        (behind.clone(), &[][..], false),
        (behind.clone(), &past_two[..], false),
        (behind, &by_proxy[..], true),
    ] {
        let world = World::with(config.clone()).await;
        for cookie in cookies(&world, headers).await {
            let about = format!("{config:?} {headers:?}: {cookie}");
            assert_eq!(cookie.contains("; Secure"), secure, "{about}");
            assert!(cookie.contains("; SameSite=Lax"), "{about}");
            // The appearance is changed by a script as well.
            let open = cookie.starts_with("gradus-scheme=");
            assert_eq!(cookie.contains("; HttpOnly"), !open, "{about}");
        }
        let one = json!([{ "group": "council" }]).to_string();
        let mut all = JSON.to_vec();
        all.extend(headers);
        let address = format!("/api/v1{HERE}/assessors");
        let made = world.raw("lena", "POST", &address, one, &all).await;
        let start = if secure { "https://" } else { "http://" };
        let link = said(&made.is(201).json()[0]["link"]);
        assert!(link.starts_with(start), "{link}");
        let page = world.raw("nobody", "GET", "/sign-in", "", headers).await;
        let strict = page.header("strict-transport-security");
        assert_eq!(!strict.is_empty(), secure);
    }
}

#[tokio::test]
async fn a_link_that_an_administrator_makes_is_noted_as_theirs() {
    let world = World::new().await;
    let account = json!({ "name": "Nora", "login": "nora" });
    let made = world.post("ada", "/accounts", &account).await.is(201);
    let id = said(&made.json()["id"]);
    let path = format!("/accounts/{id}/password_link");
    world.post("ada", &path, &json!({})).await.is(201);
    let rows = world.get("ada", "/audit").await.json();
    let rows = rows["items"].as_array().expect("rows").iter();
    let links: Vec<&Value> = rows
        .filter(|row| row["action"] == "link_create" && row["subject"] == format!("person:{id}"))
        .collect();
    assert_eq!(links.len(), 2);
    for row in links {
        let actor = said(&row["actor"]);
        assert!(
            actor.starts_with("token:") || actor.starts_with("person:"),
            "{actor}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_use_a_link_for_a_password_at_once_one_wins() {
    let world = World::new().await;
    let victor = person(&world, "victor").await;
    let link = world.app.link(LinkPurpose::Password, Some(victor.clone()));
    let link = link.await.expect("a link");
    let (one, other) = ("first words nobody guessed", "other words nobody guessed");
    let (first, second) = tokio::join!(
        world.app.password_by_link(&link, one),
        world.app.password_by_link(&link, other),
    );
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    let (right, wrong) = if first.is_ok() {
        (one, other)
    } else {
        (other, one)
    };
    let sign_in = async |password| {
        let nobody = Actor::nobody();
        world.app.sign_in("victor", password, "test", &nobody).await
    };
    assert!(sign_in(right).await.is_ok() && sign_in(wrong).await.is_err());
    assert!(world.app.password_by_link(&link, one).await.is_err());
    // Whoever chose a password by a link is in.
    let link = world.app.link(LinkPurpose::Password, Some(victor.clone()));
    let link = link.await.expect("a link");
    let session = world
        .app
        .enter_by_password_link(
            &link,
            "third words nobody guessed",
            "test",
            &Actor::nobody(),
        )
        .await
        .expect("a session");
    let me = world
        .app
        .actor_of_session(&session)
        .await
        .expect("somebody");
    assert_eq!(me.me.map(|me| me.id), Some(victor));
}

async fn sign_in(world: &World, login: &str, password: &str) -> u16 {
    let fields = format!("&email={login}&password={}", password.replace(' ', "+"));
    let told = world.form("", "POST", "/sign-in", &fields).await;
    told.status.as_u16()
}

async fn with_password(world: &World, login: &str) {
    let account = NewAccount {
        name: "Somebody".to_owned(),
        login: login.to_owned(),
        ..NewAccount::default()
    };
    let made = world
        .app
        .account_create_by_operator(&account, Some(PASSWORD));
    made.await.expect("an account");
}

#[tokio::test]
async fn a_login_is_guessed_a_few_times_and_no_more() {
    let config = WebConfig {
        failed_sign_ins_per_hour: 3,
        ..WebConfig::default()
    };
    let world = World::with(config).await;
    with_password(&world, "nora").await;
    with_password(&world, "bo").await;
    for _ in 0..2 {
        assert_eq!(sign_in(&world, "nora", "wrong").await, 422);
    }
    assert_eq!(sign_in(&world, "nora", PASSWORD).await, 303);
    for _ in 0..3 {
        assert_eq!(sign_in(&world, "Nora", "wrong").await, 422);
        assert_eq!(sign_in(&world, "never-was", "wrong").await, 422);
    }
    assert_eq!(sign_in(&world, "nora", PASSWORD).await, 429);
    assert_eq!(sign_in(&world, "never-was", "wrong").await, 429);
    assert_eq!(sign_in(&world, "bo", PASSWORD).await, 303);
}

#[test]
fn two_hundred_people_behind_one_address_fit_into_a_minute() {
    assert!(WebConfig::default().sign_in_per_minute >= 200);
    assert!(WebConfig::default().join_per_minute >= 200);
}

#[tokio::test]
async fn another_token_is_no_way_around_the_limit() {
    let config = WebConfig {
        requests_per_minute: 80,
        ..WebConfig::default()
    };
    let world = World::with(config).await;
    let mut refused = false;
    for _ in 0..90 {
        refused |= world.get("lena", "/me").await.status.as_u16() == 429;
    }
    assert!(refused);
    world.get("lena-reads", "/me").await.is(429);
    world.get("victor", "/me").await.is(200);
}

#[tokio::test]
async fn a_place_is_taken_over_the_api_by_link_and_by_code() {
    let mut world = World::new().await;
    let one = json!([{ "group": "council", "name": "Head of IT" }]);
    let made = world.post("lena", &format!("{HERE}/assessors"), &one).await;
    let made = made.is(201).json();
    assert!(made[0].get("recovery_code").is_none());
    world.open_rating().await;
    let join = async |body: Value| {
        let told = world.raw("nobody", "POST", "/api/v1/join", body.to_string(), &JSON);
        told.await
    };
    assert_eq!(join(json!({})).await.error().2, ["link"]);
    let link = json!({ "link": made[0]["link"] });
    let first = join(link.clone()).await.is(200);
    let told = first.json();
    assert_eq!(told["assessor"], made[0]["id"]);
    assert_eq!(
        (&told["assessment"], &told["new"]),
        (&json!("2028"), &json!(true))
    );
    let cookie = first.header("set-cookie");
    let cookie = cookie.split(';').next().expect("a cookie").to_owned();
    let path = format!("/api/v1{HERE}/seat");
    let seat = world
        .raw("nobody", "GET", &path, "", &[("cookie", &cookie)])
        .await;
    let code = said(&seat.is(200).json()["recovery_code"]);
    assert_eq!(join(link.clone()).await.error().2, ["code"]);
    let wrong = json!({ "link": made[0]["link"], "code": "AAAAA-AAAAA" });
    assert_eq!(join(wrong).await.error().2, ["code"]);
    let both = json!({ "link": made[0]["link"], "code": code });
    assert_eq!(join(both).await.is(200).json()["new"], false);
    let alone = json!({ "code": code });
    let second = join(alone.clone()).await.is(200).header("set-cookie");
    let second = second.split(';').next().expect("a cookie").to_owned();
    // The assessor sees where their place is open, and ends what they do not know.
    let third = join(alone.clone()).await.is(200).header("set-cookie");
    let third = third.split(';').next().expect("a cookie").to_owned();
    let open = format!("{path}/sessions");
    let as_of = async |method: &str, path: &str, cookie: &str| {
        let cookie = [("cookie", cookie), ("sec-fetch-site", "same-origin")];
        world.raw("nobody", method, path, "", &cookie).await
    };
    let listed = as_of("GET", &open, &third).await.is(200).json();
    let listed = listed.as_array().expect("sessions").clone();
    assert_eq!(listed.len(), 4, "{listed:?}");
    let own = listed.iter().find(|one| one["current"] == json!(true));
    let own = format!("{open}/{}", said(&own.expect("their own")["id"]));
    let unknown = as_of("DELETE", &format!("{open}/none"), &cookie).await;
    unknown.is(404);
    as_of("DELETE", &own, &cookie).await.is(204);
    assert!(!as_of("GET", &path, &third).await.status.is_success());
    let left = as_of("GET", &open, &cookie).await.is(200).json();
    assert_eq!(left.as_array().map(Vec::len), Some(3));
    as_of("DELETE", &own, &cookie).await.is(404);
    // The lead shuts the place: no browser and no code leads there any more.
    let shut = format!("{HERE}/assessors/{}/seat", said(&made[0]["id"]));
    world
        .send("victor", "DELETE", &shut, None, &[])
        .await
        .is(403);
    world.send("lena", "DELETE", &shut, None, &[]).await.is(204);
    for cookie in [&cookie, &second] {
        let seat = world
            .raw("nobody", "GET", &path, "", &[("cookie", cookie)])
            .await;
        assert!(!seat.status.is_success());
    }
    assert_eq!(join(alone).await.error().2, ["code"]);
    join(link).await.is(404);
    let read_only = world.raw(
        "lena-reads",
        "POST",
        "/api/v1/join",
        json!({ "link": "none" }).to_string(),
        &JSON,
    );
    read_only.await.is(403);
}

#[tokio::test]
async fn a_password_is_changed_over_the_api_by_who_knows_the_present_one() {
    let config = WebConfig {
        failed_sign_ins_per_hour: 2,
        ..WebConfig::default()
    };
    let world = World::with(config).await;
    with_password(&world, "nora").await;
    let token = world
        .app
        .token_create_by_operator("nora", "test", "write", 1);
    let (_, nora) = token.await.expect("a token");
    let change = async |present: &str, new: &str| {
        let body = json!({ "present": present, "new": new });
        world
            .send(&nora, "PUT", "/me/password", Some(&body), &[])
            .await
    };
    let new = "other words nobody guessed yet";
    assert_eq!(change("wrong", new).await.error().2, ["present"]);
    assert_eq!(change(PASSWORD, "short").await.error().2, ["password"]);
    change(PASSWORD, new).await.is(204);
    assert_eq!(sign_in(&world, "nora", new).await, 303);
    for _ in 0..2 {
        assert_eq!(change("wrong", new).await.error().2, ["present"]);
    }
    change(new, PASSWORD).await.fails(429, "too_many");
}

#[tokio::test]
async fn a_letter_over_the_api_needs_a_server_for_it() {
    let world = World::new().await;
    let one = json!([{ "group": "council", "name": "Head of IT" }]);
    let made = world.post("lena", &format!("{HERE}/assessors"), &one).await;
    let id = said(&made.json()[0]["id"]);
    let path = format!("{HERE}/assessors/{id}/letter");
    let letter = json!({ "letter": "reminder", "to": "nora@northaven.example" });
    world.post("victor", &path, &letter).await.is(403);
    world
        .post("lena", &path, &letter)
        .await
        .fails(409, "no_mail");
    let other = json!({ "letter": "bill", "to": "nora@northaven.example" });
    assert_eq!(
        world.post("lena", &path, &other).await.error().2,
        ["letter"]
    );
}
