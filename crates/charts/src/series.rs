//! What charts have in common: headings, scales, and series of values with their looks.

use crate::canvas::{Canvas, Paint, Point, Step};
use crate::colour::{LINES, PRIMARY, QUIET, Role, SURFACE};

/// What names a drawing to those who do not see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Begins every id in the drawing; different for each drawing of a page.
    pub id: String,
    /// What it is, in a few words.
    pub title: String,
    /// What it shows, in a sentence or some; may be empty.
    pub description: String,
}

/// A place on a scale and its label.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// The place, in the unit of the values.
    pub value: f64,
    /// What stands there.
    pub label: String,
}

/// A thing that has values: the end of an axis, or a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its name.
    pub label: String,
    /// Its values in words; may be empty.
    pub value_text: String,
}

/// A line across a drawing, and what it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The place, in the unit of the values.
    pub value: f64,
    /// What it stands for.
    pub label: String,
}

/// What a series is, which decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The present: a thick line with round marks.
    Now,
    /// What is aimed at: a dashed line with hollow diamonds.
    Target,
    /// What was, or what others have: a thin grey line with squares.
    Previous,
    /// One of several equals; each fourth looks the same.
    Further(u8),
}

/// Values of one kind over all items; `None` where there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// One value an item, in their order. Those left out are missing.
    pub values: Vec<Option<f64>>,
}

impl Series {
    /// The value of an item, when it is there and a number.
    pub(crate) fn value(&self, at: usize) -> Option<f64> {
        let value = self.values.get(at).copied().flatten();
        value.filter(|value| value.is_finite())
    }
}

/// The shape of a point.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Round,
    Square,
    Diamond,
    Triangle,
}

/// How a series is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    role: Role,
    width: f64,
    dash: &'static str,
    shape: Shape,
    hollow: bool,
    radius: f64,
}

impl Kind {
    pub(crate) fn look(self) -> Look {
        let look = |role, width, dash, shape, radius| Look {
            role,
            width,
            dash,
            shape,
            hollow: false,
            radius,
        };
        match self {
            Self::Now => look(PRIMARY, 2.75, "", Shape::Round, 5.0),
            Self::Target => Look {
                hollow: true,
                ..look(PRIMARY, 1.75, "6 4", Shape::Diamond, 4.5)
            },
            Self::Previous => look(QUIET, 1.5, "", Shape::Square, 3.5),
            Self::Further(which) => match which % 4 {
                0 => look(LINES[0], 2.0, "", Shape::Triangle, 5.0),
                1 => look(LINES[1], 2.0, "9 3 2 3", Shape::Square, 4.0),
                2 => look(LINES[2], 2.0, "2 3", Shape::Diamond, 5.0),
                _ => look(LINES[3], 2.0, "12 4", Shape::Round, 4.0),
            },
        }
    }
}

impl Look {
    pub(crate) fn line(self) -> Paint {
        Paint::stroke(self.role, self.width).dashed(self.dash)
    }

    pub(crate) fn role(self) -> Role {
        self.role
    }

    /// Draws one point of the series.
    pub(crate) fn mark(self, canvas: &mut Canvas<'_>, centre: Point) {
        let r = self.radius;
        let paint = if self.hollow {
            Paint::fill(SURFACE).and_stroke(self.role, 1.75)
        } else {
            Paint::fill(self.role).and_stroke(SURFACE, 1.5)
        };
        let (x, y) = centre;
        match self.shape {
            Shape::Round => canvas.circle(centre, r, paint),
            Shape::Square => canvas.rect((x - r, y - r), (2.0 * r, 2.0 * r), 0.0, paint),
            Shape::Diamond => {
                canvas.polygon(&[(x, y - r), (x + r, y), (x, y + r), (x - r, y)], paint);
            }
            Shape::Triangle => {
                let corners = [(x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)];
                canvas.polygon(&corners, paint);
            }
        }
    }
}

/// The ends of a scale, from the lowest tick to the highest.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// The scale of some ticks; from 0 to 1 when they do not span one.
    pub(crate) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let (low, high) = values
            .into_iter()
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            });
        if low < high {
            Self { low, high }
        } else {
            Self {
                low: 0.0,
                high: 1.0,
            }
        }
    }

    /// Where a value lies, from 0 (lowest) to 1 (highest); beyond the ends, at the end.
    pub(crate) fn share(self, value: f64) -> f64 {
        // Halved first, so that the greatest numbers do not overflow.
        let span = self.high / 2.0 - self.low / 2.0;
        ((value / 2.0 - self.low / 2.0) / span).clamp(0.0, 1.0)
    }
}

/// The stretches of present values, each as its steps.
pub(crate) fn stretches(points: &[Option<Point>]) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut drawn = false;
    for point in points {
        match *point {
            Some(point) if drawn => steps.push(Step::Line(point)),
            Some(point) => steps.push(Step::Move(point)),
            None => {}
        }
        drawn = point.is_some();
    }
    steps
}
