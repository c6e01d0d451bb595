//! The audit chain in an operator's and a lead's hands: read, verified, its head signed.

use crate::account::Administrator;
use crate::app::App;
use crate::assessment::{Lead, sign_head};
use crate::error::AppError;
use crate::parse::optional_day;
use crate::seal::SEALED_FORMAT;
use crate::secrets::{InstanceKey, KeyFile, verifies};
use gradus_store::audit::{Entry, Fault, Sought};
use gradus_store::rows::HeadRow;
use serde::{Deserialize, Serialize};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The text that a head's signature is over.
pub(crate) fn head_message(seq: i64, at: i64, reason: &str, hash: &str) -> String {
    format!("gradus-audit-head/1\n{seq}\n{at}\n{reason}\n{hash}\n")
}

/// A signed head as a file, `gradus-audit-head/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadFile {
    /// Always `gradus-audit-head/1`.
    pub format: String,
    /// Number of the last row.
    pub seq: i64,
    /// When it was signed, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Why.
    pub reason: String,
    /// Hash of the last row.
    pub hash: String,
    /// Public key, base64.
    pub public_key: String,
    /// Ed25519 signature, base64.
    pub signature: String,
}

impl HeadFile {
    /// Reads a head from its file, or from a sealed document that holds one.
    ///
    /// # Errors
    /// With what the text is instead.
    pub fn read(text: &str) -> Result<Self, String> {
        let no_head = |error: serde_json::Error| format!("no head of an audit chain: {error}");
        let mut file: serde_json::Value = serde_json::from_str(text).map_err(no_head)?;
        if file["format"] == SEALED_FORMAT {
            file = file["audit_head"].take();
        }
        let head: Self = serde_json::from_value(file).map_err(no_head)?;
        if head.format == "gradus-audit-head/1" {
            return Ok(head);
        }
        Err(format!(
            "format '{}' is neither gradus-audit-head/1 nor {SEALED_FORMAT}",
            head.format
        ))
    }

    /// Whether its signature is by the key in it. That key can be anybody's.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        let message = head_message(self.seq, self.at, &self.reason, &self.hash);
        verifies(&self.public_key, message.as_bytes(), &self.signature)
    }
}

/// What verifying found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// How many rows there are.
    pub rows: i64,
    /// How many signed heads were compared.
    pub heads: usize,
    /// Heads whose signature is by none of the instance's keys, by their row.
    pub unsigned: Vec<i64>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl Verified {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.unsigned.is_empty() && self.faults.is_empty()
    }
}

impl App {
    /// Walks the audit chain and compares it with every head that was signed, and with one
    /// that was kept elsewhere and signed by one of our keys.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit_verify(&self, kept: Option<&HeadFile>) -> Result<Verified, AppError> {
        self.audit_verify_by(kept, &self.public_keys()).await
    }

    /// The same, where the head that was kept shall be signed by one of these keys.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit_verify_by(
        &self,
        kept: Option<&HeadFile>,
        keys: &KeyFile,
    ) -> Result<Verified, AppError> {
        let db = self.inner.store.snapshot().await?;
        let rows = db.audit_heads().await?;
        let mut unsigned = Vec::new();
        let mut heads = Vec::new();
        for row in rows {
            let message = head_message(row.seq, row.at, &row.reason, &row.hash);
            // A head by a key that is none of this instance's proves nothing.
            let key = self.inner.key.public_of(&row.key_id);
            if !key.is_some_and(|key| verifies(&key, message.as_bytes(), &row.signature)) {
                unsigned.push(row.seq);
            }
            heads.push((row.seq, row.hash));
        }
        if let Some(kept) = kept {
            if !keys.holds(&kept.public_key) || !kept.is_signed() {
                unsigned.push(kept.seq);
            }
            heads.push((kept.seq, kept.hash.clone()));
        }
        let (rows, faults) = db.audit_verify(&heads).await?;
        Ok(Verified {
            rows,
            heads: heads.len(),
            unsigned,
            faults,
        })
    }

    /// Signs the end of the chain as it is, to be kept elsewhere.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn audit_head(&self) -> Result<HeadFile, AppError> {
        let key = self.inner.key.clone();
        self.change_as(self.system(), move |write, stamp| {
            Box::pin(async move {
                sign_head(write, &key, stamp.now, "export").await?;
                Ok(())
            })
        })
        .await?;
        let last = self.db().audit_heads().await?.pop();
        let row = last.ok_or(AppError::NotFound("audit head"))?;
        Ok(head_file(&self.inner.key, row))
    }

    /// Rows of the chain before `before`, newest first, in the name of the instance: for
    /// operators' commands. What was rated is left out.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit_by_operator(&self, before: i64, limit: i64) -> Result<Vec<Entry>, AppError> {
        let rows = self.db().audit_recent(None, before, limit).await?;
        Ok(rows.into_iter().map(blind).collect())
    }
}

