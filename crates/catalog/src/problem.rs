//! What is wrong with a file: every mistake with its place and the way out.

use std::fmt;
use std::sync::Arc;
use thiserror::Error;

/// Where in which file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Name of the file as it was given.
    pub file: Arc<str>,
    /// Where in it.
    pub spot: Spot,
}

/// A spot in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The file as a whole.
    Whole,
    /// A line and a column, both from 1.
    Line(u32, u32),
    /// A cell of a sheet, written as spreadsheets do (`B7`).
    Cell(Arc<str>, Arc<str>),
}

impl Place {
    /// A file as a whole.
    #[must_use]
    pub fn whole(file: &str) -> Self {
        Self {
            file: Arc::from(file),
            spot: Spot::Whole,
        }
    }

    /// A line of the same file.
    #[must_use]
    pub fn line(&self, line: u32, column: u32) -> Self {
        Self {
            file: Arc::clone(&self.file),
            spot: Spot::Line(line, column),
        }
    }

    /// A cell of the same file.
    #[must_use]
    pub fn cell(&self, sheet: &str, cell: &str) -> Self {
        let spot = Spot::Cell(Arc::from(sheet), Arc::from(cell));
        Self {
            file: Arc::clone(&self.file),
            spot,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.spot {
            Spot::Whole => f.write_str(&self.file),
            Spot::Line(line, column) => write!(f, "{}:{line}:{column}", self.file),
            Spot::Cell(sheet, cell) => write!(f, "{}, sheet \"{sheet}\", cell {cell}", self.file),
        }
    }
}

/// One mistake, or one thing worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What is wrong, and which one.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

/// All mistakes of an input, in the order of their places. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.summary())]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// One mistake alone.
    #[must_use]
    pub fn one(place: Place, message: impl Into<String>, hint: Option<String>) -> Self {
        Self(vec![Problem {
            place,
            message: message.into(),
            hint,
        }])
    }

    /// Every mistake.
    #[must_use]
    pub fn all(&self) -> &[Problem] {
        &self.0
    }

    fn summary(&self) -> String {
        match self.0.as_slice() {
            [only] => only.to_string(),
            many => format!("{} mistakes in the input", many.len()),
        }
    }
}

/// Collects mistakes and warnings while a file is read.
#[derive(Debug, Clone, Default)]
pub struct Report {
    mistakes: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl Report {
    /// Most mistakes that are kept; more would help nobody.
    pub const MOST: usize = 1_000;

    /// Notes a mistake.
    pub fn mistake(&mut self, place: &Place, message: impl Into<String>, hint: Option<String>) {
        if self.mistakes.len() < Self::MOST {
            let message = message.into();
            self.mistakes.push(Problem {
                place: place.clone(),
                message,
                hint,
            });
        }
    }

    /// Notes something that does not stop the work.
    pub fn warning(&mut self, place: &Place, message: impl Into<String>, hint: Option<String>) {
        if self.warnings.len() < Self::MOST {
            let message = message.into();
            self.warnings.push(Problem {
                place: place.clone(),
                message,
                hint,
            });
        }
    }

    /// Takes in what another reader found.
    pub fn absorb(&mut self, other: Self) {
        self.mistakes.extend(other.mistakes);
        self.warnings.extend(other.warnings);
    }

    /// Whether there is no mistake so far.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.mistakes.is_empty()
    }

    /// Notes a mistake where none was noted so far.
    pub fn mistake_if_clean(&mut self, place: &Place, message: &str) {
        if self.is_clean() {
            self.mistake(place, message, None);
        }
    }

    /// Ends without a value.
    ///
    /// # Errors
    /// Always: every mistake that was noted.
    pub fn fail<T>(self) -> Result<T, Problems> {
        Err(Problems(self.mistakes))
    }

    /// The value with the warnings, or all mistakes.
    ///
    /// # Errors
    /// Every mistake that was noted.
    pub fn finish<T>(self, value: T) -> Result<Read<T>, Problems> {
        if self.mistakes.is_empty() {
            Ok(Read {
                value,
                warnings: self.warnings,
            })
        } else {
            Err(Problems(self.mistakes))
        }
    }
}

impl From<Problems> for Report {
    fn from(problems: Problems) -> Self {
        Self {
            mistakes: problems.0,
            warnings: Vec::new(),
        }
    }
}

/// What was read, with what is worth knowing about it.
#[derive(Debug, Clone)]
pub struct Read<T> {
    /// The value.
    pub value: T,
    /// What does not stop the work.
    pub warnings: Vec<Problem>,
}

/// The hint that names the known word nearest to `word`, if one is near.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let lower = word.to_lowercase();
    let distance =
        |candidate: &&str| strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
    let best = known.into_iter().min_by_key(distance)?;
    let near = distance(&best) <= 1.max(word.chars().count() / 2);
    near.then(|| format!("did you mean '{best}'?"))
}
