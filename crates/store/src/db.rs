//! A place to send statements to: the pool for reading, a transaction for writing.

use crate::audit::Entry;
use crate::error::StoreError;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, FromQueryResult,
    QueryResult, Statement, TransactionTrait, Value,
};
use std::sync::{Arc, Mutex, PoisonError};

pub(crate) enum Line {
    Pool(DatabaseConnection),
    Transaction(DatabaseTransaction),
}

/// Where questions are asked: of the pool, or inside a transaction. Each noun adds its
/// questions in its own file.
pub struct Db {
    line: Line,
    /// What kept a transaction from going on, if anything did. SQLite undoes a whole
    /// transaction when the disk is full, and would keep what follows one by one.
    trouble: Arc<Mutex<Option<StoreError>>>,
}

impl Db {
    pub(crate) fn pool(connection: DatabaseConnection) -> Self {
        Self {
            line: Line::Pool(connection),
            trouble: Arc::default(),
        }
    }

    pub(crate) fn transaction(transaction: DatabaseTransaction) -> Self {
        Self {
            line: Line::Transaction(transaction),
            trouble: Arc::default(),
        }
    }

    pub(crate) fn backend(&self) -> DbBackend {
        match &self.line {
            Line::Pool(connection) => connection.get_database_backend(),
            Line::Transaction(transaction) => transaction.get_database_backend(),
        }
    }

    fn statement<const N: usize>(&self, sql: &str, values: [Value; N]) -> Statement {
        Statement::from_sql_and_values(self.backend(), sql, values)
    }

    /// All rows that a whole statement with `$1`, `$2`, … gives; none for a text that is
    /// never kept.
    pub(crate) async fn rows<const N: usize>(
        &self,
        sql: &str,
        values: [Value; N],
    ) -> Result<Vec<QueryResult>, StoreError> {
        if values.iter().any(holds_nul) {
            return Ok(Vec::new());
        }
        let statement = self.statement(sql, values);
        Ok(match &self.line {
            Line::Pool(connection) => connection.query_all_raw(statement).await?,
            Line::Transaction(transaction) => transaction.query_all_raw(statement).await?,
        })
    }

    /// As [`Db::rows`], each row read as one noun.
    pub(crate) async fn all<T: FromQueryResult, const N: usize>(
        &self,
        sql: &str,
        values: [Value; N],
    ) -> Result<Vec<T>, StoreError> {
        let rows = self.rows(sql, values).await?;
        let read = rows.iter().map(|row| T::from_query_result(row, ""));
        Ok(read.collect::<Result<_, _>>()?)
    }

    /// The first row, if there is one.
    pub(crate) async fn one<T: FromQueryResult, const N: usize>(
        &self,
        sql: &str,
        values: [Value; N],
    ) -> Result<Option<T>, StoreError> {
        if values.iter().any(holds_nul) {
            return Ok(None);
        }
        let statement = self.statement(sql, values);
        let row = match &self.line {
            Line::Pool(connection) => connection.query_one_raw(statement).await?,
            Line::Transaction(transaction) => transaction.query_one_raw(statement).await?,
        };
        Ok(row.map(|row| T::from_query_result(&row, "")).transpose()?)
    }

    /// A whole number that a statement gives as `n`; 0 where there is no row.
    pub(crate) async fn number<const N: usize>(
        &self,
        sql: &str,
        values: [Value; N],
    ) -> Result<i64, StoreError> {
        #[derive(FromQueryResult)]
        struct Number {
            n: i64,
        }
        Ok(self
            .one::<Number, N>(sql, values)
            .await?
            .map_or(0, |row| row.n))
    }

    pub(crate) async fn execute<const N: usize>(
        &self,
        sql: &str,
        values: [Value; N],
    ) -> Result<u64, StoreError> {
        self.execute_many(sql, values.into()).await
    }

