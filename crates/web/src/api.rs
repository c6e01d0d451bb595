//! The API, version 1: JSON over the same use cases as the pages.

pub mod account;
mod answer;
pub mod assessment;
pub mod audit;
pub mod city;
pub mod evidence;
pub mod people;
pub mod result;
pub mod seat;

use crate::caller::{Caller, Visit};
use crate::failure::{ApiError, ApiFailure};
use crate::pages::{Page, html};
use crate::state::Web;
use crate::views::reader::{Operation, ReaderPage};
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use axum::{Json, Router};
use gradus_app::{AppError, Mistake};
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi, ToSchema};

/// Something that was made.
#[derive(Serialize, ToSchema)]
pub struct MadeJson {
    /// Its identifier.
    pub id: String,
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

/// The document of the API.
#[derive(OpenApi)]
#[openapi(
    info(title = "Gradus", version = "1", description = "Smart city maturity assessment. Errors have one shape, with stable codes; times are milliseconds since 1970, UTC; days are ISO 8601. Creation takes an Idempotency-Key, change takes If-Match."),
    paths(
        account::me, account::tokens, account::token_create, account::token_revoke, account::accounts, account::account_create,
        city::cities, city::city_create, city::city, city::city_change, city::team, city::member_set, city::member_remove,
        assessment::models, assessment::assessments, assessment::assessment_create, assessment::import, assessment::assessment,
        assessment::assessment_change, assessment::phase, assessment::scope, assessment::targets, assessment::targets_set, assessment::counts,
        people::groups, people::group_create, people::group_remove, people::assessors, people::assessors_add, people::assessor_remove,
        people::invitations, people::invitation_create, people::invitation_revoke,
        seat::sheet, seat::answer, seat::standing,
        evidence::evidence, evidence::evidence_add, evidence::evidence_use, evidence::evidence_remove, evidence::evidence_file, evidence::evidence_review,
        result::result, result::report, result::export,
        audit::audit, audit::verify,
    ),
    components(schemas(ApiError)),
    modifiers(&Schemes),
    security(("token" = []), ("session" = [])),
)]
pub struct Document;

struct Schemes;

impl Modify for Schemes {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
        let cookie = ApiKey::Cookie(ApiKeyValue::new(crate::caller::SESSION_COOKIE));
        components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
    }
}

/// The routes below `/api/v1`, one line each.
pub fn routes() -> Router<Web> {
    let here = "/cities/{city}/assessments/{assessment}";
    let at = |path: &str| format!("{here}{path}");
    Router::new()
        .route("/openapi.json", get(document))
        .route("/docs", get(reader))
        .route("/me", get(account::me))
        .route("/tokens", get(account::tokens).post(account::token_create))
        .route("/tokens/{id}", delete(account::token_revoke))
        .route(
            "/accounts",
            get(account::accounts).post(account::account_create),
        )
        .route("/models", get(assessment::models))
        .route("/cities", get(city::cities).post(city::city_create))
        .route("/cities/{city}", get(city::city).put(city::city_change))
        .route(
            "/cities/{city}/team",
            get(city::team).post(city::member_set),
        )
        .route("/cities/{city}/team/{person}", delete(city::member_remove))
        .route("/cities/{city}/import", post(assessment::import))
        .route(
            "/cities/{city}/assessments",
            get(assessment::assessments).post(assessment::assessment_create),
        )
        .route(
            here,
            get(assessment::assessment).put(assessment::assessment_change),
        )
        .route(&at("/phase"), post(assessment::phase))
        .route(&at("/scope"), put(assessment::scope))
        .route(
            &at("/targets"),
            get(assessment::targets).put(assessment::targets_set),
        )
        .route(&at("/counts"), get(assessment::counts))
        .route(
            &at("/groups"),
            get(people::groups).post(people::group_create),
        )
        .route(&at("/groups/{id}"), delete(people::group_remove))
        .route(
            &at("/assessors"),
            get(people::assessors).post(people::assessors_add),
        )
        .route(&at("/assessors/{id}"), delete(people::assessor_remove))
        .route(
            &at("/invitations"),
            get(people::invitations).post(people::invitation_create),
        )
        .route(&at("/invitations/{id}"), delete(people::invitation_revoke))
        .route(&at("/seat"), get(seat::sheet))
        .route(&at("/seat/standing"), get(seat::standing))
        .route(&at("/seat/answers/{kind}/{*subject}"), put(seat::answer))
        .route(
            &at("/evidence"),
            get(evidence::evidence).post(evidence::evidence_add),
        )
        .route(&at("/evidence/{id}"), delete(evidence::evidence_remove))
        .route(&at("/evidence/{id}/use"), post(evidence::evidence_use))
        .route(&at("/evidence/{id}/file"), get(evidence::evidence_file))
        .route(
            &at("/evidence/{id}/review"),
            post(evidence::evidence_review),
        )
        .route(&at("/result"), get(result::result))
        .route(&at("/report/{ending}"), get(result::report))
        .route(&at("/export"), get(result::export))
        .route("/audit", get(audit::audit))
        .route("/audit/verify", post(audit::verify))
        .route(
            "/{*nothing}",
            get(nothing_here)
                .post(nothing_here)
                .put(nothing_here)
                .delete(nothing_here),
        )
        .method_not_allowed_fallback(nothing_here)
}

async fn nothing_here(visit: Visit) -> Response {
    ApiFailure::new(&visit, AppError::NotFound("route")).into_response()
}

/// The OpenAPI document.
async fn document() -> Json<utoipa::openapi::OpenApi> {
    Json(Document::openapi())
}

/// The document as a page to be read.
async fn reader(caller: Caller) -> Page {
    let document = serde_json::to_value(Document::openapi()).unwrap_or_default();
    let page = ReaderPage {
        frame: caller.frame("API"),
        operations: Operation::all(&document),
    };
    html(&caller, &page)
}
