//! Passwords: whether one will do, and its hash.

use crate::error::{AppError, Mistake};
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::Arc;
use tokio::sync::Semaphore;
use uuid::Uuid;

/// Fewest letters of a password.
pub const SHORTEST: usize = 10;
/// Most letters of a password; longer ones only cost time.
pub const LONGEST: usize = 256;
/// Lowest estimate of zxcvbn, 0 to 4: guessable only with great effort.
const LOWEST_SCORE: zxcvbn::Score = zxcvbn::Score::Three;

/// Hashes at most two passwords at once: each takes 19 MB for some hundredths of a second.
#[derive(Clone)]
pub(crate) struct Passwords {
    turns: Arc<Semaphore>,
}

fn hasher() -> Argon2<'static> {
    // OWASP's second recommendation: 19 MiB, two passes, one lane.
    let params =
        Params::new(19 * 1024, 2, 1, None).expect("the parameters are within argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

impl Passwords {
    pub(crate) fn new() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(2)),
        }
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop(turn);
            result
        });
        done.await
            .map_err(|error| AppError::Fault(format!("hashing a password failed: {error}")))
    }

    /// The hash of a password, in PHC form.
    pub(crate) async fn hash(&self, password: String) -> Result<String, AppError> {
        let salt = SaltString::encode_b64(Uuid::new_v4().as_bytes())
            .map_err(|error| AppError::Fault(error.to_string()))?;
        let hashed = self
            .run(move || {
                let hash = hasher().hash_password(password.as_bytes(), &salt);
                hash.map(|hash| hash.to_string())
            })
            .await?;
        hashed.map_err(|error| AppError::Fault(error.to_string()))
    }

    /// Whether `password` has this hash. Without a hash it takes as long and says no, so
    /// that nobody learns which logins exist.
    pub(crate) async fn matches(
        &self,
        password: String,
        hash: Option<String>,
    ) -> Result<bool, AppError> {
        self.run(move || match hash.as_deref().map(PasswordHash::new) {
            Some(Ok(hash)) => hasher().verify_password(password.as_bytes(), &hash).is_ok(),
            _ => {
                let mut out = [0; 32];
                let done =
                    hasher().hash_password_into(password.as_bytes(), b"nobody's salt...", &mut out);
                std::hint::black_box(done).is_err() && out == [1; 32]
            }
        })
        .await
    }
}

/// Whether a password will do: long enough, and not to be guessed from lists of words,
/// known passwords and what the person is called.
pub(crate) fn check(password: &str, about: &[&str]) -> Result<(), Mistake> {
    let letters = password.chars().count();
    if letters < SHORTEST {
        return Err(Mistake::new("password", "password_short").with("least", SHORTEST));
    }
    if letters > LONGEST {
        return Err(Mistake::new("password", "password_long").with("most", LONGEST));
    }
    if zxcvbn::zxcvbn(password, about).score() < LOWEST_SCORE {
        return Err(Mistake::new("password", "password_guessable"));
    }
    Ok(())
}
