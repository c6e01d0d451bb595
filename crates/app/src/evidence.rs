//! Evidence: handed in for a city, linked to statements in an assessment, used again.

mod again;
mod removal;
mod review;

pub use again::UsedIn;
pub use review::{Queue, Queued, SOON_DAYS, Seen};

use crate::app::App;
use crate::assessment::{Desk, Phase};
use crate::city::Role;
use crate::error::{AppError, Mistake, Mistakes};
use crate::moving::still_asks_the_same;
use crate::parse::{NAME, TEXT, day, iso, optional, optional_day, required};
use crate::rating::Subject;
use bytes::Bytes;
use gradus_domain::evidence::EvidenceKind;
use gradus_domain::model::Model;
use gradus_store::EvidenceId;
use gradus_store::audit::text_sha256;
use gradus_store::rows::{EvidenceCycleRow, EvidenceRow, EvidenceUseRow};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// Media types that are kept; everything else is refused, above all what browsers run.
const KEPT: [&str; 14] = [
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/gif",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "text/plain",
    "text/csv",
];

/// A piece of evidence as it is typed.
#[derive(Debug, Clone, Default)]
pub struct EvidenceText {
    /// `document`, `link`, `data` or `interview`.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Address; links need one.
    pub url: String,
    /// Text of an interview note or a data point.
    pub body: String,
    /// From when it holds.
    pub effective_on: String,
    /// Until when; may be empty.
    pub valid_until: String,
    /// Statements and strands that it supports.
    pub supports: Vec<String>,
}

/// A file that is handed in.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Bytes,
}

/// A piece of evidence in an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The evidence.
    pub row: EvidenceRow,
    /// How it is used; none for a piece of an earlier cycle that is not used here.
    pub used: Option<EvidenceUseRow>,
    /// Statements and strands that it supports.
    pub supports: Vec<String>,
    /// Whether it ends before the cycle does.
    pub expires_in_cycle: bool,
    /// Another piece of the city with the same file, or the same address where both are links.
    pub duplicate_of: Option<EvidenceId>,
    /// The last cycle before this one that used it; of a piece that is not used here, the last.
    pub from_cycle: Option<UsedIn>,
}

/// The media type of a file, by its content; by its name only among kinds of text.
pub(crate) fn sniff(upload: &Upload) -> Option<&'static str> {
    let known = |kind: &str| KEPT.iter().copied().find(|kept| *kept == kind);
    if let Some(kind) = infer::get(&upload.bytes) {
        return known(kind.mime_type());
    }
    let text = std::str::from_utf8(&upload.bytes).ok()?;
    if text
        .chars()
        .any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
    {
        return None;
    }
    let name = upload.name.to_lowercase();
    known(if name.ends_with(".csv") {
        "text/csv"
    } else {
        "text/plain"
    })
}

/// A file's name without folders and odd letters.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let tidy: String = last
        .chars()
        .filter(|letter| !letter.is_control() && !matches!(letter, '"' | '<' | '>'))
        .take(150)
        .collect();
    if tidy.trim_matches(['.', ' ']).is_empty() {
        "file".to_owned()
    } else {
        tidy
    }
}

fn told(row: &EvidenceRow) -> Json {
    json!({ "kind": row.kind, "title_sha256": text_sha256(&row.title), "url": row.url,
            "body_sha256": row.body.as_deref().map(text_sha256), "sha256": row.sha256,
            "effective": row.effective_on, "valid_until": row.valid_until })
}

fn supports(model: &Model, listed: &[String], mistakes: &mut Mistakes) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for name in listed
        .iter()
        .map(|name| name.trim())
        .filter(|name| !name.is_empty())
    {
        let kind = if name.contains('/') {
            "strand"
        } else {
            "statement"
        };
        match Subject::parse(model, kind, name) {
            Some(subject) => {
                known.insert(subject.name(model));
            }
            None => mistakes.add(Mistake::new("supports", "supports").with("value", name)),
        }
    }
    known
}

fn listed(text: &str) -> Vec<String> {
    serde_json::from_str(text).unwrap_or_default()
}

impl<'a> Desk<'a> {
    /// Whether the caller may hand in evidence: the team may, and assessors while they rate.
    #[must_use]
    pub fn may_hand_in(&self) -> bool {
        let helps = matches!(
            self.role,
            Some(Role::Lead | Role::Facilitator | Role::Reviewer)
        );
        (helps && self.phase() < Phase::Final)
            || (self.seat.is_some() && self.phase() <= Phase::Rating)
    }

