//! The sheet that a chart is drawn on: shapes and texts in, one SVG document out.

use std::fmt::Write as _;

use crate::colour::{INK, QUIET, Role, SURFACE};
use crate::measure::text_width_px;
use crate::series::Heading;
use crate::style::Style;
use crate::text::{escape, id, number};

/// A point in pixels, y downwards. In right-to-left drawings x counts from the right edge.
pub(crate) type Point = (f64, f64);

/// Free space at each edge of a drawing, in pixels.
pub(crate) const MARGIN: f64 = 12.0;

/// Which end of a text stands at its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// What fills a shape.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fill {
    Nothing,
    Solid(Role, f64),
    Hatch,
    Dots,
}

/// How a shape is painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Paint {
    fill: Fill,
    stroke: Option<(Role, f64)>,
    dash: &'static str,
}

impl Paint {
    pub(crate) const fn fill(role: Role) -> Self {
        Self::veil(role, 1.0)
    }

    /// A fill that lets through what is under it; `opacity` from 0 to 1.
    pub(crate) const fn veil(role: Role, opacity: f64) -> Self {
        Self {
            fill: Fill::Solid(role, opacity),
            stroke: None,
            dash: "",
        }
    }

    pub(crate) const fn hatch() -> Self {
        Self {
            fill: Fill::Hatch,
            stroke: None,
            dash: "",
        }
    }

    pub(crate) const fn dots() -> Self {
        Self {
            fill: Fill::Dots,
            stroke: None,
            dash: "",
        }
    }

    pub(crate) const fn stroke(role: Role, width: f64) -> Self {
        Self {
            fill: Fill::Nothing,
            stroke: Some((role, width)),
            dash: "",
        }
    }

    pub(crate) const fn and_stroke(self, role: Role, width: f64) -> Self {
        Self {
            stroke: Some((role, width)),
            ..self
        }
    }

    /// Lengths of dash and gap as SVG has them; none for a solid line.
    pub(crate) const fn dashed(self, dash: &'static str) -> Self {
        Self { dash, ..self }
    }
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Type {
    pub(crate) size: f64,
    bold: bool,
    role: Role,
    anchor: Anchor,
}

/// Labels and values.
pub(crate) const BODY: Type = Type {
    size: 13.0,
    bold: false,
    role: INK,
    anchor: Anchor::Start,
};

/// What is read second: scales, notes.
pub(crate) const SMALL: Type = Type { size: 11.5, ..BODY };

impl Type {
    pub(crate) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(crate) const fn ink(self, role: Role) -> Self {
        Self { role, ..self }
    }

    pub(crate) const fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(crate) const fn sized(self, size: f64) -> Self {
        Self { size, ..self }
    }

    /// From one base line to the next.
    pub(crate) fn leading(self) -> f64 {
        (self.size * 1.3).round()
    }

    /// From the middle of a line to its base line.
    pub(crate) fn drop(self) -> f64 {
        self.size * 0.36
    }
}

/// One step of an outline.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step {
    Move(Point),
    Line(Point),
    /// A quarter turn: the corner, then where it ends.
    Turn(Point, Point),
    Close,
}

