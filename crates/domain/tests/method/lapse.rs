//! What the levels become when evidence lapses: section 6 on the days to come.

use gradus_domain::disclosure::Facts;
use gradus_domain::method::Figure;
use gradus_domain::rating::Kind::{Deficit, Strength};
use gradus_domain::result::score;
use gradus_domain::scale::Level;
use gradus_testkit::city::{TestCity, TestEvidence};
use gradus_testkit::model::TestModel;
use time::macros::date;
use time::{Date, Duration};

fn city(evidence: &[TestEvidence]) -> TestCity {
    let model = TestModel::new([1, 2, 3])
        .component("C")
        .strand("s")
        .statement("d1", Deficit, 1)
        .statement("k2", Strength, 2)
        .statement("k3", Strength, 3)
        .component("D")
        .strand("t")
        .statement("e2", Strength, 2)
        .statement("e3", Strength, 3)
        .build();
    let city = TestCity::new(model).assessor("a", "council").all_on("a", 3);
    evidence
        .iter()
        .fold(city, |city, piece| city.evidence(piece.clone()))
}

type Row = (Date, Vec<usize>, Figure<Level>, Figure<Level>);

fn lapses(city: &TestCity) -> Vec<Row> {
    let built = city.build();
    let facts = Facts::for_lead(&built, score(&built, built.cycle.to));
    let component = built.model.find_component("C").unwrap();
    let rows = facts.lapses(component).into_iter();
    rows.map(|row| (row.last_day, row.evidence, row.evidenced, row.verified))
        .collect()
}

/// The lapses foretell what a score on the day after says.
#[track_caller]
fn check(evidence: &[TestEvidence], days: &[(Date, &[usize])]) {
    let city = city(evidence);
    let found = lapses(&city);
    let told: Vec<(Date, &[usize])> = found.iter().map(|row| (row.0, &row.1[..])).collect();
    assert_eq!(told, days);
    for (day, _, evidenced, verified) in found {
        let later = city.score_as_of(day + Duration::days(1));
        let component = later.component("C");
        assert_eq!(
            (evidenced, verified),
            (component.evidenced, component.verified)
        );
    }
}

#[test]
fn each_day_on_which_evidence_ends_is_told_with_what_is_left() {
    check(
        &[
            TestEvidence::new("e1", "k2")
                .accepted_by("r")
                .valid_until(date!(2031 - 03 - 01)),
            TestEvidence::new("e2", "k3").valid_until(date!(2030 - 12 - 31)),
            TestEvidence::new("e3", "k2"),
        ],
        &[(date!(2030 - 12 - 31), &[1]), (date!(2031 - 03 - 01), &[0])],
    );
}

#[test]
fn pieces_that_end_on_one_day_stand_together() {
    let day = date!(2031 - 03 - 01);
    check(
        &[
            TestEvidence::new("e1", "k2").valid_until(day),
            TestEvidence::new("e2", "k3")
                .accepted_by("r")
                .valid_until(day),
        ],
        &[(day, &[0, 1])],
    );
}

#[test]
fn an_acceptance_that_does_not_count_verifies_nothing_later_either() {
    check(
        &[
            TestEvidence::new("e1", "k2, k3").accepted_by("a"),
            TestEvidence::new("e2", "k2")
                .accepted_by("r")
                .valid_until(date!(2031 - 01 - 01)),
        ],
        &[(date!(2031 - 01 - 01), &[1])],
    );
}

#[test]
fn evidence_without_an_end_of_another_component_or_past_is_no_matter() {
    check(
        &[
            TestEvidence::new("e1", "k2, k3"),
            TestEvidence::new("e2", "e2").valid_until(date!(2031 - 01 - 01)),
            TestEvidence::new("e3", "k2")
                .valid_until(date!(2001 - 01 - 01))
                .effective(date!(2000 - 01 - 01)),
        ],
        &[],
    );
}
