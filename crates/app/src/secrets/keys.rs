//! Key files, and keys that follow one another.
//!
//! A key that is retired signs the one after it, so that whoever trusts an early public key
//! can follow to the present one.

use super::{InstanceKey, STANDARD, SigningKey, VerifyingKey, key_id, random, verifies};
use crate::error::AppError;
use base64::Engine;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Before the seed of the key that signs.
const SIGNING: &str = "gradus-instance-key/1 ";
/// Before what links are made from, where it is not made from the seed.
const LINKS: &str = "links ";
/// Before a key that was replaced.
const RETIRED: &str = "retired ";
/// The word under `format` of a file of public keys.
const KEY_FORMAT: &str = "gradus-key/1";

/// A public key that signed before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetiredKey {
    /// The public key, base64.
    pub public: String,
    /// When it was replaced, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Its signature over the key after it, base64.
    pub succession: String,
}

/// One public key of an instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyEntry {
    /// By which signatures name it.
    pub id: String,
    /// The public key, base64.
    pub key: String,
    /// When it was replaced, in milliseconds since 1970, UTC; none for the one that signs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retired_at: Option<i64>,
    /// Its signature over the key after it, base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub succession: Option<String>,
}

/// The public keys of an instance, `gradus-key/1`: the oldest first, the last one signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    /// Always `gradus-key/1`.
    pub format: String,
    /// The keys.
    pub keys: Vec<KeyEntry>,
}

impl KeyFile {
    /// The keys in the text of a file, or a single public key in base64.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if !text.starts_with('{') {
            let id = id_of(text).ok_or("this is no public key: 44 letters of base64")?;
            let entry = KeyEntry {
                id,
                key: text.to_owned(),
                retired_at: None,
                succession: None,
            };
            return Ok(Self {
                format: KEY_FORMAT.to_owned(),
                keys: vec![entry],
            });
        }
        let file: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if file.format != KEY_FORMAT {
            return Err(format!("format '{}' is not {KEY_FORMAT}", file.format));
        }
        if file.keys.is_empty() {
            return Err("it holds no key".to_owned());
        }
        for (place, entry) in file.keys.iter().enumerate() {
            if id_of(&entry.key).as_ref() != Some(&entry.id) {
                return Err(format!("'{}' is not the name of its key", entry.id));
            }
            let Some(next) = file.keys.get(place + 1) else {
                continue;
            };
            let signed = entry.retired_at.zip(entry.succession.as_ref());
            let follows = signed.is_some_and(|(at, signature)| {
                let message = succession(&entry.key, &next.key, at);
                verifies(&entry.key, message.as_bytes(), signature)
            });
            if !follows {
                return Err(format!("key {} is not signed by the one before", next.id));
            }
        }
        Ok(file)
    }

    /// Whether one of them is this public key.
    #[must_use]
    pub fn holds(&self, key: &str) -> bool {
        self.keys.iter().any(|entry| entry.key == key.trim())
    }
}

fn id_of(key: &str) -> Option<String> {
    let bytes: [u8; 32] = STANDARD.decode(key.trim()).ok()?.try_into().ok()?;
    Some(key_id(&VerifyingKey::from_bytes(&bytes).ok()?))
}

/// What a retired key signs.
fn succession(old: &str, new: &str, at: i64) -> String {
    format!("gradus-key-succession/1\n{old}\n{new}\n{at}\n")
}

