//! `gradus assessment …`.

use crate::args::{AssessmentCommand, InputArguments, KeepArgument};
use crate::failure::{Failure, print_warnings};
use crate::load;
use crate::output::{print, write, write_or_print};
use gradus_catalog::assessment::document::AssessmentDocument;
use gradus_catalog::assessment::merge::{Keep, merge};
use gradus_catalog::assessment::starter::starter;
use gradus_catalog::assessment::write::{to_json, to_yaml};
use gradus_catalog::model::builtin::find_model;
use std::path::{Path, PathBuf};

/// Runs a command on assessment files.
pub fn run(command: AssessmentCommand) -> Result<(), Failure> {
    match command {
        AssessmentCommand::New {
            city,
            cycle,
            model,
            output,
        } => {
            let model = find_model(&model, None)?.value;
            let cycle = cycle.unwrap_or_else(this_year);
            write_or_print(output.as_deref(), &starter(&model, &city, cycle))
        }
        AssessmentCommand::Check(input) => check(&input),
        AssessmentCommand::Merge {
            files,
            keep,
            output,
        } => merge_files(&files, keep, &output),
    }
}

/// The year that the clock shows.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line may ask the clock"
)]
pub fn this_year() -> u16 {
    let now = time::OffsetDateTime::from(std::time::SystemTime::now());
    u16::try_from(now.year()).unwrap_or(u16::MAX)
}

fn check(input: &InputArguments) -> Result<(), Failure> {
    let assessment = load::assessment(input)?;
    print(&format!(
        "{} is an assessment: {} {}, {}, {} groups, {} assessors, {} pieces of evidence\nSHA-256: {}\n",
        input.file.display(),
        assessment.city.name,
        assessment.cycle.name,
        assessment.model.name,
        assessment.groups.len(),
        assessment.assessors.len(),
        assessment.evidence.len(),
        assessment.sha256,
    ))
}

fn merge_files(
    files: &[PathBuf],
    keep: Option<KeepArgument>,
    output: &Path,
) -> Result<(), Failure> {
    let document = merged(load::documents(files)?, keep)?;
    // What is written must be readable again: names are checked before, not by the next reader.
    let model = load::model_of(
        &document,
        files.first().map_or(Path::new(""), PathBuf::as_path),
    )?;
    print_warnings(&gradus_catalog::assessment::build::build(&document, model)?.warnings);
    write_document(output, &document)
}

/// Merges documents; what was dropped for `keep` is told.
pub fn merged(
    documents: Vec<AssessmentDocument>,
    keep: Option<KeepArgument>,
) -> Result<AssessmentDocument, Failure> {
    let keep = match keep {
        None => Keep::Neither,
        Some(KeepArgument::First) => Keep::First,
        Some(KeepArgument::Last) => Keep::Last,
    };
    let read = merge(documents, keep)?;
    print_warnings(&read.warnings);
    Ok(read.value)
}

/// Writes a document: JSON where the name ends so, else YAML.
pub fn write_document(path: &Path, document: &AssessmentDocument) -> Result<(), Failure> {
    let is_json = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let text = if is_json {
        to_json(document)
    } else {
        to_yaml(document)
    };
    write(path, text.as_bytes())?;
    print(&format!("wrote {}\n", path.display()))
}
