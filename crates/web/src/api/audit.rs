//! The audit chain: rows for administrators, and for leads those of their assessment.

use super::answer::{Answer, Asked, Body, OrJson, Path, Slice, json};
use super::assessment::{At, lead};
use crate::caller::ApiCaller;
use crate::failure::ApiError;
use gradus_app::audit::HeadFile;
use gradus_app::{AppError, Entry};
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
    /// The state before; null for answers.
    before: serde_json::Value,
    /// The state after; null for answers.
    after: serde_json::Value,
    /// Hash of the row before; empty for the first.
    previous: String,
    hash: String,
}

impl From<Entry> for AuditJson {
    fn from(row: Entry) -> Self {
        let read = |text: &str| serde_json::from_str(text).unwrap_or_default();
        Self {
            seq: row.seq,
            at: row.at,
            before: read(&row.before),
            after: read(&row.after),
            actor: row.actor,
            action: row.action,
            subject: row.subject,
            place: row.place,
            previous: row.previous,
            hash: row.hash,
        }
    }
}

/// A page of the chain.
#[derive(Serialize, ToSchema)]
pub struct AuditPage {
    items: Vec<AuditJson>,
    /// Give it as `after` for the next page, of older rows.
    next: Option<String>,
}

impl AuditPage {
    /// A page of rows of which one more than its limit was read.
    fn of(limit: usize, mut rows: Vec<Entry>) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().map(|row| row.seq.to_string());
        Self {
            next: next.filter(|_| more),
            items: rows.into_iter().map(AuditJson::from).collect(),
        }
    }
}

/// Before which row a page begins, and how many rows it takes to know whether more follow.
fn bounds(slice: &Slice) -> Result<(i64, i64), AppError> {
    let before = match &slice.after {
        None => i64::MAX,
        Some(after) => after
            .parse()
            .map_err(|_| AppError::invalid("after", "choice"))?,
    };
    let limit = i64::try_from(slice.limit()).unwrap_or(500);
    Ok((before, limit + 1))
}

/// Rows, newest first; for administrators.
#[utoipa::path(get, path = "/api/v1/audit", tag = "audit", params(("after" = Option<String>, Query), ("limit" = Option<usize>, Query, minimum = 0)),
    responses((status = 200, body = AuditPage), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 422, body = ApiError)))]
pub async fn audit(ApiCaller(caller): ApiCaller, Asked(slice): Asked<Slice>) -> Answer {
    let administrator = caller.app().administrator(&caller.actor).or_json(&caller)?;
    let (before, limit) = bounds(&slice).or_json(&caller)?;
    let rows = administrator.audit(before, limit).await.or_json(&caller)?;
    Ok(json(&AuditPage::of(slice.limit(), rows)))
}

/// Rows about an assessment, newest first; for its leads.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/audit", tag = "audit", params(("city" = String, Path), ("assessment" = String, Path), ("after" = Option<String>, Query), ("limit" = Option<usize>, Query, minimum = 0)),
    responses((status = 200, body = AuditPage), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)))]
pub async fn assessment_audit(
    ApiCaller(caller): ApiCaller,
    Path((city, slug)): At,
    Asked(slice): Asked<Slice>,
) -> Answer {
    let lead = lead(&caller, &city, &slug).await?;
    let (before, limit) = bounds(&slice).or_json(&caller)?;
    let rows = lead.audit(before, limit).await.or_json(&caller)?;
    Ok(json(&AuditPage::of(slice.limit(), rows)))
}

/// The end of the chain, signed: `gradus-audit-head/1`.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HeadJson {
    /// Always `gradus-audit-head/1`.
    format: String,
    /// Number of the last row.
    seq: i64,
    /// Milliseconds since 1970, UTC.
    at: i64,
    /// Why it was signed.
    reason: String,
    /// Hash of the last row.
    hash: String,
    /// Ed25519, base64.
    public_key: String,
    /// Ed25519, base64.
    signature: String,
}

impl From<HeadFile> for HeadJson {
    fn from(head: HeadFile) -> Self {
        Self {
            format: head.format,
            seq: head.seq,
            at: head.at,
            reason: head.reason,
            hash: head.hash,
            public_key: head.public_key,
            signature: head.signature,
        }
    }
}

impl From<HeadJson> for HeadFile {
    fn from(json: HeadJson) -> Self {
        Self {
            format: json.format,
            seq: json.seq,
            at: json.at,
            reason: json.reason,
            hash: json.hash,
            public_key: json.public_key,
            signature: json.signature,
        }
    }
}

/// Signs the end of the chain, to be kept elsewhere; for administrators.
#[utoipa::path(post, path = "/api/v1/audit/head", tag = "audit",
    responses((status = 200, body = HeadJson), (status = 401, body = ApiError), (status = 403, body = ApiError)))]
pub async fn head(ApiCaller(caller): ApiCaller) -> Answer {
    caller.app().administrator(&caller.actor).or_json(&caller)?;
    let head = caller.app().audit_head().await.or_json(&caller)?;
    Ok(json(&HeadJson::from(head)))
}

/// What is to be compared.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyJson {
    /// A head that was kept elsewhere.
    #[serde(default)]
    head: Option<HeadJson>,
}

/// What verifying found.
#[derive(Serialize, ToSchema)]
pub struct VerifiedJson {
    sound: bool,
    rows: i64,
    heads: usize,
    /// Heads whose signature does not hold, by their row.
    unsigned: Vec<i64>,
    /// What is wrong.
    faults: Vec<serde_json::Value>,
}

/// Walks the whole chain, and compares it with a head that was kept; for administrators.
#[utoipa::path(post, path = "/api/v1/audit/verify", tag = "audit", request_body = VerifyJson,
    responses((status = 200, body = VerifiedJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 422, body = ApiError)))]
pub async fn verify(body: Body<VerifyJson>) -> Answer {
    let Body { caller, value, .. } = body;
    caller.app().administrator(&caller.actor).or_json(&caller)?;
    let head = value.head.map(HeadFile::from);
    let found = caller.app().audit_verify(head.as_ref()).await;
    let found = found.or_json(&caller)?;
    let faults = found.faults.iter();
    let faults = faults.filter_map(|fault| serde_json::to_value(fault).ok());
    Ok(json(&VerifiedJson {
        sound: found.is_sound(),
        rows: found.rows,
        heads: found.heads,
        unsigned: found.unsigned.clone(),
        faults: faults.collect(),
    }))
}
