//! What backs the statements of a component, on a day.

use crate::assessment::Assessment;
use crate::evidence::{Evidence, EvidenceStatus};
use crate::names::{ComponentIx, StatementIx};
use crate::rating::Kind;
use crate::settings::Basis;
use std::collections::BTreeSet;
use time::Date;

/// What backs the statements of one component.
pub(crate) struct Support {
    pub(crate) evidenced: BTreeSet<StatementIx>,
    pub(crate) verified: BTreeSet<StatementIx>,
    pub(crate) not_counted: Vec<usize>,
}

impl Support {
    /// Whether a statement has what the basis asks of it.
    pub(crate) fn carries(&self, basis: Basis, kind: Kind, ix: StatementIx) -> bool {
        kind == Kind::Deficit
            || match basis {
                Basis::Claimed => true,
                Basis::Evidenced => self.evidenced.contains(&ix),
                Basis::Verified => self.verified.contains(&ix),
            }
    }

    pub(crate) fn of(assessment: &Assessment, component: ComponentIx, as_of: Date) -> Self {
        let model = &assessment.model;
        let mut support = Self {
            evidenced: BTreeSet::new(),
            verified: BTreeSet::new(),
            not_counted: Vec::new(),
        };
        for (place, evidence) in assessment.evidence.iter().enumerate() {
            let here = |ix: &&StatementIx| model.statement(**ix).component == component;
            let mut of_here = evidence.supports.iter().filter(here).copied().peekable();
            if of_here.peek().is_none() || !evidence.is_current(as_of) {
                continue;
            }
            let of_here: Vec<StatementIx> = of_here.collect();
            support.evidenced.extend(&of_here);
            match independence(assessment, evidence, component) {
                Some(Acceptance::Independent) => support.verified.extend(&of_here),
                Some(Acceptance::TookPart) => support.not_counted.push(place),
                None => {}
            }
        }
        support
    }
}

enum Acceptance {
    Independent,
    TookPart,
}

fn independence(
    assessment: &Assessment,
    evidence: &Evidence,
    component: ComponentIx,
) -> Option<Acceptance> {
    let reviewer = evidence.reviewer.as_deref()?;
    if evidence.status != EvidenceStatus::Accepted {
        return None;
    }
    let took_part = assessment
        .find_assessor(reviewer)
        .is_some_and(|assessor| assessment.took_part(assessor, component));
    Some(if took_part {
        Acceptance::TookPart
    } else {
        Acceptance::Independent
    })
}
