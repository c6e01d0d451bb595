//! A card of 1200 by 630 points: a title, and a bar of levels for every row.

use crate::colour::{
    GRID, INK, LEVELS, MUTED, ON_LEVEL, PART, PRIMARY, Role, SOFT, SURFACE, spread,
};
use crate::measure::{text_width_px, wrap};
use crate::text::{count, escape, number};
use std::fmt::Write as _;

const WIDTH: f64 = 1200.0;
const HEIGHT: f64 = 630.0;
const EDGE: f64 = 64.0;
const BARS_FROM: f64 = 560.0;
const BARS_TO: f64 = 880.0;
const MOST_ROWS: usize = 9;

/// A row of the card.
#[derive(Debug, Clone)]
pub struct PreviewRow {
    /// What it is.
    pub label: String,
    /// Place of its level; none where it has none.
    pub level: Option<usize>,
    /// The level's printed number.
    pub number: String,
    /// How far it is to the next level, 0 to 1.
    pub share: f64,
    /// The level, in words.
    pub text: String,
}

/// What the card says.
#[derive(Debug, Clone)]
pub struct PreviewInput {
    /// Its title, over at most two lines.
    pub title: String,
    /// The line under it.
    pub subtitle: String,
    /// The line at its foot.
    pub note: String,
    /// How many levels there are.
    pub levels: usize,
    /// The rows.
    pub rows: Vec<PreviewRow>,
}

/// Draws the card in light colours, in the font "Inter". Rows beyond the ninth are left out:
/// a card is looked at for a second.
#[must_use]
pub fn preview(input: &PreviewInput) -> String {
    let mut card = Card::new();
    let room = WIDTH - 2.0 * EDGE;
    let sizes = [52.0, 48.0, 44.0].into_iter();
    // One line, where that can be had without small print.
    let size = sizes
        .clone()
        .find(|size| text_width_px(&input.title, *size) <= room);
    let size = size.unwrap_or(52.0);
    let title = wrap(&input.title, size, room);
    let mut below = 76.0;
    for line in title.iter().take(2) {
        below += size * 1.08;
        let line = fitted(line, size, room);
        card.text((EDGE, below), size, 700, INK, "start", &line);
    }
    below += 44.0;
    card.text(
        (EDGE, below),
        26.0,
        400,
        MUTED,
        "start",
        &fitted(&input.subtitle, 26.0, WIDTH - 2.0 * EDGE),
    );
    let rows: Vec<&PreviewRow> = input.rows.iter().take(MOST_ROWS).collect();
    let top = below + 32.0;
    let pitch = ((HEIGHT - 70.0 - top) / count(rows.len().max(1))).min(46.0);
    let size = (pitch * 0.52).min(24.0);
    for (at, row) in rows.into_iter().enumerate() {
        let middle = top + pitch * (count(at) + 0.5);
        card.row(row, middle, pitch, size, input.levels);
    }
    card.text(
        (EDGE, HEIGHT - 32.0),
        20.0,
        400,
        MUTED,
        "start",
        &input.note,
    );
    card.text(
        (WIDTH - EDGE, HEIGHT - 32.0),
        20.0,
        600,
        PRIMARY,
        "end",
        "Gradus",
    );
    card.svg.push_str("</svg>");
    card.svg
}

struct Card {
    svg: String,
}

