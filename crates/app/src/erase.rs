//! Taking a person out: names and texts go, what they answered stays under the pseudonym.

use crate::account::Administrator;
use crate::app::{App, Place, Stamp};
use crate::assessment::{Lead, Phase};
use crate::city::Role;
use crate::error::AppError;
use crate::parse::iso;
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::document::AssessmentDocument;
use gradus_catalog::assessment::pseudonymous::{Erased, WITHHELD};
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::assessment::write::to_json;
use gradus_catalog::source::Source;
use gradus_store::rows::{AssessmentRow, AssessorRow, FrozenRow, RoleRow};
use gradus_store::{AssessmentId, AssessorId, PersonId, Write};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use time::Duration;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl Lead<'_> {
    /// Takes out an assessor's name, notes and links; their answers stay under their code.
    /// Whoever has an account keeps it, without this place.
    ///
    /// # Errors
    /// When there is no such assessor.
    pub async fn assessor_erase(&self, id: &AssessorId) -> Result<(), AppError> {
        let row = self.assessor(id).await?;
        let app = self.desk().app.clone();
        self.desk()
            .app
            .change(self.desk().actor, move |write, stamp| {
                Box::pin(async move { erase_place(&app, write, &stamp, &row).await })
            })
            .await
    }
}

impl Administrator<'_> {
    /// Takes out everything that says who somebody with an account is: the account, their
    /// name, notes, roles, sessions and tokens. Their answers stay under pseudonyms.
    ///
    /// # Errors
    /// When there is no such account, and for the last administrator.
    pub async fn person_erase(&self, person: &PersonId) -> Result<(), AppError> {
        let stamp = self.app.stamp(self.actor);
        self.app.person_erase_as(stamp, person).await
    }
}

impl App {
    /// The same for an operator, by what the person signs in with.
    ///
    /// # Errors
    /// As [`Administrator::person_erase`].
    pub async fn person_erase_by_operator(&self, login: &str) -> Result<(), AppError> {
        let login = login.trim().to_lowercase();
        let account = self.db().account_by_login(&login).await?;
        let account = account.ok_or(AppError::NotFound("account"))?;
        self.person_erase_as(self.system(), &account.person_id)
            .await
    }

    async fn person_erase_as(&self, stamp: Stamp, person: &PersonId) -> Result<(), AppError> {
        let (app, person) = (self.clone(), person.clone());
        self.change_as(stamp, move |write, stamp| {
            Box::pin(async move {
                let account = write.account(&person).await?;
                let account = account.ok_or(AppError::NotFound("account"))?;
                let counts = account.administrator == 1 && account.disabled_at.is_none();
                if counts && write.administrator_count().await? < 2 {
                    return Err(AppError::Refused("last_administrator"));
                }
                for city in write.cities_of(&person).await? {
                    let team = write.team(&city.id).await?;
                    let leads = |row: &&RoleRow| row.role == Role::Lead.word();
                    let mut leads = team.iter().filter(leads);
                    let only = leads.all(|row| row.person_id == person);
                    if only && team.iter().any(|row| row.person_id == person) {
                        return Err(AppError::Refused("last_lead"));
                    }
                }
                erase_person(&app, write, &stamp, &person).await
            })
        })
        .await
    }

    /// Takes out the names and notes of assessors where an assessment has been final for as
    /// long as the operator keeps them, or was abandoned: its cycle ended as long ago and it
    /// never became final. Gives how many people were taken out.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn retain(&self) -> Result<usize, AppError> {
        let days = self.inner.limits.retention_days;
        if days == 0 {
            return Ok(0);
        }
        let before = self.now() - days * DAY_MS;
        let last_day = iso(self.today().saturating_sub(Duration::days(days)));
        let mut erased = 0;
        for city in self.db().cities().await? {
            for row in self.db().assessments(&city.id).await? {
                let kept = if row.phase == Phase::Final.word() {
                    let frozen = self.db().frozen(&row.id).await?;
                    frozen.is_none_or(|frozen| frozen.at >= before)
                } else {
                    row.ends_on >= last_day
                };
                if kept {
                    continue;
                }
                let people = self.db().assessors(&row.id).await?;
                for place in people.into_iter().filter(|row| row.erased_at.is_none()) {
                    let app = self.clone();
                    self.change_as(self.system(), move |write, stamp| {
                        Box::pin(async move { erase_place(&app, write, &stamp, &place).await })
                    })
                    .await?;
                    erased += 1;
                }
            }
        }
        Ok(erased)
    }
}

