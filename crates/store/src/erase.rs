//! Names and texts of a person, taken out. What they answered stays under the pseudonym.

use crate::db::Write;
use crate::error::StoreError;
use crate::ids::{AssessmentId, AssessorId, PersonId};
use crate::rows::{AgreedChangeRow, AgreedRow, FrozenRow};

impl Write {
    /// Takes out who an assessor is, how they come in, and their notes. Where the format asks
    /// for a reason, `withheld` stands in its place.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn erase_assessor(
        &mut self,
        id: &AssessorId,
        now: i64,
        withheld: &str,
    ) -> Result<(), StoreError> {
        for sql in [
            "DELETE FROM session_seat WHERE assessor_id = $1",
            "DELETE FROM invitation WHERE assessor_id = $1",
            "DELETE FROM answer_note WHERE assessor_id = $1 AND NOT EXISTS
               (SELECT 1 FROM answer a WHERE a.assessor_id = answer_note.assessor_id
                AND a.kind = answer_note.kind AND a.subject = answer_note.subject
                AND a.value = 'na')",
        ] {
            self.execute(sql, [id.clone().into()]).await?;
        }
        for sql in [
            "UPDATE answer_note SET body = $2 WHERE assessor_id = $1",
            "UPDATE carried SET note = $2 WHERE assessor_id = $1 AND note IS NOT NULL",
        ] {
            self.execute(sql, [id.clone().into(), withheld.into()])
                .await?;
        }
        let sql = "UPDATE assessor SET person_id = NULL, recovery_sha256 = NULL, erased_at = $2
                   WHERE id = $1";
        self.execute(sql, [id.clone().into(), now.into()]).await?;
        Ok(())
    }

    /// Takes out a person's name and address, their account and everything that opens it, and
    /// their roles. The row stays as their pseudonym.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn erase_person(&mut self, id: &PersonId) -> Result<(), StoreError> {
        for sql in [
            "DELETE FROM session_seat WHERE session_sha256 IN
               (SELECT sha256 FROM session WHERE person_id = $1)",
            "DELETE FROM session WHERE person_id = $1",
            "DELETE FROM account_link WHERE person_id = $1",
            "DELETE FROM api_token WHERE person_id = $1",
            "DELETE FROM city_role WHERE person_id = $1",
            "DELETE FROM account WHERE person_id = $1",
            "UPDATE reviewer SET name = NULL, person_id = NULL WHERE person_id = $1",
            "UPDATE person SET name = NULL, email = NULL WHERE id = $1",
        ] {
            self.execute(sql, [id.clone().into()]).await?;
        }
        Ok(())
    }

    /// Changes the words of the dissent that stands with an agreed value.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_dissent(
        &mut self,
        of: &AssessmentId,
        row: &AgreedRow,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE agreed SET dissent = $4
                   WHERE assessment_id = $1 AND kind = $2 AND subject = $3";
        let (kind, subject) = (row.kind.clone(), row.subject.clone());
        let dissent = row.dissent.clone();
        self.execute(
            sql,
            [
                of.clone().into(),
                kind.into(),
                subject.into(),
                dissent.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// The same in the history of agreed values.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_past_dissent(
        &mut self,
        of: &AssessmentId,
        row: &AgreedChangeRow,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE agreed_change SET dissent = $5
                   WHERE assessment_id = $1 AND kind = $2 AND subject = $3 AND number = $4";
        self.execute(
            sql,
            [
                of.clone().into(),
                row.kind.clone().into(),
                row.subject.clone().into(),
                row.number.into(),
                row.dissent.clone().into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Changes what was frozen: its document without somebody's name and texts, with the
    /// hashes that follow. What was sealed holds neither and stays.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_frozen(
        &mut self,
        of: &AssessmentId,
        row: &FrozenRow,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE frozen SET input_sha256 = $3, document = $4, result = $5
                   WHERE assessment_id = $1 AND number = $2";
        self.execute(
            sql,
            [
                of.clone().into(),
                row.number.into(),
                row.input_sha256.clone().into(),
                row.document.clone().into(),
                row.result.clone().into(),
            ],
        )
        .await?;
        Ok(())
    }
}
