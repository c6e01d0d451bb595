//! Sections 2, 3 and 5 of the method a second time: exact fractions over plain lists,
//! written from `docs/method.md` without a line of the domain's, held against it on random
//! assessments by the built-in models with random weights and settings.

use gradus_catalog::model::builtin::built_in;
use gradus_domain::assessment::{Assessment, Assessor, City, Cycle, Group};
use gradus_domain::model::Model;
use gradus_domain::names::{AssessorIx, GroupIx, StatementIx};
use gradus_domain::rating::{Answer, Kind};
use gradus_domain::result::score;
use gradus_domain::settings::{Balance, Settings};
use gradus_stats::resample::Stream;
use num_rational::Ratio;
use std::sync::Arc;
use time::macros::date;

type Fraction = Ratio<i128>;

const ROUNDS: u64 = 10_000;

/// What the second implementation finds for one component.
#[derive(Debug, PartialEq)]
struct Expected {
    steps: Option<usize>,
    nplf: Option<usize>,
    stopped_by: Option<usize>,
    index: Option<Fraction>,
}

/// An answer in thirds by section 1; `None` off the scale.
fn thirds(kind: Kind, answer: Answer) -> Option<i128> {
    let along = match answer {
        Answer::Not => 0,
        Answer::Partly => 1,
        Answer::Largely => 2,
        Answer::Fully | Answer::Surpassed => 3,
        Answer::Unknown | Answer::NotApplicable => return None,
    };
    Some(if kind == Kind::Deficit {
        3 - along
    } else {
        along
    })
}

fn lower_median(mut values: Vec<i128>) -> Option<i128> {
    values.sort_unstable();
    (!values.is_empty()).then(|| values[(values.len() - 1) / 2])
}

enum Value {
    Thirds(i128),
    Missing,
    Outside,
}

/// One statement's value by section 5: `given` holds the group and answer of each person.
fn value(kind: Kind, given: &[(usize, Answer)], settings: &Settings) -> Value {
    let on_scale: Vec<(usize, i128)> = given
        .iter()
        .filter_map(|(group, a)| Some((*group, thirds(kind, *a)?)))
        .collect();
    let median = match settings.balance {
        Balance::Assessors => lower_median(on_scale.iter().map(|(_, t)| *t).collect()),
        Balance::Groups => {
            let mut groups: Vec<usize> = on_scale.iter().map(|(group, _)| *group).collect();
            groups.sort_unstable();
            groups.dedup();
            let of = |group: &usize| {
                let own = on_scale.iter().filter(|(g, _)| g == group);
                lower_median(own.map(|(_, t)| *t).collect())
            };
            lower_median(groups.iter().filter_map(of).collect())
        }
    };
    let only_na = !given.is_empty() && given.iter().all(|(_, a)| *a == Answer::NotApplicable);
    match median {
        Some(thirds) => Value::Thirds(thirds),
        None if only_na => Value::Outside,
        None => Value::Missing,
    }
}

/// Levels and index by sections 2 and 3.
fn expected(model: &Model, component: usize, values: &[Value], settings: &Settings) -> Expected {
    let top = model.scale.len() - 1;
    let mark = Fraction::new(i128::from(settings.pass_mark_pct), 100);
    let least = Fraction::new(i128::from(settings.min_coverage_pct), 100);
    let mut completion: Vec<Option<Fraction>> = vec![None];
    for to in 1..=top {
        let (mut got, mut full, mut rated, mut applicable) = (0, 0, 0, 0);
        for (statement, value) in model.statements.iter().zip(values) {
            let level = statement.level.position();
            let here = match statement.kind {
                Kind::Deficit => level == to - 1,
                Kind::Strength | Kind::Stage => level == to,
            };
            if statement.component.0 != component || !here {
                continue;
            }
            let weight = i128::from(statement.weight);
            match value {
                Value::Outside => {}
                Value::Missing => applicable += weight,
                Value::Thirds(thirds) => {
                    applicable += weight;
                    rated += weight;
                    got += weight * thirds;
                    full += weight * 3;
                }
            }
        }
        let is_rated = rated > 0 && Fraction::new(rated, applicable) >= least;
        completion.push(is_rated.then(|| Fraction::new(got, full)));
    }
    if completion[1].is_none() {
        return Expected {
            steps: None,
            nplf: None,
            stopped_by: Some(1),
            index: None,
        };
    }
    let mut steps = 0;
    while steps < top && completion[steps + 1].is_some_and(|c| c >= mark) {
        steps += 1;
    }
    let stopped_by = (steps < top && completion[steps + 1].is_none()).then_some(steps + 1);
    let largely = Fraction::new(1, 2);
    let fully = Fraction::new(85, 100);
    let mut nplf = 0;
    while nplf < top && completion[nplf + 1].is_some_and(|c| c > largely) {
        nplf += 1;
        if completion[nplf].is_some_and(|c| c <= fully) {
            break;
        }
    }
    let number = |position: usize| {
        Fraction::from(i128::from(
            model.scale.value(model.scale.at(position).unwrap()),
        ))
    };
    let part = completion
        .get(steps + 1)
        .copied()
        .flatten()
        .unwrap_or_default()
        / mark;
    let gap = if steps < top {
        number(steps + 1) - number(steps)
    } else {
        Fraction::default()
    };
    Expected {
        steps: Some(steps),
        nplf: Some(nplf),
        stopped_by,
        index: Some(number(steps) + part * gap),
    }
}

