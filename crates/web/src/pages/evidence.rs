//! Evidence: the list, one piece, handing in, using again.

mod again;
mod meanwhile;

use again::same;
use meanwhile::meanwhile;

use super::{AGAIN, OrPage, Page, frame, html, html_with, redirect, text, typed};
use crate::caller::Caller;
use crate::failure::PageFailure;
use crate::fields::{Fields, Posted, PostedWithFile};
use crate::views::evidence::{
    EvidenceChoices, EvidenceDetailPage, EvidenceFormPage, EvidencePage, EvidenceRow, Review, Same,
    StoredFile, Supported, Validity, evidence_form, review_form,
};
use crate::views::forms::{Branch, Choice, Input};
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use gradus_app::assessment::Desk;
use gradus_app::evidence::{EvidenceText, Piece, Seen};
use gradus_app::{AppError, EvidenceId};
use gradus_domain::evidence::{EvidenceKind, EvidenceStatus};
use gradus_domain::model::Model;
use gradus_words::{Words, say};
use std::collections::{BTreeMap, BTreeSet};

/// How a form says that the queue goes on after it.
pub(super) const QUEUE: &str = "queue";

type At = Path<(String, String)>;
type Of = Path<(String, String, String)>;

async fn desk<'a>(caller: &'a Caller, city: &str, slug: &str) -> Result<Desk<'a>, PageFailure> {
    caller
        .app()
        .assessment(&caller.actor, city, slug)
        .await
        .or_page(&caller.visit)
}

fn id(caller: &Caller, text: &str) -> Result<EvidenceId, PageFailure> {
    text.parse()
        .map_err(|_| PageFailure::new(&caller.visit, AppError::NotFound("evidence")))
}

fn period(words: &Words, piece: &Piece) -> String {
    let from = text::day(words, &piece.row.effective_on);
    match &piece.row.valid_until {
        Some(until) => {
            let days = [("from", say(from)), ("to", say(text::day(words, until)))];
            words.with("app-dates", &days)
        }
        None => words.with("app-since", &[("from", say(from))]),
    }
}

pub(super) fn row(words: &Words, desk: &Desk<'_>, piece: &Piece) -> EvidenceRow {
    // A strand and its statements may be named side by side.
    let statements: BTreeSet<usize> = piece
        .supports
        .iter()
        .flat_map(|name| statements_of(&desk.model, name))
        .collect();
    let validity = match &piece.row.valid_until {
        Some(until) if *until < desk.row.starts_on => Validity::Ended(text::day(words, until)),
        Some(until) if piece.expires_in_cycle => Validity::EndsEarly(text::day(words, until)),
        _ if piece.row.effective_on > desk.row.ends_on => {
            Validity::NotYet(text::day(words, &piece.row.effective_on))
        }
        _ => Validity::Holds,
    };
    let status = piece
        .used
        .as_ref()
        .map_or("submitted", |used| used.status.as_str());
    EvidenceRow {
        id: piece.row.id.to_string(),
        title: piece.row.title.clone(),
        kind: piece
            .row
            .kind
            .parse::<EvidenceKind>()
            .map_or("document", EvidenceKind::word),
        period: period(words, piece),
        validity,
        status: status
            .parse::<EvidenceStatus>()
            .map_or("submitted", EvidenceStatus::word),
        supports: statements.len(),
        from_cycle: piece.from_cycle.as_ref().map(|cycle| cycle.name.clone()),
    }
}

/// Identifiers of the statements that a name stands for: a statement, or a strand's.
fn statements_of(model: &Model, name: &str) -> Vec<usize> {
    match name.split_once('/') {
        Some((component, strand)) => model
            .find_component(component)
            .and_then(|component| model.find_strand(component, strand))
            .map(|strand| {
                model
                    .strand(strand)
                    .statements
                    .iter()
                    .map(|ix| ix.0)
                    .collect()
            })
            .unwrap_or_default(),
        None => model
            .find_statement(name)
            .map(|ix| vec![ix.0])
            .unwrap_or_default(),
    }
}

