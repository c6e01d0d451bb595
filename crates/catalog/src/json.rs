//! JSON text to a tree with places.

use crate::node::{At, Budget, Node, Value, control_character, count};
use crate::problem::{Place, Problems, Report};
use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use std::borrow::Cow;
use std::cell::Cell;

/// JSON as the standard has it, without comments or other comforts.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Reads one JSON document.
///
/// # Errors
/// Whatever is not JSON, keys that stand twice, and what goes beyond the bounds of
/// [`crate::node::LIMITS`]; with line and column.
pub fn parse<'t>(text: &'t str, file: &Place) -> Result<Node<'t>, Problems> {
    let lines = Lines::of(text);
    bounded(text, &lines, file)?;
    let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT).map_err(|error| {
        let at = lines.at(error.range().start);
        let message = format!("this is not JSON: {}", error.kind());
        Problems::one(file.line(at.line, at.column), message, None)
    })?;
    let Some(value) = parsed.value else {
        return Err(Problems::one(file.clone(), "the file is empty", None));
    };
    let mut walk = Walk {
        lines,
        file,
        report: Report::default(),
    };
    let node = walk.node(value);
    walk.report.finish(node).map(|read| read.value)
}

/// Counts values and nesting before the parser takes memory for them. Every value but the
/// outermost follows one of four signs; what stands in texts is passed over.
fn bounded(text: &str, lines: &Lines<'_>, file: &Place) -> Result<(), Problems> {
    let (mut budget, mut depth) = (Budget::default(), 0_usize);
    let (mut in_text, mut escaped) = (false, false);
    for (byte, sign) in text.bytes().enumerate() {
        match sign {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'[' | b'{' | b',' | b':' => {
                depth += usize::from(matches!(sign, b'[' | b'{'));
                budget.spend(depth).map_err(|message| {
                    let at = lines.at(byte);
                    Problems::one(file.line(at.line, at.column), message, None)
                })?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Where each line of a text begins, in bytes.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// The last answer, byte and column: places are asked for in the order of the text, and
    /// a whole file may stand on one line.
    last: Cell<(usize, usize)>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0)
            .chain(breaks.map(|(at, _)| at + 1))
            .collect();
        Self {
            text,
            starts,
            last: Cell::default(),
        }
    }

    fn at(&self, byte: usize) -> At {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts[line.saturating_sub(1)];
        let (known, column) = self.last.get();
        let (from, before) = if (start..=byte).contains(&known) {
            (known, column)
        } else {
            (start, 0)
        };
        let between = self.text.get(from..byte).unwrap_or_default();
        let column = before + between.chars().count();
        self.last.set((byte, column));
        At {
            line: count(line),
            column: count(column + 1),
        }
    }
}

struct Walk<'t, 'f> {
    lines: Lines<'t>,
    file: &'f Place,
    report: Report,
}

impl<'t> Walk<'t, '_> {
    fn place(&self, at: At) -> Place {
        self.file.line(at.line, at.column)
    }

    fn node(&mut self, value: ast::Value<'t>) -> Node<'t> {
        let at = self.lines.at(value.range().start);
        let value = match value {
            ast::Value::StringLit(text) => {
                self.fit(&text.value, at);
                Value::Quoted(text.value)
            }
            ast::Value::NumberLit(number) => Value::Plain(Cow::Borrowed(number.value)),
            ast::Value::BooleanLit(truth) => {
                Value::Plain(Cow::Borrowed(if truth.value { "true" } else { "false" }))
            }
            ast::Value::NullKeyword(_) => Value::Null,
            ast::Value::Array(array) => {
                let items = array.elements.into_iter();
                Value::List(items.map(|item| self.node(item)).collect())
            }
            ast::Value::Object(object) => self.map(object),
        };
        Node { at, value }
    }

    fn fit(&mut self, text: &str, at: At) {
        if let Some(message) = control_character(text) {
            let place = self.place(at);
            self.report.mistake(&place, message, None);
        }
    }

    fn map(&mut self, object: ast::Object<'t>) -> Value<'t> {
        let mut entries = Vec::new();
        let mut keys = std::collections::HashMap::new();
        for property in object.properties {
            let at = self.lines.at(property.range.start);
            let text: Cow<'t, str> = match property.name {
                ast::ObjectPropName::String(text) => text.value,
                ast::ObjectPropName::Word(word) => Cow::Borrowed(word.value),
            };
            self.fit(&text, at);
            let value = self.node(property.value);
            if let Some(before) = keys.insert(text.clone(), at.line) {
                let message = format!("\"{text}\" stands here twice");
                let hint = format!("it is on line {before} already; keep one of them");
                let place = self.place(at);
                self.report.mistake(&place, message, Some(hint));
            } else {
                entries.push((
                    Node {
                        at,
                        value: Value::Quoted(text),
                    },
                    value,
                ));
            }
        }
        entries.shrink_to_fit();
        Value::Map(entries)
    }
}
