//! The caller's own place among the assessors: what they answered, and answering.

use super::account::SessionJson;
use super::answer::{Answer, Body, OrJson, Path, bare, done, json, tagged};
use super::assessment::{At, desk};
use crate::caller::{ApiCaller, Caller};
use crate::failure::{ApiError, ApiFailure};
use axum::http::{HeaderMap, header};
use gradus_app::AppError;
use gradus_app::rating::{Answering, Given, Seat, Standing, Subject};
use gradus_domain::model::Model;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

async fn seat<'a>(caller: &'a Caller, city: &str, slug: &str) -> Result<Seat<'a>, ApiFailure> {
    desk(caller, city, slug).await?.seat().await.or_json(caller)
}

/// An answer.
#[derive(Serialize, ToSchema)]
pub struct AnswerJson {
    /// `statement`, `strand` or `component`.
    kind: String,
    /// `LE1.1`, `leadership-environment/vision` or `leadership-environment`.
    subject: String,
    /// In words of the assessment file; null where it was taken back.
    value: Option<String>,
    confidence: Option<i64>,
    note: Option<String>,
    version: i64,
    /// Milliseconds since 1970, UTC.
    changed_at: i64,
}

fn told(seat: &Seat<'_>, given: Given) -> AnswerJson {
    AnswerJson {
        kind: given.subject.kind().to_owned(),
        subject: given.subject.name(&seat.desk().model),
        value: given.value,
        confidence: given.confidence,
        note: given.note,
        version: given.version,
        changed_at: given.changed_at,
    }
}

/// The caller's place.
#[derive(Serialize, ToSchema)]
pub struct SeatJson {
    /// Components to be rated.
    components: Vec<String>,
    answers: Vec<AnswerJson>,
    given: usize,
    asked: usize,
    /// The code to go on on another device.
    recovery_code: String,
}

/// What the caller answered, and is asked.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/seat", tag = "rating", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = SeatJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn sheet(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let seat = seat(&caller, &city, &slug).await?;
    let sheet = seat.sheet().await.or_json(&caller)?;
    let (given, asked) = seat.progress(&sheet);
    let model = &seat.desk().model;
    Ok(json(&SeatJson {
        components: seat
            .asked()
            .iter()
            .map(|ix| model.component(*ix).id.clone())
            .collect(),
        answers: sheet
            .all()
            .map(|given| told(&seat, given.clone()))
            .collect(),
        given,
        asked,
        recovery_code: seat.code(),
    }))
}

/// An answer to be recorded.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnsweringJson {
    /// In words of the assessment file: `partly`, `3`, `3-4`, `unknown`, `na`; empty takes it back.
    value: String,
    /// The version that was seen, 0 for the first; `If-Match` says it as well.
    #[serde(default)]
    version: Option<i64>,
    /// A note, the reason for `na`; empty removes it, left out it stays.
    #[serde(default)]
    note: Option<String>,
    /// 1 to 5; 0 removes it, left out it stays.
    #[serde(default)]
    confidence: Option<i64>,
}

/// Records an answer. Sending the same again is no conflict; another answer since `version`
/// is one, with what stands there.
#[utoipa::path(put, path = "/api/v1/cities/{city}/assessments/{assessment}/seat/answers/{kind}/{subject}", tag = "rating",
    params(("city" = String, Path), ("assessment" = String, Path), ("kind" = String, Path), ("subject" = String, Path, description = "a strand's slash is written as it is"), ("If-Match" = Option<String>, Header)), request_body = AnsweringJson,
    responses((status = 200, body = AnswerJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError), (status = 428, body = ApiError)))]
pub async fn answer(
    Path((city, slug, kind, subject)): Path<(String, String, String, String)>,
    body: Body<AnsweringJson>,
) -> Answer {
    let Body {
        caller,
        headers,
        value,
        ..
    } = body;
    let seat = seat(&caller, &city, &slug).await?;
    let version = value.version.or_else(|| if_match(&headers));
    let version = version
        .ok_or(AppError::Refused("precondition_required"))
        .or_json(&caller)?;
    let answering = Answering {
        kind,
        subject,
        value: value.value,
        version,
        note: value.note,
        confidence: value.confidence,
    };
    let given = seat.rating_record(&answering).await.or_json(&caller)?;
    let version = given.version;
    Ok(tagged(&told(&seat, given), version))
}