/// The evidence of an assessment.
///
/// # Errors
/// As pages are.
pub async fn evidence(caller: Caller, Path((city, slug)): At) -> Page {
    let visit = &caller.visit;
    let words = visit.web.words(visit.language);
    let desk = desk(&caller, &city, &slug).await?;
    let pieces = desk.evidence().await.or_page(visit)?;
    let changeable = desk.may_hand_in();
    let earlier = if changeable {
        desk.evidence_elsewhere().await.or_page(visit)?
    } else {
        Vec::new()
    };
    let page = EvidencePage {
        here: caller.url(&format!("/c/{city}/{slug}")),
        rows: pieces
            .iter()
            .map(|piece| row(&words, &desk, piece))
            .collect(),
        earlier: earlier
            .iter()
            .map(|piece| row(&words, &desk, piece))
            .collect(),
        changeable,
        queue: desk.is_team(),
        frame: frame::of_assessment(
            &caller,
            &desk,
            frame::Tab::Evidence,
            words.text("heading-evidence"),
        ),
    };
    html(&caller, &page)
}

fn choices(caller: &Caller, desk: &Desk<'_>) -> EvidenceChoices {
    let words = caller.visit.web.words(caller.visit.language);
    let model = desk.model_in(words.language());
    let component = |of: &gradus_domain::model::Component| Branch {
        name: of.name.clone(),
        choices: Vec::new(),
        branches: of
            .strands
            .iter()
            .map(|ix| {
                let strand = model.strand(*ix);
                let whole = Choice::new(model.strand_path(*ix), words.text("app-whole-strand"));
                let each = strand.statements.iter().map(|ix| {
                    let statement = model.statement(*ix);
                    Choice::new(
                        &statement.id,
                        format!("{} {}", statement.id, statement.text),
                    )
                });
                Branch {
                    name: strand.name.clone(),
                    choices: std::iter::once(whole).chain(each).collect(),
                    branches: Vec::new(),
                }
            })
            .collect(),
    };
    let megabytes = caller.app().limits().evidence_bytes / (1024 * 1024);
    EvidenceChoices {
        tree: model.components.iter().map(component).collect(),
        model_language: model.language.clone(),
        largest_file: format!("{megabytes} MB"),
    }
}

fn form_page(
    caller: &Caller,
    desk: &Desk<'_>,
    of: Option<&Piece>,
    input: &Input,
    (status, duplicates): (StatusCode, Vec<Same>),
) -> Page {
    let here = caller.url(&format!("/c/{}/{}", desk.city.slug, desk.row.slug));
    let title = caller.t(if of.is_none() {
        "manage-evidence-add"
    } else {
        "manage-evidence-change"
    });
    let mut frame = frame::of_assessment(caller, desk, frame::Tab::Evidence, title);
    frame.crumbs.push(crate::views::frame::Link::new(
        caller.t("heading-evidence"),
        format!("{here}/evidence"),
    ));
    let own = of.map(|piece| piece.row.id.to_string());
    let page = EvidenceFormPage {
        new: of.is_none(),
        meanwhile: match of {
            Some(piece) if status == StatusCode::CONFLICT => meanwhile(caller, piece, input),
            _ => Vec::new(),
        },
        duplicates,
        form: evidence_form(&frame, &here, own.as_deref(), choices(caller, desk), input),
        here,
        frame,
    };
    html_with(caller, status, &page)
}

/// The form of a new piece; `?supports=NAME` ticks what it is for.
///
/// # Errors
/// As pages are.
pub async fn new(caller: Caller, Path((city, slug)): At, RawQuery(query): RawQuery) -> Page {
    let desk = desk(&caller, &city, &slug).await?;
    if !desk.may_hand_in() {
        return Err(PageFailure::new(
            &caller.visit,
            AppError::NotAllowed("evidence"),
        ));
    }
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let start = Input::new()
        .with("kind", "document")
        .with("effective", caller.app().today().to_string());
    let input = asked
        .all("supports")
        .into_iter()
        .fold(start, |input, name| input.with("supports", name));
    form_page(&caller, &desk, None, &input, (StatusCode::OK, Vec::new()))
}

