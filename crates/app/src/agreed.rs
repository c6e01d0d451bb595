//! What people agree on in place of the median: recorded with why and who dissents, undone,
//! looked up, and recorded at once where nobody is far apart.

use crate::app::Stamp;
use crate::assessment::{Desk, Phase};
use crate::city::Role;
use crate::error::{AppError, Conflict, Mistake, Mistakes};
use crate::parse::{NAME, TEXT, optional, required};
use gradus_domain::model::Model;
use gradus_domain::names::ComponentIx;
use gradus_domain::rating::Answer;
use gradus_domain::talk_about::nearly_agreed;
use gradus_store::audit::text_sha256;
use gradus_store::rows::{AgreedChangeRow, AgreedRow};
use gradus_store::{AssessmentId, PersonId, Write};
use serde::Deserialize;
use serde_json::{Value as Json, json};

pub use gradus_domain::talk_about::Talk;

/// An assessment with the right to record what people agree on: the lead's and the
/// facilitator's.
pub struct Facilitator<'a>(Desk<'a>);

/// Somebody who sees it otherwise, in their own words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DissentText {
    /// A group, by its code; empty where a name is given.
    pub group: String,
    /// The name under which somebody wants it recorded; empty where a group is given.
    pub name: String,
    /// What they say.
    pub text: String,
}

/// An agreed value as it was typed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AgreedText {
    /// `statement` or `component`.
    pub kind: String,
    /// The statement's or the component's name.
    pub subject: String,
    /// The value in words of the file format; a level for components.
    pub value: String,
    /// Why.
    pub rationale: String,
    /// Who sees it otherwise.
    pub dissent: Vec<DissentText>,
    /// The version that was shown; 0 where nothing was agreed on.
    pub version: i64,
}

/// A state that an agreed value had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreedState {
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Who recorded it, while their name is known.
    pub by: Option<String>,
    /// The value in words of the file format; none where nothing was agreed on.
    pub value: Option<String>,
    /// Why.
    pub rationale: Option<String>,
    /// Whether it was undone.
    pub undone: bool,
}

/// A dissent as rows and files hold it; who is named by an assessor's code counts as a name.
#[derive(Deserialize)]
struct Kept {
    #[serde(default)]
    group: String,
    #[serde(default, alias = "assessor")]
    name: String,
    text: String,
}

/// Who sees an agreed value otherwise.
#[must_use]
pub fn dissent_of(row: &AgreedRow) -> Vec<DissentText> {
    let kept: Vec<Kept> = serde_json::from_str(&row.dissent).unwrap_or_default();
    let text = |kept: Kept| DissentText {
        group: kept.group,
        name: kept.name,
        text: kept.text,
    };
    kept.into_iter().map(text).collect()
}

impl<'a> Desk<'a> {
    /// The right to record what people agree on.
    ///
    /// # Errors
    /// For everybody but leads and facilitators.
    pub fn facilitator(self) -> Result<Facilitator<'a>, AppError> {
        if self.may_facilitate() {
            Ok(Facilitator(self))
        } else {
            Err(AppError::NotAllowed("facilitator"))
        }
    }

    /// Whether the caller leads or facilitates.
    #[must_use]
    pub fn may_facilitate(&self) -> bool {
        matches!(self.role, Some(Role::Lead | Role::Facilitator))
    }

    /// The agreed values with their versions; from `consensus` on.
    ///
    /// # Errors
    /// [`AppError::Refused`] while people rate.
    pub async fn agreed(&self) -> Result<Vec<AgreedRow>, AppError> {
        if !self.phase().is_open() {
            return Err(AppError::Refused("results_closed"));
        }
        Ok(self.app.db().agreed(&self.row.id).await?)
    }

    /// Every state that an agreed value had, newest first; from `consensus` on.
    ///
    /// # Errors
    /// [`AppError::Refused`] while people rate.
    pub async fn agreed_history(
        &self,
        kind: &str,
        subject: &str,
    ) -> Result<Vec<AgreedState>, AppError> {
        if !self.phase().is_open() {
            return Err(AppError::Refused("results_closed"));
        }
        let rows = self.app.db().agreed_changes(&self.row.id).await?;
        let own = rows
            .into_iter()
            .filter(|row| row.kind == kind && row.subject == subject);
        let mut states: Vec<AgreedState> = own
            .map(|row| AgreedState {
                at: row.at,
                by: row.person_name,
                value: row.value,
                rationale: row.rationale,
                undone: row.undone_at.is_some(),
            })
            .collect();
        states.reverse();
        Ok(states)
    }
}

