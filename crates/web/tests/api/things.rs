//! Single things by their identifier, tried by everybody: an identifier alone opens nothing.

use crate::world::{HERE, World, said};
use serde_json::{Value, json};

/// Who tries, and what they are told when they may not.
const EVERYBODY: [(&str, u16); 10] = [
    ("nobody", 401),
    ("ada", 403),
    ("lena", 403),
    ("lena-reads", 403),
    ("farid", 403),
    ("rosa", 403),
    ("victor", 403),
    ("amir", 403),
    ("link", 403),
    ("otto", 404),
];

/// Things that are there: method, address, body, and who may.
async fn things(world: &World) -> Vec<(&'static str, String, Value, Vec<&'static str>)> {
    let at = |rest: &str| format!("{HERE}{rest}");
    let id = |value: &Value| said(&value["id"]);
    let groups = world.get("lena", &at("/groups")).await.is(200).json();
    let people = world.get("lena", &at("/assessors")).await.is(200).json();
    let links = world.get("lena", &at("/invitations")).await.is(200).json();
    let piece = json!({ "kind": "document", "title": "Report", "url": "https://x.example", "effective": "2028-01-01",
        "file_name": "a.txt", "file_base64": "aGVsbG8=" });
    let piece = world
        .post("farid", &at("/evidence"), &piece)
        .await
        .is(201)
        .json();
    let team = world.get("lena", "/cities/northaven/team").await.json();
    let victor = team
        .as_array()
        .expect("it is there")
        .iter()
        .find(|one| one["login"] == "victor");
    let account = said(&victor.expect("it is there")["person"]);
    let (group, assessor) = (
        at(&format!("/groups/{}", id(&groups[0]))),
        at(&format!("/assessors/{}", id(&people["items"][0]))),
    );
    let evidence = at(&format!("/evidence/{}", id(&piece)));
    let leads = || vec!["lena"];
    let desk = || {
        vec![
            "ada",
            "lena",
            "lena-reads",
            "farid",
            "rosa",
            "victor",
            "amir",
            "link",
        ]
    };
    let hands_in = || vec!["lena", "farid", "rosa"];
    let read = || vec!["lena", "lena-reads"];
    let none = json!({});
    // What would change something is sent so that those who may get told of a mistake.
    vec![
        ("GET", group.clone(), none.clone(), read()),
        ("PUT", group.clone(), json!({ "name": "" }), leads()),
        ("DELETE", group, none.clone(), leads()),
        ("GET", assessor.clone(), none.clone(), read()),
        ("PUT", assessor.clone(), json!({ "group": "" }), leads()),
        (
            "DELETE",
            at(&format!("/invitations/{}", "0".repeat(32))),
            none.clone(),
            vec![],
        ),
        (
            "DELETE",
            at(&format!("/invitations/{}", id(&links[0]))),
            none.clone(),
            leads(),
        ),
        ("GET", evidence.clone(), none.clone(), desk()),
        ("GET", format!("{evidence}/file"), none.clone(), desk()),
        (
            "PUT",
            evidence.clone(),
            json!({ "kind": "", "title": "", "effective": "" }),
            hands_in(),
        ),
        (
            "POST",
            format!("{evidence}/review"),
            json!({ "status": "" }),
            vec!["rosa"],
        ),
        (
            "POST",
            format!("{evidence}/use"),
            json!({ "supports": ["none"] }),
            hands_in(),
        ),
        (
            "GET",
            at("/result/leadership-environment"),
            none.clone(),
            desk(),
        ),
        (
            "DELETE",
            format!("/cities/northaven/team/{account}"),
            none.clone(),
            vec!["lena", "ada"],
        ),
        (
            "PUT",
            format!("/accounts/{account}/enabled"),
            json!({ "enabled": true }),
            vec!["ada"],
        ),
        (
            "POST",
            format!("/accounts/{account}/password_link"),
            none.clone(),
            vec!["ada"],
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn an_identifier_opens_nothing_to_whom_it_is_not_meant_for() {
    let mut world = World::new().await;
    world.open_rating().await;
    let things = things(&world).await;
    let mut wrong = Vec::new();
    let mut tried = 0;
    for (method, path, body, may) in &things {
        // Those who may come last: they may change what the others try.
        let mut everybody = EVERYBODY.to_vec();
        everybody.sort_by_key(|(who, _)| may.contains(who));
        for (who, otherwise) in everybody {
            let any = [("if-match", "*")];
            let reply = world.send(who, method, path, Some(body), &any).await;
            let status = reply.status.as_u16();
            tried += 1;
            let account =
                path.starts_with("/accounts") || path.starts_with("/cities/northaven/team");
            let refused = match who {
                // Who holds a place without an account has to sign in to be somebody there.
                "link" if account => vec![401],
                "otto" if path.starts_with("/accounts") => vec![403],
                "amir" if path.starts_with("/cities/northaven/team") => vec![404],
                "nobody" => vec![401],
                _ if may.is_empty() => vec![403, 404],
                _ => vec![otherwise],
            };
            let fits = match may.contains(&who) {
                true => {
                    matches!(status, 200 | 201 | 204 | 409 | 422)
                        || *method == "DELETE" && status == 404
                }
                false => refused.contains(&status),
            };
            if !fits || status >= 500 {
                wrong.push(format!(
                    "{method} {path} by {who}: {status} {}",
                    reply.text()
                ));
            }
        }
    }
    assert_eq!(tried, things.len() * EVERYBODY.len());
    assert!(
        wrong.is_empty(),
        "{} of {tried}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[tokio::test]
async fn a_thing_of_one_assessment_is_not_reached_through_another() {
    let world = World::new().await;
    world
        .post(
            "lena",
            "/cities/northaven/assessments",
            &world.frame("2032"),
        )
        .await
        .is(201);
    world
        .post(
            "otto",
            "/cities/southport/assessments",
            &world.frame("2028"),
        )
        .await
        .is(201);
    let group = world.get("lena", &format!("{HERE}/groups")).await.json();
    let person = world.get("lena", &format!("{HERE}/assessors")).await.json();
    let link = world
        .get("lena", &format!("{HERE}/invitations"))
        .await
        .json();
    let piece = json!({ "kind": "interview", "title": "Talk", "text": "we talked", "effective": "2028-01-01" });
    let piece = world
        .post("lena", &format!("{HERE}/evidence"), &piece)
        .await
        .is(201)
        .json();
    let paths = [
        format!("/groups/{}", said(&group[0]["id"])),
        format!("/assessors/{}", said(&person["items"][0]["id"])),
        format!("/invitations/{}", said(&link[0]["id"])),
        format!("/evidence/{}", said(&piece["id"])),
    ];
    for path in &paths {
        for (who, there) in [
            ("lena", "/cities/northaven/assessments/2032"),
            ("otto", "/cities/southport/assessments/2028"),
        ] {
            for method in ["GET", "DELETE"] {
                let reply = world
                    .send(who, method, &format!("{there}{path}"), None, &[])
                    .await;
                let status = reply.status.as_u16();
                assert!(
                    [404, 405, 409].contains(&status),
                    "{method} {path} by {who}: {status}"
                );
            }
        }
        if !path.starts_with("/invitations") {
            world.get("lena", &format!("{HERE}{path}")).await.is(200);
        }
    }
}
