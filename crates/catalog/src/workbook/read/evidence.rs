//! The sheet of evidence, and the numbers by which answers name its lines.

use super::day::day_of;
use super::grid::{Cell, Value};
use super::sheet::Sheet;
use super::vocabulary::Vocabulary;
use crate::assessment::document::{Day, EvidenceDocument};
use crate::node::shorten;
use crate::problem::{Place, Report};
use crate::workbook::layout::{RowKind, SheetName};
use gradus_domain::evidence::{EvidenceKind, EvidenceStatus};
use std::collections::BTreeMap;
use time::Date;

/// A line of the sheet.
enum Line {
    /// Nothing was filled in.
    Empty,
    /// Something was, with or without mistakes.
    Filled(Box<Filled>),
}

struct Filled {
    document: Option<EvidenceDocument>,
    supports: Vec<String>,
    place: Place,
}

/// All lines by number.
#[derive(Default)]
pub(super) struct Evidence {
    lines: BTreeMap<u32, Line>,
}

/// Reads the sheet of evidence.
pub(super) fn read(
    sheets: &[Sheet<'_>],
    vocabulary: &Vocabulary,
    file: &Place,
    report: &mut Report,
) -> Evidence {
    let mut evidence = Evidence::default();
    let Some(sheet) = sheets
        .iter()
        .find(|sheet| sheet.name == SheetName::Evidence)
    else {
        return evidence;
    };
    for (record, row) in &sheet.questions {
        let number = record
            .key
            .strip_prefix('E')
            .and_then(|digits| digits.parse().ok());
        if let (RowKind::Evidence, Some(number)) = (record.kind, number) {
            let mut line = LineReader {
                sheet,
                row: *row,
                vocabulary,
                file,
                report,
            };
            evidence.lines.insert(number, line.read());
        }
    }
    evidence
}

impl Evidence {
    /// Links what a field names, "E1, E3", to the row with this key.
    pub(super) fn link(&mut self, text: &str, key: &str, place: &Place, report: &mut Report) {
        for name in names(text) {
            let line = number_of(&name).and_then(|number| self.lines.get_mut(&number));
            match line {
                None => {
                    let message =
                        format!("'{}' is no number of the sheet of evidence", shorten(&name));
                    let last = self.lines.keys().next_back().copied().unwrap_or(0);
                    let hint = format!("write numbers from E1 to E{last}, for example E1, E3");
                    report.mistake(place, message, Some(hint));
                }
                Some(Line::Empty) => {
                    let message = format!("evidence '{name}' is named here, and its line is empty");
                    let hint = "fill in its line on the sheet of evidence, or remove the number"
                        .to_owned();
                    report.mistake(place, message, Some(hint));
                }
                Some(Line::Filled(filled)) => {
                    if !filled.supports.iter().any(|other| other == key) {
                        filled.supports.push(key.to_owned());
                    }
                }
            }
        }
    }

    /// The evidence as documents, each identifier with the assessor's before it.
    pub(super) fn documents(self, assessor: &str, report: &mut Report) -> Vec<EvidenceDocument> {
        let mut documents = Vec::new();
        for (number, line) in self.lines {
            let Line::Filled(filled) = line else { continue };
            let Some(mut document) = filled.document else {
                continue;
            };
            if filled.supports.is_empty() {
                let message = format!("evidence 'E{number}' is not named beside any answer");
                let hint = "write its number beside the answers it supports".to_owned();
                report.warning(&filled.place, message, Some(hint));
            }
            document.id = format!("{assessor}-e{number}");
            document.supports = filled.supports;
            documents.push(document);
        }
        documents
    }
}

/// The names in a field: parted by commas, semicolons, slashes, "+" or white space; "E 1"
/// is one name.
fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let is_break = |c: char| c.is_whitespace() || ",;/+&".contains(c);
    for word in text.split(is_break).filter(|word| !word.is_empty()) {
        match names.last_mut() {
            Some(last) if last.eq_ignore_ascii_case("e") => last.push_str(word),
            _ => names.push(word.to_owned()),
        }
    }
    names
}

fn number_of(name: &str) -> Option<u32> {
    name.trim_start_matches(['E', 'e']).parse().ok()
}

struct LineReader<'r, 'b> {
    sheet: &'r Sheet<'b>,
    row: u32,
    vocabulary: &'r Vocabulary,
    file: &'r Place,
    report: &'r mut Report,
}

