//! Facts of the instance, and answers that are repeated for repeated requests.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::rows::IdempotencyRow;
use sea_orm::FromQueryResult;

impl Db {
    /// A fact of the instance.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn instance_fact(&self, name: &str) -> Result<Option<String>, StoreError> {
        #[derive(FromQueryResult)]
        struct Fact {
            value: String,
        }
        let sql = "SELECT value FROM instance WHERE name = $1";
        Ok(self
            .one::<Fact, 1>(sql, [name.into()])
            .await?
            .map(|fact| fact.value))
    }

    /// The answer that was given to a request before.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn idempotent_answer(
        &self,
        actor: &str,
        name: &str,
    ) -> Result<Option<IdempotencyRow>, StoreError> {
        self.one(
            "SELECT request_sha256, status, body FROM idempotency WHERE actor = $1 AND name = $2",
            [actor.into(), name.into()],
        )
        .await
    }
}

impl Write {
    /// Sets a fact of the instance.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_instance_fact(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO instance (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name.into(), value.into()],
        )
        .await?;
        Ok(())
    }

    /// Keeps the answer to a request.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when one is kept already, and when the database refuses.
    pub async fn keep_idempotent_answer(
        &mut self,
        actor: &str,
        name: &str,
        answer: &IdempotencyRow,
        at: i64,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO idempotency (actor, name, request_sha256, status, body, at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            [
                actor.into(),
                name.into(),
                answer.request_sha256.clone().into(),
                answer.status.into(),
                answer.body.clone().into(),
                at.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Puts the answer beside a key that was claimed with its request.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_idempotent_answer(
        &mut self,
        actor: &str,
        name: &str,
        (status, body): (i64, &str),
    ) -> Result<u64, StoreError> {
        self.execute(
            "UPDATE idempotency SET status = $3, body = $4 WHERE actor = $1 AND name = $2",
            [actor.into(), name.into(), status.into(), body.into()],
        )
        .await
    }

    /// Forgets answers kept before a time.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_idempotent_answers(&mut self, before: i64) -> Result<u64, StoreError> {
        self.execute("DELETE FROM idempotency WHERE at < $1", [before.into()])
            .await
    }
}
