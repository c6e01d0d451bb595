//! Levels and the scale that names them: ordinal positions, never floats.

use thiserror::Error;

/// A position on a model's scale, counted from the floor. A level is made only by a
/// [`Scale`], so whoever holds one need not check it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// The lowest level of every scale.
    pub const FLOOR: Self = Self(0);

    /// Position above the floor: 0 for the lowest level.
    #[must_use]
    pub fn position(self) -> usize {
        usize::from(self.0)
    }

    /// Position above the floor as the small number in which results are counted.
    #[must_use]
    pub fn rank(self) -> u8 {
        self.0
    }

    /// The level below, `None` on the floor.
    #[must_use]
    pub fn below(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }
}

/// One printed level: the number the model prints and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleLevel {
    /// The number printed beside the name, for example 3.
    pub value: i64,
    /// The name, for example "Competent".
    pub name: String,
}

/// The levels of a model from the floor to the top: 2 to 20 of them, values rising.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale(Vec<ScaleLevel>);

/// Why a scale or a level was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ScaleError {
    /// A number that no level of the scale carries.
    #[error("level {value} is not on this model's scale of {lowest} to {highest}")]
    UnknownLevel {
        /// The number that was asked for.
        value: i64,
        /// The floor's number.
        lowest: i64,
        /// The top's number.
        highest: i64,
    },
    /// Too few or too many levels.
    #[error("a scale has 2 to 20 levels, this one has {0}")]
    Size(usize),
    /// Values that do not rise from one level to the next.
    #[error("level {0} does not rise above the one before it; list levels from lowest to highest")]
    NotRising(i64),
}

impl Scale {
    /// Most levels that a scale may have.
    pub const MOST_LEVELS: usize = 20;

    /// A scale from its levels, lowest first.
    ///
    /// # Errors
    /// Fewer than two levels, more than [`Self::MOST_LEVELS`], or values that do not rise.
    pub fn new(levels: Vec<ScaleLevel>) -> Result<Self, ScaleError> {
        if !(2..=Self::MOST_LEVELS).contains(&levels.len()) {
            return Err(ScaleError::Size(levels.len()));
        }
        if let Some(pair) = levels
            .windows(2)
            .find(|pair| pair[0].value >= pair[1].value)
        {
            return Err(ScaleError::NotRising(pair[1].value));
        }
        Ok(Self(levels))
    }

    /// The level that carries the printed number `value`.
    ///
    /// # Errors
    /// [`ScaleError::UnknownLevel`] where none does.
    pub fn parse(&self, value: i64) -> Result<Level, ScaleError> {
        self.all()
            .find(|level| self.value(*level) == value)
            .ok_or_else(|| ScaleError::UnknownLevel {
                value,
                lowest: self.value(Level::FLOOR),
                highest: self.value(self.top()),
            })
    }

    /// The printed number of a level.
    #[must_use]
    pub fn value(&self, level: Level) -> i64 {
        self.0[level.position()].value
    }

    /// The name of a level.
    #[must_use]
    pub fn name(&self, level: Level) -> &str {
        &self.0[level.position()].name
    }

    /// Gives every level the name that `translate` has for its number, where it has one.
    pub fn rename(&mut self, translate: impl Fn(i64) -> Option<String>) {
        for level in &mut self.0 {
            if let Some(name) = translate(level.value) {
                level.name = name;
            }
        }
    }

    /// All levels, the floor first.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = Level> + ExactSizeIterator + use<> {
        let count = u8::try_from(self.0.len()).unwrap_or(u8::MAX);
        (0..count).map(Level)
    }

    /// The levels above the floor: one for each step.
    pub fn above_floor(&self) -> impl DoubleEndedIterator<Item = Level> + use<> {
        self.all().skip(1)
    }

    /// The highest level.
    #[must_use]
    pub fn top(&self) -> Level {
        self.all().next_back().unwrap_or(Level::FLOOR)
    }

    /// The level at a position above the floor, `None` past the top.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<Level> {
        self.all().nth(position)
    }

    /// The level above, `None` on top.
    #[must_use]
    pub fn above(&self, level: Level) -> Option<Level> {
        self.at(level.position() + 1)
    }

    /// How many levels there are.
    #[must_use]
    #[expect(
        clippy::len_without_is_empty,
        reason = "a scale has at least two levels"
    )]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// An index: the printed number of `level` plus the part `done / of` of the way to
    /// the next printed number. On top, or with nothing done, it is the number itself.
    #[must_use]
    pub fn index(&self, level: Level, done: u64, of: u64) -> f64 {
        let base = as_f64(self.value(level));
        match self.above(level) {
            Some(next) if of > 0 => {
                let gap = as_f64(self.value(next)) - base;
                base + gap * ratio(done, of)
            }
            _ => base,
        }
    }
}

/// Printed level numbers are small; the cast is exact below 2^53.
#[expect(
    clippy::cast_precision_loss,
    reason = "level numbers lie far below 2^53"
)]
fn as_f64(value: i64) -> f64 {
    value as f64
}

/// `part / whole` as a double, one rounding for each integer and one for the division.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "sums of weights lie far below 2^53"
)]
pub fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(values: &[i64]) -> Result<Scale, ScaleError> {
        Scale::new(
            values
                .iter()
                .map(|v| ScaleLevel {
                    value: *v,
                    name: format!("L{v}"),
                })
                .collect(),
        )
    }

    #[test]
    fn a_number_off_the_scale_is_named_with_the_range() {
        let error = scale(&[1, 2, 3, 4, 5]).unwrap().parse(6).unwrap_err();
        assert_eq!(
            error.to_string(),
            "level 6 is not on this model's scale of 1 to 5"
        );
    }

    #[test]
    fn levels_rise() {
        assert_eq!(scale(&[1, 3, 2]), Err(ScaleError::NotRising(2)));
        assert_eq!(scale(&[1]), Err(ScaleError::Size(1)));
    }

    #[test]
    fn an_index_is_counted_in_printed_numbers() {
        let scale = scale(&[0, 1, 2, 3]).unwrap();
        let one = scale.parse(1).unwrap();
        assert!((scale.index(one, 1, 2) - 1.5).abs() < 1e-12);
        assert!((scale.index(scale.top(), 1, 2) - 3.0).abs() < 1e-12);
    }
}
