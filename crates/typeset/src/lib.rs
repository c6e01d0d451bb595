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

mod document;
mod error;
mod fonts;
mod render;
mod world;

pub use document::Document;
pub use error::{Diagnostic, Place, TypesetError};
pub use fonts::{FONT_FAMILY, FONT_LICENCE, REPLACEMENT, replace_uncovered, uncovered};
pub use render::{Rendered, render};
