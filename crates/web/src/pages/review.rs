//! The queue of reviews: what waits, what lapses soon, and the way from piece to piece.

use super::evidence::{QUEUE, row};
use super::{OrPage, Page, frame, html};
use crate::caller::Caller;
use crate::views::evidence::{QueuePage, QueueRow};
use axum::extract::Path;
use gradus_app::assessment::Desk;
use gradus_app::evidence::{Queued, SOON_DAYS};
use gradus_app::{AppError, EvidenceId};

/// Address of the next piece to review after `id`, else of the queue.
///
/// # Errors
/// For assessors.
pub(super) async fn next(
    desk: &Desk<'_>,
    id: Option<&EvidenceId>,
    here: &str,
) -> Result<String, AppError> {
    let queue = desk.review_queue().await?;
    Ok(match queue.next(id) {
        Some(next) => format!("{here}/evidence/{next}?next={QUEUE}"),
        None => format!("{here}/evidence/queue"),
    })
}

/// The queue.
///
/// # Errors
/// As pages are.
pub async fn queue(caller: Caller, Path((city, slug)): Path<(String, String)>) -> Page {
    let visit = &caller.visit;
    let words = visit.web.words(visit.language);
    let desk = caller.app().assessment(&caller.actor, &city, &slug).await;
    let desk = desk.or_page(visit)?;
    let queue = desk.review_queue().await.or_page(visit)?;
    let here = caller.url(&format!("/c/{city}/{slug}"));
    let model = desk.model_in(words.language());
    let shown = |queued: &Queued| QueueRow {
        row: row(&words, &desk, &queued.piece),
        components: queued
            .components
            .iter()
            .map(|ix| model.component(*ix).name.clone())
            .collect(),
        own: queued.own,
    };
    let mut frame = frame::of_assessment(
        &caller,
        &desk,
        frame::Tab::Evidence,
        words.text("review-queue"),
    );
    frame.crumbs.push(crate::views::frame::Link::new(
        words.text("heading-evidence"),
        format!("{here}/evidence"),
    ));
    let first = queue.next(None).filter(|_| desk.may_review());
    let page = QueuePage {
        first: first.map(|id| format!("{here}/evidence/{id}?next={QUEUE}")),
        waiting: queue.waiting.iter().map(shown).collect(),
        asked: queue.asked.iter().map(shown).collect(),
        lapsing: queue.lapsing.iter().map(shown).collect(),
        days: usize::try_from(SOON_DAYS).unwrap_or_default(),
        model_language: model.language.clone(),
        here,
        frame,
    };
    html(&caller, &page)
}
