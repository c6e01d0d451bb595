//! Section 12: what a workshop talks about first.

use crate::near;
use gradus_domain::disclosure::{Protected, score_protected};
use gradus_domain::rating::Kind::{Deficit, Strength};
use gradus_domain::talk_about::{Talk, nearly_agreed, talk_about};
use gradus_testkit::city::{CYCLE, TestCity};
use gradus_testkit::model::TestModel;

/// One component whose only step has four statements.
fn city(answers: &[(&str, &str)]) -> Protected {
    let model = TestModel::new([1, 2])
        .component("C")
        .strand("s")
        .statement("d1", Deficit, 1)
        .statement("k2", Strength, 2)
        .statement("l2", Strength, 2)
        .statement("m2", Strength, 2)
        .build();
    let mut city = TestCity::new(model);
    for (statement, words) in answers {
        city = city.answers("council", statement, words);
    }
    score_protected(&city.build(), CYCLE.1)
}

fn ids(result: &Protected, talks: &[Talk]) -> Vec<String> {
    let id = |talk: &Talk| result.facts().model().statement(talk.statement).id.clone();
    talks.iter().map(id).collect()
}

#[test]
fn the_swing_is_the_index_between_the_quartiles() {
    let full = "fully fully fully fully fully fully";
    let result = city(&[
        ("d1", "not not not not not not"),
        ("k2", "not not fully fully fully fully"),
        ("l2", full),
        ("m2", full),
    ]);
    let talks = talk_about(&result);
    assert_eq!(
        ids(&result, &talks),
        ["k2"],
        "on the others all are of one mind"
    );
    // Low: 9/12 = 0.75, so level 1 and index 1 + 0.75/0.85. High: 12/12, so level 2.
    near(talks[0].swing, 1.0 - 0.75 / 0.85);
    assert!(talks[0].could_move_the_level());
    assert!(talks[0].polarised);
}

#[test]
fn the_largest_swing_comes_first_then_the_deviation_then_the_model() {
    let result = city(&[
        ("d1", "not not not not not partly"),
        ("k2", "not not not not not partly"),
        ("l2", "not not not not fully fully"),
        ("m2", "not not not not not fully"),
    ]);
    let talks = talk_about(&result);
    // The quartiles of l2 are 0 and 3, those of the others fall on one point; the answers
    // to m2 lie further apart than those to d1 and k2, which come as the model has them.
    assert_eq!(ids(&result, &talks), ["l2", "m2", "d1", "k2"]);
    near(talks[1].swing, 0.0);
    assert!(!talks[0].could_move_the_level());
}

#[test]
fn what_four_people_answered_has_no_place_that_could_tell_it() {
    let result = city(&[("k2", "not not fully fully")]);
    assert_eq!(talk_about(&result), []);
    assert_eq!(nearly_agreed(&result), []);
}

#[test]
fn nearly_agreed_is_what_lies_on_two_neighbouring_points() {
    let result = city(&[
        ("d1", "not not not not partly"),
        ("k2", "not partly largely largely largely"),
        ("l2", "largely largely largely fully fully"),
        ("m2", "not not not fully fully"),
    ]);
    let near = nearly_agreed(&result);
    let model = result.facts().model();
    let near: Vec<_> = near
        .iter()
        .map(|(ix, value)| (model.statement(*ix).id.as_str(), value.word()))
        .collect();
    assert_eq!(near, [("d1", "not"), ("l2", "largely")]);
}
