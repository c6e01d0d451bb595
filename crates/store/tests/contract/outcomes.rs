//! Agreed values and frozen results.

use crate::bench::{Bench, refused, write};
use crate::sample::{NOW, ODD, cycle, person};
use gradus_store::StoreError;
use gradus_store::rows::{AgreedChangeRow, AgreedRow, FrozenRow};

async fn an_agreed_value_takes_the_place_of_the_one_before(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let of = cycle.assessment.id.clone();
    let row = |subject: &str, value: &str| AgreedRow {
        kind: "component".to_owned(),
        subject: subject.to_owned(),
        value: value.to_owned(),
        rationale: None,
        dissent: "[]".to_owned(),
        version: 1,
    };
    for set in [row("ä", "2"), row("Z", "2"), row("a", "2")] {
        let of = of.clone();
        write!(bench, |write| write.set_agreed(&of, &set)).await;
    }
    let mut changed = row("Z", "4");
    changed.rationale = Some(ODD.to_owned());
    let (at, set) = (of.clone(), changed.clone());
    write!(bench, |write| write.set_agreed(&at, &set)).await;
    changed.version = 2;
    let kept = bench.store.db().agreed(&of).await.unwrap();
    assert_eq!(kept, [changed, row("a", "2"), row("ä", "2")]);
}

async fn states_of_an_agreed_value_are_kept_in_order_and_marked_when_undone(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let of = cycle.assessment.id.clone();
    let who = person(&bench, Some("Ada")).await;
    let row = |number: i64, value: Option<&str>| AgreedChangeRow {
        kind: "statement".to_owned(),
        subject: "LE1.1".to_owned(),
        number,
        at: NOW + number,
        person_id: Some(who.clone()),
        person_name: Some("Ada".to_owned()),
        value: value.map(str::to_owned),
        rationale: Some(ODD.to_owned()),
        dissent: "[]".to_owned(),
        undone_at: None,
    };
    for kept in [row(10, Some("fully")), row(2, Some("partly")), row(1, None)] {
        let of = of.clone();
        write!(bench, |write| write.keep_agreed_change(&of, &kept)).await;
    }
    let (at, undone, by) = (of.clone(), row(2, None), who.clone());
    write!(bench, |write| write
        .undo_agreed_change(&at, &undone, NOW, &by))
    .await;
    let mut second = row(2, Some("partly"));
    second.undone_at = Some(NOW);
    let kept = bench.store.db().agreed_changes(&of).await.unwrap();
    assert_eq!(kept, [row(1, None), second, row(10, Some("fully"))]);

    let set = AgreedRow {
        kind: "statement".to_owned(),
        subject: "LE1.1".to_owned(),
        value: "partly".to_owned(),
        rationale: None,
        dissent: "[]".to_owned(),
        version: 1,
    };
    let at = of.clone();
    write!(bench, |write| write.set_agreed(&at, &set)).await;
    let at = of.clone();
    write!(bench, |write| write.remove_agreed(
        &at,
        "statement",
        "LE1.1"
    ))
    .await;
    assert_eq!(bench.store.db().agreed(&of).await.unwrap(), []);
}

async fn the_last_frozen_result_is_given_and_none_is_replaced(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let of = cycle.assessment.id.clone();
    assert_eq!(bench.store.db().frozen(&of).await.unwrap(), None);
    let row = |number: i64| FrozenRow {
        number,
        at: NOW,
        input_sha256: "ef".repeat(32),
        // As long as the results of a large city.
        document: ODD.repeat(20_000),
        result: "{}".to_owned(),
    };
    for number in [1, 2] {
        let at = of.clone();
        let frozen = row(number);
        write!(bench, |write| write.freeze(&at, &frozen, Some("{}"))).await;
    }
    assert_eq!(bench.store.db().frozen(&of).await.unwrap(), Some(row(2)));
    let again = row(2);
    let error = refused!(bench, |write| write.freeze(&of, &again, None)).await;
    assert!(matches!(error, StoreError::Other(_)), "{error:?}");
}

on_both!(
    states_of_an_agreed_value_are_kept_in_order_and_marked_when_undone,
    an_agreed_value_takes_the_place_of_the_one_before,
    the_last_frozen_result_is_given_and_none_is_replaced,
);
