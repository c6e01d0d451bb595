//! Publications: a lead shows a frozen version to everybody, replaces it, or withdraws it.
//!
//! What strangers see is made of the frozen version and of what the lead said about it, and
//! of nothing that changes afterwards.

mod published;

pub use published::{CityNews, Gone, Leaf, News, Published, Seen};

use crate::app::App;
use crate::assessment::{Lead, Phase};
use crate::error::{AppError, Mistakes};
use crate::parse::optional;
use crate::result::assess;
use gradus_catalog::assessment::document::{
    AssessmentDocument, Day, EvidenceDocument, PublicationDocument,
};
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::source::Source;
use gradus_domain::disclosure::isolated;
use gradus_domain::evidence::{EvidenceKind, EvidenceStatus};
use gradus_store::audit::text_sha256;
use gradus_store::rows::{FrozenRow, PublicationRow};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use time::OffsetDateTime;

/// Most letters of an introduction, and of a reason for withdrawing.
pub const LONGEST_WORDS: usize = 2_000;

/// What a lead says about a publication.
#[derive(Debug, Clone, Default)]
pub struct PublicationText {
    /// Words of their own above the result; may be empty.
    pub introduction: String,
    /// Names in files of the pieces of evidence whose titles are shown.
    pub evidence: Vec<String>,
}

/// A piece of evidence whose title may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Its name in files.
    pub code: String,
    /// Its title, as it was frozen.
    pub title: String,
    /// Whether a reviewer accepted it.
    pub accepted: bool,
    /// Whether it is shown, or would be.
    pub shown: bool,
}

/// Where the publication of an assessment stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// What is or was published; none before the first time.
    pub row: Option<PublicationRow>,
    /// Number of the newest frozen version, and when it was frozen; none before `final`.
    pub newest: Option<(i64, i64)>,
    /// The lead's own words: those that are or were shown, else those that came with a file.
    pub introduction: Option<String>,
    /// Titles to choose from, of the newest version.
    pub titles: Vec<Title>,
    /// Statements and components on which fewer than five people answer otherwise than in a
    /// version that strangers have seen: with any of them, the newest cannot be published.
    pub isolated: Vec<String>,
    /// Components, by name, whose level rests on fewer than five people.
    pub thin: Vec<String>,
}

impl Standing {
    /// Whether strangers can see a version now.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.row
            .as_ref()
            .is_some_and(|row| row.withdrawn_at.is_none())
    }

    /// Whether a newer version than the one shown is there.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        let newest = self.newest.map(|(number, _)| number);
        self.row
            .as_ref()
            .is_some_and(|row| row.withdrawn_at.is_none() && Some(row.number) != newest)
    }
}

/// What is checked of a text before it is shown.
struct Checked {
    introduction: Option<String>,
    evidence: Vec<String>,
}

