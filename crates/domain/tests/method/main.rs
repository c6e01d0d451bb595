//! The rules of `docs/method.md`, each with its numbers, written from the text of the
//! method and not from the code.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

mod agreement;
mod attack;
mod certainty;
mod city;
mod comparison;
mod evidence;
mod explanation;
mod gap;
mod ladder;
mod lapse;
mod levels;
mod numbers;
mod people;
mod properties;
mod protection;
mod rounds;
mod second;
mod talk_about;

/// Fails unless two numbers are the same up to the last digits of a double.
#[track_caller]
fn near(found: f64, expected: f64) {
    assert!(
        (found - expected).abs() < 1e-12,
        "{found} is not {expected}"
    );
}
