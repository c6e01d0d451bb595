//! From many answers to one: tallies, the lower median, the agreed value.

use crate::assessment::Assessment;
use crate::names::{AssessorIx, GroupIx, StatementIx};
use crate::rating::{Answer, FULL_CONTRIBUTION, FullReading, Kind, POINTS};
use crate::settings::Balance;
use gradus_stats::quantile::lower_median_of_counts;

/// What a statement brings to its step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// A contribution in thirds, 0 to 3.
    Contribution(u8),
    /// Nobody gave an answer on the scale.
    Unrated,
    /// It does not apply to this city.
    NotApplicable,
}

impl Fact {
    /// The contribution, `None` where there is none.
    #[must_use]
    pub fn contribution(self) -> Option<u8> {
        match self {
            Self::Contribution(thirds) => Some(thirds),
            Self::Unrated | Self::NotApplicable => None,
        }
    }
}

/// Where a statement's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// People agreed on it.
    Agreed,
    /// The median of what people gave.
    Median,
    /// There is no value.
    None,
}

/// How many people gave each answer to one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally([u32; Answer::ALL.len()]);

impl Tally {
    /// Counts one answer.
    pub fn add(&mut self, answer: Answer) {
        self.0[answer as usize] += 1;
    }

    /// Adds another tally.
    pub fn merge(&mut self, other: &Self) {
        for (sum, more) in self.0.iter_mut().zip(other.0) {
            *sum += more;
        }
    }

    /// How many gave `answer`.
    #[must_use]
    pub fn count(&self, answer: Answer) -> u32 {
        self.0[answer as usize]
    }

    /// Counts an answer several times.
    pub fn add_many(&mut self, answer: Answer, times: u32) {
        let count = &mut self.0[answer as usize];
        *count = count.saturating_add(times);
    }

    /// How many answered on the scale.
    #[must_use]
    pub fn on_scale(&self) -> u32 {
        Answer::SCALE.iter().map(|answer| self.count(*answer)).sum()
    }

    /// How many answered at all, Don't know and Not applicable included.
    #[must_use]
    pub fn answered(&self) -> u32 {
        self.0.iter().sum()
    }

    /// Counts at the four points of the scale (Surpassed with Fully).
    #[must_use]
    pub fn points(&self) -> [u32; POINTS] {
        let count = |answer| self.count(answer);
        [
            count(Answer::Not),
            count(Answer::Partly),
            count(Answer::Largely),
            count(Answer::Fully) + count(Answer::Surpassed),
        ]
    }

    /// Counts of the contributions 0 to 3 of a statement of kind `kind`.
    #[must_use]
    pub fn contributions(&self, kind: Kind) -> [u32; POINTS] {
        let mut counts = self.points();
        if kind == Kind::Deficit {
            counts.reverse();
        }
        counts
    }

    /// The same without answers off the scale.
    #[must_use]
    pub fn scale_only(&self) -> Self {
        let mut only = Self::default();
        for answer in Answer::SCALE {
            only.0[answer as usize] = self.count(answer);
        }
        only
    }

    /// The lower median of the contributions, `None` without an answer on the scale.
    #[must_use]
    pub fn median_contribution(&self, kind: Kind) -> Option<u8> {
        let place = lower_median_of_counts(&self.contributions(kind))?;
        u8::try_from(place).ok()
    }
}

/// What was counted for one statement: all answers, and those of each group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tallies {
    /// All answers.
    pub all: Tally,
    /// Answers by group, in the order of the assessment's groups.
    pub by_group: Vec<Tally>,
}

/// The value of one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consensus {
    /// What it brings to its step.
    pub fact: Fact,
    /// How it reads, `None` where it is not rated.
    pub value: Option<Answer>,
    /// Where it comes from.
    pub source: Source,
    /// Whether it counts for the level: not where the settings ask for evidence and a
    /// strength or stage has none.
    pub counts: bool,
}

impl Consensus {
    /// What it brings to the level: nothing, where it does not count.
    #[must_use]
    pub fn counted(&self) -> Fact {
        match self.fact {
            Fact::Contribution(_) if !self.counts => Fact::Contribution(0),
            fact => fact,
        }
    }
}

