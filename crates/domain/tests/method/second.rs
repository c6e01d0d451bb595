//! The method a second time: exact fractions over plain lists of words, written from
//! `docs/method.md` without a line of the domain's, and held against it on ten thousand
//! random assessments by random models and the built-in ones.

use gradus_domain::evidence::EvidenceStatus;
use gradus_domain::rating::Kind;
use gradus_domain::settings::{Balance, Method};
use gradus_stats::resample::Stream;
use gradus_testkit::city::{CYCLE, TestCity, TestEvidence, TestRung};
use gradus_testkit::model::{TestModel, built_in};
use num_rational::Ratio;
use std::collections::BTreeMap;
use std::sync::Arc;

type Fraction = Ratio<i128>;

const ROUNDS: u64 = 10_000;

/// A model as its file says it.
#[derive(Debug, Clone)]
struct PlainModel {
    levels: Vec<i64>,
    components: Vec<PlainComponent>,
    statements: Vec<PlainStatement>,
}

#[derive(Debug, Clone)]
struct PlainComponent {
    id: String,
    weight: i128,
    strands: Vec<String>,
}

#[derive(Debug, Clone)]
struct PlainStatement {
    id: String,
    component: String,
    strand: String,
    kind: &'static str,
    level: i64,
    weight: i128,
}

/// An assessment as its file says it. People are numbers; they name their groups.
#[derive(Debug, Clone, Default)]
struct PlainCity {
    groups: Vec<&'static str>,
    ratings: Vec<(usize, String, &'static str)>,
    /// Person, component, strand, and the rung: `3`, `3..4`, `unknown` or `na`.
    rungs: Vec<(usize, String, String, String)>,
    picks: Vec<(usize, String, i64)>,
    agreed: Vec<(String, &'static str)>,
    agreed_levels: Vec<(String, i64)>,
    evidence: Vec<PlainEvidence>,
    out_of_scope: Vec<String>,
    method: &'static str,
    balance: &'static str,
    pass_mark_pct: i128,
    min_coverage_pct: i128,
    min_component_coverage_pct: i128,
}

#[derive(Debug, Clone)]
struct PlainEvidence {
    supports: Vec<String>,
    state: &'static str,
    /// A person's number, or someone from outside.
    reviewer: Option<usize>,
}

/// What the second implementation finds for one component.
#[derive(Debug, PartialEq)]
struct Expected {
    level: Option<i64>,
    steps: Option<i64>,
    nplf: Option<i64>,
    best_fit: Option<i64>,
    stopped_by: Option<i64>,
    index: Option<Fraction>,
    completion: Vec<Option<Fraction>>,
    coverage: Vec<Option<Fraction>>,
    evidenced: Option<i64>,
    verified: Option<i64>,
}

/// Section 1: contribution in thirds.
fn contribution(kind: &str, word: &str) -> Option<i128> {
    let up = match word {
        "not" => 0,
        "partly" => 1,
        "largely" => 2,
        "fully" | "surpassed" => 3,
        _ => return None,
    };
    Some(if kind == "deficit" { 3 - up } else { up })
}

/// Section 4: what a rung says of a statement.
fn filled(rung: &str, statement: &PlainStatement) -> &'static str {
    let (low, high) = match rung {
        "unknown" => return "unknown",
        "na" => return "na",
        rung => match rung.split_once("..") {
            Some((low, high)) => (low.parse().unwrap(), Some(high.parse::<i64>().unwrap())),
            None => (rung.parse::<i64>().unwrap(), None),
        },
    };
    let (level, kind) = (statement.level, statement.kind);
    if level < low {
        return match kind {
            "deficit" => "not",
            "stage" => "surpassed",
            _ => "fully",
        };
    }
    if level == low {
        return if high.is_some() && kind == "deficit" {
            "partly"
        } else {
            "fully"
        };
    }
    match kind {
        "deficit" => "fully",
        _ if high == Some(level) => "partly",
        _ => "not",
    }
}

fn lower_median<T: Ord + Copy>(mut values: Vec<T>) -> Option<T> {
    values.sort_unstable();
    (!values.is_empty()).then(|| values[(values.len() - 1) / 2])
}

/// Section 5: the lower median, of people or of groups' lower medians.
fn balanced<T: Ord + Copy>(city: &PlainCity, given: &[(usize, T)]) -> Option<T> {
    if city.balance == "assessors" {
        return lower_median(given.iter().map(|(_, value)| *value).collect());
    }
    let mut by_group: BTreeMap<&str, Vec<T>> = BTreeMap::new();
    for (person, value) in given {
        by_group
            .entry(city.groups[*person])
            .or_default()
            .push(*value);
    }
    lower_median(by_group.into_values().filter_map(lower_median).collect())
}

/// A statement's value: thirds, or why it has none.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Value {
    Thirds(i128),
    NotRated,
    NotApplicable,
}

