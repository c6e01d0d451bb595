//! `cargo xtask`: what the project does for itself, without a dependency, so
//! that it is built in a moment.

#[path = "../../crates/testkit/src/postgres/cluster.rs"]
#[expect(dead_code, reason = "tests use more of it than we do")]
mod cluster;
mod load;
mod machine;
mod needs;
mod python;
mod stages;
mod testing;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
usage: cargo xtask VERB

  test [--no-install] [-- ARGS]   install what the tests need, then run all of them;
                                  ARGS go to the test runner
  fmt                             is everything formatted?
  lint                            clippy; a warning is an error
  doc                             the documentation; a warning is an error
  licences                        licences and sources of all packages
  ci                              all of these, in this order
  load [ARGS]                     how fast the server answers, on both databases; ARGS go
                                  to the client, for example --seconds 10
  phones                          how fast a workshop reaches 200 phones, on both databases
  kill [ARGS]                     kills the server while people save, on both databases: is
                                  all there that it acknowledged? --rounds 50 unless given
  needs                           what the tests need, and whether it is here

exit code: 0 fine, 1 something failed, 2 wrong usage, 3 tests were skipped";

/// How a verb ended, when not well.
enum Failure {
    /// A stage failed; it has said why.
    Failed(String),
    /// Everything that ran passed, but these parts of the machine are missing.
    Skipped(Vec<&'static str>),
    /// The command line was not understood.
    Usage(String),
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Failed(what)) => {
            eprintln!("error: {what}");
            ExitCode::from(1)
        }
        Err(Failure::Usage(what)) => {
            eprintln!("error: {what}\n\n{HELP}");
            ExitCode::from(2)
        }
        Err(Failure::Skipped(parts)) => {
            eprintln!(
                "error: tests were skipped for want of: {}",
                parts.join(", ")
            );
            eprintln!("hint: install the parts named above, or run as root on Debian");
            ExitCode::from(3)
        }
    }
}

fn run(words: &[&str]) -> Result<(), Failure> {
    match words {
        ["test", rest @ ..] => testing::run(&testing::Options::parse(rest)?),
        ["fmt"] => stages::fmt(),
        ["lint"] => stages::lint(),
        ["doc"] => stages::doc(),
        ["licences"] => stages::licences(),
        ["ci"] => ci(),
        ["load", rest @ ..] => load::run("load", rest),
        ["phones", rest @ ..] => load::run("phones", rest),
        ["kill", rest @ ..] => load::run("kill", rest),
        ["needs"] => {
            needs::list();
            Ok(())
        }
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(Failure::Usage(format!("unknown verb: {}", other.join(" ")))),
    }
}

/// All stages; what the tests skipped is told at the end, so that the other
/// stages run all the same.
fn ci() -> Result<(), Failure> {
    let tested = match testing::run(&testing::Options::default()) {
        Err(Failure::Skipped(parts)) => Err(Failure::Skipped(parts)),
        other => {
            other?;
            Ok(())
        }
    };
    stages::fmt()?;
    stages::lint()?;
    stages::doc()?;
    stages::licences()?;
    tested
}
