//! What a use case answers instead of what was asked for.

pub use gradus_catalog::problem::Problem;
pub use gradus_catalog::problem::Problems;
use gradus_store::StoreError;
use thiserror::Error;

/// A mistake in one field of what somebody sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The field.
    pub field: String,
    /// A stable code; `mistake-<code>` is its message.
    pub code: &'static str,
    /// What the message names.
    pub values: Vec<(&'static str, String)>,
}

impl Mistake {
    /// A mistake without values.
    #[must_use]
    pub fn new(field: &str, code: &'static str) -> Self {
        Self {
            field: field.to_owned(),
            code,
            values: Vec::new(),
        }
    }

    /// The mistake with a value that its message names.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }
}

/// Two values of one thing: what the caller wanted to write and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What stands there, in words of the file format; none where it was taken back.
    pub theirs: Option<String>,
    /// Its note.
    pub note: Option<String>,
    /// How sure, 1 to 5.
    pub confidence: Option<i64>,
    /// Its version, to be named by whoever writes over it.
    pub version: i64,
    /// When it was written, in milliseconds since 1970, UTC.
    pub changed_at: i64,
}

/// Why a use case was refused or failed.
#[derive(Debug, Clone, Error)]
pub enum AppError {
    /// There is no such thing, or none that the caller may know of.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The caller has to sign in first.
    #[error("sign in first")]
    SignInFirst,
    /// The caller is known, and may not.
    #[error("not allowed: {0}")]
    NotAllowed(&'static str),
    /// Fields are wrong; all of them are named.
    #[error("{} fields are wrong", .0.len())]
    Invalid(Vec<Mistake>),
    /// Somebody else wrote in between.
    #[error("it was changed in between")]
    Conflict(Box<Conflict>),
    /// The state of things does not allow it; `refusal-<code>` is its message.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// A file has mistakes.
    #[error("{0}")]
    File(Problems),
    /// Too much was sent; the most bytes allowed.
    #[error("more than {0} bytes")]
    TooLarge(u64),
    /// The database or the folder of files does not answer.
    #[error("a part that Gradus needs does not answer")]
    Store(#[source] StoreError),
    /// A bug, or a broken machine.
    #[error("{0}")]
    Fault(String),
}

impl AppError {
    /// One wrong field.
    #[must_use]
    pub fn invalid(field: &str, code: &'static str) -> Self {
        Self::Invalid(vec![Mistake::new(field, code)])
    }

    /// The stable code that programs rely on.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "not_found",
            Self::SignInFirst => "sign_in_first",
            Self::NotAllowed(_) => "not_allowed",
            Self::Invalid(_) => "invalid",
            Self::Conflict(_) => "conflict",
            Self::Refused(code) => code,
            Self::File(_) => "file",
            Self::TooLarge(_) => "too_large",
            Self::Store(_) => "unavailable",
            Self::Fault(_) => "fault",
        }
    }
}

impl AppError {
    /// What does not answer, for a sentence to people: the rest is for the log, since it may
    /// name hosts and files.
    #[must_use]
    pub fn part(&self) -> &'static str {
        match self {
            Self::Store(StoreError::Full) => "full",
            Self::Store(StoreError::ReadOnly) => "read-only",
            Self::Store(StoreError::Unavailable(_)) => "unreachable",
            Self::Store(StoreError::Newer { .. }) => "newer",
            _ => "other",
        }
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Taken(field) => Self::invalid(field, "taken"),
            StoreError::Stale => Self::Refused("changed_meanwhile"),
            error => Self::Store(error),
        }
    }
}

impl From<Problems> for AppError {
    fn from(problems: Problems) -> Self {
        Self::File(problems)
    }
}

/// Collects mistakes, so that all of an input are told at once.
#[derive(Debug, Default)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// Adds one.
    pub fn add(&mut self, mistake: Mistake) {
        self.0.push(mistake);
    }

    /// Adds one where `wrong` holds.
    pub fn add_if(&mut self, wrong: bool, field: &str, code: &'static str) {
        if wrong {
            self.0.push(Mistake::new(field, code));
        }
    }

    /// The value of a result, or its mistake noted.
    pub fn take<T>(&mut self, result: Result<T, Mistake>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(mistake) => {
                self.0.push(mistake);
                None
            }
        }
    }

    /// Fails with all that were added.
    ///
    /// # Errors
    /// [`AppError::Invalid`] where any was.
    pub fn check(self) -> Result<(), AppError> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(AppError::Invalid(self.0))
        }
    }
}
