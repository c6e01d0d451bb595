//! An assessment's move to another version of its model: shown first, kept as it was, and
//! then done. See `docs/method.md`, section 14.

use crate::app::Place;
use crate::assessment::{Lead, Phase};
use crate::error::AppError;
use crate::exchange::file_before;
use crate::rating::{Subject, parse_rung, strand_of};
use gradus_catalog::model::diff::diff;
pub use gradus_catalog::model::diff::{Change, ModelDiff};
use gradus_domain::model::{Model, Statement};
use gradus_domain::rating::Answer;
use gradus_store::audit::text_sha256;
use gradus_store::rows::{
    AnswerRow, AssessmentRow, AssessorRow, CarriedRow, EvidenceUseRow, ExclusionRow, ModelMoveRow,
    TargetRow,
};
use gradus_store::{AssessmentId, AssessorId, Db};
use serde_json::json;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What becomes of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is the same: answers stand.
    Same,
    /// It has other words: answers wait for their owners.
    Reworded,
    /// There is no such question.
    Gone,
}

/// What a move does to an assessment. All of it follows from which questions were answered;
/// what was answered changes no count, so that people stay blind while they rate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moved {
    /// Answers that stand as they are.
    pub kept: usize,
    /// Answers whose question has other words: their owners are asked to confirm them, or to
    /// answer again where the question no longer offers what they said.
    pub waiting: usize,
    /// Answers to what is no longer asked. What was kept of the assessment holds them.
    pub gone: usize,
    /// Pieces of evidence that are reviewed again, because a statement that they support has
    /// other words.
    pub evidence_again: usize,
    /// Pieces of evidence that support nothing any more here. They stay with the city.
    pub evidence_out: usize,
    /// Components without a target, because there is no such component or level.
    pub targets_out: Vec<String>,
    /// Components that were out of scope and are no more.
    pub exclusions_out: Vec<String>,
    /// People who are asked for one component more, because what they answered is there now.
    pub asked_for_more: usize,
    /// People who were asked for nothing that is left and are asked for everything.
    pub asked_for_all: usize,
}

/// A move as it would be.
pub struct Preview {
    /// The version there is.
    pub from: Arc<Model>,
    /// The version asked for.
    pub to: Arc<Model>,
    /// What differs, statement by statement.
    pub diff: ModelDiff,
    /// Statements that stay as they are.
    pub same: usize,
    /// Whether the rules are other ones where the assessment does not set its own.
    pub rules_differ: bool,
    /// What becomes of everything else.
    pub moved: Moved,
}

/// A move and everything that it writes.
#[derive(Default)]
struct Plan {
    moved: Moved,
    /// Questions whose answers go.
    questions: BTreeSet<(String, String)>,
    waiting: Vec<CarriedRow>,
    /// The components in which people answered what is still asked.
    answered_in: HashMap<AssessorId, BTreeSet<String>>,
    assessors: Vec<AssessorRow>,
    uses: Vec<EvidenceUseRow>,
    exclusions: Vec<ExclusionRow>,
    targets: Vec<TargetRow>,
}

/// Two versions of a model.
struct Pair<'a> {
    old: &'a Model,
    new: &'a Model,
}

