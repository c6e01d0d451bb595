//! What went wrong, as people read it and as scripts do: a message and an exit code.

use gradus_catalog::problem::{Problem, Problems};
use gradus_catalog::source::OpenError;
use std::error::Error;
use std::process::ExitCode;

/// A fault of ours or of the machine.
const FAULT: u8 = 1;
/// Wrong usage of the command line.
pub const USAGE: u8 = 2;
/// The input is wrong.
const INPUT: u8 = 3;
/// Not found, or not allowed.
const NOT_FOUND: u8 = 4;

/// Most mistakes that are printed; the rest is counted.
const MOST_PRINTED: usize = 50;

/// Why a command ended without its result.
#[derive(Debug)]
pub enum Failure {
    /// A fault of the machine, with what was being done.
    Machine {
        /// What was being done.
        what: String,
        /// What the machine said.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The arguments do not fit together.
    Usage {
        /// What is wrong.
        message: String,
        /// The way out.
        hint: Option<String>,
    },
    /// The input is wrong.
    Input(Problems),
    /// Something is not there or may not be read.
    NotFound {
        /// What is missing.
        message: String,
        /// The way out.
        hint: Option<String>,
    },
}

impl Failure {
    /// A fault while doing `what`.
    pub fn machine(
        what: impl Into<String>,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self::Machine {
            what: what.into(),
            source: source.into(),
        }
    }

    /// Wrong usage.
    pub fn usage(message: impl Into<String>, hint: Option<&str>) -> Self {
        Self::Usage {
            message: message.into(),
            hint: hint.map(str::to_owned),
        }
    }

    /// The exit code.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Machine { .. } => FAULT,
            Self::Usage { .. } => USAGE,
            Self::Input(_) => INPUT,
            Self::NotFound { .. } => NOT_FOUND,
        })
    }

    /// Prints the failure to standard error.
    pub fn print(&self) {
        match self {
            Self::Machine { what, source } => {
                line("error", what);
                let mut cause: Option<&dyn Error> = Some(source.as_ref());
                while let Some(error) = cause {
                    line("caused by", &error.to_string());
                    cause = error.source();
                }
            }
            Self::Usage { message, hint } | Self::NotFound { message, hint } => {
                line("error", message);
                if let Some(hint) = hint {
                    line("hint", hint);
                }
            }
            Self::Input(problems) => print_problems("error", problems.all()),
        }
    }
}

/// Prints what does not stop the work.
pub fn print_warnings(warnings: &[Problem]) {
    print_problems("warning", warnings);
}

fn print_problems(word: &str, problems: &[Problem]) {
    for problem in problems.iter().take(MOST_PRINTED) {
        line(word, &format!("{}: {}", problem.place, problem.message));
        if let Some(hint) = &problem.hint {
            line("hint", hint);
        }
    }
    if problems.len() > MOST_PRINTED {
        line(word, &format!("and {} more", problems.len() - MOST_PRINTED));
    }
}

fn line(word: &str, text: &str) {
    use anstyle::{AnsiColor, Style};
    let color = match word {
        "error" => AnsiColor::Red,
        "warning" => AnsiColor::Yellow,
        _ => AnsiColor::Cyan,
    };
    let style = Style::new().bold().fg_color(Some(color.into()));
    anstream::eprintln!("{style}{word}:{style:#} {}", printable(text));
}

/// A text without control characters, which could steer a terminal.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' {
                '\u{FFFD}'
            } else {
                c
            }
        })
        .collect()
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Input(problems)
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Input(problems) => Self::Input(problems),
            OpenError::NotFound(name) => Self::NotFound {
                message: format!("{name} does not exist"),
                hint: Some("check the name and the folder".to_owned()),
            },
            OpenError::NoModel { name, hint } => Self::NotFound {
                message: format!("there is no model '{name}'"),
                hint: Some(hint),
            },
            OpenError::Io { file, source }
                if source.kind() == std::io::ErrorKind::PermissionDenied =>
            {
                let message = format!("{file} may not be read");
                Self::NotFound {
                    message,
                    hint: Some("ask for the right to read it".to_owned()),
                }
            }
            OpenError::Io { file, source } => {
                Self::machine(format!("{file} cannot be read"), source)
            }
        }
    }
}
