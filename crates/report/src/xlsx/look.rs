//! How the workbook looks: formats, colours that survive a grey printer, and rows as high as
//! their texts need, since not every program finds that height by itself.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// What counts: headings, and what is now.
pub(super) const BRAND: u32 = 0x0014_426B;
/// What is aimed at.
pub(super) const TARGET: u32 = 0x0091_590F;
/// The inside of bars of what is aimed at.
pub(super) const TARGET_PALE: u32 = 0x00F6_E7CB;
/// What was.
pub(super) const EARLIER: u32 = 0x009D_BFDB;
/// The bars behind numbers.
pub(super) const PALE: u32 = 0x00CF_E0EE;
/// Lines that only guide the eye.
pub(super) const GRID: u32 = 0x00C9_D4DF;
const INK: u32 = 0x000E_2237;
const SOFT: u32 = 0x0044_566A;

/// Height of a line of text in points, at the size that spreadsheets begin with.
const LINE: f64 = 15.0;
/// Most of a row's height: spreadsheets allow 409 points.
const MOST_HEIGHT: f64 = 405.0;

pub(super) struct Look {
    pub(super) title: Format,
    pub(super) lead: Format,
    pub(super) sentence: Format,
    pub(super) head: Format,
    pub(super) head_number: Format,
    pub(super) text: Format,
    pub(super) strong: Format,
    pub(super) index: Format,
    pub(super) change: Format,
    pub(super) whole: Format,
    pub(super) percent: Format,
    pub(super) day: Format,
    pub(super) figure: Format,
    pub(super) figure_index: Format,
    pub(super) figure_percent: Format,
}

impl Look {
    pub(super) fn new() -> Self {
        let cell = || {
            Format::new()
                .set_align(FormatAlign::Top)
                .set_font_color(INK)
                .set_border_bottom(FormatBorder::Hair)
                .set_border_bottom_color(GRID)
        };
        let number = |format: &str| {
            cell()
                .set_num_format(format)
                .set_align(FormatAlign::Right)
                .set_indent(1)
        };
        let head = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_font_color(0x00FF_FFFF_u32)
            .set_background_color(BRAND);
        let text = cell()
            .set_text_wrap()
            .set_align(FormatAlign::Left)
            .set_indent(1);
        let figure = Format::new()
            .set_bold()
            .set_font_size(16.0)
            .set_font_color(BRAND)
            .set_align(FormatAlign::Left)
            .set_align(FormatAlign::VerticalCenter);
        let sentence = Format::new()
            .set_font_color(INK)
            .set_align(FormatAlign::VerticalCenter);
        Self {
            title: Format::new()
                .set_bold()
                .set_font_size(18.0)
                .set_font_color(INK),
            lead: Format::new().set_font_color(SOFT),
            sentence: sentence.clone().set_text_wrap(),
            head_number: head.clone().set_align(FormatAlign::Right).set_indent(1),
            head: head.set_align(FormatAlign::Left).set_indent(1),
            strong: text.clone().set_bold(),
            text,
            index: number("0.00"),
            // Of three parts: for rises, falls and none.
            change: number("+0.00;\u{2212}0.00;0.00"),
            whole: number("0"),
            percent: number("0 %"),
            day: number("yyyy-mm-dd"),
            figure_index: figure.clone().set_num_format("0.00"),
            figure_percent: figure.clone().set_num_format("0 %"),
            figure,
        }
    }
}

/// The height in points of a row whose widest needs are `cells`: each a text and the width of
/// its column in characters. `None` where one line will do.
pub(super) fn height<'a>(cells: impl Iterator<Item = (&'a str, f64)>) -> Option<f64> {
    let lines = cells.map(|(text, width)| lines(text, width)).max()?;
    (lines > 1).then(|| (f64::from(lines) * LINE + 1.0).min(MOST_HEIGHT))
}

/// Lines that a text takes in a column of `width` characters, broken between words. A column's
/// width is reckoned in digits, which are wider than most letters, and the indent counts: a line
/// too many is better than one cut.
fn lines(text: &str, width: f64) -> u32 {
    let wide = |word: &str| {
        let letters = u32::try_from(word.chars().count()).unwrap_or(u32::MAX);
        f64::from(letters)
    };
    let room = (width - 2.0).max(3.0);
    let mut lines = 0_u32;
    for paragraph in text.split('\n') {
        lines = lines.saturating_add(1);
        let mut used = 0.0;
        for word in paragraph.split_whitespace() {
            let word = wide(word);
            if used > 0.0 && used + 1.0 + word > room {
                lines = lines.saturating_add(1);
                used = 0.0;
            }
            used += word + if used > 0.0 { 1.0 } else { 0.0 };
            while used > room {
                lines = lines.saturating_add(1);
                used -= room;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_longest_text_needs() {
        assert_eq!(height([("short", 20.0), ("", 9.0)].into_iter()), None);
        let two = height([("short", 20.0), ("two words that need lines", 20.0)].into_iter());
        assert_eq!(two, Some(31.0));
        let endless = "x".repeat(32_000);
        assert_eq!(height([(endless.as_str(), 9.0)].into_iter()), Some(405.0));
    }

    #[test]
    fn lines_break_between_words_and_inside_those_that_fit_nowhere() {
        assert_eq!(lines("", 10.0), 1);
        assert_eq!(lines("one two", 12.0), 1);
        assert_eq!(lines("one two three", 12.0), 2);
        assert_eq!(lines("first\nsecond", 40.0), 2);
        assert_eq!(lines(&"x".repeat(21), 12.0), 3);
    }
}
