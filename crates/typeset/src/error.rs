//! Why a document could not be typeset, with every place in its source.

use std::fmt;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TypesetError {
    /// [`Document::language`](crate::Document::language) is no language tag.
    #[error("{language:?} is not a language tag such as \"nb\" or \"en-GB\"")]
    Language {
        /// The tag as given.
        language: String,
    },
    /// A path in [`Document::files`](crate::Document::files) cannot stand for a file.
    #[error("{path:?} is not a path for a file of a document: {reason}")]
    Path {
        /// The path as given.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A font that was compiled in cannot be read.
    #[error("the embedded font {name} cannot be read")]
    Font {
        /// The font's file.
        name: &'static str,
    },
    /// A drawing cannot be turned into points.
    #[error("the drawing cannot be made a picture: {0}")]
    Picture(String),
    /// The source is wrong, or the document would not conform to PDF/UA-1 and PDF/A-2a. Holds at
    /// least one.
    #[error("{}", join(.0))]
    Refused(Vec<Diagnostic>),
}

fn join(diagnostics: &[Diagnostic]) -> String {
    diagnostics
        .iter()
        .map(Diagnostic::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

/// One message about a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where it is; missing when it is about the whole document.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
    /// What could be done, in Typst's words; often empty.
    pub hints: Vec<String>,
}

/// A place in one of a document's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's path; `main.typ` for the source.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Place { file, line, column }) = &self.place {
            write!(f, "{file}:{line}:{column}: ")?;
        }
        f.write_str(&self.message)?;
        self.hints
            .iter()
            .try_for_each(|hint| write!(f, "\n  hint: {hint}"))
    }
}
