//! What a person can answer to a statement, and what it contributes.

use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// What a statement is about, and so how agreeing with it moves a city.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Holds from its level upwards.
    Strength,
    /// True while a city passes through its level; later it is surpassed.
    Stage,
    /// To be left behind on the way to the next level.
    Deficit,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Strength, Self::Stage, Self::Deficit];

    /// The word in files: `strength`, `stage` or `deficit`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Stage => "stage",
            Self::Deficit => "deficit",
        }
    }
}

/// An answer to one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// Not at all.
    Not,
    /// Partly.
    Partly,
    /// Largely.
    Largely,
    /// Fully.
    Fully,
    /// No longer true because the city is past it; stages only.
    Surpassed,
    /// Don't know: an answer, but none on the scale.
    Unknown,
    /// Not applicable here; asks for a reason.
    NotApplicable,
}

/// Points of the rating scale when agreement is measured: Not, Partly, Largely, and
/// Fully or Surpassed together.
pub const POINTS: usize = 4;

/// The largest contribution of a statement, in thirds.
pub const FULL_CONTRIBUTION: u8 = 3;

impl Answer {
    /// Every answer, the scale first.
    pub const ALL: [Self; 7] = [
        Self::Not,
        Self::Partly,
        Self::Largely,
        Self::Fully,
        Self::Surpassed,
        Self::Unknown,
        Self::NotApplicable,
    ];

    /// The answers on the scale, in order.
    pub const SCALE: [Self; 5] = [
        Self::Not,
        Self::Partly,
        Self::Largely,
        Self::Fully,
        Self::Surpassed,
    ];

    /// The word in files, for example `partly` or `na`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Not => "not",
            Self::Partly => "partly",
            Self::Largely => "largely",
            Self::Fully => "fully",
            Self::Surpassed => "surpassed",
            Self::Unknown => "unknown",
            Self::NotApplicable => "na",
        }
    }

    /// Whether the answer may be given to a statement of this kind: Surpassed is for
    /// stages alone.
    #[must_use]
    pub fn fits(self, kind: Kind) -> bool {
        self != Self::Surpassed || kind == Kind::Stage
    }

    /// Place among the five words of the scale, `None` off the scale.
    #[must_use]
    pub fn scale_place(self) -> Option<usize> {
        Self::SCALE.iter().position(|answer| *answer == self)
    }

    /// Point 0 to 3 for measuring agreement: Surpassed counts as Fully.
    #[must_use]
    pub fn point(self) -> Option<u8> {
        match self {
            Self::Not => Some(0),
            Self::Partly => Some(1),
            Self::Largely => Some(2),
            Self::Fully | Self::Surpassed => Some(3),
            Self::Unknown | Self::NotApplicable => None,
        }
    }

    /// Contribution in thirds, 0 to 3: how far the statement supports the step it
    /// belongs to. `None` for answers off the scale. See `docs/method.md`, section 1.
    #[must_use]
    pub fn contribution(self, kind: Kind) -> Option<u8> {
        let point = self.point()?;
        Some(match kind {
            Kind::Strength | Kind::Stage => point,
            Kind::Deficit => FULL_CONTRIBUTION - point,
        })
    }

    /// The answer that a contribution stands for; `surpassed` tells how a full one of a
    /// stage reads.
    #[must_use]
    pub fn from_contribution(contribution: u8, kind: Kind, reading: FullReading) -> Self {
        let point = match kind {
            Kind::Strength | Kind::Stage => contribution,
            Kind::Deficit => FULL_CONTRIBUTION.saturating_sub(contribution),
        };
        match (point, kind, reading) {
            (0, ..) => Self::Not,
            (1, ..) => Self::Partly,
            (2, ..) => Self::Largely,
            (_, Kind::Stage, FullReading::Surpassed) => Self::Surpassed,
            _ => Self::Fully,
        }
    }
}

/// How a full contribution of a stage reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FullReading {
    /// As Fully.
    Fully,
    /// As Surpassed: all who gave the full contribution said so.
    Surpassed,
}

/// A word that is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("'{0}' is no rating; use not, partly, largely, fully, surpassed, unknown or na")]
pub struct UnknownAnswer(pub String);

impl FromStr for Answer {
    type Err = UnknownAnswer;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|answer| answer.word() == word)
            .ok_or_else(|| UnknownAnswer(word.to_owned()))
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deficit_counts_the_other_way_round() {
        let thirds = |kind| Answer::SCALE.map(|answer| answer.contribution(kind));
        assert_eq!(
            thirds(Kind::Strength),
            [Some(0), Some(1), Some(2), Some(3), Some(3)]
        );
        assert_eq!(
            thirds(Kind::Stage),
            [Some(0), Some(1), Some(2), Some(3), Some(3)]
        );
        assert_eq!(
            thirds(Kind::Deficit)[..4],
            [Some(3), Some(2), Some(1), Some(0)]
        );
        assert_eq!(Answer::Unknown.contribution(Kind::Stage), None);
        assert_eq!(Answer::NotApplicable.contribution(Kind::Deficit), None);
    }

    #[test]
    fn a_contribution_reads_back_as_the_answer_that_gave_it() {
        for kind in Kind::ALL {
            for answer in &Answer::SCALE[..4] {
                let thirds = answer.contribution(kind).unwrap();
                assert_eq!(
                    Answer::from_contribution(thirds, kind, FullReading::Fully),
                    *answer
                );
            }
        }
        let surpassed = Answer::from_contribution(3, Kind::Stage, FullReading::Surpassed);
        assert_eq!(surpassed, Answer::Surpassed);
        let strength = Answer::from_contribution(3, Kind::Strength, FullReading::Surpassed);
        assert_eq!(strength, Answer::Fully);
    }

    #[test]
    fn every_word_reads_back() {
        for answer in Answer::ALL {
            assert_eq!(answer.word().parse(), Ok(answer));
        }
        assert!("maybe".parse::<Answer>().is_err());
    }
}
