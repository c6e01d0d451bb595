//! The next cycle: begun from the one before, with answers that wait to be confirmed.

use crate::app::{App, Place};
use crate::assessment::{Lead, asked_of};
use crate::error::{AppError, Mistakes};
use crate::parse::{NAME, address, day, iso, required};
use crate::people::insert;
use crate::rating::{Answering, Seat, Subject};
use gradus_store::rows::{
    AssessmentRow, AssessorRow, CarriedRow, EvidenceUseRow, GroupRow, ReviewerRow,
};
use gradus_store::{AssessmentId, AssessorId, GroupId};
use serde_json::{Value as Json, json};
use std::collections::HashMap;

/// The next cycle as it is typed.
#[derive(Debug, Clone, Default)]
pub struct NextText {
    /// Its name.
    pub name: String,
    /// Its first day.
    pub starts_on: String,
    /// Its last day.
    pub ends_on: String,
    /// Whether answers are carried over, to be confirmed.
    pub answers: bool,
    /// Whether evidence that is still current is carried over.
    pub evidence: bool,
}

/// An answer of the cycle before that waits to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// What it is about.
    pub subject: Subject,
    /// The value in words of the file format; a rung or a level as its number.
    pub value: String,
    /// The reason that went with Not applicable.
    pub note: Option<String>,
}

/// Everything that goes into the next cycle.
struct Taken {
    groups: Vec<(GroupRow, GroupId)>,
    assessors: Vec<AssessorRow>,
    reviewers: Vec<ReviewerRow>,
    exclusions: Vec<gradus_store::rows::ExclusionRow>,
    targets: Vec<gradus_store::rows::TargetRow>,
    uses: Vec<EvidenceUseRow>,
    answers: Vec<gradus_store::rows::AnswerRow>,
}

impl Lead<'_> {
    /// Begins the next cycle from this one, in draft: its model, depth, settings, scope,
    /// targets, groups, people and reviewers; with `answers` what each of them said, which
    /// counts nowhere before they confirm it; with `evidence` what is current on its first day.
    ///
    /// # Errors
    /// Fields that are wrong, and while people rate.
    pub async fn next_cycle(&self, text: &NextText) -> Result<AssessmentRow, AppError> {
        let desk = self.desk();
        let app = desk.app;
        if !desk.phase().is_open() {
            return Err(AppError::Refused("results_closed"));
        }
        let row = self.next_row(text)?;
        let taken = self.taken(text, &row).await?;
        let (model, of) = (desk.model.clone(), desk.row.id.clone());
        let excluded = desk.exclusions().await?;
        let with_key = app.clone();
        let desk_row = desk.row.clone();
        app.change(desk.actor, move |write, stamp| {
            Box::pin(async move {
                write.add_assessment(&row).await?;
                let place = Place::Assessment(row.id.clone());
                write.set_exclusions(&row.id, &taken.exclusions).await?;
                write.set_targets(&row.id, &taken.targets).await?;
                let mut groups: HashMap<&GroupId, GroupId> = HashMap::new();
                for (before, id) in &taken.groups {
                    let group = GroupRow {
                        id: id.clone(),
                        assessment_id: row.id.clone(),
                        ..before.clone()
                    };
                    write.add_group(&group).await?;
                    groups.insert(&before.id, id.clone());
                }
                for reviewer in &taken.reviewers {
                    write.set_reviewer(&row.id, reviewer).await?;
                }
                for used in &taken.uses {
                    write.set_evidence_use(used).await?;
                }
                let mut carried = 0;
                for before in &taken.assessors {
                    let Some(group) = groups.get(&before.group_id) else {
                        continue;
                    };
                    let new = AssessorRow {
                        id: AssessorId::new(App::uuid()),
                        assessment_id: row.id.clone(),
                        group_id: group.clone(),
                        joined_at: None,
                        created_at: stamp.now,
                        follows: Some(before.id.clone()),
                        code_number: 0,
                        ..before.clone()
                    };
                    let recovery = with_key.recovery_sha256(&new.id, 0);
                    let new = insert(write, &stamp, &place, new, &recovery).await?;
                    let (link, sha256) =
                        with_key.new_invitation(&row.id, &new.group_id, Some(&new.id));
                    write.add_invitation(&link, &sha256).await?;
                    let asked = asked_of(&new, &model, &excluded);
                    let own = taken
                        .answers
                        .iter()
                        .filter(|row| row.assessor_id == before.id);
                    let rows: Vec<CarriedRow> = own
                        .filter_map(|answer| {
                            let subject = Subject::parse(&model, &answer.kind, &answer.subject)?;
                            let wanted = asked.contains(&subject.component(&model));
                            Some(CarriedRow {
                                assessor_id: new.id.clone(),
                                kind: answer.kind.clone(),
                                subject: answer.subject.clone(),
                                value: answer.value.clone().filter(|_| wanted)?,
                                note: answer
                                    .note
                                    .clone()
                                    .filter(|_| answer.value.as_deref() == Some("na")),
                            })
                        })
                        .collect();
                    carried += rows.len();
                    write.add_carried(&rows).await?;
                }
                let after = json!({ "from": desk_row.id, "assessors": taken.assessors.len(),
                                    "answers": carried, "evidence": taken.uses.len() });
                let change = (json!({ "assessment": of }), after);
                let subject = format!("assessment:{}", row.id);
                stamp.note(write, "cycle_start", subject, &place, change);
                Ok(row)
            })
        })
        .await
    }

    fn next_row(&self, text: &NextText) -> Result<AssessmentRow, AppError> {
        let mut mistakes = Mistakes::default();
        let name = mistakes.take(required("name", &text.name, NAME));
        let slug = mistakes.take(address("slug", "", &text.name));
        let from = mistakes.take(day("starts_on", &text.starts_on));
        let to = mistakes.take(day("ends_on", &text.ends_on));
        if let (Some(from), Some(to)) = (from, to) {
            mistakes.add_if(to < from, "ends_on", "ends_before_start");
        }
        mistakes.check()?;
        let before = &self.desk().row;
        Ok(AssessmentRow {
            id: AssessmentId::new(App::uuid()),
            name: name.unwrap_or_default(),
            slug: slug.unwrap_or_default(),
            starts_on: from.map(iso).unwrap_or_default(),
            ends_on: to.map(iso).unwrap_or_default(),
            phase: crate::assessment::Phase::Draft.word().to_owned(),
            created_at: self.desk().app.now(),
            version: 1,
            ..before.clone()
        })
    }

    async fn taken(&self, text: &NextText, next: &AssessmentRow) -> Result<Taken, AppError> {
        let (desk, db) = (self.desk(), self.desk().app.db());
        let id = &desk.row.id;
        let pieces = db.evidence_of(id).await?;
        let uses = db.evidence_uses(id).await?.into_iter().filter(|used| {
            let piece = pieces.iter().find(|piece| piece.id == used.evidence_id);
            let lasts = |until: &String| *until >= next.starts_on;
            let current = |piece: &gradus_store::rows::EvidenceRow| {
                piece.valid_until.as_ref().is_none_or(lasts)
            };
            text.evidence && used.status != "rejected" && piece.is_some_and(current)
        });
        let uses = uses.map(|used| EvidenceUseRow {
            assessment_id: next.id.clone(),
            version: 1,
            ..used
        });
        let groups = db.groups(id).await?.into_iter();
        let assessors = db.assessors(id).await?.into_iter();
        Ok(Taken {
            groups: groups
                .map(|group| (group, GroupId::new(App::uuid())))
                .collect(),
            // Who was taken out is asked no more: nobody is left to send a link to.
            assessors: assessors
                .filter(|place| place.erased_at.is_none())
                .collect(),
            reviewers: db.reviewers(id).await?,
            exclusions: db.exclusions(id).await?,
            targets: db.targets(id).await?,
            uses: uses.collect(),
            answers: if text.answers {
                db.answers(id).await?
            } else {
                Vec::new()
            },
        })
    }
}

