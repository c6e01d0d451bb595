//! The audit chain: one row for every change, each with a hash over its content and the
//! hash of the row before it.
//!
//! The hash of a row is SHA-256 over the compact JSON list
//! `[previous, seq, at, actor, action, subject, place, before, after]`, in UTF-8. Rows name
//! people by pseudonym and texts by their SHA-256.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::rows::HeadRow;
use sea_orm::{FromQueryResult, Value};
use serde::Serialize;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

/// A change, before it has its place in the chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Who, by pseudonym: `person:…`, `assessor:…`, `token:…` or `system`.
    pub actor: String,
    /// What was done, for example `rating_record`.
    pub action: &'static str,
    /// To what.
    pub subject: String,
    /// Where: the assessment, city or `instance` whose members may read the row.
    pub place: String,
    /// The state before; null where there was none.
    pub before: Json,
    /// The state after; null where there is none.
    pub after: Json,
}

/// A row of the chain.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult, Serialize)]
pub struct Entry {
    /// Its number, from 1, without gaps.
    pub seq: i64,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Who, by pseudonym.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// Where.
    pub place: String,
    /// The state before, as JSON.
    pub before: String,
    /// The state after, as JSON.
    pub after: String,
    /// Hash of the row before; empty for the first.
    pub previous: String,
    /// Hash of this row.
    pub hash: String,
}

impl Note {
    pub(crate) fn link(self, seq: i64, previous: &str) -> Entry {
        let mut entry = Entry {
            seq,
            at: self.at,
            actor: self.actor,
            action: self.action.to_owned(),
            subject: self.subject,
            place: self.place,
            before: self.before.to_string(),
            after: self.after.to_string(),
            previous: previous.to_owned(),
            hash: String::new(),
        };
        entry.hash = entry.computed_hash();
        entry
    }
}

impl Entry {
    /// The hash that the row's content has.
    #[must_use]
    pub fn computed_hash(&self) -> String {
        let content = (
            &self.previous,
            self.seq,
            self.at,
            &self.actor,
            &self.action,
            &self.subject,
            &self.place,
            &self.before,
            &self.after,
        );
        let bytes = serde_json::to_vec(&content).expect("texts and numbers have a JSON form");
        hex::encode(Sha256::digest(bytes))
    }
}

/// SHA-256 of a text, as an audit row names it.
#[must_use]
pub fn text_sha256(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

const COLUMNS: &str = "seq, at, actor, action, subject, place, before, after, previous, hash";
/// Rows in one statement; ten values each stay far below what either database takes.
const ROWS: usize = 100;

pub(crate) async fn insert(db: &Db, entries: &[Entry]) -> Result<(), StoreError> {
    for chunk in entries.chunks(ROWS) {
        let mut values: Vec<Value> = Vec::with_capacity(chunk.len() * 10);
        let mut places = Vec::with_capacity(chunk.len());
        for entry in chunk {
            let first = values.len();
            let numbers: Vec<String> = (1..=10).map(|n| format!("${}", first + n)).collect();
            places.push(format!("({})", numbers.join(", ")));
            values.extend([entry.seq.into(), entry.at.into()]);
            for text in [
                &entry.actor,
                &entry.action,
                &entry.subject,
                &entry.place,
                &entry.before,
                &entry.after,
                &entry.previous,
                &entry.hash,
            ] {
                values.push(text.clone().into());
            }
        }
        let sql = format!("INSERT INTO audit ({COLUMNS}) VALUES {}", places.join(", "));
        db.execute_many(&sql, values).await?;
    }
    Ok(())
}

/// What is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// The content of a row is not what its hash says.
    Changed {
        /// The row.
        seq: i64,
    },
    /// A row does not follow the one before it: rows were removed, added or reordered.
    Broken {
        /// The row.
        seq: i64,
    },
    /// The chain ends before the row that a signed head names.
    CutOff {
        /// The last row there is.
        last: i64,
        /// The row of the head.
        head: i64,
    },
    /// The row that a signed head names has another hash.
    OtherHead {
        /// The row.
        seq: i64,
    },
    /// The end that the database keeps beside the chain is another.
    OtherTip {
        /// The last row there is.
        last: i64,
        /// The row that the database keeps as the last.
        tip: i64,
    },
}

