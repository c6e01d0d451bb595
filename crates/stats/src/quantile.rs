//! Medians, quartiles and percentiles.
//!
//! Ordinal data have no half points, so what is computed from a histogram is always one of its
//! points and comparisons stay in integers; only [`quantile`] interpolates.
//!
//! A histogram is a slice of counts: `counts[i]` observations sit on point `i`.

/// The index of the lower median of a histogram: of an even number of observations, the lower of
/// the two in the middle. `None` when nothing was counted.
#[must_use]
pub fn lower_median_of_counts(counts: &[u32]) -> Option<usize> {
    point_at_share(counts, 1, 2)
}

/// The points at which the cumulated counts first reach a quarter, a half and three quarters of
/// all observations. `None` when nothing was counted.
///
/// This is type 1 (the inverse of the empirical distribution) of Hyndman & Fan, "Sample Quantiles
/// in Statistical Packages", The American Statistician 50(4), 1996: it never lies between points,
/// and its middle is [`lower_median_of_counts`].
#[must_use]
pub fn quartiles_of_counts(counts: &[u32]) -> Option<[usize; 3]> {
    Some([
        point_at_share(counts, 1, 4)?,
        point_at_share(counts, 1, 2)?,
        point_at_share(counts, 3, 4)?,
    ])
}

/// The first point at which the cumulated counts reach `part / whole` of all observations.
fn point_at_share(counts: &[u32], part: u64, whole: u64) -> Option<usize> {
    let total: u64 = counts.iter().copied().map(u64::from).sum();
    if total == 0 {
        return None;
    }
    let mut reached = 0;
    counts.iter().position(|&count| {
        reached += u64::from(count);
        reached * whole >= total * part
    })
}

/// The lower median of values in any order: of an even number, the lower of the two in the
/// middle. `None` without values. Takes linear time and copies the slice.
#[must_use]
pub fn lower_median<T: Ord + Copy>(values: &[T]) -> Option<T> {
    let middle = values.len().checked_sub(1)? / 2;
    let mut copy = values.to_vec();
    let (_, median, _) = copy.select_nth_unstable(middle);
    Some(*median)
}

/// The mean absolute deviation of a histogram from its median, as the exact fraction
/// `(sum of distances, number of observations)`, not reduced, in units of one point.
///
/// The points are taken to be equally spaced. For an even number of observations each value
/// between the two in the middle gives the same sum, so it does not matter that the lower one is
/// used. `None` when nothing was counted.
#[must_use]
pub fn mean_absolute_deviation_from_median(counts: &[u32]) -> Option<(u64, u64)> {
    let median = lower_median_of_counts(counts)?;
    let observations = counts.iter().copied().map(u64::from).sum();
    let distances = (0_usize..)
        .zip(counts)
        .map(|(point, &count)| point.abs_diff(median) as u64 * u64::from(count))
        .sum();
    Some((distances, observations))
}

/// Sorts the values and gives the quantile `share` (0 to 1) of them: see [`quantile_of_sorted`].
pub fn quantile(values: &mut [f64], share: f64) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    quantile_of_sorted(values, share)
}

