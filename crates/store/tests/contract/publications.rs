//! Publications and what happened to them.

use crate::bench::{Bench, refused, write};
use crate::sample::{NOW, ODD, assessment, cycle};
use gradus_store::StoreError;
use gradus_store::rows::{AssessmentRow, PublicationRow};

fn publication(of: &AssessmentRow, slug: &str) -> PublicationRow {
    PublicationRow {
        assessment_id: of.id.clone(),
        city_id: of.city_id.clone(),
        city_slug: "northaven".to_owned(),
        slug: slug.to_owned(),
        number: 1,
        introduction: Some(ODD.to_owned()),
        evidence: "[\"e1\"]".to_owned(),
        published_at: NOW,
        changed_at: NOW,
        withdrawn_at: None,
        withdrawn_reason: None,
        version: 1,
    }
}

async fn a_publication_is_found_by_its_address_by_its_assessment_and_by_its_city(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let row = publication(&cycle.assessment, "2026");
    let db = bench.store.db();
    assert_eq!(db.publication(&row.assessment_id).await.unwrap(), None);
    let added = row.clone();
    write!(bench, |write| write.add_publication(&added)).await;
    let found = db.publication_at("northaven", "2026").await.unwrap();
    assert_eq!(found.as_ref(), Some(&row));
    assert_eq!(db.publication(&row.assessment_id).await.unwrap(), found);
    assert_eq!(
        db.publications(&row.city_id).await.unwrap(),
        std::slice::from_ref(&row)
    );
    let city = db.publishing_city("northaven").await.unwrap();
    assert_eq!(city, Some(row.city_id));
    assert_eq!(db.publishing_city("elsewhere").await.unwrap(), None);
    assert_eq!(db.publication_at("northaven", "x").await.unwrap(), None);
}

async fn a_change_of_a_publication_that_was_changed_in_between_is_refused(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let row = publication(&cycle.assessment, "2026");
    let added = row.clone();
    write!(bench, |write| write.add_publication(&added)).await;
    let withdrawn = PublicationRow {
        introduction: None,
        withdrawn_at: Some(NOW + 1),
        withdrawn_reason: Some(ODD.to_owned()),
        changed_at: NOW + 1,
        ..row
    };
    let set = withdrawn.clone();
    write!(bench, |write| write.set_publication(&set)).await;
    let again = withdrawn.clone();
    let error = refused!(bench, |write| write.set_publication(&again)).await;
    assert!(matches!(error, StoreError::Stale), "{error:?}");
    let kept = bench.store.db().publication(&withdrawn.assessment_id).await;
    let expected = PublicationRow {
        version: 2,
        ..withdrawn
    };
    assert_eq!(kept.unwrap(), Some(expected));
}

async fn an_address_leads_to_one_publication(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let row = publication(&cycle.assessment, "2026");
    write!(bench, |write| write.add_publication(&row)).await;
    let other = assessment(&cycle.assessment.city_id, "other");
    let kept = other.clone();
    write!(bench, |write| write.add_assessment(&kept)).await;
    let second = publication(&other, "2026");
    let error = refused!(bench, |write| write.add_publication(&second)).await;
    assert!(matches!(error, StoreError::Taken("slug")), "{error:?}");
}

async fn what_happened_to_a_publication_is_kept_in_order(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let row = publication(&cycle.assessment, "2026");
    let (city, id) = (row.city_id.clone(), row.assessment_id.clone());
    write!(bench, |write| write.add_publication(&row)).await;
    for (at, kind, number) in [
        (NOW, "published", 1),
        (NOW + 5, "replaced", 3),
        (NOW + 5, "withdrawn", 3),
    ] {
        let of = id.clone();
        write!(bench, |write| write
            .add_publication_event(&of, at, kind, number))
        .await;
    }
    let db = bench.store.db();
    let told = |events: Vec<gradus_store::rows::PublicationEventRow>| {
        let events = events.into_iter();
        events
            .map(|event| (event.ordinal, event.kind, event.number))
            .collect::<Vec<_>>()
    };
    let expected = [
        (3, "withdrawn".to_owned(), 3),
        (2, "replaced".to_owned(), 3),
        (1, "published".to_owned(), 1),
    ];
    assert_eq!(
        told(db.publication_events(&city, 9).await.unwrap()),
        expected
    );
    let two = told(db.publication_events(&city, 2).await.unwrap());
    assert_eq!(two, expected[..2]);
    assert_eq!(db.published_numbers(&id).await.unwrap(), [1, 3]);
}

on_both!(
    a_publication_is_found_by_its_address_by_its_assessment_and_by_its_city,
    a_change_of_a_publication_that_was_changed_in_between_is_refused,
    an_address_leads_to_one_publication,
    what_happened_to_a_publication_is_kept_in_order,
);
