//! The workshop, led by a program.

use super::answer::{Answer, Body, OrJson, Path, done, matched, tagged};
use super::assessment::{At, desk};
use crate::caller::ApiCaller;
use crate::failure::ApiError;
use gradus_app::AppError;
use gradus_app::workshop::{Act, Now};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What happens in a workshop.
#[derive(Serialize, ToSchema, Default)]
pub struct WorkshopJson {
    /// Whether it is open.
    open: bool,
    /// By which phones join; null before it was opened.
    code: Option<String>,
    /// What is talked about.
    statement: Option<String>,
    /// The last round on it, 1 for the first; 0 before there was one.
    round: i64,
    /// Whether people vote.
    voting: bool,
    /// How many assessors voted in the round. What they voted stands in the result.
    votes: i64,
    /// How many guests did.
    guest_votes: i64,
    /// When the time is over, milliseconds since 1970, UTC.
    clock_until: Option<i64>,
}

impl From<&Now> for WorkshopJson {
    fn from(now: &Now) -> Self {
        Self {
            open: now.row.closed_at.is_none(),
            code: Some(now.row.code.clone()),
            statement: now.row.statement.clone(),
            round: now.round.as_ref().map_or(0, |round| round.number),
            voting: now.is_voting(),
            votes: now.cast.assessors,
            guest_votes: now.cast.guests,
            clock_until: now.row.clock_until,
        }
    }
}

/// What happens in the workshop; from `consensus` on. The `ETag` is the workshop's.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/workshop", tag = "workshop", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = WorkshopJson), (status = 401, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn workshop(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let desk = desk(&caller, &city, &slug).await?;
    let now = desk.workshop().await.or_json(&caller)?;
    let version = now.as_ref().map_or(0, |now| now.row.version);
    let told = now.as_ref().map(WorkshopJson::from).unwrap_or_default();
    Ok(tagged(&told, version))
}

/// What a facilitator does next.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActJson {
    /// `open`, `show`, `vote`, `reveal`, `clock` or `close`.
    act: String,
    /// With `show`: the statement.
    #[serde(default)]
    statement: String,
    /// With `clock`: 0 to 120; 0 takes the clock away.
    #[serde(default)]
    minutes: i64,
}

/// Leads the workshop one step on; with `If-Match`.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/workshop", tag = "workshop", params(("city" = String, Path), ("assessment" = String, Path), ("If-Match" = String, Header)), request_body = ActJson,
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 412, body = ApiError), (status = 422, body = ApiError), (status = 428, body = ApiError)))]
pub async fn workshop_act(Path((city, slug)): At, body: Body<ActJson>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        ..
    } = body;
    let of = desk(&caller, &city, &slug).await?;
    let of = of.facilitator().or_json(&caller)?;
    let now = of.desk().workshop().await.or_json(&caller)?;
    let version = now.map_or(0, |now| now.row.version);
    let version = matched(&headers, version).or_json(&caller)?;
    let act = match value.act.as_str() {
        "open" => Ok(Act::Open),
        "show" => Ok(Act::Show(value.statement)),
        "vote" => Ok(Act::Vote),
        "reveal" => Ok(Act::Reveal),
        "clock" => Ok(Act::Clock(value.minutes)),
        "close" => Ok(Act::Close),
        _ => Err(AppError::invalid("act", "choice")),
    };
    let act = act.or_json(&caller)?;
    of.workshop_act(act, version).await.or_json(&caller)?;
    Ok(done())
}
