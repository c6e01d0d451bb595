//! An assessor's own place: what they answered, changing it, and where that puts the city
//! in their eyes. Nobody else's answers are within reach from here.

mod undo;

use crate::assessment::{Depth, Desk, Phase, asked_of};
use crate::error::{AppError, Conflict, Mistake, Mistakes};
use crate::parse::optional;
use gradus_domain::consensus::Fact;
use gradus_domain::ladder::RungAnswer;
use gradus_domain::model::Model;
use gradus_domain::names::{ComponentIx, StatementIx, StrandIx};
use gradus_domain::rating::Answer;
use gradus_domain::scale::Level;
use gradus_domain::step::{StepScore, by_steps, index, steps, sums};
use gradus_store::audit::text_sha256;
use gradus_store::rows::{AnswerRow, AssessorRow};
use gradus_store::{AssessorId, StoreError};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Most letters of a note.
const NOTE: usize = 2_000;

/// What an answer is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// One statement.
    Statement(StatementIx),
    /// All statements of a strand, by a rung.
    Strand(StrandIx),
    /// A component as a whole, by a pick.
    Component(ComponentIx),
}

impl Subject {
    /// The kind's word in rows and requests.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Statement(_) => "statement",
            Self::Strand(_) => "strand",
            Self::Component(_) => "component",
        }
    }

    /// Its name in rows and requests: `LE1.1`, `leadership-environment/vision` or
    /// `leadership-environment`.
    #[must_use]
    pub fn name(self, model: &Model) -> String {
        match self {
            Self::Statement(ix) => model.statement(ix).id.clone(),
            Self::Strand(ix) => model.strand_path(ix),
            Self::Component(ix) => model.component(ix).id.clone(),
        }
    }

    /// Its place in the model: component, kind, statement or strand.
    #[must_use]
    pub fn place(self, model: &Model) -> (ComponentIx, usize) {
        let place = match self {
            Self::Statement(ix) => ix.0,
            Self::Strand(ix) => ix.0,
            Self::Component(ix) => ix.0,
        };
        (self.component(model), place)
    }

    /// The subject of a kind with a name.
    #[must_use]
    pub fn parse(model: &Model, kind: &str, name: &str) -> Option<Self> {
        match kind {
            "statement" => model.find_statement(name).map(Self::Statement),
            "strand" => strand_of(model, name).map(Self::Strand),
            "component" => model.find_component(name).map(Self::Component),
            _ => None,
        }
    }

    /// The component it belongs to.
    #[must_use]
    pub fn component(self, model: &Model) -> ComponentIx {
        match self {
            Self::Statement(ix) => model.statement(ix).component,
            Self::Strand(ix) => model.strand(ix).component,
            Self::Component(ix) => ix,
        }
    }
}

/// The strand with a path `component/strand`.
pub(crate) fn strand_of(model: &Model, path: &str) -> Option<StrandIx> {
    let (component, strand) = path.split_once('/')?;
    model.find_strand(model.find_component(component)?, strand)
}

/// A rung as rows and requests write it: `3`, `3-4`, `unknown` or `na`.
#[must_use]
pub fn parse_rung(model: &Model, value: &str) -> Option<RungAnswer> {
    let level = |text: &str| model.scale.parse(text.parse().ok()?).ok();
    match value {
        "unknown" => Some(RungAnswer::Unknown),
        "na" => Some(RungAnswer::NotApplicable),
        _ => {
            if let Some(level) = level(value) {
                return Some(RungAnswer::On(level));
            }
            // The values of two neighbours, which may be negative: try every dash.
            value.match_indices('-').find_map(|(at, _)| {
                let (low, high) = (level(value.get(..at)?)?, level(value.get(at + 1..)?)?);
                (model.scale.above(low) == Some(high)).then_some(RungAnswer::Above(low))
            })
        }
    }
}

/// What somebody answers. Values that are left out stay as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answering {
    /// `statement`, `strand` or `component`.
    pub kind: String,
    /// Its name.
    pub subject: String,
    /// The answer in words of the file format; empty takes it back.
    pub value: String,
    /// The version that was shown; 0 where there was none.
    pub version: i64,
    /// A note, or the reason for Not applicable; empty removes it.
    pub note: Option<String>,
    /// How sure, 1 to 5; 0 removes it.
    pub confidence: Option<i64>,
}