/// The quantile `share` (0 to 1) of values in ascending order, interpolated linearly between the
/// two nearest.
///
/// This is type 7 of Hyndman & Fan (1996), the default of R and NumPy: the quantile lies at
/// position `(n - 1) * share` counted from zero. `None` without values, and when `share` is not
/// between 0 and 1.
#[must_use]
pub fn quantile_of_sorted(sorted: &[f64], share: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&share) {
        return None;
    }
    let last = sorted.len().checked_sub(1)?;
    let position = last as f64 * share;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number between zero and the last index"
    )]
    let below = position.floor() as usize;
    let low = *sorted.get(below)?;
    let high = *sorted.get((below + 1).min(last))?;
    Some(low + (position - position.floor()) * (high - low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn of_two_values_in_the_middle_the_lower_is_the_median() {
        assert_eq!(lower_median_of_counts(&[1, 1, 1, 1]), Some(1));
        assert_eq!(lower_median_of_counts(&[2, 0, 0, 2]), Some(0));
        assert_eq!(lower_median_of_counts(&[2, 0, 0, 3]), Some(3));
        assert_eq!(lower_median(&[4, 1, 3, 2]), Some(2));
        assert_eq!(lower_median(&[3, 1, 2]), Some(2));
    }

    #[test]
    fn nothing_counted_has_no_median_quartiles_or_deviation() {
        assert_eq!(lower_median_of_counts(&[]), None);
        assert_eq!(lower_median_of_counts(&[0, 0]), None);
        assert_eq!(lower_median::<u8>(&[]), None);
        assert_eq!(quartiles_of_counts(&[0, 0, 0]), None);
        assert_eq!(mean_absolute_deviation_from_median(&[0]), None);
    }

    #[test]
    fn counts_at_the_top_of_their_type_do_not_overflow() {
        let counts = [u32::MAX; 5];
        assert_eq!(lower_median_of_counts(&counts), Some(2));
        let all = u64::from(u32::MAX);
        let deviation = mean_absolute_deviation_from_median(&counts);
        assert_eq!(deviation, Some((6 * all, 5 * all)));
    }

    #[test]
    fn quartiles_are_points_of_the_histogram() {
        assert_eq!(quartiles_of_counts(&[1, 1, 1, 1]), Some([0, 1, 2]));
        assert_eq!(quartiles_of_counts(&[0, 5, 0, 0]), Some([1, 1, 1]));
        assert_eq!(quartiles_of_counts(&[1, 0, 3, 4]), Some([2, 2, 3]));
    }

    #[test]
    fn the_deviation_is_an_exact_fraction() {
        // Three on 0 and three on 3: the lower median is 0, the distances sum to nine.
        assert_eq!(
            mean_absolute_deviation_from_median(&[3, 0, 0, 3]),
            Some((9, 6))
        );
        assert_eq!(
            mean_absolute_deviation_from_median(&[0, 4, 1]),
            Some((1, 5))
        );
    }

    #[test]
    fn quantiles_agree_with_r_and_numpy() {
        // R: quantile(c(1, 2, 4, 8, 16), c(.025, .25, .5, .9, .975), type = 7)
        let mut values = [16.0, 1.0, 8.0, 2.0, 4.0];
        for (share, expected) in [
            (0.0, 1.0),
            (0.025, 1.1),
            (0.25, 2.0),
            (0.5, 4.0),
            (0.9, 12.8),
            (0.975, 15.2),
            (1.0, 16.0),
        ] {
            let found = quantile(&mut values, share).expect("there are values");
            assert!(
                (found - expected).abs() < 1e-12,
                "{share}: {found} is not {expected}"
            );
        }
    }

    #[test]
    fn a_share_outside_zero_to_one_has_no_quantile() {
        for share in [-0.1, 1.1, f64::NAN] {
            assert_eq!(quantile_of_sorted(&[1.0, 2.0], share), None);
        }
        assert_eq!(quantile_of_sorted(&[], 0.5), None);
        assert_eq!(quantile_of_sorted(&[7.0], 0.9), Some(7.0));
    }

    proptest! {
        #[test]
        fn histogram_and_list_have_the_same_median_and_deviation(
            values in prop::collection::vec(0_usize..8, 1..60),
        ) {
            let mut counts = [0_u32; 8];
            for &value in &values {
                counts[value] += 1;
            }
            let mut sorted = values.clone();
            sorted.sort_unstable();
            let median = sorted[(sorted.len() - 1) / 2];
            prop_assert_eq!(lower_median(&values), Some(median));
            prop_assert_eq!(lower_median_of_counts(&counts), Some(median));
            prop_assert_eq!(quartiles_of_counts(&counts).map(|points| points[1]), Some(median));
            let distances: usize = values.iter().map(|value| value.abs_diff(median)).sum();
            prop_assert_eq!(
                mean_absolute_deviation_from_median(&counts),
                Some((distances as u64, values.len() as u64))
            );
        }
    }
}