impl Card {
    fn new() -> Self {
        let mut card = Self {
            svg: format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"Inter\">"
            ),
        };
        card.rect((0.0, 0.0), (WIDTH, HEIGHT), 0.0, SURFACE);
        card.rect((0.0, 0.0), (WIDTH, 20.0), 0.0, PRIMARY);
        card
    }

    fn rect(&mut self, at: (f64, f64), size: (f64, f64), radius: f64, role: Role) {
        // Writing to a string cannot fail.
        let _ = write!(
            self.svg,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{}\"/>",
            number(at.0),
            number(at.1),
            number(size.0),
            number(size.1),
            number(radius),
            role.light
        );
    }

    fn text(
        &mut self,
        at: (f64, f64),
        size: f64,
        weight: u32,
        role: Role,
        anchor: &str,
        text: &str,
    ) {
        let _ = write!(
            self.svg,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"{weight}\" fill=\"{}\" text-anchor=\"{anchor}\">{}</text>",
            number(at.0),
            number(at.1),
            number(size),
            role.light,
            escape(text)
        );
    }

    fn row(&mut self, row: &PreviewRow, middle: f64, pitch: f64, size: f64, levels: usize) {
        let base = middle + size * 0.36;
        let label = fitted(&row.label, size, BARS_FROM - EDGE - 24.0);
        self.text((EDGE, base), size, 600, INK, "start", &label);
        let gap = 6.0;
        let step = (BARS_TO - BARS_FROM) / count(levels.max(1));
        let (tall, wide) = (pitch * 0.5, step - gap);
        for at in 0..levels {
            let x = BARS_FROM + step * count(at);
            let place = (x, middle - tall / 2.0);
            let whole = (wide, tall);
            match row.level {
                Some(level) if at < level => self.rect(place, whole, 5.0, PART),
                Some(level) if at == level => {
                    self.rect(place, whole, 5.0, LEVELS[spread(at, levels, LEVELS.len())]);
                    self.text(
                        (x + wide / 2.0, middle + 6.5),
                        18.0,
                        700,
                        ON_LEVEL,
                        "middle",
                        &row.number,
                    );
                }
                Some(level) if at == level + 1 => {
                    self.rect(place, whole, 5.0, SOFT);
                    let done = wide * row.share.clamp(0.0, 1.0);
                    if done >= 1.0 {
                        self.rect(place, (done, tall), 5.0, PART);
                    }
                }
                Some(_) => self.rect(place, whole, 5.0, SOFT),
                None => self.rect(place, whole, 5.0, GRID),
            }
        }
        let text = fitted(&row.text, size, WIDTH - EDGE - BARS_TO - 16.0);
        self.text((BARS_TO + 16.0, base), size, 400, INK, "start", &text);
    }
}

/// A text cut to a width, with an ellipsis where something is missing.
fn fitted(text: &str, size: f64, width: f64) -> String {
    if text_width_px(text, size) <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.chars() {
        short.push(letter);
        if text_width_px(&format!("{short}…"), size) > width {
            short.pop();
            break;
        }
    }
    format!("{}…", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(rows: usize) -> PreviewInput {
        let row = |at: usize| PreviewRow {
            label: format!("A component with a rather long name & number {at}"),
            level: (at != 1).then_some(at % 5),
            number: (at % 5 + 1).to_string(),
            share: 0.4,
            text: "3 Competent".to_owned(),
        };
        PreviewInput {
            title: "Northaven <is> Developing, close to Competent".to_owned(),
            subtitle: "2026".to_owned(),
            note: "Level 1 to 5".to_owned(),
            levels: 5,
            rows: (0..rows).map(row).collect(),
        }
    }

    #[test]
    fn the_card_is_whole_with_any_number_of_rows() {
        for rows in [0, 1, 7, 30] {
            let svg = preview(&input(rows));
            let document = roxmltree::Document::parse(&svg).expect("XML");
            let labels = document
                .descendants()
                .filter(roxmltree::Node::is_element)
                .filter(|node| {
                    node.text()
                        .is_some_and(|text| text.starts_with("A component"))
                });
            assert_eq!(labels.count(), rows.min(MOST_ROWS), "{rows}");
        }
    }

    #[test]
    fn a_text_that_is_too_wide_ends_in_an_ellipsis() {
        let short = fitted(&"wide ".repeat(50), 20.0, 200.0);
        assert!(
            short.ends_with('…') && text_width_px(&short, 20.0) <= 200.0,
            "{short}"
        );
        assert_eq!(fitted("short", 20.0, 200.0), "short");
    }
}
