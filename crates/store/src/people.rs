//! Groups, assessors and their invitations.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::ids::{AssessmentId, AssessorId, GroupId, InvitationId, PersonId};
use crate::person::one;
use crate::rows::{AssessorRow, GroupRow, InvitationRow};

const GROUP: &str = "SELECT id, assessment_id, code, name FROM rater_group";
const ASSESSOR: &str =
    "SELECT s.id, s.assessment_id, s.group_id, s.code, s.person_id, s.components,
    s.joined_at, s.created_at, s.follows, s.erased_at, s.code_number, p.name FROM assessor s LEFT JOIN person p ON p.id = s.person_id";
const INVITATION: &str = "SELECT id, assessment_id, group_id, assessor_id, created_at, revoked_at, joined FROM invitation";

impl Db {
    /// The groups of an assessment, in the order they were added.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn groups(&self, id: &AssessmentId) -> Result<Vec<GroupRow>, StoreError> {
        self.all(
            &format!("{GROUP} WHERE assessment_id = $1 ORDER BY id"),
            [id.clone().into()],
        )
        .await
    }

    /// The assessors of an assessment, in the order they were added.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn assessors(&self, id: &AssessmentId) -> Result<Vec<AssessorRow>, StoreError> {
        let sql = format!("{ASSESSOR} WHERE s.assessment_id = $1 ORDER BY s.id");
        self.all(&sql, [id.clone().into()]).await
    }

    /// An assessor.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn assessor(&self, id: &AssessorId) -> Result<Option<AssessorRow>, StoreError> {
        self.one(&format!("{ASSESSOR} WHERE s.id = $1"), [id.clone().into()])
            .await
    }

    /// Where a person is an assessor.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn assessors_of(&self, person: &PersonId) -> Result<Vec<AssessorRow>, StoreError> {
        let sql = format!("{ASSESSOR} WHERE s.person_id = $1 ORDER BY s.id");
        self.all(&sql, [person.clone().into()]).await
    }

    /// The assessor whose recovery code has this hash.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn assessor_by_recovery(
        &self,
        sha256: &str,
    ) -> Result<Option<AssessorRow>, StoreError> {
        self.one(
            &format!("{ASSESSOR} WHERE s.recovery_sha256 = $1"),
            [sha256.into()],
        )
        .await
    }

    /// The invitation with this hash.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn invitation_by_hash(
        &self,
        sha256: &str,
    ) -> Result<Option<InvitationRow>, StoreError> {
        self.one(&format!("{INVITATION} WHERE sha256 = $1"), [sha256.into()])
            .await
    }

    /// The invitations of an assessment, oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn invitations(&self, id: &AssessmentId) -> Result<Vec<InvitationRow>, StoreError> {
        let sql = format!("{INVITATION} WHERE assessment_id = $1 ORDER BY id");
        self.all(&sql, [id.clone().into()]).await
    }
}

