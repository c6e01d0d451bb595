//! What the tests of several rooms share. It never ships: other crates name it
//! under `[dev-dependencies]` alone.

pub mod fuzzing;
pub mod needs;
