//! The nouns and rules of a smart city maturity assessment, pure: no files, no
//! clock, no dice. Dates, seeds and texts come in as arguments.
//!
//! The way of one rating: [`assessment::Assessment`] holds what people gave,
//! [`consensus`] makes one value per statement of it, [`step`] adds those up to
//! levels, [`result::score`] puts everything together, and [`disclosure`] takes
//! out what could point at a person before anything leaves the lead's hands.
//! The rules are written out in `docs/method.md`.

pub mod agreement;
pub mod assessment;
pub mod backing;
pub mod certainty;
pub mod comparison;
pub mod consensus;
pub mod disclosure;
pub mod evidence;
pub mod explanation;
pub mod gap;
pub mod ladder;
pub mod lapse;
pub mod method;
pub mod model;
pub mod model_rules;
pub mod names;
pub mod rating;
pub mod result;
pub mod round;
pub mod scale;
pub mod settings;
pub mod step;
mod support;
pub mod talk_about;