/// An answer that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// To what.
    pub subject: Subject,
    /// The answer in words of the file format; none when it was taken back.
    pub value: Option<String>,
    /// How sure, 1 to 5.
    pub confidence: Option<i64>,
    /// A note.
    pub note: Option<String>,
    /// Counts changes, from 1.
    pub version: i64,
    /// When, in milliseconds since 1970, UTC.
    pub changed_at: i64,
}

/// Everything that one assessor answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    given: BTreeMap<Subject, Given>,
}

impl Sheet {
    /// The answer to a subject, taken back or not.
    #[must_use]
    pub fn given(&self, subject: Subject) -> Option<&Given> {
        self.given.get(&subject)
    }

    /// Every answer, taken back or not.
    pub fn all(&self) -> impl Iterator<Item = &Given> {
        self.given.values()
    }

    /// The rung given for a strand.
    #[must_use]
    pub fn rung(&self, model: &Model, strand: StrandIx) -> Option<RungAnswer> {
        let given = self.given(Subject::Strand(strand))?;
        parse_rung(model, given.value.as_deref()?)
    }

    /// The answer that was given to a statement itself.
    #[must_use]
    pub fn by_hand(&self, statement: StatementIx) -> Option<Answer> {
        self.given(Subject::Statement(statement))?
            .value
            .as_deref()?
            .parse()
            .ok()
    }

    /// The answer that holds for a statement: by hand, else by its strand's rung.
    #[must_use]
    pub fn answer(&self, model: &Model, statement: StatementIx) -> Option<Answer> {
        self.by_hand(statement).or_else(|| {
            let of = model.statement(statement);
            Some(self.rung(model, of.strand)?.fills(of.kind, of.level))
        })
    }

    /// The level that was picked for a component.
    #[must_use]
    pub fn pick(&self, model: &Model, component: ComponentIx) -> Option<Level> {
        let value = self
            .given(Subject::Component(component))?
            .value
            .as_deref()?;
        model.scale.parse(value.parse().ok()?).ok()
    }
}

/// Where one assessor's own answers put a component.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The level by steps; none until the first step is rated.
    pub level: Option<Level>,
    /// The index.
    pub index: Option<f64>,
    /// The steps, lowest first.
    pub steps: Vec<StepScore>,
}

/// An assessor's own place in an assessment.
pub struct Seat<'a> {
    desk: Desk<'a>,
    assessor: AssessorRow,
    asked: Vec<ComponentIx>,
    excluded: BTreeMap<ComponentIx, String>,
}

impl<'a> Seat<'a> {
    pub(crate) fn new(
        desk: Desk<'a>,
        assessor: AssessorRow,
        excluded: &BTreeMap<ComponentIx, String>,
    ) -> Self {
        let asked = asked_of(&assessor, &desk.model, excluded);
        Self {
            desk,
            assessor,
            asked,
            excluded: excluded.clone(),
        }
    }

