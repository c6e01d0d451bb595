//! Protection of people: what may leave the lead's hands, and nothing else.

use crate::assessment::{Agreed, Assessment, City, Cycle, Dissent, Dissenter, Group, Target};
use crate::consensus::{GroupLabel, Tally};
use crate::evidence::Evidence;
use crate::method::Why;
use crate::model::Model;
use crate::names::{ComponentIx, StatementIx};
use crate::result::{Scored, StatementScore, score};
use std::collections::BTreeMap;
use std::sync::Arc;
use time::Date;

/// Fewest answers behind any figure of a group, or of all.
pub const FEWEST_ANSWERS: u32 = 5;

/// A result with what is told about it: nobody's single answers, notes or names, but
/// figures as they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    model: Arc<Model>,
    city: City,
    cycle: Cycle,
    out_of_scope: BTreeMap<ComponentIx, String>,
    groups: Vec<Group>,
    evidence: Vec<Evidence>,
    targets: BTreeMap<ComponentIx, Target>,
    agreements: BTreeMap<StatementIx, Agreement>,
    level_agreements: BTreeMap<ComponentIx, Agreement>,
    input_sha256: String,
    figures: Scored,
}

/// Facts that may leave the lead's hands: no figure, and no difference of shown figures,
/// stands for fewer than five people. Reports and everything published take this type alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Protected(Facts);

/// Why a value was agreed on, and who saw it otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Why.
    pub rationale: Option<String>,
    /// Dissent in the dissenters' own words.
    pub dissent: Vec<PublicDissent>,
}

/// A dissent as it may be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicDissent {
    /// The group, or the name somebody wished to be recorded under; assessors who
    /// dissent under their identifier stay unnamed.
    pub by: Option<String>,
    /// Their words.
    pub text: String,
}

impl Protected {
    /// The facts.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.0
    }

    /// The figures.
    #[must_use]
    pub fn figures(&self) -> &Scored {
        &self.0.figures
    }

    /// The same result with the texts of another language of the model, where it has them.
    #[must_use]
    pub fn in_language(self, language: &str) -> Self {
        Self(self.0.in_language(language))
    }
}

impl Facts {
    /// The facts for the lead's own eyes, unprotected.
    #[must_use]
    pub fn for_lead(assessment: &Assessment, figures: Scored) -> Self {
        Self {
            model: Arc::clone(&assessment.model),
            city: assessment.city.clone(),
            cycle: assessment.cycle.clone(),
            out_of_scope: assessment.out_of_scope.clone(),
            groups: assessment.groups.clone(),
            evidence: assessment.evidence.clone(),
            targets: assessment.targets.clone(),
            agreements: public(assessment, assessment.agreed_ratings()),
            level_agreements: public(assessment, assessment.agreed_levels()),
            input_sha256: assessment.sha256.clone(),
            figures,
        }
    }

    /// The model.
    #[must_use]
    pub fn model(&self) -> &Arc<Model> {
        &self.model
    }

    /// The same result with the texts of another language of the model, where it has them.
    #[must_use]
    pub fn in_language(mut self, language: &str) -> Self {
        if let Some(model) = self.model.in_language(language) {
            self.model = Arc::new(model);
        }
        self
    }

    /// The city.
    #[must_use]
    pub fn city(&self) -> &City {
        &self.city
    }

    /// The cycle.
    #[must_use]
    pub fn cycle(&self) -> &Cycle {
        &self.cycle
    }

    /// Components that the city does not run, with the reason.
    #[must_use]
    pub fn out_of_scope(&self) -> &BTreeMap<ComponentIx, String> {
        &self.out_of_scope
    }

    /// The groups, by name only.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Evidence.
    #[must_use]
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// Targets by component.
    #[must_use]
    pub fn targets(&self) -> &BTreeMap<ComponentIx, Target> {
        &self.targets
    }

    /// Agreements on statements.
    #[must_use]
    pub fn agreements(&self) -> &BTreeMap<StatementIx, Agreement> {
        &self.agreements
    }

