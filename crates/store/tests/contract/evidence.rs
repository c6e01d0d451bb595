//! Evidence, its use, and reviewers.

use crate::bench::{Bench, refused, write};
use crate::sample::{ODD, cycle, evidence, person};
use gradus_store::StoreError;
use gradus_store::rows::{EvidenceUseRow, ReviewerRow};

async fn evidence_comes_back_as_it_was_kept(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let bare = evidence(&cycle.city.id, "bare");
    let mut full = evidence(&cycle.city.id, ODD);
    full.url = Some("https://example.org/?a=1&b=%20".to_owned());
    full.body = Some(ODD.to_owned());
    full.sha256 = Some("cd".repeat(32));
    full.file_name = Some("Plan für 2026 (final).pdf".to_owned());
    full.media_type = Some("application/pdf".to_owned());
    full.size_bytes = Some(5_000_000_000);
    full.valid_until = Some("2027-01-31".to_owned());
    for row in [bare.clone(), full.clone()] {
        write!(bench, |write| write.add_evidence(&row)).await;
    }
    let db = bench.store.db();
    assert_eq!(db.evidence(&bare.id).await.unwrap(), Some(bare.clone()));
    let all = db.evidence_of_city(&cycle.city.id).await.unwrap();
    assert_eq!(all, [full.clone(), bare.clone()]);
    assert_eq!(db.file_hashes().await.unwrap(), ["cd".repeat(32)]);

    full.title = "other".to_owned();
    full.body = None;
    let (changed, stale) = (full.clone(), full.clone());
    write!(bench, |write| write.set_evidence(&changed)).await;
    full.version = 2;
    assert_eq!(db.evidence(&full.id).await.unwrap(), Some(full));
    let error = refused!(bench, |write| write.set_evidence(&stale)).await;
    assert_eq!(error, StoreError::Stale);
}

async fn evidence_is_used_in_an_assessment_under_a_code_of_its_own(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let (one, other) = (
        evidence(&cycle.city.id, "one"),
        evidence(&cycle.city.id, "other"),
    );
    for row in [one.clone(), other.clone()] {
        write!(bench, |write| write.add_evidence(&row)).await;
    }
    let mut row = EvidenceUseRow {
        assessment_id: cycle.assessment.id.clone(),
        evidence_id: one.id.clone(),
        code: "e1".to_owned(),
        status: "submitted".to_owned(),
        reviewer: None,
        reason: None,
        supports: "[\"q1\"]".to_owned(),
        version: 1,
    };
    let set = row.clone();
    write!(bench, |write| write.set_evidence_use(&set)).await;
    let db = bench.store.db();
    assert_eq!(
        db.evidence_uses(&cycle.assessment.id).await.unwrap(),
        [row.clone()]
    );
    assert_eq!(
        db.evidence_of(&cycle.assessment.id).await.unwrap(),
        std::slice::from_ref(&one)
    );

    let again = EvidenceUseRow {
        evidence_id: other.id.clone(),
        ..row.clone()
    };
    let error = refused!(bench, |write| write.set_evidence_use(&again)).await;
    assert_eq!(error, StoreError::Taken("code"));

    row.status = "accepted".to_owned();
    row.reviewer = Some("r1".to_owned());
    row.reason = Some(ODD.to_owned());
    let set = row.clone();
    write!(bench, |write| write.set_evidence_use(&set)).await;
    row.version = 2;
    assert_eq!(db.uses_of(&one.id).await.unwrap(), [row]);

    let (of, what) = (cycle.assessment.id.clone(), one.id.clone());
    write!(bench, |write| write.drop_evidence_use(&of, &what)).await;
    let (of, what) = (cycle.assessment.id.clone(), one.id.clone());
    let error = refused!(bench, |write| write.drop_evidence_use(&of, &what)).await;
    assert_eq!(error, StoreError::Stale);
    assert!(db.evidence(&one.id).await.unwrap().is_some());
}

async fn a_reviewer_may_have_an_account_or_none(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let who = person(&bench, None).await;
    let mut named = ReviewerRow {
        code: "R1".to_owned(),
        name: Some(ODD.to_owned()),
        person_id: None,
    };
    let held = ReviewerRow {
        code: "a1".to_owned(),
        name: None,
        person_id: Some(who),
    };
    for row in [held.clone(), named.clone()] {
        let of = cycle.assessment.id.clone();
        write!(bench, |write| write.set_reviewer(&of, &row)).await;
    }
    let db = bench.store.db();
    let both = [named.clone(), held.clone()];
    assert_eq!(db.reviewers(&cycle.assessment.id).await.unwrap(), both);
    named.name = None;
    let (of, row) = (cycle.assessment.id.clone(), named.clone());
    write!(bench, |write| write.set_reviewer(&of, &row)).await;
    assert_eq!(
        db.reviewers(&cycle.assessment.id).await.unwrap(),
        [named, held]
    );
}

on_both!(
    evidence_comes_back_as_it_was_kept,
    evidence_is_used_in_an_assessment_under_a_code_of_its_own,
    a_reviewer_may_have_an_account_or_none,
);
