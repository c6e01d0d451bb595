//! What hostile callers send is refused in the one shape of errors, or kept as the text it is.

use crate::world::{BODY_BYTES, HERE, World, said};
use gradus_app::{AppError, StoreError};
use gradus_web::config::WebConfig;
use gradus_web::failure::error_text;
use gradus_words::{Language, Words};
use serde_json::{Value, json};

const JSON: [(&str, &str); 1] = [("content-type", "application/json")];

#[tokio::test]
async fn bodies_that_cannot_be_read_are_refused() {
    let world = World::new().await;
    let address = format!("/api/v1{HERE}/groups");
    let deep = format!("{{\"name\":{}1{}}}", "[".repeat(5_000), "]".repeat(5_000));
    let large = format!("{{\"name\":\"{}\"}}", "a".repeat(BODY_BYTES));
    for (body, status) in [
        (b"{\"name\":\"\xff\xfe\"}".to_vec(), 422),
        (b"{\"name\":\"\\ud800\"}".to_vec(), 422),
        (b"{\"name\":\"a\"} {}".to_vec(), 422),
        (b"{\"name\":\"a\",\"name\":\"b\"}".to_vec(), 422),
        (b"name=a".to_vec(), 422),
        (b"null".to_vec(), 422),
        (deep.into_bytes(), 422),
        (large.into_bytes(), 413),
    ] {
        let told = world.raw("lena", "POST", &address, body, &JSON).await;
        let code = if status == 413 {
            "too_large"
        } else {
            "invalid"
        };
        told.fails(status, code);
    }
    let stranger = world
        .raw("nobody", "POST", &address, "not even json", &JSON)
        .await;
    stranger.fails(401, "sign_in_first");
}

#[tokio::test]
async fn numbers_beyond_their_range_are_refused() {
    let mut world = World::new().await;
    let frame = world.frame("2040");
    let with = |name: &str, value: &str| {
        let text = frame
            .to_string()
            .replacen('{', &format!("{{\"{name}\":{value},"), 1);
        text.into_bytes()
    };
    for value in ["1e400", "99999999999999999999", "-1", "256", "1.5"] {
        let settings = with("settings", &format!("{{\"pass_mark_pct\":{value}}}"));
        let told = world
            .raw(
                "lena",
                "POST",
                "/api/v1/cities/northaven/assessments",
                settings,
                &JSON,
            )
            .await;
        told.fails(422, "invalid");
    }
    for population in ["18446744073709551615", "0", "1e9"] {
        let city = format!("{{\"name\":\"Big\",\"population\":{population}}}");
        world
            .raw("ada", "POST", "/api/v1/cities", city, &JSON)
            .await
            .fails(422, "invalid");
    }
    world.open_rating().await;
    for version in [i64::MAX, i64::MIN, -1] {
        let answer = json!({ "value": "not", "version": version });
        let told = world.answer("link", "statement/LE1.1", &answer).await;
        told.fails(409, "conflict");
    }
    let days = json!({ "name": "t", "scope": "read", "days": i64::MAX });
    assert_eq!(
        world.post("lena", "/tokens", &days).await.error().2,
        ["days"]
    );
}

#[tokio::test]
async fn addresses_lead_nowhere_they_should_not() {
    let world = World::new().await;
    for path in [
        format!("{HERE}/evidence/../../../../etc/passwd"),
        format!("{HERE}/evidence/..%2f..%2fgradus.sqlite/file"),
        format!("{HERE}/evidence/%00/file"),
        format!("{HERE}/groups/%ff%fe"),
        format!("{HERE}/report/..%2finstance.key"),
        format!("{HERE}/assessors/'%20OR%201=1--"),
        "/cities/northaven'--".to_owned(),
        "/cities/%25".to_owned(),
        format!("/cities/{}", "a".repeat(4_000)),
        "/none".to_owned(),
        String::new(),
    ] {
        let told = world.get("lena", &path).await;
        told.fails(404, "not_found");
    }
    let wrong = world
        .send("lena", "PATCH", HERE, Some(&json!({})), &[])
        .await;
    wrong.fails(405, "method_not_allowed");
    let listed = world
        .raw("lena", "GET", "/assets/..%2f..%2fCargo.toml", "", &[])
        .await;
    assert_eq!(listed.status.as_u16(), 404);
}

