//! A database of a test's own, of either kind.

use futures_util::future::BoxFuture;
use gradus_store::{Location, Store, StoreError, Write};
use gradus_testkit::postgres::{Database, database};
use sea_orm::ConnectionTrait;
use tempfile::TempDir;

/// What goes when the test ends.
pub enum Place {
    Folder(TempDir),
    Database(Database),
}

impl Place {
    pub fn folder() -> Self {
        Self::Folder(tempfile::tempdir().unwrap())
    }

    pub fn database() -> Self {
        Self::Database(database())
    }

    pub fn location(&self) -> Location {
        match self {
            Self::Folder(folder) => Location::File(folder.path().join("gradus.db")),
            Self::Database(database) => Location::Postgres(database.url()),
        }
    }

    /// Changes rows past the store, as somebody with the database's password could.
    pub async fn tamper(&self, sql: &str) {
        match self {
            Self::Folder(folder) => {
                let url = format!("sqlite://{}/gradus.db", folder.path().display());
                let connection = sea_orm::Database::connect(url).await.unwrap();
                connection.execute_unprepared(sql).await.unwrap();
                connection.close().await.unwrap();
            }
            Self::Database(database) => {
                database.run(sql);
            }
        }
    }
}

pub struct Bench {
    pub store: Store,
    pub place: Place,
}

impl Bench {
    pub async fn sqlite() -> Self {
        Self::at(Place::folder()).await
    }

    pub async fn postgres() -> Self {
        Self::at(Place::database()).await
    }

    async fn at(place: Place) -> Self {
        let store = Store::open(&place.location()).await.unwrap();
        Self { store, place }
    }

    /// The same database, opened once more: what another process would hold.
    pub async fn again(&self) -> Store {
        Store::open(&self.place.location()).await.unwrap()
    }

    /// Writes, and expects it to succeed.
    pub async fn write<T, F>(&self, work: F) -> T
    where
        F: for<'a> FnOnce(&'a mut Write) -> BoxFuture<'a, Result<T, StoreError>> + Send + 'static,
        T: Send + 'static,
    {
        self.store.write(work).await.unwrap()
    }

    /// Writes, and expects it to be refused.
    pub async fn refused<F>(&self, work: F) -> StoreError
    where
        F: for<'a> FnOnce(&'a mut Write) -> BoxFuture<'a, Result<(), StoreError>> + Send + 'static,
    {
        self.store.write(work).await.unwrap_err()
    }

    /// Expects the chain to be whole, and gives its number of rows.
    pub async fn chain(&self) -> i64 {
        let (rows, faults) = self.store.db().audit_verify(&[]).await.unwrap();
        assert_eq!(faults, []);
        rows
    }
}

/// Writes in one line: `write!(store_or_bench, |write| write.add_city(&city))`.
macro_rules! write {
    ($bench:expr, |$write:ident| $work:expr) => {
        $bench.write(move |$write| Box::pin(async move { $work.await }))
    };
}
/// Like `write!`, and gives the error.
macro_rules! refused {
    ($bench:expr, |$write:ident| $work:expr) => {
        $bench.refused(move |$write| Box::pin(async move { $work.await }))
    };
}
pub(crate) use {refused, write};
