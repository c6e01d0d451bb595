//! Days, times and answers as pages say them.

use gradus_domain::model::Model;
use gradus_domain::rating::Answer;
use gradus_words::{Words, say};
use time::format_description::well_known::Iso8601;
use time::{Date, OffsetDateTime};

/// A day that is kept as `2026-06-30`.
#[must_use]
pub fn day(words: &Words, iso: &str) -> String {
    match Date::parse(iso, &Iso8601::DATE) {
        Ok(date) => words.day(date.year(), date.month().into(), date.day()),
        Err(_) => iso.to_owned(),
    }
}

/// A time, in milliseconds since 1970, UTC.
#[must_use]
pub fn time(words: &Words, at: i64) -> String {
    let Ok(time) = OffsetDateTime::from_unix_timestamp(at / 1000) else {
        return String::new();
    };
    let day = words.day(time.year(), time.month().into(), time.day());
    format!("{day}, {:02}:{:02} UTC", time.hour(), time.minute())
}

/// Hours and minutes of a time, UTC.
#[must_use]
pub fn clock(at: i64) -> String {
    OffsetDateTime::from_unix_timestamp(at / 1000).map_or_else(
        |_| String::new(),
        |time| format!("{:02}:{:02}", time.hour(), time.minute()),
    )
}

/// First and last day.
#[must_use]
pub fn dates(words: &Words, from: &str, to: &str) -> String {
    let days = [("from", say(day(words, from))), ("to", say(day(words, to)))];
    words.with("app-dates", &days)
}

/// An answer: in the model's own word, where it has one.
#[must_use]
pub fn answer(model: &Model, words: &Words, answer: Answer) -> String {
    let own = model.rating_words.get(&answer).cloned();
    own.unwrap_or_else(|| words.text(&format!("answer-{}", answer.word())))
}
