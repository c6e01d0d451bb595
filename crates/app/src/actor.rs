//! Who calls: a person with an account, an assessor behind a link, both, or nobody.

use crate::error::AppError;
use gradus_store::rows::{SessionRow, TokenRow};
use gradus_store::{AssessorId, PersonId};

/// A person with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// What they sign in with.
    pub login: String,
    /// Whether they administer the instance.
    pub administrator: bool,
    /// Language tag they chose.
    pub language: Option<String>,
}

/// What an API token lets its bearer do, each including the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Read.
    Read,
    /// Change what its owner may change in cities.
    Write,
    /// Administer, where its owner does.
    Admin,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Admin];

    /// The word in rows and requests.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Admin => "admin",
        }
    }

    /// The scope with this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.word() == word)
    }
}

/// Who calls.
#[derive(Debug, Clone, Default)]
pub struct Actor {
    /// The person who signed in or whose token it is.
    pub me: Option<Me>,
    /// Assessors whose place the session holds without an account.
    pub seats: Vec<AssessorId>,
    /// The session, where a browser calls.
    pub session: Option<SessionRow>,
    /// The token, where a program calls.
    pub token: Option<TokenRow>,
}

impl Actor {
    /// Nobody in particular.
    #[must_use]
    pub fn nobody() -> Self {
        Self::default()
    }

    /// The person.
    ///
    /// # Errors
    /// Without one, to sign in.
    pub fn me(&self) -> Result<&Me, AppError> {
        self.me.as_ref().ok_or(AppError::SignInFirst)
    }

    /// The widest scope that the caller has: all in a browser, that of a token elsewhere.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match &self.token {
            None => Scope::Admin,
            Some(token) => Scope::parse(&token.scope).unwrap_or(Scope::Read),
        }
    }

    /// Fails where a token's scope is too narrow.
    ///
    /// # Errors
    /// [`AppError::NotAllowed`].
    pub fn needs(&self, scope: Scope) -> Result<(), AppError> {
        if self.scope() >= scope {
            return Ok(());
        }
        Err(AppError::NotAllowed("scope"))
    }

    /// The pseudonym under which the audit chain names the caller.
    #[must_use]
    pub fn pseudonym(&self) -> String {
        match (&self.token, &self.me, self.seats.first()) {
            (Some(token), ..) => format!("token:{}", token.id),
            (None, Some(me), _) => format!("person:{}", me.id),
            (None, None, Some(seat)) => format!("assessor:{seat}"),
            (None, None, None) => "nobody".to_owned(),
        }
    }

    /// The instance itself: the command line, and what runs by itself.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        self.me.is_none() && self.seats.is_empty()
    }
}
