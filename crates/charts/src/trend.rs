//! Values over a few points in time.

use crate::canvas::{Anchor, BODY, Canvas, MARGIN, Paint, Point, SMALL, Type};
use crate::colour::{GRID, MUTED, QUIET};
use crate::legend::{Legend, Sample};
use crate::measure::{text_width_px, widest};
use crate::series::{Heading, Look, Scale, Series, Tick, stretches};
use crate::style::Style;
use crate::text::count;

const TICK: Type = SMALL.ink(MUTED);
const TIME: Type = BODY;
const VALUE: Type = SMALL.bold();
const PLOT_PX: f64 = 210.0;
/// How far the middle of a text stays from the points of others.
const CLEAR_PX: f64 = 10.0;

/// A point in time.
#[derive(Debug, Clone, PartialEq)]
pub struct TimePoint {
    /// Where it lies, in any unit of time; distances are drawn to scale.
    pub position: f64,
    /// What stands below it.
    pub label: String,
}

/// What [`trend`] draws.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendInput {
    /// What names the drawing.
    pub heading: Heading,
    /// From the earliest to the latest; values belong to them by place.
    pub times: Vec<TimePoint>,
    /// The scale, from the lowest tick to the highest.
    pub ticks: Vec<Tick>,
    /// The lines, the most important first.
    pub series: Vec<Series>,
    /// The values of the first series in words, one a point in time; may be empty.
    pub value_texts: Vec<String>,
}

/// Draws lines over time, with a gap where a value is missing. The legend is left out when there
/// is but one series.
#[must_use]
pub fn trend(input: &TrendInput, style: &Style) -> String {
    let mut legend = Legend::default();
    if input.series.len() > 1 {
        for series in &input.series {
            legend.add(Sample::Line(series.kind.look()), &series.name);
        }
    }
    let tick_px = widest(
        input.ticks.iter().map(|tick| tick.label.as_str()),
        TICK.size,
    );
    let label_px = widest(
        input.times.iter().map(|time| time.label.as_str()),
        TIME.size,
    );
    let text_px = widest(input.value_texts.iter().map(String::as_str), VALUE.size);
    let overhang = (label_px / 2.0).max(text_px + 16.0).max(10.0);
    let frame_start = MARGIN + tick_px + 8.0;
    let width = style
        .width_px()
        .max(frame_start + 2.0 * overhang + 120.0 + MARGIN)
        .max(legend.least_width())
        .ceil();
    let plot = (frame_start + overhang, width - MARGIN - overhang);
    let top = MARGIN + VALUE.leading();
    let base = top + PLOT_PX;

    let times = Scale::of(input.times.iter().map(|time| time.position));
    let x = |time: &TimePoint| {
        if input.times.len() == 1 {
            return f64::midpoint(plot.0, plot.1);
        }
        plot.0 + (plot.1 - plot.0) * times.share(time.position)
    };
    let scale = Scale::of(input.ticks.iter().map(|tick| tick.value));
    let y = |value: f64| base - PLOT_PX * scale.share(value);

    let placed: Vec<(f64, f64)> = input
        .times
        .iter()
        .map(|time| (x(time), text_width_px(&time.label, TIME.size)))
        .collect();
    let (rows, row_count) = stagger(&placed);
    let below = base + 14.0 + count(row_count) * TIME.leading();
    let height = below + 6.0 + legend.height(width) + MARGIN;
    let mut canvas = Canvas::new(&input.heading, style, width, height);

    for tick in input.ticks.iter().filter(|tick| tick.value.is_finite()) {
        let level = y(tick.value);
        canvas.line(
            (frame_start, level),
            (width - MARGIN, level),
            Paint::stroke(GRID, 1.0),
        );
        let at = (frame_start - 8.0, level + TICK.drop());
        canvas.text(at, TICK.at(Anchor::End), &tick.label);
    }
    for ((time, &(at, _)), &row) in input.times.iter().zip(&placed).zip(&rows) {
        canvas.line((at, base), (at, base + 5.0), Paint::stroke(QUIET, 1.25));
        let line = base + 7.0 + TIME.leading() * (count(row) + 1.0);
        canvas.text((at, line), TIME.at(Anchor::Middle), &time.label);
    }
    let drawn: Vec<(Look, Vec<Option<Point>>)> = input
        .series
        .iter()
        .map(|series| {
            let point = |(at, &(x, _)): (usize, &(f64, f64))| Some((x, y(series.value(at)?)));
            let points = placed.iter().enumerate().map(point).collect();
            (series.kind.look(), points)
        })
        .collect();
    for (look, points) in drawn.iter().rev() {
        canvas.outline(&stretches(points), look.line());
    }
    if let Some(((_, first), others)) = drawn.split_first() {
        for (at, (text, point)) in input.value_texts.iter().zip(first).enumerate() {
            let Some((x, level)) = *point else { continue };
            let others = others
                .iter()
                .filter_map(|(_, points)| points.get(at).copied()?);
            let others: Vec<f64> = others.map(|(_, level)| level).collect();
            match roomier_side(level, base, &others) {
                Some(middle) => canvas.pill((x, middle), VALUE.at(Anchor::Middle), text),
                None => canvas.pill((x - 12.0, level), VALUE.at(Anchor::End), text),
            }
        }
    }
    for (look, points) in drawn.iter().rev() {
        for point in points.iter().flatten() {
            look.mark(&mut canvas, *point);
        }
    }
    legend.draw(&mut canvas, below + 6.0);
    canvas.finish()
}

