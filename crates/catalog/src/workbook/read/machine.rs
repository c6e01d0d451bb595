//! The sheet for machines: whom the workbook is for, its lists and its rows.

use super::grid::{Book, Grid};
use crate::assessment::document::Day;
use crate::fields::parse_day;
use crate::model::builtin::built_in;
use crate::problem::{Place, Problems, Report};
use crate::workbook::choices::{Choice, RungChoice};
use crate::workbook::layout::{RowKind, RowRecord, SheetName, WORKBOOK_FORMAT, machine};
use gradus_domain::evidence::EvidenceKind;
use gradus_domain::model::Model;
use gradus_domain::rating::Answer;
use std::collections::BTreeMap;

/// Whom a workbook is for.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) model: String,
    pub(super) model_name: String,
    pub(super) model_sha256: String,
    pub(super) assessor: String,
    pub(super) assessor_name: Option<String>,
    pub(super) group: String,
    pub(super) group_name: Option<String>,
    pub(super) components: Option<Vec<String>>,
    pub(super) city: String,
    pub(super) country: Option<String>,
    pub(super) population: Option<u64>,
    pub(super) cycle: String,
    pub(super) from: Day,
    pub(super) to: Day,
}

/// The sheet for machines.
#[derive(Debug)]
pub(super) struct Machine {
    pub(super) facts: Facts,
    pub(super) rungs: Vec<Choice<RungChoice>>,
    pub(super) answers: Vec<Choice<Answer>>,
    pub(super) kinds: Vec<Choice<EvidenceKind>>,
    pub(super) rows: Vec<RowRecord>,
    pub(super) place: Place,
    /// The built-in model of that name, if there is one.
    pub(super) model: Option<Model>,
}

/// Finds the sheet for machines.
///
/// # Errors
/// The file is no workbook of ours, or of another version.
pub(super) fn find<'b>(book: &'b Book, file: &Place) -> Result<&'b Grid, Problems> {
    let first = |grid: &&Grid| grid.text((0, 0)).unwrap_or_default();
    if let Some(grid) = book
        .grids
        .iter()
        .find(|grid| first(grid) == WORKBOOK_FORMAT)
    {
        return Ok(grid);
    }
    let is_ours = |grid: &&Grid| first(grid).starts_with("gradus-workbook/");
    if let Some(grid) = book.grids.iter().find(is_ours) {
        let message = format!(
            "the workbook's format is '{}', and '{WORKBOOK_FORMAT}' is read",
            first(&grid)
        );
        return Err(Problems::one(grid.place(file, (0, 0)), message, None));
    }
    let hint = "write one with: gradus workbook new".to_owned();
    let message = "this is no workbook written by Gradus: it has no sheet with its mark";
    Err(Problems::one(file.clone(), message, Some(hint)))
}

impl Machine {
    /// Reads the sheet; `None` after a mistake.
    pub(super) fn read(grid: &Grid, file: &Place, report: &mut Report) -> Option<Self> {
        let mut reader = MachineReader { grid, file, report };
        let facts = reader.facts();
        let rungs = reader.list(machine::RUNGS, RungChoice::from_code);
        let answers = reader.list(machine::STAGE_ANSWERS, |code| code.parse().ok());
        let kinds = reader.list(machine::KINDS, |code| code.parse().ok());
        let rows = reader.rows();
        let facts = facts?;
        if rows.is_empty() {
            let message = "the list of the workbook's rows is empty";
            report.mistake(&grid.place(file, (0, machine::ROWS.into())), message, None);
        }
        if !report.is_clean() {
            return None;
        }
        let model = built_in(&facts.model_name)
            .and_then(Result::ok)
            .map(|read| read.value);
        let place = grid.place(file, (0, 0));
        Some(Self {
            facts,
            rungs,
            answers,
            kinds,
            rows,
            place,
            model,
        })
    }

    /// The marks of the sheets that the workbook must have.
    pub(super) fn sheets(&self) -> Vec<String> {
        let mut marks: Vec<String> = Vec::new();
        for row in &self.rows {
            if marks.last() != Some(&row.sheet) && !marks.contains(&row.sheet) {
                marks.push(row.sheet.clone());
            }
        }
        marks
    }

    /// Whether the built-in model of that name has the texts that the workbook shows.
    pub(super) fn check_model(&self, file: &Place, report: &mut Report) {
        let Some(model) = &self.model else { return };
        if model.sha256 != self.facts.model_sha256 {
            let message = format!(
                "the workbook was written for another text of {} (SHA-256 {}…)",
                self.facts.model_name,
                self.facts.model_sha256.chars().take(12).collect::<String>()
            );
            let hint = "write a fresh workbook".to_owned();
            report.mistake(file, message, Some(hint));
        }
    }
}

