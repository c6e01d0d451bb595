//! Evidence of an assessment.

use super::answer::{
    Answer, Asked, Body, OrJson, Path, Raw, Slice, create, done, id, json, matched, read_json,
    tagged,
};
use super::assessment::{At, desk};
use crate::caller::{ApiCaller, Caller};
use crate::failure::{ApiError, ApiFailure};
use crate::pages::evidence::attachment;
use crate::state::Web;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};
use base64::Engine;
use bytes::Bytes;
use gradus_app::assessment::Desk;
use gradus_app::evidence::{EvidenceText, Piece, Seen, Upload};
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
    /// Another piece of the city with the same file, or the same address where both are links.
    duplicate_of: Option<String>,
    /// The address of the last cycle before this one that used it.
    from_cycle: Option<String>,
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
            duplicate_of: piece.duplicate_of.map(|id| id.to_string()),
            from_cycle: piece.from_cycle.map(|cycle| cycle.slug),
            version: piece.row.version,
        }
    }
}

/// A page of evidence.
#[derive(Serialize, ToSchema)]
pub struct EvidencePage {
    items: Vec<EvidenceJson>,
    /// Give it as `after` for the next page.
    next: Option<String>,
}

impl EvidencePage {
    fn of(slice: &Slice, pieces: Vec<Piece>) -> Self {
        let (items, next) = slice.of(pieces, |piece| piece.row.id.to_string());
        let items = items.into_iter().map(EvidenceJson::from).collect();
        Self { items, next }
    }
}

/// The evidence of an assessment, oldest first.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/evidence", tag = "evidence", params(("city" = String, Path), ("assessment" = String, Path), ("after" = Option<String>, Query), ("limit" = Option<usize>, Query, minimum = 0)),
    responses((status = 200, body = EvidencePage), (status = 401, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)))]
pub async fn evidence(
    ApiCaller(caller): ApiCaller,
    Path((city, slug)): At,
    Asked(slice): Asked<Slice>,
) -> Answer {
    let desk = desk(&caller, &city, &slug).await?;
    let pieces = desk.evidence().await.or_json(&caller)?;
    Ok(json(&EvidencePage::of(&slice, pieces)))
}

/// Evidence of the city that the assessment does not use yet, newest first.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/evidence_elsewhere", tag = "evidence", params(("city" = String, Path), ("assessment" = String, Path), ("after" = Option<String>, Query), ("limit" = Option<usize>, Query, minimum = 0)),
    responses((status = 200, body = EvidencePage), (status = 401, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)))]
pub async fn evidence_elsewhere(
    ApiCaller(caller): ApiCaller,
    Path((city, slug)): At,
    Asked(slice): Asked<Slice>,
) -> Answer {
    let desk = desk(&caller, &city, &slug).await?;
    let pieces = desk.evidence_elsewhere().await.or_json(&caller)?;
    Ok(json(&EvidencePage::of(&slice, pieces)))
}

async fn piece_of(desk: &Desk<'_>, id: &EvidenceId) -> Result<Piece, AppError> {
    let pieces = desk.evidence().await?;
    let found = pieces.into_iter().find(|piece| piece.row.id == *id);
    found.ok_or(AppError::NotFound("evidence"))
}

/// A piece of evidence that the assessment uses.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/evidence/{id}", tag = "evidence", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = EvidenceJson), (status = 401, body = ApiError), (status = 404, body = ApiError)))]
pub async fn piece(ApiCaller(caller): ApiCaller, Path((city, slug, evidence)): Of) -> Answer {
    let desk = desk(&caller, &city, &slug).await?;
    let evidence: EvidenceId = id(&caller, &evidence, "evidence")?;
    let piece = piece_of(&desk, &evidence).await.or_json(&caller)?;
    let version = piece.row.version;
    Ok(tagged(&EvidenceJson::from(piece), version))
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
    /// The file's content, base64; or send `multipart/form-data` with the file as a part.
    #[serde(default)]
    file_base64: Option<String>,
}