/// Who answered what to each statement, rungs included.
fn given<'a>(
    model: &'a PlainModel,
    city: &'a PlainCity,
) -> BTreeMap<&'a str, Vec<(usize, &'static str)>> {
    let mut cells: BTreeMap<(&str, usize), &'static str> = BTreeMap::new();
    for (person, component, strand, rung) in &city.rungs {
        for statement in &model.statements {
            if statement.component == *component && statement.strand == *strand {
                cells.insert((&statement.id, *person), filled(rung, statement));
            }
        }
    }
    for (person, statement, word) in &city.ratings {
        cells.insert((statement, *person), word);
    }
    let mut given: BTreeMap<&str, Vec<(usize, &'static str)>> = BTreeMap::new();
    for ((statement, person), word) in cells {
        given.entry(statement).or_default().push((person, word));
    }
    given
}

fn value(city: &PlainCity, statement: &PlainStatement, given: &[(usize, &'static str)]) -> Value {
    let agreed = city.agreed.iter().find(|(id, _)| *id == statement.id);
    if let Some((_, word)) = agreed {
        return match contribution(statement.kind, word) {
            Some(thirds) => Value::Thirds(thirds),
            None if *word == "na" => Value::NotApplicable,
            None => Value::NotRated,
        };
    }
    let on_scale: Vec<(usize, i128)> = given
        .iter()
        .filter_map(|(person, word)| Some((*person, contribution(statement.kind, word)?)))
        .collect();
    if let Some(thirds) = balanced(city, &on_scale) {
        return Value::Thirds(thirds);
    }
    let all_say_na = given.iter().all(|(_, word)| *word == "na");
    if !given.is_empty() && all_say_na {
        Value::NotApplicable
    } else {
        Value::NotRated
    }
}

/// Section 2: completion and coverage of the step to each level above the floor.
fn steps(
    model: &PlainModel,
    component: &str,
    value: impl Fn(&PlainStatement) -> Value,
) -> (Vec<Option<Fraction>>, Vec<Option<Fraction>>) {
    let mut found = (Vec::new(), Vec::new());
    for pair in model.levels.windows(2) {
        let (mut got, mut full, mut rated, mut applicable) = (0, 0, 0, 0);
        for statement in &model.statements {
            let leads_here = match statement.kind {
                "deficit" => statement.level == pair[0],
                _ => statement.level == pair[1],
            };
            if statement.component != component || !leads_here {
                continue;
            }
            match value(statement) {
                Value::NotApplicable => {}
                Value::NotRated => applicable += statement.weight,
                Value::Thirds(thirds) => {
                    applicable += statement.weight;
                    rated += statement.weight;
                    got += statement.weight * thirds;
                    full += statement.weight * 3;
                }
            }
        }
        found.0.push((full > 0).then(|| Fraction::new(got, full)));
        found
            .1
            .push((applicable > 0).then(|| Fraction::new(rated, applicable)));
    }
    found
}

fn per_cent(share: i128) -> Fraction {
    Fraction::new(share, 100)
}

/// How many steps lead up one after the other, and whether a step without data ended it.
/// `None` for the first where not even the first step is rated.
fn climb(
    completion: &[Option<Fraction>],
    rated: &[bool],
    passes: impl Fn(Fraction) -> bool,
    leads_on: impl Fn(Fraction) -> bool,
) -> (Option<usize>, Option<usize>) {
    if !rated[0] {
        return (None, Some(0));
    }
    let mut level = 0;
    for step in 0..rated.len() {
        if !rated[step] {
            return (Some(level), Some(step));
        }
        let Some(completion) = completion[step] else {
            break;
        };
        if !passes(completion) {
            break;
        }
        level = step + 1;
        if !leads_on(completion) {
            break;
        }
    }
    (Some(level), None)
}

fn took_part(model: &PlainModel, city: &PlainCity, person: usize, component: &str) -> bool {
    let here = |id: &str| {
        model
            .statements
            .iter()
            .any(|s| s.id == id && s.component == component)
    };
    city.picks
        .iter()
        .any(|(by, of, _)| *by == person && of == component)
        || city
            .rungs
            .iter()
            .any(|(by, of, ..)| *by == person && of == component)
        || city
            .ratings
            .iter()
            .any(|(by, of, _)| *by == person && here(of))
}

fn picks_only(city: &PlainCity) -> bool {
    let picked = !city.picks.is_empty() || !city.agreed_levels.is_empty();
    picked && city.ratings.is_empty() && city.rungs.is_empty() && city.agreed.is_empty()
}

/// Sections 2, 3, 5 and 6 for one component.
fn expected(
    model: &PlainModel,
    city: &PlainCity,
    given: &BTreeMap<&str, Vec<(usize, &'static str)>>,
    component: &str,
) -> Expected {
    let none = Vec::new();
    let plain = |s: &PlainStatement| value(city, s, given.get(s.id.as_str()).unwrap_or(&none));
    let mark = per_cent(city.pass_mark_pct);
    let is_rated = |coverage: &[Option<Fraction>]| -> Vec<bool> {
        let enough = |c: &Option<Fraction>| c.is_some_and(|c| c >= per_cent(city.min_coverage_pct));
        coverage.iter().map(enough).collect()
    };
    let by_steps = |completion: &[Option<Fraction>], rated: &[bool]| {
        climb(completion, rated, |c| c >= mark, |_| true)
    };
    let (completion, coverage) = steps(model, component, plain);
    let rated = is_rated(&coverage);
    let (steps_level, steps_stopped) = by_steps(&completion, &rated);
    let (nplf, nplf_stopped) = climb(
        &completion,
        &rated,
        |c| c > per_cent(50),
        |c| c > per_cent(85),
    );
    let index = steps_level.map(|level| {
        let number = |at: usize| Fraction::from(i128::from(model.levels[at]));
        match completion.get(level) {
            Some(Some(next)) if rated[level] => {
                number(level) + *next / mark * (number(level + 1) - number(level))
            }
            _ => number(level),
        }
    });
    let agreed_level = city.agreed_levels.iter().find(|(of, _)| of == component);
    let picks: Vec<(usize, i64)> = city
        .picks
        .iter()
        .filter(|(_, of, _)| of == component)
        .map(|(person, _, level)| (*person, *level))
        .collect();
    let best_fit = agreed_level
        .map(|(_, level)| *level)
        .or_else(|| balanced(city, &picks));
    let backed = |accepted_only: bool| {
        let value = |statement: &PlainStatement| {
            let supports = |piece: &PlainEvidence| {
                let partial = piece
                    .reviewer
                    .is_some_and(|person| took_part(model, city, person, component));
                let good = match piece.state {
                    "accepted" => !accepted_only || !partial,
                    "submitted" | "question" => !accepted_only,
                    _ => false,
                };
                good && piece.supports.contains(&statement.id)
            };
            match plain(statement) {
                Value::Thirds(_)
                    if statement.kind != "deficit" && !city.evidence.iter().any(supports) =>
                {
                    Value::Thirds(0)
                }
                value => value,
            }
        };
        let (completion, coverage) = steps(model, component, value);
        by_steps(&completion, &is_rated(&coverage)).0
    };
    let printed = |position: Option<usize>| position.map(|at| model.levels[at]);
    let stopped = |step: Option<usize>| step.map(|step| model.levels[step + 1]);
    let method = if picks_only(city) {
        "best_fit"
    } else {
        city.method
    };
    Expected {
        level: match method {
            "steps" => printed(steps_level),
            "nplf" => printed(nplf),
            _ => best_fit,
        },
        steps: printed(steps_level),
        nplf: printed(nplf),
        best_fit,
        stopped_by: match method {
            "nplf" => stopped(nplf_stopped),
            "best_fit" if picks_only(city) => None,
            _ => stopped(steps_stopped),
        },
        index,
        evidenced: printed(backed(false)),
        verified: printed(backed(true)),
        completion,
        coverage,
    }
}

/// Section 7: the mean of indices, where enough components have one.
fn city_index(
    model: &PlainModel,
    city: &PlainCity,
    found: &[(String, Expected)],
) -> Option<Fraction> {
    let rated: Vec<(i128, Fraction)> = found
        .iter()
        .filter_map(|(id, expected)| {
            let component = model.components.iter().find(|c| c.id == *id)?;
            Some((component.weight, expected.index?))
        })
        .collect();
    let enough = per_cent(city.min_component_coverage_pct);
    let share = Fraction::new(
        i128::try_from(rated.len()).ok()?,
        i128::try_from(found.len().max(1)).ok()?,
    );
    if picks_only(city) || rated.is_empty() || share < enough {
        return None;
    }
    let sum: Fraction = rated.iter().map(|(weight, index)| *index * *weight).sum();
    Some(sum / rated.iter().map(|(weight, _)| *weight).sum::<i128>())
}

struct Dice(Stream);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.0.below(u32::try_from(bound).unwrap())).unwrap()
    }

    fn chance(&mut self, pct: usize) -> bool {
        self.below(100) < pct
    }

    fn one_of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }
}

