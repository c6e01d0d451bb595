//! A radar of a profile: one axis a component, today filled, the target dashed, the earlier
//! cycle as a thin line. A missing value leaves a gap; it is never drawn as zero.

use crate::svg::{Anchor, Canvas, Frame, Ink, number};
use crate::text::{width, wrap};
use std::f64::consts::TAU;

/// One axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Its label.
    pub label: String,
    /// Value today.
    pub now: Option<f64>,
    /// Target.
    pub target: Option<f64>,
    /// Value before.
    pub previous: Option<f64>,
}

/// A radar.
#[derive(Debug, Clone)]
pub struct Radar<'a> {
    /// At least one axis, clockwise from the top.
    pub axes: &'a [Axis],
    /// Values of the rings, lowest first; the lowest is a small ring around the middle.
    pub rings: &'a [f64],
    /// Name of today's series.
    pub now: &'a str,
    /// Name of the targets, where any are drawn.
    pub target: Option<&'a str>,
    /// Name of the earlier series, where it is drawn.
    pub previous: Option<&'a str>,
}

const RADIUS: f64 = 150.0;
/// Part of the radius at which the lowest level lies, so that it can be seen.
const LOWEST_AT: f64 = 0.16;
const LABEL: f64 = 13.0;
const LABEL_MOST: f64 = 118.0;
const LEADING: f64 = 16.0;
const LEGEND: f64 = 13.0;
const MARGIN: f64 = 8.0;

/// Draws a radar.
#[must_use]
pub fn radar(chart: &Radar<'_>, frame: Frame<'_>) -> String {
    let labels: Vec<Vec<String>> =
        chart.axes.iter().map(|axis| wrap(&axis.label, LABEL, LABEL_MOST)).collect();
    let widest = labels.iter().flatten().map(|line| width(line, LABEL)).fold(0.0, f64::max);
    let tallest = labels.iter().map(Vec::len).max().unwrap_or(1);
    let side = RADIUS + 22.0 + widest + MARGIN;
    let above = RADIUS + 14.0 + lines(tallest) + MARGIN;
    let place = Place { x: side, y: above, low: low(chart), high: high(chart), axes: chart.axes.len() };
    let mut canvas = Canvas::new(frame);
    rings(&mut canvas, chart, &place);
    series(&mut canvas, chart, &place);
    for (axis, lines) in labels.iter().enumerate() {
        label(&mut canvas, &place, axis, lines);
    }
    let (total, top) = (side * 2.0, above * 2.0);
    let height = legend(&mut canvas, chart, total, top);
    canvas.finish(total, height)
}

#[expect(clippy::cast_precision_loss, reason = "charts have few axes and lines")]
fn float(count: usize) -> f64 {
    count as f64
}

fn lines(count: usize) -> f64 {
    float(count) * LEADING
}

fn low(chart: &Radar<'_>) -> f64 {
    chart.rings.first().copied().unwrap_or(0.0)
}

fn high(chart: &Radar<'_>) -> f64 {
    chart.rings.last().copied().unwrap_or(1.0)
}

struct Place {
    x: f64,
    y: f64,
    low: f64,
    high: f64,
    axes: usize,
}

impl Place {
    fn angle(&self, axis: usize) -> f64 {
        float(axis) / float(self.axes.max(1)) * TAU - TAU / 4.0
    }

    fn radius(&self, value: f64) -> f64 {
        let part = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        RADIUS * (LOWEST_AT + (1.0 - LOWEST_AT) * part)
    }

    fn at(&self, axis: usize, radius: f64) -> (f64, f64) {
        let angle = self.angle(axis);
        (self.x + radius * angle.cos(), self.y + radius * angle.sin())
    }

    fn point(&self, axis: usize, radius: f64) -> String {
        let (x, y) = self.at(axis, radius);
        format!("{},{}", number(x), number(y))
    }
}

fn rings(canvas: &mut Canvas<'_>, chart: &Radar<'_>, place: &Place) {
    let palette = canvas.palette();
    for value in chart.rings {
        let radius = place.radius(*value);
        let points: Vec<String> = (0..place.axes).map(|axis| place.point(axis, radius)).collect();
        canvas.element(
            "polygon",
            &[
                ("points", &points.join(" ")),
                ("class", &"g-line"),
                ("fill", &"none"),
                ("stroke", &palette.line),
            ],
        );
    }
    for axis in 0..place.axes {
        let (x, y) = place.at(axis, RADIUS);
        canvas.element(
            "line",
            &[
                ("x1", &number(place.x)),
                ("y1", &number(place.y)),
                ("x2", &number(x)),
                ("y2", &number(y)),
                ("class", &"g-line"),
                ("stroke", &palette.line),
            ],
        );
    }
    for value in chart.rings {
        let y = place.y - place.radius(*value);
        let ink = Ink { size: 10.0, bold: false, class: "g-soft", fill: palette.soft, anchor: Anchor::Start };
        canvas.text(place.x + 5.0, y + 11.0, ink, &number(*value));
    }
}

