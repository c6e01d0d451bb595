//! Section 4: rungs fill the statements of a strand; answers by hand replace them.

use gradus_domain::assessment::Origin;
use gradus_domain::method::Why;
use gradus_domain::model::Model;
use gradus_domain::rating::{Answer, Kind};
use gradus_testkit::city::{TestCity, TestRung, TestScore};
use gradus_testkit::model::{TestModel, built_in};
use std::sync::Arc;

const BUILT_IN: [&str; 2] = ["pas181-scmm", "open-data-basics"];

fn levels(model: &Model) -> Vec<i64> {
    model
        .scale
        .all()
        .map(|level| model.scale.value(level))
        .collect()
}

/// Fails unless a component stands exactly on a level by steps and by N-P-L-F.
fn check_exactly_on(score: &TestScore, component: &str, level: i64) {
    let found = score.component(component);
    assert_eq!(
        score.printed(found.levels.steps),
        Ok(level),
        "{component} by steps"
    );
    assert_eq!(
        score.printed(found.levels.nplf),
        Ok(level),
        "{component} by N-P-L-F"
    );
    let index = found.index.unwrap();
    assert_eq!(
        index.to_string(),
        level.to_string(),
        "the index of {component}"
    );
}

#[test]
fn every_strand_on_a_rung_gives_exactly_that_level() {
    let mut seen = 0;
    for name in BUILT_IN {
        let model = built_in(name);
        for level in levels(&model) {
            let score = TestCity::new(Arc::clone(&model))
                .assessor("a", "council")
                .all_on("a", level)
                .score();
            for component in &model.components {
                check_exactly_on(&score, &component.id, level);
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 7 * 5 + 2 * 4);
}

#[test]
fn components_on_rungs_do_not_touch_each_other() {
    for name in BUILT_IN {
        let model = built_in(name);
        let values = levels(&model);
        for turn in 0..values.len() {
            let at = |place: usize| values[(place + turn) % values.len()];
            let mut city = TestCity::new(Arc::clone(&model)).assessor("a", "council");
            for (place, component) in model.components.iter().enumerate() {
                city = city.component_on("a", &component.id, TestRung::On(at(place)));
            }
            let score = city.score();
            for (place, component) in model.components.iter().enumerate() {
                check_exactly_on(&score, &component.id, at(place));
            }
        }
    }
}

#[test]
fn between_two_rungs_the_level_is_the_lower_one_and_the_index_past_it() {
    for name in BUILT_IN {
        let model = built_in(name);
        for pair in levels(&model).windows(2) {
            let mut city = TestCity::new(Arc::clone(&model)).assessor("a", "council");
            for component in &model.components {
                let rung = TestRung::Between([pair[0], pair[1]]);
                city = city.component_on("a", &component.id, rung);
            }
            let score = city.score();
            for component in &model.components {
                let found = score.component(&component.id);
                assert_eq!(
                    score.printed(found.levels.steps),
                    Ok(pair[0]),
                    "{}",
                    component.id
                );
                let index = found.index.unwrap();
                let (low, high) = (f64::from(i32::try_from(pair[0]).unwrap()), pair[1]);
                let high = f64::from(i32::try_from(high).unwrap());
                assert!(low < index && index < high, "{}: {index}", component.id);
            }
        }
    }
}

/// One strand with every kind on every level where it may stand.
fn strand_of_all_kinds() -> Arc<Model> {
    TestModel::new([1, 2, 3, 4])
        .component("C")
        .strand("s")
        .statement("d1", Kind::Deficit, 1)
        .statement("d2", Kind::Deficit, 2)
        .statement("g2", Kind::Stage, 2)
        .statement("k2", Kind::Strength, 2)
        .statement("d3", Kind::Deficit, 3)
        .statement("g3", Kind::Stage, 3)
        .statement("k3", Kind::Strength, 3)
        .statement("g4", Kind::Stage, 4)
        .statement("k4", Kind::Strength, 4)
        .build()
}

fn check_filled(rung: TestRung, expected: &str) {
    let city = TestCity::new(strand_of_all_kinds())
        .assessor("a", "council")
        .rung("a", "C/s", rung);
    for built in [city.build(), city.read().unwrap()] {
        let person = built.find_assessor("a").unwrap();
        let mut found = Vec::new();
        for (place, statement) in built.model.statements.iter().enumerate() {
            let ix = gradus_domain::names::StatementIx(place);
            let (answer, origin) = built.answer(person, ix).unwrap();
            assert_eq!(origin, Origin::Inferred);
            found.push(format!("{} {answer}", statement.id));
        }
        assert_eq!(found.join(", "), expected, "{rung:?}");
    }
}

#[test]
fn a_rung_fills_below_on_and_above_itself() {
    check_filled(
        TestRung::On(3),
        "d1 not, d2 not, g2 surpassed, k2 fully, d3 fully, g3 fully, k3 fully, g4 not, k4 not",
    );
    check_filled(
        TestRung::On(1),
        "d1 fully, d2 fully, g2 not, k2 not, d3 fully, g3 not, k3 not, g4 not, k4 not",
    );
    check_filled(
        TestRung::On(4),
        "d1 not, d2 not, g2 surpassed, k2 fully, d3 not, g3 surpassed, k3 fully, g4 fully, \
         k4 fully",
    );
}

#[test]
fn between_leaves_deficits_and_reaches_the_next_rung_partly() {
    check_filled(
        TestRung::Between([2, 3]),
        "d1 not, d2 partly, g2 fully, k2 fully, d3 fully, g3 partly, k3 partly, g4 not, k4 not",
    );
    check_filled(
        TestRung::Between([1, 2]),
        "d1 partly, d2 fully, g2 partly, k2 partly, d3 fully, g3 not, k3 not, g4 not, k4 not",
    );
}

#[test]
fn a_whole_strand_can_be_unknown_or_not_applicable() {
    let all = |word: &str| {
        let ids = ["d1", "d2", "g2", "k2", "d3", "g3", "k3", "g4", "k4"];
        ids.map(|id| format!("{id} {word}")).join(", ")
    };
    check_filled(TestRung::Unknown, &all("unknown"));
    check_filled(TestRung::NotApplicable, &all("na"));
}

#[test]
fn a_strand_that_does_not_apply_leaves_the_sums_and_the_coverage() {
    let city = |answer| {
        TestCity::of("open-data-basics")
            .assessor("a", "council")
            .rung("a", "publishing/catalogue", TestRung::On(2))
            .rung("a", "publishing/formats", answer)
            .score()
    };
    let score = city(TestRung::NotApplicable);
    let pu = score.component("PU");
    assert_eq!(pu.index, Ok(2.0));
    assert!(pu.steps.iter().all(|step| step.sum.coverage() == Some(1.0)));
    let score = city(TestRung::Unknown);
    let coverage = score.component("PU").steps[0].sum.coverage();
    assert_eq!(
        coverage,
        Some(2.0 / 3.0),
        "PU0.1 and PU1.1 of three statements"
    );
    assert_eq!(score.level("US"), Err(Why::FirstStepNotRated));
}

#[test]
fn an_answer_by_hand_replaces_the_inferred_one_whatever_the_order() {
    for word in ["not", "partly", "unknown", "na"] {
        let by_hand: Answer = word.parse().unwrap();
        let model = strand_of_all_kinds();
        let k3 = model.find_statement("k3").unwrap();
        let strand = model
            .find_strand(gradus_domain::names::ComponentIx(0), "s")
            .unwrap();
        let rung = gradus_domain::ladder::RungAnswer::On(model.scale.top());
        let empty = TestCity::new(Arc::clone(&model))
            .assessor("a", "council")
            .build();
        let person = empty.find_assessor("a").unwrap();

        let mut rung_first = empty.clone();
        rung_first.record_rung(person, strand, rung).unwrap();
        rung_first.record_rating(person, k3, by_hand).unwrap();
        let mut hand_first = empty;
        hand_first.record_rating(person, k3, by_hand).unwrap();
        hand_first.record_rung(person, strand, rung).unwrap();

        for built in [&rung_first, &hand_first] {
            assert_eq!(built.answer(person, k3), Some((by_hand, Origin::ByHand)));
        }
        let day = hand_first.cycle.to;
        let score = gradus_domain::result::score;
        assert_eq!(score(&rung_first, day), score(&hand_first, day));
    }
}

#[test]
fn two_answers_by_hand_to_one_statement_are_an_error() {
    let city = TestCity::new(strand_of_all_kinds())
        .assessor("a", "council")
        .rates("a", "k3 not, k3 not");
    assert_eq!(
        city.try_build().unwrap_err().to_string(),
        "a already answered k3 in this assessment"
    );
    assert_eq!(city.read().unwrap_err().all().len(), 1);
}

#[test]
fn two_people_may_answer_the_same_statement() {
    let city = TestCity::new(strand_of_all_kinds()).answers("council", "k3", "not not");
    assert!(city.try_build().is_ok());
}

#[test]
fn two_rungs_of_one_strand_by_one_person_are_an_error() {
    let city = TestCity::new(strand_of_all_kinds())
        .assessor("a", "council")
        .rung("a", "C/s", TestRung::On(1))
        .rung("a", "C/s", TestRung::Unknown);
    let error = city.try_build().unwrap_err().to_string();
    assert_eq!(error, "a already answered C/s in this assessment");
    assert_eq!(city.read().unwrap_err().all().len(), 1);
}

#[test]
fn between_names_two_neighbouring_levels() {
    for wrong in [[1, 3], [3, 2], [2, 2], [4, 5]] {
        let city = TestCity::new(strand_of_all_kinds())
            .assessor("a", "council")
            .rung("a", "C/s", TestRung::Between(wrong));
        assert!(city.read().is_err(), "{wrong:?}");
    }
}

#[test]
fn only_a_stage_can_be_surpassed() {
    for (statement, fits) in [("d2", false), ("g2", true), ("k2", false)] {
        let city = TestCity::new(strand_of_all_kinds())
            .assessor("a", "council")
            .rates("a", &format!("{statement} surpassed"));
        assert_eq!(city.try_build().is_ok(), fits, "{statement}");
        assert_eq!(city.read().is_ok(), fits, "{statement} in a file");
    }
}
