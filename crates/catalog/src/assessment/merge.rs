//! Several assessment files made one: people and answers together, conflicts named.

mod complete;

use super::document::{AgreedDocument, AssessmentDocument, EvidenceDocument};
use crate::problem::{Place, Problems, Read, Report};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What to do when two files answer the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Refuse, naming both places.
    Neither,
    /// Keep what the first file says.
    First,
    /// Keep what the last file says.
    Last,
}

/// Merges assessment files in the order given. Model, city and cycle must be the same.
/// People and groups are joined by identifier; an entry that only lacks what the other
/// has is completed by it. Where two files hold answers of one
/// assessor, or two values for one thing, `keep` decides; what is dropped then is listed
/// in the warnings, so that nothing disappears silently.
///
/// # Errors
/// Every conflict, with both places.
pub fn merge(
    documents: Vec<AssessmentDocument>,
    keep: Keep,
) -> Result<Read<AssessmentDocument>, Problems> {
    let mut documents = documents.into_iter();
    let Some(mut merged) = documents.next() else {
        return Err(Problems::one(
            Place::whole("merge"),
            "no file was given",
            None,
        ));
    };
    let mut report = Report::default();
    for document in documents {
        same_frame(&mut merged, &document, &mut report);
        let mut pair = Pair {
            keep,
            report: &mut report,
        };
        pair.join(&mut merged, document);
    }
    report.finish(merged)
}

/// Model, city, cycle and settings are one thing of the whole assessment.
fn same_frame(merged: &mut AssessmentDocument, next: &AssessmentDocument, report: &mut Report) {
    if let Some(model) = complete::model(&merged.model, &next.model) {
        merged.model = model;
    }
    if let Some(city) = complete::city(&merged.city, &next.city) {
        merged.city = city;
    }
    let mut differ = |what: &str, first: String, second: String| {
        if first != second {
            let message = format!("{what} is {second} here and {first} in {}", merged.place);
            let hint = "only files of one assessment can be merged".to_owned();
            report.mistake(&next.place, message, Some(hint));
        }
    };
    if complete::model(&merged.model, &next.model).is_none() {
        differ("the model", merged.model.clone(), next.model.clone());
    }
    if complete::city(&merged.city, &next.city).is_none() {
        differ("the city", show(&merged.city), show(&next.city));
    }
    differ("the cycle", show(&merged.cycle), show(&next.cycle));
    if !next.settings.is_empty() && !merged.settings.is_empty() {
        differ("the settings", show(&merged.settings), show(&next.settings));
    }
}

fn show<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Merging one file into what was merged so far.
struct Pair<'r> {
    keep: Keep,
    report: &'r mut Report,
}

