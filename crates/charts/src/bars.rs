//! Shares as lying bars, with a line they should reach.

use crate::canvas::{Canvas, MARGIN, Paint};
use crate::colour::{MIDDLE, PRIMARY, QUIET, SOFT};
use crate::legend::Legend;
use crate::rows::{Plan, Rows};
use crate::series::{Heading, Item, Mark, Scale};
use crate::style::Style;

const ROW_PX: f64 = 34.0;
const BAR_PX: f64 = 14.0;

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Its name, and its share in words.
    pub item: Item,
    /// From 0 to 1; `None` when there is nothing to have a share of.
    pub share: Option<f64>,
}

/// What [`bars`] draws.
#[derive(Debug, Clone, PartialEq)]
pub struct BarsInput {
    /// What names the drawing.
    pub heading: Heading,
    /// From top to bottom.
    pub bars: Vec<Bar>,
    /// The share to reach, from 0 to 1.
    pub pass_mark: Option<Mark>,
}

/// Draws shares as lying bars. Those that reach the mark are darker; a missing one is a hatched
/// track with a hollow mark beside it.
#[must_use]
pub fn bars(input: &BarsInput, style: &Style) -> String {
    let legend = Legend::default();
    let items: Vec<&Item> = input.bars.iter().map(|bar| &bar.item).collect();
    let pass_mark = input
        .pass_mark
        .as_ref()
        .filter(|mark| mark.value.is_finite());
    let rows = Rows::lay_out(
        &Plan {
            items: items.clone(),
            ticks: &[],
            scale: Scale::of([0.0, 1.0]),
            mark: pass_mark,
            row_px: ROW_PX,
        },
        &legend,
        style,
    );
    let mut canvas = Canvas::new(&input.heading, style, rows.width, rows.bottom() + MARGIN);
    rows.draw_texts(&mut canvas, &items);
    let (start, end) = rows.plot;
    for (at, bar) in input.bars.iter().enumerate() {
        let top = rows.middle(at) - BAR_PX / 2.0;
        let radius = BAR_PX / 2.0;
        let track = (end - start, BAR_PX);
        let Some(share) = bar.share.filter(|share| share.is_finite()) else {
            canvas.rect(
                (start, top),
                track,
                radius,
                Paint::hatch().and_stroke(QUIET, 1.0),
            );
            canvas.missing(rows.beside(at));
            continue;
        };
        canvas.rect((start, top), track, radius, Paint::fill(SOFT));
        let reached = pass_mark.is_none_or(|mark| share >= mark.value);
        let role = if reached { PRIMARY } else { MIDDLE };
        let length = rows.x(share) - start;
        if length > 0.0 {
            canvas.rect((start, top), (length, BAR_PX), radius, Paint::fill(role));
        }
    }
    if let Some(mark) = pass_mark {
        rows.draw_mark(&mut canvas, mark);
    }
    canvas.finish()
}