#[tokio::test]
async fn tokens_that_are_none_open_nothing() {
    let world = World::new().await;
    for header in [
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Basic bGVuYTpsZW5h",
        "bearer \"",
        "Bearer ' OR 1=1",
    ] {
        let told = world
            .send("nobody", "GET", "/me", None, &[("authorization", header)])
            .await;
        told.fails(401, "sign_in_first");
    }
    // A token that does not hold is not replaced by a session that does.
    let session = format!("gradus-session={}", world.session("lena").await);
    let both = [("cookie", session.as_str()), ("authorization", "Bearer x")];
    world
        .send("nobody", "GET", "/me", None, &both)
        .await
        .fails(401, "sign_in_first");
}

#[tokio::test]
async fn other_sites_cannot_use_a_session() {
    let world = World::new().await;
    let session = format!("gradus-session={}", world.session("lena").await);
    let body = json!({ "name": "evil" });
    for headers in [
        [
            ("cookie", session.as_str()),
            ("sec-fetch-site", "cross-site"),
        ],
        [
            ("cookie", session.as_str()),
            ("origin", "https://evil.example"),
        ],
    ] {
        let path = format!("{HERE}/groups");
        let told = world
            .send("nobody", "POST", &path, Some(&body), &headers)
            .await;
        assert_eq!(told.status.as_u16(), 403, "{headers:?}");
    }
    let groups = world.get("lena", &format!("{HERE}/groups")).await.text();
    assert!(!groups.contains("evil"));
}

/// How often signing in is tried before it is refused, each time in the name of another
/// address.
async fn tries(behind_proxy: bool) -> usize {
    let config = WebConfig {
        behind_proxy,
        sign_in_per_minute: 3,
        ..WebConfig::default()
    };
    let world = World::with(config).await;
    let csrf = world.app.key().secret_of("csrf", "");
    for number in 0..8 {
        let form = format!("csrf={csrf}&email=who&password=what");
        let forwarded = format!("10.0.0.{number}");
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("x-forwarded-for", forwarded.as_str()),
        ];
        let told = world
            .raw("nobody", "POST", "/sign-in", form, &headers)
            .await;
        if told.status.as_u16() == 429 {
            return number;
        }
    }
    8
}

#[tokio::test]
async fn a_forwarded_address_counts_only_behind_a_proxy() {
    assert_eq!(tries(false).await, 3);
    assert_eq!(tries(true).await, 8);
}

#[tokio::test]
async fn a_forwarded_host_counts_only_behind_a_proxy() {
    for (behind_proxy, host) in [(false, "gradus.test"), (true, "evil.example")] {
        let config = WebConfig {
            behind_proxy,
            ..WebConfig::default()
        };
        let world = World::with(config).await;
        let account = json!({ "name": "Nia", "login": "nia" });
        let headers = [("x-forwarded-host", "evil.example")];
        let made = world
            .send("ada", "POST", "/accounts", Some(&account), &headers)
            .await
            .is(201);
        let link = said(&made.json()["password_link"]);
        assert!(link.starts_with(&format!("http://{host}/")), "{link}");
    }
}

#[tokio::test]
async fn ways_back_lead_to_our_own_pages() {
    let world = World::new().await;
    let session = format!("gradus-session={}", world.session("lena").await);
    for to in [
        "https%3A%2F%2Fevil.example",
        "%2F%2Fevil.example",
        "%2F%5Cevil.example",
        "%2Fa%0D%0ASet-Cookie%3A%20x%3D1",
        "javascript%3Aalert(1)",
    ] {
        let address = format!("/sign-in?return_to={to}");
        let told = world
            .raw("nobody", "GET", &address, "", &[("cookie", &session)])
            .await;
        assert_eq!(
            (told.status.as_u16(), told.header("location").as_str()),
            (303, "/"),
            "{to}"
        );
        assert!(!told.headers.contains_key("set-cookie"));
    }
}

const TEXTS: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "=HYPERLINK(\"http://evil.example\")",
    "+cmd|' /C calc'!A0",
    "{{7*7}}${7*7}",
    "Robert'); DROP TABLE city;--",
];