impl Pair<'_> {
    /// Whether a statement asks the same.
    fn same_words(old: &Statement, new: &Statement) -> bool {
        (&old.text, old.kind) == (&new.text, new.kind)
    }

    /// Whether a list of statements asks the same on the same levels.
    fn same_list(
        &self,
        old: &[gradus_domain::names::StatementIx],
        new: &[gradus_domain::names::StatementIx],
    ) -> bool {
        let same = |(old, new): (&gradus_domain::names::StatementIx, _)| {
            let (old, new) = (self.old.statement(*old), self.new.statement(new));
            old.id == new.id && Self::same_words(old, new) && old.level == new.level
        };
        self.old.scale == self.new.scale
            && old.len() == new.len()
            && old.iter().zip(new.iter().copied()).all(same)
    }

    fn fate(&self, kind: &str, name: &str) -> Fate {
        let (Some(old), Some(new)) = (
            Subject::parse(self.old, kind, name),
            Subject::parse(self.new, kind, name),
        ) else {
            return Fate::Gone;
        };
        let same = match (old, new) {
            (Subject::Statement(old), Subject::Statement(new)) => {
                let (old, new) = (self.old.statement(old), self.new.statement(new));
                Self::same_words(old, new)
            }
            (Subject::Strand(old), Subject::Strand(new)) => {
                let (old, new) = (self.old.strand(old), self.new.strand(new));
                self.same_list(&old.statements, &new.statements)
            }
            (Subject::Component(old), Subject::Component(new)) => {
                let (old, new) = (self.old.component(old), self.new.component(new));
                self.same_list(&old.statements, &new.statements)
            }
            _ => return Fate::Gone,
        };
        match same {
            true => Fate::Same,
            false => Fate::Reworded,
        }
    }

    /// Whether a value can be answered to a question of the new model.
    fn fits(&self, kind: &str, name: &str, value: &str) -> bool {
        match Subject::parse(self.new, kind, name) {
            Some(Subject::Statement(ix)) => {
                let answer = value.parse::<Answer>();
                answer.is_ok_and(|answer| answer.fits(self.new.statement(ix).kind))
            }
            Some(Subject::Strand(_)) => parse_rung(self.new, value).is_some(),
            Some(Subject::Component(_)) => {
                let level = value.parse().ok();
                level.is_some_and(|level| self.new.scale.parse(level).is_ok())
            }
            None => false,
        }
    }

    /// What evidence supports, of what there is; and whether any of it has other words.
    fn supports(&self, listed: &[String]) -> (Vec<String>, bool) {
        let mut again = false;
        let mut left = Vec::new();
        for name in listed {
            if let Some(new) = self.new.find_statement(name) {
                let old = self.old.find_statement(name);
                let same = old.is_some_and(|old| {
                    Self::same_words(self.old.statement(old), self.new.statement(new))
                });
                again |= !same;
                left.push(name.clone());
            } else if let Some(new) = strand_of(self.new, name) {
                let old = strand_of(self.old, name);
                let same = old.is_some_and(|old| {
                    let (old, new) = (self.old.strand(old), self.new.strand(new));
                    self.same_list(&old.statements, &new.statements)
                });
                again |= !same;
                left.push(name.clone());
            }
        }
        (left, again)
    }
}

fn list(text: &str) -> Vec<String> {
    serde_json::from_str(text).unwrap_or_default()
}

impl Plan {
    async fn read(db: &Db, id: &AssessmentId, pair: &Pair<'_>) -> Result<Self, AppError> {
        let mut plan = Self::default();
        plan.answers(&db.answers(id).await?, &db.carried(id).await?, pair);
        for assessor in db.assessors(id).await? {
            plan.assessor(assessor, pair);
        }
        for used in db.evidence_uses(id).await? {
            plan.evidence(used, pair);
        }
        let known = |component: &str| pair.new.find_component(component).is_some();
        for row in db.exclusions(id).await? {
            match known(&row.component) {
                true => plan.exclusions.push(row),
                false => plan.moved.exclusions_out.push(row.component),
            }
        }
        for row in db.targets(id).await? {
            match known(&row.component) && pair.new.scale.parse(row.level).is_ok() {
                true => plan.targets.push(row),
                false => plan.moved.targets_out.push(row.component),
            }
        }
        if plan.exclusions.len() >= pair.new.components.len() {
            return Err(AppError::invalid("scope", "nothing_in_scope"));
        }
        Ok(plan)
    }

    fn answers(&mut self, answers: &[AnswerRow], carried: &[CarriedRow], pair: &Pair<'_>) {
        for row in answers {
            let fate = pair.fate(&row.kind, &row.subject);
            let count = match fate {
                Fate::Same => &mut self.moved.kept,
                Fate::Reworded => &mut self.moved.waiting,
                Fate::Gone => &mut self.moved.gone,
            };
            *count += usize::from(row.value.is_some());
            let waits = row.value.as_ref().map(|value| CarriedRow {
                assessor_id: row.assessor_id.clone(),
                kind: row.kind.clone(),
                subject: row.subject.clone(),
                value: value.clone(),
                note: row.note.clone(),
            });
            self.question(fate, (&row.kind, &row.subject), waits, pair);
        }
        // What waits already goes on waiting, however little its words changed.
        for row in carried {
            let fate = pair.fate(&row.kind, &row.subject);
            self.moved.gone += usize::from(fate == Fate::Gone);
            self.question(fate, (&row.kind, &row.subject), Some(row.clone()), pair);
        }
    }

    fn question(
        &mut self,
        fate: Fate,
        (kind, subject): (&str, &str),
        answer: Option<CarriedRow>,
        pair: &Pair<'_>,
    ) {
        if let (Some(row), Some(subject)) = (&answer, Subject::parse(pair.new, kind, subject)) {
            let component = pair.new.component(subject.component(pair.new));
            let own = self.answered_in.entry(row.assessor_id.clone());
            own.or_default().insert(component.id.clone());
        }
        if fate == Fate::Same {
            return;
        }
        self.questions.insert((kind.to_owned(), subject.to_owned()));
        let offered = |row: &CarriedRow| pair.fits(kind, subject, &row.value);
        if fate == Fate::Reworded {
            self.waiting.extend(answer.filter(offered));
        }
    }

