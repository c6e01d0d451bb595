//! Sessions of browsers, and the assessors whose place they hold.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::ids::{AssessorId, PersonId};
use crate::person::one;
use crate::rows::SessionRow;
use sea_orm::FromQueryResult;

macro_rules! session_columns {
    () => {
        "s.sha256, s.id, s.person_id, s.agent, s.created_at, s.seen_at, s.expires_at"
    };
}
pub(crate) use session_columns;

const SESSION: &str = concat!("SELECT ", session_columns!(), " FROM session s");

impl Db {
    /// A person's sessions, the last used first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn sessions_of(&self, person: &PersonId) -> Result<Vec<SessionRow>, StoreError> {
        let sql = format!("{SESSION} WHERE s.person_id = $1 ORDER BY s.seen_at DESC, s.id");
        self.all(&sql, [person.clone().into()]).await
    }

    /// The sessions that hold an assessor's place, the last used first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn sessions_at(&self, assessor: &AssessorId) -> Result<Vec<SessionRow>, StoreError> {
        let sql = format!(
            "{SESSION} JOIN session_seat h ON h.session_sha256 = s.sha256
             WHERE h.assessor_id = $1 ORDER BY s.seen_at DESC, s.id"
        );
        self.all(&sql, [assessor.clone().into()]).await
    }

    /// The assessors whose place a session holds.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn seats_of(&self, sha256: &str) -> Result<Vec<AssessorId>, StoreError> {
        #[derive(FromQueryResult)]
        struct Seat {
            assessor_id: AssessorId,
        }
        let sql =
            "SELECT assessor_id FROM session_seat WHERE session_sha256 = $1 ORDER BY assessor_id";
        let seats: Vec<Seat> = self.all(sql, [sha256.into()]).await?;
        Ok(seats.into_iter().map(|seat| seat.assessor_id).collect())
    }
}

impl Write {
    /// Adds a session.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_session(&mut self, session: &SessionRow) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO session (sha256, id, person_id, agent, created_at, seen_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            [
                session.sha256.clone().into(),
                session.id.clone().into(),
                session.person_id.clone().into(),
                session.agent.clone().into(),
                session.created_at.into(),
                session.seen_at.into(),
                session.expires_at.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Remembers when a session was used, and until when it lasts.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn touch_session(
        &mut self,
        sha256: &str,
        now: i64,
        expires_at: i64,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE session SET seen_at = $2, expires_at = $3 WHERE sha256 = $1";
        self.execute(sql, [sha256.into(), now.into(), expires_at.into()])
            .await?;
        Ok(())
    }

    /// Gives a session an assessor's place.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_seat(
        &mut self,
        sha256: &str,
        assessor: &AssessorId,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO session_seat (session_sha256, assessor_id) VALUES ($1, $2)
             ON CONFLICT (session_sha256, assessor_id) DO NOTHING",
            [sha256.into(), assessor.clone().into()],
        )
        .await?;
        Ok(())
    }

    /// Takes an assessor's place from one session, by the name that is shown.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when the session does not hold it, and when the database refuses.
    pub async fn drop_seat(&mut self, assessor: &AssessorId, id: &str) -> Result<(), StoreError> {
        let sql = "DELETE FROM session_seat WHERE assessor_id = $1
                   AND session_sha256 IN (SELECT sha256 FROM session WHERE id = $2)";
        one(self
            .execute(sql, [assessor.clone().into(), id.into()])
            .await?)
    }

    /// Takes an assessor's place from all sessions.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_seats(&mut self, assessor: &AssessorId) -> Result<u64, StoreError> {
        let sql = "DELETE FROM session_seat WHERE assessor_id = $1";
        self.execute(sql, [assessor.clone().into()]).await
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_session(&mut self, sha256: &str) -> Result<(), StoreError> {
        let sql = "DELETE FROM session_seat WHERE session_sha256 = $1";
        self.execute(sql, [sha256.into()]).await?;
        self.execute("DELETE FROM session WHERE sha256 = $1", [sha256.into()])
            .await?;
        Ok(())
    }

    /// Ends one of a person's sessions by the name that is shown.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when there is none, and when the database refuses.
    pub async fn end_session_of(&mut self, person: &PersonId, id: &str) -> Result<(), StoreError> {
        self.execute(
            "DELETE FROM session_seat WHERE session_sha256 IN
             (SELECT sha256 FROM session WHERE id = $1 AND person_id = $2)",
            [id.into(), person.clone().into()],
        )
        .await?;
        let sql = "DELETE FROM session WHERE id = $1 AND person_id = $2";
        one(self
            .execute(sql, [id.into(), person.clone().into()])
            .await?)
    }

    /// Ends all sessions of a person but one.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_other_sessions(
        &mut self,
        person: &PersonId,
        keep: &str,
    ) -> Result<u64, StoreError> {
        self.execute(
            "DELETE FROM session_seat WHERE session_sha256 IN
             (SELECT sha256 FROM session WHERE person_id = $1 AND sha256 <> $2)",
            [person.clone().into(), keep.into()],
        )
        .await?;
        let sql = "DELETE FROM session WHERE person_id = $1 AND sha256 <> $2";
        self.execute(sql, [person.clone().into(), keep.into()])
            .await
    }

    /// Removes sessions that have ended.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_ended_sessions(&mut self, now: i64) -> Result<u64, StoreError> {
        self.execute(
            "DELETE FROM session_seat WHERE session_sha256 IN (SELECT sha256 FROM session WHERE expires_at < $1)",
            [now.into()],
        )
        .await?;
        self.execute("DELETE FROM session WHERE expires_at < $1", [now.into()])
            .await
    }
}
