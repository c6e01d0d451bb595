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

impl Problem {
    fn new(place: Place, message: String, hint: Option<String>) -> Self {
        Self {
            place,
            message: readable(message),
            hint: hint.map(readable),
        }
    }
}

/// A text fit to be shown: what it quotes of a file may be megabytes long, steer a
/// terminal, or turn the direction of the line around.
fn readable(text: String) -> String {
    const MOST: usize = 1_000;
    let unfit =
        |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if text.len() <= MOST && !text.contains(unfit) {
        return text;
    }
    let shown = |c| {
        if unfit(c) {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    let mut cut: String = text.chars().take(MOST).map(shown).collect();
    if text.chars().nth(MOST).is_some() {
        cut.push('…');
    }
    cut
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
        Self(vec![Problem::new(place, message.into(), hint)])
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
            let problem = Problem::new(place.clone(), message.into(), hint);
            self.mistakes.push(problem);
        }
    }

    /// Notes something that does not stop the work.
    pub fn warning(&mut self, place: &Place, message: impl Into<String>, hint: Option<String>) {
        if self.warnings.len() < Self::MOST {
            let problem = Problem::new(place.clone(), message.into(), hint);
            self.warnings.push(problem);
        }
    }

    /// Takes in what another reader found.
    pub fn absorb(&mut self, other: Self) {
        self.mistakes.extend(other.mistakes);
        self.warnings.extend(other.warnings);
    }

    /// The hint that names the known word nearest to `word`; none once no further mistake
    /// is kept, since looking takes time.
    #[must_use]
    pub fn nearest<'a>(
        &self,
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Option<String> {
        if self.mistakes.len() < Self::MOST {
            nearest(word, known)
        } else {
            None
        }
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
        Err(Problems(in_order(self.mistakes)))
    }

    /// The value with the warnings, or all mistakes.
    ///
    /// # Errors
    /// Every mistake that was noted.
    pub fn finish<T>(self, value: T) -> Result<Read<T>, Problems> {
        if self.mistakes.is_empty() {
            Ok(Read {
                value,
                warnings: in_order(self.warnings),
            })
        } else {
            self.fail()
        }
    }
}

/// Problems by the file in which they first turned up, then by line; those of cells stay
/// in the order in which they were found.
fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    let mut files: Vec<Arc<str>> = Vec::new();
    for problem in &problems {
        if !files.contains(&problem.place.file) {
            files.push(Arc::clone(&problem.place.file));
        }
    }
    problems.sort_by_key(|problem| {
        let file = files.iter().position(|file| *file == problem.place.file);
        let spot = match problem.place.spot {
            Spot::Whole => (0, 0),
            Spot::Line(line, column) => (line, column),
            Spot::Cell(..) => (u32::MAX, 0),
        };
        (file, spot)
    });
    problems
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
    // The distance takes memory by both lengths multiplied; a text this long is no slip.
    const LONGEST: usize = 200;
    const MOST_KNOWN: usize = 2_000;
    if word.len() > LONGEST {
        return None;
    }
    let lower = word.to_lowercase();
    let distance =
        |candidate: &&str| strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
    let best = known.into_iter().take(MOST_KNOWN).min_by_key(distance)?;
    let length = word.chars().count();
    let near = distance(&best) <= 1.max(length / 3) && distance(&best) < length.max(1);
    near.then(|| format!("did you mean '{best}'?"))
}