    /// How many pieces of evidence are linked to each statement and strand, by name.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn evidence_counts(&self) -> Result<BTreeMap<String, usize>, AppError> {
        let mut counts = BTreeMap::new();
        for used in self.app.db().evidence_uses(&self.row.id).await? {
            for name in listed(&used.supports) {
                *counts.entry(name).or_default() += 1;
            }
        }
        Ok(counts)
    }

    /// The evidence that the assessment uses, oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn evidence(&self) -> Result<Vec<Piece>, AppError> {
        let db = self.app.db();
        let rows = db.evidence_of(&self.row.id).await?;
        let uses = db.evidence_uses(&self.row.id).await?;
        let all = db.evidence_of_city(&self.city.id).await?;
        let cycles = db.evidence_cycles(&self.city.id).await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let used = uses.iter().find(|used| used.evidence_id == row.id).cloned();
                self.piece(row, used, &all, &cycles)
            })
            .collect())
    }

    /// Evidence of the city that this assessment does not use yet, newest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn evidence_elsewhere(&self) -> Result<Vec<Piece>, AppError> {
        let db = self.app.db();
        let uses = db.evidence_uses(&self.row.id).await?;
        let all = db.evidence_of_city(&self.city.id).await?;
        let cycles = db.evidence_cycles(&self.city.id).await?;
        let here = |row: &&EvidenceRow| uses.iter().any(|used| used.evidence_id == row.id);
        let others = all.iter().filter(|row| !here(row));
        Ok(others
            .map(|row| self.piece(row.clone(), None, &all, &cycles))
            .collect())
    }

    fn piece(
        &self,
        row: EvidenceRow,
        used: Option<EvidenceUseRow>,
        all: &[EvidenceRow],
        cycles: &[EvidenceCycleRow],
    ) -> Piece {
        let content = again::Content::of(&row);
        let same = |other: &&EvidenceRow| other.id != row.id && content.is_in(other);
        Piece {
            from_cycle: self.cycle_before(&row.id, used.is_some(), cycles),
            supports: used
                .as_ref()
                .map(|used| listed(&used.supports))
                .unwrap_or_default(),
            expires_in_cycle: row
                .valid_until
                .as_ref()
                .is_some_and(|until| *until < self.row.ends_on),
            duplicate_of: all.iter().find(same).map(|other| other.id.clone()),
            used,
            row,
        }
    }

    async fn piece_here(&self, id: &EvidenceId) -> Result<EvidenceRow, AppError> {
        let row = self.app.db().evidence(id).await?;
        row.filter(|row| row.city_id == self.city.id)
            .ok_or(AppError::NotFound("evidence"))
    }

    /// The file of a piece of evidence, with its name and media type.
    ///
    /// # Errors
    /// When it is none of this city, or has no file.
    pub async fn evidence_file(
        &self,
        id: &EvidenceId,
    ) -> Result<(Bytes, String, String), AppError> {
        let row = self.piece_here(id).await?;
        let (Some(sha256), Some(name), Some(kind)) = (row.sha256, row.file_name, row.media_type)
        else {
            return Err(AppError::NotFound("file"));
        };
        // An import names files by their hash alone: it must not open another city's.
        let pieces = self.app.db().evidence_of_city(&self.city.id).await?;
        let same = |other: &EvidenceRow| other.sha256.as_ref() == Some(&sha256);
        let handed_in = |other: &EvidenceRow| same(other) && other.size_bytes.is_some();
        if !pieces.iter().any(handed_in) {
            return Err(AppError::NotFound("file"));
        }
        Ok((self.app.inner.files.read(&sha256).await?, name, kind))
    }

    fn checked(
        &self,
        text: &EvidenceText,
        has_file: bool,
    ) -> Result<(EvidenceRow, BTreeSet<String>), AppError> {
        let mut mistakes = Mistakes::default();
        let kind = text.kind.parse::<EvidenceKind>().ok();
        mistakes.add_if(kind.is_none(), "kind", "choice");
        let title = mistakes.take(required("title", &text.title, NAME));
        let url = mistakes.take(optional("url", &text.url, 2_000)).flatten();
        let is_web = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        mistakes.add_if(url.as_ref().is_some_and(|url| !is_web(url)), "url", "url");
        let body = mistakes.take(optional("body", &text.body, TEXT)).flatten();
        match kind {
            Some(EvidenceKind::Link) => mistakes.add_if(url.is_none(), "url", "missing"),
            Some(EvidenceKind::Interview | EvidenceKind::Data) => {
                mistakes.add_if(
                    body.is_none() && url.is_none() && !has_file,
                    "body",
                    "missing",
                );
            }
            Some(EvidenceKind::Document) => {
                mistakes.add_if(!has_file && url.is_none(), "file", "file_or_url")
            }
            None => {}
        }
        let from = mistakes.take(day("effective_on", &text.effective_on));
        let until = mistakes
            .take(optional_day("valid_until", &text.valid_until))
            .flatten();
        if let (Some(from), Some(until)) = (from, until) {
            mistakes.add_if(until < from, "valid_until", "ends_before_start");
        }
        let supports = supports(&self.model, &text.supports, &mut mistakes);
        mistakes.check()?;
        let row = EvidenceRow {
            id: EvidenceId::new(App::uuid()),
            city_id: self.city.id.clone(),
            kind: kind.map_or("", EvidenceKind::word).to_owned(),
            title: title.unwrap_or_default(),
            url,
            body,
            sha256: None,
            file_name: None,
            media_type: None,
            size_bytes: None,
            effective_on: from.map(iso).unwrap_or_default(),
            valid_until: until.map(iso),
            added_by: self.actor.pseudonym(),
            created_at: self.app.now(),
            version: 1,
        };
        Ok((row, supports))
    }

    /// What a final assessment was agreed upon with stays as it was.
    async fn used_in_no_final(&self, id: &EvidenceId) -> Result<(), AppError> {
        let db = self.app.db();
        for used in db.uses_of(id).await? {
            let of = db.assessment(&used.assessment_id).await?;
            if of.is_some_and(|row| row.phase == Phase::Final.word()) {
                return Err(AppError::Refused("evidence_final"));
            }
        }
        Ok(())
    }

    fn hands_in(&self) -> Result<(), AppError> {
        if self.may_hand_in() {
            Ok(())
        } else if self.phase() == Phase::Final {
            Err(AppError::Refused("final"))
        } else {
            Err(AppError::NotAllowed("evidence"))
        }
    }

    /// Hands in a piece of evidence.
    ///
    /// # Errors
    /// Fields that are wrong, a kind of file that is not kept, one that is too large, and
    /// callers who may not.
    pub async fn evidence_add(
        &self,
        text: &EvidenceText,
        upload: Option<Upload>,
    ) -> Result<EvidenceId, AppError> {
        self.hands_in()?;
        let upload = upload.filter(|upload| !upload.bytes.is_empty());
        let (mut row, supports) = self.checked(text, upload.is_some())?;
        let limits = self.app.inner.limits;
        if self.app.db().evidence_of_city(&self.city.id).await?.len() >= limits.evidence {
            return Err(AppError::Refused("too_much_evidence"));
        }
        let held = self.app.inner.files_held.read().await;
        if let Some(upload) = upload {
            if upload.bytes.len() as u64 > limits.evidence_bytes {
                return Err(AppError::TooLarge(limits.evidence_bytes));
            }
            let kind = sniff(&upload).ok_or(AppError::invalid("file", "file_kind"))?;
            row.size_bytes = i64::try_from(upload.bytes.len()).ok();
            row.file_name = Some(file_name(&upload.name));
            row.media_type = Some(kind.to_owned());
            row.sha256 = Some(self.app.inner.files.keep(upload.bytes).await?);
        }
        let (id, sha256) = (row.id.clone(), row.sha256.clone());
        let read = self.row.clone();
        let (assessment, place) = (self.row.id.clone(), self.place());
        let added = self
            .app
            .change(self.actor, move |write, stamp| {
                Box::pin(async move {
                    still_asks_the_same(write, &read).await?;
                    write.add_evidence(&row).await?;
                    stamp.note(
                        write,
                        "evidence_add",
                        format!("evidence:{}", row.id),
                        &place,
                        (Json::Null, told(&row)),
                    );
                    use_it(write, &stamp, &place, &assessment, &row.id, &supports).await
                })
            })
            .await;
        drop(held);
        if added.is_err() {
            // What no row names would stay for good.
            self.app.file_forget(sha256.as_deref()).await;
        }
        added.map(|()| id)
    }

    /// Fails where the caller may not change a piece: the team may, and assessors their own.
    ///
    /// # Errors
    /// [`AppError::NotAllowed`], and [`AppError::Refused`] once the assessment is final.
    pub fn changes(&self, row: &EvidenceRow) -> Result<(), AppError> {
        self.hands_in()?;
        if self.role.is_some() || row.added_by == self.actor.pseudonym() {
            Ok(())
        } else {
            Err(AppError::NotAllowed("evidence"))
        }
    }

    /// Changes a piece of evidence, and what it supports here. `version` is the one shown.
    /// A file stays as it is: another file is another piece.
    ///
    /// # Errors
    /// Fields that are wrong, a change by somebody else in between, callers who may not; and
    /// a piece that a final assessment uses. What reviewers said is taken back where the
    /// piece itself changed.
    pub async fn evidence_change(
        &self,
        id: &EvidenceId,
        text: &EvidenceText,
        version: i64,
    ) -> Result<(), AppError> {
        let before = self.piece_here(id).await?;
        self.changes(&before)?;
        self.used_in_no_final(id).await?;
        let (typed, supports) = self.checked(text, before.sha256.is_some())?;
        let row = EvidenceRow {
            title: typed.title,
            url: typed.url,
            body: typed.body,
            effective_on: typed.effective_on,
            valid_until: typed.valid_until,
            version,
            ..before.clone()
        };
        let read = self.row.clone();
        let (assessment, place) = (self.row.id.clone(), self.place());
        self.app
            .change(self.actor, move |write, stamp| {
                Box::pin(async move {
                    still_asks_the_same(write, &read).await?;
                    write.set_evidence(&row).await?;
                    let change = (told(&before), told(&row));
                    if change.0 != change.1 {
                        unjudge(write, &row.id).await?;
                    }
                    stamp.note(
                        write,
                        "evidence_change",
                        format!("evidence:{}", row.id),
                        &place,
                        change,
                    );
                    use_it(write, &stamp, &place, &assessment, &row.id, &supports).await
                })
            })
            .await
    }

    /// Uses a piece of an earlier cycle here, for these statements and strands.
    ///
    /// # Errors
    /// When it is none of this city, callers who may not, and assessors for a piece of
    /// somebody else that is used here already.
    pub async fn evidence_reuse(&self, id: &EvidenceId, names: &[String]) -> Result<(), AppError> {
        self.hands_in()?;
        let row = self.piece_here(id).await?;
        let uses = self.app.db().evidence_uses(&self.row.id).await?;
        let used = uses.iter().any(|used| used.evidence_id == *id);
        if used && self.role.is_none() && row.added_by != self.actor.pseudonym() {
            return Err(AppError::NotAllowed("evidence"));
        }
        let mut mistakes = Mistakes::default();
        let mut supported = supports(&self.model, names, &mut mistakes);
        mistakes.check()?;
        if supported.is_empty() {
            // What it supported last, as far as the model still has it.
            let uses = self.app.db().uses_of(id).await?;
            let last = uses
                .last()
                .map(|used| listed(&used.supports))
                .unwrap_or_default();
            supported = supports(&self.model, &last, &mut Mistakes::default());
        }
        let read = self.row.clone();
        let (assessment, place) = (self.row.id.clone(), self.place());
        self.app
            .change(self.actor, move |write, stamp| {
                Box::pin(async move {
                    still_asks_the_same(write, &read).await?;
                    use_it(write, &stamp, &place, &assessment, &row.id, &supported).await
                })
            })
            .await
    }
}

