//! The workbook's native charts: they draw the cells of the profile's sheet, so that they follow
//! whoever changes a number there.

use super::{clip, look, number};
use crate::view::View;
use rust_xlsxwriter::{
    Chart, ChartAxis, ChartAxisCrossing, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartMarker, ChartMarkerType, ChartSolidFill, ChartType,
};

/// Where the profile's sheet holds what charts draw, as columns counted from 0.
pub(super) struct Columns {
    pub(super) name: u16,
    pub(super) index: u16,
    pub(super) target: Option<u16>,
    pub(super) previous: Option<u16>,
}

enum Series {
    Now,
    Target,
    Earlier,
}

/// A radar of the index, the targets and the earlier cycle.
pub(super) fn radar(view: &View, sheet: &str, columns: &Columns) -> Chart {
    let mut chart = Chart::new(ChartType::RadarWithMarkers);
    for (series, name, column) in series(view, columns) {
        let marker = match series {
            Series::Now => ChartMarkerType::Circle,
            Series::Target => ChartMarkerType::Diamond,
            Series::Earlier => ChartMarkerType::Square,
        };
        let mut fill = ChartFormat::new();
        fill.set_solid_fill(ChartSolidFill::new().set_color(colour(&series)));
        let mut line = ChartLine::new();
        line.set_color(colour(&series)).set_width(2.25);
        if let Series::Target = series {
            line.set_dash_type(ChartLineDashType::Dash);
        }
        add(&mut chart, view, sheet, columns, (name, column))
            .set_format(ChartFormat::new().set_line(&line))
            .set_marker(
                ChartMarker::new()
                    .set_type(marker)
                    .set_size(6)
                    .set_format(&mut fill),
            );
    }
    scale(chart.y_axis(), view);
    finish(&mut chart, view);
    chart
}

/// The same as bars, in the order of the table above them.
pub(super) fn bars(view: &View, sheet: &str, columns: &Columns) -> Chart {
    let mut chart = Chart::new(ChartType::Bar);
    for (series, name, column) in series(view, columns) {
        let mut format = ChartFormat::new();
        match series {
            Series::Target => format
                .set_solid_fill(ChartSolidFill::new().set_color(look::TARGET_PALE))
                .set_border(ChartLine::new().set_color(colour(&series)).set_width(1.25)),
            Series::Now | Series::Earlier => {
                format.set_solid_fill(ChartSolidFill::new().set_color(colour(&series)))
            }
        };
        add(&mut chart, view, sheet, columns, (name, column))
            .set_format(&mut format)
            .set_gap(60)
            .set_overlap(0);
    }
    // Of bars, Excel's x axis is the one of values. The first component stands on top.
    chart
        .y_axis()
        .set_reverse()
        .set_crossing(ChartAxisCrossing::Max);
    scale(chart.x_axis(), view);
    finish(&mut chart, view);
    chart
}

fn colour(series: &Series) -> u32 {
    match series {
        Series::Now => look::BRAND,
        Series::Target => look::TARGET,
        Series::Earlier => look::EARLIER,
    }
}

fn series<'a>(view: &'a View, columns: &Columns) -> Vec<(Series, &'a str, u16)> {
    let names = &view.series;
    let target = names.target.as_deref().zip(columns.target);
    let previous = names.previous.as_deref().zip(columns.previous);
    let mut series = vec![(Series::Now, names.now.as_str(), columns.index)];
    series.extend(target.map(|(name, column)| (Series::Target, name, column)));
    series.extend(previous.map(|(name, column)| (Series::Earlier, name, column)));
    series
}

fn add<'c>(
    chart: &'c mut Chart,
    view: &View,
    sheet: &str,
    columns: &Columns,
    (name, column): (&str, u16),
) -> &'c mut rust_xlsxwriter::ChartSeries {
    let last = u32::try_from(view.components.len()).unwrap_or(1).max(1);
    chart
        .add_series()
        .set_name(clip(name).as_str())
        .set_categories((sheet, 1, columns.name, last, columns.name))
        .set_values((sheet, 1, column, last, column))
}

/// An axis from the lowest level to the highest: one that begins elsewhere makes small
/// differences large.
fn scale(axis: &mut ChartAxis, view: &View) {
    let (Some(lowest), Some(highest)) = (view.levels.first(), view.levels.last()) else {
        return;
    };
    axis.set_min(number(lowest.value))
        .set_max(number(highest.value))
        .set_major_unit(1.0)
        .set_num_format("0")
        .set_major_gridlines_line(ChartLine::new().set_color(look::GRID).set_width(0.75));
}

/// Title, key, and words for who cannot see it.
fn finish(chart: &mut Chart, view: &View) {
    chart.title().set_name(clip(&view.title).as_str());
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(760).set_height(500);
    let values: Vec<String> = view
        .components
        .iter()
        .map(|c| format!("{} {}", c.name, c.index_text))
        .collect();
    chart.set_alt_text(clip(&values.join(", ")));
}