    /// Who is asked for what: what is left, and where what they answered is now.
    fn assessor(&mut self, mut row: AssessorRow, pair: &Pair<'_>) {
        let Some(asked) = row.components.as_deref().map(list) else {
            return;
        };
        let known = |name: &String| pair.new.find_component(name).is_some();
        let mut left: BTreeSet<String> = asked.iter().filter(|name| known(name)).cloned().collect();
        let fewer = left.len() < asked.len();
        let before = left.len();
        left.extend(self.answered_in.get(&row.id).into_iter().flatten().cloned());
        self.moved.asked_for_more += usize::from(left.len() > before);
        if !fewer && left.len() == before {
            return;
        }
        self.moved.asked_for_all += usize::from(left.is_empty());
        let all = left.is_empty() || left.len() == pair.new.components.len();
        row.components = (!all).then(|| json!(left).to_string());
        self.assessors.push(row);
    }

    fn evidence(&mut self, mut row: EvidenceUseRow, pair: &Pair<'_>) {
        let listed = list(&row.supports);
        let (left, again) = pair.supports(&listed);
        let reviewed = row.status != "submitted";
        if left.len() == listed.len() && !(again && reviewed) {
            return;
        }
        self.moved.evidence_out += usize::from(left.is_empty());
        if again && reviewed && !left.is_empty() {
            self.moved.evidence_again += 1;
            row.status = "submitted".to_owned();
            (row.reviewer, row.reason) = (None, None);
        }
        row.supports = json!(left).to_string();
        self.uses.push(row);
    }

    /// Writes the move. The row of the assessment comes first: nobody else moves it meanwhile.
    async fn write(
        &self,
        write: &mut gradus_store::Write,
        row: &AssessmentRow,
    ) -> Result<(), AppError> {
        write.set_assessment_model(row).await?;
        for (kind, subject) in &self.questions {
            write.drop_answers(&row.id, kind, subject).await?;
        }
        write.add_carried(&self.waiting).await?;
        for assessor in &self.assessors {
            write.set_assessor(assessor).await?;
        }
        for used in &self.uses {
            match used.supports == "[]" {
                true => {
                    write.drop_evidence_use(&row.id, &used.evidence_id).await?;
                }
                false => write.set_evidence_use(used).await?,
            }
        }
        write.set_exclusions(&row.id, &self.exclusions).await?;
        write.set_targets(&row.id, &self.targets).await?;
        Ok(())
    }
}

/// Fails inside a transaction where the assessment is of another model, or in another phase,
/// than when its row was read: names that were checked then may mean nothing now.
pub(crate) async fn still_asks_the_same(
    write: &gradus_store::Write,
    read: &AssessmentRow,
) -> Result<(), AppError> {
    let now = write.assessment(&read.id).await?;
    let now = now.ok_or(AppError::NotFound("assessment"))?;
    match now.model_sha256 == read.model_sha256 && now.phase == read.phase {
        true => Ok(()),
        false => Err(AppError::Refused("changed_meanwhile")),
    }
}

