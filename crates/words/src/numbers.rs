//! Numbers and days as people of a language write them.

use crate::{Language, Words};

impl Words {
    /// A number with `places` decimals, halves rounded up (away from zero), with the
    /// language's decimal mark: 2.25 with one place reads 2.3, in German 2,3.
    #[must_use]
    pub fn decimal(&self, number: f64, places: usize) -> String {
        let text = round_half_up(number, places);
        match self.language() {
            Language::English => text,
            Language::German => text.replace('.', ","),
        }
    }

    /// A share from 0 to 1 in whole per cent, halves rounded up: `60 %`. The space does
    /// not break.
    #[must_use]
    pub fn percent(&self, share: f64) -> String {
        format!("{}\u{a0}%", round_half_up(share * 100.0, 0))
    }

    /// A day given as year, month and day of the month: "30 June 2026".
    #[must_use]
    pub fn day(&self, year: i32, month: u8, day: u8) -> String {
        let month = self.text(&format!("month-{month}"));
        match self.language() {
            Language::English => format!("{day} {month} {year}"),
            Language::German => format!("{day}. {month} {year}"),
        }
    }
}

/// Rounds halves away from zero at `places` decimals. The half is judged on the shortest
/// decimal that stands for the number, so that 1.15 reads 1.2 although the double is a
/// little less.
fn round_half_up(number: f64, places: usize) -> String {
    let scale = 10_f64.powi(i32::try_from(places).unwrap_or(0));
    // Twelve significant places are kept, more than any figure here needs, and the noise of
    // binary fractions is cut off.
    let near: f64 = format!("{:.9}", number * scale)
        .parse()
        .unwrap_or(number * scale);
    let rounded = near.round() / scale;
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    format!("{rounded:.places$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_up() {
        let words = Words::new(Language::English);
        for (number, text) in [
            (2.25, "2.3"),
            (1.15, "1.2"),
            (2.349_999, "2.3"),
            (0.05, "0.1"),
        ] {
            assert_eq!(words.decimal(number, 1), text);
        }
        assert_eq!(words.decimal(-0.04, 1), "0.0");
        assert_eq!(words.percent(0.605), "61\u{a0}%");
    }

    #[test]
    fn german_writes_a_comma() {
        assert_eq!(Words::new(Language::German).decimal(3.235, 1), "3,2");
        assert_eq!(
            Words::new(Language::German).day(2026, 6, 30),
            "30. Juni 2026"
        );
    }
}
