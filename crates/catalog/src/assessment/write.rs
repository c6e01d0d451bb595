//! Writing assessment files: YAML that old and new readers understand alike, and JSON.

use super::document::AssessmentDocument;

/// The document as YAML. Texts that a YAML 1.1 reader would take for something else are
/// quoted.
#[must_use]
pub fn to_yaml(document: &AssessmentDocument) -> String {
    serde_saphyr::to_string(document)
        .expect("documents hold only texts, whole numbers, lists and maps with text keys")
}

/// The document as JSON, two spaces an indentation.
#[must_use]
pub fn to_json(document: &AssessmentDocument) -> String {
    let mut text = serde_json::to_string_pretty(document)
        .expect("documents hold only texts, whole numbers, lists and maps with text keys");
    text.push('\n');
    text
}
