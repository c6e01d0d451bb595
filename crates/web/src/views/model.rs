//! Models: the version that an assessment is made of, what another one would change, and the
//! models of the instance.

use super::forms::{Field, Form, Input, Section};
use super::frame::Frame;
use super::model_text::lang_attribute;
use super::speak::{Speaks, speaks};
use askama::Template;

/// A statement that differs.
#[derive(Debug, Clone)]
pub struct ChangeRow {
    /// Its identifier.
    pub id: String,
    /// What differs, in words.
    pub what: String,
    /// As it is now.
    pub before: String,
    /// As it would be.
    pub after: String,
}

/// A statement that is in one version alone.
#[derive(Debug, Clone)]
pub struct StatementRow {
    /// Its identifier.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Its component.
    pub component: String,
}

/// What a move would do.
#[derive(Debug, Clone)]
pub struct PreviewPart {
    /// The version asked for, `id@version`.
    pub to: String,
    /// Statements that stay as they are.
    pub same: usize,
    /// Statements with other words, another kind or weight.
    pub changed: Vec<ChangeRow>,
    /// Statements in another place.
    pub moved: Vec<ChangeRow>,
    /// Statements that are new.
    pub new: Vec<StatementRow>,
    /// Statements that are gone.
    pub gone: Vec<StatementRow>,
    /// What becomes of answers, evidence and the rest: what, and how many.
    pub effects: Vec<(String, String)>,
    /// Moves once it was seen.
    pub form: Form,
}

/// A move that was made.
#[derive(Debug, Clone)]
pub struct MoveRow {
    /// When, as text.
    pub when: String,
    /// The version before.
    pub from: String,
    /// The version after.
    pub to: String,
    /// Answers that stayed, that wait, and that are in the file alone.
    pub answers: String,
    /// Address of the file of before; none before results are open.
    pub href: Option<String>,
}

/// The version of the model that an assessment is made of.
#[derive(Template)]
#[template(path = "model/page.html")]
pub struct ModelPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// Title of the model.
    pub title: String,
    /// `id@version`.
    pub name: String,
    /// Language of the model's texts.
    pub model_language: String,
    /// Why no version can be chosen now, where that is so.
    pub locked: Option<String>,
    /// Other versions: `id@version`.
    pub versions: Vec<String>,
    /// What one of them would change.
    pub preview: Option<PreviewPart>,
    /// Moves so far, the oldest first.
    pub moves: Vec<MoveRow>,
}

impl ModelPage {
    fn m(&self) -> String {
        lang_attribute(self.frame.words.language().tag(), &self.model_language)
    }
}

/// The form that moves an assessment: `to`, `version`.
#[must_use]
pub fn move_form(frame: &Frame, here: &str, to: &str, version: i64, input: &Input) -> Form {
    let words = &frame.words;
    let fields = vec![
        Field::hidden("to", to),
        Field::hidden("version", version.to_string()),
        Field::check("seen", words.text("model-seen")).required(),
    ];
    let (action, submit) = (format!("{here}/model"), words.text("model-move"));
    Form::new(words, "move", action, &frame.csrf, submit)
        .section(Section::plain(fields))
        .filled(words, input)
}

/// A model of the instance.
#[derive(Debug, Clone)]
pub struct KnownModel {
    /// `id@version`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Language of its texts.
    pub language: String,
    /// How large it is, in words.
    pub size: String,
    /// Its hash.
    pub sha256: String,
}

/// The models of the instance.
#[derive(Template)]
#[template(path = "model/known.html")]
pub struct KnownModelsPage {
    /// What every page has.
    pub frame: Frame,
    /// The models, the built-in ones first.
    pub models: Vec<KnownModel>,
    /// Mistakes of the file that was sent: place and what is wrong.
    pub mistakes: Vec<(String, String)>,
    /// Adds one.
    pub form: Form,
}

/// The form that adds a model: `file`.
#[must_use]
pub fn model_form(frame: &Frame, input: &Input) -> Form {
    let words = &frame.words;
    let file = Field::file("file", words.text("model-file"), ".yaml,.yml,.json")
        .required()
        .hint(words.text("model-file-hint"));
    let (action, submit) = (
        format!("{}/admin/models", frame.base),
        words.text("model-add"),
    );
    Form::new(words, "model", action, &frame.csrf, submit)
        .section(Section::plain(vec![file]))
        .filled(words, input)
}

speaks!(ModelPage, KnownModelsPage);
