//! A sheet for people: its columns and rows found by their keys, wherever they stand now,
//! and everything on it that is no part of the workbook named.

use super::grid::{At, Cell, Grid};
use super::machine::Machine;
use crate::node::shorten;
use crate::problem::{Place, Report, nearest};
use crate::workbook::layout::{
    ANSWER_COLUMNS, EVIDENCE_COLUMNS, RowKind, RowRecord, SheetName, fingerprint,
};
use std::collections::{BTreeMap, HashMap};

/// A sheet with its keys.
pub(super) struct Sheet<'b> {
    pub(super) grid: &'b Grid,
    pub(super) name: SheetName,
    /// Columns by key.
    columns: HashMap<String, u32>,
    /// Questions in the order of the workbook, with the row they stand in.
    pub(super) questions: Vec<(RowRecord, u32)>,
}

/// The mark of a sheet and where it stands.
pub(super) fn mark(grid: &Grid) -> Option<(SheetName, At)> {
    let marked = grid.cells.iter().filter(|(_, cell)| cell.formula.is_none());
    let mut named = marked.filter_map(|(at, cell)| {
        let text = cell.value.text();
        let name = text
            .starts_with("gradus:")
            .then(|| SheetName::from_mark(&text))??;
        Some((name, *at))
    });
    named.next()
}

impl<'b> Sheet<'b> {
    /// Finds columns and rows; whatever stands elsewhere is noted.
    pub(super) fn locate(
        grid: &'b Grid,
        name: SheetName,
        at: At,
        machine: &Machine,
        file: &Place,
        report: &mut Report,
    ) -> Self {
        let mark = name.mark();
        let expected: Vec<&RowRecord> = machine
            .rows
            .iter()
            .filter(|row| row.sheet == mark)
            .collect();
        let mut finder = Finder {
            grid,
            at,
            file,
            report,
        };
        let names = finder.columns();
        let keys = finder.rows(&expected);
        finder.missing_columns(&names, &expected);
        finder.texts(&names, &keys);
        finder.strays(&names, &keys);
        let columns = names
            .into_iter()
            .map(|(column, name)| (name, column))
            .collect();
        let row_of: HashMap<&str, u32> = keys
            .iter()
            .map(|(row, record)| (record.key.as_str(), *row))
            .collect();
        let questions = expected
            .iter()
            .filter(|record| record.kind != RowKind::Text)
            .filter_map(|record| Some(((*record).clone(), *row_of.get(record.key.as_str())?)))
            .collect();
        Self {
            grid,
            name,
            columns,
            questions,
        }
    }

    /// A field's cell, and what it holds if anything.
    pub(super) fn field(&self, row: u32, column: &str) -> (At, Option<&'b Cell>) {
        let at = (row, self.columns.get(column).copied().unwrap_or(0));
        (
            at,
            self.columns
                .get(column)
                .and_then(|_| self.grid.cells.get(&at)),
        )
    }
}

struct Finder<'r, 'b> {
    grid: &'b Grid,
    /// Where the mark stands: in the row of column keys and the column of row keys.
    at: At,
    file: &'r Place,
    report: &'r mut Report,
}

impl Finder<'_, '_> {
    fn place(&self, at: At) -> Place {
        self.grid.place(self.file, at)
    }

    /// Columns by position.
    fn columns(&mut self) -> BTreeMap<u32, String> {
        let (row, first) = self.at;
        let mut names: BTreeMap<u32, String> = BTreeMap::new();
        for (at, cell) in self.grid.cells.range((row, first + 1)..=(row, u32::MAX)) {
            let name = cell.value.text();
            if names.values().any(|other| *other == name) {
                let message = format!("the column '{}' is there twice", shorten(&name));
                let hint = "delete the copy".to_owned();
                self.report
                    .mistake(&self.grid.place(self.file, *at), message, Some(hint));
                continue;
            }
            names.insert(at.1, name);
        }
        names
    }

