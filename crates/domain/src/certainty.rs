//! How sure a level is: what it would be with other people of the same groups, and with
//! doubtful statements on their other level.

use crate::assessment::Assessment;
use crate::consensus::{Consensus, Fact, Source};
use crate::method::{Figure, Why, by_nplf, deciding, median_pick};
use crate::model::Model;
use crate::names::{AssessorIx, ComponentIx, GroupIx, StatementIx};
use crate::rating::{Answer, POINTS};
use crate::scale::{Level, ratio};
use crate::settings::{Balance, Method};
use crate::step::{StepSums, by_steps, index, sums};
use gradus_stats::medians::{Counts, MISSING};
use gradus_stats::resample::{Stream, draws_with, percentile_interval};

/// The streams of random numbers that this room uses.
const PURPOSE_CERTAINTY: u64 = 2;

/// Fewest assessors of a component for whom other people can be drawn.
pub const FEWEST_ASSESSORS: u32 = 3;

/// Bounds of the interval of the index.
const INTERVAL: (f64, f64) = (0.05, 0.95);

/// How often each level came up, and where the index lay.
#[derive(Debug, Clone, PartialEq)]
pub struct Certainty {
    /// Share of draws by level, lowest first, levels that never came up left out. Draws
    /// in which the component was not rated are in none of them.
    pub levels: Vec<(Level, f64)>,
    /// 5 to 95 per cent of the index, over the draws that have one.
    pub index_interval: Option<[f64; 2]>,
    /// How many draws were made.
    pub draws: u32,
}

impl Certainty {
    /// Share of draws on `level`, 0 to 1.
    #[must_use]
    pub fn share(&self, level: Level) -> f64 {
        self.levels
            .iter()
            .find(|(at, _)| *at == level)
            .map_or(0.0, |(_, share)| *share)
    }
}

/// The certainty of one component, or why there is none; `people` says whether people
/// were drawn as well as statements' levels.
#[derive(Debug, Clone, PartialEq)]
pub struct ComponentCertainty {
    /// The figures.
    pub figures: Figure<Certainty>,
    /// [`Why::FewerThanThreeAssessors`] where only the doubt about levels was drawn.
    pub people: Figure<()>,
}

/// What one draw found for one component.
#[derive(Clone, Copy)]
struct Drawn {
    level: Option<Level>,
    index: Option<f64>,
}

/// Draws the certainty of every component, in model order. `raters` is the number of
/// people who rated in each, `deciders` of those whose answers decide its level: the same,
/// or under best fit those who picked. See `docs/method.md`, section 9.
#[must_use]
pub fn certainty(
    assessment: &Assessment,
    values: &[Consensus],
    raters: &[u32],
    deciders: &[u32],
) -> Vec<ComponentCertainty> {
    let plan = Plan::new(assessment, values, raters, deciders, People::of(assessment));
    drawn(&plan, deciders)
}

/// The same, with people drawn within strata: groups of the same stratum are drawn together.
/// People stand in the order of what they answered and not of who they are, since with a known
/// seed the exact shares would tell who stood where.
pub(crate) fn certainty_among(
    assessment: &Assessment,
    values: &[Consensus],
    raters: &[u32],
    deciders: &[u32],
    stratum: impl Fn(GroupIx) -> Option<GroupIx>,
) -> Vec<ComponentCertainty> {
    let people = People::nameless(assessment, stratum);
    let plan = Plan::new(assessment, values, raters, deciders, people);
    drawn(&plan, deciders)
}

fn drawn(plan: &Plan<'_>, deciders: &[u32]) -> Vec<ComponentCertainty> {
    let assessment = plan.assessment;
    let settings = &assessment.settings;
    let rows = draws_with(
        settings.draws,
        || Memory::new(plan),
        |memory, draw| {
            let mut stream = Stream::new(settings.seed.into(), PURPOSE_CERTAINTY, draw);
            plan.draw(memory, &mut stream)
        },
    );
    let summary = |component: ComponentIx| {
        let few = deciders[component.0] < FEWEST_ASSESSORS;
        let people = if few {
            Err(Why::FewerThanThreeAssessors)
        } else {
            Ok(())
        };
        if !assessment.in_scope(component) {
            return ComponentCertainty {
                figures: Err(Why::OutOfScope),
                people: Ok(()),
            };
        }
        ComponentCertainty {
            figures: summarise(&assessment.model, &rows, component),
            people,
        }
    };
    assessment.model.component_places().map(summary).collect()
}

