//! Pages: each handler parses, calls one use case and fills one template.

pub mod errors;
pub mod frame;

use crate::caller::{Caller, Visit};
use crate::failure::PageFailure;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use gradus_app::AppError;

/// What a handler of a page answers.
pub type Page = Result<Response, PageFailure>;

/// Turns errors of use cases into pages.
pub trait OrPage<T> {
    /// The value, or the page of the error.
    ///
    /// # Errors
    /// The page.
    fn or_page(self, visit: &Visit) -> Result<T, PageFailure>;
}

impl<T> OrPage<T> for Result<T, AppError> {
    fn or_page(self, visit: &Visit) -> Result<T, PageFailure> {
        self.map_err(|error| PageFailure::new(visit, error))
    }
}

/// A page with status 200.
///
/// # Errors
/// When the template fails, which is a bug.
pub fn html(caller: &Caller, template: &impl Template) -> Page {
    html_with(caller, StatusCode::OK, template)
}

/// A page with a status.
///
/// # Errors
/// When the template fails, which is a bug.
pub fn html_with(caller: &Caller, status: StatusCode, template: &impl Template) -> Page {
    let text = template.render().map_err(|error| AppError::Fault(error.to_string()));
    let text = text.or_page(&caller.visit)?;
    Ok((status, Html(text)).into_response())
}

/// On to another page, after something was done.
#[must_use]
pub fn redirect(to: &str) -> Response {
    let Ok(to) = HeaderValue::from_str(to) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// A path of ours to go back to; the start page for anything else, above all for addresses
/// of other hosts.
#[must_use]
pub fn safe_return(typed: &str) -> &str {
    let ours = typed.starts_with('/') && !typed.starts_with("//") && !typed.contains(['\\', '\r', '\n', '\t']);
    if ours { typed } else { "/" }
}

/// Mistakes by field, in words, for the forms of a page.
#[must_use]
pub fn mistakes(caller: &Caller, error: &AppError) -> Option<Vec<(String, String)>> {
    let AppError::Invalid(mistakes) = error else { return None };
    let words = caller.visit.web.words(caller.visit.language);
    let told = mistakes.iter().map(|mistake| {
        (mistake.field.clone(), crate::failure::mistake_text(&words, mistake))
    });
    Some(told.collect())
}
