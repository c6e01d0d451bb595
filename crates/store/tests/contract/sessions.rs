//! Sessions and the places they hold.

use crate::bench::{Bench, refused, write};
use crate::sample::{NOW, ODD, assessor, cycle, person};
use gradus_store::rows::SessionRow;
use gradus_store::{PersonId, StoreError};

fn session(name: &str, person: Option<&PersonId>, seen_at: i64) -> SessionRow {
    SessionRow {
        sha256: format!("hash-{name}"),
        id: name.to_owned(),
        person_id: person.cloned(),
        agent: ODD.to_owned(),
        created_at: NOW,
        seen_at,
        expires_at: seen_at + 1000,
    }
}

async fn add(bench: &Bench, row: &SessionRow) {
    let row = row.clone();
    write!(bench, |write| write.add_session(&row)).await;
}

async fn sessions_are_listed_by_use_and_ended_one_by_one(bench: Bench) {
    let (mira, jon) = (person(&bench, None).await, person(&bench, None).await);
    let old = session("old", Some(&mira), NOW);
    let mut new = session("new", Some(&mira), NOW + 5);
    for row in [&old, &new, &session("jon", Some(&jon), NOW)] {
        add(&bench, row).await;
    }
    let db = bench.store.db();
    assert_eq!(
        db.session_holder("hash-old")
            .await
            .unwrap()
            .map(|held| held.session),
        Some(old.clone())
    );
    assert_eq!(
        db.sessions_of(&mira).await.unwrap(),
        [new.clone(), old.clone()]
    );

    write!(bench, |write| write.touch_session(
        "hash-new",
        NOW + 7,
        NOW + 2000
    ))
    .await;
    (new.seen_at, new.expires_at) = (NOW + 7, NOW + 2000);
    assert_eq!(
        db.session_holder("hash-new")
            .await
            .unwrap()
            .map(|held| held.session),
        Some(new.clone())
    );

    let error = refused!(bench, |write| write.end_session_of(&jon, "old")).await;
    assert_eq!(error, StoreError::Stale);
    let whose = mira.clone();
    write!(bench, |write| write.end_session_of(&whose, "old")).await;
    assert_eq!(db.sessions_of(&mira).await.unwrap(), [new]);

    add(&bench, &old).await;
    let whose = mira.clone();
    let ended = write!(bench, |write| write.end_other_sessions(&whose, "hash-new")).await;
    assert_eq!(ended, 1);
    write!(bench, |write| write.end_session("hash-new")).await;
    assert_eq!(db.sessions_of(&mira).await.unwrap(), []);
    assert!(db.session_holder("hash-jon").await.unwrap().is_some());
}

async fn a_session_holds_the_places_of_assessors_and_ends_with_them(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let (first, second) = (cycle.assessor.clone(), assessor(&cycle.group, "a2"));
    let added = second.clone();
    write!(bench, |write| write.add_assessor(&added, "recovery")).await;
    for (name, seen_at) in [("one", NOW), ("two", NOW + 5000)] {
        add(&bench, &session(name, None, seen_at)).await;
    }
    for (session, assessor) in [
        ("hash-one", &first),
        ("hash-one", &second),
        ("hash-one", &first),
        ("hash-two", &first),
    ] {
        let id = assessor.id.clone();
        write!(bench, |write| write.add_seat(session, &id)).await;
    }
    let db = bench.store.db();
    let both = [first.id.clone(), second.id.clone()];
    assert_eq!(db.seats_of("hash-one").await.unwrap(), both);

    let id = second.id.clone();
    assert_eq!(write!(bench, |write| write.drop_seats(&id)).await, 1);
    let left = db.seats_of("hash-one").await.unwrap();
    assert_eq!(left, std::slice::from_ref(&first.id));
    let ended = write!(bench, |write| write.drop_ended_sessions(NOW + 2000)).await;
    assert_eq!(ended, 1);
    assert_eq!(db.session_holder("hash-one").await.unwrap(), None);
    assert_eq!(db.seats_of("hash-one").await.unwrap(), []);
    assert_eq!(db.seats_of("hash-two").await.unwrap(), [first.id]);
}

on_both!(
    sessions_are_listed_by_use_and_ended_one_by_one,
    a_session_holds_the_places_of_assessors_and_ends_with_them,
);
