//! Workshops: what is talked about, rounds, votes, and telling other processes of them.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::ids::AssessmentId;
use crate::person::one;
use crate::rows::{CastRow, RoundRow, VoteRow, WorkshopRow};
use crate::store::Store;
use sea_orm::DbBackend;
use sqlx::postgres::PgListener;
use std::time::Duration;

const WORKSHOP: &str =
    "SELECT assessment_id, code, opened_at, closed_at, statement, clock_until, talk_order,
    version FROM workshop";
const ROUND: &str = "SELECT statement, number, opened_at, closed_at FROM workshop_round";
/// The channel on which processes tell each other of changes.
const CHANNEL: &str = "gradus_workshop";
/// How long to wait before a database that went away is asked again.
const PAUSE: Duration = Duration::from_millis(500);

impl Db {
    /// Whether several processes can work on this database.
    #[must_use]
    pub fn is_postgres(&self) -> bool {
        self.backend() == DbBackend::Postgres
    }

    /// The workshop of an assessment.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn workshop(&self, id: &AssessmentId) -> Result<Option<WorkshopRow>, StoreError> {
        let sql = format!("{WORKSHOP} WHERE assessment_id = $1");
        self.one(&sql, [id.clone().into()]).await
    }

    /// The workshop with this code.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn workshop_by_code(&self, code: &str) -> Result<Option<WorkshopRow>, StoreError> {
        self.one(&format!("{WORKSHOP} WHERE code = $1"), [code.into()])
            .await
    }

    /// The rounds of a workshop, by statement and number.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn rounds(&self, id: &AssessmentId) -> Result<Vec<RoundRow>, StoreError> {
        let sql = format!("{ROUND} WHERE assessment_id = $1");
        let mut rows: Vec<RoundRow> = self.all(&sql, [id.clone().into()]).await?;
        rows.sort_unstable_by(|a, b| (&a.statement, a.number).cmp(&(&b.statement, b.number)));
        Ok(rows)
    }

    /// The last round on a statement.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn last_round(
        &self,
        id: &AssessmentId,
        statement: &str,
    ) -> Result<Option<RoundRow>, StoreError> {
        let sql = format!(
            "{ROUND} WHERE assessment_id = $1 AND statement = $2 ORDER BY number DESC LIMIT 1"
        );
        self.one(&sql, [id.clone().into(), statement.into()]).await
    }

    /// Every vote of a workshop, by statement, number and voter.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn votes(&self, id: &AssessmentId) -> Result<Vec<VoteRow>, StoreError> {
        let sql = "SELECT statement, number, voter, guest, value, cast_at FROM workshop_vote
                   WHERE assessment_id = $1";
        let mut rows: Vec<VoteRow> = self.all(sql, [id.clone().into()]).await?;
        rows.sort_unstable_by(|a, b| {
            (&a.statement, a.number, &a.voter).cmp(&(&b.statement, b.number, &b.voter))
        });
        Ok(rows)
    }

    /// A voter's vote in a round.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn vote_of(
        &self,
        id: &AssessmentId,
        (statement, number): (&str, i64),
        voter: &str,
    ) -> Result<Option<VoteRow>, StoreError> {
        let sql = "SELECT statement, number, voter, guest, value, cast_at FROM workshop_vote
                   WHERE assessment_id = $1 AND statement = $2 AND number = $3 AND voter = $4";
        let values = [
            id.clone().into(),
            statement.into(),
            number.into(),
            voter.into(),
        ];
        self.one(sql, values).await
    }

    /// How many voted in a round.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn cast(
        &self,
        id: &AssessmentId,
        statement: &str,
        number: i64,
    ) -> Result<CastRow, StoreError> {
        let sql = "SELECT CAST(COALESCE(SUM(1 - guest), 0) AS BIGINT) AS assessors,
                   CAST(COALESCE(SUM(guest), 0) AS BIGINT) AS guests FROM workshop_vote
                   WHERE assessment_id = $1 AND statement = $2 AND number = $3";
        let values = [id.clone().into(), statement.into(), number.into()];
        Ok(self.one(sql, values).await?.unwrap_or_default())
    }
}

