//! The layout of one row an item: its label, a plot, and its value in words.

use crate::canvas::{Anchor, BODY, Canvas, MARGIN, Paint, Point, SMALL, Type};
use crate::colour::{GRID, INK, MUTED};
use crate::legend::Legend;
use crate::measure::{text_width_px, widest, widest_piece, wrap};
use crate::series::{Item, Mark, Scale, Tick};
use crate::style::Style;
use crate::text::count;

const LABEL: Type = BODY;
const VALUE: Type = BODY.bold();
const TICK: Type = SMALL.ink(MUTED);
const MARK: Type = SMALL.bold();
/// Between label and plot; the sign for "no value" stands in it.
const GAP_PX: f64 = 26.0;
const LEAST_PLOT_PX: f64 = 150.0;

/// Where everything is.
#[derive(Debug)]
pub(crate) struct Rows {
    labels: Vec<Vec<String>>,
    tops: Vec<f64>,
    /// Where the plot begins and ends.
    pub(crate) plot: (f64, f64),
    /// The top of the first row and the bottom of the last.
    pub(crate) span: (f64, f64),
    ticks: Vec<(f64, Vec<String>)>,
    scale: Scale,
    /// The width of the drawing.
    pub(crate) width: f64,
}

/// What decides the layout.
pub(crate) struct Plan<'a> {
    pub(crate) items: Vec<&'a Item>,
    pub(crate) ticks: &'a [Tick],
    pub(crate) scale: Scale,
    pub(crate) mark: Option<&'a Mark>,
    pub(crate) row_px: f64,
}

impl Rows {
    pub(crate) fn lay_out(plan: &Plan<'_>, legend: &Legend, style: &Style) -> Self {
        let share_of_labels = (style.width_px() * 0.34).min(230.0);
        let labels: Vec<_> = plan
            .items
            .iter()
            .map(|item| wrap(&item.label, LABEL.size, share_of_labels))
            .collect();
        let label_px = widest(labels.iter().flatten().map(String::as_str), LABEL.size);
        let value_px = widest(
            plan.items.iter().map(|item| item.value_text.as_str()),
            VALUE.size,
        );
        let tick_px = widest_piece(plan.ticks.iter().map(|tick| tick.label.as_str()), TICK.size);
        let steps = count(plan.ticks.len().saturating_sub(1)).max(1.0);
        let start = MARGIN + label_px + GAP_PX;
        let after = MARGIN + (value_px + 12.0).max(tick_px / 2.0);
        let mark_px = plan
            .mark
            .map_or(0.0, |mark| text_width_px(&mark.label, MARK.size));
        let width = style
            .width_px()
            .max(start + LEAST_PLOT_PX.max((tick_px + 8.0) * steps) + after)
            .max(legend.least_width())
            .max(mark_px + 2.0 * MARGIN)
            .ceil();
        let plot = (start, width - after);
        let top = if plan.mark.is_some() {
            MARGIN + MARK.leading() + 4.0
        } else {
            MARGIN
        };
        let mut bottom = top;
        let mut tops = Vec::new();
        for lines in &labels {
            tops.push(bottom);
            bottom += plan.row_px.max(count(lines.len()) * LABEL.leading() + 12.0);
        }
        let tick_room = (plot.1 - plot.0) / steps - 6.0;
        let ticks = plan
            .ticks
            .iter()
            .filter(|tick| tick.value.is_finite())
            .map(|tick| (tick.value, wrap(&tick.label, TICK.size, tick_room)))
            .collect();
        Self {
            labels,
            tops,
            plot,
            span: (top, bottom),
            ticks,
            scale: plan.scale,
            width,
        }
    }

    /// The x of a value.
    pub(crate) fn x(&self, value: f64) -> f64 {
        self.plot.0 + (self.plot.1 - self.plot.0) * self.scale.share(value)
    }

    /// The middle line of a row.
    pub(crate) fn middle(&self, at: usize) -> f64 {
        let top = self.tops.get(at).copied().unwrap_or(self.span.0);
        let bottom = self.tops.get(at + 1).copied().unwrap_or(self.span.1);
        f64::midpoint(top, bottom)
    }

    /// Where the sign for "no value" stands in a row: beside the plot, not on it.
    pub(crate) fn beside(&self, at: usize) -> Point {
        (self.plot.0 - 14.0, self.middle(at))
    }

    /// The y below rows and tick labels.
    pub(crate) fn bottom(&self) -> f64 {
        let most = self.ticks.iter().map(|(_, lines)| lines.len()).max();
        match most {
            None | Some(0) => self.span.1,
            Some(lines) => self.span.1 + 6.0 + count(lines) * TICK.leading(),
        }
    }

    /// Lines at the ticks and their labels below the rows.
    pub(crate) fn draw_ticks(&self, canvas: &mut Canvas<'_>) {
        for (value, lines) in &self.ticks {
            let x = self.x(*value);
            canvas.line((x, self.span.0), (x, self.span.1), Paint::stroke(GRID, 1.0));
            let first = self.span.1 + 4.0 + TICK.leading();
            canvas.lines((x, first), TICK.at(Anchor::Middle), lines);
        }
    }

    /// Labels at the start, values at the end.
    pub(crate) fn draw_texts(&self, canvas: &mut Canvas<'_>, items: &[&Item]) {
        for (at, (item, lines)) in items.iter().zip(&self.labels).enumerate() {
            let middle = self.middle(at);
            let rise = (count(lines.len()) - 1.0) * LABEL.leading() / 2.0;
            canvas.lines((MARGIN, middle - rise + LABEL.drop()), LABEL, lines);
            canvas.text(
                (self.width - MARGIN, middle + VALUE.drop()),
                VALUE.at(Anchor::End),
                &item.value_text,
            );
        }
    }

    /// A dashed line through all rows, with what it stands for above them.
    pub(crate) fn draw_mark(&self, canvas: &mut Canvas<'_>, mark: &Mark) {
        let x = self.x(mark.value);
        let (top, bottom) = self.span;
        canvas.line(
            (x, top - 2.0),
            (x, bottom),
            Paint::stroke(INK, 1.5).dashed("5 3"),
        );
        let half = text_width_px(&mark.label, MARK.size) / 2.0;
        let least = MARGIN + half;
        let centre = x.min(self.width - MARGIN - half).max(least);
        canvas.text((centre, top - 7.0), MARK.at(Anchor::Middle), &mark.label);
    }
}
