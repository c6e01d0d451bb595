//! Reviews of evidence.

use super::Piece;
use crate::assessment::{Desk, Phase};
use crate::city::Role;
use crate::error::{AppError, Mistakes};
use crate::parse::{TEXT, optional};
use crate::rating::Subject;
use gradus_domain::names::ComponentIx;
use gradus_store::EvidenceId;
use gradus_store::audit::text_sha256;
use gradus_store::rows::{EvidenceUseRow, ReviewerRow};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use time::Duration;

/// How many days ahead the queue tells that evidence ends.
pub const SOON_DAYS: i64 = 90;

/// What there is to review, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// Pieces that nobody reviewed, those that end first in front.
    pub waiting: Vec<Queued>,
    /// Pieces about which a reviewer asked something.
    pub asked: Vec<Queued>,
    /// Pieces that have ended or will soon, those that end first in front.
    pub lapsing: Vec<Queued>,
}

/// A piece in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    /// The piece.
    pub piece: Piece,
    /// The components that it supports, in the order of the model.
    pub components: BTreeSet<ComponentIx>,
    /// Whether the caller rated one of them and so may not review it.
    pub own: bool,
}

/// What a reviewer had before them: the versions of the piece and of its use. What is left
/// open is not compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// Of the piece.
    pub piece: Option<i64>,
    /// Of its use in the assessment: what it supports, and the last review.
    pub used: Option<i64>,
}

impl Queue {
    /// The next piece after `id` that the caller may review, from the beginning again after
    /// the last.
    #[must_use]
    pub fn next(&self, id: Option<&EvidenceId>) -> Option<&EvidenceId> {
        let at = |queued: &Queued| Some(&queued.piece.row.id) == id;
        let from = self.waiting.iter().position(at).map_or(0, |at| at + 1);
        let (before, after) = self.waiting.split_at(from);
        let mut others = after
            .iter()
            .chain(before)
            .filter(|queued| !queued.own && !at(queued));
        others.next().map(|queued| &queued.piece.row.id)
    }
}