impl<'a> Facilitator<'a> {
    /// The assessment.
    #[must_use]
    pub fn desk(&self) -> &Desk<'a> {
        &self.0
    }

    fn during_consensus(&self) -> Result<(), AppError> {
        match self.0.phase() {
            Phase::Consensus => Ok(()),
            Phase::Final => Err(AppError::Refused("final")),
            Phase::Draft | Phase::Rating => Err(AppError::Refused("results_closed")),
        }
    }

    /// Records what people agreed on, in place of what stood there.
    ///
    /// # Errors
    /// Outside of `consensus`; for an unknown statement or component, a value that does not
    /// fit it, Not applicable without a reason, a dissent without words or without a single
    /// group or name; and [`AppError::Conflict`] when somebody else recorded one meanwhile.
    pub async fn agreed_record(&self, text: &AgreedText) -> Result<(), AppError> {
        self.during_consensus()?;
        let groups = self.0.groups().await?;
        let known: Vec<&str> = groups.iter().map(|group| group.code.as_str()).collect();
        let (component, row) = check(&self.0.model, text, &known)?;
        if self.0.exclusions().await?.contains_key(&component) {
            return Err(AppError::Refused("out_of_scope"));
        }
        let (of, place, me) = (self.0.row.id.clone(), self.0.place(), self.me()?);
        let version = text.version;
        self.0
            .app
            .change(self.0.actor, move |write, stamp| {
                Box::pin(async move {
                    still_open(write, &of).await?;
                    let subject = format!("{}:{}", row.kind, row.subject);
                    fresh(write, &of, &row.kind, &row.subject, version).await?;
                    let change = record(write, &stamp, &of, &me, row).await?;
                    stamp.note(write, "agreed_record", subject, &place, change);
                    write.bump_assessment(&of).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Takes the last recorded value of a subject back; what stood before it stands again.
    ///
    /// # Errors
    /// Outside of `consensus`, where nothing was agreed on, and [`AppError::Conflict`] when
    /// somebody else recorded one meanwhile.
    pub async fn agreed_undo(
        &self,
        kind: &str,
        subject: &str,
        version: i64,
    ) -> Result<(), AppError> {
        self.during_consensus()?;
        let (of, place, me) = (self.0.row.id.clone(), self.0.place(), self.me()?);
        let (kind, subject) = (kind.to_owned(), subject.to_owned());
        self.0
            .app
            .change(self.0.actor, move |write, stamp| {
                Box::pin(async move {
                    still_open(write, &of).await?;
                    fresh(write, &of, &kind, &subject, version).await?;
                    let change = undo(write, &stamp, &of, &me, &kind, &subject).await?;
                    let subject = format!("{kind}:{subject}");
                    stamp.note(write, "agreed_undo", subject, &place, change);
                    write.bump_assessment(&of).await?;
                    Ok(())
                })
            })
            .await
    }

    /// What [`Facilitator::agreed_at_once`] would record: statements and values.
    ///
    /// # Errors
    /// While people rate.
    pub async fn nearly_agreed(&self) -> Result<Vec<(String, Answer)>, AppError> {
        let outcome = self.0.outcome().await?;
        let model = &self.0.model;
        let near = nearly_agreed(&outcome.protected).into_iter();
        Ok(near
            .map(|(ix, value)| (model.statement(ix).id.clone(), value))
            .collect())
    }

    /// Records the value that stands for each of these statements, as far as they are
    /// nearly agreed; gives how many were recorded.
    ///
    /// # Errors
    /// Outside of `consensus`, and when the assessment changed meanwhile.
    pub async fn agreed_at_once(&self, statements: &[String]) -> Result<usize, AppError> {
        self.during_consensus()?;
        let mut near = self.nearly_agreed().await?;
        near.retain(|(id, _)| statements.contains(id));
        if near.is_empty() {
            return Err(AppError::Refused("nothing_nearly_agreed"));
        }
        let (of, place, me) = (self.0.row.id.clone(), self.0.place(), self.me()?);
        let (version, count) = (self.0.row.version, near.len());
        self.0
            .app
            .change(self.0.actor, move |write, stamp| {
                Box::pin(async move {
                    let now = still_open(write, &of).await?;
                    if now != version {
                        return Err(AppError::Refused("changed_meanwhile"));
                    }
                    for (subject, value) in near {
                        let row = AgreedRow {
                            kind: "statement".to_owned(),
                            subject: subject.clone(),
                            value: value.word().to_owned(),
                            rationale: None,
                            dissent: "[]".to_owned(),
                            version: 0,
                        };
                        let change = record(write, &stamp, &of, &me, row).await?;
                        let subject = format!("statement:{subject}");
                        stamp.note(write, "agreed_record", subject, &place, change);
                    }
                    write.bump_assessment(&of).await?;
                    Ok(())
                })
            })
            .await?;
        Ok(count)
    }

    fn me(&self) -> Result<PersonId, AppError> {
        Ok(self.0.actor.me()?.id.clone())
    }
}

/// Reads what was typed; all mistakes are told together.
fn check(
    model: &Model,
    text: &AgreedText,
    groups: &[&str],
) -> Result<(ComponentIx, AgreedRow), AppError> {
    let mut mistakes = Mistakes::default();
    let missing = AppError::NotFound("question");
    let value = text.value.trim();
    let (kind, component, subject, value) = match text.kind.as_str() {
        "statement" => {
            let ix = model.find_statement(&text.subject).ok_or(missing)?;
            let statement = model.statement(ix);
            let fits = |answer: &Answer| *answer != Answer::Unknown && answer.fits(statement.kind);
            let answer: Option<Answer> = value.parse().ok().filter(fits);
            mistakes.add_if(answer.is_none(), "value", "choice");
            let no_reason =
                answer == Some(Answer::NotApplicable) && text.rationale.trim().is_empty();
            mistakes.add_if(no_reason, "rationale", "missing");
            (
                "statement",
                statement.component,
                statement.id.clone(),
                value.to_owned(),
            )
        }
        "component" => {
            let ix = model.find_component(&text.subject).ok_or(missing)?;
            let level = value
                .parse()
                .ok()
                .and_then(|value| model.scale.parse(value).ok());
            mistakes.add_if(level.is_none(), "value", "choice");
            (
                "component",
                ix,
                model.component(ix).id.clone(),
                value.to_owned(),
            )
        }
        _ => return Err(missing),
    };
    let rationale = mistakes
        .take(optional("rationale", &text.rationale, TEXT))
        .flatten();
    let mut dissent = Vec::new();
    for (at, one) in text.dissent.iter().enumerate() {
        let field = |name: &str| format!("{name}.{at}");
        let name = mistakes
            .take(optional(&field("dissent_name"), &one.name, NAME))
            .flatten();
        let words = mistakes.take(required(&field("dissent_text"), &one.text, TEXT));
        let group = Some(one.group.trim()).filter(|group| !group.is_empty());
        match (group, &name) {
            (Some(group), None) if groups.contains(&group) => {
                dissent.push(json!({ "group": group, "text": words }));
            }
            (None, Some(name)) => dissent.push(json!({ "name": name, "text": words })),
            (Some(_), None) => mistakes.add(Mistake::new(&field("dissent_group"), "choice")),
            _ => mistakes.add(Mistake::new(&field("dissent_group"), "group_or_name")),
        }
    }
    mistakes.check()?;
    let row = AgreedRow {
        kind: kind.to_owned(),
        subject,
        value,
        rationale,
        dissent: Json::Array(dissent).to_string(),
        version: 0,
    };
    Ok((component, row))
}

/// The version of the assessment, as long as people still agree.
pub(crate) async fn still_open(write: &Write, of: &AssessmentId) -> Result<i64, AppError> {
    let row = write.assessment(of).await?;
    let row = row.ok_or(AppError::NotFound("assessment"))?;
    match row.phase == Phase::Consensus.word() {
        true => Ok(row.version),
        false => Err(AppError::Refused("changed_meanwhile")),
    }
}

async fn standing(
    write: &Write,
    of: &AssessmentId,
    kind: &str,
    subject: &str,
) -> Result<Option<AgreedRow>, AppError> {
    let rows = write.agreed(of).await?;
    Ok(rows
        .into_iter()
        .find(|row| row.kind == kind && row.subject == subject))
}

/// Fails when another version stands than the one that was shown.
async fn fresh(
    write: &Write,
    of: &AssessmentId,
    kind: &str,
    subject: &str,
    version: i64,
) -> Result<(), AppError> {
    let before = standing(write, of, kind, subject).await?;
    if before.as_ref().map_or(0, |row| row.version) == version {
        return Ok(());
    }
    let last = last_changes(write, of, kind, subject).await?.pop();
    Err(AppError::Conflict(Box::new(Conflict {
        theirs: before.as_ref().map(|row| row.value.clone()),
        note: before.as_ref().and_then(|row| row.rationale.clone()),
        confidence: None,
        version: before.map_or(0, |row| row.version),
        changed_at: last.map_or(0, |row| row.at),
    })))
}

async fn last_changes(
    write: &Write,
    of: &AssessmentId,
    kind: &str,
    subject: &str,
) -> Result<Vec<AgreedChangeRow>, AppError> {
    let mut rows = write.agreed_changes(of).await?;
    rows.retain(|row| row.kind == kind && row.subject == subject);
    Ok(rows)
}

/// What the audit row tells: values as they are, texts by their hash.
fn told(value: Option<&str>, rationale: Option<&str>, dissent: &str) -> Json {
    json!({ "value": value, "rationale_sha256": rationale.map(text_sha256),
            "dissent_sha256": (dissent != "[]").then(|| text_sha256(dissent)) })
}

fn told_of(row: Option<&AgreedRow>) -> Json {
    row.map_or(Json::Null, |row| {
        told(Some(&row.value), row.rationale.as_deref(), &row.dissent)
    })
}

async fn record(
    write: &mut Write,
    stamp: &Stamp,
    of: &AssessmentId,
    me: &PersonId,
    row: AgreedRow,
) -> Result<(Json, Json), AppError> {
    let before = standing(write, of, &row.kind, &row.subject).await?;
    let changes = last_changes(write, of, &row.kind, &row.subject).await?;
    if let (Some(before), true) = (&before, changes.is_empty()) {
        // It came with a file.
        let base = state(before, 0, stamp.now);
        write.keep_agreed_change(of, &base).await?;
    }
    let number = changes.last().map_or(0, |last| last.number) + 1;
    // Counted on over what was undone, so that no version comes twice.
    let undone = changes.iter().filter(|row| row.undone_at.is_some()).count();
    let after = AgreedRow {
        version: number + i64::try_from(undone).unwrap_or(0),
        ..row
    };
    let kept = AgreedChangeRow {
        person_id: Some(me.clone()),
        ..state(&after, number, stamp.now)
    };
    write.keep_agreed_change(of, &kept).await?;
    write.set_agreed(of, &after).await?;
    Ok((told_of(before.as_ref()), told_of(Some(&after))))
}

/// An agreed value as a state to be kept.
fn state(row: &AgreedRow, number: i64, at: i64) -> AgreedChangeRow {
    AgreedChangeRow {
        kind: row.kind.clone(),
        subject: row.subject.clone(),
        number,
        at,
        person_id: None,
        person_name: None,
        value: Some(row.value.clone()),
        rationale: row.rationale.clone(),
        dissent: row.dissent.clone(),
        undone_at: None,
    }
}

async fn undo(
    write: &mut Write,
    stamp: &Stamp,
    of: &AssessmentId,
    me: &PersonId,
    kind: &str,
    subject: &str,
) -> Result<(Json, Json), AppError> {
    let before = standing(write, of, kind, subject).await?;
    let Some(before) = before else {
        return Err(AppError::Refused("nothing_agreed"));
    };
    let mut standing = last_changes(write, of, kind, subject).await?;
    if standing.is_empty() {
        // It came with a file.
        let base = state(&before, 0, stamp.now);
        write.keep_agreed_change(of, &base).await?;
        standing.push(base);
    }
    standing.retain(|row| row.undone_at.is_none());
    if let Some(last) = standing.pop() {
        write.undo_agreed_change(of, &last, stamp.now, me).await?;
    }
    let after = standing.pop().and_then(|row| {
        Some(AgreedRow {
            kind: row.kind,
            subject: row.subject,
            value: row.value?,
            rationale: row.rationale,
            dissent: row.dissent,
            version: 0,
        })
    });
    match &after {
        Some(row) => write.set_agreed(of, row).await?,
        None => write.remove_agreed(of, kind, subject).await?,
    }
    Ok((told_of(Some(&before)), told_of(after.as_ref())))
}
