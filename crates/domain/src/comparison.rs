//! Two cycles side by side: what changed, and how much of it comes from where.
//!
//! A change is taken apart by walking from the earlier result to the later one in a stated
//! order, one cause at a time: the model with its settings and scope, then who came and who
//! went, then evidence, then what people say. Each part is the difference that its step makes,
//! so the parts add up to the whole. See `docs/method.md`, section 13.

mod cells;

use crate::assessment::Assessment;
use crate::consensus::{Fact, Tallies, Tally, of_agreed, of_tallies};
use crate::disclosure::{Facts, Protected};
use crate::method::{Figure, Why};
use crate::names::{AssessorIx, ComponentIx, StatementIx};
use crate::rating::Answer;
use crate::result::mean_index;
use crate::scale::Level;
use crate::step::{by_steps, index, sums};
use crate::support::Support;
use std::collections::BTreeMap;

/// Who of the earlier cycle is who in the later one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People(BTreeMap<AssessorIx, AssessorIx>);

impl People {
    /// The same identifier is the same person.
    #[must_use]
    pub fn by_identifier(earlier: &Assessment, later: &Assessment) -> Self {
        Self::by(earlier, later, |id| Some(id.to_owned()))
    }

    /// `follows` says under which identifier somebody of the later cycle stood in the earlier
    /// one.
    #[must_use]
    pub fn by(
        earlier: &Assessment,
        later: &Assessment,
        follows: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let places = later.assessor_places().zip(&later.assessors);
        let pairs = places.filter_map(|(new, assessor)| {
            let old = earlier.find_assessor(&follows(&assessor.id)?)?;
            Some((old, new))
        });
        Self(pairs.collect())
    }

    /// Whether somebody of the earlier cycle is in the later one.
    fn stays(&self, earlier: AssessorIx) -> bool {
        self.0.contains_key(&earlier)
    }

    /// Whether somebody of the later cycle was in the earlier one.
    fn stayed(&self, later: AssessorIx) -> bool {
        self.0.values().any(|new| *new == later)
    }
}

/// Where a change comes from, in the order in which it is taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts<T> {
    /// Another version of the model, other settings, another scope.
    pub model: T,
    /// Assessors who came or went.
    pub assessors: T,
    /// Evidence: only where the shown level asks for it.
    pub evidence: T,
    /// What those who stayed say now, and what was agreed on.
    pub ratings: T,
}

/// A figure in both cycles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// In the earlier cycle.
    pub before: Figure<f64>,
    /// In the later cycle.
    pub after: Figure<f64>,
    /// What the difference is made of; none where a state on the way has no figure.
    pub parts: Figure<Parts<f64>>,
}

impl Change {
    /// The difference, where there are both.
    #[must_use]
    pub fn difference(&self) -> Option<f64> {
        Some(self.after.ok()? - self.before.ok()?)
    }
}

/// A component in both cycles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ComponentChange {
    /// Its place in the later model.
    pub component: ComponentIx,
    /// Its level in the earlier cycle, on the earlier model's scale.
    pub level_before: Figure<Level>,
    /// Its level in the later cycle.
    pub level_after: Figure<Level>,
    /// Its index.
    pub index: Change,
    /// On how many statements fewer than five came or went, so that their part stands among
    /// the ratings.
    pub together: usize,
}

/// A statement in both cycles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementChange {
    /// Its place in the earlier model.
    pub earlier: Option<StatementIx>,
    /// Its place in the later model.
    pub later: Option<StatementIx>,
    /// Its value in the earlier cycle.
    pub before: Option<Answer>,
    /// Its value in the later cycle.
    pub after: Option<Answer>,
    /// The difference of what it brings to the level, in thirds; none where it brings nothing
    /// in a state on the way.
    pub parts: Option<Parts<i8>>,
}

impl StatementChange {
    /// Whether anything of it differs.
    #[must_use]
    pub fn differs(&self) -> bool {
        let none = Parts::default();
        self.before != self.after
            || self.earlier.is_none() != self.later.is_none()
            || self.parts.is_some_and(|parts| parts != none)
    }
}

