//! Two cycles side by side, and the figures of a city over all of them.

use super::frame::Frame;
use super::model_text::lang_attribute;
use super::speak::{Speaks, speaks};
use askama::Template;
use gradus_report::charts::{TrendCycle, trend};
use gradus_report::comparison::{ChangeRow, ComparisonView, PARTS};

/// The index of the city or of a component over the cycles.
#[derive(Debug, Clone)]
pub struct TrendLine {
    /// Whose.
    pub name: String,
    /// One value a cycle, in words.
    pub values: Vec<String>,
    /// The values as a small line.
    pub drawing: String,
}

/// The page.
#[derive(Template)]
#[template(path = "compare/page.html")]
pub struct ComparePage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// The comparison; none without an earlier cycle.
    pub view: Option<ComparisonView>,
    /// Address part of the cycle that is compared with.
    pub with: String,
    /// Cycles to compare with: address part and name.
    pub choices: Vec<(String, String)>,
    /// Names of the cycles, the oldest first.
    pub cycles: Vec<String>,
    /// The city, then the components.
    pub lines: Vec<TrendLine>,
    wide: String,
    narrow: String,
}

impl ComparePage {
    /// The page without anything to compare with.
    #[must_use]
    pub fn new(frame: Frame, here: String) -> Self {
        Self {
            frame,
            here,
            view: None,
            with: String::new(),
            choices: Vec::new(),
            cycles: Vec::new(),
            lines: Vec::new(),
            wide: String::new(),
            narrow: String::new(),
        }
    }

    /// Draws the line over time. `levels` are numbers and names, the lowest first.
    pub fn draw(&mut self, cycles: &[TrendCycle], levels: &[(i64, String)]) {
        let words = &self.frame.words;
        self.cycles = cycles.iter().map(|cycle| cycle.name.clone()).collect();
        self.wide = trend(cycles, levels, words, ("trend-wide", 1000.0));
        self.narrow = trend(cycles, levels, words, ("trend-narrow", 340.0));
    }

    #[expect(clippy::unused_self, reason = "templates call methods of their page")]
    fn parts(&self) -> [&'static str; 4] {
        PARTS
    }

    fn part_name(&self, at: &usize) -> String {
        PARTS.get(*at).map_or_else(String::new, |key| self.t(key))
    }

    fn cycle_name(&self, at: &usize) -> &str {
        self.cycles.get(*at).map_or("", String::as_str)
    }

    fn m(&self, view: &ComparisonView) -> String {
        lang_attribute(self.frame.words.language().tag(), &view.model_language)
    }

    /// Which way a change points: "up", "down" or "level".
    #[expect(clippy::unused_self, reason = "templates call methods of their page")]
    fn direction(&self, row: &ChangeRow) -> &'static str {
        match row.change.chars().next() {
            Some('+') => "up",
            Some('−') => "down",
            _ => "level",
        }
    }
}

speaks!(ComparePage);
