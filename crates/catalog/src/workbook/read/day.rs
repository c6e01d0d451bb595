//! Days as spreadsheets hold them and as people write them.

use super::grid::Value;
use crate::fields::parse_day;
use time::macros::{date, format_description};
use time::{Date, Duration};

/// Days before this one are years or counts that a spreadsheet took for days.
const EARLIEST: Date = date!(1950 - 01 - 01);
const LATEST: Date = date!(2199 - 12 - 31);

/// The day that a cell holds: a serial number, `2026-06-30`, or `30.6.2026`; a time of
/// day is cut off. Only days from 1950 to 2199 are taken for days.
pub(super) fn day_of(value: &Value) -> Option<Date> {
    let day = match value {
        Value::Number(serial) => of_serial(*serial),
        Value::Text(text) => of_text(text.trim()),
        Value::Bool(_) | Value::Error(_) | Value::NoResult => None,
    };
    day.filter(|day| (EARLIEST..=LATEST).contains(day))
}

/// Spreadsheets count days from 30 December 1899, for all days after February 1900.
fn of_serial(serial: f64) -> Option<Date> {
    if !(1.0..3_000_000.0).contains(&serial) {
        return None;
    }
    let offset = Duration::seconds_f64(serial.floor() * 86_400.0);
    date!(1899 - 12 - 30).checked_add(offset)
}

fn of_text(text: &str) -> Option<Date> {
    let first = text.split(['T', ' ']).next().unwrap_or_default();
    let german = format_description!("[day padding:none].[month padding:none].[year]");
    parse_day(first).or_else(|| Date::parse(&text.replace(' ', ""), german).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_numbers_and_as_texts() {
        let text = |text: &str| day_of(&Value::Text(text.to_owned()));
        let day = Some(date!(2026 - 06 - 30));
        assert_eq!(day_of(&Value::Number(46_203.0)), day);
        assert_eq!(day_of(&Value::Number(46_203.75)), day);
        for written in [
            "2026-06-30",
            " 2026-06-30 ",
            "2026-06-30T00:00:00",
            "30.06.2026",
            "30.6.2026",
            "30. 6. 2026",
        ] {
            assert_eq!(text(written), day, "{written}");
        }
    }

    #[test]
    fn what_is_no_day_is_not_taken_for_one() {
        let text = |text: &str| day_of(&Value::Text(text.to_owned()));
        for written in [
            "soon",
            "2026",
            "2026-13-01",
            "31.02.2026",
            "06/30/2026",
            "30.06.26",
            "",
        ] {
            assert_eq!(text(written), None, "{written}");
        }
        for number in [2026.0, 0.0, -5.0, 1e300, f64::NAN, f64::INFINITY] {
            assert_eq!(day_of(&Value::Number(number)), None, "{number}");
        }
        assert_eq!(day_of(&Value::Bool(true)), None);
    }
}
