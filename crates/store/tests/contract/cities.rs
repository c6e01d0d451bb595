//! Cities and their teams.

use crate::bench::{Bench, refused, write};
use crate::sample::{NOW, ODD, account, city, person};
use gradus_store::StoreError;
use gradus_store::rows::RoleRow;

async fn a_city_comes_back_as_it_was_kept(bench: Bench) {
    let bare = city("bare");
    let mut full = city("full");
    full.country = Some("NO".to_owned());
    full.population = Some(i64::MAX);
    full.colour = Some("#00529b".to_owned());
    full.logo_sha256 = Some("ab".repeat(32));
    full.logo_media_type = Some("image/png".to_owned());
    full.created_at = NOW + 1;
    for row in [full.clone(), bare.clone()] {
        write!(bench, |write| write.add_city(&row)).await;
    }
    let db = bench.store.db();
    assert_eq!(db.city(&bare.id).await.unwrap(), Some(bare.clone()));
    assert_eq!(db.city_by_slug("full").await.unwrap(), Some(full.clone()));
    assert_eq!(db.city_by_slug("none").await.unwrap(), None);
    assert_eq!(db.cities().await.unwrap(), [bare, full.clone()]);

    let mut emptied = city("emptied");
    emptied.id = full.id.clone();
    emptied.created_at = full.created_at;
    let changed = emptied.clone();
    write!(bench, |write| write.set_city(&changed)).await;
    emptied.version = 2;
    assert_eq!(db.city(&full.id).await.unwrap(), Some(emptied));
}

async fn a_slug_of_a_city_is_taken_once(bench: Bench) {
    let (one, mut other) = (city("northaven"), city("northaven"));
    let added = one.clone();
    write!(bench, |write| write.add_city(&added)).await;
    let again = other.clone();
    let error = refused!(bench, |write| write.add_city(&again)).await;
    assert_eq!(error, StoreError::Taken("slug"));
    other.slug = "southaven".to_owned();
    let added = other.clone();
    write!(bench, |write| write.add_city(&added)).await;
    other.slug = one.slug;
    let error = refused!(bench, |write| write.set_city(&other)).await;
    assert_eq!(error, StoreError::Taken("slug"));
}

async fn two_processes_that_change_one_version_of_a_city_do_not_lose_an_update(bench: Bench) {
    let row = city("northaven");
    let added = row.clone();
    write!(bench, |write| write.add_city(&added)).await;
    let other = bench.again().await;
    for round in 1..=20 {
        let (mut one, mut two) = (row.clone(), row.clone());
        one.version = round;
        two.version = round;
        one.name = format!("one {round}");
        two.name = format!("two {round}");
        let names = [one.name.clone(), two.name.clone()];
        let (first, second) = tokio::join!(
            bench
                .store
                .write(move |write| Box::pin(async move { write.set_city(&one).await })),
            other.write(move |write| Box::pin(async move { write.set_city(&two).await })),
        );
        let winner = match (first, second) {
            (Ok(()), Err(StoreError::Stale)) => 0,
            (Err(StoreError::Stale), Ok(())) => 1,
            both => panic!("exactly one has to win: {both:?}"),
        };
        let kept = bench.store.db().city(&row.id).await.unwrap().unwrap();
        assert_eq!((kept.version, &kept.name), (round + 1, &names[winner]));
    }
}

async fn a_team_has_one_role_per_person(bench: Bench) {
    let (mira, jon) = (person(&bench, Some(ODD)).await, person(&bench, None).await);
    let (north, south) = (city("north"), city("south"));
    let login = account(&mira, "mira");
    write!(bench, |write| write.add_account(&login)).await;
    for row in [north.clone(), south.clone()] {
        write!(bench, |write| write.add_city(&row)).await;
    }
    for (city, person, role) in [
        (&north, &mira, "viewer"),
        (&north, &mira, "lead"),
        (&north, &jon, "reviewer"),
        (&south, &mira, "lead"),
    ] {
        let (city, person) = (city.id.clone(), person.clone());
        write!(bench, |write| write.set_role(&city, &person, role)).await;
    }
    let db = bench.store.db();
    let lead = RoleRow {
        city_id: north.id.clone(),
        person_id: mira.clone(),
        role: "lead".to_owned(),
        name: Some(ODD.to_owned()),
        login: Some("mira".to_owned()),
    };
    let reviewer = RoleRow {
        person_id: jon.clone(),
        role: "reviewer".to_owned(),
        name: None,
        login: None,
        ..lead.clone()
    };
    assert_eq!(
        db.role_in(&north.id, &mira).await.unwrap(),
        Some(lead.clone())
    );
    assert_eq!(db.role_in(&south.id, &jon).await.unwrap(), None);
    assert_eq!(db.team(&north.id).await.unwrap(), [lead.clone(), reviewer]);
    assert_eq!(db.cities_of(&mira).await.unwrap(), [north.clone(), south]);

    let (at, who) = (north.id.clone(), jon.clone());
    write!(bench, |write| write.drop_role(&at, &who)).await;
    let at = north.id.clone();
    let error = refused!(bench, |write| write.drop_role(&at, &jon)).await;
    assert_eq!(error, StoreError::Stale);
    assert_eq!(db.team(&north.id).await.unwrap(), [lead]);
}

on_both!(
    a_city_comes_back_as_it_was_kept,
    a_slug_of_a_city_is_taken_once,
    two_processes_that_change_one_version_of_a_city_do_not_lose_an_update,
    a_team_has_one_role_per_person,
);
