//! The report as a tagged, archivable PDF: what `templates/report.typ` makes of the view.

mod data;
mod text;

use crate::charts::{Look, radar};
use crate::view::View;
use gradus_typeset::{Document, Rendered, TypesetError, render, replace_uncovered};
use gradus_words::Words;

/// The layout. All that it prints comes from `data.json`; it holds no text of its own.
const SOURCE: &str = include_str!("../templates/report.typ");

/// Fewest and most axes with which a radar says something.
const RADAR_AXES: std::ops::RangeInclusive<usize> = 3..=14;

/// The document as bytes: PDF/UA-1 and PDF/A-2a, the same bytes for the same view.
///
/// # Errors
/// What the typesetter refuses, which is a fault of ours: no text of an input is refused.
pub fn document(view: &View, words: &Words) -> Result<Vec<u8>, TypesetError> {
    Ok(typeset(view, words)?.pdf)
}

/// The document with its number of pages and what the typesetter found odd.
///
/// # Errors
/// As [`document`].
pub fn typeset(view: &View, words: &Words) -> Result<Rendered, TypesetError> {
    let axes = view.components.iter().filter(|c| c.index.is_some()).count();
    let chart = (RADAR_AXES.contains(&axes) && RADAR_AXES.contains(&view.components.len()))
        .then(|| radar(view, words, Look::Print));
    let data = data::of(view, words, chart.is_some()).to_string();
    let chart = chart.map(|svg| replace_uncovered(&svg).into_owned());
    let mut files: Vec<(&str, &[u8])> = vec![("data.json", data.as_bytes())];
    if let Some(svg) = &chart {
        files.push(("charts/radar.svg", svg.as_bytes()));
    }
    let identifier = format!("{} {} {}", view.input_sha256, view.as_of, view.language);
    render(&Document {
        source: SOURCE,
        files: &files,
        language: view.language,
        date: view.as_of,
        identifier: &identifier,
        creator: concat!("Gradus ", env!("CARGO_PKG_VERSION")),
    })
}
