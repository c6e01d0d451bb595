//! Workbooks written, filled in well and badly, merged, and forged.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that cannot go on fails its test"
)]

mod cells;
mod hostile;
mod merging;
mod round_trip;
mod support;
