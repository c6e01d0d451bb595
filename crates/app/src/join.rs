//! Joining by a link or a code, without an account.

use crate::actor::Actor;
use crate::app::{App, Place};
use crate::assessment::Phase;
use crate::error::AppError;
use crate::parse::{NAME, optional};
use crate::people::{free_code, insert};
use crate::secrets::{secret_sha256, tidy_code};
use gradus_store::AssessorId;
use gradus_store::rows::{AssessmentRow, AssessorRow, CityRow, GroupRow, InvitationRow};
use serde_json::json;
use std::collections::BTreeSet;

/// What the holder of an invitation is invited to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The city.
    pub city: CityRow,
    /// The assessment.
    pub assessment: AssessmentRow,
    /// The group.
    pub group: GroupRow,
    /// Whom the link is for, where it is for one person; their name may be unknown.
    pub assessor: Option<AssessorRow>,
}

/// A place among the assessors, taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The secret of a new session, where the caller had none.
    pub session: Option<String>,
    /// Who they are now.
    pub assessor: AssessorId,
    /// The city's part of addresses.
    pub city: String,
    /// The assessment's part of addresses.
    pub assessment: String,
    /// Whether the place is new: then the code is to be shown.
    pub new: bool,
}

impl App {
    async fn invitation_of(&self, secret: &str) -> Result<InvitationRow, AppError> {
        let row = self.db().invitation_by_hash(&secret_sha256(secret)).await?;
        row.filter(|row| row.revoked_at.is_none())
            .ok_or(AppError::NotFound("invitation"))
    }

    /// What a link invites to.
    ///
    /// # Errors
    /// For a link that was revoked or never was.
    pub async fn invited(&self, secret: &str) -> Result<Invited, AppError> {
        let db = self.db();
        let row = self.invitation_of(secret).await?;
        let missing = AppError::NotFound("invitation");
        let assessment = db
            .assessment(&row.assessment_id)
            .await?
            .ok_or(missing.clone())?;
        let city = db.city(&assessment.city_id).await?.ok_or(missing.clone())?;
        let groups = db.groups(&assessment.id).await?;
        let group = groups
            .into_iter()
            .find(|group| group.id == row.group_id)
            .ok_or(missing)?;
        let assessor = match &row.assessor_id {
            Some(id) => db.assessor(id).await?,
            None => None,
        };
        Ok(Invited {
            city,
            assessment,
            group,
            assessor,
        })
    }

    /// Takes the place that a link gives. A group's link makes a new assessor, unless the
    /// caller has a place in the assessment already.
    ///
    /// # Errors
    /// For a link that no longer works, an assessment that takes nobody any more, and a
    /// name that will not do.
    pub async fn join(
        &self,
        actor: &Actor,
        secret: &str,
        name: &str,
        agent: &str,
    ) -> Result<Joined, AppError> {
        let name =
            optional("name", name, NAME).map_err(|mistake| AppError::Invalid(vec![mistake]))?;
        let invited = self.invited(secret).await?;
        let invitation = self.invitation_of(secret).await?;
        let phase = Phase::parse(&invited.assessment.phase).unwrap_or(Phase::Draft);
        let have = self.seats(actor).await?;
        let have = have
            .into_iter()
            .find(|(_, row, _)| row.id == invited.assessment.id)
            .map(|(_, _, seat)| seat);
        let (assessor, new) = match (&invited.assessor, have) {
            (Some(assessor), _) => (assessor.clone(), assessor.joined_at.is_none()),
            (None, Some(seat)) => (seat, false),
            (None, None) if phase > Phase::Rating => return Err(AppError::Refused("results_open")),
            (None, None) => (
                self.join_group(actor, &invited, &invitation, name).await?,
                true,
            ),
        };
        if invited.assessor.is_some() && new {
            let (mut row, id) = (assessor.clone(), invitation.id.clone());
            self.change_as(self.system(), move |write, stamp| {
                Box::pin(async move {
                    row.joined_at = Some(stamp.now);
                    write.set_assessor(&row).await?;
                    write
                        .count_joined(&id)
                        .await
                        .map_err(|_| AppError::NotFound("invitation"))?;
                    let place = Place::Assessment(row.assessment_id.clone());
                    let change = (json!(null), json!({ "invitation": id }));
                    stamp.note(
                        write,
                        "assessor_join",
                        format!("assessor:{}", row.id),
                        &place,
                        change,
                    );
                    Ok(())
                })
            })
            .await?;
        }
        let session = self.seat_session(actor, &assessor.id, agent).await?;
        Ok(Joined {
            session,
            assessor: assessor.id,
            city: invited.city.slug,
            assessment: invited.assessment.slug,
            new,
        })
    }