impl NewEvidenceJson {
    fn into_text(self) -> EvidenceText {
        EvidenceText {
            kind: self.kind,
            title: self.title,
            url: self.url.unwrap_or_default(),
            body: self.text.unwrap_or_default(),
            effective_on: self.effective,
            valid_until: self.valid_until.unwrap_or_default(),
            supports: self.supports,
        }
    }
}

/// A piece with its file, as `multipart/form-data`.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes the parts of a form")]
pub struct EvidenceForm {
    /// The piece as JSON.
    evidence: NewEvidenceJson,
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// A piece to be handed in, however it was sent, with whoever sent it.
pub struct Sent {
    caller: Caller,
    headers: HeaderMap,
    piece: NewEvidenceJson,
    upload: Option<Upload>,
    sha256: String,
}

impl FromRequest<Web> for Sent {
    type Rejection = ApiFailure;

    async fn from_request(request: Request, web: &Web) -> Result<Self, ApiFailure> {
        let Raw {
            caller,
            headers,
            bytes,
        } = Raw::from_request(request, web).await?;
        let kind = headers.get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let sha256 = gradus_app::sha256_of(&bytes);
        let read = if kind.starts_with("multipart/form-data") {
            parts(kind, bytes, web).await
        } else {
            whole(&bytes)
        };
        let (piece, upload) = read.or_json(&caller)?;
        Ok(Self {
            caller,
            headers,
            piece,
            upload,
            sha256,
        })
    }
}

/// Reads a piece sent as JSON.
fn whole(bytes: &[u8]) -> Result<(NewEvidenceJson, Option<Upload>), AppError> {
    let text = std::str::from_utf8(bytes).map_err(|_| AppError::invalid("evidence", "form"))?;
    let piece: NewEvidenceJson = read_json(text)?;
    let upload = match &piece.file_base64 {
        None => None,
        Some(encoded) => {
            let bytes = base64::engine::general_purpose::STANDARD.decode(encoded);
            let bytes = bytes.map_err(|_| AppError::invalid("file_base64", "form"))?;
            let name = piece.file_name.clone().unwrap_or_else(|| "file".to_owned());
            Some(Upload {
                name,
                bytes: bytes.into(),
            })
        }
    };
    Ok((piece, upload))
}

/// Reads a piece sent as a form: a part `evidence` of JSON, and a part `file`.
async fn parts(
    kind: &str,
    bytes: Bytes,
    web: &Web,
) -> Result<(NewEvidenceJson, Option<Upload>), AppError> {
    let wrong = || AppError::invalid("evidence", "form");
    let request = Request::builder().header(header::CONTENT_TYPE, kind);
    let request = request.body(bytes.into()).map_err(|_| wrong())?;
    let form = Multipart::from_request(request, web).await;
    let mut form = form.map_err(|_| wrong())?;
    let (mut piece, mut upload) = (None, None);
    while let Some(field) = form.next_field().await.map_err(|_| wrong())? {
        let (name, file) = (
            field.name().map(str::to_owned),
            field.file_name().map(str::to_owned),
        );
        let bytes = field.bytes().await.map_err(|_| wrong())?;
        match name.as_deref() {
            Some("evidence") => piece = Some(whole(&bytes)?.0),
            Some("file") => {
                let name = file.unwrap_or_else(|| "file".to_owned());
                upload = Some(Upload { name, bytes });
            }
            _ => return Err(wrong()),
        }
    }
    let piece = piece.ok_or(AppError::invalid("evidence", "missing"))?;
    Ok((piece, upload))
}

/// Hands in a piece of evidence, with its file where it has one.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/evidence", tag = "evidence", params(("city" = String, Path), ("assessment" = String, Path)), request_body(content((NewEvidenceJson = "application/json"), (EvidenceForm = "multipart/form-data"))),
    responses((status = 201, body = super::MadeJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn evidence_add(Path((city, slug)): At, sent: Sent) -> Answer {
    let Sent {
        caller,
        headers,
        piece,
        upload,
        sha256,
    } = sent;
    let desk = desk(&caller, &city, &slug).await?;
    let text = piece.into_text();
    let made = async {
        let id = desk.evidence_add(&text, upload).await?;
        Ok(super::MadeJson { id: id.to_string() })
    };
    create(&caller, &headers, &sha256, made).await
}

/// What can be changed of a piece; its file stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceChangeJson {
    /// As it is.
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
}

impl From<EvidenceChangeJson> for EvidenceText {
    fn from(json: EvidenceChangeJson) -> Self {
        Self {
            kind: json.kind,
            title: json.title,
            url: json.url.unwrap_or_default(),
            body: json.text.unwrap_or_default(),
            effective_on: json.effective,
            valid_until: json.valid_until.unwrap_or_default(),
            supports: json.supports,
        }
    }
}

/// Changes a piece of evidence; with `If-Match`. It is to be reviewed again.
#[utoipa::path(put, path = "/api/v1/cities/{city}/assessments/{assessment}/evidence/{id}", tag = "evidence", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path), ("If-Match" = String, Header)), request_body = EvidenceChangeJson,
    responses((status = 200, body = EvidenceJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 412, body = ApiError), (status = 422, body = ApiError), (status = 428, body = ApiError)))]
