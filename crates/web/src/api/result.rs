//! Results, reports and the assessment file.

use super::answer::{Answer, Asked, OrJson, Path, json};
use super::assessment::{At, desk, lead};
use crate::caller::ApiCaller;
use crate::failure::ApiError;
use crate::pages::evidence::attachment;
use crate::pages::results::media_type;
use axum::http::header;
use axum::response::IntoResponse;
use gradus_app::AppError;
use gradus_app::exchange::FileForm;
use gradus_report::format::Format;
use gradus_report::view::{BlockingView, ComponentView, StepView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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

/// A step of a component, in words.
#[derive(Serialize, ToSchema)]
pub struct StepTextJson {
    /// Name of the level it leads to.
    to: String,
    state: String,
    /// 0 to 1.
    completion: Option<f64>,
    completion_text: String,
    /// 0 to 1.
    coverage: Option<f64>,
    coverage_text: String,
}

/// A statement that holds the next step back, in words.
#[derive(Serialize, ToSchema)]
pub struct BlockingTextJson {
    statement: String,
    text: String,
    kind: String,
    value: String,
    gain: String,
    /// Whether it is one of the smallest set that reaches the pass mark.
    in_smallest_set: bool,
}

/// Why a component stands where it does, in words.
#[derive(Serialize, ToSchema)]
pub struct ExplanationJson {
    component: String,
    name: String,
    in_scope: bool,
    level: String,
    index: String,
    holds_back: String,
    next_step: Option<String>,
    facts: Vec<String>,
    steps: Vec<StepTextJson>,
    blocking: Vec<BlockingTextJson>,
    contradictions: Vec<String>,
    unrated: Vec<String>,
    disagreements: Vec<String>,
    /// What differs from the model's settings, where anything does.
    settings: Option<String>,
}

impl ExplanationJson {
    fn of(view: &ComponentView, settings: Option<String>) -> Self {
        Self {
            settings,
            component: view.id.clone(),
            name: view.name.clone(),
            in_scope: view.in_scope,
            level: view.level_text.clone(),
            index: view.index_text.clone(),
            holds_back: view.holds_back.clone(),
            next_step: view.next_step.clone(),
            facts: view.facts.clone(),
            steps: view.steps.iter().map(StepTextJson::from).collect(),
            blocking: view.blocking.iter().map(BlockingTextJson::from).collect(),
            contradictions: view.contradictions.clone(),
            unrated: view.unrated.clone(),
            disagreements: view.disagreements.clone(),
        }
    }
}

impl From<&StepView> for StepTextJson {
    fn from(view: &StepView) -> Self {
        Self {
            to: view.to.clone(),
            state: view.state_text.clone(),
            completion: view.completion,
            completion_text: view.completion_text.clone(),
            coverage: view.coverage,
            coverage_text: view.coverage_text.clone(),
        }
    }
}

impl From<&BlockingView> for BlockingTextJson {
    fn from(view: &BlockingView) -> Self {
        Self {
            statement: view.id.clone(),
            text: view.text.clone(),
            kind: view.kind.clone(),
            value: view.value.clone(),
            gain: view.gain.clone(),
            in_smallest_set: view.in_smallest_set,
        }
    }
}

/// Why a component stands where it does, in the language asked for; from `consensus` on.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/result/{component}", tag = "result", params(("city" = String, Path), ("assessment" = String, Path), ("component" = String, Path)),
    responses((status = 200, body = ExplanationJson), (status = 401, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn explanation(
    ApiCaller(caller): ApiCaller,
    Path((city, slug, component)): Path<(String, String, String)>,
) -> Answer {
    let desk = desk(&caller, &city, &slug).await?;
    let outcome = desk.outcome().await.or_json(&caller)?;
    let view = outcome.view(&caller.visit.web.words(caller.visit.language));
    let found = view.components.iter().find(|view| view.id == component);
    let found = found.ok_or(AppError::NotFound("component"));
    let found = found.or_json(&caller)?;
    let settings = view.settings_notice.clone();
    Ok(json(&ExplanationJson::of(found, settings)))
}

/// A report: `html`, `pdf`, `xlsx`, `csv`, `csv-metadata.json`, `svg`, `json` or `md`.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/report/{ending}", tag = "result", params(("city" = String, Path), ("assessment" = String, Path), ("ending" = String, Path)),
    responses((status = 200, content((Vec<u8> = "text/html"), (Vec<u8> = "application/pdf"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (Vec<u8> = "text/csv"), (Vec<u8> = "image/svg+xml"), (Vec<u8> = "application/json"), (Vec<u8> = "text/markdown"))), (status = 401, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn report(
    ApiCaller(caller): ApiCaller,
    Path((city, slug, ending)): Path<(String, String, String)>,
) -> Answer {
    let desk = desk(&caller, &city, &slug).await?;
    let missing = || AppError::NotFound("format");
    let (main, suffix) = match ending.split_once('-') {
        Some((main, _)) => (main, ending.trim_start_matches(main)),
        None => (ending.as_str(), ""),
    };
    let format: Format = main.parse().map_err(|_| missing()).or_json(&caller)?;
    let name = format!("{city}-{slug}.{}", format.ending());
    let parts = desk.report(format, caller.visit.language, &name).await;
    let mut parts = parts.or_json(&caller)?.into_iter();
    let part = parts.find(|part| part.suffix == suffix);
    let part = part.ok_or_else(missing).or_json(&caller)?;
    let kind = match suffix {
        "" => media_type(format),
        _ => media_type(Format::Json),
    };
    Ok(attachment(&format!("{name}{suffix}"), kind, part.bytes))
}

/// In which form the assessment file is wanted.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Form {
    form: Option<String>,
}

/// The assessment file, as JSON or with `form=yaml` as YAML; for leads. While people rate it
/// holds no answers.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/export", tag = "result", params(("city" = String, Path), ("assessment" = String, Path), ("form" = Option<String>, Query)),
    responses((status = 200, body = serde_json::Value), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)))]
pub async fn export(
    ApiCaller(caller): ApiCaller,
    Path((city, slug)): At,
    Asked(wanted): Asked<Form>,
) -> Answer {
    let lead = lead(&caller, &city, &slug).await?;
    let (form, kind) = match wanted.form.as_deref() {
        None | Some("json") => (FileForm::Json, "application/json"),
        Some("yaml") => (FileForm::Yaml, "application/yaml"),
        Some(_) => return Err(AppError::invalid("form", "choice")).or_json(&caller),
    };
    let (text, _) = lead.export(form).await.or_json(&caller)?;
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}
