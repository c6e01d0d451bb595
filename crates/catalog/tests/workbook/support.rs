//! What tests of workbooks share: writing one, and filling its cells as a person would,
//! in the file itself and by no code of the writer.

use calamine::{Reader, Xlsx};
use gradus_catalog::assessment::document::{AssessmentDocument, CityDocument, CycleDocument, Day};
use gradus_catalog::model::builtin::built_in;
use gradus_catalog::problem::{Problem, Problems, Read};
use gradus_catalog::source::Source;
use gradus_catalog::workbook::WorkbookFor;
use gradus_catalog::workbook::read::read;
use gradus_catalog::workbook::write::write;
use gradus_domain::model::Model;
use gradus_words::{Language, Words};
use std::io::{Cursor, Read as _, Write as _};
use time::macros::date;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub fn model(name: &str) -> Model {
    built_in(name).unwrap().unwrap().value
}

pub fn who(assessor: &str, group: &str, model: &str) -> WorkbookFor {
    WorkbookFor {
        assessor: assessor.to_owned(),
        name: None,
        group: group.to_owned(),
        group_name: None,
        components: None,
        model: model.to_owned(),
        city: CityDocument {
            name: "Northaven".to_owned(),
            country: Some("NO".to_owned()),
            population: Some(214_000),
        },
        cycle: CycleDocument {
            name: "2026".to_owned(),
            from: Day(date!(2026 - 03 - 01)),
            to: Day(date!(2026 - 06 - 30)),
        },
    }
}

/// An empty workbook of the small model for assessor `a1` of group `council`.
pub fn small() -> Vec<u8> {
    small_of("a1")
}

pub fn small_of(assessor: &str) -> Vec<u8> {
    let who = who(assessor, "council", "open-data-basics");
    write(
        &model("open-data-basics"),
        &who,
        &Words::new(Language::English),
    )
    .unwrap()
}

pub fn read_bytes(bytes: &[u8]) -> Result<Read<AssessmentDocument>, Problems> {
    read(&Source::from_bytes("a1.xlsx", bytes))
}

