//! The form for a piece of evidence.

use crate::views::forms::{Branch, Choice, Field, Form, Input, Section};
use crate::views::frame::Frame;

/// What the form offers.
#[derive(Debug, Clone)]
pub struct EvidenceChoices {
    /// Components with their strands as branches. In a strand, the first choice is the whole
    /// strand (`component/strand`), the others are its statements (their identifiers).
    pub tree: Vec<Branch>,
    /// Language of the model's texts.
    pub model_language: String,
    /// Greatest size of a file, as text.
    pub largest_file: String,
}

/// A review: `status` (`accepted`, `rejected`, `question`), `reason`, and the versions that
/// were looked at, `piece_version` and `used_version`.
#[must_use]
pub fn review_form(frame: &Frame, here: &str, id: &str, input: &Input) -> Form {
    let words = &frame.words;
    let choices = ["accepted", "rejected", "question"]
        .map(|status| Choice::new(status, words.text(&format!("app-review-{status}"))));
    let fields = vec![
        Field::radios("status", words.text("app-review"), choices.to_vec()).required(),
        Field::area("reason", words.text("app-review-reason"), 3)
            .hint(words.text("app-review-reason-hint")),
        Field::hidden("next", String::new()),
        Field::hidden("piece_version", String::new()),
        Field::hidden("used_version", String::new()),
    ];
    let action = format!("{here}/evidence/{id}/review");
    Form::new(
        words,
        "review",
        action,
        &frame.csrf,
        words.text("app-review-save"),
    )
    .section(Section::plain(fields))
    .quiet()
    .filled(words, input)
}

/// The form: `again` (not empty once duplicates were shown), `kind`, `title`, `url`, `file`, `text`, `effective`, `valid_until`,
/// `supports`. `id` is that of the evidence to be changed.
#[must_use]
pub fn evidence_form(
    frame: &Frame,
    here: &str,
    id: Option<&str>,
    choices: EvidenceChoices,
    input: &Input,
) -> Form {
    let words = &frame.words;
    let foreign = words.language().tag() != choices.model_language;
    let kind = |word: &str| {
        let name = words.text(&format!("evidence-{word}"));
        Choice::new(word, name).hint(words.text(&format!("manage-evidence-kind-{word}")))
    };
    let kinds = ["document", "link", "data", "interview"].map(kind);
    let size = [("name", gradus_words::say(&choices.largest_file))];
    let what = vec![
        Field::hidden("version", String::new()),
        Field::hidden("again", String::new()),
        Field::radios("kind", words.text("manage-evidence-kind"), kinds.to_vec()).required(),
        Field::text("title", words.text("manage-evidence-title"))
            .required()
            .hint(words.text("manage-evidence-title-hint")),
        Field::line("url", words.text("manage-evidence-url"), "url").longest(2000),
        Field::file("file", words.text("manage-evidence-file"), "")
            .hint(words.with("manage-evidence-file-hint", &size)),
        Field::area("text", words.text("manage-evidence-text"), 4)
            .hint(words.text("manage-evidence-text-hint")),
    ];
    let when = vec![
        Field::day("effective", words.text("manage-evidence-effective"))
            .required()
            .hint(words.text("manage-evidence-effective-hint")),
        Field::day("valid_until", words.text("manage-evidence-until"))
            .hint(words.text("manage-evidence-until-hint")),
    ];
    let supports = Field::tree(
        "supports",
        words.text("manage-evidence-supports"),
        choices.tree,
    )
    .required()
    .hint(words.text("manage-evidence-supports-hint"))
    .choices_lang(foreign.then_some(&choices.model_language));
    let action = match id {
        Some(id) => format!("{here}/evidence/{id}"),
        None => format!("{here}/evidence"),
    };
    let empty = String::new;
    Form::new(
        words,
        "evidence-form",
        action,
        &frame.csrf,
        words.text("manage-evidence-save"),
    )
    .section(Section::named(
        words.text("manage-evidence-what"),
        empty(),
        what,
    ))
    .section(Section::named(
        words.text("manage-evidence-when"),
        empty(),
        when,
    ))
    .section(Section::named(
        words.text("manage-evidence-for"),
        empty(),
        vec![supports],
    ))
    .cancel(format!("{here}/evidence"), words.text("manage-cancel"))
    .filled(words, input)
}
