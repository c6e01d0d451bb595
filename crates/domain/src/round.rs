//! Rounds of votes: what a workshop says about a statement after people talked.

use crate::assessment::{Assessment, RecordError};
use crate::consensus::{Tallies, Tally};
use crate::names::{AssessorIx, StatementIx};
use crate::rating::Answer;
use std::collections::BTreeMap;

/// One round of votes on one statement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Round {
    /// 1 for the first; each later one is higher.
    pub number: u32,
    /// What assessors voted.
    pub votes: BTreeMap<AssessorIx, Answer>,
    /// What guests voted: shown apart, and never counted.
    pub guests: Tally,
}

impl Round {
    /// How often each answer was voted by assessors.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.votes.values().for_each(|answer| tally.add(*answer));
        tally
    }
}

impl Assessment {
    /// Records a round of votes.
    ///
    /// # Errors
    /// A round of a statement whose number is not above the last one's, and Surpassed for
    /// something that is not a stage.
    pub fn record_round(
        &mut self,
        statement: StatementIx,
        round: Round,
    ) -> Result<(), RecordError> {
        for answer in round.votes.values() {
            self.fits(statement, *answer)?;
        }
        if round.guests.count(Answer::Surpassed) > 0 {
            self.fits(statement, Answer::Surpassed)?;
        }
        let id = self.model.statement(statement).id.clone();
        let rounds = self.rounds.entry(statement).or_default();
        if rounds
            .last()
            .is_some_and(|last| last.number >= round.number)
        {
            return Err(RecordError::RoundTwice {
                statement: id,
                number: round.number,
            });
        }
        rounds.push(round);
        Ok(())
    }

    /// What an assessor votes in the last round that they took part in.
    #[must_use]
    pub fn last_vote(&self, assessor: AssessorIx, statement: StatementIx) -> Option<Answer> {
        let mut latest = self.rounds_on(statement).iter().rev();
        latest.find_map(|round| round.votes.get(&assessor).copied())
    }

    /// The answer of an assessor that counts: their last vote, else what they gave blind.
    #[must_use]
    pub fn answer_after(&self, assessor: AssessorIx, statement: StatementIx) -> Option<Answer> {
        let given = || self.answer(assessor, statement).map(|(answer, _)| answer);
        self.last_vote(assessor, statement).or_else(given)
    }

    /// The rounds of votes by statement, first to last.
    #[must_use]
    pub fn rounds(&self) -> &BTreeMap<StatementIx, Vec<Round>> {
        &self.rounds
    }

    /// The rounds of votes on one statement, first to last.
    #[must_use]
    pub fn rounds_on(&self, statement: StatementIx) -> &[Round] {
        self.rounds.get(&statement).map_or(&[], Vec::as_slice)
    }
}

/// The answers after the last round: each assessor's latest vote in place of what they gave
/// blind. Statements without rounds stay as they are. See `docs/method.md`, section 5.
#[must_use]
pub fn tally_after(assessment: &Assessment, blind: &[Tallies]) -> Vec<Tallies> {
    let mut after = blind.to_vec();
    for statement in assessment.rounds().keys() {
        let mut tallies = Tallies {
            all: Tally::default(),
            by_group: vec![Tally::default(); assessment.groups.len()],
        };
        for assessor in assessment.assessor_places() {
            if let Some(answer) = assessment.answer_after(assessor, *statement) {
                tallies.all.add(answer);
                tallies.by_group[assessment.assessors[assessor.0].group.0].add(answer);
            }
        }
        after[statement.0] = tallies;
    }
    after
}
