//! Writes of many at once, in groups, from one process and from two.

use crate::bench::{Bench, write};
use crate::sample::{NOW, answer, city, cycle, note};
use gradus_store::{Store, StoreError};
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

/// Holds the queue with one piece of work, so that what comes meanwhile becomes one group.
/// Sending lets it go on.
async fn hold(store: &Store) -> oneshot::Sender<()> {
    let (go, wait) = oneshot::channel::<()>();
    let (begun, begins) = oneshot::channel::<()>();
    let store = store.clone();
    tokio::spawn(async move {
        store
            .write(move |_| {
                Box::pin(async move {
                    begun.send(()).unwrap();
                    wait.await.unwrap();
                    Ok::<(), StoreError>(())
                })
            })
            .await
    });
    begins.await.unwrap();
    go
}

/// Adds a city and notes it; fails afterwards where it shall.
async fn add(store: &Store, number: usize, fails: bool) -> Result<i64, StoreError> {
    let row = city(&format!("city-{number}"));
    store
        .write(move |write| {
            Box::pin(async move {
                write.add_city(&row).await?;
                write.note(note(&row.slug));
                if fails {
                    // A statement that the database itself refuses, half-way.
                    write.add_city(&row).await?;
                }
                Ok(write.tip().0)
            })
        })
        .await
}

async fn an_error_in_one_piece_of_work_undoes_that_alone(bench: Bench) {
    let go = hold(&bench.store).await;
    let mut tasks = JoinSet::new();
    for number in 0..30 {
        let store = bench.store.clone();
        tasks.spawn(async move { (number, add(&store, number, number % 3 == 1).await) });
    }
    // All thirty are in the queue once each has had a turn.
    tokio::time::sleep(Duration::from_millis(100)).await;
    go.send(()).unwrap();
    let mut links = BTreeSet::new();
    while let Some(done) = tasks.join_next().await {
        let (number, result) = done.unwrap();
        if number % 3 == 1 {
            assert!(result.is_err(), "{number}");
        } else {
            assert!(links.insert(result.unwrap()), "{number}");
        }
    }
    let kept: BTreeSet<String> = bench
        .store
        .db()
        .cities()
        .await
        .unwrap()
        .into_iter()
        .map(|city| city.slug)
        .collect();
    let wanted: BTreeSet<String> = (0..30)
        .filter(|number| number % 3 != 1)
        .map(|number| format!("city-{number}"))
        .collect();
    assert_eq!(kept, wanted);
    assert_eq!(links, (1..=20).collect());
    assert_eq!(bench.chain().await, 20);
    let noted: BTreeSet<String> = bench
        .store
        .db()
        .audit_entries(0, 100)
        .await
        .unwrap()
        .into_iter()
        .map(|entry| entry.subject)
        .collect();
    assert_eq!(noted, wanted);
}

async fn an_error_of_the_caller_undoes_the_work_too(bench: Bench) {
    let row = city("northaven");
    let refused: Result<(), String> = {
        struct Mine(String);
        impl From<StoreError> for Mine {
            fn from(error: StoreError) -> Self {
                Self(error.to_string())
            }
        }
        let outcome = bench
            .store
            .write(move |write| {
                Box::pin(async move {
                    write.add_city(&row).await?;
                    write.note(note("northaven"));
                    Err::<(), Mine>(Mine("it may not".to_owned()))
                })
            })
            .await;
        outcome.map_err(|error| error.0)
    };
    assert_eq!(refused, Err("it may not".to_owned()));
    assert_eq!(bench.store.db().cities().await.unwrap(), []);
    assert_eq!(bench.chain().await, 0);
}

