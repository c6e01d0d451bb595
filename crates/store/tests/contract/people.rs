//! People, accounts, links and tokens.

use crate::bench::{Bench, refused, write};
use crate::sample::{NOW, ODD, account, person, uuid};
use gradus_store::rows::{LinkRow, TokenRow};
use gradus_store::{PersonId, StoreError, TokenHolder, TokenId};

async fn a_person_may_have_no_name_and_lose_the_one_they_had(bench: Bench) {
    let named = person(&bench, Some(ODD)).await;
    let nameless = person(&bench, None).await;
    let db = bench.store.db();
    assert_eq!(db.person_name(&named).await.unwrap().as_deref(), Some(ODD));
    assert_eq!(db.person_name(&nameless).await.unwrap(), None);
    let nobody = PersonId::new(uuid());
    assert_eq!(db.person_name(&nobody).await.unwrap(), None);

    let erased = named.clone();
    write!(bench, |write| write.set_person(&erased, None, None)).await;
    assert_eq!(db.person_name(&named).await.unwrap(), None);
}

async fn an_account_comes_back_as_it_was_kept(bench: Bench) {
    let id = person(&bench, Some(ODD)).await;
    let bare = account(&id, "bare");
    let mut full = account(&person(&bench, Some(ODD)).await, "full");
    full.password_hash = Some("$argon2id$".to_owned());
    full.administrator = 1;
    full.language = Some("de".to_owned());
    full.created_at = NOW + 1;
    for row in [bare.clone(), full.clone()] {
        write!(bench, |write| write.add_account(&row)).await;
    }
    let db = bench.store.db();
    assert_eq!(db.account(&id).await.unwrap(), Some(bare.clone()));
    assert_eq!(
        db.account_by_login("full").await.unwrap(),
        Some(full.clone())
    );
    assert_eq!(db.account_by_login("FULL").await.unwrap(), None);
    assert_eq!(db.accounts().await.unwrap(), [bare, full.clone()]);
    assert_eq!(db.account_count().await.unwrap(), 2);
    assert_eq!(db.administrator_count().await.unwrap(), 1);

    full.disabled_at = Some(NOW);
    full.login = "other".to_owned();
    let changed = full.clone();
    write!(bench, |write| write.set_account(&changed)).await;
    full.version = 2;
    assert_eq!(db.account_by_login("other").await.unwrap(), Some(full));
    assert_eq!(db.administrator_count().await.unwrap(), 0);
}

async fn a_login_is_taken_once(bench: Bench) {
    let (one, other) = (person(&bench, None).await, person(&bench, None).await);
    let (first, mut second) = (account(&one, "mira"), account(&other, "mira"));
    write!(bench, |write| write.add_account(&first)).await;
    let again = second.clone();
    let error = refused!(bench, |write| write.add_account(&again)).await;
    assert_eq!(error, StoreError::Taken("login"));

    second.login = "jon".to_owned();
    let added = second.clone();
    write!(bench, |write| write.add_account(&added)).await;
    second.login = "mira".to_owned();
    let error = refused!(bench, |write| write.set_account(&second)).await;
    assert_eq!(error, StoreError::Taken("login"));
}

async fn of_two_changes_to_one_version_of_an_account_one_is_refused(bench: Bench) {
    let row = account(&person(&bench, None).await, "mira");
    let added = row.clone();
    write!(bench, |write| write.add_account(&added)).await;
    let (mut one, mut other) = (row.clone(), row);
    one.language = Some("de".to_owned());
    other.administrator = 1;
    write!(bench, |write| write.set_account(&one)).await;
    let error = refused!(bench, |write| write.set_account(&other)).await;
    assert_eq!(error, StoreError::Stale);
    let kept = bench
        .store
        .db()
        .account_by_login("mira")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (kept.language.as_deref(), kept.administrator, kept.version),
        (Some("de"), 0, 2)
    );
}

