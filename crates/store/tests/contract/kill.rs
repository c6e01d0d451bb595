//! `kill -9` under load: what was acknowledged is there, round after round.

use crate::bench::Place;
use crate::sample::{answer, cycle, note};
use gradus_store::{AssessorId, Location, Store, StoreError};
use gradus_testkit::postgres::{database_on, own_cluster};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write as _};
use std::process::{Command, Stdio};

/// Rounds on each database; three where it is not set.
const ROUNDS: &str = "GRADUS_KILL_ROUNDS";
/// For the process that is killed: the database.
const DATABASE: &str = "GRADUS_TEST_SAVER_DATABASE";
/// For the process that is killed: who answers.
const ASSESSOR: &str = "GRADUS_TEST_SAVER_ASSESSOR";
/// How many save at once.
const TASKS: usize = 16;
/// Questions per task; each is answered again and again.
const QUESTIONS: usize = 20;

/// Saves until killed; prints each save after it was acknowledged.
async fn save_until_killed(location: &Location, who: &AssessorId) {
    let store = Store::open(location).await.unwrap();
    let tasks = (0..TASKS).map(|task| {
        let (store, who) = (store.clone(), who.clone());
        tokio::spawn(async move {
            for number in 0_usize.. {
                let subject = format!("q-{task}-{}", number % QUESTIONS);
                let (who, asked) = (who.clone(), subject.clone());
                let saved: Result<i64, StoreError> = store
                    .write(move |write| {
                        Box::pin(async move {
                            let before = write
                                .before_answer(&who, "statement", &asked)
                                .await?
                                .unwrap();
                            let version = before.version.unwrap_or(0) + 1;
                            let mut row = answer(&who, &asked, &version.to_string(), version);
                            row.note = (version % 3 == 0).then(|| format!("note {version}"));
                            write.set_answer(&row, before.note.as_deref()).await?;
                            write.note(note(&asked));
                            Ok(version)
                        })
                    })
                    .await;
                // One system call, whole lines: the pipe outlives us.
                let line = format!("saved {subject} {}\n", saved.unwrap());
                std::io::stdout().write_all(line.as_bytes()).unwrap();
                std::io::stdout().flush().unwrap();
            }
        })
    });
    futures_util::future::join_all(tasks).await;
}

/// Starts ourselves as the saver, kills it when it has told of so many saves, and gives the
/// last version that it told of each question.
fn save_and_kill(
    test: &str,
    location: &Location,
    who: &AssessorId,
    saves: usize,
) -> BTreeMap<String, i64> {
    let address = match location {
        Location::File(path) => path.to_str().unwrap().to_owned(),
        Location::Postgres(url) => url.clone(),
    };
    let mut saver = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(DATABASE, address)
        .env(ASSESSOR, who.as_str())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let pipe = BufReader::new(saver.stdout.take().unwrap());
    let mut told = BTreeMap::new();
    let mut count = 0;
    // To the end: what was told between the signal and the end counts too.
    for line in pipe.lines().map_while(Result::ok) {
        // The runner's own words come before the first.
        let Some((_, words)) = line.split_once("saved ") else {
            continue;
        };
        let (subject, version) = words.split_once(' ').unwrap();
        told.insert(subject.to_owned(), version.parse().unwrap());
        count += 1;
        if count == saves {
            // SIGKILL: no handler, no destructor, no flush.
            saver.kill().unwrap();
        }
    }
    saver.wait().unwrap();
    assert!(count >= saves, "the saver ended by itself after {count}");
    told
}

/// The saver's part, in the process that is to be killed.
async fn when_told_to_save() -> bool {
    let (Ok(address), Ok(who)) = (std::env::var(DATABASE), std::env::var(ASSESSOR)) else {
        return false;
    };
    let location = if address.starts_with("postgres:") {
        Location::Postgres(address)
    } else {
        Location::File(address.into())
    };
    save_until_killed(&location, &who.parse().unwrap()).await;
    true
}

/// Kills round after round; `between` is what else befalls the database.
async fn rounds(test: &str, location: &Location, between: impl Fn(u64)) {
    let rounds: u64 = std::env::var(ROUNDS).map_or(3, |rounds| rounds.parse().unwrap());
    let store = Store::open(location).await.unwrap();
    let who = cycle(&store).await.assessor.id;
    drop(store);
    let mut all: BTreeMap<String, i64> = BTreeMap::new();
    for round in 1..=rounds {
        // Not always at the same point of a group.
        let saves = 80 + usize::try_from(round * 37 % 150).unwrap();
        let told = save_and_kill(test, location, &who, saves);
        all.extend(told);
        between(round);

        let store = Store::open(location).await.unwrap();
        let kept = store.db().answers_of(&who).await.unwrap();
        let found: BTreeMap<&str, i64> = kept
            .iter()
            .map(|row| (row.subject.as_str(), row.version))
            .collect();
        for (subject, version) in &all {
            let kept = found.get(subject.as_str()).copied().unwrap_or(0);
            assert!(
                kept >= *version,
                "round {round}: {subject} was saved as {version}, kept is {kept}"
            );
        }
        // Nothing is half written: value, note and link belong together.
        for row in &kept {
            assert_eq!(row.value.as_deref(), Some(row.version.to_string().as_str()));
            let note = (row.version % 3 == 0).then(|| format!("note {}", row.version));
            assert_eq!(row.note, note, "round {round}: {}", row.subject);
        }
        let (links, faults) = store.db().audit_verify(&[]).await.unwrap();
        assert_eq!(faults, [], "round {round}");
        assert_eq!(
            links,
            found.values().sum::<i64>(),
            "round {round}: one link for each save"
        );
        assert_eq!(
            store.check().await.unwrap(),
            Vec::<String>::new(),
            "round {round}"
        );
        println!(
            "round {round}: {} saves acknowledged in all, {links} kept",
            all.values().sum::<i64>()
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_sqlite_acknowledged_survives_kill_9() {
    if when_told_to_save().await {
        return;
    }
    let place = Place::folder();
    let test = "kill::what_sqlite_acknowledged_survives_kill_9";
    rounds(test, &place.location(), |_| ()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_postgres_acknowledged_survives_kill_9_of_us_and_of_it() {
    if when_told_to_save().await {
        return;
    }
    let cluster = own_cluster();
    let database = database_on(&cluster.url("gradus"));
    let location = Location::Postgres(database.url());
    let test = "kill::what_postgres_acknowledged_survives_kill_9_of_us_and_of_it";
    rounds(test, &location, |round| {
        if round % 2 == 0 {
            cluster.crash().unwrap();
            cluster.resume().unwrap();
        }
    })
    .await;
}
