//! `cargo xtask load`, `phones` and `kill`: how fast the server answers and what it keeps, on
//! both databases.

use crate::cluster::Cluster;
use crate::tools::{cargo, root, stage, target};
use crate::{Failure, machine};
use std::process::Command;

/// Builds the program and the client, and measures on a file and on a PostgreSQL of our own.
/// `arguments` go to the client.
pub fn run(example: &str, arguments: &[&str]) -> Result<(), Failure> {
    machine::provide(true);
    // Who names a program has built it.
    if !arguments.contains(&"--gradus") {
        stage(
            "the program",
            &mut cargo(&["build", "--release", "--locked"]),
        )?;
    }
    let client = [
        "build",
        "--release",
        "--locked",
        "-p",
        "gradus-web",
        "--example",
        example,
    ];
    stage("the client", &mut cargo(&client))?;
    let built = target()
        .map_err(|error| Failure::Failed(error.to_string()))?
        .join("release");
    let measure = |database: Option<&str>| {
        let mut command = Command::new(built.join("examples").join(example));
        command
            .current_dir(root())
            .arg("--gradus")
            .arg(built.join("gradus"))
            .args(arguments);
        if let Some(url) = database {
            command.args(["--database", url]);
        }
        command
    };
    stage(&format!("{example} on SQLite"), &mut measure(None))?;
    let server = Cluster::start().map_err(Failure::Failed)?;
    stage(
        &format!("{example} on PostgreSQL"),
        &mut measure(Some(&server.url("gradus"))),
    )
}
