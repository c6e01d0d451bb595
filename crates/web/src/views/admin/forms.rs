//! The forms of administration.

use crate::views::forms::{Field, Form, Input, Section};
use crate::views::frame::Frame;

/// A new account: `name`, `email`, `admin`. Its owner sets the password by a link.
#[must_use]
pub fn account_form(frame: &Frame, input: &Input) -> Form {
    let words = &frame.words;
    let fields = vec![
        Field::text("name", words.text("account-name")).required(),
        Field::line("email", words.text("account-email"), "email")
            .required()
            .autocomplete("off")
            .longest(254),
        Field::check("admin", words.text("account-is-admin"))
            .hint(words.text("account-is-admin-hint")),
    ];
    let action = format!("{}/admin/accounts", frame.base);
    Form::new(
        words,
        "account",
        action,
        &frame.csrf,
        words.text("account-create"),
    )
    .section(Section::plain(fields))
    .quiet()
    .filled(words, input)
}