async fn an_account_without_a_person_is_refused(bench: Bench) {
    let row = account(&PersonId::new(uuid()), "ghost");
    let error = refused!(bench, |write| write.add_account(&row)).await;
    assert!(matches!(error, StoreError::Other(_)), "{error:?}");
    assert_eq!(bench.store.db().account_count().await.unwrap(), 0);
}

async fn a_link_is_used_once(bench: Bench) {
    let id = person(&bench, None).await;
    let setup = LinkRow {
        purpose: "setup".to_owned(),
        person_id: None,
        expires_at: NOW + 1000,
        used_at: None,
    };
    let mut password = LinkRow {
        purpose: "password".to_owned(),
        person_id: Some(id.clone()),
        ..setup.clone()
    };
    let (one, other) = (setup.clone(), password.clone());
    write!(bench, |write| write.add_account_link("s1", &one)).await;
    write!(bench, |write| write.add_account_link("p1", &other)).await;
    let db = bench.store.db();
    assert_eq!(db.account_link("s1").await.unwrap(), Some(setup));
    assert_eq!(db.account_link("p1").await.unwrap(), Some(password.clone()));
    assert_eq!(db.account_link("none").await.unwrap(), None);

    write!(bench, |write| write.use_account_link("p1", NOW)).await;
    let error = refused!(bench, |write| write.use_account_link("p1", NOW + 1)).await;
    assert_eq!(error, StoreError::Stale);
    password.used_at = Some(NOW);
    assert_eq!(db.account_link("p1").await.unwrap(), Some(password.clone()));

    password.used_at = None;
    write!(bench, |write| write.add_account_link("p2", &password)).await;
    write!(bench, |write| write.drop_account_links("setup", None)).await;
    assert_eq!(db.account_link("s1").await.unwrap(), None);
    assert!(db.account_link("p2").await.unwrap().is_some());
    write!(bench, |write| write
        .drop_account_links("password", Some(&id)))
    .await;
    assert_eq!(db.account_link("p2").await.unwrap(), None);
    assert!(db.account_link("p1").await.unwrap().is_some());
}

async fn a_token_is_found_by_its_hash_until_revoked(bench: Bench) {
    let (owner, stranger) = (person(&bench, None).await, person(&bench, None).await);
    let mut token = TokenRow {
        id: TokenId::new(uuid()),
        person_id: owner.clone(),
        name: ODD.to_owned(),
        scope: "read".to_owned(),
        created_at: NOW,
        expires_at: NOW + 5,
        used_at: None,
        revoked_at: None,
    };
    let added = token.clone();
    write!(bench, |write| write.add_token("hash", &added)).await;
    let db = bench.store.db();
    let held = db.token_holder("hash").await.unwrap();
    let without_account = TokenHolder {
        token: token.clone(),
        account: None,
    };
    assert_eq!(held, Some(without_account));
    assert_eq!(db.token_holder("hush").await.unwrap(), None);

    let id = token.id.clone();
    write!(bench, |write| write.touch_token(&id, NOW + 1)).await;
    let id = token.id.clone();
    let error = refused!(bench, |write| write.revoke_token(&stranger, &id, NOW)).await;
    assert_eq!(error, StoreError::Stale);
    let (id, whose) = (token.id.clone(), owner.clone());
    write!(bench, |write| write.revoke_token(&whose, &id, NOW + 2)).await;
    token.used_at = Some(NOW + 1);
    token.revoked_at = Some(NOW + 2);
    assert_eq!(db.tokens_of(&owner).await.unwrap(), [token]);
}

on_both!(
    a_person_may_have_no_name_and_lose_the_one_they_had,
    an_account_comes_back_as_it_was_kept,
    a_login_is_taken_once,
    of_two_changes_to_one_version_of_an_account_one_is_refused,
    an_account_without_a_person_is_refused,
    a_link_is_used_once,
    a_token_is_found_by_its_hash_until_revoked,
);
