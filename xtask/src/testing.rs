//! `cargo xtask test`: everything, with what it needs, and at the end how many
//! passed and what was left out.

use crate::cluster::Cluster;
use crate::tools::{cargo, stage_read, works};
use crate::{Failure, machine, needs, python};
use std::env;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};

/// Names of parts that tests shall go without, for `gradus_testkit::needs`.
const WITHOUT: &str = "GRADUS_WITHOUT";

/// The Python with the packages of `scripts/requirements.txt`.
const PYTHON: &str = "GRADUS_PYTHON";

/// The PostgreSQL server that all tests share, for `gradus_testkit::postgres`.
const SERVER: &str = "GRADUS_TEST_POSTGRES";

/// What was asked for on the command line.
#[derive(Default)]
pub struct Options {
    no_install: bool,
    runner_arguments: Vec<String>,
}

impl Options {
    /// Reads what follows `test`.
    pub fn parse(words: &[&str]) -> Result<Self, Failure> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--no-install" => options.no_install = true,
                "--" => options
                    .runner_arguments
                    .extend(words.by_ref().map(|word| (*word).to_owned())),
                other => return Err(Failure::Usage(format!("unknown option: {other}"))),
            }
        }
        Ok(options)
    }
}

/// Installs, tests, and tells.
pub fn run(options: &Options) -> Result<(), Failure> {
    let may_install = !options.no_install;
    let mut without: Vec<&'static str> = machine::provide(may_install)
        .iter()
        .filter(|need| need.may_lack)
        .map(|need| need.name)
        .collect();
    let server = server();
    let mut python = None;
    if !without.contains(&needs::PYTHON) {
        python = python::environment(may_install);
        if python.is_none() {
            without.push(needs::PYTHON);
        }
    }
    let equip = |command: &mut Command| {
        command.env(WITHOUT, without.join(","));
        if let Some(python) = &python {
            command.env(PYTHON, python);
        }
        if let Some(server) = &server {
            command.env(SERVER, server.url("gradus"));
        }
    };

    let counts = Counts::default();
    let (mut command, closing) = runner(&options.runner_arguments);
    equip(&mut command);
    let tested = stage_read("tests", &mut command, &|line| {
        counts.read(line, closing);
    });

    // Tests picked by name are not to be found among the documentation's.
    let documented = if options.runner_arguments.is_empty() {
        let mut command = cargo(&["test", "--doc", "--workspace", "--locked"]);
        equip(&mut command);
        stage_read("examples in the documentation", &mut command, &|line| {
            counts.read(line, CARGO);
        })
    } else {
        Ok(())
    };

    tell(&without);
    println!("tests: {}", counts.line());
    tested?;
    documented?;
    if without.is_empty() {
        Ok(())
    } else {
        Err(Failure::Skipped(without))
    }
}

/// A PostgreSQL server for as long as the tests run, unless the environment names one. Tests
/// start their own where there is none, and fail where they cannot.
fn server() -> Option<Cluster> {
    if env::var_os(SERVER).is_some_and(|address| !address.is_empty()) {
        return None;
    }
    let server = Cluster::start();
    if let Err(why) = &server {
        println!("no PostgreSQL server: {why}");
    }
    server.ok()
}

/// nextest where it is installed: one process per test, slow ones named. It
/// takes ten minutes to build, so nobody is made to; cargo's own runner runs
/// the same tests. Beside the runner: how it begins its closing line.
fn runner(arguments: &[String]) -> (Command, &'static str) {
    let (mut command, closing) = if works(&mut cargo(&["nextest", "--version"])) {
        (cargo(&["nextest", "run"]), NEXTEST)
    } else {
        println!("cargo-nextest is not installed; cargo test runs the same tests");
        (cargo(&["test", "--tests"]), CARGO)
    };
    command.args(["--locked", "--no-fail-fast"]);
    let picks_packages = |argument: &String| argument == "-p" || argument.starts_with("--package");
    if !arguments.iter().any(picks_packages) {
        command.arg("--workspace");
    }
    command.args(arguments);
    (command, closing)
}

fn tell(without: &[&str]) {
    for need in needs::NEEDS
        .iter()
        .filter(|need| without.contains(&need.name))
    {
        println!(
            "skipped: all tests that use {} (Debian package {})",
            need.label,
            need.debian.join(", ")
        );
    }
}

/// How nextest begins its closing line:
/// `Summary [1.2s] 5 tests run: 3 passed, 2 failed, 0 skipped`.
const NEXTEST: &str = "Summary [";

/// How cargo's own runner begins its closing lines:
/// `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
const CARGO: &str = "test result: ";

/// How many tests ended how, added up over the runners' closing lines.
#[derive(Default)]
struct Counts {
    passed: AtomicU64,
    failed: AtomicU64,
    skipped: AtomicU64,
}

impl Counts {
    /// Reads the line that closes a run; other lines count nothing, nor does the
    /// closing line of another runner, which is what nextest shows of a test
    /// that failed.
    fn read(&self, line: &str, closing: &str) {
        let line = line.trim_start();
        if !line.starts_with(closing) {
            return;
        }
        let words: Vec<&str> = line.split([' ', ';', ',', '(', ')']).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        for pair in words.windows(2) {
            let (Ok(count), what) = (pair[0].parse::<u64>(), pair[1].trim()) else {
                continue;
            };
            let counter = match what {
                "passed" => &self.passed,
                "failed" | "timed" | "exec" => &self.failed,
                "skipped" | "ignored" => &self.skipped,
                _ => continue,
            };
            counter.fetch_add(count, Ordering::Relaxed);
        }
    }

    fn line(&self) -> String {
        format!(
            "{} passed, {} failed, {} skipped",
            self.passed.load(Ordering::Relaxed),
            self.failed.load(Ordering::Relaxed),
            self.skipped.load(Ordering::Relaxed)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(closing: &str, lines: &[&str]) -> String {
        let counts = Counts::default();
        lines.iter().for_each(|line| counts.read(line, closing));
        counts.line()
    }

    const SUMMARY: &str = "     Summary [  12.310s] 40 tests run: 37 passed (1 slow), 2 failed, \
                           1 timed out, 4 skipped\n";
    const RESULT: &str = "test result: FAILED. 3 passed; 1 failed; 1 ignored; 0 measured; \
                          7 filtered out; finished in 0.01s\n";

    #[test]
    fn the_closing_lines_of_a_runner_are_added_up() {
        assert_eq!(
            counted(NEXTEST, &[SUMMARY]),
            "37 passed, 3 failed, 4 skipped"
        );
        assert_eq!(
            counted(CARGO, &[RESULT, RESULT]),
            "6 passed, 2 failed, 2 skipped"
        );
    }

    #[test]
    fn what_a_test_prints_is_not_counted() {
        assert_eq!(counted(NEXTEST, &[RESULT]), "0 passed, 0 failed, 0 skipped");
        assert_eq!(
            counted(CARGO, &["9 passed, 3 failed"]),
            "0 passed, 0 failed, 0 skipped"
        );
    }

    #[test]
    fn what_follows_the_dashes_goes_to_the_runner() {
        let options = Options::parse(&["--no-install", "--", "-p", "xtask"]);
        let Ok(options) = options else {
            panic!("the command line is fine");
        };
        assert!(options.no_install);
        assert_eq!(options.runner_arguments, ["-p", "xtask"]);
        assert!(Options::parse(&["--instal"]).is_err());
    }
}
