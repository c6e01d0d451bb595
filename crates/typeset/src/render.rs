//! Compiles a document and exports it as PDF/UA-1 and PDF/A-2a.

use std::ops::Range;

use typst::diag::{HintedString, SourceDiagnostic};
use typst::foundations::{Datetime, Smart};
use typst::{World, WorldExt, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::error::Place;
use crate::world::Room;
use crate::{Diagnostic, Document, TypesetError};

/// A finished document.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The bytes of the PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has, at least 1.
    pub page_count: usize,
    /// What Typst found odd without refusing it, such as a page reference that never settled.
    /// Empty for a sound source: worth an assertion in the tests of whoever writes one.
    pub warnings: Vec<Diagnostic>,
}

/// Typesets a document.
///
/// Takes between a twentieth and a few tenths of a second, on the threads of the caller and of
/// rayon's pool, and tens of megabytes that are given back at the end: let one thread do one
/// document at a time, away from whatever answers requests.
///
/// # Errors
/// When the language or a path is not one, the source does not compile, or the PDF would break
/// PDF/UA-1 or PDF/A-2a; then with all that Typst reports, each with file and line.
pub fn render(document: &Document<'_>) -> Result<Rendered, TypesetError> {
    let room = Room::of(document)?;
    let result = render_in(&room, document);
    // What Typst remembers of this document is of no use to the next one.
    comemo::evict(0);
    result
}

fn render_in(room: &Room, document: &Document<'_>) -> Result<Rendered, TypesetError> {
    let refused = |errors: &[SourceDiagnostic]| {
        TypesetError::Refused(errors.iter().map(|error| diagnostic(room, error)).collect())
    };
    let compiled = typst::compile::<PagedDocument>(room);
    let pages = compiled.output.map_err(|errors| refused(&errors))?;
    let options = options(document).map_err(|error| {
        TypesetError::Refused(vec![Diagnostic {
            place: None,
            message: error.message().to_string(),
            hints: error.hints().iter().map(ToString::to_string).collect(),
        }])
    })?;
    let pdf = typst_pdf::pdf(&pages, &options).map_err(|errors| refused(&errors))?;
    Ok(Rendered {
        pdf,
        page_count: pages.pages().len(),
        warnings: compiled
            .warnings
            .iter()
            .map(|warning| diagnostic(room, warning))
            .collect(),
    })
}

fn options(document: &Document<'_>) -> Result<PdfOptions, HintedString> {
    let date = document.date;
    let midnight = Datetime::from_ymd_hms(date.year(), date.month().into(), date.day(), 0, 0, 0);
    Ok(PdfOptions {
        ident: Smart::Custom(document.identifier.to_owned()),
        creator: Smart::Custom(Some(document.creator.to_owned())),
        timestamp: midnight.map(Timestamp::new_utc),
        page_ranges: None,
        standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])?,
        tagged: true,
        pretty: false,
    })
}

fn diagnostic(room: &Room, found: &SourceDiagnostic) -> Diagnostic {
    Diagnostic {
        place: place(room, found),
        message: found.message.to_string(),
        hints: found.hints.iter().map(|hint| hint.v.to_string()).collect(),
    }
}

/// Where a diagnostic points, by file, line and column.
fn place(room: &Room, found: &SourceDiagnostic) -> Option<Place> {
    let id = found.span.id()?;
    let Range { start, .. } = room.range(found.span)?;
    let bytes = room.file(id).ok()?;
    let before = String::from_utf8_lossy(bytes.get(..start)?);
    let last_line = before.rsplit('\n').next().unwrap_or_default();
    Some(Place {
        file: id.vpath().get_without_slash().to_owned(),
        line: before.matches('\n').count() + 1,
        column: last_line.chars().count() + 1,
    })
}