impl Lead<'_> {
    /// Where the publication stands, and what could be published.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn publication(&self) -> Result<Standing, AppError> {
        let desk = self.desk();
        let db = desk.app.db();
        let row = db.publication(&desk.row.id).await?;
        let newest = db.frozen(&desk.row.id).await?;
        let newest = newest.filter(|_| desk.phase() == Phase::Final);
        let Some(frozen) = newest else {
            return Ok(Standing {
                introduction: row.as_ref().and_then(|row| row.introduction.clone()),
                newest: None,
                titles: Vec::new(),
                isolated: Vec::new(),
                thin: Vec::new(),
                row,
            });
        };
        let document = read(&frozen)?;
        let noted = document.publication.clone();
        let kept = row.as_ref().map(chosen).or_else(|| {
            let noted = noted.as_ref()?;
            Some(noted.evidence.iter().cloned().collect())
        });
        let titles = titles(document, kept.as_ref());
        let isolated = self.isolated(&frozen).await?;
        let blank = self.row_of(&frozen, None, &[], 0);
        let published = desk.app.render(blank, &frozen).await?;
        let introduction = match &row {
            Some(row) => row.introduction.clone(),
            None => noted.and_then(|noted| noted.introduction),
        };
        Ok(Standing {
            row,
            introduction,
            newest: Some((frozen.number, frozen.at)),
            titles,
            isolated,
            thin: published.thin(),
        })
    }

    /// What strangers would see, if this were published: the newest frozen version.
    ///
    /// # Errors
    /// [`AppError::Refused`] before `final`, and mistakes of the text.
    pub async fn publication_preview(
        &self,
        text: &PublicationText,
    ) -> Result<Arc<Published>, AppError> {
        let desk = self.desk();
        let frozen = self.newest_frozen().await?;
        let checked = check(text, &frozen)?;
        let kept = desk.app.db().publication(&desk.row.id).await?;
        let now = desk.app.now();
        let fresh = self.row_of(&frozen, checked.introduction, &checked.evidence, now);
        let row = match kept {
            Some(kept) => PublicationRow {
                number: fresh.number,
                introduction: fresh.introduction,
                evidence: fresh.evidence,
                changed_at: now,
                withdrawn_at: None,
                withdrawn_reason: None,
                ..kept
            },
            None => fresh,
        };
        desk.app.render(row, &frozen).await.map(Arc::new)
    }

    /// Shows the newest frozen version to everybody, in place of what was shown before.
    /// `version` is the version of the publication that the lead looked at, 0 for none.
    ///
    /// # Errors
    /// [`AppError::Refused`] before `final`, when somebody else changed it in between, and
    /// where strangers could subtract two versions and learn what fewer than five people
    /// answered; and mistakes of the text.
    pub async fn publish(
        &self,
        text: &PublicationText,
        version: i64,
    ) -> Result<PublicationRow, AppError> {
        let (desk, app) = (self.desk(), self.desk().app);
        let frozen = self.newest_frozen().await?;
        let checked = check(text, &frozen)?;
        if !self.isolated(&frozen).await?.is_empty() {
            return Err(AppError::Refused("publication_isolates"));
        }
        let (place, subject) = (desk.place(), desk.subject());
        let fresh = self.row_of(&frozen, checked.introduction, &checked.evidence, app.now());
        // What can be downloaded stays byte by byte, whatever program and key come after.
        let sealed = app.render(fresh.clone(), &frozen).await?.sealed;
        app.change(desk.actor, move |write, stamp| {
            Box::pin(async move {
                let kept = write.publication(&fresh.assessment_id).await?;
                if kept.as_ref().map_or(0, |kept| kept.version) != version {
                    return Err(AppError::Refused("changed_meanwhile"));
                }
                let before = kept.as_ref().map_or(Json::Null, told);
                let (row, kind) = match kept {
                    None => (fresh, "published"),
                    Some(kept) => {
                        let kind = match (kept.withdrawn_at, kept.number == fresh.number) {
                            (Some(_), _) => "published",
                            (None, true) => "changed",
                            (None, false) => "replaced",
                        };
                        let row = PublicationRow {
                            number: fresh.number,
                            introduction: fresh.introduction,
                            evidence: fresh.evidence,
                            changed_at: stamp.now,
                            withdrawn_at: None,
                            withdrawn_reason: None,
                            ..kept
                        };
                        (row, kind)
                    }
                };
                if version == 0 {
                    write.add_publication(&row).await?;
                } else {
                    write.set_publication(&row).await?;
                }
                let (id, number) = (row.assessment_id.clone(), row.number);
                if let Some(sealed) = sealed {
                    write.keep_sealed_public(&id, number, &sealed).await?;
                }
                write
                    .add_publication_event(&id, stamp.now, kind, number)
                    .await?;
                let after = told(&row);
                stamp.note(write, "publication", subject, &place, (before, after));
                Ok(PublicationRow {
                    version: version + 1,
                    ..row
                })
            })
        })
        .await
    }

    /// Takes back what is shown; its address tells from then on what was there and why it
    /// is gone.
    ///
    /// # Errors
    /// [`AppError::Refused`] where nothing is shown or somebody else changed it in between,
    /// and a reason that is missing.
    pub async fn publication_withdraw(&self, reason: &str, version: i64) -> Result<(), AppError> {
        let (desk, app) = (self.desk(), self.desk().app);
        let reason = crate::parse::required("reason", reason, LONGEST_WORDS)
            .map_err(|mistake| AppError::Invalid(vec![mistake]))?;
        let (place, subject, id) = (desk.place(), desk.subject(), desk.row.id.clone());
        app.change(desk.actor, move |write, stamp| {
            Box::pin(async move {
                let kept = write.publication(&id).await?;
                let kept = kept.filter(|kept| kept.withdrawn_at.is_none());
                let kept = kept.ok_or(AppError::Refused("nothing_published"))?;
                if kept.version != version {
                    return Err(AppError::Refused("changed_meanwhile"));
                }
                let before = told(&kept);
                let row = PublicationRow {
                    changed_at: stamp.now,
                    withdrawn_at: Some(stamp.now),
                    withdrawn_reason: Some(reason),
                    ..kept
                };
                write.set_publication(&row).await?;
                write
                    .add_publication_event(&id, stamp.now, "withdrawn", row.number)
                    .await?;
                let after = told(&row);
                stamp.note(
                    write,
                    "publication_withdraw",
                    subject,
                    &place,
                    (before, after),
                );
                Ok(())
            })
        })
        .await
    }

    async fn newest_frozen(&self) -> Result<FrozenRow, AppError> {
        let desk = self.desk();
        let frozen = desk.app.db().frozen(&desk.row.id).await?;
        frozen
            .filter(|_| desk.phase() == Phase::Final)
            .ok_or(AppError::Refused("not_final"))
    }

    /// What strangers could learn by subtracting the versions that they have seen from this
    /// one.
    async fn isolated(&self, frozen: &FrozenRow) -> Result<Vec<String>, AppError> {
        let desk = self.desk();
        let db = desk.app.db();
        let mut found = BTreeSet::new();
        for number in db.published_numbers(&desk.row.id).await? {
            if number == frozen.number {
                continue;
            }
            let Some(earlier) = db.frozen_by_number(&desk.row.id, number).await? else {
                continue;
            };
            let (one, other) = (earlier.document, frozen.document.clone());
            let model = Arc::clone(&desk.model);
            let compared = tokio::task::spawn_blocking(move || {
                let earlier = assess(&one, Arc::clone(&model))?;
                Ok::<_, AppError>(isolated(&earlier, &assess(&other, model)?))
            });
            let compared = compared.await;
            found.extend(compared.map_err(|error| AppError::Fault(error.to_string()))??);
        }
        Ok(found.into_iter().collect())
    }

    fn row_of(
        &self,
        frozen: &FrozenRow,
        introduction: Option<String>,
        evidence: &[String],
        now: i64,
    ) -> PublicationRow {
        let desk = self.desk();
        PublicationRow {
            assessment_id: desk.row.id.clone(),
            city_id: desk.city.id.clone(),
            city_slug: desk.city.slug.clone(),
            slug: desk.row.slug.clone(),
            number: frozen.number,
            introduction,
            evidence: json!(evidence).to_string(),
            published_at: now,
            changed_at: now,
            withdrawn_at: None,
            withdrawn_reason: None,
            version: 1,
        }
    }
}

