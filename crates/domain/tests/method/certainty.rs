//! Section 9: how sure a level is.

use gradus_domain::certainty::Certainty;
use gradus_domain::method::Why;
use gradus_domain::model::Model;
use gradus_domain::rating::Kind::Strength;
use gradus_domain::settings::Method;
use gradus_testkit::city::{TestCity, TestScore};
use gradus_testkit::model::TestModel;
use std::sync::Arc;

/// One strength for the only step.
fn one_strength() -> Arc<Model> {
    TestModel::new([1, 2])
        .component("C")
        .strand("s")
        .statement("k2", Strength, 2)
        .build()
}

/// A strength that may stand on level 2 instead of 3.
fn doubtful() -> Arc<Model> {
    TestModel::new([1, 2, 3])
        .component("C")
        .strand("s")
        .statement("k2", Strength, 2)
        .statement("k3", Strength, 3)
        .statement("x3", Strength, 3)
        .perhaps_on(2)
        .build()
}

fn many_draws(city: TestCity) -> TestScore {
    city.settings(|settings| settings.draws = 2_000).score()
}

fn figures(score: &TestScore) -> Certainty {
    score.component("C").certainty.figures.clone().unwrap()
}

fn share(score: &TestScore, level: i64) -> f64 {
    let found = figures(score);
    let levels = found.levels.iter();
    levels
        .filter(|(at, _)| score.printed(Ok(*at)) == Ok(level))
        .map(|(_, share)| share)
        .sum()
}

fn sum(score: &TestScore) -> f64 {
    figures(score).levels.iter().map(|(_, share)| share).sum()
}

/// Fails unless a share of 2,000 draws lies within four standard deviations.
#[track_caller]
fn check_share(found: f64, expected: f64) {
    assert!(
        (found - expected).abs() < 0.045,
        "{found} is far from {expected}"
    );
}

#[test]
fn two_people_leave_only_the_doubt_about_levels_and_that_is_said() {
    let score = many_draws(TestCity::new(one_strength()).answers("council", "k2", "fully not"));
    let found = &score.component("C").certainty;
    assert_eq!(found.people, Err(Why::FewerThanThreeAssessors));
    assert_eq!(share(&score, 1), 1.0, "the lower of two stays what it is");
    assert_eq!(figures(&score).index_interval, Some([1.0, 1.0]));
}

#[test]
fn a_doubtful_statement_stands_on_either_level_with_equal_chance() {
    let city = TestCity::new(doubtful())
        .assessor("a", "council")
        .rates("a", "k2 fully, k3 fully, x3 not");
    let score = many_draws(city);
    assert_eq!(score.level("C"), Ok(2));
    // On level 3 it holds step 3 back, on level 2 step 2.
    check_share(share(&score, 2), 0.5);
    check_share(share(&score, 1), 0.5);
    assert!((sum(&score) - 1.0).abs() < 1e-12);
    assert_eq!(
        score.component("C").certainty.people,
        Err(Why::FewerThanThreeAssessors)
    );
    assert_eq!(figures(&score).draws, 2_000);
}

#[test]
fn a_level_off_which_nothing_depends_is_certain() {
    let city = TestCity::new(doubtful())
        .assessor("a", "council")
        .all_on("a", 3);
    assert_eq!(share(&many_draws(city), 3), 1.0);
}

#[test]
fn three_people_are_drawn_with_replacement() {
    // The median is Fully where at least two of three drawn say so: 20 of 27.
    let score = many_draws(TestCity::new(one_strength()).answers("g", "k2", "fully not fully"));
    assert_eq!(score.component("C").certainty.people, Ok(()));
    check_share(share(&score, 2), 20.0 / 27.0);
    check_share(share(&score, 1), 7.0 / 27.0);
    assert_eq!(figures(&score).index_interval, Some([1.0, 2.0]));
}

#[test]
fn people_are_drawn_within_their_groups() {
    let city = TestCity::new(one_strength())
        .answers("council", "k2", "fully")
        .answers("residents", "k2", "not")
        .answers("firms", "k2", "fully");
    assert_eq!(
        share(&many_draws(city), 2),
        1.0,
        "each group is drawn as it is"
    );
}

#[test]
fn agreed_values_stay() {
    let city = TestCity::new(one_strength())
        .answers("council", "k2", "fully not fully")
        .agreed("k2 largely");
    let score = many_draws(city);
    assert_eq!(share(&score, 1), 1.0);
    assert_eq!(
        figures(&score)
            .index_interval
            .map(|[low, high]| low == high),
        Some(true)
    );
}