/// A sheet of fixed size.
#[derive(Debug)]
pub(crate) struct Canvas<'a> {
    style: &'a Style,
    heading: &'a Heading,
    id: String,
    width: f64,
    height: f64,
    body: String,
    hatched: bool,
    dotted: bool,
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(heading: &'a Heading, style: &'a Style, width: f64, height: f64) -> Self {
        let (width, height) = (width.ceil(), height.ceil());
        let mut canvas = Self {
            style,
            heading,
            id: id(&heading.id),
            width,
            height,
            body: String::new(),
            hatched: false,
            dotted: false,
        };
        if let Some(role) = style.backdrop() {
            canvas.rect((0.0, 0.0), (width, height), 0.0, Paint::fill(role));
        }
        canvas
    }

    pub(crate) fn width(&self) -> f64 {
        self.width
    }

    fn x(&self, x: f64) -> f64 {
        if self.style.is_rtl() {
            self.width - x
        } else {
            x
        }
    }

    /// Classes and colours as attributes.
    fn paint(&mut self, paint: Paint) -> String {
        let mut classes = Vec::new();
        let mut attributes = match paint.fill {
            Fill::Nothing => " fill=\"none\"".to_owned(),
            Fill::Solid(role, opacity) => {
                classes.extend(self.style.class("fill", role));
                let mut fill = format!(" fill=\"{}\"", self.style.colour(role));
                if opacity < 1.0 {
                    let _ = write!(fill, " fill-opacity=\"{}\"", number(opacity));
                }
                fill
            }
            Fill::Hatch => {
                self.hatched = true;
                format!(" fill=\"url(#{}-hatch)\"", self.id)
            }
            Fill::Dots => {
                self.dotted = true;
                format!(" fill=\"url(#{}-dots)\"", self.id)
            }
        };
        if let Some((role, width)) = paint.stroke {
            classes.extend(self.style.class("stroke", role));
            let _ = write!(
                attributes,
                " stroke=\"{}\" stroke-width=\"{}\"",
                self.style.colour(role),
                number(width)
            );
            if paint.dash.is_empty() {
                attributes.push_str(" stroke-linejoin=\"round\" stroke-linecap=\"round\"");
            } else {
                let _ = write!(attributes, " stroke-dasharray=\"{}\"", paint.dash);
            }
        }
        if classes.is_empty() {
            return attributes;
        }
        format!(" class=\"{}\"{attributes}", classes.join(" "))
    }

    /// A rectangle from its corner at the start and top.
    pub(crate) fn rect(&mut self, at: Point, size: Point, radius: f64, paint: Paint) {
        let (width, height) = (size.0.max(0.0), size.1.max(0.0));
        let left = if self.style.is_rtl() {
            self.x(at.0) - width
        } else {
            at.0
        };
        let paint = self.paint(paint);
        let _ = writeln!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"{paint}/>",
            number(left),
            number(at.1),
            number(width),
            number(height),
            number(radius.min(width / 2.0).min(height / 2.0)),
        );
    }

    pub(crate) fn circle(&mut self, centre: Point, radius: f64, paint: Paint) {
        let paint = self.paint(paint);
        let _ = writeln!(
            self.body,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{paint}/>",
            number(self.x(centre.0)),
            number(centre.1),
            number(radius)
        );
    }

    pub(crate) fn line(&mut self, from: Point, to: Point, paint: Paint) {
        self.outline(&[Step::Move(from), Step::Line(to)], paint);
    }

    pub(crate) fn outline(&mut self, steps: &[Step], paint: Paint) {
        if steps.is_empty() {
            return;
        }
        let mut path = String::new();
        let point = |(x, y): Point| format!("{} {}", number(self.x(x)), number(y));
        for step in steps {
            match *step {
                Step::Move(to) => path.push_str(&format!("M{}", point(to))),
                Step::Line(to) => path.push_str(&format!("L{}", point(to))),
                Step::Turn(corner, to) => {
                    path.push_str(&format!("Q{} {}", point(corner), point(to)));
                }
                Step::Close => path.push('Z'),
            }
        }
        let paint = self.paint(paint);
        let _ = writeln!(self.body, "<path d=\"{path}\"{paint}/>");
    }

    /// Straight lines through the points, and back to the first.
    pub(crate) fn polygon(&mut self, points: &[Point], paint: Paint) {
        let mut steps = polyline(points);
        steps.push(Step::Close);
        self.outline(&steps, paint);
    }

    /// A text with its base line at `at`; nothing for an empty one.
    pub(crate) fn text(&mut self, at: Point, set: Type, text: &str) {
        if text.is_empty() {
            return;
        }
        let rtl = self.style.is_rtl();
        // The anchors are physical: `direction` is fixed on the root, and only the order of the
        // letters is left to the text itself.
        let anchor = match (set.anchor, rtl) {
            (Anchor::Start, false) | (Anchor::End, true) => "",
            (Anchor::Middle, _) => " text-anchor=\"middle\"",
            (Anchor::End, false) | (Anchor::Start, true) => " text-anchor=\"end\"",
        };
        let weight = if set.bold { " font-weight=\"600\"" } else { "" };
        let bidi = if rtl {
            " unicode-bidi=\"plaintext\""
        } else {
            ""
        };
        let paint = self.paint(Paint::fill(set.role));
        let _ = writeln!(
            self.body,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{anchor}{bidi}{paint}>{}</text>",
            number(self.x(at.0)),
            number(at.1),
            number(set.size),
            escape(text)
        );
    }

    /// Lines one below the other, the first with its base line at `at`.
    pub(crate) fn lines(&mut self, at: Point, set: Type, lines: &[String]) {
        let mut y = at.1;
        for line in lines {
            self.text((at.0, y), set, line);
            y += set.leading();
        }
    }

    /// A text on a pill of the surface's colour, so that what is under it does not disturb; its
    /// middle line at `at`.
    pub(crate) fn pill(&mut self, at: Point, set: Type, text: &str) {
        if text.is_empty() {
            return;
        }
        let width = text_width_px(text, set.size) + 8.0;
        let left = match set.anchor {
            Anchor::Start => at.0 - 4.0,
            Anchor::Middle => at.0 - width / 2.0,
            Anchor::End => at.0 + 4.0 - width,
        };
        let height = set.size + 2.0;
        self.rect(
            (left, at.1 - height / 2.0),
            (width, height),
            height / 2.0,
            Paint::fill(SURFACE),
        );
        self.text((at.0, at.1 + set.drop()), set, text);
    }

    /// The sign for "no value": a hollow ring with a dash, not at home on any scale.
    pub(crate) fn missing(&mut self, centre: Point) {
        self.circle(centre, 6.0, Paint::fill(SURFACE).and_stroke(QUIET, 1.25));
        let (x, y) = centre;
        self.line((x - 2.5, y), (x + 2.5, y), Paint::stroke(QUIET, 1.5));
    }

    /// The finished document.
    pub(crate) fn finish(self) -> String {
        let (width, height) = (number(self.width), number(self.height));
        let id = &self.id;
        let class = self
            .style
            .root_class()
            .map(|class| format!(" class=\"{class}\""))
            .unwrap_or_default();
        let described = !self.heading.description.trim().is_empty();
        let labels = if described {
            format!("{id}-title {id}-desc")
        } else {
            format!("{id}-title")
        };
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"{class} role=\"img\" \
             aria-labelledby=\"{labels}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" direction=\"ltr\" overflow=\"visible\" font-family=\"{}\">\n\
             <title id=\"{id}-title\">{}</title>\n",
            escape(self.style.font_family()),
            escape(&self.heading.title)
        );
        if described {
            let description = escape(&self.heading.description);
            let _ = writeln!(svg, "<desc id=\"{id}-desc\">{description}</desc>");
        }
        svg.push_str(&self.patterns());
        svg.push_str(&self.body);
        svg.push_str("</svg>\n");
        svg
    }

    /// Only those that something is filled with.
    fn patterns(&self) -> String {
        let id = &self.id;
        let colour = self.style.colour(QUIET);
        let class = |property| {
            self.style
                .class(property, QUIET)
                .map(|class| format!(" class=\"{class}\""))
                .unwrap_or_default()
        };
        let mut defs = String::new();
        if self.hatched {
            let _ = writeln!(
                defs,
                "<pattern id=\"{id}-hatch\" width=\"7\" height=\"7\" \
                 patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
                 <path d=\"M3.5 0V7\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.2\"{}/>\
                 </pattern>",
                class("stroke")
            );
        }
        if self.dotted {
            let _ = writeln!(
                defs,
                "<pattern id=\"{id}-dots\" width=\"7\" height=\"7\" \
                 patternUnits=\"userSpaceOnUse\">\
                 <circle cx=\"3.5\" cy=\"3.5\" r=\"1.2\" fill=\"{colour}\"{}/></pattern>",
                class("fill")
            );
        }
        if defs.is_empty() {
            return defs;
        }
        format!("<defs>\n{defs}</defs>\n")
    }
}

