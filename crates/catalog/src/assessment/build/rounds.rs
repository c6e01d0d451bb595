//! Rounds of votes put into an assessment, and answers that wait looked at.

use super::Builder;
use crate::assessment::document::{AssessmentDocument, RoundDocument};
use gradus_domain::rating::Answer;
use gradus_domain::round::Round;

impl Builder {
    pub(super) fn rounds(&mut self, document: &AssessmentDocument) {
        let mut rounds: Vec<&RoundDocument> = document.rounds.iter().collect();
        rounds.sort_by_key(|round| round.number);
        for from in rounds {
            let Some(statement) = self.statement(&from.statement, &from.place) else {
                continue;
            };
            let mut round = Round {
                number: from.number,
                ..Round::default()
            };
            for (word, count) in &from.guests {
                round.guests.add_many(Answer::from(*word), *count);
            }
            for vote in &from.votes {
                let Some(assessor) = self.assessor(&vote.assessor, &vote.place) else {
                    continue;
                };
                let answer = Answer::from(vote.value);
                if round.votes.insert(assessor, answer).is_some() {
                    let message = format!("'{}' votes twice in one round", vote.assessor);
                    let hint = Some("keep one of them".to_owned());
                    self.report.mistake(&vote.place, message, hint);
                }
            }
            let result = self.assessment.record_round(statement, round);
            self.record(&from.place, result);
        }
    }

    /// The history of agreed values decides nothing; it has to name what is there.
    pub(super) fn agreed_history(&mut self, document: &AssessmentDocument) {
        for past in &document.agreed_history {
            let model = &self.model;
            if model.find_statement(&past.subject).is_none()
                && model.find_component(&past.subject).is_none()
            {
                let message = format!("'{}' is nothing that can be agreed on", past.subject);
                let hint = "a statement, or a component".to_owned();
                self.report.mistake(&past.place, message, Some(hint));
            }
        }
    }

    /// Answers that wait decide nothing; they have to name what is there.
    pub(super) fn unconfirmed(&mut self, document: &AssessmentDocument) {
        for waits in &document.unconfirmed {
            self.assessor(&waits.assessor, &waits.place);
            let model = &self.model;
            let strand = waits
                .subject
                .split_once('/')
                .and_then(|(component, strand)| {
                    model.find_strand(model.find_component(component)?, strand)
                });
            let known = model.find_statement(&waits.subject).is_some()
                || model.find_component(&waits.subject).is_some()
                || strand.is_some();
            if !known {
                let message = format!("'{}' is nothing that can be answered", waits.subject);
                let hint = "a statement, component/strand, or a component".to_owned();
                self.report.mistake(&waits.place, message, Some(hint));
            }
        }
    }
}
