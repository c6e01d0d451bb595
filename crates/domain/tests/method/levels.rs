//! Sections 1 to 3: contributions, steps that cannot be judged, the three methods.

use crate::near;
use gradus_domain::method::{Achievement, Why, achievement};
use gradus_domain::model::Model;
use gradus_domain::rating::Kind::{Deficit, Stage, Strength};
use gradus_domain::settings::Method;
use gradus_testkit::city::{TestCity, TestRung};
use gradus_testkit::model::TestModel;
use std::sync::Arc;

/// Two strengths of these weights on level 2 of 2.
fn two_strengths(heavy: u32, light: u32) -> Arc<Model> {
    TestModel::new([1, 2])
        .component("C")
        .strand("s")
        .statement("heavy", Strength, 2)
        .weighing(heavy)
        .statement("light", Strength, 2)
        .weighing(light)
        .build()
}

/// Two strengths on each of the levels 2, 3 and 4.
fn two_a_step() -> Arc<Model> {
    let mut model = TestModel::new([1, 2, 3, 4]).component("C").strand("s");
    for level in 2..=4 {
        model = model
            .statement(&format!("{level}a"), Strength, level)
            .statement(&format!("{level}b"), Strength, level);
    }
    model.build()
}

fn alone(model: Arc<Model>, answers: &str) -> TestCity {
    TestCity::new(model)
        .assessor("a", "council")
        .rates("a", answers)
}

#[test]
fn a_step_has_its_strengths_and_stages_and_the_deficits_below() {
    let model = TestModel::new([1, 2, 3])
        .component("C")
        .strand("s")
        .statement("d1", Deficit, 1)
        .weighing(1)
        .statement("d2", Deficit, 2)
        .weighing(10)
        .statement("g2", Stage, 2)
        .weighing(100)
        .statement("k3", Strength, 3)
        .weighing(1000)
        .build();
    let score = alone(model, "d1 not, d2 partly, g2 surpassed, k3 largely").score();
    let sums: Vec<(u64, u64)> = score
        .component("C")
        .steps
        .iter()
        .map(|step| (step.sum.attained, step.sum.possible))
        .collect();
    assert_eq!(sums, [(303, 303), (2 * 10 + 2 * 1000, 3030)]);
}

#[test]
fn a_completion_on_the_pass_mark_passes() {
    for (heavy, light, level) in [(85, 15, 2), (84, 16, 1), (850, 151, 1)] {
        let score = alone(two_strengths(heavy, light), "heavy fully, light not").score();
        assert_eq!(score.level("C"), Ok(level), "{heavy} of {}", heavy + light);
    }
}

#[test]
fn the_bounds_of_nplf_belong_to_the_lower_class() {
    use Achievement::{Fully, Largely, Not, Partially};
    let classes = [
        (15, 85, Not),
        (16, 84, Partially),
        (50, 50, Partially),
        (51, 49, Largely),
        (85, 15, Largely),
        (86, 14, Fully),
    ];
    for (heavy, light, expected) in classes {
        let score = alone(two_strengths(heavy, light), "heavy fully, light not").score();
        let found = score.component("C");
        assert_eq!(achievement(&found.steps[0].sum), expected, "{heavy} %");
        let level = if expected >= Largely { 2 } else { 1 };
        assert_eq!(score.printed(found.levels.nplf), Ok(level), "{heavy} %");
    }
}

#[test]
fn nplf_goes_on_only_from_a_step_that_is_fully_achieved() {
    let largely = alone(two_a_step(), "2a largely, 2b largely, 3a fully, 3b fully").score();
    assert_eq!(largely.printed(largely.component("C").levels.nplf), Ok(2));
    let fully = alone(two_a_step(), "2a fully, 2b fully, 3a fully, 3b partly").score();
    assert_eq!(fully.printed(fully.component("C").levels.nplf), Ok(3));
    assert_eq!(fully.level("C"), Ok(2), "by steps two thirds do not pass");
}

