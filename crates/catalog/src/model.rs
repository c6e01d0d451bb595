//! Model files: reading, checking, writing, comparing, and the models that come along.

mod build;
pub mod builtin;
pub mod diff;
pub mod document;
pub mod read;
pub mod starter;
pub mod write;
