//! Workshops: one code, one vote a voter and round, and telling other processes.

use crate::bench::{Bench, refused, write};
use crate::sample::{NOW, cycle};
use gradus_store::StoreError;
use gradus_store::rows::{CastRow, RoundRow, VoteRow, WorkshopRow};

fn vote(voter: &str, guest: i64, value: &str) -> VoteRow {
    VoteRow {
        statement: "LE1.1".to_owned(),
        number: 1,
        voter: voter.to_owned(),
        guest,
        value: value.to_owned(),
        cast_at: NOW,
    }
}

fn round(number: i64) -> RoundRow {
    RoundRow {
        statement: "LE1.1".to_owned(),
        number,
        opened_at: NOW,
        closed_at: None,
    }
}

async fn a_later_vote_takes_the_place_of_the_one_before(bench: Bench) {
    let of = cycle(&bench.store).await.assessment.id;
    for row in [
        vote("a", 0, "not"),
        vote("b", 0, "fully"),
        vote("phone", 1, "not"),
        vote("a", 0, "partly"),
    ] {
        let at = of.clone();
        write!(bench, |write| write.set_vote(&at, &row)).await;
    }
    let db = bench.store.db();
    let cast = db.cast(&of, "LE1.1", 1).await.unwrap();
    assert_eq!(
        cast,
        CastRow {
            assessors: 2,
            guests: 1
        }
    );
    assert_eq!(db.cast(&of, "LE1.1", 2).await.unwrap(), CastRow::default());
    let own = db.vote_of(&of, ("LE1.1", 1), "a").await.unwrap();
    assert_eq!(own, Some(vote("a", 0, "partly")));
    assert_eq!(db.votes(&of).await.unwrap().len(), 3);
}

async fn a_round_closes_once_and_the_last_one_is_found(bench: Bench) {
    let of = cycle(&bench.store).await.assessment.id;
    for number in [1, 2] {
        let (at, row) = (of.clone(), round(number));
        write!(bench, |write| write.add_round(&at, &row)).await;
    }
    let at = of.clone();
    write!(bench, |write| write.close_round(&at, ("LE1.1", 2), NOW + 5)).await;
    let at = of.clone();
    let error = refused!(bench, |write| write.close_round(&at, ("LE1.1", 2), NOW + 6)).await;
    assert_eq!(error, StoreError::Stale);
    let last = bench.store.db().last_round(&of, "LE1.1").await.unwrap();
    let closed_at = Some(NOW + 5);
    assert_eq!(
        last,
        Some(RoundRow {
            closed_at,
            ..round(2)
        })
    );
    assert_eq!(bench.store.db().rounds(&of).await.unwrap().len(), 2);
}

async fn a_workshop_is_found_by_its_code_and_changed_only_as_it_was_seen(bench: Bench) {
    let of = cycle(&bench.store).await.assessment.id;
    let at = of.clone();
    write!(bench, |write| write.open_workshop(&at, "KQ742F", "[]", NOW)).await;
    let db = bench.store.db();
    let row = db.workshop_by_code("KQ742F").await.unwrap().unwrap();
    assert_eq!((row.assessment_id.clone(), row.version), (of.clone(), 1));
    let shown = WorkshopRow {
        statement: Some("LE1.1".to_owned()),
        clock_until: Some(NOW + 60_000),
        ..row
    };
    let set = shown.clone();
    write!(bench, |write| write.set_workshop(&set)).await;
    let set = shown.clone();
    let error = refused!(bench, |write| write.set_workshop(&set)).await;
    assert_eq!(error, StoreError::Stale);
    let at = of.clone();
    write!(bench, |write| write.open_workshop(&at, "ABCDEF", "[]", NOW)).await;
    assert_eq!(db.workshop_by_code("KQ742F").await.unwrap(), None);
    let again = db.workshop(&of).await.unwrap().unwrap();
    assert_eq!((again.code.as_str(), again.version), ("ABCDEF", 3));
    assert_eq!(again.statement, shown.statement);
}

async fn another_process_hears_of_a_vote_after_it_is_durable(bench: Bench) {
    let of = cycle(&bench.store).await.assessment.id;
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    bench
        .store
        .listen_to_workshops(move |heard| drop(tell.send(heard)));
    if bench.store.db().is_postgres() {
        assert_eq!(told.recv().await, Some(None), "it listens");
        let (at, row) = (of.clone(), vote("a", 0, "not"));
        write!(bench, |write| write.set_vote(&at, &row)).await;
        assert_eq!(told.recv().await, Some(Some(of)));
    } else {
        assert_eq!(told.recv().await, None, "a file has one process");
    }
}

on_both!(
    a_later_vote_takes_the_place_of_the_one_before,
    a_round_closes_once_and_the_last_one_is_found,
    a_workshop_is_found_by_its_code_and_changed_only_as_it_was_seen,
    another_process_hears_of_a_vote_after_it_is_durable,
);
