//! The next cycle: its form, and the answers of the one before that wait to be confirmed.

use super::forms::{Field, Form, Input, Section};
use super::frame::Frame;
use super::model_text::lang_attribute;
use super::speak::{Speaks, speaks};
use askama::Template;

/// Beginning the next cycle.
#[derive(Template)]
#[template(path = "cycle/next.html")]
pub struct NextPage {
    /// What every page has.
    pub frame: Frame,
    /// Name of the cycle before.
    pub before: String,
    /// The form.
    pub form: Form,
}

/// The form of the next cycle: `name`, `from`, `to`, `answers`, `evidence`.
#[must_use]
pub fn next_form(frame: &Frame, here: &str, input: &Input) -> Form {
    let words = &frame.words;
    let fields = vec![
        Field::text("name", words.text("manage-assessment-name")).required(),
        Field::day("from", words.text("manage-assessment-from")).required(),
        Field::day("to", words.text("manage-assessment-to")).required(),
        Field::check("answers", words.text("cycle-answers")).hint(words.text("cycle-answers-hint")),
        Field::check("evidence", words.text("cycle-evidence")),
    ];
    let (action, submit) = (format!("{here}/next"), words.text("cycle-start"));
    Form::new(words, "next", action, &frame.csrf, submit)
        .section(Section::plain(fields))
        .filled(words, input)
}

/// An answer that waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Kind and name in forms: `statement:LE1.1`.
    pub name: String,
    /// What it is about.
    pub text: String,
    /// What was said.
    pub value: String,
    /// The statements that a rung stands for, as the model words them now.
    pub statements: Vec<String>,
}

/// The answers of one component that wait.
#[derive(Debug, Clone)]
pub struct WaitingComponent {
    /// Identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is rated.
    pub href: String,
    /// The answers.
    pub answers: Vec<Waiting>,
}

/// The answers of the cycle before that wait to be confirmed.
#[derive(Template)]
#[template(path = "cycle/carried.html")]
pub struct CarriedPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// Language of the model's texts.
    pub model_language: String,
    /// Tells which version of the model the answers are of.
    pub model_mark: String,
    /// The components with answers that wait.
    pub components: Vec<WaitingComponent>,
    /// Whether they can be confirmed now.
    pub open: bool,
}

impl CarriedPage {
    fn m(&self) -> String {
        lang_attribute(self.frame.words.language().tag(), &self.model_language)
    }
}

speaks!(NextPage, CarriedPage);
