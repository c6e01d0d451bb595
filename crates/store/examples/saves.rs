//! How many answers a second are saved by sixteen at once, on both databases, with the disk's
//! own speed beside it.
//!
//! ```sh
//! cargo run --release -p gradus-store --example saves -- 5
//! ```
//! The argument is the number of seconds for each database. PostgreSQL is a server of our own
//! with its usual settings, or the one that `GRADUS_TEST_POSTGRES` names.

use gradus_store::audit::Note;
use gradus_store::rows::{AnswerRow, AssessmentRow, AssessorRow, CityRow, GroupRow};
use gradus_store::{AssessmentId, AssessorId, CityId, GroupId, Location, Store, StoreError};
use serde_json::json;
use std::error::Error;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How many save at once.
const TASKS: usize = 16;
/// Assessors in the assessment.
const ASSESSORS: usize = 38;
/// Questions that each is asked.
const QUESTIONS: usize = 200;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error>> {
    let seconds = std::env::args().nth(1).map_or(Ok(5), |word| word.parse())?;
    let duration = Duration::from_secs(seconds);
    let folder = tempfile::tempdir()?;
    println!("fsync of 4 kB: {}", summary(fsyncs(folder.path())?));
    let file = Location::File(folder.path().join("gradus.db"));
    println!("SQLite:        {}", measure(&file, duration).await?);
    let database = gradus_testkit::postgres::database();
    let server = Location::Postgres(database.url());
    println!("PostgreSQL:    {}", measure(&server, duration).await?);
    Ok(())
}

/// Times of writing to the disk and waiting until it is there.
fn fsyncs(folder: &Path) -> Result<Vec<Duration>, Box<dyn Error>> {
    let mut file = File::create(folder.join("fsync"))?;
    file.write_all(&vec![1; 1 << 20])?;
    file.sync_all()?;
    let mut times = Vec::new();
    for page in 0..200 {
        let begun = Instant::now();
        file.seek(SeekFrom::Start(page * 4096))?;
        file.write_all(&[2; 4096])?;
        file.sync_data()?;
        times.push(begun.elapsed());
    }
    Ok(times)
}

async fn measure(location: &Location, duration: Duration) -> Result<String, Box<dyn Error>> {
    let store = Store::open(location).await?;
    let assessors = prepare(&store).await?;
    let begun = Instant::now();
    let tasks: Vec<_> = (0..TASKS)
        .map(|task| {
            let (store, assessors) = (store.clone(), assessors.clone());
            tokio::spawn(async move {
                let mut times = Vec::new();
                let mut number = task;
                while begun.elapsed() < duration {
                    let who = assessors[number % ASSESSORS].clone();
                    let subject = format!("q{}", number / ASSESSORS % QUESTIONS);
                    let started = Instant::now();
                    save(&store, who, subject).await?;
                    times.push(started.elapsed());
                    number += TASKS;
                }
                Ok::<_, StoreError>(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    let rate = times.len() as f64 / begun.elapsed().as_secs_f64();
    let (rows, faults) = store.db().audit_verify(&[]).await?;
    if usize::try_from(rows)? != times.len() || !faults.is_empty() {
        return Err(format!("{rows} links for {} saves: {faults:?}", times.len()).into());
    }
    Ok(format!("{rate:.0} saves/s, {}", summary(times)))
}

/// What the program does for one tap: read what there was, keep what there is, note it.
async fn save(store: &Store, who: AssessorId, subject: String) -> Result<(), StoreError> {
    store
        .write(move |write| {
            Box::pin(async move {
                let before = write.before_answer(&who, "statement", &subject).await?;
                let before = before.ok_or(StoreError::Stale)?;
                let version = before.version.unwrap_or(0) + 1;
                let value = (version % 5 + 1).to_string();
                write.note(Note {
                    at: version,
                    actor: format!("assessor:{who}"),
                    action: "rating_record",
                    subject: format!("statement:{subject}"),
                    place: "assessment".to_owned(),
                    before: json!({ "value": before.value, "version": before.version }),
                    after: json!({ "value": value, "version": version }),
                });
                let row = AnswerRow {
                    assessor_id: who,
                    kind: "statement".to_owned(),
                    subject,
                    value: Some(value),
                    confidence: Some(4),
                    note: None,
                    version,
                    changed_at: version,
                };
                write.set_answer(&row, None).await
            })
        })
        .await
}

async fn prepare(store: &Store) -> Result<Vec<AssessorId>, StoreError> {
    let city = CityRow {
        id: CityId::new(Uuid::now_v7()),
        slug: "northaven".to_owned(),
        name: "Northaven".to_owned(),
        country: None,
        population: None,
        colour: None,
        logo_sha256: None,
        logo_media_type: None,
        created_at: 0,
        version: 1,
    };
    let assessment = AssessmentRow {
        id: AssessmentId::new(Uuid::now_v7()),
        city_id: city.id.clone(),
        slug: "2026".to_owned(),
        name: "2026".to_owned(),
        starts_on: "2026-01-01".to_owned(),
        ends_on: "2026-12-31".to_owned(),
        model: "core".to_owned(),
        model_version: "1".to_owned(),
        model_sha256: String::new(),
        depth: "full".to_owned(),
        named: 0,
        settings: "{}".to_owned(),
        phase: "rating".to_owned(),
        created_at: 0,
        version: 1,
    };
    let group = GroupRow {
        id: GroupId::new(Uuid::now_v7()),
        assessment_id: assessment.id.clone(),
        code: "staff".to_owned(),
        name: "Staff".to_owned(),
    };
    let assessors: Vec<AssessorRow> = (0..ASSESSORS)
        .map(|number| AssessorRow {
            id: AssessorId::new(Uuid::now_v7()),
            assessment_id: assessment.id.clone(),
            group_id: group.id.clone(),
            code: format!("a{number}"),
            person_id: None,
            components: None,
            joined_at: None,
            created_at: 0,
            follows: None,
            erased_at: None,
            code_number: 0,
            name: None,
        })
        .collect();
    let ids = assessors.iter().map(|row| row.id.clone()).collect();
    store
        .write(move |write| {
            Box::pin(async move {
                write.add_city(&city).await?;
                write.add_assessment(&assessment).await?;
                write.add_group(&group).await?;
                for assessor in &assessors {
                    write.add_assessor(assessor, assessor.id.as_str()).await?;
                }
                Ok(ids)
            })
        })
        .await
}

/// The half and the hundredth that took longest.
fn summary(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |share: usize| {
        times
            .get(times.len() * share / 100)
            .copied()
            .unwrap_or_default()
    };
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    format!("p50 {:.2} ms, p99 {:.2} ms", ms(at(50)), ms(at(99)))
}
