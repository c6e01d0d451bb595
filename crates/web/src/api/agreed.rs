//! What to talk about, and what was agreed.

use super::answer::{Answer, Body, OrJson, Path, done, json, matched, tagged, tagged_by_content};
use super::assessment::{At, desk};
use crate::caller::{ApiCaller, Caller};
use crate::failure::{ApiError, ApiFailure};
use gradus_app::AppError;
use gradus_app::agreed::{AgreedText, DissentText, Facilitator, dissent_of};
use gradus_app::rows::AgreedRow;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

type Subject = Path<(String, String, String, String)>;

async fn facilitator<'a>(
    caller: &'a Caller,
    city: &str,
    slug: &str,
) -> Result<Facilitator<'a>, ApiFailure> {
    desk(caller, city, slug)
        .await?
        .facilitator()
        .or_json(caller)
}

/// A statement worth talking about.
#[derive(Serialize, ToSchema)]
pub struct TalkAboutJson {
    statement: String,
    component: String,
    /// Change of the component's index between the statement's quartiles.
    swing: f64,
    /// Mean absolute deviation from the median.
    ad: f64,
    /// Whether the component's level changes between them.
    could_move_the_level: bool,
    /// Whether two points that are no neighbours hold a third each.
    polarised: bool,
    /// Whether a value was agreed on since.
    agreed: bool,
}

/// What to talk about, the most important first; from `consensus` on.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/talk_about", tag = "agreed", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = [TalkAboutJson]), (status = 401, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn talk_about(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let desk = desk(&caller, &city, &slug).await?;
    let outcome = desk.outcome().await.or_json(&caller)?;
    let told = outcome.talks().iter().map(|talk| {
        let statement = desk.model.statement(talk.statement);
        TalkAboutJson {
            statement: statement.id.clone(),
            component: desk.model.component(statement.component).id.clone(),
            swing: talk.swing,
            ad: talk.ad,
            could_move_the_level: talk.could_move_the_level(),
            polarised: talk.polarised,
            agreed: talk.agreed,
        }
    });
    Ok(json(&told.collect::<Vec<_>>()))
}

/// A dissent: by a group or by a name.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DissentJson {
    /// A group's name in files.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    group: String,
    /// The name somebody wishes to be recorded under.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    text: String,
}

/// An agreed value.
#[derive(Serialize, ToSchema)]
pub struct AgreedJson {
    /// `statement` or `component`.
    kind: String,
    subject: String,
    /// A word of the scale or `na`, or a level's number; null where the median stands.
    value: Option<String>,
    rationale: Option<String>,
    dissent: Vec<DissentJson>,
    /// Counts changes.
    version: i64,
}

impl From<AgreedRow> for AgreedJson {
    fn from(row: AgreedRow) -> Self {
        let dissent = dissent_of(&row).into_iter().map(|kept| DissentJson {
            group: kept.group,
            name: kept.name,
            text: kept.text,
        });
        Self {
            dissent: dissent.collect(),
            kind: row.kind,
            subject: row.subject,
            value: Some(row.value),
            rationale: row.rationale,
            version: row.version,
        }
    }
}

/// Everything that is agreed, for who leads or facilitates; from `consensus` on.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/agreed", tag = "agreed", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = [AgreedJson]), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn agreed(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let of = facilitator(&caller, &city, &slug).await?;
    let rows = of.desk().agreed().await.or_json(&caller)?.into_iter();
    Ok(json(&rows.map(AgreedJson::from).collect::<Vec<_>>()))
}

/// What is agreed on one statement (`statement/PM1.1`) or component (`component/ID`), with its
/// version as `ETag`; its value is null where the median stands.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/agreed/{kind}/{subject}", tag = "agreed", params(("city" = String, Path), ("assessment" = String, Path), ("kind" = String, Path), ("subject" = String, Path)),
    responses((status = 200, body = AgreedJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn one(
    ApiCaller(caller): ApiCaller,
    Path((city, slug, kind, subject)): Subject,
) -> Answer {
    let of = facilitator(&caller, &city, &slug).await?;
    let value = standing(&of, &kind, &subject).await.or_json(&caller)?;
    let version = value.version;
    Ok(tagged(&value, version))
}

/// What stands on a subject, under its name in the model.
async fn standing(of: &Facilitator<'_>, kind: &str, subject: &str) -> Result<AgreedJson, AppError> {
    let model = &of.desk().model;
    let found = match kind {
        "statement" => model
            .find_statement(subject)
            .map(|ix| &model.statement(ix).id),
        "component" => model
            .find_component(subject)
            .map(|ix| &model.component(ix).id),
        _ => None,
    };
    let name = found.ok_or(AppError::NotFound("question"))?;
    let rows = of.desk().agreed().await?.into_iter();
    let mut rows = rows.filter(|row| row.kind == kind && row.subject == *name);
    Ok(match rows.next() {
        Some(row) => row.into(),
        None => AgreedJson {
            kind: kind.to_owned(),
            subject: name.clone(),
            value: None,
            rationale: None,
            dissent: Vec::new(),
            version: 0,
        },
    })
}

/// What was agreed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreeJson {
    /// A word of the scale or `na`; for a component a level's number.
    value: String,
    /// Why; needed for `na`.
    #[serde(default)]
    rationale: String,
    #[serde(default)]
    dissent: Vec<DissentJson>,
}

/// Records what was agreed, in the dissenters' own words; with `If-Match`.
#[utoipa::path(put, path = "/api/v1/cities/{city}/assessments/{assessment}/agreed/{kind}/{subject}", tag = "agreed", params(("city" = String, Path), ("assessment" = String, Path), ("kind" = String, Path), ("subject" = String, Path), ("If-Match" = String, Header)), request_body = AgreeJson,
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 412, body = ApiError), (status = 422, body = ApiError), (status = 428, body = ApiError)))]
pub async fn record(Path((city, slug, kind, subject)): Subject, body: Body<AgreeJson>) -> Answer {
    let caller = &body.caller;
    let of = facilitator(caller, &city, &slug).await?;
    let standing = standing(&of, &kind, &subject).await.or_json(caller)?;
    let dissent = body.value.dissent.into_iter().map(|row| DissentText {
        group: row.group,
        name: row.name,
        text: row.text,
    });
    let text = AgreedText {
        version: matched(&body.headers, standing.version).or_json(caller)?,
        kind: standing.kind,
        subject: standing.subject,
        value: body.value.value,
        rationale: body.value.rationale,
        dissent: dissent.collect(),
    };
    of.agreed_record(&text).await.or_json(caller)?;
    Ok(done())
}

