//! The result of an assessment: the profile of components, the city, every statement.

use crate::agreement::{self, Agreement, Spread, spread};
use crate::assessment::Assessment;
use crate::certainty::{ComponentCertainty, certainty};
use crate::consensus::{Consensus, Fact, GroupLabel, Source, Tallies, Tally, consensus, tally};
use crate::explanation::{Explanation, explain};
use crate::method::{Figure, Why, by_best_fit, by_nplf, deciding};
use crate::names::{AssessorIx, ComponentIx, GroupIx, StatementIx};
use crate::rating::{Answer, Kind};
use crate::round::{Round, tally_after};
use crate::scale::{Level, ratio};
use crate::settings::{Basis, Method, Settings};
use crate::step::{Climb, StepScore, StepSums, by_steps, index, steps, sums};
use crate::support::Support;
use gradus_stats::quantile::lower_median_of_counts;
use std::collections::BTreeSet;
use time::Date;

/// The result of one assessment as of one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The settings it was computed with; a file with picks only reads best fit here.
    pub settings: Settings,
    /// The day as of which evidence was judged.
    pub as_of: Date,
    /// Figures of the whole city.
    pub city: CityScore,
    /// Components in model order.
    pub components: Vec<ComponentScore>,
    /// Statements in model order.
    pub statements: Vec<StatementScore>,
}

/// Figures of the whole city. The profile of components comes before them.
#[derive(Debug, Clone, PartialEq)]
pub struct CityScore {
    /// Weighted mean of the components' indices.
    pub index: Figure<f64>,
    /// Lower median of the components' levels.
    pub median_level: Figure<Level>,
    /// How many rated components stand on each level, lowest first.
    pub distribution: Vec<(Level, u32)>,
    /// The component with the lowest index (with picks only: the lowest level).
    pub lowest: Figure<ComponentIx>,
    /// Components that have a level.
    pub components_rated: usize,
    /// Components that were assessed.
    pub components_in_scope: usize,
    /// People who answered anything.
    pub assessors: usize,
    /// Groups with such people.
    pub groups: usize,
    /// Answers given, of those asked for, 0 to 1.
    pub response_rate: Figure<f64>,
    /// Agreement over all statements in scope.
    pub agreement: Agreement,
}

/// Levels by the three methods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Levels {
    /// By steps.
    pub steps: Figure<Level>,
    /// By best fit.
    pub best_fit: Figure<Level>,
    /// By N-P-L-F.
    pub nplf: Figure<Level>,
}

impl Levels {
    /// Whether two methods that gave a level gave different ones.
    #[must_use]
    pub fn differ(&self) -> bool {
        let known: BTreeSet<Level> = [self.steps, self.best_fit, self.nplf]
            .into_iter()
            .flatten()
            .collect();
        known.len() > 1
    }
}

/// The result of one component.
#[derive(Debug, Clone, PartialEq)]
pub struct ComponentScore {
    /// The component.
    pub component: ComponentIx,
    /// Whether it was assessed.
    pub in_scope: bool,
    /// The level, by the method of the settings.
    pub level: Figure<Level>,
    /// The index, always by steps.
    pub index: Figure<f64>,
    /// The step that could not be judged and ended the climb, by the level it leads to;
    /// under N-P-L-F the climb of that method, under best fit the one of the index.
    pub stopped_by: Option<Level>,
    /// Levels by every method.
    pub levels: Levels,
    /// The level by steps as people claim it.
    pub claimed: Figure<Level>,
    /// The level by steps when strengths and stages count only with current evidence.
    pub evidenced: Figure<Level>,
    /// The same, with evidence that an independent reviewer accepted.
    pub verified: Figure<Level>,
    /// The level aimed at.
    pub target: Option<Level>,
    /// The steps, lowest first.
    pub steps: Vec<StepScore>,
    /// Why it is this level.
    pub explanation: Explanation,
    /// Agreement of its assessors.
    pub agreement: Agreement,
    /// The same after the last rounds of votes; none where there were no rounds.
    pub agreement_after: Option<Agreement>,
    /// How sure the level is.
    pub certainty: ComponentCertainty,
    /// Evidence whose acceptance does not count because the reviewer took part in the
    /// component, as places in the assessment's list.
    pub acceptances_not_counted: Vec<usize>,
}