fn read(fields: &Fields) -> EvidenceText {
    EvidenceText {
        kind: fields.text("kind"),
        title: fields.text("title"),
        url: fields.text("url"),
        body: fields.text("text"),
        effective_on: fields.text("effective"),
        valid_until: fields.text("valid_until"),
        supports: fields.all("supports"),
    }
}

fn rename(name: &str) -> String {
    match name {
        "body" => "text".to_owned(),
        "effective_on" => "effective".to_owned(),
        other => other.to_owned(),
    }
}

/// Hands in a piece.
///
/// # Errors
/// As pages are.
pub async fn new_post(Path((city, slug)): At, posted: PostedWithFile) -> Page {
    let PostedWithFile(Posted { caller, fields }) = posted;
    let desk = desk(&caller, &city, &slug).await?;
    let (text, upload) = (read(&fields), fields.file("file"));
    if fields.text("again").is_empty() {
        let found = desk
            .evidence_again(&text.kind, &text.url, upload.as_ref())
            .await
            .or_page(&caller.visit)?;
        if !found.is_empty() {
            let here = caller.url(&format!("/c/{city}/{slug}"));
            let mut input = Input::of(fields.pairs());
            input.replace("again", "yes");
            let shown = same(found, &here);
            return form_page(&caller, &desk, None, &input, (StatusCode::CONFLICT, shown));
        }
    }
    match desk.evidence_add(&text, upload).await {
        Ok(id) => Ok(redirect(
            &caller.url(&format!("/c/{city}/{slug}/evidence/{id}")),
        )),
        Err(error) => {
            let input = typed(&caller, &fields, error, rename)?;
            form_page(&caller, &desk, None, &input, (AGAIN, Vec::new()))
        }
    }
}

async fn piece(caller: &Caller, desk: &Desk<'_>, of: &str) -> Result<Piece, PageFailure> {
    let (visit, id) = (&caller.visit, id(caller, of)?);
    let found = desk
        .evidence()
        .await
        .or_page(visit)?
        .into_iter()
        .find(|piece| piece.row.id == id);
    found.ok_or(AppError::NotFound("evidence")).or_page(visit)
}

/// A piece of evidence; `?next=queue` leads from piece to piece of the queue.
///
/// # Errors
/// As pages are.
pub async fn detail(caller: Caller, Path((city, slug, of)): Of, RawQuery(query): RawQuery) -> Page {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let input = Input::new().with("next", asked.text("next"));
    detail_page(&caller, (&city, &slug, &of), &input, StatusCode::OK).await
}

async fn detail_page(
    caller: &Caller,
    at: (&str, &str, &str),
    input: &Input,
    status: StatusCode,
) -> Page {
    let (city, slug, of) = at;
    let visit = &caller.visit;
    let words = visit.web.words(visit.language);
    let desk = desk(caller, city, slug).await?;
    let piece = piece(caller, &desk, of).await?;
    let here = caller.url(&format!("/c/{city}/{slug}"));
    let model = desk.model_in(words.language());
    let mut frame =
        frame::of_assessment(caller, &desk, frame::Tab::Evidence, piece.row.title.clone());
    frame.crumbs.push(crate::views::frame::Link::new(
        words.text("heading-evidence"),
        format!("{here}/evidence"),
    ));
    let names = desk.reviewer_names().await.or_page(visit)?;
    let reviews = desk.may_review();
    let own = reviews && desk.rated_what_it_supports(&piece).await.or_page(visit)?;
    let skip = match input.value("next") {
        QUEUE => Some(
            super::review::next(&desk, Some(&piece.row.id), &here)
                .await
                .or_page(visit)?,
        ),
        _ => None,
    };
    let page = EvidenceDetailPage {
        skip,
        own_component: own,
        row: row(&words, &desk, &piece),
        url: piece.row.url.clone(),
        file: file(&words, &piece),
        text: piece.row.body.clone(),
        added: text::time(&words, piece.row.created_at),
        supported: supported(&model, &piece),
        model_language: model.language.clone(),
        reviews: review(&piece, &names).into_iter().collect(),
        duplicates: same(desk.evidence_like(&piece).await.or_page(visit)?, &here),
        changeable: desk.changes(&piece.row).is_ok(),
        review_form: (reviews && !own).then(|| {
            let mut input = input.clone();
            let used = piece.used.as_ref().map_or(0, |used| used.version);
            input.replace("piece_version", piece.row.version.to_string());
            input.replace("used_version", used.to_string());
            review_form(&frame, &here, of, &input)
        }),
        here,
        frame,
    };
    html_with(caller, status, &page)
}

