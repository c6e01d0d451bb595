//! How a result is computed: method, marks, balance, seed and draws.

use std::str::FromStr;
use thiserror::Error;

/// The method by which a component's level is decided. See `docs/method.md`, section 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Step by step against the pass mark; the default.
    Steps,
    /// The cell that people picked as fitting best.
    BestFit,
    /// Not, partly, largely, fully achieved, after ISO/IEC 33020.
    Nplf,
}

/// Whose median counts: each assessor's, or each group's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Balance {
    /// Every assessor has the same weight.
    Assessors,
    /// Every group has the same weight.
    Groups,
}

/// Which contributions a level and its index are made of. See `docs/method.md`, section 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Basis {
    /// All of them; the default.
    #[default]
    Claimed,
    /// Strengths and stages only with current evidence.
    Evidenced,
    /// Strengths and stages only with evidence that an independent reviewer accepted.
    Verified,
}

/// A word that a setting does not know.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("'{word}' is not one of {choices}")]
pub struct UnknownWord {
    /// The word that was given.
    pub word: String,
    /// The words that would do.
    pub choices: &'static str,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 3] = [Self::Steps, Self::BestFit, Self::Nplf];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::BestFit => "best_fit",
            Self::Nplf => "nplf",
        }
    }
}

impl Balance {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::Assessors, Self::Groups];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Assessors => "assessors",
            Self::Groups => "groups",
        }
    }
}

impl Basis {
    /// Every basis.
    pub const ALL: [Self; 3] = [Self::Claimed, Self::Evidenced, Self::Verified];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Evidenced => "evidenced",
            Self::Verified => "verified",
        }
    }
}

impl FromStr for Basis {
    type Err = UnknownWord;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        by_word(&Self::ALL, Self::word, word, "claimed, evidenced, verified")
    }
}

impl FromStr for Method {
    type Err = UnknownWord;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        by_word(&Self::ALL, Self::word, word, "steps, best_fit, nplf")
    }
}

impl FromStr for Balance {
    type Err = UnknownWord;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        by_word(&Self::ALL, Self::word, word, "assessors, groups")
    }
}

/// The one of `all` whose word this is.
fn by_word<T: Copy>(
    all: &[T],
    of: impl Fn(T) -> &'static str,
    word: &str,
    choices: &'static str,
) -> Result<T, UnknownWord> {
    let found = all.iter().copied().find(|one| of(*one) == word);
    found.ok_or_else(|| UnknownWord {
        word: word.to_owned(),
        choices,
    })
}

/// The settings of one result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Method of the level.
    pub method: Method,
    /// Completion that a step needs, per cent, 1 to 100.
    pub pass_mark_pct: u8,
    /// Coverage that a step needs to be rated at all, per cent, 1 to 100.
    pub min_coverage_pct: u8,
    /// Share of components in scope that must be rated for a city index, per cent, 1 to 100.
    pub min_component_coverage_pct: u8,
    /// Whose median counts.
    pub balance: Balance,
    /// Seed of all resampling: any number of 32 bits, which every program that reads JSON
    /// keeps exactly.
    pub seed: u32,
    /// Number of draws when resampling, 100 to 100,000.
    pub draws: u32,
    /// Which contributions count. Anything but [`Basis::Claimed`] decides levels by steps.
    pub basis: Basis,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            method: Method::Steps,
            pass_mark_pct: 85,
            min_coverage_pct: 50,
            min_component_coverage_pct: 50,
            balance: Balance::Assessors,
            seed: 1,
            draws: 2000,
            basis: Basis::Claimed,
        }
    }
}

impl Settings {
    /// Fewest and most draws.
    pub const DRAWS: (u32, u32) = (100, 100_000);

    /// Whether the rules that decide a level are those of `model`; seed and draws only
    /// steer the resampling and do not count.
    #[must_use]
    pub fn same_rules(&self, model: &Self) -> bool {
        (self.method, self.pass_mark_pct, self.min_coverage_pct)
            == (model.method, model.pass_mark_pct, model.min_coverage_pct)
            && (self.min_component_coverage_pct, self.balance, self.basis)
                == (model.min_component_coverage_pct, model.balance, model.basis)
    }
}
