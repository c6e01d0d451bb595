//! JSON Schemas of the files that people write.

use crate::assessment::document::AssessmentDocument;
use crate::model::document::ModelDocument;
use schemars::schema_for;

/// The schema of an assessment file, as JSON text.
#[must_use]
pub fn assessment() -> String {
    pretty(&schema_for!(AssessmentDocument))
}

/// The schema of a model file, as JSON text.
#[must_use]
pub fn model() -> String {
    pretty(&schema_for!(ModelDocument))
}

fn pretty(schema: &schemars::Schema) -> String {
    let mut text = serde_json::to_string_pretty(schema)
        .expect("a schema holds only texts, numbers, lists and maps with text keys");
    text.push('\n');
    text
}
