//! One file for each noun of the pages, and the frame around them.

pub mod frame;
pub mod rate;
