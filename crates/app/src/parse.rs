//! Reading what people typed into fields.

use crate::error::Mistake;
use gradus_domain::names::slug;
use time::Date;
use time::format_description::well_known::Iso8601;

/// Most letters of a name or title.
pub(crate) const NAME: usize = 200;
/// Most letters of a longer text.
pub(crate) const TEXT: usize = 10_000;

fn printable(text: &str) -> bool {
    !text
        .chars()
        .any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
}

/// A text that has to be there, trimmed.
pub(crate) fn required(field: &str, text: &str, most: usize) -> Result<String, Mistake> {
    optional(field, text, most)?.ok_or_else(|| Mistake::new(field, "missing"))
}

/// A text that may be left out, trimmed.
pub(crate) fn optional(field: &str, text: &str, most: usize) -> Result<Option<String>, Mistake> {
    let text = text.trim();
    if text.chars().count() > most {
        return Err(Mistake::new(field, "too_long").with("most", most));
    }
    if !printable(text) {
        return Err(Mistake::new(field, "control_characters"));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// A day.
pub(crate) fn day(field: &str, text: &str) -> Result<Date, Mistake> {
    let wrong = || Mistake::new(field, "day").with("value", text);
    let date = Date::parse(text.trim(), &Iso8601::DATE).map_err(|_| wrong())?;
    if (1900..=2200).contains(&date.year()) {
        Ok(date)
    } else {
        Err(wrong())
    }
}

/// A day that may be left out.
pub(crate) fn optional_day(field: &str, text: &str) -> Result<Option<Date>, Mistake> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    day(field, text).map(Some)
}

/// A day as it is kept.
pub(crate) fn iso(date: Date) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        date.year(),
        u8::from(date.month()),
        date.day()
    )
}

/// A part of addresses: given, or made from a name.
pub(crate) fn address(field: &str, given: &str, name: &str) -> Result<String, Mistake> {
    let made = slug(if given.trim().is_empty() { name } else { given });
    let made: String = made.chars().take(60).collect();
    if made.is_empty() || ["new", "admin", "api"].contains(&made.as_str()) {
        return Err(Mistake::new(field, "address"));
    }
    if !given.trim().is_empty() && made != given.trim() {
        return Err(Mistake::new(field, "address_form").with("suggestion", made));
    }
    Ok(made)
}

/// An identifier in files: letters, digits, `-`, `_` and `.`.
pub(crate) fn code(field: &str, text: &str) -> Result<String, Mistake> {
    let text = required(field, text, 80)?;
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    if text.chars().all(fits) && text != "others" {
        Ok(text)
    } else {
        Err(Mistake::new(field, "code").with("value", text))
    }
}
