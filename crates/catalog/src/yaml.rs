//! YAML 1.2 text to a tree with places. Anchors, aliases and tags are refused.

use crate::node::{At, Budget, LIMITS, Node, Value, control_character, count, shorten};
use crate::problem::{Place, Problem, Problems, Report};
use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use std::borrow::Cow;

/// Reads one YAML document.
///
/// # Errors
/// Whatever is not YAML, keys that stand twice, and what goes beyond the bounds of
/// [`crate::node::LIMITS`]; with line and column.
pub fn parse<'t>(text: &'t str, file: &Place) -> Result<Node<'t>, Problems> {
    bounded(text, file)?;
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        file,
        budget: Budget::default(),
        report: Report::default(),
    };
    let node = reader
        .document()
        .map_err(|problem| Problems::one(problem.place, problem.message, problem.hint))?;
    reader.report.finish(node).map(|read| read.value)
}

/// Refuses endless lists between brackets: the parser keeps one in memory, many times
/// over, until it ends and is known to be no key. Signs in texts are counted too, so the
/// bound is rough; a line that begins an entry of a block list ends what was open.
fn bounded(text: &str, file: &Place) -> Result<(), Problems> {
    let (mut all, mut run) = (0_usize, 0_usize);
    for (number, line) in text.split('\n').enumerate() {
        if line.trim_start().starts_with("- ") {
            run = 0;
        }
        let signs = line
            .bytes()
            .filter(|byte| b",:[{?&*!".contains(byte))
            .count()
            + 1;
        (all, run) = (all + signs, run + signs);
        let place = || file.line(count(number + 1), 1);
        if run > LIMITS.flow {
            let message = format!(
                "more than {} lines, commas and colons without an entry of a list",
                LIMITS.flow
            );
            let hint = "begin each entry with '- ' on a line of its own; \
                        if the file is JSON, let its name end in .json";
            return Err(Problems::one(place(), message, Some(hint.to_owned())));
        }
        if all > LIMITS.signs {
            let message = format!("more than {} lines, commas and colons", LIMITS.signs);
            return Err(Problems::one(place(), message, None));
        }
    }
    Ok(())
}

struct Reader<'t, 'f> {
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    file: &'f Place,
    budget: Budget,
    report: Report,
}

fn at(span: &Span) -> At {
    At {
        line: count(span.start.line()),
        column: count(span.start.col() + 1),
    }
}

impl<'t> Reader<'t, '_> {
    fn place(&self, at: At) -> Place {
        self.file.line(at.line, at.column)
    }

    fn next(&mut self) -> Result<(Event<'t>, At), Problem> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => Ok((event, at(&span))),
            Some(Err(error)) => {
                let marker = error.marker();
                let at = At {
                    line: count(marker.line()),
                    column: count(marker.col() + 1),
                };
                let message = format!("this is not YAML: {}", shorten(error.info()));
                let hint = "check the indentation, quotes and brackets here and on the line before";
                Err(self.problem(at, message, Some(hint.to_owned())))
            }
            None => Ok((Event::StreamEnd, At { line: 1, column: 1 })),
        }
    }

    fn problem(&self, at: At, message: impl Into<String>, hint: Option<String>) -> Problem {
        Problem {
            place: self.place(at),
            message: message.into(),
            hint,
        }
    }

    fn document(&mut self) -> Result<Node<'t>, Problem> {
        loop {
            let (event, at) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                Event::StreamEnd | Event::DocumentEnd => {
                    return Err(self.problem(at, "the file is empty", None));
                }
                event => {
                    let node = self.node(event, at, 1)?;
                    self.end()?;
                    return Ok(node);
                }
            }
        }
    }

    fn end(&mut self) -> Result<(), Problem> {
        loop {
            let (event, at) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(()),
                Event::DocumentStart(_) => {
                    let hint = "keep one document a file".to_owned();
                    return Err(self.problem(at, "a second document begins", Some(hint)));
                }
                _ => {}
            }
        }
    }

    fn node(&mut self, event: Event<'t>, at: At, depth: usize) -> Result<Node<'t>, Problem> {
        self.budget
            .spend(depth)
            .map_err(|message| self.problem(at, message, None))?;
        let (anchor, tag) = match &event {
            Event::Scalar(_, _, anchor, tag) => (*anchor, tag.is_some()),
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => {
                (*anchor, tag.is_some())
            }
            _ => (0, false),
        };
        if anchor != 0 || matches!(event, Event::Alias(_)) {
            let hint = "write the value out".to_owned();
            return Err(self.problem(at, "anchors and aliases are not read", Some(hint)));
        }
        if tag {
            let hint = "remove the word that begins with '!', or put the text into quotes";
            return Err(self.problem(at, "tags are not read", Some(hint.to_owned())));
        }
        if let Event::Scalar(text, ..) = &event
            && let Some(message) = control_character(text)
        {
            let place = self.place(at);
            self.report.mistake(&place, message, None);
        }
        let value = match event {
            Event::Scalar(text, ScalarStyle::Plain, ..) => match text.as_ref() {
                "" | "~" | "null" | "Null" | "NULL" => Value::Null,
                _ => Value::Plain(text),
            },
            Event::Scalar(text, ..) => Value::Quoted(text),
            Event::SequenceStart(..) => self.list(depth)?,
            Event::MappingStart(..) => self.map(depth)?,
            _ => return Err(self.problem(at, "a value is missing here", None)),
        };
        Ok(Node { at, value })
    }

    fn list(&mut self, depth: usize) -> Result<Value<'t>, Problem> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => {
                    items.shrink_to_fit();
                    return Ok(Value::List(items));
                }
                (event, at) => items.push(self.node(event, at, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Value<'t>, Problem> {
        let mut entries: Vec<(Node<'t>, Node<'t>)> = Vec::new();
        let mut keys = std::collections::HashMap::new();
        loop {
            let (event, at) = self.next()?;
            if event == Event::MappingEnd {
                entries.shrink_to_fit();
                return Ok(Value::Map(entries));
            }
            let key = self.node(event, at, depth + 1)?;
            let text = match &key.value {
                Value::Plain(text) | Value::Quoted(text) => text.clone(),
                Value::Null => Cow::Borrowed(""),
                other => {
                    let message = format!("a key is a word, not {}", other.describe());
                    return Err(self.problem(at, message, None));
                }
            };
            let (event, value_at) = self.next()?;
            let value = self.node(event, value_at, depth + 1)?;
            match keys.insert(text, at.line) {
                None => entries.push((key, value)),
                Some(before) => {
                    let message = format!("{} stands here twice", key.value.describe());
                    let hint = format!("it is on line {before} already; keep one of them");
                    let place = self.place(at);
                    self.report.mistake(&place, message, Some(hint));
                }
            }
        }
    }
}
