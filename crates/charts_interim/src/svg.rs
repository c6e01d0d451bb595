//! Writing SVG: numbers with two decimals, texts escaped, a frame with title and description.

use std::fmt::{Display, Write as _};

/// What surrounds every chart.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// Prefix of identifiers, so that several charts fit into one page.
    pub id: &'a str,
    /// What the chart shows.
    pub title: &'a str,
    /// The figures in words, for those who do not see it.
    pub description: &'a str,
    /// Colours and font.
    pub palette: &'a Palette,
}

/// Colours and font of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// Font family, or several.
    pub font: &'static str,
    /// Texts and strong lines.
    pub ink: &'static str,
    /// Quiet texts.
    pub soft: &'static str,
    /// Grid lines.
    pub line: &'static str,
    /// The ground.
    pub paper: &'static str,
    /// The series of today, and "we are here".
    pub strong: &'static str,
    /// The area within it.
    pub area: &'static str,
    /// The series of before.
    pub before: &'static str,
    /// Fills from light to dark, for ordered answers.
    pub ramp: [&'static str; 5],
    /// Text on each of the fills.
    pub on_ramp: [&'static str; 5],
    /// Fill of answers off the scale.
    pub off: &'static str,
    /// What is behind us.
    pub pale: &'static str,
    /// Part of the way.
    pub mid: &'static str,
}

impl Palette {
    /// On white, for pages and paper. `font` is the family that the reader has.
    #[must_use]
    pub const fn light(font: &'static str) -> Self {
        Self {
            font,
            ink: "#0e2237",
            soft: "#47586b",
            line: "#c3cfda",
            paper: "#ffffff",
            strong: "#14426b",
            area: "#cfe0ee",
            before: "#6c7d8e",
            ramp: ["#dbe6f0", "#a9c8e2", "#6c9fca", "#2d6ba3", "#123a5e"],
            on_ramp: ["#0e2237", "#0e2237", "#0e2237", "#ffffff", "#ffffff"],
            off: "#f1f3f5",
            pale: "#e6eef5",
            mid: "#cfe0ee",
        }
    }
}

/// The stylesheet by which a page recolours charts in dark mode.
pub const CLASSES_CSS: &str = "\
@media (prefers-color-scheme:dark){@media screen{\
.g-ink{fill:#e8eef4}.g-soft{fill:#a9b8c7}.g-line{stroke:#3a5068}.g-strong{stroke:#8ec2f2}\
.g-strong-fill{fill:#8ec2f2}.g-area{fill:#28506f}.g-before{stroke:#a9b8c7}.g-before-fill{fill:#132435;stroke:#a9b8c7}\
.g-aim{stroke:#e8eef4}.g-paper{fill:#132435}.g-off{fill:#2d4054}}}\n";

/// Collects the elements of a chart.
#[derive(Debug)]
pub struct Canvas<'a> {
    frame: Frame<'a>,
    body: String,
}

/// Where a text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A text's look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ink<'a> {
    pub size: f64,
    pub bold: bool,
    pub class: &'static str,
    pub fill: &'a str,
    pub anchor: Anchor,
}

/// A number with at most two decimals and without a trailing zero.
pub(crate) fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    format!("{rounded}")
}

/// A text as content or attribute of XML; characters that XML forbids are dropped.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

impl<'a> Canvas<'a> {
    /// An empty canvas.
    #[must_use]
    pub fn new(frame: Frame<'a>) -> Self {
        Self { frame, body: String::new() }
    }

    /// Adds an element with attributes.
    pub(crate) fn element(&mut self, name: &str, attributes: &[(&str, &dyn Display)]) {
        let _ = write!(self.body, "<{name}");
        for (key, value) in attributes {
            let _ = write!(self.body, " {key}=\"{}\"", escape(&value.to_string()));
        }
        self.body.push_str("/>");
    }

    /// Adds a rectangle.
    pub(crate) fn rectangle(&mut self, area: [f64; 4], class: &str, fill: &str) {
        let [x, y, width, height] = area.map(number);
        self.element(
            "rect",
            &[
                ("x", &x),
                ("y", &y),
                ("width", &width),
                ("height", &height),
                ("class", &class),
                ("fill", &fill),
            ],
        );
    }

    /// Adds a line of text.
    pub(crate) fn text(&mut self, x: f64, y: f64, ink: Ink<'_>, text: &str) {
        let anchor = match ink.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = if ink.bold { " font-weight=\"600\"" } else { "" };
        let _ = write!(
            self.body,
            "<text x=\"{}\" y=\"{}\" class=\"{}\" fill=\"{}\" font-size=\"{}\"{weight} text-anchor=\"{anchor}\">{}</text>",
            number(x),
            number(y),
            ink.class,
            ink.fill,
            number(ink.size),
            escape(text),
        );
    }

    /// The finished picture of the given size.
    pub(crate) fn finish(self, width: f64, height: f64) -> String {
        let Frame { id, title, description, palette } = self.frame;
        let (width, height, id) = (number(width), number(height), escape(id));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" \
             font-family=\"{}\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>{}</svg>",
            escape(palette.font),
            escape(title),
            escape(description),
            self.body,
        )
    }

    /// Colours and font.
    pub(crate) fn palette(&self) -> &'a Palette {
        self.frame.palette
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast after WCAG 2.2.
    fn contrast(a: &str, b: &str) -> f64 {
        let luminance = |hex: &str| {
            let part = |at: usize| {
                let value = u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
                let value = f64::from(value) / 255.0;
                if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
        };
        let (one, two) = (luminance(a), luminance(b));
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    #[test]
    fn texts_and_lines_stand_out() {
        let light = Palette::light("Inter");
        for text in [light.ink, light.soft] {
            assert!(contrast(text, light.paper) >= 4.5);
        }
        for graphic in [light.strong, light.before] {
            assert!(contrast(graphic, light.paper) >= 3.0);
        }
        for (fill, text) in light.ramp.iter().zip(light.on_ramp) {
            assert!(contrast(fill, text) >= 4.5, "{text} on {fill}");
        }
    }

    #[test]
    fn numbers_are_short_and_never_minus_zero() {
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(12.345_6), "12.35");
    }
}
