//! The workshop: rounds of votes by assessors and guests, what is shown of them, what counts,
//! and what phones hear.

use crate::publication::import;
use crate::world::{HERE, World, said};
use axum::body::BodyDataStream;
use futures_util::StreamExt as _;
use gradus_app::Actor;
use serde_json::{Value, json};
use std::time::Duration;

const WALL: &str = "/c/northaven/2028/workshop";

/// An assessment with six assessors behind links who all said Partly of LE1.1, open for
/// talking; gives their sessions.
async fn room() -> (World, Vec<String>) {
    let mut world = World::new().await;
    let people = json!([0, 1, 2, 3, 4, 5].map(|_| json!({ "group": "public" })));
    let added = world
        .post("lena", &format!("{HERE}/assessors"), &people)
        .await
        .is(201)
        .json();
    let ids: Vec<String> = added
        .as_array()
        .expect("it is there")
        .iter()
        .map(|one| said(&one["id"]))
        .collect();
    world.open_rating().await;
    let links = world
        .get("lena", &format!("{HERE}/invitations"))
        .await
        .is(200)
        .json();
    let links = links["items"]
        .as_array()
        .or(links.as_array())
        .expect("it is there")
        .clone();
    let mut sessions = Vec::new();
    for id in ids {
        let link = links
            .iter()
            .find(|link| link["assessor"] == id.as_str())
            .expect("it is there");
        let secret = said(&link["link"])
            .rsplit('/')
            .next()
            .expect("it is there")
            .to_owned();
        let joined = world
            .app
            .join(&Actor::nobody(), &secret, "", "test")
            .await
            .expect("it is there");
        let session = joined.session.expect("it is there");
        let seat = world
            .app
            .actor_of_session(&session)
            .await
            .expect("it is there");
        let desk = world
            .app
            .assessment(&seat, "northaven", "2028")
            .await
            .expect("it is there");
        drop(desk);
        let body = json!({ "value": "partly", "version": 0 });
        let cookie = format!("gradus-session={session}");
        let headers = [
            ("content-type", "application/json"),
            ("cookie", cookie.as_str()),
        ];
        let path = format!("/api/v1{HERE}/seat/answers/statement/LE1.1");
        world
            .raw("nobody", "PUT", &path, body.to_string(), &headers)
            .await
            .is(200);
        sessions.push(session);
    }
    world.move_to("consensus").await;
    (world, sessions)
}

