//! Requests that are sent again because their answer was lost: done once, answered alike.

use crate::actor::Actor;
use crate::app::App;
use crate::error::AppError;
use crate::secrets::secret_sha256;
use gradus_store::rows::IdempotencyRow;
use moka::future::Cache;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Whose turn it is, by caller and key.
pub(crate) type Repeats = Cache<(String, String), Arc<Mutex<()>>>;

/// Keys that are remembered for their turn; longer than any request lasts.
pub(crate) fn repeats() -> Repeats {
    Cache::builder()
        .max_capacity(10_000)
        .time_to_idle(Duration::from_secs(10 * 60))
        .build()
}

/// An answer that was given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// Status of HTTP.
    pub status: i64,
    /// Body.
    pub body: String,
}

impl App {
    /// Waits until no other request with the same key is being done, so that two sent at
    /// once are done once. The turn lasts as long as what it gives.
    pub async fn turn(&self, actor: &Actor, key: &str) -> OwnedMutexGuard<()> {
        let name = (actor.pseudonym(), key.to_owned());
        let turns = &self.inner.repeats;
        let turn = turns.get_with(name, async { Arc::default() }).await;
        turn.lock_owned().await
    }

    /// The answer given to the same request before, by its idempotency key.
    ///
    /// # Errors
    /// [`AppError::Refused`] when the key was used for another request.
    pub async fn repeated(
        &self,
        actor: &Actor,
        key: &str,
        request: &str,
    ) -> Result<Option<Repeated>, AppError> {
        let kept = self.db().idempotent_answer(&actor.pseudonym(), key).await?;
        match kept {
            None => Ok(None),
            Some(kept) if kept.request_sha256 == secret_sha256(request) => Ok(Some(Repeated {
                status: kept.status,
                body: kept.body,
            })),
            Some(_) => Err(AppError::Refused("idempotency_key_reused")),
        }
    }

    /// Keeps an answer for a day.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn keep_answer(
        &self,
        actor: &Actor,
        key: &str,
        request: &str,
        answer: &Repeated,
    ) -> Result<(), AppError> {
        let row = IdempotencyRow {
            request_sha256: secret_sha256(request),
            status: answer.status,
            body: answer.body.clone(),
        };
        let (actor, key) = (actor.pseudonym(), key.to_owned());
        self.change_as(self.system(), move |write, stamp| {
            Box::pin(async move {
                write.forget_idempotent_answers(stamp.now - DAY_MS).await?;
                write
                    .keep_idempotent_answer(&actor, &key, &row, stamp.now)
                    .await?;
                Ok(())
            })
        })
        .await
    }
}
