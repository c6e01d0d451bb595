//! The card of one statement, and what statement, strand and component cards have in common.

use super::ground::{Ground, LevelName, SaveState, dom_id};
use askama::Template;

/// What a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Holds from its level upwards.
    Strength,
    /// True while passing through its level; can be surpassed.
    Stage,
    /// To be left behind.
    Deficit,
}

/// An answer to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Not at all.
    Not,
    /// Partly.
    Partly,
    /// Largely.
    Largely,
    /// Fully.
    Fully,
    /// Surpassed, for stages alone.
    Surpassed,
    /// Don't know.
    Unknown,
    /// Not applicable, which asks for a reason.
    NotApplicable,
}

impl Answer {
    const ALL: [Self; 7] = [
        Self::Not,
        Self::Partly,
        Self::Largely,
        Self::Fully,
        Self::Surpassed,
        Self::Unknown,
        Self::NotApplicable,
    ];

    /// The value in forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Not => "not",
            Self::Partly => "partly",
            Self::Largely => "largely",
            Self::Fully => "fully",
            Self::Surpassed => "surpassed",
            Self::Unknown => "unknown",
            Self::NotApplicable => "na",
        }
    }

    /// The key that gives this answer.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Not => "1",
            Self::Partly => "2",
            Self::Largely => "3",
            Self::Fully => "4",
            Self::Surpassed => "5",
            Self::Unknown => "0",
            Self::NotApplicable => "n",
        }
    }

    /// Is it on the scale, rather than a reason to give no point of it?
    #[must_use]
    pub fn on_scale(self) -> bool {
        !matches!(self, Self::Unknown | Self::NotApplicable)
    }
}

/// What was answered here and elsewhere meanwhile; both are shown, the assessor chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The value sent from here, as in forms.
    pub mine: String,
    /// The same in words.
    pub mine_text: String,
    /// What was said beside it.
    pub mine_said: Said,
    /// The version that it was given over. It stands in the form until one of the two is
    /// chosen, so that a form that is sent without choosing overwrites nothing.
    pub mine_over: u64,
    /// The value kept, which came from elsewhere.
    pub theirs: String,
    /// The same in words.
    pub theirs_text: String,
    /// What was said beside it.
    pub theirs_said: Said,
    /// The time of day it came.
    pub theirs_at: String,
}

/// What was said beside one of two answers in conflict.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// The note, or the reason for Not applicable.
    pub note: Option<String>,
    /// How sure, in words.
    pub confidence: Option<String>,
}

/// The way back to the answer before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    /// What undoing brings back, in words: "Partly", or "Not answered".
    pub back_to: String,
}

/// The version that a plain form sends: while two answers are in conflict, the one that was
/// shown before.
pub(super) fn form_version(version: u64, conflict: Option<&Conflict>) -> u64 {
    conflict.map_or(version, |conflict| conflict.mine_over)
}

/// What was said beside an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remark {
    /// The note; only lead and facilitator see it, without a name.
    pub note: String,
    /// How sure, from 1 (a guess) to 5 (certain).
    pub confidence: Option<u8>,
    /// Why it does not apply.
    pub reason: String,
}

impl Remark {
    /// The choices of confidence: value, label, chosen.
    #[must_use]
    pub fn confidences(&self, ground: &Ground) -> Vec<(u8, String, bool)> {
        (1..=5)
            .map(|value| {
                let label = ground.t(&format!("rate-confidence-{value}"));
                (value, label, self.confidence == Some(value))
            })
            .collect()
    }

    /// Is there anything in it that should be seen at once?
    #[must_use]
    pub fn is_said(&self) -> bool {
        !self.note.is_empty() || self.confidence.is_some()
    }
}

/// One statement with the answers to it.
#[derive(Debug, Clone)]
pub struct StatementCard {
    /// The component it belongs to, as in addresses.
    pub component: String,
    /// Its id in the model: `2.3`.
    pub id: String,
    /// Its text, in the model's language.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// Its level, shown where the page is not ordered by levels.
    pub level: Option<LevelName>,
    /// The answer that counts.
    pub answer: Option<Answer>,
    /// Was the answer filled from a rung rather than given by hand?
    pub inferred: bool,
    /// Was it given by hand where a rung would fill another?
    pub refined: bool,
    /// Note, confidence, reason.
    pub remark: Remark,
    /// How many pieces of evidence are linked.
    pub evidence: usize,
    /// The version of the answer by hand, 0 if there is none.
    pub version: u64,
    /// Is it saved?
    pub state: SaveState,
    /// The way back.
    pub undo: Option<Undo>,
    /// An answer from elsewhere.
    pub conflict: Option<Conflict>,
}

impl StatementCard {
    /// The id of the card's element.
    #[must_use]
    pub fn dom_id(&self) -> String {
        dom_id("st", &format!("{}-{}", self.component, self.id))
    }

    /// The version that a plain form sends.
    #[must_use]
    pub fn form_version(&self) -> u64 {
        form_version(self.version, self.conflict.as_ref())
    }

    /// Is it to be left behind?
    #[must_use]
    pub fn is_deficit(&self) -> bool {
        self.kind == Kind::Deficit
    }

    /// The answers offered: value, label, key, chosen, on the scale.
    #[must_use]
    pub fn choices(&self, ground: &Ground) -> Vec<Choice> {
        Answer::ALL
            .into_iter()
            .filter(|answer| *answer != Answer::Surpassed || self.kind == Kind::Stage)
            .map(|answer| Choice {
                value: answer.name(),
                label: ground.answer_word(answer),
                key: answer.key(),
                chosen: self.answer == Some(answer),
                on_scale: answer.on_scale(),
            })
            .collect()
    }

    /// What links evidence to this statement, as a query.
    #[must_use]
    pub fn evidence_query(&self) -> String {
        format!("component={}&statement={}", self.component, self.id)
    }
}

/// One answer on offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value in forms.
    pub value: &'static str,
    /// In words.
    pub label: String,
    /// The key that gives it.
    pub key: &'static str,
    /// Is it the answer?
    pub chosen: bool,
    /// Is it on the scale?
    pub on_scale: bool,
}

/// The statements of one level on the full page.
#[derive(Debug, Clone)]
pub struct LevelGroup {
    /// The level.
    pub level: LevelName,
    /// Its statements.
    pub statements: Vec<StatementCard>,
    /// Is the group shown open?
    pub open: bool,
}

impl LevelGroup {
    /// How many of its statements have an answer.
    #[must_use]
    pub fn rated(&self) -> usize {
        self.statements
            .iter()
            .filter(|statement| statement.answer.is_some())
            .count()
    }
}

/// The card alone.
#[derive(Template)]
#[template(
    source = "{%- let statement = statement -%}{%- include \"rate/card_statement.html\" -%}",
    ext = "html"
)]
pub struct StatementPart<'a> {
    /// What all parts share.
    pub ground: &'a Ground,
    /// The card.
    pub statement: &'a StatementCard,
}