/// Takes back what reviewers said of a piece that was another one when they did.
async fn unjudge(write: &mut gradus_store::Write, id: &EvidenceId) -> Result<(), AppError> {
    for used in write.uses_of(id).await? {
        if used.status == "submitted" {
            continue;
        }
        let row = EvidenceUseRow {
            status: "submitted".to_owned(),
            reviewer: None,
            reason: None,
            ..used
        };
        write.set_evidence_use(&row).await?;
        write.bump_assessment(&row.assessment_id).await?;
    }
    Ok(())
}

async fn use_it(
    write: &mut gradus_store::Write,
    stamp: &crate::app::Stamp,
    place: &crate::app::Place,
    assessment: &gradus_store::AssessmentId,
    id: &EvidenceId,
    supports: &BTreeSet<String>,
) -> Result<(), AppError> {
    let uses = write.evidence_uses(assessment).await?;
    let before = uses.iter().find(|used| used.evidence_id == *id).cloned();
    let taken: BTreeSet<String> = uses.into_iter().map(|used| used.code).collect();
    let listed = json!(supports).to_string();
    let row = match &before {
        // What was judged was judged for what it supported.
        Some(before) if before.supports != listed => EvidenceUseRow {
            supports: listed,
            status: "submitted".to_owned(),
            reviewer: None,
            reason: None,
            ..before.clone()
        },
        Some(_) => {
            return write
                .bump_assessment(assessment)
                .await
                .map_err(AppError::from);
        }
        None => EvidenceUseRow {
            assessment_id: assessment.clone(),
            evidence_id: id.clone(),
            code: crate::people::free_code("e", &taken),
            status: "submitted".to_owned(),
            reviewer: None,
            reason: None,
            supports: listed,
            version: 1,
        },
    };
    write.set_evidence_use(&row).await?;
    write.bump_assessment(assessment).await?;
    let before = before.map_or(Json::Null, |before| json!({ "supports": before.supports }));
    stamp.note(
        write,
        "evidence_use",
        format!("evidence:{id}"),
        place,
        (before, json!({ "supports": row.supports })),
    );
    Ok(())
}