impl InstanceKey {
    /// The key in the text of a key file.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let seed = lines.next()?.strip_prefix(SIGNING)?.trim();
        let mut key = Self::from_seed(hex::decode(seed).ok()?.try_into().ok()?);
        for line in lines {
            if let Some(links) = line.strip_prefix(LINKS) {
                key.links = hex::decode(links.trim()).ok()?.try_into().ok()?;
            } else {
                let mut parts = line.strip_prefix(RETIRED)?.split(' ');
                key.retired.push(RetiredKey {
                    public: parts.next()?.to_owned(),
                    at: parts.next()?.parse().ok()?,
                    succession: parts.next()?.to_owned(),
                });
            }
        }
        Some(key)
    }

    /// The text of a key file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("{SIGNING}{}\n", hex::encode(self.signing.to_bytes()));
        if self.retired.is_empty() {
            return text;
        }
        text += &format!("{LINKS}{}\n", hex::encode(self.links));
        for key in &self.retired {
            text += &format!("{RETIRED}{} {} {}\n", key.public, key.at, key.succession);
        }
        text
    }

    /// The key that follows this one: it signs from now on, this one is retired and vouches
    /// for it. Links and codes that people hold keep working.
    ///
    /// # Errors
    /// When the machine has no random numbers.
    pub fn rotated(&self, now: i64) -> Result<Self, AppError> {
        let signing = SigningKey::from_bytes(&random::<32>()?);
        let mut next = Self {
            signing,
            links: self.links,
            retired: self.retired.clone(),
        };
        let message = succession(&self.public(), &next.public(), now);
        next.retired.push(RetiredKey {
            public: self.public(),
            at: now,
            succession: self.sign(message.as_bytes()),
        });
        Ok(next)
    }

    /// Puts this key into a file in place of the one that is there, whole or not at all.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn replace(&self, path: &Path) -> Result<(), AppError> {
        let new = path.with_extension("key.new");
        // One that was left behind was never in use.
        drop(std::fs::remove_file(&new));
        let written =
            super::write_private(&new, &self.to_text()).and_then(|()| std::fs::rename(&new, path));
        written.map_err(|error| {
            AppError::Fault(format!("{} cannot be written: {error}", path.display()))
        })
    }

    /// The public keys, to be given to everybody.
    #[must_use]
    pub fn public_keys(&self) -> KeyFile {
        let retired = self.retired.iter().map(|key| KeyEntry {
            id: id_of(&key.public).unwrap_or_default(),
            key: key.public.clone(),
            retired_at: Some(key.at),
            succession: Some(key.succession.clone()),
        });
        let own = KeyEntry {
            id: self.id(),
            key: self.public(),
            retired_at: None,
            succession: None,
        };
        KeyFile {
            format: KEY_FORMAT.to_owned(),
            keys: retired.chain([own]).collect(),
        }
    }

    /// The public key with this name, of those that sign or signed.
    #[must_use]
    pub fn public_of(&self, id: &str) -> Option<String> {
        let keys = self.public_keys().keys.into_iter();
        keys.rev()
            .find(|entry| entry.id == id)
            .map(|entry| entry.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rotated_key_keeps_links_and_is_vouched_for_by_the_one_before() {
        let first = InstanceKey::from_seed([7; 32]);
        let second = first.rotated(1_000).unwrap().rotated(2_000).unwrap();
        let again = InstanceKey::from_text(&second.to_text()).unwrap();
        assert_eq!(again.public(), second.public());
        assert_eq!(
            first.secret_of("invitation", "x"),
            again.secret_of("invitation", "x")
        );
        let file = again.public_keys();
        assert_eq!(file.keys.len(), 3);
        let text = serde_json::to_string(&file).unwrap();
        assert_eq!(KeyFile::read(&text), Ok(file.clone()));
        assert_eq!(again.public_of(&first.id()), Some(first.public()));
        let mut forged = file;
        forged.keys[1] = InstanceKey::from_seed([8; 32]).public_keys().keys.remove(0);
        let text = serde_json::to_string(&forged).unwrap();
        assert!(KeyFile::read(&text).is_err(), "a stranger in between");
    }

    #[test]
    fn the_file_of_a_key_that_never_changed_is_as_it_always_was() {
        let key = InstanceKey::from_seed([7; 32]);
        let text = format!("gradus-instance-key/1 {}\n", "07".repeat(32));
        assert_eq!(key.to_text(), text);
        assert_eq!(InstanceKey::from_text(&text).unwrap().id(), key.id());
        assert!(InstanceKey::from_text("gradus-instance-key/1 07").is_none());
        assert!(InstanceKey::from_text(&format!("{text}else\n")).is_none());
    }

    #[test]
    fn a_single_public_key_is_a_file_of_keys_too() {
        let key = InstanceKey::from_seed([7; 32]);
        assert!(KeyFile::read(&key.public()).unwrap().holds(&key.public()));
        assert!(KeyFile::read("no key").is_err());
    }
}
