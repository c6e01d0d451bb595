//! One bar of answers to one statement: parts from light to dark, with counts where they
//! fit, and answers off the scale apart.

use crate::svg::{Anchor, Canvas, Frame, Ink};
use crate::text::width;

/// Counts of answers.
#[derive(Debug, Clone)]
pub struct Distribution<'a> {
    /// Counts on the scale, lowest answer first; at most five.
    pub scale: &'a [u32],
    /// Counts off the scale, for example Don't know and Not applicable.
    pub off: &'a [u32],
}

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 20.0;
const GAP: f64 = 6.0;
const SIZE: f64 = 11.0;

/// Draws the bar.
#[must_use]
pub fn distribution(chart: &Distribution<'_>, frame: Frame<'_>) -> String {
    let mut canvas = Canvas::new(frame);
    let palette = canvas.palette();
    let on: u32 = chart.scale.iter().sum();
    let off: u32 = chart.off.iter().sum();
    let total = f64::from((on + off).max(1));
    let gap = if on > 0 && off > 0 { GAP } else { 0.0 };
    let unit = (WIDTH - gap) / total;
    let mut x = 0.0;
    for (point, count) in chart.scale.iter().enumerate().filter(|(_, count)| **count > 0) {
        let at = point.min(palette.ramp.len() - 1);
        let wide = unit * f64::from(*count);
        canvas.rectangle([x, 0.0, (wide - 1.0).max(0.5), HEIGHT], "", palette.ramp[at]);
        let ink = Ink { size: SIZE, bold: true, class: "", fill: palette.on_ramp[at], anchor: Anchor::Middle };
        number(&mut canvas, x, wide, ink, *count);
        x += wide;
    }
    x += gap;
    for count in chart.off.iter().filter(|count| **count > 0) {
        let wide = unit * f64::from(*count);
        canvas.rectangle([x, 3.0, (wide - 1.0).max(0.5), HEIGHT - 6.0], "g-off", palette.off);
        let ink = Ink { size: SIZE, bold: false, class: "g-soft", fill: palette.soft, anchor: Anchor::Middle };
        number(&mut canvas, x, wide, ink, *count);
        x += wide;
    }
    canvas.finish(WIDTH, HEIGHT)
}

fn number(canvas: &mut Canvas<'_>, x: f64, wide: f64, ink: Ink<'_>, count: u32) {
    let text = count.to_string();
    if width(&text, SIZE) + 3.0 <= wide {
        canvas.text(x + wide / 2.0, HEIGHT / 2.0 + SIZE * 0.36, ink, &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::svg::Palette;

    #[test]
    fn parts_fill_the_bar_and_carry_their_counts() {
        let palette = Palette::light("Inter");
        let frame = Frame { id: "d", title: "T", description: "D", palette: &palette };
        let svg = distribution(&Distribution { scale: &[3, 9, 0, 12, 1], off: &[2, 0] }, frame);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let bars = document.descendants().filter(|node| node.has_tag_name("rect"));
        let right = bars
            .map(|bar| {
                let at = |name: &str| bar.attribute(name).unwrap().parse::<f64>().unwrap();
                at("x") + at("width")
            })
            .fold(0.0, f64::max);
        assert!((right - (WIDTH - 1.0)).abs() < 0.1, "{right}");
        for count in ["3", "9", "12"] {
            assert!(svg.contains(&format!(">{count}</text>")));
        }
    }
}