impl Pair<'_> {
    fn join(&mut self, merged: &mut AssessmentDocument, mut next: AssessmentDocument) {
        if merged.settings.is_empty() {
            merged.settings = next.settings.clone();
        }
        self.by_key(
            &mut merged.groups,
            next.groups,
            "group",
            |g| g.id.clone(),
            |g| &g.place,
            complete::group,
        );
        self.by_key(
            &mut merged.assessors,
            next.assessors,
            "assessor",
            |a| a.id.clone(),
            |a| &a.place,
            complete::assessor,
        );
        self.by_key(
            &mut merged.reviewers,
            next.reviewers,
            "reviewer",
            |r| r.id.clone(),
            |r| &r.place,
            complete::reviewer,
        );
        let scope = |o: &super::document::OutOfScopeDocument| o.component.clone();
        self.by_key(
            &mut merged.out_of_scope,
            next.out_of_scope,
            "scope of",
            scope,
            |o| &o.place,
            |_, _| None,
        );
        let target = |t: &super::document::TargetDocument| t.component.clone();
        self.by_key(
            &mut merged.targets,
            next.targets,
            "target of",
            target,
            |t| &t.place,
            |_, _| None,
        );
        let agreed = |a: &AgreedDocument| match (&a.statement, &a.component) {
            (Some(statement), _) => format!("statement {statement}"),
            (None, component) => format!("component {}", component.as_deref().unwrap_or_default()),
        };
        self.by_key(
            &mut merged.agreed,
            next.agreed,
            "agreed value of",
            agreed,
            |a| &a.place,
            |_, _| None,
        );
        let past =
            |p: &super::document::PastAgreedDocument| format!("{} of {}", p.number, p.subject);
        self.by_key(
            &mut merged.agreed_history,
            next.agreed_history,
            "state",
            past,
            |p| &p.place,
            |_, _| None,
        );
        self.by_key(
            &mut merged.model_moves,
            next.model_moves,
            "move",
            |moved: &super::document::ModelMoveDocument| format!("to {} at {}", moved.to, moved.at),
            |moved| &moved.place,
            |_, _| None,
        );
        let waits =
            |w: &super::document::UnconfirmedDocument| format!("{} of {}", w.subject, w.assessor);
        self.by_key(
            &mut merged.unconfirmed,
            next.unconfirmed,
            "unconfirmed answer",
            waits,
            |w| &w.place,
            |_, _| None,
        );
        let round = |r: &super::document::RoundDocument| format!("{} of {}", r.number, r.statement);
        self.by_key(
            &mut merged.rounds,
            next.rounds,
            "round",
            round,
            |r| &r.place,
            |_, _| None,
        );
        let evidence = |e: &EvidenceDocument| e.id.clone();
        self.by_key(
            &mut merged.evidence,
            next.evidence,
            "evidence",
            evidence,
            |e| &e.place,
            |_, _| None,
        );
        for (assessor, place) in answerers(&next.ratings, &next.rungs, &next.picks) {
            let earlier = answerers(&merged.ratings, &merged.rungs, &merged.picks);
            let Some(before) = earlier.get(&assessor) else {
                continue;
            };
            let is = |who: &Arc<str>| *who == assessor;
            match self.keep {
                Keep::Neither => {
                    let message = format!("a second file holds answers of assessor '{assessor}'");
                    let hint = format!(
                        "the first is {before}; keep one, or choose with --keep first or last"
                    );
                    self.report.mistake(&place, message, Some(hint));
                }
                Keep::First => {
                    self.dropped(&assessor, &place);
                    next.ratings.retain(|r| !is(&r.assessor));
                    next.rungs.retain(|r| !is(&r.assessor));
                    next.picks.retain(|r| !is(&r.assessor));
                }
                Keep::Last => {
                    self.dropped(&assessor, before);
                    merged.ratings.retain(|r| !is(&r.assessor));
                    merged.rungs.retain(|r| !is(&r.assessor));
                    merged.picks.retain(|r| !is(&r.assessor));
                }
            }
        }
        merged.ratings.extend(next.ratings);
        merged.rungs.extend(next.rungs);
        merged.picks.extend(next.picks);
    }

    fn dropped(&mut self, assessor: &str, place: &Place) {
        let message = format!("the answers of assessor '{assessor}' in this file were left out");
        self.report.warning(place, message, None);
    }

    fn by_key<T: Serialize>(
        &mut self,
        merged: &mut Vec<T>,
        next: Vec<T>,
        what: &str,
        key: impl Fn(&T) -> String,
        place: impl Fn(&T) -> &Place,
        complete: impl Fn(&T, &T) -> Option<T>,
    ) {
        let mut known: BTreeMap<String, usize> = merged
            .iter()
            .enumerate()
            .map(|(at, entry)| (key(entry), at))
            .collect();
        for entry in next {
            let Some(at) = known.get(&key(&entry)).copied() else {
                known.insert(key(&entry), merged.len());
                merged.push(entry);
                continue;
            };
            if show(&merged[at]) == show(&entry) {
                continue;
            }
            if let Some(whole) = complete(&merged[at], &entry) {
                merged[at] = whole;
                continue;
            }
            let name = key(&entry);
            let (first, second) = (place(&merged[at]).clone(), place(&entry).clone());
            match self.keep {
                Keep::Neither => {
                    let message = format!("{what} '{name}' is different here");
                    let hint = format!(
                        "it is also at {first}; make them the same, or choose with --keep first or last"
                    );
                    self.report.mistake(&second, message, Some(hint));
                }
                Keep::First => {
                    self.report
                        .warning(&second, format!("{what} '{name}' was left out"), None);
                }
                Keep::Last => {
                    self.report
                        .warning(&first, format!("{what} '{name}' was replaced"), None);
                    merged[at] = entry;
                }
            }
        }
    }
}

/// Who answers something, with the first place.
fn answerers(
    ratings: &[super::document::RatingDocument],
    rungs: &[super::document::RungDocument],
    picks: &[super::document::PickDocument],
) -> BTreeMap<Arc<str>, Place> {
    let all = ratings
        .iter()
        .map(|r| (&r.assessor, &r.place))
        .chain(rungs.iter().map(|r| (&r.assessor, &r.place)))
        .chain(picks.iter().map(|p| (&p.assessor, &p.place)));
    let mut first = BTreeMap::new();
    for (assessor, place) in all {
        first
            .entry(Arc::clone(assessor))
            .or_insert_with(|| place.clone());
    }
    first
}