impl Seat<'_> {
    /// What the caller said in the cycle before and did not touch in this one yet, in the
    /// order of the model.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn carried(&self) -> Result<Vec<Carried>, AppError> {
        let desk = self.desk();
        let rows = desk.app.db().carried_of(&self.assessor().id).await?;
        let found = rows.into_iter().filter_map(|row| {
            let subject = Subject::parse(&desk.model, &row.kind, &row.subject)?;
            let asked = self.asked().contains(&subject.component(&desk.model));
            asked.then_some(Carried {
                subject,
                value: row.value,
                note: row.note,
            })
        });
        let mut found: Vec<Carried> = found.collect();
        found.sort_by_key(|one| one.subject.place(&desk.model));
        Ok(found)
    }

    /// Confirms what the caller said in the cycle before: from now on it counts. Gives how
    /// many answers were confirmed.
    ///
    /// # Errors
    /// As [`Seat::rating_record`].
    pub async fn carried_keep(&self, wanted: impl Fn(&Carried) -> bool) -> Result<usize, AppError> {
        let model = &self.desk().model;
        let mut kept = 0;
        for one in self.carried().await?.into_iter().filter(|one| wanted(one)) {
            let answering = Answering {
                kind: one.subject.kind().to_owned(),
                subject: one.subject.name(model),
                value: one.value,
                note: one.note,
                ..Answering::default()
            };
            self.rating_record(&answering).await?;
            kept += 1;
        }
        Ok(kept)
    }
}

/// Answers that wait, as an assessment file tells them.
pub(crate) fn unconfirmed(rows: &[CarriedRow], code_of: &HashMap<&AssessorId, &str>) -> Vec<Json> {
    let told = rows.iter().filter_map(|row| {
        let mut told = json!({ "assessor": code_of.get(&row.assessor_id)?, "subject": row.subject,
                               "value": row.value });
        if let Some(note) = &row.note {
            told["note"] = json!(note);
        }
        Some(told)
    });
    told.collect()
}
