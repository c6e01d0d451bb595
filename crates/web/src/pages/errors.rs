//! The page of an error.

use crate::caller::Visit;
use crate::failure::{error_text, status_of};
use crate::views::errors::ErrorPage;
use crate::views::frame::Frame;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use gradus_app::AppError;

/// Seconds after which a request that was one too many may be sent again.
const RETRY_SECONDS: u32 = 30;

/// The page of an error, told in the visitor's language.
#[must_use]
pub fn page(visit: &Visit, error: &AppError) -> Response {
    let status = status_of(error);
    let words = visit.web.words(visit.language);
    let details = match error {
        AppError::NotFound(_) | AppError::Fault(_) => Vec::new(),
        other => vec![error_text(&words, other)],
    };
    let waits = matches!(
        status,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
    );
    let mut frame = Frame::new(words, String::new());
    frame.base.clone_from(&visit.web.config.base);
    frame.here.clone_from(&visit.here);
    frame.scheme = visit.scheme;
    frame.insecure_lan = visit.web.config.insecure_lan;
    let home = (format!("{}/", frame.base), frame.t("page-home"));
    let page = ErrorPage {
        frame,
        status: status.as_u16(),
        details,
        request_id: status
            .is_server_error()
            .then(crate::server::current_request_id)
            .flatten(),
        retry_after_s: waits.then_some(RETRY_SECONDS),
        onward: vec![home],
    };
    let mut response = match page.render() {
        Ok(text) => (status, Html(text)).into_response(),
        Err(error) => {
            tracing::error!(%error, "the page of an error cannot be made");
            status.into_response()
        }
    };
    if waits {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(RETRY_SECONDS));
    }
    response
}