impl ComponentScore {
    /// The level by steps on a basis.
    ///
    /// # Errors
    /// Why there is none.
    pub fn on(&self, basis: Basis) -> Figure<Level> {
        match basis {
            Basis::Claimed => self.claimed,
            Basis::Evidenced => self.evidenced,
            Basis::Verified => self.verified,
        }
    }
}

/// The result of one statement.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementScore {
    /// The statement.
    pub statement: StatementIx,
    /// Its value.
    pub consensus: Consensus,
    /// How many gave each answer; withheld where too few answered.
    pub tally: Figure<Tally>,
    /// How many answered on the scale.
    pub on_scale: u32,
    /// Answers by group, groups without any left out.
    pub by_group: Vec<(GroupLabel, Tally)>,
    /// How far the answers lie apart.
    pub spread: Figure<Spread>,
    /// Rounds of votes on it, first to last. Their last votes stand in the value; everything
    /// else here is of what people gave blind.
    pub rounds: Vec<RoundScore>,
}

/// A round of votes as it is told.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundScore {
    /// 1 for the first.
    pub number: u32,
    /// How many assessors voted.
    pub voters: u32,
    /// What they voted; withheld where they were too few.
    pub votes: Figure<Tally>,
    /// How many guests voted.
    pub guests: u32,
    /// What guests voted; withheld where they were too few.
    pub guest_votes: Figure<Tally>,
    /// Whether its votes, beside what else is told of the statement, would set one to four
    /// people apart, such as the two of eight who were not in the room. Members see them,
    /// strangers do not.
    pub sets_few_apart: bool,
}

/// Scores an assessment as of a day. Nothing depends on the order of assessors or on the
/// number of threads. The rules are those of `docs/method.md`, sections 1 to 10.
#[must_use]
pub fn score(assessment: &Assessment, as_of: Date) -> Scored {
    let tallies = tally(assessment);
    let model = &assessment.model;
    let places = model.component_places();
    let supports: Vec<Support> = places.map(|c| Support::of(assessment, c, as_of)).collect();
    let value = |(place, tallies)| {
        let ix = StatementIx(place);
        let statement = model.statement(ix);
        let support = &supports[statement.component.0];
        Consensus {
            counts: support.carries(assessment.settings.basis, statement.kind, ix),
            ..consensus(assessment, ix, tallies)
        }
    };
    let after = tally_after(assessment, &tallies);
    let values: Vec<Consensus> = after.iter().enumerate().map(value).collect();
    let raters = raters(assessment);
    let deciders = deciders(assessment);
    let strands = agreement::strand_coincidences(assessment, &tallies);
    let strands_after = (!assessment.rounds().is_empty())
        .then(|| agreement::strand_coincidences(assessment, &after));
    let mut certainties = certainty(assessment, &values, &raters, &deciders).into_iter();
    let mut components = Vec::new();
    for component in assessment.model.component_places() {
        let agreement =
            agreement::of_component(assessment, component, &strands, raters[component.0]);
        let Some(certainty) = certainties.next() else {
            break;
        };
        let support = &supports[component.0];
        components.push(if assessment.in_scope(component) {
            let own = of_component(
                assessment, component, &values, support, agreement, certainty,
            );
            ComponentScore {
                agreement_after: strands_after
                    .as_ref()
                    .filter(|_| was_voted_on(assessment, component))
                    .map(|strands| {
                        let raters = raters[component.0];
                        agreement::of_component(assessment, component, strands, raters)
                    }),
                ..own
            }
        } else {
            out_of_scope(assessment, component)
        });
    }
    let statements = tallies.iter().zip(&values).enumerate();
    Scored {
        settings: Settings {
            method: deciding(assessment),
            ..assessment.settings
        },
        as_of,
        city: of_city(assessment, &components, &strands),
        components,
        statements: statements
            .map(|(place, (tallies, value))| {
                let ix = StatementIx(place);
                of_statement(ix, tallies, *value, assessment.rounds_on(ix))
            })
            .collect(),
    }
}