/// The middle line of the text of a point: above it, or below when the points of others are
/// further away there and it stays clear of the base line. `None` when they are close on both
/// sides, so that only the place before the point is left.
fn roomier_side(level: f64, base: f64, others: &[f64]) -> Option<f64> {
    let room = |middle: f64| {
        let distances = others.iter().map(|other| (other - middle).abs());
        distances.fold(f64::INFINITY, f64::min).min(20.0)
    };
    let (above, below) = (level - 16.0, level + 16.0);
    let best = if below + 10.0 < base && room(below) > room(above) {
        below
    } else {
        above
    };
    (room(best) >= CLEAR_PX).then_some(best)
}

/// The line each label stands on so that none runs into another, and how many lines there are.
/// Labels are middles and widths.
fn stagger(labels: &[(f64, f64)]) -> (Vec<usize>, usize) {
    let mut taken: Vec<Vec<(f64, f64)>> = Vec::new();
    let rows = labels
        .iter()
        .map(|&(middle, width)| {
            let span = (middle - width / 2.0 - 4.0, middle + width / 2.0 + 4.0);
            let free = |row: &Vec<(f64, f64)>| {
                row.iter()
                    .all(|other| span.1 <= other.0 || other.1 <= span.0)
            };
            let row = taken.iter().position(free).unwrap_or(taken.len());
            if row == taken.len() {
                taken.push(Vec::new());
            }
            taken[row].push(span);
            row
        })
        .collect();
    (rows, taken.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_where_there_is_room() {
        assert_eq!(roomier_side(100.0, 200.0, &[]), Some(84.0));
        assert_eq!(roomier_side(100.0, 200.0, &[82.0]), Some(116.0));
        assert_eq!(roomier_side(100.0, 200.0, &[82.0, 118.0]), None);
        // Below there would be room, but for the base line.
        assert_eq!(roomier_side(190.0, 200.0, &[172.0]), None);
    }

    #[test]
    fn labels_that_would_touch_stand_on_different_lines() {
        let labels = [(0.0, 40.0), (100.0, 40.0), (110.0, 40.0), (200.0, 40.0)];
        assert_eq!(stagger(&labels), (vec![0, 0, 1, 0], 2));
        assert_eq!(stagger(&[]), (vec![], 0));
    }
}
