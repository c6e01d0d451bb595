//! Rounds of votes, answers that wait to be confirmed, and what was before.

use super::{AnswerWord, AssessmentDocument, DissentDocument};
use crate::problem::Place;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// An answer of the cycle before that waits to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct UnconfirmedDocument {
    /// Whose.
    pub assessor: String,
    /// A statement, a strand as `component/strand`, or a component.
    pub subject: String,
    /// The answer, a rung or a level, as text.
    pub value: String,
    /// The reason that went with `na`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// One round of votes on one statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RoundDocument {
    /// The statement.
    pub statement: String,
    /// 1 for the first round on it.
    pub number: u32,
    /// What assessors voted; it stands in place of what they gave before.
    pub votes: Vec<VoteDocument>,
    /// How often guests voted each answer; they never count.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(default)]
    pub guests: BTreeMap<AnswerWord, u32>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct VoteDocument {
    /// Whose.
    pub assessor: String,
    /// The answer.
    pub value: AnswerWord,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A state that an agreed value had.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PastAgreedDocument {
    /// A statement, or a component.
    pub subject: String,
    /// Counts on each subject; 0 is what stood there before the first change.
    pub number: u32,
    /// When it was recorded, RFC 3339 in UTC.
    pub at: String,
    /// The answer, or the number of the level; none where nothing was agreed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rationale: Option<String>,
    /// Who saw it otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub dissent: Vec<DissentDocument>,
    /// When it was undone, RFC 3339 in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undone: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A move to another version of the model.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ModelMoveDocument {
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// The version before.
    pub from: String,
    /// The version after.
    pub to: String,
    /// Answers that stayed.
    pub kept: u32,
    /// Answers that waited to be confirmed.
    pub waiting: u32,
    /// Answers to what was no longer asked.
    pub gone: u32,
    /// The assessment as it was before; left out while people rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Box<AssessmentDocument>>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}
