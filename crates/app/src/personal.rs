//! Personal data: everything that is stored of somebody, as one document.

use crate::account::Administrator;
use crate::actor::Actor;
use crate::app::App;
use crate::assessment::Phase;
use crate::error::AppError;
use gradus_catalog::assessment::pseudonymous::Erased;
use gradus_store::rows::{AssessorRow, CityRow};
use gradus_store::{AssessorId, Db, PersonId};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

impl App {
    /// Everything that is stored of the caller: behind an account, behind the places that
    /// their browser holds, or both. Passwords and secrets are stored as hashes alone and are
    /// not in it.
    ///
    /// # Errors
    /// [`AppError::SignInFirst`] for nobody.
    pub async fn personal_data(&self, actor: &Actor) -> Result<Json, AppError> {
        if actor.is_nobody() {
            return Err(AppError::SignInFirst);
        }
        let person = actor.me.as_ref().map(|me| &me.id);
        self.data_of(person, &actor.seats).await
    }

    async fn data_of(
        &self,
        person: Option<&PersonId>,
        seats: &[AssessorId],
    ) -> Result<Json, AppError> {
        let db = self.inner.store.snapshot().await?;
        let mut places = match person {
            Some(person) => db.assessors_of(person).await?,
            None => Vec::new(),
        };
        for seat in seats {
            if places.iter().all(|place| place.id != *seat) {
                places.extend(db.assessor(seat).await?);
            }
        }
        let mut names: BTreeSet<String> = places
            .iter()
            .map(|place| format!("assessor:{}", place.id))
            .collect();
        let mut cities: BTreeMap<String, CityRow> = BTreeMap::new();
        let mut own = json!({ "format": "gradus-personal/1" });
        if let Some(person) = person {
            let tokens = db.tokens_of(person).await?;
            names.insert(format!("person:{person}"));
            names.extend(tokens.iter().map(|token| format!("token:{}", token.id)));
            let mut roles = Vec::new();
            for city in db.cities_of(person).await? {
                let role = db.role_in(&city.id, person).await?;
                roles.push(json!({ "city": city.name, "role": role.map(|row| row.role) }));
                cities.insert(city.id.to_string(), city);
            }
            own["account"] = account(&db, person).await?;
            own["roles"] = json!(roles);
            own["sessions"] = sessions(&db, person).await?;
            own["tokens"] = tokens
                .iter()
                .map(|token| {
                    json!({ "name": token.name, "scope": token.scope,
                            "created_at": token.created_at, "expires_at": token.expires_at,
                            "used_at": token.used_at, "revoked_at": token.revoked_at })
                })
                .collect();
        }
        let mut seats = Vec::new();
        for place in &places {
            let (told, city) = seat(&db, place).await?;
            seats.push(told);
            cities.extend(city.map(|city| (city.id.to_string(), city)));
        }
        own["places"] = json!(seats);
        let (mut evidence, mut reviews) = (Vec::new(), Vec::new());
        let (mut agreed, mut dissent) = (Vec::new(), Vec::new());
        let name = match person {
            Some(person) => db.person_name(person).await?,
            None => None,
        };
        for city in cities.values() {
            for row in db.evidence_of_city(&city.id).await? {
                if names.contains(&row.added_by) {
                    evidence.push(json!({ "city": city.name, "title": row.title,
                        "kind": row.kind, "url": row.url, "text": row.body,
                        "file_name": row.file_name, "sha256": row.sha256,
                        "created_at": row.created_at }));
                }
            }
            let Some(person) = person else { continue };
            for assessment in db.assessments(&city.id).await? {
                let place = json!({ "city": city.name, "assessment": assessment.name });
                for row in db.reviewers(&assessment.id).await? {
                    if row.person_id.as_ref() == Some(person) {
                        reviews.push(json!({ "in": place, "code": row.code, "name": row.name }));
                    }
                }
                for row in db.agreed(&assessment.id).await? {
                    for words in own_dissent(&row.dissent, name.as_deref()) {
                        dissent.push(json!({ "in": place, "on": row.subject, "text": words }));
                    }
                }
                for row in db.agreed_changes(&assessment.id).await? {
                    if row.person_id.as_ref() == Some(person) {
                        agreed.push(json!({ "in": place, "on": row.subject, "value": row.value,
                            "rationale": row.rationale, "at": row.at }));
                    }
                }
            }
        }
        own["evidence"] = json!(evidence);
        own["reviewer"] = json!(reviews);
        own["agreed"] = json!(agreed);
        own["dissent"] = json!(dissent);
        let mut acts = Vec::new();
        for name in &names {
            for row in db.audit_by(name).await? {
                acts.push(json!({ "number": row.seq, "at": row.at, "as": row.actor,
                                  "action": row.action, "subject": row.subject }));
            }
        }
        own["audit"] = json!(acts);
        Ok(own)
    }
}

