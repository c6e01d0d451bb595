//! How a result is scored, in the words of somebody who has to answer for it.

use super::pieces;
use crate::views::frame::Frame;
use crate::views::speak::{Speaks, speaks};
use askama::Template;
use gradus_report::view::{ComponentView, StepView, View};
use gradus_words::say;
use std::sync::Arc;

/// A setting of this assessment beside the model's own.
#[derive(Debug, Clone)]
pub struct SettingRow {
    /// What it is.
    pub label: String,
    /// What holds here.
    pub own: String,
    /// What the model proposes.
    pub usual: String,
}

/// The page "How this is scored".
#[derive(Template)]
#[template(path = "results/how.html")]
pub struct HowScoredPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// What the report says; figures are taken from it as examples only when results are
    /// open.
    pub view: Arc<View>,
    /// Whether results are open, so that one may serve as the example.
    pub results_open: bool,
    /// Whether names stand beside answers, for those who may see them.
    pub named: bool,
    /// This assessment's settings.
    pub settings: Vec<SettingRow>,
}

impl HowScoredPage {
    fn m(&self) -> String {
        pieces::lang(&self.view)
    }

    fn width(&self, share: &f64) -> String {
        pieces::width(*share)
    }

    fn mark(&self) -> String {
        self.frame.words.percent(self.view.pass_mark)
    }

    fn differs(&self, row: &SettingRow) -> bool {
        row.own != row.usual
    }

    fn any_differs(&self) -> bool {
        self.settings.iter().any(|row| self.differs(row))
    }

    /// A component that is on its way, with the step that it is on.
    fn example(&self) -> Option<(&ComponentView, &StepView)> {
        if !self.results_open {
            return None;
        }
        let mut under_way: Vec<&ComponentView> = self
            .view
            .components
            .iter()
            .filter(|component| component.level.is_some() && component.way.is_some())
            .collect();
        let share = |component: &ComponentView| component.way.as_ref().map_or(0.0, |way| way.0);
        // The one nearest to half of its way reads best.
        under_way.sort_by(|a, b| (share(a) - 0.5).abs().total_cmp(&(share(b) - 0.5).abs()));
        let component = under_way.first()?;
        let step = component.steps.get(component.level?)?;
        Some((component, step))
    }

    fn example_sentence(&self, component: &ComponentView, step: &StepView) -> String {
        let way = component.way.as_ref().map_or("", |(_, text)| text);
        self.frame.words.with(
            "results-how-example",
            &[
                ("component", say(&component.name)),
                ("level", say(&component.level_text)),
                ("next", say(&step.to)),
                ("completion", say(&step.completion_text)),
                ("mark", say(self.mark())),
                ("way", say(way)),
                ("index", say(&component.index_text)),
            ],
        )
    }
}

speaks!(HowScoredPage);