#[test]
fn a_step_with_too_little_data_stops_the_level_and_says_so() {
    let city = alone(
        two_a_step(),
        "2a fully, 2b fully, 3a fully, 3b unknown, 4a fully, 4b fully",
    );
    let half = city.score();
    assert_eq!(
        (half.level("C"), half.component("C").stopped_by),
        (Ok(4), None)
    );
    let score = city
        .settings(|settings| settings.min_coverage_pct = 51)
        .score();
    let found = score.component("C");
    assert_eq!(score.level("C"), Ok(2));
    assert_eq!(score.printed(found.stopped_by.ok_or(Why::NotRated)), Ok(3));
    assert_eq!(
        found.index,
        Ok(2.0),
        "the way to a step that is not rated has no length"
    );
    assert_eq!(score.printed(found.levels.nplf), Ok(2));
    let rated: Vec<bool> = found.steps.iter().map(|step| step.rated).collect();
    assert_eq!(rated, [true, false, true]);
}

#[test]
fn a_step_that_fails_hides_a_later_one_without_data() {
    let score = alone(two_a_step(), "2a not, 2b fully, 4a fully, 4b fully").score();
    assert_eq!(
        (score.level("C"), score.component("C").stopped_by),
        (Ok(1), None)
    );
    near(score.component("C").index.unwrap(), 1.0 + 0.5 / 0.85);
}

#[test]
fn without_the_first_step_there_is_no_level_and_not_the_lowest() {
    let score = alone(two_a_step(), "3a fully, 3b fully, 4a fully, 4b fully").score();
    let found = score.component("C");
    assert_eq!(score.level("C"), Err(Why::FirstStepNotRated));
    assert_eq!(found.index, Err(Why::FirstStepNotRated));
    assert_eq!(found.levels.nplf, Err(Why::FirstStepNotRated));
    assert_eq!(score.printed(found.stopped_by.ok_or(Why::NotRated)), Ok(2));
    assert_eq!(score.scored.city.index, Err(Why::NothingRated));
}

#[test]
fn a_step_on_which_nothing_applies_is_not_rated() {
    let score = alone(
        two_a_step(),
        "2a fully, 2b fully, 3a na, 3b na, 4a fully, 4b fully",
    )
    .score();
    let found = score.component("C");
    assert_eq!(score.level("C"), Ok(2));
    assert_eq!(score.printed(found.stopped_by.ok_or(Why::NotRated)), Ok(3));
    assert_eq!(found.steps[1].sum.coverage(), None);
}

#[test]
fn what_does_not_apply_leaves_sums_and_coverage_and_dont_know_only_the_sums() {
    let not_applicable = alone(two_strengths(1, 9), "heavy fully, light na").score();
    let sum = not_applicable.component("C").steps[0].sum;
    assert_eq!((sum.completion(), sum.coverage()), (Some(1.0), Some(1.0)));
    assert_eq!(not_applicable.level("C"), Ok(2));
    let unknown = alone(two_strengths(1, 9), "heavy fully, light unknown").score();
    let sum = unknown.component("C").steps[0].sum;
    assert_eq!((sum.completion(), sum.coverage()), (Some(1.0), Some(0.1)));
    assert_eq!(unknown.level("C"), Err(Why::FirstStepNotRated));
}

#[test]
fn on_the_top_the_index_is_the_level() {
    let score = TestCity::new(two_a_step())
        .assessor("a", "g")
        .all_on("a", 4)
        .score();
    assert_eq!(
        (score.level("C"), score.component("C").index),
        (Ok(4), Ok(4.0))
    );
}

