//! The stages besides the tests.

use crate::Failure;
use crate::tools::{cargo, stage};

/// Is everything formatted?
pub fn fmt() -> Result<(), Failure> {
    stage("format", &mut cargo(&["fmt", "--all", "--check"]))
}

/// Clippy over everything; a warning is an error.
pub fn lint() -> Result<(), Failure> {
    stage(
        "lints",
        cargo(&["clippy", "--workspace", "--all-targets", "--locked"])
            .args(["--", "-D", "warnings"]),
    )
}

/// The documentation of our own crates; a warning, such as a link that leads
/// nowhere, is an error.
pub fn doc() -> Result<(), Failure> {
    stage(
        "documentation",
        cargo(&["doc", "--workspace", "--no-deps", "--locked"]).env("RUSTDOCFLAGS", "-D warnings"),
    )
}

/// Licences and sources of all packages, by name, so that a breach is seen for
/// what it is.
pub fn licences() -> Result<(), Failure> {
    stage(
        "licences",
        &mut cargo(&[
            "test",
            "--package",
            "gradus-tidy",
            "--test",
            "licences",
            "--locked",
        ]),
    )
}
