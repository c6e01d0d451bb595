//! Section 5: many assessors, one value.

use gradus_domain::consensus::{Fact, Source};
use gradus_domain::method::Why;
use gradus_domain::model::Model;
use gradus_domain::rating::Answer;
use gradus_domain::rating::Kind::{Deficit, Stage, Strength};
use gradus_domain::settings::Balance;
use gradus_testkit::city::{TestCity, TestRung, TestScore};
use gradus_testkit::model::TestModel;
use std::sync::Arc;

/// One deficit, stage and strength, each in a component of its own.
fn model() -> Arc<Model> {
    TestModel::new([1, 2])
        .component("A")
        .strand("s")
        .statement("deficit", Deficit, 1)
        .component("B")
        .strand("s")
        .statement("stage", Stage, 2)
        .component("C")
        .strand("s")
        .statement("strength", Strength, 2)
        .build()
}

fn council(statement: &str, words: &str) -> TestScore {
    TestCity::new(model())
        .answers("council", statement, words)
        .score()
}

#[track_caller]
fn check_value(statement: &str, words: &str, expected: &str) {
    let score = council(statement, words);
    let found = score.value(statement).map_or("none", Answer::word);
    assert_eq!(found, expected, "{statement}: {words}");
}

#[test]
fn the_value_is_the_median() {
    check_value("strength", "partly", "partly");
    check_value("strength", "not fully partly", "partly");
    check_value("deficit", "not largely fully", "largely");
    check_value("stage", "partly largely largely fully fully", "largely");
}

#[test]
fn a_tie_never_flatters() {
    check_value("strength", "partly largely", "partly");
    check_value("stage", "not fully", "not");
    check_value("deficit", "partly largely", "largely");
    check_value("deficit", "not not fully fully", "fully");
}

#[test]
fn surpassed_needs_all_who_gave_the_full_contribution() {
    check_value("stage", "surpassed", "surpassed");
    check_value("stage", "surpassed surpassed not", "surpassed");
    check_value("stage", "surpassed surpassed fully", "fully");
    check_value("stage", "surpassed largely largely", "largely");
    check_value("stage", "surpassed surpassed unknown na", "surpassed");
}

#[test]
fn dont_know_and_not_applicable_by_some_are_left_out() {
    check_value("strength", "unknown unknown unknown fully", "fully");
    check_value("strength", "na na na partly", "partly");
    check_value("deficit", "na unknown largely", "largely");
}

#[test]
fn not_applicable_needs_one_and_nobody_who_answered_anything_else() {
    let fact = |words| {
        council("strength", words)
            .statement("strength")
            .consensus
            .fact
    };
    assert_eq!(fact("na"), Fact::NotApplicable);
    assert_eq!(fact("na na -"), Fact::NotApplicable);
    assert_eq!(fact("na unknown"), Fact::Unrated);
    assert_eq!(fact("unknown"), Fact::Unrated);
    assert_eq!(fact("-"), Fact::Unrated);
    assert_eq!(fact("na not"), Fact::Contribution(0));
    let score = council("strength", "na unknown");
    assert_eq!(score.statement("strength").consensus.source, Source::None);
    assert_eq!(score.value("strength"), None);
}

#[test]
fn an_agreed_rating_stands_in_place_of_the_median() {
    let score = TestCity::new(model())
        .answers("council", "strength", "not not partly")
        .agreed("strength largely, deficit not")
        .score();
    assert_eq!(score.value("strength"), Some(Answer::Largely));
    assert_eq!(score.statement("strength").consensus.source, Source::Agreed);
    assert_eq!(
        score.statement("strength").on_scale,
        3,
        "what people gave is still counted"
    );
    assert_eq!(
        score.statement("deficit").consensus.fact,
        Fact::Contribution(3)
    );
    assert_eq!(score.level("A"), Ok(2), "agreed without anybody's rating");
}

