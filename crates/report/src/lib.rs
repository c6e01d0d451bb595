//! Domain values to bytes: a report as HTML, PDF, Markdown, SVG, XLSX, CSV and JSON.
//!
//! [`view`] turns a protected result into sentences and rows in one language, once; the
//! exporters lay those out. Nothing here reads a file or the clock, and nothing that could
//! point at a person comes in: exporters take [`gradus_domain::disclosure::Protected`].

pub mod result_json;
pub mod view;
