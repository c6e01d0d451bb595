//! Protection of people: what may leave the lead's hands, and nothing else.

mod groups;
mod versions;

pub use versions::isolated;

use crate::agreement;
use crate::assessment::{Agreed, Assessment, City, Cycle, Dissent, Dissenter, Group, Target};
use crate::certainty::{ComponentCertainty, certainty_among};
use crate::consensus::{Consensus, GroupLabel, Source, Tallies};
use crate::evidence::Evidence;
use crate::method::Why;
use crate::model::Model;
use crate::names::{AssessorIx, ComponentIx, GroupIx, StatementIx};
use crate::result::{Scored, StatementScore, deciders, raters, score};
use crate::round::Round;
use crate::settings::{Balance, Method};
use groups::{merge_small, merged};
use std::collections::{BTreeMap, BTreeSet};
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
    /// Who.
    pub by: PublicDissenter,
    /// Their words.
    pub text: String,
}

/// Who dissents, as far as it may be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicDissenter {
    /// A group, or the name somebody wished to be recorded under.
    Named(String),
    /// One of the groups that are too small to stand alone.
    Others,
    /// Somebody: an assessor recorded under their identifier, or a group so small that even
    /// "others" would point at it.
    Unnamed,
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

    /// The same result for everybody: no reasons and dissent of agreements, no votes of rounds
    /// that would set fewer than five people apart, nothing of the
    /// evidence but its kind, days and state, and the titles of the pieces named in `titles`.
    #[must_use]
    pub fn for_everybody(mut self, titles: &BTreeSet<String>) -> Self {
        self.0.agreements.clear();
        self.0.level_agreements.clear();
        withhold_rounds(&mut self.0);
        for piece in &mut self.0.evidence {
            piece.for_everybody(titles.contains(&piece.id));
        }
        self
    }
}

