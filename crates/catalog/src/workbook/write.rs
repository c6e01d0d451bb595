//! Writing a workbook: sheets for people, and the hidden one for machines.

mod component;
mod evidence;
mod given;
mod howto;
mod machine;
mod page;
mod paint;
mod rules;

use super::choices::{self, Choice, RungChoice};
use super::layout::{MACHINE_SHEET, RowRecord, sheet_title};
use super::{WorkbookError, WorkbookFor};
use crate::assessment::document::{AssessmentDocument, Day};
use given::Given;
use gradus_domain::model::Model;
use gradus_domain::names::ComponentIx;
use gradus_domain::rating::{Answer, Kind};
use gradus_words::Words;
use paint::Paint;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

/// An empty workbook for one assessor, as the bytes of an `.xlsx` file. The texts of the
/// model are taken as they are; give the model in the language of `words`. The same input
/// gives the same bytes.
///
/// # Errors
/// A component that the model does not have, or a text too long for a cell.
pub fn write(model: &Model, who: &WorkbookFor, words: &Words) -> Result<Vec<u8>, WorkbookError> {
    Writer::new(model, who, Given::default(), words)?.bytes()
}

/// A workbook that already holds what `answers` has of this assessor: ratings, rungs, and
/// the evidence whose identifiers are `<assessor>-e<number>`.
///
/// # Errors
/// As [`write()`].
pub fn write_filled(
    model: &Model,
    who: &WorkbookFor,
    answers: &AssessmentDocument,
    words: &Words,
) -> Result<Vec<u8>, WorkbookError> {
    Writer::new(model, who, Given::of(answers, &who.assessor), words)?.bytes()
}

/// A component that gets a sheet.
struct Part {
    place: ComponentIx,
    title: String,
}

/// What all sheets are written from.
struct Writer<'a> {
    model: &'a Model,
    who: &'a WorkbookFor,
    words: &'a Words,
    given: Given<'a>,
    paint: Paint,
    rungs: Vec<Choice<RungChoice>>,
    answers: Vec<Choice<Answer>>,
    stage_answers: Vec<Choice<Answer>>,
    howto_title: String,
    evidence_title: String,
    parts: Vec<Part>,
}

/// How many statements of a sheet are answered.
#[derive(Debug, Clone, Copy)]
struct Progress {
    answered: usize,
    total: usize,
}

impl<'a> Writer<'a> {
    fn new(
        model: &'a Model,
        who: &'a WorkbookFor,
        given: Given<'a>,
        words: &'a Words,
    ) -> Result<Self, WorkbookError> {
        let mut taken = vec![MACHINE_SHEET.to_owned()];
        let mut titled = |wanted: &str| {
            let title = sheet_title(wanted, &taken);
            taken.push(title.clone());
            title
        };
        let howto_title = titled(&words.text("workbook-sheet-howto"));
        let evidence_title = titled(&words.text("workbook-sheet-evidence"));
        let asked = |id: &String| who.components.as_ref().is_none_or(|ids| ids.contains(id));
        if let Some(unknown) = who
            .components
            .iter()
            .flatten()
            .find(|id| !model.components.iter().any(|c| c.id == **id))
        {
            return Err(WorkbookError::UnknownComponent {
                model: model.name.to_string(),
                component: unknown.clone(),
            });
        }
        let parts = model
            .component_places()
            .filter(|place| asked(&model.component(*place).id))
            .map(|place| {
                let component = model.component(place);
                let title = titled(&format!("{} {}", component.code, component.name));
                Part { place, title }
            })
            .collect();
        Ok(Self {
            model,
            who,
            words,
            given,
            paint: Paint::default(),
            rungs: choices::rungs(model, words),
            answers: choices::answers(model, Kind::Strength, words),
            stage_answers: choices::answers(model, Kind::Stage, words),
            howto_title,
            evidence_title,
            parts,
        })
    }

    fn bytes(&self) -> Result<Vec<u8>, WorkbookError> {
        let mut rows: Vec<RowRecord> = Vec::new();
        let mut sheets: Vec<Worksheet> = Vec::new();
        let mut progress = Vec::new();
        for part in &self.parts {
            let (sheet, records, done) = self.component(part)?;
            sheets.push(sheet);
            rows.extend(records);
            progress.push(done);
        }
        let (evidence, records) = self.evidence()?;
        rows.extend(records);
        let (howto, records) = self.howto(&progress)?;
        rows.extend(records);
        let machine = self.machine(&rows)?;

        let mut workbook = Workbook::new();
        workbook.set_properties(&self.properties()?);
        workbook.push_worksheet(howto);
        for sheet in sheets {
            workbook.push_worksheet(sheet);
        }
        workbook.push_worksheet(evidence);
        workbook.push_worksheet(machine);
        Ok(workbook.save_to_buffer()?)
    }

    fn properties(&self) -> Result<DocProperties, XlsxError> {
        let day = excel_day(self.who.cycle.from)?;
        let title = format!("{}: {}", self.who.city.name, self.model.title);
        Ok(DocProperties::new()
            .set_title(title)
            .set_creation_datetime(&day))
    }

    /// The assessor as people call them.
    fn assessor_text(&self) -> String {
        match &self.who.name {
            None => self.who.assessor.clone(),
            Some(name) => self.words.with(
                "workbook-for-assessor",
                &[
                    ("name", gradus_words::say(name)),
                    ("id", gradus_words::say(&self.who.assessor)),
                ],
            ),
        }
    }
}

/// A day as spreadsheets hold it; days before 1900 are none.
fn excel_day(day: Day) -> Result<ExcelDateTime, XlsxError> {
    let (year, month) = (day.0.year(), u8::from(day.0.month()));
    ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or(0), month, day.0.day())
}

/// A text as a formula quotes it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A sheet's name as a formula or link quotes it.
fn sheet_reference(title: &str) -> String {
    format!("'{}'", title.replace('\'', "''"))
}