    /// The assessment.
    #[must_use]
    pub fn desk(&self) -> &Desk<'a> {
        &self.desk
    }

    /// Who rates.
    #[must_use]
    pub fn assessor(&self) -> &AssessorRow {
        &self.assessor
    }

    /// Components to be rated, in model order.
    #[must_use]
    pub fn asked(&self) -> &[ComponentIx] {
        &self.asked
    }

    /// Components out of scope, with the reason.
    #[must_use]
    pub fn excluded(&self) -> &BTreeMap<ComponentIx, String> {
        &self.excluded
    }

    /// The code to go on on another device.
    #[must_use]
    pub fn code(&self) -> String {
        self.desk.app.recovery_code(&self.assessor)
    }

    /// What was answered.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn sheet(&self) -> Result<Sheet, AppError> {
        let rows = self.desk.app.db().answers_of(&self.assessor.id).await?;
        let given = rows.into_iter().filter_map(|row| {
            let given = given(&self.desk.model, row)?;
            Some((given.subject, given))
        });
        Ok(Sheet {
            given: given.collect(),
        })
    }

    /// Questions answered and asked: picks, rungs or statements, by the depth of the
    /// assessment. A strand counts as answered when it has a rung or all of its statements
    /// have answers; a statement that a rung fills counts as answered.
    #[must_use]
    pub fn progress(&self, sheet: &Sheet) -> (usize, usize) {
        let parts = self
            .asked
            .iter()
            .map(|component| self.progress_in(sheet, *component));
        parts.fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1))
    }

    /// As [`Seat::progress`], in one component.
    #[must_use]
    pub fn progress_in(&self, sheet: &Sheet, component: ComponentIx) -> (usize, usize) {
        let model = &self.desk.model;
        let of = model.component(component);
        let answered = |ix: &StatementIx| sheet.answer(model, *ix).is_some();
        match self.desk.depth() {
            Depth::Quick => (usize::from(sheet.pick(model, component).is_some()), 1),
            Depth::Full => (
                of.statements.iter().filter(|ix| answered(ix)).count(),
                of.statements.len(),
            ),
            Depth::Ladder => {
                let done = |ix: &&StrandIx| {
                    sheet.rung(model, **ix).is_some()
                        || model.strand(**ix).statements.iter().all(answered)
                };
                (of.strands.iter().filter(done).count(), of.strands.len())
            }
        }
    }

    /// Where a sheet puts a component.
    #[must_use]
    pub fn standing(&self, sheet: &Sheet, component: ComponentIx) -> Standing {
        let (model, settings) = (&self.desk.model, self.desk.settings());
        let fact = |ix: StatementIx| match sheet.answer(model, ix) {
            Some(Answer::NotApplicable) => Fact::NotApplicable,
            Some(answer) => answer
                .contribution(model.statement(ix).kind)
                .map_or(Fact::Unrated, Fact::Contribution),
            None => Fact::Unrated,
        };
        let sums = sums(model, component, |ix| model.statement(ix).level, fact);
        let climb = by_steps(&model.scale, &sums, &settings);
        Standing {
            level: climb.level,
            index: index(&model.scale, &sums, &settings, climb),
            steps: steps(model, &sums, &settings),
        }
    }

    /// Records an answer, or takes it back. Sending the same again is no conflict.
    ///
    /// # Errors
    /// [`AppError::Refused`] outside the rating phase; fields that are wrong; and
    /// [`AppError::Conflict`] with what stands there, when that is newer than `version`.
    pub async fn rating_record(&self, answering: &Answering) -> Result<Given, AppError> {
        let subject = self.checked(answering)?;
        let model = &self.desk.model;
        let wanted = Wanted {
            assessor: self.assessor.id.clone(),
            kind: subject.kind(),
            subject: subject.name(model),
            value: (!answering.value.is_empty()).then(|| answering.value.clone()),
            note: answering
                .note
                .as_ref()
                .map(|note| Some(note.trim().to_owned()).filter(|note| !note.is_empty())),
            confidence: answering
                .confidence
                .map(|sure| Some(sure).filter(|sure| *sure > 0)),
            version: answering.version,
            model_sha256: self.desk.row.model_sha256.clone(),
        };
        let place = self.desk.place();
        // Assessors are named by their place, whoever they are otherwise.
        let mut stamp = self.desk.app.stamp(self.desk.actor);
        stamp.actor = format!("assessor:{}", self.assessor.id);
        self.desk.actor.needs(crate::actor::Scope::Write)?;
        let row = self
            .desk
            .app
            .change_as(stamp, move |write, stamp| {
                Box::pin(async move { record(write, &stamp, &place, wanted).await })
            })
            .await?;
        given(model, row)
            .ok_or_else(|| AppError::Fault("an answer was recorded that cannot be read".to_owned()))
    }

    fn checked(&self, answering: &Answering) -> Result<Subject, AppError> {
        let model = &self.desk.model;
        let subject = Subject::parse(model, &answering.kind, &answering.subject)
            .ok_or(AppError::NotFound("question"))?;
        let mut mistakes = Mistakes::default();
        if !self.asked.contains(&subject.component(model)) {
            return Err(AppError::NotAllowed("not_asked"));
        }
        let value = answering.value.as_str();
        let wrong = || Mistake::new("value", "answer").with("value", value);
        let fits = match subject {
            _ if value.is_empty() => true,
            Subject::Statement(ix) => value
                .parse::<Answer>()
                .is_ok_and(|answer| answer.fits(model.statement(ix).kind)),
            Subject::Strand(_) => parse_rung(model, value).is_some(),
            Subject::Component(_) => value
                .parse()
                .is_ok_and(|level| model.scale.parse(level).is_ok()),
        };
        if !fits {
            mistakes.add(wrong());
        }
        if let Some(note) = &answering.note {
            mistakes.take(optional("note", note, NOTE));
        }
        if answering
            .confidence
            .is_some_and(|sure| !(0..=5).contains(&sure))
        {
            mistakes.add(
                Mistake::new("confidence", "range")
                    .with("least", 1)
                    .with("most", 5),
            );
        }
        mistakes.check()?;
        Ok(subject)
    }
}

