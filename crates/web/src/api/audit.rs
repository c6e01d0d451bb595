//! The audit chain; for administrators.

use super::answer::{Answer, OrJson, json};
use crate::caller::ApiCaller;
use crate::failure::ApiError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A row of the chain; what was rated is left out.
#[derive(Serialize, ToSchema)]
pub struct AuditJson {
    seq: i64,
    /// Milliseconds since 1970, UTC.
    at: i64,
    /// A pseudonym.
    actor: String,
    action: String,
    subject: String,
    place: String,
    hash: String,
}

/// A page of the chain.
#[derive(Serialize, ToSchema)]
pub struct AuditPage {
    items: Vec<AuditJson>,
    /// Give it as `before` for older rows.
    next: Option<i64>,
}

/// What part of the chain is wanted.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Slice {
    before: Option<i64>,
    limit: Option<i64>,
}

/// Rows, newest first.
#[utoipa::path(get, path = "/api/v1/audit", tag = "audit", params(("before" = Option<i64>, Query), ("limit" = Option<i64>, Query, minimum = 1, maximum = 500)),
    responses((status = 200, body = AuditPage), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 422, body = ApiError)))]
pub async fn audit(
    ApiCaller(caller): ApiCaller,
    super::Asked(slice): super::Asked<Slice>,
) -> Answer {
    let administrator = caller.app().administrator(&caller.actor).or_json(&caller)?;
    let limit = slice.limit.unwrap_or(100).clamp(1, 500);
    let rows = administrator
        .audit(slice.before.unwrap_or(i64::MAX), limit)
        .await
        .or_json(&caller)?;
    let next = rows.last().map(|row| row.seq).filter(|seq| *seq > 1);
    let items = rows.into_iter().map(|row| AuditJson {
        seq: row.seq,
        at: row.at,
        actor: row.actor,
        action: row.action,
        subject: row.subject,
        place: row.place,
        hash: row.hash,
    });
    Ok(json(&AuditPage {
        items: items.collect(),
        next,
    }))
}

/// What verifying found.
#[derive(Serialize, ToSchema)]
pub struct VerifiedJson {
    sound: bool,
    rows: i64,
    heads: usize,
    /// What is wrong.
    faults: Vec<serde_json::Value>,
}

/// Walks the whole chain.
#[utoipa::path(post, path = "/api/v1/audit/verify", tag = "audit",
    responses((status = 200, body = VerifiedJson), (status = 401, body = ApiError), (status = 403, body = ApiError)))]
pub async fn verify(ApiCaller(caller): ApiCaller) -> Answer {
    caller.app().administrator(&caller.actor).or_json(&caller)?;
    let found = caller.app().audit_verify(None).await.or_json(&caller)?;
    let faults = found
        .faults
        .iter()
        .filter_map(|fault| serde_json::to_value(fault).ok());
    Ok(json(&VerifiedJson {
        sound: found.is_sound(),
        rows: found.rows,
        heads: found.heads,
        faults: faults.collect(),
    }))
}
