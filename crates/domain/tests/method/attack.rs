//! Section 11 under attack: every world that could have been is tried, and those that look the
//! same to a stranger are put side by side. Where a group is too small to be shown, they must
//! not all agree on what it answered.
//!
//! A stranger here sees more than any file tells: every figure that a protected result holds,
//! with all its digits, and knows the program, the seed, and how many of each group answered.

use gradus_domain::assessment::{Agreed, Assessment};
use gradus_domain::disclosure::{FEWEST_ANSWERS, isolated, score_protected};
use gradus_domain::model::Model;
use gradus_domain::names::{AssessorIx, StatementIx};
use gradus_domain::rating::Answer;
use gradus_domain::rating::Kind::Strength;
use gradus_domain::round::Round;
use gradus_domain::settings::{Balance, Settings};
use gradus_testkit::city::{CYCLE, TestCity, TestRung};
use gradus_testkit::model::TestModel;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What people may answer: three words are enough to hide among, and keep the worlds few.
const ANSWERS: [Answer; 3] = [Answer::Not, Answer::Partly, Answer::Fully];
/// The same as rungs.
const RUNGS: [i64; 3] = [1, 2, 3];

/// How many of a group gave the first, the second and the third answer.
type Counts = [usize; 3];

/// A world: the counts of every group.
type World = Vec<Counts>;

fn model() -> Arc<Model> {
    TestModel::new([1, 2, 3])
        .component("C")
        .strand("s")
        .statement("k2", Strength, 2)
        .statement("k3", Strength, 3)
        .build()
}

/// Every way in which `size` people can be spread over three answers.
fn spreads(size: usize) -> Vec<Counts> {
    let mut all = Vec::new();
    for first in 0..=size {
        for second in 0..=size - first {
            all.push([first, second, size - first - second]);
        }
    }
    all
}

/// Every world with groups of these sizes.
fn worlds(sizes: &[usize]) -> Vec<World> {
    let mut all: Vec<World> = vec![Vec::new()];
    for size in sizes {
        let mut longer = Vec::new();
        for world in &all {
            for counts in spreads(*size) {
                let mut next = world.clone();
                next.push(counts);
                longer.push(next);
            }
        }
        all = longer;
    }
    all
}

/// The answers of a group in some order: who of it gave which plays no part.
fn places(counts: Counts) -> impl Iterator<Item = usize> {
    let of = move |place: usize| std::iter::repeat_n(place, counts[place]);
    of(0).chain(of(1)).chain(of(2))
}

/// The worlds that look the same, by what a stranger sees of them.
fn alike(worlds: Vec<World>, build: impl Fn(&World) -> Assessment) -> BTreeMap<String, Vec<World>> {
    let mut classes: BTreeMap<String, Vec<World>> = BTreeMap::new();
    for world in worlds {
        let seen = look(&build(&world));
        classes.entry(seen).or_default().push(world);
    }
    classes
}

/// All that a stranger could see of an assessment, with every digit.
fn look(assessment: &Assessment) -> String {
    format!("{:?}", score_protected(assessment, CYCLE.1).figures())
}

/// Fails where the worlds of a class leave one possibility for a group that is too small,
/// unless everybody gave the same answer: then five or more people did, and the counts of all
/// say so. Tells how many classes there were.
#[track_caller]
fn check(sizes: &[usize], classes: &BTreeMap<String, Vec<World>>) -> usize {
    for worlds in classes.values() {
        for (group, size) in sizes.iter().enumerate() {
            if *size >= FEWEST_ANSWERS as usize || *size == 0 {
                continue;
            }
            let possible: BTreeSet<Counts> = worlds.iter().map(|world| world[group]).collect();
            let all_say = |world: &World| {
                let said = |at: usize| world.iter().any(|counts| counts[at] > 0);
                (0..3).filter(|at| said(*at)).count() == 1
            };
            let part_says = worlds
                .iter()
                .all(|world| unanimous_part(sizes, world, group));
            assert!(
                possible.len() > 1 || worlds.iter().all(all_say) || part_says,
                "{sizes:?}: group {group} answered {possible:?}, which {} worlds tell",
                worlds.len()
            );
        }
    }
    classes.len()
}

