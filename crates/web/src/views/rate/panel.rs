//! "Where this puts us": what the assessor's own answers mean for the component.

use super::ground::{Ground, LevelName};
use super::statement::{Conflict, Undo, form_version};
use askama::Template;

/// The panel beside the answers.
#[derive(Debug, Clone)]
pub struct Panel {
    /// The component, as in addresses.
    pub component: String,
    /// The level reached; none while too little is answered.
    pub level: Option<LevelName>,
    /// The index with one decimal, as the reader writes it.
    pub index: Option<String>,
    /// Why there is no level yet, or why it stops where it does.
    pub remark: Option<String>,
    /// The steps between the levels, lowest first.
    pub steps: Vec<PanelStep>,
    /// The scale, for the assessor's own view.
    pub levels: Vec<LevelName>,
    /// The place of the level that the assessor holds to fit best.
    pub pick: Option<usize>,
    /// The version of that pick, 0 if there is none.
    pub pick_version: u64,
    /// The way back to the pick before.
    pub undo: Option<Undo>,
    /// A pick from elsewhere.
    pub conflict: Option<Conflict>,
}

/// One step.
#[derive(Debug, Clone)]
pub struct PanelStep {
    /// The level it leads to.
    pub to: LevelName,
    /// How much of it is attained, from 0 to 100; none while too little is answered.
    pub percent: Option<u8>,
    /// The same in words: `83 %`, or `not rated`.
    pub text: String,
    /// Is it passed?
    pub passed: bool,
}

impl Panel {
    /// The version that a plain form sends.
    #[must_use]
    pub fn form_version(&self) -> u64 {
        form_version(self.pick_version, self.conflict.as_ref())
    }

    /// Is this level the assessor's own pick?
    #[must_use]
    pub fn on(&self, level: &LevelName) -> bool {
        self.pick == Some(level.position)
    }
}

/// The panel alone.
#[derive(Template)]
#[template(
    source = "{%- let panel = panel -%}{%- include \"rate/panel.html\" -%}",
    ext = "html"
)]
pub struct PanelPart<'a> {
    /// What all parts share.
    pub ground: &'a Ground,
    /// The panel.
    pub panel: &'a Panel,
}