    /// Agreements on levels of components.
    #[must_use]
    pub fn level_agreements(&self) -> &BTreeMap<ComponentIx, Agreement> {
        &self.level_agreements
    }

    /// SHA-256 of the input.
    #[must_use]
    pub fn input_sha256(&self) -> &str {
        &self.input_sha256
    }

    /// The figures.
    #[must_use]
    pub fn figures(&self) -> &Scored {
        &self.figures
    }
}

/// Scores an assessment and protects the result.
#[must_use]
pub fn score_protected(assessment: &Assessment, as_of: Date) -> Protected {
    protect(assessment, score(assessment, as_of))
}

/// Takes out of a result what could point at a person: groups under five answers to a
/// statement are merged; under five answers in all, only the median stays. See
/// `docs/method.md`, section 11.
#[must_use]
pub fn protect(assessment: &Assessment, mut figures: Scored) -> Protected {
    figures.statements.iter_mut().for_each(protect_statement);
    let components = figures
        .components
        .iter_mut()
        .map(|component| &mut component.agreement);
    for agreement in components.chain([&mut figures.city.agreement]) {
        if agreement.alpha.is_ok() && agreement.assessors < FEWEST_ANSWERS {
            agreement.alpha = Err(Why::FewerThanFive);
            agreement.interval = None;
        }
    }
    Protected(Facts::for_lead(assessment, figures))
}

fn public<K: Ord + Copy, T>(
    assessment: &Assessment,
    agreed: &BTreeMap<K, Agreed<T>>,
) -> BTreeMap<K, Agreement> {
    let dissent = |dissent: &Dissent| PublicDissent {
        by: match &dissent.by {
            Dissenter::Group(group) => Some(assessment.groups[group.0].name.clone()),
            Dissenter::Name(name) => Some(name.clone()),
            Dissenter::Assessor(_) => None,
        },
        text: dissent.text.clone(),
    };
    let agreement = |agreed: &Agreed<T>| Agreement {
        rationale: agreed.rationale.clone(),
        dissent: agreed.dissent.iter().map(dissent).collect(),
    };
    agreed
        .iter()
        .map(|(key, agreed)| (*key, agreement(agreed)))
        .collect()
}

fn protect_statement(score: &mut StatementScore) {
    if score.on_scale < FEWEST_ANSWERS {
        score.tally = Err(Why::FewerThanFive);
        score.by_group.clear();
        if score.spread.is_ok() {
            score.spread = Err(Why::FewerThanFive);
        }
        return;
    }
    score.by_group = merge_small(&score.by_group);
}

/// Groups of at least five answers on the scale stand alone; the rest goes into "others",
/// which takes in the smallest group shown until it holds five as well. One part alone
/// would repeat the whole and is left out. Answers off the scale are not told by group.
fn merge_small(groups: &[(GroupLabel, Tally)]) -> Vec<(GroupLabel, Tally)> {
    let with_answers = groups
        .iter()
        .filter(|(_, tally)| tally.on_scale() > 0)
        .copied();
    let (mut shown, small): (Vec<_>, Vec<_>) =
        with_answers.partition(|(_, tally)| tally.on_scale() >= FEWEST_ANSWERS);
    let mut others = Tally::default();
    small.iter().for_each(|(_, tally)| others.merge(tally));
    while others.on_scale() > 0 && others.on_scale() < FEWEST_ANSWERS {
        let sizes = shown
            .iter()
            .enumerate()
            .map(|(place, (_, tally))| (tally.on_scale(), place));
        let Some((_, smallest)) = sizes.min() else {
            break;
        };
        others.merge(&shown.remove(smallest).1);
    }
    if others.on_scale() > 0 {
        shown.push((GroupLabel::Others, others));
    }
    if shown.len() < 2 {
        return Vec::new();
    }
    shown
        .into_iter()
        .map(|(label, tally)| (label, tally.scale_only()))
        .collect()
}
