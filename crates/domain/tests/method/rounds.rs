//! Rounds of votes: what counts, what stays of the blind answers, and what is withheld.

use gradus_domain::disclosure::protect;
use gradus_domain::method::Why;
use gradus_domain::names::{AssessorIx, StatementIx};
use gradus_domain::rating::{Answer, Kind::Strength};
use gradus_domain::result::score;
use gradus_domain::round::Round;
use gradus_domain::settings::Balance;
use gradus_testkit::city::{CYCLE, TestCity};
use gradus_testkit::model::TestModel;

/// Two components of one strength each, and people who say Not of both.
fn city(people: usize) -> TestCity {
    let model = TestModel::new([1, 2])
        .component("C")
        .strand("s")
        .statement("c2", Strength, 2)
        .component("D")
        .strand("t")
        .statement("d2", Strength, 2)
        .build();
    (0..people).fold(TestCity::new(model), |city, at| {
        let id = format!("a{at}");
        let city = city.assessor(&id, "council");
        city.rates(&id, "c2 not, d2 not")
    })
}

/// A round on `c2` in which the first `voters` people give `answer`.
fn round(number: u32, voters: usize, answer: Answer) -> Round {
    Round {
        number,
        votes: (0..voters).map(|at| (AssessorIx(at), answer)).collect(),
        ..Round::default()
    }
}

#[test]
fn the_latest_vote_counts_and_agreement_stays_that_of_the_blind_answers() {
    let mut assessment = city(7).build();
    let on = StatementIx(0);
    assessment
        .record_round(on, round(1, 7, Answer::Partly))
        .unwrap();
    assessment
        .record_round(on, round(2, 6, Answer::Fully))
        .unwrap();
    let scored = score(&assessment, CYCLE.1);
    let statement = &scored.statements[0];
    assert_eq!(statement.consensus.value, Some(Answer::Fully));
    assert_eq!(statement.tally.unwrap().count(Answer::Not), 7, "blind");
    let rounds: Vec<(u32, u32)> = statement
        .rounds
        .iter()
        .map(|r| (r.number, r.voters))
        .collect();
    assert_eq!(rounds, [(1, 7), (2, 6)]);
    let other = &scored.statements[1];
    assert_eq!(
        (other.consensus.value, other.rounds.len()),
        (Some(Answer::Not), 0)
    );
    let (voted, quiet) = (&scored.components[0], &scored.components[1]);
    assert_eq!(voted.agreement.alpha, Err(Why::NoVariation));
    let after = voted.agreement_after.as_ref().unwrap();
    assert!(after.alpha.is_ok(), "one stayed with Partly: {after:?}");
    assert!(quiet.agreement_after.is_none());
}

#[test]
fn guests_change_no_figure() {
    let mut assessment = city(5).build();
    let mut with = round(1, 5, Answer::Partly);
    with.guests.add_many(Answer::Fully, 40);
    assessment.record_round(StatementIx(0), with).unwrap();
    let scored = score(&assessment, CYCLE.1);
    assert_eq!(scored.statements[0].consensus.value, Some(Answer::Partly));
    assert_eq!(scored.statements[0].rounds[0].guests, 40);
}

#[test]
fn votes_of_fewer_than_five_are_withheld_with_the_agreement_after_them() {
    for (voters, guests, open) in [(5, 5, true), (4, 4, false), (6, 0, true)] {
        let mut assessment = city(7).build();
        let mut with = round(1, voters, Answer::Partly);
        with.guests.add_many(Answer::Fully, guests);
        assessment.record_round(StatementIx(0), with).unwrap();
        let scored = score(&assessment, CYCLE.1);
        let protected = protect(&assessment, scored);
        let round = &protected.figures().statements[0].rounds[0];
        assert_eq!(round.votes.is_ok(), open, "{voters} voters");
        assert_eq!(round.guest_votes.is_ok(), open, "{guests} guests");
        let component = &protected.figures().components[0];
        let after = component.agreement_after.as_ref().unwrap();
        assert_eq!(
            after.alpha == Err(Why::FewerThanFive),
            !open,
            "{voters} voters"
        );
    }
}

#[test]
fn rounds_follow_one_another_and_only_a_stage_is_surpassed() {
    let mut assessment = city(5).build();
    let on = StatementIx(0);
    assessment
        .record_round(on, round(2, 5, Answer::Partly))
        .unwrap();
    assert!(
        assessment
            .record_round(on, round(2, 5, Answer::Partly))
            .is_err()
    );
    assert!(
        assessment
            .record_round(on, round(3, 5, Answer::Surpassed))
            .is_err()
    );
    let mut guests = round(3, 5, Answer::Partly);
    guests.guests.add(Answer::Surpassed);
    assert!(assessment.record_round(on, guests).is_err());
}

#[test]
fn votes_are_withheld_where_value_and_votes_would_tell_what_a_small_group_said() {
    let mut city = city(7).settings(|settings| settings.balance = Balance::Groups);
    for id in ["b1", "b2"] {
        city = city.assessor(id, "police").rates(id, "c2 fully, d2 fully");
    }
    let mut assessment = city.build();
    assessment
        .record_round(StatementIx(0), round(1, 9, Answer::Partly))
        .unwrap();
    let scored = score(&assessment, CYCLE.1);
    let protected = protect(&assessment, scored);
    let statement = &protected.figures().statements[0];
    assert!(statement.tally.is_err());
    assert_eq!(statement.rounds[0].votes, Err(Why::FewerThanFive));
    let after = protected.figures().components[0].agreement_after.as_ref();
    assert_eq!(after.unwrap().alpha, Err(Why::FewerThanFive));
}
