//! `/join`: taking a place by a link or a code, and going on elsewhere.

use super::answer::{Answer, Open, OrJson, json};
use crate::failure::ApiError;
use crate::pages::account::with_session;
use crate::state::Limit;
use gradus_app::AppError;
use gradus_app::actor::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// By what somebody joins: a link, a code, or both where the link was used before.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinJson {
    /// A link that somebody was given, or the part of it behind the last slash.
    #[serde(default)]
    link: String,
    /// The code that was shown when they began.
    #[serde(default)]
    code: String,
    /// A name; only by a link for a group.
    #[serde(default)]
    name: String,
}

/// A place among the assessors.
#[derive(Serialize, ToSchema)]
pub struct JoinedJson {
    /// The assessor's identifier.
    assessor: String,
    /// The city's part of addresses.
    city: String,
    /// The assessment's part of addresses.
    assessment: String,
    /// Whether the code to go on elsewhere is new: `GET …/seat` tells it.
    new: bool,
}

/// Takes a place. Without a session, one begins: its cookie comes with the answer.
#[utoipa::path(post, path = "/api/v1/join", tag = "rating", request_body = JoinJson, security(()),
    responses((status = 200, body = JoinedJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn join(open: Open<JoinJson>) -> Answer {
    let Open { caller, value } = open;
    caller.visit.limit(Limit::Join).or_json(&caller)?;
    caller.actor.needs(Scope::Write).or_json(&caller)?;
    let (app, actor, agent) = (caller.app(), &caller.actor, &caller.visit.agent);
    let secret = value.link.trim().rsplit('/').next().unwrap_or_default();
    let joined = match (secret, value.code.trim()) {
        ("", "") => Err(AppError::invalid("link", "missing")),
        ("", code) => app.join_by_code(actor, code, agent).await,
        (secret, "") => app.join(actor, secret, &value.name, agent).await,
        (secret, code) => app.join_with_code(actor, secret, code, agent).await,
    };
    let joined = joined.or_json(&caller)?;
    let response = json(&JoinedJson {
        assessor: joined.assessor.to_string(),
        city: joined.city,
        assessment: joined.assessment,
        new: joined.new,
    });
    Ok(match &joined.session {
        Some(secret) => with_session(response, &caller, secret),
        None => response,
    })
}
