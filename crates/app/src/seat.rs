//! Places among the assessors: the code that leads back to one, taking it in a browser, and
//! taking it away from all of them.

use crate::actor::{Actor, Scope};
use crate::app::{App, Place, Stamp};
use crate::assessment::{Lead, Phase};
use crate::error::AppError;
use crate::rating::Seat;
use crate::secrets::{secret_sha256, spaced_code};
use crate::session::SessionView;
use gradus_store::rows::AssessorRow;
use gradus_store::{AssessorId, InvitationId, Write};
use serde_json::{Value as Json, json};

/// The way by which somebody takes a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Their own link.
    Link,
    /// The link of a group.
    Group,
    /// The code, with or without the link.
    Code,
}

impl Way {
    fn word(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Group => "group",
            Self::Code => "code",
        }
    }
}

/// A place that a session takes.
#[derive(Debug, Clone)]
pub(crate) struct Taking {
    assessor: AssessorId,
    place: Place,
    way: Way,
    actor: String,
}

impl Taking {
    pub(crate) fn new(actor: &Actor, row: &AssessorRow, way: Way) -> Self {
        // Whoever is somebody already is named: that is how a stranger in a place is found.
        let actor = if actor.is_nobody() {
            format!("assessor:{}", row.id)
        } else {
            actor.pseudonym()
        };
        Self {
            assessor: row.id.clone(),
            place: Place::Assessment(row.assessment_id.clone()),
            way,
            actor,
        }
    }

    /// Gives a session the place, and notes it where the session did not have it.
    pub(crate) async fn write(
        self,
        write: &mut Write,
        stamp: &Stamp,
        session: &str,
    ) -> Result<(), AppError> {
        if write.seats_of(session).await?.contains(&self.assessor) {
            return Ok(());
        }
        write.add_seat(session, &self.assessor).await?;
        let stamp = Stamp {
            actor: self.actor,
            ..stamp.clone()
        };
        stamp.note(
            write,
            "seat_take",
            format!("assessor:{}", self.assessor),
            &self.place,
            (Json::Null, json!({ "way": self.way.word() })),
        );
        Ok(())
    }
}

impl App {
    fn plain_code(&self, id: &AssessorId, number: i64) -> String {
        let name = match number {
            0 => id.to_string(),
            number => format!("{id}/{number}"),
        };
        self.inner.key.code_of("recovery", &name)
    }

    /// The code by which an assessor goes on on another device. It is for them alone: with
    /// it anybody reads what they answered.
    pub(crate) fn recovery_code(&self, row: &AssessorRow) -> String {
        spaced_code(&self.plain_code(&row.id, row.code_number))
    }

    /// The hash under which a code is kept.
    pub(crate) fn recovery_sha256(&self, id: &AssessorId, number: i64) -> String {
        secret_sha256(&self.plain_code(id, number))
    }

    /// Puts a place into the caller's session; begins one where there is none.
    pub(crate) async fn seat_session(
        &self,
        actor: &Actor,
        row: &AssessorRow,
        way: Way,
        agent: &str,
    ) -> Result<Option<String>, AppError> {
        let taking = Taking::new(actor, row, way);
        if let Some(session) = &actor.session {
            let sha256 = session.sha256.clone();
            self.change_as(self.system(), move |write, stamp| {
                Box::pin(async move { taking.write(write, &stamp, &sha256).await })
            })
            .await?;
            return Ok(None);
        }
        self.begin_session_at(None, agent, &Actor::nobody(), Some(taking))
            .await
            .map(Some)
    }

    /// Takes an assessor's place from every browser, and changes the code that leads to it.
    async fn vacate(
        &self,
        write: &mut Write,
        stamp: &Stamp,
        row: &AssessorRow,
    ) -> Result<(), AppError> {
        let sessions = write.drop_seats(&row.id).await?;
        let number = row.code_number + 1;
        let sha256 = self.recovery_sha256(&row.id, number);
        write.set_recovery(&row.id, number, &sha256).await?;
        if row.joined_at.is_some() {
            stamp.note(
                write,
                "seat_end",
                format!("assessor:{}", row.id),
                &Place::Assessment(row.assessment_id.clone()),
                (json!({ "sessions": sessions }), Json::Null),
            );
        }
        Ok(())
    }

    /// As [`App::vacate`], and revokes the links that are for this assessor alone.
    async fn shut_out(
        &self,
        write: &mut Write,
        stamp: &Stamp,
        id: &AssessorId,
    ) -> Result<(), AppError> {
        let missing = AppError::NotFound("assessor");
        let row = write.assessor(id).await?.ok_or(missing)?;
        self.vacate(write, stamp, &row).await?;
        for link in write.invitations(&row.assessment_id).await? {
            if link.assessor_id.as_ref() == Some(id) && link.revoked_at.is_none() {
                write
                    .revoke_invitation(&row.assessment_id, &link.id, stamp.now)
                    .await?;
                stamp.note(
                    write,
                    "invitation_revoke",
                    format!("invitation:{}", link.id),
                    &Place::Assessment(row.assessment_id.clone()),
                    (Json::Null, Json::Null),
                );
            }
        }
        Ok(())
    }
}

