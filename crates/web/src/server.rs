//! The layers around all routes: identifiers, logs, figures, limits, headers; and serving.

use crate::assets::CONTENT_SECURITY_POLICY;
use crate::router::router;
use crate::state::Web;
use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state, map_request_with_state};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;
use tracing::Instrument;
use uuid::Uuid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    static CURRENT: String;
}

/// The identifier of the request that is being answered.
#[must_use]
pub fn current_request_id() -> Option<String> {
    CURRENT.try_with(Clone::clone).ok()
}

/// The whole application, ready to be served.
pub fn service(web: &Web) -> Router {
    let compressed = SizeAbove::new(512)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("application/zip"))
        .and(NotForContentType::SSE);
    let csrf = match &web.config.public_url {
        Some(url) => CsrfLayer::new()
            .add_trusted_origin(origin(url))
            .unwrap_or_else(|_| CsrfLayer::new()),
        None => CsrfLayer::new(),
    };
    let limits = web.app.limits();
    let most = limits.evidence_bytes.max(limits.import_bytes);
    let most = usize::try_from(most)
        .unwrap_or(usize::MAX)
        .saturating_add(web.config.body_bytes);
    let inner = router()
        .layer(DefaultBodyLimit::max(most))
        .layer(csrf)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(CompressionLayer::new().gzip(true).compress_when(compressed))
        .layer(from_fn_with_state(web.clone(), around))
        .with_state(web.clone());
    if web.config.base.is_empty() {
        return inner;
    }
    let base: Arc<str> = web.config.base.as_str().into();
    Router::new()
        .fallback_service(inner)
        .layer(map_request_with_state(base, below))
}

/// Takes the base off a request's path, whether or not a slash follows it; nothing else is
/// served.
async fn below(State(base): State<Arc<str>>, mut request: Request) -> Result<Request, StatusCode> {
    let whole = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str());
    let rest = whole.strip_prefix(&*base).ok_or(StatusCode::NOT_FOUND)?;
    let rest = match rest.chars().next() {
        Some('/') => rest.to_owned(),
        None | Some('?') => format!("/{rest}"),
        Some(_) => return Err(StatusCode::NOT_FOUND),
    };
    *request.uri_mut() = rest.parse().map_err(|_| StatusCode::BAD_REQUEST)?;
    Ok(request)
}

/// Scheme and host of an address.
fn origin(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url
        .get(start..)
        .and_then(|rest| rest.find('/'))
        .map_or(url.len(), |at| start + at);
    url.get(..end).unwrap_or(url)
}

fn panicked(panic: Box<dyn std::any::Any + Send>) -> Response {
    let what = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(what, "a handler panicked");
    let id = current_request_id().unwrap_or_default();
    (StatusCode::INTERNAL_SERVER_ERROR, format!("500 ({id})\n")).into_response()
}

/// Names the request, bounds its time, writes one line to the log, counts it, and sets the
/// headers that every answer has.
async fn around(State(web): State<Web>, request: Request, next: Next) -> Response {
    let id = Uuid::now_v7().simple().to_string();
    let method = request.method().clone();
    let https = crate::caller::is_https(request.headers(), &web);
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let span = tracing::info_span!("request", id, %method, route);
    let started = Instant::now();
    let most = Duration::from_secs(web.config.request_seconds);
    let answer = CURRENT.scope(id.clone(), tokio::time::timeout(most, next.run(request)));
    let mut response = match answer.instrument(span.clone()).await {
        Ok(response) => response,
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    let took = started.elapsed();
    let status = response.status();
    web.metrics
        .answered(method.as_str(), &route, status.as_u16(), took);
    span.in_scope(|| {
        let ms = took.as_secs_f64() * 1000.0;
        tracing::info!(
            status = status.as_u16(),
            ms = format!("{ms:.1}"),
            "answered"
        );
    });
    headers(https, &mut response, &id);
    response
}

fn headers(https: bool, response: &mut Response, id: &str) {
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::REFERRER_POLICY, "same-origin");
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    );
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    set(header::CACHE_CONTROL, "no-store");
    if https {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
}