fn summarise(model: &Model, rows: &[Vec<Drawn>], component: ComponentIx) -> Figure<Certainty> {
    let of = || rows.iter().map(|row| row[component.0]);
    let total = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let share = |level: Level| {
        let times = of().filter(|drawn| drawn.level == Some(level)).count();
        (
            level,
            ratio(u64::try_from(times).unwrap_or(u64::MAX), total),
        )
    };
    let levels: Vec<(Level, f64)> = model
        .scale
        .all()
        .map(share)
        .filter(|(_, share)| *share > 0.0)
        .collect();
    if levels.is_empty() {
        return Err(Why::NotRated);
    }
    let mut indices: Vec<f64> = of().filter_map(|drawn| drawn.index).collect();
    Ok(Certainty {
        levels,
        index_interval: percentile_interval(&mut indices, INTERVAL.0, INTERVAL.1),
        draws: u32::try_from(rows.len()).unwrap_or(u32::MAX),
    })
}

/// What does not change from draw to draw.
struct Plan<'a> {
    assessment: &'a Assessment,
    values: &'a [Consensus],
    method: Method,
    /// People who answered anything, group by group.
    people: Vec<AssessorIx>,
    /// Where each group's people begin and end in `people`.
    groups: Vec<std::ops::Range<usize>>,
    /// Contributions of these people to all statements, person by person.
    cells: Vec<u8>,
    /// Statements that may stand on another level.
    doubtful: Vec<StatementIx>,
    /// By component: whether people are drawn for its ratings.
    drawn: Vec<bool>,
    /// By component: whether people are drawn for what decides its level.
    deciders_drawn: Vec<bool>,
}

/// People who answered anything, stratum by stratum, and where each stratum begins and ends.
struct People {
    people: Vec<AssessorIx>,
    groups: Vec<std::ops::Range<usize>>,
}

impl People {
    /// Group by group, by who they are.
    fn of(assessment: &Assessment) -> Self {
        Self::sorted(assessment, Some, |ix| ix)
    }

    /// Stratum by stratum, by what they answered.
    fn nameless(assessment: &Assessment, stratum: impl Fn(GroupIx) -> Option<GroupIx>) -> Self {
        let components = || assessment.model.component_places();
        let given = |ix: AssessorIx| {
            let answers: Vec<Option<u8>> = assessment
                .sheet(ix)
                .map(|answer| answer.map(|answer| answer as u8))
                .collect();
            let pick = |component| {
                let mut picks = assessment.picks(component);
                picks.find(|(by, _)| *by == ix).map(|(_, level)| level)
            };
            (answers, components().map(pick).collect::<Vec<_>>())
        };
        Self::sorted(assessment, stratum, given)
    }

    fn sorted<K: Ord>(
        assessment: &Assessment,
        stratum: impl Fn(GroupIx) -> Option<GroupIx>,
        key: impl Fn(AssessorIx) -> K,
    ) -> Self {
        let answered = |ix: &AssessorIx| {
            assessment.sheet(*ix).any(|answer| answer.is_some())
                || assessment
                    .model
                    .component_places()
                    .any(|c| assessment.picks(c).any(|(by, _)| by == *ix))
        };
        let stratum = |ix: AssessorIx| stratum(assessment.assessors[ix.0].group);
        let mut people: Vec<AssessorIx> = assessment.assessor_places().filter(answered).collect();
        people.sort_by_cached_key(|ix| (stratum(*ix), key(*ix)));
        let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
        for (place, ix) in people.iter().enumerate() {
            match groups.last_mut() {
                Some(range) if stratum(people[range.start]) == stratum(*ix) => {
                    range.end = place + 1;
                }
                _ => groups.push(place..place + 1),
            }
        }
        Self { people, groups }
    }
}

/// What a thread reuses from draw to draw.
struct Memory {
    weights: Vec<u32>,
    counts: Counts,
    group_counts: Counts,
    medians: Vec<u8>,
    places: Vec<Level>,
}

impl Memory {
    fn new(plan: &Plan<'_>) -> Self {
        let model = &plan.assessment.model;
        let items = model.statements.len();
        let points = u8::try_from(POINTS).unwrap_or(u8::MAX);
        Self {
            weights: vec![0; plan.people.len()],
            counts: Counts::new(points, items),
            group_counts: Counts::new(points, items),
            medians: vec![MISSING; items],
            places: model
                .statements
                .iter()
                .map(|statement| statement.level)
                .collect(),
        }
    }
}

/// Whether there are enough people to draw from, by component.
fn enough(people: &[u32]) -> Vec<bool> {
    people
        .iter()
        .map(|people| *people >= FEWEST_ASSESSORS)
        .collect()
}

