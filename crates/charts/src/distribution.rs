//! How many chose which point, as one lying bar.

use crate::canvas::{Anchor, BODY, Canvas, MARGIN, Paint, Type};
use crate::colour::{ON_RAMP, QUIET, RAMP, Role, spread};
use crate::legend::{Legend, Sample};
use crate::measure::text_width_px;
use crate::series::Heading;
use crate::style::Style;

const BAR_PX: f64 = 34.0;
/// Between the points and those set aside.
const GAP_PX: f64 = 14.0;
const NUMBER: Type = BODY.bold();

/// How many chose something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What they chose.
    pub label: String,
    /// How many they are.
    pub count: u32,
}

/// What [`distribution`] draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistributionInput {
    /// What names the drawing.
    pub heading: Heading,
    /// From the lowest point to the highest. Up to seven differ in lightness; of more, some
    /// neighbours look alike and only the order tells.
    pub points: Vec<Count>,
    /// Answers that are no point of the scale; the first is hatched, others dotted.
    pub aside: Vec<Count>,
}

/// Draws one bar with a part for each point, and apart from it those set aside. Each part has its
/// number where there is room, and the legend has all of them.
#[must_use]
pub fn distribution(input: &DistributionInput, style: &Style) -> String {
    let ramp = |at| spread(at, input.points.len(), RAMP.len());
    let mut legend = Legend::default();
    let mut parts = Vec::new();
    for (at, point) in input.points.iter().enumerate() {
        let paint = Paint::fill(RAMP[ramp(at)]).and_stroke(QUIET, 1.0);
        legend.add(Sample::Patch(paint), named(point));
        parts.push((point.count, paint, Some(ON_RAMP[ramp(at)])));
    }
    let aside_from = parts.len();
    for (at, point) in input.aside.iter().enumerate() {
        let ground = if at == 0 {
            Paint::hatch()
        } else {
            Paint::dots()
        };
        let paint = ground.and_stroke(QUIET, 1.0).dashed("3 2");
        legend.add(Sample::Patch(paint), named(point));
        parts.push((point.count, paint, None));
    }
    let width = style.width_px().max(legend.least_width()).ceil();
    let below = MARGIN + BAR_PX + 10.0;
    let height = below + legend.height(width) + MARGIN;
    let mut canvas = Canvas::new(&input.heading, style, width, height);

    let sum = |parts: &[(u32, Paint, Option<Role>)]| -> f64 {
        parts.iter().map(|(count, ..)| f64::from(*count)).sum()
    };
    let total = sum(&parts);
    let aside = sum(&parts[aside_from..]);
    let gap = if aside > 0.0 && aside < total {
        GAP_PX
    } else {
        0.0
    };
    let room = width - 2.0 * MARGIN - gap;
    if total == 0.0 {
        let frame = Paint::stroke(QUIET, 1.0).dashed("3 2");
        canvas.rect((MARGIN, MARGIN), (room, BAR_PX), 3.0, frame);
    }
    let mut x = MARGIN;
    for (at, &(number, paint, on)) in parts.iter().enumerate() {
        if at == aside_from {
            x += gap;
        }
        if number == 0 {
            continue;
        }
        let length = room * f64::from(number) / total;
        // A hair of the ground between neighbours.
        let drawn = (length - 2.0).max(1.0);
        canvas.rect((x + 1.0, MARGIN), (drawn, BAR_PX), 3.0, paint);
        let text = number.to_string();
        if text_width_px(&text, NUMBER.size) + 10.0 <= drawn {
            let centre = (x + length / 2.0, MARGIN + BAR_PX / 2.0);
            let set = NUMBER.at(Anchor::Middle);
            match on {
                Some(role) => {
                    canvas.text((centre.0, centre.1 + set.drop()), set.ink(role), &text);
                }
                None => canvas.pill(centre, set, &text),
            }
        }
        x += length;
    }
    legend.draw(&mut canvas, below);
    canvas.finish()
}

fn named(point: &Count) -> String {
    format!("{} · {}", point.label, point.count)
}
