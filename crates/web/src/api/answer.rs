//! What handlers of the API share: reading addresses and bodies, versions, and answers that
//! are kept.

use crate::caller::{ApiCaller, Caller, Visit};
use crate::failure::ApiFailure;
use crate::state::Web;
use axum::Json;
use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use gradus_app::actor::Scope;
use gradus_app::idempotency::Repeated;
use gradus_app::{AppError, Mistake, sha256_of};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
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
        self.map_err(|error| ApiFailure::new(&caller.visit, as_sent(error)))
    }
}

/// An error whose fields are called as requests call them.
fn as_sent(error: AppError) -> AppError {
    let AppError::Invalid(mut mistakes) = error else {
        return error;
    };
    for mistake in &mut mistakes {
        let (name, rest) = match mistake.field.split_once("_on") {
            Some((name, rest)) => (name, rest.to_owned()),
            None => (mistake.field.as_str(), String::new()),
        };
        let sent = match name {
            "starts" => "from",
            "ends" => "to",
            "effective" => "effective",
            "due" => "by",
            "body" => "text",
            _ => continue,
        };
        mistake.field = format!("{sent}{rest}");
    }
    AppError::Invalid(mistakes)
}

/// Parts of an address; what cannot be read names nothing that is there.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Web> for Path<T> {
    type Rejection = ApiFailure;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, ApiFailure> {
        match axum::extract::Path::<T>::from_request_parts(parts, web).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => {
                let Ok(visit) = Visit::from_request_parts(parts, web).await;
                Err(ApiFailure::new(&visit, AppError::NotFound("address")))
            }
        }
    }
}

/// What stands behind the question mark; wrong names are told.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Web> for Asked<T> {
    type Rejection = ApiFailure;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, ApiFailure> {
        let why = match Query::<T>::try_from_uri(&parts.uri) {
            Ok(Query(value)) => return Ok(Self(value)),
            Err(error) => error.to_string(),
        };
        let Ok(visit) = Visit::from_request_parts(parts, web).await;
        let mistake = Mistake::new("query", "json").with("value", why);
        Err(ApiFailure::new(&visit, AppError::Invalid(vec![mistake])))
    }
}

/// A part of a list, asked for by a cursor.
#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Slice {
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Most items, 1 to 500.
    pub limit: Option<usize>,
}

impl Slice {
    /// Most items of a page.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.limit.unwrap_or(100).clamp(1, 500)
    }

    /// The items of a list after the cursor, by their names, and the next cursor. A cursor
    /// that names nothing of the list is followed by nothing.
    #[must_use]
    pub fn of<T>(&self, all: Vec<T>, name: impl Fn(&T) -> String) -> (Vec<T>, Option<String>) {
        let start = match &self.after {
            None => 0,
            Some(after) => all
                .iter()
                .position(|one| name(one) == *after)
                .map_or(all.len(), |at| at + 1),
        };
        let more = all.len() > start.saturating_add(self.limit());
        let items: Vec<T> = all.into_iter().skip(start).take(self.limit()).collect();
        let next = items.last().map(name).filter(|_| more);
        (items, next)
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
        let most = web.config.body_bytes;
        let raw = Raw::within(request, web, most).await?;
        let refuse = |error| ApiFailure::new(&raw.caller.visit, error);
        let text = String::from_utf8(raw.bytes.to_vec());
        let text = text.map_err(|_| refuse(unreadable("body", "UTF-8")))?;
        let given = if text.trim().is_empty() { "{}" } else { &text };
        let value = read_json(given).map_err(refuse)?;
        Ok(Self {
            caller: raw.caller,
            headers: raw.headers,
            value,
            text,
        })
    }
}

/// A body of JSON from whoever sends it, strangers included.
pub struct Open<T> {
    /// Who sent it.
    pub caller: Caller,
    /// What it says.
    pub value: T,
}

impl<T: DeserializeOwned> FromRequest<Web> for Open<T> {
    type Rejection = ApiFailure;

    async fn from_request(request: Request, web: &Web) -> Result<Self, ApiFailure> {
        let (mut parts, body) = request.into_parts();
        let ApiCaller(caller) = ApiCaller::from_request_parts(&mut parts, web).await?;
        let most = web.config.body_bytes;
        let read = async {
            let bytes = to_bytes(body, most).await;
            let bytes = bytes.map_err(|_| AppError::TooLarge(most as u64))?;
            let text = std::str::from_utf8(&bytes);
            read_json(text.map_err(|_| unreadable("body", "UTF-8"))?)
        };
        let value = read.await.or_json(&caller)?;
        Ok(Self { caller, value })
    }
}

fn unreadable(field: &str, why: impl ToString) -> AppError {
    AppError::Invalid(vec![Mistake::new(field, "json").with("value", why)])
}

/// Reads JSON; a mistake names its field, line and column.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn read_json<T: DeserializeOwned>(text: &str) -> Result<T, AppError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let field = match error.path().to_string() {
            whole if whole == "." => "body".to_owned(),
            path => path,
        };
        unreadable(&field, error.into_inner())
    })?;
    reader.end().map_err(|error| unreadable("body", error))?;
    Ok(value)
}

