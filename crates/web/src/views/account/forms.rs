//! The forms of signing in, of one's account and of joining.

use crate::views::forms::{Choice, Field, Form, Input, Section};
use crate::views::frame::Frame;

fn form(frame: &Frame, id: &'static str, path: &str, submit: &str, fields: Vec<Field>) -> Form {
    let action = format!("{}{path}", frame.base);
    let submit = frame.words.text(submit);
    Form::new(&frame.words, id, action, &frame.csrf, submit).section(Section::plain(fields))
}

/// Signing in: `email`, `password`, `next`.
#[must_use]
pub fn sign_in_form(frame: &Frame, input: &Input) -> Form {
    let words = &frame.words;
    let fields = vec![
        Field::line("email", words.text("account-email"), "email")
            .required()
            .autocomplete("username")
            .longest(254),
        Field::password(
            "password",
            words.text("account-password"),
            "current-password",
        )
        .required(),
        Field::hidden("next", ""),
    ];
    form(frame, "sign-in", "/sign-in", "account-sign-in", fields).filled(words, input)
}

/// Asking for a new password: `email`.
#[must_use]
pub fn forgot_form(frame: &Frame, input: &Input) -> Form {
    let words = &frame.words;
    let fields = vec![
        Field::line("email", words.text("account-email"), "email")
            .required()
            .autocomplete("username")
            .longest(254),
    ];
    form(frame, "forgot", "/reset", "account-forgot-send", fields).filled(words, input)
}

fn new_password(frame: &Frame) -> Vec<Field> {
    let words = &frame.words;
    let again = words.text("account-password-again");
    vec![
        Field::password(
            "password",
            words.text("account-password-new"),
            "new-password",
        )
        .required()
        .hint(words.text("account-password-hint")),
        Field::password("password_again", again, "new-password").required(),
    ]
}

/// A new password by a link: `password`, `password_again`. `path` is the link's path.
#[must_use]
pub fn reset_form(frame: &Frame, path: &str, input: &Input) -> Form {
    let fields = new_password(frame);
    form(frame, "reset", path, "account-reset-save", fields).filled(&frame.words, input)
}

/// Name and address: `name`, `email`.
#[must_use]
pub fn profile_form(frame: &Frame, input: &Input) -> Form {
    let words = &frame.words;
    let fields = vec![
        Field::text("name", words.text("account-name"))
            .required()
            .autocomplete("name"),
        Field::line("email", words.text("account-email"), "email")
            .required()
            .autocomplete("email")
            .longest(254),
    ];
    form(frame, "profile", "/account", "account-save", fields).filled(words, input)
}

/// A new password: `current_password`, `password`, `password_again`.
#[must_use]
pub fn password_form(frame: &Frame, input: &Input) -> Form {
    let words = &frame.words;
    let current = words.text("account-password-current");
    let mut fields =
        vec![Field::password("current_password", current, "current-password").required()];
    fields.extend(new_password(frame));
    form(
        frame,
        "password",
        "/account/password",
        "account-password-change",
        fields,
    )
    .quiet()
    .filled(words, input)
}

/// Language and looks: `language`, `theme` (`auto`, `light`, `dark`). Languages are given
/// as tag and name.
#[must_use]
pub fn appearance_form(frame: &Frame, languages: Vec<Choice>, input: &Input) -> Form {
    let words = &frame.words;
    let themes = ["auto", "light", "dark"]
        .map(|theme| Choice::new(theme, words.text(&format!("account-theme-{theme}"))));
    let fields = vec![
        Field::choose("language", words.text("account-language"), languages).required(),
        Field::radios("theme", words.text("account-theme"), themes.to_vec()).required(),
    ];
    form(
        frame,
        "appearance",
        "/account/appearance",
        "account-save",
        fields,
    )
    .quiet()
    .filled(words, input)
}

/// A token for programs: `name`, `scopes` (`read`, `rate`, `manage`), `until`.
#[must_use]
pub fn token_form(frame: &Frame, input: &Input) -> Form {
    let words = &frame.words;
    let scopes = ["read", "rate", "manage"].map(|scope| {
        Choice::new(scope, words.text(&format!("account-scope-{scope}")))
            .hint(words.text(&format!("account-scope-does-{scope}")))
    });
    let fields = vec![
        Field::text("name", words.text("account-token-name"))
            .required()
            .hint(words.text("account-token-name-hint")),
        Field::checks(
            "scopes",
            words.text("account-token-scopes"),
            scopes.to_vec(),
        )
        .required(),
        Field::day("until", words.text("account-token-until"))
            .required()
            .hint(words.text("account-token-until-hint")),
    ];
    form(
        frame,
        "token",
        "/account/tokens",
        "account-token-create",
        fields,
    )
    .quiet()
    .filled(words, input)
}

/// Starting by an invitation: `name`. `path` is the link's path.
#[must_use]
pub fn join_form(frame: &Frame, path: &str, input: &Input) -> Form {
    let words = &frame.words;
    let fields = vec![
        Field::text("name", words.text("account-join-name"))
            .hint(words.text("account-join-name-hint"))
            .autocomplete("name"),
    ];
    form(frame, "join", path, "account-join-start", fields).filled(words, input)
}

fn code_field(words: &gradus_words::Words) -> Field {
    Field::text("code", words.text("account-code"))
        .required()
        .hint(words.text("account-code-hint"))
        .autocomplete("one-time-code")
        .longest(40)
        .short()
}

/// Going on by a link that was used before: `code`. `path` is without the base.
#[must_use]
pub fn join_code_form(frame: &Frame, path: &str, input: &Input) -> Form {
    let words = &frame.words;
    let fields = vec![code_field(words)];
    form(frame, "join", path, "account-code-go", fields).filled(words, input)
}

/// Going on with a short code: `code`.
#[must_use]
pub fn code_form(frame: &Frame, input: &Input) -> Form {
    let words = &frame.words;
    let fields = vec![code_field(words)];
    form(frame, "code", "/code", "account-code-go", fields).filled(words, input)
}
