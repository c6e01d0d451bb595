//! `cargo xtask`: what the project does for itself.
fn main() {}