/// What the lead's wall knows: the version in its forms, and the code.
async fn wall(world: &World, session: &str) -> (String, String, String) {
    let page = world.page(session, "GET", WALL).await.is(200).text();
    let after = |text: &str, mark: &str| {
        let rest = text.split(mark).nth(1).unwrap_or_default().to_owned();
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let code = after(&page, "/w/")
        .split('/')
        .next()
        .unwrap_or_default()
        .to_owned();
    (after(&page, "name=\"version\" value=\""), code, page)
}

async fn act(world: &World, session: &str, word: &str, fields: &str) {
    let (version, ..) = wall(world, session).await;
    let path = format!("{WALL}/{word}");
    let fields = format!("&version={version}{fields}");
    world.form(session, "POST", &path, &fields).await.is(303);
}

async fn vote(world: &World, session: &str, code: &str, round: u8, value: &str) -> u16 {
    let fields = format!("&round={round}&value={value}");
    let path = format!("/w/{code}/vote");
    world
        .form(session, "POST", &path, &fields)
        .await
        .status
        .as_u16()
}

/// Somebody without an account who joins by the code.
async fn guest(world: &World, code: &str) -> String {
    let path = format!("/w/{code}/join");
    let joined = world.form("none", "POST", &path, "").await;
    let cookie = joined.is(303).header("set-cookie");
    let secret = cookie.split("gradus-session=").nth(1).expect("it is there");
    secret.split(';').next().expect("it is there").to_owned()
}

async fn value_of(world: &World) -> Value {
    let result = world
        .get("victor", &format!("{HERE}/result"))
        .await
        .is(200)
        .json();
    let statements = result["statements"]
        .as_array()
        .expect("it is there")
        .clone();
    statements
        .into_iter()
        .find(|one| one["id"] == "LE1.1")
        .expect("it is there")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_rounds_are_voted_shown_and_counted_and_guests_stand_apart() {
    let (world, seats) = room().await;
    let lena = world.session("lena").await;
    let closed = world.page(&lena, "GET", WALL).await.is(200).text();
    assert!(closed.contains("Open the workshop"), "{closed}");
    act(&world, &lena, "open", "").await;
    let (_, code, page) = wall(&world, &lena).await;
    // The clock goes by the server's, and from agreeing a link leads back.
    assert!(page.contains("data-now=\"1842004800000\""), "{page}");
    let agree = "/c/northaven/2028/agree/statement/LE1.1";
    let agree = world.page(&lena, "GET", agree).await.is(200).text();
    assert!(
        agree.contains(&format!("href=\"{WALL}\" data-press=\"w\"")),
        "{agree}"
    );
    assert_eq!(code.len(), 6, "{page}");
    assert!(page.contains("class=\"qr-ink\""));
    act(&world, &lena, "show", "&statement=LE1.1").await;
    assert_eq!(
        vote(&world, &seats[0], &code, 1, "fully").await,
        409,
        "no round is open"
    );
    act(&world, &lena, "vote", "").await;

    // Time is set while people vote, and the round goes on; no end is made of it all.
    act(&world, &lena, "clock", "&minutes=5").await;
    let to = json!({ "to": "final" });
    let early = world.post("lena", &format!("{HERE}/phase"), &to).await;
    early.fails(409, "workshop_goes_on");

    // Guests are none before they joined, and once they did, one a phone.
    assert_eq!(
        vote(&world, "none", &code, 1, "fully").await,
        303,
        "they join first"
    );
    let phone = guest(&world, &code).await;
    assert_eq!(vote(&world, &phone, &code, 1, "not").await, 303);
    assert_eq!(vote(&world, &phone, &code, 1, "largely").await, 303);
    for (at, seat) in seats.iter().enumerate() {
        let value = if at == 0 { "largely" } else { "fully" };
        assert_eq!(vote(&world, seat, &code, 1, value).await, 303);
    }
    assert_eq!(
        vote(&world, &seats[0], &code, 2, "fully").await,
        409,
        "another round"
    );
    assert_eq!(vote(&world, &seats[0], &code, 1, "na").await, 422);
    assert_eq!(
        vote(&world, &seats[0], &code, 1, "surpassed").await,
        422,
        "no stage"
    );

    // While the round is open there are counts alone, for everybody.
    let ballot = format!("/w/{code}");
    let own = world.page(&seats[0], "GET", &ballot).await.is(200).text();
    assert!(
        own.contains("value=\"largely\" aria-pressed=\"true\""),
        "{own}"
    );
    let (_, _, open) = wall(&world, &lena).await;
    assert!(open.contains("<strong data-cast>6</strong>"), "{open}");
    assert!(!open.contains("Round 1 · 6 votes"), "{open}");
    let before = value_of(&world).await;
    assert_eq!(
        (before["value"].clone(), before["rounds"].clone()),
        (json!("partly"), Value::Null)
    );

    // The audit log tells that somebody voted, and never what.
    let audit = world.get("ada", "/audit").await.is(200).text();
    assert!(audit.contains("workshop_vote"), "{audit}");
    assert!(
        !audit.contains("fully") && !audit.contains("largely"),
        "{audit}"
    );
    let own = world
        .get("lena", &format!("{HERE}/audit"))
        .await
        .is(200)
        .text();
    assert!(!own.contains("fully") && !own.contains("largely"), "{own}");

    act(&world, &lena, "reveal", "").await;
    let shown = world.page(&seats[1], "GET", &ballot).await.is(200).text();
    assert!(shown.contains("Round 1 · 6 votes"), "{shown}");
    assert!(
        shown.contains("One guest voted.") && !shown.contains("Guests: "),
        "{shown}"
    );
    let after = value_of(&world).await;
    assert_eq!(after["value"], "fully");
    assert_eq!(
        after["distribution"],
        json!({ "partly": 6 }),
        "agreement stays blind"
    );
    assert_eq!(
        after["rounds"][0]["distribution"],
        json!({ "largely": 1, "fully": 5 })
    );
    assert_eq!(after["rounds"][0]["guests"], 1);

    // A second round of four: it counts, and is not shown.
    act(&world, &lena, "vote", "").await;
    for seat in &seats[..4] {
        assert_eq!(vote(&world, seat, &code, 2, "not").await, 303);
    }
    act(&world, &lena, "reveal", "").await;
    let after = value_of(&world).await;
    assert_eq!(after["value"], "not");
    assert_eq!(after["rounds"][1]["distribution"], Value::Null);
    let (_, _, page) = wall(&world, &lena).await;
    assert!(page.contains("Too few answers to show them."), "{page}");

    // What was voted travels with the file, and comes to the same result.
    let file = world
        .get("lena", &format!("{HERE}/export?form=json"))
        .await
        .is(200)
        .json();
    assert_eq!(file["rounds"].as_array().map(Vec::len), Some(2));
    let there = World::new().await;
    let mut moved = file.clone();
    moved["cycle"]["name"] = json!("2029");
    import(&there, &moved).await;
    let path = "/cities/northaven/assessments/2029/result";
    let same = there.get("lena", path).await.is(200).json();
    let same = same["statements"]
        .as_array()
        .expect("it is there")
        .iter()
        .find(|one| one["id"] == "LE1.1");
    assert_eq!(same.expect("it is there"), &after);

    act(&world, &lena, "close", "").await;
    let over = world.page(&phone, "GET", &ballot).await.is(200).text();
    assert!(over.contains("The workshop is over"), "{over}");
    assert_eq!(vote(&world, &seats[0], &code, 2, "fully").await, 409);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_facilitates_leads_it_and_two_who_do_never_cross() {
    let (world, _) = room().await;
    let (lena, farid) = (world.session("lena").await, world.session("farid").await);
    act(&world, &farid, "open", "").await;
    let (version, code, _) = wall(&world, &farid).await;
    act(&world, &lena, "show", "&statement=LE1.1").await;
    let late = format!("&version={version}&statement=LE1.2");
    let late = world
        .form(&farid, "POST", &format!("{WALL}/show"), &late)
        .await;
    assert!(
        late.is(409).text().contains("LE1.1"),
        "it shows what is there now"
    );
    let victor = world.session("victor").await;
    world.page(&victor, "GET", WALL).await.is(403);
    world
        .form(&victor, "POST", &format!("{WALL}/vote"), "")
        .await
        .is(403);
    let wrong = world.form(&lena, "POST", "/w", "&code=AAAAAA").await;
    assert!(wrong.is(422).text().contains("No workshop has this code"));
    let right = format!("&code=+{}-{}", code[..3].to_lowercase(), &code[3..]);
    let right = world.form(&lena, "POST", "/w", &right).await.is(303);
    assert_eq!(right.header("location"), format!("/w/{code}"));
}

/// The next event of a stream.
async fn next(body: &mut BodyDataStream) -> Value {
    loop {
        let frame = tokio::time::timeout(Duration::from_secs(10), body.next()).await;
        let frame = frame.expect("an event in time").expect("an open stream");
        let bytes = frame.expect("bytes");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some(data) = text.strip_prefix("data: ") {
            return serde_json::from_str(data.trim()).expect("JSON");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn phones_hear_the_state_at_once_and_every_change_until_the_program_stops() {
    let (world, seats) = room().await;
    let lena = world.session("lena").await;
    act(&world, &lena, "open", "").await;
    act(&world, &lena, "show", "&statement=LE1.1").await;
    let (_, code, _) = wall(&world, &lena).await;
    let mut stream = world.stream(&format!("/w/{code}/events")).await;
    let first = next(&mut stream).await;
    assert_eq!(
        (first["statement"].clone(), first["round"].clone()),
        (json!("LE1.1"), json!(0))
    );
    act(&world, &lena, "vote", "").await;
    assert_eq!(next(&mut stream).await["open"], true);
    for (at, seat) in seats.iter().enumerate() {
        assert_eq!(vote(&world, seat, &code, 1, "fully").await, 303);
        let mut heard = next(&mut stream).await;
        while heard["cast"] != at + 1 {
            heard = next(&mut stream).await;
        }
        assert!(!heard.to_string().contains("fully"), "{heard}");
    }
    // A phone that was away hears the present state first.
    drop(stream);
    act(&world, &lena, "reveal", "").await;
    let mut again = world.stream(&format!("/w/{code}/events")).await;
    let mut now = next(&mut again).await;
    while now["open"] == true {
        now = next(&mut again).await;
    }
    assert_eq!(
        (now["open"].clone(), now["cast"].clone()),
        (json!(false), json!(6))
    );
    world.app.hush();
    let end = tokio::time::timeout(Duration::from_secs(10), async {
        while again.next().await.is_some() {}
    });
    end.await.expect("the stream ends with the program");
}

/// A program leads it as a facilitator does, and does not pass over somebody else's step.
#[tokio::test]
async fn a_program_leads_the_workshop() {
    let (world, _) = room().await;
    let path = format!("{HERE}/workshop");
    let act = async |who: &'static str, tag: &str, body: Value| {
        let headers = [("if-match", tag)];
        world.send(who, "POST", &path, Some(&body), &headers).await
    };
    let tag = async || world.get("farid", &path).await.is(200).header("etag");
    let none = world.get("victor", &path).await.is(200).json();
    assert_eq!(
        (&none["open"], &none["code"]),
        (&json!(false), &Value::Null)
    );
    let open = json!({ "act": "open" });
    act("victor", "*", open.clone())
        .await
        .fails(403, "not_allowed");
    let shown = tag().await;
    act("farid", &shown, open).await.is(204);
    let before = tag().await;
    let show = json!({ "act": "show", "statement": "LE1.1" });
    act("farid", &before, show.clone()).await.is(204);
    act("lena", &before, show).await.fails(412, "precondition");
    act("farid", "*", json!({ "act": "vote" })).await.is(204);
    let now = world.get("victor", &path).await.is(200).json();
    assert_eq!(
        (
            &now["statement"],
            &now["round"],
            &now["voting"],
            &now["votes"]
        ),
        (&json!("LE1.1"), &json!(1), &json!(true), &json!(0))
    );
    act("farid", "*", json!({ "act": "reveal" })).await.is(204);
    act("farid", "*", json!({ "act": "close" })).await.is(204);
    let over = act("farid", "*", json!({ "act": "dance" })).await.error();
    assert_eq!((over.0, over.2), (422, vec!["act".to_owned()]));
}

/// The statements that the wall offers, in its order.
fn offered(page: &str) -> Vec<String> {
    let list = page.split("for=\"statement\"").nth(1).unwrap_or_default();
    let list = list.split("</select>").next().unwrap_or_default();
    let ids = list.split("value=\"").skip(1);
    ids.map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_talked_about_keeps_its_order_while_people_vote_and_agree() {
    let world = World::new().await;
    let mut file = crate::canary::city();
    file["phase"] = json!("consensus");
    import(&world, &file).await;
    let lena = world.session("lena").await;
    let wall = "/c/northaven/2026/workshop";
    world
        .form(&lena, "POST", &format!("{wall}/open"), "&version=0")
        .await
        .is(303);
    let before = offered(&world.page(&lena, "GET", wall).await.is(200).text());
    assert!(before.len() > 3, "{before:?}");
    for subject in before.iter().filter(|id| id.starts_with("LE")).take(3) {
        let agreed = json!({ "value": "fully", "rationale": "talked over" });
        let path = format!("/cities/northaven/assessments/2026/agreed/statement/{subject}");
        let put = world.put("lena", &path, &agreed).await;
        assert!(put.status.is_success(), "{}", put.text());
    }
    let after = offered(&world.page(&lena, "GET", wall).await.is(200).text());
    assert_eq!(after, before);
    let talked = world
        .get("lena", "/cities/northaven/assessments/2026/talk_about")
        .await;
    assert!(talked.is(200).text().contains("swing"));
}
