//! Section 10: why it is this level.

use crate::near;
use gradus_domain::explanation::Outlook;
use gradus_domain::method::Why;
use gradus_domain::model::Model;
use gradus_domain::rating::Kind::{Deficit, Stage, Strength};
use gradus_testkit::city::{TestCity, TestScore};
use gradus_testkit::model::TestModel;
use std::sync::Arc;

/// Five statements of the step to 2, of different weights, and one of the step to 3.
fn model() -> Arc<Model> {
    TestModel::new([1, 2, 3])
        .component("C")
        .strand("s")
        .statement("d1", Deficit, 1)
        .weighing(4)
        .statement("k2", Strength, 2)
        .weighing(2)
        .statement("l2", Strength, 2)
        .weighing(6)
        .statement("m2", Strength, 2)
        .weighing(7)
        .statement("n2", Strength, 2)
        .statement("k3", Strength, 3)
        .build()
}

fn alone(model: Arc<Model>, answers: &str) -> TestScore {
    TestCity::new(model)
        .assessor("a", "council")
        .rates("a", answers)
        .score()
}

fn blocking(score: &TestScore) -> Vec<(&str, f64)> {
    let rows = &score.component("C").explanation.blocking;
    rows.iter()
        .map(|row| (score.ids(&[row.statement])[0], row.gain))
        .collect()
}

fn set(score: &TestScore) -> Vec<&str> {
    score.ids(
        score
            .component("C")
            .explanation
            .smallest_set
            .as_deref()
            .unwrap(),
    )
}

#[test]
fn what_adds_most_blocks_first_and_ties_stand_in_model_order() {
    let score = alone(
        model(),
        "d1 fully, k2 not, l2 largely, m2 fully, n2 unknown, k3 not",
    );
    let possible = f64::from(3 * (4 + 2 + 6 + 7));
    let expected = [
        ("d1", 12.0 / possible),
        ("k2", 6.0 / possible),
        ("l2", 6.0 / possible),
    ];
    assert_eq!(blocking(&score), expected);
    assert_eq!(score.ids(&score.component("C").explanation.unrated), ["n2"]);
}

#[test]
fn the_smallest_set_ends_where_the_pass_mark_is_reached() {
    // 33 of 57 thirds; 85 % are 48.45, so 12 and 6 more thirds do, and are told in model order.
    let score = alone(
        model(),
        "d1 fully, k2 not, l2 largely, m2 fully, n2 unknown, k3 not",
    );
    assert_eq!(set(&score), ["d1", "k2"]);
    let enough = alone(
        model(),
        "d1 partly, k2 not, l2 partly, m2 fully, n2 unknown, k3 not",
    );
    assert_eq!(blocking(&enough)[0].0, "l2");
    assert_eq!(set(&enough), ["k2", "l2"]);
}

#[test]
fn all_of_blocking_is_needed_for_a_hundred_per_cent() {
    let score = TestCity::new(model())
        .assessor("a", "council")
        .rates(
            "a",
            "d1 partly, k2 largely, l2 largely, m2 largely, n2 largely, k3 not",
        )
        .settings(|settings| settings.pass_mark_pct = 100)
        .score();
    assert_eq!(set(&score), ["d1", "k2", "l2", "m2", "n2"]);
}

#[test]
fn on_the_top_nothing_blocks() {
    let score = TestCity::new(model())
        .assessor("a", "council")
        .all_on("a", 3)
        .score();
    assert_eq!(blocking(&score), []);
    let why = &score.component("C").explanation;
    assert_eq!(why.smallest_set, Err(Why::TopReached));
}

#[test]
fn a_step_that_is_not_rated_has_no_smallest_set() {
    let score = alone(model(), "d1 not, k2 fully, l2 fully, m2 fully, n2 fully");
    let why = &score.component("C").explanation;
    assert_eq!(why.smallest_set, Err(Why::StepNotRated));
    assert_eq!(score.ids(&why.unrated), ["k3"]);
}

#[test]
fn what_does_not_apply_is_not_missing() {
    let score = alone(
        model(),
        "d1 not, k2 fully, l2 fully, m2 fully, n2 na, k3 not",
    );
    assert!(score.component("C").explanation.unrated.is_empty());
}

fn printed(score: &TestScore, outlook: Outlook) -> (Result<i64, Why>, Option<f64>) {
    (
        score.printed(outlook.level.ok_or(Why::NotRated)),
        outlook.index,
    )
}

#[test]
fn missing_ratings_span_from_none_to_all_attained() {
    let score = alone(model(), "d1 not, k2 fully, l2 fully, n2 fully");
    let why = &score.component("C").explanation;
    assert_eq!(printed(&score, why.best), (Ok(3), Some(3.0)));
    let (level, index) = printed(&score, why.worst);
    assert_eq!(level, Ok(1));
    near(index.unwrap(), 1.0 + (39.0 / 60.0) / 0.85);
}

#[test]
fn without_missing_ratings_best_and_worst_are_the_level() {
    let score = alone(
        model(),
        "d1 not, k2 fully, l2 fully, m2 fully, n2 fully, k3 partly",
    );
    let found = score.component("C");
    let here = (score.level("C"), found.index.ok());
    assert_eq!(printed(&score, found.explanation.best), here);
    assert_eq!(printed(&score, found.explanation.worst), here);
}

#[test]
fn a_component_that_is_not_rated_tells_what_it_could_be() {
    let score = alone(model(), "k3 fully");
    let why = &score.component("C").explanation;
    assert_eq!(printed(&score, why.best), (Ok(3), Some(3.0)));
    assert_eq!(printed(&score, why.worst), (Ok(1), Some(1.0)));
    assert_eq!(score.level("C"), Err(Why::FirstStepNotRated));
}

/// A strand with a deficit on 1 and 2, a stage and a strength on 3, and another strand.
fn strands() -> Arc<Model> {
    TestModel::new([1, 2, 3])
        .component("C")
        .strand("one")
        .statement("d1", Deficit, 1)
        .statement("d2", Deficit, 2)
        .statement("k2", Strength, 2)
        .statement("g3", Stage, 3)
        .statement("k3", Strength, 3)
        .strand("two")
        .statement("z3", Strength, 3)
        .build()
}

#[track_caller]
fn check_contradictions(answers: &str, expected: &[[&str; 2]]) {
    let score = alone(strands(), answers);
    let found: Vec<[&str; 2]> = score
        .component("C")
        .explanation
        .contradictions
        .iter()
        .map(|pair| {
            [
                score.ids(&[pair.deficit])[0],
                score.ids(&[pair.strength])[0],
            ]
        })
        .collect();
    assert_eq!(found, expected, "{answers}");
}

#[test]
fn a_deficit_beside_a_strength_two_levels_up_is_a_contradiction() {
    check_contradictions("d1 largely, k3 largely", &[["d1", "k3"]]);
    check_contradictions("d1 fully, k3 fully", &[["d1", "k3"]]);
    check_contradictions("d1 partly, k3 fully", &[]);
    check_contradictions("d1 fully, k3 partly", &[]);
    check_contradictions("d2 fully, k3 fully", &[]);
    check_contradictions("d1 fully, k2 fully", &[]);
    check_contradictions("d1 fully, g3 fully", &[]);
    check_contradictions("d1 fully, z3 fully", &[]);
}

#[test]
fn contradictions_are_told_of_agreed_values_too() {
    let score = TestCity::new(strands())
        .assessor("a", "council")
        .rates("a", "d1 not, k3 fully")
        .agreed("d1 fully")
        .score();
    assert_eq!(score.component("C").explanation.contradictions.len(), 1);
}
