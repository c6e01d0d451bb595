//! Evidence that will lapse: what the levels become, day by day, if nothing new comes.

use crate::consensus::Fact;
use crate::disclosure::Facts;
use crate::evidence::EvidenceStatus;
use crate::method::{Figure, Why};
use crate::names::{ComponentIx, StatementIx};
use crate::rating::Kind;
use crate::scale::Level;
use crate::step::{by_steps, sums};
use std::collections::BTreeSet;
use time::Date;

/// A day after which evidence of a component no longer holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lapse {
    /// The last day on which it holds.
    pub last_day: Date,
    /// The evidence, as places in the list of the result.
    pub evidence: Vec<usize>,
    /// The evidenced level from the day after.
    pub evidenced: Figure<Level>,
    /// The verified level from the day after.
    pub verified: Figure<Level>,
}

impl Facts {
    /// The days on which evidence of a component lapses, the next one first, with the levels
    /// that are left. It looks at what is current on the day of the result: what takes effect
    /// later is not foreseen, and nothing is renewed.
    #[must_use]
    pub fn lapses(&self, component: ComponentIx) -> Vec<Lapse> {
        let figures = self.figures();
        let Some(score) = figures.components.get(component.0) else {
            return Vec::new();
        };
        if !score.in_scope {
            return Vec::new();
        }
        let model = self.model();
        let of_here = |ix: &StatementIx| model.statement(*ix).component == component;
        let current: Vec<(usize, &crate::evidence::Evidence)> = self
            .evidence()
            .iter()
            .enumerate()
            .filter(|(_, piece)| piece.is_current(figures.as_of))
            .filter(|(_, piece)| piece.supports.iter().any(of_here))
            .collect();
        let days: BTreeSet<Date> = current.iter().filter_map(|(_, p)| p.valid_until).collect();
        let lapse = |last_day: Date| {
            let mut evidenced = BTreeSet::new();
            let mut verified = BTreeSet::new();
            for (place, piece) in &current {
                if piece.valid_until.is_some_and(|until| until <= last_day) {
                    continue;
                }
                evidenced.extend(&piece.supports);
                if piece.status == EvidenceStatus::Accepted
                    && piece.reviewer.is_some()
                    && !score.acceptances_not_counted.contains(place)
                {
                    verified.extend(&piece.supports);
                }
            }
            let ends = |(_, piece): &&(usize, &crate::evidence::Evidence)| {
                piece.valid_until == Some(last_day)
            };
            Lapse {
                last_day,
                evidence: current
                    .iter()
                    .filter(ends)
                    .map(|(place, _)| *place)
                    .collect(),
                evidenced: self.capped(component, &evidenced),
                verified: self.capped(component, &verified),
            }
        };
        days.into_iter().map(lapse).collect()
    }

    /// The level by steps when strengths and stages count only where they are backed.
    fn capped(&self, component: ComponentIx, backed: &BTreeSet<StatementIx>) -> Figure<Level> {
        let (model, figures) = (self.model(), self.figures());
        let fact = |ix: StatementIx| match figures.statements[ix.0].consensus.fact {
            Fact::Contribution(_)
                if model.statement(ix).kind != Kind::Deficit && !backed.contains(&ix) =>
            {
                Fact::Contribution(0)
            }
            fact => fact,
        };
        let sums = sums(model, component, |ix| model.statement(ix).level, fact);
        by_steps(&model.scale, &sums, &figures.settings)
            .level
            .ok_or(Why::FirstStepNotRated)
    }
}
