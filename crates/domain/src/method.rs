//! The three methods side by side: steps, best fit, and N-P-L-F.

use crate::assessment::Assessment;
use crate::names::ComponentIx;
use crate::scale::{Level, Scale};
use crate::settings::{Balance, Basis, Method, Settings};
use crate::step::{Climb, StepSum, StepSums, climb};
use gradus_stats::quantile::lower_median_of_counts;

/// Why a figure could not be computed. The list is closed; the words stand in result files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The component is out of scope.
    OutOfScope,
    /// Too little of the first step is rated to say anything.
    FirstStepNotRated,
    /// Nobody picked a level.
    NoPicks,
    /// There are picks only, and an index needs ratings.
    PicksOnly,
    /// Too few components are rated for a figure of the city.
    TooFewComponents,
    /// No component is rated.
    NothingRated,
    /// No statement has two ratings.
    NoPairs,
    /// All values are equal, so agreement has no measure.
    NoVariation,
    /// Fewer than three assessors: only the doubt about statements' levels was drawn.
    FewerThanThreeAssessors,
    /// Fewer than five answers; withheld to protect people.
    FewerThanFive,
    /// Too little of the next step is rated.
    StepNotRated,
    /// The highest level is reached.
    TopReached,
    /// Nobody was asked.
    NobodyAsked,
    /// Nobody gave an answer on the scale.
    NotRated,
    /// People said that it does not apply.
    NotApplicable,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 15] = [
        Self::OutOfScope,
        Self::FirstStepNotRated,
        Self::NoPicks,
        Self::PicksOnly,
        Self::TooFewComponents,
        Self::NothingRated,
        Self::NoPairs,
        Self::NoVariation,
        Self::FewerThanThreeAssessors,
        Self::FewerThanFive,
        Self::StepNotRated,
        Self::TopReached,
        Self::NobodyAsked,
        Self::NotRated,
        Self::NotApplicable,
    ];

    /// The code in result files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::OutOfScope => "out_of_scope",
            Self::FirstStepNotRated => "first_step_not_rated",
            Self::NoPicks => "no_picks",
            Self::PicksOnly => "picks_only",
            Self::TooFewComponents => "too_few_components",
            Self::NothingRated => "nothing_rated",
            Self::NoPairs => "no_pairs",
            Self::NoVariation => "no_variation",
            Self::FewerThanThreeAssessors => "fewer_than_three_assessors",
            Self::FewerThanFive => "fewer_than_five",
            Self::StepNotRated => "step_not_rated",
            Self::TopReached => "top_reached",
            Self::NobodyAsked => "nobody_asked",
            Self::NotRated => "not_rated",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// A figure, or why there is none.
pub type Figure<T> = Result<T, Why>;

/// Bounds of N, P and L in per cent, after ISO/IEC 33020.
pub const NPLF_BOUNDS_PCT: [u8; 3] = [15, 50, 85];

/// How far a step is achieved, after ISO/IEC 33020.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Achievement {
    /// Up to 15 %.
    Not,
    /// Over 15 % up to 50 %.
    Partially,
    /// Over 50 % up to 85 %.
    Largely,
    /// Over 85 %.
    Fully,
}

/// The achievement of a step.
#[must_use]
pub fn achievement(sum: &StepSum) -> Achievement {
    let [not, partially, largely] = NPLF_BOUNDS_PCT;
    if !sum.exceeds(not) {
        Achievement::Not
    } else if !sum.exceeds(partially) {
        Achievement::Partially
    } else if !sum.exceeds(largely) {
        Achievement::Largely
    } else {
        Achievement::Fully
    }
}

/// The level by N-P-L-F: the highest whose step is at least largely achieved while all
/// lower steps are fully achieved.
#[must_use]
pub fn by_nplf(scale: &Scale, sums: &StepSums, settings: &Settings) -> Climb {
    climb(
        scale,
        sums,
        settings,
        |sum| achievement(sum) >= Achievement::Largely,
        |sum| achievement(sum) == Achievement::Fully,
    )
}

/// The level of a component by best fit: the agreed pick, else the lower median.
///
/// # Errors
/// [`Why::NoPicks`] where nobody picked.
pub fn by_best_fit(assessment: &Assessment, component: ComponentIx) -> Figure<Level> {
    if let Some(agreed) = assessment.agreed_levels().get(&component) {
        return Ok(agreed.value);
    }
    let picks = assessment
        .picks(component)
        .map(|(assessor, level)| (assessment.assessors[assessor.0].group.0, level, 1_u32));
    median_pick(assessment, picks).ok_or(Why::NoPicks)
}

/// The lower median of picks given as (group, level, how often), balanced as the
/// settings say.
pub fn median_pick(
    assessment: &Assessment,
    picks: impl Iterator<Item = (usize, Level, u32)>,
) -> Option<Level> {
    let scale = &assessment.model.scale;
    let mut by_group = vec![vec![0_u32; scale.len()]; assessment.groups.len()];
    for (group, level, times) in picks {
        by_group[group][level.position()] += times;
    }
    let mut counts = vec![0_u32; scale.len()];
    for group in &by_group {
        match assessment.settings.balance {
            Balance::Assessors => counts.iter_mut().zip(group).for_each(|(sum, n)| *sum += n),
            Balance::Groups => {
                if let Some(place) = lower_median_of_counts(group) {
                    counts[place] += 1;
                }
            }
        }
    }
    lower_median_of_counts(&counts).and_then(|place| scale.at(place))
}

/// The method that decides levels: a file with picks only is scored by best fit.
#[must_use]
pub fn deciding(assessment: &Assessment) -> Method {
    if assessment.settings.basis != Basis::Claimed {
        Method::Steps
    } else if assessment.picks_only() {
        Method::BestFit
    } else {
        assessment.settings.method
    }
}
