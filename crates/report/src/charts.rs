//! The charts of a report, made from its view.

use crate::view::{ComponentView, Counts, StatementView, View};
use gradus_charts::{
    Change, ChangeDirection, Count, DistributionInput, Heading, Item, Kind, MatrixInput,
    MatrixLevel, MatrixRow, Progress, RadarInput, Series, SparkInput, Standing, Style, Tick,
    TimePoint, TrendInput,
};
use gradus_domain::rating::Answer;
use gradus_words::{Words, say};

pub use gradus_charts::CLASSES_CSS;

/// Where a chart will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// In a page: the page recolours it for dark mode.
    Page,
    /// In a file of its own, on a ground of its own.
    File,
    /// In a PDF: the embedded font alone.
    Print,
}

impl Look {
    fn style(self) -> Style {
        match self {
            Self::Page => Style::light(),
            Self::File => Style::light().with_backdrop(),
            Self::Print => Style::print().with_font_family("Inter"),
        }
    }
}

/// The profile as a radar.
#[must_use]
pub fn radar(view: &View, words: &Words, look: Look) -> String {
    radar_of(view, words, "radar", &look.style().with_width(520.0))
}

/// The profile as a radar for a page on a phone: narrow, its letters as large as ever.
#[must_use]
pub fn radar_narrow(view: &View, words: &Words) -> String {
    let style = Look::Page.style().with_width(330.0);
    radar_of(view, words, "radar-narrow", &style)
}

fn radar_of(view: &View, words: &Words, id: &str, style: &Style) -> String {
    #[expect(clippy::cast_precision_loss, reason = "level numbers are small")]
    let float = |value: i64| value as f64;
    let series = |name: &String, kind, values: Vec<Option<f64>>| Series {
        name: name.clone(),
        kind,
        values,
    };
    let components = || view.components.iter();
    let mut all = vec![series(
        &view.series.now,
        Kind::Now,
        components().map(|c| c.index).collect(),
    )];
    all.extend(view.series.target.as_ref().map(|name| {
        let values = components().map(|c| c.target_value.map(float)).collect();
        series(name, Kind::Target, values)
    }));
    all.extend(view.series.previous.as_ref().map(|name| {
        series(
            name,
            Kind::Previous,
            components().map(|c| c.previous).collect(),
        )
    }));
    let ring = |level: &crate::view::LevelView| Tick {
        value: float(level.value),
        label: level.value.to_string(),
    };
    let input = RadarInput {
        heading: heading(view, words, id, |component| &component.index_text),
        axes: components()
            .map(|c| Item {
                label: c.name.clone(),
                value_text: c.index_text.clone(),
            })
            .collect(),
        rings: view.levels.iter().map(ring).collect(),
        series: all,
        missing_label: words.text("why-not-rated"),
    };
    gradus_charts::radar(&input, style)
}

/// The matrix of components and levels.
#[must_use]
pub fn matrix(view: &View, words: &Words, look: Look) -> String {
    let level = |level: &crate::view::LevelView| MatrixLevel {
        number: level.value.to_string(),
        name: level.name.clone(),
    };
    let input = MatrixInput {
        heading: heading(view, words, "matrix", |component| &component.level_text),
        row_heading: words.text("column-component"),
        value_heading: words.text("column-index"),
        behind_word: words.text("cell-behind"),
        here_word: words.text("cell-here"),
        target_word: words.text("cell-target"),
        levels: view.levels.iter().map(level).collect(),
        rows: view.components.iter().map(matrix_row).collect(),
    };
    gradus_charts::matrix(&input, &look.style().with_width(1000.0))
}

fn matrix_row(component: &ComponentView) -> MatrixRow {
    let standing = match component.level {
        None => Standing::NotRated(component.level_text.clone()),
        Some(here) => Standing::Rated {
            here,
            progress: component
                .way
                .clone()
                .map(|(share, text)| Progress { share, text }),
        },
    };
    let direction = match component.index.zip(component.previous) {
        Some((now, before)) if now > before => ChangeDirection::Up,
        Some((now, before)) if now < before => ChangeDirection::Down,
        _ => ChangeDirection::Level,
    };
    MatrixRow {
        label: component.name.clone(),
        sub_label: component.references.clone(),
        standing,
        target: component.target,
        value_text: component.index_text.clone(),
        change: component
            .change
            .clone()
            .map(|text| Change { text, direction }),
    }
}

/// A cycle of a city as a line over time needs it.
#[derive(Debug, Clone)]
pub struct TrendCycle {
    /// Its name.
    pub name: String,
    /// Its last day, in days; only distances matter.
    pub day: f64,
    /// The city's index, where there is one.
    pub index: Option<f64>,
}

