//! What went wrong, as people read it and as scripts do: a message and an exit code.

use gradus_app::{AppError, StoreError};
use gradus_catalog::problem::{Place, Problem, Problems, Report};
use gradus_catalog::source::OpenError;
use gradus_web::failure::{error_text, mistake_text};
use gradus_words::{Language, Words};
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
/// What is there stands against it.
const CONFLICT: u8 = 5;
/// A service that is needed does not answer.
const UNAVAILABLE: u8 = 6;

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
    /// What is there stands against it.
    Conflict {
        /// What stands against what.
        message: String,
        /// The way out.
        hint: Option<String>,
    },
    /// A service that is needed does not answer.
    Unavailable {
        /// Which one.
        message: String,
        /// The way out.
        hint: Option<String>,
    },
    /// Something that was kept is not as it was.
    Damaged {
        /// What.
        message: String,
        /// Everything that is wrong with it.
        faults: Vec<String>,
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
            Self::Conflict { .. } => CONFLICT,
            Self::Unavailable { .. } => UNAVAILABLE,
            Self::Damaged { .. } => FAULT,
        })
    }

    /// Damage, with everything that is wrong.
    pub fn damaged(message: impl Into<String>, faults: Vec<String>) -> Self {
        Self::Damaged {
            message: message.into(),
            faults,
        }
    }

    /// What went wrong, in one line.
    pub fn message(&self) -> String {
        match self {
            Self::Machine { what, source } => format!("{what}: {source}"),
            Self::Input(problems) => problems.to_string(),
            Self::Usage { message, .. }
            | Self::NotFound { message, .. }
            | Self::Conflict { message, .. }
            | Self::Unavailable { message, .. }
            | Self::Damaged { message, .. } => message.clone(),
        }
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
            Self::Usage { message, hint }
            | Self::NotFound { message, hint }
            | Self::Conflict { message, hint }
            | Self::Unavailable { message, hint } => {
                line("error", message);
                if let Some(hint) = hint {
                    line("hint", hint);
                }
            }
            Self::Input(problems) => print_problems("error", problems.all()),
            Self::Damaged { message, faults } => {
                line("error", message);
                for fault in faults.iter().take(MOST_PRINTED) {
                    line("found", fault);
                }
                if faults.len() > MOST_PRINTED {
                    line(
                        "found",
                        &format!("and {} more", faults.len() - MOST_PRINTED),
                    );
                }
            }
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

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let message = error.to_string();
        let hint = None;
        match error {
            StoreError::ReadOnly => Self::NotFound { message, hint },
            StoreError::Newer { .. }
            | StoreError::TooOld { .. }
            | StoreError::Taken(_)
            | StoreError::Stale => Self::Conflict { message, hint },
            StoreError::Unavailable(_) => Self::Unavailable { message, hint },
            error => Self::machine("the database cannot be used", error),
        }
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        let words = Words::new(Language::English);
        let hint = None;
        match error {
            AppError::Store(error) => error.into(),
            AppError::File(problems) => Self::Input(problems),
            AppError::Invalid(mistakes) => {
                let mut report = Report::default();
                for mistake in &mistakes {
                    let text = mistake_text(&words, mistake);
                    report.mistake(&Place::whole(&mistake.field), text, None);
                }
                match report.fail::<()>() {
                    Err(problems) => Self::Input(problems),
                    Ok(()) => Self::usage("a value is wrong", None),
                }
            }
            AppError::Fault(what) => Self::damaged(what, Vec::new()),
            error @ (AppError::Conflict(_) | AppError::Refused(_)) => Self::Conflict {
                message: error_text(&words, &error),
                hint,
            },
            error => Self::NotFound {
                message: error_text(&words, &error),
                hint,
            },
        }
    }
}