/// Takes a person with an account out of everything.
async fn erase_person(
    app: &App,
    write: &mut Write,
    stamp: &Stamp,
    person: &PersonId,
) -> Result<(), AppError> {
    let name = write.person_name(person).await?;
    let mut rated = BTreeSet::new();
    for row in write.assessors_of(person).await? {
        rated.insert(row.assessment_id.clone());
        erase_place(app, write, stamp, &row).await?;
    }
    let teams = write.cities_of(person).await?;
    for city in write.cities().await? {
        let rows = write.assessments(&city.id).await?;
        let mut known = teams.iter().any(|team| team.id == city.id)
            || rows.iter().any(|row| rated.contains(&row.id));
        let mut reviewers = Vec::new();
        for row in &rows {
            let all = write.reviewers(&row.id).await?.into_iter();
            let own = all.filter(|row| row.person_id.as_ref() == Some(person));
            let own: Vec<String> = own.map(|row| row.code).collect();
            known |= !own.is_empty();
            reviewers.push(own);
        }
        if !known {
            // Whoever has the same name in another city is somebody else.
            continue;
        }
        for (row, reviewers) in rows.iter().zip(reviewers) {
            let erased = Erased {
                assessor: None,
                reviewers,
                name: name.clone(),
            };
            if erase_texts(app, write, row, &erased).await? {
                write.bump_assessment(&row.id).await?;
            }
        }
    }
    write.erase_person(person).await?;
    let subject = format!("person:{person}");
    let change = (Json::Null, Json::Null);
    stamp.note(write, "person_erase", subject, &Place::Instance, change);
    Ok(())
}

/// Takes an assessor out of one assessment.
async fn erase_place(
    app: &App,
    write: &mut Write,
    stamp: &Stamp,
    place: &AssessorRow,
) -> Result<(), AppError> {
    let id = &place.assessment_id;
    let row = write.assessment(id).await?;
    let row = row.ok_or(AppError::NotFound("assessment"))?;
    let erased = Erased {
        assessor: Some(place.code.clone()),
        reviewers: Vec::new(),
        name: place.name.clone(),
    };
    erase_texts(app, write, &row, &erased).await?;
    write.erase_assessor(&place.id, stamp.now, WITHHELD).await?;
    // A name that no account stands behind is this place's alone.
    if let Some(person) = &place.person_id
        && write.account(person).await?.is_none()
        && write.assessors_of(person).await?.is_empty()
    {
        write.set_person(person, None, None).await?;
    }
    write.bump_assessment(id).await?;
    let (subject, place_of) = (
        format!("assessor:{}", place.id),
        Place::Assessment(id.clone()),
    );
    let change = (Json::Null, json!({ "erased": true }));
    stamp.note(write, "assessor_erase", subject, &place_of, change);
    Ok(())
}

/// Takes somebody's texts out of what an assessment agreed on and of what was kept of it.
/// Tells whether there were any.
async fn erase_texts(
    app: &App,
    write: &mut Write,
    row: &AssessmentRow,
    erased: &Erased,
) -> Result<bool, AppError> {
    let id = &row.id;
    let mut any = !erased.reviewers.is_empty();
    for mut agreed in write.agreed(id).await? {
        if let Some(dissent) = without(&agreed.dissent, erased)? {
            any = true;
            agreed.dissent = dissent;
            write.set_dissent(id, &agreed).await?;
        }
    }
    for mut past in write.agreed_changes(id).await? {
        if let Some(dissent) = without(&past.dissent, erased)? {
            any = true;
            past.dissent = dissent;
            write.set_past_dissent(id, &past).await?;
        }
    }
    let moves = write.model_moves(id).await?.into_iter();
    for kept in moves.filter(|kept| !kept.document.is_empty()) {
        let document = erased_file(&kept.document, erased)?;
        let text = to_json(&document);
        write
            .set_model_move_document(id, kept.number, &text)
            .await?;
    }
    let model = app.model_of(row).await?;
    for frozen in versions(write, id).await? {
        let document = erased_file(&frozen.document, erased)?;
        if to_json(&document) == frozen.document {
            continue;
        }
        any = true;
        let input_sha256 = build(&document, model.clone())?.value.sha256;
        let result = frozen.result.replace(&frozen.input_sha256, &input_sha256);
        let new = FrozenRow {
            input_sha256,
            document: to_json(&document),
            result,
            ..frozen
        };
        write.set_frozen(id, &new).await?;
    }
    Ok(any)
}

/// An assessment file without somebody's name and texts.
fn erased_file(text: &str, erased: &Erased) -> Result<AssessmentDocument, AppError> {
    let source = Source::from_bytes("assessment.json", text.as_bytes());
    let mut document = read_assessment(&source)?.value;
    document.erase(erased);
    Ok(document)
}

/// Every frozen version of an assessment.
async fn versions(write: &Write, id: &AssessmentId) -> Result<Vec<FrozenRow>, AppError> {
    let mut found = Vec::new();
    let last = write.frozen(id).await?.map_or(0, |row| row.number);
    for number in 1..=last {
        found.extend(write.frozen_by_number(id, number).await?);
    }
    Ok(found)
}

/// A list of dissent without somebody's words; none where it holds none of theirs.
fn without(dissent: &str, erased: &Erased) -> Result<Option<String>, AppError> {
    let fault = |error: serde_json::Error| AppError::Fault(error.to_string());
    let mut list: Vec<Json> = serde_json::from_str(dissent).map_err(fault)?;
    let mut changed = false;
    for one in &mut list {
        let by = |key: &str| one[key].as_str();
        if erased.said(by("assessor"), by("name")) {
            if one["name"].is_string() {
                one["name"] = json!(WITHHELD);
            }
            one["text"] = json!(WITHHELD);
            changed = true;
        }
    }
    let text = || serde_json::to_string(&list).map_err(fault);
    changed.then(text).transpose()
}
