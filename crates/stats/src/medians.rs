//! Histograms and lower medians of many items at once, under weights: what resampling repeats
//! thousands of times.
//!
//! The data are rows of cells, one cell per item; a cell is a point from 0 upwards, or
//! [`MISSING`]. [`Counts`] adds each row as often as its weight says. Nothing is allocated after
//! [`Counts::new`], so one value serves all draws of a thread.
//!
//! Speed comes from narrow lanes: sixteen or more one-byte counters are compared and added by one
//! vector instruction, and they are emptied into 32-bit totals before they can overflow, that is
//! about once for each 255 of added weight. The loops are written for the compiler's vectoriser; there is
//! no code for particular processors.

/// The cell of an item without a value. Each cell that is not below the number of points counts
/// as missing too.
pub const MISSING: u8 = u8::MAX;

/// How many items [`Counts::lower_medians`] looks at together.
const LANES: usize = 16;

/// The histogram of each item: how much weight lies on each point.
///
/// ```
/// use gradus_stats::medians::{Counts, MISSING};
///
/// let cells = [0, 2, 1, /* second row */ 3, MISSING, 1];
/// let mut counts = Counts::new(4, 3);
/// counts.add_rows(cells.chunks_exact(3).zip([1, 2]));
/// assert_eq!(counts.count(3, 0), 2);
/// assert_eq!(counts.lower_median(0), Some(3));
/// ```
#[derive(Clone, Debug)]
pub struct Counts {
    points: u8,
    items: usize,
    /// For each point, the counters of all items.
    narrow: Vec<u8>,
    wide: Vec<u32>,
    /// How much weight `narrow` can still take before one of its counters may overflow.
    room: u8,
}

impl Counts {
    /// Empty histograms of `items` items with the points 0 to `points - 1`.
    #[must_use]
    pub fn new(points: u8, items: usize) -> Self {
        let counters = usize::from(points) * items;
        Self {
            points,
            items,
            narrow: vec![0; counters],
            wide: vec![0; counters],
            room: u8::MAX,
        }
    }

    /// Empties all histograms; the sizes stay.
    pub fn clear(&mut self) {
        self.narrow.fill(0);
        self.wide.fill(0);
        self.room = u8::MAX;
    }

