//! Krippendorff's alpha: how far raters agree beyond chance, with missing values.
//!
//! Source: Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability", University of
//! Pennsylvania, 2011. The observed coincidences of all units are kept as a matrix that can be
//! summed, so that resampling clusters of units only adds matrices.
//!
//! With `o_ck` the coincidences of the values c and k, `n_c` the number of pairable values c and
//! n their sum, `alpha = 1 - (n - 1) * sum(o_ck * d_ck) / sum(n_c * n_k * d_ck)`, both sums over
//! c < k, where `d_ck` is the squared difference of the [`Metric`].

use crate::medians::Counts;

/// What the difference of two values means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Metric {
    /// Names: different is different.
    Nominal,
    /// Ranks: what counts is how many pairable values lie between.
    Ordinal,
    /// Equal steps: the difference of the numbers.
    Interval,
    /// Numbers with a true zero, none negative: the difference relative to the sum.
    Ratio,
}

/// The coincidence matrix of some units over k values.
#[derive(Clone, Debug, PartialEq)]
pub struct Coincidences {
    /// k × k, symmetric, by rows. The diagonal, which says how often a value met itself, has no
    /// part in alpha and is left as it falls.
    observed: Vec<f64>,
    /// How many pairable values there are of each kind.
    pairable: Vec<u64>,
}

impl Coincidences {
    /// The matrix of no units over `values` different values.
    #[must_use]
    pub fn new(values: usize) -> Self {
        Self {
            observed: vec![0.0; values * values],
            pairable: vec![0; values],
        }
    }

    /// Adds a unit: `counts[i]` raters gave it the i-th value. A unit with fewer than two ratings
    /// has no pairs and changes nothing. Counts beyond the matrix's values are ignored.
    pub fn add_unit(&mut self, counts: &[u32]) {
        let values = self.pairable.len();
        let counts = counts.get(..values).unwrap_or(counts);
        let ratings: u64 = counts.iter().copied().map(u64::from).sum();
        if ratings < 2 {
            return;
        }
        let share = 1.0 / (ratings - 1) as f64;
        for ((row, pairable), &count) in self
            .observed
            .chunks_exact_mut(values)
            .zip(&mut self.pairable)
            .zip(counts)
        {
            *pairable += u64::from(count);
            let weight = f64::from(count) * share;
            for (cell, &other) in row.iter_mut().zip(counts) {
                *cell += weight * f64::from(other);
            }
        }
    }

    /// Adds the units of another matrix over the same values.
    pub fn add(&mut self, other: &Self) {
        self.add_times(other, 1);
    }

    /// Adds the units of another matrix over the same values, `times` over.
    pub fn add_times(&mut self, other: &Self, times: u32) {
        debug_assert_eq!(
            self.pairable.len(),
            other.pairable.len(),
            "matrices over different values"
        );
        for (cell, added) in self.observed.iter_mut().zip(&other.observed) {
            *cell += added * f64::from(times);
        }
        for (count, added) in self.pairable.iter_mut().zip(&other.pairable) {
            *count += added * u64::from(times);
        }
    }

    /// Removes all units, keeping the memory.
    pub fn clear(&mut self) {
        self.observed.fill(0.0);
        self.pairable.fill(0);
    }

    /// The number of ratings in units with at least two of them.
    #[must_use]
    pub fn pairable(&self) -> u64 {
        self.pairable.iter().sum()
    }
}

/// Krippendorff's alpha of a coincidence matrix: 1 for perfect agreement, 0 for agreement as by
/// chance, below 0 for systematic disagreement.
///
/// `values` are the numbers behind the matrix's rows, ascending and distinct; only interval and
/// ratio look at their size. `None` when no unit has two ratings, when all pairable ratings are
/// equal (nothing could have differed, so agreement was not put to the test), when the values are
/// not as many as the rows, and when they allow no ratio (two of them sum to zero).
#[must_use]
pub fn alpha(coincidences: &Coincidences, values: &[f64], metric: Metric) -> Option<f64> {
    let Coincidences { observed, pairable } = coincidences;
    if values.len() != pairable.len() {
        return None;
    }
    let mut disagreement = 0.0;
    let mut by_chance = 0.0;
    for (low, &low_count) in pairable.iter().enumerate().filter(|(_, count)| **count > 0) {
        let mut between = 0;
        for (high, &high_count) in pairable.iter().enumerate().skip(low + 1) {
            if high_count == 0 {
                continue;
            }
            let difference = match metric {
                Metric::Nominal => 1.0,
                // All ratings from one value to the other, the two ends by half.
                Metric::Ordinal => between as f64 + (low_count + high_count) as f64 / 2.0,
                Metric::Interval => values[high] - values[low],
                Metric::Ratio => (values[high] - values[low]) / (values[high] + values[low]),
            };
            let squared = difference * difference;
            disagreement += observed[low * values.len() + high] * squared;
            by_chance += low_count as f64 * high_count as f64 * squared;
            between += high_count;
        }
    }
    let alpha = 1.0 - (coincidences.pairable() as f64 - 1.0) * disagreement / by_chance;
    alpha.is_finite().then_some(alpha)
}

