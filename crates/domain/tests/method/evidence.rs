//! Section 6: claimed, evidenced, verified.

use gradus_domain::backing::{Lack, lacking};
use gradus_domain::disclosure::Facts;
use gradus_domain::evidence::EvidenceStatus;
use gradus_domain::method::Figure;
use gradus_domain::model::Model;
use gradus_domain::rating::Kind::{Deficit, Stage, Strength};
use gradus_domain::result::score;
use gradus_domain::settings::{Basis, Method};
use gradus_testkit::city::{CYCLE, TestCity, TestEvidence, TestRung, TestScore};
use gradus_testkit::model::TestModel;
use std::sync::Arc;
use time::macros::date;

/// A deficit to leave for level 2, a stage on 2, a strength on 3; one strand each.
fn model() -> Arc<Model> {
    TestModel::new([1, 2, 3])
        .component("C")
        .strand("low")
        .statement("d1", Deficit, 1)
        .strand("mid")
        .statement("g2", Stage, 2)
        .strand("high")
        .statement("k3", Strength, 3)
        .component("D")
        .strand("s")
        .statement("e2", Strength, 2)
        .statement("e3", Strength, 3)
        .build()
}

/// Everything is attained by the word of two people.
fn claimed() -> TestCity {
    TestCity::new(model())
        .assessor("a1", "council")
        .assessor("a2", "council")
        .all_on("a1", 3)
}

fn three(score: &TestScore) -> [Figure<i64>; 3] {
    let found = score.component("C");
    [found.claimed, found.evidenced, found.verified].map(|level| score.printed(level))
}

#[track_caller]
fn check(evidence: &[TestEvidence], expected: [i64; 3]) {
    let mut city = claimed();
    for piece in evidence {
        city = city.evidence(piece.clone());
    }
    assert_eq!(three(&city.score()), expected.map(Ok));
}

#[test]
fn a_claim_without_evidence_is_on_the_floor_where_a_stage_is_asked() {
    check(&[], [3, 1, 1]);
}

#[test]
fn submitted_evidence_is_evidence_and_accepted_evidence_verifies() {
    let both = TestEvidence::new("e", "g2, k3");
    check(std::slice::from_ref(&both), [3, 3, 1]);
    check(&[both.clone().status(EvidenceStatus::Question)], [3, 3, 1]);
    check(&[both.clone().accepted_by("r")], [3, 3, 3]);
    let asked_back = both
        .clone()
        .accepted_by("r")
        .status(EvidenceStatus::Question);
    check(&[asked_back], [3, 3, 1]);
    check(&[both.status(EvidenceStatus::Rejected)], [3, 1, 1]);
}

#[test]
fn what_is_not_linked_counts_nothing() {
    check(&[TestEvidence::new("e", "k3").accepted_by("r")], [3, 1, 1]);
    check(&[TestEvidence::new("e", "g2").accepted_by("r")], [3, 2, 2]);
}

#[test]
fn deficits_need_no_evidence() {
    let score = TestCity::of("open-data-basics")
        .assessor("a", "council")
        .rates("a", "US0.1 not, US0.2 not, US1.1 na")
        .score();
    let found = score.component("US");
    assert_eq!(score.printed(found.evidenced), Ok(1));
    assert_eq!(score.printed(found.verified), Ok(1));
}

#[test]
fn evidence_for_a_strand_supports_its_statements() {
    let strand = TestEvidence::new("e", "C/mid, C/high");
    check(&[strand.accepted_by("r")], [3, 3, 3]);
}

#[test]
fn evidence_counts_from_its_first_to_its_last_day() {
    let piece = TestEvidence::new("e", "g2, k3")
        .effective(date!(2026 - 02 - 01))
        .valid_until(date!(2026 - 07 - 31))
        .accepted_by("r");
    let city = claimed().evidence(piece);
    let as_of = |day| three(&city.score_as_of(day));
    assert_eq!(as_of(date!(2026 - 01 - 31)), [3, 1, 1].map(Ok));
    assert_eq!(as_of(date!(2026 - 02 - 01)), [3, 3, 3].map(Ok));
    assert_eq!(as_of(date!(2026 - 07 - 31)), [3, 3, 3].map(Ok));
    assert_eq!(as_of(date!(2026 - 08 - 01)), [3, 1, 1].map(Ok));
    assert_eq!(
        city.score_as_of(date!(2026 - 08 - 01)).scored.as_of,
        date!(2026 - 08 - 01)
    );
}

#[test]
fn one_piece_of_several_is_enough() {
    let expired = TestEvidence::new("old", "g2, k3").valid_until(date!(2026 - 01 - 02));
    let current = TestEvidence::new("new", "g2, k3");
    check(&[expired, current], [3, 3, 1]);
}

/// The acceptances that do not count, as places in the list of evidence, and the verified level.
fn judged_by(city: TestCity) -> (Vec<usize>, Figure<i64>) {
    let score = city.score();
    let found = score.component("C");
    (
        found.acceptances_not_counted.clone(),
        score.printed(found.verified),
    )
}

#[test]
fn who_rated_cannot_verify_and_that_is_reported() {
    let city = claimed().evidence(TestEvidence::new("e", "g2, k3").accepted_by("a1"));
    assert_eq!(judged_by(city.clone()), (vec![0], Ok(1)));
    assert_eq!(
        three(&city.score()),
        [Ok(3), Ok(3), Ok(1)],
        "it is evidence all the same"
    );
    let again = city.evidence(TestEvidence::new("f", "g2, k3").accepted_by("r"));
    assert_eq!(judged_by(again), (vec![0], Ok(3)));
}

