//! Every route of the application, one line each.

use crate::assets::{self, CACHE_CONTROL};
use crate::caller::Visit;
use crate::pages;
use crate::state::Web;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use gradus_app::AppError;

/// The routes.
#[must_use]
pub fn router() -> Router<Web> {
    Router::new()
        .route("/assets/{name}", get(asset))
        .route("/healthz", get(healthy))
        .route("/readyz", get(ready))
        .route("/metrics", get(crate::metrics::answer))
        .fallback(nothing_here)
}

async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = assets::find(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let takes_gzip = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("gzip"));
    let kept = [
        (header::CONTENT_TYPE, asset.mime),
        (header::CACHE_CONTROL, CACHE_CONTROL),
        (header::VARY, "accept-encoding"),
    ];
    match asset.gzip.filter(|_| takes_gzip) {
        Some(gzip) => (kept, [(header::CONTENT_ENCODING, "gzip")], gzip).into_response(),
        None => (kept, asset.bytes).into_response(),
    }
}

/// The process answers.
async fn healthy() -> &'static str {
    "ok\n"
}

/// The database answers too.
async fn ready(State(web): State<Web>) -> Response {
    match web.app.store().ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

async fn nothing_here(visit: Visit) -> Response {
    pages::errors::page(&visit, &AppError::NotFound("page"))
}