pub fn told(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

/// The mistakes of a workbook that must have some.
pub fn mistakes(bytes: &[u8]) -> Vec<String> {
    match read_bytes(bytes) {
        Err(problems) => told(problems.all()),
        Ok(read) => panic!("no mistake was found; warnings: {:?}", told(&read.warnings)),
    }
}

/// The warnings of a workbook that must have no mistake.
pub fn warnings(bytes: &[u8]) -> Vec<String> {
    match read_bytes(bytes) {
        Ok(read) => told(&read.warnings),
        Err(problems) => panic!("mistakes: {:#?}", told(problems.all())),
    }
}

/// What a person puts into a cell.
#[derive(Debug, Clone)]
pub enum Put {
    Text(String),
    Number(f64),
    /// A formula with the result that was saved, if it was.
    Formula(&'static str, Option<&'static str>),
    Error(&'static str),
    Nothing,
}

pub fn text(text: &str) -> Put {
    Put::Text(text.to_owned())
}

/// The parts of a file, to be changed and packed again.
pub struct Parts(pub Vec<(String, Vec<u8>)>);

impl Parts {
    pub fn of(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            parts.push((name, content));
        }
        Self(parts)
    }

    pub fn pack(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            writer
                .start_file(name.as_str(), SimpleFileOptions::default())
                .unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    pub fn part(&self, name: &str) -> String {
        let (_, content) = self.0.iter().find(|(other, _)| other == name).unwrap();
        String::from_utf8(content.clone()).unwrap()
    }

    pub fn replace(&mut self, name: &str, content: impl Into<Vec<u8>>) {
        let found = self.0.iter_mut().find(|(other, _)| other == name);
        found.unwrap().1 = content.into();
    }
}

/// The sheets of a workbook by number, title and used cells with their texts.
pub struct Book {
    sheets: Vec<(String, Vec<Used>)>,
}

/// Row and column from 0, and the text of a cell that holds something.
type Used = ((u32, u32), String);

impl Book {
    pub fn of(bytes: &[u8]) -> Self {
        let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let mut sheets = Vec::new();
        for title in xlsx.sheet_names() {
            let range = xlsx.worksheet_range(&title).unwrap();
            let (top, left) = range.start().unwrap_or((0, 0));
            let cells = range.used_cells().map(|(row, column, data)| {
                let row = top + u32::try_from(row).unwrap();
                let column = left + u32::try_from(column).unwrap();
                ((row, column), data.to_string())
            });
            sheets.push((title, cells.collect()));
        }
        Self { sheets }
    }

    /// Number (from 1) and title of the sheet whose first cell reads `mark`.
    pub fn sheet(&self, mark: &str) -> (usize, &str) {
        let found = self
            .sheets
            .iter()
            .position(|(_, cells)| cells.iter().any(|(at, text)| *at == (0, 0) && text == mark));
        let index = found.unwrap_or_else(|| panic!("no sheet {mark}"));
        (index + 1, &self.sheets[index].0)
    }

    /// The cell of a row and a column by their keys.
    pub fn cell(&self, mark: &str, row: &str, column: &str) -> String {
        let (number, _) = self.sheet(mark);
        let cells = &self.sheets[number - 1].1;
        let row = cells.iter().find(|((_, c), text)| *c == 0 && text == row);
        let column = cells
            .iter()
            .find(|((r, _), text)| *r == 0 && text == column);
        let (Some(((row, _), _)), Some(((_, column), _))) = (row, column) else {
            panic!("no cell for {row:?} and {column:?}");
        };
        let letter = char::from(b'A' + u8::try_from(*column).unwrap());
        format!("{letter}{}", row + 1)
    }

    pub fn value(&self, mark: &str, cell: &str) -> Option<&str> {
        let (number, _) = self.sheet(mark);
        let column = u32::from(cell.as_bytes()[0] - b'A');
        let row: u32 = cell[1..].parse().unwrap();
        let cells = &self.sheets[number - 1].1;
        cells
            .iter()
            .find(|(at, _)| *at == (row - 1, column))
            .map(|(_, text)| text.as_str())
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Puts something into a cell of a sheet's XML, keeping the cell's style.
pub fn put_xml(xml: &str, cell: &str, put: &Put) -> String {
    let start = format!("<c r=\"{cell}\"");
    let row: &str = cell.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let (from, to, style) = match xml.find(&start) {
        Some(from) => {
            let tag = from + xml[from..].find('>').unwrap();
            let to = if xml[..tag].ends_with('/') {
                tag + 1
            } else {
                tag + xml[tag..].find("</c>").unwrap() + 4
            };
            let head = &xml[from..tag];
            let style = head.find(" s=\"").map(|at| {
                let rest = &head[at + 4..];
                format!(" s=\"{}\"", &rest[..rest.find('"').unwrap()])
            });
            (from, to, style.unwrap_or_default())
        }
        None => {
            let row_at = xml
                .find(&format!("<row r=\"{row}\""))
                .unwrap_or_else(|| panic!("no row {row}"));
            let end = row_at + xml[row_at..].find("</row>").unwrap();
            (end, end, String::new())
        }
    };
    let new = match put {
        Put::Text(text) => format!(
            "<c r=\"{cell}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escaped(text)
        ),
        Put::Number(number) => format!("<c r=\"{cell}\"{style}><v>{number}</v></c>"),
        Put::Formula(formula, Some(result)) => format!(
            "<c r=\"{cell}\"{style} t=\"str\"><f>{}</f><v>{}</v></c>",
            escaped(formula),
            escaped(result)
        ),
        Put::Formula(formula, None) => {
            format!("<c r=\"{cell}\"{style}><f>{}</f></c>", escaped(formula))
        }
        Put::Error(error) => format!("<c r=\"{cell}\"{style} t=\"e\"><v>{error}</v></c>"),
        Put::Nothing => format!("<c r=\"{cell}\"{style}/>"),
    };
    format!("{}{new}{}", &xml[..from], &xml[to..])
}

/// Puts into cells given by sheet mark and cell name.
pub fn put_cells(bytes: &[u8], puts: &[(&str, &str, Put)]) -> Vec<u8> {
    let book = Book::of(bytes);
    let mut parts = Parts::of(bytes);
    for (mark, cell, put) in puts {
        let name = format!("xl/worksheets/sheet{}.xml", book.sheet(mark).0);
        let xml = put_xml(&parts.part(&name), cell, put);
        parts.replace(&name, xml);
    }
    parts.pack()
}

/// Puts into fields given by sheet mark, row key and column key.
pub fn fill(bytes: &[u8], puts: &[(&str, &str, &str, Put)]) -> Vec<u8> {
    let book = Book::of(bytes);
    let cells: Vec<(&str, String, Put)> = puts
        .iter()
        .map(|(mark, row, column, put)| (*mark, book.cell(mark, row, column), put.clone()))
        .collect();
    let cells: Vec<(&str, &str, Put)> = cells
        .iter()
        .map(|(mark, cell, put)| (*mark, cell.as_str(), put.clone()))
        .collect();
    put_cells(bytes, &cells)
}