/// Accepts or rejects a piece, or asks about it.
///
/// # Errors
/// As pages are.
pub async fn review_post(Path((city, slug, of)): Of, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let (desk, id) = (desk(&caller, &city, &slug).await?, id(&caller, &of)?);
    let version = |name: &str| fields.text(name).parse().ok();
    let seen = Seen {
        piece: version("piece_version"),
        used: version("used_version"),
    };
    let reviewed = desk
        .evidence_review(&id, &fields.text("status"), &fields.text("reason"), seen)
        .await;
    match reviewed {
        Ok(()) if fields.text("next") == QUEUE => {
            let here = caller.url(&format!("/c/{city}/{slug}"));
            let next = super::review::next(&desk, Some(&id), &here).await;
            Ok(redirect(&next.or_page(&caller.visit)?))
        }
        Ok(()) => Ok(redirect(
            &caller.url(&format!("/c/{city}/{slug}/evidence/{of}")),
        )),
        Err(error) => {
            let input = typed(&caller, &fields, error, super::same)?;
            detail_page(&caller, (&city, &slug, &of), &input, AGAIN).await
        }
    }
}

fn file(words: &Words, piece: &Piece) -> Option<StoredFile> {
    let size = piece.row.size_bytes?;
    #[expect(
        clippy::cast_precision_loss,
        reason = "a size in tenths of a megabyte needs no more"
    )]
    let megabytes = size as f64 / (1024.0 * 1024.0);
    Some(StoredFile {
        name: piece.row.file_name.clone()?,
        size: format!("{} MB", words.decimal(megabytes.max(0.1), 1)),
        media_type: piece.row.media_type.clone()?,
        sha256: piece.row.sha256.clone()?,
    })
}

fn supported(model: &Model, piece: &Piece) -> Vec<Supported> {
    let mut places: Vec<usize> = piece
        .supports
        .iter()
        .flat_map(|name| statements_of(model, name))
        .collect();
    places.sort_unstable();
    places.dedup();
    let told = places.into_iter().filter_map(|at| {
        let statement = model.statements.get(at)?;
        let component = model.component(statement.component);
        Some(Supported {
            id: statement.id.clone(),
            text: statement.text.clone(),
            place: format!(
                "{} · {}",
                component.name,
                model.strand(statement.strand).name
            ),
            component: component.id.clone(),
        })
    });
    told.collect()
}

fn review(piece: &Piece, names: &BTreeMap<String, String>) -> Option<Review> {
    let used = piece.used.as_ref()?;
    let status = used.status.parse::<EvidenceStatus>().ok()?;
    (status != EvidenceStatus::Submitted).then(|| Review {
        status: status.word(),
        by: used
            .reviewer
            .as_ref()
            .map(|code| names.get(code).unwrap_or(code).clone())
            .unwrap_or_default(),
        reason: used.reason.clone().unwrap_or_default(),
    })
}