/// A body of any kind, as large as a file may be, with whoever sent it.
pub struct Raw {
    /// Who sent it.
    pub caller: Caller,
    /// Headers of the request.
    pub headers: HeaderMap,
    /// The body.
    pub bytes: Bytes,
}

impl Raw {
    async fn within(request: Request, web: &Web, most: usize) -> Result<Self, ApiFailure> {
        let (mut parts, body) = request.into_parts();
        let ApiCaller(caller) = ApiCaller::from_request_parts(&mut parts, web).await?;
        // Who may not change anything may send nothing: it is not even read.
        if caller.actor.is_nobody() {
            return Err(ApiFailure::new(&caller.visit, AppError::SignInFirst));
        }
        caller.actor.needs(Scope::Write).or_json(&caller)?;
        let bytes = to_bytes(body, most)
            .await
            .map_err(|_| ApiFailure::new(&caller.visit, AppError::TooLarge(most as u64)))?;
        Ok(Self {
            caller,
            headers: parts.headers,
            bytes,
        })
    }
}

impl FromRequest<Web> for Raw {
    type Rejection = ApiFailure;

    async fn from_request(request: Request, web: &Web) -> Result<Self, ApiFailure> {
        let limits = web.app.limits();
        let most = limits.evidence_bytes.max(limits.import_bytes);
        // Around a file stand the lines that separate the parts of a form.
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Self::within(request, web, most.saturating_add(web.config.body_bytes)).await
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
    with_tag(json(value), &version.to_string())
}

/// JSON of a thing that counts no versions, with an `ETag` made of its content.
#[must_use]
pub fn tagged_by_content<T: Serialize>(value: &T) -> Response {
    with_tag(json(value), &tag_of(value))
}

fn with_tag(mut response: Response, tag: &str) -> Response {
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{tag}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

fn tag_of<T: Serialize>(value: &T) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    let mut hash = sha256_of(text.as_bytes());
    hash.truncate(16);
    hash
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
    matches(headers, &version.to_string()).map(|()| version)
}

/// Fails where `If-Match` does not name what stands there.
///
/// # Errors
/// Without the header, and when it names something else.
pub fn matched_by_content<T: Serialize>(headers: &HeaderMap, value: &T) -> Result<(), AppError> {
    matches(headers, &tag_of(value))
}

fn matches(headers: &HeaderMap, tag: &str) -> Result<(), AppError> {
    let given = headers
        .get(header::IF_MATCH)
        .and_then(|value| value.to_str().ok());
    let given = given.ok_or(AppError::Refused("precondition_required"))?;
    if given
        .split(',')
        .any(|one| one.trim() == "*" || bare(one) == tag)
    {
        return Ok(());
    }
    Err(AppError::Refused("precondition"))
}

/// A tag without its quotes, and without the mark that compressing proxies put before it.
#[must_use]
pub fn bare(tag: &str) -> &str {
    let tag = tag.trim();
    tag.strip_prefix("W/").unwrap_or(tag).trim_matches('"')
}

/// Most letters of an idempotency key.
const KEY: usize = 200;

fn idempotency_key(headers: &HeaderMap) -> Result<Option<&str>, AppError> {
    let Some(key) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let wrong = |code| Mistake::new("Idempotency-Key", code).with("most", KEY);
    match key.to_str().ok().map(str::trim) {
        Some("") => Err(AppError::Invalid(vec![wrong("missing")])),
        Some(key) if key.len() <= KEY => Ok(Some(key)),
        Some(_) => Err(AppError::Invalid(vec![wrong("too_long")])),
        None => Err(AppError::Invalid(vec![wrong("control_characters")])),
    }
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
    create_keeping(caller, headers, text, create, |_| ()).await
}

/// As [`create`], for what is told once: `hide` takes out of the answer what is not kept for
/// a repeated request.
///
/// # Errors
/// As there.
pub async fn create_keeping<T, F>(
    caller: &Caller,
    headers: &HeaderMap,
    text: &str,
    create: F,
    hide: impl FnOnce(&mut T),
) -> Answer
where
    T: Serialize,
    F: Future<Output = Result<T, AppError>>,
{
    let key = idempotency_key(headers).or_json(caller)?;
    let _turn = match key {
        Some(key) => Some(caller.app().turn(&caller.actor, key).await),
        None => None,
    };
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
    let made = match key {
        Some(key) => {
            let once = caller.app().once(&caller.actor, key, &request, create);
            once.await
        }
        None => create.await,
    };
    let mut made = made.or_json(caller)?;
    let body = written(&made).or_json(caller)?;
    if let Some(key) = key {
        hide(&mut made);
        let answer = Repeated {
            status: 201,
            body: written(&made).or_json(caller)?,
        };
        let kept = caller.app().keep_answer(&caller.actor, key, &answer);
        // It was made, whether or not its answer could be kept.
        if let Err(error) = kept.await {
            tracing::warn!(%error, "an answer was not kept for its idempotency key");
        }
    }
    Ok(created(body))
}

fn written<T: Serialize>(value: &T) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|error| AppError::Fault(error.to_string()))
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
