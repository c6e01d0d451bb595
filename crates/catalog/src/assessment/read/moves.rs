//! Reading moves of an assessment to other versions of its model, each with what was before.

use super::document;
use super::rounds::is_time;
use crate::assessment::document::{AssessmentDocument, ModelMoveDocument};
use crate::fields::{Fields, scalar};
use crate::node::{Node, Value};
use crate::problem::{Place, Report};

pub(super) fn model_move(
    node: &Node<'_>,
    file: &Place,
    report: &mut Report,
) -> Option<ModelMoveDocument> {
    const KEYS: [&str; 7] = ["at", "from", "to", "kept", "waiting", "gone", "file"];
    let mut fields = Fields::of(node, &KEYS, file, report)?;
    let at = fields.required_text("at");
    is_time(&mut fields, "at", at.as_deref());
    let (from, to) = (fields.required_text("from"), fields.required_text("to"));
    let mut number = |key| {
        let number = fields.integer(key, 0, i64::from(u32::MAX));
        if number.is_none() && fields.node(key).is_none() {
            fields.missing(key);
        }
        number.and_then(|number| u32::try_from(number).ok())
    };
    let (kept, waiting, gone) = (number("kept"), number("waiting"), number("gone"));
    let place = fields.place();
    let before = match value_of(node, "file") {
        None => None,
        Some(node) => Some(Box::new(kept_file(node, file, report)?)),
    };
    Some(ModelMoveDocument {
        at: at?,
        from: from?,
        to: to?,
        kept: kept?,
        waiting: waiting?,
        gone: gone?,
        file: before,
        place,
    })
}

fn value_of<'n, 't>(node: &'n Node<'t>, key: &str) -> Option<&'n Node<'t>> {
    let Value::Map(entries) = &node.value else {
        return None;
    };
    let found = entries.iter().find(|(name, _)| scalar(name) == Some(key));
    found.map(|(_, value)| value)
}

/// A whole assessment inside another one. Its model is another version, which need not be
/// here: only its form is checked.
fn kept_file(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<AssessmentDocument> {
    document(node, file, report, &mut true)
}