const KINDS: [&str; 3] = ["strength", "stage", "deficit"];

fn random_model(dice: &mut Dice) -> PlainModel {
    let mut value = i64::try_from(dice.below(4)).unwrap() - 1;
    let gaps = dice.chance(15);
    let mut levels = vec![value];
    for _ in 0..=dice.below(6) {
        value += if gaps {
            1 + i64::try_from(dice.below(3)).unwrap()
        } else {
            1
        };
        levels.push(value);
    }
    let mut model = PlainModel {
        levels,
        components: Vec::new(),
        statements: Vec::new(),
    };
    let heavy = dice.chance(50);
    for component in 0..=dice.below(3) {
        let id = format!("c{component}");
        let strands: Vec<String> = (0..=dice.below(3)).map(|at| format!("s{at}")).collect();
        // First one item for each step, then some more anywhere.
        let steps = model.levels.len() - 1;
        let more = dice.below(8);
        for item in 0..steps + more {
            let step = if item < steps {
                item
            } else {
                dice.below(steps)
            };
            let kind = dice.one_of(&KINDS);
            let level = model.levels[if kind == "deficit" { step } else { step + 1 }];
            model.statements.push(PlainStatement {
                id: format!("{id}.{item}"),
                component: id.clone(),
                strand: dice.one_of(&strands),
                kind,
                level,
                weight: if heavy {
                    1 + i128::try_from(dice.below(1000)).unwrap()
                } else {
                    1
                },
            });
        }
        let has_any = |strand: &String| {
            model
                .statements
                .iter()
                .any(|s| s.component == id && s.strand == *strand)
        };
        let strands = strands.into_iter().filter(has_any).collect();
        let weight = 1 + i128::try_from(dice.below(if heavy { 1000 } else { 1 })).unwrap();
        model.components.push(PlainComponent {
            id,
            weight,
            strands,
        });
    }
    model
}

