//! How far people are, for who leads: response rates, who is waited for, reminders.
//!
//! Everything here is counts. What people answered is on no page before the reveal.

use super::frame::Frame;
use super::model_text::lang_attribute;
use super::overview::{NextPhase, Progress};
use super::speak::{Speaks, speaks};
use askama::Template;
use gradus_words::count;
use std::borrow::Borrow;

/// A component as the head of a column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its short code.
    pub code: String,
    /// Its name, from the model.
    pub name: String,
}

/// Answers of a group, or of everybody, by component.
#[derive(Debug, Clone)]
pub struct Row {
    /// The group's name.
    pub name: String,
    /// Answers by component, in the order of the columns; none where nobody was asked.
    pub cells: Vec<Option<Progress>>,
    /// Answers to all of them.
    pub sum: Progress,
    /// Whether it is everybody.
    pub everybody: bool,
}

/// A component with too few who answered.
#[derive(Debug, Clone)]
pub struct Thin {
    /// Its name, from the model.
    pub name: String,
    /// How many answered something.
    pub answered: usize,
    /// Whether all who are asked are of one group.
    pub one_group: bool,
}

/// How far somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// No answer yet.
    None,
    /// Some answers.
    Some,
    /// Every answer.
    All,
}

impl State {
    /// Every state, those who are waited for first.
    pub const ALL: [Self; 3] = [Self::None, Self::Some, Self::All];

    /// Its word in keys of messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Some => "some",
            Self::All => "all",
        }
    }

    /// The state of who gave so many answers.
    #[must_use]
    pub fn of(progress: Progress) -> Self {
        match progress.given {
            0 => Self::None,
            given if given < progress.asked => Self::Some,
            _ => Self::All,
        }
    }
}

/// Somebody who was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Identifier.
    pub id: String,
    /// Name, or a pseudonym where there is none.
    pub name: String,
    /// Name of the group.
    pub group: String,
    /// Answers.
    pub progress: Progress,
    /// The text of a reminder, while people rate.
    pub reminder: Option<String>,
    /// Whether there is a link to be sent by e-mail.
    pub has_link: bool,
    /// What was typed as e-mail address, and what is wrong with it.
    pub mail: Option<(String, String)>,
}

/// How much time is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// So many days; 0 on the last one.
    Days(usize),
    /// The last day has passed.
    Passed,
}

/// How far people are.
#[derive(Template)]
#[template(path = "progress/page.html")]
pub struct ProgressPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// Language of the model's texts.
    pub model_language: String,
    /// Whether people can rate now.
    pub rating: bool,
    /// Whether rating has ended.
    pub over: bool,
    /// The last day, as text.
    pub day: String,
    /// How much time is left.
    pub left: Left,
    /// The components in scope.
    pub columns: Vec<Column>,
    /// Everybody, then the groups.
    pub rows: Vec<Row>,
    /// Components with too few who answered.
    pub thin: Vec<Thin>,
    /// Who was asked.
    pub people: Vec<Asked>,
    /// A reminder for everybody, while people rate.
    pub reminder: Option<String>,
    /// Whether e-mail can be sent.
    pub sends_mail: bool,
    /// Whether a letter was just sent.
    pub sent: bool,
    /// What the end of rating asks for.
    pub next: Option<NextPhase>,
}

impl ProgressPage {
    fn m(&self) -> String {
        lang_attribute(self.frame.words.language().tag(), &self.model_language)
    }

    fn everybody(&self) -> Progress {
        self.rows.first().map(|row| row.sum).unwrap_or_default()
    }

    fn percent(&self, progress: impl Borrow<Progress>) -> String {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a share of at most 100 hundredths"
        )]
        let share = progress.borrow().hundredths() as f64 / 100.0;
        self.frame.words.percent(share)
    }

    fn progress(&self, progress: &Progress) -> String {
        let numbers = [
            ("part", count(progress.given)),
            ("whole", count(progress.asked)),
        ];
        self.frame.words.with("manage-answers-of", &numbers)
    }

    fn of_state(&self, state: impl Borrow<State>) -> Vec<&Asked> {
        let people = self.people.iter();
        people
            .filter(|one| State::of(one.progress) == *state.borrow())
            .collect()
    }

    fn state(&self, state: impl Borrow<State>) -> String {
        self.t(&format!("progress-state-{}", state.borrow().word()))
    }

    fn begun(&self) -> usize {
        self.people.len() - self.of_state(State::None).len()
    }

    fn rate_note(&self) -> String {
        let everybody = self.everybody();
        self.of("progress-rate-note", everybody.given, everybody.asked)
    }

    fn left_text(&self) -> String {
        match self.left {
            Left::Days(days) => self.n("progress-left", days),
            Left::Passed => self.t("progress-day-passed"),
        }
    }

    fn thin_text(&self, thin: &Thin) -> String {
        match (thin.answered, thin.one_group) {
            (0, _) => self.t("progress-nobody"),
            (few, true) if few >= super::overview::ComponentCount::FEW => {
                self.t("manage-thin-one-group")
            }
            (few, _) => self.n("progress-few", few),
        }
    }
}

speaks!(ProgressPage);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_gave_every_answer_is_done_and_who_gave_none_has_not_begun() {
        let of = |given, asked| State::of(Progress { given, asked });
        assert_eq!(of(0, 176), State::None);
        assert_eq!(of(175, 176), State::Some);
        assert_eq!(of(176, 176), State::All);
        assert_eq!(of(0, 0), State::None);
    }
}
