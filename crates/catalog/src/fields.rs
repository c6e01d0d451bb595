//! Reading a mapping field by field: unknown keys and wrong shapes become mistakes with
//! their place, and reading goes on.

use crate::node::{At, Node, Value};
use crate::problem::{Place, Report};
use std::fmt::Display;
use std::str::FromStr;
use time::Date;
use time::macros::format_description;

/// A mapping that is read against a list of known keys.
pub struct Fields<'n, 't> {
    entries: &'n [(Node<'t>, Node<'t>)],
    file: &'n Place,
    at: At,
    report: &'n mut Report,
}

/// The text of a bare or quoted word.
#[must_use]
pub fn scalar<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    match &node.value {
        Value::Plain(text) | Value::Quoted(text) => Some(text),
        _ => None,
    }
}

/// A day written `2026-06-30`.
#[must_use]
pub fn parse_day(text: &str) -> Option<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).ok()
}

impl<'n, 't> Fields<'n, 't> {
    /// The fields of `node`; keys that are not in `known` are mistakes. `None` where the
    /// node is no mapping, which is a mistake too.
    pub fn of(
        node: &'n Node<'t>,
        known: &[&str],
        file: &'n Place,
        report: &'n mut Report,
    ) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            let message = format!("expected keys with values, found {}", node.value.describe());
            let hint = format!("known keys: {}", known.join(", "));
            report.mistake(
                &file.line(node.at.line, node.at.column),
                message,
                Some(hint),
            );
            return None;
        };
        for (key, _) in entries {
            let name = scalar(key).unwrap_or_default();
            if !known.contains(&name) {
                let hint = report
                    .nearest(name, known.iter().copied())
                    .unwrap_or_else(|| format!("known keys: {}", known.join(", ")));
                let place = file.line(key.at.line, key.at.column);
                report.mistake(
                    &place,
                    format!("unknown key {}", key.value.describe()),
                    Some(hint),
                );
            }
        }
        Some(Self {
            entries,
            file,
            at: node.at,
            report,
        })
    }

    /// Where the mapping begins.
    #[must_use]
    pub fn place(&self) -> Place {
        self.file.line(self.at.line, self.at.column)
    }

    /// The value of `key`, if it is there and not empty.
    #[must_use]
    pub fn node(&self, key: &str) -> Option<&'n Node<'t>> {
        let found = self
            .entries
            .iter()
            .find(|(name, _)| scalar(name) == Some(key));
        found
            .map(|(_, value)| value)
            .filter(|value| value.value != Value::Null)
    }

    /// Where the value of `key` stands, else where the mapping begins.
    #[must_use]
    pub fn place_of(&self, key: &str) -> Place {
        let at = self.node(key).map_or(self.at, |node| node.at);
        self.file.line(at.line, at.column)
    }

    /// Notes a mistake at the value of `key`.
    pub fn mistake(&mut self, key: &str, message: impl Into<String>, hint: Option<String>) {
        let place = self.place_of(key);
        self.report.mistake(&place, message, hint);
    }

    /// Notes a warning at the value of `key`.
    pub fn warning(&mut self, key: &str, message: impl Into<String>, hint: Option<String>) {
        let place = self.place_of(key);
        self.report.warning(&place, message, hint);
    }

    /// The file's place and the report, for reading what lies deeper.
    pub fn deeper(&mut self) -> (&'n Place, &mut Report) {
        (self.file, self.report)
    }

    /// Notes that `key` is missing.
    pub fn missing(&mut self, key: &str) {
        let place = self.place();
        self.report
            .mistake(&place, format!("the key '{key}' is missing"), None);
    }

    /// A text, if the key is there.
    pub fn text(&mut self, key: &str) -> Option<String> {
        let node = self.node(key)?;
        let Some(text) = scalar(node) else {
            let message = format!("'{key}' is a text, found {}", node.value.describe());
            self.mistake(key, message, None);
            return None;
        };
        Some(text.to_owned())
    }

    /// A text that must be there and not be empty.
    pub fn required_text(&mut self, key: &str) -> Option<String> {
        if self.node(key).is_none() {
            self.missing(key);
            return None;
        }
        let text = self.text(key)?;
        if text.trim().is_empty() {
            self.mistake(key, format!("'{key}' is empty"), None);
            return None;
        }
        Some(text)
    }

    /// A value that parses from its word, if the key is there.
    pub fn parsed<T>(&mut self, key: &str) -> Option<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        let text = self.text(key)?;
        text.parse()
            .map_err(|error: T::Err| self.mistake(key, error.to_string(), None))
            .ok()
    }

    /// A value that parses from its word and must be there.
    pub fn required<T>(&mut self, key: &str) -> Option<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        self.required_text(key)?;
        self.parsed(key)
    }

    /// A whole number within bounds, if the key is there.
    pub fn integer(&mut self, key: &str, least: i64, most: i64) -> Option<i64> {
        let node = self.node(key)?;
        let number = match &node.value {
            Value::Plain(text) => text.parse::<i64>().ok(),
            _ => None,
        };
        match number {
            Some(number) if (least..=most).contains(&number) => Some(number),
            Some(number) => {
                let message = format!("'{key}' is {number}, and must be from {least} to {most}");
                self.mistake(key, message, None);
                None
            }
            None => {
                let found = node.value.describe();
                self.mistake(
                    key,
                    format!("'{key}' is a whole number, found {found}"),
                    None,
                );
                None
            }
        }
    }

    /// `true` or `false`, if the key is there.
    pub fn truth(&mut self, key: &str) -> Option<bool> {
        let node = self.node(key)?;
        match &node.value {
            Value::Plain(text) if text == "true" => Some(true),
            Value::Plain(text) if text == "false" => Some(false),
            other => {
                let message = format!("'{key}' is true or false, found {}", other.describe());
                self.mistake(key, message, None);
                None
            }
        }
    }

    /// A day, if the key is there.
    pub fn day(&mut self, key: &str) -> Option<Date> {
        let text = self.text(key)?;
        let day = parse_day(&text);
        if day.is_none() {
            let message = format!("'{key}' is no day of the calendar: '{text}'");
            self.mistake(key, message, Some("write it as 2026-06-30".to_owned()));
        }
        day
    }

    /// A day that must be there.
    pub fn required_day(&mut self, key: &str) -> Option<Date> {
        self.required_text(key)?;
        self.day(key)
    }

    /// The items of a list; empty where the key is not there.
    pub fn list(&mut self, key: &str) -> &'n [Node<'t>] {
        match self.node(key) {
            None => &[],
            Some(Node {
                value: Value::List(items),
                ..
            }) => items,
            Some(other) => {
                let message = format!("'{key}' is a list, found {}", other.value.describe());
                let hint = "begin each entry with '- '".to_owned();
                self.mistake(key, message, Some(hint));
                &[]
            }
        }
    }

    /// The keys and values of a mapping; empty where the key is not there.
    pub fn map(&mut self, key: &str) -> &'n [(Node<'t>, Node<'t>)] {
        match self.node(key) {
            None => &[],
            Some(Node {
                value: Value::Map(entries),
                ..
            }) => entries,
            Some(other) => {
                let message = format!(
                    "'{key}' has keys of its own, found {}",
                    other.value.describe()
                );
                self.mistake(key, message, None);
                &[]
            }
        }
    }

    /// The texts of a list.
    pub fn texts(&mut self, key: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for node in self.list(key) {
            match scalar(node) {
                Some(text) => texts.push(text.to_owned()),
                None => {
                    let place = self.file.line(node.at.line, node.at.column);
                    let message = format!("'{key}' lists texts, found {}", node.value.describe());
                    self.report.mistake(&place, message, None);
                }
            }
        }
        texts
    }
}
