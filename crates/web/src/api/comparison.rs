//! Two cycles side by side.

use super::answer::{Answer, Asked, OrJson, Path};
use super::assessment::{At, desk};
use crate::caller::ApiCaller;
use crate::failure::ApiError;
use axum::http::header;
use axum::response::IntoResponse;
use gradus_app::AppError;
use gradus_report::comparison_json::comparison_file;
use serde::Deserialize;

/// With which cycle to compare.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct With {
    with: Option<String>,
}

/// This cycle beside an earlier one, as `gradus-comparison/1`: the one before unless `with`
/// names another; from `consensus` on. 409 where there is none before it.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/comparison", tag = "result", params(("city" = String, Path), ("assessment" = String, Path), ("with" = Option<String>, Query)),
    responses((status = 200, body = serde_json::Value), (status = 401, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn comparison(
    ApiCaller(caller): ApiCaller,
    Path((city, slug)): At,
    Asked(with): Asked<With>,
) -> Answer {
    let desk = desk(&caller, &city, &slug).await?;
    let compared = desk.compared(with.with.as_deref()).await;
    let compared = compared.or_json(&caller)?;
    let none = AppError::Refused("no_earlier_cycle");
    let compared = compared.ok_or(none).or_json(&caller)?;
    let facts = |of: &gradus_app::comparison::CycleResult| of.outcome.clone();
    let (earlier, later) = (facts(&compared.earlier), facts(&compared.later));
    let text = comparison_file(
        earlier.protected.facts(),
        later.protected.facts(),
        &compared.found,
    );
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}
