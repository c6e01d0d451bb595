//! What the tests of several rooms share. It never ships: other crates name it
//! under `[dev-dependencies]` alone.

pub mod city;
pub mod disk;
pub mod fuzzing;
pub mod model;
pub mod needs;
pub mod postgres;