#[derive(FromQueryResult)]
struct Tip {
    seq: i64,
    hash: String,
}

/// Which rows of the chain are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// Part of the actor's pseudonym; empty for all.
    pub actor: String,
    /// The action's word; empty for all.
    pub action: String,
    /// From when on, in milliseconds since 1970, UTC.
    pub from: i64,
    /// Until before when.
    pub until: i64,
}

impl Db {
    async fn audit_tip(&self) -> Result<Option<Tip>, StoreError> {
        self.one("SELECT seq, hash FROM audit_tip WHERE id = 1", [])
            .await
    }

    /// Rows after `after`, oldest first, at most `limit`.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit_entries(&self, after: i64, limit: i64) -> Result<Vec<Entry>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2");
        self.all(&sql, [after.into(), limit.into()]).await
    }

    /// The newest rows before `before`, of one place or of all, newest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit_recent(
        &self,
        place: Option<&str>,
        before: i64,
        limit: i64,
    ) -> Result<Vec<Entry>, StoreError> {
        match place {
            Some(place) => {
                let sql = format!(
                    "SELECT {COLUMNS} FROM audit WHERE place = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3"
                );
                self.all(&sql, [place.into(), before.into(), limit.into()])
                    .await
            }
            None => {
                let sql = format!(
                    "SELECT {COLUMNS} FROM audit WHERE seq < $1 ORDER BY seq DESC LIMIT $2"
                );
                self.all(&sql, [before.into(), limit.into()]).await
            }
        }
    }

    /// Rows of one action in one place, oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit_of_action(
        &self,
        place: &str,
        action: &str,
    ) -> Result<Vec<Entry>, StoreError> {
        let sql =
            format!("SELECT {COLUMNS} FROM audit WHERE place = $1 AND action = $2 ORDER BY seq");
        self.all(&sql, [place.into(), action.into()]).await
    }

    /// The newest rows before `before` that are as asked, newest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit_sought(
        &self,
        sought: &Sought,
        before: i64,
        limit: i64,
    ) -> Result<Vec<Entry>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM audit WHERE seq < $1 AND at >= $2 AND at < $3
             AND ($4 = '' OR action = $4) AND actor LIKE $5 ESCAPE '!' ORDER BY seq DESC LIMIT $6"
        );
        let mut part = String::from("%");
        for letter in sought.actor.chars() {
            if ['%', '_', '!'].contains(&letter) {
                part.push('!');
            }
            part.push(letter);
        }
        part.push('%');
        let values = [
            before.into(),
            sought.from.into(),
            sought.until.into(),
            sought.action.clone().into(),
            part.into(),
            limit.into(),
        ];
        self.all(&sql, values).await
    }

    /// Everything that one actor did, by pseudonym, oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit_by(&self, actor: &str) -> Result<Vec<Entry>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM audit WHERE actor = $1 ORDER BY seq");
        self.all(&sql, [actor.into()]).await
    }

    /// When one action was last noted of each subject, in milliseconds since 1970, UTC.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit_last_of_each(
        &self,
        place: &str,
        action: &str,
    ) -> Result<Vec<(String, i64)>, StoreError> {
        #[derive(FromQueryResult)]
        struct Last {
            subject: String,
            at: i64,
        }
        let sql = "SELECT subject, MAX(at) AS at FROM audit WHERE place = $1 AND action = $2
                   GROUP BY subject";
        let rows: Vec<Last> = self.all(sql, [place.into(), action.into()]).await?;
        Ok(rows.into_iter().map(|row| (row.subject, row.at)).collect())
    }

    /// The newest row of one action by one actor on one subject.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit_last(
        &self,
        place: &str,
        action: &str,
        actor: &str,
        subject: &str,
    ) -> Result<Option<Entry>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM audit WHERE place = $1 AND action = $2 AND actor = $3 AND subject = $4
             ORDER BY seq DESC LIMIT 1"
        );
        let values = [place.into(), action.into(), actor.into(), subject.into()];
        self.one(&sql, values).await
    }

    /// The last row of an action by an actor at a place, whatever it was done to.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit_last_by(
        &self,
        place: &str,
        action: &str,
        actor: &str,
    ) -> Result<Option<Entry>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM audit WHERE place = $1 AND action = $2 AND actor = $3
             ORDER BY seq DESC LIMIT 1"
        );
        self.one(&sql, [place.into(), action.into(), actor.into()])
            .await
    }

    /// The signed heads, oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit_heads(&self) -> Result<Vec<HeadRow>, StoreError> {
        self.all(
            "SELECT seq, at, reason, hash, key_id, signature FROM audit_head ORDER BY seq",
            [],
        )
        .await
    }

    /// Walks the whole chain and compares it with `heads` (row and hash). Gives the number of
    /// rows and every fault, in order.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn audit_verify(
        &self,
        heads: &[(i64, String)],
    ) -> Result<(i64, Vec<Fault>), StoreError> {
        // Read before and after: rows that are added while we walk lie between the two.
        let tip = self.audit_tip().await?;
        let mut faults = Vec::new();
        let (mut last, mut hash, mut rows) = (0, String::new(), 0);
        let mut tip_hash = None;
        let mut wanted: Vec<&(i64, String)> = heads.iter().collect();
        wanted.sort();
        loop {
            let page = self.audit_entries(last, 2000).await?;
            let Some(end) = page.last().map(|entry| entry.seq) else {
                break;
            };
            for entry in page {
                rows += 1;
                if entry.seq != last + 1 || entry.previous != hash {
                    faults.push(Fault::Broken { seq: entry.seq });
                }
                if entry.computed_hash() != entry.hash {
                    faults.push(Fault::Changed { seq: entry.seq });
                }
                for (seq, head) in wanted.iter().filter(|(seq, _)| *seq == entry.seq) {
                    if *head != entry.hash {
                        faults.push(Fault::OtherHead { seq: *seq });
                    }
                }
                if tip.as_ref().is_some_and(|tip| tip.seq == entry.seq) {
                    tip_hash = Some(entry.hash.clone());
                }
                last = entry.seq;
                hash = entry.hash;
            }
            debug_assert_eq!(end, last);
        }
        for (seq, _) in wanted.iter().filter(|(seq, _)| *seq > last) {
            faults.push(Fault::CutOff { last, head: *seq });
        }
        let stands = tip
            .as_ref()
            .is_some_and(|tip| (tip.seq == 0 && rows == 0) || tip_hash.as_ref() == Some(&tip.hash));
        let beyond = |tip: &Tip| last > tip.seq;
        let end = self.audit_tip().await?;
        if !stands || end.as_ref().is_some_and(beyond) {
            let tip = end.map_or(-1, |tip| tip.seq);
            faults.push(Fault::OtherTip { last, tip });
        }
        Ok((rows, faults))
    }
}

impl Write {
    /// Keeps a signature of the end of the chain.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn keep_audit_head(&mut self, head: &HeadRow) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO audit_head (seq, at, reason, hash, key_id, signature) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (seq) DO UPDATE SET at = excluded.at, reason = excluded.reason,
             hash = excluded.hash, key_id = excluded.key_id, signature = excluded.signature",
            [
                head.seq.into(),
                head.at.into(),
                head.reason.clone().into(),
                head.hash.clone().into(),
                head.key_id.clone().into(),
                head.signature.clone().into(),
            ],
        )
        .await?;
        Ok(())
    }
}
