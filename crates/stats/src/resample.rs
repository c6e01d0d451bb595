//! Seeded random numbers, draws on many threads, and percentile intervals.
//!
//! Each draw has a [`Stream`] of its own, made from a seed, a purpose and the draw's number, so
//! that a result depends neither on the number of threads nor on what else was drawn before.
//!
//! The percentile bootstrap: Bradley Efron & Robert Tibshirani, "An Introduction to the
//! Bootstrap", 1993, chapter 13.

use rand_xoshiro::rand_core::{Rng, SeedableRng};
use rand_xoshiro::{SplitMix64, Xoshiro256PlusPlus};
use rayon::prelude::*;

use crate::alpha::{Coincidences, Metric, alpha};
use crate::quantile::quantile_of_sorted;

/// A stream of random numbers: xoshiro256++ by Blackman & Vigna (2019), not for secrets.
///
/// The numbers of a stream are part of every published figure: a change of this file that
/// changes them changes results, and the tests here notice.
#[derive(Clone, Debug)]
pub struct Stream(Xoshiro256PlusPlus);

impl Stream {
    /// The stream of one draw. `purpose` keeps apart what is drawn under one seed for different
    /// ends, so that more draws of one kind leave the others as they were.
    #[must_use]
    pub fn new(seed: u64, purpose: u64, draw: u64) -> Self {
        // SplitMix64 permutes the 64-bit numbers: different draws never share a start.
        let mixed = |number: u64| SplitMix64::seed_from_u64(number).next_u64();
        let start = mixed(mixed(mixed(seed) ^ purpose) ^ draw);
        Self(Xoshiro256PlusPlus::seed_from_u64(start))
    }

    /// A whole number from 0 to `bound - 1`, each equally likely; 0 when `bound` is 0.
    ///
    /// Daniel Lemire, "Fast Random Integer Generation in an Interval", ACM Transactions on
    /// Modeling and Computer Simulation 29(1), 2019.
    pub fn below(&mut self, bound: u32) -> u32 {
        let mut product = self.product(bound);
        if low_half(product) < bound {
            let uneven = bound.wrapping_neg() % bound;
            while low_half(product) < uneven {
                product = self.product(bound);
            }
        }
        (product >> 32) as u32
    }

    /// Heads or tails, equally likely.
    pub fn coin(&mut self) -> bool {
        self.0.next_u64() >> 63 == 1
    }

    /// Draws as many things as there are, with replacement, and writes how often each came up:
    /// the multiplicities sum to their number.
    pub fn resample(&mut self, multiplicities: &mut [u32]) {
        multiplicities.fill(0);
        let Ok(things) = u32::try_from(multiplicities.len()) else {
            return;
        };
        for _ in 0..things {
            let drawn = self.below(things);
            if let Some(multiplicity) = multiplicities.get_mut(drawn as usize) {
                *multiplicity += 1;
            }
        }
    }

    fn product(&mut self, bound: u32) -> u64 {
        u64::from(self.0.next_u32()) * u64::from(bound)
    }
}

fn low_half(number: u64) -> u32 {
    (number & 0xFFFF_FFFF) as u32
}

/// The results of `count` draws, in their order, computed on all threads; `draw` is given the
/// number of its draw, from 0.
pub fn draws<T: Send>(count: u32, draw: impl Fn(u64) -> T + Send + Sync) -> Vec<T> {
    draws_with(count, || (), |(), index| draw(index))
}

/// As [`draws`], with working memory that is made a few times for each thread and then reused.
/// What a draw finds in it is what some other draw left: write before reading.
pub fn draws_with<M, T: Send>(
    count: u32,
    memory: impl Fn() -> M + Send + Sync,
    draw: impl Fn(&mut M, u64) -> T + Send + Sync,
) -> Vec<T> {
    (0..count)
        .into_par_iter()
        .map_init(memory, |memory, index| draw(memory, u64::from(index)))
        .collect()
}