#[test]
fn draws_in_which_nobody_answered_have_no_level() {
    let city = TestCity::new(one_strength()).answers("council", "k2", "fully fully fully unknown");
    // Of four drawn all say Don't know: once in 256.
    assert!(sum(&many_draws(city)) < 1.0);
}

#[test]
fn what_does_not_apply_is_judged_anew_in_every_draw() {
    let model = TestModel::new([1, 2])
        .component("C")
        .strand("s")
        .statement("k2", Strength, 2)
        .statement("l2", Strength, 2)
        .build();
    let city = TestCity::new(model)
        .answers("council", "k2", "fully fully fully")
        .answers("council", "l2", "fully unknown na")
        .settings(|settings| settings.min_coverage_pct = 100);
    // Without the first (8 of 27) the step is rated only where all three are the last.
    let score = many_draws(city);
    check_share(share(&score, 2), 21.0 / 27.0);
    check_share(sum(&score), 21.0 / 27.0);
}

#[test]
fn the_level_is_drawn_by_the_method_that_decides_it() {
    let city = TestCity::new(one_strength()).answers("council", "k2", "largely largely largely");
    assert_eq!(share(&many_draws(city.clone()), 1), 1.0);
    let nplf = city.settings(|settings| settings.method = Method::Nplf);
    assert_eq!(share(&many_draws(nplf), 2), 1.0);
}

#[test]
fn the_interval_of_the_index_leaves_five_per_cent_on_either_side() {
    let interval = |words| {
        let city = TestCity::new(one_strength()).answers("council", "k2", words);
        figures(&many_draws(city)).index_interval
    };
    // Four of seven drawn say Not with a chance of 0.9, 11 and 89 per cent.
    let rare = interval("not fully fully fully fully fully fully");
    assert_eq!(rare, Some([2.0, 2.0]));
    let seldom = interval("not not fully fully fully fully fully");
    assert_eq!(seldom, Some([1.0, 2.0]));
    let mostly = interval("not not not not not fully fully");
    assert_eq!(mostly, Some([1.0, 2.0]));
}

#[test]
fn where_too_few_rated_only_their_component_keeps_its_people() {
    let model = TestModel::new([1, 2])
        .component("C")
        .strand("s")
        .statement("k2", Strength, 2)
        .component("D")
        .strand("s")
        .statement("e2", Strength, 2)
        .build();
    let score = many_draws(
        TestCity::new(model)
            .answers("council", "k2", "fully not fully")
            .answers("council", "e2", "fully not -"),
    );
    assert_eq!(score.component("C").certainty.people, Ok(()));
    assert!(share(&score, 1) > 0.0);
    let d = &score.component("D").certainty;
    assert_eq!(d.people, Err(Why::FewerThanThreeAssessors));
    assert_eq!(d.figures.as_ref().unwrap().levels.len(), 1);
}

#[test]
fn a_component_without_a_level_has_no_certainty() {
    let score = TestCity::new(one_strength())
        .answers("council", "k2", "unknown")
        .score();
    assert_eq!(score.component("C").certainty.figures, Err(Why::NotRated));
}

#[test]
fn picks_are_drawn_like_ratings() {
    let mut city = TestCity::new(one_strength());
    for (id, level) in [("a", 2), ("b", 1), ("c", 2)] {
        city = city.assessor(id, "council").pick(id, "C", level);
    }
    let score = many_draws(city);
    assert_eq!(score.scored.settings.method, Method::BestFit);
    check_share(share(&score, 2), 20.0 / 27.0);
    assert_eq!(figures(&score).index_interval, None);
}

#[test]
fn balanced_groups_are_balanced_in_every_draw() {
    let city = TestCity::new(one_strength())
        .answers("council", "k2", "fully fully fully fully")
        .answers("residents", "k2", "not")
        .settings(|settings| settings.balance = gradus_domain::settings::Balance::Groups);
    assert_eq!(share(&many_draws(city), 1), 1.0, "the lower of two groups");
}

#[test]
fn the_seed_decides_the_draws() {
    let city = TestCity::new(one_strength()).answers("council", "k2", "fully not fully");
    let with = |seed| many_draws(city.clone().settings(|settings| settings.seed = seed));
    assert_eq!(with(1), with(1));
    assert_ne!(share(&with(1), 2), share(&with(2), 2));
}