/// The form to change a piece.
///
/// # Errors
/// As pages are.
pub async fn edit(caller: Caller, Path((city, slug, of)): Of) -> Page {
    let desk = desk(&caller, &city, &slug).await?;
    let piece = piece(&caller, &desk, &of).await?;
    let row = &piece.row;
    desk.changes(row).or_page(&caller.visit)?;
    let own = Input::new()
        .with("version", row.version.to_string())
        .with("kind", &row.kind)
        .with("title", &row.title)
        .with("url", row.url.clone().unwrap_or_default())
        .with("text", row.body.clone().unwrap_or_default())
        .with("effective", &row.effective_on)
        .with("valid_until", row.valid_until.clone().unwrap_or_default());
    let input = piece
        .supports
        .iter()
        .fold(own, |input, name| input.with("supports", name));
    let fine = (StatusCode::OK, Vec::new());
    form_page(&caller, &desk, Some(&piece), &input, fine)
}

/// Changes a piece.
///
/// # Errors
/// As pages are.
pub async fn edit_post(Path((city, slug, of)): Of, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let desk = desk(&caller, &city, &slug).await?;
    let piece = piece(&caller, &desk, &of).await?;
    // The version that the form showed; a form without one changes nothing.
    let version = fields.text("version").parse().unwrap_or(0);
    match desk
        .evidence_change(&piece.row.id, &read(&fields), version)
        .await
    {
        Ok(()) => Ok(redirect(
            &caller.url(&format!("/c/{city}/{slug}/evidence/{of}")),
        )),
        Err(error) => {
            let stale = matches!(error, AppError::Refused("changed_meanwhile"));
            let mut input = typed(&caller, &fields, error, rename)?;
            let status = if stale { StatusCode::CONFLICT } else { AGAIN };
            if stale {
                // Who has seen both may save again.
                input.replace("version", piece.row.version.to_string());
            }
            form_page(&caller, &desk, Some(&piece), &input, (status, Vec::new()))
        }
    }
}

/// Ends the use of a piece here.
///
/// # Errors
/// As pages are.
pub async fn delete(Path((city, slug, of)): Of, posted: Posted) -> Page {
    let caller = posted.caller;
    let (desk, id) = (desk(&caller, &city, &slug).await?, id(&caller, &of)?);
    desk.evidence_remove(&id).await.or_page(&caller.visit)?;
    Ok(redirect(&caller.url(&format!("/c/{city}/{slug}/evidence"))))
}

/// Uses pieces of earlier cycles here.
///
/// # Errors
/// As pages are.
pub async fn reuse(Path((city, slug)): At, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let desk = desk(&caller, &city, &slug).await?;
    for of in fields.all("evidence") {
        let id = id(&caller, &of)?;
        desk.evidence_reuse(&id, &[]).await.or_page(&caller.visit)?;
    }
    Ok(redirect(&caller.url(&format!("/c/{city}/{slug}/evidence"))))
}

/// The file of a piece: saved, never shown by the browser.
///
/// # Errors
/// As pages are.
pub async fn download(caller: Caller, Path((city, slug, of)): Of) -> Page {
    let (desk, id) = (desk(&caller, &city, &slug).await?, id(&caller, &of)?);
    let (bytes, name, kind) = desk.evidence_file(&id).await.or_page(&caller.visit)?;
    Ok(attachment(&name, &kind, bytes))
}

/// An answer that is saved under a name, whatever letters the name has.
#[must_use]
pub fn attachment(
    name: &str,
    kind: &str,
    bytes: impl Into<axum::body::Body>,
) -> axum::response::Response {
    let plain: String = name
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() || ".-_ ".contains(letter) {
                letter
            } else {
                '_'
            }
        })
        .collect();
    let full: String = form_urlencoded::byte_serialize(name.as_bytes())
        .collect::<String>()
        .replace('+', "%20");
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}");
    let mut response = bytes.into().into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox".to_owned(),
        ),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    response
}
