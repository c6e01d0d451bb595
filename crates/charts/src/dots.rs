//! Values as dots on a common scale, one row an item.

use crate::canvas::{Canvas, MARGIN, Paint};
use crate::colour::GRID;
use crate::legend::{Legend, Sample};
use crate::rows::{Plan, Rows};
use crate::series::{Heading, Item, Mark, Scale, Series, Tick};
use crate::style::Style;
use crate::text::count;

const ROW_PX: f64 = 34.0;

/// What [`dots`] draws.
#[derive(Debug, Clone, PartialEq)]
pub struct DotsInput {
    /// What names the drawing.
    pub heading: Heading,
    /// The scale, from the lowest tick to the highest.
    pub ticks: Vec<Tick>,
    /// The rows from top to bottom.
    pub items: Vec<Item>,
    /// One for groups of one kind; several for several dots a row.
    pub series: Vec<Series>,
    /// A line across all rows.
    pub mark: Option<Mark>,
    /// What the hollow mark means, for the legend.
    pub missing_label: String,
}

/// Draws values as dots on a common scale. Where the first series has no value, a hollow mark
/// stands beside the scale.
#[must_use]
pub fn dots(input: &DotsInput, style: &Style) -> String {
    let legend = legend(input);
    let items: Vec<&Item> = input.items.iter().collect();
    let mark = input.mark.as_ref().filter(|mark| mark.value.is_finite());
    let rows = Rows::lay_out(
        &Plan {
            items: items.clone(),
            ticks: &input.ticks,
            scale: Scale::of(input.ticks.iter().map(|tick| tick.value)),
            mark,
            row_px: ROW_PX,
        },
        &legend,
        style,
    );
    let below = rows.bottom() + 8.0;
    let height = below + legend.height(rows.width) + MARGIN;
    let mut canvas = Canvas::new(&input.heading, style, rows.width, height);
    rows.draw_ticks(&mut canvas);
    rows.draw_texts(&mut canvas, &items);
    if let Some(mark) = mark {
        rows.draw_mark(&mut canvas, mark);
    }
    for at in 0..items.len() {
        let middle = rows.middle(at);
        canvas.line(
            (rows.plot.0, middle),
            (rows.plot.1, middle),
            Paint::stroke(GRID, 1.0).dashed("1 4"),
        );
        // Shifted a little, so that equal values do not hide each other; the first on top.
        let last = count(input.series.len().saturating_sub(1));
        for (which, series) in input.series.iter().enumerate().rev() {
            let shift = (count(which) - last / 2.0) * 7.0;
            if let Some(value) = series.value(at) {
                let centre = (rows.x(value), middle + shift);
                series.kind.look().mark(&mut canvas, centre);
            }
        }
        if first_is_missing(input, at) {
            canvas.missing(rows.beside(at));
        }
    }
    legend.draw(&mut canvas, below);
    canvas.finish()
}

fn first_is_missing(input: &DotsInput, at: usize) -> bool {
    input
        .series
        .first()
        .is_none_or(|series| series.value(at).is_none())
}

fn legend(input: &DotsInput) -> Legend {
    let mut legend = Legend::default();
    if input.series.len() > 1 {
        for series in &input.series {
            legend.add(Sample::Point(series.kind.look()), &series.name);
        }
    }
    if (0..input.items.len()).any(|at| first_is_missing(input, at)) {
        legend.add(Sample::Missing, &input.missing_label);
    }
    legend
}
