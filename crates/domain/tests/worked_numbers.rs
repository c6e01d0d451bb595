//! The worked numbers of `docs/method.md`, and the property of ladders, on the built-in models.

use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::model::builtin::built_in;
use gradus_catalog::source::Source;
use gradus_domain::assessment::Assessment;
use gradus_domain::explanation::Blocking;
use gradus_domain::method::{Achievement, Why, achievement};
use gradus_domain::names::StatementIx;
use gradus_domain::result::{ComponentScore, Scored, score};
use std::fmt::Write as _;
use std::sync::Arc;

const HEAD: &str = "format: gradus-assessment/1\ncity: { name: X }\n\
    cycle: { name: c, from: 2026-01-01, to: 2026-06-30 }\n";

fn assess(model: &str, body: &str) -> Assessment {
    let text = format!("{HEAD}model: {model}\n{body}");
    let document = read_assessment(&Source::from_bytes("test.yaml", text.as_bytes())).unwrap();
    let model = Arc::new(built_in(model).unwrap().unwrap().value);
    build(&document.value, model).unwrap().value
}

fn scored(assessment: &Assessment) -> Scored {
    score(assessment, assessment.cycle.to)
}

/// The worked example of section 3, with one answer changed.
fn worked_example(of_3_3: &str) -> (Assessment, ComponentScore) {
    let answers = format!(
        "1.1 not, 1.2 partly, 1.3 not, 1.4 not, 1.5 not, 1.6 not, 2.1 partly, 2.2 surpassed, \
         2.3 not, 2.4 partly, 2.5 not, 3.1 fully, 3.2 largely, 3.3 {of_3_3}, 3.4 fully, \
         4.1 partly, 4.2 not, 4.3 unknown, 4.4 partly, 4.5 not, 5.1 not, 5.2 not, 5.3 not, 5.4 not"
    );
    let mut body = String::from(
        "groups: [ { id: g, name: G } ]\nassessors: [ { id: a, group: g } ]\nratings:\n",
    );
    for answer in answers.split(", ") {
        let (id, value) = answer.split_once(' ').unwrap();
        let _ = writeln!(
            body,
            "  - {{ assessor: a, statement: PM{id}, value: {value} }}"
        );
    }
    let assessment = assess("pas181-scmm", &body);
    let component = assessment.model.find_component("PM").unwrap();
    let result = scored(&assessment).components[component.0].clone();
    (assessment, result)
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-12, "{a} is not {b}");
}

#[test]
fn the_worked_example_gives_its_steps_level_and_index() {
    let (assessment, pm) = worked_example("largely");
    let sums: Vec<(u64, u64)> = pm
        .steps
        .iter()
        .map(|step| (step.sum.attained, step.sum.possible))
        .collect();
    assert_eq!(sums, [(20, 21), (18, 21), (3, 15), (0, 12)]);
    near(pm.steps[0].sum.completion().unwrap(), 20.0 / 21.0);
    near(pm.steps[2].sum.coverage().unwrap(), 5.0 / 6.0);
    let value = |level| assessment.model.scale.value(level);
    assert_eq!(pm.level.map(value), Ok(3));
    near(pm.index.unwrap(), 3.0 + 0.2 / 0.85);
    assert_eq!(pm.levels.nplf.map(value), Ok(3));
    let achieved: Vec<Achievement> = pm
        .steps
        .iter()
        .take(3)
        .map(|step| achievement(&step.sum))
        .collect();
    assert_eq!(
        achieved,
        [
            Achievement::Fully,
            Achievement::Fully,
            Achievement::Partially
        ]
    );
    assert_eq!(pm.levels.best_fit, Err(Why::NoPicks));
}

#[test]
fn one_third_less_and_the_methods_disagree() {
    let (assessment, pm) = worked_example("partly");
    let value = |level| assessment.model.scale.value(level);
    assert_eq!(pm.levels.steps.map(value), Ok(2));
    near(pm.index.unwrap(), 2.0 + (17.0 / 21.0) / 0.85);
    assert_eq!(pm.levels.nplf.map(value), Ok(3));
    assert!(pm.levels.differ());
}

#[test]
fn the_worked_example_names_what_holds_the_next_step_back() {
    let (assessment, pm) = worked_example("largely");
    let id = |ix: &StatementIx| assessment.model.statement(*ix).id.clone();
    let Blocking { statement, gain } = pm.explanation.blocking[0];
    assert_eq!(id(&statement), "PM4.2");
    near(gain, 0.2);
    let set: Vec<String> = pm
        .explanation
        .smallest_set
        .unwrap()
        .iter()
        .map(id)
        .collect();
    assert_eq!(set, ["PM3.2", "PM4.1", "PM4.2", "PM4.5"]);
    let unrated: Vec<String> = pm.explanation.unrated.iter().map(id).collect();
    assert_eq!(unrated, ["PM4.3"]);
    near(
        pm.explanation.best.index.unwrap(),
        3.0 + (6.0 / 18.0) / 0.85,
    );
    near(
        pm.explanation.worst.index.unwrap(),
        3.0 + (3.0 / 18.0) / 0.85,
    );
}

/// One assessor who puts every strand of each component on the level given for it.
fn on_rungs(model: &str, levels: &[i64]) -> Assessment {
    let of = built_in(model).unwrap().unwrap().value;
    let mut body = String::from(
        "groups: [ { id: g, name: G } ]\nassessors: [ { id: a, group: g } ]\nrungs:\n",
    );
    for (component, level) in of.components.iter().zip(levels) {
        for strand in &component.strands {
            let _ = writeln!(
                body,
                "  - {{ assessor: a, component: {}, strand: {}, rung: {level} }}",
                component.id,
                of.strand(*strand).id
            );
        }
    }
    assess(model, &body)
}

#[test]
fn every_strand_on_a_rung_gives_exactly_that_level() {
    let mut seen = 0;
    for name in ["pas181-scmm", "open-data-basics"] {
        let model = built_in(name).unwrap().unwrap().value;
        for level in model.scale.all() {
            let value = model.scale.value(level);
            let assessment = on_rungs(name, &vec![value; model.components.len()]);
            for component in scored(&assessment).components {
                let id = &model.component(component.component).id;
                assert_eq!(component.levels.steps, Ok(level), "{id} by steps");
                assert_eq!(component.levels.nplf, Ok(level), "{id} by N-P-L-F");
                let index = component.index.unwrap();
                assert_eq!(index.to_string(), value.to_string(), "{id} is exact");
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 7 * 5 + 2 * 4);
}

#[test]
fn the_city_index_is_the_weighted_mean_of_its_components() {
    let assessment = on_rungs("pas181-scmm", &[3, 2, 2, 3, 2, 1, 2]);
    let city = scored(&assessment).city;
    near(city.index.unwrap(), 15.0 / 7.0);
    assert_eq!(
        city.lowest
            .map(|ix| assessment.model.component(ix).code.clone()),
        Ok("PA".into())
    );
    let mut weighted = assessment.clone();
    let mut model = (*weighted.model).clone();
    model.components[0].weight = 2;
    weighted.model = Arc::new(model);
    near(scored(&weighted).city.index.unwrap(), 2.25);
}
