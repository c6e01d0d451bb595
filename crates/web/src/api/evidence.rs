//! Evidence of an assessment.

use super::answer::{Answer, Body, OrJson, create, done, id, json};
use super::assessment::{At, desk};
use crate::caller::ApiCaller;
use crate::failure::ApiError;
use crate::pages::evidence::attachment;
use axum::extract::Path;
use base64::Engine;
use gradus_app::evidence::{EvidenceText, Piece, Upload};
use gradus_app::{AppError, EvidenceId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

type Of = Path<(String, String, String)>;

/// A piece of evidence.
#[derive(Serialize, ToSchema)]
pub struct EvidenceJson {
    id: String,
    /// `document`, `link`, `data` or `interview`.
    kind: String,
    title: String,
    url: Option<String>,
    text: Option<String>,
    sha256: Option<String>,
    file_name: Option<String>,
    media_type: Option<String>,
    size_bytes: Option<i64>,
    effective: String,
    valid_until: Option<String>,
    /// `submitted`, `accepted`, `rejected` or `question`.
    status: String,
    reviewer: Option<String>,
    reason: Option<String>,
    supports: Vec<String>,
    /// Whether it ends before the cycle does.
    expires_in_cycle: bool,
    version: i64,
}

impl From<Piece> for EvidenceJson {
    fn from(piece: Piece) -> Self {
        let used = piece.used;
        Self {
            id: piece.row.id.to_string(),
            kind: piece.row.kind,
            title: piece.row.title,
            url: piece.row.url,
            text: piece.row.body,
            sha256: piece.row.sha256,
            file_name: piece.row.file_name,
            media_type: piece.row.media_type,
            size_bytes: piece.row.size_bytes,
            effective: piece.row.effective_on,
            valid_until: piece.row.valid_until,
            status: used
                .as_ref()
                .map_or_else(|| "submitted".to_owned(), |used| used.status.clone()),
            reviewer: used.as_ref().and_then(|used| used.reviewer.clone()),
            reason: used.and_then(|used| used.reason),
            supports: piece.supports,
            expires_in_cycle: piece.expires_in_cycle,
            version: piece.row.version,
        }
    }
}

/// The evidence of an assessment.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/evidence", tag = "evidence", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = [EvidenceJson]), (status = 401, body = ApiError), (status = 404, body = ApiError)))]
pub async fn evidence(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let pieces = desk(&caller, &city, &slug)
        .await?
        .evidence()
        .await
        .or_json(&caller)?;
    Ok(json(
        &pieces
            .into_iter()
            .map(EvidenceJson::from)
            .collect::<Vec<_>>(),
    ))
}

/// A piece to be handed in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEvidenceJson {
    /// `document`, `link`, `data` or `interview`.
    kind: String,
    title: String,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    text: Option<String>,
    /// From when it holds.
    effective: String,
    #[serde(default)]
    valid_until: Option<String>,
    /// Statements, and strands as `component/strand`.
    #[serde(default)]
    supports: Vec<String>,
    #[serde(default)]
    file_name: Option<String>,
    /// The file's content, base64; larger ones than a request may hold go through the page.
    #[serde(default)]
    file_base64: Option<String>,
}

/// Hands in a piece of evidence.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/evidence", tag = "evidence", params(("city" = String, Path), ("assessment" = String, Path)), request_body = NewEvidenceJson,
    responses((status = 201, body = super::MadeJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 413, body = ApiError), (status = 422, body = ApiError)))]
pub async fn evidence_add(Path((city, slug)): At, body: Body<NewEvidenceJson>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        text,
    } = body;
    let desk = desk(&caller, &city, &slug).await?;
    let upload = match &value.file_base64 {
        None => None,
        Some(encoded) => {
            let bytes = base64::engine::general_purpose::STANDARD.decode(encoded);
            let bytes = bytes
                .map_err(|_| AppError::invalid("file_base64", "form"))
                .or_json(&caller)?;
            let name = value.file_name.clone().unwrap_or_else(|| "file".to_owned());
            Some(Upload {
                name,
                bytes: bytes.into(),
            })
        }
    };
    let piece = EvidenceText {
        kind: value.kind,
        title: value.title,
        url: value.url.unwrap_or_default(),
        body: value.text.unwrap_or_default(),
        effective_on: value.effective,
        valid_until: value.valid_until.unwrap_or_default(),
        supports: value.supports,
    };
    let made = async {
        let id = desk.evidence_add(&piece, upload).await?;
        Ok(super::MadeJson { id: id.to_string() })
    };
    create(&caller, &headers, &text, made).await
}

/// Uses a piece of an earlier cycle here.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/evidence/{id}/use", tag = "evidence", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path)),
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn evidence_use(
    ApiCaller(caller): ApiCaller,
    Path((city, slug, evidence)): Of,
) -> Answer {
    let evidence: EvidenceId = id(&caller, &evidence, "evidence")?;
    desk(&caller, &city, &slug)
        .await?
        .evidence_reuse(&evidence, &[])
        .await
        .or_json(&caller)?;
    Ok(done())
}

/// Ends the use of a piece here.
#[utoipa::path(delete, path = "/api/v1/cities/{city}/assessments/{assessment}/evidence/{id}", tag = "evidence", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path)),
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn evidence_remove(
    ApiCaller(caller): ApiCaller,
    Path((city, slug, evidence)): Of,
) -> Answer {
    let evidence: EvidenceId = id(&caller, &evidence, "evidence")?;
    desk(&caller, &city, &slug)
        .await?
        .evidence_remove(&evidence)
        .await
        .or_json(&caller)?;
    Ok(done())
}

/// The file of a piece.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/evidence/{id}/file", tag = "evidence", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 401, body = ApiError), (status = 404, body = ApiError)))]
pub async fn evidence_file(
    ApiCaller(caller): ApiCaller,
    Path((city, slug, evidence)): Of,
) -> Answer {
    let evidence: EvidenceId = id(&caller, &evidence, "evidence")?;
    let desk = desk(&caller, &city, &slug).await?;
    let (bytes, name, kind) = desk.evidence_file(&evidence).await.or_json(&caller)?;
    Ok(attachment(&name, &kind, bytes))
}

/// A review.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewJson {
    /// `accepted`, `rejected` or `question`.
    status: String,
    #[serde(default)]
    reason: String,
}

/// Accepts or rejects a piece, or asks about it; for reviewers.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/evidence/{id}/review", tag = "evidence", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path)), request_body = ReviewJson,
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn evidence_review(Path((city, slug, evidence)): Of, body: Body<ReviewJson>) -> Answer {
    let Body { caller, value, .. } = body;
    let evidence: EvidenceId = id(&caller, &evidence, "evidence")?;
    let desk = desk(&caller, &city, &slug).await?;
    desk.evidence_review(&evidence, &value.status, &value.reason)
        .await
        .or_json(&caller)?;
    Ok(done())
}
