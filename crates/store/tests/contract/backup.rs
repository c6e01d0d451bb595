//! Out of one database and into another, of either kind.

use crate::bench::{Bench, write};
use crate::sample::{NOW, ODD, account, answer, city, cycle, evidence, note, person, uuid};
use gradus_store::rows::{
    AgreedChangeRow, AgreedRow, CarriedRow, EvidenceUseRow, ExclusionRow, FrozenRow, HeadRow,
    IdempotencyRow, InvitationRow, LinkRow, ModelMoveRow, ModelRow, PublicationRow, ReviewerRow,
    RoundRow, TargetRow, TokenRow, VoteRow,
};
use gradus_store::{InvitationId, Store, StoreError, TABLES, TokenId};
use serde_json::Value as Json;

/// At least one row in each table that a backup holds, and more than a page in one.
async fn fill(bench: &Bench) {
    let cycle = cycle(&bench.store).await;
    let who = person(bench, Some(ODD)).await;
    let login = account(&who, "mira");
    let piece = evidence(&cycle.city.id, ODD);
    write!(bench, |write| async {
        let of = &cycle.assessment.id;
        write.set_instance_fact("name", ODD).await?;
        write.add_account(&login).await?;
        let link = LinkRow {
            purpose: "password".to_owned(),
            person_id: Some(who.clone()),
            expires_at: NOW,
            used_at: None,
        };
        write.add_account_link("link", &link).await?;
        let token = TokenRow {
            id: TokenId::new(uuid()),
            person_id: who.clone(),
            name: ODD.to_owned(),
            scope: "read".to_owned(),
            created_at: NOW,
            expires_at: NOW,
            used_at: None,
            revoked_at: None,
        };
        write.add_token("token", &token).await?;
        write.set_role(&cycle.city.id, &who, "lead").await?;
        let excluded = ExclusionRow {
            component: "ports".to_owned(),
            reason: ODD.to_owned(),
        };
        write.set_exclusions(of, &[excluded]).await?;
        let target = TargetRow {
            component: "water".to_owned(),
            level: 4,
            due_on: None,
            rationale: None,
            good_enough: 1,
        };
        write.set_targets(of, &[target]).await?;
        let invitation = InvitationRow {
            id: InvitationId::new(uuid()),
            assessment_id: of.clone(),
            group_id: cycle.group.id.clone(),
            assessor_id: None,
            created_at: NOW,
            revoked_at: None,
            joined: 0,
        };
        write.add_invitation(&invitation, "invitation").await?;
        let mut row = answer(&cycle.assessor.id, "q1", "3", 1);
        row.note = Some(ODD.to_owned());
        write.set_answer(&row, None).await?;
        // More than one page, and not of one order in both databases.
        for number in 0..1100 {
            let letter = ["a", "B", "ä", "-"][number % 4];
            let row = answer(&cycle.assessor.id, &format!("{letter}{number}"), "3", 1);
            write.set_answer(&row, None).await?;
            write.note(note(&row.subject));
        }
        let reviewer = ReviewerRow {
            code: "r1".to_owned(),
            name: None,
            person_id: Some(who.clone()),
        };
        write.set_reviewer(of, &reviewer).await?;
        write.add_evidence(&piece).await?;
        let used = EvidenceUseRow {
            assessment_id: of.clone(),
            evidence_id: piece.id.clone(),
            code: "e1".to_owned(),
            status: "submitted".to_owned(),
            reviewer: None,
            reason: None,
            supports: "[]".to_owned(),
            version: 1,
        };
        write.set_evidence_use(&used).await?;
        let agreed = AgreedRow {
            kind: "component".to_owned(),
            subject: "water".to_owned(),
            value: "3".to_owned(),
            rationale: None,
            dissent: "[]".to_owned(),
            version: 1,
        };
        write.set_agreed(of, &agreed).await?;
        let state = AgreedChangeRow {
            kind: agreed.kind.clone(),
            subject: agreed.subject.clone(),
            number: 1,
            at: NOW,
            person_id: Some(who.clone()),
            person_name: None,
            value: Some(agreed.value.clone()),
            rationale: None,
            dissent: "[]".to_owned(),
            undone_at: None,
        };
        write.keep_agreed_change(of, &state).await?;
        let frozen = FrozenRow {
            number: 1,
            at: NOW,
            input_sha256: "ab".to_owned(),
            document: "{\"a\":1.5}".to_owned(),
            result: "{}".to_owned(),
        };
        write.freeze(of, &frozen, Some("{\"b\":2}")).await?;
        let waits = CarriedRow {
            assessor_id: cycle.assessor.id.clone(),
            kind: "statement".to_owned(),
            subject: "LE1.1".to_owned(),
            value: "na".to_owned(),
            note: Some(ODD.to_owned()),
        };
        write.add_carried(&[waits]).await?;
        let model = ModelRow {
            id: "basics".to_owned(),
            version: "2".to_owned(),
            sha256: "cd".to_owned(),
            body: ODD.to_owned(),
            created_at: NOW,
        };
        write.add_model(&model).await?;
        let moved = ModelMoveRow {
            number: 1,
            at: NOW,
            from_version: "1".to_owned(),
            to_version: "2".to_owned(),
            kept: 3,
            waiting: 2,
            gone: 1,
            document: ODD.to_owned(),
        };
        write.add_model_move(of, &moved).await?;
        write
            .open_workshop(of, "KQ742F", "[\"LE1.1\"]", NOW)
            .await?;
        let round = RoundRow {
            statement: "LE1.1".to_owned(),
            number: 1,
            opened_at: NOW,
            closed_at: Some(NOW + 1),
        };
        write.add_round(of, &round).await?;
        let vote = VoteRow {
            statement: "LE1.1".to_owned(),
            number: 1,
            voter: "guest".to_owned(),
            guest: 1,
            value: "partly".to_owned(),
            cast_at: NOW,
        };
        write.set_vote(of, &vote).await?;
        let public = PublicationRow {
            assessment_id: of.clone(),
            city_id: cycle.city.id.clone(),
            city_slug: cycle.city.slug.clone(),
            slug: cycle.assessment.slug.clone(),
            number: 1,
            introduction: Some(ODD.to_owned()),
            evidence: "[]".to_owned(),
            published_at: NOW,
            changed_at: NOW,
            withdrawn_at: None,
            withdrawn_reason: None,
            version: 1,
        };
        write.add_publication(&public).await?;
        write.add_publication_event(of, NOW, "published", 1).await?;
        let answered = IdempotencyRow {
            request_sha256: "ab".to_owned(),
            status: 201,
            body: "{}".to_owned(),
        };
        write
            .keep_idempotent_answer("token:1", "k", &answered, NOW)
            .await?;
        let head = HeadRow {
            seq: 1,
            at: NOW,
            reason: "phase:final".to_owned(),
            hash: "ab".to_owned(),
            key_id: "k".to_owned(),
            signature: "s".to_owned(),
        };
        write.keep_audit_head(&head).await
    })
    .await;
}

