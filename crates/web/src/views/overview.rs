//! The overview of an assessment: where it stands, what comes next, who has answered.
//!
//! Everything here is counts. What people answered is on no page before the reveal.

use super::frame::Frame;
use super::model_text::lang_attribute;
use super::speak::{Speaks, speaks};
use askama::Template;
use gradus_words::{count, say};
use std::borrow::Borrow;

/// Where an assessment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// It is being set up.
    Draft,
    /// People rate, blind.
    Rating,
    /// Results are open, people talk and agree.
    Consensus,
    /// Frozen.
    Final,
}

impl Phase {
    /// Every phase in order.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Rating, Self::Consensus, Self::Final];

    /// Its word in addresses, forms and keys of messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Rating => "rating",
            Self::Consensus => "consensus",
            Self::Final => "final",
        }
    }

    /// Its name in the language of `words`.
    #[must_use]
    pub fn name(self, words: &gradus_words::Words) -> String {
        words.text(&format!("manage-phase-{}", self.word()))
    }
}

/// A part of a whole, in answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Answers given.
    pub given: usize,
    /// Answers asked for.
    pub asked: usize,
}

impl Progress {
    /// The part from 0 to 100 as a whole number, rounded down, so that 100 is done.
    #[must_use]
    pub fn hundredths(self) -> usize {
        match self.asked {
            0 => 0,
            asked => (self.given.min(asked)) * 100 / asked,
        }
    }
}

/// The next phase, and what stands in its way.
#[derive(Debug, Clone)]
pub struct NextPhase {
    /// Which one.
    pub to: Phase,
    /// What must be done before, each as a sentence. With any, there is no button.
    pub problems: Vec<String>,
    /// What should be thought about before, each as a sentence.
    pub warnings: Vec<String>,
}

/// How a group is coming along.
#[derive(Debug, Clone)]
pub struct GroupCount {
    /// Its name.
    pub name: String,
    /// How many were asked.
    pub people: usize,
    /// How many gave an answer.
    pub started: usize,
    /// How many answered everything they were asked.
    pub finished: usize,
    /// Answers of all of them.
    pub progress: Progress,
}

/// How a component is coming along.
#[derive(Debug, Clone)]
pub struct ComponentCount {
    /// Its identifier.
    pub id: String,
    /// Its name, from the model.
    pub name: String,
    /// How many people are asked for it.
    pub people: usize,
    /// From how many groups.
    pub groups: usize,
    /// Answers of all of them.
    pub progress: Progress,
    /// Whether it is left out of the assessment.
    pub out_of_scope: bool,
}

impl ComponentCount {
    /// Fewer assessors than this, and agreement has no interval and nobody is protected.
    pub const FEW: usize = 3;
}

/// A step of the guided first assessment.
#[derive(Debug, Clone)]
pub struct Task {
    /// Its word: `model`, `dates`, `groups`, `people`, `links`, `open`.
    pub word: &'static str,
    /// Whether it is done.
    pub done: bool,
    /// Where it is done.
    pub url: String,
}

/// The overview of an assessment.
#[derive(Template)]
#[template(path = "overview/page.html")]
pub struct OverviewPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// Its name.
    pub name: String,
    /// Title of the model and its version.
    pub model: String,
    /// Language of the model's texts.
    pub model_language: String,
    /// First and last day, as text.
    pub dates: String,
    /// How deep people rate, as text.
    pub depth: String,
    /// Where it stands.
    pub phase: Phase,
    /// Days on which phases began, as text, as far as they did.
    pub began: Vec<(Phase, String)>,
    /// Whether the reader leads it.
    pub leads: bool,
    /// What comes next, for who leads.
    pub next: Option<NextPhase>,
    /// The phase to which it can be taken back, for who leads.
    pub back: Option<Phase>,
    /// The reader's own ratings, where they were asked.
    pub mine: Option<Progress>,
    /// The guided first assessment; empty when it is done or put away.
    pub tasks: Vec<Task>,
    /// Counts by group.
    pub groups: Vec<GroupCount>,
    /// Counts by component; empty for who may not see them.
    pub components: Vec<ComponentCount>,
    /// Settings that differ from the model's, as one sentence.
    pub differs: Option<String>,
}