/// The rows of a built-in model.
fn plain(name: &str) -> PlainModel {
    let model = built_in(name);
    let component = |c: &gradus_domain::model::Component| PlainComponent {
        id: c.id.clone(),
        weight: i128::from(c.weight),
        strands: c
            .strands
            .iter()
            .map(|ix| model.strand(*ix).id.clone())
            .collect(),
    };
    let statement = |s: &gradus_domain::model::Statement| PlainStatement {
        id: s.id.clone(),
        component: model.component(s.component).id.clone(),
        strand: model.strand(s.strand).id.clone(),
        kind: s.kind.word(),
        level: model.scale.value(s.level),
        weight: i128::from(s.weight),
    };
    PlainModel {
        levels: model
            .scale
            .all()
            .map(|level| model.scale.value(level))
            .collect(),
        components: model.components.iter().map(component).collect(),
        statements: model.statements.iter().map(statement).collect(),
    }
}

fn random_city(model: &PlainModel, dice: &mut Dice) -> PlainCity {
    const WORDS: [&str; 7] = [
        "not",
        "partly",
        "largely",
        "fully",
        "surpassed",
        "unknown",
        "na",
    ];
    let per_cent = |dice: &mut Dice, usual: i128| {
        if dice.chance(50) {
            usual
        } else {
            1 + i128::try_from(dice.below(100)).unwrap()
        }
    };
    let mut city = PlainCity {
        method: dice.one_of(&["steps", "steps", "steps", "nplf", "best_fit"]),
        balance: dice.one_of(&["assessors", "groups"]),
        pass_mark_pct: per_cent(dice, 85),
        min_coverage_pct: per_cent(dice, 50),
        min_component_coverage_pct: per_cent(dice, 50),
        ..PlainCity::default()
    };
    for _ in 0..=dice.below(5) {
        city.groups
            .push(dice.one_of(&["council", "firms", "residents"]));
    }
    let only_picks = dice.chance(5);
    let [rated, on_rungs, good] = [dice.below(101), dice.below(80), dice.below(101)];
    let word = |dice: &mut Dice, kind: &str| {
        if dice.chance(good) {
            return if kind == "deficit" { "not" } else { "fully" };
        }
        match dice.one_of(&WORDS) {
            "surpassed" if kind != "stage" => "largely",
            word => word,
        }
    };
    for person in 0..city.groups.len() {
        for component in &model.components {
            if dice.chance(30) || only_picks {
                let pick = (person, component.id.clone(), dice.one_of(&model.levels));
                city.picks.push(pick);
            }
            if only_picks {
                continue;
            }
            for strand in &component.strands {
                if dice.chance(on_rungs) {
                    let at = dice.below(model.levels.len() - 1);
                    let rung = match dice.below(20) {
                        0 => "unknown".to_owned(),
                        1 => "na".to_owned(),
                        2..=7 => format!("{}..{}", model.levels[at], model.levels[at + 1]),
                        _ => dice.one_of(&model.levels).to_string(),
                    };
                    city.rungs
                        .push((person, component.id.clone(), strand.clone(), rung));
                }
            }
        }
        for statement in model.statements.iter().filter(|_| !only_picks) {
            if dice.chance(rated) {
                let word = word(dice, statement.kind);
                city.ratings.push((person, statement.id.clone(), word));
            }
        }
    }
    for statement in model.statements.iter().filter(|_| !only_picks) {
        if dice.chance(3) {
            city.agreed
                .push((statement.id.clone(), word(dice, statement.kind)));
        }
    }
    for component in &model.components {
        if dice.chance(5) {
            city.agreed_levels
                .push((component.id.clone(), dice.one_of(&model.levels)));
        }
        if dice.chance(5) {
            city.out_of_scope.push(component.id.clone());
        }
    }
    let share = dice.below(101);
    for _ in 0..dice.below(4) {
        let supports = model.statements.iter().filter(|_| dice.chance(share));
        let supports: Vec<String> = supports.map(|s| s.id.clone()).collect();
        let state = dice.one_of(&[
            "accepted",
            "accepted",
            "submitted",
            "rejected",
            "question",
            "old",
        ]);
        let reviewer =
            (state == "accepted" && dice.chance(40)).then(|| dice.below(city.groups.len()));
        if !supports.is_empty() {
            city.evidence.push(PlainEvidence {
                supports,
                state,
                reviewer,
            });
        }
    }
    city
}

