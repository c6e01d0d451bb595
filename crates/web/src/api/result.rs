//! Results, reports and the assessment file.

use super::answer::{Answer, OrJson};
use super::assessment::{At, desk};
use crate::caller::ApiCaller;
use crate::failure::ApiError;
use crate::pages::evidence::attachment;
use crate::pages::results::media_type;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use gradus_app::AppError;
use gradus_app::exchange::FileForm;
use gradus_report::format::Format;

/// The result, protected, as `gradus-result/1`; from `consensus` on.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/result", tag = "result", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = serde_json::Value), (status = 401, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn result(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let outcome = desk(&caller, &city, &slug)
        .await?
        .outcome()
        .await
        .or_json(&caller)?;
    Ok((
        [(header::CONTENT_TYPE, "application/json")],
        outcome.result.clone(),
    )
        .into_response())
}

/// A report: `html`, `pdf`, `xlsx`, `csv`, `svg`, `json` or `md`.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/report/{ending}", tag = "result", params(("city" = String, Path), ("assessment" = String, Path), ("ending" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 401, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn report(
    ApiCaller(caller): ApiCaller,
    Path((city, slug, ending)): Path<(String, String, String)>,
) -> Answer {
    let desk = desk(&caller, &city, &slug).await?;
    let format: Format = ending
        .parse()
        .map_err(|_| AppError::NotFound("format"))
        .or_json(&caller)?;
    let name = format!("{city}-{slug}.{}", format.ending());
    let parts = desk
        .report(format, caller.visit.language, &name)
        .await
        .or_json(&caller)?;
    let first = parts
        .into_iter()
        .next()
        .ok_or(AppError::NotFound("report"))
        .or_json(&caller)?;
    Ok(attachment(&name, media_type(format), first.bytes))
}

/// The assessment file, as JSON; for leads. While people rate it holds no answers.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/export", tag = "result", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = serde_json::Value), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn export(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let lead = desk(&caller, &city, &slug).await?.lead().or_json(&caller)?;
    let (text, _) = lead.export(FileForm::Json).await.or_json(&caller)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}