impl Write {
    /// Opens a workshop, or opens it again with another code. `talk_order` is a JSON list of
    /// statements.
    ///
    /// # Errors
    /// [`StoreError::Taken`] for a code in use, and when the database refuses.
    pub async fn open_workshop(
        &mut self,
        id: &AssessmentId,
        code: &str,
        talk_order: &str,
        now: i64,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO workshop (assessment_id, code, opened_at, talk_order, version)
             VALUES ($1, $2, $3, $4, 1)
             ON CONFLICT (assessment_id) DO UPDATE SET code = excluded.code,
             opened_at = excluded.opened_at, talk_order = excluded.talk_order, closed_at = NULL,
             version = workshop.version + 1",
            [
                id.clone().into(),
                code.into(),
                now.into(),
                talk_order.into(),
            ],
        )
        .await?;
        self.tell_workshop(id).await
    }

    /// Changes what a workshop talks about, its clock, and whether it is closed, where its
    /// version is the one in `row`.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it was changed in between, and when the database refuses.
    pub async fn set_workshop(&mut self, row: &WorkshopRow) -> Result<(), StoreError> {
        let changed = self
            .execute(
                "UPDATE workshop SET statement = $2, clock_until = $3, closed_at = $4,
                 version = version + 1 WHERE assessment_id = $1 AND version = $5",
                [
                    row.assessment_id.clone().into(),
                    row.statement.clone().into(),
                    row.clock_until.into(),
                    row.closed_at.into(),
                    row.version.into(),
                ],
            )
            .await?;
        one(changed)?;
        self.tell_workshop(&row.assessment_id).await
    }

    /// Adds a round, open or closed.
    ///
    /// # Errors
    /// When there is one with this number, and when the database refuses.
    pub async fn add_round(&mut self, id: &AssessmentId, row: &RoundRow) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO workshop_round (assessment_id, statement, number, opened_at, closed_at)
             VALUES ($1, $2, $3, $4, $5)",
            [
                id.clone().into(),
                row.statement.clone().into(),
                row.number.into(),
                row.opened_at.into(),
                row.closed_at.into(),
            ],
        )
        .await?;
        self.tell_workshop(id).await
    }

    /// Closes a round that is open.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it is closed already, and when the database refuses.
    pub async fn close_round(
        &mut self,
        id: &AssessmentId,
        (statement, number): (&str, i64),
        now: i64,
    ) -> Result<(), StoreError> {
        let changed = self
            .execute(
                "UPDATE workshop_round SET closed_at = $4
                 WHERE assessment_id = $1 AND statement = $2 AND number = $3 AND closed_at IS NULL",
                [
                    id.clone().into(),
                    statement.into(),
                    number.into(),
                    now.into(),
                ],
            )
            .await?;
        one(changed)?;
        self.tell_workshop(id).await
    }

    /// Keeps a vote in place of the voter's earlier one in the same round.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_vote(&mut self, id: &AssessmentId, row: &VoteRow) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO workshop_vote (assessment_id, statement, number, voter, guest, value, cast_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (assessment_id, statement, number, voter)
             DO UPDATE SET value = excluded.value, cast_at = excluded.cast_at",
            [
                id.clone().into(),
                row.statement.clone().into(),
                row.number.into(),
                row.voter.clone().into(),
                row.guest.into(),
                row.value.clone().into(),
                row.cast_at.into(),
            ],
        )
        .await?;
        self.tell_workshop(id).await
    }

    /// Tells other processes, once this transaction is durable.
    async fn tell_workshop(&mut self, id: &AssessmentId) -> Result<(), StoreError> {
        if self.backend() == DbBackend::Postgres {
            let sql = format!("SELECT pg_notify('{CHANNEL}', $1)");
            self.execute(&sql, [id.clone().into()]).await?;
        }
        Ok(())
    }
}

impl Store {
    /// Calls `heard` for every change of a workshop that a process on the same database
    /// makes, and with nothing after the connection was lost and is there again, since changes
    /// may have gone by. A file has one process alone, which knows.
    pub fn listen_to_workshops(
        &self,
        mut heard: impl FnMut(Option<AssessmentId>) + Send + 'static,
    ) {
        let Some(url) = self.url.clone() else { return };
        tokio::spawn(async move {
            loop {
                if let Ok(mut listener) = PgListener::connect(&url).await
                    && listener.listen(CHANNEL).await.is_ok()
                {
                    heard(None);
                    while let Ok(Some(told)) = listener.try_recv().await {
                        heard(told.payload().parse().ok());
                    }
                    tracing::warn!("workshops are not heard of: the database went away");
                }
                tokio::time::sleep(PAUSE).await;
            }
        });
    }
}
