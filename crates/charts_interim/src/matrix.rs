//! The matrix of rows and levels: what is behind, where we are, how far it is, the target.

use crate::svg::{Anchor, Canvas, Frame, Ink, number};
use crate::text::{width, wrap};

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its label.
    pub label: String,
    /// Position of its level, the lowest is 0; `None` where it has none.
    pub level: Option<usize>,
    /// What stands in a row without a level.
    pub instead: String,
    /// Part of the way to the next level, 0 to 1, with its words.
    pub way: Option<(f64, String)>,
    /// Position of its target.
    pub target: Option<usize>,
    /// The figure at the end.
    pub figure: String,
}

/// A matrix.
#[derive(Debug, Clone)]
pub struct Matrix<'a> {
    /// Names of the levels, lowest first.
    pub levels: &'a [String],
    /// Rows in order.
    pub rows: &'a [Row],
    /// Word for levels that are behind.
    pub behind: &'a str,
    /// Word for the level of today.
    pub here: &'a str,
    /// Word for the target.
    pub target: &'a str,
    /// Heading of the figures.
    pub figure: &'a str,
}

const LABEL: f64 = 170.0;
const CELL: f64 = 120.0;
const FIGURE: f64 = 64.0;
const ROW: f64 = 46.0;
const HEAD: f64 = 34.0;
const SIZE: f64 = 12.0;

/// Draws a matrix.
#[must_use]
pub fn matrix(chart: &Matrix<'_>, frame: Frame<'_>) -> String {
    let mut canvas = Canvas::new(frame);
    let palette = canvas.palette();
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(0));
    let (columns, rows) = (count(chart.levels.len()), count(chart.rows.len()));
    let head = |anchor| Ink { size: SIZE, bold: true, class: "g-ink", fill: palette.ink, anchor };
    for (at, name) in chart.levels.iter().enumerate() {
        let line = wrap(name, SIZE, CELL - 12.0).into_iter().next().unwrap_or_default();
        canvas.text(LABEL + count(at) * CELL + 8.0, HEAD - 12.0, head(Anchor::Start), &line);
    }
    let right = LABEL + columns * CELL + FIGURE;
    canvas.text(right - 8.0, HEAD - 12.0, head(Anchor::End), chart.figure);
    for (at, row) in chart.rows.iter().enumerate() {
        let y = HEAD + count(at) * ROW;
        let lines = wrap(&row.label, SIZE, LABEL - 12.0);
        let first = y + ROW / 2.0 + SIZE * 0.35 - count(lines.len().min(3) - 1) * 7.5;
        for (number, line) in lines.iter().take(3).enumerate() {
            canvas.text(4.0, first + count(number) * 15.0, head(Anchor::Start), line);
        }
        cells(&mut canvas, chart, row, y);
        canvas.text(right - 8.0, y + ROW / 2.0 + 4.0, head(Anchor::End), &row.figure);
    }
    canvas.finish(right, HEAD + rows * ROW + 4.0)
}

fn cells(canvas: &mut Canvas<'_>, chart: &Matrix<'_>, row: &Row, y: f64) {
    let palette = canvas.palette();
    let top = y + 3.0;
    let plain = Ink { size: SIZE, bold: false, class: "g-ink", fill: palette.ink, anchor: Anchor::Start };
    let Some(level) = row.level else {
        canvas.text(LABEL + 8.0, y + ROW / 2.0 + 4.0, plain, &row.instead);
        return;
    };
    for at in 0..chart.levels.len() {
        let x = LABEL + f64::from(u32::try_from(at).unwrap_or(0)) * CELL + 2.0;
        let area = [x, top, CELL - 4.0, ROW - 6.0];
        let baseline = y + ROW / 2.0 + 4.0;
        if at < level {
            canvas.rectangle(area, "g-off", palette.pale);
            let ink = Ink { class: "g-soft", fill: palette.soft, ..plain };
            canvas.text(x + 8.0, baseline, ink, chart.behind);
        } else if at == level {
            canvas.rectangle(area, "", palette.strong);
            let ink = Ink { bold: true, class: "", fill: palette.paper, ..plain };
            canvas.text(x + 8.0, baseline, ink, chart.here);
        } else if let (true, Some((share, words))) = (at == level + 1, &row.way) {
            let part = area[2] * share.clamp(0.0, 1.0);
            canvas.rectangle([x, top, part, area[3]], "g-area", palette.mid);
            canvas.text(x + 8.0, if row.target == Some(at) { y + 19.0 } else { baseline }, plain, words);
        }
        if row.target == Some(at) {
            target(canvas, area, at == level, chart.target);
        }
    }
}

fn target(canvas: &mut Canvas<'_>, area: [f64; 4], on_dark: bool, word: &str) {
    let palette = canvas.palette();
    let [x, y, wide, tall] = area;
    canvas.element(
        "rect",
        &[
            ("x", &number(x)),
            ("y", &number(y)),
            ("width", &number(wide)),
            ("height", &number(tall)),
            ("class", &"g-aim"),
            ("fill", &"none"),
            ("stroke", &palette.ink),
            ("stroke-width", &"1.6"),
            ("stroke-dasharray", &"5 3"),
        ],
    );
    let fill = if on_dark { palette.paper } else { palette.ink };
    let class = if on_dark { "" } else { "g-ink" };
    let ink = Ink { size: 10.0, bold: true, class, fill, anchor: Anchor::End };
    if width(word, 10.0) < wide {
        canvas.text(x + wide - 6.0, y + tall - 5.0, ink, word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::svg::Palette;

    #[test]
    fn a_row_without_a_level_says_so() {
        let palette = Palette::light("Inter");
        let frame = Frame { id: "m", title: "T", description: "D", palette: &palette };
        let row = Row {
            label: "A & B".into(),
            level: None,
            instead: "Not rated".into(),
            way: None,
            target: Some(1),
            figure: "–".into(),
        };
        let levels = ["1 Low".to_owned(), "2 High".to_owned()];
        let chart = Matrix { levels: &levels, rows: &[row], behind: "b", here: "h", target: "t", figure: "i" };
        let svg = matrix(&chart, frame);
        assert!(roxmltree::Document::parse(&svg).is_ok());
        assert!(svg.contains("Not rated") && !svg.contains(">h<"));
    }
}
