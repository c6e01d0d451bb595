//! Undoing the last answer, by what the audit chain tells of it.

use super::{Answering, Given, Seat, Sheet, Subject};
use crate::assessment::Phase;
use crate::error::AppError;
use gradus_store::audit::Entry;
use serde_json::Value as Json;

impl Seat<'_> {
    /// The last change that this assessor made, where it can be undone: the answer it was made
    /// to, and the value that stood there before.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn last_change(
        &self,
        sheet: &Sheet,
    ) -> Result<Option<(Subject, Option<String>)>, AppError> {
        if self.desk.phase() != Phase::Rating || sheet.all().next().is_none() {
            return Ok(None);
        }
        let (place, actor) = self.in_audit();
        let db = self.desk.app.db();
        let last = db.audit_last_by(&place, "rating_record", &actor).await?;
        let last = self.after_moves(last).await?;
        Ok(last.and_then(|entry| {
            let (kind, name) = entry.subject.split_once(':')?;
            let subject = Subject::parse(&self.desk.model, kind, name)?;
            let given = sheet.given(subject)?;
            let (before, after) = (Told::read(&entry.before), Told::read(&entry.after));
            let stands = after.value == given.value && after.confidence == given.confidence;
            let differs = before.value != after.value || before.confidence != after.confidence;
            (stands && differs).then_some((subject, before.value))
        }))
    }

    /// What was done since the assessment moved to another version of its model: what stood
    /// there before was an answer to other words.
    async fn after_moves(&self, last: Option<Entry>) -> Result<Option<Entry>, AppError> {
        let Some(last) = last else { return Ok(None) };
        let moves = self.desk.app.db().model_moves_at(&self.desk.row.id).await?;
        Ok(moves.iter().all(|at| last.at > *at).then_some(last))
    }

    /// How the audit chain names the assessment and the assessor.
    fn in_audit(&self) -> (String, String) {
        let actor = format!("assessor:{}", self.assessor.id);
        (self.desk.place().word(), actor)
    }

    /// What the last change to a question made of what: values and confidence. The chain holds
    /// no note.
    async fn changed_last(&self, subject: Subject) -> Result<Option<(Told, Told)>, AppError> {
        let name = format!("{}:{}", subject.kind(), subject.name(&self.desk.model));
        let (place, actor) = self.in_audit();
        let db = self.desk.app.db();
        let last = db
            .audit_last(&place, "rating_record", &actor, &name)
            .await?;
        let last = self.after_moves(last).await?;
        Ok(last.map(|entry| (Told::read(&entry.before), Told::read(&entry.after))))
    }

    /// Brings back the answer that stood before the last one, with how sure its giver was. The
    /// note stays as it is: of the one before, nothing but its hash is kept.
    ///
    /// # Errors
    /// When there is nothing to go back to, and as [`Seat::rating_record`].
    pub async fn rating_undo(
        &self,
        kind: &str,
        subject: &str,
        version: i64,
    ) -> Result<Given, AppError> {
        let parsed = Subject::parse(&self.desk.model, kind, subject)
            .ok_or(AppError::NotFound("question"))?;
        let last = self.changed_last(parsed).await?;
        let (before, _) = last.ok_or(AppError::Refused("nothing_to_undo"))?;
        self.rating_record(&Answering {
            kind: kind.to_owned(),
            subject: subject.to_owned(),
            value: before.value.unwrap_or_default(),
            version,
            note: None,
            confidence: Some(before.confidence.unwrap_or(0)),
        })
        .await
    }
}

/// What an audit row tells of an answer.
struct Told {
    value: Option<String>,
    confidence: Option<i64>,
}

impl Told {
    fn read(text: &str) -> Self {
        let json: Json = serde_json::from_str(text).unwrap_or(Json::Null);
        Self {
            value: json.get("value").and_then(Json::as_str).map(str::to_owned),
            confidence: json.get("confidence").and_then(Json::as_i64),
        }
    }
}
