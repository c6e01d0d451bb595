//! Domain values to bytes: a report as HTML, PDF, Markdown, SVG, XLSX, CSV and JSON.
//!
//! [`view`] turns a result into sentences and rows in one language, once; the exporters lay
//! those out. Nothing here reads a file or the clock. [`report::Report`] takes a
//! [`gradus_domain::disclosure::Protected`], so nothing that could point at a person gets
//! into a report.

pub mod charts;
pub mod comparison;
pub mod comparison_json;
pub mod dataset;
pub mod format;
pub mod html;
pub mod markdown;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod picture;
pub mod report;
pub mod result_json;
pub mod svg;
pub mod table_csv;
pub mod view;
pub mod xlsx;
