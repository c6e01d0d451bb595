//! One file for each noun of the pages, and the frame around them.

pub mod account;
pub mod admin;
pub mod agree;
pub mod city;
pub mod compare;
pub mod cycle;
pub mod errors;
pub mod evidence;
pub mod forms;
pub mod frame;
pub mod model;
pub mod model_text;
pub mod overview;
pub mod people;
pub mod privacy;
pub mod progress;
pub mod public;
pub mod publish;
pub mod rate;
pub mod reader;
pub mod results;
pub mod reveal;
pub mod setup;
pub(crate) mod speak;
pub mod targets;
pub mod workshop;
