//! Pages: each handler parses, calls one use case and fills one template.

pub mod account;
pub mod admin;
pub mod agree;
pub mod city;
pub mod compare;
pub mod cycle;
pub mod errors;
pub mod evidence;
pub mod frame;
pub mod join;
pub mod model;
pub mod overview;
pub mod people;
pub mod person;
pub mod privacy;
pub mod progress;
pub mod public;
pub mod publish;
pub mod rate;
pub mod results;
pub mod reveal;
pub mod review;
pub mod settings;
pub mod setup;
pub mod targets;
pub mod text;
pub mod workshop;

use crate::caller::{Caller, Visit};
use crate::failure::PageFailure;
use crate::fields::Fields;
use crate::views::forms::Input;
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
    let text = template
        .render()
        .map_err(|error| AppError::Fault(error.to_string()));
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
    let ours = typed.starts_with('/')
        && !typed.starts_with("//")
        && !typed.contains(['\\', '\r', '\n', '\t']);
    if ours { typed } else { "/" }
}

/// What was typed, with its mistakes beside it where `error` names any; other errors are
/// pages of their own. `rename` tells a use case's field as the form calls it.
///
/// # Errors
/// The page of an error that is no mistake of a field.
pub fn typed(
    caller: &Caller,
    fields: &Fields,
    error: AppError,
    rename: impl Fn(&str) -> String,
) -> Result<Input, PageFailure> {
    let words = caller.visit.web.words(caller.visit.language);
    let secret = |name: &String| name.contains("password");
    let mut input = Input::of(fields.pairs().filter(|(name, _)| !secret(name)));
    match &error {
        AppError::Invalid(mistakes) => {
            for mistake in mistakes {
                let text = crate::failure::mistake_text(&words, mistake);
                input.mistake(&rename(&mistake.field), text);
            }
        }
        AppError::Refused(code) if *code != "too_many" => {
            input.general_mistake(crate::failure::error_text(&words, &error));
        }
        AppError::TooLarge(_) => input.general_mistake(crate::failure::error_text(&words, &error)),
        _ => return Err(PageFailure::new(&caller.visit, error)),
    }
    Ok(input)
}

/// A field's name as the form calls it: the same.
#[must_use]
pub fn same(name: &str) -> String {
    name.to_owned()
}

/// The whole page again, with status 422.
pub const AGAIN: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
