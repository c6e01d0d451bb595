//! The forms with which people are asked.

use crate::views::forms::{Choice, Field, Form, Input, Section};
use crate::views::frame::Frame;

/// Adds a group: `name`.
#[must_use]
pub fn group_form(frame: &Frame, here: &str, input: &Input) -> Form {
    let words = &frame.words;
    let fields = vec![
        Field::text("name", words.text("manage-group-name"))
            .required()
            .hint(words.text("manage-group-name-hint")),
    ];
    let action = format!("{here}/people/groups");
    Form::new(
        words,
        "group",
        action,
        &frame.csrf,
        words.text("manage-group-add"),
    )
    .section(Section::plain(fields))
    .quiet()
    .inline()
    .filled(words, input)
}

/// Adds or changes an assessor: `name`, `group`, `email`, `components`. Values of groups
/// and components are their identifiers; no component means all of them. `id` is that of
/// the assessor to be changed; `email` is there where the invitation can be sent at once.
#[must_use]
pub fn person_form(
    frame: &Frame,
    here: &str,
    (id, mails): (Option<&str>, bool),
    groups: Vec<Choice>,
    components: Vec<Choice>,
    model_language: &str,
    input: &Input,
) -> Form {
    let words = &frame.words;
    let foreign = words.language().tag() != model_language;
    let mut fields = vec![
        Field::text("name", words.text("manage-person-name"))
            .hint(words.text("manage-person-name-hint")),
        Field::choose("group", words.text("manage-person-group"), groups).required(),
        Field::checks(
            "components",
            words.text("manage-person-components"),
            components,
        )
        .hint(words.text("manage-person-components-hint"))
        .choices_lang(foreign.then_some(model_language)),
    ];
    if mails {
        let email = Field::line("email", words.text("manage-person-email"), "email")
            .hint(words.text("manage-person-email-hint"));
        fields.insert(2, email.autocomplete("off").longest(254));
    }
    let (action, submit) = match id {
        Some(id) => (format!("{here}/people/{id}"), words.text("manage-save")),
        None => (format!("{here}/people"), words.text("manage-person-add")),
    };
    Form::new(words, "person", action, &frame.csrf, submit)
        .section(Section::plain(fields))
        .filled(words, input)
}

/// Sends an assessor's invitation to an address: `to`.
#[must_use]
pub fn mail_form(frame: &Frame, here: &str, id: &str, input: &Input) -> Form {
    let words = &frame.words;
    let fields = vec![
        Field::hidden("letter", "invitation"),
        Field::line("to", words.text("progress-mail-to"), "email")
            .required()
            .hint(words.text("progress-mail-hint"))
            .autocomplete("off")
            .longest(254),
    ];
    let action = format!("{here}/people/{id}/mail");
    let submit = words.text("progress-mail-send");
    Form::new(words, "mail", action, &frame.csrf, submit)
        .section(Section::named(
            words.text("progress-mail-invitation"),
            String::new(),
            fields,
        ))
        .quiet()
        .filled(words, input)
}

/// Adds many assessors: `people`, a line each, as `name, group, e-mail, components`.
#[must_use]
pub fn list_form(frame: &Frame, here: &str, input: &Input) -> Form {
    let words = &frame.words;
    let fields = vec![
        Field::area("people", words.text("manage-list"), 8)
            .required()
            .hint(words.text("manage-list-hint")),
        Field::check("make_links", words.text("manage-list-links")),
    ];
    let action = format!("{here}/people/list");
    Form::new(
        words,
        "list",
        action,
        &frame.csrf,
        words.text("manage-list-add"),
    )
    .section(Section::plain(fields))
    .quiet()
    .filled(words, input)
}

/// Gives somebody with an account a role: `account`, `role`. `city` is the city's address.
#[must_use]
pub fn member_form(frame: &Frame, city: &str, input: &Input) -> Form {
    let words = &frame.words;
    let role = |word: &str| {
        let name = words.text(&format!("manage-role-{word}"));
        Choice::new(word, name).hint(words.text(&format!("manage-role-does-{word}")))
    };
    let roles = ["lead", "facilitator", "reviewer", "viewer"].map(role);
    let fields = vec![
        Field::text("account", words.text("manage-member-account"))
            .required()
            .hint(words.text("manage-member-account-hint")),
        Field::radios("role", words.text("manage-member-role"), roles.to_vec()).required(),
    ];
    let action = format!("{city}/members");
    Form::new(
        words,
        "member",
        action,
        &frame.csrf,
        words.text("manage-member-add"),
    )
    .section(Section::plain(fields))
    .quiet()
    .filled(words, input)
}
