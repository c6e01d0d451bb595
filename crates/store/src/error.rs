//! What a database can answer instead of what was asked for.

use sea_orm::DbErr;
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
        "the disk that holds the database is full; nothing was changed; make room, then try again"
    )]
    Full,
    /// The database or its folder cannot be written to.
    #[error(
        "the database cannot be written to; check who owns its folder and whether it is read-only"
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
    /// Anything else: a bug of ours, or a damaged database.
    #[error("the database refused: {0}")]
    Other(String),
}

/// Constraints whose breach is the user's affair, and the field that each stands for.
const FIELDS: [(&str, &str, &str); 8] = [
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
        "idempotency_pkey",
        "idempotency.actor, idempotency.name",
        "idempotency_key",
    ),
];

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        let text = error.to_string();
        let broken = FIELDS.iter().find(|(constraint, columns, _)| {
            (text.contains("UNIQUE constraint failed") && text.contains(columns))
                || (text.contains("unique constraint") && text.contains(constraint))
        });
        if let Some((_, _, field)) = broken {
            return Self::Taken(field);
        }
        let says = |parts: &[&str]| parts.iter().any(|part| text.contains(part));
        if says(&[
            "database or disk is full",
            "No space left",
            "could not extend file",
            "disk full",
        ]) {
            return Self::Full;
        }
        if says(&[
            "readonly database",
            "read-only",
            "unable to open database file",
            "attempt to write a readonly",
        ]) {
            return Self::ReadOnly;
        }
        let gone = matches!(error, DbErr::Conn(_) | DbErr::ConnectionAcquire(_))
            || says(&[
                "Connection refused",
                "connection closed",
                "Connection reset",
                "Broken pipe",
                "terminating connection",
                "expected to read",
                "pool timed out",
                "shutting down",
                "starting up",
                "unexpected end of file",
                "attempted to communicate on a crashed",
            ]);
        if gone {
            return Self::Unavailable(text);
        }
        Self::Other(text)
    }
}
