//! The pages of the web application: templates, what fills them, and the files they load.
//!
//! A page is a struct of [`views`] with plain values and a [`views::frame::Frame`]; it knows
//! neither the database nor the rules. Every page works as plain forms; scripts only make it
//! quicker.

mod agent;
pub mod api;
pub mod assets;
pub mod caller;
pub mod config;
pub mod failure;
mod failures;
pub mod fields;
pub mod metrics;
pub mod pages;
pub mod router;
pub mod server;
pub mod state;
pub mod theme;
pub mod views;
