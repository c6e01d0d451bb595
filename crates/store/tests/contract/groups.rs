//! Groups, assessors and invitations.

use crate::bench::{Bench, refused, write};
use crate::sample::{NOW, ODD, answer, assessor, cycle, group, person, uuid};
use gradus_store::rows::InvitationRow;
use gradus_store::{InvitationId, StoreError};

async fn groups_keep_their_order_and_their_codes_apart(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let id = cycle.assessment.id.clone();
    let mut citizens = group(&id, "citizens");
    let (added, again) = (citizens.clone(), group(&id, "citizens"));
    write!(bench, |write| write.add_group(&added)).await;
    let error = refused!(bench, |write| write.add_group(&again)).await;
    assert_eq!(error, StoreError::Taken("code"));

    let (of, which) = (id.clone(), citizens.id.clone());
    write!(bench, |write| write.rename_group(&of, &which, "Bürger")).await;
    citizens.name = "Bürger".to_owned();
    let db = bench.store.db();
    assert_eq!(
        db.groups(&id).await.unwrap(),
        [cycle.group.clone(), citizens.clone()]
    );

    let (of, which) = (id.clone(), cycle.group.id.clone());
    let error = refused!(bench, |write| write.drop_group(&of, &which)).await;
    assert_eq!(error, StoreError::Stale);
    let (of, which) = (id.clone(), citizens.id);
    write!(bench, |write| write.drop_group(&of, &which)).await;
    assert_eq!(db.groups(&id).await.unwrap(), [cycle.group]);
}

async fn a_group_goes_with_its_own_invitations(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let empty = group(&cycle.assessment.id, "empty");
    let row = invitation(&empty.id, &cycle.assessment.id);
    let (added, invited) = (empty.clone(), row.clone());
    write!(bench, |write| async {
        write.add_group(&added).await?;
        write.add_invitation(&invited, "hash").await
    })
    .await;
    let of = cycle.assessment.id.clone();
    write!(bench, |write| write.drop_group(&of, &empty.id)).await;
    assert_eq!(
        bench.store.db().invitation_by_hash("hash").await.unwrap(),
        None
    );
}

fn invitation(
    group: &gradus_store::GroupId,
    assessment: &gradus_store::AssessmentId,
) -> InvitationRow {
    InvitationRow {
        id: InvitationId::new(uuid()),
        assessment_id: assessment.clone(),
        group_id: group.clone(),
        assessor_id: None,
        created_at: NOW,
        revoked_at: None,
        joined: 0,
    }
}

async fn an_assessor_comes_back_as_they_were_kept(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let who = person(&bench, Some(ODD)).await;
    let mut second = assessor(&cycle.group, "a2");
    second.person_id = Some(who.clone());
    second.components = Some("[\"mobility\"]".to_owned());
    let added = second.clone();
    write!(bench, |write| write.add_assessor(&added, "recovery")).await;
    second.name = Some(ODD.to_owned());
    let db = bench.store.db();
    let both = [cycle.assessor.clone(), second.clone()];
    assert_eq!(db.assessors(&cycle.assessment.id).await.unwrap(), both);
    assert_eq!(db.assessor(&second.id).await.unwrap(), Some(second.clone()));
    assert_eq!(db.assessors_of(&who).await.unwrap(), [second.clone()]);
    let found = db.assessor_by_recovery("recovery").await.unwrap();
    assert_eq!(found, Some(second.clone()));

    let again = assessor(&cycle.group, "a2");
    let error = refused!(bench, |write| write.add_assessor(&again, "other")).await;
    assert_eq!(error, StoreError::Taken("code"));
    let again = assessor(&cycle.group, "a3");
    let error = refused!(bench, |write| write.add_assessor(&again, "recovery")).await;
    assert_eq!(error, StoreError::Taken("recovery"));

    let id = second.id.clone();
    write!(bench, |write| write.set_recovery(&id, 1, "fresh")).await;
    assert_eq!(db.assessor_by_recovery("recovery").await.unwrap(), None);
    (second.person_id, second.components, second.name) = (None, None, None);
    second.joined_at = Some(NOW);
    second.code_number = 1;
    let changed = second.clone();
    write!(bench, |write| write.set_assessor(&changed)).await;
    assert_eq!(
        db.assessor_by_recovery("fresh").await.unwrap(),
        Some(second)
    );
}

async fn an_assessor_who_answered_stays(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let mut silent = invitation(&cycle.group.id, &cycle.assessment.id);
    let idle = assessor(&cycle.group, "idle");
    silent.assessor_id = Some(idle.id.clone());
    let row = answer(&cycle.assessor.id, "q1", "3", 1);
    let (added, invited) = (idle.clone(), silent.clone());
    write!(bench, |write| async {
        write.set_answer(&row, None).await?;
        write.add_assessor(&added, "recovery").await?;
        write.add_invitation(&invited, "hash").await
    })
    .await;
    let (of, who) = (cycle.assessment.id.clone(), cycle.assessor.id.clone());
    let error = refused!(bench, |write| write.drop_assessor(&of, &who)).await;
    assert_eq!(error, StoreError::Stale);
    let (of, who) = (cycle.assessment.id.clone(), idle.id.clone());
    write!(bench, |write| write.drop_assessor(&of, &who)).await;
    let db = bench.store.db();
    assert_eq!(db.invitation_by_hash("hash").await.unwrap(), None);
    assert_eq!(
        db.assessors(&cycle.assessment.id).await.unwrap(),
        [cycle.assessor]
    );
}

async fn an_invitation_lets_people_in_until_revoked(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let of = cycle.assessment.id.clone();
    let mut open = invitation(&cycle.group.id, &of);
    let mut personal = invitation(&cycle.group.id, &of);
    personal.assessor_id = Some(cycle.assessor.id.clone());
    for (row, hash) in [(&open, "open"), (&personal, "personal")] {
        let row = row.clone();
        write!(bench, |write| write.add_invitation(&row, hash)).await;
    }
    let db = bench.store.db();
    assert_eq!(
        db.invitation_by_hash("open").await.unwrap(),
        Some(open.clone())
    );
    assert_eq!(db.invitations(&of).await.unwrap(), [open.clone(), personal]);

    let id = open.id.clone();
    write!(bench, |write| write.count_joined(&id)).await;
    let (id, at) = (open.id.clone(), of.clone());
    write!(bench, |write| write.revoke_invitation(&at, &id, NOW)).await;
    let id = open.id.clone();
    let error = refused!(bench, |write| write.count_joined(&id)).await;
    assert_eq!(error, StoreError::Stale);
    let id = open.id.clone();
    let error = refused!(bench, |write| write.revoke_invitation(&of, &id, NOW)).await;
    assert_eq!(error, StoreError::Stale);
    (open.joined, open.revoked_at) = (1, Some(NOW));
    assert_eq!(db.invitation_by_hash("open").await.unwrap(), Some(open));
}

on_both!(
    groups_keep_their_order_and_their_codes_apart,
    a_group_goes_with_its_own_invitations,
    an_assessor_comes_back_as_they_were_kept,
    an_assessor_who_answered_stays,
    an_invitation_lets_people_in_until_revoked,
);
