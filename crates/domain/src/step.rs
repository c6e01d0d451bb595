//! Steps: completion, coverage, and the level and index they lead to.

use crate::consensus::Fact;
use crate::model::Model;
use crate::names::{ComponentIx, StatementIx};
use crate::rating::FULL_CONTRIBUTION;
use crate::scale::{Level, Scale, ratio};
use crate::settings::Settings;

/// Sums over the items of one step. All comparisons are made on these integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StepSum {
    /// Weighted contributions, in thirds.
    pub attained: u64,
    /// Weighted contributions if every rated item were fully attained, in thirds.
    pub possible: u64,
    /// Weight of the rated items.
    pub rated_weight: u64,
    /// Weight of the applicable items.
    pub applicable_weight: u64,
}

impl StepSum {
    /// Adds one item of weight `weight`.
    pub fn add(&mut self, weight: u32, fact: Fact) {
        let weight = u64::from(weight);
        match fact {
            Fact::NotApplicable => {}
            Fact::Unrated => self.applicable_weight += weight,
            Fact::Contribution(thirds) => {
                self.applicable_weight += weight;
                self.rated_weight += weight;
                self.attained += weight * u64::from(thirds);
                self.possible += weight * u64::from(FULL_CONTRIBUTION);
            }
        }
    }

    /// Whether enough of the step is rated to judge it. Missing data is never a pass.
    #[must_use]
    pub fn is_rated(&self, settings: &Settings) -> bool {
        self.rated_weight > 0
            && self.rated_weight * 100
                >= u64::from(settings.min_coverage_pct) * self.applicable_weight
    }

    /// Whether the completion reaches `mark_pct` per cent.
    #[must_use]
    pub fn reaches(&self, mark_pct: u8) -> bool {
        self.possible > 0 && self.attained * 100 >= u64::from(mark_pct) * self.possible
    }

    /// Whether the completion is above `mark_pct` per cent.
    #[must_use]
    pub fn exceeds(&self, mark_pct: u8) -> bool {
        self.attained * 100 > u64::from(mark_pct) * self.possible
    }

    /// Completion from 0 to 1, `None` where nothing is rated.
    #[must_use]
    pub fn completion(&self) -> Option<f64> {
        (self.possible > 0).then(|| ratio(self.attained, self.possible))
    }

    /// Coverage from 0 to 1, `None` where nothing is applicable.
    #[must_use]
    pub fn coverage(&self) -> Option<f64> {
        (self.applicable_weight > 0).then(|| ratio(self.rated_weight, self.applicable_weight))
    }
}

/// One step with its sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepScore {
    /// The level it leads to.
    pub to: Level,
    /// Its sums.
    pub sum: StepSum,
    /// Whether enough of it is rated.
    pub rated: bool,
}

/// Where walking up the steps ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Climb {
    /// The highest level all of whose steps hold; `None` where not even the first step
    /// is rated.
    pub level: Option<Level>,
    /// The step that could not be judged and so ended the walk, by the level it leads to.
    pub stopped_by: Option<Level>,
}

/// Sums by step, without any allocation: the place is that of the level a step leads to.
pub type StepSums = [StepSum; Scale::MOST_LEVELS + 1];

/// Sums the steps of a component. `place` tells the level on which a statement stands,
/// `fact` what it brings.
pub fn sums(
    model: &Model,
    component: ComponentIx,
    place: impl Fn(StatementIx) -> Level,
    fact: impl Fn(StatementIx) -> Fact,
) -> StepSums {
    let mut sums = StepSums::default();
    for ix in &model.component(component).statements {
        let statement = model.statement(*ix);
        sums[statement.step_position(place(*ix))].add(statement.weight, fact(*ix));
    }
    sums
}

/// The steps of a component in order, from their sums.
#[must_use]
pub fn steps(model: &Model, sums: &StepSums, settings: &Settings) -> Vec<StepScore> {
    let step = |to: Level| {
        let sum = sums[to.position()];
        StepScore {
            to,
            sum,
            rated: sum.is_rated(settings),
        }
    };
    model.scale.above_floor().map(step).collect()
}

/// Walks up while steps are rated and `holds`; `ends_at` may end the walk on a step that
/// holds.
pub fn climb(
    scale: &Scale,
    sums: &StepSums,
    settings: &Settings,
    holds: impl Fn(&StepSum) -> bool,
    leads_on: impl Fn(&StepSum) -> bool,
) -> Climb {
    let mut level = None;
    for to in scale.above_floor() {
        let sum = &sums[to.position()];
        if !sum.is_rated(settings) {
            return Climb {
                level,
                stopped_by: Some(to),
            };
        }
        level = level.or(Some(Level::FLOOR));
        if !holds(sum) {
            break;
        }
        level = Some(to);
        if !leads_on(sum) {
            break;
        }
    }
    Climb {
        level,
        stopped_by: None,
    }
}

/// The level by the steps method: the highest whose every step is rated and reaches the
/// pass mark.
#[must_use]
pub fn by_steps(scale: &Scale, sums: &StepSums, settings: &Settings) -> Climb {
    climb(
        scale,
        sums,
        settings,
        |sum| sum.reaches(settings.pass_mark_pct),
        |_| true,
    )
}

/// The index of a climb by steps: the level, plus the part of the way to the pass mark of
/// the next step where that step exists and is rated. `None` where there is no level.
#[must_use]
pub fn index(scale: &Scale, sums: &StepSums, settings: &Settings, climb: Climb) -> Option<f64> {
    let level = climb.level?;
    let next = scale.above(level).map(|next| sums[next.position()]);
    Some(match next {
        Some(sum) if sum.is_rated(settings) => scale.index(
            level,
            sum.attained * 100,
            sum.possible * u64::from(settings.pass_mark_pct),
        ),
        _ => scale.index(level, 0, 0),
    })
}
