//! Reading `gradus.toml`: every mistake at once, with its line and the nearest known key.

use crate::serve::keys::{Given, Value, find, names};
use gradus_catalog::problem::{Place, Problems, Report, nearest};
use toml::de::{DeTable, DeValue};

/// Reads the text of a configuration file; `name` is shown with mistakes.
///
/// # Errors
/// Every mistake that it has.
pub fn read(name: &str, text: &str) -> Result<Given, Problems> {
    let place = Place::whole(name);
    let at = |offset: usize| {
        let (line, column) = line_and_column(text, offset);
        place.line(line, column)
    };
    let mut report = Report::default();
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let start = error.span().map_or(0, |span| span.start);
        report.mistake(&at(start), error.message().trim(), None);
    }
    let mut given = Given::default();
    for (key, value) in table.get_ref() {
        let written = key.get_ref();
        let Some((key, kind)) = find(written) else {
            let hint = nearest(written, names())
                .unwrap_or_else(|| "`gradus serve --print-config` shows every key".to_owned());
            let message = format!("there is no key '{written}'");
            report.mistake(&at(key.span().start), message, Some(hint));
            continue;
        };
        let read = match value.get_ref() {
            DeValue::String(text) => kind.fits(Value::Text(text.to_string())),
            DeValue::Boolean(switch) => kind.fits(Value::Switch(*switch)),
            DeValue::Integer(number) => match number.to_string().parse() {
                Ok(number) => kind.fits(Value::Whole(number)),
                Err(_) => Err(kind.wrong(&number.to_string())),
            },
            other => Err(kind.wrong(&format!("a value of type {}", other.type_str()))),
        };
        match read {
            Ok(value) => given.set(key, value),
            Err((what, hint)) => {
                let message = format!("{key}: {what}");
                report.mistake(&at(value.span().start), message, Some(hint));
            }
        }
    }
    report.finish(given).map(|read| read.value)
}

/// Line and column of a byte, both from 1.
fn line_and_column(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    (short(line), short(column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::keys::{KEYS, Kind};

    /// The template with every `#` before a key taken away.
    fn every_key() -> String {
        let text = include_str!("template.toml");
        let lines = text.lines().map(|line| match line.strip_prefix('#') {
            Some(rest) if rest.starts_with(|first: char| first.is_ascii_lowercase()) => rest,
            _ => line,
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_template_shows_every_key_with_a_value_that_fits() {
        let text = every_key();
        let given = read("gradus.toml", &text).unwrap();
        for (name, kind) in KEYS {
            let shown = match kind {
                Kind::Text | Kind::Choice(_) => given.text(name).is_some(),
                Kind::Switch => text.contains(&format!("\n{name} = false")),
                Kind::Whole(..) => given.whole(name, -1_i64) >= 0,
            };
            assert!(shown, "{name}");
        }
    }

    #[test]
    fn the_template_as_it_is_sets_nothing() {
        let given = read("gradus.toml", include_str!("template.toml")).unwrap();
        assert_eq!(given, Given::default());
    }

    #[test]
    fn all_mistakes_of_a_file_are_told_with_their_lines() {
        let text = "listn = \"127.0.0.1:1\"\nassessors = 0\nlog = \"loud\"\nbehind_proxy = 1\n\
                    request_seconds = 1.5\nbase = [\"/a\"]\n";
        let problems = read("g.toml", text).unwrap_err();
        let told: Vec<String> = problems.all().iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "g.toml:1:1: there is no key 'listn' (did you mean 'listen'?)",
                "g.toml:2:13: assessors: 0 is no whole number from 1 to 1000000 \
                 (write a number from 1 to 1000000)",
                "g.toml:3:7: log: 'loud' is none of auto, text, json (write one of auto, text, json)",
                "g.toml:4:16: behind_proxy: 1 is neither true nor false (write true or false)",
                "g.toml:5:19: request_seconds: a value of type float is no whole number from 1 \
                 to 3600 (write a number from 1 to 3600)",
                "g.toml:6:8: base: a value of type array is no text that can be used \
                 (write a text in quotation marks, not an empty one)",
            ]
        );
    }

    #[test]
    fn a_key_that_is_set_twice_or_a_broken_line_is_told_with_its_line() {
        let twice = read("g.toml", "base = \"/a\"\nbase = \"/b\"\n").unwrap_err();
        assert!(
            twice.all()[0].to_string().starts_with("g.toml:2:1: "),
            "{twice}"
        );
        let broken = read("g.toml", "\nlisten = 127.0.0.1:80\n").unwrap_err();
        assert!(
            broken.all()[0].to_string().starts_with("g.toml:2:"),
            "{broken}"
        );
    }
}
