//! Ladders: one pick among the rungs of a strand fills the strand's statements.

use crate::model::Model;
use crate::names::StrandIx;
use crate::rating::{Answer, Kind};
use crate::scale::Level;
use std::cmp::Ordering;

/// What a person says about a whole strand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RungAnswer {
    /// The city stands on this rung.
    On(Level),
    /// The city stands between this rung and the next one up.
    Above(Level),
    /// Don't know.
    Unknown,
    /// Not applicable here.
    NotApplicable,
}

impl RungAnswer {
    /// What the pick says of a statement of kind `kind` on `level`. Below the rung the
    /// city has left deficits behind, surpassed stages and kept strengths; above it
    /// nothing is reached yet. See `docs/method.md`, section 4.
    #[must_use]
    pub fn fills(self, kind: Kind, level: Level) -> Answer {
        let (rung, between) = match self {
            Self::On(rung) => (rung, false),
            Self::Above(rung) => (rung, true),
            Self::Unknown => return Answer::Unknown,
            Self::NotApplicable => return Answer::NotApplicable,
        };
        match (level.cmp(&rung), kind) {
            (Ordering::Less, Kind::Deficit) => Answer::Not,
            (Ordering::Less, Kind::Stage) => Answer::Surpassed,
            (Ordering::Less, Kind::Strength) => Answer::Fully,
            (Ordering::Equal, Kind::Deficit) if between => Answer::Partly,
            (Ordering::Equal, _) => Answer::Fully,
            (Ordering::Greater, Kind::Deficit) => Answer::Fully,
            (Ordering::Greater, _) if between && level.below() == Some(rung) => Answer::Partly,
            (Ordering::Greater, _) => Answer::Not,
        }
    }
}

/// What stands on one rung of a strand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rung {
    /// At least one statement describes it.
    Described,
    /// No statement: the city is past the last described rung below, and short of the
    /// next one above, as far as there are such.
    Gap {
        /// Nearest described rung below.
        past: Option<Level>,
        /// Nearest described rung above.
        short_of: Option<Level>,
    },
}

/// The rung of `strand` on `level`.
#[must_use]
pub fn rung(model: &Model, strand: StrandIx, level: Level) -> Rung {
    let described = |at: &Level| {
        let statements = &model.strand(strand).statements;
        statements
            .iter()
            .any(|ix| model.statement(*ix).level == *at)
    };
    if described(&level) {
        return Rung::Described;
    }
    Rung::Gap {
        past: model.scale.all().filter(|at| *at < level).rfind(described),
        short_of: model.scale.all().filter(|at| *at > level).find(described),
    }
}
