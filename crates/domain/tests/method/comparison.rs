//! Two cycles side by side: the parts of a change, and what of them may be told.

use crate::near;
use gradus_domain::assessment::Assessment;
use gradus_domain::comparison::{Comparison, Parts, People, compare, compare_protected};
use gradus_domain::disclosure::{Facts, score_protected};
use gradus_domain::method::Why;
use gradus_domain::model::Model;
use gradus_domain::rating::Answer::{Fully, Largely, Not};
use gradus_domain::rating::{Answer, Kind};
use gradus_domain::result::score;
use gradus_domain::settings::Basis;
use gradus_testkit::city::{CYCLE, TestCity, TestEvidence};
use gradus_testkit::model::TestModel;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn one_strength() -> Arc<Model> {
    TestModel::new([1, 2])
        .component("C")
        .strand("s")
        .statement("c2", Kind::Strength, 2)
        .build()
}

/// People of one group, by first letter and number, who all answer `c2` alike.
fn with(city: TestCity, letter: &str, people: usize, answer: Answer) -> TestCity {
    (0..people).fold(city, |city, at| {
        let id = format!("{letter}{at}");
        city.assessor(&id, "council").rating(&id, "c2", answer)
    })
}

fn own(earlier: &Assessment, later: &Assessment) -> Comparison {
    let facts = |of: &Assessment| Facts::for_lead(of, score(of, CYCLE.1));
    let people = People::by_identifier(earlier, later);
    compare((earlier, &facts(earlier)), (later, &facts(later)), &people)
}

fn of_others(earlier: &Assessment, later: &Assessment) -> Comparison {
    let people = People::by_identifier(earlier, later);
    compare_protected(
        (earlier, &score_protected(earlier, CYCLE.1)),
        (later, &score_protected(later, CYCLE.1)),
        &people,
    )
}

#[track_caller]
fn check(found: &Comparison, expected: [f64; 4]) {
    let parts = found.components[0].index.parts.unwrap();
    near(parts.model, expected[0]);
    near(parts.assessors, expected[1]);
    near(parts.evidence, expected[2]);
    near(parts.ratings, expected[3]);
    assert_eq!(found.components[0].index, found.index, "the only component");
}

/// The worked example of `docs/method.md`, section 13.
#[test]
fn a_change_is_taken_apart_as_in_the_worked_example() {
    let earlier = with(TestCity::new(one_strength()), "s", 6, Fully);
    let earlier = with(earlier, "w", 6, Not).build();
    let later = with(TestCity::new(one_strength()), "s", 6, Largely);
    let later = with(later, "c", 5, Fully).build();
    let found = own(&earlier, &later);
    check(&found, [0.0, 1.0, 0.0, 1.784_313_725_490_196 - 2.0]);
    near(found.index.difference().unwrap(), 0.784_313_725_490_196);
    assert_eq!((found.came, found.went, found.stayed), (5, 6, 6));
    let parts = Parts {
        assessors: 3,
        ratings: -1,
        ..Parts::default()
    };
    assert_eq!(found.statements[0].parts, Some(parts));
    assert_eq!(
        found,
        of_others(&earlier, &later),
        "five and more everywhere"
    );
}

#[test]
fn the_part_of_fewer_than_five_who_came_or_went_stands_among_the_ratings() {
    let earlier = with(TestCity::new(one_strength()), "s", 6, Fully);
    let earlier = with(earlier, "w", 6, Not).build();
    let later = with(TestCity::new(one_strength()), "s", 6, Largely);
    let later = with(later, "c", 4, Fully).build();
    let found = of_others(&earlier, &later);
    assert_eq!(found.components[0].together, 1);
    let after = found.components[0].index.after.unwrap();
    check(&found, [0.0, 0.0, 0.0, after - 1.0]);
    let lead = own(&earlier, &later);
    assert_eq!(lead.components[0].together, 0);
    near(lead.index.parts.unwrap().assessors, 1.0);
}

#[test]
fn evidence_has_a_part_where_the_level_asks_for_it() {
    let city = || with(TestCity::new(one_strength()), "s", 3, Fully);
    let city = || city().settings(|settings| settings.basis = Basis::Evidenced);
    let (bare, backed) = (city(), city().evidence(TestEvidence::new("e1", "c2")));
    check(&own(&bare.build(), &backed.build()), [0.0, 0.0, 1.0, 0.0]);
}

#[test]
fn settings_and_scope_stand_with_the_model() {
    let city = || with(TestCity::new(one_strength()), "s", 3, Largely);
    let lax = city().settings(|settings| settings.pass_mark_pct = 60);
    check(
        &own(&city().build(), &lax.build()),
        [2.0 - 1.784_313_725_490_196, 0.0, 0.0, 0.0],
    );
}

#[test]
fn what_was_agreed_on_stands_until_people_say_otherwise() {
    let earlier = with(TestCity::new(one_strength()), "w", 5, Not).agreed("c2 fully");
    let later = with(TestCity::new(one_strength()), "c", 5, Not);
    check(
        &own(&earlier.build(), &later.build()),
        [0.0, 0.0, 0.0, -1.0],
    );
}