    pub(crate) async fn execute_many(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<u64, StoreError> {
        if values.iter().any(holds_nul) {
            return Err(StoreError::Other(
                "a text holds the character U+0000, which PostgreSQL cannot keep".to_owned(),
            ));
        }
        let statement = Statement::from_sql_and_values(self.backend(), sql, values);
        if let Some(error) = self.trouble() {
            return Err(error);
        }
        let done = match &self.line {
            Line::Pool(connection) => connection.execute_raw(statement).await,
            Line::Transaction(transaction) => transaction.execute_raw(statement).await,
        };
        match done {
            Ok(done) => Ok(done.rows_affected()),
            Err(error) => {
                let error = error.into();
                if matches!(
                    error,
                    StoreError::Full | StoreError::ReadOnly | StoreError::Unavailable(_)
                ) {
                    self.set_trouble(Some(error.clone()));
                }
                Err(error)
            }
        }
    }

    fn trouble(&self) -> Option<StoreError> {
        self.trouble
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn set_trouble(&self, trouble: Option<StoreError>) {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }

    pub(crate) async fn script(&self, sql: &str) -> Result<(), StoreError> {
        match &self.line {
            Line::Pool(connection) => connection.execute_unprepared(sql).await?,
            Line::Transaction(transaction) => transaction.execute_unprepared(sql).await?,
        };
        Ok(())
    }

    /// A transaction inside this one.
    async fn nested(&self) -> Result<DatabaseTransaction, StoreError> {
        Ok(match &self.line {
            Line::Pool(connection) => connection.begin().await?,
            Line::Transaction(transaction) => transaction.begin().await?,
        })
    }

    /// Commits.
    pub(crate) async fn keep(self) -> Result<(), StoreError> {
        self.end(true).await
    }

    /// Rolls back.
    pub(crate) async fn undo(self) -> Result<(), StoreError> {
        self.end(false).await
    }

    async fn end(self, keep: bool) -> Result<(), StoreError> {
        if let Line::Transaction(transaction) = self.line {
            if keep {
                transaction.commit().await?;
            } else {
                transaction.rollback().await?;
            }
        }
        Ok(())
    }
}

/// Whether a text holds the character that SQLite would keep and PostgreSQL refuses: what one
/// database keeps, the other has to be able to take over.
fn holds_nul(value: &Value) -> bool {
    matches!(value, Value::String(Some(text)) if text.contains('\0'))
}

/// A transaction that changes things. Reads inside it see its own changes.
pub struct Write {
    db: Db,
    seq: i64,
    hash: String,
    entries: Vec<Entry>,
}

impl std::ops::Deref for Write {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

#[derive(FromQueryResult)]
struct Tip {
    seq: i64,
    hash: String,
}

/// The end of the audit chain before a piece of work began.
pub(crate) struct Mark {
    outer: Db,
    seq: i64,
    hash: String,
    entries: usize,
}

impl Write {
    /// Begins on a fresh transaction. Reading the end of the chain locks it on PostgreSQL,
    /// so writers of several processes take turns from their first statement on.
    pub(crate) async fn begin(db: Db) -> Result<Self, StoreError> {
        let sql = match db.backend() {
            DbBackend::Postgres => "SELECT seq, hash FROM audit_tip WHERE id = 1 FOR UPDATE",
            _ => "SELECT seq, hash FROM audit_tip WHERE id = 1",
        };
        let tip = db.one::<Tip, 0>(sql, []).await?;
        let tip = tip.ok_or_else(|| StoreError::Other("the audit chain has no end row".into()))?;
        Ok(Self {
            db,
            seq: tip.seq,
            hash: tip.hash,
            entries: Vec::new(),
        })
    }

    /// Goes on from the end of the chain that the database keeps, after that was replaced.
    pub(crate) async fn reload_tip(&mut self) -> Result<(), StoreError> {
        let sql = "SELECT seq, hash FROM audit_tip WHERE id = 1";
        if let Some(tip) = self.db.one::<Tip, 0>(sql, []).await? {
            self.seq = tip.seq;
            self.hash = tip.hash;
        }
        Ok(())
    }

    /// Adds a link to the audit chain.
    pub fn note(&mut self, note: crate::audit::Note) {
        let entry = note.link(self.seq + 1, &self.hash);
        self.seq = entry.seq;
        self.hash.clone_from(&entry.hash);
        self.entries.push(entry);
    }

    /// Number and hash of the last link.
    #[must_use]
    pub fn tip(&self) -> (i64, &str) {
        (self.seq, &self.hash)
    }

    /// Opens a savepoint, so that a piece of work can fail alone.
    pub(crate) async fn open(&mut self) -> Result<Mark, StoreError> {
        let mut inner = Db::transaction(self.db.nested().await?);
        inner.trouble = Arc::clone(&self.db.trouble);
        Ok(Mark {
            outer: std::mem::replace(&mut self.db, inner),
            seq: self.seq,
            hash: self.hash.clone(),
            entries: self.entries.len(),
        })
    }

    /// Keeps or undoes what was done since `mark`.
    pub(crate) async fn close(&mut self, mark: Mark, keep: bool) -> Result<(), StoreError> {
        let inner = std::mem::replace(&mut self.db, mark.outer);
        if !keep {
            self.seq = mark.seq;
            self.hash = mark.hash;
            self.entries.truncate(mark.entries);
        }
        match inner.end(keep).await {
            Ok(()) => {
                self.db.set_trouble(None);
                Ok(())
            }
            // That there is nothing left to undo is no answer; why is.
            Err(error) => Err(self.db.trouble().unwrap_or(error)),
        }
    }

    /// Writes the links and commits.
    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        let entries = std::mem::take(&mut self.entries);
        if !entries.is_empty() {
            crate::audit::insert(&self.db, &entries).await?;
            let moved = self
                .db
                .execute(
                    "UPDATE audit_tip SET seq = $1, hash = $2 WHERE id = 1",
                    [self.seq.into(), self.hash.clone().into()],
                )
                .await?;
            if moved != 1 {
                return Err(StoreError::Stale);
            }
        }
        self.db.end(true).await
    }
}
