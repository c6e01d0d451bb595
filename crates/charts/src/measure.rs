//! How wide a text is, and where to break it.

use unicode_width::UnicodeWidthChar;

/// The advance widths of Inter SemiBold 4.0 from space to tilde, in thousandths of an em. Regular
/// is narrower in nearly every letter, so this measures both.
const ADVANCES: [u16; 95] = [
    252, 321, 523, 644, 650, 1004, 663, 326, 373, 373, 540, 673, 319, 465, 319, 379, 660, 423, 623,
    636, 666, 612, 640, 576, 640, 640, 319, 329, 673, 673, 673, 543, 999, 728, 659, 737, 722, 605,
    588, 749, 746, 277, 580, 703, 565, 922, 759, 769, 645, 773, 652, 650, 660, 736, 728, 1020, 720,
    713, 652, 373, 379, 373, 481, 469, 351, 574, 624, 583, 624, 591, 389, 625, 612, 262, 262, 569,
    262, 900, 612, 609, 624, 624, 397, 549, 353, 612, 587, 839, 569, 588, 566, 455, 359, 455, 673,
];

/// Room for fonts that are a little wider than Inter.
const ALLOWANCE: f64 = 1.08;

/// The most lines a label takes before it is given more width instead.
pub(crate) const MOST_LINES: usize = 3;

/// How wide a text is at most, in pixels, when set in Inter at `size_px`. Letters beyond ASCII are
/// reckoned generously; Chinese, Japanese and Korean ones at two cells.
#[must_use]
pub fn text_width_px(text: &str, size_px: f64) -> f64 {
    let ems: f64 = text.chars().map(advance_em).sum();
    ems * size_px * ALLOWANCE
}

fn advance_em(character: char) -> f64 {
    let known = u32::from(character)
        .checked_sub(0x20)
        .and_then(|at| usize::try_from(at).ok())
        .and_then(|at| ADVANCES.get(at));
    if let Some(&thousandths) = known {
        return f64::from(thousandths) / 1000.0;
    }
    match character {
        '–' | '“' | '”' | '‘' | '’' | '·' => 0.52,
        '—' | '…' | '→' | '←' | 'Æ' | 'Œ' | 'æ' | 'œ' => 1.03,
        _ => {
            let cells = match character.width().unwrap_or(0) {
                0 => return 0.0,
                1 => 1.0,
                _ => 2.0,
            };
            cells * if character.is_uppercase() { 0.8 } else { 0.64 }
        }
    }
}

/// The greatest width of some texts, in pixels; 0 without any.
pub(crate) fn widest<'a>(texts: impl IntoIterator<Item = &'a str>, size_px: f64) -> f64 {
    texts
        .into_iter()
        .map(|text| text_width_px(text, size_px))
        .fold(0.0, f64::max)
}

/// The greatest width of a piece that is never broken.
pub(crate) fn widest_piece<'a>(texts: impl IntoIterator<Item = &'a str>, size_px: f64) -> f64 {
    texts
        .into_iter()
        .flat_map(pieces)
        .map(|piece| text_width_px(piece.trim_end(), size_px))
        .fold(0.0, f64::max)
}

/// Breaks a text at spaces, behind hyphens and slashes and between ideographs into lines of at
/// most `width_px`. Where that takes more than [`MOST_LINES`] lines, or one piece is wider, lines
/// are as wide as need be: nothing is left out. An empty text has no lines.
pub(crate) fn wrap(text: &str, size_px: f64, width_px: f64) -> Vec<String> {
    let whole = text_width_px(text, size_px);
    let mut width = width_px.max(1.0);
    loop {
        let lines = wrap_at(text, size_px, width);
        if lines.len() <= MOST_LINES || width > whole {
            return lines;
        }
        width *= 1.08;
    }
}

fn wrap_at(text: &str, size_px: f64, width_px: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if !line.is_empty() && text_width_px(longer.trim_end(), size_px) > width_px {
            lines.push(line.trim_end().to_owned());
            line = piece.to_owned();
        } else {
            line = longer;
        }
    }
    lines.push(line.trim_end().to_owned());
    lines.retain(|line| !line.is_empty());
    lines
}

/// The text cut behind every place where a line may end; a space stays with what precedes it.
fn pieces(text: &str) -> Vec<&str> {
    let text = text.trim();
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let Some(&(end, next)) = characters.peek() else {
            break;
        };
        let space = is_space(character);
        let joint = matches!(character, '-' | '/' | '‐') && at > from && next.is_alphabetic();
        let wide = character.width() == Some(2) && next.width() == Some(2);
        if (space && !is_space(next)) || joint || wide {
            pieces.push(&text[from..end]);
            from = end;
        }
    }
    pieces.push(&text[from..]);
    pieces
}

fn is_space(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_wide_as_its_letters() {
        // H, i: 746 and 262 thousandths of an em in the font's own table.
        assert!((text_width_px("Hi", 10.0) - (7.46 + 2.62) * 1.08).abs() < 1e-9);
        assert!((text_width_px("市", 10.0) - 12.8 * 1.08).abs() < 1e-9);
        assert!((text_width_px("e\u{301}", 10.0) - text_width_px("e", 10.0)).abs() < 1e-9);
    }

    #[test]
    fn lines_break_at_spaces_and_behind_hyphens_and_slashes() {
        assert_eq!(
            wrap("Customer/stakeholder focus", 13.0, 100.0),
            ["Customer/", "stakeholder", "focus"]
        );
        assert_eq!(wrap("one two", 13.0, 500.0), ["one two"]);
        assert_eq!(wrap("10\u{a0}% done", 13.0, 1.0), ["10\u{a0}%", "done"]);
        assert_eq!(wrap("智慧城市", 10.0, 30.0), ["智慧", "城市"]);
        assert_eq!(wrap("2024-25", 13.0, 1.0), ["2024-25"]);
    }

    #[test]
    fn a_long_text_gets_wider_lines_instead_of_a_fourth() {
        let text =
            "a council that listens to the people who live in the city and shows what it did";
        let lines = wrap(text, 13.0, 60.0);
        assert!(lines.len() <= MOST_LINES);
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_text_of_nothing_has_no_lines() {
        assert!(wrap("", 13.0, 60.0).is_empty());
        assert!(wrap(" \n", 13.0, 60.0).is_empty());
    }
}