/// Two cycles side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The city's index.
    pub index: Change,
    /// Components of the later model, in its order.
    pub components: Vec<ComponentChange>,
    /// Statements of the later model in its order, then those that are gone.
    pub statements: Vec<StatementChange>,
    /// How many answered in the later cycle alone.
    pub came: usize,
    /// How many answered in the earlier cycle alone.
    pub went: usize,
    /// How many are in both.
    pub stayed: usize,
}

/// Compares two cycles for the lead's own eyes.
#[must_use]
pub fn compare(
    earlier: (&Assessment, &Facts),
    later: (&Assessment, &Facts),
    people: &People,
) -> Comparison {
    Walk::new(earlier, later, people).compare(|_, _| true)
}

/// The same for others: where fewer than five came, went or stayed among people who are told
/// apart, a statement's part of those who came or went stands among its ratings.
#[must_use]
pub fn compare_protected(
    earlier: (&Assessment, &Protected),
    later: (&Assessment, &Protected),
    people: &People,
) -> Comparison {
    let walk = Walk::new(
        (earlier.0, earlier.1.facts()),
        (later.0, later.1.facts()),
        people,
    );
    walk.compare(|old, new| walk.tells_no_few(old, new))
}

/// One of the cycles.
struct Side<'a> {
    of: &'a Assessment,
    facts: &'a Facts,
    supports: Vec<Support>,
}

impl<'a> Side<'a> {
    fn new((of, facts): (&'a Assessment, &'a Facts)) -> Self {
        let as_of = facts.figures().as_of;
        let places = of.model.component_places();
        Self {
            of,
            facts,
            supports: places.map(|c| Support::of(of, c, as_of)).collect(),
        }
    }

    fn value(&self, ix: StatementIx) -> Option<Answer> {
        self.facts.figures().statements[ix.0].consensus.value
    }

    fn people(&self) -> impl Iterator<Item = AssessorIx> {
        let answered = |ix: &AssessorIx| {
            let mut components = self.of.model.component_places();
            components.any(|component| self.of.took_part(*ix, component))
        };
        self.of.assessor_places().filter(answered)
    }
}

/// What a statement brings to its step in each state between the two results.
struct States {
    /// By the later model, its settings and its scope.
    model: Fact,
    /// Then by those who stayed and those who came.
    assessors: Fact,
    /// Then with the later evidence.
    evidence: Fact,
    /// The later result.
    ratings: Fact,
    /// Whether those who came or went stand among the ratings.
    together: bool,
}

struct Walk<'a> {
    earlier: Side<'a>,
    later: Side<'a>,
    people: &'a People,
}

impl<'a> Walk<'a> {
    fn new(
        earlier: (&'a Assessment, &'a Facts),
        later: (&'a Assessment, &'a Facts),
        people: &'a People,
    ) -> Self {
        Self {
            earlier: Side::new(earlier),
            later: Side::new(later),
            people,
        }
    }

    /// The same statement in the earlier model, if it means the same there.
    fn same(&self, new: StatementIx) -> Option<StatementIx> {
        let statement = self.later.of.model.statement(new);
        let model = &self.earlier.of.model;
        let old = model.find_statement(&statement.id)?;
        (model.statement(old).kind == statement.kind).then_some(old)
    }

    fn compare(&self, may_tell: impl Fn(StatementIx, StatementIx) -> bool) -> Comparison {
        let model = &self.later.of.model;
        let places = (0..model.statements.len()).map(StatementIx);
        let states: Vec<States> = places.map(|ix| self.states(ix, &may_tell)).collect();
        let components: Vec<ComponentChange> = model
            .component_places()
            .map(|ix| self.component(ix, &states))
            .collect();
        Comparison {
            index: self.city(&states),
            components,
            statements: self.statements(&states),
            came: self
                .later
                .people()
                .filter(|ix| !self.people.stayed(*ix))
                .count(),
            went: self
                .earlier
                .people()
                .filter(|ix| !self.people.stays(*ix))
                .count(),
            stayed: self.people.0.len(),
        }
    }

