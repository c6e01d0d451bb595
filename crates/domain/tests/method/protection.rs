//! Section 11: what leaves the lead's hands points at nobody.

use gradus_domain::assessment::{Agreed, Dissent, Dissenter};
use gradus_domain::consensus::GroupLabel;
use gradus_domain::disclosure::{Protected, PublicDissenter, score_protected};
use gradus_domain::method::Why;
use gradus_domain::model::Model;
use gradus_domain::names::{ComponentIx, StatementIx};
use gradus_domain::rating::Answer;
use gradus_domain::rating::Kind::Strength;
use gradus_domain::result::StatementScore;
use gradus_testkit::city::{CYCLE, TestCity};
use gradus_testkit::model::TestModel;
use std::sync::Arc;

fn model() -> Arc<Model> {
    TestModel::new([1, 2])
        .component("C")
        .strand("s")
        .statement("k2", Strength, 2)
        .statement("l2", Strength, 2)
        .strand("t")
        .statement("m2", Strength, 2)
        .build()
}

fn protected(city: &TestCity) -> Protected {
    score_protected(&city.build(), CYCLE.1)
}

/// Groups of these sizes, all of whose members answer.
fn groups(sizes: &[(&str, usize)]) -> TestCity {
    let mut city = TestCity::new(model());
    for (group, size) in sizes {
        city = city.answers(group, "k2", &vec!["largely"; *size].join(" "));
    }
    city
}

fn shown(result: &Protected, statement: &StatementScore) -> Vec<(String, u32)> {
    let name = |label: &GroupLabel| match label {
        GroupLabel::Group(ix) => result.facts().groups()[ix.0].id.clone(),
        GroupLabel::Others => "others".to_owned(),
    };
    let rows = statement.by_group.iter();
    rows.map(|(label, tally)| (name(label), tally.answered()))
        .collect()
}

#[track_caller]
fn check_shown(sizes: &[(&str, usize)], expected: &[(&str, u32)]) {
    let result = protected(&groups(sizes));
    let found = shown(&result, &result.figures().statements[0]);
    let expected: Vec<(String, u32)> = expected
        .iter()
        .map(|(name, n)| ((*name).to_owned(), *n))
        .collect();
    assert_eq!(found, expected, "{sizes:?}");
}

#[test]
fn groups_of_five_stand_alone() {
    check_shown(&[("a", 5), ("b", 5)], &[("a", 5), ("b", 5)]);
    check_shown(
        &[("a", 5), ("b", 8), ("c", 6)],
        &[("a", 5), ("b", 8), ("c", 6)],
    );
}

#[test]
fn smaller_groups_are_taken_together() {
    check_shown(
        &[("a", 5), ("b", 4), ("c", 3), ("d", 2)],
        &[("a", 5), ("others", 9)],
    );
    check_shown(
        &[("a", 6), ("b", 7), ("c", 4), ("d", 1)],
        &[("a", 6), ("b", 7), ("others", 5)],
    );
}

#[test]
fn others_under_five_take_in_the_smallest_group_shown() {
    check_shown(&[("a", 6), ("b", 5), ("c", 4)], &[("a", 6), ("others", 9)]);
    check_shown(
        &[("a", 9), ("b", 7), ("c", 2), ("d", 2)],
        &[("a", 9), ("others", 11)],
    );
    check_shown(&[("a", 5), ("b", 5), ("c", 1)], &[("b", 5), ("others", 6)]);
}

#[test]
fn a_part_that_is_the_whole_is_not_shown_again() {
    check_shown(&[("a", 5), ("b", 4)], &[]);
    check_shown(&[("a", 4), ("b", 4)], &[]);
    check_shown(&[("a", 9)], &[]);
    check_shown(&[("a", 3), ("b", 2)], &[]);
}

#[test]
fn the_distribution_of_others_is_the_sum_of_its_groups() {
    let city = TestCity::new(model())
        .answers("a", "k2", "not not partly partly fully")
        .answers("b", "k2", "not fully fully")
        .answers("c", "k2", "largely fully");
    let result = protected(&city);
    let (label, others) = result.figures().statements[0].by_group[1];
    assert_eq!(label, GroupLabel::Others);
    let counts = Answer::SCALE.map(|answer| others.count(answer));
    assert_eq!(counts, [1, 0, 1, 3, 0]);
}

#[test]
fn only_who_answered_on_the_scale_makes_a_group_large_enough() {
    let city = TestCity::new(model())
        .answers("a", "k2", "not not not not not")
        .answers("b", "k2", "not not not not unknown na")
        .answers("c", "k2", "not");
    let result = protected(&city);
    let statement = &result.figures().statements[0];
    assert_eq!(
        shown(&result, statement),
        [("a".to_owned(), 5), ("others".to_owned(), 5)]
    );
}

#[test]
fn fewer_than_five_answers_leave_the_median_alone() {
    let result = protected(&groups(&[("a", 2), ("b", 2)]));
    let statement = &result.figures().statements[0];
    assert_eq!(statement.consensus.value, Some(Answer::Largely));
    assert_eq!(statement.tally, Err(Why::FewerThanFive));
    assert_eq!(statement.spread, Err(Why::FewerThanFive));
    assert!(statement.by_group.is_empty());
    let unrated = &result.figures().statements[1];
    assert_eq!(unrated.spread, Err(Why::NotRated), "nothing to withhold");
}

