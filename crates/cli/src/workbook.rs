//! `gradus workbook …`.

use crate::args::{KeepArgument, WorkbookCommand};
use crate::assessment::{merged, this_year, write_document};
use crate::failure::{Failure, print_warnings};
use crate::load;
use crate::output::{print, write};
use crate::progress::Progress;
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::document::{AssessmentDocument, CityDocument, CycleDocument, Day};
use gradus_catalog::fields::parse_day;
use gradus_catalog::model::builtin::find_model;
use gradus_catalog::problem::{Place, Problem};
use gradus_catalog::source::Source;
use gradus_catalog::workbook::{self, WorkbookFor};
use gradus_domain::model::Model;
use gradus_words::{Language, Words};
use std::path::{Path, PathBuf};

/// The city's name where nobody gave one.
const UNNAMED: &str = "Our city";

/// Runs a command on workbooks.
pub fn run(command: WorkbookCommand) -> Result<(), Failure> {
    match command {
        WorkbookCommand::New {
            model,
            assessment,
            assessor,
            name,
            group,
            city,
            cycle,
            lang,
            output,
        } => {
            let who = Person {
                assessor,
                name,
                group,
            };
            match assessment {
                Some(file) => from_assessment(&file, model.as_deref(), who, lang, &output),
                None => {
                    let model = model.unwrap_or_else(|| "pas181-scmm".to_owned());
                    from_nothing(&model, who, city, cycle, lang, &output)
                }
            }
        }
        WorkbookCommand::Read {
            files,
            into,
            keep,
            output,
        } => read(&files, into.as_deref(), keep, &output),
    }
}

/// The person a workbook is for, as the command line names them.
struct Person {
    assessor: String,
    name: Option<String>,
    group: String,
}

fn from_nothing(
    model_name: &str,
    who: Person,
    city: Option<String>,
    cycle: Option<u16>,
    language: Language,
    output: &Path,
) -> Result<(), Failure> {
    let model = find_model(model_name, None)?.value;
    let year = cycle.unwrap_or_else(this_year);
    let day = |month_and_day: &str| {
        parse_day(&format!("{year:04}-{month_and_day}"))
            .map(Day)
            .ok_or_else(|| Failure::usage(format!("{year} is no year of the calendar"), None))
    };
    let who = WorkbookFor {
        assessor: who.assessor,
        name: who.name,
        group: who.group,
        group_name: None,
        components: None,
        model: model_name.to_owned(),
        city: CityDocument {
            name: city.unwrap_or_else(|| UNNAMED.to_owned()),
            country: None,
            population: None,
        },
        cycle: CycleDocument {
            name: year.to_string(),
            from: day("01-01")?,
            to: day("12-31")?,
        },
    };
    finish(&translated(model, language), &who, None, language, output)
}

/// A workbook for somebody of an assessment; answers that the file already holds of them
/// are filled in.
fn from_assessment(
    file: &Path,
    model_name: Option<&str>,
    who: Person,
    language: Language,
    output: &Path,
) -> Result<(), Failure> {
    let document = load::document(file)?;
    if model_name.is_some_and(|name| name != document.model) {
        let message = format!("{} uses the model {}", file.display(), document.model);
        return Err(Failure::usage(message, Some("leave out --model")));
    }
    let model = load::model_of(&document, file)?;
    let known = document
        .assessors
        .iter()
        .find(|assessor| assessor.id == who.assessor);
    if let Some(known) = known.filter(|known| known.group != who.group) {
        let message = format!("assessor '{}' is in group '{}'", known.id, known.group);
        return Err(Failure::usage(
            message,
            Some("name that group, or another assessor"),
        ));
    }
    let group = document.groups.iter().find(|group| group.id == who.group);
    let who = WorkbookFor {
        name: who
            .name
            .or_else(|| known.and_then(|known| known.name.clone())),
        group_name: group.map(|group| group.name.clone()),
        components: known.and_then(|known| known.components.clone()),
        model: document.model.clone(),
        city: document.city.clone(),
        cycle: document.cycle.clone(),
        assessor: who.assessor,
        group: who.group,
    };
    finish(
        &translated((*model).clone(), language),
        &who,
        Some(&document),
        language,
        output,
    )
}

fn translated(model: Model, language: Language) -> Model {
    model.in_language(language.tag()).unwrap_or(model)
}

fn finish(
    model: &Model,
    who: &WorkbookFor,
    answers: Option<&AssessmentDocument>,
    language: Language,
    output: &Path,
) -> Result<(), Failure> {
    let words = Words::new(language);
    let bytes = match answers {
        Some(answers) => workbook::write::write_filled(model, who, answers, &words),
        None => workbook::write::write(model, who, &words),
    };
    let bytes = bytes.map_err(|error| Failure::usage(error.to_string(), None))?;
    write(output, &bytes)?;
    print(&format!("wrote {}\n", output.display()))
}

fn read(
    files: &[PathBuf],
    into: Option<&Path>,
    keep: Option<KeepArgument>,
    output: &Path,
) -> Result<(), Failure> {
    let progress = Progress::new(files.len() + 1);
    let mut documents = Vec::new();
    if let Some(base) = into {
        documents.push(load::document(base)?);
    }
    let mut report = gradus_catalog::problem::Report::default();
    let mut told = Vec::new();
    for file in files {
        progress.now(file.display().to_string());
        match workbook::read::read(&Source::open_text(file)?) {
            Ok(read) => {
                print_warnings(&read.warnings);
                told.extend(read.warnings.into_iter().map(|warning| warning.place));
                documents.push(read.value);
            }
            // The mistakes of all workbooks are told at once.
            Err(problems) => report.absorb(problems.into()),
        }
        progress.done();
    }
    report.finish(())?;
    let document = merged(documents, keep)?;
    let base = into.unwrap_or_else(|| files.first().map_or(Path::new(""), PathBuf::as_path));
    let model = load::model_of(&document, base)?;
    print_warnings(&untold(build(&document, model)?.warnings, &told));
    drop(progress);
    write_document(output, &document)
}

/// Warnings of places that none was told of yet: a cell that was warned of as a cell needs no
/// second warning as a part of the whole.
fn untold(mut warnings: Vec<Problem>, told: &[Place]) -> Vec<Problem> {
    warnings.retain(|warning| !told.contains(&warning.place));
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;
    use gradus_catalog::problem::Report;

    #[test]
    fn a_cell_is_warned_of_once() {
        let file = Place::whole("a1.xlsx");
        let (title, other) = (file.cell("Evidence", "D5"), file.cell("Evidence", "D6"));
        let mut report = Report::default();
        report.warning(&title, "evidence 'a1-e1' supports nothing", None);
        report.warning(&other, "evidence 'a1-e2' supports nothing", None);
        let warnings = report.finish(()).expect("only warnings").warnings;
        let left = untold(warnings, &[title]);
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].place, other);
    }
}