/// The same model for the domain; a built-in one keeps its texts and takes the weights.
fn for_domain(model: &PlainModel) -> Arc<gradus_domain::model::Model> {
    let mut built = TestModel::new(model.levels.iter().copied());
    for component in &model.components {
        built = built
            .component(&component.id)
            .component_weighing(u32::try_from(component.weight).unwrap());
        for strand in &component.strands {
            built = built.strand(strand);
            for statement in &model.statements {
                if statement.component == component.id && statement.strand == *strand {
                    let kind = Kind::ALL
                        .into_iter()
                        .find(|kind| kind.word() == statement.kind);
                    built = built
                        .statement(&statement.id, kind.unwrap(), statement.level)
                        .weighing(u32::try_from(statement.weight).unwrap());
                }
            }
        }
    }
    built.build()
}

fn city_for_domain(model: Arc<gradus_domain::model::Model>, plain: &PlainCity) -> TestCity {
    let person = |at: usize| format!("p{at}");
    let mut city = TestCity::new(model).settings(|settings| {
        settings.method = plain.method.parse::<Method>().unwrap();
        settings.balance = plain.balance.parse::<Balance>().unwrap();
        settings.pass_mark_pct = u8::try_from(plain.pass_mark_pct).unwrap();
        settings.min_coverage_pct = u8::try_from(plain.min_coverage_pct).unwrap();
        settings.min_component_coverage_pct =
            u8::try_from(plain.min_component_coverage_pct).unwrap();
        // How sure a level is, is not what is compared here.
        settings.draws = 1;
    });
    for (at, group) in plain.groups.iter().enumerate() {
        city = city.assessor(&person(at), group);
    }
    for (by, statement, word) in &plain.ratings {
        city = city.rating(&person(*by), statement, word.parse().unwrap());
    }
    for (by, component, strand, rung) in &plain.rungs {
        let rung = match rung.as_str() {
            "unknown" => TestRung::Unknown,
            "na" => TestRung::NotApplicable,
            rung => match rung.split_once("..") {
                Some((low, high)) => {
                    TestRung::Between([low.parse().unwrap(), high.parse().unwrap()])
                }
                None => TestRung::On(rung.parse().unwrap()),
            },
        };
        city = city.rung(&person(*by), &format!("{component}/{strand}"), rung);
    }
    for (by, component, level) in &plain.picks {
        city = city.pick(&person(*by), component, *level);
    }
    for (statement, word) in &plain.agreed {
        city = city.agreed(&format!("{statement} {word}"));
    }
    for (component, level) in &plain.agreed_levels {
        city = city.agreed_level(component, *level);
    }
    for component in &plain.out_of_scope {
        city = city.out_of_scope(component);
    }
    for (number, piece) in plain.evidence.iter().enumerate() {
        let made = TestEvidence::new(&format!("e{number}"), &piece.supports.join(", "));
        let reviewer = piece.reviewer.map_or_else(|| "outsider".to_owned(), person);
        city = city.evidence(match piece.state {
            "accepted" => made.accepted_by(&reviewer),
            "old" => made.valid_until(CYCLE.0).accepted_by("outsider"),
            state => made.status(state.parse::<EvidenceStatus>().unwrap()),
        });
    }
    city
}

