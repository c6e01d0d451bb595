//! Samples of what is drawn, with their names, in rows below the drawing.

use crate::canvas::{BODY, Canvas, MARGIN, Paint, Point, Type};
use crate::measure::text_width_px;
use crate::series::Look;

/// A line of a legend is this high.
const ROW_PX: f64 = 24.0;
const SAMPLE_PX: f64 = 30.0;
const GAP_PX: f64 = 22.0;
const NAME: Type = BODY.sized(12.5);

/// What an entry shows beside its name.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sample {
    /// A line with a point on it.
    Line(Look),
    /// A point alone.
    Point(Look),
    /// A patch.
    Patch(Paint),
    /// The sign for "no value".
    Missing,
}

/// Entries in reading order.
#[derive(Debug, Default)]
pub(crate) struct Legend {
    entries: Vec<(Sample, String)>,
}

impl Legend {
    /// Adds an entry; one without a name is left out.
    pub(crate) fn add(&mut self, sample: Sample, name: impl Into<String>) {
        let name = name.into();
        if !name.trim().is_empty() {
            self.entries.push((sample, name));
        }
    }

    fn entry_width(name: &str) -> f64 {
        SAMPLE_PX + text_width_px(name, NAME.size)
    }

    /// The least width of a drawing that has this legend, in pixels.
    pub(crate) fn least_width(&self) -> f64 {
        let entries = self.entries.iter();
        2.0 * MARGIN
            + entries
                .map(|(_, name)| Self::entry_width(name))
                .fold(0.0, f64::max)
    }

    /// Where each entry begins, in a drawing of this width; the last is the height of all.
    fn places(&self, width: f64) -> (Vec<Point>, f64) {
        let mut places = Vec::new();
        let (mut x, mut y) = (MARGIN, 0.0);
        for (_, name) in &self.entries {
            let entry = Self::entry_width(name);
            if x > MARGIN && x + entry > width - MARGIN {
                x = MARGIN;
                y += ROW_PX;
            }
            places.push((x, y));
            x += entry + GAP_PX;
        }
        let height = if places.is_empty() { 0.0 } else { y + ROW_PX };
        (places, height)
    }

    /// How high the legend is in a drawing of this width.
    pub(crate) fn height(&self, width: f64) -> f64 {
        self.places(width).1
    }

    /// Draws the legend with its top at `top`.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, top: f64) {
        let (places, _) = self.places(canvas.width());
        for ((sample, name), (x, y)) in self.entries.iter().zip(places) {
            let middle = top + y + ROW_PX / 2.0;
            let centre = (x + 11.0, middle);
            match *sample {
                Sample::Line(look) => {
                    canvas.line((x, middle), (x + 22.0, middle), look.line());
                    look.mark(canvas, centre);
                }
                Sample::Point(look) => look.mark(canvas, centre),
                Sample::Patch(paint) => {
                    canvas.rect((x, middle - 7.0), (22.0, 14.0), 2.0, paint);
                }
                Sample::Missing => canvas.missing(centre),
            }
            canvas.text((x + SAMPLE_PX, middle + NAME.drop()), NAME, name);
        }
    }
}
