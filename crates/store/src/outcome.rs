//! What comes out of an assessment: agreed values and frozen results.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::ids::{AssessmentId, PersonId};
use crate::rows::{AgreedChangeRow, AgreedRow, FrozenRow, SealRow};
use sea_orm::FromQueryResult;

impl Db {
    /// The agreed values of an assessment.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn agreed(&self, id: &AssessmentId) -> Result<Vec<AgreedRow>, StoreError> {
        let sql = "SELECT kind, subject, value, rationale, dissent, version FROM agreed
                   WHERE assessment_id = $1";
        let mut rows: Vec<AgreedRow> = self.all(sql, [id.clone().into()]).await?;
        // Here and not in the query: each database sorts text in its own way.
        rows.sort_unstable_by(|a, b| (&a.kind, &a.subject).cmp(&(&b.kind, &b.subject)));
        Ok(rows)
    }

    /// Every state that agreed values of an assessment had, by subject, oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn agreed_changes(
        &self,
        id: &AssessmentId,
    ) -> Result<Vec<AgreedChangeRow>, StoreError> {
        let sql = "SELECT c.kind, c.subject, c.number, c.at, c.person_id, p.name AS person_name,
                   c.value, c.rationale, c.dissent, c.undone_at
                   FROM agreed_change c LEFT JOIN person p ON p.id = c.person_id
                   WHERE c.assessment_id = $1";
        let mut rows: Vec<AgreedChangeRow> = self.all(sql, [id.clone().into()]).await?;
        rows.sort_unstable_by(|a, b| {
            (&a.kind, &a.subject, a.number).cmp(&(&b.kind, &b.subject, b.number))
        });
        Ok(rows)
    }

    /// The last frozen result of an assessment.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn frozen(&self, id: &AssessmentId) -> Result<Option<FrozenRow>, StoreError> {
        let sql = "SELECT number, at, input_sha256, document, result FROM frozen
                   WHERE assessment_id = $1 ORDER BY number DESC LIMIT 1";
        self.one(sql, [id.clone().into()]).await
    }

    /// The sealed documents of an assessment, oldest first: number, and when it was sealed.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn seals(&self, id: &AssessmentId) -> Result<Vec<SealRow>, StoreError> {
        let sql = "SELECT number, at FROM frozen
                   WHERE assessment_id = $1 AND sealed IS NOT NULL ORDER BY number";
        self.all(sql, [id.clone().into()]).await
    }

    /// The sealed document that everybody gets of a version, once it was published.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn sealed_public(
        &self,
        id: &AssessmentId,
        number: i64,
    ) -> Result<Option<String>, StoreError> {
        #[derive(FromQueryResult)]
        struct Row {
            sealed_public: Option<String>,
        }
        let sql = "SELECT sealed_public FROM frozen WHERE assessment_id = $1 AND number = $2";
        let row: Option<Row> = self.one(sql, [id.clone().into(), number.into()]).await?;
        Ok(row.and_then(|row| row.sealed_public))
    }

    /// A sealed document by its number.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn sealed(
        &self,
        id: &AssessmentId,
        number: i64,
    ) -> Result<Option<String>, StoreError> {
        #[derive(FromQueryResult)]
        struct Sealed {
            sealed: Option<String>,
        }
        let sql = "SELECT sealed FROM frozen WHERE assessment_id = $1 AND number = $2";
        let row: Option<Sealed> = self.one(sql, [id.clone().into(), number.into()]).await?;
        Ok(row.and_then(|row| row.sealed))
    }

    /// A frozen result of an assessment by its number.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn frozen_by_number(
        &self,
        id: &AssessmentId,
        number: i64,
    ) -> Result<Option<FrozenRow>, StoreError> {
        let sql = "SELECT number, at, input_sha256, document, result FROM frozen
                   WHERE assessment_id = $1 AND number = $2";
        self.one(sql, [id.clone().into(), number.into()]).await
    }
}

impl Write {
    /// Records an agreed value, in place of the one there is; its version is then one more than
    /// that one's, else the row's.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_agreed(
        &mut self,
        id: &AssessmentId,
        row: &AgreedRow,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO agreed (assessment_id, kind, subject, value, rationale, dissent, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (assessment_id, kind, subject) DO UPDATE SET value = excluded.value,
             rationale = excluded.rationale, dissent = excluded.dissent, version = agreed.version + 1",
            [
                id.clone().into(),
                row.kind.clone().into(),
                row.subject.clone().into(),
                row.value.clone().into(),
                row.rationale.clone().into(),
                row.dissent.clone().into(),
                row.version.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Takes an agreed value away.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_agreed(
        &mut self,
        id: &AssessmentId,
        kind: &str,
        subject: &str,
    ) -> Result<(), StoreError> {
        let sql = "DELETE FROM agreed WHERE assessment_id = $1 AND kind = $2 AND subject = $3";
        self.execute(sql, [id.clone().into(), kind.into(), subject.into()])
            .await?;
        Ok(())
    }

    /// Keeps a state of an agreed value.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn keep_agreed_change(
        &mut self,
        id: &AssessmentId,
        row: &AgreedChangeRow,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO agreed_change (assessment_id, kind, subject, number, at, person_id,
             value, rationale, dissent, undone_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            [
                id.clone().into(),
                row.kind.clone().into(),
                row.subject.clone().into(),
                row.number.into(),
                row.at.into(),
                row.person_id.clone().into(),
                row.value.clone().into(),
                row.rationale.clone().into(),
                row.dissent.clone().into(),
                row.undone_at.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Marks a state of an agreed value as undone.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn undo_agreed_change(
        &mut self,
        id: &AssessmentId,
        row: &AgreedChangeRow,
        at: i64,
        by: &PersonId,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE agreed_change SET undone_at = $5, undone_by = $6 WHERE assessment_id = $1
             AND kind = $2 AND subject = $3 AND number = $4",
            [
                id.clone().into(),
                row.kind.clone().into(),
                row.subject.clone().into(),
                row.number.into(),
                at.into(),
                by.clone().into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Keeps the sealed document that everybody gets of a version; the first one stays.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn keep_sealed_public(
        &mut self,
        id: &AssessmentId,
        number: i64,
        sealed: &str,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE frozen SET sealed_public = $3
             WHERE assessment_id = $1 AND number = $2 AND sealed_public IS NULL",
            [id.clone().into(), number.into(), sealed.into()],
        )
        .await?;
        Ok(())
    }

    /// Keeps a frozen result, with its sealed document where there is one.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn freeze(
        &mut self,
        id: &AssessmentId,
        row: &FrozenRow,
        sealed: Option<&str>,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO frozen (assessment_id, number, at, input_sha256, document, result, sealed)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            [
                id.clone().into(),
                row.number.into(),
                row.at.into(),
                row.input_sha256.clone().into(),
                row.document.clone().into(),
                row.result.clone().into(),
                sealed.into(),
            ],
        )
        .await?;
        Ok(())
    }
}
