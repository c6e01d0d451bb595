//! A folder that is read-only, a disk that is full, a server that goes away and comes back.

use crate::bench::Place;
use crate::sample::note;
use gradus_store::{Location, Store, StoreError};
use gradus_testkit::disk::Disk;
use gradus_testkit::postgres::{database_on, own_cluster};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

async fn write_note(store: &Store) -> Result<i64, StoreError> {
    store
        .write(|write| {
            Box::pin(async move {
                write.note(note("trial"));
                Ok(write.tip().0)
            })
        })
        .await
}

/// Tells the second run of a test, in a process of its own, what to try.
const FOLDER: &str = "GRADUS_TEST_READ_ONLY";

/// Runs twice: as the test, and as a user who may not write to the folder; for
/// administrators no folder is read-only.
#[tokio::test]
async fn a_read_only_folder_is_named() {
    if let Ok(folder) = std::env::var(FOLDER) {
        let file = Path::new(&folder).join("gradus.db");
        let error = Store::open(&Location::File(file)).await.err();
        assert_eq!(error, Some(StoreError::ReadOnly), "{folder}");
        return;
    }
    let empty = tempfile::tempdir().unwrap();
    let used = tempfile::tempdir().unwrap();
    let store = Store::open(&Location::File(used.path().join("gradus.db")))
        .await
        .unwrap();
    write_note(&store).await.unwrap();
    store.rest().await.unwrap();
    drop(store);
    // The program lies where another user may read it.
    let program = tempfile::tempdir().unwrap();
    let copy = program.path().join("contract");
    std::fs::copy(std::env::current_exe().unwrap(), &copy).unwrap();
    for folder in [empty.path(), used.path(), program.path()] {
        let done = Command::new("chmod")
            .args(["-R", "a+rX,a-w"])
            .arg(folder)
            .status();
        assert!(done.unwrap().success());
    }
    for folder in [empty.path(), used.path()] {
        let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
        let mut command = if root {
            let mut command = Command::new("setpriv");
            command
                .args(["--reuid=nobody", "--clear-groups", "--"])
                .arg(&copy);
            command
        } else {
            Command::new(&copy)
        };
        command.args([
            "--exact",
            "faults::a_read_only_folder_is_named",
            "--nocapture",
        ]);
        command
            .current_dir("/")
            .env(FOLDER, folder)
            .stdin(Stdio::null());
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() && said.contains("1 passed"),
            "{said}"
        );
    }
    for folder in [empty.path(), used.path(), program.path()] {
        let done = Command::new("chmod")
            .args(["-R", "u+w"])
            .arg(folder)
            .status();
        assert!(done.unwrap().success());
    }
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("none/gradus.db");
    let error = Store::open(&Location::File(file)).await.err();
    assert_eq!(error, Some(StoreError::ReadOnly));
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("gradus.db");
    let text = "This is a shopping list, not a database.\n".repeat(200);
    std::fs::write(&file, &text).unwrap();
    let error = Store::open(&Location::File(file.clone())).await.err();
    assert!(matches!(error, Some(StoreError::Other(_))), "{error:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named() {
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let url = format!("postgres://nobody@127.0.0.1:{port}/none");
    let error = Store::open(&Location::Postgres(url)).await.err();
    assert!(
        matches!(error, Some(StoreError::Unavailable(_))),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_database_that_is_not_on_the_server_is_named() {
    let Location::Postgres(url) = Place::database().location() else {
        panic!("it is on a server");
    };
    // The place was dropped with its database.
    let error = Store::open(&Location::Postgres(url)).await.err();
    assert!(
        matches!(error, Some(StoreError::Unavailable(_))),
        "{error:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stops_and_comes_back_is_used_again_without_help() {
    let cluster = own_cluster();
    let database = database_on(&cluster.url("gradus"));
    let store = Store::open(&Location::Postgres(database.url()))
        .await
        .unwrap();
    let mut acknowledged = write_note(&store).await.unwrap();
    for crash in [false, true] {
        if crash {
            cluster.crash().unwrap();
        } else {
            cluster.shut_down().unwrap();
        }
        let begun = Instant::now();
        let db = store.db();
        let (wrote, read, alive) = tokio::join!(write_note(&store), db.cities(), store.ping());
        assert!(
            matches!(wrote, Err(StoreError::Unavailable(_))),
            "{wrote:?}"
        );
        assert!(matches!(read, Err(StoreError::Unavailable(_))), "{read:?}");
        assert!(
            matches!(alive, Err(StoreError::Unavailable(_))),
            "{alive:?}"
        );
        assert!(
            begun.elapsed() < Duration::from_secs(15),
            "{:?}",
            begun.elapsed()
        );

        cluster.resume().unwrap();
        let next = write_note(&store).await.unwrap();
        assert_eq!(next, acknowledged + 1);
        acknowledged = next;
        assert_eq!(store.db().cities().await.unwrap(), []);
        store.ping().await.unwrap();
        let (rows, faults) = store.db().audit_verify(&[]).await.unwrap();
        assert_eq!((rows, faults), (acknowledged, Vec::new()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_ends_our_connections_costs_no_write() {
    let place = Place::database();
    let store = Store::open(&place.location()).await.unwrap();
    write_note(&store).await.unwrap();
    place
        .tamper(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .await;
    assert_eq!(write_note(&store).await.unwrap(), 2);
    assert_eq!(store.db().cities().await.unwrap(), []);
}

/// What the disk refuses is refused; what is acknowledged afterwards is there for others, and
/// no lock is left behind.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_was_full_and_has_room_again_is_written_to_as_before() {
    let folder = tempfile::tempdir().unwrap();
    let test = "faults::a_disk_that_was_full_and_has_room_again_is_written_to_as_before";
    let Some(_disk) = Disk::new(test, folder.path(), "8m") else {
        return;
    };
    let file = folder.path().join("gradus.db");
    let store = Store::open(&Location::File(file.clone())).await.unwrap();
    write_note(&store).await.unwrap();
    let ballast = folder.path().join("ballast");
    std::fs::write(&ballast, vec![0; 6 << 20]).unwrap();
    let mut errors = Vec::new();
    for number in 0..400 {
        let name = format!("fact {number}");
        let kept: Result<(), StoreError> = store
            .write(move |write| {
                Box::pin(async move { write.set_instance_fact(&name, &"x".repeat(20_000)).await })
            })
            .await;
        errors.extend(kept.err());
        if errors.len() > 5 {
            break;
        }
    }
    assert!(errors.len() > 5, "the disk is not full: {errors:?}");
    assert!(
        errors.iter().all(|error| *error == StoreError::Full),
        "{errors:?}"
    );
    std::fs::remove_file(&ballast).unwrap();
    let last = write_note(&store).await.unwrap();
    let other = Store::open(&Location::File(file)).await.unwrap();
    let seen = other.db().audit_entries(0, 100).await.unwrap();
    assert_eq!(
        seen.last().map(|entry| entry.seq),
        Some(last),
        "others see it"
    );
    assert_eq!(
        write_note(&other).await.unwrap(),
        last + 1,
        "nothing is locked"
    );
    assert_eq!(write_note(&store).await.unwrap(), last + 2);
    assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
}
