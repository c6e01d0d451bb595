//! Opening a database: the first time, by several at once, and when it is too new.

use crate::bench::{Bench, Place};
use gradus_store::{Store, StoreError};

async fn four_open_a_new_database(place: Place) {
    let location = place.location();
    let stores = futures_util::future::join_all((0..4).map(|_| {
        let location = location.clone();
        tokio::spawn(async move { Store::open(&location).await })
    }))
    .await;
    for store in stores {
        let store = store.unwrap().unwrap();
        assert!(store.db().is_empty().await.unwrap());
        let (rows, faults) = store.db().audit_verify(&[]).await.unwrap();
        assert_eq!((rows, faults), (0, Vec::new()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn four_may_open_a_new_file_at_once() {
    for _ in 0..5 {
        four_open_a_new_database(Place::folder()).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn four_may_open_a_new_postgres_database_at_once() {
    for _ in 0..5 {
        four_open_a_new_database(Place::database()).await;
    }
}

async fn a_database_of_a_newer_version_is_refused(bench: Bench) {
    bench.again().await.ping().await.unwrap();
    bench
        .place
        .tamper("INSERT INTO migration (number) VALUES (99)")
        .await;
    let refused = Store::open(&bench.place.location()).await;
    let Err(error) = refused else {
        panic!("a newer database has to be refused");
    };
    assert!(
        matches!(
            error,
            StoreError::Newer {
                found: 99,
                known: 1..
            }
        ),
        "{error:?}"
    );
}

async fn a_script_that_came_after_one_with_a_higher_number_is_run(bench: Bench) {
    bench.again().await.ping().await.unwrap();
    bench.place.tamper("DROP TABLE agreed_change").await;
    let sql = "DELETE FROM migration WHERE number = 2";
    bench.place.tamper(sql).await;
    let store = Store::open(&bench.place.location()).await.unwrap();
    let rows = store.db().dump("agreed_change").page().await;
    assert_eq!(rows.unwrap(), Vec::<serde_json::Value>::new());
}

on_both!(
    a_database_of_a_newer_version_is_refused,
    a_script_that_came_after_one_with_a_higher_number_is_run,
);
