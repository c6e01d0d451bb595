//! Pages of single things by their identifier, tried by everybody.

use crate::world::{HERE, World, said};
use serde_json::json;

/// What somebody meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Met {
    In,
    SignIn,
    Refused,
    Hidden,
}

/// Pages of things that are there: method, address, and who may.
async fn pages(world: &World) -> Vec<(&'static str, String, Vec<&'static str>)> {
    let at = |rest: &str| format!("{HERE}{rest}");
    let page = |rest: String| format!("/c/northaven/2028{rest}");
    let groups = world.get("lena", &at("/groups")).await.is(200).json();
    let spare = json!([{ "group": "council" }]);
    let spare = world.post("lena", &at("/assessors"), &spare).await;
    let spare = spare.is(201).json();
    let piece = json!({ "kind": "document", "title": "Report", "effective": "2028-01-01",
        "file_name": "a.txt", "file_base64": "aGVsbG8=" });
    let piece = world.post("farid", &at("/evidence"), &piece).await;
    let evidence = format!("/evidence/{}", said(&piece.is(201).json()["id"]));
    let person = format!("/people/{}", said(&spare[0]["id"]));
    let group = format!("/people/groups/{}", said(&groups[0]["id"]));
    let team = world.get("lena", "/cities/northaven/team").await.json();
    let mut team = team.as_array().expect("a team").iter();
    let victor = team.find(|one| one["login"] == "victor").expect("victor");
    let victor = said(&victor["person"]);
    let desk = vec!["ada", "lena", "farid", "rosa", "victor", "amir", "link"];
    vec![
        ("GET", page(person.clone()), vec!["lena"]),
        ("POST", page(person.clone()), vec!["lena"]),
        ("POST", page(format!("{person}/link")), vec!["lena"]),
        ("POST", page(format!("{person}/link/revoke")), vec!["lena"]),
        ("POST", page(format!("{person}/mail")), vec!["lena"]),
        ("POST", page(format!("{person}/delete")), vec!["lena"]),
        ("POST", page(format!("{group}/link")), vec!["lena"]),
        ("POST", page(format!("{group}/link/revoke")), vec!["lena"]),
        ("POST", page(format!("{group}/delete")), vec!["lena"]),
        ("GET", page(evidence.clone()), desk.clone()),
        ("GET", page(format!("{evidence}/file")), desk),
        (
            "GET",
            page(format!("{evidence}/edit")),
            vec!["lena", "farid", "rosa"],
        ),
        (
            "POST",
            page(evidence.clone()),
            vec!["lena", "farid", "rosa"],
        ),
        ("POST", page(format!("{evidence}/review")), vec!["rosa"]),
        (
            "POST",
            page(format!("{evidence}/delete")),
            vec!["farid", "lena", "rosa"],
        ),
        (
            "POST",
            format!("/c/northaven/members/{victor}/remove"),
            vec!["ada", "lena"],
        ),
        (
            "POST",
            format!("/admin/accounts/{victor}/reset"),
            vec!["ada"],
        ),
        (
            "POST",
            format!("/admin/accounts/{victor}/enable"),
            vec!["ada"],
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_thing_opens_to_whom_it_is_meant_for() {
    let mut world = World::new().await;
    world.open_rating().await;
    let mut sessions = vec![("nobody", String::new()), ("link", world.link())];
    for login in ["ada", "lena", "farid", "rosa", "victor", "amir", "otto"] {
        sessions.push((login, world.session(login).await));
    }
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for (method, path, may) in pages(&world).await {
        sessions.sort_by_key(|(who, _)| may.contains(who));
        for (who, session) in &sessions {
            // What undoes the thing is done once, by one of those who may.
            let others = method == "POST" && !may.contains(who);
            if method == "POST" && !others && *who != may[0] {
                continue;
            }
            let reply = world.page(session, method, &path).await;
            tried += 1;
            let to_sign_in = reply.header("location").starts_with("/sign-in");
            let met = match reply.status.as_u16() {
                401 => Met::SignIn,
                303 if to_sign_in => Met::SignIn,
                403 => Met::Refused,
                404 => Met::Hidden,
                _ => Met::In,
            };
            let admin = path.starts_with("/admin");
            let member = path.contains("/members/");
            let wanted = match *who {
                who if may.contains(&who) => Met::In,
                "nobody" => Met::SignIn,
                "link" if admin || member => Met::SignIn,
                "amir" if member => Met::Hidden,
                "otto" if !admin => Met::Hidden,
                _ => Met::Refused,
            };
            if met != wanted || reply.status.is_server_error() {
                let status = reply.status;
                wrong.push(format!(
                    "{method} {path} by {who}: {status} {met:?}, not {wanted:?}"
                ));
            }
        }
    }
    assert!(tried > 120, "only {tried} were tried");
    assert!(
        wrong.is_empty(),
        "{} of {tried}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