/// A signed head as a file.
pub(crate) fn head_file(key: &InstanceKey, row: HeadRow) -> HeadFile {
    HeadFile {
        format: "gradus-audit-head/1".to_owned(),
        seq: row.seq,
        at: row.at,
        reason: row.reason,
        hash: row.hash,
        public_key: key.public_of(&row.key_id).unwrap_or_default(),
        signature: row.signature,
    }
}

impl Administrator<'_> {
    /// Rows of the chain before `before`, newest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit(&self, before: i64, limit: i64) -> Result<Vec<Entry>, AppError> {
        // What was answered while people rate blind is told to nobody, administrators included.
        let rows = self.app().db().audit_recent(None, before, limit).await?;
        Ok(rows.into_iter().map(blind).collect())
    }
}

/// Which rows of the chain are looked for, as it is typed.
#[derive(Debug, Clone, Default)]
pub struct AuditSearch {
    /// Part of the actor's pseudonym; empty for all.
    pub who: String,
    /// The action's word; empty for all.
    pub what: String,
    /// The first day; the beginning where it is none.
    pub from: String,
    /// The last day; the end where it is none.
    pub to: String,
}

impl AuditSearch {
    fn sought(&self) -> Sought {
        let day = |text: &str| {
            let day = optional_day("day", text).ok().flatten()?;
            Some(day.midnight().assume_utc().unix_timestamp() * 1000)
        };
        Sought {
            actor: self.who.trim().to_owned(),
            action: self.what.trim().to_owned(),
            from: day(&self.from).unwrap_or(0),
            until: day(&self.to).map_or(i64::MAX, |day| day + DAY_MS),
        }
    }
}

/// Every action of the chain.
pub const ACTIONS: [&str; 56] = [
    "account_create",
    "account_enable",
    "agreed_record",
    "agreed_undo",
    "assessment_change",
    "assessment_create",
    "assessment_export",
    "assessment_import",
    "assessor_change",
    "assessor_create",
    "assessor_erase",
    "assessor_join",
    "assessor_remove",
    "city_change",
    "city_create",
    "cycle_start",
    "evidence_add",
    "evidence_change",
    "evidence_delete",
    "evidence_remove",
    "evidence_review",
    "evidence_use",
    "group_create",
    "group_remove",
    "group_rename",
    "invitation_create",
    "invitation_revoke",
    "language_change",
    "link_create",
    "model_add",
    "model_move",
    "password_change",
    "person_erase",
    "phase_change",
    "profile_change",
    "publication",
    "publication_withdraw",
    "rating_record",
    "role_remove",
    "role_set",
    "scope_change",
    "sealed_export",
    "seat_end",
    "seat_take",
    "session_begin",
    "session_end",
    "targets_change",
    "token_create",
    "token_revoke",
    "workshop_clock",
    "workshop_close",
    "workshop_open",
    "workshop_show",
    "workshop_vote",
    "workshop_vote_close",
    "workshop_vote_open",
];

/// A row as it may be shown: what was rated or voted is left out.
fn blind(entry: Entry) -> Entry {
    if !["rating_record", "workshop_vote"].contains(&entry.action.as_str()) {
        return entry;
    }
    Entry {
        before: "null".to_owned(),
        after: "null".to_owned(),
        ..entry
    }
}

impl Administrator<'_> {
    /// Rows of the chain before `before` that are as asked, newest first: however far back
    /// they lie.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit_search(
        &self,
        search: &AuditSearch,
        before: i64,
        limit: i64,
    ) -> Result<Vec<Entry>, AppError> {
        let sought = search.sought();
        let rows = self.app().db().audit_sought(&sought, before, limit).await?;
        Ok(rows.into_iter().map(blind).collect())
    }
}

impl Lead<'_> {
    /// Rows of the chain about this assessment before `before`, newest first, without
    /// answers.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit(&self, before: i64, limit: i64) -> Result<Vec<Entry>, AppError> {
        let desk = self.desk();
        let place = desk.place().word();
        let rows = desk
            .app
            .db()
            .audit_recent(Some(&place), before, limit)
            .await?;
        Ok(rows.into_iter().map(blind).collect())
    }
}
