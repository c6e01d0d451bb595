//! Reading evidence and targets of an assessment file.

use super::required_level;
use crate::assessment::document::{Day, EvidenceDocument, TargetDocument};
use crate::fields::Fields;
use crate::node::Node;
use crate::problem::{Place, Report};
use gradus_domain::evidence::{EvidenceKind, EvidenceStatus};

pub(super) fn evidence(
    node: &Node<'_>,
    file: &Place,
    report: &mut Report,
) -> Option<EvidenceDocument> {
    const KEYS: [&str; 14] = [
        "id",
        "title",
        "kind",
        "url",
        "text",
        "effective",
        "valid_until",
        "status",
        "reviewer",
        "reason",
        "supports",
        "sha256",
        "file_name",
        "media_type",
    ];
    let mut fields = Fields::of(node, &KEYS, file, report)?;
    let (id, title) = (fields.required_text("id"), fields.required_text("title"));
    let kind = fields.required::<EvidenceKind>("kind");
    let effective = fields.required_day("effective");
    let valid_until = fields.day("valid_until");
    if let (Some(effective), Some(until)) = (effective, valid_until)
        && until < effective
    {
        fields.mistake(
            "valid_until",
            "the evidence expires before it takes effect",
            None,
        );
    }
    let status = fields
        .parsed::<EvidenceStatus>("status")
        .unwrap_or(EvidenceStatus::Submitted);
    let url = fields.text("url");
    if kind == Some(EvidenceKind::Link) && url.is_none() {
        fields.mistake("kind", "a link has no 'url'", None);
    }
    if url
        .as_ref()
        .is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://"))
    {
        let hint = "begin it with https://".to_owned();
        fields.mistake("url", "'url' is no web address", Some(hint));
    }
    let sha256 = fields.text("sha256");
    let is_hash = |text: &String| text.len() == 64 && text.chars().all(|c| c.is_ascii_hexdigit());
    if sha256.as_ref().is_some_and(|text| !is_hash(text)) {
        fields.mistake("sha256", "'sha256' has 64 hexadecimal digits", None);
    }
    Some(EvidenceDocument {
        url,
        text: fields.text("text"),
        valid_until: valid_until.map(Day),
        status: status.word().to_owned(),
        reviewer: fields.text("reviewer"),
        reason: fields.text("reason"),
        supports: fields.texts("supports"),
        sha256,
        file_name: fields.text("file_name"),
        media_type: fields.text("media_type"),
        place: fields.place(),
        id: id?,
        title: title?,
        kind: kind?.word().to_owned(),
        effective: Day(effective?),
    })
}

pub(super) fn target(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<TargetDocument> {
    let mut fields = Fields::of(
        node,
        &["component", "level", "by", "rationale", "good_enough"],
        file,
        report,
    )?;
    let (component, level) = (
        fields.required_text("component"),
        required_level(&mut fields),
    );
    let (by, rationale) = (fields.day("by").map(Day), fields.text("rationale"));
    let good_enough = fields.truth("good_enough").filter(|enough| *enough);
    let place = fields.place();
    Some(TargetDocument {
        component: component?,
        level: level?,
        by,
        rationale,
        good_enough,
        place,
    })
}
