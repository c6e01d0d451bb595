//! How far the assessor is, over all and in each component.

use super::ground::Ground;
use askama::Template;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Components, in quick depth.
    Components,
    /// Strands, on ladders.
    Strands,
    /// Statements, in full depth.
    Statements,
}

impl Unit {
    /// `done` of `total` in words.
    #[must_use]
    pub fn text(self, ground: &Ground, done: &usize, total: &usize) -> String {
        let key = match self {
            Self::Components => "rate-of-components",
            Self::Strands => "rate-of-strands",
            Self::Statements => "rate-of-statements",
        };
        ground.of(key, done, total)
    }
}

/// How far a component is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// So many of so many questions.
    Of(usize, usize),
    /// Not asked of this assessor but of these, such as "IT".
    AskedOf(String),
    /// The city does not run it; why.
    OutOfScope(String),
}

impl Done {
    /// In words.
    #[must_use]
    pub fn text(&self, ground: &Ground, unit: &Unit) -> String {
        match self {
            Self::Of(0, _) => ground.t("rate-not-started"),
            Self::Of(done, total) if done == total => ground.t("rate-done"),
            Self::Of(done, total) => unit.text(ground, done, total),
            Self::AskedOf(whom) => ground.say("rate-asked-of", whom),
            Self::OutOfScope(why) => ground.say("rate-out-of-scope", why),
        }
    }

    /// Are all questions answered?
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self, Self::Of(done, total) if done == total && *total > 0)
    }

    /// Is it asked of this assessor?
    #[must_use]
    pub fn is_asked(&self) -> bool {
        matches!(self, Self::Of(..))
    }

    /// Questions answered and asked; none where nothing is asked.
    #[must_use]
    pub fn counts(&self) -> Option<(usize, usize)> {
        match self {
            Self::Of(done, total) => Some((*done, *total)),
            _ => None,
        }
    }
}

/// A component in the list.
#[derive(Debug, Clone)]
pub struct ProgressItem {
    /// Its name, in the model's language.
    pub name: String,
    /// Its rating page; on the quick page its place there.
    pub href: String,
    /// Is it the one shown?
    pub current: bool,
    /// How far it is.
    pub done: Done,
}

/// The list beside the answers.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Questions answered.
    pub answered: usize,
    /// Questions asked of this assessor.
    pub asked: usize,
    /// What is counted.
    pub unit: Unit,
    /// The components in model order.
    pub components: Vec<ProgressItem>,
}

/// The list alone.
#[derive(Template)]
#[template(path = "rate/progress.html")]
pub struct ProgressPart<'a> {
    /// What all parts share.
    pub ground: &'a Ground,
    /// The list.
    pub progress: &'a Progress,
}
