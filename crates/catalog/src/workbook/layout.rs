//! What writer and reader agree on: how sheets, columns and rows are named.

use crate::canonical::sha256_of;

/// The mark in the first cell of the sheet for machines.
pub const WORKBOOK_FORMAT: &str = "gradus-workbook/1";

/// Name of the sheet for machines.
pub const MACHINE_SHEET: &str = "Gradus";

/// How many pieces of evidence the evidence sheet has room for.
pub const EVIDENCE_ROWS: u32 = 40;

/// Columns of the sheet for machines.
pub mod machine {
    /// Keys of single facts.
    pub const KEY: u16 = 0;
    /// Their values.
    pub const VALUE: u16 = 1;
    /// Choices of rungs, and what they mean one column further.
    pub const RUNGS: u16 = 3;
    /// Choices of answers where Surpassed is not offered.
    pub const ANSWERS: u16 = 5;
    /// Choices of answers to stages.
    pub const STAGE_ANSWERS: u16 = 7;
    /// Kinds of evidence.
    pub const KINDS: u16 = 9;
    /// Rows: sheet, key, kind and fingerprint in four columns.
    pub const ROWS: u16 = 11;
    /// The first row below the headings.
    pub const FIRST: u32 = 1;
}

/// What a sheet is, as its first cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetName {
    /// How to fill it in.
    HowTo,
    /// A component, by identifier.
    Component(String),
    /// The evidence.
    Evidence,
    /// For machines.
    Machine,
}

impl SheetName {
    /// The text of the first cell.
    #[must_use]
    pub fn mark(&self) -> String {
        match self {
            Self::HowTo => "gradus:howto".to_owned(),
            Self::Component(id) => format!("gradus:component:{id}"),
            Self::Evidence => "gradus:evidence".to_owned(),
            Self::Machine => WORKBOOK_FORMAT.to_owned(),
        }
    }

    /// Reads the text of a first cell.
    #[must_use]
    pub fn from_mark(mark: &str) -> Option<Self> {
        match mark.trim() {
            "gradus:howto" => Some(Self::HowTo),
            "gradus:evidence" => Some(Self::Evidence),
            WORKBOOK_FORMAT => Some(Self::Machine),
            other => {
                let id = other.strip_prefix("gradus:component:")?;
                Some(Self::Component(id.to_owned()))
            }
        }
    }
}

/// Keys of the columns that people fill in beside a question.
pub const ANSWER_COLUMNS: [&str; 4] = ["answer", "confidence", "note", "evidence"];

/// Keys of the columns that people fill in for a piece of evidence.
pub const EVIDENCE_COLUMNS: [&str; 5] = ["title", "kind", "url", "effective", "valid_until"];

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Headings and help.
    Text,
    /// A strand, answered with a rung.
    Strand,
    /// A statement that is never surpassed.
    Statement,
    /// A statement that can be surpassed.
    Stage,
    /// A piece of evidence.
    Evidence,
}

impl RowKind {
    const ALL: [Self; 5] = [
        Self::Text,
        Self::Strand,
        Self::Statement,
        Self::Stage,
        Self::Evidence,
    ];

    /// The word on the sheet for machines.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Strand => "strand",
            Self::Statement => "statement",
            Self::Stage => "stage",
            Self::Evidence => "evidence",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Keys of the columns that people fill in on such a row.
    #[must_use]
    pub fn inputs(self) -> &'static [&'static str] {
        match self {
            Self::Text => &[],
            Self::Strand | Self::Statement | Self::Stage => &ANSWER_COLUMNS,
            Self::Evidence => &EVIDENCE_COLUMNS,
        }
    }
}

/// A row as the sheet for machines lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRecord {
    /// The mark of its sheet.
    pub sheet: String,
    /// Its key in the hidden column: a statement's identifier, a strand's path, a number
    /// of evidence, or the key of a text.
    pub key: String,
    /// What it is.
    pub kind: RowKind,
    /// The fingerprint of its locked texts.
    pub fingerprint: String,
}

/// A fingerprint of a row's locked texts, given as column key and text. Their order and
/// white space play no part: people move columns, and programs change spaces when they save.
#[must_use]
pub fn fingerprint(texts: &[(String, String)]) -> String {
    let mut plain: Vec<(&str, String)> = texts
        .iter()
        .map(|(column, text)| (column.as_str(), words_of(text)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    plain.sort();
    let mut hash = sha256_of(&plain);
    hash.truncate(16);
    hash
}

/// The words of a text, one space between them.
#[must_use]
pub fn words_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A cell's name as spreadsheets write it; row and column count from 0.
#[must_use]
pub fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", u64::from(row) + 1)
}

/// A name that spreadsheets allow for a sheet: at most 31 UTF-16 units, none of the signs
/// they refuse, and none of the names in `taken`, upper and lower case alike.
#[must_use]
pub fn sheet_title(wanted: &str, taken: &[String]) -> String {
    const MOST: usize = 31;
    let clean: String = wanted
        .chars()
        .map(|c| {
            if "[]:*?/\\".contains(c) || c.is_control() {
                '-'
            } else {
                c
            }
        })
        .collect();
    let clean = clean.trim().trim_matches('\'');
    let cut = |text: &str, most: usize| {
        let mut units = 0;
        let kept: String = text
            .chars()
            .take_while(|c| {
                units += c.len_utf16();
                units <= most
            })
            .collect();
        kept.trim_end().trim_end_matches('\'').to_owned()
    };
    let is_taken = |name: &str| {
        let lower = name.to_lowercase();
        lower.is_empty()
            || lower == "history"
            || taken.iter().any(|other| other.to_lowercase() == lower)
    };
    let first = cut(clean, MOST);
    if !is_taken(&first) {
        return first;
    }
    let mut number = 2_u32;
    loop {
        let ending = format!(" {number}");
        let name = format!("{}{ending}", cut(clean, MOST - ending.len()));
        let name = name.trim_start().to_owned();
        if !is_taken(&name) {
            return name;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_do() {
        for (row, column, name) in [
            (0, 0, "A1"),
            (6, 25, "Z7"),
            (6, 26, "AA7"),
            (1_048_575, 16_383, "XFD1048576"),
        ] {
            assert_eq!(cell_name(row, column), name);
        }
    }

    #[test]
    fn sheet_titles_are_legal_and_unique() {
        let long = sheet_title("CS Customer/stakeholder focus and more of it", &[]);
        assert_eq!(long, "CS Customer-stakeholder focus a");
        assert_eq!(long.encode_utf16().count(), 31);
        let second = sheet_title("cs customer/stakeholder focus and more", &[long]);
        assert_eq!(second, "cs customer-stakeholder focus 2");
        assert_eq!(sheet_title("''", &[]), "2");
        assert_eq!(sheet_title("History", &[]), "History 2");
    }

    #[test]
    fn white_space_leaves_a_fingerprint_as_it_is() {
        let row = |text: &str| fingerprint(&[("name".to_owned(), text.to_owned())]);
        assert_eq!(row("a  b\nc"), row(" a b c"));
        assert_ne!(row("a b"), row("ab"));
    }
}
