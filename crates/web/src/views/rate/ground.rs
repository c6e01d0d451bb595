//! What all parts of the rating pages share.

use super::statement::Answer;
use gradus_words::{Argument, Words, count, say};
use std::borrow::Borrow;
use std::sync::Arc;

/// Where answers go, whose they are, and in which languages the page speaks.
#[derive(Clone)]
pub struct Ground {
    /// The words of the reader's language.
    pub words: Arc<Words>,
    /// The tag of the language of the model's texts.
    pub model_language: String,
    /// The model's own words for answers, where it has them.
    pub answer_words: Vec<(Answer, String)>,
    /// The token that every form carries.
    pub csrf: String,
    /// The city's name, for the questions.
    pub city: String,
    /// The address of the rating start page: `{base}/c/{city}/{assessment}/rate`.
    pub home: String,
    /// The component's part of the address; empty where the page is about all.
    pub component: String,
    /// The address of the evidence page.
    pub evidence: String,
    /// A key for the browser's store of answers that wait: different for each assessor and
    /// assessment, and telling nothing about them.
    pub owner: String,
    /// Tells which version of the model the questions on the page are of.
    pub model_mark: String,
    /// How many levels the model has.
    pub levels: usize,
    /// Is the rating phase over? Then answers are shown and cannot be changed.
    pub closed: bool,
}

impl Ground {
    /// A message of the catalogue.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.words.text(key)
    }

    /// A message that says a text, named `text` in it.
    #[must_use]
    pub fn say(&self, key: &str, text: &str) -> String {
        self.words.with(key, &[("text", say(text))])
    }

    /// A message that counts, its number named `count`.
    #[must_use]
    pub fn count(&self, key: &str, number: &usize) -> String {
        self.words.with(key, &[("count", count(*number))])
    }

    /// A message that counts so many of so many: `count` and `total`.
    #[must_use]
    pub fn of(&self, key: &str, done: impl Borrow<usize>, total: impl Borrow<usize>) -> String {
        let args: [(&str, Argument); 2] = [
            ("count", count(*done.borrow())),
            ("total", count(*total.borrow())),
        ];
        self.words.with(key, &args)
    }

    /// A message between two texts, named `below` and `above` in it.
    #[must_use]
    pub fn between(&self, key: &str, below: &str, above: &str) -> String {
        self.words
            .with(key, &[("below", say(below)), ("above", say(above))])
    }

    /// An answer in words: the model's own, else the catalogue's.
    #[must_use]
    pub fn answer_word(&self, answer: Answer) -> String {
        let own = self.answer_words.iter().find(|(of, _)| *of == answer);
        own.map_or_else(
            || self.t(&format!("answer-{}", answer.name())),
            |(_, word)| word.clone(),
        )
    }

    /// The language of the model's texts where it is not the page's, for `lang` attributes.
    #[must_use]
    pub fn foreign(&self) -> Option<&str> {
        let own = self.words.language().tag();
        (self.model_language != own).then_some(&self.model_language)
    }

    /// [`Ground::foreign`] as an attribute, ready to stand in a tag; empty where there is none.
    #[must_use]
    pub fn lang(&self) -> String {
        let plain = |tag: &&str| tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        self.foreign()
            .filter(plain)
            .map(|tag| format!(" lang=\"{tag}\""))
            .unwrap_or_default()
    }

    /// Where an answer about a component goes.
    #[must_use]
    pub fn answer(&self, component: &str) -> String {
        format!("{}/{component}/answer", self.home)
    }

    /// Goes behind every address that takes an answer, so that none is taken for a question
    /// whose words have changed since.
    #[must_use]
    pub fn mark(&self) -> String {
        format!("?m={}", self.model_mark)
    }

    /// The last key that picks a level: one for each, as far as keys with numbers go.
    #[must_use]
    pub fn last_key(&self) -> usize {
        self.levels.min(9)
    }

    /// What a subject of the rating is called in forms: `kind id version`.
    #[must_use]
    pub fn token(&self, kind: &str, id: &str, version: &u64) -> String {
        format!("{kind} {id} {version}")
    }
}

/// A level of the scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelName {
    /// Its place on the scale, from 1.
    pub position: usize,
    /// The number printed, which is mostly the place.
    pub value: String,
    /// Its name in the model's language.
    pub name: String,
}

/// Whether the server has an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was answered.
    Open,
    /// Nothing was answered here; a rung answers for it, which is said apart.
    Filled,
    /// The answer is kept since this time of day, as the reader writes it: `10:41`.
    Saved(String),
    /// The answer was not taken; a sentence for the reader why not, and what to do.
    Refused(String),
}

impl SaveState {
    /// The state in words.
    #[must_use]
    pub fn text(&self, ground: &Ground) -> String {
        match self {
            Self::Open => ground.t("rate-not-answered"),
            Self::Filled => String::new(),
            Self::Saved(at) => ground.say("rate-saved", at),
            Self::Refused(why) => why.clone(),
        }
    }

    /// Does an answer stand, which can be taken back?
    #[must_use]
    pub fn is_saved(&self) -> bool {
        matches!(self, Self::Saved(_))
    }

    /// The state as a class.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Open | Self::Filled => "open",
            Self::Saved(_) => "saved",
            Self::Refused(_) => "refused",
        }
    }
}

/// A part of an element's id: letters, digits and dashes of `id`, everything else a dash.
pub(super) fn dom_id(kind: &str, id: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    format!("{kind}-{}", id.chars().map(plain).collect::<String>())
}