/// Nothing needs to be said.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NothingJson {}

/// Brings back what stood before the last change; with `If-Match`.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/agreed/{kind}/{subject}/undo", tag = "agreed", params(("city" = String, Path), ("assessment" = String, Path), ("kind" = String, Path), ("subject" = String, Path), ("If-Match" = String, Header)), request_body = NothingJson,
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 412, body = ApiError), (status = 428, body = ApiError)))]
pub async fn undo(Path((city, slug, kind, subject)): Subject, body: Body<NothingJson>) -> Answer {
    let caller = &body.caller;
    let of = facilitator(caller, &city, &slug).await?;
    let standing = standing(&of, &kind, &subject).await.or_json(caller)?;
    let version = matched(&body.headers, standing.version).or_json(caller)?;
    of.agreed_undo(&standing.kind, &standing.subject, version)
        .await
        .or_json(caller)?;
    Ok(done())
}

/// A statement that can be agreed on at once.
#[derive(Serialize, ToSchema)]
pub struct NearlyAgreedJson {
    statement: String,
    /// The value it would have: its median.
    value: &'static str,
}

/// Statements that are neither disputed nor spread over more than two neighbouring points and
/// on which nothing was agreed yet; from `consensus` on.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/agreed_at_once", tag = "agreed", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = [NearlyAgreedJson]), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn nearly(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let of = facilitator(&caller, &city, &slug).await?;
    let near = of.nearly_agreed().await.or_json(&caller)?.into_iter();
    let told = near.map(|(statement, value)| NearlyAgreedJson {
        statement,
        value: value.word(),
    });
    Ok(tagged_by_content(&told.collect::<Vec<_>>()))
}

/// Which statements to agree on at once.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AtOnceJson {
    statements: Vec<String>,
}

/// How many were recorded.
#[derive(Serialize, ToSchema)]
pub struct RecordedJson {
    recorded: usize,
}

/// Agrees on those of these statements that are nearly agreed, each at the value that stands.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/agreed_at_once", tag = "agreed", params(("city" = String, Path), ("assessment" = String, Path)), request_body = AtOnceJson,
    responses((status = 200, body = RecordedJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn at_once(Path((city, slug)): At, body: Body<AtOnceJson>) -> Answer {
    let caller = &body.caller;
    let of = facilitator(caller, &city, &slug).await?;
    let recorded = of.agreed_at_once(&body.value.statements).await;
    let recorded = recorded.or_json(caller)?;
    Ok(json(&RecordedJson { recorded }))
}

/// A state that an agreed value had.
#[derive(Serialize, ToSchema)]
pub struct AgreedStateJson {
    /// In milliseconds since 1970, UTC.
    at: i64,
    /// Who recorded it, while their name is known.
    by: Option<String>,
    /// Null where nothing was agreed on.
    value: Option<String>,
    rationale: Option<String>,
    undone: bool,
}

/// Every state that an agreed value had, newest first, for who leads or facilitates.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/agreed/{kind}/{subject}/history", tag = "agreed", params(("city" = String, Path), ("assessment" = String, Path), ("kind" = String, Path), ("subject" = String, Path)),
    responses((status = 200, body = [AgreedStateJson]), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn history(
    ApiCaller(caller): ApiCaller,
    Path((city, slug, kind, subject)): Subject,
) -> Answer {
    let of = facilitator(&caller, &city, &slug).await?;
    let standing = standing(&of, &kind, &subject).await.or_json(&caller)?;
    let states = of
        .desk()
        .agreed_history(&standing.kind, &standing.subject)
        .await;
    let told = states
        .or_json(&caller)?
        .into_iter()
        .map(|state| AgreedStateJson {
            at: state.at,
            by: state.by,
            value: state.value,
            rationale: state.rationale,
            undone: state.undone,
        });
    Ok(json(&told.collect::<Vec<_>>()))
}
