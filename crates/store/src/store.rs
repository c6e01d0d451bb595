//! Opening a database, and the two ways into it.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::migrate::migrate;
use crate::queue::Queue;
use futures_util::future::BoxFuture;
use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, DbBackend, IsolationLevel,
    TransactionTrait,
};
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A SQLite file; made when it is not there.
    File(PathBuf),
    /// A PostgreSQL database, as `postgres://user:password@host:port/name`.
    Postgres(String),
}

impl Location {
    /// The file, where it is one.
    fn file(&self) -> Option<PathBuf> {
        match self {
            Self::File(path) => Some(path.clone()),
            Self::Postgres(_) => None,
        }
    }
}

/// A database that is open, with its tables up to date.
#[derive(Clone)]
pub struct Store {
    reads: DatabaseConnection,
    queue: Queue,
    /// The address of a PostgreSQL database.
    pub(crate) url: Option<String>,
}

const WAIT: Duration = Duration::from_secs(10);
/// How long a probe waits for an answer.
const PING: Duration = Duration::from_secs(2);
/// The oldest PostgreSQL that is supported, as `server_version_num` says it.
const OLDEST_POSTGRES: i64 = 150_000;
/// How often a file is tried that another program is just setting up, and how long apart.
const ATTEMPTS: u32 = 100;
const PAUSE: Duration = Duration::from_millis(50);
/// Kilobytes of pages that one SQLite connection keeps.
const CACHE_KB: &str = "-4096";

fn options(url: &str, most: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(most)
        .min_connections(1)
        .acquire_timeout(WAIT)
        .connect_timeout(WAIT)
        .sqlx_logging(false);
    options
}

pub(crate) async fn sqlite(path: &Path, most: u32) -> Result<DatabaseConnection, StoreError> {
    let file = path.to_owned();
    let mut options = options("sqlite::memory:", most);
    // A server may end a connection, a file does not: to try it before each question would
    // only double the ways to the thread that reads.
    options.test_before_acquire(false);
    options.map_sqlx_sqlite_opts(move |options| {
        options
            .filename(&file)
            .in_memory(false)
            .shared_cache(false)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(WAIT)
            .pragma("cache_size", CACHE_KB)
            .statement_cache_capacity(200)
    });
    // Turning a new file to its write-ahead log asks nobody to wait: programs that open one
    // at the same moment try again.
    let mut attempt = 0;
    loop {
        match Database::connect(options.clone()).await {
            Err(error)
                if attempt < ATTEMPTS && error.to_string().contains("database is locked") =>
            {
                attempt += 1;
                tokio::time::sleep(PAUSE).await;
            }
            connected => return Ok(connected?),
        }
    }
}

async fn postgres(url: &str, most: u32) -> Result<DatabaseConnection, StoreError> {
    let connection = Database::connect(options(url, most)).await?;
    let sql = "SELECT current_setting('server_version_num')::bigint AS n";
    let version = Db::pool(connection.clone()).number(sql, []).await?;
    new_enough(version).map(|()| connection)
}

/// Refuses a server of an older version, given as `server_version_num`, before anything is
/// changed there.
fn new_enough(version: i64) -> Result<(), StoreError> {
    if version >= OLDEST_POSTGRES {
        return Ok(());
    }
    Err(StoreError::TooOld {
        found: version / 10_000,
        oldest: OLDEST_POSTGRES / 10_000,
    })
}

/// Finds out by a change that is undone: SQLite opens a file that it may only read, and
/// even begins a transaction on it.
async fn can_write(connection: &DatabaseConnection) -> Result<(), StoreError> {
    let transaction = Db::transaction(connection.begin().await?);
    let sql = "UPDATE audit_tip SET seq = seq WHERE id = 1";
    transaction.execute(sql, []).await?;
    transaction.undo().await
}

impl Store {
    /// Opens a database and brings its tables up to date.
    ///
    /// # Errors
    /// When it cannot be reached or written to, or a newer version of the program made it.
    pub async fn open(location: &Location) -> Result<Self, StoreError> {
        let (writes, reads) = match location {
            Location::File(path) => (sqlite(path, 1).await?, sqlite(path, 4).await?),
            Location::Postgres(url) => (postgres(url, 1).await?, postgres(url, 8).await?),
        };
        migrate(&writes).await?;
        can_write(&writes).await?;
        Ok(Self {
            reads,
            queue: Queue::start(writes, location.file()),
            url: match location {
                Location::Postgres(url) => Some(url.clone()),
                Location::File(_) => None,
            },
        })
    }

    /// Where to read.
    #[must_use]
    pub fn db(&self) -> Db {
        Db::pool(self.reads.clone())
    }

