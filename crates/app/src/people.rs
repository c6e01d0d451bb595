//! Groups, assessors and their invitations, in the lead's hands.

use crate::app::{App, Place};
use crate::assessment::{Lead, Phase};
use crate::error::{AppError, Mistake, Mistakes};
use crate::moving::still_asks_the_same;
use crate::parse::{NAME, code, optional, required};
use crate::secrets::secret_sha256;
use gradus_domain::names::slug;
use gradus_store::audit::text_sha256;
use gradus_store::rows::{AssessorRow, GroupRow, InvitationRow};
use gradus_store::{AssessmentId, AssessorId, GroupId, InvitationId, PersonId, Write};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

/// Somebody to be asked, as they are typed.
#[derive(Debug, Clone, Default)]
pub struct NewAssessor {
    /// Name or function; may be empty.
    pub name: String,
    /// Their name in files; made when empty.
    pub code: String,
    /// Identifier or code of their group.
    pub group: String,
    /// Components they are asked for; all when empty.
    pub components: Vec<String>,
    /// Login of their account, where they have one; may be empty.
    pub login: String,
}

/// An invitation as the lead sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationView {
    /// Identifier.
    pub id: InvitationId,
    /// The group that its holders join.
    pub group: GroupId,
    /// The one assessor it is for; none for a group's link.
    pub assessor: Option<AssessorId>,
    /// The secret part of the link.
    pub secret: String,
    /// Whether it was revoked.
    pub revoked: bool,
    /// How many joined by it.
    pub joined: i64,
}

impl App {
    /// The secret part of an invitation's link.
    pub(crate) fn invitation_secret(&self, id: &InvitationId) -> String {
        self.inner.key.secret_of("invitation", id.as_str())
    }

    pub(crate) fn new_invitation(
        &self,
        assessment: &AssessmentId,
        group: &GroupId,
        assessor: Option<&AssessorId>,
    ) -> (InvitationRow, String) {
        let row = InvitationRow {
            id: InvitationId::new(Self::uuid()),
            assessment_id: assessment.clone(),
            group_id: group.clone(),
            assessor_id: assessor.cloned(),
            created_at: self.now(),
            revoked_at: None,
            joined: 0,
        };
        let sha256 = secret_sha256(&self.invitation_secret(&row.id));
        (row, sha256)
    }
}

/// The first of `a1`, `a2`, … that nobody has.
pub(crate) fn free_code(start: &str, taken: &BTreeSet<String>) -> String {
    (1_u32..)
        .map(|number| format!("{start}{number}"))
        .find(|code| !taken.contains(code))
        .unwrap_or_else(|| start.to_owned())
}