struct MachineReader<'r> {
    grid: &'r Grid,
    file: &'r Place,
    report: &'r mut Report,
}

impl MachineReader<'_> {
    fn changed(&mut self, row: u32, column: u16, message: String) {
        let place = self.grid.place(self.file, (row, column.into()));
        let hint =
            "this sheet is for the program; copy the answers into a fresh workbook".to_owned();
        self.report.mistake(&place, message, Some(hint));
    }

    fn facts(&mut self) -> Option<Facts> {
        let mut values: BTreeMap<String, (u32, String)> = BTreeMap::new();
        let last = self.grid.cells.keys().next_back().map_or(0, |at| at.0);
        let keys: Vec<(u32, String)> = (machine::FIRST..=last.min(1_000))
            .filter_map(|row| Some((row, self.grid.text((row, machine::KEY.into()))?)))
            .collect();
        for (row, key) in keys {
            let value = self
                .grid
                .text((row, machine::VALUE.into()))
                .unwrap_or_default();
            if values.insert(key.clone(), (row, value)).is_some() {
                self.changed(row, machine::KEY, format!("'{key}' is there twice"));
            }
        }
        let mut required = |key: &str| {
            let found = values
                .get(key)
                .map(|(_, value)| value.clone())
                .filter(|value| !value.is_empty());
            if found.is_none() {
                self.changed(0, machine::KEY, format!("'{key}' is missing"));
            }
            found
        };
        let (model, model_name, model_sha256) = (
            required("model"),
            required("model_name"),
            required("model_sha256"),
        );
        let (assessor, group) = (required("assessor"), required("group"));
        let (city, cycle) = (required("city"), required("cycle"));
        let (from, to) = (required("cycle_from"), required("cycle_to"));
        let optional = |key: &str| {
            values
                .get(key)
                .map(|(_, value)| value.clone())
                .filter(|v| !v.is_empty())
        };
        let (from, to) = (from?, to?);
        let (Some(from), Some(to)) = (parse_day(&from), parse_day(&to)) else {
            self.changed(
                0,
                machine::KEY,
                "the days of the cycle are no days".to_owned(),
            );
            return None;
        };
        let components = optional("components");
        Some(Facts {
            model: model?,
            model_name: model_name?,
            model_sha256: model_sha256?,
            assessor: assessor?,
            assessor_name: optional("assessor_name"),
            group: group?,
            group_name: optional("group_name"),
            components: components.map(|ids| ids.split_whitespace().map(str::to_owned).collect()),
            city: city?,
            country: optional("country"),
            population: optional("population").and_then(|number| number.parse().ok()),
            cycle: cycle?,
            from: Day(from),
            to: Day(to),
        })
    }

    fn list<T>(&mut self, column: u16, means: impl Fn(&str) -> Option<T>) -> Vec<Choice<T>> {
        let mut choices = Vec::new();
        let mut row = machine::FIRST;
        while let Some(text) = self.grid.text((row, column.into())) {
            let code = self
                .grid
                .text((row, u32::from(column) + 1))
                .unwrap_or_default();
            match means(&code) {
                Some(means) => choices.push(Choice { text, means }),
                None => self.changed(row, column + 1, format!("'{code}' is no choice")),
            }
            row += 1;
        }
        if choices.is_empty() {
            self.changed(
                machine::FIRST,
                column,
                "a list of choices is empty".to_owned(),
            );
        }
        choices
    }

    fn rows(&mut self) -> Vec<RowRecord> {
        let mut rows = Vec::new();
        let mut row = machine::FIRST;
        let column = u32::from(machine::ROWS);
        while let Some(sheet) = self.grid.text((row, column)) {
            let cell = |offset: u32| self.grid.text((row, column + offset)).unwrap_or_default();
            let (key, kind, fingerprint) = (cell(1), cell(2), cell(3));
            match (RowKind::from_word(&kind), SheetName::from_mark(&sheet)) {
                (Some(kind), Some(_)) => rows.push(RowRecord {
                    sheet,
                    key,
                    kind,
                    fingerprint,
                }),
                _ => self.changed(
                    row,
                    machine::ROWS,
                    format!("'{sheet}', '{kind}' name no row"),
                ),
            }
            row += 1;
        }
        rows
    }
}
