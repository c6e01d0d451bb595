//! Tables and the maturity matrix in a terminal: as wide as it is, with colour where it
//! has colour, readable without.

use crate::failure::printable;
use anstyle::{AnsiColor, Style};
use gradus_report::view::{ComponentView, View};
use gradus_words::Words;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr as _;

/// Width that is assumed where there is no terminal.
const USUAL_WIDTH: usize = 100;
/// Columns narrower than this hold nothing readable.
const NARROWEST: usize = 8;
/// Below this width cells hold signs instead of words.
const WIDTH_FOR_WORDS: usize = 100;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const HERE: Style = Style::new().bold().invert();
const AIM: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));

/// How many columns the terminal has.
pub fn width() -> usize {
    let asked = terminal_size::terminal_size_of(std::io::stdout());
    asked
        .map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0))
        .max(40)
}

/// Text in bold.
pub fn bold(text: &str) -> String {
    format!("{BOLD}{text}{BOLD:#}")
}

/// A plain table whose last column wraps to the terminal's width.
pub struct Table<const N: usize> {
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    /// A table with a heading.
    pub fn new(heading: [&str; N]) -> Self {
        Self {
            rows: vec![heading.map(str::to_owned)],
        }
    }

    /// Adds a row.
    pub fn row(&mut self, row: [String; N]) {
        self.rows.push(row.map(|cell| printable(&cell)));
    }

    /// The table as text.
    pub fn render(&self) -> String {
        let mut widths = [0; N];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let before: usize = widths.iter().take(N - 1).map(|width| width + 2).sum();
        let last = width().saturating_sub(before).max(24);
        let mut text = String::new();
        for (number, row) in self.rows.iter().enumerate() {
            let lines = wrap(&row[N - 1], last);
            for (at, line) in lines.iter().enumerate() {
                let mut out = String::new();
                for (cell, width) in row.iter().take(N - 1).zip(widths) {
                    let cell = if at == 0 { cell.as_str() } else { "" };
                    out.push_str(&pad(cell, width + 2));
                }
                out.push_str(line);
                let out = out.trim_end();
                if number == 0 {
                    let _ = writeln!(text, "{}", bold(out));
                } else {
                    let _ = writeln!(text, "{out}");
                }
            }
        }
        text
    }
}

/// A text cut into lines of at most `width` columns, at spaces where there are any.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last().map_or(0, |line| line.width());
        let fits = line == 0 || line + 1 + word.width() <= width;
        if !fits {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// Wraps a text with an indentation.
pub fn paragraph(text: &str, indent: &str) -> String {
    let lines = wrap(
        &printable(text),
        width().saturating_sub(indent.width()).min(96),
    );
    let mut out = String::new();
    for line in lines {
        let _ = writeln!(out, "{indent}{line}");
    }
    out
}

/// A text with spaces up to `width`, or cut with an ellipsis.
fn pad(text: &str, width: usize) -> String {
    let own = text.width();
    if own <= width {
        return format!("{text}{}", " ".repeat(width - own));
    }
    let mut cut = String::new();
    for c in text.chars() {
        if cut.width() + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) + 1 > width {
            break;
        }
        cut.push(c);
    }
    let rest = width.saturating_sub(cut.width() + 1);
    format!("{cut}…{}", " ".repeat(rest))
}

/// The matrix of components and levels.
pub fn matrix(view: &View, words: &Words) -> String {
    let total = width();
    let index = 12;
    let longest = view
        .components
        .iter()
        .map(|c| c.name.width())
        .max()
        .unwrap_or(0);
    let label = longest.min(total / 3).max(12) + 2;
    let cell = (total.saturating_sub(label + index) / view.levels.len()).clamp(NARROWEST, 17);
    let wordy = total >= WIDTH_FOR_WORDS && cell >= 14;
    let mut text = pad("", label);
    for level in &view.levels {
        let name = if wordy {
            format!("{} {}", level.value, level.name)
        } else {
            level.value.to_string()
        };
        let _ = write!(text, "{BOLD}{}{BOLD:#}", pad(&name, cell));
    }
    let _ = writeln!(text, "{BOLD}{}{BOLD:#}", words.text("column-index"));
    for component in &view.components {
        text.push_str(&pad(&printable(&component.name), label));
        if component.level.is_none() {
            let message = pad(&component.level_text, cell * view.levels.len());
            let _ = writeln!(text, "{DIM}{message}{DIM:#}{}", component.index_text);
            continue;
        }
        for position in 0..view.levels.len() {
            text.push_str(&matrix_cell(component, position, cell, wordy, words));
        }
        let _ = write!(text, "{BOLD}{}{BOLD:#}", component.index_text);
        if let Some(change) = &component.change {
            let _ = write!(text, " {change}");
        }
        text.push('\n');
    }
    if !wordy {
        let names = view
            .levels
            .iter()
            .map(|level| format!("{} {}", level.value, level.name));
        let _ = writeln!(text, "{}", names.collect::<Vec<_>>().join(", "));
    }
    text.push_str(&paragraph(&words.text("terminal-legend"), ""));
    text
}

fn matrix_cell(
    component: &ComponentView,
    position: usize,
    width: usize,
    wordy: bool,
    words: &Words,
) -> String {
    let aim = component.target == Some(position);
    let mark = if aim { "◇" } else { "" };
    let level = component.level.unwrap_or(0);
    let (style, body) = if position < level {
        (DIM, "■".repeat(width.saturating_sub(4)))
    } else if position == level {
        let here = words.text("terminal-here");
        (
            HERE,
            if wordy {
                format!(" ▶ {here} ")
            } else {
                " ▶ ".to_owned()
            },
        )
    } else if let (true, Some((share, _))) = (position == level + 1, component.way.as_ref()) {
        (Style::new(), words.percent(*share).replace('\u{a0}', " "))
    } else {
        (DIM, "·".to_owned())
    };
    let body = pad(&body, width.saturating_sub(3).min(body.width()));
    let rest = width.saturating_sub(body.width() + mark.width() + usize::from(aim));
    let space = if aim { " " } else { "" };
    format!(
        "{style}{body}{style:#}{space}{AIM}{mark}{AIM:#}{}",
        " ".repeat(rest)
    )
}
