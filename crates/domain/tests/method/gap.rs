//! The gap to a target: section 10, taken over several steps.

use gradus_domain::disclosure::Facts;
use gradus_domain::gap::Gap;
use gradus_domain::method::Why;
use gradus_domain::model::Model;
use gradus_domain::names::StatementIx;
use gradus_domain::rating::Kind::{Deficit, Strength};
use gradus_domain::result::score;
use gradus_testkit::city::TestCity;
use gradus_testkit::model::TestModel;
use proptest::prelude::*;
use std::sync::Arc;

/// Three statements in the step to 2, four in the step to 3, of different weights.
fn model() -> Arc<Model> {
    TestModel::new([1, 2, 3])
        .component("C")
        .strand("s")
        .statement("d1", Deficit, 1)
        .weighing(3)
        .statement("k2", Strength, 2)
        .weighing(2)
        .statement("l2", Strength, 2)
        .statement("d2", Deficit, 2)
        .statement("k3", Strength, 3)
        .weighing(4)
        .statement("l3", Strength, 3)
        .weighing(2)
        .statement("m3", Strength, 3)
        .build()
}

const IDS: [&str; 7] = ["d1", "k2", "l2", "d2", "k3", "l3", "m3"];

fn city(answers: &str) -> TestCity {
    TestCity::new(model())
        .assessor("a", "council")
        .rates("a", answers)
        .target("C", 3)
}

fn gap(city: &TestCity) -> Gap {
    let built = city.build();
    let day = built.cycle.to;
    let facts = Facts::for_lead(&built, score(&built, day));
    let component = built.model.find_component("C").unwrap();
    facts.gap(component).unwrap()
}

fn ids(set: &[StatementIx]) -> Vec<String> {
    let model = model();
    set.iter()
        .map(|ix| model.statement(*ix).id.clone())
        .collect()
}

#[test]
fn every_step_up_to_the_target_has_its_smallest_set() {
    // Step 2: d1 brings 9 of 9, k2 0 of 6, l2 3 of 3: 12/18. Step 3: nothing of 3 + 21.
    let found = gap(&city(
        "d1 not, k2 not, l2 fully, d2 fully, k3 not, l3 not, m3 not",
    ));
    let steps: Vec<(bool, Vec<String>)> = found
        .steps
        .iter()
        .map(|step| (step.holds, ids(step.smallest_set.as_deref().unwrap())))
        .collect();
    // 85 % of 24 is 20.4: k3 12, l3 18, then d2 21.
    let expected = [
        (false, vec!["k2".to_owned()]),
        (false, ["d2", "k3", "l3"].map(str::to_owned).to_vec()),
    ];
    assert_eq!(steps, expected);
    assert_eq!(found.open_steps(), 2);
    assert_eq!(found.smallest_set().unwrap().len(), 4);
}

#[test]
fn a_reached_target_leaves_no_gap() {
    let found = gap(&city(
        "d1 not, k2 fully, l2 fully, d2 not, k3 fully, l3 fully, m3 fully",
    ));
    assert_eq!((found.steps.len(), found.open_steps()), (0, 0));
    assert_eq!(found.smallest_set(), Ok(Vec::new()));
}

#[test]
fn a_step_that_holds_behind_one_that_does_not_asks_for_nothing() {
    let found = gap(&city(
        "d1 fully, k2 not, l2 not, d2 not, k3 fully, l3 fully, m3 fully",
    ));
    assert_eq!(found.open_steps(), 1);
    assert_eq!(found.steps[1].smallest_set, Ok(Vec::new()));
}

#[test]
fn a_step_that_cannot_be_judged_says_so_instead_of_counting() {
    let found = gap(&city("d1 not, k2 fully, l2 fully"));
    assert_eq!(found.open_steps(), 1);
    assert_eq!(found.smallest_set(), Err(Why::StepNotRated));
}

#[test]
fn without_a_target_there_is_no_gap() {
    let built = TestCity::new(model())
        .assessor("a", "council")
        .rates("a", "d1 not, k2 fully")
        .build();
    let facts = Facts::for_lead(&built, score(&built, built.cycle.to));
    let component = built.model.find_component("C").unwrap();
    assert_eq!(facts.gap(component), None);
}

#[test]
fn where_there_are_picks_only_the_levels_above_the_best_fit_are_counted() {
    let city = |level| {
        TestCity::new(model())
            .assessor("a", "council")
            .pick("a", "C", level)
            .target("C", 3)
    };
    let one = gap(&city(2));
    assert!(one.picks_only);
    assert_eq!((one.steps.len(), one.open_steps()), (1, 1));
    assert_eq!(one.smallest_set(), Err(Why::PicksOnly));
    assert_eq!(gap(&city(1)).open_steps(), 2);
    let there = gap(&city(3));
    assert_eq!(
        (there.open_steps(), there.smallest_set()),
        (0, Ok(Vec::new()))
    );
    let nobody = TestCity::new(model())
        .assessor("a", "council")
        .rates("a", "d1 not")
        .target("C", 3);
    assert!(!gap(&nobody).picks_only);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Every choice of statements is tried, scored anew from the start: none that reaches the
    /// target is smaller.
    #[test]
    fn no_smaller_set_reaches_the_target(answers in prop::array::uniform7(0_usize..4)) {
        let words = ["not", "partly", "largely", "fully"];
        let line: Vec<String> =
            IDS.iter().zip(answers).map(|(id, at)| format!("{id} {}", words[at])).collect();
        let city = city(&line.join(", "));
        let found = gap(&city);
        let set = ids(&found.smallest_set().unwrap());
        let reaches = |chosen: &[&str]| {
            let word = |id: &&str| format!("{id} {}", if id.starts_with('d') { "not" } else { "fully" });
            let agreed: Vec<String> = chosen.iter().map(word).collect();
            let city = if agreed.is_empty() { city.clone() } else { city.clone().agreed(&agreed.join(", ")) };
            city.score().level("C").is_ok_and(|level| level >= 3)
        };
        let own: Vec<&str> = set.iter().map(String::as_str).collect();
        prop_assert!(reaches(&own), "{own:?} does not reach the target");
        let fewest = (0_u32..1 << IDS.len())
            .filter(|mask| {
                let chosen: Vec<&str> = IDS
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| mask & (1 << at) != 0)
                    .map(|(_, id)| *id)
                    .collect();
                chosen.len() <= own.len() && reaches(&chosen)
            })
            .map(u32::count_ones)
            .min();
        prop_assert_eq!(fewest, u32::try_from(own.len()).ok());
    }
}
