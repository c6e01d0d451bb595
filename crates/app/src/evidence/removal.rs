//! Removing evidence: its use here, and with the last use the piece and its file.

use super::told;
use crate::app::{App, Place, Stamp};
use crate::assessment::Desk;
use crate::error::AppError;
use gradus_store::rows::EvidenceRow;
use gradus_store::{EvidenceId, Write};
use serde_json::{Value as Json, json};

impl Desk<'_> {
    /// Ends the use of a piece here. Where no assessment is left that uses it and no frozen
    /// version rests on it, the piece goes for good, and its file with it.
    ///
    /// # Errors
    /// When it is not used here, and callers who may not.
    pub async fn evidence_remove(&self, id: &EvidenceId) -> Result<(), AppError> {
        let row = self.piece_here(id).await?;
        self.changes(&row)?;
        let (assessment, place, sha256) = (self.row.id.clone(), self.place(), row.sha256.clone());
        self.app
            .change(self.actor, move |write, stamp| {
                Box::pin(async move {
                    let removed = write.drop_evidence_use(&assessment, &row.id).await;
                    removed.map_err(|_| AppError::NotFound("evidence"))?;
                    write.bump_assessment(&assessment).await?;
                    stamp.note(
                        write,
                        "evidence_remove",
                        format!("evidence:{}", row.id),
                        &place,
                        (Json::Null, Json::Null),
                    );
                    delete_unused(write, &stamp, &place, &row).await
                })
            })
            .await?;
        self.app.file_forget(sha256.as_deref()).await;
        Ok(())
    }
}

/// Deletes a piece on which nothing rests any more.
async fn delete_unused(
    write: &mut Write,
    stamp: &Stamp,
    place: &Place,
    row: &EvidenceRow,
) -> Result<(), AppError> {
    if !write.uses_of(&row.id).await?.is_empty() {
        return Ok(());
    }
    // As the frozen file writes it.
    let title = json!(row.title).to_string();
    let texts = (&*title, row.sha256.as_deref().unwrap_or(&title));
    if write.is_in_frozen(&row.city_id, texts).await? {
        return Ok(());
    }
    write.drop_evidence(&row.id).await?;
    let change = (told(row), Json::Null);
    let subject = format!("evidence:{}", row.id);
    stamp.note(write, "evidence_delete", subject, place, change);
    Ok(())
}

impl App {
    /// Removes a file that nothing names any more. While somebody hands one in, it waits:
    /// theirs may be the same. That it cannot be removed is logged: what named it is gone
    /// already, and nobody can be asked to try again.
    pub(crate) async fn file_forget(&self, sha256: Option<&str>) {
        let Some(sha256) = sha256 else { return };
        let _alone = self.inner.files_held.write().await;
        let gone = match self.db().is_file_named(sha256).await {
            Ok(true) => return,
            Ok(false) => self.inner.files.remove(sha256).await,
            Err(error) => Err(error.into()),
        };
        if let Err(error) = gone {
            tracing::warn!(%error, sha256, "a file that nothing names any more stays");
        }
    }
}