/// Sorts the values and gives two of their quantiles (type 7), with shares from 0 to 1: 0.025 and
/// 0.975 for a 95 % interval. `None` without values or with a share outside that range.
pub fn percentile_interval(values: &mut [f64], lower: f64, upper: f64) -> Option<[f64; 2]> {
    values.sort_unstable_by(f64::total_cmp);
    Some([
        quantile_of_sorted(values, lower)?,
        quantile_of_sorted(values, upper)?,
    ])
}

/// The 95 % percentile interval (2.5 to 97.5) of Krippendorff's alpha, when not units but
/// clusters of units are resampled with replacement.
///
/// Each cluster is the matrix of its units; `values` and `metric` are those of [`alpha`]. Draws
/// without an alpha, in which no two ratings could differ, are left out. `None` when all are,
/// and with fewer than two clusters, where each draw would be the same.
#[must_use]
pub fn cluster_bootstrap_alpha(
    clusters: &[Coincidences],
    values: &[f64],
    metric: Metric,
    seed: u64,
    purpose: u64,
    draws: u32,
) -> Option<[f64; 2]> {
    if clusters.len() < 2 {
        return None;
    }
    let memory = || (vec![0; clusters.len()], Coincidences::new(values.len()));
    let alphas = draws_with(draws, memory, |(multiplicities, sum), draw| {
        Stream::new(seed, purpose, draw).resample(multiplicities);
        sum.clear();
        for (cluster, times) in clusters.iter().zip(multiplicities) {
            sum.add_times(cluster, *times);
        }
        alpha(sum, values, metric)
    });
    let mut alphas: Vec<f64> = alphas.into_iter().flatten().collect();
    percentile_interval(&mut alphas, 0.025, 0.975)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads can be started").install(work)
    }

    fn matrix(units: &[[u32; 4]]) -> Coincidences {
        let mut sum = Coincidences::new(4);
        units.iter().for_each(|unit| sum.add_unit(unit));
        sum
    }

    fn eight_clusters() -> Vec<Coincidences> {
        (0..8_u64)
            .map(|cluster| {
                let mut stream = Stream::new(3, 0, cluster);
                let base = stream.below(3) as usize;
                let unit = std::array::from_fn::<_, 5, _>(|_| {
                    let mut unit = [0; 4];
                    for _ in 0..6 {
                        unit[base + stream.below(2) as usize] += 1;
                    }
                    unit
                });
                matrix(&unit)
            })
            .collect()
    }

    // The expected numbers come from a separate program in another language, written from the
    // published algorithms.
    #[test]
    fn the_numbers_of_a_stream_never_change() {
        let first = |seed, purpose, draw| {
            let mut stream = Stream::new(seed, purpose, draw);
            [stream.below(1000), stream.below(1000), stream.below(1000)]
        };
        assert_eq!(first(0, 0, 0), [729, 168, 158]);
        assert_eq!(first(1, 2, 3), [287, 968, 659]);
        assert_eq!(first(u64::MAX, u64::MAX, u64::MAX), [876, 540, 502]);
    }

    #[test]
    fn seed_purpose_and_draw_each_make_another_stream() {
        let start = |seed, purpose, draw| Stream::new(seed, purpose, draw).0.next_u64();
        let mut starts: Vec<u64> = (0..8)
            .flat_map(|seed| {
                (0..8).flat_map(move |purpose| (0..8).map(move |draw| (seed, purpose, draw)))
            })
            .map(|(seed, purpose, draw)| start(seed, purpose, draw))
            .collect();
        starts.sort_unstable();
        starts.dedup();
        assert_eq!(starts.len(), 512);
    }

    #[test]
    fn each_number_below_the_bound_is_equally_likely() {
        let mut stream = Stream::new(5, 0, 0);
        let mut counts = [0_i32; 7];
        for _ in 0..70_000 {
            counts[stream.below(7) as usize] += 1;
        }
        // Five standard deviations of a binomial with mean 10,000.
        assert!(
            counts.iter().all(|count| (count - 10_000).abs() < 465),
            "{counts:?}"
        );
        let heads = (0..10_000).filter(|_| stream.coin()).count();
        assert!(heads.abs_diff(5_000) < 250, "{heads}");
    }

    #[test]
    fn a_bound_of_three_quarters_of_the_range_is_not_biased() {
        // Without rejection, numbers divisible by three would come up twice as often.
        let bound = 3 << 30;
        let mut stream = Stream::new(6, 0, 0);
        let divisible = (0..30_000)
            .filter(|_| stream.below(bound).is_multiple_of(3))
            .count();
        assert!(divisible.abs_diff(10_000) < 410, "{divisible}");
    }

    #[test]
    fn bounds_of_nothing_and_one_leave_only_zero() {
        let mut stream = Stream::new(0, 0, 0);
        assert_eq!((stream.below(0), stream.below(1)), (0, 0));
        stream.resample(&mut []);
    }

    #[test]
    fn draws_come_back_in_order_whatever_the_threads() {
        let run = || draws(500, |draw| (draw, Stream::new(9, 1, draw).below(1_000_000)));
        let alone = on_threads(1, run);
        assert_eq!(alone, on_threads(4, run));
        assert!(alone.iter().map(|(draw, _)| *draw).eq(0..500));
    }

    #[test]
    fn the_interval_is_the_same_on_one_thread_and_on_four_and_changes_with_the_seed() {
        let clusters = eight_clusters();
        let values = [0.0, 1.0, 2.0, 3.0];
        let run = |seed| {
            cluster_bootstrap_alpha(&clusters, &values, Metric::Ordinal, seed, 0, 2000)
                .expect("the clusters differ")
        };
        let alone = on_threads(1, || run(1));
        assert_eq!(alone, on_threads(4, || run(1)));
        assert_ne!(alone, run(2));
        let mut whole = Coincidences::new(4);
        clusters.iter().for_each(|cluster| whole.add(cluster));
        let point = alpha(&whole, &values, Metric::Ordinal).expect("the clusters differ");
        assert!(
            alone[0] < point && point < alone[1],
            "{point} is not within {alone:?}"
        );
    }

    #[test]
    fn draws_without_an_alpha_are_left_out() {
        // Each cluster alone holds one value only: draws of one cluster alone have no alpha.
        let clusters = [matrix(&[[3, 0, 0, 0]]), matrix(&[[0, 3, 0, 0]])];
        let values = [0.0, 1.0, 2.0, 3.0];
        let interval = |clusters: &[Coincidences]| {
            cluster_bootstrap_alpha(clusters, &values, Metric::Nominal, 1, 0, 100)
        };
        assert_eq!(interval(&clusters), Some([1.0, 1.0]));
        assert_eq!(interval(&[clusters[0].clone(), clusters[0].clone()]), None);
        assert_eq!(interval(&clusters[..1]), None);
        assert_eq!(interval(&[]), None);
    }

    #[test]
    fn the_interval_runs_between_the_percentiles() {
        let mut values: Vec<f64> = (0..=1000).rev().map(f64::from).collect();
        assert_eq!(
            percentile_interval(&mut values, 0.025, 0.975),
            Some([25.0, 975.0])
        );
        assert_eq!(percentile_interval(&mut [], 0.025, 0.975), None);
    }

    proptest! {
        #[test]
        fn a_resample_has_as_many_things_as_there_are(things in 0_usize..200, seed: u64) {
            let mut multiplicities = vec![9; things];
            Stream::new(seed, 0, 0).resample(&mut multiplicities);
            prop_assert_eq!(multiplicities.iter().sum::<u32>() as usize, things);
            prop_assert!(things == 0 || multiplicities.iter().all(|&times| times as usize <= things));
        }
    }
}
