//! Files that go in and out: models and assessments as YAML, JSON, CSV and workbooks.
//!
//! Reading goes in three moves: text becomes a tree with places ([`node`]), the tree a
//! document ([`assessment::document`], [`model::document`]) that holds what the file says
//! and where, and the document a value of the domain that upholds its rules. Each move
//! reports every mistake with file and line, and goes on as far as it can.

pub mod assessment;
pub mod canonical;
pub mod fields;
pub mod json;
pub mod model;
pub mod node;
pub mod problem;
pub mod schema;
pub mod source;
pub mod workbook;
pub mod yaml;
