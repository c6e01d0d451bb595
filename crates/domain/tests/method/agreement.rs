//! Section 8: how far people agreed before any discussion.

use crate::near;
use gradus_domain::agreement::{Reliability, Spread};
use gradus_domain::method::Why;
use gradus_domain::model::Model;
use gradus_domain::rating::Answer;
use gradus_domain::rating::Kind::{Stage, Strength};
use gradus_domain::settings::Method;
use gradus_testkit::city::{TestCity, TestRung};
use gradus_testkit::model::TestModel;
use std::sync::Arc;

/// Four stages in two strands of component A, one strength in component B.
fn model() -> Arc<Model> {
    TestModel::new([1, 2])
        .component("A")
        .strand("one")
        .statement("a1", Stage, 2)
        .statement("a2", Stage, 2)
        .strand("two")
        .statement("a3", Stage, 2)
        .statement("a4", Stage, 2)
        .component("B")
        .strand("s")
        .statement("b1", Strength, 2)
        .build()
}

fn council(rows: &[(&str, &str)]) -> TestCity {
    let mut city = TestCity::new(model());
    for (statement, words) in rows {
        city = city.answers("council", statement, words);
    }
    city
}

#[test]
fn full_agreement_on_different_values_is_one() {
    let score = council(&[
        ("a1", "not not"),
        ("a2", "partly partly"),
        ("a3", "fully fully"),
    ]);
    let found = score.score().component("A").agreement;
    assert_eq!((found.alpha, found.assessors), (Ok(1.0), 2));
}

#[test]
fn surpassed_agrees_with_fully() {
    let city = council(&[("a1", "not not"), ("a2", "fully surpassed")]);
    assert_eq!(city.score().component("A").agreement.alpha, Ok(1.0));
}

#[test]
fn ordinal_alpha_is_that_of_the_formula() {
    // Units (N, P), (P, P), (F, F): of six values n_N 1, n_P 3, n_F 2. The distances between
    // ranks: N-P (1 + 3 - 2)^2 = 4, P-F (3 + 2 - 2.5)^2 = 6.25, N-F (1 + 3 + 2 - 1.5)^2 = 20.25.
    // Observed once N-P, so 4; expected 1*3*4 + 1*2*20.25 + 3*2*6.25 = 90, over n - 1 = 5.
    let city = council(&[
        ("a1", "not partly"),
        ("a2", "partly partly"),
        ("a3", "fully surpassed"),
    ]);
    near(
        city.score().component("A").agreement.alpha.unwrap(),
        1.0 - 5.0 * 4.0 / 90.0,
    );
}

#[test]
fn equal_values_or_no_pairs_have_no_alpha_and_never_one() {
    let alpha = |rows: &[(&str, &str)]| council(rows).score().component("A").agreement.alpha;
    assert_eq!(
        alpha(&[("a1", "partly partly"), ("a2", "partly partly")]),
        Err(Why::NoVariation)
    );
    assert_eq!(
        alpha(&[("a1", "fully -"), ("a2", "- not")]),
        Err(Why::NoPairs)
    );
    assert_eq!(
        alpha(&[("a1", "fully unknown"), ("a2", "na not")]),
        Err(Why::NoPairs)
    );
    assert_eq!(alpha(&[]), Err(Why::NoPairs));
}

#[test]
fn agreed_values_have_no_part_in_agreement() {
    let city = council(&[
        ("a1", "not fully"),
        ("a2", "partly largely"),
        ("a3", "fully not"),
    ]);
    let before = city.score().component("A").agreement;
    let after = city.agreed("a1 fully, a2 fully, a3 fully").score();
    assert_eq!(after.component("A").agreement, before);
    assert!(before.alpha.unwrap() < 0.0);
}

#[test]
fn inferred_ratings_are_ratings() {
    let city = TestCity::of("open-data-basics")
        .assessor("a1", "council")
        .assessor("a2", "council")
        .rung("a1", "using/people", TestRung::On(2))
        .rung("a2", "using/people", TestRung::On(2));
    assert_eq!(city.score().component("US").agreement.alpha, Ok(1.0));
}

#[test]
fn a_city_out_of_scope_in_part_agrees_on_the_rest() {
    let city = council(&[
        ("a1", "not not"),
        ("a2", "fully fully"),
        ("b1", "not fully"),
    ]);
    assert!(city.score().scored.city.agreement.alpha.unwrap() < 1.0);
    assert_eq!(
        city.out_of_scope("B").score().scored.city.agreement.alpha,
        Ok(1.0)
    );
}

