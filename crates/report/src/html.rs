//! The report as one self-contained HTML page: no script, no request, light and dark, good
//! on paper and on a phone.

use crate::charts;
use crate::view::{ComponentView, StatementView, StepState, View};
use askama::Template;
use gradus_words::{Words, say};

/// The page's stylesheet.
const STYLE: &str = include_str!("../templates/report.css");

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    view: &'a View,
    words: &'a Words,
    style: String,
    radar: String,
}

/// The page as text.
///
/// # Errors
/// A template that cannot be filled, which is a fault of ours.
pub fn page(view: &View, words: &Words) -> Result<String, askama::Error> {
    let style = format!("{STYLE}{}", charts::CLASSES_CSS);
    Page {
        view,
        words,
        style,
        radar: charts::radar(view, words, charts::Look::Page),
    }
    .render()
}

impl Page<'_> {
    fn t(&self, key: &str) -> String {
        self.words.text(key)
    }

    fn next_heading(&self, to: &str) -> String {
        self.words.with("heading-next", &[("to", say(to))])
    }

    /// The share of the way to the next level in whole per cent, for the width of a bar.
    fn width(&self, share: &f64) -> String {
        format!("{:.0}", (share * 100.0).clamp(0.0, 100.0))
    }

    fn is_target(&self, component: &ComponentView, position: &usize) -> bool {
        component.target.as_ref() == Some(position)
    }

    fn step_class(&self, state: &StepState) -> &'static str {
        match state {
            StepState::Passed => "passed",
            StepState::Open => "open",
            StepState::NotRated => "unrated",
        }
    }

    fn distribution(&self, statement: &StatementView) -> String {
        charts::distribution(statement, self.words, charts::Look::Page).unwrap_or_default()
    }

    /// Whether the model's texts are in another language than the page.
    fn foreign(&self) -> bool {
        self.view.language != self.view.model_language
    }

    fn has_groups(&self, component: &ComponentView) -> bool {
        component
            .statements
            .iter()
            .any(|statement| !statement.groups.is_empty())
    }
}
