//! How far people are: counts and reminders for who leads, and letters that reach a server.

use crate::publication::{file, import};
use crate::world::{HERE, World, said};
use gradus_app::mail::{MailServer, Mailer, Protection};
use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

const PAGE: &str = "/c/northaven/2028/progress";

#[tokio::test]
async fn who_leads_sees_rates_by_group_and_component_and_never_an_answer() {
    let mut world = World::new().await;
    world.open_rating().await;
    for statement in ["LE1.1", "LE1.2"] {
        let answer = json!({ "value": "largely", "version": 0, "note": "between you and me" });
        world
            .answer("amir", &format!("statement/{statement}"), &answer)
            .await
            .is(200);
    }
    let session = world.session("lena").await;
    let page = world.page(&session, "GET", PAGE).await.is(200).text();
    assert!(page.contains("2 of 352 answers."), "{page}");
    assert!(page.contains("1 / 2"), "{page}");
    assert!(page.contains(">LE</abbr>"), "{page}");
    for hidden in ["argely", "between you and me"] {
        assert!(!page.contains(hidden), "{hidden} is on the page: {page}");
    }
    let waiting = page.split("Not begun (1)").nth(1).expect("a list");
    let waiting = waiting.split("Under way (1)").next().expect("its end");
    assert!(!waiting.contains("amir of Northaven"), "{waiting}");
    let counts = world.get("lena", &format!("{HERE}/counts")).await.is(200);
    let shares = counts.json()["shares"].clone();
    let le = shares.as_array().expect("shares").iter();
    let le = le
        .into_iter()
        .find(|one| one["group"] == "council" && one["component"] == "leadership-environment");
    assert_eq!(le.expect("a share")["given"], 2);
}

#[tokio::test]
async fn closing_leads_to_the_reveal_and_the_page_then_asks_nobody_any_more() {
    let mut world = World::new().await;
    world.open_rating().await;
    let session = world.session("lena").await;
    let answer = json!({ "value": "largely", "version": 0 });
    let page = world.page(&session, "GET", PAGE).await.is(200).text();
    assert!(page.contains("Before that:"), "nobody answered: {page}");
    world
        .answer("amir", "statement/LE1.1", &answer)
        .await
        .is(200);
    let page = world.page(&session, "GET", PAGE).await.is(200).text();
    assert!(page.contains("name=\"to\" value=\"consensus\""), "{page}");
    assert!(page.contains("still hopes for your view"), "{page}");
    let to = "&to=consensus";
    let closed = world
        .form(&session, "POST", "/c/northaven/2028/phase", to)
        .await;
    assert_eq!(
        closed.is(303).header("location"),
        "/c/northaven/2028/reveal"
    );
    let page = world.page(&session, "GET", PAGE).await.is(200).text();
    assert!(page.contains("Rating has ended."), "{page}");
    assert!(!page.contains("still hopes for your view"), "{page}");
    assert!(!page.contains("value=\"consensus\""), "{page}");
}

/// A server that takes letters and tells of each: to whom, and its text.
async fn post_office() -> (u16, tokio::sync::mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (tell, told) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (read, mut write) = stream.into_split();
            let mut lines = BufReader::new(read).lines();
            write.write_all(b"220 here\r\n").await.expect("a line");
            let (mut said, mut in_data) = (String::new(), false);
            while let Ok(Some(line)) = lines.next_line().await {
                said += &format!("{line}\n");
                let answer: &[u8] = match line.as_str() {
                    "." if in_data => {
                        in_data = false;
                        drop(tell.send(std::mem::take(&mut said)));
                        b"250 taken\r\n"
                    }
                    _ if in_data => continue,
                    "DATA" => {
                        in_data = true;
                        b"354 go on\r\n"
                    }
                    _ => b"250 ok\r\n",
                };
                write.write_all(answer).await.expect("a line");
            }
        }
    });
    (port, told)
}

/// A letter's text without the folding of its transport.
fn unfolded(letter: &str) -> String {
    letter.replace("=\n", "").replace("=3D", "=")
}