#[test]
fn five_answers_have_a_distribution() {
    let result = protected(&groups(&[("a", 3), ("b", 2)]));
    let statement = &result.figures().statements[0];
    assert_eq!(statement.tally.unwrap().on_scale(), 5);
    assert_eq!(statement.spread.unwrap().ad, 0.0);
}

#[test]
fn agreement_of_fewer_than_five_is_withheld() {
    let city = |k2: &str, l2: &str| {
        TestCity::new(model())
            .answers("a", "k2", k2)
            .answers("a", "l2", l2)
    };
    let few = protected(&city("not not partly fully", "fully largely not partly"));
    let found = few.figures().components[0].agreement;
    assert_eq!(
        (found.alpha, found.interval),
        (Err(Why::FewerThanFive), None)
    );
    assert_eq!(few.figures().city.agreement.alpha, Err(Why::FewerThanFive));
    let five = protected(&city(
        "not not partly fully not",
        "fully largely not partly not",
    ));
    assert!(five.figures().components[0].agreement.alpha.is_ok());
}

#[test]
fn nobody_is_named_in_what_may_leave() {
    let mut city = TestCity::new(model());
    for person in [
        "mayor-smith",
        "clerk-jones",
        "ms-brown",
        "mr-white",
        "dr-green",
    ] {
        city = city
            .assessor(person, "council")
            .rates(person, "k2 not, l2 fully, m2 unknown");
    }
    let text = format!("{:?}", protected(&city));
    for person in [
        "mayor-smith",
        "clerk-jones",
        "ms-brown",
        "mr-white",
        "dr-green",
    ] {
        assert!(!text.contains(person), "{person}");
    }
}

#[test]
fn the_lead_sees_figures_as_they_are() {
    let score = groups(&[("a", 1), ("b", 1)]).score();
    assert_eq!(score.statement("k2").by_group.len(), 2);
    assert!(score.statement("k2").tally.is_ok());
}

#[test]
fn protection_changes_no_level() {
    let city = groups(&[("a", 3), ("b", 5)]).answers("a", "l2", "fully fully fully");
    let open = city.score().scored;
    let protected = protected(&city);
    for (open, shown) in open.components.iter().zip(&protected.figures().components) {
        assert_eq!((open.levels, open.index), (shown.levels, shown.index));
    }
}

#[test]
fn how_sure_the_level_is_needs_five_people() {
    let city = |words: &str| {
        TestCity::new(model())
            .answers("a", "k2", words)
            .answers("a", "l2", words)
    };
    let certainty = |words: &str| {
        let shown = protected(&city(words)).figures().components[0].clone();
        shown.certainty.figures.map(|_| ())
    };
    assert_eq!(
        certainty("not partly largely fully"),
        Err(Why::FewerThanFive)
    );
    assert_eq!(certainty("not partly largely fully not"), Ok(()));
    let open = city("not partly largely fully").score();
    assert!(
        open.component("C").certainty.figures.is_ok(),
        "the lead sees it"
    );
    assert_eq!(
        certainty("not fully"),
        Ok(()),
        "only the model's doubt is drawn of two"
    );
}

/// How the dissent of group `a` is headed when so many of each group answered.
fn head(sizes: &[(&str, usize)]) -> (PublicDissenter, PublicDissenter) {
    let mut assessment = groups(sizes).build();
    let dissent = || {
        let by = Dissenter::Group(assessment.find_group("a").unwrap());
        let text = "we see it otherwise".to_owned();
        vec![Dissent { by, text }]
    };
    let (of_rating, of_level) = (dissent(), dissent());
    let rating = Agreed {
        value: Answer::Fully,
        rationale: None,
        dissent: of_rating,
    };
    let level = Agreed {
        value: gradus_domain::scale::Level::FLOOR,
        rationale: None,
        dissent: of_level,
    };
    assessment
        .record_agreed_rating(StatementIx(0), rating)
        .unwrap();
    assessment
        .record_agreed_level(ComponentIx(0), level)
        .unwrap();
    let result = score_protected(&assessment, CYCLE.1);
    let facts = result.facts();
    let of_rating = facts.agreements()[&StatementIx(0)].dissent[0].by.clone();
    let of_level = facts.level_agreements()[&ComponentIx(0)].dissent[0]
        .by
        .clone();
    (of_rating, of_level)
}

#[test]
fn dissent_names_a_group_only_where_five_of_it_answered() {
    let a = PublicDissenter::Named("a".to_owned());
    let (others, unnamed) = (PublicDissenter::Others, PublicDissenter::Unnamed);
    for (sizes, expected) in [
        ([("a", 5), ("b", 9)].as_slice(), &a),
        (&[("a", 5)], &a),
        (&[("a", 4), ("b", 9)], &unnamed),
        (&[("a", 4), ("b", 1), ("c", 9)], &others),
        (&[("a", 3), ("b", 1), ("c", 9)], &unnamed),
    ] {
        assert_eq!(
            head(sizes),
            (expected.clone(), expected.clone()),
            "{sizes:?}"
        );
    }
}