fn was_voted_on(assessment: &Assessment, component: ComponentIx) -> bool {
    let model = &assessment.model;
    let mut statements = assessment.rounds().keys();
    statements.any(|ix| model.statement(*ix).component == component)
}

/// How many people's answers decide the level, by component: those who rated, or under best
/// fit those who picked.
pub(crate) fn deciders(assessment: &Assessment) -> Vec<u32> {
    match deciding(assessment) {
        Method::BestFit => pickers(assessment),
        Method::Steps | Method::Nplf => raters(assessment),
    }
}

/// How many people answered on the scale, by component.
pub(crate) fn raters(assessment: &Assessment) -> Vec<u32> {
    let model = &assessment.model;
    let mut raters = vec![0; model.components.len()];
    for assessor in assessment.assessor_places() {
        let mut rated = vec![false; model.components.len()];
        for (answer, statement) in assessment.sheet(assessor).zip(&model.statements) {
            rated[statement.component.0] |= answer.is_some_and(|a| a.point().is_some());
        }
        raters
            .iter_mut()
            .zip(&rated)
            .for_each(|(sum, rated)| *sum += u32::from(*rated));
    }
    raters
}

/// How many people picked a level, by component.
fn pickers(assessment: &Assessment) -> Vec<u32> {
    let count = |component| u32::try_from(assessment.picks(component).count());
    let places = assessment.model.component_places();
    places
        .map(|component| count(component).unwrap_or(u32::MAX))
        .collect()
}

fn of_component(
    assessment: &Assessment,
    component: ComponentIx,
    values: &[Consensus],
    support: &Support,
    agreement: Agreement,
    certainty: ComponentCertainty,
) -> ComponentScore {
    let model = &*assessment.model;
    let settings = &assessment.settings;
    let plain = step_sums(assessment, component, values, |_| true);
    let counted = |ix: StatementIx| values[ix.0].counted();
    let counted = sums(model, component, |ix| model.statement(ix).level, counted);
    let climb = by_steps(&model.scale, &counted, settings);
    let capped = |backed: &BTreeSet<StatementIx>| {
        let sums = step_sums(assessment, component, values, |ix| backed.contains(&ix));
        rated(by_steps(&model.scale, &sums, settings))
    };
    let nplf = by_nplf(&model.scale, &plain, settings);
    let levels = Levels {
        steps: rated(by_steps(&model.scale, &plain, settings)),
        best_fit: by_best_fit(assessment, component),
        nplf: rated(nplf),
    };
    let (level, stopped_by) = match deciding(assessment) {
        Method::Steps => (rated(climb), climb.stopped_by),
        // Steps still decide the index, where there is anything to judge them by.
        Method::BestFit if assessment.picks_only() => (levels.best_fit, None),
        Method::BestFit => (levels.best_fit, climb.stopped_by),
        Method::Nplf => (levels.nplf, nplf.stopped_by),
    };
    let no_index = if assessment.picks_only() {
        Why::PicksOnly
    } else {
        Why::FirstStepNotRated
    };
    ComponentScore {
        component,
        in_scope: true,
        level,
        index: index(&model.scale, &counted, settings, climb).ok_or(no_index),
        stopped_by,
        levels,
        claimed: levels.steps,
        evidenced: capped(&support.evidenced),
        verified: capped(&support.verified),
        target: assessment
            .targets
            .get(&component)
            .map(|target| target.level),
        steps: steps(model, &counted, settings),
        explanation: explain(assessment, component, values, &counted, climb),
        agreement,
        agreement_after: None,
        certainty,
        acceptances_not_counted: support.not_counted.clone(),
    }
}

