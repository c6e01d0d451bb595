//! How many chose which point, as standing bars.

use crate::canvas::{Anchor, BODY, Canvas, MARGIN, Paint, SMALL, Type, tab_upright};
use crate::colour::{INK, MIDDLE, MUTED, QUIET};
use crate::distribution::Count;
use crate::measure::{text_width_px, widest_piece, wrap};
use crate::series::Heading;
use crate::style::Style;
use crate::text::count;

const NUMBER: Type = BODY.bold().sized(17.0);
const LABEL: Type = BODY.ink(MUTED);
const POINTER: Type = SMALL.bold();
const PLOT_PX: f64 = 200.0;

/// One bar that is pointed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer {
    /// Which bar, counted from 0.
    pub at: usize,
    /// What it is.
    pub label: String,
}

/// What [`histogram`] draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistogramInput {
    /// What names the drawing.
    pub heading: Heading,
    /// From the lowest point to the highest.
    pub points: Vec<Count>,
    /// A bar to point out, such as the one with the median.
    pub pointer: Option<Pointer>,
}

/// Draws standing bars with their numbers above and their labels below.
#[must_use]
pub fn histogram(input: &HistogramInput, style: &Style) -> String {
    let bars = count(input.points.len().max(1));
    let labels = || input.points.iter().map(|point| point.label.as_str());
    let pointer = input
        .pointer
        .as_ref()
        .filter(|pointer| pointer.at < input.points.len());
    let pointer_px = pointer.map_or(0.0, |pointer| {
        text_width_px(&pointer.label, POINTER.size) + 18.0
    });
    let slot = ((style.width_px() - 2.0 * MARGIN) / bars)
        .max(widest_piece(labels(), LABEL.size) + 12.0)
        .max(pointer_px);
    let width = slot * bars + 2.0 * MARGIN;
    let labels: Vec<_> = labels()
        .map(|label| wrap(label, LABEL.size, slot - 12.0))
        .collect();
    let lines = count(labels.iter().map(Vec::len).max().unwrap_or(0));
    let base = MARGIN + NUMBER.leading() + PLOT_PX;
    let pointer_line = if pointer.is_some() {
        POINTER.leading() + 4.0
    } else {
        0.0
    };
    let height = base + 6.0 + lines * LABEL.leading() + pointer_line + MARGIN;
    let mut canvas = Canvas::new(&input.heading, style, width, height);

    let most = input.points.iter().map(|point| point.count).max();
    let most = f64::from(most.unwrap_or(0).max(1));
    for (at, (point, lines)) in input.points.iter().zip(&labels).enumerate() {
        let left = MARGIN + slot * count(at);
        let middle = left + slot / 2.0;
        let bar = PLOT_PX * f64::from(point.count) / most;
        if point.count > 0 {
            let size = (slot - 12.0, bar);
            let outline = tab_upright((left + 6.0, base - bar), size, 6.0);
            canvas.outline(&outline, Paint::fill(MIDDLE));
        }
        let set = NUMBER.at(Anchor::Middle);
        canvas.text((middle, base - bar - 7.0), set, &point.count.to_string());
        let mut y = base + 4.0 + LABEL.leading();
        let pointed = pointer.filter(|pointer| pointer.at == at);
        let set = LABEL.at(Anchor::Middle);
        let set = if pointed.is_some() {
            set.ink(INK).bold()
        } else {
            set
        };
        canvas.lines((middle, y), set, lines);
        y += count(lines.len()) * LABEL.leading() + 2.0;
        if let Some(pointer) = pointed {
            let set = POINTER.at(Anchor::Middle);
            let tip = y - POINTER.size - 1.0;
            canvas.text((middle + 6.0, y), set, &pointer.label);
            let start = middle + 6.0 - text_width_px(&pointer.label, set.size) / 2.0 - 11.0;
            let corners = [(start, y), (start + 4.0, tip + 2.0), (start + 8.0, y)];
            canvas.polygon(&corners, Paint::fill(INK));
        }
    }
    let ends = ((MARGIN, base), (width - MARGIN, base));
    canvas.line(ends.0, ends.1, Paint::stroke(QUIET, 1.25));
    canvas.finish()
}