/// Whether all of the small groups together, five or more people, gave the same answer: then
/// the counts of "others" say so.
fn unanimous_part(sizes: &[usize], world: &World, group: usize) -> bool {
    let answer = (0..3).find(|at| world[group][*at] > 0);
    let small = || (0..sizes.len()).filter(|at| sizes[*at] < FEWEST_ANSWERS as usize);
    let others: usize = small().map(|at| sizes[at]).sum();
    let same = |at: usize| answer.is_some_and(|answer| world[at][answer] == sizes[at]);
    // Too few for a part of their own: the smallest group shown is among them.
    let joined = (others < FEWEST_ANSWERS as usize)
        .then(|| (0..sizes.len()).filter(|at| sizes[*at] >= FEWEST_ANSWERS as usize))
        .and_then(|mut large| {
            let first = large.next()?;
            Some(large.fold(
                first,
                |least, at| if sizes[at] < sizes[least] { at } else { least },
            ))
        });
    small().chain(joined).all(same)
}

fn one_statement(sizes: &[usize], settings: impl Fn(&mut Settings) + Copy) -> usize {
    let model = model();
    let build = |world: &World| {
        let mut city = TestCity::new(Arc::clone(&model)).settings(settings);
        for (group, counts) in world.iter().enumerate() {
            for (person, place) in places(*counts).enumerate() {
                let id = format!("g{group}-{person}");
                city = city
                    .assessor(&id, &format!("g{group}"))
                    .rating(&id, "k2", ANSWERS[place]);
            }
        }
        city.build()
    };
    check(sizes, &alike(worlds(sizes), build))
}

#[test]
fn a_group_of_one_to_four_hides_among_large_ones() {
    for sizes in [
        &[5, 1][..],
        &[5, 4],
        &[5, 5, 1],
        &[6, 5, 2],
        &[5, 3, 2],
        &[7, 4, 1],
        &[5, 2, 2, 1],
    ] {
        let classes = one_statement(sizes, |_| {});
        assert!(classes > 20, "{sizes:?}: only {classes} ways to look");
    }
}

#[test]
fn a_group_of_one_to_four_hides_where_every_group_counts_the_same() {
    for sizes in [&[5, 4][..], &[5, 5, 1], &[5, 3, 2], &[6, 1, 1]] {
        one_statement(sizes, |settings| settings.balance = Balance::Groups);
    }
}

/// What `docs/method.md` owns up to: of two groups the lower median counts, so the highest
/// value says that both medians are the highest. A level cannot be shown and hide that.
#[test]
fn of_two_groups_that_count_the_same_the_highest_value_tells_the_smaller() {
    let sizes = [5, 1];
    let found = std::panic::catch_unwind(|| {
        one_statement(&sizes, |settings| settings.balance = Balance::Groups)
    });
    assert!(found.is_err(), "it is hidden now: say so in the method");
}

#[test]
fn three_or_four_people_alone_hide_behind_their_median() {
    for sizes in [&[2, 1][..], &[1, 1, 1], &[2, 2], &[3, 1], &[4], &[3]] {
        one_statement(sizes, |_| {});
    }
    for sizes in [&[1, 1, 1][..], &[2, 2, 2], &[4]] {
        one_statement(sizes, |settings| settings.balance = Balance::Groups);
    }
}

/// Everybody picks a rung of one strand, so that both its statements hang together; somebody
/// takes the answer to the second statement back. Were groups taken together statement by
/// statement, the two would cut the same people in two ways.
#[test]
fn statements_that_hang_together_cannot_be_subtracted() {
    let model = model();
    for sizes in [&[6, 5, 2][..], &[6, 6, 1]] {
        let build = |world: &World, taker: (usize, usize)| {
            let mut city = TestCity::new(Arc::clone(&model));
            let mut took = false;
            for (group, counts) in world.iter().enumerate() {
                for (person, place) in places(*counts).enumerate() {
                    let id = format!("g{group}-{person}");
                    city = city.assessor(&id, &format!("g{group}")).rung(
                        &id,
                        "C/s",
                        TestRung::On(RUNGS[place]),
                    );
                    if !took && taker == (group, place) {
                        city = city.rating(&id, "k3", Answer::Unknown);
                        took = true;
                    }
                }
            }
            city.build()
        };
        let mut classes: BTreeMap<String, Vec<World>> = BTreeMap::new();
        for world in worlds(sizes) {
            for group in 0..sizes.len() {
                for place in (0..3).filter(|place| world[group][*place] > 0) {
                    let seen = look(&build(&world, (group, place)));
                    classes.entry(seen).or_default().push(world.clone());
                }
            }
        }
        check(sizes, &classes);
    }
}

