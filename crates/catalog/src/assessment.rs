//! Assessment files: reading, merging, writing, and turning them into assessments.

pub mod build;
pub mod document;
mod input_hash;
pub mod long_csv;
pub mod merge;
pub mod pseudonymous;
pub mod read;
pub mod starter;
pub mod write;
