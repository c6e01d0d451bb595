//! Times ordinal alpha on a file: `alpha_speed PATH RATERS UNITS [RUNS]`.
//!
//! The file holds one byte for each rating, all of the first rater first: 0 to 4, or 255 where a
//! rating is missing. Prints alpha and the median time of the runs in milliseconds, computing
//! only: reading the file is not timed.

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use gradus_stats::alpha::{Metric, alpha_of_ratings};
use gradus_stats::quantile::quantile;

const VALUES: [f64; 5] = [0.0, 1.0, 2.0, 3.0, 4.0];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |name: &str| arguments.next().ok_or(format!("{name} is missing"));
    let ratings = std::fs::read(next("the path of the ratings")?)?;
    let raters: usize = next("the number of raters")?.parse()?;
    let units: usize = next("the number of units")?.parse()?;
    let runs: u32 = next("runs").unwrap_or_else(|_| "21".into()).parse()?;

    let mut times_ms = Vec::new();
    let mut found = None;
    for _ in 0..runs {
        let start = Instant::now();
        found = alpha_of_ratings(black_box(&ratings), raters, units, &VALUES, Metric::Ordinal);
        times_ms.push(start.elapsed().as_secs_f64() * 1e3);
    }
    let alpha = found.ok_or("these ratings have no alpha")?;
    let time_ms = quantile(&mut times_ms, 0.5).ok_or("no runs were asked for")?;
    println!("{alpha:?} {time_ms:?}");
    Ok(())
}
