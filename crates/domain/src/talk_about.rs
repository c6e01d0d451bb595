//! What a workshop should talk about first, and what it need not talk about at all.

use crate::consensus::{Consensus, Fact, Tally};
use crate::disclosure::Protected;
use crate::names::{ComponentIx, StatementIx};
use crate::rating::{Answer, Kind, POINTS};
use crate::result::is_agreed;
use crate::scale::{Level, ratio};
use crate::step::{StepSums, by_steps, sums};
use gradus_stats::quantile::mean_absolute_deviation_from_median;
use std::cmp::Ordering;

/// A statement that people see differently.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Talk {
    /// The statement.
    pub statement: StatementIx,
    /// The component's index with the statement at the upper quartile of its contributions,
    /// less its index with the statement at the lower one, all else as it is: 0 or more.
    pub swing: f64,
    /// The component's level by steps at the lower and at the upper quartile; none where the
    /// first step is not rated.
    pub levels: [Option<Level>; 2],
    /// Mean absolute deviation of the answers from their median, in points of the scale.
    pub ad: f64,
    /// Whether two points that are no neighbours hold a third each.
    pub polarised: bool,
    /// Whether people have agreed on a value since.
    pub agreed: bool,
}

impl Talk {
    /// Whether the level of the component hangs on this statement.
    #[must_use]
    pub fn could_move_the_level(&self) -> bool {
        self.levels[0] != self.levels[1]
    }
}

/// A number as a part of a whole, so that no order hangs on rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fraction {
    part: i128,
    whole: i128,
}

impl Fraction {
    fn less(self, other: Self) -> Self {
        Self {
            part: self.part * other.whole - other.part * self.whole,
            whole: self.whole * other.whole,
        }
    }

    fn compare(self, other: Self) -> Ordering {
        (self.part * other.whole).cmp(&(other.part * self.whole))
    }

    /// As a double; 0 below 0.
    fn value(self) -> f64 {
        let part = u64::try_from(self.part).unwrap_or(0);
        u64::try_from(self.whole).map_or(0.0, |whole| ratio(part, whole))
    }
}

/// A talk with what decides its place: swing and deviation.
struct Placed {
    swing: Fraction,
    ad: Fraction,
    talk: Talk,
}

/// The statements on which answers differ: by swing, largest first, then by deviation, then
/// in model order. Statements with too few answers to be shown are not among them, since
/// their place would tell what they hide. See `docs/method.md`, section 12.
#[must_use]
pub fn talk_about(result: &Protected) -> Vec<Talk> {
    let (facts, figures) = (result.facts(), result.figures());
    let in_scope = |component: ComponentIx| {
        let score = figures.components.get(component.0);
        score.is_some_and(|score| score.in_scope)
    };
    let mut placed: Vec<Placed> = figures
        .statements
        .iter()
        .filter(|score| in_scope(facts.model().statement(score.statement).component))
        .filter_map(|score| {
            let (tally, spread) = (score.tally.as_ref().ok()?, score.spread.ok()?);
            let (distances, answers) = mean_absolute_deviation_from_median(&tally.points())?;
            if distances == 0 {
                return None;
            }
            let kind = facts.model().statement(score.statement).kind;
            let [low, high] = quartiles(tally, kind)?;
            let at = |thirds| outlook(result, score.statement, thirds);
            let ((level_low, index_low), (level_high, index_high)) = (at(low), at(high));
            let swing = match (index_low, index_high) {
                (Some(low), Some(high)) => high.less(low),
                _ => Fraction { part: 0, whole: 1 },
            };
            let talk = Talk {
                statement: score.statement,
                swing: swing.value(),
                levels: [level_low, level_high],
                ad: spread.ad,
                polarised: spread.polarised,
                agreed: is_agreed(score),
            };
            let ad = Fraction {
                part: i128::from(distances),
                whole: i128::from(answers),
            };
            Some(Placed { swing, ad, talk })
        })
        .collect();
    placed.sort_by(|a, b| {
        (b.swing.compare(a.swing))
            .then(b.ad.compare(a.ad))
            .then(a.talk.statement.cmp(&b.talk.statement))
    });
    placed.into_iter().map(|placed| placed.talk).collect()
}

