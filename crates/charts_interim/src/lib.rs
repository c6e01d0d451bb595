//! Small charts as SVG: a radar for profiles, a matrix of levels, bars of answers.
//!
//! The room knows numbers, labels and the words it is handed; every text is an argument.
//! A chart is one standalone `<svg>` with a title and a description for those who do not
//! see it. Colours are presentation attributes, so that it looks right anywhere; elements
//! also carry classes by which a page recolours them for dark mode ([`CLASSES_CSS`]). No
//! meaning rests on colour alone: series differ by dash and marker, parts by lightness and
//! a number. The same input gives the same bytes.

pub mod distribution;
pub mod matrix;
pub mod radar;
mod svg;
mod text;

pub use svg::{CLASSES_CSS, Canvas, Frame, Palette};
