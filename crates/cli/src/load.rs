//! From file names to an assessment: the files, the CSVs beside them, the model.

use crate::args::InputArguments;
use crate::failure::{Failure, print_warnings};
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::document::AssessmentDocument;
use gradus_catalog::assessment::long_csv::{read_assessors, read_ratings};
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::model::builtin::find_model;
use gradus_catalog::problem::Problems;
use gradus_catalog::source::{OpenError, Source};
use gradus_domain::assessment::Assessment;
use gradus_domain::model::Model;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

/// The document in an assessment file.
pub fn document(path: &Path) -> Result<AssessmentDocument, Failure> {
    let read = read_assessment(&Source::open_text(path)?)?;
    print_warnings(&read.warnings);
    Ok(read.value)
}

/// The document in an assessment file, with people and ratings from CSV files added.
pub fn document_with(input: &InputArguments) -> Result<AssessmentDocument, Failure> {
    let mut document = document(&input.file)?;
    for path in &input.assessors {
        let (assessors, groups) = read_assessors(&Source::open_text(path)?)?;
        let known: HashSet<String> = document
            .groups
            .iter()
            .map(|group| group.id.clone())
            .collect();
        document.groups.extend(
            groups
                .into_iter()
                .filter(|group| !known.contains(&group.id)),
        );
        document.assessors.extend(assessors);
    }
    for path in &input.ratings {
        document
            .ratings
            .extend(read_ratings(&Source::open_text(path)?)?);
    }
    Ok(document)
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

/// The assessment that the input describes.
pub fn assessment(input: &InputArguments) -> Result<Assessment, Failure> {
    let document = document_with(input)?;
    let model = model_of(&document, &input.file)?;
    let read = build(&document, model)?;
    print_warnings(&read.warnings);
    Ok(read.value)
}
