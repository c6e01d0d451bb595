//! The cells of a workbook that hold something, sheet by sheet, and nothing in between:
//! a lone cell at the far end of a sheet costs one entry.

use crate::problem::{Place, Problems};
use crate::source::Source;
use crate::workbook::layout::cell_name;
use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError, XlsxFormulaMetadata};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most cells that hold something.
const MOST_CELLS: usize = 200_000;
/// Most bytes of text in all cells together.
const MOST_TEXT: usize = 64 << 20;
/// Days between the two epochs that spreadsheets count from.
const DAYS_TO_1904: f64 = 1462.0;

/// Row and column, both from 0.
pub(super) type At = (u32, u32);

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A text.
    Text(String),
    /// A number; days count from 30 December 1899.
    Number(f64),
    /// A truth value.
    Bool(bool),
    /// An error such as `#N/A`.
    Error(String),
    /// A formula whose result was not saved.
    NoResult,
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) value: Value,
    /// Whether a formula computes it, and whether that points into another file.
    pub(super) formula: Option<Pointing>,
}

/// Where a formula points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pointing {
    Inside,
    OtherFile,
}

/// A sheet.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) title: String,
    pub(super) cells: BTreeMap<At, Cell>,
}

/// All sheets in their order.
#[derive(Debug)]
pub(super) struct Book {
    pub(super) grids: Vec<Grid>,
}

impl Book {
    /// Opens a file that [`super::archive::check`] let through.
    ///
    /// # Errors
    /// A damaged workbook, or one with more cells than ours have.
    pub(super) fn open(source: &Source) -> Result<Self, Problems> {
        // The library that reads spreadsheets stops the program on some damaged files
        // that pass the checks before; here that is one more wrong file.
        let opened = catch_unwind(AssertUnwindSafe(|| Self::open_sheets(source)));
        opened.unwrap_or_else(|_| {
            let hint = Some("save it again as .xlsx".to_owned());
            Err(Problems::one(
                source.place.clone(),
                "the workbook is damaged",
                hint,
            ))
        })
    }

    fn open_sheets(source: &Source) -> Result<Self, Problems> {
        let hint = || Some("save it again as .xlsx".to_owned());
        let wrong = |place: Place, error: &XlsxError| {
            Problems::one(place, format!("the workbook is damaged: {error}"), hint())
        };
        let whole = |error: XlsxError| wrong(source.place.clone(), &error);
        let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(source.bytes.as_slice())).map_err(whole)?;
        let shift = if xlsx.has_1904_epoch() {
            DAYS_TO_1904
        } else {
            0.0
        };
        let sheets = xlsx.sheets_metadata().iter();
        let titles: Vec<String> = sheets
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| sheet.name.clone())
            .collect();
        let mut book = Self { grids: Vec::new() };
        let (mut count, mut bytes) = (0, 0);
        for title in titles {
            let mut reader = xlsx.worksheet_cells_reader(&title).map_err(whole)?;
            let mut grid = Grid {
                title,
                cells: BTreeMap::new(),
            };
            let mut last = (0, 0);
            loop {
                let record = reader.next_cell_with_formula_metadata();
                let record =
                    record.map_err(|error| wrong(grid.place(&source.place, last), &error))?;
                let Some(record) = record else { break };
                last = record.pos;
                let formula = record.formula.as_ref().map(pointing);
                let Some(value) = value(&record.value, formula.is_some(), shift) else {
                    continue;
                };
                count += 1;
                bytes += match &value {
                    Value::Text(text) => text.len(),
                    _ => 0,
                };
                if count > MOST_CELLS || bytes > MOST_TEXT {
                    let message = "the workbook holds more than one of ours ever does";
                    return Err(Problems::one(
                        grid.place(&source.place, last),
                        message,
                        None,
                    ));
                }
                grid.cells.insert(record.pos, Cell { value, formula });
            }
            book.grids.push(grid);
        }
        Ok(book)
    }
}

/// Formulae name other files in square brackets before a sheet: `[1]Sheet1!A1`.
fn pointing(formula: &XlsxFormulaMetadata) -> Pointing {
    let text = match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => {
            formula
        }
        _ => return Pointing::Inside,
    };
    let names_file = text.split('[').skip(1).any(|rest| {
        rest.split_once(']')
            .is_some_and(|(_, after)| after.contains('!'))
    });
    if names_file {
        Pointing::OtherFile
    } else {
        Pointing::Inside
    }
}

fn value(data: &DataRef<'_>, is_formula: bool, shift: f64) -> Option<Value> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| Value::Text(text.to_owned()));
    match data {
        DataRef::Empty => is_formula.then_some(Value::NoResult),
        DataRef::Int(number) => Some(Value::Number(f64::from(i32::try_from(*number).ok()?))),
        DataRef::Float(number) => Some(Value::Number(*number)),
        DataRef::DateTime(day) => Some(Value::Number(day.as_f64() + shift)),
        DataRef::String(string) | DataRef::DateTimeIso(string) | DataRef::DurationIso(string) => {
            text(string)
        }
        DataRef::SharedString(string) => text(string),
        DataRef::Bool(truth) => Some(Value::Bool(*truth)),
        DataRef::Error(error) => Some(Value::Error(error.to_string())),
    }
}

impl Value {
    /// The value as a text; whole numbers without decimals.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Bool(truth) => truth.to_string(),
            Self::Error(error) => error.clone(),
            Self::NoResult => String::new(),
        }
    }
}

impl Grid {
    /// A cell's place for messages.
    pub(super) fn place(&self, file: &Place, at: At) -> Place {
        file.cell(&self.title, &cell_name(at.0, at.1))
    }

    /// Whether no cell holds anything.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The text of a cell.
    pub(super) fn text(&self, at: At) -> Option<String> {
        self.cells.get(&at).map(|cell| cell.value.text())
    }

    /// Cells whose formulae point into other files.
    pub(super) fn linked_cells(&self) -> impl Iterator<Item = At> + '_ {
        let linked = |cell: &Cell| cell.formula == Some(Pointing::OtherFile);
        self.cells
            .iter()
            .filter(move |(_, cell)| linked(cell))
            .map(|(at, _)| *at)
    }
}