async fn a_panic_in_one_piece_of_work_harms_no_other(bench: Bench) {
    let go = hold(&bench.store).await;
    let mut tasks = JoinSet::new();
    for number in 0..9 {
        let store = bench.store.clone();
        tasks.spawn(async move {
            if number == 4 {
                let outcome: Result<i64, StoreError> = store
                    .write(move |write| {
                        Box::pin(async move {
                            write.add_city(&city("bad")).await?;
                            write.note(note("bad"));
                            panic!("this test does so on purpose")
                        })
                    })
                    .await;
                assert!(matches!(outcome, Err(StoreError::Other(_))), "{outcome:?}");
            } else {
                add(&store, number, false).await.unwrap();
            }
        });
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    go.send(()).unwrap();
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    assert_eq!(bench.store.db().cities().await.unwrap().len(), 8);
    add(&bench.store, 10, false).await.unwrap();
    assert_eq!(bench.chain().await, 9);
}

async fn what_nobody_waits_for_any_more_is_still_kept(bench: Bench) {
    let go = hold(&bench.store).await;
    let store = bench.store.clone();
    let task = tokio::spawn(async move { add(&store, 1, false).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    go.send(()).unwrap();
    add(&bench.store, 2, false).await.unwrap();
    assert_eq!(bench.chain().await, 2);
}

async fn all_of_two_hundred_writes_from_sixteen_tasks_are_there(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    save_from_tasks(std::slice::from_ref(&bench.store), &cycle.assessor.id).await;
    let kept = bench
        .store
        .db()
        .answers_of(&cycle.assessor.id)
        .await
        .unwrap();
    assert_eq!(kept.len(), 208);
    assert_eq!(bench.chain().await, 208);
}

async fn two_processes_write_at_once_and_lose_nothing(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let stores = [bench.store.clone(), bench.again().await];
    save_from_tasks(&stores, &cycle.assessor.id).await;
    let kept = bench
        .store
        .db()
        .answers_of(&cycle.assessor.id)
        .await
        .unwrap();
    assert_eq!(kept.len(), 208);
    assert_eq!(bench.chain().await, 208);
    let (rows, faults) = stores[1].db().audit_verify(&[]).await.unwrap();
    assert_eq!((rows, faults), (208, Vec::new()));
}

/// Sixteen tasks with thirteen answers each.
async fn save_from_tasks(stores: &[Store], who: &gradus_store::AssessorId) {
    let mut tasks = JoinSet::new();
    for task in 0..16 {
        let (store, who) = (stores[task % stores.len()].clone(), who.clone());
        tasks.spawn(async move {
            for number in 0..13 {
                let row = answer(&who, &format!("q-{task}-{number}"), "3", 1);
                let saved: Result<(), StoreError> = store
                    .write(move |write| {
                        Box::pin(async move {
                            write.set_answer(&row, None).await?;
                            write.note(note(&row.subject));
                            Ok(())
                        })
                    })
                    .await;
                saved.unwrap();
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
}

async fn a_snapshot_does_not_see_what_is_written_after_it(bench: Bench) {
    add(&bench.store, 1, false).await.unwrap();
    let snapshot = bench.store.snapshot().await.unwrap();
    assert_eq!(snapshot.cities().await.unwrap().len(), 1);
    add(&bench.store, 2, false).await.unwrap();
    assert_eq!(snapshot.cities().await.unwrap().len(), 1);
    assert_eq!(snapshot.audit_entries(0, 9).await.unwrap().len(), 1);
    drop(snapshot);
    assert_eq!(bench.store.db().cities().await.unwrap().len(), 2);
}

async fn a_write_sees_its_own_changes(bench: Bench) {
    let row = city("northaven");
    let seen = write!(bench, |write| async {
        write.add_city(&row).await?;
        write.city_by_slug("northaven").await
    })
    .await;
    assert_eq!(seen.unwrap().created_at, NOW);
}

on_both!(
    an_error_in_one_piece_of_work_undoes_that_alone,
    an_error_of_the_caller_undoes_the_work_too,
    a_panic_in_one_piece_of_work_harms_no_other,
    what_nobody_waits_for_any_more_is_still_kept,
    all_of_two_hundred_writes_from_sixteen_tasks_are_there,
    two_processes_write_at_once_and_lose_nothing,
    a_snapshot_does_not_see_what_is_written_after_it,
    a_write_sees_its_own_changes,
);
