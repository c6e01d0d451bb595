//! The rules of the house, as functions over text: each takes what it judges
//! and returns one complaint per breach; the files in `tests/` run them over
//! this repository.

pub mod arrows;
pub mod changelog;
pub mod documents;
pub mod lexemes;
pub mod licences;
pub mod machines;
pub mod manners;
pub mod openings;
pub mod purity;
pub mod tree;

/// What is wrong, where, and what to do about it: `path:line: …`.
pub type Complaint = String;
