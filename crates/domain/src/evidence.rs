//! Evidence: what backs a claim, whether it is current, and who accepted it.

use crate::names::StatementIx;
use std::str::FromStr;
use thiserror::Error;
use time::Date;

/// What sort of evidence it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EvidenceKind {
    /// A file or paper.
    Document,
    /// A page on the web.
    Link,
    /// A figure from a data source.
    Data,
    /// A note of an interview.
    Interview,
}

/// Where the review of a piece of evidence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EvidenceStatus {
    /// Handed in, not reviewed.
    Submitted,
    /// Accepted by a reviewer.
    Accepted,
    /// Rejected by a reviewer; it counts nowhere.
    Rejected,
    /// A reviewer has a question.
    Question,
}

/// A word that names no kind or status of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("'{word}' is not one of {choices}")]
pub struct UnknownEvidenceWord {
    /// The word that was given.
    pub word: String,
    /// The words that would do.
    pub choices: &'static str,
}

impl EvidenceKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Document, Self::Link, Self::Data, Self::Interview];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Link => "link",
            Self::Data => "data",
            Self::Interview => "interview",
        }
    }
}

impl EvidenceStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [
        Self::Submitted,
        Self::Accepted,
        Self::Rejected,
        Self::Question,
    ];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Question => "question",
        }
    }
}

impl FromStr for EvidenceKind {
    type Err = UnknownEvidenceWord;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let choices = "document, link, data, interview";
        Self::ALL
            .into_iter()
            .find(|kind| kind.word() == word)
            .ok_or_else(|| UnknownEvidenceWord {
                word: word.to_owned(),
                choices,
            })
    }
}

impl FromStr for EvidenceStatus {
    type Err = UnknownEvidenceWord;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let choices = "submitted, accepted, rejected, question";
        Self::ALL
            .into_iter()
            .find(|status| status.word() == word)
            .ok_or_else(|| UnknownEvidenceWord {
                word: word.to_owned(),
                choices,
            })
    }
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Identifier in its assessment.
    pub id: String,
    /// Title.
    pub title: String,
    /// Kind.
    pub kind: EvidenceKind,
    /// Address, for links.
    pub url: Option<String>,
    /// From when it holds.
    pub effective: Date,
    /// Last day on which it holds; without one it does not expire.
    pub valid_until: Option<Date>,
    /// State of its review.
    pub status: EvidenceStatus,
    /// Identifier of the reviewer who decided.
    pub reviewer: Option<String>,
    /// The reviewer's reason.
    pub reason: Option<String>,
    /// The statements it supports, in model order, each once.
    pub supports: Vec<StatementIx>,
}

impl Evidence {
    /// Whether it holds on `as_of`: effective by then, not expired, not rejected.
    #[must_use]
    pub fn is_current(&self, as_of: Date) -> bool {
        self.effective <= as_of
            && self.valid_until.is_none_or(|last| last >= as_of)
            && self.status != EvidenceStatus::Rejected
    }

    /// Takes out what strangers have no business with: who reviewed it, why, and where it
    /// lies; the title too, unless it may be shown.
    pub(crate) fn for_everybody(&mut self, shows_title: bool) {
        (self.url, self.reviewer, self.reason) = (None, None, None);
        if !shows_title {
            self.title.clear();
        }
    }
}
