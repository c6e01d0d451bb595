//! An assessment's way from phase to phase, each step with its rule.

use super::{Lead, Phase};
use crate::app::Place;
use crate::audit::head_file;
use crate::error::AppError;
use crate::seal::{self, Unsealed};
use crate::secrets::InstanceKey;
use gradus_store::audit::text_sha256;
use gradus_store::rows::{AssessmentRow, FrozenRow, HeadRow};
use gradus_store::{AssessmentId, Write};
use serde_json::json;
use std::sync::Arc;

impl Lead<'_> {
    /// Moves the assessment to a phase, when its rule allows it, and signs the audit chain.
    ///
    /// - to `rating`: there is somebody to rate, or a group's link by which people join;
    /// - to `consensus`: somebody answered;
    /// - to `final`: from `consensus`, with no workshop open; input and result are frozen;
    /// - back to `draft`: nobody answered yet;
    /// - back from `final` to `consensus`: the frozen result stays on record.
    ///
    /// Never back from `consensus` to `rating`: nobody could rate blind again.
    ///
    /// # Errors
    /// [`AppError::Refused`] naming the rule that does not allow it.
    pub async fn phase_change(&self, to: Phase) -> Result<(), AppError> {
        let (desk, app) = (&self.0, self.0.app);
        let from = desk.phase();
        let frozen = match (from, to) {
            (Phase::Consensus, Phase::Final) => {
                let frozen = desk.freeze().await?;
                let model = Arc::clone(&desk.model);
                Some((
                    seal::unsealed(frozen.document.clone(), model).await?,
                    frozen,
                ))
            }
            _ => None,
        };
        let (row, key) = (desk.row.clone(), app.inner.key.clone());
        app.change(desk.actor, move |write, stamp| {
            Box::pin(async move {
                may_move(write, &row.id, from, to).await?;
                let after = AssessmentRow {
                    phase: to.word().to_owned(),
                    ..row.clone()
                };
                write.set_assessment(&after).await?;
                let mut told = json!({ "phase": to.word() });
                if let Some((unsealed, frozen)) = &frozen {
                    told["input_sha256"] = json!(frozen.input_sha256);
                    told["result_sha256"] = json!(text_sha256(&frozen.result));
                    told["sealed_input_sha256"] = json!(unsealed.input_sha256);
                    told["sealed_result_sha256"] = json!(unsealed.result_sha256);
                }
                let change = (json!({ "phase": from.word() }), told);
                let place = Place::Assessment(row.id.clone());
                stamp.note(
                    write,
                    "phase_change",
                    format!("assessment:{}", row.id),
                    &place,
                    change,
                );
                let reason = format!("phase:{}", to.word());
                let head = sign_head(write, &key, stamp.now, &reason).await?;
                match frozen {
                    Some((unsealed, frozen)) => {
                        keep_sealed(write, &row.id, frozen, unsealed, (&key, head)).await
                    }
                    None => Ok(()),
                }
            })
        })
        .await
    }
}

/// Keeps a frozen version under the next number, with its sealed document. The row of the
/// audit chain that tells of it and the signed head come before.
pub(crate) async fn keep_sealed(
    write: &mut Write,
    id: &AssessmentId,
    frozen: FrozenRow,
    unsealed: Unsealed,
    (key, head): (&InstanceKey, HeadRow),
) -> Result<(), AppError> {
    let last = write.frozen(id).await?;
    let (number, at) = (last.map_or(1, |last| last.number + 1), head.at);
    let sealed = unsealed.sealed(key, number, at, &head_file(key, head))?;
    let row = FrozenRow {
        number,
        at,
        ..frozen
    };
    write.freeze(id, &row, Some(&sealed)).await?;
    Ok(())
}

/// Signs the end of the audit chain as it is inside a transaction.
pub(crate) async fn sign_head(
    write: &mut Write,
    key: &InstanceKey,
    now: i64,
    reason: &str,
) -> Result<HeadRow, AppError> {
    let (seq, hash) = write.tip();
    let head = HeadRow {
        seq,
        at: now,
        reason: reason.to_owned(),
        hash: hash.to_owned(),
        key_id: key.id(),
        signature: key.sign(crate::audit::head_message(seq, now, reason, hash).as_bytes()),
    };
    write.keep_audit_head(&head).await?;
    Ok(head)
}

async fn may_move(
    write: &Write,
    id: &AssessmentId,
    from: Phase,
    to: Phase,
) -> Result<(), AppError> {
    let now = write
        .assessment(id)
        .await?
        .ok_or(AppError::NotFound("assessment"))?;
    if now.phase != from.word() {
        return Err(AppError::Refused("changed_meanwhile"));
    }
    let anybody_answered = || async { Ok::<bool, AppError>(!write.answered(id).await?.is_empty()) };
    match (from, to) {
        (Phase::Draft, Phase::Rating) => {
            let invited = write.invitations(id).await?;
            let links = invited
                .iter()
                .any(|row| row.assessor_id.is_none() && row.revoked_at.is_none());
            if write.assessors(id).await?.is_empty() && !links {
                return Err(AppError::Refused("nobody_to_rate"));
            }
        }
        (Phase::Rating, Phase::Consensus) => {
            if !anybody_answered().await? {
                return Err(AppError::Refused("nobody_answered"));
            }
        }
        (Phase::Rating, Phase::Draft) => {
            if anybody_answered().await? {
                return Err(AppError::Refused("somebody_answered"));
            }
        }
        (Phase::Consensus, Phase::Final) => {
            let workshop = write.workshop(id).await?;
            if workshop.is_some_and(|row| row.closed_at.is_none()) {
                return Err(AppError::Refused("workshop_goes_on"));
            }
        }
        (Phase::Final, Phase::Consensus) => {}
        (Phase::Consensus, Phase::Rating) => return Err(AppError::Refused("not_blind_again")),
        _ => return Err(AppError::Refused("phase_order")),
    }
    Ok(())
}
