//! The application: its parts, and the one way to change something.

use crate::actor::{Actor, Scope};
use crate::comparison::Compared;
use crate::error::AppError;
use crate::files::FileStore;
use crate::idempotency::{Doing, Repeats, repeats};
use crate::mail::Mailer;
use crate::password::Passwords;
use crate::publication::Published;
use crate::result::Outcome;
use crate::secrets::InstanceKey;
use crate::workshop::Hub;
use futures_util::future::BoxFuture;
use gradus_domain::model::Model;
use gradus_store::audit::Note;
use gradus_store::{AssessmentId, Db, Store, Write};
use moka::future::Cache;
use serde_json::Value as Json;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// Bounds on what people send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of a file of evidence.
    pub evidence_bytes: u64,
    /// Most bytes of an assessment file that is imported.
    pub import_bytes: u64,
    /// Most assessors of one assessment.
    pub assessors: usize,
    /// Most pieces of evidence of one city.
    pub evidence: usize,
    /// Days that a session lasts after its last use.
    pub session_days: i64,
    /// Days after an assessment became final until names and notes of its assessors are
    /// taken out; 0 keeps them.
    pub retention_days: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            evidence_bytes: 25 * 1024 * 1024,
            import_bytes: 64 * 1024 * 1024,
            assessors: 2_000,
            evidence: 5_000,
            session_days: 30,
            retention_days: 0,
        }
    }
}

/// The parts that an application is made of.
pub struct Setup {
    /// The database.
    pub store: Store,
    /// Files of evidence, and logos.
    pub files: FileStore,
    /// The instance's key.
    pub key: InstanceKey,
    /// Bounds.
    pub limits: Limits,
    /// The clock.
    pub clock: fn() -> OffsetDateTime,
}

/// The application. Cloning it is cheap.
#[derive(Clone)]
pub struct App {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) files: FileStore,
    /// Shared by those who hand in files, alone with who removes one.
    pub(crate) files_held: tokio::sync::RwLock<()>,
    pub(crate) key: InstanceKey,
    pub(crate) limits: Limits,
    pub(crate) passwords: Passwords,
    /// One report is laid out at a time: each takes memory and a core.
    pub(crate) reports: tokio::sync::Semaphore,
    pub(crate) outcomes: Cache<(AssessmentId, i64), Arc<Outcome>>,
    pub(crate) comparisons: Cache<[(AssessmentId, i64); 2], Arc<Compared>>,
    pub(crate) published: Cache<(AssessmentId, i64), Arc<Published>>,
    pub(crate) mailer: OnceLock<Mailer>,
    pub(crate) repeats: Repeats,
    pub(crate) hub: Hub,
    clock: fn() -> OffsetDateTime,
    pub(crate) models: Mutex<HashMap<String, Arc<Model>>>,
}

/// Where something happened, for the audit chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The instance.
    Instance,
    /// A city.
    City(gradus_store::CityId),
    /// An assessment.
    Assessment(AssessmentId),
}

impl Place {
    pub(crate) fn word(&self) -> String {
        match self {
            Self::Instance => "instance".to_owned(),
            Self::City(id) => format!("city:{id}"),
            Self::Assessment(id) => format!("assessment:{id}"),
        }
    }
}

/// Who does something and when, for a change and its audit rows.
#[derive(Debug, Clone)]
pub(crate) struct Stamp {
    /// Milliseconds since 1970, UTC.
    pub(crate) now: i64,
    pub(crate) actor: String,
}

impl Stamp {
    /// Notes one change.
    pub(crate) fn note(
        &self,
        write: &mut Write,
        action: &'static str,
        subject: impl ToString,
        place: &Place,
        change: (Json, Json),
    ) {
        write.note(Note {
            at: self.now,
            actor: self.actor.clone(),
            action,
            subject: subject.to_string(),
            place: place.word(),
            before: change.0,
            after: change.1,
        });
    }
}

/// Results that are kept computed; one of 38 assessors takes about 2 MB.
const OUTCOMES_KEPT: u64 = 24;
/// How long a result is kept: it names changes since the cycle before, which may have been
/// opened again.
const OUTCOMES_LAST: Duration = Duration::from_secs(600);

/// Publications that are kept rendered.
const PUBLISHED_KEPT: u64 = 48;

impl App {
    /// An application of these parts.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self {
            inner: Arc::new(Inner {
                store: setup.store,
                files: setup.files,
                files_held: tokio::sync::RwLock::new(()),
                key: setup.key,
                limits: setup.limits,
                passwords: Passwords::new(),
                reports: tokio::sync::Semaphore::new(1),
                outcomes: Cache::builder()
                    .max_capacity(OUTCOMES_KEPT)
                    .time_to_live(OUTCOMES_LAST)
                    .build(),
                comparisons: Cache::new(OUTCOMES_KEPT),
                published: Cache::new(PUBLISHED_KEPT),
                mailer: OnceLock::new(),
                repeats: repeats(),
                hub: Hub::default(),
                clock: setup.clock,
                models: Mutex::new(HashMap::new()),
            }),
        }
    }

    /// Where to read.
    pub(crate) fn db(&self) -> Db {
        self.inner.store.db()
    }

    /// The database, for operators' commands.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Bounds on what people send.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.inner.limits
    }

    /// The instance's key.
    #[must_use]
    pub fn key(&self) -> &InstanceKey {
        &self.inner.key
    }

    /// Now, in milliseconds since 1970, UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        let now = (self.inner.clock)();
        now.unix_timestamp() * 1000 + i64::from(now.millisecond())
    }

    /// Today, UTC.
    #[must_use]
    pub fn today(&self) -> Date {
        (self.inner.clock)().date()
    }

    /// A new identifier; later ones sort after earlier ones.
    pub(crate) fn uuid() -> Uuid {
        Uuid::now_v7()
    }

    pub(crate) fn stamp(&self, actor: &Actor) -> Stamp {
        Stamp {
            now: self.now(),
            actor: actor.pseudonym(),
        }
    }

    /// Changes something in one transaction; its audit rows are noted on the stamp.
    pub(crate) async fn change<T, F>(&self, actor: &Actor, work: F) -> Result<T, AppError>
    where
        F: for<'a> FnOnce(&'a mut Write, Stamp) -> BoxFuture<'a, Result<T, AppError>>
            + Send
            + 'static,
        T: Send + 'static,
    {
        actor.needs(Scope::Write)?;
        self.change_as(self.stamp(actor), work).await
    }

    /// As [`App::change`], in the name of the instance itself.
    pub(crate) async fn change_as<T, F>(&self, stamp: Stamp, work: F) -> Result<T, AppError>
    where
        F: for<'a> FnOnce(&'a mut Write, Stamp) -> BoxFuture<'a, Result<T, AppError>>
            + Send
            + 'static,
        T: Send + 'static,
    {
        let Some(doing) = Doing::now() else {
            return self
                .inner
                .store
                .write(move |write| work(write, stamp))
                .await;
        };
        let (claim, now) = (doing.clone(), stamp.now);
        let done = self.inner.store.write(move |write| {
            Box::pin(async move {
                claim.claim(write, now).await?;
                work(write, stamp).await
            })
        });
        let made = done.await?;
        doing.hold();
        Ok(made)
    }

    /// The stamp of the instance itself.
    pub(crate) fn system(&self) -> Stamp {
        Stamp {
            now: self.now(),
            actor: "system".to_owned(),
        }
    }
}