impl OverviewPage {
    fn m(&self) -> String {
        lang_attribute(self.frame.words.language().tag(), &self.model_language)
    }

    fn phase_text(&self, phase: &Phase, of: &str) -> String {
        self.t(&format!("manage-phase-{of}-{}", phase.word()))
    }

    fn phase_name(&self, phase: &Phase) -> String {
        phase.name(&self.frame.words)
    }

    fn state(&self, phase: &Phase) -> &'static str {
        match phase.cmp(&self.phase) {
            std::cmp::Ordering::Less => "past",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "ahead",
        }
    }

    fn day_of(&self, phase: &Phase) -> Option<&String> {
        let found = self.began.iter().find(|(began, _)| began == phase);
        found.map(|(_, day)| day)
    }

    fn task(&self, task: &Task, of: &str) -> String {
        self.t(&format!("manage-task-{of}-{}", task.word))
    }

    fn tasks_done(&self) -> usize {
        self.tasks.iter().filter(|task| task.done).count()
    }

    fn everybody(&self) -> Progress {
        let add = |sum: Progress, group: &GroupCount| Progress {
            given: sum.given + group.progress.given,
            asked: sum.asked + group.progress.asked,
        };
        self.groups.iter().fold(Progress::default(), add)
    }

    fn people(&self) -> usize {
        self.groups.iter().map(|group| group.people).sum()
    }

    fn started(&self) -> usize {
        self.groups.iter().map(|group| group.started).sum()
    }

    fn people_text(&self) -> String {
        let numbers = [
            ("part", count(self.started())),
            ("whole", count(self.people())),
        ];
        self.frame.words.with("manage-overview-started", &numbers)
    }

    fn people_of(&self, progress: &Progress) -> String {
        let numbers = [
            ("part", count(progress.given)),
            ("whole", count(progress.asked)),
        ];
        self.frame.words.with("manage-people-of", &numbers)
    }

    fn progress(&self, progress: impl Borrow<Progress>) -> String {
        let progress = progress.borrow();
        let numbers = [
            ("part", count(progress.given)),
            ("whole", count(progress.asked)),
        ];
        self.frame.words.with("manage-answers-of", &numbers)
    }

    fn mine_text(&self, mine: &Progress) -> String {
        let numbers = [("part", count(mine.given)), ("whole", count(mine.asked))];
        self.frame.words.with("manage-mine-progress", &numbers)
    }

    fn is_rating(&self) -> bool {
        self.phase == Phase::Rating
    }

    fn results_open(&self) -> bool {
        self.phase >= Phase::Consensus
    }

    /// What is thin about a component's assessors, in words.
    fn thin(&self, component: &ComponentCount) -> Option<String> {
        if component.out_of_scope {
            return None;
        }
        match (component.people, component.groups) {
            (0, _) => Some(self.t("manage-thin-nobody")),
            (few, _) if few < ComponentCount::FEW => Some(self.n("manage-thin-few", few)),
            (_, 1) => Some(self.t("manage-thin-one-group")),
            _ => None,
        }
    }

    fn any_thin(&self) -> usize {
        let thin = |component: &&ComponentCount| self.thin(component).is_some();
        self.components.iter().filter(thin).count()
    }

    fn back_label(&self, phase: &Phase) -> String {
        let name = phase.name(&self.frame.words);
        self.frame
            .words
            .with("manage-phase-back", &[("name", say(name))])
    }
}

speaks!(OverviewPage);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_reads_100_only_when_nothing_is_missing() {
        let part = |given, asked| Progress { given, asked }.hundredths();
        assert_eq!(part(175, 176), 99);
        assert_eq!(part(176, 176), 100);
        assert_eq!(part(180, 176), 100);
        assert_eq!(part(0, 0), 0);
    }
}