#[test]
fn by_best_fit_agreement_still_counts_who_rated() {
    let mut city = council(&[("a1", "not not fully"), ("a2", "fully partly not")]);
    for person in 0..6 {
        let id = format!("picker-{person}");
        city = city.assessor(&id, "council").pick(&id, "A", 2);
    }
    let score = city
        .settings(|settings| settings.method = Method::BestFit)
        .score();
    assert_eq!(score.component("A").agreement.assessors, 3);
}

#[test]
fn the_interval_resamples_strands_and_follows_the_seed() {
    let city = council(&[
        ("a1", "not not partly"),
        ("a2", "partly fully largely"),
        ("a3", "fully largely fully"),
        ("a4", "largely largely not"),
    ]);
    let interval = |seed| {
        let city = city.clone().settings(|settings| settings.seed = seed);
        city.score().component("A").agreement.interval
    };
    let [low, high] = interval(1).unwrap();
    let alpha = city.score().component("A").agreement.alpha.unwrap();
    assert!(low < alpha && alpha < high, "{low} {alpha} {high}");
    assert_eq!(interval(1), interval(1));
    let one_strand = council(&[("b1", "not fully")]).score();
    assert_eq!(
        one_strand.component("B").agreement.interval,
        None,
        "nothing to resample"
    );
}

#[test]
fn alpha_is_read_as_reliable_tentative_or_neither() {
    assert_eq!(Reliability::of(0.8), Reliability::Reliable);
    assert_eq!(Reliability::of(0.799), Reliability::Tentative);
    assert_eq!(Reliability::of(0.667), Reliability::Tentative);
    assert_eq!(Reliability::of(0.666), Reliability::Unreliable);
}

/// The spread of this many answers on each of the four points.
fn spread(points: [usize; 4]) -> Spread {
    let words = ["not", "partly", "largely", "fully"];
    let row: Vec<&str> = words
        .iter()
        .zip(points)
        .flat_map(|(word, times)| std::iter::repeat_n(*word, times))
        .collect();
    council(&[("b1", &row.join(" "))])
        .score()
        .statement("b1")
        .spread
        .unwrap()
}

#[test]
fn the_deviation_is_from_the_median() {
    assert_eq!(spread([0, 3, 1, 0]).ad, 0.25);
    assert_eq!(spread([1, 1, 1, 0]).ad, 2.0 / 3.0);
    assert_eq!(spread([3, 0, 0, 3]).ad, 1.5);
    assert_eq!(spread([0, 0, 4, 0]).ad, 0.0);
}

#[test]
fn polarised_is_a_third_each_on_points_that_are_no_neighbours() {
    let polarised = |points| spread(points).polarised;
    assert!(polarised([1, 1, 1, 0]), "exactly a third each");
    assert!(polarised([34, 32, 34, 0]));
    assert!(
        !polarised([34, 33, 33, 0]),
        "33 of 100 are less than a third"
    );
    assert!(!polarised([0, 3, 3, 0]), "neighbours");
    assert!(polarised([0, 3, 0, 3]));
    assert!(!polarised([3, 0, 0, 0]));
    assert!(polarised([1, 0, 0, 2]));
    assert!(!polarised([1, 0, 0, 3]));
}

#[test]
fn disputed_is_polarised_or_a_deviation_above_two_thirds_of_a_point() {
    let at_the_bound = spread([34, 33, 33, 0]);
    assert_eq!((at_the_bound.ad, at_the_bound.disputed), (0.67, false));
    let above = spread([33, 32, 33, 2]);
    assert_eq!(
        (above.ad, above.polarised, above.disputed),
        (0.7, false, true)
    );
    let polarised = spread([1, 1, 1, 0]);
    assert!(polarised.ad < 0.67 && polarised.disputed);
    let far = spread([3, 0, 0, 1]);
    assert_eq!((far.ad, far.polarised, far.disputed), (0.75, false, true));
}

#[test]
fn the_distribution_keeps_surpassed_apart() {
    let score = council(&[("a1", "fully surpassed surpassed unknown na")]).score();
    let tally = score.statement("a1").tally.unwrap();
    assert_eq!(tally.count(Answer::Fully), 1);
    assert_eq!(tally.count(Answer::Surpassed), 2);
    assert_eq!(
        (
            tally.count(Answer::Unknown),
            tally.count(Answer::NotApplicable)
        ),
        (1, 1)
    );
    let found = score.statement("a1");
    assert_eq!((found.on_scale, found.spread.unwrap().ad), (3, 0.0));
}

#[test]
fn a_statement_without_an_answer_has_no_spread() {
    let score = council(&[("a1", "unknown"), ("a2", "na")]).score();
    assert_eq!(score.statement("a1").spread, Err(Why::NotRated));
    assert_eq!(score.statement("a2").spread, Err(Why::NotApplicable));
}
