//! The card of a component in quick depth: pick the level that fits best.

use super::ground::{Ground, LevelName, SaveState, dom_id};
use super::statement::{Conflict, Remark, Undo, form_version};
use askama::Template;

/// One component with the texts of its levels.
#[derive(Debug, Clone)]
pub struct PickCard {
    /// The component, as in addresses.
    pub component: String,
    /// Its name, in the model's language.
    pub name: String,
    /// Its summary, in the model's language.
    pub summary: String,
    /// Its levels and what each says, lowest first.
    pub levels: Vec<(LevelName, Vec<String>)>,
    /// The place of the level picked.
    pub pick: Option<usize>,
    /// Was "Don't know" picked?
    pub unknown: bool,
    /// Note and confidence.
    pub remark: Remark,
    /// The version of the pick, 0 if there is none.
    pub version: u64,
    /// Is it saved?
    pub state: SaveState,
    /// The way back.
    pub undo: Option<Undo>,
    /// A pick from elsewhere.
    pub conflict: Option<Conflict>,
}

impl PickCard {
    /// The id of the card's element.
    #[must_use]
    pub fn dom_id(&self) -> String {
        dom_id("co", &self.component)
    }

    /// The version that a plain form sends.
    #[must_use]
    pub fn form_version(&self) -> u64 {
        form_version(self.version, self.conflict.as_ref())
    }

    /// Is this level the pick?
    #[must_use]
    pub fn on(&self, level: &LevelName) -> bool {
        self.pick == Some(level.position)
    }
}

/// The card alone.
#[derive(Template)]
#[template(
    source = "{%- let card = card -%}{%- include \"rate/card_pick.html\" -%}",
    ext = "html"
)]
pub struct PickPart<'a> {
    /// What all parts share.
    pub ground: &'a Ground,
    /// The card.
    pub card: &'a PickCard,
}