    fn states(
        &self,
        ix: StatementIx,
        may_tell: impl Fn(StatementIx, StatementIx) -> bool,
    ) -> States {
        let (old, new) = (&self.earlier, &self.later);
        let statement = new.of.model.statement(ix);
        let settings = &new.of.settings;
        let same = self.same(ix);
        let support = &new.supports[statement.component.0];
        let with = |fact: Fact, carries: bool| match fact {
            Fact::Contribution(_) if !carries => Fact::Contribution(0),
            fact => fact,
        };
        let carries = |ix| support.carries(settings.basis, statement.kind, ix);
        let carried = same.is_some_and(|old_ix| {
            let component = old.of.model.statement(old_ix).component;
            let support = &old.supports[component.0];
            support.carries(settings.basis, statement.kind, old_ix)
        });
        let agreed = same.and_then(|ix| old.of.agreed_ratings().get(&ix));
        let fact = |everybody: bool| match agreed {
            Some(agreed) => of_agreed(agreed.value, statement.kind).fact,
            None => {
                let tallies = self.tallies(same, ix, everybody);
                of_tallies(settings.balance, statement.kind, &tallies).fact
            }
        };
        let before = fact(true);
        let moved = agreed.is_none() && self.came_or_went(same, ix);
        let together = moved && same.is_some_and(|old| !may_tell(old, ix));
        let after = if moved && !together {
            fact(false)
        } else {
            before
        };
        States {
            model: with(before, carried),
            assessors: with(after, carried),
            evidence: with(after, carries(ix)),
            ratings: new.facts.figures().statements[ix.0].consensus.counted(),
            together,
        }
    }

