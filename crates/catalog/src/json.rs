//! JSON text to a tree with places.

use crate::node::{At, Budget, Node, Value, count};
use crate::problem::{Place, Problems, Report};
use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use std::borrow::Cow;

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
        budget: Budget::default(),
        report: Report::default(),
    };
    let node = walk.node(value, 1)?;
    walk.report.finish(node).map(|read| read.value)
}

/// Where each line of a text begins, in bytes.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0)
            .chain(breaks.map(|(at, _)| at + 1))
            .collect();
        Self { text, starts }
    }

    fn at(&self, byte: usize) -> At {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts[line.saturating_sub(1)];
        let column = self
            .text
            .get(start..byte)
            .map_or(0, |before| before.chars().count());
        At {
            line: count(line),
            column: count(column + 1),
        }
    }
}

struct Walk<'t, 'f> {
    lines: Lines<'t>,
    file: &'f Place,
    budget: Budget,
    report: Report,
}

impl<'t> Walk<'t, '_> {
    fn place(&self, at: At) -> Place {
        self.file.line(at.line, at.column)
    }

    fn node(&mut self, value: ast::Value<'t>, depth: usize) -> Result<Node<'t>, Problems> {
        let at = self.lines.at(value.range().start);
        self.budget
            .spend(depth)
            .map_err(|message| Problems::one(self.place(at), message, None))?;
        let value = match value {
            ast::Value::StringLit(text) => Value::Quoted(text.value),
            ast::Value::NumberLit(number) => Value::Plain(Cow::Borrowed(number.value)),
            ast::Value::BooleanLit(truth) => {
                Value::Plain(Cow::Borrowed(if truth.value { "true" } else { "false" }))
            }
            ast::Value::NullKeyword(_) => Value::Null,
            ast::Value::Array(array) => {
                let items = array
                    .elements
                    .into_iter()
                    .map(|item| self.node(item, depth + 1));
                Value::List(items.collect::<Result<_, _>>()?)
            }
            ast::Value::Object(object) => self.map(object, depth)?,
        };
        Ok(Node { at, value })
    }

    fn map(&mut self, object: ast::Object<'t>, depth: usize) -> Result<Value<'t>, Problems> {
        let mut entries = Vec::new();
        let mut keys = std::collections::HashMap::new();
        for property in object.properties {
            let at = self.lines.at(property.range.start);
            let text: Cow<'t, str> = match property.name {
                ast::ObjectPropName::String(text) => text.value,
                ast::ObjectPropName::Word(word) => Cow::Borrowed(word.value),
            };
            let value = self.node(property.value, depth + 1)?;
            if let Some(before) = keys.insert(text.to_string(), at.line) {
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
        Ok(Value::Map(entries))
    }
}