/// The city's index over its cycles, in a page. `levels` are numbers and names, the lowest
/// first; the drawing's own name and its width in pixels come last.
#[must_use]
pub fn trend(
    cycles: &[TrendCycle],
    levels: &[(i64, String)],
    words: &Words,
    (id, width_px): (&str, f64),
) -> String {
    #[expect(clippy::cast_precision_loss, reason = "level numbers are small")]
    let tick = |(value, name): &(i64, String)| Tick {
        value: *value as f64,
        label: format!("{value} {name}"),
    };
    let text = |index: Option<f64>| match index {
        Some(index) => words.decimal(index, 2),
        None => words.text("no-figure"),
    };
    let says = |cycle: &TrendCycle| {
        let texts = [
            ("cycle", say(&cycle.name)),
            ("index", say(text(cycle.index))),
        ];
        words.with("compare-trend-says", &texts)
    };
    let time = |cycle: &TrendCycle| TimePoint {
        position: cycle.day,
        label: cycle.name.clone(),
    };
    let input = TrendInput {
        heading: Heading {
            id: id.to_owned(),
            title: words.text("compare-trend-chart"),
            description: cycles.iter().map(says).collect::<Vec<_>>().join(" "),
        },
        times: cycles.iter().map(time).collect(),
        ticks: levels.iter().map(tick).collect(),
        series: vec![Series {
            name: words.text("compare-city"),
            kind: Kind::Now,
            values: cycles.iter().map(|cycle| cycle.index).collect(),
        }],
        value_texts: cycles.iter().map(|cycle| text(cycle.index)).collect(),
    };
    gradus_charts::trend(&input, &Look::Page.style().with_width(width_px))
}

/// The index of a component over the cycles of a city as a small line for a table's row, with
/// a number that tells it from other drawings of the page. `range` is the scale's lowest and
/// highest level.
#[must_use]
pub fn spark(
    (number, name): (usize, &str),
    cycles: &[TrendCycle],
    range: (f64, f64),
    words: &Words,
) -> String {
    let says = |cycle: &TrendCycle| {
        let index = cycle.index;
        let text = index.map_or_else(|| words.text("no-figure"), |own| words.decimal(own, 2));
        let texts = [("cycle", say(&cycle.name)), ("index", say(text))];
        words.with("compare-trend-says", &texts)
    };
    let input = SparkInput {
        heading: Heading {
            id: format!("spark-{number}"),
            title: words.with("compare-spark-chart", &[("name", say(name))]),
            description: cycles.iter().map(says).collect::<Vec<_>>().join(" "),
        },
        points: cycles
            .iter()
            .map(|cycle| (cycle.day, cycle.index))
            .collect(),
        range,
    };
    gradus_charts::spark(&input, &Look::Page.style())
}

fn heading(
    view: &View,
    words: &Words,
    id: &str,
    value: impl Fn(&ComponentView) -> &String,
) -> Heading {
    let values: Vec<String> = view
        .components
        .iter()
        .map(|component| format!("{} {}", component.name, value(component)))
        .collect();
    let values = [("values", say(values.join(", ")))];
    let title = [("city", say(&view.city))];
    let (title, description) = match id {
        "matrix" => (
            words.with("chart-matrix-title", &title),
            words.with("chart-matrix-desc", &values),
        ),
        _ => (
            words.with("chart-radar-title", &title),
            words.with("chart-radar-desc", &values),
        ),
    };
    Heading {
        id: id.to_owned(),
        title,
        description,
    }
}

/// The answers to a statement as a strip for a table's cell; `None` where they are
/// withheld or nobody answered.
#[must_use]
pub fn distribution(statement: &StatementView, words: &Words, look: Look) -> Option<String> {
    let heading = Heading {
        id: format!("d-{}", statement.id),
        title: words.with("chart-distribution-title", &[("id", say(&statement.id))]),
        description: statement.distribution.clone(),
    };
    strip_of(heading, statement.counts?, look)
}

/// The answers of a group, by its place among those of the statement, as [`distribution`].
#[must_use]
pub fn group_distribution(
    statement: &StatementView,
    place: usize,
    words: &Words,
    look: Look,
) -> Option<String> {
    let group = statement.groups.get(place)?;
    let names = [("id", say(&statement.id)), ("group", say(&group.name))];
    let heading = Heading {
        id: format!("d-{}-{place}", statement.id),
        title: words.with("chart-distribution-group", &names),
        description: group.distribution.clone(),
    };
    strip_of(heading, group.counts, look)
}

fn strip_of(heading: Heading, counts: Counts, look: Look) -> Option<String> {
    let off = [counts.unknown, counts.not_applicable];
    if counts.scale.iter().chain(&off).all(|count| *count == 0) {
        return None;
    }
    let count = |label: &str, count: u32| Count {
        label: label.to_owned(),
        count,
    };
    let words_of_scale = Answer::SCALE.map(Answer::word);
    let input = DistributionInput {
        heading,
        points: words_of_scale
            .into_iter()
            .zip(counts.scale)
            .map(|(word, number)| count(word, number))
            .collect(),
        aside: off.map(|number| count("", number)).to_vec(),
    };
    Some(gradus_charts::strip(&input, &look.style()))
}