/// Sums of a component when strengths and stages count only where `backed`.
fn step_sums(
    assessment: &Assessment,
    component: ComponentIx,
    values: &[Consensus],
    backed: impl Fn(StatementIx) -> bool,
) -> StepSums {
    let model = &*assessment.model;
    let fact = |ix: StatementIx| match values[ix.0].fact {
        Fact::Contribution(_) if model.statement(ix).kind != Kind::Deficit && !backed(ix) => {
            Fact::Contribution(0)
        }
        fact => fact,
    };
    sums(model, component, |ix| model.statement(ix).level, fact)
}

fn rated(climb: Climb) -> Figure<Level> {
    climb.level.ok_or(Why::FirstStepNotRated)
}

fn out_of_scope(assessment: &Assessment, component: ComponentIx) -> ComponentScore {
    let none = Err(Why::OutOfScope);
    let nothing = crate::explanation::Outlook {
        level: None,
        index: None,
    };
    ComponentScore {
        component,
        in_scope: false,
        level: none,
        index: Err(Why::OutOfScope),
        stopped_by: None,
        levels: Levels {
            steps: none,
            best_fit: none,
            nplf: none,
        },
        claimed: none,
        evidenced: none,
        verified: none,
        target: assessment
            .targets
            .get(&component)
            .map(|target| target.level),
        steps: Vec::new(),
        explanation: Explanation {
            blocking: Vec::new(),
            smallest_set: Err(Why::OutOfScope),
            unrated: Vec::new(),
            best: nothing,
            worst: nothing,
            contradictions: Vec::new(),
        },
        agreement: Agreement {
            alpha: Err(Why::OutOfScope),
            interval: None,
            assessors: 0,
        },
        agreement_after: None,
        certainty: ComponentCertainty {
            figures: Err(Why::OutOfScope),
            people: Ok(()),
        },
        acceptances_not_counted: Vec::new(),
    }
}

fn of_statement(
    ix: StatementIx,
    tallies: &Tallies,
    consensus: Consensus,
    rounds: &[Round],
) -> StatementScore {
    let round = |round: &Round| {
        let votes = round.tally();
        RoundScore {
            number: round.number,
            voters: votes.answered(),
            votes: Ok(votes),
            guests: round.guests.answered(),
            guest_votes: Ok(round.guests),
            sets_few_apart: false,
        }
    };
    let groups = tallies.by_group.iter().enumerate();
    let shown = groups.filter(|(_, tally)| tally.answered() > 0);
    let why = match consensus.fact {
        Fact::NotApplicable => Why::NotApplicable,
        Fact::Contribution(_) | Fact::Unrated => Why::NotRated,
    };
    StatementScore {
        statement: ix,
        consensus,
        tally: Ok(tallies.all),
        on_scale: tallies.all.on_scale(),
        by_group: shown
            .map(|(place, t)| (GroupLabel::Group(GroupIx(place)), *t))
            .collect(),
        spread: spread(&tallies.all).ok_or(why),
        rounds: rounds.iter().map(round).collect(),
    }
}

fn of_city(
    assessment: &Assessment,
    components: &[ComponentScore],
    strands: &[gradus_stats::alpha::Coincidences],
) -> CityScore {
    let scale = &assessment.model.scale;
    let in_scope = components.iter().filter(|c| c.in_scope).count();
    let levels: Vec<Level> = components.iter().filter_map(|c| c.level.ok()).collect();
    let mut counts = vec![0_u32; scale.len()];
    levels
        .iter()
        .for_each(|level| counts[level.position()] += 1);
    let median = lower_median_of_counts(&counts).and_then(|place| scale.at(place));
    let people: Vec<AssessorIx> = assessment
        .assessor_places()
        .filter(|ix| answered(assessment, *ix))
        .collect();
    let groups: BTreeSet<GroupIx> = people
        .iter()
        .map(|ix| assessment.assessors[ix.0].group)
        .collect();
    let raters = u32::try_from(
        people
            .iter()
            .filter(|ix| on_scale(assessment, **ix))
            .count(),
    );
    CityScore {
        index: city_index(assessment, components, in_scope),
        median_level: median.ok_or(Why::NothingRated),
        distribution: scale
            .all()
            .map(|level| (level, counts[level.position()]))
            .filter(|(_, count)| *count > 0)
            .collect(),
        lowest: lowest(components),
        components_rated: levels.len(),
        components_in_scope: in_scope,
        assessors: people.len(),
        groups: groups.len(),
        response_rate: response_rate(assessment),
        agreement: agreement::of_city(assessment, strands, raters.unwrap_or(u32::MAX)),
    }
}

