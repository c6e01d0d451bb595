//! The gap to a target: the steps on the way, and the fewest statements that close it.

use crate::disclosure::Facts;
use crate::explanation::{Blocking, blocking, smallest_set};
use crate::method::{Figure, Why};
use crate::names::{ComponentIx, StatementIx};
use crate::scale::Level;
use crate::step::{StepSum, sums};

/// One step on the way to a target.
#[derive(Debug, Clone, PartialEq)]
pub struct GapStep {
    /// The level it leads to.
    pub to: Level,
    /// Its sums.
    pub sum: StepSum,
    /// Whether it holds already.
    pub holds: bool,
    /// What of it is rated and not fully attained, largest gain first.
    pub open: Vec<Blocking>,
    /// The fewest of these that reach the pass mark together, in model order; empty where the
    /// step holds.
    pub smallest_set: Figure<Vec<StatementIx>>,
}

/// What lies between a component and its target, by the steps method.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The level that is reached by steps, or by best fit where there are picks only; none
    /// where not even that can be told.
    pub from: Option<Level>,
    /// Whether there are picks of whole levels only, so that no statement can be named and
    /// levels are counted in the place of steps.
    pub picks_only: bool,
    /// The target.
    pub target: Level,
    /// The steps above the level up to the target, lowest first; none once it is reached.
    pub steps: Vec<GapStep>,
}

impl Gap {
    /// How many steps do not hold yet.
    #[must_use]
    pub fn open_steps(&self) -> usize {
        self.steps.iter().filter(|step| !step.holds).count()
    }

    /// The fewest statements that close all steps that do not hold, in the order of the
    /// steps. A step that cannot be judged says why.
    ///
    /// # Errors
    /// [`Why::StepNotRated`] where too little of a step on the way is rated,
    /// [`Why::PicksOnly`] where there are no statements to judge by.
    pub fn smallest_set(&self) -> Figure<Vec<StatementIx>> {
        let mut all = Vec::new();
        for step in &self.steps {
            all.extend(step.smallest_set.as_ref().map_err(|why| *why)?);
        }
        Ok(all)
    }
}

impl Facts {
    /// The gap of a component to its target; `None` without a target, and out of scope.
    ///
    /// A statement is an item of one step alone, so the smallest sets of the steps, each
    /// taken as `docs/method.md` says in section 10, are together the smallest for the whole
    /// way.
    #[must_use]
    pub fn gap(&self, component: ComponentIx) -> Option<Gap> {
        let target = self.targets().get(&component)?.level;
        let figures = self.figures();
        let score = figures.components.get(component.0)?;
        if !score.in_scope {
            return None;
        }
        let (model, settings) = (self.model(), &figures.settings);
        let values: Vec<_> = figures.statements.iter().map(|s| s.consensus).collect();
        let facts = |ix: StatementIx| values[ix.0].counted();
        let sums = sums(model, component, |ix| model.statement(ix).level, facts);
        let picks_only = score.index == Err(Why::PicksOnly);
        let from = match picks_only {
            true => score.level.ok(),
            false => score.on(settings.basis).ok(),
        };
        let step = |to: Level| {
            let sum = sums[to.position()];
            let open = blocking(model, component, &values, &sums, to);
            let holds = sum.is_rated(settings) && sum.reaches(settings.pass_mark_pct);
            let set = if picks_only {
                Err(Why::PicksOnly)
            } else if sum.is_rated(settings) {
                Ok(smallest_set(model, settings, &open, &values, &sums, to))
            } else {
                Err(Why::StepNotRated)
            };
            GapStep {
                to,
                sum,
                holds,
                open,
                smallest_set: set,
            }
        };
        let on_the_way = |to: &Level| *to <= target && from.is_none_or(|from| *to > from);
        Some(Gap {
            from,
            picks_only,
            target,
            steps: model
                .scale
                .above_floor()
                .filter(on_the_way)
                .map(step)
                .collect(),
        })
    }
}