impl Write {
    /// Adds a group.
    ///
    /// # Errors
    /// [`StoreError::Taken`] for a code in use, and when the database refuses.
    pub async fn add_group(&mut self, row: &GroupRow) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO rater_group (id, assessment_id, code, name) VALUES ($1, $2, $3, $4)",
            [
                row.id.clone().into(),
                row.assessment_id.clone().into(),
                row.code.clone().into(),
                row.name.clone().into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Renames a group.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it is gone, and when the database refuses.
    pub async fn rename_group(
        &mut self,
        assessment: &AssessmentId,
        id: &GroupId,
        name: &str,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE rater_group SET name = $3 WHERE id = $1 AND assessment_id = $2";
        one(self
            .execute(
                sql,
                [id.clone().into(), assessment.clone().into(), name.into()],
            )
            .await?)
    }

    /// Removes a group that has nobody in it, with its invitations.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it is gone or somebody is in it, and when the database refuses.
    pub async fn drop_group(
        &mut self,
        assessment: &AssessmentId,
        id: &GroupId,
    ) -> Result<(), StoreError> {
        let sql =
            "DELETE FROM invitation WHERE group_id = $1 AND assessor_id IS NULL AND NOT EXISTS
                   (SELECT 1 FROM assessor WHERE group_id = $1)";
        self.execute(sql, [id.clone().into()]).await?;
        let sql = "DELETE FROM rater_group WHERE id = $1 AND assessment_id = $2 AND NOT EXISTS
                   (SELECT 1 FROM assessor WHERE group_id = $1)";
        one(self
            .execute(sql, [id.clone().into(), assessment.clone().into()])
            .await?)
    }

    /// Adds an assessor.
    ///
    /// # Errors
    /// [`StoreError::Taken`] for a code in use, and when the database refuses.
    pub async fn add_assessor(
        &mut self,
        row: &AssessorRow,
        recovery_sha256: &str,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO assessor (id, assessment_id, group_id, code, person_id, components, recovery_sha256, joined_at, created_at, follows, code_number)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            [
                row.id.clone().into(),
                row.assessment_id.clone().into(),
                row.group_id.clone().into(),
                row.code.clone().into(),
                row.person_id.clone().into(),
                row.components.clone().into(),
                recovery_sha256.into(),
                row.joined_at.into(),
                row.created_at.into(),
                row.follows.clone().into(),
                row.code_number.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Changes an assessor's group, person and components.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when they are gone, and when the database refuses.
    pub async fn set_assessor(&mut self, row: &AssessorRow) -> Result<(), StoreError> {
        let changed = self
            .execute(
                "UPDATE assessor SET group_id = $2, person_id = $3, components = $4, joined_at = $5 WHERE id = $1",
                [
                    row.id.clone().into(),
                    row.group_id.clone().into(),
                    row.person_id.clone().into(),
                    row.components.clone().into(),
                    row.joined_at.into(),
                ],
            )
            .await?;
        one(changed)
    }

    /// Sets the number and the hash of an assessor's recovery code.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when they are gone, and when the database refuses.
    pub async fn set_recovery(
        &mut self,
        id: &AssessorId,
        number: i64,
        sha256: &str,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE assessor SET code_number = $2, recovery_sha256 = $3 WHERE id = $1";
        one(self
            .execute(sql, [id.clone().into(), number.into(), sha256.into()])
            .await?)
    }

    /// Removes an assessor who answered nothing, with their invitations and places.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when they are gone or answered, and when the database refuses.
    pub async fn drop_assessor(
        &mut self,
        assessment: &AssessmentId,
        id: &AssessorId,
    ) -> Result<(), StoreError> {
        for sql in [
            "DELETE FROM session_seat WHERE assessor_id = $1",
            "DELETE FROM invitation WHERE assessor_id = $1",
            "DELETE FROM carried WHERE assessor_id = $1",
        ] {
            self.execute(sql, [id.clone().into()]).await?;
        }
        let sql = "DELETE FROM assessor WHERE id = $1 AND assessment_id = $2 AND NOT EXISTS
                   (SELECT 1 FROM answer WHERE assessor_id = $1)";
        one(self
            .execute(sql, [id.clone().into(), assessment.clone().into()])
            .await?)
    }

    /// Adds an invitation.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_invitation(
        &mut self,
        row: &InvitationRow,
        sha256: &str,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO invitation (id, assessment_id, group_id, assessor_id, sha256, created_at, joined)
             VALUES ($1, $2, $3, $4, $5, $6, 0)",
            [
                row.id.clone().into(),
                row.assessment_id.clone().into(),
                row.group_id.clone().into(),
                row.assessor_id.clone().into(),
                sha256.into(),
                row.created_at.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Revokes an invitation.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it is gone or revoked, and when the database refuses.
    pub async fn revoke_invitation(
        &mut self,
        assessment: &AssessmentId,
        id: &InvitationId,
        now: i64,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE invitation SET revoked_at = $3
                   WHERE id = $1 AND assessment_id = $2 AND revoked_at IS NULL";
        one(self
            .execute(
                sql,
                [id.clone().into(), assessment.clone().into(), now.into()],
            )
            .await?)
    }

    /// Counts somebody who joined by an invitation. One for one assessor is counted once.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it was revoked or was for one assessor who used it already,
    /// and when the database refuses.
    pub async fn count_joined(&mut self, id: &InvitationId) -> Result<(), StoreError> {
        let sql = "UPDATE invitation SET joined = joined + 1 WHERE id = $1 AND revoked_at IS NULL
                   AND (assessor_id IS NULL OR joined = 0)";
        one(self.execute(sql, [id.clone().into()]).await?)
    }
}