fn if_match(headers: &HeaderMap) -> Option<i64> {
    bare(headers.get(header::IF_MATCH)?.to_str().ok()?)
        .parse()
        .ok()
}

/// An answer of the caller; one that was taken back has no value.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/seat/answers/{kind}/{subject}", tag = "rating",
    params(("city" = String, Path), ("assessment" = String, Path), ("kind" = String, Path), ("subject" = String, Path, description = "a strand's slash is written as it is")),
    responses((status = 200, body = AnswerJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn given(
    ApiCaller(caller): ApiCaller,
    Path((city, slug, kind, subject)): Path<(String, String, String, String)>,
) -> Answer {
    let seat = seat(&caller, &city, &slug).await?;
    let sheet = seat.sheet().await.or_json(&caller)?;
    let subject = Subject::parse(&seat.desk().model, &kind, &subject);
    let given = subject.and_then(|subject| sheet.given(subject));
    let given = given
        .ok_or(AppError::NotFound("answer"))
        .or_json(&caller)?
        .clone();
    let version = given.version;
    Ok(tagged(&told(&seat, given), version))
}

/// Which answer is to be taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoJson {
    /// `statement`, `strand` or `component`.
    kind: String,
    subject: String,
    /// The version that was seen.
    version: i64,
}

/// Brings back the answer that stood before the last one.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/seat/undo", tag = "rating", params(("city" = String, Path), ("assessment" = String, Path)), request_body = UndoJson,
    responses((status = 200, body = AnswerJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn undo(Path((city, slug)): At, body: Body<UndoJson>) -> Answer {
    let Body { caller, value, .. } = body;
    let seat = seat(&caller, &city, &slug).await?;
    let given = seat
        .rating_undo(&value.kind, &value.subject, value.version)
        .await
        .or_json(&caller)?;
    let version = given.version;
    Ok(tagged(&told(&seat, given), version))
}

/// A step.
#[derive(Serialize, ToSchema)]
pub struct StepJson {
    /// Printed number of the level it leads to.
    to: i64,
    /// 0 to 1.
    completion: Option<f64>,
    /// 0 to 1.
    coverage: Option<f64>,
    rated: bool,
}

/// Where the caller's own answers put a component.
#[derive(Serialize, ToSchema)]
pub struct StandingJson {
    component: String,
    /// Printed number of the level; null until the first step is rated.
    level: Option<i64>,
    index: Option<f64>,
    steps: Vec<StepJson>,
}

/// Where the caller's own answers put each component asked of them.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/seat/standing", tag = "rating", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = [StandingJson]), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn standing(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let seat = seat(&caller, &city, &slug).await?;
    let sheet = seat.sheet().await.or_json(&caller)?;
    let model = &seat.desk().model;
    let of = seat
        .asked()
        .iter()
        .map(|ix| StandingJson::of(seat.standing(&sheet, *ix), &model.component(*ix).id, model));
    Ok(json(&of.collect::<Vec<_>>()))
}

impl StandingJson {
    fn of(standing: Standing, component: &str, model: &Model) -> Self {
        let steps = standing.steps.iter().map(|step| StepJson {
            to: model.scale.value(step.to),
            completion: step.sum.completion(),
            coverage: step.sum.coverage(),
            rated: step.rated,
        });
        Self {
            component: component.to_owned(),
            level: standing.level.map(|level| model.scale.value(level)),
            index: standing.index,
            steps: steps.collect(),
        }
    }
}

/// The browsers that hold the caller's place without an account, the last used first.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/seat/sessions", tag = "rating", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = [SessionJson]), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn sessions(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let seat = seat(&caller, &city, &slug).await?;
    let told = seat.sessions().await.or_json(&caller)?.into_iter();
    Ok(json(&told.map(SessionJson::from).collect::<Vec<_>>()))
}

/// Takes the caller's place from one browser; what was answered there stays.
#[utoipa::path(delete, path = "/api/v1/cities/{city}/assessments/{assessment}/seat/sessions/{session}", tag = "rating", params(("city" = String, Path), ("assessment" = String, Path), ("session" = String, Path)),
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn session_end(
    ApiCaller(caller): ApiCaller,
    Path((city, slug, session)): Path<(String, String, String)>,
) -> Answer {
    let seat = seat(&caller, &city, &slug).await?;
    seat.session_end(&session).await.or_json(&caller)?;
    Ok(done())
}
