//! From file names to an assessment: the files, the CSVs beside them, the model.

use crate::args::InputArguments;
use crate::failure::{Failure, print_warnings};
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::document::{AssessmentDocument, AssessorDocument, GroupDocument};
use gradus_catalog::assessment::long_csv::{read_assessors, read_ratings};
use gradus_catalog::assessment::read::{Draft, read_assessment, read_draft};
use gradus_catalog::model::builtin::find_model;
use gradus_catalog::problem::{Problems, Report};
use gradus_catalog::source::{OpenError, Source};
use gradus_domain::assessment::Assessment;
use gradus_domain::model::Model;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The document in an assessment file.
pub fn document(path: &Path) -> Result<AssessmentDocument, Failure> {
    let read = read_assessment(&Source::open_text(path)?)?;
    print_warnings(&read.warnings);
    Ok(read.value)
}

/// The model that a document names; a path is relative to the document's own folder.
pub fn model_of(document: &AssessmentDocument, file: &Path) -> Result<Arc<Model>, Failure> {
    match find_model(&document.model, file.parent()) {
        Ok(read) => Ok(Arc::new(read.value)),
        // The file is there and names a model that is not: a mistake of the input.
        Err(OpenError::NoModel { name, hint }) => {
            let message = format!("there is no model '{name}'");
            Err(Problems::one(document.place().clone(), message, Some(hint)).into())
        }
        Err(error) => Err(error.into()),
    }
}

/// The documents in several assessment files. The mistakes of all of them are told at once.
pub fn documents(paths: &[PathBuf]) -> Result<Vec<AssessmentDocument>, Failure> {
    let mut documents = Vec::new();
    let mut report = Report::default();
    for path in paths {
        match read_assessment(&Source::open_text(path)?) {
            Ok(read) => {
                print_warnings(&read.warnings);
                documents.push(read.value);
            }
            Err(problems) => report.absorb(problems.into()),
        }
    }
    report.finish(())?;
    Ok(documents)
}

/// The assessment that the input describes. The mistakes of the file and of the CSVs beside
/// it are told at once, and with those of form, as far as can be said without guessing, those
/// of content: who or what is not known to the model or the file.
pub fn assessment(input: &InputArguments) -> Result<Assessment, Failure> {
    let mut draft = read_draft(&Source::open_text(&input.file)?);
    add_tables(&mut draft, input)?;
    let Draft {
        document,
        mut report,
        names_complete,
    } = draft;
    let Some(document) = document else {
        return Ok(report.fail()?);
    };
    if !report.is_clean() && !names_complete {
        return Ok(report.fail()?);
    }
    let model = match model_of(&document, &input.file) {
        Ok(model) => model,
        Err(failure) if report.is_clean() => return Err(failure),
        Err(Failure::Input(problems)) => {
            report.absorb(problems.into());
            return Ok(report.fail()?);
        }
        Err(_) => return Ok(report.fail()?),
    };
    match build(&document, model) {
        Ok(read) => {
            print_warnings(&report.finish(())?.warnings);
            print_warnings(&read.warnings);
            Ok(read.value)
        }
        Err(problems) => {
            report.absorb(problems.into());
            Ok(report.fail()?)
        }
    }
}

/// Adds the people and ratings of CSV files, and their mistakes.
fn add_tables(draft: &mut Draft, input: &InputArguments) -> Result<(), Failure> {
    for path in &input.assessors {
        match read_assessors(&Source::open_text(path)?) {
            Ok((assessors, groups)) => {
                if let Some(document) = &mut draft.document {
                    add_people(document, assessors, groups);
                }
            }
            Err(problems) => {
                draft.report.absorb(problems.into());
                draft.names_complete = false;
            }
        }
    }
    for path in &input.ratings {
        match read_ratings(&Source::open_text(path)?) {
            Ok(ratings) => {
                if let Some(document) = &mut draft.document {
                    document.ratings.extend(ratings);
                }
            }
            Err(problems) => draft.report.absorb(problems.into()),
        }
    }
    Ok(())
}

/// Adds people, and those of their groups that the document does not name itself.
fn add_people(
    document: &mut AssessmentDocument,
    assessors: Vec<AssessorDocument>,
    groups: Vec<GroupDocument>,
) {
    let ids = document.groups.iter().map(|group| group.id.clone());
    let known: HashSet<String> = ids.collect();
    let new = groups
        .into_iter()
        .filter(|group| !known.contains(&group.id));
    document.groups.extend(new);
    document.assessors.extend(assessors);
}