impl Desk<'_> {
    /// The components that a piece supports here.
    fn supported(&self, used: &EvidenceUseRow) -> BTreeSet<ComponentIx> {
        let of = |name: &String| {
            let kind = if name.contains('/') {
                "strand"
            } else {
                "statement"
            };
            Some(Subject::parse(&self.model, kind, name)?.component(&self.model))
        };
        super::listed(&used.supports)
            .iter()
            .filter_map(of)
            .collect()
    }

    /// The components in which the caller gave an answer of their own that stands.
    async fn own_components(&self) -> Result<BTreeSet<ComponentIx>, AppError> {
        let Some(seat) = &self.seat else {
            return Ok(BTreeSet::new());
        };
        let rows = self.app.db().answers_of(&seat.id).await?;
        let of = |row: gradus_store::rows::AnswerRow| {
            row.value.as_ref()?;
            let subject = Subject::parse(&self.model, &row.kind, &row.subject)?;
            Some(subject.component(&self.model))
        };
        Ok(rows.into_iter().filter_map(of).collect())
    }

    /// Whether the caller rated a component that a piece supports, and so may not review it.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn rated_what_it_supports(&self, piece: &Piece) -> Result<bool, AppError> {
        let own = self.own_components().await?;
        let supported = piece.used.as_ref().map(|used| self.supported(used));
        Ok(supported.is_some_and(|supported| !supported.is_disjoint(&own)))
    }

    /// Names of reviewers by the codes under which they stand in files; for the team.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn reviewer_names(&self) -> Result<BTreeMap<String, String>, AppError> {
        if !self.is_team() {
            return Ok(BTreeMap::new());
        }
        let rows = self.app.db().reviewers(&self.row.id).await?;
        let named = |row: ReviewerRow| Some((row.code, row.name?));
        Ok(rows.into_iter().filter_map(named).collect())
    }

    /// What waits for a review, and what lapses within [`SOON_DAYS`] days; for the team.
    ///
    /// # Errors
    /// For assessors.
    pub async fn review_queue(&self) -> Result<Queue, AppError> {
        if !self.is_team() {
            return Err(AppError::NotAllowed("team"));
        }
        let own = self.own_components().await?;
        let queued = |piece: Piece| {
            let components = piece.used.as_ref().map(|used| self.supported(used));
            let components = components.unwrap_or_default();
            Queued {
                own: !components.is_disjoint(&own),
                components,
                piece,
            }
        };
        let mut all: Vec<Queued> = self.evidence().await?.into_iter().map(queued).collect();
        let ends = |queued: &Queued| {
            (
                queued.piece.row.valid_until.is_none(),
                queued.piece.row.valid_until.clone(),
            )
        };
        all.sort_by_key(ends);
        let soon = crate::parse::iso(self.app.today().saturating_add(Duration::days(SOON_DAYS)));
        let status = |queued: &Queued, word: &str| {
            queued
                .piece
                .used
                .as_ref()
                .is_some_and(|used| used.status == word)
        };
        let lapses = |queued: &&Queued| {
            let until = queued.piece.row.valid_until.as_ref();
            !status(queued, "rejected") && until.is_some_and(|until| *until <= soon)
        };
        Ok(Queue {
            lapsing: all.iter().filter(lapses).cloned().collect(),
            asked: all
                .iter()
                .filter(|queued| status(queued, "question"))
                .cloned()
                .collect(),
            waiting: all
                .into_iter()
                .filter(|queued| status(queued, "submitted"))
                .collect(),
        })
    }

    /// Whether the caller may review evidence.
    #[must_use]
    pub fn may_review(&self) -> bool {
        self.role == Some(Role::Reviewer) && self.phase() < Phase::Final
    }

    /// Accepts or rejects a piece, or asks about it; reviewers may.
    ///
    /// # Errors
    /// For others, for who rated a component that it supports, an unknown word, a missing
    /// reason (acceptance needs none), a piece that changed since it was seen, and once the
    /// assessment is final.
    pub async fn evidence_review(
        &self,
        id: &EvidenceId,
        status: &str,
        reason: &str,
        seen: Seen,
    ) -> Result<(), AppError> {
        if self.role != Some(Role::Reviewer) {
            return Err(AppError::NotAllowed("reviewer"));
        }
        if self.phase() == Phase::Final {
            return Err(AppError::Refused("final"));
        }
        let mut mistakes = Mistakes::default();
        mistakes.add_if(
            !["accepted", "rejected", "question"].contains(&status),
            "status",
            "choice",
        );
        let reason = mistakes.take(optional("reason", reason, TEXT)).flatten();
        mistakes.add_if(
            status != "accepted" && reason.is_none(),
            "reason",
            "missing",
        );
        mistakes.check()?;
        let uses = self.app.db().evidence_uses(&self.row.id).await?;
        let used = uses.iter().find(|used| used.evidence_id == *id);
        let used = used.ok_or(AppError::NotFound("evidence"))?;
        if self
            .own_components()
            .await?
            .iter()
            .any(|own| self.supported(used).contains(own))
        {
            return Err(AppError::Refused("own_component"));
        }
        let me = self.actor.me()?.clone();
        // A reviewer who rates is known by their place, so that it shows where both meet.
        let own = self.seat.as_ref().map(|seat| seat.code.clone());
        let reviewers = self.app.db().reviewers(&self.row.id).await?;
        let before = reviewers
            .iter()
            .find(|row| row.person_id.as_ref() == Some(&me.id));
        let code = own
            .or_else(|| before.map(|row| row.code.clone()))
            .unwrap_or_else(|| {
                let taken: BTreeSet<String> =
                    reviewers.iter().map(|row| row.code.clone()).collect();
                crate::people::free_code("r", &taken)
            });
        let (assessment, place, id, status) = (
            self.row.id.clone(),
            self.place(),
            id.clone(),
            status.to_owned(),
        );
        self.app
            .change(self.actor, move |write, stamp| {
                Box::pin(async move {
                    let phase = write.assessment(&assessment).await?.map(|row| row.phase);
                    if phase.as_deref() == Some(Phase::Final.word()) {
                        return Err(AppError::Refused("final"));
                    }
                    let piece = write.evidence(&id).await?;
                    let uses = write.evidence_uses(&assessment).await?;
                    let used = uses.into_iter().find(|used| used.evidence_id == id);
                    let before = used.ok_or(AppError::NotFound("evidence"))?;
                    let other = |seen: Option<i64>, stands| seen.is_some_and(|seen| seen != stands);
                    if piece.is_none_or(|row| other(seen.piece, row.version))
                        || other(seen.used, before.version)
                    {
                        return Err(AppError::Refused("changed_meanwhile"));
                    }
                    let reviewer = ReviewerRow {
                        code: code.clone(),
                        name: Some(me.name),
                        person_id: Some(me.id),
                    };
                    write.set_reviewer(&assessment, &reviewer).await?;
                    let change = (
                        json!({ "status": before.status }),
                        json!({ "status": status, "reviewer": code,
                        "reason_sha256": reason.as_deref().map(text_sha256) }),
                    );
                    let row = EvidenceUseRow {
                        status,
                        reviewer: Some(code),
                        reason,
                        ..before
                    };
                    write.set_evidence_use(&row).await?;
                    write.bump_assessment(&assessment).await?;
                    stamp.note(
                        write,
                        "evidence_review",
                        format!("evidence:{id}"),
                        &place,
                        change,
                    );
                    Ok(())
                })
            })
            .await
    }
}