#[tokio::test(flavor = "multi_thread")]
async fn what_people_typed_stays_text_in_json_pages_and_files() {
    let mut world = World::new().await;
    let session = format!("gradus-session={}", world.session("lena").await);
    for text in TEXTS {
        let group = json!({ "name": text, "code": format!("g{}", text.len()) });
        let made = world
            .post("lena", &format!("{HERE}/groups"), &group)
            .await
            .is(201);
        assert_eq!(made.json()["name"], text);
        assert_eq!(made.header("content-type"), "application/json");
        let someone = json!([{ "name": text, "group": format!("g{}", text.len()) }]);
        world
            .post("lena", &format!("{HERE}/assessors"), &someone)
            .await
            .is(201);
        let piece = json!({ "kind": "interview", "title": text, "text": text, "effective": "2028-01-01", "supports": ["LE1.1"] });
        world
            .post("lena", &format!("{HERE}/evidence"), &piece)
            .await
            .is(201);
    }
    world.open_rating().await;
    let noted = json!({ "value": "fully", "version": 0, "note": TEXTS[0] });
    world
        .answer("link", "statement/SD1.1", &noted)
        .await
        .is(200);
    world.move_to("consensus").await;
    for page in ["", "/people", "/evidence", "/results"] {
        let address = format!("/c/northaven/2028{page}");
        let shown = world
            .raw("nobody", "GET", &address, "", &[("cookie", &session)])
            .await
            .is(200);
        let html = shown.text();
        assert!(
            !html.contains("<script>alert") && !html.contains("<img src=x"),
            "{page}"
        );
        let policy = shown.header("content-security-policy");
        assert!(
            !policy.contains("unsafe-inline") && !policy.is_empty(),
            "{policy}"
        );
    }
    let csv = world
        .get("lena", &format!("{HERE}/report/csv"))
        .await
        .is(200)
        .text();
    let risky = |cell: &str| cell.trim_start_matches('"').starts_with(['=', '+', '@']);
    assert!(!csv.lines().any(|line| line.split(',').any(risky)), "{csv}");
    let html = world
        .get("lena", &format!("{HERE}/report/html"))
        .await
        .is(200)
        .text();
    assert!(!html.contains("<script>alert") && !html.contains("<img src=x"));
    let file = world
        .get("lena", &format!("{HERE}/export"))
        .await
        .is(200)
        .json();
    let names: Vec<&Value> = file["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert!(TEXTS.iter().all(|text| names.contains(&&json!(text))));
}

#[tokio::test]
async fn every_answer_has_the_headers_that_protect_it() {
    let world = World::new().await;
    for path in ["/me", "/none", "/cities/northaven", "/docs"] {
        let told = world.get("lena", path).await;
        for name in [
            "content-security-policy",
            "x-content-type-options",
            "x-frame-options",
            "x-request-id",
        ] {
            assert!(!told.header(name).is_empty(), "{path} has no {name}");
        }
        assert_eq!(told.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn every_page_on_a_plain_connection_says_that_it_is_one() {
    let plain = WebConfig {
        insecure_lan: true,
        ..WebConfig::default()
    };
    let mut world = World::with(plain).await;
    world.open_rating().await;
    let told = "This connection is not encrypted.";
    for path in [
        "/sign-in",
        "/privacy",
        "/nowhere",
        "/w",
        "/p/northaven/2026",
    ] {
        let page = world.raw("nobody", "GET", path, "", &[]).await.text();
        assert!(page.contains(told), "{path}");
    }
    let lena = world.session("lena").await;
    let of_lead = [
        "/c/northaven",
        "/c/northaven/2028",
        "/c/northaven/2028/people",
    ];
    let of_rater = [
        "/c/northaven/2028/rate",
        "/c/northaven/2028/rate/leadership-environment",
    ];
    for path in of_lead {
        let page = world.page(&lena, "GET", path).await.is(200).text();
        assert!(page.contains(told), "{path}");
    }
    for path in of_rater {
        let page = world.page(&world.link(), "GET", path).await.is(200).text();
        assert!(page.contains(told), "{path}");
    }
    let safe = World::new().await;
    let page = safe.raw("nobody", "GET", "/sign-in", "", &[]).await.text();
    assert!(!page.contains(told));
}

#[test]
fn what_does_not_answer_is_told_without_the_names_of_hosts_and_files() {
    let secret = || "db.internal at /srv/gradus".to_owned();
    for error in [
        StoreError::Full,
        StoreError::ReadOnly,
        StoreError::Unavailable(secret()),
        StoreError::Newer { found: 9, known: 8 },
        StoreError::Other(secret()),
    ] {
        let error = AppError::Store(error);
        let [english, german] = [Language::English, Language::German]
            .map(|language| error_text(&Words::new(language), &error));
        for text in [&english, &german] {
            assert!(!text.contains("internal"), "{text}");
            assert!(!text.contains("error-part"), "{text}");
        }
        assert_ne!(english, german);
        assert!(!german.contains("database"), "{german}");
    }
}
