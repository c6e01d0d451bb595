//! Assessments: their frame, scope and targets.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::ids::{AssessmentId, CityId};
use crate::person::one;
use crate::rows::{AssessmentRow, ExclusionRow, TargetRow};

macro_rules! assessment_columns {
    () => {
        "m.id, m.city_id, m.slug, m.name, m.starts_on, m.ends_on, m.model, m.model_version,
        m.model_sha256, m.depth, m.named, m.settings, m.phase, m.created_at, m.version"
    };
}
pub(crate) use assessment_columns;

const ASSESSMENT: &str = concat!("SELECT ", assessment_columns!(), " FROM assessment m");

impl Db {
    /// An assessment.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn assessment(&self, id: &AssessmentId) -> Result<Option<AssessmentRow>, StoreError> {
        self.one(
            &format!("{ASSESSMENT} WHERE m.id = $1"),
            [id.clone().into()],
        )
        .await
    }

    /// The assessments of a city, newest cycle first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn assessments(&self, city: &CityId) -> Result<Vec<AssessmentRow>, StoreError> {
        let sql = format!(
            "{ASSESSMENT} WHERE m.city_id = $1 ORDER BY m.ends_on DESC, m.created_at DESC, m.id DESC"
        );
        self.all(&sql, [city.clone().into()]).await
    }

    /// Components out of scope.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn exclusions(&self, id: &AssessmentId) -> Result<Vec<ExclusionRow>, StoreError> {
        let sql = "SELECT component, reason FROM scope_exclusion WHERE assessment_id = $1";
        let mut rows: Vec<ExclusionRow> = self.all(sql, [id.clone().into()]).await?;
        // Here and not in the query: each database sorts text in its own way.
        rows.sort_unstable_by(|a, b| a.component.cmp(&b.component));
        Ok(rows)
    }

    /// Targets.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn targets(&self, id: &AssessmentId) -> Result<Vec<TargetRow>, StoreError> {
        let sql = "SELECT component, level, due_on, rationale, good_enough FROM target WHERE assessment_id = $1";
        let mut rows: Vec<TargetRow> = self.all(sql, [id.clone().into()]).await?;
        // Here and not in the query: each database sorts text in its own way.
        rows.sort_unstable_by(|a, b| a.component.cmp(&b.component));
        Ok(rows)
    }
}

impl Write {
    /// Adds an assessment.
    ///
    /// # Errors
    /// [`StoreError::Taken`] for a slug in use, and when the database refuses.
    pub async fn add_assessment(&mut self, row: &AssessmentRow) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO assessment (id, city_id, slug, name, starts_on, ends_on, model, model_version,
             model_sha256, depth, named, settings, phase, created_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)",
            [
                row.id.clone().into(),
                row.city_id.clone().into(),
                row.slug.clone().into(),
                row.name.clone().into(),
                row.starts_on.clone().into(),
                row.ends_on.clone().into(),
                row.model.clone().into(),
                row.model_version.clone().into(),
                row.model_sha256.clone().into(),
                row.depth.clone().into(),
                row.named.into(),
                row.settings.clone().into(),
                row.phase.clone().into(),
                row.created_at.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Changes the frame of an assessment whose version is the one in `row`: slug, name,
    /// dates, depth, naming, settings and phase.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it was changed in between, and when the database refuses.
    pub async fn set_assessment(&mut self, row: &AssessmentRow) -> Result<(), StoreError> {
        let changed = self
            .execute(
                "UPDATE assessment SET slug = $2, name = $3, starts_on = $4, ends_on = $5, depth = $6,
                 named = $7, settings = $8, phase = $9, version = version + 1
                 WHERE id = $1 AND version = $10",
                [
                    row.id.clone().into(),
                    row.slug.clone().into(),
                    row.name.clone().into(),
                    row.starts_on.clone().into(),
                    row.ends_on.clone().into(),
                    row.depth.clone().into(),
                    row.named.into(),
                    row.settings.clone().into(),
                    row.phase.clone().into(),
                    row.version.into(),
                ],
            )
            .await?;
        one(changed)
    }

    /// Counts a change of anything that belongs to an assessment, so that what was computed
    /// from it is computed again.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn bump_assessment(&mut self, id: &AssessmentId) -> Result<(), StoreError> {
        let sql = "UPDATE assessment SET version = version + 1 WHERE id = $1";
        one(self.execute(sql, [id.clone().into()]).await?)
    }

    /// Sets the components out of scope.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_exclusions(
        &mut self,
        id: &AssessmentId,
        rows: &[ExclusionRow],
    ) -> Result<(), StoreError> {
        let sql = "DELETE FROM scope_exclusion WHERE assessment_id = $1";
        self.execute(sql, [id.clone().into()]).await?;
        for row in rows {
            self.execute(
                "INSERT INTO scope_exclusion (assessment_id, component, reason) VALUES ($1, $2, $3)",
                [id.clone().into(), row.component.clone().into(), row.reason.clone().into()],
            )
            .await?;
        }
        Ok(())
    }

    /// Sets the targets.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_targets(
        &mut self,
        id: &AssessmentId,
        rows: &[TargetRow],
    ) -> Result<(), StoreError> {
        self.execute(
            "DELETE FROM target WHERE assessment_id = $1",
            [id.clone().into()],
        )
        .await?;
        for row in rows {
            self.execute(
                "INSERT INTO target (assessment_id, component, level, due_on, rationale, good_enough) VALUES ($1, $2, $3, $4, $5, $6)",
                [
                    id.clone().into(),
                    row.component.clone().into(),
                    row.level.into(),
                    row.due_on.clone().into(),
                    row.rationale.clone().into(),
                    row.good_enough.into(),
                ],
            )
            .await?;
        }
        Ok(())
    }
}
