//! Reviews of evidence.

use crate::assessment::{Desk, Phase};
use crate::city::Role;
use crate::error::{AppError, Mistakes};
use crate::parse::{TEXT, optional};
use gradus_store::EvidenceId;
use gradus_store::audit::text_sha256;
use gradus_store::rows::{EvidenceUseRow, ReviewerRow};
use serde_json::json;
use std::collections::BTreeSet;

impl Desk<'_> {
    /// Whether the caller may review evidence.
    #[must_use]
    pub fn may_review(&self) -> bool {
        self.role == Some(Role::Reviewer) && self.phase() < Phase::Final
    }

    /// Accepts or rejects a piece, or asks about it; reviewers may.
    ///
    /// # Errors
    /// For others, an unknown word, a missing reason (acceptance needs none), and once the
    /// assessment is final.
    pub async fn evidence_review(
        &self,
        id: &EvidenceId,
        status: &str,
        reason: &str,
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
                    let uses = write.evidence_uses(&assessment).await?;
                    let used = uses.into_iter().find(|used| used.evidence_id == id);
                    let before = used.ok_or(AppError::NotFound("evidence"))?;
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