/// Counts the answers to every statement, in model order.
#[must_use]
pub fn tally(assessment: &Assessment) -> Vec<Tallies> {
    let empty = Tallies {
        all: Tally::default(),
        by_group: vec![Tally::default(); assessment.groups.len()],
    };
    let mut tallies = vec![empty; assessment.model.statements.len()];
    for (place, assessor) in assessment.assessors.iter().enumerate() {
        let sheet = assessment.sheet(AssessorIx(place));
        for (tally, answer) in tallies.iter_mut().zip(sheet) {
            if let Some(answer) = answer {
                tally.all.add(answer);
                tally.by_group[assessor.group.0].add(answer);
            }
        }
    }
    tallies
}

/// The value of `statement`: the agreed one, else the lower median. Don't know, and Not
/// applicable by some, are left out. See `docs/method.md`, section 5.
#[must_use]
pub fn consensus(assessment: &Assessment, statement: StatementIx, tallies: &Tallies) -> Consensus {
    let kind = assessment.model.statement(statement).kind;
    if let Some(agreed) = assessment.agreed_ratings().get(&statement) {
        return of_agreed(agreed.value, kind);
    }
    of_tallies(assessment.settings.balance, kind, tallies)
}

/// The value of a statement of kind `kind` by its answers alone.
pub(crate) fn of_tallies(balance: Balance, kind: Kind, tallies: &Tallies) -> Consensus {
    let median = match balance {
        Balance::Assessors => tallies.all.median_contribution(kind),
        Balance::Groups => median_of_groups(
            tallies
                .by_group
                .iter()
                .filter_map(|tally| tally.median_contribution(kind)),
        ),
    };
    match median {
        Some(thirds) => Consensus {
            fact: Fact::Contribution(thirds),
            value: Some(Answer::from_contribution(
                thirds,
                kind,
                full_reading(&tallies.all),
            )),
            source: Source::Median,
            counts: true,
        },
        None => without_median(&tallies.all),
    }
}

/// The lower median of groups' medians.
pub fn median_of_groups(medians: impl Iterator<Item = u8>) -> Option<u8> {
    let mut counts = [0_u32; POINTS];
    for thirds in medians {
        counts[usize::from(thirds.min(FULL_CONTRIBUTION))] += 1;
    }
    lower_median_of_counts(&counts).and_then(|place| u8::try_from(place).ok())
}

pub(crate) fn of_agreed(value: Answer, kind: Kind) -> Consensus {
    let fact = match (value, value.contribution(kind)) {
        (Answer::NotApplicable, _) => Fact::NotApplicable,
        (_, Some(thirds)) => Fact::Contribution(thirds),
        (_, None) => Fact::Unrated,
    };
    Consensus {
        fact,
        value: Some(value),
        source: Source::Agreed,
        counts: true,
    }
}

/// Nobody answered on the scale: not applicable if someone said so and nobody said
/// anything else, not rated otherwise.
fn without_median(all: &Tally) -> Consensus {
    let not_applicable = all.count(Answer::NotApplicable) > 0 && all.count(Answer::Unknown) == 0;
    if not_applicable {
        let value = Some(Answer::NotApplicable);
        Consensus {
            fact: Fact::NotApplicable,
            value,
            source: Source::Median,
            counts: true,
        }
    } else {
        Consensus {
            fact: Fact::Unrated,
            value: None,
            source: Source::None,
            counts: true,
        }
    }
}

/// A full contribution reads Surpassed only if all who gave it said so.
fn full_reading(all: &Tally) -> FullReading {
    if all.count(Answer::Surpassed) > 0 && all.count(Answer::Fully) == 0 {
        FullReading::Surpassed
    } else {
        FullReading::Fully
    }
}

/// The lower median of a group's answers as it reads, for showing groups side by side.
#[must_use]
pub fn median_answer(tally: &Tally, kind: Kind) -> Option<Answer> {
    let thirds = tally.median_contribution(kind)?;
    Some(Answer::from_contribution(thirds, kind, full_reading(tally)))
}

/// A group whose figures are shown, or the rest taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupLabel {
    /// A group of the assessment.
    Group(GroupIx),
    /// Groups that are too small to be shown, together.
    Others,
}