impl Lead<'_> {
    /// Makes a new link for an assessor. The ones before are revoked, no browser holds the
    /// place any longer, and the code changes: so whoever was there before notices.
    ///
    /// # Errors
    /// When there is no such assessor, and once the assessment is final.
    pub async fn assessor_invite(&self, id: &AssessorId) -> Result<InvitationId, AppError> {
        self.before(Phase::Consensus, "final")?;
        let row = self.assessor(id).await?;
        let desk = self.desk();
        let (link, sha256) = desk
            .app
            .new_invitation(&desk.row.id, &row.group_id, Some(&row.id));
        let (app, place) = (desk.app.clone(), desk.place());
        desk.app
            .change(desk.actor, move |write, stamp| {
                Box::pin(async move {
                    app.shut_out(write, &stamp, &row.id).await?;
                    write.add_invitation(&link, &sha256).await?;
                    let after = json!({ "group": link.group_id, "assessor": link.assessor_id });
                    stamp.note(
                        write,
                        "invitation_create",
                        format!("invitation:{}", link.id),
                        &place,
                        (Json::Null, after),
                    );
                    Ok(link.id)
                })
            })
            .await
    }

    /// Shuts an assessor's place, whichever way they came: their links, their code and every
    /// browser's hold of it end. What they answered stays; a new link lets them in again.
    /// Whoever has the place by an account keeps it.
    ///
    /// # Errors
    /// When there is no such assessor.
    pub async fn assessor_revoke(&self, id: &AssessorId) -> Result<(), AppError> {
        let row = self.assessor(id).await?;
        let desk = self.desk();
        let app = desk.app.clone();
        desk.app
            .change(desk.actor, move |write, stamp| {
                Box::pin(async move { app.shut_out(write, &stamp, &row.id).await })
            })
            .await
    }

    /// Revokes an invitation. One that is for one assessor ends their place in every browser
    /// and their code as well; places that a group's link gave stay.
    ///
    /// # Errors
    /// When there is none that still works.
    pub async fn invitation_revoke(&self, id: &InvitationId) -> Result<(), AppError> {
        let desk = self.desk();
        let (id, assessment, place) = (id.clone(), desk.row.id.clone(), desk.place());
        let app = desk.app.clone();
        desk.app
            .change(desk.actor, move |write, stamp| {
                Box::pin(async move {
                    let links = write.invitations(&assessment).await?;
                    let link = links
                        .into_iter()
                        .find(|row| row.id == id && row.revoked_at.is_none())
                        .ok_or(AppError::NotFound("invitation"))?;
                    // A lost link must not leave a stranger in somebody's place.
                    if let Some(assessor) = &link.assessor_id {
                        return app.shut_out(write, &stamp, assessor).await;
                    }
                    let revoked = write.revoke_invitation(&assessment, &id, stamp.now).await;
                    revoked.map_err(|_| AppError::NotFound("invitation"))?;
                    stamp.note(
                        write,
                        "invitation_revoke",
                        format!("invitation:{id}"),
                        &place,
                        (Json::Null, Json::Null),
                    );
                    Ok(())
                })
            })
            .await
    }
}

impl Seat<'_> {
    /// The browsers that hold the caller's place without an account, the last used first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn sessions(&self) -> Result<Vec<SessionView>, AppError> {
        let desk = self.desk();
        let rows = desk.app.db().sessions_at(&self.assessor().id).await?;
        Ok(desk.app.session_views(desk.actor, rows))
    }

    /// Takes the caller's place from one browser. What was answered there stays.
    ///
    /// # Errors
    /// When that browser does not hold it.
    pub async fn session_end(&self, id: &str) -> Result<(), AppError> {
        let desk = self.desk();
        desk.actor.needs(Scope::Write)?;
        let (assessor, id, place) = (self.assessor().id.clone(), id.to_owned(), desk.place());
        let mut stamp = desk.app.stamp(desk.actor);
        stamp.actor = format!("assessor:{assessor}");
        let work = desk.app.change_as(stamp, move |write, stamp| {
            Box::pin(async move {
                write
                    .drop_seat(&assessor, &id)
                    .await
                    .map_err(|_| AppError::NotFound("session"))?;
                stamp.note(
                    write,
                    "seat_end",
                    format!("assessor:{assessor}"),
                    &place,
                    (json!({ "session": id }), Json::Null),
                );
                Ok(())
            })
        });
        work.await
    }
}
