//! Turns the source of a Typst document, with its data and images, into an accessible PDF.
//!
//! What comes out conforms to PDF/UA-1 and PDF/A-2a at once: tagged, with bookmarks, a language, a
//! title, alternative texts and embedded subsets of the fonts. What would not conform is refused,
//! with the place in the source. A document sees nothing but what it is given: no file system, no
//! packages, no network, no clock, no fonts of the machine. The same input gives the same bytes.
//!
//! Texts from outside belong into a JSON file among [`Document::files`], read by the source with
//! `json("data.json")`: as values they are printed as they are, whatever they contain. They never
//! belong into the source, which is a program.
//!
//! # What a source has to mind
//!
//! Refused: no `set document(title: ..)`; a first heading below level 1, or a level left out; an
//! `image` without `alt` (or with an empty one), and a figure of anything else but a table without
//! `figure(alt: ..)`; a link, reference or footnote in a header, a footer or `pdf.artifact`; a
//! character that [`uncovered`] names, in the text or in an SVG; formulas (there is no font for
//! them: write them as text); conic gradients, CMYK colours, attachments, and `underline` together
//! with `strike`.
//!
//! Taken without a word, though wrong: a table without `table.header`; a figure longer than a page,
//! which runs off its foot unless `show figure: set block(breakable: true)`; a text in a bare
//! `block`, which is no paragraph to a screen reader unless it stands in `par(..)`; an alternative
//! text that says nothing. The example `sample` shows each of them done right.

mod document;
mod error;
mod fonts;
mod picture;
mod render;
mod world;

pub use document::Document;
pub use error::{Diagnostic, Place, TypesetError};
pub use fonts::{FONT_FAMILY, FONT_LICENCE, REPLACEMENT, replace_uncovered, uncovered};
pub use picture::picture;
pub use render::{Rendered, render};