/// Seven people answer one statement, and four of them the other, whose counts are withheld.
/// An exact alpha of both, or shares drawn from both, would tell them.
#[test]
fn withheld_counts_are_not_told_by_agreement_and_certainty() {
    let model = model();
    let open = [2_usize, 0, 1, 2, 2, 0, 1];
    let build = |world: &World| {
        let mut city = TestCity::new(Arc::clone(&model));
        for (person, place) in open.into_iter().enumerate() {
            let id = format!("g0-{person}");
            city = city.assessor(&id, "g0").rating(&id, "k2", ANSWERS[place]);
        }
        for (person, place) in places(world[0]).enumerate() {
            city = city.rating(&format!("g0-{person}"), "k3", ANSWERS[place]);
        }
        city.build()
    };
    let classes = alike(worlds(&[4]), build);
    for worlds in classes.values() {
        assert!(worlds.len() > 1, "only {worlds:?} looks so");
    }
    // Nothing but the median is told apart.
    assert_eq!(classes.len(), 3);
}

/// Two versions of which the second has one more answer, one less, another one, or somebody in
/// another group.
#[test]
fn versions_that_differ_by_few_people_are_told_apart_by_nobody() {
    let city = |answers: usize| {
        let mut city = TestCity::new(model());
        for person in 0..12 {
            let id = format!("a{person}");
            city = city.assessor(&id, if person < 6 { "x" } else { "y" });
            if person < answers {
                city = city.rating(&id, "k2", Answer::Partly);
            }
        }
        city
    };
    let first = city(6).build();
    for (answers, expected) in [
        (6, false),
        (7, true),
        (10, true),
        (11, false),
        (5, true),
        (1, false),
    ] {
        let found = !isolated(&first, &city(answers).build()).is_empty();
        assert_eq!(found, expected, "{answers} answers after 6");
    }
    let moved = {
        let mut city = TestCity::new(model());
        for person in 0..12 {
            let id = format!("a{person}");
            city = city.assessor(&id, if person < 5 { "x" } else { "y" });
            if person < 6 {
                city = city.rating(&id, "k2", Answer::Partly);
            }
        }
        city.build()
    };
    assert_eq!(isolated(&first, &moved), ["k2"]);
    let picked = city(6).pick("a0", "C", 2).build();
    assert_eq!(isolated(&first, &picked), ["C"]);
}

/// What somebody gave blind and what they vote, as one of four: both of two answers.
const PAIRS: [(Answer, Answer); 4] = [
    (Answer::Not, Answer::Not),
    (Answer::Not, Answer::Fully),
    (Answer::Fully, Answer::Not),
    (Answer::Fully, Answer::Fully),
];

/// Every way in which `size` people can be spread over the four.
fn pairs(size: usize) -> Vec<[usize; 4]> {
    let mut all = Vec::new();
    for first in 0..=size {
        for [second, third, fourth] in spreads(size - first) {
            all.push([first, second, third, fourth]);
        }
    }
    all
}

/// How many of some people say Fully, blind and by vote.
fn said(counts: [usize; 4]) -> [usize; 2] {
    [counts[2] + counts[3], counts[1] + counts[3]]
}

/// An assessment in which everybody answers blind; the first `rounds[n]` people of each group
/// vote in round n, what they say in the end.
fn voted(model: &Arc<Model>, world: &[[usize; 4]], rounds: &[&[usize]]) -> Assessment {
    let mut city = TestCity::new(Arc::clone(model));
    let mut votes = Vec::new();
    for (group, counts) in world.iter().enumerate() {
        let given = PAIRS.into_iter().zip(counts);
        let given = given.flat_map(|(pair, n)| std::iter::repeat_n(pair, *n));
        for (person, (blind, vote)) in given.enumerate() {
            let id = format!("g{group}-{person}");
            city = city
                .assessor(&id, &format!("g{group}"))
                .rating(&id, "k2", blind);
            votes.push((group, person, vote));
        }
    }
    let mut assessment = city.build();
    for (number, voters) in (1..).zip(rounds) {
        let mut round = Round {
            number,
            ..Round::default()
        };
        for (group, person, vote) in &votes {
            let id = format!("g{group}-{person}");
            let ix: AssessorIx = assessment.find_assessor(&id).unwrap();
            if *person < voters[*group] {
                round.votes.insert(ix, *vote);
            }
        }
        assessment.record_round(StatementIx(0), round).unwrap();
    }
    assessment
}