    /// Rows of the workbook by position.
    fn rows<'e>(&mut self, expected: &[&'e RowRecord]) -> BTreeMap<u32, &'e RowRecord> {
        let by_key: HashMap<&str, &'e RowRecord> = expected
            .iter()
            .map(|row| (row.key.as_str(), *row))
            .collect();
        let mut keys: BTreeMap<u32, &'e RowRecord> = BTreeMap::new();
        let (first, column) = self.at;
        let below = self.grid.cells.range((first + 1, 0)..);
        for (at, cell) in below.filter(|(at, _)| at.1 == column) {
            let key = cell.value.text();
            match by_key.get(key.as_str()) {
                None => {
                    let message = format!("'{}' names no row of this sheet", shorten(&key));
                    let hint = nearest(&key, by_key.keys().copied());
                    self.report.mistake(&self.place(*at), message, hint);
                }
                Some(record) => {
                    if let Some((before, _)) =
                        keys.iter().find(|(_, other)| other.key == record.key)
                    {
                        let message = format!("the row of '{key}' is there twice");
                        let hint = format!("it is also row {}; delete one of them", before + 1);
                        self.report.mistake(&self.place(*at), message, Some(hint));
                    } else {
                        keys.insert(at.0, record);
                    }
                }
            }
        }
        for record in expected
            .iter()
            .filter(|record| record.kind != RowKind::Text)
        {
            if !keys.values().any(|found| found.key == record.key) {
                let message = format!("the row of '{}' is missing on this sheet", record.key);
                let hint = "copy the answers into a fresh workbook".to_owned();
                self.report
                    .mistake(&self.place(self.at), message, Some(hint));
            }
        }
        keys
    }

    fn missing_columns(&mut self, names: &BTreeMap<u32, String>, expected: &[&RowRecord]) {
        let mut needed: Vec<&str> = expected
            .iter()
            .flat_map(|row| row.kind.inputs())
            .copied()
            .collect();
        needed.sort_unstable();
        needed.dedup();
        for column in needed {
            if !names.values().any(|name| name == column) {
                let message = format!("the column '{column}' is missing on this sheet");
                let hint = "copy the answers into a fresh workbook".to_owned();
                self.report
                    .mistake(&self.place(self.at), message, Some(hint));
            }
        }
    }

    /// Whether the locked texts of each row are the ones that were written.
    fn texts(&mut self, names: &BTreeMap<u32, String>, keys: &BTreeMap<u32, &RowRecord>) {
        for (row, record) in keys {
            let inputs = record.kind.inputs();
            let mut texts = Vec::new();
            let mut first = (*row, self.at.1);
            for (column, name) in names {
                let cell = self.grid.cells.get(&(*row, *column));
                let Some(cell) = cell.filter(|cell| cell.formula.is_none()) else {
                    continue;
                };
                if !inputs.contains(&name.as_str()) {
                    if texts.is_empty() {
                        first = (*row, *column);
                    }
                    texts.push((name.clone(), cell.value.text()));
                }
            }
            if fingerprint(&texts) == record.fingerprint {
                continue;
            }
            let place = self.place(first);
            if record.kind == RowKind::Text {
                let message = "this line of help was changed; what was written here is not read";
                self.report.warning(&place, message, None);
            } else {
                let message = format!("the text of '{}' in this row was changed", record.key);
                let hint = "restore it, or copy the answers into a fresh workbook".to_owned();
                self.report.mistake(&place, message, Some(hint));
            }
        }
    }

    /// What stands outside the rows and columns of the workbook.
    fn strays(&mut self, names: &BTreeMap<u32, String>, keys: &BTreeMap<u32, &RowRecord>) {
        for (at, cell) in &self.grid.cells {
            let (row, column) = *at;
            if row == self.at.0 || column == self.at.1 || cell.value.text().is_empty() {
                continue;
            }
            let name = names.get(&column).map(String::as_str);
            if name.is_some() && keys.contains_key(&row) {
                continue;
            }
            let text = shorten(&cell.value.text());
            let is_input =
                name.is_some_and(|n| ANSWER_COLUMNS.contains(&n) || EVIDENCE_COLUMNS.contains(&n));
            if is_input {
                let message = format!("'{text}' stands in a row that belongs to no question");
                let hint = "move it into the row it belongs to, or delete it".to_owned();
                self.report.mistake(&self.place(*at), message, Some(hint));
            } else {
                let message = format!("'{text}' stands outside the fields and is not read");
                let hint = "move it into a note if it should count".to_owned();
                self.report.warning(&self.place(*at), message, Some(hint));
            }
        }
    }
}
