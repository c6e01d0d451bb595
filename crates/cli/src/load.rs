//! From file names to an assessment: the files, the CSVs beside them, the model.

use crate::args::InputArguments;
use crate::failure::{Failure, print_warnings};
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::document::AssessmentDocument;
use gradus_catalog::assessment::long_csv::{read_assessors, read_ratings};
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::model::builtin::find_model;
use gradus_catalog::source::Source;
use gradus_domain::assessment::Assessment;
use gradus_domain::model::Model;
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
        for group in groups {
            if !document.groups.iter().any(|known| known.id == group.id) {
                document.groups.push(group);
            }
        }
        document.assessors.extend(assessors);
    }
    for path in &input.ratings {
        document.ratings.extend(read_ratings(&Source::open_text(path)?)?);
    }
    Ok(document)
}

/// The model that a document names; a path is relative to the document's own folder.
pub fn model_of(document: &AssessmentDocument, file: &Path) -> Result<Arc<Model>, Failure> {
    Ok(Arc::new(find_model(&document.model, file.parent())?.value))
}

/// The assessment that the input describes.
pub fn assessment(input: &InputArguments) -> Result<Assessment, Failure> {
    let document = document_with(input)?;
    let model = model_of(&document, &input.file)?;
    let read = build(&document, model)?;
    print_warnings(&read.warnings);
    Ok(read.value)
}
