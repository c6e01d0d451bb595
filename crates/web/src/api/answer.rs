//! What handlers of the API share: reading bodies, versions, and answers that are kept.

use crate::caller::{ApiCaller, Caller};
use crate::failure::ApiFailure;
use crate::state::Web;
use axum::Json;
use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gradus_app::idempotency::Repeated;
use gradus_app::{AppError, Mistake};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::Future;

/// What a handler of the API answers.
pub type Answer = Result<Response, ApiFailure>;

/// Turns errors of use cases into JSON.
pub trait OrJson<T> {
    /// The value, or the JSON of the error.
    ///
    /// # Errors
    /// The JSON.
    fn or_json(self, caller: &Caller) -> Result<T, ApiFailure>;
}

impl<T> OrJson<T> for Result<T, AppError> {
    fn or_json(self, caller: &Caller) -> Result<T, ApiFailure> {
        self.map_err(|error| ApiFailure::new(&caller.visit, error))
    }
}

/// A body of JSON, with whoever sent it.
pub struct Body<T> {
    /// Who sent it.
    pub caller: Caller,
    /// Headers of the request.
    pub headers: HeaderMap,
    /// What it says.
    pub value: T,
    /// The body as it came.
    pub text: String,
}

impl<T: DeserializeOwned> FromRequest<Web> for Body<T> {
    type Rejection = ApiFailure;

    async fn from_request(request: Request, web: &Web) -> Result<Self, ApiFailure> {
        let (mut parts, body) = request.into_parts();
        let ApiCaller(caller) = ApiCaller::from_request_parts(&mut parts, web).await?;
        let most = web.config.body_bytes;
        let refuse = |error| ApiFailure::new(&caller.visit, error);
        let bytes = to_bytes(body, most)
            .await
            .map_err(|_| refuse(AppError::TooLarge(most as u64)))?;
        let wrong = |why: String| {
            refuse(AppError::Invalid(vec![
                Mistake::new("body", "json").with("value", why),
            ]))
        };
        let text = String::from_utf8(bytes.to_vec()).map_err(|_| wrong("UTF-8".to_owned()))?;
        let given = if text.trim().is_empty() { "{}" } else { &text };
        let value = serde_json::from_str(given).map_err(|error| wrong(error.to_string()))?;
        Ok(Self {
            caller,
            headers: parts.headers,
            value,
            text,
        })
    }
}

/// JSON with status 200.
#[must_use]
pub fn json<T: Serialize>(value: &T) -> Response {
    Json(value).into_response()
}

/// JSON of a thing that has a version, with its `ETag`.
#[must_use]
pub fn tagged<T: Serialize>(value: &T, version: i64) -> Response {
    let mut response = json(value);
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// Nothing more to say.
#[must_use]
pub fn done() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

/// The version that `If-Match` names; it has to be the present one.
///
/// # Errors
/// Without the header, and when it names another version.
pub fn matched(headers: &HeaderMap, version: i64) -> Result<i64, AppError> {
    let given = headers
        .get(header::IF_MATCH)
        .and_then(|value| value.to_str().ok());
    let given = given.ok_or(AppError::Refused("precondition_required"))?;
    if given == "*" || given.trim_matches('"') == version.to_string() {
        return Ok(version);
    }
    Err(AppError::Refused("precondition"))
}

/// Creates something, once for each `Idempotency-Key`: the same request again gets the same
/// answer.
///
/// # Errors
/// Those of `create`, and a key that was used for another request.
pub async fn create<T, F>(caller: &Caller, headers: &HeaderMap, text: &str, create: F) -> Answer
where
    T: Serialize,
    F: Future<Output = Result<T, AppError>>,
{
    let key = headers
        .get("idempotency-key")
        .and_then(|key| key.to_str().ok());
    let request = format!("{} {text}", caller.visit.here);
    if let Some(key) = key
        && let Some(kept) = caller
            .app()
            .repeated(&caller.actor, key, &request)
            .await
            .or_json(caller)?
    {
        return Ok(created(kept.body));
    }
    let made = create.await.or_json(caller)?;
    let body = serde_json::to_string(&made)
        .map_err(|error| AppError::Fault(error.to_string()))
        .or_json(caller)?;
    if let Some(key) = key {
        let answer = Repeated {
            status: 201,
            body: body.clone(),
        };
        caller
            .app()
            .keep_answer(&caller.actor, key, &request, &answer)
            .await
            .or_json(caller)?;
    }
    Ok(created(body))
}

fn created(body: String) -> Response {
    (
        StatusCode::CREATED,
        [(header::CONTENT_TYPE, "application/json")],
        body,
    )
        .into_response()
}

/// An identifier of a path.
///
/// # Errors
/// When it is none, as if it were not there.
pub fn id<T: std::str::FromStr>(
    caller: &Caller,
    text: &str,
    noun: &'static str,
) -> Result<T, ApiFailure> {
    text.parse()
        .map_err(|_| AppError::NotFound(noun))
        .or_json(caller)
}
