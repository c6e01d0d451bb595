//! Facts of the instance, repeated requests, and whether the database is well.

use crate::bench::{Bench, Place, refused, write};
use crate::sample::{NOW, ODD};
use gradus_store::StoreError;
use gradus_store::rows::IdempotencyRow;

async fn a_fact_is_set_and_set_again(bench: Bench) {
    let db = bench.store.db();
    assert_eq!(db.instance_fact("key").await.unwrap(), None);
    for value in [ODD, ""] {
        write!(bench, |write| write.set_instance_fact("key", value)).await;
        assert_eq!(
            db.instance_fact("key").await.unwrap().as_deref(),
            Some(value)
        );
    }
}

async fn the_answer_to_a_request_is_kept_once_and_forgotten_later(bench: Bench) {
    let row = IdempotencyRow {
        request_sha256: "ab".repeat(32),
        status: 201,
        body: ODD.to_owned(),
    };
    let kept = row.clone();
    write!(bench, |write| write
        .keep_idempotent_answer("token:1", "k", &kept, NOW))
    .await;
    let again = row.clone();
    let error = refused!(bench, |write| write
        .keep_idempotent_answer("token:1", "k", &again, NOW))
    .await;
    assert_eq!(error, StoreError::Taken("idempotency_key"));
    let other = row.clone();
    write!(bench, |write| write.keep_idempotent_answer(
        "token:2",
        "k",
        &other,
        NOW + 5
    ))
    .await;
    let db = bench.store.db();
    assert_eq!(
        db.idempotent_answer("token:1", "k").await.unwrap(),
        Some(row.clone())
    );
    let told = write!(bench, |write| write.set_idempotent_answer(
        "token:2",
        "k",
        (200, "later")
    ))
    .await;
    assert_eq!(told, 1);
    let later = IdempotencyRow {
        status: 200,
        body: "later".to_owned(),
        ..row
    };
    let kept = db.idempotent_answer("token:2", "k").await.unwrap();
    assert_eq!(kept, Some(later));
    assert_eq!(
        write!(bench, |write| write.forget_idempotent_answers(NOW + 5)).await,
        1
    );
    assert_eq!(db.idempotent_answer("token:1", "k").await.unwrap(), None);
    assert!(
        db.idempotent_answer("token:2", "k")
            .await
            .unwrap()
            .is_some()
    );
}

async fn a_database_that_is_well_says_so(bench: Bench) {
    bench.store.ping().await.unwrap();
    assert_eq!(bench.store.check().await.unwrap(), Vec::<String>::new());
    bench.store.rest().await.unwrap();
    assert!(bench.store.db().is_empty().await.unwrap());
}

async fn a_row_that_points_to_nothing_is_found(bench: Bench) {
    let sql = "INSERT INTO account_link (sha256, purpose, person_id, expires_at)
               VALUES ('x', 'password', 'nobody', 2)";
    let unchecked = match &bench.place {
        Place::Folder(_) => "PRAGMA foreign_keys = OFF",
        Place::Database(_) => "SET session_replication_role = replica",
    };
    bench.place.tamper(&format!("{unchecked}; {sql}")).await;
    let faults = bench.store.check().await.unwrap();
    assert!(
        matches!(&*faults, [fault] if fault.starts_with("1 rows") && fault.contains("not there")),
        "{faults:?}"
    );
}

#[tokio::test]
async fn an_index_that_lost_a_row_is_found_where_postgresql_can_look() {
    let bench = Bench::postgres().await;
    let sql = "CREATE EXTENSION amcheck;
        CREATE FUNCTION turned(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1';
        CREATE INDEX turned_name ON migration (turned(number::text));";
    bench.place.tamper(sql).await;
    assert_eq!(bench.store.check().await.unwrap(), Vec::<String>::new());
    let sql = "CREATE OR REPLACE FUNCTION turned(text) RETURNS text IMMUTABLE LANGUAGE sql AS
        'SELECT $1 || ''x''';";
    bench.place.tamper(sql).await;
    // Connections that were open keep what the function did before.
    let faults = bench.again().await.check().await.unwrap();
    assert!(
        matches!(&*faults, [fault] if fault.starts_with("index turned_name: ")),
        "{faults:?}"
    );
}

on_both!(
    a_fact_is_set_and_set_again,
    the_answer_to_a_request_is_kept_once_and_forgotten_later,
    a_database_that_is_well_says_so,
    a_row_that_points_to_nothing_is_found,
);