/// Krippendorff's alpha of a table of ratings: one row of `units` cells for each rater.
///
/// A cell is the index of a value in `values`; [`MISSING`](crate::medians::MISSING), like each
/// cell that is no such index, is no rating. One pass over the cells. `None` where [`alpha`] has
/// none, and when the table is not `raters * units` long or has more than 255 values.
#[must_use]
pub fn alpha_of_ratings(
    ratings: &[u8],
    raters: usize,
    units: usize,
    values: &[f64],
    metric: Metric,
) -> Option<f64> {
    if units == 0 || raters.checked_mul(units) != Some(ratings.len()) {
        return None;
    }
    let points = u8::try_from(values.len()).ok()?;
    let mut counts = Counts::new(points, units);
    counts.add_rows(ratings.chunks_exact(units).map(|row| (row, 1)));
    let mut coincidences = Coincidences::new(values.len());
    let mut histogram = vec![0; values.len()];
    for unit in 0..units {
        for (point, count) in (0..points).zip(&mut histogram) {
            *count = counts.count(point, unit);
        }
        coincidences.add_unit(&histogram);
    }
    alpha(&coincidences, values, metric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::medians::MISSING;
    use proptest::prelude::*;

    const METRICS: [Metric; 4] = [
        Metric::Nominal,
        Metric::Ordinal,
        Metric::Interval,
        Metric::Ratio,
    ];
    const ONE_TO_FIVE: [f64; 5] = [1.0, 2.0, 3.0, 4.0, 5.0];

    /// Rows of digits from 1, with a full stop for a missing rating.
    fn table(rows: &[&str]) -> (Vec<u8>, usize, usize) {
        let cell = |byte: u8| if byte == b'.' { MISSING } else { byte - b'1' };
        let cells = rows.iter().flat_map(|row| row.bytes().map(cell)).collect();
        (cells, rows.len(), rows[0].len())
    }

    fn check(rows: &[&str], expected: &[(Metric, f64)]) {
        let (cells, raters, units) = table(rows);
        for &(metric, expected) in expected {
            let found = alpha_of_ratings(&cells, raters, units, &ONE_TO_FIVE, metric)
                .expect("the example has an alpha");
            assert!(
                (found - expected).abs() < 5e-7,
                "{metric:?}: {found} is not {expected}"
            );
        }
    }

    /// Alpha by its definition: the mean squared difference within units over that among all
    /// pairable ratings, pair by pair.
    fn pair_by_pair(cells: &[u8], units: usize, values: &[f64], metric: Metric) -> Option<f64> {
        let rated: Vec<Vec<usize>> = (0..units)
            .map(|unit| {
                let column = cells.iter().skip(unit).step_by(units);
                column
                    .map(|&cell| usize::from(cell))
                    .filter(|&cell| cell < values.len())
                    .collect()
            })
            .filter(|ratings: &Vec<usize>| ratings.len() > 1)
            .collect();
        let all: Vec<usize> = rated.iter().flatten().copied().collect();
        let squared = |a: usize, b: usize| {
            let (low, high) = (a.min(b), a.max(b));
            let count = |value| all.iter().filter(|&&found| found == value).count() as f64;
            let difference = match metric {
                _ if a == b => 0.0,
                Metric::Nominal => 1.0,
                Metric::Ordinal => {
                    (low..=high).map(count).sum::<f64>() - (count(low) + count(high)) / 2.0
                }
                Metric::Interval => values[a] - values[b],
                Metric::Ratio => (values[a] - values[b]) / (values[a] + values[b]),
            };
            difference * difference
        };
        let pairs = |ratings: &[usize]| -> f64 {
            ratings
                .iter()
                .flat_map(|&a| ratings.iter().map(move |&b| (a, b)))
                .map(|(a, b)| squared(a, b))
                .sum()
        };
        let n = all.len() as f64;
        let observed: f64 = rated
            .iter()
            .map(|ratings| pairs(ratings) / (ratings.len() as f64 - 1.0))
            .sum::<f64>()
            / n;
        let expected = pairs(&all) / (n * (n - 1.0));
        (expected > 0.0).then(|| 1.0 - observed / expected)
    }

    #[test]
    fn krippendorffs_example_of_four_raters_and_twelve_units_comes_out() {
        check(
            &[
                "123321412...",
                "1233224125.3",
                ".3332342251.",
                "12332441251.",
            ],
            &[
                (Metric::Nominal, 0.743421),
                (Metric::Ordinal, 0.815388),
                (Metric::Interval, 0.849107),
                (Metric::Ratio, 0.797403),
            ],
        );
    }

    #[test]
    fn five_raters_and_seven_units_come_out_as_computed_elsewhere() {
        check(
            &["2323321", "2333422", "1223311", "2423322", "3324422"],
            &[
                (Metric::Nominal, 0.216019),
                (Metric::Ordinal, 0.626927),
                (Metric::Interval, 0.567130),
            ],
        );
    }

    #[test]
    fn perfect_agreement_on_different_values_is_one() {
        for metric in METRICS {
            let found = alpha_of_ratings(&[0, 1, 2, 0, 1, 2], 2, 3, &ONE_TO_FIVE, metric);
            assert_eq!(found, Some(1.0));
        }
    }

    #[test]
    fn equal_values_everywhere_are_no_proof_of_agreement() {
        for metric in METRICS {
            assert_eq!(alpha_of_ratings(&[2; 12], 3, 4, &ONE_TO_FIVE, metric), None);
            // The only other value stands alone in its unit.
            let (cells, raters, units) = table(&["3335", "333."]);
            assert_eq!(
                alpha_of_ratings(&cells, raters, units, &ONE_TO_FIVE, metric),
                None
            );
        }
    }

    #[test]
    fn without_a_unit_rated_twice_there_is_no_alpha() {
        for rows in [&["12...", "..34."][..], &["123"], &["...", "..."]] {
            let (cells, raters, units) = table(rows);
            let found = alpha_of_ratings(&cells, raters, units, &ONE_TO_FIVE, Metric::Ordinal);
            assert_eq!(found, None);
        }
        assert_eq!(
            alpha_of_ratings(&[], 0, 0, &ONE_TO_FIVE, Metric::Nominal),
            None
        );
    }

    #[test]
    fn sizes_that_do_not_fit_have_no_alpha() {
        assert_eq!(
            alpha_of_ratings(&[0, 1, 2], 2, 2, &ONE_TO_FIVE, Metric::Nominal),
            None
        );
        assert_eq!(
            alpha_of_ratings(&[0; 4], 2, 2, &[0.0; 256], Metric::Nominal),
            None
        );
        let mut unit = Coincidences::new(3);
        unit.add_unit(&[1, 1, 0]);
        assert_eq!(alpha(&unit, &ONE_TO_FIVE, Metric::Nominal), None);
        assert_eq!(alpha(&unit, &[-1.0, 1.0, 2.0], Metric::Ratio), None);
        assert_eq!(alpha(&unit, &[0.0, 1.0, 2.0], Metric::Ratio), Some(0.0));
    }

    /// A table of 2 to 8 raters and 1 to 12 units, and an order for its raters and its units.
    fn shuffled() -> impl Strategy<Value = (Vec<u8>, Vec<usize>, Vec<usize>)> {
        (2_usize..9, 1_usize..13).prop_flat_map(|(raters, units)| {
            let cell = prop_oneof![4 => 0_u8..5, 1 => Just(MISSING)];
            (
                prop::collection::vec(cell, raters * units),
                Just((0..raters).collect::<Vec<_>>()).prop_shuffle(),
                Just((0..units).collect::<Vec<_>>()).prop_shuffle(),
            )
        })
    }

    fn same(left: Option<f64>, right: Option<f64>) -> bool {
        match (left, right) {
            (Some(left), Some(right)) => (left - right).abs() < 1e-9,
            (left, right) => left == right,
        }
    }

    proptest! {
        #[test]
        fn alpha_equals_its_definition_pair_by_pair((cells, raters, units) in shuffled()) {
            for metric in METRICS {
                let found =
                    alpha_of_ratings(&cells, raters.len(), units.len(), &ONE_TO_FIVE, metric);
                let expected = pair_by_pair(&cells, units.len(), &ONE_TO_FIVE, metric);
                prop_assert!(same(found, expected), "{metric:?}: {found:?} is not {expected:?}");
            }
        }

        #[test]
        fn the_order_of_raters_and_units_does_not_matter((cells, raters, units) in shuffled()) {
            let (cells, units) = (&cells, &units);
            let other: Vec<u8> = raters
                .iter()
                .flat_map(|rater| units.iter().map(move |unit| cells[rater * units.len() + unit]))
                .collect();
            for metric in METRICS {
                let alpha_of = |cells: &[u8]| {
                    alpha_of_ratings(cells, raters.len(), units.len(), &ONE_TO_FIVE, metric)
                };
                let (before, after) = (alpha_of(cells), alpha_of(&other));
                prop_assert!(same(before, after), "{metric:?}: {before:?} became {after:?}");
            }
        }

        #[test]
        fn matrices_of_parts_sum_to_the_matrix_of_the_whole(
            units in prop::collection::vec(prop::collection::vec(0_u32..6, 4), 1..12),
            cut in 0_usize..12,
        ) {
            let matrix = |units: &[Vec<u32>]| {
                let mut sum = Coincidences::new(4);
                units.iter().for_each(|unit| sum.add_unit(unit));
                sum
            };
            let (left, right) = units.split_at(cut.min(units.len()));
            let mut sum = matrix(left);
            sum.add(&matrix(right));
            let values = [0.0, 1.0, 2.0, 3.0];
            prop_assert_eq!(sum.pairable(), matrix(&units).pairable());
            prop_assert!(same(
                alpha(&sum, &values, Metric::Ordinal),
                alpha(&matrix(&units), &values, Metric::Ordinal)
            ));
        }
    }
}