#[expect(
    clippy::cast_precision_loss,
    reason = "far below 2^53, so each is exact"
)]
fn double(fraction: Fraction) -> f64 {
    *fraction.numer() as f64 / *fraction.denom() as f64
}

#[track_caller]
fn same(found: Option<f64>, expected: Option<Fraction>, what: &str) {
    match (found, expected) {
        (None, None) => {}
        (Some(found), Some(expected)) => {
            assert!(
                (found - double(expected)).abs() < 1e-12,
                "{what}: {found}, {expected}"
            );
        }
        (found, expected) => assert_eq!(found.is_some(), expected.is_some(), "{what}"),
    }
}

/// What was seen in all rounds, so that none of it is compared in vain.
#[derive(Debug, Default)]
struct Seen {
    levels: BTreeMap<(usize, Option<i64>), u32>,
    stopped: u32,
    between: u32,
    methods_differ: u32,
    unproven: u32,
    unverified: u32,
    city_indices: u32,
}

fn check(model: &PlainModel, plain: &PlainCity, seen: &mut Seen, what: &str) {
    let score = city_for_domain(for_domain(model), plain).score();
    let given = given(model, plain);
    let mut all = Vec::new();
    for component in &model.components {
        let what = format!("{what}, component {}", component.id);
        let found = score.component(&component.id);
        let printed = |level| score.printed(level).ok();
        if plain.out_of_scope.contains(&component.id) {
            assert!(
                !found.in_scope && found.level.is_err() && found.index.is_err(),
                "{what}"
            );
            continue;
        }
        let expected = expected(model, plain, &given, &component.id);
        assert_eq!(printed(found.level), expected.level, "{what}: level");
        assert_eq!(printed(found.levels.steps), expected.steps, "{what}: steps");
        assert_eq!(printed(found.levels.nplf), expected.nplf, "{what}: N-P-L-F");
        assert_eq!(
            printed(found.levels.best_fit),
            expected.best_fit,
            "{what}: best fit"
        );
        let stopped = found.stopped_by.and_then(|level| printed(Ok(level)));
        assert_eq!(stopped, expected.stopped_by, "{what}: stopped by");
        same(found.index.ok(), expected.index, &format!("{what}: index"));
        assert_eq!(found.steps.len(), expected.completion.len());
        for (at, step) in found.steps.iter().enumerate() {
            // One division each, so these are the same to the last digit.
            let completion = expected.completion[at].map(double);
            assert_eq!(step.sum.completion(), completion, "{what}: completion {at}");
            let coverage = expected.coverage[at].map(double);
            assert_eq!(step.sum.coverage(), coverage, "{what}: coverage {at}");
        }
        assert_eq!(
            printed(found.evidenced),
            expected.evidenced,
            "{what}: evidenced"
        );
        assert_eq!(
            printed(found.verified),
            expected.verified,
            "{what}: verified"
        );
        *seen
            .levels
            .entry((model.levels.len(), expected.steps))
            .or_default() += 1;
        seen.stopped += u32::from(expected.steps.is_some() && expected.stopped_by.is_some());
        seen.between += u32::from(expected.index.is_some_and(|index| !index.is_integer()));
        seen.methods_differ += u32::from(expected.steps != expected.nplf);
        seen.unproven += u32::from(expected.steps != expected.evidenced);
        seen.unverified += u32::from(expected.evidenced != expected.verified);
        all.push((component.id.clone(), expected));
    }
    let index = city_index(model, plain, &all);
    same(
        score.scored.city.index.ok(),
        index,
        &format!("{what}: city"),
    );
    seen.city_indices += u32::from(index.is_some());
}

#[test]
fn a_second_implementation_finds_the_same() {
    let built_in = ["open-data-basics", "pas181-scmm"].map(plain);
    let mut seen = Seen::default();
    for round in 0..ROUNDS {
        let mut dice = Dice(Stream::new(181, 7, round));
        let mut model = match round % 20 {
            0 => built_in[1].clone(),
            1..=4 => built_in[0].clone(),
            _ => random_model(&mut dice),
        };
        if dice.chance(20) {
            for statement in &mut model.statements {
                statement.weight = 1 + i128::try_from(dice.below(1000)).unwrap();
            }
        }
        let city = random_city(&model, &mut dice);
        check(&model, &city, &mut seen, &format!("round {round}"));
    }
    for sizes in 2..=7 {
        let of_size = seen.levels.keys().filter(|(size, _)| *size == sizes);
        assert!(
            of_size.count() > sizes,
            "all levels of {sizes} and none came up: {seen:?}"
        );
    }
    let rare = [
        seen.stopped,
        seen.between,
        seen.methods_differ,
        seen.unproven,
        seen.unverified,
    ];
    assert!(rare.iter().all(|times| *times > 200), "{seen:?}");
    assert!(seen.city_indices > 2_000, "{seen:?}");
}
