//! The instance's key, and secrets that are made from it or from the machine's dice.

use crate::error::AppError;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::path::Path;

mod keys;

pub use keys::KeyFile;
use keys::RetiredKey;

/// Letters of codes that people type: none that look like another.
const CODE_LETTERS: &[u8; 31] = b"23456789ABCDEFGHJKLMNPQRSTUVWXY";
/// Letters in a code; 31 to the power of 10 is about 2 to the power of 49.
const CODE_LENGTH: usize = 10;

/// The key of an instance: it signs heads of the audit chain and results, and links are
/// made from it. It lies beside the database, never in it.
#[derive(Clone)]
pub struct InstanceKey {
    signing: SigningKey,
    links: [u8; 32],
    retired: Vec<RetiredKey>,
}

impl InstanceKey {
    /// The key in a file; made, readable by its owner alone, when there is none.
    ///
    /// # Errors
    /// When the file can be neither read nor made, or is no key.
    pub fn open(path: &Path) -> Result<Self, AppError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::from_text(&text).ok_or_else(|| {
                AppError::Fault(format!("{} is no key of an instance", path.display()))
            }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let seed = random::<32>()?;
                let key = Self::from_seed(seed);
                write_private(path, &key.to_text()).map_err(|error| {
                    AppError::Fault(format!("{} cannot be written: {error}", path.display()))
                })?;
                Ok(key)
            }
            Err(error) => Err(AppError::Fault(format!(
                "{} cannot be read: {error}",
                path.display()
            ))),
        }
    }

    /// The key that a seed makes.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        let links = Sha256::new()
            .chain_update(b"gradus-links/1")
            .chain_update(seed)
            .finalize();
        Self {
            signing: SigningKey::from_bytes(&seed),
            links: links.into(),
            retired: Vec::new(),
        }
    }

    /// The public key, base64.
    #[must_use]
    pub fn public(&self) -> String {
        STANDARD.encode(self.signing.verifying_key().to_bytes())
    }

    /// The start of the public key's hash, by which signatures name it.
    #[must_use]
    pub fn id(&self) -> String {
        key_id(&self.signing.verifying_key())
    }

    /// A signature over `message`, base64.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> String {
        STANDARD.encode(self.signing.sign(message).to_bytes())
    }

    /// A secret that belongs to `name` and can always be made again: 32 letters.
    #[must_use]
    pub fn secret_of(&self, purpose: &str, name: &str) -> String {
        let bytes = self.derived(purpose, name);
        URL_SAFE_NO_PAD.encode(&bytes[..24])
    }

    /// A code that belongs to `name`, to be typed by people.
    #[must_use]
    pub fn code_of(&self, purpose: &str, name: &str) -> String {
        let bytes = self.derived(purpose, name);
        code_letters(&bytes[..CODE_LENGTH])
    }

    fn derived(&self, purpose: &str, name: &str) -> [u8; 32] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.links).expect("HMAC takes keys of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(name.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

/// Bytes as letters that people type.
fn code_letters(bytes: &[u8]) -> String {
    let letters = bytes.iter().map(|byte| {
        // The unevenness of 256 over 31 costs less than a hundredth of a bit each.
        char::from(CODE_LETTERS[usize::from(*byte) % CODE_LETTERS.len()])
    });
    letters.collect()
}

/// A code of so many letters, at most 32, from the machine's dice.
///
/// # Errors
/// When the machine has none.
pub(crate) fn random_code(letters: usize) -> Result<String, AppError> {
    let bytes: [u8; 32] = random()?;
    Ok(code_letters(bytes.get(..letters).unwrap_or(&bytes)))
}

fn key_id(key: &VerifyingKey) -> String {
    hex::encode(&Sha256::digest(key.to_bytes())[..8])
}

/// Whether `signature` (base64) over `message` is by the public key `key` (base64).
#[must_use]
pub fn verifies(key: &str, message: &[u8], signature: &str) -> bool {
    let read = || {
        let key: [u8; 32] = STANDARD.decode(key.trim()).ok()?.try_into().ok()?;
        let signature: [u8; 64] = STANDARD.decode(signature).ok()?.try_into().ok()?;
        let key = VerifyingKey::from_bytes(&key).ok()?;
        key.verify_strict(message, &Signature::from_bytes(&signature))
            .ok()
    };
    read().is_some()
}

/// A code as it was typed, in the form in which it was made.
#[must_use]
pub fn tidy_code(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
        .collect()
}

/// A code in groups, as it is shown.
#[must_use]
pub fn spaced_code(code: &str) -> String {
    let (first, second) = code.split_at(code.len() / 2);
    format!("{first}-{second}")
}

/// A secret from the machine's dice: 43 letters.
///
/// # Errors
/// When the machine has none.
pub fn random_secret() -> Result<String, AppError> {
    Ok(URL_SAFE_NO_PAD.encode(random::<32>()?))
}

/// What makes the hash of something that has few possible values tell nothing.
///
/// # Errors
/// When the machine has no random numbers.
pub(crate) fn salt() -> Result<String, AppError> {
    Ok(URL_SAFE_NO_PAD.encode(random::<16>()?))
}

/// Bytes from the machine's dice.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], AppError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| {
        AppError::Fault(format!("the machine gives no random numbers: {error}"))
    })?;
    Ok(bytes)
}

/// The hash under which a secret is kept.
#[must_use]
pub fn secret_sha256(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

/// SHA-256 of bytes, 64 hexadecimal digits.
#[must_use]
pub fn sha256_of(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
