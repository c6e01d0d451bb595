//! What assessors answered.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::ids::{AssessmentId, AssessorId};
use crate::rows::{AnswerCountRow, AnswerRow};
use sea_orm::{FromQueryResult, Value};

/// Rows in one statement; seven values each stay far below what either database takes.
const ROWS: usize = 150;

const ANSWER: &str =
    "SELECT a.assessor_id, a.kind, a.subject, a.value, a.confidence, n.body AS note,
    a.version, a.changed_at FROM answer a LEFT JOIN answer_note n
    ON n.assessor_id = a.assessor_id AND n.kind = a.kind AND n.subject = a.subject";

/// What a write has to know before it records an answer.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Before {
    /// Phase of the assessment.
    pub phase: String,
    /// Hash of its model.
    pub model_sha256: String,
    /// The answer there is.
    pub value: Option<String>,
    /// How sure they were.
    pub confidence: Option<i64>,
    /// The note there is.
    pub note: Option<String>,
    /// Its version; none where there is no row.
    pub version: Option<i64>,
    /// When it was last changed.
    pub changed_at: Option<i64>,
}

impl Db {
    /// One assessor's answers, those taken back included.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn answers_of(&self, assessor: &AssessorId) -> Result<Vec<AnswerRow>, StoreError> {
        let sql = format!("{ANSWER} WHERE a.assessor_id = $1");
        self.sorted_answers(&sql, assessor.clone().into()).await
    }

    /// All answers of an assessment that stand.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn answers(&self, id: &AssessmentId) -> Result<Vec<AnswerRow>, StoreError> {
        let sql = format!(
            "{ANSWER} JOIN assessor s ON s.id = a.assessor_id WHERE s.assessment_id = $1
             AND a.value IS NOT NULL"
        );
        self.sorted_answers(&sql, id.clone().into()).await
    }

    /// By assessor, kind and subject; here and not in the query, because each database sorts
    /// text in its own way.
    async fn sorted_answers(&self, sql: &str, of: Value) -> Result<Vec<AnswerRow>, StoreError> {
        let mut rows: Vec<AnswerRow> = self.all(sql, [of]).await?;
        rows.sort_unstable_by(|a, b| {
            (&a.assessor_id, &a.kind, &a.subject).cmp(&(&b.assessor_id, &b.kind, &b.subject))
        });
        Ok(rows)
    }

    /// What was answered in an assessment, without the answers.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn answered(&self, id: &AssessmentId) -> Result<Vec<AnswerCountRow>, StoreError> {
        self.all(
            "SELECT a.assessor_id, a.kind, a.subject FROM answer a
             JOIN assessor s ON s.id = a.assessor_id
             WHERE s.assessment_id = $1 AND a.value IS NOT NULL",
            [id.clone().into()],
        )
        .await
    }

    /// The phase, and the answer there is to one question.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn before_answer(
        &self,
        assessor: &AssessorId,
        kind: &str,
        subject: &str,
    ) -> Result<Option<Before>, StoreError> {
        self.one(
            "SELECT t.phase, t.model_sha256, a.value, a.confidence, n.body AS note, a.version, a.changed_at
             FROM assessor s JOIN assessment t ON t.id = s.assessment_id
             LEFT JOIN answer a ON a.assessor_id = s.id AND a.kind = $2 AND a.subject = $3
             LEFT JOIN answer_note n ON n.assessor_id = s.id AND n.kind = $2 AND n.subject = $3
             WHERE s.id = $1",
            [assessor.clone().into(), kind.into(), subject.into()],
        )
        .await
    }
}

impl Write {
    /// Records an answer in place of the one of version `row.version - 1`.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when another was recorded in between, and when the database refuses.
    pub async fn set_answer(
        &mut self,
        row: &AnswerRow,
        note_before: Option<&str>,
    ) -> Result<(), StoreError> {
        let changed = self
            .execute(
                "INSERT INTO answer (assessor_id, kind, subject, value, confidence, version, changed_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (assessor_id, kind, subject) DO UPDATE SET value = excluded.value,
                 confidence = excluded.confidence, version = excluded.version, changed_at = excluded.changed_at
                 WHERE answer.version = excluded.version - 1",
                [
                    row.assessor_id.clone().into(),
                    row.kind.clone().into(),
                    row.subject.clone().into(),
                    row.value.clone().into(),
                    row.confidence.into(),
                    row.version.into(),
                    row.changed_at.into(),
                ],
            )
            .await?;
        crate::person::one(changed)?;
        if row.note.as_deref() == note_before {
            return Ok(());
        }
        match &row.note {
            Some(note) => {
                self.execute(
                    "INSERT INTO answer_note (assessor_id, kind, subject, body) VALUES ($1, $2, $3, $4)
                     ON CONFLICT (assessor_id, kind, subject) DO UPDATE SET body = excluded.body",
                    [
                        row.assessor_id.clone().into(),
                        row.kind.clone().into(),
                        row.subject.clone().into(),
                        note.clone().into(),
                    ],
                )
                .await?;
            }
            None => {
                self.execute(
                    "DELETE FROM answer_note WHERE assessor_id = $1 AND kind = $2 AND subject = $3",
                    [
                        row.assessor_id.clone().into(),
                        row.kind.clone().into(),
                        row.subject.clone().into(),
                    ],
                )
                .await?;
            }
        }
        Ok(())
    }

    /// Adds answers that nobody gave here before, as an import brings them.
    ///
    /// # Errors
    /// When one is there already, and when the database refuses.
    pub async fn add_answers(&mut self, rows: &[AnswerRow]) -> Result<(), StoreError> {
        for chunk in rows.chunks(ROWS) {
            let mut values = Vec::with_capacity(chunk.len() * 7);
            let mut places = Vec::with_capacity(chunk.len());
            for row in chunk {
                let first = values.len();
                let numbers: Vec<String> = (1..=7).map(|n| format!("${}", first + n)).collect();
                places.push(format!("({})", numbers.join(", ")));
                values.extend::<[Value; 7]>([
                    row.assessor_id.clone().into(),
                    row.kind.clone().into(),
                    row.subject.clone().into(),
                    row.value.clone().into(),
                    row.confidence.into(),
                    row.version.into(),
                    row.changed_at.into(),
                ]);
            }
            let sql = format!(
                "INSERT INTO answer (assessor_id, kind, subject, value, confidence, version, changed_at) VALUES {}",
                places.join(", ")
            );
            self.execute_many(&sql, values).await?;
        }
        for row in rows {
            let Some(note) = &row.note else { continue };
            self.execute(
                "INSERT INTO answer_note (assessor_id, kind, subject, body) VALUES ($1, $2, $3, $4)",
                [
                    row.assessor_id.clone().into(),
                    row.kind.clone().into(),
                    row.subject.clone().into(),
                    note.clone().into(),
                ],
            )
            .await?;
        }
        Ok(())
    }
}