impl LineReader<'_, '_> {
    fn read(&mut self) -> Line {
        let filled = ["title", "kind", "url", "effective", "valid_until"]
            .iter()
            .any(|column| self.sheet.field(self.row, column).1.is_some());
        if !filled {
            return Line::Empty;
        }
        let title = self.text("title");
        let kind = self.kind();
        let url = self.text("url");
        let (effective, until) = (self.day("effective"), self.day("valid_until"));
        if title.is_none() {
            self.wanting("title", "the evidence has no title");
        }
        if self.is_empty("kind") {
            self.wanting("kind", "the evidence has no kind");
        }
        if self.is_empty("effective") {
            self.wanting(
                "effective",
                "the evidence has no day since which it is in force",
            );
        }
        match &url {
            None if kind == Some(EvidenceKind::Link) => {
                self.wanting("url", "a link has no web address")
            }
            Some(url) if !url.starts_with("https://") && !url.starts_with("http://") => {
                let message = format!("'{}' is no web address", shorten(url));
                self.mistake("url", message, "begin it with https://");
            }
            _ => {}
        }
        if let (Some(effective), Some(until)) = (effective, until)
            && until < effective
        {
            let hint = "correct one of the two days";
            self.mistake(
                "valid_until",
                "the evidence expires before it takes effect".to_owned(),
                hint,
            );
        }
        let place = self.place("title");
        let document = match (title, kind, effective) {
            (Some(title), Some(kind), Some(effective)) => Some(EvidenceDocument {
                id: String::new(),
                title,
                kind: kind.word().to_owned(),
                url,
                text: None,
                effective: Day(effective),
                valid_until: until.map(Day),
                status: EvidenceStatus::Submitted.word().to_owned(),
                reviewer: None,
                reason: None,
                supports: Vec::new(),
                sha256: None,
                file_name: None,
                media_type: None,
                place: place.clone(),
            }),
            _ => None,
        };
        Line::Filled(Box::new(Filled {
            document,
            supports: Vec::new(),
            place,
        }))
    }

    fn place(&self, column: &str) -> Place {
        let (at, _) = self.sheet.field(self.row, column);
        self.sheet.grid.place(self.file, at)
    }

    fn is_empty(&self, column: &str) -> bool {
        self.sheet.field(self.row, column).1.is_none()
    }

    fn mistake(&mut self, column: &str, message: String, hint: &str) {
        self.report
            .mistake(&self.place(column), message, Some(hint.to_owned()));
    }

    fn wanting(&mut self, column: &str, message: &str) {
        self.mistake(
            column,
            message.to_owned(),
            "fill in this field, or empty the line",
        );
    }

    fn text(&mut self, column: &str) -> Option<String> {
        let (at, cell) = self.sheet.field(self.row, column);
        text_of(cell, &self.sheet.grid.place(self.file, at), self.report)
    }

    fn kind(&mut self) -> Option<EvidenceKind> {
        let text = self.text("kind")?;
        let kind = self.vocabulary.kinds.find(&text);
        if kind.is_none() {
            let message = format!("'{}' is no kind of evidence", shorten(&text));
            let hint = self.vocabulary.kinds.hint(&text);
            self.mistake("kind", message, &hint);
        }
        kind
    }

    fn day(&mut self, column: &str) -> Option<Date> {
        let (_, cell) = self.sheet.field(self.row, column);
        let value = &cell?.value;
        let day = day_of(value);
        if day.is_none() {
            let message = match value {
                Value::NoResult => "the formula here was saved without its result".to_owned(),
                other => format!("'{}' is no day", shorten(&other.text())),
            };
            self.mistake(
                column,
                message,
                "write year, month and day, for example 2026-06-30",
            );
        }
        day
    }
}

/// A field's text; an error or a formula without a result is a mistake.
pub(super) fn text_of(cell: Option<&Cell>, place: &Place, report: &mut Report) -> Option<String> {
    match &cell?.value {
        Value::NoResult => {
            let hint = "open the workbook in a spreadsheet program and save it again".to_owned();
            report.mistake(
                place,
                "the formula here was saved without its result",
                Some(hint),
            );
            None
        }
        Value::Error(error) => {
            let message = format!("the formula here gives {error}");
            report.mistake(place, message, Some("write the value itself".to_owned()));
            None
        }
        value => Some(value.text()).filter(|text| !text.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_evidence_are_read_however_they_are_parted() {
        let numbers =
            |text: &str| -> Vec<Option<u32>> { names(text).iter().map(|n| number_of(n)).collect() };
        for text in [
            "E1, E3", "e1;e3", "E 1 E 3", "1,3", "E1/E3", "E1\nE3", "E1 & E3",
        ] {
            assert_eq!(numbers(text), [Some(1), Some(3)], "{text:?}");
        }
        assert_eq!(numbers("E1-E3"), [None]);
        assert_eq!(numbers(""), []);
    }
}
