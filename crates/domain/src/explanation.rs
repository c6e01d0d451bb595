//! Why this level: what holds the next one back, contradictions, what is missing.

use crate::assessment::Assessment;
use crate::consensus::{Consensus, Fact};
use crate::method::{Figure, Why};
use crate::model::Model;
use crate::names::{ComponentIx, StatementIx};
use crate::rating::{Answer, FULL_CONTRIBUTION, Kind};
use crate::scale::{Level, ratio};
use crate::settings::Settings;
use crate::step::{Climb, StepSums, by_steps, index, sums};

/// A rated statement of the next step that is not fully attained.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Blocking {
    /// The statement.
    pub statement: StatementIx,
    /// Completion that attaining it fully would add to the step, 0 to 1.
    pub gain: f64,
}

/// A deficit and a strength two or more levels above it that are both said to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contradiction {
    /// The deficit.
    pub deficit: StatementIx,
    /// The strength of the same strand.
    pub strength: StatementIx,
}

/// Level and index under an assumption about the unrated statements.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlook {
    /// The level by steps.
    pub level: Option<Level>,
    /// The index.
    pub index: Option<f64>,
}

/// Why a component has its level.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What holds the next step back, largest gain first.
    pub blocking: Vec<Blocking>,
    /// Statements of `blocking` that reach the pass mark together, in model order.
    pub smallest_set: Figure<Vec<StatementIx>>,
    /// Statements of the component that apply and are not rated, in model order.
    pub unrated: Vec<StatementIx>,
    /// If all unrated statements were fully attained.
    pub best: Outlook,
    /// If none of the unrated statements were attained at all.
    pub worst: Outlook,
    /// Contradictions, in model order.
    pub contradictions: Vec<Contradiction>,
}

/// Explains the level of `component`. See `docs/method.md`, section 10.
#[must_use]
pub fn explain(
    assessment: &Assessment,
    component: ComponentIx,
    values: &[Consensus],
    sums: &StepSums,
    climb: Climb,
) -> Explanation {
    let model = &*assessment.model;
    let statements = &model.component(component).statements;
    let next = match climb.level {
        Some(level) => model.scale.above(level),
        None => model.scale.above(Level::FLOOR),
    };
    let blocking = next.map_or_else(Vec::new, |to| blocking(model, component, values, sums, to));
    let smallest_set = match next {
        None => Err(Why::TopReached),
        Some(to) if !sums[to.position()].is_rated(&assessment.settings) => Err(Why::StepNotRated),
        Some(to) => Ok(smallest_set(
            model,
            &assessment.settings,
            &blocking,
            values,
            sums,
            to,
        )),
    };
    let unrated = |ix: &StatementIx| values[ix.0].fact == Fact::Unrated;
    Explanation {
        smallest_set,
        blocking,
        unrated: statements.iter().copied().filter(unrated).collect(),
        best: outlook(assessment, component, values, FULL_CONTRIBUTION),
        worst: outlook(assessment, component, values, 0),
        contradictions: contradictions(model, component, values),
    }
}

pub(crate) fn blocking(
    model: &Model,
    component: ComponentIx,
    values: &[Consensus],
    sums: &StepSums,
    to: Level,
) -> Vec<Blocking> {
    let possible = sums[to.position()].possible;
    let mut found: Vec<(u64, StatementIx)> = model
        .component(component)
        .statements
        .iter()
        .filter(|ix| {
            let statement = model.statement(**ix);
            statement.step_position(statement.level) == to.position()
        })
        .filter_map(|ix| Some((missing_thirds(model, values, *ix)?, *ix)))
        .collect();
    found.sort_by_key(|(thirds, ix)| (std::cmp::Reverse(*thirds), *ix));
    let row = |(thirds, statement)| Blocking {
        statement,
        gain: ratio(thirds, possible),
    };
    found.into_iter().map(row).collect()
}

/// Weighted thirds that a rated statement lacks, `None` where it lacks none.
fn missing_thirds(model: &Model, values: &[Consensus], ix: StatementIx) -> Option<u64> {
    let thirds = values[ix.0].counted().contribution()?;
    let lacking = FULL_CONTRIBUTION
        .checked_sub(thirds)
        .filter(|lacking| *lacking > 0)?;
    Some(u64::from(model.statement(ix).weight) * u64::from(lacking))
}

pub(crate) fn smallest_set(
    model: &Model,
    settings: &Settings,
    blocking: &[Blocking],
    values: &[Consensus],
    sums: &StepSums,
    to: Level,
) -> Vec<StatementIx> {
    let mut sum = sums[to.position()];
    let mut set = Vec::new();
    for row in blocking {
        if sum.reaches(settings.pass_mark_pct) {
            break;
        }
        sum.attained += missing_thirds(model, values, row.statement).unwrap_or(0);
        set.push(row.statement);
    }
    set.sort_unstable();
    set
}

fn outlook(
    assessment: &Assessment,
    component: ComponentIx,
    values: &[Consensus],
    unrated_as: u8,
) -> Outlook {
    let model = &*assessment.model;
    let fact = |ix: StatementIx| match values[ix.0].counted() {
        Fact::Unrated => Fact::Contribution(unrated_as),
        known => known,
    };
    let sums = sums(model, component, |ix| model.statement(ix).level, fact);
    let climb = by_steps(&model.scale, &sums, &assessment.settings);
    Outlook {
        level: climb.level,
        index: index(&model.scale, &sums, &assessment.settings, climb),
    }
}

fn contradictions(
    model: &Model,
    component: ComponentIx,
    values: &[Consensus],
) -> Vec<Contradiction> {
    let holds =
        |ix: &StatementIx| matches!(values[ix.0].value, Some(Answer::Largely | Answer::Fully));
    let statements = &model.component(component).statements;
    let of_kind = |kind: Kind| {
        statements
            .iter()
            .copied()
            .filter(move |ix| model.statement(*ix).kind == kind)
            .filter(holds)
    };
    let mut found = Vec::new();
    for deficit in of_kind(Kind::Deficit) {
        for strength in of_kind(Kind::Strength) {
            let (low, high) = (model.statement(deficit), model.statement(strength));
            let apart = high.level.position() >= low.level.position() + 2;
            if low.strand == high.strand && apart {
                found.push(Contradiction { deficit, strength });
            }
        }
    }
    found
}
