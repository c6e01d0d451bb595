//! What separates a claimed level from the evidenced and the verified one.

use crate::disclosure::Facts;
use crate::evidence::EvidenceStatus;
use crate::names::{ComponentIx, StatementIx};
use crate::rating::Kind;

/// What a claim lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Current evidence.
    Evidence,
    /// An acceptance that counts.
    Acceptance,
}

/// Strengths and stages of a component that count for the claimed level and not for the
/// verified one, in model order. See `docs/method.md`, section 6.
#[must_use]
pub fn lacking(facts: &Facts, component: ComponentIx) -> Vec<(StatementIx, Lack)> {
    let (model, figures) = (facts.model(), facts.figures());
    let score = figures.components.get(component.0);
    let not_counted = score.map_or(&[][..], |score| &score.acceptances_not_counted);
    let lack = |ix: &StatementIx| {
        let claimed = figures
            .statements
            .get(ix.0)?
            .consensus
            .fact
            .contribution()?;
        if model.statement(*ix).kind == Kind::Deficit || claimed == 0 {
            return None;
        }
        let pieces = facts.evidence().iter().enumerate();
        let mut backing = pieces
            .filter(|(_, piece)| piece.supports.contains(ix) && piece.is_current(figures.as_of))
            .peekable();
        if backing.peek().is_none() {
            return Some((*ix, Lack::Evidence));
        }
        let accepted = backing.any(|(place, piece)| {
            piece.status == EvidenceStatus::Accepted && !not_counted.contains(&place)
        });
        (!accepted).then_some((*ix, Lack::Acceptance))
    };
    let statements = &model.component(component).statements;
    statements.iter().filter_map(lack).collect()
}