impl Administrator<'_> {
    /// Everything that is stored of somebody with an account, to hand it to them; what they
    /// answer is withheld while they rate, and theirs alone to take away.
    ///
    /// # Errors
    /// When there is no such account.
    pub async fn personal_data_of(&self, person: &PersonId) -> Result<Json, AppError> {
        let known = self.app().db().account(person).await?;
        known.ok_or(AppError::NotFound("account"))?;
        let mut own = self.app().data_of(Some(person), &[]).await?;
        // While people rate, nobody else sees what they answer, administrators included.
        let places = own["places"].as_array_mut().into_iter().flatten();
        for place in places.filter(|place| place["phase"] == Phase::Rating.word()) {
            for part in ["answers", "carried", "before"] {
                place[part] = json!("withheld while people rate");
            }
        }
        Ok(own)
    }
}

async fn account(db: &Db, person: &PersonId) -> Result<Json, AppError> {
    let row = db.account(person).await?;
    Ok(row.map_or(Json::Null, |row| {
        json!({ "id": person.to_string(), "name": row.name, "email": row.email,
                "login": row.login, "administrator": row.administrator != 0,
                "language": row.language, "disabled_at": row.disabled_at,
                "created_at": row.created_at, "has_password": row.password_hash.is_some() })
    }))
}

async fn sessions(db: &Db, person: &PersonId) -> Result<Json, AppError> {
    let rows = db.sessions_of(person).await?;
    let told = rows.iter().map(|row| {
        json!({ "browser": row.agent, "created_at": row.created_at, "seen_at": row.seen_at,
                "expires_at": row.expires_at })
    });
    Ok(told.collect())
}

/// What somebody said under their name against a value that was agreed on.
fn own_dissent(listed: &str, name: Option<&str>) -> Vec<Json> {
    let erased = Erased {
        name: name.map(str::to_owned),
        ..Erased::default()
    };
    let listed: Vec<Json> = serde_json::from_str(listed).unwrap_or_default();
    let own = |one: &Json| erased.said(None, one["name"].as_str());
    let own = listed.into_iter().filter(own);
    own.map(|one| one["text"].clone()).collect()
}

/// Their answers in a file that was kept of an assessment.
fn answers_in(document: &str, code: &str) -> Json {
    let file: Json = serde_json::from_str(document).unwrap_or_default();
    let mut own = serde_json::Map::new();
    for list in ["ratings", "rungs", "picks"] {
        let rows = file[list].as_array().into_iter().flatten();
        let rows = rows.filter(|row| row["assessor"] == code);
        own.insert(list.to_owned(), rows.cloned().collect());
    }
    Json::Object(own)
}

/// A place among the assessors, with every answer that was given there.
async fn seat(db: &Db, place: &AssessorRow) -> Result<(Json, Option<CityRow>), AppError> {
    let assessment = db.assessment(&place.assessment_id).await?;
    let city = match &assessment {
        Some(row) => db.city(&row.city_id).await?,
        None => None,
    };
    let groups = db.groups(&place.assessment_id).await?;
    let group = groups.into_iter().find(|group| group.id == place.group_id);
    let answers = db.answers_of(&place.id).await?;
    let answers: Vec<Json> = answers
        .into_iter()
        .map(|row| {
            json!({ "kind": row.kind, "subject": row.subject, "value": row.value,
                    "confidence": row.confidence, "note": row.note,
                    "changed_at": row.changed_at })
        })
        .collect();
    let carried = db.carried_of(&place.id).await?;
    let carried: Vec<Json> = carried
        .into_iter()
        .map(|row| {
            json!({ "kind": row.kind, "subject": row.subject, "value": row.value,
                    "note": row.note })
        })
        .collect();
    let votes = db.votes(&place.assessment_id).await?.into_iter();
    let votes: Vec<Json> = votes
        .filter(|vote| vote.voter == place.id.as_str())
        .map(|vote| {
            json!({ "statement": vote.statement, "round": vote.number, "value": vote.value,
                    "cast_at": vote.cast_at })
        })
        .collect();
    let moves = db.model_moves(&place.assessment_id).await?;
    let before: Vec<Json> = moves
        .iter()
        .map(|moved| {
            json!({ "version": moved.from_version, "until": moved.at,
                    "answers": answers_in(&moved.document, &place.code) })
        })
        .collect();
    let told = json!({
        "city": city.as_ref().map(|city| &city.name),
        "assessment": assessment.as_ref().map(|row| &row.name),
        "phase": assessment.as_ref().map(|row| &row.phase),
        "code": place.code,
        "name": place.name,
        "group": group.map(|group| group.name),
        "joined_at": place.joined_at,
        "created_at": place.created_at,
        "answers": answers,
        "carried": carried,
        "before": before,
        "votes": votes,
    });
    Ok((told, city))
}