fn series(canvas: &mut Canvas<'_>, chart: &Radar<'_>, place: &Place) {
    let palette = canvas.palette();
    let values = |pick: fn(&Axis) -> Option<f64>| -> Vec<Option<f64>> {
        chart.axes.iter().map(pick).collect()
    };
    let now = values(|axis| axis.now);
    fill(canvas, place, &now);
    if chart.previous.is_some() {
        let look = Line { class: "g-before", stroke: palette.before, width: 1.5, dash: "none" };
        let previous = values(|axis| axis.previous);
        outline(canvas, place, &previous, &look);
        markers(canvas, place, &previous, Marker::Square);
    }
    if chart.target.is_some() {
        let look = Line { class: "g-aim", stroke: palette.ink, width: 1.8, dash: "6 4" };
        outline(canvas, place, &values(|axis| axis.target), &look);
    }
    let look = Line { class: "g-strong", stroke: palette.strong, width: 2.8, dash: "none" };
    outline(canvas, place, &now, &look);
    markers(canvas, place, &now, Marker::Round);
}

fn fill(canvas: &mut Canvas<'_>, place: &Place, values: &[Option<f64>]) {
    let all: Option<Vec<f64>> = values.iter().copied().collect();
    let Some(all) = all.filter(|all| all.len() > 2) else { return };
    let points: Vec<String> =
        all.iter().enumerate().map(|(axis, v)| place.point(axis, place.radius(*v))).collect();
    let palette = canvas.palette();
    canvas.element(
        "polygon",
        &[
            ("points", &points.join(" ")),
            ("class", &"g-area"),
            ("fill", &palette.area),
            ("fill-opacity", &"0.65"),
        ],
    );
}

struct Line {
    class: &'static str,
    stroke: &'static str,
    width: f64,
    dash: &'static str,
}

/// Lines between neighbours that both have a value.
fn outline(canvas: &mut Canvas<'_>, place: &Place, values: &[Option<f64>], look: &Line) {
    let mut path = String::new();
    let mut pen_down = false;
    let count = values.len();
    for step in 0..=count {
        let axis = step % count.max(1);
        match values.get(axis).copied().flatten() {
            Some(value) => {
                let point = place.point(axis, place.radius(value));
                path.push_str(if pen_down { " L" } else { " M" });
                path.push_str(&point);
                pen_down = true;
            }
            None => pen_down = false,
        }
    }
    if path.is_empty() {
        return;
    }
    canvas.element(
        "path",
        &[
            ("d", &path.trim_start()),
            ("class", &look.class),
            ("fill", &"none"),
            ("stroke", &look.stroke),
            ("stroke-width", &number(look.width)),
            ("stroke-dasharray", &look.dash),
            ("stroke-linejoin", &"round"),
        ],
    );
}

#[derive(Clone, Copy, PartialEq)]
enum Marker {
    Round,
    Square,
}

fn markers(canvas: &mut Canvas<'_>, place: &Place, values: &[Option<f64>], marker: Marker) {
    for (axis, value) in values.iter().enumerate() {
        let Some(value) = value else { continue };
        let (x, y) = place.at(axis, place.radius(*value));
        dot(canvas, x, y, marker);
    }
}

fn dot(canvas: &mut Canvas<'_>, x: f64, y: f64, marker: Marker) {
    let palette = canvas.palette();
    match marker {
        Marker::Round => canvas.element(
            "circle",
            &[
                ("cx", &number(x)),
                ("cy", &number(y)),
                ("r", &"4.5"),
                ("class", &"g-strong-fill"),
                ("fill", &palette.strong),
            ],
        ),
        Marker::Square => canvas.element(
            "rect",
            &[
                ("x", &number(x - 3.0)),
                ("y", &number(y - 3.0)),
                ("width", &"6"),
                ("height", &"6"),
                ("class", &"g-before-fill"),
                ("fill", &palette.paper),
                ("stroke", &palette.before),
                ("stroke-width", &"1.5"),
            ],
        ),
    }
}

fn label(canvas: &mut Canvas<'_>, place: &Place, axis: usize, lines: &[String]) {
    let palette = canvas.palette();
    let angle = place.angle(axis);
    let (x, y) = place.at(axis, RADIUS + 16.0);
    let anchor = match angle.cos() {
        cos if cos > 0.1 => Anchor::Start,
        cos if cos < -0.1 => Anchor::End,
        _ => Anchor::Middle,
    };
    // Labels above the middle grow upwards, those below it downwards, the rest both ways.
    let tall = float(lines.len().saturating_sub(1)) * LEADING;
    let top = y + LABEL * 0.35 - tall * (1.0 - angle.sin()) / 2.0;
    for (number, line) in lines.iter().enumerate() {
        let ink = Ink { size: LABEL, bold: true, class: "g-ink", fill: palette.ink, anchor };
        canvas.text(x, top + float(number) * LEADING, ink, line);
    }
}