    /// Answers of the earlier cycle: of everybody, or of those who stayed with those who came
    /// in the later one.
    fn tallies(&self, old: Option<StatementIx>, new: StatementIx, everybody: bool) -> Tallies {
        let mut all = Tally::default();
        let mut by_group: BTreeMap<&str, Tally> = BTreeMap::new();
        let mut add = |side: &Side<'a>, assessor: AssessorIx, answer: Answer| {
            let group = side.of.assessors[assessor.0].group;
            let id = side.of.groups[group.0].id.as_str();
            all.add(answer);
            by_group.entry(id).or_default().add(answer);
        };
        let (earlier, later) = (&self.earlier, &self.later);
        for assessor in earlier.of.assessor_places() {
            if let Some(answer) = old.and_then(|ix| earlier.of.answer_after(assessor, ix))
                && (everybody || self.people.stays(assessor))
            {
                add(earlier, assessor, answer);
            }
        }
        let came = later.of.assessor_places();
        for assessor in came.filter(|ix| !everybody && !self.people.stayed(*ix)) {
            if let Some(answer) = later.of.answer_after(assessor, new) {
                add(later, assessor, answer);
            }
        }
        Tallies {
            all,
            by_group: by_group.into_values().collect(),
        }
    }

    /// Whether anybody who answered the statement came or went.
    fn came_or_went(&self, old: Option<StatementIx>, new: StatementIx) -> bool {
        let (earlier, later) = (self.earlier.of, self.later.of);
        let went = old.is_some_and(|old| {
            let mut gone = earlier
                .assessor_places()
                .filter(|ix| !self.people.stays(*ix));
            gone.any(|ix| earlier.answer_after(ix, old).is_some())
        });
        let mut come = later
            .assessor_places()
            .filter(|ix| !self.people.stayed(*ix));
        went || come.any(|ix| later.answer_after(ix, new).is_some())
    }

    /// The index of a component in a state.
    fn index(&self, ix: ComponentIx, fact: impl Fn(StatementIx) -> Fact) -> Option<f64> {
        let (model, settings) = (&self.later.of.model, &self.later.of.settings);
        if !self.later.of.in_scope(ix) {
            return None;
        }
        let sums = sums(model, ix, |ix| model.statement(ix).level, fact);
        let climb = by_steps(&model.scale, &sums, settings);
        index(&model.scale, &sums, settings, climb)
    }

    /// The indices of a component in the states between the results.
    fn indices(&self, ix: ComponentIx, states: &[States]) -> [Option<f64>; 3] {
        [
            self.index(ix, |ix| states[ix.0].model),
            self.index(ix, |ix| states[ix.0].assessors),
            self.index(ix, |ix| states[ix.0].evidence),
        ]
    }

    fn component(&self, ix: ComponentIx, states: &[States]) -> ComponentChange {
        let model = &self.later.of.model;
        let own = model.component(ix);
        let before = self.earlier.of.model.find_component(&own.id);
        let before = before.map(|ix| &self.earlier.facts.figures().components[ix.0]);
        let after = &self.later.facts.figures().components[ix.0];
        let statements = own.statements.iter();
        ComponentChange {
            component: ix,
            level_before: before.map_or(Err(Why::OutOfScope), |score| score.level),
            level_after: after.level,
            index: change(
                before.map_or(Err(Why::OutOfScope), |score| score.index),
                self.indices(ix, states),
                after.index,
                Why::FirstStepNotRated,
            ),
            together: statements.filter(|ix| states[ix.0].together).count(),
        }
    }

    fn city(&self, states: &[States]) -> Change {
        let places: Vec<ComponentIx> = self.later.of.model.component_places().collect();
        let in_scope = places.iter().filter(|ix| self.later.of.in_scope(**ix));
        let in_scope = in_scope.count();
        let all: Vec<[Option<f64>; 3]> =
            places.iter().map(|ix| self.indices(*ix, states)).collect();
        let mean = |state: usize| {
            let indices = places.iter().zip(&all);
            let indices = indices.map(|(ix, own)| (*ix, own.get(state).copied().flatten()));
            mean_index(self.later.of, indices, in_scope).ok()
        };
        change(
            self.earlier.facts.figures().city.index,
            [mean(0), mean(1), mean(2)],
            self.later.facts.figures().city.index,
            Why::TooFewComponents,
        )
    }

    fn statements(&self, states: &[States]) -> Vec<StatementChange> {
        let (earlier, later) = (&self.earlier, &self.later);
        let (old, new) = (&earlier.of.model, &later.of.model);
        let now = states.iter().enumerate().map(|(place, states)| {
            let ix = StatementIx(place);
            let before = old.find_statement(&new.statement(ix).id);
            let counted = |ix: StatementIx| {
                let counted = earlier.facts.figures().statements[ix.0].consensus.counted();
                counted.contribution()
            };
            StatementChange {
                earlier: before,
                later: Some(ix),
                before: before.and_then(|ix| earlier.value(ix)),
                after: later.value(ix),
                parts: before
                    .and_then(counted)
                    .and_then(|from| thirds(from, states)),
            }
        });
        let places = (0..old.statements.len()).map(StatementIx);
        let gone = places.filter(|ix| new.find_statement(&old.statement(*ix).id).is_none());
        let gone = gone.map(|ix| StatementChange {
            earlier: Some(ix),
            later: None,
            before: earlier.value(ix),
            after: None,
            parts: None,
        });
        now.chain(gone).collect()
    }
}

fn thirds(from: u8, states: &States) -> Option<Parts<i8>> {
    let thirds = |fact: Fact| i8::try_from(fact.contribution()?).ok();
    let from = i8::try_from(from).ok()?;
    let (model, assessors) = (thirds(states.model)?, thirds(states.assessors)?);
    let (evidence, ratings) = (thirds(states.evidence)?, thirds(states.ratings)?);
    Some(Parts {
        model: model - from,
        assessors: assessors - model,
        evidence: evidence - assessors,
        ratings: ratings - evidence,
    })
}

fn change(
    before: Figure<f64>,
    states: [Option<f64>; 3],
    after: Figure<f64>,
    unrated: Why,
) -> Change {
    let parts = || {
        let (before, after) = (before?, after?);
        let [Some(model), Some(assessors), Some(evidence)] = states else {
            return Err(unrated);
        };
        Ok(Parts {
            model: model - before,
            assessors: assessors - model,
            evidence: evidence - assessors,
            ratings: after - evidence,
        })
    };
    Change {
        before,
        after,
        parts: parts(),
    }
}
