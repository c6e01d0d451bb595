//! The charts of a report, made from its view.

use crate::view::{StatementView, View};
use gradus_charts_interim::distribution::{Distribution, distribution as draw_distribution};
use gradus_charts_interim::matrix::{Matrix, Row, matrix as draw_matrix};
use gradus_charts_interim::radar::{Axis, Radar, radar as draw_radar};
use gradus_charts_interim::{Frame, Palette};
use gradus_words::{Words, say};

pub use gradus_charts_interim::CLASSES_CSS;

/// Where a chart will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// In a page or a file of its own: any font of the reader's.
    Page,
    /// In a PDF: the embedded font alone.
    Print,
}

impl Look {
    fn palette(self) -> Palette {
        Palette::light(match self {
            Self::Page => "Inter, system-ui, sans-serif",
            Self::Print => "Inter",
        })
    }
}

/// The profile as a radar.
#[must_use]
pub fn radar(view: &View, words: &Words, look: Look) -> String {
    #[expect(clippy::cast_precision_loss, reason = "level numbers are small")]
    let float = |value: i64| value as f64;
    let axis = |component: &crate::view::ComponentView| Axis {
        label: component.name.clone(),
        now: component.index,
        target: component.target_value.map(float),
        previous: component.previous,
    };
    let axes: Vec<Axis> = view.components.iter().map(axis).collect();
    let rings: Vec<f64> = view.levels.iter().map(|level| float(level.value)).collect();
    let values: Vec<String> =
        view.components.iter().map(|c| format!("{} {}", c.name, c.index_text)).collect();
    let palette = look.palette();
    let frame = Frame {
        id: "radar",
        title: &words.with("chart-radar-title", &[("city", say(&view.title))]),
        description: &words.with("chart-radar-desc", &[("values", say(values.join(", ")))]),
        palette: &palette,
    };
    let chart = Radar {
        axes: &axes,
        rings: &rings,
        now: &view.series.now,
        target: view.series.target.as_deref(),
        previous: view.series.previous.as_deref(),
    };
    draw_radar(&chart, frame)
}

/// The matrix of components and levels.
#[must_use]
pub fn matrix(view: &View, words: &Words, look: Look) -> String {
    let row = |component: &crate::view::ComponentView| Row {
        label: component.name.clone(),
        level: component.level,
        instead: component.level_text.clone(),
        way: component.way.clone(),
        target: component.target,
        figure: component.index_text.clone(),
    };
    let rows: Vec<Row> = view.components.iter().map(row).collect();
    let levels: Vec<String> =
        view.levels.iter().map(|level| format!("{} {}", level.value, level.name)).collect();
    let values: Vec<String> =
        view.components.iter().map(|c| format!("{} {}", c.name, c.level_text)).collect();
    let palette = look.palette();
    let frame = Frame {
        id: "matrix",
        title: &words.with("chart-matrix-title", &[("city", say(&view.title))]),
        description: &words.with("chart-matrix-desc", &[("values", say(values.join(", ")))]),
        palette: &palette,
    };
    let chart = Matrix {
        levels: &levels,
        rows: &rows,
        behind: &words.text("cell-behind"),
        here: &words.text("cell-here"),
        target: &words.text("cell-target"),
        figure: &words.text("column-index"),
    };
    draw_matrix(&chart, frame)
}

/// The answers to a statement as a bar; `None` where they are withheld or nobody answered.
#[must_use]
pub fn distribution(statement: &StatementView, words: &Words, look: Look) -> Option<String> {
    let counts = statement.counts?;
    let off = [counts.unknown, counts.not_applicable];
    if counts.scale.iter().chain(&off).all(|count| *count == 0) {
        return None;
    }
    let palette = look.palette();
    let id = format!("d-{}", statement.id);
    let frame = Frame {
        id: &id,
        title: &words.with("chart-distribution-title", &[("id", say(&statement.id))]),
        description: &statement.distribution,
        palette: &palette,
    };
    Some(draw_distribution(&Distribution { scale: &counts.scale, off: &off }, frame))
}
