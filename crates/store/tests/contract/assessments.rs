//! Assessments, what is out of their scope, and targets.

use crate::bench::{Bench, refused, write};
use crate::sample::{ODD, assessment, city, cycle, uuid};
use gradus_store::rows::{ExclusionRow, TargetRow};
use gradus_store::{AssessmentId, StoreError};

async fn an_assessment_comes_back_as_it_was_kept(bench: Bench) {
    let home = city("northaven");
    let mut old = assessment(&home.id, "2025");
    old.ends_on = "2025-12-24".to_owned();
    let mut new = assessment(&home.id, "2026");
    new.settings = format!("{{\"text\":{}}}", serde_json::to_string(ODD).unwrap());
    let rows = (home.clone(), old.clone(), new.clone());
    write!(bench, |write| async {
        write.add_city(&rows.0).await?;
        write.add_assessment(&rows.1).await?;
        write.add_assessment(&rows.2).await
    })
    .await;
    let db = bench.store.db();
    assert_eq!(db.assessment(&old.id).await.unwrap(), Some(old.clone()));
    assert_eq!(db.assessments(&home.id).await.unwrap(), [new.clone(), old]);

    new.phase = "rating".to_owned();
    new.named = 1;
    new.depth = "full".to_owned();
    let (changed, id) = (new.clone(), new.id.clone());
    write!(bench, |write| write.set_assessment(&changed)).await;
    let error = refused!(bench, |write| write.set_assessment(&new)).await;
    assert_eq!(error, StoreError::Stale);
    let kept = db.assessment(&id).await.unwrap().unwrap();
    assert_eq!(
        (
            kept.phase.as_str(),
            kept.named,
            kept.depth.as_str(),
            kept.version
        ),
        ("rating", 1, "full", 2)
    );
}

async fn a_slug_is_taken_once_per_city(bench: Bench) {
    let (one, other) = (cycle(&bench.store).await, cycle(&bench.store).await);
    assert_eq!(one.assessment.slug, other.assessment.slug);
    let again = assessment(&one.city.id, "cycle");
    let error = refused!(bench, |write| write.add_assessment(&again)).await;
    assert_eq!(error, StoreError::Taken("slug"));
}

async fn a_change_of_what_belongs_to_it_counts_its_version(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let id = cycle.assessment.id.clone();
    write!(bench, |write| write.bump_assessment(&id)).await;
    let stale = cycle.assessment.clone();
    let error = refused!(bench, |write| write.set_assessment(&stale)).await;
    assert_eq!(error, StoreError::Stale);
    let none = AssessmentId::new(uuid());
    let error = refused!(bench, |write| write.bump_assessment(&none)).await;
    assert_eq!(error, StoreError::Stale);
}

async fn scope_and_targets_are_replaced_as_a_whole(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    // Capitals first and letters by their code, whatever the database's own order is.
    let excluded: Vec<ExclusionRow> = ["B", "a-2", "a1", "ä"]
        .map(|component| ExclusionRow {
            component: component.to_owned(),
            reason: ODD.to_owned(),
        })
        .into();
    let targets: Vec<TargetRow> = ["B", "a-2", "a1", "ä"]
        .map(|component| TargetRow {
            component: component.to_owned(),
            level: 4,
            due_on: Some("2030-01-01".to_owned()),
            rationale: None,
            good_enough: 1,
        })
        .into();
    for mixed in [false, true] {
        let (id, mut scope, mut aims) = (
            cycle.assessment.id.clone(),
            excluded.clone(),
            targets.clone(),
        );
        if mixed {
            scope.reverse();
            aims.reverse();
        }
        write!(bench, |write| async {
            write.set_exclusions(&id, &scope).await?;
            write.set_targets(&id, &aims).await
        })
        .await;
        let db = bench.store.db();
        assert_eq!(db.exclusions(&cycle.assessment.id).await.unwrap(), excluded);
        assert_eq!(db.targets(&cycle.assessment.id).await.unwrap(), targets);
    }
    let id = cycle.assessment.id.clone();
    write!(bench, |write| write.set_exclusions(&id, &[])).await;
    assert_eq!(
        bench
            .store
            .db()
            .exclusions(&cycle.assessment.id)
            .await
            .unwrap(),
        []
    );
}

on_both!(
    an_assessment_comes_back_as_it_was_kept,
    a_slug_is_taken_once_per_city,
    a_change_of_what_belongs_to_it_counts_its_version,
    scope_and_targets_are_replaced_as_a_whole,
);