/// Draws the legend below and gives the height of the whole picture.
fn legend(canvas: &mut Canvas<'_>, chart: &Radar<'_>, total: f64, top: f64) -> f64 {
    let palette = canvas.palette();
    let mut entries = vec![(chart.now, 0)];
    entries.extend(chart.target.map(|name| (name, 1)));
    entries.extend(chart.previous.map(|name| (name, 2)));
    let (mut x, mut y) = (MARGIN, top + 16.0);
    for (name, kind) in entries {
        let room = 36.0 + width(name, LEGEND) + 22.0;
        if x + room > total && x > MARGIN {
            x = MARGIN;
            y += 22.0;
        }
        let look = match kind {
            0 => Line { class: "g-strong", stroke: palette.strong, width: 2.8, dash: "none" },
            1 => Line { class: "g-aim", stroke: palette.ink, width: 1.8, dash: "6 4" },
            _ => Line { class: "g-before", stroke: palette.before, width: 1.5, dash: "none" },
        };
        canvas.element(
            "line",
            &[
                ("x1", &number(x)),
                ("y1", &number(y)),
                ("x2", &number(x + 28.0)),
                ("y2", &number(y)),
                ("class", &look.class),
                ("stroke", &look.stroke),
                ("stroke-width", &number(look.width)),
                ("stroke-dasharray", &look.dash),
            ],
        );
        match kind {
            0 => dot(canvas, x + 14.0, y, Marker::Round),
            2 => dot(canvas, x + 14.0, y, Marker::Square),
            _ => {}
        }
        let ink = Ink { size: LEGEND, bold: false, class: "g-ink", fill: palette.ink, anchor: Anchor::Start };
        canvas.text(x + 36.0, y + LEGEND * 0.35, ink, name);
        x += room;
    }
    y + 18.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::svg::Palette;

    fn axes(labels: &[&str]) -> Vec<Axis> {
        let axis = |label: &&str| Axis {
            label: (*label).to_owned(),
            now: Some(2.4),
            target: Some(4.0),
            previous: Some(2.0),
        };
        labels.iter().map(axis).collect()
    }

    fn draw(axes: &[Axis]) -> String {
        let palette = Palette::light("Inter");
        let frame = Frame { id: "r", title: "T", description: "D", palette: &palette };
        let rings = [1.0, 2.0, 3.0, 4.0, 5.0];
        let chart = Radar { axes, rings: &rings, now: "2026", target: Some("Target"), previous: Some("2024") };
        radar(&chart, frame)
    }

    #[test]
    fn no_label_leaves_the_picture() {
        let labels = [
            "Leadership environment",
            "Customer/stakeholder focus",
            "Service enablement",
            "Service delivery",
            "Digital asset management",
            "Physical asset management with a long name",
            "Performance management",
        ];
        let svg = draw(&axes(&labels));
        let document = roxmltree::Document::parse(&svg).unwrap();
        let total: f64 = document.root_element().attribute("width").unwrap().parse().unwrap();
        let height: f64 = document.root_element().attribute("height").unwrap().parse().unwrap();
        let texts = document.descendants().filter(|node| node.has_tag_name("text"));
        let mut seen = 0;
        for node in texts {
            let at = |name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap();
            let wide = width(node.text().unwrap(), at("font-size"));
            let (left, right) = match node.attribute("text-anchor").unwrap() {
                "start" => (at("x"), at("x") + wide),
                "end" => (at("x") - wide, at("x")),
                _ => (at("x") - wide / 2.0, at("x") + wide / 2.0),
            };
            assert!(left >= 0.0 && right <= total, "{:?}", node.text());
            assert!(at("y") > 8.0 && at("y") < height, "{:?}", node.text());
            seen += 1;
        }
        assert!(seen > 12);
    }

    #[test]
    fn a_missing_value_is_a_gap_and_not_a_zero() {
        let mut with_gap = axes(&["A", "B", "C", "D"]);
        with_gap[1].now = None;
        let svg = draw(&with_gap);
        assert_eq!(svg.matches("<circle").count(), 3 + 1, "three markers and the legend's");
        assert!(!svg.contains("g-area"), "no area is filled across a gap");
        assert!(svg.contains(" M"), "the line begins anew after the gap");
    }

    #[test]
    fn hostile_labels_stay_text() {
        let svg = draw(&axes(&["<script>\"&'", "b", "c"]));
        assert!(roxmltree::Document::parse(&svg).is_ok());
        assert!(!svg.contains("<script"));
    }
}
