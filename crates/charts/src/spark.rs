//! A small line over time for a table's row: the values stand beside it in words.

use crate::canvas::{Canvas, Paint, Point};
use crate::colour::GRID;
use crate::series::{Heading, Kind, Scale, stretches};
use crate::style::Style;

const WIDTH_PX: f64 = 132.0;
const HEIGHT_PX: f64 = 36.0;
/// Room for the marks at the edges.
const EDGE_PX: f64 = 7.0;

/// What [`spark`] draws.
#[derive(Debug, Clone, PartialEq)]
pub struct SparkInput {
    /// What names the drawing.
    pub heading: Heading,
    /// Where and what, from the earliest to the latest; a missing value is a gap.
    pub points: Vec<(f64, Option<f64>)>,
    /// The lowest and the highest value of the scale, the same for all rows of a table.
    pub range: (f64, f64),
}

/// Draws a line of fixed size, without axis and legend, between the ends of its scale.
#[must_use]
pub fn spark(input: &SparkInput, style: &Style) -> String {
    let mut canvas = Canvas::new(&input.heading, style, WIDTH_PX, HEIGHT_PX);
    let (top, base) = (EDGE_PX, HEIGHT_PX - EDGE_PX);
    for level in [top, base] {
        canvas.line((0.0, level), (WIDTH_PX, level), Paint::stroke(GRID, 1.0));
    }
    let times = Scale::of(input.points.iter().map(|point| point.0));
    let values = Scale::of([input.range.0, input.range.1]);
    let place = |(time, value): &(f64, Option<f64>)| -> Option<Point> {
        let value = value.filter(|value| value.is_finite())?;
        let x = match input.points.len() {
            1 => WIDTH_PX / 2.0,
            _ => EDGE_PX + (WIDTH_PX - 2.0 * EDGE_PX) * times.share(*time),
        };
        Some((x, base - (base - top) * values.share(value)))
    };
    let points: Vec<Option<Point>> = input.points.iter().map(place).collect();
    let look = Kind::Now.look();
    canvas.outline(&stretches(&points), look.line());
    for point in points.iter().flatten() {
        look.mark(&mut canvas, *point);
    }
    canvas.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(values: &[Option<f64>]) -> String {
        let heading = Heading {
            id: "s".into(),
            title: "T".into(),
            description: "D".into(),
        };
        let points = (0u8..).map(f64::from).zip(values.iter().copied());
        let input = SparkInput {
            heading,
            points: points.collect(),
            range: (1.0, 5.0),
        };
        spark(&input, &Style::light())
    }

    #[test]
    fn a_missing_value_is_a_gap_and_no_point() {
        let marks = |svg: &str| svg.matches("<circle").count();
        let whole = drawn(&[Some(1.0), Some(3.0), Some(5.0)]);
        let gap = drawn(&[Some(1.0), None, Some(5.0)]);
        assert_eq!(marks(&whole), marks(&gap) + marks(&drawn(&[Some(2.0)])));
        assert_eq!(marks(&drawn(&[None, Some(f64::NAN)])), 0);
        for svg in [whole, gap, drawn(&[])] {
            assert!(roxmltree::Document::parse(&svg).is_ok(), "{svg}");
            assert!(!svg.contains("NaN"), "{svg}");
        }
    }
}
