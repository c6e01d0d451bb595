//! The profile as a picture of its own.

use crate::charts::{Look, radar};
use crate::view::View;
use gradus_words::Words;

/// The radar as an SVG file.
#[must_use]
pub fn profile(view: &View, words: &Words) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n",
        radar(view, words, Look::File)
    )
}