#[test]
fn a_statement_of_another_kind_is_another_one() {
    let earlier = with(TestCity::new(one_strength()), "s", 3, Fully).build();
    let later = with(TestCity::new(one_strength()), "s", 3, Fully)
        .with_model(|model| model.statements[0].kind = Kind::Stage)
        .build();
    let found = own(&earlier, &later);
    assert_eq!(found.index.parts, Err(Why::TooFewComponents));
    let component = &found.components[0];
    assert_eq!(component.index.parts, Err(Why::FirstStepNotRated));
    assert_eq!(found.statements[0].parts, None);
}

#[test]
fn statements_that_are_gone_come_last() {
    let two = TestModel::new([1, 2])
        .component("C")
        .strand("s")
        .statement("c2", Kind::Strength, 2)
        .statement("old2", Kind::Strength, 2)
        .build();
    let earlier = with(TestCity::new(two), "s", 3, Fully).build();
    let later = with(TestCity::new(one_strength()), "s", 3, Fully).build();
    let found = own(&earlier, &later);
    let gone = found.statements.last().unwrap();
    assert!(gone.later.is_none() && gone.differs());
    assert_eq!(found.statements.len(), 2);
    assert!(!found.statements[0].differs());
}

/// How many of some people answer Not at all, Largely, Fully.
type Counts = [usize; 3];

fn spreads(size: usize) -> impl Iterator<Item = Counts> {
    let second = move |first| (0..=size - first).map(move |second| (first, second));
    (0..=size)
        .flat_map(second)
        .map(move |(first, second)| [first, second, size - first - second])
}

fn people(city: TestCity, letter: &str, counts: Counts) -> TestCity {
    let answers = [Not, Largely, Fully].into_iter().zip(counts);
    answers.enumerate().fold(city, |city, (at, (answer, n))| {
        with(city, &format!("{letter}{at}-"), n, answer)
    })
}

/// Who stayed keep their identifiers whatever they answer in either cycle.
fn cycle(stayed: Counts, others: (&str, Counts)) -> Assessment {
    let city = TestCity::new(one_strength());
    let answers = [Not, Largely, Fully].into_iter().zip(stayed);
    let given = answers.flat_map(|(answer, n)| std::iter::repeat_n(answer, n));
    let city = given.enumerate().fold(city, |city, (at, answer)| {
        let id = format!("s{at}");
        city.assessor(&id, "council").rating(&id, "c2", answer)
    });
    people(city, others.0, others.1).build()
}

/// In how many worlds a stranger, who sees both protected results with all digits, learns more
/// of the few who came or went by a comparison beside them.
fn worlds_that_tell(
    [stayed, went, came]: [usize; 3],
    compare: impl Fn(&Assessment, &Assessment) -> Comparison,
) -> usize {
    let few = |n: usize| (1..5).contains(&n);
    let mut without: BTreeMap<String, BTreeSet<[Counts; 2]>> = BTreeMap::new();
    let mut beside: BTreeMap<(String, String), BTreeSet<[Counts; 2]>> = BTreeMap::new();
    for (before, gone) in spreads(stayed).flat_map(|s| spreads(went).map(move |w| (s, w))) {
        let earlier = cycle(before, ("w", gone));
        let seen = score_protected(&earlier, CYCLE.1);
        for new in spreads(came) {
            let later = cycle([2, stayed - 2, 0], ("c", new));
            let also = score_protected(&later, CYCLE.1);
            let look = format!("{:?} {:?}", seen.figures(), also.figures());
            let told = format!("{:?}", compare(&earlier, &later));
            let hidden = [gone, new].map(|counts| {
                let all: usize = counts.iter().sum();
                if few(all) { counts } else { Counts::default() }
            });
            without.entry(look.clone()).or_default().insert(hidden);
            beside.entry((look, told)).or_default().insert(hidden);
        }
    }
    let tells = |((look, _), possible): &(&(String, String), &BTreeSet<_>)| {
        without.get(look) != Some(*possible)
    };
    beside.iter().filter(tells).count()
}

/// Section 11 over two cycles, against every world that could have been.
#[test]
fn a_comparison_tells_nothing_of_the_few_who_came_or_went() {
    for sizes in [
        [5, 1, 0],
        [5, 0, 1],
        [6, 2, 1],
        [5, 4, 0],
        [5, 1, 5],
        [2, 5, 5],
    ] {
        assert_eq!(worlds_that_tell(sizes, of_others), 0, "{sizes:?}");
    }
    assert!(worlds_that_tell([5, 4, 0], own) > 0, "the lead's own tells");
}

proptest! {
    #[test]
    fn the_parts_add_up_to_the_whole(
        before in prop::array::uniform3(0_usize..4),
        gone in prop::array::uniform3(0_usize..7),
        after in prop::array::uniform3(0_usize..4),
        new in prop::array::uniform3(0_usize..7),
    ) {
        let (earlier, later) = (cycle(before, ("w", gone)), cycle(after, ("c", new)));
        for found in [own(&earlier, &later), of_others(&earlier, &later)] {
            let change = found.components[0].index;
            if let (Ok(parts), Some(whole)) = (change.parts, change.difference()) {
                let sum = parts.model + parts.assessors + parts.evidence + parts.ratings;
                prop_assert!((sum - whole).abs() < 1e-9);
            }
        }
    }
}
