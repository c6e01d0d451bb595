//! The result of an assessment: its page one, a page per component, how it is scored.
//!
//! All of it is laid out from the sentences of [`gradus_report::view::View`], so that page
//! and report say the same.

mod component;
mod how;
mod pieces;

pub use component::{ComponentPage, LapseRow, Separating};
pub use how::{HowScoredPage, SettingRow};
pub use pieces::Piece;
pub(super) use pieces::{dot, headline, lang, width};

use super::frame::Frame;
use super::speak::{Speaks, speaks};
use askama::Template;
use gradus_report::charts::{Look, radar, radar_narrow};
use gradus_report::format::Format;
use gradus_report::view::{ComponentView, Point, View};
use std::sync::Arc;

/// How much of a result may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// People still talk: levels and reasons, but not yet who disagrees with whom.
    Consensus,
    /// The assessment is final: everything, protected.
    Final,
}

/// Page one of a result.
#[derive(Template)]
#[template(path = "results/page.html")]
pub struct ResultsPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path, without a slash at its end.
    pub here: String,
    /// What the report says.
    pub view: Arc<View>,
    /// How much may be seen.
    pub openness: Openness,
    /// Whether reports are offered as PDF.
    pub pdf: bool,
    /// Whether the reader may take the whole assessment away as a file.
    pub assessment_file: bool,
    radar: String,
    radar_narrow: String,
}

/// What stands in a cell of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Behind,
    Here,
    Next,
    Ahead,
}

impl ResultsPage {
    /// The page of a view; `here` is the assessment's address.
    #[must_use]
    pub fn new(frame: Frame, here: String, view: Arc<View>, openness: Openness) -> Self {
        let radar = radar(&view, &frame.words, Look::Page);
        let radar_narrow = radar_narrow(&view, &frame.words);
        Self {
            frame,
            here,
            view,
            openness,
            pdf: true,
            assessment_file: false,
            radar,
            radar_narrow,
        }
    }

    /// The formats in which the result can be taken away: ending and what it is good for.
    fn downloads(&self) -> Vec<(&'static str, String)> {
        let formats = Format::ALL.into_iter();
        let offered = formats.filter(|format| self.pdf || *format != Format::Pdf);
        let purpose = |format: Format| self.t(&format!("results-file-{}", format.ending()));
        offered
            .map(|format| (format.ending(), purpose(format)))
            .collect()
    }

    fn is_final(&self) -> bool {
        self.openness == Openness::Final
    }

    fn m(&self) -> String {
        lang(&self.view)
    }

    /// The headline in pieces, the name of the level marked.
    fn headline(&self) -> Vec<Piece> {
        headline(&self.view)
    }

    fn pieces(&self, text: &str) -> Vec<Piece> {
        pieces::quoted(text, &self.frame.words)
    }

    fn component_of(&self, point: &Point) -> &ComponentView {
        &self.view.components[point.component]
    }

    fn dot(&self, component: &ComponentView) -> Option<(usize, i64)> {
        dot(&self.view, component)
    }

    fn cell(&self, component: &ComponentView, at: &usize) -> Cell {
        match component.level {
            Some(level) if *at < level => Cell::Behind,
            Some(level) if *at == level => Cell::Here,
            Some(level) if *at == level + 1 => Cell::Next,
            _ => Cell::Ahead,
        }
    }

    fn is_target(&self, component: &ComponentView, at: &usize) -> bool {
        component.target == Some(*at)
    }

    fn width(&self, share: &f64) -> String {
        width(*share)
    }

    /// Printed number of a level by its place.
    fn number(&self, at: &usize) -> String {
        let level = self.view.levels.get(*at);
        level.map_or_else(String::new, |level| level.value.to_string())
    }

    fn level_name(&self, at: &usize) -> &str {
        self.view.levels.get(*at).map_or("", |level| &level.name)
    }

    /// Which way a change points: "up", "down" or "level".
    fn direction(&self, component: &ComponentView) -> &'static str {
        match component.index.zip(component.previous) {
            Some((now, before)) if now > before => "up",
            Some((now, before)) if now < before => "down",
            _ => "level",
        }
    }

    fn earlier(&self, component: &ComponentView) -> String {
        let index = component.previous;
        index.map_or_else(
            || self.t("no-figure"),
            |index| self.frame.words.decimal(index, 1),
        )
    }

    /// Left edge of a rung in the small ladder of a card, in its own units.
    fn rung_x(&self, at: &usize) -> usize {
        at * 20
    }

    fn ladder_width(&self) -> usize {
        self.view.levels.len() * 20
    }

    /// Width of the part of a rung that is under way, of 18.
    fn rung_part(&self, share: &f64) -> String {
        format!("{:.1}", (share * 18.0).clamp(0.0, 18.0))
    }
}

/// What stands in place of the results until they are open.
#[derive(Template)]
#[template(path = "results/closed.html")]
pub struct ResultsClosedPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// Whether the reader has ratings of their own to go on with.
    pub rates: bool,
}

speaks!(ResultsPage, ResultsClosedPage);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_of_a_report_has_words_of_its_own() {
        for language in gradus_words::Language::ALL {
            let words = gradus_words::Words::new(language);
            for format in Format::ALL {
                let key = format!("results-file-{}", format.ending());
                assert_ne!(words.text(&key), key);
            }
        }
    }
}
