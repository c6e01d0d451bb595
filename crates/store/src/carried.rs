//! Answers carried over from an earlier cycle, which nobody confirmed yet.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::ids::{AssessmentId, AssessorId};
use crate::rows::CarriedRow;

const CARRIED: &str = "SELECT c.assessor_id, c.kind, c.subject, c.value, c.note FROM carried c";

fn sorted(mut rows: Vec<CarriedRow>) -> Vec<CarriedRow> {
    rows.sort_unstable_by(|a, b| {
        (&a.assessor_id, &a.kind, &a.subject).cmp(&(&b.assessor_id, &b.kind, &b.subject))
    });
    rows
}

impl Db {
    /// What was carried over to one assessor.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn carried_of(&self, assessor: &AssessorId) -> Result<Vec<CarriedRow>, StoreError> {
        let sql = format!("{CARRIED} WHERE c.assessor_id = $1");
        Ok(sorted(self.all(&sql, [assessor.clone().into()]).await?))
    }

    /// What was carried over to the assessors of an assessment.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn carried(&self, id: &AssessmentId) -> Result<Vec<CarriedRow>, StoreError> {
        let sql =
            format!("{CARRIED} JOIN assessor s ON s.id = c.assessor_id WHERE s.assessment_id = $1");
        Ok(sorted(self.all(&sql, [id.clone().into()]).await?))
    }
}

impl Write {
    /// Carries answers over.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_carried(&mut self, rows: &[CarriedRow]) -> Result<(), StoreError> {
        for row in rows {
            self.execute(
                "INSERT INTO carried (assessor_id, kind, subject, value, note)
                 VALUES ($1, $2, $3, $4, $5)",
                [
                    row.assessor_id.clone().into(),
                    row.kind.clone().into(),
                    row.subject.clone().into(),
                    row.value.clone().into(),
                    row.note.clone().into(),
                ],
            )
            .await?;
        }
        Ok(())
    }

    /// Takes a carried answer away, once there is an answer of this cycle; gives whether there
    /// was one.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_carried(
        &mut self,
        assessor: &AssessorId,
        kind: &str,
        subject: &str,
    ) -> Result<bool, StoreError> {
        let gone = self
            .execute(
                "DELETE FROM carried WHERE assessor_id = $1 AND kind = $2 AND subject = $3",
                [assessor.clone().into(), kind.into(), subject.into()],
            )
            .await?;
        Ok(gone > 0)
    }
}
