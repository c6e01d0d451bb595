//! The web application in a real browser: from the first run to the results, on a phone
//! without scripts, by keyboard alone, in two tabs at once, over a line that breaks, and every
//! page as people with disabilities meet it.

#![expect(
    clippy::panic,
    reason = "helpers of tests fail with what they waited for"
)]

#[path = "browser/axe.rs"]
mod axe;
#[path = "browser/chromium.rs"]
mod chromium;
#[path = "browser/colour.rs"]
mod colour;
#[path = "browser/instance.rs"]
mod instance;
#[path = "browser/keyboard.rs"]
mod keyboard;
#[path = "browser/lead.rs"]
mod lead;
#[path = "browser/line.rs"]
mod line;
#[path = "browser/pages.rs"]
mod pages;
#[path = "browser/phone.rs"]
mod phone;
#[path = "browser/prefix.rs"]
mod prefix;
#[path = "browser/tabs.rs"]
mod tabs;
#[path = "browser/visits.rs"]
mod visits;
#[path = "browser/whole.rs"]
mod whole;
#[path = "browser/wire.rs"]
mod wire;
