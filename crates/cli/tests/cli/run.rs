//! Running the program, and a city for it to work on.

use assert_cmd::Command;
use std::ffi::OsStr;
use std::path::PathBuf;
use tempfile::TempDir;

/// What a run left.
#[derive(Debug)]
pub struct Run {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The program, with an environment that says nothing about colours.
pub fn gradus() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gradus"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// Runs a command.
pub fn finish(command: &mut Command) -> Run {
    let output = command.output().expect("the program starts");
    Run {
        code: output.status.code().expect("it ends by itself"),
        out: String::from_utf8(output.stdout).expect("text"),
        err: String::from_utf8(output.stderr).expect("text"),
    }
}

/// Runs the program with arguments.
pub fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    finish(gradus().args(arguments))
}

/// Runs the program; it must succeed.
pub fn succeed<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    let run = run(arguments);
    assert_eq!(run.code, 0, "{run:?}");
    run
}

/// A folder with files of a test's own.
pub struct Folder(TempDir);

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// The path of a file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file and gives its path.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).expect("it can be written");
        path
    }

    /// The names of the files in it, in order.
    pub fn names(&self) -> Vec<String> {
        let files = std::fs::read_dir(self.0.path()).expect("it can be listed");
        let name = |file: std::io::Result<std::fs::DirEntry>| {
            file.expect("it can be listed")
                .file_name()
                .into_string()
                .expect("text")
        };
        let mut names: Vec<String> = files.map(name).collect();
        names.sort();
        names
    }
}

/// An assessment file with every key.
pub const CITY: &str = include_str!("../../../../fixtures/corpus/assessment_yaml/every-key.yaml");

/// An assessment of twelve people that rate every statement of the small model.
pub fn crowd() -> String {
    let mut text = String::from(
        "format: gradus-assessment/1\nmodel: open-data-basics\ncity: { name: Northaven }\n\
         cycle: { name: \"2026\", from: 2026-01-01, to: 2026-12-31 }\n\
         groups: [{ id: g, name: G }, { id: h, name: H }]\nassessors:\n",
    );
    let answers = ["not", "partly", "largely", "fully"];
    let mut ratings = String::from("ratings:\n");
    let mut state = 0x9E37_79B9_usize;
    for person in 0..12_usize {
        let group = if person % 2 == 0 { "g" } else { "h" };
        text += &format!("  - {{ id: a{person}, group: {group} }}\n");
        for component in ["PU", "US"] {
            for level in 0..4_usize {
                for number in 1..3_usize {
                    state ^= state << 13 & 0xFFFF_FFFF;
                    state ^= state >> 17;
                    state ^= state << 5 & 0xFFFF_FFFF;
                    let likely = if level < 2 { 2 } else { 0 };
                    let answer = answers[likely + (state >> 9) % 2];
                    ratings += &format!(
                        "  - {{ assessor: a{person}, statement: {component}{level}.{number}, value: {answer} }}\n"
                    );
                }
            }
        }
    }
    text + &ratings
}