    /// Where to read one unchanging state of everything.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn snapshot(&self) -> Result<Db, StoreError> {
        let transaction = match self.reads.get_database_backend() {
            DbBackend::Postgres => {
                let level = Some(IsolationLevel::RepeatableRead);
                let mode = Some(AccessMode::ReadOnly);
                self.reads.begin_with_config(level, mode).await?
            }
            _ => self.reads.begin().await?,
        };
        Ok(Db::transaction(transaction))
    }

    /// Runs `work` in a transaction, together with the work of others. It comes back when
    /// everything is durable; an error of `work` undoes what it did.
    ///
    /// # Errors
    /// Those of `work`, and [`StoreError`] where the transaction cannot begin or commit.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'a> FnOnce(&'a mut Write) -> BoxFuture<'a, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.queue.run(work).await
    }

    /// Whether the database answers, within two seconds.
    ///
    /// # Errors
    /// Why it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let db = self.db();
        let asked = db.number("SELECT CAST(1 AS BIGINT) AS n", []);
        match tokio::time::timeout(PING, asked).await {
            Ok(answered) => answered.map(drop),
            Err(_) => Err(StoreError::Unavailable(format!(
                "no answer within {} s",
                PING.as_secs()
            ))),
        }
    }

    /// Folds the write-ahead file of SQLite back, so that the folder is at rest.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn rest(&self) -> Result<(), StoreError> {
        if self.reads.get_database_backend() == DbBackend::Postgres {
            return Ok(());
        }
        self.db().script("PRAGMA wal_checkpoint(TRUNCATE)").await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Note;
    use std::collections::BTreeSet;

    async fn open(folder: &tempfile::TempDir) -> Store {
        let location = Location::File(folder.path().join("gradus.db"));
        Store::open(&location).await.unwrap()
    }

    /// Runs statements on the connection that writes, between two groups.
    async fn number(store: &Store, sql: &'static str) -> i64 {
        let given: Result<i64, StoreError> = store
            .write(move |write| Box::pin(async move { write.number(sql, []).await }))
            .await;
        given.unwrap()
    }

    #[test]
    fn a_postgres_before_version_15_is_refused_by_name() {
        assert_eq!(new_enough(150_000), Ok(()));
        assert_eq!(new_enough(180_001), Ok(()));
        let refused = new_enough(140_019).map_err(|error| error.to_string());
        let said = "the server is PostgreSQL 14, and this program needs 15 or newer; upgrade it, or keep the data in a file";
        assert_eq!(refused, Err(said.to_owned()));
    }

    #[tokio::test]
    async fn what_is_acknowledged_on_sqlite_is_on_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&folder).await;
        // 2 is FULL: the write-ahead file reaches the disk before a commit comes back.
        let sql = "SELECT synchronous AS n FROM pragma_synchronous";
        assert_eq!(number(&store, sql).await, 2);
        let sql = "SELECT COUNT(*) AS n FROM pragma_journal_mode WHERE journal_mode = 'wal'";
        assert_eq!(number(&store, sql).await, 1);
        let sql = "SELECT foreign_keys AS n FROM pragma_foreign_keys";
        assert_eq!(number(&store, sql).await, 1);
    }

    async fn limit(write: &mut Write, pages: i64) -> Result<(), StoreError> {
        let sql = format!("PRAGMA max_page_count = {pages}");
        write.script(&sql).await
    }

    /// Keeps a long fact and notes it, on a disk that holds so many pages: SQLite itself says
    /// when it is full.
    async fn keep(store: &Store, number: usize, pages: i64) -> Result<(), StoreError> {
        store
            .write(move |write| {
                Box::pin(async move {
                    limit(write, pages).await?;
                    let name = format!("fact {number}");
                    write.note(Note {
                        at: 0,
                        actor: "system".to_owned(),
                        action: "trial",
                        subject: name.clone(),
                        place: "instance".to_owned(),
                        before: serde_json::Value::Null,
                        after: serde_json::Value::Null,
                    });
                    write.set_instance_fact(&name, &"x".repeat(40_000)).await
                })
            })
            .await
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_full_disk_is_named_and_what_fits_again_is_kept_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&folder).await;
        let sql = "SELECT page_count AS n FROM pragma_page_count";
        let pages = number(&store, sql).await + 100;
        let mut kept = BTreeSet::new();
        let mut refused = 0;
        for round in 0..3 {
            let facts = (0..8).map(|fact| {
                let (store, number) = (store.clone(), round * 8 + fact);
                async move { (number, keep(&store, number, pages).await) }
            });
            for (number, outcome) in futures_util::future::join_all(facts).await {
                match outcome {
                    Ok(()) => assert!(kept.insert(format!("fact {number}"))),
                    Err(error) => {
                        assert_eq!(error, StoreError::Full);
                        refused += 1;
                    }
                }
            }
        }
        assert!(kept.len() < 12 && refused > 12, "{kept:?}, {refused}");
        // Work that makes light of it cannot go on outside of the transaction.
        let careless: Result<(), StoreError> = store
            .write(move |write| {
                Box::pin(async move {
                    limit(write, pages).await?;
                    let _ = write.set_instance_fact("long", &"x".repeat(400_000)).await;
                    let _ = write.set_instance_fact("short", "x").await;
                    Ok(())
                })
            })
            .await;
        assert_eq!(careless, Err(StoreError::Full));
        assert_eq!(store.db().instance_fact("short").await, Ok(None));

        keep(&store, 99, 1_000_000).await.unwrap();
        kept.insert("fact 99".to_owned());

        let entries = store.db().audit_entries(0, 100).await.unwrap();
        let noted: BTreeSet<String> = entries.into_iter().map(|entry| entry.subject).collect();
        assert_eq!(noted, kept);
        for name in &kept {
            assert!(
                store.db().instance_fact(name).await.unwrap().is_some(),
                "{name}"
            );
        }
        assert_eq!(store.db().audit_verify(&[]).await.unwrap().1, []);
        assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
        // Nothing is left open that another program would have to wait for.
        let other = open(&folder).await;
        keep(&other, 100, 1_000_000).await.unwrap();
        keep(&store, 101, 1_000_000).await.unwrap();
    }
}
