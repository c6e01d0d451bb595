//! Targets and what lies between them and today.

use super::frame::Frame;
use super::results::{lang, width};
use super::speak::{Speaks, speaks};
use askama::Template;
use gradus_report::charts::{Look, matrix};
use gradus_report::view::View;
use gradus_words::{count, say};
use std::sync::Arc;

/// A statement that would help to close a step.
#[derive(Debug, Clone)]
pub struct OpenStatement {
    /// Identifier.
    pub id: String,
    /// Its text.
    pub text: String,
    /// What it is now.
    pub value: String,
    /// What attaining it fully would add to the step.
    pub gain: String,
}

/// A step on the way to a target.
#[derive(Debug, Clone)]
pub struct TargetStep {
    /// Name of the level it leads to.
    pub to: String,
    /// How far it is, as text.
    pub completion: Option<String>,
    /// How far it is, 0 to 1.
    pub share: Option<f64>,
    /// Whether it holds already.
    pub holds: bool,
    /// Whether too little of it is rated to judge it.
    pub unjudged: bool,
    /// The fewest statements that close it.
    pub set: Vec<OpenStatement>,
}

/// A component with a target.
#[derive(Debug, Clone)]
pub struct TargetCard {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Name of the level it has by steps, where it has one.
    pub now: Option<String>,
    /// Name of the target.
    pub target: String,
    /// By when, as text.
    pub by: Option<String>,
    /// Why this level.
    pub reason: Option<String>,
    /// Whether the city wants no more than this level.
    pub good_enough: bool,
    /// How many steps do not hold yet.
    pub open_steps: usize,
    /// How many levels are missing, where people picked levels and rated no statement.
    pub levels: Option<usize>,
    /// How many statements close them; none where a step cannot be judged.
    pub fewest: Option<usize>,
    /// The steps.
    pub steps: Vec<TargetStep>,
}

/// The page of targets and gaps.
#[derive(Template)]
#[template(path = "targets/page.html")]
pub struct TargetsPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// What the report says.
    pub view: Arc<View>,
    /// Components with a target.
    pub cards: Vec<TargetCard>,
    /// Names of components that are in scope and have none.
    pub without: Vec<String>,
    /// Whether the reader may set targets.
    pub leads: bool,
    chart: String,
}

impl TargetsPage {
    /// The page.
    #[must_use]
    pub fn new(
        frame: Frame,
        here: String,
        view: Arc<View>,
        cards: Vec<TargetCard>,
        without: Vec<String>,
        leads: bool,
    ) -> Self {
        let chart = matrix(&view, &frame.words, Look::Page);
        Self {
            frame,
            here,
            view,
            cards,
            without,
            leads,
            chart,
        }
    }

    fn m(&self) -> String {
        lang(&self.view)
    }

    fn width(&self, share: &f64) -> String {
        width(*share)
    }

    /// The gap of a component in words.
    fn gap(&self, card: &TargetCard) -> String {
        match card.fewest {
            _ if self.lacks_levels(card) => {
                let levels = card.levels.unwrap_or_default();
                let levels = [("levels", count(levels))];
                self.frame.words.with("gap-levels", &levels)
            }
            None => self.t("targets-unjudged"),
            Some(0) if card.open_steps == 0 => self.t("gap-reached"),
            Some(fewest) => {
                let steps = ("steps", count(card.open_steps));
                let numbers = [steps, ("statements", count(fewest))];
                self.frame.words.with("targets-gap", &numbers)
            }
        }
    }

    /// Whether levels are missing and no statement can be named that would bring them.
    fn lacks_levels(&self, card: &TargetCard) -> bool {
        card.levels.is_some_and(|levels| levels > 0)
    }

    fn step_heading(&self, step: &TargetStep) -> String {
        self.a("targets-step", say_quoted(self, &step.to))
    }

    /// All cards have been reached, and there is at least one.
    fn all_reached(&self) -> bool {
        !self.cards.is_empty() && self.cards.iter().all(|card| card.fewest == Some(0))
    }
}

fn say_quoted(page: &TargetsPage, text: &str) -> String {
    page.frame.words.with("quote", &[("text", say(text))])
}

speaks!(TargetsPage);
