//! What a workbook's file may be before anything in it is believed: a plain `.xlsx` of
//! modest size, without macros and links to other files, its XML without traps.

use super::grid::Book;
use crate::node::shorten;
use crate::problem::{Place, Problems};
use crate::source::Source;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// Most bytes of the file, and of all its parts when unpacked.
pub(super) const MOST_BYTES: usize = 64 << 20;
/// Most parts in the file.
const MOST_PARTS: usize = 200;
/// Most elements in all parts together.
const MOST_ELEMENTS: usize = 2_000_000;
/// Most elements in a part that is neither a sheet nor the table of strings.
const MOST_IN_SMALL_PARTS: usize = 100_000;
/// Deepest nesting of elements.
const MOST_DEPTH: usize = 64;
/// Largest number that a part may announce as the count of something.
const MOST_ANNOUNCED: u64 = 1_000_000;

/// Checks a file.
///
/// # Errors
/// What it is instead of a workbook that can be read, or which bound it breaks.
pub(super) fn check(source: &Source) -> Result<(), Problems> {
    let refuse = |message: &str, hint: &str| {
        let hint = Some(hint.to_owned());
        Err(Problems::one(source.place.clone(), message, hint))
    };
    let bytes = source.bytes.as_slice();
    if bytes.is_empty() {
        return refuse("the file is empty", "send the workbook again");
    }
    if bytes.len() > MOST_BYTES {
        return refuse(
            "the file has more than 64 MB, which is not read",
            "remove pictures from it",
        );
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return refuse(
            "the file is an old workbook (.xls), or one with a password",
            "save it as .xlsx without a password",
        );
    }
    if !bytes.starts_with(b"PK") {
        return refuse("the file is no workbook", "save it as .xlsx");
    }
    let damaged = |_: ZipError| damaged(&source.place);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MOST_PARTS {
        return refuse(
            "the file has more than 200 parts, so it is no plain workbook",
            "save it again as .xlsx",
        );
    }
    let mut inspection = Inspection {
        place: &source.place,
        bytes: 0,
        elements: 0,
        links: Vec::new(),
    };
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.to_lowercase();
        let declared = part.size();
        inspection.part(&name, declared, part)?;
    }
    match inspection.links.as_slice() {
        [] => Ok(()),
        links => Err(linked(source, links)),
    }
}

fn damaged(place: &Place) -> Problems {
    let hint = Some("save it again as .xlsx, or send it again".to_owned());
    Problems::one(place.clone(), "the file is damaged or cut off", hint)
}

/// What was seen of a file so far.
struct Inspection<'s> {
    place: &'s Place,
    bytes: u64,
    elements: usize,
    links: Vec<String>,
}

