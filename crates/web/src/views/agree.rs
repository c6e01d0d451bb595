//! Agreeing: the form for one value with its history, and what can be agreed on at once.

use super::forms::{Choice, Field, Form, Input, Section};
use super::frame::Frame;
use super::model_text::lang_attribute;
use super::speak::{Speaks, speaks};
use askama::Template;

/// How many dissents the form has room for.
pub const DISSENTS: usize = 3;

/// What is agreed on.
#[derive(Debug, Clone)]
pub struct About {
    /// Its identifier; empty for a component.
    pub id: String,
    /// The statement, or the component's name.
    pub text: String,
    /// Name of the component.
    pub component: String,
    /// What stands now, in words.
    pub value: String,
    /// "agreed", "median" or nothing, in words.
    pub source: String,
    /// The answers in one line.
    pub answers: String,
    /// The answers as a picture.
    pub chart: String,
}

/// A state that the value had.
#[derive(Debug, Clone)]
pub struct State {
    /// When.
    pub at: String,
    /// Who; empty where nobody knows.
    pub by: String,
    /// The value in words.
    pub value: String,
    /// Why.
    pub rationale: Option<String>,
    /// Whether it was undone.
    pub undone: bool,
}

/// Agreeing on one value.
#[derive(Template)]
#[template(path = "agree/page.html")]
pub struct AgreePage {
    /// What every page has.
    pub frame: Frame,
    /// Address of this page.
    pub here: String,
    /// Language of the model's texts.
    pub model_language: String,
    /// What is agreed on.
    pub about: About,
    /// The form; none outside the phase of agreeing.
    pub form: Option<Form>,
    /// The version to be undone; none where nothing is agreed or may be changed.
    pub undo: Option<i64>,
    /// Every state it had, newest first.
    pub history: Vec<State>,
    /// The wall of the workshop, while one is open.
    pub wall: Option<String>,
}

/// Agreeing on many statements at once.
#[derive(Template)]
#[template(path = "agree/at_once.html")]
pub struct AtOncePage {
    /// What every page has.
    pub frame: Frame,
    /// Address of this page.
    pub here: String,
    /// Language of the model's texts.
    pub model_language: String,
    /// Whether values can be agreed on now.
    pub open: bool,
    /// What was refused.
    pub refused: Option<String>,
    /// Statements that are nearly agreed: identifier, text, value, answers.
    pub rows: Vec<[String; 4]>,
}

impl AgreePage {
    fn m(&self) -> String {
        lang_attribute(self.frame.words.language().tag(), &self.model_language)
    }
}

impl AtOncePage {
    fn m(&self) -> String {
        lang_attribute(self.frame.words.language().tag(), &self.model_language)
    }
}

/// The form to agree with: values and groups as they can be chosen.
#[must_use]
pub fn agree_form(
    frame: &Frame,
    action: String,
    version: i64,
    (values, groups): (Vec<Choice>, &[(String, String)]),
    input: &Input,
) -> Form {
    let words = &frame.words;
    let main = vec![
        Field::hidden("version", version.to_string()),
        Field::radios("value", words.text("agree-value"), values).required(),
        Field::area("rationale", words.text("agree-rationale"), 3)
            .hint(words.text("agree-rationale-hint"))
            .longest(10_000),
    ];
    let mut dissent = Vec::new();
    for place in 0..DISSENTS {
        let mut choices = vec![Choice::new("", words.text("agree-dissent-nobody"))];
        choices.extend(groups.iter().map(|(code, name)| Choice::new(code, name)));
        let name = |part: &str| format!("dissent_{part}.{place}");
        let number = (place + 1).to_string();
        let label = |key: &str| words.with(key, &[("name", gradus_words::say(&number))]);
        dissent.push(Field::choose(
            name("group"),
            label("agree-dissent-group"),
            choices,
        ));
        dissent.push(Field::text(name("name"), label("agree-dissent-name")));
        dissent.push(Field::area(name("text"), label("agree-dissent-text"), 2).longest(10_000));
    }
    let legend = words.text("agree-dissent");
    let note = words.text("agree-dissent-note");
    Form::new(words, "agree", action, &frame.csrf, words.text("agree-go"))
        .section(Section::plain(main))
        .section(Section::named(legend, note, dissent).folded())
        .filled(words, input)
}

speaks!(AgreePage, AtOncePage);
