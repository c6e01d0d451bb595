//! What an assessor has answered before, by the keys of a workbook's rows.

use crate::assessment::document::{
    AnswerWord, AssessmentDocument, EvidenceDocument, RatingDocument, RungDocument,
};
use crate::workbook::choices::RungChoice;
use crate::workbook::layout::EVIDENCE_ROWS;
use std::collections::{BTreeMap, HashMap};

/// One assessor's answers.
#[derive(Default)]
pub(super) struct Given<'a> {
    ratings: HashMap<&'a str, &'a RatingDocument>,
    rungs: HashMap<String, &'a RungDocument>,
    /// By number.
    pub(super) evidence: BTreeMap<u32, &'a EvidenceDocument>,
}

impl<'a> Given<'a> {
    pub(super) fn of(document: &'a AssessmentDocument, assessor: &str) -> Self {
        let ratings = document
            .ratings
            .iter()
            .filter(|r| r.assessor.as_ref() == assessor);
        let rungs = document
            .rungs
            .iter()
            .filter(|r| r.assessor.as_ref() == assessor);
        let prefix = format!("{assessor}-e");
        let number = |evidence: &EvidenceDocument| -> Option<u32> {
            let number = evidence.id.strip_prefix(&prefix)?.parse().ok()?;
            (1..=EVIDENCE_ROWS).contains(&number).then_some(number)
        };
        Self {
            ratings: ratings.map(|r| (r.statement.as_ref(), r)).collect(),
            rungs: rungs
                .map(|r| (format!("{}/{}", r.component, r.strand), r))
                .collect(),
            evidence: document
                .evidence
                .iter()
                .filter_map(|e| Some((number(e)?, e)))
                .collect(),
        }
    }

    pub(super) fn rating(&self, statement: &str) -> Option<&'a RatingDocument> {
        self.ratings.get(statement).copied()
    }

    pub(super) fn rung(&self, path: &str) -> Option<&'a RungDocument> {
        self.rungs.get(path).copied()
    }

    /// The numbers of the evidence for a statement or strand: "E1, E3".
    pub(super) fn evidence_of(&self, key: &str) -> Option<String> {
        let numbers: Vec<String> = self
            .evidence
            .iter()
            .filter(|(_, evidence)| evidence.supports.iter().any(|name| name == key))
            .map(|(number, _)| format!("E{number}"))
            .collect();
        (!numbers.is_empty()).then(|| numbers.join(", "))
    }
}

/// What a rung says as a choice.
pub(super) fn choice_of(rung: &RungDocument) -> Option<RungChoice> {
    match (rung.rung, rung.between, rung.answer) {
        (Some(level), ..) => Some(RungChoice::On(level)),
        (_, Some([low, high]), _) => Some(RungChoice::Between(low, high)),
        (.., Some(AnswerWord::Unknown)) => Some(RungChoice::Unknown),
        (.., Some(AnswerWord::Na)) => Some(RungChoice::NotApplicable),
        _ => None,
    }
}
