//! A file as a tree whose every node knows its place: the common ground of YAML and JSON.

use crate::problem::{Place, Problems};
use std::borrow::Cow;

/// A position in a text, both numbers from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// Line.
    pub line: u32,
    /// Column in characters.
    pub column: u32,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node<'t> {
    /// Where it begins.
    pub at: At,
    /// What it is.
    pub value: Value<'t>,
}

/// The shapes of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'t> {
    /// A text in quotes or a block.
    Quoted(Cow<'t, str>),
    /// A bare word: a number, a truth value, a date or a short text.
    Plain(Cow<'t, str>),
    /// Nothing.
    Null,
    /// A list.
    List(Vec<Node<'t>>),
    /// Keys with values, in the order of the file, each key once.
    Map(Vec<(Node<'t>, Node<'t>)>),
}

impl Value<'_> {
    /// What a reader is told it found.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Quoted(text) => format!("the text \"{}\"", shorten(text)),
            Self::Plain(text) => format!("'{}'", shorten(text)),
            Self::Null => "nothing".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Map(_) => "a mapping".to_owned(),
        }
    }
}

/// A text cut to what fits into a message.
#[must_use]
pub fn shorten(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    let clean: String = line
        .chars()
        .filter(|c| !c.is_control())
        .take(MOST)
        .collect();
    if clean.len() < text.len() {
        format!("{clean}…")
    } else {
        clean
    }
}

/// What is wrong with a text that holds a control character other than tab and line ends.
/// Such a character means nothing in a name or a note, could steer a terminal, and cannot
/// stand in the files that are written.
#[must_use]
pub fn control_character(text: &str) -> Option<String> {
    let unfit = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let found = text.chars().find(unfit)?;
    Some(format!(
        "the text holds the control character U+{:04X}",
        u32::from(found)
    ))
}

/// Bounds that keep a hostile file from taking the machine.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Most bytes of a text.
    pub bytes: usize,
    /// Most lines and signs that part values in YAML, from one entry of a list to the next.
    pub flow: usize,
    /// Most lines and signs that part values in a YAML file.
    pub signs: usize,
    /// Most levels of nesting.
    pub depth: usize,
    /// Most values in one file.
    pub nodes: usize,
}

/// The bounds of every file that is read.
pub const LIMITS: Limits = Limits {
    bytes: 64 << 20,
    flow: 250_000,
    signs: 2_500_000,
    depth: 32,
    nodes: 2_000_000,
};

/// Bytes as text: UTF-8, a byte order mark allowed.
///
/// # Errors
/// Too many bytes, or bytes that are no UTF-8, with the line.
pub fn text_of<'t>(bytes: &'t [u8], place: &Place) -> Result<&'t str, Problems> {
    if bytes.len() > LIMITS.bytes {
        let message = format!(
            "the file has {} MB, and at most 64 MB are read",
            bytes.len() >> 20
        );
        return Err(Problems::one(place.clone(), message, None));
    }
    let hint = || Some("save the file with the encoding UTF-8".to_owned());
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Problems::one(
            place.clone(),
            "the file is UTF-16, not UTF-8",
            hint(),
        ));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let start = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        let place = place.line(count(line), count(before.len() - start + 1));
        Problems::one(place, "the file is not UTF-8 text from here on", hint())
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if let Some(at) = text.find('\0') {
        let line = text[..at].lines().count().max(1);
        let message = "the file holds a zero byte, so it is no text";
        return Err(Problems::one(place.line(count(line), 1), message, hint()));
    }
    Ok(text)
}

/// A count as it is printed; counts beyond four billion do not occur within [`LIMITS`].
#[must_use]
pub fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Counts what a file holds against [`LIMITS`].
#[derive(Debug, Default)]
pub struct Budget(usize);

impl Budget {
    /// Counts one value at `depth`.
    ///
    /// # Errors
    /// A message when a bound is passed.
    pub fn spend(&mut self, depth: usize) -> Result<(), String> {
        self.0 += 1;
        if depth > LIMITS.depth {
            return Err(format!("nested more than {} levels deep", LIMITS.depth));
        }
        if self.0 > LIMITS.nodes {
            return Err(format!("more than {} values in one file", LIMITS.nodes));
        }
        Ok(())
    }
}
