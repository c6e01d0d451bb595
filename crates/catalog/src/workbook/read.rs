//! Reading a filled workbook: every wrong cell named with file, sheet and cell.

mod answers;
mod archive;
mod day;
mod evidence;
mod grid;
mod machine;
mod sheet;
mod vocabulary;

use super::layout::SheetName;
use crate::assessment::document::{
    AssessmentDocument, AssessorDocument, CityDocument, CycleDocument, GroupDocument,
};
use crate::node::control_character;
use crate::problem::{Place, Problems, Read, Report};
use crate::source::Source;
use grid::{Book, Grid};
use machine::Machine;
use sheet::Sheet;
use vocabulary::Vocabulary;

/// Most bytes of a workbook's file, and of what is in it when unpacked.
pub const MOST_BYTES: usize = archive::MOST_BYTES;

/// Reads the workbook of one assessor as an assessment with that one assessor.
///
/// Words are accepted in every language of the catalogue and as files write them. What is
/// in a field but cannot be part of an assessment, for example a note beside an empty
/// answer, is named in the warnings.
///
/// # Errors
/// Every wrong cell; or, for a file that is no such workbook, what it is instead.
pub fn read(source: &Source) -> Result<Read<AssessmentDocument>, Problems> {
    let place = &source.place;
    archive::check(source)?;
    let book = Book::open(source)?;
    let mut report = Report::default();
    control_characters(&book, place, &mut report);
    let machine_grid = machine::find(&book, place)?;
    let Some(machine) = Machine::read(machine_grid, place, &mut report) else {
        return report.fail();
    };
    machine.check_model(place, &mut report);
    let sheets = sheets(&book, machine_grid, &machine, place, &mut report);
    let vocabulary = Vocabulary::new(&machine);
    let document = document(&machine, &sheets, &vocabulary, place, &mut report);
    report.finish(document)
}

/// What may stand in no file may stand in no cell: the answers become one.
fn control_characters(book: &Book, file: &Place, report: &mut Report) {
    for grid in &book.grids {
        for (at, cell) in &grid.cells {
            if let grid::Value::Text(text) = &cell.value
                && let Some(message) = control_character(text)
            {
                let hint = "type the text anew".to_owned();
                report.mistake(&grid.place(file, *at), message, Some(hint));
            }
        }
    }
}

/// The sheets for people, each found by its mark, whatever its name is now.
fn sheets<'b>(
    book: &'b Book,
    machine_grid: &Grid,
    machine: &Machine,
    file: &Place,
    report: &mut Report,
) -> Vec<Sheet<'b>> {
    let mut found: Vec<Sheet<'b>> = Vec::new();
    for grid in &book.grids {
        if std::ptr::eq(grid, machine_grid) {
            continue;
        }
        let Some((name, at)) = sheet::mark(grid) else {
            if !grid.is_empty() {
                let message = format!(
                    "the sheet '{}' is no part of the workbook and is not read",
                    grid.title
                );
                let hint = "move what should count into a note".to_owned();
                report.warning(&grid.place(file, (0, 0)), message, Some(hint));
            }
            continue;
        };
        if let Some(first) = found.iter().find(|sheet| sheet.name == name) {
            let message = format!("this sheet is a copy of the sheet '{}'", first.grid.title);
            report.mistake(
                &grid.place(file, at),
                message,
                Some("delete one of them".to_owned()),
            );
            continue;
        }
        found.push(Sheet::locate(grid, name, at, machine, file, report));
    }
    for mark in machine.sheets() {
        if !found.iter().any(|sheet| sheet.name.mark() == mark) && mark != SheetName::HowTo.mark() {
            let what = match SheetName::from_mark(&mark) {
                Some(SheetName::Component(id)) => {
                    format!("the sheet of component '{id}' is missing")
                }
                Some(SheetName::Evidence) => "the sheet of evidence is missing".to_owned(),
                _ => format!("the sheet marked '{mark}' is missing"),
            };
            let hint = "copy the answers into a fresh workbook".to_owned();
            report.mistake(file, what, Some(hint));
        }
    }
    found
}

fn document(
    machine: &Machine,
    sheets: &[Sheet<'_>],
    vocabulary: &Vocabulary,
    file: &Place,
    report: &mut Report,
) -> AssessmentDocument {
    let facts = &machine.facts;
    let city = CityDocument {
        name: facts.city.clone(),
        country: facts.country.clone(),
        population: facts.population,
    };
    let cycle = CycleDocument {
        name: facts.cycle.clone(),
        from: facts.from,
        to: facts.to,
    };
    let mut document = AssessmentDocument::new(&facts.model, city, cycle, &file.file);
    document.groups.push(GroupDocument {
        id: facts.group.clone(),
        name: facts
            .group_name
            .clone()
            .unwrap_or_else(|| facts.group.clone()),
        place: machine.place.clone(),
    });
    document.assessors.push(AssessorDocument {
        id: facts.assessor.clone(),
        group: facts.group.clone(),
        name: facts.assessor_name.clone(),
        components: facts.components.clone(),
        place: machine.place.clone(),
    });
    let mut evidence = evidence::read(sheets, vocabulary, file, report);
    for sheet in sheets {
        answers::read(
            sheet,
            &facts.assessor,
            vocabulary,
            &mut evidence,
            &mut document,
            file,
            report,
        );
    }
    document.evidence = evidence.documents(&facts.assessor, report);
    let is_empty = document.ratings.is_empty() && document.rungs.is_empty();
    if is_empty && report.is_clean() {
        let message = "no answer is filled in".to_owned();
        report.warning(file, message, None);
    }
    document
}