pub async fn evidence_change(
    Path((city, slug, evidence)): Of,
    body: Body<EvidenceChangeJson>,
) -> Answer {
    let Body {
        caller,
        headers,
        value,
        ..
    } = body;
    let desk = desk(&caller, &city, &slug).await?;
    let evidence: EvidenceId = id(&caller, &evidence, "evidence")?;
    let before = piece_of(&desk, &evidence).await.or_json(&caller)?;
    desk.changes(&before.row).or_json(&caller)?;
    let version = matched(&headers, before.row.version).or_json(&caller)?;
    let changed = desk
        .evidence_change(&evidence, &value.into(), version)
        .await;
    changed.or_json(&caller)?;
    let after = piece_of(&desk, &evidence).await.or_json(&caller)?;
    let version = after.row.version;
    Ok(tagged(&EvidenceJson::from(after), version))
}

/// What a piece supports here.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceUseJson {
    /// Statements, and strands as `component/strand`; what it supported last when left out.
    #[serde(default)]
    supports: Vec<String>,
}

/// Uses a piece of an earlier cycle here.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/evidence/{id}/use", tag = "evidence", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path)), request_body = EvidenceUseJson,
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn evidence_use(Path((city, slug, evidence)): Of, body: Body<EvidenceUseJson>) -> Answer {
    let Body { caller, value, .. } = body;
    let desk = desk(&caller, &city, &slug).await?;
    let evidence: EvidenceId = id(&caller, &evidence, "evidence")?;
    desk.evidence_reuse(&evidence, &value.supports)
        .await
        .or_json(&caller)?;
    Ok(done())
}

/// Ends the use of a piece here; with its last use it goes for good, unless a frozen version
/// rests on it.
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
    /// The version of the piece that was looked at; another one that stands meanwhile is a
    /// conflict.
    #[serde(default)]
    version: Option<i64>,
}

/// Accepts or rejects a piece, or asks about it; for reviewers.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/evidence/{id}/review", tag = "evidence", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path)), request_body = ReviewJson,
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn evidence_review(Path((city, slug, evidence)): Of, body: Body<ReviewJson>) -> Answer {
    let Body { caller, value, .. } = body;
    let evidence: EvidenceId = id(&caller, &evidence, "evidence")?;
    let desk = desk(&caller, &city, &slug).await?;
    let seen = Seen {
        piece: value.version,
        used: None,
    };
    desk.evidence_review(&evidence, &value.status, &value.reason, seen)
        .await
        .or_json(&caller)?;
    Ok(done())
}
