//! What a model must fulfil to be scored, and what of it is wrong.

use crate::model::Model;
use crate::names::{ComponentIx, StatementIx};
use crate::rating::Kind;
use crate::scale::Level;
use thiserror::Error;

/// Smallest and largest weight.
pub const WEIGHTS: (u32, u32) = (1, 1000);

/// A mistake of a model, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ModelProblem {
    /// A strength or stage on the lowest level.
    #[error("{statement} is a {kind} on the lowest level {level}, which every city has reached")]
    AboveOnly {
        /// The statement.
        statement: String,
        /// Its place.
        at: StatementIx,
        /// Its kind's word.
        kind: &'static str,
        /// The level's number.
        level: i64,
    },
    /// A deficit on the highest level.
    #[error("{statement} is a deficit on the highest level {level}, from which no step leads on")]
    BelowOnly {
        /// The statement.
        statement: String,
        /// Its place.
        at: StatementIx,
        /// The level's number.
        level: i64,
    },
    /// An alternative level where the statement could not stand, or its own one.
    #[error("alternative level {level} of {statement}: {why}")]
    Alternative {
        /// The statement.
        statement: String,
        /// Its place.
        at: StatementIx,
        /// The alternative level's number.
        level: i64,
        /// What is wrong.
        why: &'static str,
    },
    /// A step that nothing belongs to.
    #[error(
        "component {component}: nothing belongs to the step to level {level}; it needs a strength or stage on level {level} or a deficit on level {below}"
    )]
    EmptyStep {
        /// The component.
        component: String,
        /// Its place.
        at: ComponentIx,
        /// The level the step leads to.
        level: i64,
        /// The level below.
        below: i64,
    },
    /// A weight out of range.
    #[error("weight {weight} of {of} is not between 1 and 1000")]
    Weight {
        /// The statement or component.
        of: String,
        /// The weight.
        weight: u32,
    },
}

/// Every mistake of `model` against the rules of steps, in model order.
#[must_use]
pub fn problems(model: &Model) -> Vec<ModelProblem> {
    let mut found = Vec::new();
    for (place, statement) in model.statements.iter().enumerate() {
        let at = StatementIx(place);
        found.extend(misplaced(model, at, statement.level));
        if let Some(level) = statement.alternative_level {
            let why = if level == statement.level {
                Some("it is the statement's own level")
            } else if misplaced(model, at, level).is_some() {
                Some("the statement could not stand there")
            } else {
                None
            };
            found.extend(why.map(|why| ModelProblem::Alternative {
                statement: statement.id.clone(),
                at,
                level: model.scale.value(level),
                why,
            }));
        }
        found.extend(weight(&statement.id, statement.weight));
    }
    for at in model.component_places() {
        let component = model.component(at);
        found.extend(weight(&component.id, component.weight));
        for level in model.scale.above_floor() {
            let belongs = |ix: &StatementIx| {
                let statement = model.statement(*ix);
                statement.step_position(statement.level) == level.position()
            };
            if !component.statements.iter().any(belongs) {
                found.push(ModelProblem::EmptyStep {
                    component: component.id.clone(),
                    at,
                    level: model.scale.value(level),
                    below: level.below().map_or(0, |below| model.scale.value(below)),
                });
            }
        }
    }
    found
}

fn misplaced(model: &Model, at: StatementIx, level: Level) -> Option<ModelProblem> {
    let statement = model.statement(at);
    let value = model.scale.value(level);
    let id = statement.id.clone();
    match statement.kind {
        Kind::Strength | Kind::Stage if level == Level::FLOOR => Some(ModelProblem::AboveOnly {
            statement: id,
            at,
            kind: statement.kind.word(),
            level: value,
        }),
        Kind::Deficit if level == model.scale.top() => Some(ModelProblem::BelowOnly {
            statement: id,
            at,
            level: value,
        }),
        _ => None,
    }
}

fn weight(of: &str, weight: u32) -> Option<ModelProblem> {
    let fits = (WEIGHTS.0..=WEIGHTS.1).contains(&weight);
    (!fits).then(|| ModelProblem::Weight {
        of: of.to_owned(),
        weight,
    })
}
