//! The page from which a lead publishes: what becomes public, its form, its address.

use super::forms::{Choice, Field, Form, Input, Section};
use super::frame::Frame;
use super::speak::{Speaks, speaks};
use askama::Template;
use gradus_app::publication::Title;

/// Publishing.
#[derive(Template)]
#[template(path = "publish/page.html")]
pub struct PublishPage {
    /// What every page has.
    pub frame: Frame,
    /// Whether the assessment is final, so that something can be published.
    pub is_final: bool,
    /// What is public now, a sentence each; empty where nothing is.
    pub standing: Vec<String>,
    /// Whether something is public now.
    pub is_public: bool,
    /// That a newer version waits, or that it was withdrawn.
    pub remark: Option<String>,
    /// The public address, where there is one.
    pub address: Option<String>,
    /// What pages of others put down to show the profile.
    pub embed: Option<String>,
    /// What has to be known of areas that few people rated.
    pub thin: Option<String>,
    /// Why this version cannot be published.
    pub isolates: Option<String>,
    /// The form; none before `final`.
    pub form: Option<Form>,
    /// The form to withdraw, where something is public.
    pub withdraw: Option<Form>,
    /// The sealed documents, oldest first.
    pub seals: Vec<SealEntry>,
    /// The name of the key that seals.
    pub key: Option<String>,
    /// Address of the assessment with the base path.
    pub base: String,
}

/// A sealed document.
#[derive(Debug, Clone)]
pub struct SealEntry {
    /// Its number.
    pub number: i64,
    /// When it was sealed, as text.
    pub day: String,
}

/// What the button says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// Publishes for the first time.
    First,
    /// Replaces an older version.
    Newer,
    /// Changes what is said about the version that is shown.
    Save,
    /// Publishes what was withdrawn.
    Again,
}

impl Does {
    fn key(self) -> &'static str {
        match self {
            Self::First => "publish-go",
            Self::Newer => "publish-go-newer",
            Self::Save => "publish-save",
            Self::Again => "publish-go-again",
        }
    }
}

/// The form to publish with.
#[must_use]
pub fn publish_form(
    frame: &Frame,
    action: String,
    version: i64,
    (titles, does): (&[Title], Does),
    input: &Input,
) -> Form {
    let words = &frame.words;
    let mut fields = vec![
        Field::hidden("version", version.to_string()),
        Field::area("introduction", words.text("publish-introduction"), 5)
            .hint(words.text("publish-introduction-hint"))
            .longest(2_000),
    ];
    if !titles.is_empty() {
        let choice = |title: &Title| {
            let choice = Choice::new(&title.code, &title.title);
            if title.accepted {
                choice.hint(words.text("publish-evidence-accepted"))
            } else {
                choice
            }
        };
        let choices = titles.iter().map(choice).collect();
        let field = Field::checks("evidence", words.text("publish-evidence"), choices);
        fields.push(field.hint(words.text("publish-evidence-hint")));
    }
    Form::new(
        words,
        "publish",
        action,
        &frame.csrf,
        words.text(does.key()),
    )
    .section(Section::plain(fields))
    .second("preview", "yes", words.text("publish-see"))
    .filled(words, input)
}

/// The form to withdraw with.
#[must_use]
pub fn withdraw_form(frame: &Frame, action: String, version: i64, input: &Input) -> Form {
    let words = &frame.words;
    let fields = vec![
        Field::hidden("version", version.to_string()),
        Field::area("reason", words.text("publish-withdraw-reason"), 3)
            .required()
            .longest(2_000),
    ];
    let submit = words.text("publish-withdraw-go");
    Form::new(words, "withdraw", action, &frame.csrf, submit)
        .section(Section::plain(fields))
        .quiet()
        .filled(words, input)
}

speaks!(PublishPage);