impl Lead<'_> {
    /// Adds a group.
    ///
    /// # Errors
    /// Fields that are wrong, and once results are open.
    pub async fn group_create(&self, name: &str, given: &str) -> Result<GroupRow, AppError> {
        self.before(Phase::Rating, "results_open")?;
        let mut mistakes = Mistakes::default();
        let name = mistakes
            .take(required("name", name, NAME))
            .unwrap_or_default();
        let made = if given.trim().is_empty() {
            slug(&name)
        } else {
            given.to_owned()
        };
        let made = if made == "others" {
            "others-1".to_owned()
        } else {
            made
        };
        let code = mistakes.take(code("code", &made));
        mistakes.check()?;
        let row = GroupRow {
            id: GroupId::new(App::uuid()),
            assessment_id: self.0.row.id.clone(),
            code: code.unwrap_or_default(),
            name,
        };
        let place = self.0.place();
        self.0
            .app
            .change(self.0.actor, move |write, stamp| {
                Box::pin(async move {
                    write.add_group(&row).await?;
                    write.bump_assessment(&row.assessment_id).await?;
                    let after = json!({ "code": row.code, "name": row.name });
                    stamp.note(
                        write,
                        "group_create",
                        format!("group:{}", row.id),
                        &place,
                        (Json::Null, after),
                    );
                    Ok(row)
                })
            })
            .await
    }

    /// Renames a group.
    ///
    /// # Errors
    /// When there is no such group, and once the assessment is final.
    pub async fn group_rename(&self, id: &GroupId, name: &str) -> Result<(), AppError> {
        self.before(Phase::Consensus, "final")?;
        let name =
            required("name", name, NAME).map_err(|mistake| AppError::Invalid(vec![mistake]))?;
        let (id, assessment, place) = (id.clone(), self.0.row.id.clone(), self.0.place());
        self.0
            .app
            .change(self.0.actor, move |write, stamp| {
                Box::pin(async move {
                    let renamed = write.rename_group(&assessment, &id, &name).await;
                    renamed.map_err(|_| AppError::NotFound("group"))?;
                    write.bump_assessment(&assessment).await?;
                    stamp.note(
                        write,
                        "group_rename",
                        format!("group:{id}"),
                        &place,
                        (Json::Null, json!(name)),
                    );
                    Ok(())
                })
            })
            .await
    }

    /// Removes a group that nobody is in.
    ///
    /// # Errors
    /// When somebody is in it, and once results are open.
    pub async fn group_remove(&self, id: &GroupId) -> Result<(), AppError> {
        self.before(Phase::Rating, "results_open")?;
        let (id, assessment, place) = (id.clone(), self.0.row.id.clone(), self.0.place());
        self.0
            .app
            .change(self.0.actor, move |write, stamp| {
                Box::pin(async move {
                    let removed = write.drop_group(&assessment, &id).await;
                    removed.map_err(|_| AppError::Refused("group_in_use"))?;
                    write.bump_assessment(&assessment).await?;
                    stamp.note(
                        write,
                        "group_remove",
                        format!("group:{id}"),
                        &place,
                        (Json::Null, Json::Null),
                    );
                    Ok(())
                })
            })
            .await
    }

    /// Adds assessors, each with an invitation of their own. All or none.
    ///
    /// # Errors
    /// Fields that are wrong, named `<field>_<place in the list>`; too many people; and once
    /// results are open.
    pub async fn assessors_add(
        &self,
        people: &[NewAssessor],
    ) -> Result<Vec<AssessorRow>, AppError> {
        self.before(Phase::Rating, "results_open")?;
        let (desk, app) = (&self.0, self.0.app);
        let db = app.db();
        let groups = db.groups(&desk.row.id).await?;
        let mut taken: BTreeSet<String> = db
            .assessors(&desk.row.id)
            .await?
            .into_iter()
            .map(|row| row.code)
            .collect();
        if taken.len() + people.len() > app.inner.limits.assessors {
            return Err(AppError::Refused("too_many_assessors"));
        }
        let mut mistakes = Mistakes::default();
        let mut added = Vec::new();
        for (at, person) in people.iter().enumerate() {
            let field = |name: &str| format!("{name}_{at}");
            let name = mistakes
                .take(optional(&field("name"), &person.name, NAME))
                .flatten();
            let typed = person.group.trim();
            let group = groups.iter().find(|group| {
                group.code == typed || group.id.as_str() == typed || group.name == typed
            });
            if group.is_none() {
                mistakes.add(Mistake::new(&field("group"), "group").with("value", typed));
            }
            let made = if person.code.trim().is_empty() {
                Some(free_code("a", &taken))
            } else {
                mistakes.take(code(&field("code"), &person.code))
            };
            let made = made.unwrap_or_default();
            if !taken.insert(made.clone()) {
                mistakes.add(Mistake::new(&field("code"), "taken").with("value", &made));
            }
            let account = match person.login.trim() {
                "" => None,
                login => {
                    let account = db.account_by_login(&login.to_lowercase()).await?;
                    mistakes.add_if(account.is_none(), &field("login"), "account");
                    account.map(|account| account.person_id)
                }
            };
            let components =
                self.components(&field("components"), &person.components, &mut mistakes);
            let Some(group) = group else { continue };
            let row = AssessorRow {
                id: AssessorId::new(App::uuid()),
                assessment_id: desk.row.id.clone(),
                group_id: group.id.clone(),
                code: made,
                person_id: account,
                components,
                joined_at: None,
                created_at: app.now(),
                follows: None,
                erased_at: None,
                code_number: 0,
                name,
            };
            let invitation = app.new_invitation(&desk.row.id, &row.group_id, Some(&row.id));
            let recovery = app.recovery_sha256(&row.id, 0);
            added.push((row, recovery, invitation));
        }
        mistakes.check()?;
        let read = desk.row.clone();
        let place = desk.place();
        let assessment = desk.row.id.clone();
        app.change(desk.actor, move |write, stamp| {
            Box::pin(async move {
                still_asks_the_same(write, &read).await?;
                let mut rows = Vec::with_capacity(added.len());
                for (row, recovery, (invitation, sha256)) in added {
                    let row = insert(write, &stamp, &place, row, &recovery).await?;
                    write.add_invitation(&invitation, &sha256).await?;
                    rows.push(row);
                }
                write.bump_assessment(&assessment).await?;
                Ok(rows)
            })
        })
        .await
    }

    fn components(
        &self,
        field: &str,
        listed: &[String],
        mistakes: &mut Mistakes,
    ) -> Option<String> {
        let mut known = Vec::new();
        for name in listed.iter().filter(|name| !name.trim().is_empty()) {
            match self.0.model.find_component(name.trim()) {
                Some(ix) => known.push(ix),
                None => mistakes.add(Mistake::new(field, "component").with("value", name)),
            }
        }
        known.sort();
        known.dedup();
        let ids: Vec<&str> = known
            .iter()
            .map(|ix| self.0.model.component(*ix).id.as_str())
            .collect();
        (!ids.is_empty() && ids.len() < self.0.model.components.len())
            .then(|| json!(ids).to_string())
    }

    /// Changes an assessor's name, group and components.
    ///
    /// # Errors
    /// Fields that are wrong, and once results are open.
    pub async fn assessor_change(
        &self,
        id: &AssessorId,
        typed: &NewAssessor,
    ) -> Result<(), AppError> {
        self.before(Phase::Rating, "results_open")?;
        let db = self.0.app.db();
        let before = self.assessor(id).await?;
        let mut mistakes = Mistakes::default();
        let name = mistakes.take(optional("name", &typed.name, NAME)).flatten();
        let groups = db.groups(&self.0.row.id).await?;
        let group = groups
            .iter()
            .find(|group| group.id.as_str() == typed.group || group.code == typed.group);
        mistakes.add_if(group.is_none(), "group", "group");
        let components = self.components("components", &typed.components, &mut mistakes);
        mistakes.check()?;
        let group_id = group.map_or_else(|| before.group_id.clone(), |group| group.id.clone());
        let read = self.0.row.clone();
        let place = self.0.place();
        self.0
            .app
            .change(self.0.actor, move |write, stamp| {
                Box::pin(async move {
                    still_asks_the_same(write, &read).await?;
                    let change = (told(&before), ());
                    let mut row = AssessorRow {
                        group_id,
                        components,
                        name,
                        ..before
                    };
                    match (&row.person_id, &row.name) {
                        (Some(person), name) => {
                            if write.account(person).await?.is_none() {
                                write.set_person(person, name.as_deref(), None).await?;
                            }
                        }
                        (None, Some(name)) => {
                            let person = PersonId::new(App::uuid());
                            write
                                .add_person(&person, Some(name), None, stamp.now)
                                .await?;
                            row.person_id = Some(person);
                        }
                        (None, None) => {}
                    }
                    write.set_assessor(&row).await?;
                    write.bump_assessment(&row.assessment_id).await?;
                    stamp.note(
                        write,
                        "assessor_change",
                        format!("assessor:{}", row.id),
                        &place,
                        (change.0, told(&row)),
                    );
                    Ok(())
                })
            })
            .await
    }

    pub(crate) async fn assessor(&self, id: &AssessorId) -> Result<AssessorRow, AppError> {
        let row = self.0.app.db().assessor(id).await?;
        row.filter(|row| row.assessment_id == self.0.row.id)
            .ok_or(AppError::NotFound("assessor"))
    }

    /// Removes an assessor who answered nothing yet.
    ///
    /// # Errors
    /// When they answered, and once results are open.
    pub async fn assessor_remove(&self, id: &AssessorId) -> Result<(), AppError> {
        self.before(Phase::Rating, "results_open")?;
        let row = self.assessor(id).await?;
        let place = self.0.place();
        self.0
            .app
            .change(self.0.actor, move |write, stamp| {
                Box::pin(async move {
                    let removed = write.drop_assessor(&row.assessment_id, &row.id).await;
                    removed.map_err(|_| AppError::Refused("assessor_answered"))?;
                    write.bump_assessment(&row.assessment_id).await?;
                    stamp.note(
                        write,
                        "assessor_remove",
                        format!("assessor:{}", row.id),
                        &place,
                        (told(&row), Json::Null),
                    );
                    Ok(())
                })
            })
            .await
    }

    /// The assessors, in the order they were added.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn assessors(&self) -> Result<Vec<AssessorRow>, AppError> {
        Ok(self.0.app.db().assessors(&self.0.row.id).await?)
    }

    /// All invitations, oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn invitations(&self) -> Result<Vec<InvitationView>, AppError> {
        let app = self.0.app;
        let rows = app.db().invitations(&self.0.row.id).await?;
        let views = rows.into_iter().map(|row| InvitationView {
            secret: app.invitation_secret(&row.id),
            id: row.id,
            group: row.group_id,
            assessor: row.assessor_id,
            revoked: row.revoked_at.is_some(),
            joined: row.joined,
        });
        Ok(views.collect())
    }

    /// Makes a link by which anybody who has it joins a group as an assessor of their own.
    ///
    /// # Errors
    /// When there is no such group, and once results are open.
    pub async fn group_invite(&self, group: &GroupId) -> Result<InvitationId, AppError> {
        self.before(Phase::Rating, "results_open")?;
        let groups = self.0.app.db().groups(&self.0.row.id).await?;
        if !groups.iter().any(|row| row.id == *group) {
            return Err(AppError::NotFound("group"));
        }
        self.invite(group).await
    }

    async fn invite(&self, group: &GroupId) -> Result<InvitationId, AppError> {
        let desk = self.desk();
        let (row, sha256) = desk.app.new_invitation(&desk.row.id, group, None);
        let place = desk.place();
        desk.app
            .change(desk.actor, move |write, stamp| {
                Box::pin(async move {
                    write.add_invitation(&row, &sha256).await?;
                    let after = json!({ "group": row.group_id, "assessor": row.assessor_id });
                    stamp.note(
                        write,
                        "invitation_create",
                        format!("invitation:{}", row.id),
                        &place,
                        (Json::Null, after),
                    );
                    Ok(row.id)
                })
            })
            .await
    }
}

pub(crate) fn told(row: &AssessorRow) -> Json {
    let components: Json = row
        .components
        .as_deref()
        .and_then(|list| serde_json::from_str(list).ok())
        .unwrap_or(Json::Null);
    json!({ "code": row.code, "group": row.group_id, "components": components,
            "name_sha256": row.name.as_deref().map(text_sha256) })
}

/// Adds an assessor, and a person for their name where they have no account.
pub(crate) async fn insert(
    write: &mut Write,
    stamp: &crate::app::Stamp,
    place: &Place,
    mut row: AssessorRow,
    recovery_sha256: &str,
) -> Result<AssessorRow, AppError> {
    if let (None, Some(name)) = (&row.person_id, &row.name) {
        let person = PersonId::new(App::uuid());
        write
            .add_person(&person, Some(name), None, stamp.now)
            .await?;
        row.person_id = Some(person);
    }
    write.add_assessor(&row, recovery_sha256).await?;
    stamp.note(
        write,
        "assessor_create",
        format!("assessor:{}", row.id),
        place,
        (Json::Null, told(&row)),
    );
    Ok(row)
}