/// What statements of C lack between the claimed and the verified level.
fn lacks(city: &TestCity) -> Vec<(String, Lack)> {
    let built = city.build();
    let facts = Facts::for_lead(&built, score(&built, CYCLE.1));
    let component = built.model.find_component("C").unwrap();
    let found = lacking(&facts, component).into_iter();
    found
        .map(|(ix, lack)| (built.model.statement(ix).id.clone(), lack))
        .collect()
}

#[test]
fn what_separates_the_levels_is_a_claim_without_evidence_or_without_an_acceptance_that_counts() {
    let check = |city: TestCity, expected: &[(&str, Lack)]| {
        let expected: Vec<_> = expected
            .iter()
            .map(|(id, l)| ((*id).to_owned(), *l))
            .collect();
        assert_eq!(lacks(&city), expected);
    };
    let piece = || TestEvidence::new("e", "g2");
    check(claimed(), &[("g2", Lack::Evidence), ("k3", Lack::Evidence)]);
    check(
        claimed().evidence(piece()),
        &[("g2", Lack::Acceptance), ("k3", Lack::Evidence)],
    );
    check(
        claimed().evidence(piece().accepted_by("r")),
        &[("k3", Lack::Evidence)],
    );
    // Who rated the component cannot verify it.
    check(
        claimed().evidence(piece().accepted_by("a1")),
        &[("g2", Lack::Acceptance), ("k3", Lack::Evidence)],
    );
}

#[test]
fn a_rating_a_rung_or_a_pick_makes_a_reviewer_partial() {
    let city = claimed().evidence(TestEvidence::new("e", "g2, k3").accepted_by("a2"));
    assert_eq!(
        judged_by(city.clone()),
        (vec![], Ok(3)),
        "asked, but gave nothing"
    );
    assert_eq!(
        judged_by(city.clone().rates("a2", "d1 not")),
        (vec![0], Ok(1))
    );
    let rung = city.clone().rung("a2", "C/low", TestRung::On(3));
    assert_eq!(judged_by(rung), (vec![0], Ok(1)));
    assert_eq!(judged_by(city.clone().pick("a2", "C", 3)), (vec![0], Ok(1)));
}

#[test]
fn who_rated_another_component_may_verify() {
    let city = claimed()
        .evidence(TestEvidence::new("e", "g2, k3, e2").accepted_by("a2"))
        .rates("a2", "e2 fully");
    assert_eq!(judged_by(city.clone()), (vec![], Ok(3)));
    let score = city.score();
    assert_eq!(score.component("D").acceptances_not_counted, [0]);
    assert_eq!(score.printed(score.component("D").verified), Ok(1));
}

#[test]
fn evidence_lifts_nothing_that_is_not_claimed() {
    let city = TestCity::new(model())
        .assessor("a1", "council")
        .all_on("a1", 2)
        .evidence(TestEvidence::new("e", "g2, k3").accepted_by("r"));
    assert_eq!(three(&city.score()), [2, 2, 2].map(Ok));
}

/// The city on a basis: claims on the top, evidence for the stage alone.
fn on(basis: Basis) -> TestScore {
    claimed()
        .evidence(TestEvidence::new("e", "g2"))
        .settings(|settings| settings.basis = basis)
        .score()
}

#[test]
fn a_basis_makes_level_index_steps_and_reasons_of_the_capped_contributions() {
    let (all, backed, checked) = (
        on(Basis::Claimed),
        on(Basis::Evidenced),
        on(Basis::Verified),
    );
    assert_eq!(
        [&all, &backed, &checked].map(|score| score.level("C")),
        [Ok(3), Ok(2), Ok(1)]
    );
    let index = |score: &TestScore| score.component("C").index;
    // The step to 2 is one deficit left behind and one stage: half of it is 50 of 85.
    assert_eq!([index(&all), index(&backed)], [Ok(3.0), Ok(2.0)]);
    assert_eq!(index(&checked), Ok(1.0 + 0.5 / 0.85));
    let blocking = &backed.component("C").explanation.blocking;
    let ids: Vec<_> = blocking.iter().map(|row| row.statement).collect();
    assert_eq!(backed.ids(&ids), ["k3"]);
    for score in [&all, &backed, &checked] {
        assert_eq!(three(score), [Ok(3), Ok(2), Ok(1)]);
        assert_eq!(
            score.value("k3"),
            all.value("k3"),
            "answers stay as they are"
        );
    }
}

#[test]
fn certainty_is_of_the_level_that_is_shown() {
    let third = |basis| {
        let city = claimed()
            .assessor("a3", "council")
            .all_on("a3", 3)
            .settings(|settings| (settings.basis, settings.draws) = (basis, 200))
            .score();
        let found = city.component("C").certainty.figures.clone();
        let shares = found.expect("three people").levels;
        let shares = shares
            .into_iter()
            .map(|(level, share)| (city.printed(Ok(level)), share));
        shares.collect::<Vec<_>>()
    };
    assert_eq!(third(Basis::Claimed), [(Ok(3), 1.0)]);
    assert_eq!(third(Basis::Verified), [(Ok(1), 1.0)]);
}

#[test]
fn other_methods_stand_beside_a_capped_level_and_do_not_decide_it() {
    let score = claimed()
        .settings(|settings| (settings.basis, settings.method) = (Basis::Evidenced, Method::Nplf))
        .score();
    assert_eq!(score.level("C"), Ok(1));
    let levels = score.component("C").levels;
    assert_eq!(
        [levels.steps, levels.nplf].map(|level| score.printed(level)),
        [Ok(3), Ok(3)]
    );
    assert_eq!(score.scored.settings.method, Method::Steps);
}
