//! Rows by levels: what is behind, where one is, what is under way and what is aimed at.

use crate::canvas::{Anchor, BODY, Canvas, MARGIN, Paint, Point, SMALL, Type, tab_lying};
use crate::colour::{
    FALL, GRID, INK, LEVELS, MUTED, ON_LEVEL, ON_PRIMARY, PART, PRIMARY, QUIET, RISE, Role, SOFT,
    spread,
};
use crate::measure::{text_width_px, widest, widest_piece, wrap};
use crate::series::Heading;
use crate::style::Style;
use crate::text::count;

const LABEL: Type = BODY.bold();
const SUB: Type = SMALL.ink(MUTED);
const HEAD: Type = BODY.bold();
const WORD: Type = SMALL.sized(12.0);
const TARGET: Type = SMALL.sized(11.0).bold();
const VALUE: Type = BODY.bold().sized(14.0);
/// Inside a cell, and between cells.
const PAD_PX: f64 = 9.0;
const GAP_PX: f64 = 10.0;
const LEAST_CELL_PX: f64 = 92.0;
const LEAST_CELL_HIGH_PX: f64 = 40.0;
/// Above and below the cells of a row; the word of the target reaches into it.
const ROW_PAD_PX: f64 = 13.0;
const CORNER_PX: f64 = 5.0;
const BADGE_PX: f64 = 9.0;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixLevel {
    /// Its number.
    pub number: String,
    /// Its name.
    pub name: String,
}

/// How far a row is on the way to its next level.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// From 0 to 1.
    pub share: f64,
    /// The share in words.
    pub text: String,
}

/// Where a row stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// On a level.
    Rated {
        /// The column it stands on, counted from 0.
        here: usize,
        /// How far it is into the next column.
        progress: Option<Progress>,
    },
    /// Nowhere, and the words for it.
    NotRated(String),
}

/// Whether a change is good news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeDirection {
    /// For the better.
    Up,
    /// For the worse.
    Down,
    /// Neither.
    Level,
}

/// A change in words, with its sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The words.
    pub text: String,
    /// Which colour they have besides.
    pub direction: ChangeDirection,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixRow {
    /// Its name.
    pub label: String,
    /// What stands small below the name; may be empty.
    pub sub_label: String,
    /// Where it stands.
    pub standing: Standing,
    /// The column it aims at, counted from 0.
    pub target: Option<usize>,
    /// Its value in words; may be empty.
    pub value_text: String,
    /// How the value changed.
    pub change: Option<Change>,
}

/// What [`matrix`] draws.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixInput {
    /// What names the drawing.
    pub heading: Heading,
    /// What the rows are, above their names.
    pub row_heading: String,
    /// What the values are, above them.
    pub value_heading: String,
    /// What stands in a cell below the level of its row.
    pub behind_word: String,
    /// What stands in the cell of the level.
    pub here_word: String,
    /// What stands in the cell that is aimed at.
    pub target_word: String,
    /// From the lowest level to the highest.
    pub levels: Vec<MatrixLevel>,
    /// From top to bottom.
    pub rows: Vec<MatrixRow>,
}

/// Draws rows by levels. A column that does not exist is not drawn.
#[must_use]
pub fn matrix(input: &MatrixInput, style: &Style) -> String {
    let table = Table::lay_out(input, style);
    let height = table.tops.last().copied().unwrap_or(MARGIN) + MARGIN;
    let mut canvas = Canvas::new(&input.heading, style, table.width, height);
    table.draw_head(&mut canvas);
    for (at, row) in input.rows.iter().enumerate() {
        table.draw_row(&mut canvas, at, row);
    }
    canvas.finish()
}

/// Where everything is.
struct Table<'a> {
    input: &'a MatrixInput,
    label_px: f64,
    cell_px: f64,
    width: f64,
    head: (Vec<Vec<String>>, f64),
    /// The top of each row, and the bottom of the last.
    tops: Vec<f64>,
}

