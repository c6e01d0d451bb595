//! What a database can answer instead of what was asked for.

use sea_orm::{DbErr, RuntimeErr};
use std::io::ErrorKind;
use thiserror::Error;

/// Why a query or a change failed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// A value that has to be unique is there already; named by its constraint.
    #[error("{0} is already taken")]
    Taken(&'static str),
    /// The row was changed or removed by somebody else in between.
    #[error("the row was changed in between")]
    Stale,
    /// The disk is full.
    #[error(
        "the disk that holds the database or its files is full; nothing was changed; make room, then try again"
    )]
    Full,
    /// The database or its folder cannot be written to.
    #[error(
        "the database or its files cannot be written to; check who owns the folder and whether it is read-only"
    )]
    ReadOnly,
    /// The database cannot be reached.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// A newer version of the program has used this database.
    #[error(
        "the database was made by a newer version of the program (schema {found}, this one knows {known}); use that version"
    )]
    Newer {
        /// The schema's number in the database.
        found: i64,
        /// The largest number that this program knows.
        known: i64,
    },
    /// The PostgreSQL server is older than those that are supported.
    #[error(
        "the server is PostgreSQL {found}, and this program needs {oldest} or newer; upgrade it, or keep the data in a file"
    )]
    TooOld {
        /// The server's major version.
        found: i64,
        /// The oldest that is supported.
        oldest: i64,
    },
    /// Anything else: a bug of ours, or a damaged database.
    #[error("the database refused: {0}")]
    Other(String),
}

/// Constraints whose breach is the user's affair: the name that PostgreSQL gives, the columns
/// that SQLite gives, and the field that both stand for.
const FIELDS: [(&str, &str, &str); 9] = [
    ("account_login", "account.login", "login"),
    ("city_slug", "city.slug", "slug"),
    (
        "assessment_slug",
        "assessment.city_id, assessment.slug",
        "slug",
    ),
    (
        "rater_group_code",
        "rater_group.assessment_id, rater_group.code",
        "code",
    ),
    (
        "assessor_code",
        "assessor.assessment_id, assessor.code",
        "code",
    ),
    ("assessor_recovery", "assessor.recovery_sha256", "recovery"),
    (
        "evidence_use_code",
        "evidence_use.assessment_id, evidence_use.code",
        "code",
    ),
    (
        "publication_slug",
        "publication.city_slug, publication.slug",
        "slug",
    ),
    (
        "idempotency_pkey",
        "idempotency.actor, idempotency.name",
        "idempotency_key",
    ),
];

/// By code and not by text: PostgreSQL speaks the language of its machine.
impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        let text = error.to_string();
        let driver = match &error {
            DbErr::Conn(RuntimeErr::SqlxError(driver))
            | DbErr::Exec(RuntimeErr::SqlxError(driver))
            | DbErr::Query(RuntimeErr::SqlxError(driver)) => driver,
            DbErr::Conn(_) | DbErr::ConnectionAcquire(_) => return Self::Unavailable(text),
            _ => return Self::Other(text),
        };
        match &**driver {
            sqlx::Error::Database(said) => {
                let code = said.code().unwrap_or_default();
                match said.try_downcast_ref::<sqlx::postgres::PgDatabaseError>() {
                    Some(said) => of_postgres(&code, said.constraint().unwrap_or_default(), text),
                    None => of_sqlite(&code, said.message(), text),
                }
            }
            sqlx::Error::Io(error) => match error.kind() {
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full,
                _ => Self::Unavailable(text),
            },
            sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unavailable(text),
            _ => Self::Other(text),
        }
    }
}

/// What an SQLSTATE means (PostgreSQL's manual, appendix A).
fn of_postgres(code: &str, constraint: &str, text: String) -> StoreError {
    let field = FIELDS.iter().find(|(name, _, _)| *name == constraint);
    match (code, field) {
        ("23505", Some((_, _, field))) => StoreError::Taken(field),
        ("53100", _) => StoreError::Full,
        ("25006", _) => StoreError::ReadOnly,
        // Class by class: connection, authorisation, catalogue name, rollback, resources,
        // operator, system.
        _ if ["08", "28", "3D", "40", "53", "57", "58"].contains(&code.get(..2).unwrap_or("")) => {
            StoreError::Unavailable(text)
        }
        _ => StoreError::Other(text),
    }
}

/// What an extended result code means (<https://www.sqlite.org/rescode.html>).
fn of_sqlite(code: &str, message: &str, text: String) -> StoreError {
    const UNIQUE: [i32; 2] = [2067, 1555];
    const PERMISSION: i32 = 3;
    const BUSY: i32 = 5;
    const LOCKED: i32 = 6;
    const READ_ONLY: i32 = 8;
    const INPUT_OUTPUT: i32 = 10;
    const FULL: i32 = 13;
    const CANNOT_OPEN: i32 = 14;
    let code: i32 = code.parse().unwrap_or(0);
    let columns = message.rsplit(": ").next().unwrap_or_default();
    let field = FIELDS.iter().find(|(_, names, _)| *names == columns);
    match (code & 0xff, field) {
        (_, Some((_, _, field))) if UNIQUE.contains(&code) => StoreError::Taken(field),
        (FULL, _) => StoreError::Full,
        (READ_ONLY | CANNOT_OPEN | PERMISSION, _) => StoreError::ReadOnly,
        (BUSY | LOCKED | INPUT_OUTPUT, _) => StoreError::Unavailable(text),
        _ => StoreError::Other(text),
    }
}