/// The lower and the upper quartile of the contributions: the smallest contribution with at
/// least one quarter, and with at least three quarters, of the answers at or below it.
fn quartiles(tally: &Tally, kind: Kind) -> Option<[u8; 2]> {
    let counts = tally.contributions(kind);
    let all: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    let at = |quarters: u64| {
        let mut below = 0;
        let place = counts.iter().position(|count| {
            below += u64::from(*count);
            all > 0 && below * 4 >= quarters * all
        })?;
        u8::try_from(place).ok()
    };
    Some([at(1)?, at(3)?])
}

/// Level and index of a statement's component, with the statement at this contribution.
fn outlook(result: &Protected, of: StatementIx, thirds: u8) -> (Option<Level>, Option<Fraction>) {
    let (model, figures) = (result.facts().model(), result.figures());
    let fact = |ix: StatementIx| match figures.statements.get(ix.0) {
        Some(score) if ix == of => Consensus {
            fact: Fact::Contribution(thirds),
            ..score.consensus
        }
        .counted(),
        Some(score) => score.consensus.counted(),
        None => Fact::Unrated,
    };
    let component = model.statement(of).component;
    let sums = sums(model, component, |ix| model.statement(ix).level, fact);
    let climb = by_steps(&model.scale, &sums, &figures.settings);
    let index = climb.level.map(|level| index(result, &sums, level));
    (climb.level, index)
}

/// The index of these sums on this level, as in `crates/domain/src/step.rs`, before it is
/// divided.
fn index(result: &Protected, sums: &StepSums, level: Level) -> Fraction {
    let (scale, settings) = (&result.facts().model().scale, &result.figures().settings);
    let base = i128::from(scale.value(level));
    let next = scale.above(level).map(|to| (to, sums[to.position()]));
    match next.filter(|(_, sum)| sum.is_rated(settings)) {
        Some((to, sum)) => {
            let gap = i128::from(scale.value(to)) - base;
            let whole = i128::from(sum.possible) * i128::from(settings.pass_mark_pct);
            Fraction {
                part: base * whole + gap * i128::from(sum.attained) * 100,
                whole,
            }
        }
        None => Fraction {
            part: base,
            whole: 1,
        },
    }
}

/// Statements that need no talk: rated, not agreed yet, not disputed, and not spread over
/// more than two neighbouring points. Each comes with the value that stands.
#[must_use]
pub fn nearly_agreed(result: &Protected) -> Vec<(StatementIx, Answer)> {
    let figures = result.figures();
    let scores = figures.statements.iter().filter(|score| !is_agreed(score));
    scores
        .filter_map(|score| {
            let component = result.facts().model().statement(score.statement).component;
            let in_scope = figures.components.get(component.0)?.in_scope;
            let (tally, spread) = (score.tally.as_ref().ok()?, score.spread.ok()?);
            let close = in_scope && !spread.disputed && is_narrow(tally);
            Some((score.statement, score.consensus.value.filter(|_| close)?))
        })
        .collect()
}

/// Whether all answers lie on one point or on two neighbouring ones.
fn is_narrow(tally: &Tally) -> bool {
    let points = tally.points();
    let used = |place: &usize| points[*place] > 0;
    let first = (0..POINTS).find(used);
    let last = (0..POINTS).rev().find(used);
    first
        .zip(last)
        .is_some_and(|(first, last)| last <= first + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(counts: [u32; 4]) -> Tally {
        let mut tally = Tally::default();
        let answers = [Answer::Not, Answer::Partly, Answer::Largely, Answer::Fully];
        for (answer, count) in answers.into_iter().zip(counts) {
            (0..count).for_each(|_| tally.add(answer));
        }
        tally
    }

    #[test]
    fn quartiles_are_contributions_that_somebody_gave() {
        let check = |counts, kind, expected| assert_eq!(quartiles(&tally(counts), kind), expected);
        check([3, 9, 6, 13], Kind::Strength, Some([1, 3]));
        check([3, 9, 6, 13], Kind::Deficit, Some([0, 2]));
        check([1, 0, 0, 0], Kind::Strength, Some([0, 0]));
        check([1, 1, 1, 1], Kind::Strength, Some([0, 2]));
        check([0, 0, 5, 0], Kind::Strength, Some([2, 2]));
        check([0, 0, 0, 0], Kind::Strength, None);
    }

    #[test]
    fn two_neighbouring_points_are_narrow() {
        let check = |counts, expected| assert_eq!(is_narrow(&tally(counts)), expected);
        check([0, 7, 0, 0], true);
        check([0, 7, 1, 0], true);
        check([1, 0, 7, 0], false);
        check([1, 7, 1, 0], false);
        check([0, 0, 0, 0], false);
    }
}