/// An answer that was checked against the model.
struct Wanted {
    assessor: AssessorId,
    kind: &'static str,
    subject: String,
    value: Option<String>,
    note: Option<Option<String>>,
    confidence: Option<Option<i64>>,
    version: i64,
    model_sha256: String,
}

async fn record(
    write: &mut gradus_store::Write,
    stamp: &crate::app::Stamp,
    place: &crate::app::Place,
    wanted: Wanted,
) -> Result<AnswerRow, AppError> {
    let before = write
        .before_answer(&wanted.assessor, wanted.kind, &wanted.subject)
        .await?;
    let before = before.ok_or(AppError::NotFound("assessor"))?;
    if Phase::parse(&before.phase) != Some(Phase::Rating) {
        return Err(AppError::Refused("not_rating"));
    }
    if before.model_sha256 != wanted.model_sha256 {
        return Err(AppError::Refused("model_moved"));
    }
    let row = AnswerRow {
        assessor_id: wanted.assessor,
        kind: wanted.kind.to_owned(),
        subject: wanted.subject,
        value: wanted.value,
        confidence: wanted.confidence.unwrap_or(before.confidence),
        note: wanted.note.unwrap_or_else(|| before.note.clone()),
        version: before.version.unwrap_or(0) + 1,
        changed_at: stamp.now,
    };
    if row.value.as_deref() == Some("na") && row.note.is_none() {
        return Err(AppError::invalid("note", "reason_for_na"));
    }
    let unchanged =
        row.value == before.value && row.note == before.note && row.confidence == before.confidence;
    if let (Some(version), true) = (before.version, unchanged) {
        let changed_at = before.changed_at.unwrap_or(stamp.now);
        return Ok(AnswerRow {
            version,
            changed_at,
            ..row
        });
    }
    if before.version.unwrap_or(0) != wanted.version {
        return Err(AppError::Conflict(Box::new(Conflict {
            theirs: before.value,
            note: before.note,
            confidence: before.confidence,
            version: before.version.unwrap_or(0),
            changed_at: before.changed_at.unwrap_or(0),
        })));
    }
    match write.set_answer(&row, before.note.as_deref()).await {
        Err(StoreError::Stale) => return Err(AppError::Refused("changed_meanwhile")),
        done => done?,
    }
    if before.version.is_none() {
        write
            .drop_carried(&row.assessor_id, &row.kind, &row.subject)
            .await?;
    }
    let told = |value: &Option<String>, confidence: Option<i64>, note: &Option<String>| json!({ "value": value, "confidence": confidence, "note_sha256": note.as_deref().map(text_sha256) });
    let old = match before.version {
        Some(_) => told(&before.value, before.confidence, &before.note),
        None => Json::Null,
    };
    let mut new = told(&row.value, row.confidence, &row.note);
    // Few values are possible: without it the row's hash would tell which one it is.
    new["salt"] = json!(crate::secrets::salt()?);
    stamp.note(
        write,
        "rating_record",
        format!("{}:{}", row.kind, row.subject),
        place,
        (old, new),
    );
    Ok(row)
}

fn given(model: &Model, row: AnswerRow) -> Option<Given> {
    Some(Given {
        subject: Subject::parse(model, &row.kind, &row.subject)?,
        value: row.value,
        confidence: row.confidence,
        note: row.note,
        version: row.version,
        changed_at: row.changed_at,
    })
}
