//! Requests that are sent again because their answer was lost: done once, answered alike.

use crate::actor::Actor;
use crate::app::App;
use crate::error::AppError;
use crate::secrets::secret_sha256;
use gradus_store::rows::IdempotencyRow;
use gradus_store::{StoreError, Write};
use moka::future::Cache;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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

/// The status of a request that was done and whose answer is not known yet.
const UNANSWERED: i64 = 0;

tokio::task_local! {
    /// The request that this task does, where it may be done only once.
    static DOING: Doing;
}

/// A request that is done only once: its key is claimed together with its first change.
#[derive(Clone)]
pub(crate) struct Doing {
    actor: String,
    key: String,
    request_sha256: String,
    claimed: Arc<AtomicBool>,
}

impl Doing {
    /// The request that the caller does, if it is of this kind.
    pub(crate) fn now() -> Option<Self> {
        DOING.try_with(Clone::clone).ok()
    }

    /// Claims the key in the transaction of the first change, so that there is no moment in
    /// which the change is kept and the key is not.
    pub(crate) async fn claim(&self, write: &mut Write, now: i64) -> Result<(), AppError> {
        if self.claimed.load(Ordering::Acquire) {
            return Ok(());
        }
        let row = IdempotencyRow {
            request_sha256: self.request_sha256.clone(),
            status: UNANSWERED,
            body: String::new(),
        };
        write.forget_idempotent_answers(now - DAY_MS).await?;
        let claimed = write
            .keep_idempotent_answer(&self.actor, &self.key, &row, now)
            .await;
        claimed.map_err(|error| match error {
            StoreError::Taken(_) => AppError::Refused("idempotency_key_busy"),
            other => other.into(),
        })
    }

    /// Remembers that the change with the claim is durable.
    pub(crate) fn hold(&self) {
        self.claimed.store(true, Ordering::Release);
    }
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

    /// Does a request whose first change claims its idempotency key. Its answer is put beside
    /// the key with [`App::keep_answer`].
    pub async fn once<F: Future>(
        &self,
        actor: &Actor,
        key: &str,
        request: &str,
        work: F,
    ) -> F::Output {
        let doing = Doing {
            actor: actor.pseudonym(),
            key: key.to_owned(),
            request_sha256: secret_sha256(request),
            claimed: Arc::default(),
        };
        DOING.scope(doing, work).await
    }

    /// The answer given to the same request before, by its idempotency key.
    ///
    /// # Errors
    /// [`AppError::Refused`] when the key was used for another request, and when the request
    /// was done and the program ended before its answer was kept.
    pub async fn repeated(
        &self,
        actor: &Actor,
        key: &str,
        request: &str,
    ) -> Result<Option<Repeated>, AppError> {
        let kept = self.db().idempotent_answer(&actor.pseudonym(), key).await?;
        match kept {
            None => Ok(None),
            Some(kept) if kept.request_sha256 != secret_sha256(request) => {
                Err(AppError::Refused("idempotency_key_reused"))
            }
            Some(kept) if kept.status == UNANSWERED => {
                Err(AppError::Refused("idempotency_answer_lost"))
            }
            Some(kept) => Ok(Some(Repeated {
                status: kept.status,
                body: kept.body,
            })),
        }
    }

    /// Keeps the answer to a request that was done with [`App::once`], for a day.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn keep_answer(
        &self,
        actor: &Actor,
        key: &str,
        answer: &Repeated,
    ) -> Result<(), AppError> {
        let (actor, key, answer) = (actor.pseudonym(), key.to_owned(), answer.clone());
        self.change_as(self.system(), move |write, _| {
            Box::pin(async move {
                let told = (answer.status, answer.body.as_str());
                write.set_idempotent_answer(&actor, &key, told).await?;
                Ok(())
            })
        })
        .await
    }
}
