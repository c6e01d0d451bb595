//! The forms of a city.

use crate::views::forms::{Choice, Control, Field, Form, Input, Section};
use crate::views::frame::Frame;

fn facts(frame: &Frame) -> Vec<Field> {
    let words = &frame.words;
    vec![
        Field::text("name", words.text("manage-city-name")).required(),
        Field::text("country", words.text("manage-city-country"))
            .hint(words.text("manage-city-country-hint"))
            .longest(2)
            .short(),
        Field::number(
            "population",
            words.text("manage-city-population"),
            1,
            100_000_000,
        ),
    ]
}

/// Name and looks: `name`, `country`, `population`, `colour`, `logo`, `remove_logo`,
/// `language`. Languages are given as tag and name.
#[must_use]
pub fn city_settings_form(
    frame: &Frame,
    city: &str,
    has_logo: bool,
    languages: Vec<Choice>,
    input: &Input,
) -> Form {
    let words = &frame.words;
    let mut looks = vec![
        Field::new(
            "colour",
            words.text("manage-city-colour"),
            Control::Line("color"),
        )
        .hint(words.text("manage-city-colour-hint"))
        .short(),
        Field::file(
            "logo",
            words.text("manage-city-logo"),
            "image/png,image/svg+xml,image/jpeg,image/webp",
        )
        .hint(words.text("manage-city-logo-hint")),
    ];
    if has_logo {
        looks.push(Field::check(
            "remove_logo",
            words.text("manage-city-logo-remove"),
        ));
    }
    let mut first = facts(frame);
    first.push(Field::choose("language", words.text("manage-city-language"), languages).required());
    let action = format!("{city}/settings");
    Form::new(
        words,
        "city",
        action,
        &frame.csrf,
        words.text("manage-save"),
    )
    .section(Section::named(
        words.text("manage-city-facts"),
        String::new(),
        first,
    ))
    .section(Section::named(
        words.text("manage-city-looks"),
        String::new(),
        looks,
    ))
    .filled(words, input)
}

/// A new city: `name`, `country`, `population`, `short_name`.
#[must_use]
pub fn new_city_form(frame: &Frame, input: &Input) -> Form {
    let words = &frame.words;
    let mut fields = facts(frame);
    fields.insert(
        1,
        Field::text("short_name", words.text("manage-city-short"))
            .hint(words.text("manage-city-short-hint"))
            .longest(60),
    );
    let action = format!("{}/c/new", frame.base);
    Form::new(
        words,
        "city",
        action,
        &frame.csrf,
        words.text("manage-city-create"),
    )
    .section(Section::plain(fields))
    .cancel(format!("{}/", frame.base), words.text("manage-cancel"))
    .filled(words, input)
}
