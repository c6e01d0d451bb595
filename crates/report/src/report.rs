//! One report: a protected result, perhaps an earlier one, and a language; to bytes.

use crate::format::Format;
use crate::view::{Sources, View};
use crate::{html, markdown, result_json, svg, table_csv, xlsx};
use gradus_domain::disclosure::Protected;
use gradus_words::Words;
use thiserror::Error;

/// Why a report could not be made. All of these are faults of ours.
#[derive(Debug, Error)]
pub enum ReportError {
    /// The page could not be laid out.
    #[error("the HTML report cannot be laid out")]
    Html(#[from] askama::Error),
    /// The PDF could not be typeset.
    #[cfg(feature = "pdf")]
    #[error("the PDF report cannot be typeset")]
    Pdf(#[from] gradus_typeset::TypesetError),
    /// This program was built without PDF.
    #[error("this program was built without PDF reports")]
    NoPdf,
    /// The workbook could not be written.
    #[error("the XLSX report cannot be written")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The table could not be written.
    #[error("the CSV report cannot be written")]
    Csv(#[from] csv::Error),
}

/// A file that belongs to a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// What is put after the file's name; empty for the report itself.
    pub suffix: &'static str,
    /// The content.
    pub bytes: Vec<u8>,
}

/// A report that can be written in any format.
pub struct Report<'a> {
    result: &'a Protected,
    view: View,
    words: &'a Words,
}

impl<'a> Report<'a> {
    /// Prepares a report of a result, compared with an earlier one where there is one.
    /// The texts of the model are those of the result; translate it before.
    #[must_use]
    pub fn new(result: &'a Protected, previous: Option<&'a Protected>, words: &'a Words) -> Self {
        let view = View::new(Sources {
            result: result.facts(),
            previous: previous.map(Protected::facts),
            words,
        });
        Self {
            result,
            view,
            words,
        }
    }

    /// What the report says.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Writes the report in a format: the file, and for CSV its metadata beside it.
    /// `name` is the name that the file will have, for files that refer to it.
    ///
    /// # Errors
    /// Faults of ours only; a result that could be computed can be written.
    pub fn render(&self, format: Format, name: &str) -> Result<Vec<Rendered>, ReportError> {
        let only = |bytes: Vec<u8>| vec![Rendered { suffix: "", bytes }];
        Ok(match format {
            Format::Html => only(html::page(&self.view, self.words)?.into_bytes()),
            Format::Pdf => only(self.pdf()?),
            Format::Xlsx => only(xlsx::workbook(&self.view, self.words)?),
            Format::Csv => vec![
                Rendered {
                    suffix: "",
                    bytes: table_csv::table(self.result.facts())?,
                },
                Rendered {
                    suffix: "-metadata.json",
                    bytes: table_csv::metadata(&self.view, name).into_bytes(),
                },
            ],
            Format::Svg => only(svg::profile(&self.view, self.words).into_bytes()),
            Format::Json => only(result_json::protected_result(self.result).into_bytes()),
            Format::Markdown => only(markdown::text(&self.view, self.words).into_bytes()),
        })
    }

    #[cfg(feature = "pdf")]
    fn pdf(&self) -> Result<Vec<u8>, ReportError> {
        Ok(crate::pdf::document(&self.view, self.words)?)
    }

    #[cfg(not(feature = "pdf"))]
    fn pdf(&self) -> Result<Vec<u8>, ReportError> {
        Err(ReportError::NoPdf)
    }
}