/// The steps of straight lines through the points.
pub(crate) fn polyline(points: &[Point]) -> Vec<Step> {
    points
        .iter()
        .enumerate()
        .map(|(at, &point)| {
            if at == 0 {
                Step::Move(point)
            } else {
                Step::Line(point)
            }
        })
        .collect()
}

/// A rectangle whose corners at the top are round.
pub(crate) fn tab_upright(at: Point, size: Point, radius: f64) -> Vec<Step> {
    let (x, y) = at;
    let (right, bottom) = (x + size.0, y + size.1);
    let r = radius.min(size.0 / 2.0).min(size.1).max(0.0);
    vec![
        Step::Move((x, bottom)),
        Step::Line((x, y + r)),
        Step::Turn((x, y), (x + r, y)),
        Step::Line((right - r, y)),
        Step::Turn((right, y), (right, y + r)),
        Step::Line((right, bottom)),
        Step::Close,
    ]
}

/// A rectangle whose corners at the start are round.
pub(crate) fn tab_lying(at: Point, size: Point, radius: f64) -> Vec<Step> {
    let (x, y) = at;
    let (end, bottom) = (x + size.0, y + size.1);
    let r = radius.min(size.0).min(size.1 / 2.0).max(0.0);
    vec![
        Step::Move((end, y)),
        Step::Line((x + r, y)),
        Step::Turn((x, y), (x, y + r)),
        Step::Line((x, bottom - r)),
        Step::Turn((x, bottom), (x + r, bottom)),
        Step::Line((end, bottom)),
        Step::Close,
    ]
}
