//! Identifiers as people write them in files, and places in a model.

use std::fmt;

/// Place of a component in its model, in model order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComponentIx(pub usize);

/// Place of a strand among all strands of its model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StrandIx(pub usize);

/// Place of a statement among all statements of its model, in model order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementIx(pub usize);

/// Place of a group in its assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupIx(pub usize);

/// Place of an assessor in their assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssessorIx(pub usize);

/// Turns a name into a strand's identifier: lower case, words joined by hyphens, all
/// else dropped. "Priorities and decisions" becomes `priorities-and-decisions`.
#[must_use]
pub fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// A key by which identifiers sort as people count: `LE1.10` after `LE1.9`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NaturalKey(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Number(u64),
    Text(String),
}

impl NaturalKey {
    /// The key of an identifier.
    #[must_use]
    pub fn new(id: &str) -> Self {
        let mut pieces = Vec::new();
        for c in id.chars() {
            match (c.to_digit(10), pieces.last_mut()) {
                (Some(digit), Some(Piece::Number(number))) => {
                    *number = number.saturating_mul(10).saturating_add(u64::from(digit));
                }
                (Some(digit), _) => pieces.push(Piece::Number(u64::from(digit))),
                (None, Some(Piece::Text(text))) => text.push(c),
                (None, _) => pieces.push(Piece::Text(c.to_string())),
            }
        }
        Self(pieces)
    }
}

/// The identifier and version of a model, printed `id@version`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelName {
    /// Identifier, for example `pas181-scmm`.
    pub id: String,
    /// Version, for example `1`.
    pub version: String,
}

impl fmt::Display for ModelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.id, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_words_joined_by_hyphens() {
        assert_eq!(slug("Priorities and decisions"), "priorities-and-decisions");
        assert_eq!(slug("Channels and self-help"), "channels-and-self-help");
        assert_eq!(
            slug("Finance, procurement & models"),
            "finance-procurement-models"
        );
    }

    #[test]
    fn identifiers_sort_as_people_count() {
        let mut ids = ["LE1.10", "LE1.9", "LE2.1", "LE1.1"];
        ids.sort_by_key(|id| NaturalKey::new(id));
        assert_eq!(ids, ["LE1.1", "LE1.9", "LE1.10", "LE2.1"]);
    }
}
