//! Writing assessment files: YAML that old and new readers understand alike, and JSON.

use super::document::AssessmentDocument;
use super::read::read_assessment;
use crate::source::Source;
use serde_saphyr::ser_options;

/// The document as YAML. Texts that a YAML 1.1 reader would take for something else are
/// quoted. Where some text would still not be read as it is (`so - ` before a bracket),
/// every text is.
#[must_use]
pub fn to_yaml(document: &AssessmentDocument) -> String {
    let plain = yaml(document, false);
    let read = read_assessment(&Source::from_bytes("written.yaml", plain.as_bytes()));
    if read.is_ok_and(|read| to_json(&read.value) == to_json(document)) {
        plain
    } else {
        yaml(document, true)
    }
}

fn yaml(document: &AssessmentDocument, quote_all: bool) -> String {
    serde_saphyr::to_string_with_options(document, ser_options! { quote_all: quote_all })
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