impl Lead<'_> {
    /// The other versions of the assessment's model that this server has, as `id@version`.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn model_versions(&self) -> Result<Vec<(String, Arc<Model>)>, AppError> {
        let own = &self.desk().row;
        let all = self.desk().app.models().await?.into_iter();
        Ok(all
            .filter(|(_, model)| {
                model.name.id == own.model && model.name.version != own.model_version
            })
            .collect())
    }

    /// What a move to another version of the model would do. Nothing is changed.
    ///
    /// # Errors
    /// A model that is not another version of the same, and once results are open.
    pub async fn model_preview(&self, to: &str) -> Result<Preview, AppError> {
        let desk = self.desk();
        let to = self.other_version(to).await?;
        let pair = Pair {
            old: &desk.model,
            new: &to,
        };
        let db = desk.app.inner.store.snapshot().await?;
        let plan = Plan::read(&db, &desk.row.id, &pair).await?;
        let diff = diff(&desk.model, &to);
        let changed: BTreeSet<&str> = diff
            .changed
            .iter()
            .chain(&diff.moved)
            .map(|change| change.id.as_str())
            .collect();
        let same = desk.model.statements.len() - diff.gone.len() - changed.len();
        Ok(Preview {
            from: Arc::clone(&desk.model),
            rules_differ: !desk.model.defaults.same_rules(&to.defaults),
            same,
            diff,
            to,
            moved: plan.moved,
        })
    }

    /// Moves the assessment to another version of its model, which it was shown at `version`.
    /// What it was before is kept as an assessment file. Answers to questions with the same
    /// words stand; those to changed ones wait for their owners; what is no longer asked is
    /// in the file alone.
    ///
    /// # Errors
    /// As [`Lead::model_preview`], and a change by somebody else in between.
    pub async fn model_move(&self, to: &str, version: i64) -> Result<Moved, AppError> {
        let desk = self.desk();
        let to = self.other_version(to).await?;
        let (city, before) = (desk.city.clone(), desk.row.clone());
        let old = Arc::clone(&desk.model);
        desk.app
            .change(desk.actor, move |write, stamp| {
                Box::pin(async move {
                    let now = write.assessment(&before.id).await?;
                    let now = now.ok_or(AppError::NotFound("assessment"))?;
                    if now.phase != before.phase || now.version != version {
                        return Err(AppError::Refused("changed_meanwhile"));
                    }
                    let document = file_before(write, &city, &now).await?;
                    let pair = Pair {
                        old: &old,
                        new: &to,
                    };
                    let plan = Plan::read(write, &now.id, &pair).await?;
                    let row = AssessmentRow {
                        model_version: to.name.version.clone(),
                        model_sha256: to.sha256.clone(),
                        ..now.clone()
                    };
                    plan.write(write, &row).await?;
                    let number = write.model_moves(&now.id).await?.len() + 1;
                    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
                    let moved = plan.moved;
                    let document_sha256 = text_sha256(&document);
                    let kept = ModelMoveRow {
                        number: count(number),
                        at: stamp.now,
                        from_version: now.model_version.clone(),
                        to_version: row.model_version.clone(),
                        kept: count(moved.kept),
                        waiting: count(moved.waiting),
                        gone: count(moved.gone),
                        document,
                    };
                    write.add_model_move(&now.id, &kept).await?;
                    let side = |row: &AssessmentRow| {
                        json!({ "model": format!("{}@{}", row.model, row.model_version),
                                "model_sha256": row.model_sha256 })
                    };
                    let mut after = side(&row);
                    after["kept"] = json!(moved.kept);
                    after["waiting"] = json!(moved.waiting);
                    after["gone"] = json!(moved.gone);
                    after["document_sha256"] = json!(document_sha256);
                    let change = (side(&now), after);
                    let subject = format!("assessment:{}", now.id);
                    let place = Place::Assessment(now.id);
                    stamp.note(write, "model_move", subject, &place, change);
                    Ok(moved)
                })
            })
            .await
    }

    /// The moves of this assessment, oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn model_moves(&self) -> Result<Vec<ModelMoveRow>, AppError> {
        Ok(self
            .desk()
            .app
            .db()
            .model_moves(&self.desk().row.id)
            .await?)
    }

    /// The assessment file of before a move, as JSON. It holds answers: before results are
    /// open nobody reads it.
    ///
    /// # Errors
    /// When there was no such move, and while people rate.
    pub async fn file_before_move(&self, number: i64) -> Result<String, AppError> {
        if !self.desk().phase().is_open() {
            return Err(AppError::Refused("results_closed"));
        }
        let mut moves = self.model_moves().await?.into_iter();
        let found = moves.rfind(|row| row.number == number);
        let row = found.ok_or(AppError::NotFound("version"))?;
        let (place, subject) = (self.desk().place(), self.desk().subject());
        let told = json!({ "answers": true, "before_move": number });
        self.desk()
            .app
            .change_as(
                self.desk().app.stamp(self.desk().actor),
                move |write, stamp| {
                    Box::pin(async move {
                        let change = (serde_json::Value::Null, told);
                        stamp.note(write, "assessment_export", subject, &place, change);
                        Ok(())
                    })
                },
            )
            .await?;
        match row.document.is_empty() {
            true => Err(AppError::NotFound("version")),
            false => Ok(row.document),
        }
    }

    async fn other_version(&self, to: &str) -> Result<Arc<Model>, AppError> {
        self.before(Phase::Rating, "results_open")?;
        let versions = self.model_versions().await?.into_iter();
        let mut found = versions.filter(|(name, _)| name == to);
        let (_, model) = found
            .next()
            .ok_or_else(|| AppError::invalid("model", "choice"))?;
        Ok(model)
    }
}