    /// Adds rows of cells, each as often as its weight says; a row of weight 0 costs nothing.
    ///
    /// Rows of different groups may be added one group after another. A row shorter than the
    /// items leaves the last items without a value, and cells beyond the items are ignored.
    /// Counts stop at `u32::MAX`.
    pub fn add_rows<'cells>(&mut self, rows: impl IntoIterator<Item = (&'cells [u8], u32)>) {
        for (row, weight) in rows {
            let row = row.get(..self.items).unwrap_or(row);
            match u8::try_from(weight) {
                Ok(0) => {}
                Ok(weight) => {
                    if weight > self.room {
                        self.widen();
                    }
                    self.room -= weight;
                    self.add_narrow(row, weight);
                }
                Err(_) => self.add_wide(row, weight),
            }
        }
        self.widen();
    }

    /// The weight on one point of one item; 0 when there is no such point or item.
    #[must_use]
    pub fn count(&self, point: u8, item: usize) -> u32 {
        if point >= self.points || item >= self.items {
            return 0;
        }
        self.wide
            .get(usize::from(point) * self.items + item)
            .copied()
            .unwrap_or(0)
    }

    /// The number of points of each histogram.
    #[must_use]
    pub fn points(&self) -> u8 {
        self.points
    }

    /// The number of items, each with its histogram.
    #[must_use]
    pub fn items(&self) -> usize {
        self.items
    }

    /// The lower median of one item: the first point at which the cumulated weight reaches half.
    /// `None` when the item has no value.
    #[must_use]
    pub fn lower_median(&self, item: usize) -> Option<u8> {
        let total: u64 = (0..self.points)
            .map(|point| u64::from(self.count(point, item)))
            .sum();
        if total == 0 {
            return None;
        }
        let mut reached = 0;
        (0..self.points).find(|&point| {
            reached += u64::from(self.count(point, item));
            reached * 2 >= total
        })
    }

    /// Writes the lower medians of all items, [`MISSING`] for items without a value; they can be
    /// added as a row to other [`Counts`], which gives the median of medians.
    ///
    /// The weight on one item must stay below 2³², as it does when the weights of all rows do.
    pub fn lower_medians(&self, medians: &mut [u8]) {
        let items = self.items.max(1);
        for (start, medians) in (0..self.items)
            .step_by(LANES)
            .zip(medians.chunks_mut(LANES))
        {
            let end = (start + LANES).min(self.items);
            let mut total = [0_u32; LANES];
            for counters in self.wide.chunks_exact(items) {
                for (total, count) in total.iter_mut().zip(&counters[start..end]) {
                    *total = total.saturating_add(*count);
                }
            }
            // The lower median is the number of points at which less than half is reached.
            let mut reached = [0_u32; LANES];
            let mut points_before = [0_u32; LANES];
            for counters in self.wide.chunks_exact(items) {
                for (((points_before, reached), total), count) in points_before
                    .iter_mut()
                    .zip(&mut reached)
                    .zip(&total)
                    .zip(&counters[start..end])
                {
                    *reached = reached.saturating_add(*count);
                    *points_before += u32::from(*reached < total - *reached);
                }
            }
            for ((median, points_before), total) in medians.iter_mut().zip(points_before).zip(total)
            {
                *median = if total == 0 {
                    MISSING
                } else {
                    points_before.to_le_bytes()[0]
                };
            }
        }
    }

    /// Adds a row to the one-byte counters; the caller has made room.
    fn add_narrow(&mut self, row: &[u8], weight: u8) {
        for (point, counters) in
            (0..self.points).zip(self.narrow.chunks_exact_mut(self.items.max(1)))
        {
            for (counter, &cell) in counters.iter_mut().zip(row) {
                // All ones where the cell is the point: no branch, so that lanes stay together.
                let mask = 0_u8.wrapping_sub(u8::from(cell == point));
                *counter = counter.wrapping_add(mask & weight);
            }
        }
    }

    /// Adds a row of a weight that no one-byte counter can hold.
    fn add_wide(&mut self, row: &[u8], weight: u32) {
        for (point, counters) in (0..self.points).zip(self.wide.chunks_exact_mut(self.items.max(1)))
        {
            for (counter, _) in counters
                .iter_mut()
                .zip(row)
                .filter(|(_, cell)| **cell == point)
            {
                *counter = counter.saturating_add(weight);
            }
        }
    }

    /// Empties the one-byte counters into the totals.
    fn widen(&mut self) {
        if self.room == u8::MAX {
            return;
        }
        for (wide, narrow) in self.wide.iter_mut().zip(&mut self.narrow) {
            *wide = wide.saturating_add(u32::from(*narrow));
            *narrow = 0;
        }
        self.room = u8::MAX;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantile::{lower_median, lower_median_of_counts};
    use proptest::prelude::*;

    /// Counts one cell at a time, as the definition says.
    fn counted_slowly(cells: &[u8], items: usize, points: u8, weights: &[u32]) -> Vec<Vec<u32>> {
        let mut histograms = vec![vec![0; usize::from(points)]; items];
        for (row, weight) in cells.chunks_exact(items).zip(weights) {
            for (item, &cell) in row.iter().enumerate() {
                if cell < points {
                    histograms[item][usize::from(cell)] += weight;
                }
            }
        }
        histograms
    }

    fn check(cells: &[u8], items: usize, points: u8, weights: &[u32]) {
        let mut counts = Counts::new(points, items);
        // What was counted before leaves no trace.
        counts.add_rows([(cells, 7)]);
        counts.clear();
        counts.add_rows(cells.chunks_exact(items).zip(weights.iter().copied()));
        let mut medians = vec![9; items];
        counts.lower_medians(&mut medians);
        let expected = counted_slowly(cells, items, points, weights);
        for (item, histogram) in expected.iter().enumerate() {
            let found: Vec<u32> = (0..points).map(|point| counts.count(point, item)).collect();
            assert_eq!(&found, histogram);
            let median =
                lower_median_of_counts(histogram).and_then(|point| u8::try_from(point).ok());
            assert_eq!(counts.lower_median(item), median);
            assert_eq!(medians[item], median.unwrap_or(MISSING));
        }
    }

    proptest! {
        #[test]
        fn fast_counts_and_medians_equal_those_counted_one_by_one(
            (items, points, cells, weights) in (1_usize..70, 1_u8..9, 0_usize..50).prop_flat_map(
                |(items, points, raters)| {
                    let cell = prop_oneof![8 => 0..points, 1 => Just(MISSING)];
                    let weight = prop_oneof![4 => 0_u32..5, 1 => 0_u32..1000];
                    (
                        Just(items),
                        Just(points),
                        prop::collection::vec(cell, items * raters),
                        prop::collection::vec(weight, raters),
                    )
                },
            ),
        ) {
            check(&cells, items, points, &weights);
        }

        #[test]
        fn the_median_of_medians_is_that_of_the_groups_with_a_value(
            groups in prop::collection::vec(
                prop::collection::vec(prop_oneof![3 => 0_u8..4, 1 => Just(MISSING)], 1..6), 1..6),
        ) {
            let mut all = Counts::new(4, 1);
            let mut expected = Vec::new();
            for group in &groups {
                let mut counts = Counts::new(4, 1);
                counts.add_rows(group.chunks_exact(1).map(|row| (row, 1)));
                let mut medians = [0];
                counts.lower_medians(&mut medians);
                all.add_rows([(medians.as_slice(), 1)]);
                let answered: Vec<u8> = group.iter().copied().filter(|&cell| cell < 4).collect();
                expected.extend(lower_median(&answered));
            }
            prop_assert_eq!(all.lower_median(0), lower_median(&expected));
        }
    }

    #[test]
    fn one_byte_counters_never_overflow() {
        let cells = [3_u8; 17 * 1000];
        for weight in [1, 2, 127, 128, 254, 255, 256, 70_000] {
            check(&cells, 17, 4, &[weight; 1000]);
        }
    }

    #[test]
    fn an_item_without_a_value_has_no_median() {
        let mut counts = Counts::new(4, 2);
        counts.add_rows([([MISSING, 4].as_slice(), 3)]);
        assert_eq!(counts.lower_median(0), None);
        let mut medians = [0; 2];
        counts.lower_medians(&mut medians);
        assert_eq!(medians, [MISSING; 2]);
    }

    #[test]
    fn rows_of_another_length_touch_only_the_items_that_exist() {
        let mut counts = Counts::new(2, 3);
        counts.add_rows([([1, 1, 1, 1, 1].as_slice(), 1), ([1].as_slice(), 300)]);
        let found: Vec<u32> = (0..5).map(|item| counts.count(1, item)).collect();
        assert_eq!(found, [301, 1, 1, 0, 0]);
        assert_eq!(counts.count(2, 0), 0);
    }

    #[test]
    fn nothing_to_count_is_no_mistake() {
        for (points, items) in [(0, 0), (0, 5), (5, 0)] {
            let mut counts = Counts::new(points, items);
            counts.add_rows([([0, 1].as_slice(), 1), ([0, 1].as_slice(), 1000)]);
            counts.lower_medians(&mut [0; 3]);
            assert_eq!(counts.lower_median(0), None);
        }
    }
}
