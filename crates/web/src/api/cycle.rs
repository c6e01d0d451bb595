//! The next cycle, and answers of the one before that wait to be confirmed.

use super::answer::{Answer, Body, OrJson, Path, create, json};
use super::assessment::{AssessmentJson, At, desk, lead};
use crate::caller::ApiCaller;
use crate::failure::ApiError;
use gradus_app::cycle::NextText;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The next cycle.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NextJson {
    name: String,
    /// First day, `2027-03-01`.
    from: String,
    /// Last day.
    to: String,
    /// Whether answers are carried over, to be confirmed.
    #[serde(default)]
    answers: bool,
    /// Whether evidence that is still current is carried over.
    #[serde(default)]
    evidence: bool,
}

/// Begins the next cycle from this one, in draft; from `consensus` on.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/next", tag = "assessment", params(("city" = String, Path), ("assessment" = String, Path)), request_body = NextJson,
    responses((status = 201, body = AssessmentJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn next(Path((city, slug)): At, body: Body<NextJson>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        text,
    } = body;
    let lead = lead(&caller, &city, &slug).await?;
    let wanted = NextText {
        name: value.name,
        starts_on: value.from,
        ends_on: value.to,
        answers: value.answers,
        evidence: value.evidence,
    };
    let made = async {
        let row = lead.next_cycle(&wanted).await?;
        Ok(AssessmentJson::from(&row))
    };
    create(&caller, &headers, &text, made).await
}

/// An answer of the cycle before that waits.
#[derive(Serialize, ToSchema)]
pub struct CarriedJson {
    /// `statement`, `strand` or `component`.
    kind: String,
    subject: String,
    value: String,
    /// The reason that went with `na`.
    note: Option<String>,
}

/// What the caller said in the cycle before and did not confirm yet. It counts nowhere.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/seat/carried", tag = "rating", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = [CarriedJson]), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn carried(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let desk = desk(&caller, &city, &slug).await?;
    let seat = desk.seat().await.or_json(&caller)?;
    let model = &seat.desk().model;
    let waits = seat.carried().await.or_json(&caller)?.into_iter();
    let told = waits.map(|one| CarriedJson {
        kind: one.subject.kind().to_owned(),
        subject: one.subject.name(model),
        value: one.value,
        note: one.note,
    });
    Ok(json(&told.collect::<Vec<_>>()))
}

/// Which answers are confirmed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeepJson {
    /// Their subjects; all that wait when left out.
    #[serde(default)]
    subjects: Option<Vec<String>>,
}

/// How many were confirmed.
#[derive(Serialize, ToSchema)]
pub struct KeptJson {
    kept: usize,
}

/// Confirms what the caller said in the cycle before: from now on it counts.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/seat/carried", tag = "rating", params(("city" = String, Path), ("assessment" = String, Path)), request_body = KeepJson,
    responses((status = 200, body = KeptJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn carried_keep(Path((city, slug)): At, body: Body<KeepJson>) -> Answer {
    let Body { caller, value, .. } = body;
    let desk = desk(&caller, &city, &slug).await?;
    let seat = desk.seat().await.or_json(&caller)?;
    let model = std::sync::Arc::clone(&seat.desk().model);
    let wanted = value.subjects;
    let kept = seat.carried_keep(|one| {
        let own = one.subject.name(&model);
        wanted.as_ref().is_none_or(|all| all.contains(&own))
    });
    let kept = kept.await.or_json(&caller)?;
    Ok(json(&KeptJson { kept }))
}