/// A publication as the audit chain tells it: texts by hash.
fn told(row: &PublicationRow) -> Json {
    json!({
        "address": format!("{}/{}", row.city_slug, row.slug),
        "number": row.number,
        "introduction_sha256": row.introduction.as_deref().map(text_sha256),
        "evidence": chosen(row),
        "withdrawn": row.withdrawn_at.is_some(),
        "reason_sha256": row.withdrawn_reason.as_deref().map(text_sha256),
    })
}

/// The names of the pieces of evidence that a publication shows.
fn chosen(row: &PublicationRow) -> BTreeSet<String> {
    serde_json::from_str(&row.evidence).unwrap_or_default()
}

/// The titles of a frozen version: those of `kept` are shown, else those accepted that are no
/// interviews.
fn titles(document: AssessmentDocument, kept: Option<&BTreeSet<String>>) -> Vec<Title> {
    let title = |piece: EvidenceDocument| {
        let accepted = piece.status == EvidenceStatus::Accepted.word();
        // The title of an interview may point at whoever was asked.
        let at_first = accepted && piece.kind != EvidenceKind::Interview.word();
        Title {
            shown: kept.map_or(at_first, |kept| kept.contains(&piece.id)),
            accepted,
            code: piece.id,
            title: piece.title,
        }
    };
    document.evidence.into_iter().map(title).collect()
}

fn read(frozen: &FrozenRow) -> Result<AssessmentDocument, AppError> {
    let source = Source::from_bytes("assessment.json", frozen.document.as_bytes());
    Ok(read_assessment(&source)?.value)
}

/// A publication as files note it.
pub(crate) fn note(row: &PublicationRow) -> PublicationDocument {
    let day = |at: i64| {
        let time = OffsetDateTime::from_unix_timestamp(at.div_euclid(1000));
        Day(time.unwrap_or(OffsetDateTime::UNIX_EPOCH).date())
    };
    PublicationDocument {
        published: day(row.published_at),
        withdrawn: row.withdrawn_at.map(day),
        reason: row.withdrawn_reason.clone(),
        introduction: row.introduction.clone(),
        evidence: chosen(row).into_iter().collect(),
    }
}

fn check(text: &PublicationText, frozen: &FrozenRow) -> Result<Checked, AppError> {
    let mut mistakes = Mistakes::default();
    let introduction = optional("introduction", &text.introduction, LONGEST_WORDS);
    let introduction = mistakes.take(introduction).flatten();
    let known: BTreeSet<String> = titles(read(frozen)?, None)
        .into_iter()
        .map(|title| title.code)
        .collect();
    let wanted: BTreeSet<&String> = text.evidence.iter().collect();
    let strange = wanted.iter().any(|code| !known.contains(*code));
    mistakes.add_if(strange, "evidence", "choice");
    mistakes.check()?;
    Ok(Checked {
        introduction,
        evidence: wanted.into_iter().cloned().collect(),
    })
}

impl App {
    pub(crate) async fn render(
        &self,
        row: PublicationRow,
        frozen: &FrozenRow,
    ) -> Result<Published, AppError> {
        let assessment = self.db().assessment(&row.assessment_id).await?;
        let assessment = assessment.ok_or(AppError::NotFound("publication"))?;
        let model = self.model_of(&assessment).await?;
        let (id, number) = (row.assessment_id.clone(), row.number);
        let kept = self.db().sealed_public(&id, number).await?;
        let sealed = self.db().sealed(&id, number).await?;
        let (document, at) = (frozen.document.clone(), frozen.at);
        let key = self.inner.key.clone();
        let made = tokio::task::spawn_blocking(move || {
            let mut published = Published::new(row, &document, at, model)?;
            match (kept, sealed) {
                (Some(kept), _) => published.sealed = Some(kept),
                (None, Some(full)) => published.seal(&key, &full)?,
                (None, None) => {}
            }
            Ok(published)
        });
        made.await
            .map_err(|error| AppError::Fault(error.to_string()))?
    }
}
