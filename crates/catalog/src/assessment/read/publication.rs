//! Reading what an instance showed to everybody.

use crate::assessment::document::{Day, PublicationDocument};
use crate::fields::Fields;

pub(super) fn publication(fields: &mut Fields<'_, '_>) -> Option<PublicationDocument> {
    const KEYS: [&str; 5] = [
        "published",
        "withdrawn",
        "reason",
        "introduction",
        "evidence",
    ];
    let node = fields.node("publication")?;
    let (file, report) = fields.deeper();
    let mut fields = Fields::of(node, &KEYS, file, report)?;
    Some(PublicationDocument {
        published: Day(fields.required_day("published")?),
        withdrawn: fields.day("withdrawn").map(Day),
        reason: fields.text("reason"),
        introduction: fields.text("introduction"),
        evidence: fields.texts("evidence"),
    })
}
