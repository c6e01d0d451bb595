//! Section 7: the result of the city.

use crate::near;
use gradus_domain::method::Why;
use gradus_testkit::city::{TestCity, TestRung, TestScore};

/// The components in model order.
const CODES: [&str; 7] = ["LE", "CF", "SE", "SD", "DA", "PA", "PM"];

/// Components on these levels; a zero leaves one unrated.
fn profile(levels: [i64; 7]) -> TestCity {
    let mut city = TestCity::of("pas181-scmm").assessor("a", "council");
    for (code, level) in CODES.iter().zip(levels).filter(|(_, level)| *level > 0) {
        city = city.component_on("a", code, TestRung::On(level));
    }
    city
}

fn picked(levels: [i64; 7]) -> TestCity {
    let mut city = TestCity::of("pas181-scmm").assessor("a", "council");
    for (code, level) in CODES.iter().zip(levels).filter(|(_, level)| *level > 0) {
        city = city.pick("a", code, level);
    }
    city
}

fn lowest(score: &TestScore) -> Result<&'static str, Why> {
    score.scored.city.lowest.map(|ix| CODES[ix.0])
}

#[test]
fn the_lowest_component_is_named_and_ties_go_to_the_first() {
    assert_eq!(lowest(&profile([3, 2, 2, 3, 2, 1, 2]).score()), Ok("PA"));
    assert_eq!(lowest(&profile([3, 2, 2, 3, 2, 2, 2]).score()), Ok("CF"));
    assert_eq!(lowest(&profile([0, 5, 5, 5, 5, 5, 5]).score()), Ok("CF"));
    assert_eq!(lowest(&profile([0; 7]).score()), Err(Why::NothingRated));
}

#[test]
fn the_lowest_component_has_the_lowest_index_and_not_only_level() {
    let city = profile([0, 2, 2, 2, 2, 2, 2]).component_on("a", "LE", TestRung::Between([2, 3]));
    assert_eq!(lowest(&city.score()), Ok("CF"));
}

#[test]
fn the_index_needs_enough_components() {
    let three = profile([2, 2, 2, 0, 0, 0, 0]).score().scored.city;
    assert_eq!(
        three.index,
        Err(Why::TooFewComponents),
        "3 of 7 are less than 50 %"
    );
    assert_eq!((three.components_rated, three.components_in_scope), (3, 7));
    let four = profile([1, 2, 3, 4, 0, 0, 0]).score().scored.city;
    near(four.index.unwrap(), 2.5);
    let all_asked = profile([1, 2, 3, 4, 5, 5, 0])
        .settings(|settings| settings.min_component_coverage_pct = 100);
    assert_eq!(
        all_asked.score().scored.city.index,
        Err(Why::TooFewComponents)
    );
}

#[test]
fn a_component_out_of_scope_counts_nowhere() {
    let city = profile([3, 2, 2, 3, 1, 2, 2]).out_of_scope("DA");
    let score = city.score();
    near(score.scored.city.index.unwrap(), 14.0 / 6.0);
    assert_eq!(score.scored.city.components_in_scope, 6);
    assert_eq!(lowest(&score), Ok("CF"));
    let gone = score.component("DA");
    assert!(!gone.in_scope);
    assert_eq!(
        (score.level("DA"), gone.index),
        (Err(Why::OutOfScope), Err(Why::OutOfScope))
    );
    assert_eq!(gone.certainty.figures, Err(Why::OutOfScope));
    let reasons: Vec<String> = city.build().out_of_scope.into_values().collect();
    assert_eq!(reasons, ["run by others"]);
}

#[test]
fn enough_components_are_counted_among_those_in_scope() {
    let city = profile([2, 2, 2, 0, 0, 0, 0]).out_of_scope("PM");
    near(city.score().scored.city.index.unwrap(), 2.0);
}

#[test]
fn answers_outside_the_scope_are_no_responses() {
    let city = profile([0, 0, 0, 0, 0, 0, 4]);
    let inside = city.score().scored.city;
    assert_eq!(inside.assessors, 1);
    let outside = city.out_of_scope("PM").score().scored.city;
    assert_eq!((outside.assessors, outside.response_rate), (0, Ok(0.0)));
}

#[test]
fn picks_give_the_lower_median_and_the_distribution_but_no_index() {
    let score = picked([3, 2, 2, 3, 5, 1, 0]).score();
    let city = &score.scored.city;
    assert_eq!(city.index, Err(Why::PicksOnly));
    assert_eq!(
        score.printed(city.median_level),
        Ok(2),
        "of 1 2 2 3 3 5 the lower middle"
    );
    let distribution: Vec<(i64, u32)> = city
        .distribution
        .iter()
        .map(|(level, count)| (score.printed(Ok(*level)).unwrap(), *count))
        .collect();
    assert_eq!(distribution, [(1, 1), (2, 2), (3, 2), (5, 1)]);
    assert_eq!(lowest(&score), Ok("PA"));
    assert_eq!(city.components_rated, 6);
    assert_eq!(city.response_rate, Ok(6.0 / 7.0), "of seven picks asked");
}

#[test]
fn with_picks_ties_for_the_lowest_go_to_the_first_too() {
    assert_eq!(lowest(&picked([3, 2, 2, 3, 5, 2, 0]).score()), Ok("CF"));
}

#[test]
fn the_target_stands_beside_the_level() {
    let score = profile([3, 2, 2, 3, 2, 1, 2]).target("DA", 4).score();
    let target = score.component("DA").target.ok_or(Why::NotRated);
    assert_eq!(score.printed(target), Ok(4));
    assert_eq!(score.component("LE").target, None);
}
