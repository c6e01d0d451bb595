//! The result of a test city, asked by identifiers.

use super::names::{place, statement};
use super::{CYCLE, TestCity};
use gradus_domain::method::Figure;
use gradus_domain::model::Model;
use gradus_domain::names::StatementIx;
use gradus_domain::rating::Answer;
use gradus_domain::result::{ComponentScore, Scored, StatementScore, score};
use gradus_domain::scale::Level;
use std::sync::Arc;
use time::Date;

/// A result, asked by identifiers.
#[derive(Debug, Clone, PartialEq)]
pub struct TestScore {
    /// The result itself.
    pub scored: Scored,
    model: Arc<Model>,
}

impl TestScore {
    /// A component's result, by identifier or code.
    #[must_use]
    pub fn component(&self, id: &str) -> &ComponentScore {
        &self.scored.components[place(&self.model, id).0]
    }

    /// A statement's result.
    #[must_use]
    pub fn statement(&self, id: &str) -> &StatementScore {
        &self.scored.statements[statement(&self.model, id).0]
    }

    /// How a statement reads.
    #[must_use]
    pub fn value(&self, id: &str) -> Option<Answer> {
        self.statement(id).consensus.value
    }

    /// The printed number of a component's level, by the deciding method.
    ///
    /// # Errors
    /// Why there is none.
    pub fn level(&self, component: &str) -> Figure<i64> {
        self.printed(self.component(component).level)
    }

    /// The printed number of a level of this result.
    ///
    /// # Errors
    /// Why there is none.
    pub fn printed(&self, level: Figure<Level>) -> Figure<i64> {
        level.map(|level| self.model.scale.value(level))
    }

    /// Identifiers of statements.
    #[must_use]
    pub fn ids(&self, statements: &[StatementIx]) -> Vec<&str> {
        let id = |ix: &StatementIx| self.model.statement(*ix).id.as_str();
        statements.iter().map(id).collect()
    }
}

impl TestCity {
    /// The score as of the cycle's end.
    #[must_use]
    pub fn score(&self) -> TestScore {
        self.score_as_of(CYCLE.1)
    }

    /// The score as of another day.
    #[must_use]
    pub fn score_as_of(&self, as_of: Date) -> TestScore {
        TestScore {
            scored: score(&self.build(), as_of),
            model: Arc::clone(&self.model),
        }
    }
}
