//! The hash by which a result names its input.

use super::document::AssessmentDocument;
use crate::canonical::sha256_of;
use gradus_domain::assessment::Assessment;
use gradus_domain::settings::Basis;

/// The hash of an input: the document with the model's defaults filled in, lists sorted
/// so that the order of people and answers plays no part.
pub(super) fn input_sha256(document: &AssessmentDocument, assessment: &Assessment) -> String {
    let mut full = document.clone();
    let settings = &assessment.settings;
    full.model = assessment.model.name.to_string();
    // How people were asked, and how far they are, decides nothing.
    (full.depth, full.phase, full.named) = (None, None, None);
    full.publication = None;
    full.unconfirmed.clear();
    full.agreed_history.clear();
    full.model_moves.clear();
    full.settings.method = Some(settings.method.word().to_owned());
    full.settings.pass_mark_pct = Some(settings.pass_mark_pct);
    full.settings.min_coverage_pct = Some(settings.min_coverage_pct);
    full.settings.min_component_coverage_pct = Some(settings.min_component_coverage_pct);
    full.settings.balance = Some(settings.balance.word().to_owned());
    full.settings.seed = Some(settings.seed);
    full.settings.draws = Some(settings.draws);
    let basis = Some(settings.basis).filter(|basis| *basis != Basis::Claimed);
    full.settings.publish_level = basis.map(|basis| basis.word().to_owned());
    let all = || {
        assessment
            .model
            .components
            .iter()
            .map(|c| c.id.clone())
            .collect()
    };
    for assessor in &mut full.assessors {
        assessor.components.get_or_insert_with(all).sort();
    }
    full.sort();
    sha256_of(&full)
}

impl AssessmentDocument {
    /// Brings lists into an order that does not depend on who wrote them down first.
    pub(super) fn sort(&mut self) {
        self.out_of_scope
            .sort_by(|a, b| a.component.cmp(&b.component));
        self.groups.sort_by(|a, b| a.id.cmp(&b.id));
        self.assessors.sort_by(|a, b| a.id.cmp(&b.id));
        self.reviewers.sort_by(|a, b| a.id.cmp(&b.id));
        self.ratings
            .sort_by(|a, b| (&a.assessor, &a.statement).cmp(&(&b.assessor, &b.statement)));
        self.rungs.sort_by(|a, b| {
            (&a.assessor, &a.component, &a.strand).cmp(&(&b.assessor, &b.component, &b.strand))
        });
        self.picks
            .sort_by(|a, b| (&a.assessor, &a.component).cmp(&(&b.assessor, &b.component)));
        self.agreed
            .sort_by(|a, b| (&a.statement, &a.component).cmp(&(&b.statement, &b.component)));
        self.rounds
            .sort_by(|a, b| (&a.statement, a.number).cmp(&(&b.statement, b.number)));
        for round in &mut self.rounds {
            round.votes.sort_by(|a, b| a.assessor.cmp(&b.assessor));
        }
        self.evidence.sort_by(|a, b| a.id.cmp(&b.id));
        self.evidence
            .iter_mut()
            .for_each(|evidence| evidence.supports.sort());
        self.targets.sort_by(|a, b| a.component.cmp(&b.component));
    }
}
