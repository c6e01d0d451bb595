//! A component's result: why it stands on its level, what holds it back, what people said.

use super::Openness;
use super::pieces::{self, Piece};
use crate::views::frame::Frame;
use crate::views::speak::{Speaks, speaks};
use askama::Template;
use gradus_domain::backing::Lack;
use gradus_report::charts::{Look, distribution};
use gradus_report::view::{ComponentView, EvidenceView, GroupView, StatementView, StepState, View};
use gradus_words::{count, say};
use std::sync::Arc;

/// A claim that separates the claimed level from the evidenced or the verified one.
#[derive(Debug, Clone)]
pub struct Separating {
    /// Identifier of the statement.
    pub id: String,
    /// Its text.
    pub text: String,
    /// What it lacks.
    pub lack: Lack,
}

/// A day after which evidence no longer holds.
#[derive(Debug, Clone)]
pub struct LapseRow {
    /// The last day on which it holds, as text.
    pub day: String,
    /// Titles of what ends.
    pub titles: Vec<String>,
    /// Name of the evidenced level that is left.
    pub evidenced: String,
    /// Name of the verified level that is left.
    pub verified: String,
}

/// The page of a component.
#[derive(Template)]
#[template(path = "results/component.html")]
pub struct ComponentPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// What the report says.
    pub view: Arc<View>,
    /// How much may be seen.
    pub openness: Openness,
    /// What separates the claimed from the evidenced and verified level.
    pub separating: Vec<Separating>,
    /// The days on which evidence lapses, with the levels that are left.
    pub lapses: Vec<LapseRow>,
    /// The component.
    pub component: ComponentView,
    at: usize,
}

impl ComponentPage {
    /// The page of the component with the identifier `id`; `None` when the view has none.
    #[must_use]
    pub fn new(
        frame: Frame,
        here: String,
        view: Arc<View>,
        openness: Openness,
        id: &str,
    ) -> Option<Self> {
        let at = view.components.iter().position(|c| c.id == id)?;
        let component = view.components.get(at)?.clone();
        Some(Self {
            frame,
            here,
            view,
            openness,
            separating: Vec::new(),
            lapses: Vec::new(),
            component,
            at,
        })
    }

    fn is_final(&self) -> bool {
        self.openness == Openness::Final
    }

    fn m(&self) -> String {
        pieces::lang(&self.view)
    }

    fn pieces(&self, text: &str) -> Vec<Piece> {
        pieces::quoted(text, &self.frame.words)
    }

    fn dot(&self, component: &ComponentView) -> Option<(usize, i64)> {
        pieces::dot(&self.view, component)
    }

    fn is_open(&self, place: &usize) -> bool {
        *place == self.at
    }

    fn before(&self) -> Option<&ComponentView> {
        self.view.components.get(self.at.checked_sub(1)?)
    }

    fn after(&self) -> Option<&ComponentView> {
        self.view.components.get(self.at + 1)
    }

    fn width(&self, share: &f64) -> String {
        pieces::width(*share)
    }

    fn next_heading(&self, to: &str) -> String {
        self.frame.words.with("heading-next", &[("to", say(to))])
    }

    fn answers(&self, group: &GroupView) -> String {
        let number = count(group.on_scale);
        self.frame.words.with("results-answers-n", &[("n", number)])
    }

    fn pass_mark_text(&self) -> String {
        let share = self.frame.words.percent(self.view.pass_mark);
        self.a("results-pass-mark-line", &share)
    }

    fn step_class(&self, state: &StepState) -> &'static str {
        match state {
            StepState::Passed => "passed",
            StepState::Open => "open",
            StepState::NotRated => "unrated",
        }
    }

    fn distribution(&self, statement: &StatementView) -> String {
        if !self.is_final() {
            return String::new();
        }
        distribution(statement, &self.frame.words, Look::Page).unwrap_or_default()
    }

    fn lacks(&self, separating: &Separating) -> String {
        self.t(match separating.lack {
            Lack::Evidence => "results-lacks-evidence",
            Lack::Acceptance => "results-lacks-acceptance",
        })
    }

    /// Evidence for statements of this component.
    fn evidence(&self) -> Vec<&EvidenceView> {
        let own = |id: &str| self.component.statements.iter().any(|s| s.id == id);
        let supports = |evidence: &&EvidenceView| evidence.supports.split(", ").any(own);
        self.view.evidence.iter().filter(supports).collect()
    }

    /// Statements of this component that a piece of evidence supports.
    fn supports(&self, evidence: &EvidenceView) -> String {
        let own = |id: &&str| self.component.statements.iter().any(|s| s.id == *id);
        let ids: Vec<&str> = evidence.supports.split(", ").filter(own).collect();
        ids.join(", ")
    }

    /// The groups that have figures of their own here, in the order of their first figure.
    fn groups(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for group in self.component.statements.iter().flat_map(|s| &s.groups) {
            if !names.contains(&group.name) {
                names.push(group.name.clone());
            }
        }
        names
    }

    /// Statements that the groups answer differently.
    fn split(&self) -> Vec<&StatementView> {
        let differs = |statement: &&StatementView| {
            let mut medians = statement.groups.iter().map(|group| &group.median);
            medians
                .next()
                .is_some_and(|first| medians.any(|other| other != first))
        };
        self.component.statements.iter().filter(differs).collect()
    }

    fn group<'a>(&self, statement: &'a StatementView, name: &str) -> Option<&'a GroupView> {
        statement.groups.iter().find(|group| group.name == name)
    }
}

speaks!(ComponentPage);