impl Inspection<'_> {
    fn refuse(&self, message: String, hint: &str) -> Problems {
        Problems::one(self.place.clone(), message, Some(hint.to_owned()))
    }

    /// Looks at one part; `name` is in lower case.
    fn part(
        &mut self,
        name: &str,
        declared: u64,
        content: impl std::io::Read,
    ) -> Result<(), Problems> {
        if name.ends_with("vbaproject.bin") {
            let hint = "save it as .xlsx, which has no macros";
            return Err(self.refuse("the workbook has macros and is not read".to_owned(), hint));
        }
        if name.ends_with("workbook.bin") {
            let message = "the file is a binary workbook (.xlsb)".to_owned();
            return Err(self.refuse(message, "save it as .xlsx"));
        }
        if name == "mimetype" {
            let message = "the file is an OpenDocument file, not .xlsx".to_owned();
            return Err(self.refuse(message, "save it as .xlsx (Office Open XML)"));
        }
        if name.starts_with("xl/externallinks/") && name.ends_with(".xml") {
            self.links.push(name.to_owned());
        }
        let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
        let room = most - self.bytes;
        let bomb = |seen: &Self| {
            let message =
                format!("the file unpacks to more than 64 MB (part '{name}'), which is not read");
            seen.refuse(message, "send the workbook as it was saved")
        };
        if declared > room {
            return Err(bomb(self));
        }
        let mut unpacked = Vec::new();
        content
            .take(room + 1)
            .read_to_end(&mut unpacked)
            .map_err(|_| damaged(self.place))?;
        self.bytes += u64::try_from(unpacked.len()).unwrap_or(u64::MAX);
        if self.bytes > most {
            return Err(bomb(self));
        }
        if name.ends_with(".xml") || name.ends_with(".rels") {
            self.xml(name, &unpacked)?;
        }
        Ok(())
    }

    /// Walks through a part's XML without keeping any of it.
    fn xml(&mut self, name: &str, text: &[u8]) -> Result<(), Problems> {
        let mut reader = Reader::from_reader(text);
        let is_large = name.contains("worksheets/") || name.ends_with("sharedstrings.xml");
        let (mut buffer, mut depth, mut here) = (Vec::new(), 0_usize, 0_usize);
        let broken = |seen: &Self| {
            let message = format!("the part '{name}' of the file is no well-formed XML");
            seen.refuse(message, "save the workbook again")
        };
        loop {
            buffer.clear();
            let event = reader
                .read_event_into(&mut buffer)
                .map_err(|_| broken(self))?;
            match &event {
                Event::Start(start) | Event::Empty(start) => {
                    here += 1;
                    self.elements += 1;
                    if matches!(event, Event::Start(_)) {
                        depth += 1;
                    }
                    self.announced(name, start)?;
                }
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::DocType(_) => {
                    let message = format!(
                        "the part '{name}' of the file declares a document type, which workbooks never do"
                    );
                    return Err(self.refuse(message, "do not open it; ask who sent it"));
                }
                Event::Eof => break,
                _ => {}
            }
            if depth > MOST_DEPTH {
                let message = format!(
                    "the part '{name}' of the file is nested more than {MOST_DEPTH} levels deep"
                );
                return Err(self.refuse(message, "save the workbook again"));
            }
            if self.elements > MOST_ELEMENTS || (!is_large && here > MOST_IN_SMALL_PARTS) {
                let message = format!(
                    "the part '{name}' of the file holds more than a workbook of ours ever does"
                );
                return Err(self.refuse(message, "send the workbook as it was saved"));
            }
        }
        if depth > 0 {
            return Err(broken(self));
        }
        Ok(())
    }

    /// Readers make room for what `count` and its kin announce, and compute with the
    /// numbers in names of cells; a lie there must not get through.
    fn announced(&self, name: &str, element: &BytesStart<'_>) -> Result<(), Problems> {
        for attribute in element.attributes().with_checks(false).flatten() {
            let value = attribute.value.trim();
            let wrong = match attribute.key.as_ref() {
                "count" | "uniqueCount" | "si" => announces_too_many(value),
                "r" | "ref" if name.contains("worksheets/") => names_no_cells(value),
                _ => false,
            };
            if wrong {
                let value = shorten(value);
                let message =
                    format!("the part '{name}' of the file has the impossible number '{value}'");
                return Err(self.refuse(message, "save the workbook again"));
            }
        }
        Ok(())
    }
}

fn announces_too_many(value: &str) -> bool {
    let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    is_number
        && value
            .parse::<u64>()
            .map_or(true, |number| number > MOST_ANNOUNCED)
}

/// Whether a text cannot be the name of cells (`B7`, `A1:L40`) or of a row (`7`): sheets
/// have 1,048,576 rows and columns up to `XFD`.
fn names_no_cells(value: &str) -> bool {
    value.split([':', ' ']).any(|cell| {
        let letters = cell.trim_end_matches(|c: char| c.is_ascii_digit());
        let row = &cell[letters.len()..];
        let is_column =
            letters.len() <= 3 && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_row = row
            .parse::<u32>()
            .is_ok_and(|row| (1..=1_048_576).contains(&row));
        !is_column || !is_row
    })
}

/// The cells whose formulae point into other files, or at least the parts that name those.
fn linked(source: &Source, parts: &[String]) -> Problems {
    let hint = || Some("replace the formula by its value, and save the workbook again".to_owned());
    let mut report = crate::problem::Report::default();
    if let Ok(book) = Book::open(source) {
        for grid in &book.grids {
            for at in grid.linked_cells() {
                let message = "a formula points into another file";
                report.mistake(&grid.place(&source.place, at), message, hint());
            }
        }
    }
    if report.is_clean() {
        let message = format!(
            "the workbook is linked to other files ({})",
            parts.join(", ")
        );
        report.mistake(
            &source.place,
            message,
            Some("remove the links, and save it again".to_owned()),
        );
    }
    match report.fail::<()>() {
        Err(problems) => problems,
        Ok(()) => damaged(&source.place),
    }
}