struct Case {
    assessment: Assessment,
    given: Vec<Vec<(usize, Answer)>>,
}

fn random_case(base: &Model, stream: &mut Stream) -> Case {
    let mut model = base.clone();
    for statement in &mut model.statements {
        statement.weight = if stream.coin() {
            1
        } else {
            1 + stream.below(1000)
        };
    }
    let model = Arc::new(model);
    let people = 1 + stream.below(5) as usize;
    let groups = 1 + stream.below(3) as usize;
    let group = |at: usize| Group {
        id: format!("g{at}"),
        name: String::new(),
    };
    let assessor = |at: usize| Assessor {
        id: format!("a{at}"),
        group: GroupIx(at % groups),
        name: None,
        asked: model.component_places().collect(),
    };
    let mut assessment = Assessment::new(
        Arc::clone(&model),
        City {
            name: String::new(),
            country: None,
            population: None,
        },
        Cycle {
            name: String::new(),
            from: date!(2026 - 01 - 01),
            to: date!(2026 - 12 - 31),
        },
        (0..groups).map(group).collect(),
        (0..people).map(assessor).collect(),
    );
    let per_cent = |stream: &mut Stream| u8::try_from(1 + stream.below(100)).unwrap();
    assessment.settings.pass_mark_pct = if stream.coin() { 85 } else { per_cent(stream) };
    assessment.settings.min_coverage_pct = if stream.coin() { 50 } else { per_cent(stream) };
    assessment.settings.balance = if stream.coin() {
        Balance::Groups
    } else {
        Balance::Assessors
    };
    // Few draws: how sure a level is, is not what is compared here.
    assessment.settings.draws = 1;
    let (generous, silent) = (stream.below(10), stream.below(10));
    let mut given = vec![Vec::new(); model.statements.len()];
    for person in 0..people {
        for (at, statement) in model.statements.iter().enumerate() {
            if stream.below(10) < silent.min(6) {
                continue;
            }
            let answer = if stream.below(10) < generous {
                if statement.kind == Kind::Deficit {
                    Answer::Not
                } else {
                    Answer::Fully
                }
            } else {
                match Answer::ALL[stream.below(7) as usize] {
                    Answer::Surpassed if statement.kind != Kind::Stage => Answer::Largely,
                    answer => answer,
                }
            };
            assessment
                .record_rating(AssessorIx(person), StatementIx(at), answer)
                .unwrap();
            given[at].push((person % groups, answer));
        }
    }
    Case { assessment, given }
}

#[test]
fn a_second_implementation_finds_the_same_levels_and_indices() {
    let models: Vec<Model> = ["pas181-scmm", "open-data-basics"]
        .map(|name| built_in(name).unwrap().unwrap().value)
        .into();
    let mut levels_seen = std::collections::BTreeSet::new();
    for round in 0..ROUNDS {
        let mut stream = Stream::new(181, 7, round);
        // The small model most of the time, so that ten thousand rounds stay quick.
        let base = &models[usize::from(round % 8 != 0)];
        let Case { assessment, given } = random_case(base, &mut stream);
        let model = &assessment.model;
        let values: Vec<Value> = model
            .statements
            .iter()
            .zip(&given)
            .map(|(statement, given)| value(statement.kind, given, &assessment.settings))
            .collect();
        let result = score(&assessment, assessment.cycle.to);
        for found in &result.components {
            let component = found.component.0;
            let expected = expected(model, component, &values, &assessment.settings);
            let position = |level: gradus_domain::scale::Level| level.position();
            assert_eq!(
                found.levels.steps.ok().map(position),
                expected.steps,
                "round {round}"
            );
            assert_eq!(
                found.levels.nplf.ok().map(position),
                expected.nplf,
                "round {round}"
            );
            assert_eq!(
                found.stopped_by.map(position),
                expected.stopped_by,
                "round {round}"
            );
            match (found.index.ok(), expected.index) {
                (None, None) => {}
                (Some(index), Some(exact)) => {
                    #[expect(clippy::cast_precision_loss, reason = "small fractions")]
                    let exact = *exact.numer() as f64 / *exact.denom() as f64;
                    assert!(
                        (index - exact).abs() < 1e-9,
                        "round {round}: {index} is not {exact}"
                    );
                }
                (index, exact) => assert_eq!(index.is_some(), exact.is_some(), "round {round}"),
            }
            levels_seen.insert((model.scale.len(), expected.steps));
        }
    }
    assert!(
        levels_seen.len() >= 5 + 4,
        "all levels of both models came up: {levels_seen:?}"
    );
}