#[test]
fn people_can_agree_that_a_statement_does_not_apply() {
    let score = TestCity::new(model())
        .answers("council", "strength", "not not partly")
        .agreed("strength na")
        .score();
    assert_eq!(
        score.statement("strength").consensus.fact,
        Fact::NotApplicable
    );
}

/// Six of the council, two residents, one firm.
fn three_groups(balance: Balance) -> TestCity {
    TestCity::new(model())
        .answers("council", "strength", "fully fully fully fully fully not")
        .answers("residents", "strength", "partly largely")
        .answers("firms", "strength", "partly")
        .settings(|settings| settings.balance = balance)
}

#[test]
fn balanced_by_groups_the_largest_does_not_outvote_the_others() {
    let value = |balance| three_groups(balance).score().value("strength");
    assert_eq!(value(Balance::Assessors), Some(Answer::Fully));
    // Fully, partly (the lower of two), partly.
    assert_eq!(value(Balance::Groups), Some(Answer::Partly));
}

#[test]
fn of_two_groups_the_lower_median_counts() {
    let score = TestCity::new(model())
        .answers("council", "deficit", "not not not")
        .answers("residents", "deficit", "partly")
        .settings(|settings| settings.balance = Balance::Groups)
        .score();
    assert_eq!(score.value("deficit"), Some(Answer::Partly));
}

#[test]
fn a_group_without_an_answer_on_the_scale_has_no_voice() {
    let score = TestCity::new(model())
        .answers("council", "strength", "fully")
        .answers("residents", "strength", "unknown unknown")
        .answers("firms", "strength", "na")
        .settings(|settings| settings.balance = Balance::Groups)
        .score();
    assert_eq!(score.value("strength"), Some(Answer::Fully));
}

#[test]
fn picks_are_balanced_as_well() {
    let mut city = TestCity::new(model());
    let picks = [
        ("c1", "council", 2),
        ("c2", "council", 2),
        ("c3", "council", 2),
    ];
    for (id, group, level) in picks
        .into_iter()
        .chain([("r", "residents", 1), ("f", "firms", 1)])
    {
        city = city.assessor(id, group).pick(id, "C", level);
    }
    assert_eq!(city.score().level("C"), Ok(2));
    let balanced = city.settings(|settings| settings.balance = Balance::Groups);
    assert_eq!(balanced.score().level("C"), Ok(1));
}

#[test]
fn the_response_rate_counts_every_answer_to_what_was_asked() {
    // Sixteen statements are asked of the first, eight of the second.
    let score = TestCity::of("open-data-basics")
        .assessor("a1", "council")
        .assessor_asked("a2", "residents", "PU")
        .rates("a1", "PU0.1 not, PU1.1 unknown, US0.1 na")
        .rung("a2", "publishing/formats", TestRung::On(1))
        .score();
    assert_eq!(score.scored.city.response_rate, Ok(7.0 / 24.0));
    assert_eq!(
        (score.scored.city.assessors, score.scored.city.groups),
        (2, 2)
    );
}

#[test]
fn an_answer_that_was_not_asked_for_counts_but_not_as_a_response() {
    let score = TestCity::of("open-data-basics")
        .assessor_asked("a", "council", "PU")
        .rates("a", "US0.1 not")
        .score();
    assert_eq!(score.scored.city.response_rate, Ok(0.0));
    assert_eq!(score.value("US0.1"), Some(Answer::Not));
}

#[test]
fn who_gave_nothing_is_asked_but_not_counted() {
    let score = TestCity::of("open-data-basics")
        .assessor("a1", "council")
        .assessor("a2", "residents")
        .all_on("a1", 1)
        .score();
    assert_eq!(
        (score.scored.city.assessors, score.scored.city.groups),
        (1, 1)
    );
    assert_eq!(score.scored.city.response_rate, Ok(0.5));
    let nobody = TestCity::of("open-data-basics").score();
    assert_eq!(nobody.scored.city.response_rate, Err(Why::NobodyAsked));
}
