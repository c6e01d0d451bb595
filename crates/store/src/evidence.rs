//! Evidence of cities, its use in assessments, and who reviews it.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::ids::{AssessmentId, CityId, EvidenceId};
use crate::person::one;
use crate::rows::{EvidenceRow, EvidenceUseRow, ReviewerRow};
use sea_orm::FromQueryResult;

/// An assessment in which a piece of evidence is used.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct EvidenceCycleRow {
    /// The evidence.
    pub evidence_id: EvidenceId,
    /// The assessment.
    pub assessment_id: AssessmentId,
    /// Its address in the city.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its last day.
    pub ends_on: String,
}

const EVIDENCE: &str = "SELECT e.id, e.city_id, e.kind, e.title, e.url, e.body, e.sha256, e.file_name,
    e.media_type, e.size_bytes, e.effective_on, e.valid_until, e.added_by, e.created_at, e.version FROM evidence e";
const USE: &str = "SELECT assessment_id, evidence_id, code, status, reviewer, reason, supports, version FROM evidence_use";

impl Db {
    /// All evidence of a city, newest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn evidence_of_city(&self, city: &CityId) -> Result<Vec<EvidenceRow>, StoreError> {
        let sql = format!("{EVIDENCE} WHERE e.city_id = $1 ORDER BY e.id DESC");
        self.all(&sql, [city.clone().into()]).await
    }

    /// The evidence that an assessment uses, oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn evidence_of(&self, id: &AssessmentId) -> Result<Vec<EvidenceRow>, StoreError> {
        let sql = format!(
            "{EVIDENCE} JOIN evidence_use u ON u.evidence_id = e.id WHERE u.assessment_id = $1 ORDER BY e.id"
        );
        self.all(&sql, [id.clone().into()]).await
    }

    /// A piece of evidence.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn evidence(&self, id: &EvidenceId) -> Result<Option<EvidenceRow>, StoreError> {
        self.one(&format!("{EVIDENCE} WHERE e.id = $1"), [id.clone().into()])
            .await
    }

    /// How an assessment uses its evidence.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn evidence_uses(
        &self,
        id: &AssessmentId,
    ) -> Result<Vec<EvidenceUseRow>, StoreError> {
        let sql = format!("{USE} WHERE assessment_id = $1 ORDER BY evidence_id");
        self.all(&sql, [id.clone().into()]).await
    }

    /// Where a piece of evidence is used.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn uses_of(&self, id: &EvidenceId) -> Result<Vec<EvidenceUseRow>, StoreError> {
        let sql = format!("{USE} WHERE evidence_id = $1 ORDER BY assessment_id");
        self.all(&sql, [id.clone().into()]).await
    }

    /// In which assessments the evidence of a city is used, those that end first in front.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn evidence_cycles(
        &self,
        city: &CityId,
    ) -> Result<Vec<EvidenceCycleRow>, StoreError> {
        let sql = "SELECT u.evidence_id, a.id AS assessment_id, a.slug, a.name, a.ends_on
                   FROM evidence_use u JOIN assessment a ON a.id = u.assessment_id
                   WHERE a.city_id = $1 ORDER BY a.ends_on, a.id, u.evidence_id";
        self.all(sql, [city.clone().into()]).await
    }

    /// Whether evidence or a logo names a file.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn is_file_named(&self, sha256: &str) -> Result<bool, StoreError> {
        let sql =
            "SELECT (SELECT COUNT(*) FROM evidence WHERE sha256 = $1 AND size_bytes IS NOT NULL)
                   + (SELECT COUNT(*) FROM city WHERE logo_sha256 = $1) AS n";
        Ok(self.number(sql, [sha256.into()]).await? > 0)
    }

    /// Whether a frozen version of an assessment of the city holds one of two texts.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn is_in_frozen(
        &self,
        city: &CityId,
        texts: (&str, &str),
    ) -> Result<bool, StoreError> {
        // What is replaced was there: both databases know no other word for it alike.
        let sql = "SELECT COUNT(*) AS n FROM frozen f JOIN assessment a ON a.id = f.assessment_id
                   WHERE a.city_id = $1 AND (replace(f.document, $2, '') <> f.document
                   OR replace(f.document, $3, '') <> f.document)";
        let values = [city.clone().into(), texts.0.into(), texts.1.into()];
        Ok(self.number(sql, values).await? > 0)
    }

    /// The reviewers of an assessment.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn reviewers(&self, id: &AssessmentId) -> Result<Vec<ReviewerRow>, StoreError> {
        let sql = "SELECT code, name, person_id FROM reviewer WHERE assessment_id = $1";
        let mut rows: Vec<ReviewerRow> = self.all(sql, [id.clone().into()]).await?;
        // Here and not in the query: each database sorts text in its own way.
        rows.sort_unstable_by(|a, b| a.code.cmp(&b.code));
        Ok(rows)
    }

    /// Hashes of all files that evidence and logos name.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn file_hashes(&self) -> Result<Vec<String>, StoreError> {
        #[derive(sea_orm::FromQueryResult)]
        struct Named {
            sha256: String,
        }
        let sql = "SELECT sha256 FROM evidence WHERE sha256 IS NOT NULL AND size_bytes IS NOT NULL
                   UNION SELECT logo_sha256 AS sha256 FROM city WHERE logo_sha256 IS NOT NULL";
        let named: Vec<Named> = self.all(sql, []).await?;
        Ok(named.into_iter().map(|named| named.sha256).collect())
    }
}

