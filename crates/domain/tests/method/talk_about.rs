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

#[test]
fn equal_swings_of_components_on_other_levels_are_equal() {
    // In A the step to level 2 has three items, in B level 2 holds and the step to 3 has
    // three: each of the two swings is one item from 0 to 3 of 9, at different indices.
    let model = TestModel::new([1, 2, 3])
        .component("A")
        .strand("s")
        .statement("a1", Strength, 2)
        .statement("a2", Strength, 2)
        .statement("a3", Strength, 2)
        .statement("a4", Strength, 3)
        .component("B")
        .strand("t")
        .statement("b1", Strength, 2)
        .statement("b2", Strength, 3)
        .statement("b3", Strength, 3)
        .statement("b4", Strength, 3)
        .build();
    let mut city = TestCity::new(model);
    for statement in ["a2", "a3", "a4", "b3", "b4"] {
        city = city.answers("council", statement, "not not not not not not");
    }
    let city = city
        .answers("council", "b1", "fully fully fully fully fully fully")
        .answers("council", "a1", "not not not fully fully")
        .answers("council", "b2", "not not fully fully not partly fully");
    let result = score_protected(&city.build(), CYCLE.1);
    let talks = talk_about(&result);
    near(talks[0].swing, talks[1].swing);
    // b2 lies further from its median: 9 points over 7 answers against 6 over 5.
    assert!(talks[0].ad > talks[1].ad);
    assert_eq!(ids(&result, &talks), ["b2", "a1"]);
}
