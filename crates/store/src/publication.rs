//! Publications: what is shown to everybody, and what happened to it.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::ids::{AssessmentId, CityId};
use crate::person::one;
use crate::rows::{PublicationEventRow, PublicationRow};

const PUBLICATION: &str = "SELECT assessment_id, city_id, city_slug, slug, number, introduction,
    evidence, published_at, changed_at, withdrawn_at, withdrawn_reason, version FROM publication";

impl Db {
    /// The publication of an assessment, withdrawn or not.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn publication(
        &self,
        id: &AssessmentId,
    ) -> Result<Option<PublicationRow>, StoreError> {
        let sql = format!("{PUBLICATION} WHERE assessment_id = $1");
        self.one(&sql, [id.clone().into()]).await
    }

    /// The publication at an address, withdrawn or not.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn publication_at(
        &self,
        city_slug: &str,
        slug: &str,
    ) -> Result<Option<PublicationRow>, StoreError> {
        let sql = format!("{PUBLICATION} WHERE city_slug = $1 AND slug = $2");
        self.one(&sql, [city_slug.into(), slug.into()]).await
    }

    /// The city that ever published below this part of addresses.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn publishing_city(&self, city_slug: &str) -> Result<Option<CityId>, StoreError> {
        let sql = format!(
            "{PUBLICATION} WHERE city_slug = $1 ORDER BY published_at, assessment_id LIMIT 1"
        );
        let found: Option<PublicationRow> = self.one(&sql, [city_slug.into()]).await?;
        Ok(found.map(|row| row.city_id))
    }

    /// The publications of a city, the one published last first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn publications(&self, city: &CityId) -> Result<Vec<PublicationRow>, StoreError> {
        let sql = format!(
            "{PUBLICATION} WHERE city_id = $1 ORDER BY published_at DESC, assessment_id DESC"
        );
        self.all(&sql, [city.clone().into()]).await
    }

    /// What happened to the publications of a city, the last first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn publication_events(
        &self,
        city: &CityId,
        most: i64,
    ) -> Result<Vec<PublicationEventRow>, StoreError> {
        let sql = "SELECT e.assessment_id, e.ordinal, e.at, e.kind, e.number
                   FROM publication_event e JOIN publication p ON p.assessment_id = e.assessment_id
                   WHERE p.city_id = $1
                   ORDER BY e.at DESC, e.assessment_id DESC, e.ordinal DESC LIMIT $2";
        self.all(sql, [city.clone().into(), most.into()]).await
    }

    /// The numbers of the frozen versions of an assessment that strangers have seen, lowest
    /// first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn published_numbers(&self, id: &AssessmentId) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT assessment_id, ordinal, at, kind, number FROM publication_event
                   WHERE assessment_id = $1 ORDER BY number";
        let events: Vec<PublicationEventRow> = self.all(sql, [id.clone().into()]).await?;
        let mut numbers: Vec<i64> = events.into_iter().map(|event| event.number).collect();
        numbers.dedup();
        Ok(numbers)
    }
}

impl Write {
    /// Adds a publication.
    ///
    /// # Errors
    /// [`StoreError::Taken`] for an address in use, and when the database refuses.
    pub async fn add_publication(&mut self, row: &PublicationRow) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO publication (assessment_id, city_id, city_slug, slug, number, introduction,
             evidence, published_at, changed_at, withdrawn_at, withdrawn_reason, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)",
            [
                row.assessment_id.clone().into(),
                row.city_id.clone().into(),
                row.city_slug.clone().into(),
                row.slug.clone().into(),
                row.number.into(),
                row.introduction.clone().into(),
                row.evidence.clone().into(),
                row.published_at.into(),
                row.changed_at.into(),
                row.withdrawn_at.into(),
                row.withdrawn_reason.clone().into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Changes a publication whose version is the one in `row`; its address stays.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it was changed in between, and when the database refuses.
    pub async fn set_publication(&mut self, row: &PublicationRow) -> Result<(), StoreError> {
        let changed = self
            .execute(
                "UPDATE publication SET number = $2, introduction = $3, evidence = $4,
                 changed_at = $5, withdrawn_at = $6, withdrawn_reason = $7, version = version + 1
                 WHERE assessment_id = $1 AND version = $8",
                [
                    row.assessment_id.clone().into(),
                    row.number.into(),
                    row.introduction.clone().into(),
                    row.evidence.clone().into(),
                    row.changed_at.into(),
                    row.withdrawn_at.into(),
                    row.withdrawn_reason.clone().into(),
                    row.version.into(),
                ],
            )
            .await?;
        one(changed)
    }

    /// Notes what happened to a publication, after what is noted already.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_publication_event(
        &mut self,
        id: &AssessmentId,
        at: i64,
        kind: &'static str,
        number: i64,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO publication_event (assessment_id, ordinal, at, kind, number)
             SELECT $1, COALESCE(MAX(ordinal), 0) + 1, $2, $3, $4 FROM publication_event
             WHERE assessment_id = $1",
            [id.clone().into(), at.into(), kind.into(), number.into()],
        )
        .await?;
        Ok(())
    }
}