impl<'a> Plan<'a> {
    fn new(
        assessment: &'a Assessment,
        values: &'a [Consensus],
        raters: &[u32],
        deciders: &[u32],
        people: People,
    ) -> Self {
        let model = &assessment.model;
        let People { people, groups } = people;
        let mut cells = Vec::with_capacity(people.len() * model.statements.len());
        for ix in &people {
            let sheet = assessment.sheet(*ix).zip(&model.statements).zip(values);
            let thirds = sheet.map(|((answer, statement), value)| {
                let thirds = answer.and_then(|answer| answer.contribution(statement.kind));
                thirds.map_or(MISSING, |thirds| if value.counts { thirds } else { 0 })
            });
            cells.extend(thirds);
        }
        let doubtful = (0..model.statements.len()).map(StatementIx);
        Self {
            method: deciding(assessment),
            values,
            people,
            groups,
            cells,
            doubtful: doubtful
                .filter(|ix| model.statement(*ix).alternative_level.is_some())
                .collect(),
            drawn: enough(raters),
            deciders_drawn: enough(deciders),
            assessment,
        }
    }

    fn draw(&self, memory: &mut Memory, stream: &mut Stream) -> Vec<Drawn> {
        for group in &self.groups {
            stream.resample(&mut memory.weights[group.clone()]);
        }
        let model = &*self.assessment.model;
        for ix in &self.doubtful {
            let statement = model.statement(*ix);
            let other = statement.alternative_level.filter(|_| stream.coin());
            memory.places[ix.0] = other.unwrap_or(statement.level);
        }
        if self.drawn.contains(&true) {
            self.resample_medians(memory);
        }
        let of = |component| self.component(memory, component);
        model.component_places().map(of).collect()
    }

    fn resample_medians(&self, memory: &mut Memory) {
        let items = self.assessment.model.statements.len();
        let rows = |group: &std::ops::Range<usize>| {
            let cells = &self.cells[group.start * items..group.end * items];
            cells
                .chunks_exact(items)
                .zip(memory.weights[group.clone()].iter().copied())
        };
        memory.counts.clear();
        for group in &self.groups {
            match self.assessment.settings.balance {
                Balance::Assessors => memory.counts.add_rows(rows(group)),
                Balance::Groups => {
                    memory.group_counts.clear();
                    memory.group_counts.add_rows(rows(group));
                    memory.group_counts.lower_medians(&mut memory.medians);
                    memory.counts.add_rows([(memory.medians.as_slice(), 1)]);
                }
            }
        }
        memory.counts.lower_medians(&mut memory.medians);
    }

    fn component(&self, memory: &Memory, component: ComponentIx) -> Drawn {
        let assessment = self.assessment;
        let (model, settings) = (&*assessment.model, &assessment.settings);
        if !assessment.in_scope(component) {
            return Drawn {
                level: None,
                index: None,
            };
        }
        let draw_people = self.drawn[component.0];
        let fact = |ix: StatementIx| match (draw_people, self.values[ix.0]) {
            (
                true,
                Consensus {
                    source: Source::Median | Source::None,
                    ..
                },
            ) => self.drawn_fact(memory, ix),
            (_, value) => value.counted(),
        };
        let sums: StepSums = sums(model, component, |ix| memory.places[ix.0], fact);
        let climb = by_steps(&model.scale, &sums, settings);
        let level = match self.method {
            Method::Nplf => by_nplf(&model.scale, &sums, settings).level,
            Method::BestFit => self.drawn_pick(memory, component),
            Method::Steps => climb.level,
        };
        Drawn {
            level,
            index: index(&model.scale, &sums, settings, climb),
        }
    }

    fn drawn_fact(&self, memory: &Memory, ix: StatementIx) -> Fact {
        let thirds = memory.medians[ix.0];
        if thirds != MISSING {
            return Fact::Contribution(thirds);
        }
        // Nobody who was drawn answered on the scale: the rule for Not applicable decides.
        let mut said_na = false;
        for (assessor, weight) in self.people.iter().zip(&memory.weights) {
            match self
                .assessment
                .answer(*assessor, ix)
                .filter(|_| *weight > 0)
            {
                Some((Answer::Unknown, _)) => return Fact::Unrated,
                Some((Answer::NotApplicable, _)) => said_na = true,
                _ => {}
            }
        }
        if said_na {
            Fact::NotApplicable
        } else {
            Fact::Unrated
        }
    }

    fn drawn_pick(&self, memory: &Memory, component: ComponentIx) -> Option<Level> {
        let assessment = self.assessment;
        if let Some(agreed) = assessment.agreed_levels().get(&component) {
            return Some(agreed.value);
        }
        let picks = assessment.picks(component).map(|(assessor, level)| {
            let weight = self.people.iter().position(|ix| *ix == assessor);
            let weight = weight.map_or(0, |place| memory.weights[place]);
            let times = if self.deciders_drawn[component.0] {
                weight
            } else {
                1
            };
            (assessment.assessors[assessor.0].group.0, level, times)
        });
        median_pick(assessment, picks)
    }
}
