//! The worked numbers of the method: the example of section 3 and the city of section 7.

use crate::near;
use gradus_domain::method::{Achievement, Why, achievement};
use gradus_domain::step::StepScore;
use gradus_testkit::city::{TestCity, TestScore};

/// The example of section 3, with the answer given here to statement 3.3.
fn example(of_3_3: &str) -> TestCity {
    TestCity::of("pas181-scmm").assessor("a", "council").rates(
        "a",
        &format!(
            "PM1.1 not, PM1.2 partly, PM1.3 not, PM1.4 not, PM1.5 not, PM1.6 not, \
             PM2.1 partly, PM2.2 surpassed, PM2.3 not, PM2.4 partly, PM2.5 not, \
             PM3.1 fully, PM3.2 largely, PM3.3 {of_3_3}, PM3.4 fully, \
             PM4.1 partly, PM4.2 not, PM4.3 unknown, PM4.4 partly, PM4.5 not, \
             PM5.1 not, PM5.2 not, PM5.3 not, PM5.4 not"
        ),
    )
}

fn thirds(score: &TestScore) -> Vec<(u64, u64)> {
    let steps = &score.component("PM").steps;
    steps
        .iter()
        .map(|step| (step.sum.attained, step.sum.possible))
        .collect()
}

#[test]
fn the_four_steps_of_the_example_add_up_in_thirds() {
    let score = example("largely").score();
    assert_eq!(thirds(&score), [(20, 21), (18, 21), (3, 15), (0, 12)]);
    let steps = &score.component("PM").steps;
    let completion = |step: &StepScore| step.sum.completion().unwrap();
    assert_eq!(completion(&steps[0]), 20.0 / 21.0);
    assert_eq!(completion(&steps[1]), 18.0 / 21.0);
    assert_eq!(completion(&steps[2]), 0.2);
    assert_eq!(completion(&steps[3]), 0.0);
    let printed = |number: f64| format!("{number:.6}");
    assert_eq!(printed(completion(&steps[0])), "0.952381");
    assert_eq!(printed(completion(&steps[1])), "0.857143");
}

#[test]
fn a_dont_know_leaves_five_sixths_of_its_step() {
    let score = example("largely").score();
    let coverage = |step: &StepScore| step.sum.coverage().unwrap();
    let found: Vec<f64> = score.component("PM").steps.iter().map(coverage).collect();
    assert_eq!(found, [1.0, 1.0, 5.0 / 6.0, 1.0]);
}

#[test]
fn the_example_is_competent_and_a_quarter_on_its_way() {
    let score = example("largely").score();
    let pm = score.component("PM");
    assert_eq!(score.level("PM"), Ok(3));
    assert_eq!(score.printed(pm.levels.steps), Ok(3));
    near(pm.index.unwrap(), 3.0 + 0.2 / 0.85);
    assert_eq!(format!("{:.6}", pm.index.unwrap()), "3.235294");
    assert_eq!(pm.stopped_by, None);
    assert_eq!(pm.levels.best_fit, Err(Why::NoPicks));
}

#[test]
fn the_example_is_fully_fully_partially_achieved() {
    let score = example("largely").score();
    let pm = score.component("PM");
    let achieved: Vec<Achievement> = pm.steps.iter().map(|s| achievement(&s.sum)).collect();
    let [f, p, n] = [Achievement::Fully, Achievement::Partially, Achievement::Not];
    assert_eq!(achieved, [f, f, p, n]);
    assert_eq!(score.printed(pm.levels.nplf), Ok(3));
    assert!(!pm.levels.differ());
}

#[test]
fn a_third_less_and_the_methods_disagree() {
    let score = example("partly").score();
    let pm = score.component("PM");
    assert_eq!(thirds(&score)[1], (17, 21));
    assert_eq!(score.printed(pm.levels.steps), Ok(2));
    near(pm.index.unwrap(), 2.0 + (17.0 / 21.0) / 0.85);
    assert_eq!(format!("{:.6}", pm.index.unwrap()), "2.952381");
    assert_eq!(achievement(&pm.steps[1].sum), Achievement::Largely);
    assert_eq!(score.printed(pm.levels.nplf), Ok(3));
    assert!(pm.levels.differ());
}

#[test]
fn four_statements_lead_the_example_to_the_next_level() {
    let score = example("largely").score();
    let why = &score.component("PM").explanation;
    // In steps of fifteenths: 4.2 and 4.5 lack three, 3.2, 4.1 and 4.4 lack two.
    let blocking: Vec<(&str, f64)> = why
        .blocking
        .iter()
        .map(|row| (score.ids(&[row.statement])[0], row.gain))
        .collect();
    let two = 2.0 / 15.0;
    let expected = [
        ("PM4.2", 0.2),
        ("PM4.5", 0.2),
        ("PM3.2", two),
        ("PM4.1", two),
        ("PM4.4", two),
    ];
    assert_eq!(blocking, expected);
    let set = why.smallest_set.clone().unwrap();
    assert_eq!(score.ids(&set), ["PM3.2", "PM4.1", "PM4.2", "PM4.5"]);
    assert_eq!(score.ids(&why.unrated), ["PM4.3"]);
}

#[test]
fn the_missing_statement_of_the_example_moves_its_index_by_a_little() {
    let score = example("largely").score();
    let why = &score.component("PM").explanation;
    assert_eq!(score.printed(why.best.level.ok_or(Why::NotRated)), Ok(3));
    assert_eq!(score.printed(why.worst.level.ok_or(Why::NotRated)), Ok(3));
    near(why.best.index.unwrap(), 3.0 + (6.0 / 18.0) / 0.85);
    near(why.worst.index.unwrap(), 3.0 + (3.0 / 18.0) / 0.85);
}

#[test]
fn the_example_reads_the_same_from_a_file() {
    let city = example("largely");
    let read = city.read().unwrap();
    let from_file = gradus_domain::result::score(&read, read.cycle.to);
    assert_eq!(from_file, city.score().scored);
}

/// A city whose components stand exactly on these levels.
fn profile(levels: [i64; 7]) -> TestCity {
    let mut city = TestCity::of("pas181-scmm").assessor("a", "council");
    for (component, level) in ["LE", "CF", "SE", "SD", "DA", "PA", "PM"]
        .iter()
        .zip(levels)
    {
        let rung = gradus_testkit::city::TestRung::On(level);
        city = city.component_on("a", component, rung);
    }
    city
}

#[test]
fn the_city_index_is_the_mean_of_its_components() {
    let city = profile([3, 2, 2, 3, 2, 1, 2]).score().scored.city;
    near(city.index.unwrap(), 15.0 / 7.0);
    assert_eq!(format!("{:.6}", city.index.unwrap()), "2.142857");
}

#[test]
fn a_heavier_component_pulls_the_city_index() {
    let city = profile([3, 2, 2, 3, 2, 1, 2]).with_model(|model| model.components[0].weight = 2);
    near(city.score().scored.city.index.unwrap(), 2.25);
}