#[test]
fn the_pass_mark_of_a_file_moves_levels_and_index() {
    let city = alone(two_a_step(), "2a fully, 2b largely, 3a not, 3b partly");
    assert_eq!(
        city.score().level("C"),
        Ok(1),
        "five sixths are less than 85 %"
    );
    let score = city
        .settings(|settings| settings.pass_mark_pct = 80)
        .score();
    assert_eq!(score.level("C"), Ok(2));
    near(score.component("C").index.unwrap(), 2.0 + (1.0 / 6.0) / 0.8);
    let model = two_a_step().defaults;
    assert!(
        !score.scored.settings.same_rules(&model),
        "the result says so on its face"
    );
}

#[test]
fn by_nplf_the_level_is_its_own_and_the_index_stays_by_steps() {
    let city = alone(two_a_step(), "2a fully, 2b partly, 3a fully, 3b fully")
        .settings(|settings| settings.method = Method::Nplf);
    let score = city.score();
    assert_eq!(score.level("C"), Ok(2));
    near(
        score.component("C").index.unwrap(),
        1.0 + (4.0 / 6.0) / 0.85,
    );
    assert_eq!(
        score.printed(score.component("C").claimed),
        Ok(1),
        "claims are by steps"
    );
}

#[test]
fn by_nplf_a_level_tells_the_step_that_stopped_it() {
    // Step 2 is fully achieved, but not to the last per cent; nothing is known of step 3.
    let nplf = |settings: &mut gradus_domain::settings::Settings| {
        settings.method = Method::Nplf;
        settings.pass_mark_pct = 100;
    };
    let model = TestModel::new([1, 2, 3])
        .component("C")
        .strand("s")
        .statement("most", Strength, 2)
        .weighing(9)
        .statement("rest", Strength, 2)
        .statement("next", Strength, 3)
        .build();
    let score = alone(model, "most fully, rest not").settings(nplf).score();
    let found = score.component("C");
    assert_eq!(
        (score.level("C"), score.printed(found.levels.steps)),
        (Ok(2), Ok(1))
    );
    assert_eq!(score.printed(found.stopped_by.ok_or(Why::NotRated)), Ok(3));
}

#[test]
fn best_fit_takes_the_lower_median_of_picks() {
    let city = |picks: &[i64]| {
        let mut city = TestCity::new(two_a_step());
        for (place, level) in picks.iter().enumerate() {
            let id = format!("a{place}");
            city = city.assessor(&id, "council").pick(&id, "C", *level);
        }
        city
    };
    for (picks, level) in [
        (&[2, 3][..], 2),
        (&[4, 1, 3], 3),
        (&[1, 4, 4, 1], 1),
        (&[3], 3),
    ] {
        assert_eq!(city(picks).score().level("C"), Ok(level), "{picks:?}");
    }
    assert_eq!(
        city(&[1, 1, 2]).agreed_level("C", 4).score().level("C"),
        Ok(4)
    );
}

#[test]
fn a_file_with_picks_only_is_scored_by_best_fit() {
    let city = TestCity::of("open-data-basics")
        .assessor("a", "council")
        .pick("a", "PU", 2);
    let score = city.score();
    assert_eq!(score.scored.settings.method, Method::BestFit);
    assert_eq!(
        (score.level("PU"), score.level("US")),
        (Ok(2), Err(Why::NoPicks))
    );
    assert_eq!(score.component("PU").index, Err(Why::PicksOnly));
    assert_eq!(
        score.component("PU").stopped_by,
        None,
        "no step stopped a pick"
    );
    let with_a_rung = city.rung("a", "using/people", TestRung::On(1)).score();
    assert_eq!(with_a_rung.scored.settings.method, Method::Steps);
}

#[test]
fn picks_beside_ratings_stand_beside_the_level() {
    let score = TestCity::of("open-data-basics")
        .assessor("a", "council")
        .all_on("a", 1)
        .pick("a", "PU", 3)
        .score();
    assert_eq!(score.level("PU"), Ok(1));
    assert_eq!(score.printed(score.component("PU").levels.best_fit), Ok(3));
    assert!(
        score.component("PU").levels.differ(),
        "the disagreement is a finding"
    );
}
