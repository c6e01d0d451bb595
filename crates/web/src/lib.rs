//! The pages of the web application: templates, what fills them, and the files they load.
//!
//! A page is a struct of [`views`] with plain values and a [`views::frame::Frame`]; it knows
//! neither the database nor the rules. Every page works as plain forms; scripts only make it
//! quicker.

pub mod assets;
pub mod theme;
pub mod views;
