//! The formats of a report, told from a file's ending.

use std::str::FromStr;

/// A format that a report is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// One self-contained page.
    Html,
    /// Tagged PDF for print and screen readers.
    Pdf,
    /// A workbook with numbers and charts.
    Xlsx,
    /// One row for each statement, with metadata beside it.
    Csv,
    /// The profile as a picture.
    Svg,
    /// The result file.
    Json,
    /// Text for a wiki or repository.
    Markdown,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 7] = [
        Self::Html,
        Self::Pdf,
        Self::Xlsx,
        Self::Csv,
        Self::Svg,
        Self::Json,
        Self::Markdown,
    ];

    /// The ending of file names.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Svg => "svg",
            Self::Json => "json",
            Self::Markdown => "md",
        }
    }
}

impl FromStr for Format {
    type Err = String;

    /// Reads an ending, upper or lower case.
    fn from_str(ending: &str) -> Result<Self, Self::Err> {
        let lower = ending.to_lowercase();
        let known = Self::ALL.map(Self::ending).join(", ");
        Self::ALL
            .into_iter()
            .find(|format| format.ending() == lower)
            .ok_or_else(|| format!("'{ending}' is no format of a report; use {known}"))
    }
}