/// Over rounds, a stranger who sees all that is published afterwards tells neither what a small group
/// gave blind nor what it votes, unless everybody says the same.
#[test]
fn rounds_of_votes_hide_small_groups() {
    let model = model();
    for (sizes, rounds) in [
        (&[5, 1][..], &[&[5, 1][..]][..]),
        (&[5, 2], &[&[5, 2]]),
        (&[5, 1], &[&[5, 1], &[5, 0]]),
        (&[5, 2], &[&[5, 2], &[5, 1]]),
        (&[6, 1], &[&[6, 1], &[6, 1]]),
    ] {
        let mut classes: BTreeMap<String, Vec<Vec<[usize; 4]>>> = BTreeMap::new();
        for large in pairs(sizes[0]) {
            for small in pairs(sizes[1]) {
                let world = vec![large, small];
                let shown = score_protected(&voted(&model, &world, rounds), CYCLE.1);
                let shown = shown.for_everybody(&BTreeSet::new());
                let seen = format!("{:?}", shown.figures());
                classes.entry(seen).or_default().push(world);
            }
        }
        assert!(classes.len() > 10, "{sizes:?}: {} ways", classes.len());
        for worlds in classes.values() {
            for which in 0..2 {
                let people: usize = sizes.iter().sum();
                let alike = |world: &Vec<[usize; 4]>| {
                    let fully: usize = world.iter().map(|one| said(*one)[which]).sum();
                    fully == 0 || fully == people
                };
                let possible: BTreeSet<usize> =
                    worlds.iter().map(|world| said(world[1])[which]).collect();
                assert!(
                    possible.len() > 1 || worlds.iter().all(alike),
                    "{sizes:?} {rounds:?}: {possible:?} of the small group is told, {which}"
                );
            }
        }
    }
}

/// One to four who vote alone: their votes are not told, nor by the value beside the counts
/// that were given blind.
#[test]
fn a_few_voters_hide_among_those_who_do_not_vote() {
    let model = model();
    for (people, voters) in [(6, 1), (6, 2), (7, 4), (8, 3)] {
        let mut classes: BTreeMap<String, BTreeSet<[usize; 2]>> = BTreeMap::new();
        for few in pairs(voters) {
            for others in spreads(people - voters).into_iter().filter(|s| s[2] == 0) {
                // Those who vote are a part of their group, and come first.
                let rest = [others[0], 0, 0, others[1]];
                let world = [few, rest];
                let assessment = voted(&model, &world, &[&[voters, 0]]);
                classes
                    .entry(look(&assessment))
                    .or_default()
                    .insert(said(few));
            }
        }
        for possible in classes.values() {
            let votes: BTreeSet<usize> = possible.iter().map(|said| said[1]).collect();
            assert!(votes.len() > 1, "{people}, {voters}: {votes:?} is told");
        }
    }
}

/// A version before anybody voted, and one after: what few people voted in between would be
/// told by the difference, so the second is held back; with five voters nothing is, and with a
/// value that was agreed on in place of the votes of few neither.
#[test]
fn versions_before_and_after_a_vote_of_few_are_not_both_shown() {
    let model = model();
    let world = [[3, 1, 1, 2], [2, 0, 0, 1]];
    let before = voted(&model, &world, &[]);
    for (voters, expected) in [(1, true), (4, true), (5, false), (7, false)] {
        let after = voted(&model, &world, &[&[voters, 0]]);
        let found = !isolated(&before, &after).is_empty();
        assert_eq!(found, expected, "{voters} voters");
        assert_eq!(isolated(&after, &before).is_empty(), !expected);
    }
    let one = voted(&model, &world, &[&[5, 0]]);
    let two = voted(&model, &world, &[&[5, 0], &[2, 0]]);
    assert_eq!(isolated(&one, &two), ["k2"], "two in the second round");
    let mut agreed = voted(&model, &world, &[&[3, 0]]);
    let value = Agreed {
        value: Answer::Fully,
        rationale: Some("as talked over".into()),
        dissent: Vec::new(),
    };
    agreed.record_agreed_rating(StatementIx(0), value).unwrap();
    assert!(isolated(&before, &agreed).is_empty());
}