    async fn join_group(
        &self,
        actor: &Actor,
        invited: &Invited,
        invitation: &InvitationRow,
        name: Option<String>,
    ) -> Result<AssessorRow, AppError> {
        let row = AssessorRow {
            id: AssessorId::new(Self::uuid()),
            assessment_id: invited.assessment.id.clone(),
            group_id: invited.group.id.clone(),
            code: String::new(),
            person_id: actor.me.as_ref().map(|me| me.id.clone()),
            components: None,
            joined_at: Some(self.now()),
            created_at: self.now(),
            follows: None,
            erased_at: None,
            name,
        };
        let recovery = self.recovery_sha256(&row.id);
        let (id, most) = (invitation.id.clone(), self.inner.limits.assessors);
        self.change_as(self.system(), move |write, stamp| {
            Box::pin(async move {
                write
                    .count_joined(&id)
                    .await
                    .map_err(|_| AppError::NotFound("invitation"))?;
                let taken: BTreeSet<String> = write
                    .assessors(&row.assessment_id)
                    .await?
                    .into_iter()
                    .map(|row| row.code)
                    .collect();
                if taken.len() >= most {
                    return Err(AppError::Refused("too_many_assessors"));
                }
                let place = Place::Assessment(row.assessment_id.clone());
                let row = AssessorRow {
                    code: free_code("a", &taken),
                    ..row
                };
                write.bump_assessment(&row.assessment_id).await?;
                insert(write, &stamp, &place, row, &recovery).await
            })
        })
        .await
    }

    /// Puts a place into the caller's session; begins one where there is none.
    async fn seat_session(
        &self,
        actor: &Actor,
        assessor: &AssessorId,
        agent: &str,
    ) -> Result<Option<String>, AppError> {
        let assessor = assessor.clone();
        if let Some(session) = &actor.session {
            let sha256 = session.sha256.clone();
            self.change_as(self.system(), move |write, _| {
                Box::pin(async move { Ok(write.add_seat(&sha256, &assessor).await?) })
            })
            .await?;
            return Ok(None);
        }
        let holder = Actor {
            seats: vec![assessor],
            ..Actor::nobody()
        };
        self.begin_session(None, agent, &holder).await.map(Some)
    }

    /// Goes on on another device, by the code that was shown on the first.
    ///
    /// # Errors
    /// For a code that nobody has.
    pub async fn join_by_code(
        &self,
        actor: &Actor,
        typed: &str,
        agent: &str,
    ) -> Result<Joined, AppError> {
        let db = self.db();
        let sha256 = secret_sha256(&tidy_code(typed));
        let wrong = AppError::invalid("code", "code_unknown");
        let assessor = db
            .assessor_by_recovery(&sha256)
            .await?
            .ok_or(wrong.clone())?;
        let assessment = db
            .assessment(&assessor.assessment_id)
            .await?
            .ok_or(wrong.clone())?;
        let city = db.city(&assessment.city_id).await?.ok_or(wrong)?;
        let session = self.seat_session(actor, &assessor.id, agent).await?;
        Ok(Joined {
            session,
            assessor: assessor.id,
            city: city.slug,
            assessment: assessment.slug,
            new: false,
        })
    }
}
