//! Requests that are sent again because their answer was lost: done once, answered alike.

use crate::actor::Actor;
use crate::app::App;
use crate::error::AppError;
use crate::secrets::secret_sha256;
use gradus_store::rows::IdempotencyRow;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// An answer that was given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// Status of HTTP.
    pub status: i64,
    /// Body.
    pub body: String,
}

impl App {
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
