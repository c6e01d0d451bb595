//! Opening files: a bounded read, and the format told from the name or the first byte.

use crate::node::{LIMITS, Node, text_of};
use crate::problem::{Place, Problems};
use crate::{json, yaml};
use std::io::Read as _;
use std::path::Path;
use thiserror::Error;

/// Why a file could not be read at all.
#[derive(Debug, Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("{0} does not exist")]
    NotFound(String),
    /// There is no such model.
    #[error("there is no model '{name}'")]
    NoModel {
        /// The name that was asked for.
        name: String,
        /// A name that may be meant, or all there are.
        hint: String,
    },
    /// The machine would not give it.
    #[error("{file} cannot be read")]
    Io {
        /// The file.
        file: String,
        /// What the machine said.
        #[source]
        source: std::io::Error,
    },
    /// Its content is wrong.
    #[error(transparent)]
    Input(#[from] Problems),
}

/// A file in memory with the name that messages use.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its place as a whole.
    pub place: Place,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Source {
    /// Reads a file of at most `most` bytes.
    ///
    /// # Errors
    /// No such file, no permission, or too large.
    pub fn open(path: &Path, most: usize) -> Result<Self, OpenError> {
        let name = path.display().to_string();
        let io = |source: std::io::Error| match source.kind() {
            std::io::ErrorKind::NotFound => OpenError::NotFound(name.clone()),
            _ => OpenError::Io {
                file: name.clone(),
                source,
            },
        };
        let place = Place::whole(&name);
        let file = std::fs::File::open(path).map_err(io)?;
        let mut bytes = Vec::new();
        let bound = u64::try_from(most).unwrap_or(u64::MAX);
        file.take(bound.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(io)?;
        if bytes.len() > most {
            let message = format!(
                "the file has more than {} MB, which is not read",
                most >> 20
            );
            return Err(Problems::one(place, message, None).into());
        }
        Ok(Self { place, bytes })
    }

    /// Reads a text file within the common bounds.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_text(path: &Path) -> Result<Self, OpenError> {
        Self::open(path, LIMITS.bytes)
    }

    /// A source from memory.
    #[must_use]
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Self {
        Self {
            place: Place::whole(name),
            bytes: bytes.to_vec(),
        }
    }

    /// The text as a tree: JSON or YAML by the file's name, else JSON where the text
    /// begins with a brace.
    ///
    /// # Errors
    /// Every mistake of form.
    pub fn tree(&self) -> Result<Node<'_>, Problems> {
        let text = text_of(&self.bytes, &self.place)?;
        let named = |ending: &str| self.place.file.ends_with(ending);
        let is_json = match (named(".json"), named(".yaml") || named(".yml")) {
            (true, _) => true,
            (_, true) => false,
            _ => text.trim_start().starts_with('{'),
        };
        if is_json {
            json::parse(text, &self.place)
        } else {
            yaml::parse(text, &self.place)
        }
    }
}
