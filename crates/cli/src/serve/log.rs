//! The log on standard error: text for people, JSON for machines that collect it.

use crate::failure::Failure;
use crate::serve::settings::Settings;
use std::io::IsTerminal as _;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::prelude::*;

/// Begins logging as the settings say.
///
/// # Errors
/// When the level is none.
pub fn begin(settings: &Settings) -> Result<(), Failure> {
    let level = settings.text("log_level").unwrap_or("info");
    // A word alone would be taken as the name of a part, and everything of it logged.
    let is_level = |part: &str| {
        let word = part.split_once('=').map_or(part, |(_, level)| level);
        word.parse::<LevelFilter>().is_ok()
    };
    let targets: Option<Targets> = level
        .parse()
        .ok()
        .filter(|_| level.split(',').all(is_level));
    let targets = targets.ok_or_else(|| {
        Failure::usage(
            format!("'{level}' is no level of a log"),
            Some("write error, warn, info, debug, trace, or by part: info,gradus_web=debug"),
        )
    })?;
    let terminal = std::io::stderr().is_terminal();
    let json = match settings.text("log") {
        Some("json") => true,
        Some("text") => false,
        _ => !terminal,
    };
    let registry = tracing_subscriber::registry().with(targets);
    let begun = if json {
        let lines = fmt::layer()
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .with_writer(std::io::stderr);
        registry.with(lines).try_init()
    } else {
        let colour = terminal && std::env::var_os("NO_COLOR").is_none();
        let lines = fmt::layer().with_ansi(colour).with_writer(std::io::stderr);
        registry.with(lines).try_init()
    };
    begun.map_err(|error| Failure::machine("the log cannot be begun", error))
}