#[tokio::test]
async fn letters_reach_whom_they_are_for_and_wrong_addresses_are_named() {
    let mut world = World::new().await;
    world.open_rating().await;
    let (port, mut told) = post_office().await;
    let lena = world.session("lena").await;
    let groups = world.get("lena", &format!("{HERE}/groups")).await.json();
    let council = said(&groups[0]["id"]);
    let page = world.page(&lena, "GET", "/c/northaven/2028/people").await;
    assert!(!page.text().contains("type=\"email\" id=\"person-email\""));
    let mailer = Mailer::new(MailServer {
        host: "127.0.0.1".to_owned(),
        port,
        protection: Protection::None,
        user: None,
        from: "Gradus <gradus@northaven.example>".to_owned(),
    });
    world.app.send_mail_by(mailer.expect("a mailer"));

    let people = "/c/northaven/2028/people";
    let wrong = format!("&name=Nora&group={council}&email=nora");
    let again = world.form(&lena, "POST", people, &wrong).await.is(422);
    assert!(again.text().contains("value=\"nora\""), "it stays typed");
    let right = format!("&name=Nora&group={council}&email=nora%40northaven.example");
    let added = world.form(&lena, "POST", people, &right).await.is(303);
    assert_eq!(added.header("location"), format!("{people}?links=sent"));
    let letter = unfolded(&told.recv().await.expect("a letter"));
    assert!(
        letter.contains("RCPT TO:<nora@northaven.example>"),
        "{letter}"
    );
    assert!(letter.contains("/join/"), "{letter}");
    assert!(letter.contains("30 June 2028"), "{letter}");

    let page = world.page(&lena, "GET", PAGE).await.is(200).text();
    let nora = page.split("/people/").skip(1);
    let nora = nora.map(|rest| rest.split(['"', '/']).next().unwrap_or_default());
    let all: Vec<&str> = nora.collect();
    let listed = world.get("lena", &format!("{HERE}/assessors")).await.json();
    let listed = listed["items"].as_array().expect("assessors").iter();
    let found = listed.into_iter().find(|one| one["name"] == "Nora");
    let id = said(&found.expect("Nora")["id"]);
    assert!(all.contains(&id.as_str()), "{all:?}");
    let mail = format!("{people}/{id}/mail");
    let wrong = world
        .form(&lena, "POST", &mail, "&letter=reminder&to=nora%40%40")
        .await;
    let text = wrong.is(422).text();
    assert!(
        text.contains("value=\"nora@@\"") && text.contains("aria-invalid"),
        "{text}"
    );
    let right = "&letter=reminder&to=nora%40northaven.example";
    let sent = world.form(&lena, "POST", &mail, right).await.is(303);
    assert_eq!(sent.header("location"), format!("{PAGE}?sent=1"));
    let letter = unfolded(&told.recv().await.expect("a letter"));
    assert!(letter.contains("still hopes for your view"), "{letter}");
    let over = json!({ "letter": "reminder", "to": "nora@northaven.example" });
    let path = format!("{HERE}/assessors/{id}/letter");
    world.post("lena", &path, &over).await.is(204);
    let again = unfolded(&told.recv().await.expect("a letter"));
    assert!(again.contains("still hopes for your view"), "{again}");
    let wrong = json!({ "letter": "reminder", "to": "nora@@" });
    assert_eq!(world.post("lena", &path, &wrong).await.error().2, ["to"]);

    let list =
        "&people=Ada%2C+council%2C+ada%40northaven.example%0ABo%2C+council%0ACy%2C+council%2C+cy";
    let wrong = world
        .form(&lena, "POST", &format!("{people}/list"), list)
        .await;
    assert!(wrong.is(422).text().contains("Line 3"), "the line is named");
    let list = list.replace("%2C+cy", "");
    let sent = world
        .form(&lena, "POST", &format!("{people}/list"), &list)
        .await;
    assert_eq!(
        sent.is(303).header("location"),
        format!("{people}?links=sent")
    );
    let letter = told.recv().await.expect("a letter");
    assert!(
        letter.contains("RCPT TO:<ada@northaven.example>"),
        "{letter}"
    );
    assert!(
        told.try_recv().is_err(),
        "who has no address gets no letter"
    );
}

#[tokio::test]
async fn a_component_that_one_group_alone_answered_is_thin_whoever_else_is_asked() {
    let world = World::new().await;
    let groups = [("council", 4), ("panel", 3)];
    let rating = json!({ "phase": "rating" });
    let file = file(&groups, &rating, |person, statement| {
        match (person, statement) {
            (0..4, "LE1.1") | (_, "SD2.1") => json!("partly"),
            _ => json!(null),
        }
    });
    import(&world, &file).await;
    let session = world.session("lena").await;
    let page = world
        .page(&session, "GET", "/c/northaven/2026/progress")
        .await
        .is(200)
        .text();
    let list = page.split("id=\"thin\"").nth(1).expect("a list");
    let list = list.split("</section>").next().expect("its end");
    let row = |name: &str| {
        let row = list.split("<li>").find(|row| row.contains(name));
        row.map(str::to_owned)
    };
    let one = row("Leadership environment").expect("it is thin");
    assert!(one.contains("only one group"), "{one}");
    assert_eq!(row("Service delivery"), None);
}

#[tokio::test]
async fn a_phase_that_somebody_moved_meanwhile_is_not_moved_by_an_old_page() {
    let mut world = World::new().await;
    world.open_rating().await;
    let answer = json!({ "value": "largely", "version": 0 });
    world
        .answer("amir", "statement/LE1.1", &answer)
        .await
        .is(200);
    world.move_to("consensus").await;
    let session = world.session("lena").await;
    let page = world.page(&session, "GET", "/c/northaven/2028").await;
    let page = page.is(200).text();
    assert!(page.contains("name=\"from\" value=\"consensus\""), "{page}");
    let phase = "/c/northaven/2028/phase";
    // Somebody's page is from the draft, and would open the rating again.
    let old = world
        .form(&session, "POST", phase, "&from=draft&to=rating")
        .await;
    assert!(old.is(409).text().contains("Somebody else changed it"));
    world
        .form(&session, "POST", phase, "&from=consensus&to=final")
        .await
        .is(303);
}
