//! A thin bar of counts for a table's cell: the numbers stand beside it in words.

use crate::canvas::{Anchor, BODY, Canvas, Paint, Type};
use crate::colour::{ON_RAMP, QUIET, RAMP, spread};
use crate::distribution::DistributionInput;
use crate::measure::text_width_px;
use crate::style::Style;

const WIDTH_PX: f64 = 240.0;
const HEIGHT_PX: f64 = 20.0;
const GAP_PX: f64 = 6.0;
const NUMBER: Type = BODY.bold();

/// Draws what [`crate::distribution`] draws as a strip of fixed width and without a legend.
/// Numbers stand in the parts where they fit.
#[must_use]
pub fn strip(input: &DistributionInput, style: &Style) -> String {
    let mut canvas = Canvas::new(&input.heading, style, WIDTH_PX, HEIGHT_PX);
    let on: u32 = input.points.iter().map(|point| point.count).sum();
    let off: u32 = input.aside.iter().map(|point| point.count).sum();
    let gap = if on > 0 && off > 0 { GAP_PX } else { 0.0 };
    let unit = (WIDTH_PX - gap) / f64::from((on + off).max(1));
    let mut x = 0.0;
    for (at, point) in input.points.iter().enumerate().filter(|(_, p)| p.count > 0) {
        let tone = spread(at, input.points.len(), RAMP.len());
        let length = unit * f64::from(point.count);
        let drawn = (length - 1.0).max(0.5);
        canvas.rect((x, 0.0), (drawn, HEIGHT_PX), 2.0, Paint::fill(RAMP[tone]));
        let text = point.count.to_string();
        if text_width_px(&text, NUMBER.size) + 4.0 <= drawn {
            let set = NUMBER.at(Anchor::Middle);
            let at = (x + length / 2.0, HEIGHT_PX / 2.0 + set.drop());
            canvas.text(at, set.ink(ON_RAMP[tone]), &text);
        }
        x += length;
    }
    x += gap;
    for point in input.aside.iter().filter(|point| point.count > 0) {
        let length = unit * f64::from(point.count);
        let paint = Paint::stroke(QUIET, 1.0).dashed("3 2");
        let size = ((length - 2.0).max(0.5), HEIGHT_PX - 2.0);
        canvas.rect((x + 0.5, 1.0), size, 2.0, paint);
        x += length;
    }
    canvas.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::Count;
    use crate::series::Heading;

    #[test]
    fn a_part_that_is_wide_enough_carries_its_number() {
        let count = |count| Count {
            label: String::new(),
            count,
        };
        let heading = Heading {
            id: "s".into(),
            title: "T".into(),
            description: "D".into(),
        };
        let points = [3, 9, 0, 12, 1].map(count).to_vec();
        let input = DistributionInput {
            heading,
            points,
            aside: vec![count(2)],
        };
        let svg = strip(&input, &Style::light());
        for number in ["3", "9", "12"] {
            assert!(svg.contains(&format!(">{number}</text>")), "{number}");
        }
        assert!(!svg.contains(">0</text>"), "nobody is not drawn");
        assert!(roxmltree::Document::parse(&svg).is_ok());
    }
}
