//! The picture that goes with a link to a published result: 1200 by 630 points, as networks
//! of people ask for.

use crate::view::View;
use gradus_charts::{PreviewInput, PreviewRow};
use gradus_words::{Words, say};

/// Width and height in points.
pub const SIZE: (u32, u32) = (1200, 630);

/// The picture as SVG.
#[must_use]
pub fn preview_svg(view: &View, words: &Words) -> String {
    let row = |component: &crate::view::ComponentView| PreviewRow {
        label: component.name.clone(),
        level: component.level,
        number: component
            .level
            .and_then(|at| view.levels.get(at))
            .map_or_else(String::new, |level| level.value.to_string()),
        share: component.way.as_ref().map_or(0.0, |(share, _)| *share),
        text: component.level_text.clone(),
    };
    let number = |level: Option<&crate::view::LevelView>| {
        say(level.map_or_else(String::new, |level| level.value.to_string()))
    };
    let scale = [
        ("low", number(view.levels.first())),
        ("high", number(view.levels.last())),
    ];
    gradus_charts::preview(&PreviewInput {
        title: view.headline.clone(),
        subtitle: view.title.clone(),
        note: words.with("public-picture-scale", &scale),
        levels: view.levels.len(),
        rows: view.components.iter().map(row).collect(),
    })
}

/// The picture as PNG.
///
/// # Errors
/// Faults of ours only.
#[cfg(feature = "pdf")]
pub fn preview_png(view: &View, words: &Words) -> Result<Vec<u8>, crate::report::ReportError> {
    let svg = preview_svg(view, words);
    let svg = gradus_typeset::replace_uncovered(&svg);
    Ok(gradus_typeset::picture(&svg, SIZE)?)
}
