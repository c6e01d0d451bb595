//! A profile over several axes that meet in the middle.

use std::f64::consts::TAU;

use crate::canvas::{Anchor, BODY, Canvas, MARGIN, Paint, Point, SMALL, Step, Type};
use crate::colour::{GRID, MUTED};
use crate::dots::{DotsInput, dots};
use crate::legend::{Legend, Sample};
use crate::measure::{text_width_px, widest, wrap};
use crate::series::{Heading, Item, Kind, Scale, Series, Tick, stretches};
use crate::style::Style;
use crate::text::count;

const LABEL: Type = BODY.bold();
const VALUE: Type = SMALL.ink(MUTED);
const RING: Type = SMALL.ink(MUTED);
/// Where an axis label breaks, in pixels.
const LABEL_PX: f64 = 128.0;
/// From the outermost ring to the sign for "no value", and from either to the label.
const SIGN_PX: f64 = 13.0;
const GAP_PX: f64 = 11.0;
/// From ring to ring at least, so that their labels have room.
const RING_PX: f64 = 17.0;
/// Where the wheel stops to grow for the sake of its labels.
const WIDEST_PX: f64 = 600.0;

/// What [`radar`] draws.
#[derive(Debug, Clone, PartialEq)]
pub struct RadarInput {
    /// What names the drawing.
    pub heading: Heading,
    /// The axes, from the top clockwise.
    pub axes: Vec<Item>,
    /// The rings, from the lowest level to the highest.
    pub rings: Vec<Tick>,
    /// Up to three: now, target, previous.
    pub series: Vec<Series>,
    /// What the hollow mark means, for the legend.
    pub missing_label: String,
}

/// Draws a profile over three to twelve axes; one or two become rows of [`dots`].
///
/// The lowest level is the innermost ring, not the centre: within it there is nothing, so that a
/// profile on the lowest level still has an area. Where the first series has no value, its outline
/// is open and a hollow mark stands outside the rings.
#[must_use]
pub fn radar(input: &RadarInput, style: &Style) -> String {
    if input.axes.len() < 3 {
        return dots(
            &DotsInput {
                heading: input.heading.clone(),
                ticks: input.rings.clone(),
                items: input.axes.clone(),
                series: input.series.clone(),
                mark: None,
                missing_label: input.missing_label.clone(),
            },
            style,
        );
    }
    let legend = legend(input);
    let wheel = Wheel::lay_out(input, &legend, style);
    let below = wheel.bottom + 10.0;
    let height = below + legend.height(wheel.width) + MARGIN;
    let mut canvas = Canvas::new(&input.heading, style, wheel.width, height);
    wheel.draw_rings(&mut canvas);
    for series in input.series.iter().rev() {
        if series.kind == Kind::Now {
            wheel.draw_area(&mut canvas, series);
        }
    }
    for series in input.series.iter().rev() {
        wheel.draw_outline(&mut canvas, series);
    }
    wheel.draw_ring_labels(&mut canvas, &input.rings);
    for series in input.series.iter().rev() {
        for point in wheel.points(series).into_iter().flatten() {
            series.kind.look().mark(&mut canvas, point);
        }
    }
    wheel.draw_labels(&mut canvas);
    legend.draw(&mut canvas, below);
    canvas.finish()
}

fn first_is_missing(input: &RadarInput, at: usize) -> bool {
    input
        .series
        .first()
        .is_none_or(|series| series.value(at).is_none())
}

fn legend(input: &RadarInput) -> Legend {
    let mut legend = Legend::default();
    for series in &input.series {
        legend.add(Sample::Line(series.kind.look()), &series.name);
    }
    if (0..input.axes.len()).any(|at| first_is_missing(input, at)) {
        legend.add(Sample::Missing, &input.missing_label);
    }
    legend
}

/// The text at the end of an axis, relative to the centre.
struct Label {
    lines: Vec<String>,
    value_text: String,
    anchor: Anchor,
    x: f64,
    top: f64,
    missing: bool,
}

impl Label {
    fn width(&self) -> f64 {
        widest(self.lines.iter().map(String::as_str), LABEL.size)
            .max(text_width_px(&self.value_text, VALUE.size))
    }

    fn height(&self) -> f64 {
        let value = if self.value_text.is_empty() {
            0.0
        } else {
            VALUE.leading()
        };
        count(self.lines.len()) * LABEL.leading() + value
    }

    fn left(&self) -> f64 {
        match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - self.width() / 2.0,
            Anchor::End => self.x - self.width(),
        }
    }
}

struct Wheel {
    centre: Point,
    radius: f64,
    scale: Scale,
    /// The share of the radius that the lowest level has.
    hub: f64,
    rings: Vec<f64>,
    labels: Vec<Label>,
    width: f64,
    bottom: f64,
}

impl Wheel {
    fn lay_out(input: &RadarInput, legend: &Legend, style: &Style) -> Self {
        let mut radius = (style.width_px() * 0.3)
            .clamp(90.0, 190.0)
            .max(count(input.rings.len()) * RING_PX);
        let mut labels = labels_at(input, radius);
        while crowded(&labels) && radius < WIDEST_PX {
            radius *= 1.05;
            labels = labels_at(input, radius);
        }
        let beyond = radius + SIGN_PX + 8.0;
        let ring_px = widest(
            input.rings.iter().map(|ring| ring.label.as_str()),
            RING.size,
        );
        let left = labels.iter().map(Label::left).fold(-beyond, f64::min);
        let right = labels
            .iter()
            .map(|label| label.left() + label.width())
            .fold(beyond.max(11.0 + ring_px), f64::max);
        let top = labels.iter().map(|label| label.top).fold(-radius, f64::min);
        let bottom = labels
            .iter()
            .map(|label| label.top + label.height())
            .fold(radius * 0.8, f64::max);
        let width = (right - left + 2.0 * MARGIN)
            .max(legend.least_width())
            .ceil();
        let centre = ((width - (right - left)) / 2.0 - left, MARGIN - top);
        let values = || input.rings.iter().map(|ring| ring.value);
        Self {
            centre,
            radius,
            scale: Scale::of(values()),
            hub: 1.0 / count(input.rings.len().max(2)),
            rings: values().filter(|value| value.is_finite()).collect(),
            labels,
            width,
            bottom: centre.1 + bottom,
        }
    }