async fn dump(store: &Store) -> Vec<(&'static str, Vec<Json>)> {
    let snapshot = store.snapshot().await.unwrap();
    let mut tables = Vec::new();
    for &table in TABLES {
        let mut rows = Vec::new();
        let mut dump = snapshot.dump(table);
        loop {
            let page = dump.page().await.unwrap();
            if page.is_empty() {
                break;
            }
            rows.extend(page);
        }
        tables.push((table, rows));
    }
    tables
}

async fn restore(store: &Store, tables: Vec<(&'static str, Vec<Json>)>) -> Result<(), StoreError> {
    store
        .write(move |write| {
            Box::pin(async move {
                for (table, rows) in &tables {
                    write.restore_rows(table, rows).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Each database sorts text in its own way.
fn sorted(mut tables: Vec<(&'static str, Vec<Json>)>) -> Vec<(&'static str, Vec<Json>)> {
    for (_, rows) in &mut tables {
        rows.sort_by_key(ToString::to_string);
    }
    tables
}

async fn every_row_is_restored_into_either_database_and_back(bench: Bench) {
    fill(&bench).await;
    let first = dump(&bench.store).await;
    for (table, rows) in &first {
        assert!(!rows.is_empty(), "{table} has no row to try with");
    }
    assert_eq!(bench.chain().await, 1100);
    for copy in [Bench::sqlite().await, Bench::postgres().await] {
        assert!(copy.store.db().is_empty().await.unwrap());
        restore(&copy.store, first.clone()).await.unwrap();
        assert!(!copy.store.db().is_empty().await.unwrap());
        let second = dump(&copy.store).await;
        assert_eq!(sorted(second.clone()), sorted(first.clone()));
        assert_eq!(copy.chain().await, 1100);
        // The chain goes on where it was.
        write!(copy, |write| async {
            write.note(note("after"));
            Ok(())
        })
        .await;
        assert_eq!(copy.chain().await, 1101);

        let back = Bench::sqlite().await;
        restore(&back.store, second).await.unwrap();
        assert_eq!(sorted(dump(&back.store).await), sorted(first.clone()));
    }
}

async fn a_note_in_the_same_write_follows_the_restored_chain(bench: Bench) {
    fill(&bench).await;
    let tables = dump(&bench.store).await;
    let copy = Bench::sqlite().await;
    write!(copy, |write| async {
        for (table, rows) in &tables {
            write.restore_rows(table, rows).await?;
        }
        write.note(note("restored"));
        Ok(())
    })
    .await;
    assert_eq!(copy.chain().await, 1101);
}

async fn a_row_that_does_not_fit_leaves_nothing_behind(bench: Bench) {
    let good = serde_json::json!({"id": "1", "name": "x", "email": null, "created_at": 1});
    for bad in [
        serde_json::json!({"id": "2", "created_at": 1.5}),
        serde_json::json!({"id": "2", "created_at": 1, "name) VALUES ('x'); --": "x"}),
        serde_json::json!({"id": "2", "created_at": 1, "unknown": "x"}),
        serde_json::json!({"id": "2", "created_at": true}),
        serde_json::json!(["id"]),
        serde_json::json!({"name": "x"}),
        serde_json::json!({}),
    ] {
        let rows = vec![good.clone(), bad.clone()];
        let error = restore(&bench.store, vec![("person", rows)])
            .await
            .unwrap_err();
        assert!(matches!(error, StoreError::Other(_)), "{bad}: {error:?}");
        assert!(bench.store.db().is_empty().await.unwrap(), "{bad}");
    }
}

async fn a_dump_is_of_one_moment(bench: Bench) {
    fill(&bench).await;
    let snapshot = bench.store.snapshot().await.unwrap();
    let mut audit = snapshot.dump("audit");
    let first = audit.page().await.unwrap();
    assert_eq!(first.len(), 1000);
    write!(bench, |write| async {
        write.add_city(&city("later")).await?;
        write.note(note("later"));
        Ok(())
    })
    .await;
    let second = audit.page().await.unwrap();
    assert_eq!(second.len(), 100);
    assert_eq!(snapshot.dump("city").page().await.unwrap().len(), 1);
}

on_both!(
    every_row_is_restored_into_either_database_and_back,
    a_note_in_the_same_write_follows_the_restored_chain,
    a_row_that_does_not_fit_leaves_nothing_behind,
    a_dump_is_of_one_moment,
);
