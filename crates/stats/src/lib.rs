//! Numbers only: quantiles, agreement, histograms and resampling.
//!
//! Nothing here knows what a number means, reads a clock or rolls dice of its own: seeds are
//! arguments, and the same arguments give the same result on one thread or on many.
//!
//! - [`quantile`]: medians, quartiles and percentiles, in integers wherever the data are.
//! - [`alpha`]: Krippendorff's alpha, from matrices that can be summed.
//! - [`medians`]: the histograms and lower medians of many items under weights, fast.
//! - [`resample`]: seeded random numbers, parallel draws in order, and percentile intervals.

pub mod alpha;
pub mod medians;
pub mod quantile;
pub mod resample;