impl Write {
    /// Adds a piece of evidence.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_evidence(&mut self, row: &EvidenceRow) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO evidence (id, city_id, kind, title, url, body, sha256, file_name, media_type,
             size_bytes, effective_on, valid_until, added_by, created_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)",
            [
                row.id.clone().into(),
                row.city_id.clone().into(),
                row.kind.clone().into(),
                row.title.clone().into(),
                row.url.clone().into(),
                row.body.clone().into(),
                row.sha256.clone().into(),
                row.file_name.clone().into(),
                row.media_type.clone().into(),
                row.size_bytes.into(),
                row.effective_on.clone().into(),
                row.valid_until.clone().into(),
                row.added_by.clone().into(),
                row.created_at.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Changes title, address, text and dates of a piece of evidence whose version is the one
    /// in `row`.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it was changed in between, and when the database refuses.
    pub async fn set_evidence(&mut self, row: &EvidenceRow) -> Result<(), StoreError> {
        let changed = self
            .execute(
                "UPDATE evidence SET title = $2, url = $3, body = $4, effective_on = $5, valid_until = $6,
                 version = version + 1 WHERE id = $1 AND version = $7",
                [
                    row.id.clone().into(),
                    row.title.clone().into(),
                    row.url.clone().into(),
                    row.body.clone().into(),
                    row.effective_on.clone().into(),
                    row.valid_until.clone().into(),
                    row.version.into(),
                ],
            )
            .await?;
        one(changed)
    }

    /// Sets how an assessment uses a piece of evidence.
    ///
    /// # Errors
    /// [`StoreError::Taken`] for a code in use, and when the database refuses.
    pub async fn set_evidence_use(&mut self, row: &EvidenceUseRow) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO evidence_use (assessment_id, evidence_id, code, status, reviewer, reason, supports, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
             ON CONFLICT (assessment_id, evidence_id) DO UPDATE SET status = excluded.status,
             reviewer = excluded.reviewer, reason = excluded.reason, supports = excluded.supports,
             version = evidence_use.version + 1",
            [
                row.assessment_id.clone().into(),
                row.evidence_id.clone().into(),
                row.code.clone().into(),
                row.status.clone().into(),
                row.reviewer.clone().into(),
                row.reason.clone().into(),
                row.supports.clone().into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Ends the use of a piece of evidence in an assessment; it stays with the city.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it was not used, and when the database refuses.
    pub async fn drop_evidence_use(
        &mut self,
        assessment: &AssessmentId,
        evidence: &EvidenceId,
    ) -> Result<(), StoreError> {
        let sql = "DELETE FROM evidence_use WHERE assessment_id = $1 AND evidence_id = $2";
        one(self
            .execute(sql, [assessment.clone().into(), evidence.clone().into()])
            .await?)
    }

    /// Removes a piece of evidence that no assessment uses.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it is not there, and when the database refuses.
    pub async fn drop_evidence(&mut self, id: &EvidenceId) -> Result<(), StoreError> {
        let sql = "DELETE FROM evidence WHERE id = $1";
        one(self.execute(sql, [id.clone().into()]).await?)
    }

    /// Adds a reviewer, or changes their name.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_reviewer(
        &mut self,
        assessment: &AssessmentId,
        row: &ReviewerRow,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO reviewer (assessment_id, code, name, person_id) VALUES ($1, $2, $3, $4)
             ON CONFLICT (assessment_id, code) DO UPDATE SET name = excluded.name, person_id = excluded.person_id",
            [
                assessment.clone().into(),
                row.code.clone().into(),
                row.name.clone().into(),
                row.person_id.clone().into(),
            ],
        )
        .await?;
        Ok(())
    }
}