fn city_index(
    assessment: &Assessment,
    components: &[ComponentScore],
    in_scope: usize,
) -> Figure<f64> {
    if assessment.picks_only() {
        return Err(Why::PicksOnly);
    }
    let indices = components.iter().map(|c| (c.component, c.index.ok()));
    mean_index(assessment, indices, in_scope)
}

/// The weighted mean of the indices that there are.
pub(crate) fn mean_index(
    assessment: &Assessment,
    indices: impl Iterator<Item = (ComponentIx, Option<f64>)>,
    in_scope: usize,
) -> Figure<f64> {
    let weight = |ix: ComponentIx| assessment.model.component(ix).weight;
    let rated: Vec<(u32, f64)> = indices
        .filter_map(|(ix, index)| Some((weight(ix), index?)))
        .collect();
    if rated.is_empty() {
        return Err(Why::NothingRated);
    }
    let needed = usize::from(assessment.settings.min_component_coverage_pct) * in_scope;
    if rated.len() * 100 < needed {
        return Err(Why::TooFewComponents);
    }
    let weights: u32 = rated.iter().map(|(weight, _)| weight).sum();
    let sum: f64 = rated
        .iter()
        .map(|(weight, index)| f64::from(*weight) * index)
        .sum();
    Ok(sum / f64::from(weights))
}

fn lowest(components: &[ComponentScore]) -> Figure<ComponentIx> {
    let by_index = components
        .iter()
        .filter_map(|c| Some((c.index.ok()?, c.component)));
    let by_index = by_index.reduce(|low, next| if next.0 < low.0 { next } else { low });
    let by_level = || {
        let levels = components
            .iter()
            .filter_map(|c| Some((c.level.ok()?, c.component)));
        levels.min()
    };
    by_index
        .map(|(_, component)| component)
        .or_else(|| by_level().map(|(_, component)| component))
        .ok_or(Why::NothingRated)
}

fn answered(assessment: &Assessment, assessor: AssessorIx) -> bool {
    let model = &assessment.model;
    model
        .component_places()
        .filter(|component| assessment.in_scope(*component))
        .any(|component| assessment.took_part(assessor, component))
}

fn on_scale(assessment: &Assessment, assessor: AssessorIx) -> bool {
    let in_scope = |component| assessment.in_scope(component);
    assessment
        .sheet(assessor)
        .zip(&assessment.model.statements)
        .any(|(answer, of)| in_scope(of.component) && answer.is_some_and(|a| a.point().is_some()))
}

/// Answers given to what a person was asked, of all that was asked: statements, or picks
/// where there are picks only.
fn response_rate(assessment: &Assessment) -> Figure<f64> {
    let model = &assessment.model;
    let picks_only = assessment.picks_only();
    let (mut given, mut asked) = (0_u64, 0_u64);
    for (place, assessor) in assessment.assessors.iter().enumerate() {
        let ix = AssessorIx(place);
        let sheet: Vec<Option<Answer>> = assessment.sheet(ix).collect();
        for component in assessor.asked.iter().filter(|c| assessment.in_scope(**c)) {
            let statements = &model.component(*component).statements;
            if picks_only {
                asked += 1;
                given += u64::from(assessment.picks(*component).any(|(by, _)| by == ix));
            } else {
                asked += u64::try_from(statements.len()).unwrap_or(0);
                let answers = statements.iter().filter(|s| sheet[s.0].is_some()).count();
                given += u64::try_from(answers).unwrap_or(0);
            }
        }
    }
    if asked == 0 {
        Err(Why::NobodyAsked)
    } else {
        Ok(ratio(given, asked))
    }
}

/// Whether a statement's value was agreed on.
#[must_use]
pub fn is_agreed(score: &StatementScore) -> bool {
    score.consensus.source == Source::Agreed
}
