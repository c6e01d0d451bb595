//! Evidence as a report lists it: without the names of reviewers.

use super::Sources;
use gradus_domain::evidence::{Evidence, EvidenceKind, EvidenceStatus};
use gradus_domain::names::StatementIx;
use gradus_words::say;
use time::Date;

/// A piece of evidence as a report shows it.
#[derive(Debug, Clone)]
pub struct EvidenceView {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// Kind in words.
    pub kind: String,
    /// Address.
    pub url: Option<String>,
    /// From when until when it holds.
    pub period: String,
    /// State of its review, and whether it has expired, in words.
    pub status: String,
    /// Whether it counts on the day of the result.
    pub current: bool,
    /// Identifiers of the statements it supports.
    pub supports: String,
    /// The reviewer's reason.
    pub reason: String,
}

pub(super) fn rows(sources: Sources<'_>) -> Vec<EvidenceView> {
    let as_of = sources.result.figures().as_of;
    sources
        .result
        .evidence()
        .iter()
        .map(|evidence| row(sources, evidence, as_of))
        .collect()
}

fn row(sources: Sources<'_>, evidence: &Evidence, as_of: Date) -> EvidenceView {
    let id = |ix: &StatementIx| sources.result.model().statement(*ix).id.clone();
    let supports: Vec<String> = evidence.supports.iter().map(id).collect();
    EvidenceView {
        id: evidence.id.clone(),
        title: evidence.title.clone(),
        kind: sources.text(match evidence.kind {
            EvidenceKind::Document => "evidence-document",
            EvidenceKind::Link => "evidence-link",
            EvidenceKind::Data => "evidence-data",
            EvidenceKind::Interview => "evidence-interview",
        }),
        url: evidence.url.clone(),
        period: period(sources, evidence),
        status: status(sources, evidence, as_of),
        current: evidence.is_current(as_of),
        supports: supports.join(", "),
        reason: evidence.reason.clone().unwrap_or_default(),
    }
}

fn period(sources: Sources<'_>, evidence: &Evidence) -> String {
    let from = ("from", say(sources.day(evidence.effective)));
    match evidence.valid_until {
        Some(until) => sources.with("period-until", &[from, ("to", say(sources.day(until)))]),
        None => sources.with("period-open", &[from]),
    }
}

fn status(sources: Sources<'_>, evidence: &Evidence, as_of: Date) -> String {
    let review = sources.text(match evidence.status {
        EvidenceStatus::Submitted => "status-submitted",
        EvidenceStatus::Accepted => "status-accepted",
        EvidenceStatus::Rejected => "status-rejected",
        EvidenceStatus::Question => "status-question",
    });
    let expired = evidence.valid_until.is_some_and(|until| until < as_of);
    let note = match (expired, evidence.effective > as_of) {
        (true, _) => Some("status-expired"),
        (_, true) => Some("status-not-yet"),
        _ => None,
    };
    note.map_or(review.clone(), |key| {
        format!("{review}, {}", sources.text(key))
    })
}
