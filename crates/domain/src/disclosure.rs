//! Protection of people: what may leave the lead's hands, and nothing else.

use crate::assessment::Assessment;
use crate::consensus::{GroupLabel, Tally};
use crate::method::Why;
use crate::result::{Scored, StatementScore, score};
use time::Date;

/// Fewest answers behind any figure of a group, or of all.
pub const FEWEST_ANSWERS: u32 = 5;

/// A result in which no figure, and no difference of shown figures, stands for fewer than
/// five people. Reports and everything published take this type alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Protected(Scored);

impl Protected {
    /// The protected figures.
    #[must_use]
    pub fn figures(&self) -> &Scored {
        &self.0
    }
}

/// Scores an assessment and protects the result.
#[must_use]
pub fn score_protected(assessment: &Assessment, as_of: Date) -> Protected {
    protect(score(assessment, as_of))
}

/// Takes out of a result what could point at a person: groups under five answers to a
/// statement are merged; under five answers in all, only the median stays. See
/// `docs/method.md`, section 11.
#[must_use]
pub fn protect(mut scored: Scored) -> Protected {
    for statement in &mut scored.statements {
        protect_statement(statement);
    }
    let few = |assessors: u32| assessors < FEWEST_ANSWERS;
    for component in &mut scored.components {
        let agreement = &mut component.agreement;
        if agreement.alpha.is_ok() && few(agreement.assessors) {
            agreement.alpha = Err(Why::FewerThanFive);
            agreement.interval = None;
        }
    }
    let agreement = &mut scored.city.agreement;
    if agreement.alpha.is_ok() && few(agreement.assessors) {
        agreement.alpha = Err(Why::FewerThanFive);
        agreement.interval = None;
    }
    Protected(scored)
}

fn protect_statement(score: &mut StatementScore) {
    if score.on_scale < FEWEST_ANSWERS {
        score.tally = Err(Why::FewerThanFive);
        score.by_group.clear();
        if score.spread.is_ok() {
            score.spread = Err(Why::FewerThanFive);
        }
        return;
    }
    score.by_group = merge_small(&score.by_group);
}

/// Groups of at least five answers on the scale stand alone; the rest goes into "others",
/// which takes in the smallest group shown until it holds five as well. One part alone
/// would repeat the whole and is left out. Answers off the scale are not told by group.
fn merge_small(groups: &[(GroupLabel, Tally)]) -> Vec<(GroupLabel, Tally)> {
    let with_answers = groups.iter().filter(|(_, tally)| tally.on_scale() > 0).copied();
    let (mut shown, small): (Vec<_>, Vec<_>) =
        with_answers.partition(|(_, tally)| tally.on_scale() >= FEWEST_ANSWERS);
    let mut others = Tally::default();
    small.iter().for_each(|(_, tally)| others.merge(tally));
    while others.on_scale() > 0 && others.on_scale() < FEWEST_ANSWERS {
        let sizes = shown.iter().enumerate().map(|(place, (_, tally))| (tally.on_scale(), place));
        let Some((_, smallest)) = sizes.min() else { break };
        others.merge(&shown.remove(smallest).1);
    }
    if others.on_scale() > 0 {
        shown.push((GroupLabel::Others, others));
    }
    if shown.len() < 2 {
        return Vec::new();
    }
    shown.into_iter().map(|(label, tally)| (label, tally.scale_only())).collect()
}
