//! Errors as pages and as JSON: status, code, words, and for mistakes of ours a request id
//! alone. They are logged here, once.

use crate::caller::Visit;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gradus_app::error::Problem;
use gradus_app::{AppError, Mistake};
use gradus_words::{Language, Words, say};
use serde::Serialize;
use utoipa::ToSchema;

/// The status of an error.
#[must_use]
pub fn status_of(error: &AppError) -> StatusCode {
    match error {
        AppError::NotFound(_) => StatusCode::NOT_FOUND,
        AppError::SignInFirst => StatusCode::UNAUTHORIZED,
        AppError::NotAllowed(_) => StatusCode::FORBIDDEN,
        AppError::Invalid(_) | AppError::File(_) => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::Refused("too_many") => StatusCode::TOO_MANY_REQUESTS,
        AppError::Refused("precondition") => StatusCode::PRECONDITION_FAILED,
        AppError::Refused("precondition_required") => StatusCode::PRECONDITION_REQUIRED,
        AppError::Conflict(_) | AppError::Refused(_) => StatusCode::CONFLICT,
        AppError::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        AppError::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
        AppError::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A mistake in words.
#[must_use]
pub fn mistake_text(words: &Words, mistake: &Mistake) -> String {
    let values: Vec<(&str, gradus_words::Argument)> = mistake
        .values
        .iter()
        .map(|(name, value)| (*name, say(value)))
        .collect();
    words.with(
        &format!("mistake-{}", mistake.code.replace('_', "-")),
        &values,
    )
}

/// An error in words for people.
#[must_use]
pub fn error_text(words: &Words, error: &AppError) -> String {
    let dashed = |code: &str| code.replace('_', "-");
    match error {
        AppError::NotFound(_) => words.text("error-not-found"),
        AppError::SignInFirst => words.text("error-sign-in-first"),
        AppError::NotAllowed(code) => words.text(&format!("not-allowed-{}", dashed(code))),
        AppError::Invalid(mistakes) => {
            let texts: Vec<String> = mistakes
                .iter()
                .map(|mistake| mistake_text(words, mistake))
                .collect();
            texts.join(" ")
        }
        AppError::Conflict(_) => words.text("error-conflict"),
        AppError::Refused(code) => words.text(&format!("refusal-{}", dashed(code))),
        AppError::File(problems) => problems.to_string(),
        AppError::TooLarge(most) => {
            let megabytes = (most / (1024 * 1024)).max(1);
            words.with("error-too-large", &[("megabytes", say(megabytes))])
        }
        AppError::Store(_) => {
            let reason = words.text(&format!("error-part-{}", error.part()));
            words.with("error-unavailable", &[("reason", say(reason))])
        }
        AppError::Fault(_) => words.text("error-fault"),
    }
}

/// Logs what is not the caller's mistake.
fn log(error: &AppError) {
    match error {
        AppError::Fault(what) => tracing::error!(%what, "a request failed"),
        AppError::Store(what) => tracing::error!(%what, "a part does not answer"),
        other => tracing::debug!(error = %other, "a request was refused"),
    }
}

/// An error that becomes a page.
pub struct PageFailure {
    error: AppError,
    visit: Box<Visit>,
}

impl PageFailure {
    /// The page of an error.
    #[must_use]
    pub fn new(visit: &Visit, error: AppError) -> Self {
        Self {
            error,
            visit: Box::new(visit.clone()),
        }
    }
}

impl IntoResponse for PageFailure {
    fn into_response(self) -> Response {
        log(&self.error);
        let base = &self.visit.web.config.base;
        if matches!(self.error, AppError::SignInFirst) && !self.visit.script {
            let back: String =
                form_urlencoded::byte_serialize(self.visit.here.as_bytes()).collect();
            let to = format!("{base}/sign-in?return_to={back}");
            return crate::pages::redirect(&to);
        }
        crate::pages::errors::page(&self.visit, &self.error)
    }
}

/// An error of the API.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ApiError {
    /// A stable code.
    #[schema(example = "not_found")]
    pub code: String,
    /// What happened, for people, in the language asked for.
    pub message: String,
    /// What is wrong with single fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<ApiMistake>,
    /// What stands there, when somebody else wrote in between.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<ApiCurrent>,
}

impl ApiError {
    /// An error of which nothing but this is to be said.
    #[must_use]
    pub fn new(code: &str, message: String) -> Self {
        Self {
            code: code.to_owned(),
            message,
            fields: Vec::new(),
            current: None,
        }
    }
}

/// A mistake in one field, or one place of a file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ApiMistake {
    /// The field; of a file the place, `import.yaml:12:5`.
    pub field: String,
    /// A stable code.
    pub code: String,
    /// What is wrong, for people.
    pub message: String,
}

impl ApiMistake {
    fn of(problem: &Problem) -> Self {
        let hint = problem.hint.as_ref().map(|hint| format!(" ({hint})"));
        Self {
            field: problem.place.to_string(),
            code: "file".to_owned(),
            message: format!("{}{}", problem.message, hint.unwrap_or_default()),
        }
    }
}

/// The value that stands there.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ApiCurrent {
    /// The value; none where it was taken back.
    pub value: Option<String>,
    /// Its note.
    pub note: Option<String>,
    /// How sure, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<i64>,
    /// Its version.
    pub version: i64,
    /// When it was written, in milliseconds since 1970, UTC.
    pub changed_at: i64,
}

/// An error that becomes JSON.
pub struct ApiFailure {
    error: AppError,
    web: crate::state::Web,
    language: Language,
}

impl ApiFailure {
    /// The JSON of an error.
    #[must_use]
    pub fn new(visit: &Visit, error: AppError) -> Self {
        Self {
            error,
            web: visit.web.clone(),
            language: visit.language,
        }
    }
}

impl IntoResponse for ApiFailure {
    fn into_response(self) -> Response {
        log(&self.error);
        let words = self.web.words(self.language);
        let fields = match &self.error {
            AppError::Invalid(mistakes) => mistakes
                .iter()
                .map(|mistake| ApiMistake {
                    field: mistake.field.clone(),
                    code: mistake.code.to_owned(),
                    message: mistake_text(&words, mistake),
                })
                .collect(),
            AppError::File(problems) => problems.all().iter().map(ApiMistake::of).collect(),
            _ => Vec::new(),
        };
        let current = match &self.error {
            AppError::Conflict(conflict) => Some(ApiCurrent {
                value: conflict.theirs.clone(),
                note: conflict.note.clone(),
                confidence: conflict.confidence,
                version: conflict.version,
                changed_at: conflict.changed_at,
            }),
            _ => None,
        };
        let body = ApiError {
            code: self.error.code().to_owned(),
            message: error_text(&words, &self.error),
            fields,
            current,
        };
        let mut response = (status_of(&self.error), Json(body)).into_response();
        if matches!(self.error, AppError::SignInFirst) {
            let scheme = HeaderValue::from_static("Bearer");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}