impl<'a> Table<'a> {
    fn lay_out(input: &'a MatrixInput, style: &Style) -> Self {
        let rows = &input.rows;
        let wish = (style.width_px() * 0.24).clamp(120.0, 230.0);
        let label_lines = rows
            .iter()
            .flat_map(|row| wrap(&row.label, LABEL.size, wish));
        let sub_lines = rows
            .iter()
            .flat_map(|row| wrap(&row.sub_label, SUB.size, wish));
        let labels: Vec<String> = label_lines.collect();
        let subs: Vec<String> = sub_lines.collect();
        let label_px = widest(labels.iter().map(String::as_str), LABEL.size)
            .max(widest(subs.iter().map(String::as_str), SUB.size))
            .max(text_width_px(&input.row_heading, HEAD.size));
        let value_px = widest(rows.iter().map(|row| row.value_text.as_str()), VALUE.size)
            .max(widest(
                rows.iter()
                    .filter_map(|row| row.change.as_ref())
                    .map(|change| change.text.as_str()),
                SMALL.size,
            ))
            .max(text_width_px(&input.value_heading, HEAD.size));
        let levels = count(input.levels.len().max(1));
        let words = [&input.behind_word, &input.here_word];
        let progress = rows.iter().filter_map(|row| match &row.standing {
            Standing::Rated { progress, .. } => progress.as_ref().map(|part| part.text.as_str()),
            Standing::NotRated(_) => None,
        });
        let names = input.levels.iter().map(|level| level.name.as_str());
        let not_rated = rows.iter().filter_map(|row| match &row.standing {
            Standing::NotRated(word) => Some(word.as_str()),
            Standing::Rated { .. } => None,
        });
        let least = LEAST_CELL_PX
            .max(widest_piece(words.into_iter().map(String::as_str), WORD.size) + 2.0 * PAD_PX)
            .max(widest_piece(progress, WORD.size) + 2.0 * PAD_PX)
            .max(text_width_px(&input.target_word, TARGET.size) + 2.0 * PAD_PX)
            .max(widest_piece(names, HEAD.size) + 2.0 * BADGE_PX + 6.0)
            .max((widest(not_rated, WORD.size) + 4.0 * PAD_PX) / levels);
        let fixed = 2.0 * MARGIN + label_px + value_px + 2.0 * GAP_PX;
        let cell_px = ((style.width_px() - fixed) / levels - GAP_PX).max(least);
        let width = (fixed + (cell_px + GAP_PX) * levels).ceil();
        let room = cell_px - 2.0 * BADGE_PX - 6.0;
        let head: Vec<_> = input
            .levels
            .iter()
            .map(|level| wrap(&level.name, HEAD.size, room))
            .collect();
        let head_lines = count(head.iter().map(Vec::len).max().unwrap_or(0).max(1));
        let head_px = head_lines * HEAD.leading() + 16.0;
        let mut table = Self {
            input,
            label_px,
            cell_px,
            width,
            head: (head, head_px),
            tops: vec![MARGIN + head_px],
        };
        let mut bottom = MARGIN + head_px;
        for row in rows {
            bottom += table.row_px(row);
            table.tops.push(bottom);
        }
        table
    }

    fn words(&self, text: &str) -> Vec<String> {
        wrap(text, WORD.size, self.cell_px - PAD_PX - 4.0)
    }

    /// How high the cells of a row have to be for their words.
    fn cell_px_high(&self, row: &MatrixRow) -> f64 {
        let Standing::Rated { progress, .. } = &row.standing else {
            return LEAST_CELL_HIGH_PX;
        };
        let texts = [&self.input.behind_word, &self.input.here_word];
        let most = texts
            .into_iter()
            .chain(progress.as_ref().map(|part| &part.text))
            .map(|text| self.words(text).len())
            .max();
        (count(most.unwrap_or(0)) * WORD.leading() + 16.0).max(LEAST_CELL_HIGH_PX)
    }

    fn row_px(&self, row: &MatrixRow) -> f64 {
        let lines = |text: &str, set: Type| {
            count(wrap(text, set.size, self.label_px + 0.5).len()) * set.leading()
        };
        let label = lines(&row.label, LABEL) + lines(&row.sub_label, SUB);
        self.cell_px_high(row).max(label).max(36.0) + 2.0 * ROW_PAD_PX
    }

    fn column(&self, at: usize) -> f64 {
        MARGIN + self.label_px + 1.5 * GAP_PX + (self.cell_px + GAP_PX) * count(at)
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>) {
        let (names, high) = &self.head;
        let middle = MARGIN + high / 2.0;
        let line = middle + HEAD.drop();
        canvas.text((MARGIN, line), HEAD, &self.input.row_heading);
        let end = (self.width - MARGIN, line);
        canvas.text(end, HEAD.at(Anchor::End), &self.input.value_heading);
        for (at, (level, name)) in self.input.levels.iter().zip(names).enumerate() {
            let x = self.column(at);
            let role = LEVELS[spread(at, self.input.levels.len(), LEVELS.len())];
            let number = SMALL.bold().ink(ON_LEVEL).at(Anchor::Middle);
            let badge = (text_width_px(&level.number, number.size) + 8.0).max(2.0 * BADGE_PX);
            let corner = (x, middle - BADGE_PX);
            canvas.rect(corner, (badge, 2.0 * BADGE_PX), BADGE_PX, Paint::fill(role));
            canvas.text(
                (x + badge / 2.0, middle + number.drop()),
                number,
                &level.number,
            );
            let rise = (count(name.len()) - 1.0) * HEAD.leading() / 2.0;
            canvas.lines((x + badge + 6.0, line - rise), HEAD, name);
        }
    }

