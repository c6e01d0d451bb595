//! How far people agreed before any discussion.

use crate::assessment::Assessment;
use crate::consensus::{Tallies, Tally};
use crate::method::{Figure, Why};
use crate::names::{ComponentIx, StrandIx};
use crate::rating::POINTS;
use crate::scale::ratio;
use gradus_stats::alpha::{Coincidences, Metric, alpha};
use gradus_stats::quantile::mean_absolute_deviation_from_median;
use gradus_stats::resample::cluster_bootstrap_alpha;

/// Krippendorff's alpha with its interval, and the number of people behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Ordinal alpha, at most 1.
    pub alpha: Figure<f64>,
    /// Percentile interval, 2.5 to 97.5 per cent, from resampled strands.
    pub interval: Option<[f64; 2]>,
    /// How many answered on the scale.
    pub assessors: u32,
}

/// How an alpha is to be read, after Krippendorff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reliability {
    /// 0.8 and above.
    Reliable,
    /// 0.667 to 0.8.
    Tentative,
    /// Below 0.667.
    Unreliable,
}

impl Reliability {
    /// The reading of an alpha.
    #[must_use]
    pub fn of(alpha: f64) -> Self {
        if alpha >= 0.8 {
            Self::Reliable
        } else if alpha >= 0.667 {
            Self::Tentative
        } else {
            Self::Unreliable
        }
    }
}

/// The values of the four points.
const POINT_VALUES: [f64; POINTS] = [0.0, 1.0, 2.0, 3.0];

/// Purposes of the random streams, so that no two figures share one.
const PURPOSE_CITY: u64 = 1;
const PURPOSE_COMPONENT: u64 = 1_000;

/// Coincidences of every strand, in model order: what alpha and its resampling add up.
#[must_use]
pub fn strand_coincidences(assessment: &Assessment, tallies: &[Tallies]) -> Vec<Coincidences> {
    let of_strand = |strand: &crate::model::Strand| {
        let mut coincidences = Coincidences::new(POINTS);
        for ix in &strand.statements {
            coincidences.add_unit(&tallies[ix.0].all.points());
        }
        coincidences
    };
    assessment.model.strands.iter().map(of_strand).collect()
}

/// Agreement on one component.
#[must_use]
pub fn of_component(
    assessment: &Assessment,
    component: ComponentIx,
    strands: &[Coincidences],
    assessors: u32,
) -> Agreement {
    let of = &assessment.model.component(component).strands;
    let purpose = PURPOSE_COMPONENT + u64::try_from(component.0).unwrap_or(0);
    measure(assessment, of.iter().copied(), strands, purpose, assessors)
}

/// Agreement over all components in scope.
#[must_use]
pub fn of_city(assessment: &Assessment, strands: &[Coincidences], assessors: u32) -> Agreement {
    let model = &assessment.model;
    let components = model
        .component_places()
        .filter(|ix| assessment.in_scope(*ix));
    let of = components.flat_map(|ix| model.component(ix).strands.iter().copied());
    measure(assessment, of, strands, PURPOSE_CITY, assessors)
}

fn measure(
    assessment: &Assessment,
    of: impl Iterator<Item = StrandIx>,
    strands: &[Coincidences],
    purpose: u64,
    assessors: u32,
) -> Agreement {
    let clusters: Vec<Coincidences> = of.map(|ix| strands[ix.0].clone()).collect();
    let mut total = Coincidences::new(POINTS);
    clusters.iter().for_each(|cluster| total.add(cluster));
    let settings = &assessment.settings;
    let Some(value) = alpha(&total, &POINT_VALUES, Metric::Ordinal) else {
        let why = if total.pairable() > 0 {
            Why::NoVariation
        } else {
            Why::NoPairs
        };
        return Agreement {
            alpha: Err(why),
            interval: None,
            assessors,
        };
    };
    let interval = cluster_bootstrap_alpha(
        &clusters,
        &POINT_VALUES,
        Metric::Ordinal,
        settings.seed.into(),
        purpose,
        settings.draws,
    );
    Agreement {
        alpha: Ok(value),
        interval,
        assessors,
    }
}

/// How far the answers to one statement lie apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Mean absolute deviation from the median, in points of the scale, 0 to 1.5.
    pub ad: f64,
    /// Two points that are no neighbours hold at least a third each.
    pub polarised: bool,
    /// Polarised, or a deviation above a sixth of the scale's points.
    pub disputed: bool,
}

/// The spread of a tally, `None` without an answer on the scale.
#[must_use]
pub fn spread(tally: &Tally) -> Option<Spread> {
    let points = tally.points();
    let (sum, n) = mean_absolute_deviation_from_median(&points)?;
    let third = |count: u32| count > 0 && u64::from(count) * 3 >= n;
    let polarised = (0..POINTS)
        .any(|low| (low + 2..POINTS).any(|high| third(points[low]) && third(points[high])));
    let wide = sum * 100 > 67 * n;
    Some(Spread {
        ad: ratio(sum, n),
        polarised,
        disputed: polarised || wide,
    })
}
