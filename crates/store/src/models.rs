//! Models that an operator added, and moves of assessments between versions of a model.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::ids::AssessmentId;
use crate::person::one;
use crate::rows::{AssessmentRow, ModelMoveRow, ModelRow};
use sea_orm::FromQueryResult;

const MODEL: &str = "SELECT id, version, sha256, body, created_at FROM model";

impl Db {
    /// The models that an operator added, in the order in which they came.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn models(&self) -> Result<Vec<ModelRow>, StoreError> {
        let mut rows: Vec<ModelRow> = self.all(MODEL, []).await?;
        rows.sort_by(|a, b| {
            (a.created_at, &a.id, &a.version).cmp(&(b.created_at, &b.id, &b.version))
        });
        Ok(rows)
    }

    /// A model that an operator added.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn model(&self, id: &str, version: &str) -> Result<Option<ModelRow>, StoreError> {
        let sql = format!("{MODEL} WHERE id = $1 AND version = $2");
        self.one(&sql, [id.into(), version.into()]).await
    }

    /// When an assessment moved.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn model_moves_at(&self, id: &AssessmentId) -> Result<Vec<i64>, StoreError> {
        #[derive(FromQueryResult)]
        struct Moved {
            at: i64,
        }
        let sql = "SELECT at FROM model_move WHERE assessment_id = $1";
        let rows: Vec<Moved> = self.all(sql, [id.clone().into()]).await?;
        Ok(rows.into_iter().map(|row| row.at).collect())
    }

    /// The moves of an assessment, oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn model_moves(&self, id: &AssessmentId) -> Result<Vec<ModelMoveRow>, StoreError> {
        let sql = "SELECT number, at, from_version, to_version, kept, waiting, gone, document
                   FROM model_move WHERE assessment_id = $1 ORDER BY number";
        self.all(sql, [id.clone().into()]).await
    }
}

impl Write {
    /// Adds a model.
    ///
    /// # Errors
    /// When there is this version already, and when the database refuses.
    pub async fn add_model(&mut self, row: &ModelRow) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO model (id, version, sha256, body, created_at) VALUES ($1, $2, $3, $4, $5)",
            [
                row.id.clone().into(),
                row.version.clone().into(),
                row.sha256.clone().into(),
                row.body.clone().into(),
                row.created_at.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Pins an assessment, whose version is the one in `row`, to the model that `row` names.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it was changed in between, and when the database refuses.
    pub async fn set_assessment_model(&mut self, row: &AssessmentRow) -> Result<(), StoreError> {
        let changed = self
            .execute(
                "UPDATE assessment SET model = $2, model_version = $3, model_sha256 = $4,
                 version = version + 1 WHERE id = $1 AND version = $5",
                [
                    row.id.clone().into(),
                    row.model.clone().into(),
                    row.model_version.clone().into(),
                    row.model_sha256.clone().into(),
                    row.version.into(),
                ],
            )
            .await?;
        one(changed)
    }

    /// Keeps what an assessment was before a move.
    ///
    /// # Errors
    /// When the number is taken, and when the database refuses.
    pub async fn add_model_move(
        &mut self,
        of: &AssessmentId,
        row: &ModelMoveRow,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO model_move (assessment_id, number, at, from_version, to_version, kept,
             waiting, gone, document) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            [
                of.clone().into(),
                row.number.into(),
                row.at.into(),
                row.from_version.clone().into(),
                row.to_version.clone().into(),
                row.kept.into(),
                row.waiting.into(),
                row.gone.into(),
                row.document.clone().into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Changes what was kept of a move: its document without somebody's name and texts.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_model_move_document(
        &mut self,
        of: &AssessmentId,
        number: i64,
        document: &str,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE model_move SET document = $3 WHERE assessment_id = $1 AND number = $2",
            [of.clone().into(), number.into(), document.into()],
        )
        .await?;
        Ok(())
    }

    /// Takes all answers to one question out of an assessment, those that wait included.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_answers(
        &mut self,
        of: &AssessmentId,
        kind: &str,
        subject: &str,
    ) -> Result<(), StoreError> {
        for table in ["answer_note", "answer", "carried"] {
            let sql = format!(
                "DELETE FROM {table} WHERE kind = $2 AND subject = $3
                 AND assessor_id IN (SELECT id FROM assessor WHERE assessment_id = $1)"
            );
            self.execute(&sql, [of.clone().into(), kind.into(), subject.into()])
                .await?;
        }
        Ok(())
    }
}