    fn draw_row(&self, canvas: &mut Canvas<'_>, at: usize, row: &MatrixRow) {
        let (Some(&top), Some(&bottom)) = (self.tops.get(at), self.tops.get(at + 1)) else {
            return;
        };
        canvas.line(
            (MARGIN, top),
            (self.width - MARGIN, top),
            Paint::stroke(GRID, 1.0),
        );
        self.draw_label(canvas, f64::midpoint(top, bottom), row);
        self.draw_value(canvas, f64::midpoint(top, bottom), row);
        let corner = (0.0, top + ROW_PAD_PX);
        let size = (self.cell_px, bottom - top - 2.0 * ROW_PAD_PX);
        match &row.standing {
            Standing::Rated { here, progress } => {
                for level in 0..self.input.levels.len() {
                    let at = (self.column(level), corner.1);
                    self.draw_cell(canvas, at, size, level, *here, progress.as_ref());
                }
            }
            Standing::NotRated(word) => {
                let start = self.column(0);
                let levels = count(self.input.levels.len());
                let whole = (levels * (self.cell_px + GAP_PX) - GAP_PX, size.1);
                let paint = Paint::hatch().and_stroke(QUIET, 1.0);
                canvas.rect((start, corner.1), whole, CORNER_PX, paint);
                let line = (start + PAD_PX + 4.0, corner.1 + size.1 / 2.0);
                canvas.pill(line, WORD.bold(), word);
            }
        }
        if let Some(target) = row
            .target
            .filter(|&target| target < self.input.levels.len())
        {
            let at = (self.column(target), corner.1);
            self.draw_target(canvas, at, size);
        }
    }

    fn draw_label(&self, canvas: &mut Canvas<'_>, middle: f64, row: &MatrixRow) {
        let label = wrap(&row.label, LABEL.size, self.label_px + 0.5);
        let sub = wrap(&row.sub_label, SUB.size, self.label_px + 0.5);
        let high = count(label.len()) * LABEL.leading() + count(sub.len()) * SUB.leading();
        let first = middle - high / 2.0 + LABEL.size;
        canvas.lines((MARGIN, first), LABEL, &label);
        let below = first + count(label.len()) * LABEL.leading() - 1.0;
        canvas.lines((MARGIN, below), SUB, &sub);
    }

    fn draw_value(&self, canvas: &mut Canvas<'_>, middle: f64, row: &MatrixRow) {
        let x = self.width - MARGIN;
        let value = VALUE.at(Anchor::End);
        let Some(change) = &row.change else {
            canvas.text((x, middle + value.drop()), value, &row.value_text);
            return;
        };
        canvas.text((x, middle - 3.0), value, &row.value_text);
        let set = SMALL
            .bold()
            .at(Anchor::End)
            .ink(change_role(change.direction));
        canvas.text((x, middle + SMALL.size + 3.0), set, &change.text);
    }

    fn draw_cell(
        &self,
        canvas: &mut Canvas<'_>,
        at: Point,
        size: Point,
        level: usize,
        here: usize,
        progress: Option<&Progress>,
    ) {
        if level < here {
            canvas.rect(at, size, CORNER_PX, Paint::fill(SOFT));
            self.draw_words(canvas, at, size, WORD.ink(MUTED), &self.input.behind_word);
            return;
        }
        if level == here {
            canvas.rect(at, size, CORNER_PX, Paint::fill(PRIMARY));
            let set = WORD.bold().ink(ON_PRIMARY);
            self.draw_words(canvas, at, size, set, &self.input.here_word);
            return;
        }
        if let Some(part) = progress.filter(|_| level == here + 1) {
            let share = if part.share.is_finite() {
                part.share.clamp(0.0, 1.0)
            } else {
                0.0
            };
            let done = (size.0 * share, size.1);
            if share >= 1.0 {
                canvas.rect(at, done, CORNER_PX, Paint::fill(PART));
            } else if share > 0.0 {
                canvas.outline(&tab_lying(at, done, CORNER_PX), Paint::fill(PART));
            }
            self.draw_words(canvas, at, size, WORD, &part.text);
        }
        canvas.rect(at, size, CORNER_PX, Paint::stroke(GRID, 1.0));
    }

    fn draw_words(&self, canvas: &mut Canvas<'_>, at: Point, size: Point, set: Type, text: &str) {
        let lines = self.words(text);
        let rise = (count(lines.len()) - 1.0) * set.leading() / 2.0;
        let first = at.1 + size.1 / 2.0 - rise + set.drop();
        canvas.lines((at.0 + PAD_PX, first), set, &lines);
    }

    /// A dashed frame around the cell, with the word in a gap of its upper edge.
    fn draw_target(&self, canvas: &mut Canvas<'_>, at: Point, size: Point) {
        let frame = Paint::stroke(INK, 1.75).dashed("5 3");
        let (x, y) = (at.0 - 3.5, at.1 - 3.5);
        let size = (size.0 + 7.0, size.1 + 7.0);
        canvas.rect((x, y), size, CORNER_PX + 2.0, frame);
        let end = (x + size.0 - PAD_PX - 2.0, y - 0.5);
        canvas.pill(end, TARGET.at(Anchor::End), &self.input.target_word);
    }
}

fn change_role(direction: ChangeDirection) -> Role {
    match direction {
        ChangeDirection::Up => RISE,
        ChangeDirection::Down => FALL,
        ChangeDirection::Level => MUTED,
    }
}
