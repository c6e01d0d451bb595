//! Personal data: all of one's own, and nothing of anybody else.

use crate::world::{HERE, World, said};
use serde_json::json;

#[tokio::test]
async fn everybody_takes_away_their_own_and_nobody_elses() {
    let mut world = World::new().await;
    world.open_rating().await;
    for (who, note) in [("amir", "a note of amir"), ("link", "a note of a stranger")] {
        let answer = json!({ "value": "partly", "version": 0, "note": note });
        world.answer(who, "statement/LE1.1", &answer).await.is(200);
    }
    let piece = json!({ "kind": "link", "title": "Plan of amir", "url": "https://northaven.example/a",
                        "effective": "2028-01-01", "supports": ["LE3.1"] });
    let made = world
        .post("amir", &format!("{HERE}/evidence"), &piece)
        .await;
    made.is(201);
    let amir = world.session("amir").await;
    let file = world.page(&amir, "GET", "/account/data").await.is(200);
    assert!(
        file.header("content-disposition")
            .contains("personal-data.json")
    );
    let own = file.json();
    assert_eq!(own["format"], "gradus-personal/1");
    assert_eq!(own["account"]["email"], "amir@northaven.example");
    assert_eq!(own["places"][0]["answers"][0]["note"], "a note of amir");
    assert_eq!(own["evidence"][0]["title"], "Plan of amir");
    assert_eq!(own["tokens"].as_array().map(Vec::len), Some(1));
    let acts = own["audit"].as_array().expect("rows");
    assert!(
        acts.iter().any(|row| row["action"] == "rating_record"),
        "{acts:?}"
    );
    assert!(!file.text().contains("stranger"), "{}", file.text());
    assert!(!file.text().contains("argon2"), "no hash of a password");
    let by_token = world.get("amir", "/me/data").await.is(200).json();
    assert_eq!(by_token["places"], own["places"]);
    let seat = world
        .page(&world.link(), "GET", "/account/data")
        .await
        .is(200);
    let told = seat.json();
    assert_eq!(
        told["places"][0]["answers"][0]["note"],
        "a note of a stranger"
    );
    assert!(told["account"].is_null() && !seat.text().contains("amir"));
}

#[tokio::test]
async fn an_administrator_hands_it_to_whom_it_is_about() {
    let world = World::new().await;
    let accounts = world.get("ada", "/accounts").await.json();
    let accounts = accounts.as_array().expect("accounts").iter();
    let amir = accounts.into_iter().find(|one| one["login"] == "amir");
    let id = said(&amir.expect("amir")["id"]);
    let path = format!("/admin/accounts/{id}/data");
    let ada = world.session("ada").await;
    let told = world.page(&ada, "GET", &path).await.is(200).json();
    assert_eq!(told["account"]["login"], "amir");
    let lena = world.session("lena").await;
    world.page(&lena, "GET", &path).await.is(403);
    let none = "/admin/accounts/00000000000000000000000000000000/data";
    world.page(&ada, "GET", none).await.is(404);
    let page = world
        .raw("nobody", "GET", "/privacy", "", &[])
        .await
        .is(200);
    assert!(
        page.text().contains("30 days after the last use"),
        "{}",
        page.text()
    );
    assert!(
        !page.text().contains("/account/data"),
        "a stranger has nothing here"
    );
}