    fn axes(&self) -> usize {
        self.labels.len()
    }

    fn reach(&self, value: f64) -> f64 {
        self.radius * (self.hub + (1.0 - self.hub) * self.scale.share(value))
    }

    /// The point of an axis at a distance from the centre.
    fn point(&self, at: usize, distance: f64) -> Point {
        let (sin, cos) = direction(at, self.axes());
        (
            self.centre.0 + sin * distance,
            self.centre.1 - cos * distance,
        )
    }

    fn points(&self, series: &Series) -> Vec<Option<Point>> {
        (0..self.axes())
            .map(|at| Some(self.point(at, self.reach(series.value(at)?))))
            .collect()
    }

    fn draw_rings(&self, canvas: &mut Canvas<'_>) {
        for &ring in &self.rings {
            let corners: Vec<Point> = (0..self.axes())
                .map(|at| self.point(at, self.reach(ring)))
                .collect();
            canvas.polygon(&corners, Paint::stroke(GRID, 1.0));
        }
        for at in 0..self.axes() {
            let end = self.point(at, self.radius);
            canvas.line(self.centre, end, Paint::stroke(GRID, 1.0));
        }
    }

    /// Beside the first axis, each under its ring, where the labels of the axes cannot be.
    fn draw_ring_labels(&self, canvas: &mut Canvas<'_>, rings: &[Tick]) {
        for ring in rings.iter().filter(|ring| ring.value.is_finite()) {
            let at = (
                self.centre.0 + 11.0,
                self.centre.1 - self.reach(ring.value) + RING.size * 0.6,
            );
            canvas.pill(at, RING, &ring.label);
        }
    }

    /// The wedges between neighbours that both have a value.
    fn draw_area(&self, canvas: &mut Canvas<'_>, series: &Series) {
        let points = self.points(series);
        let next = points.iter().cycle().skip(1);
        let mut steps = Vec::new();
        for (one, other) in points.iter().zip(next) {
            if let (Some(one), Some(other)) = (*one, *other) {
                steps.push(Step::Move(self.centre));
                steps.push(Step::Line(one));
                steps.push(Step::Line(other));
                steps.push(Step::Close);
            }
        }
        canvas.outline(&steps, Paint::veil(series.kind.look().role(), 0.2));
    }

    fn draw_outline(&self, canvas: &mut Canvas<'_>, series: &Series) {
        let points = self.points(series);
        let mut steps = stretches(&points);
        if points.iter().all(Option::is_some) {
            steps.push(Step::Close);
        } else if let (Some(Some(last)), Some(Some(first))) = (points.last(), points.first()) {
            steps.push(Step::Move(*last));
            steps.push(Step::Line(*first));
        }
        canvas.outline(&steps, series.kind.look().line());
    }

    fn draw_labels(&self, canvas: &mut Canvas<'_>) {
        for (at, label) in self.labels.iter().enumerate() {
            if label.missing {
                canvas.missing(self.point(at, self.radius + SIGN_PX));
            }
            let x = self.centre.0 + label.x;
            let first = self.centre.1 + label.top + LABEL.size;
            canvas.lines((x, first), LABEL.at(label.anchor), &label.lines);
            let below = first + count(label.lines.len()) * LABEL.leading();
            canvas.text((x, below), VALUE.at(label.anchor), &label.value_text);
        }
    }
}

fn labels_at(input: &RadarInput, radius: f64) -> Vec<Label> {
    let axes = input.axes.iter().enumerate();
    axes.map(|(at, axis)| {
        let missing = first_is_missing(input, at);
        label(axis, direction(at, input.axes.len()), radius, missing)
    })
    .collect()
}

/// Whether a label runs into another.
fn crowded(labels: &[Label]) -> bool {
    let touch = |one: &Label, other: &Label| {
        one.left() < other.left() + other.width() + 6.0
            && other.left() < one.left() + one.width() + 6.0
            && one.top < other.top + other.height() + 2.0
            && other.top < one.top + one.height() + 2.0
    };
    labels
        .iter()
        .enumerate()
        .any(|(at, one)| labels.iter().skip(at + 1).any(|other| touch(one, other)))
}

/// Sine and cosine of an axis, clockwise from the top.
fn direction(at: usize, axes: usize) -> (f64, f64) {
    (TAU * count(at) / count(axes)).sin_cos()
}

fn label(axis: &Item, (sin, cos): (f64, f64), radius: f64, missing: bool) -> Label {
    let gap = if missing { SIGN_PX + 8.0 } else { 0.0 };
    let distance = radius + GAP_PX + gap;
    let anchor = if sin.abs() < 0.2 {
        Anchor::Middle
    } else if sin > 0.0 {
        Anchor::Start
    } else {
        Anchor::End
    };
    let mut label = Label {
        lines: wrap(&axis.label, LABEL.size, LABEL_PX),
        value_text: axis.value_text.clone(),
        anchor,
        x: sin * distance,
        top: 0.0,
        missing,
    };
    // Above the end of an upward axis, below that of a downward one, beside that of a level one.
    label.top = -cos * distance - (1.0 + cos) / 2.0 * label.height();
    label
}
