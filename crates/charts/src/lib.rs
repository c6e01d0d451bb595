//! Charts as standalone SVG, drawn from numbers, labels and words that the caller brings.
//!
//! Nothing here has a word of its own: titles, descriptions, legends and values arrive as text in
//! the reader's language. Each chart is a function from an input and a [`Style`] to a `String`:
//!
//! - [`radar`]: a profile over three to twelve axes.
//! - [`matrix`]: what is behind, here, under way and aimed at, by row and level.
//! - [`distribution`], [`histogram`]: how many chose which point.
//! - [`spark`]: a small line over time for a table's row.
//! - [`preview`]: a card that goes with a link; the one drawing of a fixed size.
//! - [`bars`], [`dots`], [`trend`]: shares with a mark to pass, values on a scale, values in time.
//!
//! What holds for all of them:
//!
//! - The drawing is as wide as [`Style::with_width`] says, or wider: a label is wrapped, never cut.
//! - A missing value (`None`, or a number that is not finite) is a gap and a hollow mark beside the
//!   scale, never a point on it. A value off the scale is drawn at the nearer end.
//! - Nothing is told by colour alone: numbers, shapes, dashes, hatching or lightness say it too.
//! - The same input gives the same bytes; numbers have two decimals and a point.
//! - There is neither script, style element, style attribute nor reference outward, so the drawing
//!   may stand in a page under a strict content security policy. Colours are presentation
//!   attributes; beside them stand classes by which [`CLASSES_CSS`] recolours the drawing.
//!
//! The classes are `g-chart` on the root, `g-fill-ROLE` and `g-stroke-ROLE` on what is painted. The
//! roles are those of the custom properties `--g-ROLE` in [`CLASSES_CSS`], which a page may set.

mod bars;
mod canvas;
mod colour;
mod distribution;
mod dots;
mod histogram;
mod legend;
mod matrix;
mod measure;
mod preview;
mod radar;
mod rows;
mod series;
mod spark;
mod strip;
mod style;
mod text;
mod trend;

pub use bars::{Bar, BarsInput, bars};
pub use colour::CLASSES_CSS;
pub use distribution::{Count, DistributionInput, distribution};
pub use dots::{DotsInput, dots};
pub use histogram::{HistogramInput, Pointer, histogram};
pub use matrix::{
    Change, ChangeDirection, MatrixInput, MatrixLevel, MatrixRow, Progress, Standing, matrix,
};
pub use measure::text_width_px;
pub use preview::{PreviewInput, PreviewRow, preview};
pub use radar::{RadarInput, radar};
pub use series::{Heading, Item, Kind, Mark, Series, Tick};
pub use spark::{SparkInput, spark};
pub use strip::strip;
pub use style::Style;
pub use trend::{TimePoint, TrendInput, trend};