impl Facts {
    /// The facts for the lead's own eyes, unprotected.
    #[must_use]
    pub fn for_lead(assessment: &Assessment, figures: Scored) -> Self {
        let named = |group: GroupIx| named(assessment, group);
        Self {
            model: Arc::clone(&assessment.model),
            city: assessment.city.clone(),
            cycle: assessment.cycle.clone(),
            out_of_scope: assessment.out_of_scope.clone(),
            groups: assessment.groups.clone(),
            evidence: assessment.evidence.clone(),
            targets: assessment.targets.clone(),
            agreements: public(assessment.agreed_ratings(), |_, group| named(group)),
            level_agreements: public(assessment.agreed_levels(), |_, group| named(group)),
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
/// statement are merged; under five answers in all, only the median stays. Agreement and
/// certainty of a component need five people behind them, and dissent stands under a group's
/// name where five of it answered. See `docs/method.md`, section 11.
#[must_use]
pub fn protect(assessment: &Assessment, mut figures: Scored) -> Protected {
    let agreements = public(assessment.agreed_ratings(), |statement, group| {
        let answered = figures.statements[statement.0].by_group.iter();
        let counts = answered.filter_map(|(label, tally)| match label {
            GroupLabel::Group(group) => Some((*group, tally.on_scale())),
            GroupLabel::Others => None,
        });
        dissenter(assessment, group, &counts.collect())
    });
    let level_agreements = public(assessment.agreed_levels(), |component, group| {
        dissenter(assessment, group, &took_part(assessment, component))
    });
    let together: Vec<BTreeSet<GroupIx>> = assessment
        .model
        .component_places()
        .map(|component| merged(assessment, component))
        .collect();
    let hidden: Vec<bool> = figures
        .statements
        .iter()
        .map(|score| is_hidden(assessment, score))
        .collect();
    agree_without_hidden(assessment, &mut figures, &hidden);
    draw_nameless(assessment, &mut figures, &hidden, &together);
    for (score, hidden) in figures.statements.iter_mut().zip(hidden) {
        let component = assessment.model.statement(score.statement).component;
        protect_statement(score, hidden, &together[component.0]);
    }
    let best_fit = figures.settings.method == Method::BestFit;
    for component in &mut figures.components {
        let deciders = if best_fit {
            count(assessment.picks(component.component).count())
        } else {
            component.agreement.assessors
        };
        let certainty = &mut component.certainty;
        // Without people drawn, the shares say nothing but the doubt about the model.
        if certainty.people.is_ok() && certainty.figures.is_ok() && deciders < FEWEST_ANSWERS {
            certainty.figures = Err(Why::FewerThanFive);
        }
    }
    let components = figures
        .components
        .iter_mut()
        .map(|component| &mut component.agreement);
    for agreement in components.chain([&mut figures.city.agreement]) {
        if tells_answers(agreement) && agreement.assessors < FEWEST_ANSWERS {
            agreement.alpha = Err(Why::FewerThanFive);
            agreement.interval = None;
        }
    }
    protect_rounds(assessment, &mut figures);
    Protected(Facts {
        agreements,
        level_agreements,
        ..Facts::for_lead(assessment, figures)
    })
}

/// Votes of fewer than five are withheld, of assessors and of guests, and all votes on a
/// statement whose blind answers are. Agreement after the
/// votes is withheld with the one before them, and where fewer than five voted last: beside
/// the blind answers it would tell what those few changed.
fn protect_rounds(assessment: &Assessment, figures: &mut Scored) {
    let model = &assessment.model;
    let few = |n: u32| (1..FEWEST_ANSWERS).contains(&n);
    let mut told_by_few: BTreeSet<ComponentIx> = BTreeSet::new();
    for score in &mut figures.statements {
        let last = score.rounds.last().map_or(0, |round| round.voters);
        if few(last) || (last > 0 && score.tally.is_err()) {
            told_by_few.insert(model.statement(score.statement).component);
        }
        // Where the blind answers are withheld, value and votes together could tell them.
        let hidden = score.tally.is_err();
        for (place, round) in score.rounds.iter_mut().enumerate() {
            round.sets_few_apart = sets_few_apart(assessment, score.statement, place);
            if hidden || few(round.voters) {
                round.votes = Err(Why::FewerThanFive);
            }
            if few(round.guests) {
                round.guest_votes = Err(Why::FewerThanFive);
            }
        }
    }
    for component in &mut figures.components {
        let hidden = component.agreement.alpha == Err(Why::FewerThanFive)
            || told_by_few.contains(&component.component);
        if let Some(after) = component.agreement_after.as_mut().filter(|_| hidden) {
            after.alpha = Err(Why::FewerThanFive);
            after.interval = None;
        }
    }
}

/// Whether what a round tells would set one to four people apart: those who are behind other
/// figures of the statement and not behind this one, or the other way round.
fn sets_few_apart(assessment: &Assessment, statement: StatementIx, place: usize) -> bool {
    let rounds = assessment.rounds_on(statement);
    let voters = |round: &Round| -> BTreeSet<AssessorIx> { round.votes.keys().copied().collect() };
    let on_scale = |ix: &AssessorIx| {
        let given = assessment.answer(*ix, statement);
        given.is_some_and(|(answer, _)| answer.point().is_some())
    };
    let blind: BTreeSet<AssessorIx> = assessment.assessor_places().filter(on_scale).collect();
    let mut counted = blind.clone();
    counted.extend(rounds.iter().flat_map(voters));
    let own = rounds.get(place).map(voters).unwrap_or_default();
    let later = rounds.iter().skip(place + 1).map(voters);
    let few = |n: usize| (1..FEWEST_ANSWERS).contains(&count(n));
    let mut others = later.chain([blind, counted]);
    others.any(|other| few(own.difference(&other).count()) || few(other.difference(&own).count()))
}

/// Takes the votes out that would set few people apart, and the agreement after them.
fn withhold_rounds(facts: &mut Facts) {
    let mut components = BTreeSet::new();
    for score in &mut facts.figures.statements {
        for round in score.rounds.iter_mut().filter(|round| round.sets_few_apart) {
            round.votes = Err(Why::FewerThanFive);
            components.insert(facts.model.statement(score.statement).component);
        }
    }
    for component in &mut facts.figures.components {
        let told = components.contains(&component.component);
        if let Some(after) = component.agreement_after.as_mut().filter(|_| told) {
            after.alpha = Err(Why::FewerThanFive);
            after.interval = None;
        }
    }
}

fn named(assessment: &Assessment, group: GroupIx) -> PublicDissenter {
    PublicDissenter::Named(assessment.groups[group.0].name.clone())
}

/// How a group's dissent is headed, by how many of each group answered: by its name from five
/// on, else as one of several small groups, else not at all.
fn dissenter(
    assessment: &Assessment,
    group: GroupIx,
    answered: &BTreeMap<GroupIx, u32>,
) -> PublicDissenter {
    let is_small = |n: u32| n < FEWEST_ANSWERS;
    if answered.get(&group).is_some_and(|n| !is_small(*n)) {
        return named(assessment, group);
    }
    let small: Vec<u32> = answered
        .values()
        .copied()
        .filter(|n| is_small(*n))
        .collect();
    if small.len() > 1 && !is_small(small.iter().sum()) {
        PublicDissenter::Others
    } else {
        PublicDissenter::Unnamed
    }
}

/// How many of each group rated, climbed or picked in a component.
fn took_part(assessment: &Assessment, component: ComponentIx) -> BTreeMap<GroupIx, u32> {
    let mut groups = BTreeMap::new();
    for assessor in assessment.assessor_places() {
        if assessment.took_part(assessor, component) {
            *groups
                .entry(assessment.assessors[assessor.0].group)
                .or_default() += 1;
        }
    }
    groups
}

fn count(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}

/// Agreements as they may be told; `head` says under what a group's dissent stands.
fn public<K: Ord + Copy, T>(
    agreed: &BTreeMap<K, Agreed<T>>,
    head: impl Fn(K, GroupIx) -> PublicDissenter,
) -> BTreeMap<K, Agreement> {
    let dissent = |key: K, dissent: &Dissent| PublicDissent {
        by: match &dissent.by {
            Dissenter::Group(group) => head(key, *group),
            Dissenter::Name(name) => PublicDissenter::Named(name.clone()),
            Dissenter::Assessor(_) => PublicDissenter::Unnamed,
        },
        text: dissent.text.clone(),
    };
    let agreement = |key: K, agreed: &Agreed<T>| Agreement {
        rationale: agreed.rationale.clone(),
        dissent: agreed.dissent.iter().map(|d| dissent(key, d)).collect(),
    };
    agreed
        .iter()
        .map(|(key, agreed)| (*key, agreement(*key, agreed)))
        .collect()
}

/// Whether the counts of a statement would tell what few people answered: fewer than five
/// answered it, or the median of a small group's answers went into its value, so that value
/// and counts together would tell what that group answered; or one to four voted on it, and
/// the value after their votes beside the counts before would tell those.
fn is_hidden(assessment: &Assessment, score: &StatementScore) -> bool {
    let weighs_small_groups = assessment.settings.balance == Balance::Groups
        && score.consensus.source == Source::Median
        && score
            .by_group
            .iter()
            .any(|(_, tally)| (1..FEWEST_ANSWERS).contains(&tally.on_scale()));
    let moved_by_few = score.consensus.source == Source::Median
        && (1..FEWEST_ANSWERS).contains(&voters(assessment, score.statement));
    score.on_scale < FEWEST_ANSWERS || weighs_small_groups || moved_by_few
}

/// How many voted on a statement in any round.
fn voters(assessment: &Assessment, statement: StatementIx) -> u32 {
    let rounds = assessment.rounds_on(statement).iter();
    let voters: BTreeSet<_> = rounds.flat_map(|round| round.votes.keys()).collect();
    count(voters.len())
}

/// Whether an agreement says something of the answers: its figure does, and so does that all
/// of them were equal.
fn tells_answers(agreement: &agreement::Agreement) -> bool {
    matches!(agreement.alpha, Ok(_) | Err(Why::NoVariation))
}

/// Agreement again, without the statements whose counts are hidden: beside the counts of all
/// others, an exact alpha would tell them.
fn agree_without_hidden(assessment: &Assessment, figures: &mut Scored, hidden: &[bool]) {
    let model = &assessment.model;
    let told = |ix: usize| hidden[ix] && figures.statements[ix].on_scale > 1;
    let affected: BTreeSet<ComponentIx> = (0..hidden.len())
        .filter(|ix| told(*ix))
        .map(|ix| model.statement(StatementIx(ix)).component)
        .collect();
    if affected.is_empty() {
        return;
    }
    let open = figures.statements.iter().zip(hidden);
    let tallies: Vec<Tallies> = open
        .map(|(score, hidden)| Tallies {
            all: score.tally.ok().filter(|_| !hidden).unwrap_or_default(),
            by_group: Vec::new(),
        })
        .collect();
    let strands = agreement::strand_coincidences(assessment, &tallies);
    let withheld = |mut again: agreement::Agreement| {
        if again.alpha == Err(Why::NoPairs) {
            again.alpha = Err(Why::FewerThanFive);
        }
        again
    };
    for component in &mut figures.components {
        let own = &component.agreement;
        if affected.contains(&component.component) && tells_answers(own) {
            let ix = component.component;
            let again = agreement::of_component(assessment, ix, &strands, own.assessors);
            component.agreement = withheld(again);
        }
    }
    let own = &figures.city.agreement;
    if tells_answers(own) {
        figures.city.agreement = withheld(agreement::of_city(assessment, &strands, own.assessors));
    }
}

/// Certainty again, with small groups drawn together, hidden statements held fast, and people
/// in the order of their answers: drawn group by group and person by person, its exact shares
/// would differ with what each small group answered.
fn draw_nameless(
    assessment: &Assessment,
    figures: &mut Scored,
    hidden: &[bool],
    together: &[BTreeSet<GroupIx>],
) {
    let told =
        |certainty: &ComponentCertainty| certainty.people.is_ok() && certainty.figures.is_ok();
    if !figures
        .components
        .iter()
        .any(|score| told(&score.certainty))
    {
        return;
    }
    let small: BTreeSet<GroupIx> = together.iter().flatten().copied().collect();
    let withheld = assessment.settings.balance == Balance::Groups && !small.is_empty();
    let hold = |(score, hidden): (&StatementScore, &bool)| {
        let mut value = score.consensus;
        if *hidden && value.source == Source::Median {
            value.source = Source::Agreed;
        }
        value
    };
    let values: Vec<Consensus> = figures.statements.iter().zip(hidden).map(hold).collect();
    let again = if withheld {
        Vec::new()
    } else {
        let (raters, deciders) = (raters(assessment), deciders(assessment));
        certainty_among(assessment, &values, &raters, &deciders, |group| {
            (!small.contains(&group)).then_some(group)
        })
    };
    let mut again = again.into_iter();
    for component in &mut figures.components {
        match again.next() {
            _ if !told(&component.certainty) => {}
            Some(drawn) => component.certainty = drawn,
            None => component.certainty.figures = Err(Why::FewerThanFive),
        }
    }
}

fn protect_statement(score: &mut StatementScore, hidden: bool, together: &BTreeSet<GroupIx>) {
    if hidden {
        score.tally = Err(Why::FewerThanFive);
        score.by_group.clear();
        if score.spread.is_ok() {
            score.spread = Err(Why::FewerThanFive);
        }
        return;
    }
    score.by_group = merge_small(&score.by_group, together);
}
