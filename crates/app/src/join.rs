//! Joining by a link or a code, without an account.

use crate::actor::Actor;
use crate::app::{App, Place};
use crate::assessment::Phase;
use crate::error::AppError;
use crate::parse::{NAME, optional};
use crate::people::{free_code, insert};
use crate::seat::Way;
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
    /// How the caller comes in.
    pub entry: Entry,
}

/// How somebody who opens a link comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// By the link alone.
    Link,
    /// They are in already: their browser holds the place, or their account does.
    Held,
    /// By the link and the assessor's code: the link was used before. Whoever made the link
    /// knows it, and must not read what its reader answered.
    Code,
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
    /// Whether the code is new to whoever takes the place: then it is to be shown.
    pub new: bool,
}

impl Joined {
    fn of(invited: &Invited, id: AssessorId, session: Option<String>, new: bool) -> Self {
        Self {
            session,
            assessor: id,
            city: invited.city.slug.clone(),
            assessment: invited.assessment.slug.clone(),
            new,
        }
    }
}

impl App {
    async fn invitation_of(&self, secret: &str) -> Result<InvitationRow, AppError> {
        let row = self.db().invitation_by_hash(&secret_sha256(secret)).await?;
        row.filter(|row| row.revoked_at.is_none())
            .ok_or(AppError::NotFound("invitation"))
    }

    /// What a link invites the caller to.
    ///
    /// # Errors
    /// For a link that was revoked or never was.
    pub async fn invited(&self, actor: &Actor, secret: &str) -> Result<Invited, AppError> {
        let row = self.invitation_of(secret).await?;
        self.invited_by(actor, &row).await
    }

    async fn invited_by(&self, actor: &Actor, row: &InvitationRow) -> Result<Invited, AppError> {
        let db = self.db();
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
        let holds = |assessor: &AssessorRow| {
            let account = actor.me.as_ref().map(|me| &me.id);
            actor.seats.contains(&assessor.id)
                || (account.is_some() && assessor.person_id.as_ref() == account)
        };
        let entry = match &assessor {
            Some(assessor) if holds(assessor) => Entry::Held,
            Some(_) if row.joined > 0 => Entry::Code,
            _ => Entry::Link,
        };
        Ok(Invited {
            city,
            assessment,
            group,
            assessor,
            entry,
        })
    }

    /// Takes the place that a link gives. A group's link makes a new assessor, unless the
    /// caller has a place in the assessment already. A link for one person gives their place
    /// once; from then on [`App::join_with_code`] leads to it.
    ///
    /// # Errors
    /// For a link that no longer works, an assessment that takes nobody any more, a link that
    /// was used before, and a name that will not do.
    pub async fn join(
        &self,
        actor: &Actor,
        secret: &str,
        name: &str,
        agent: &str,
    ) -> Result<Joined, AppError> {
        let name =
            optional("name", name, NAME).map_err(|mistake| AppError::Invalid(vec![mistake]))?;
        let invitation = self.invitation_of(secret).await?;
        let invited = self.invited_by(actor, &invitation).await?;
        let (assessor, way, new) = match (invited.assessor.clone(), invited.entry) {
            (Some(_), Entry::Code) => return Err(AppError::invalid("code", "code_asked")),
            (Some(assessor), Entry::Held) if assessor.joined_at.is_some() => {
                return Ok(Joined::of(&invited, assessor.id, None, false));
            }
            (Some(assessor), _) => {
                self.first_use(&assessor, &invitation).await?;
                (assessor, Way::Link, true)
            }
            (None, _) => {
                let have = self.seats(actor).await?.into_iter();
                let mut have = have.filter(|(_, row, _)| row.id == invited.assessment.id);
                let phase = Phase::parse(&invited.assessment.phase).unwrap_or(Phase::Draft);
                match have.next() {
                    Some((_, _, seat)) => (seat, Way::Group, false),
                    None if phase > Phase::Rating => {
                        return Err(AppError::Refused("results_open"));
                    }
                    None => {
                        let made = self.join_group(actor, &invited, &invitation, name).await?;
                        (made, Way::Group, true)
                    }
                }
            }
        };
        let session = self.seat_session(actor, &assessor, way, agent).await?;
        Ok(Joined::of(&invited, assessor.id, session, new))
    }

    /// Takes the place that a link gave before, by the assessor's code.
    ///
    /// # Errors
    /// For a link that no longer works, and a code that is not this assessor's.
    pub async fn join_with_code(
        &self,
        actor: &Actor,
        secret: &str,
        typed: &str,
        agent: &str,
    ) -> Result<Joined, AppError> {
        let invited = self.invited(actor, secret).await?;
        let known = self.assessor_of_code(typed).await?;
        let assessor = known.filter(|known| Some(known) == invited.assessor.as_ref());
        let assessor = assessor.ok_or(AppError::invalid("code", "code_wrong"))?;
        let session = self
            .seat_session(actor, &assessor, Way::Code, agent)
            .await?;
        Ok(Joined::of(&invited, assessor.id, session, false))
    }

    /// Counts that a link for one person was used, which it can be once.
    async fn first_use(
        &self,
        assessor: &AssessorRow,
        invitation: &InvitationRow,
    ) -> Result<(), AppError> {
        let (mut row, id) = (assessor.clone(), invitation.id.clone());
        self.change_as(self.system(), move |write, stamp| {
            Box::pin(async move {
                write
                    .count_joined(&id)
                    .await
                    .map_err(|_| AppError::invalid("code", "code_asked"))?;
                if row.joined_at.is_some() {
                    return Ok(());
                }
                row.joined_at = Some(stamp.now);
                write.set_assessor(&row).await?;
                let place = Place::Assessment(row.assessment_id.clone());
                stamp.note(
                    write,
                    "assessor_join",
                    format!("assessor:{}", row.id),
                    &place,
                    (json!(null), json!({ "invitation": id })),
                );
                Ok(())
            })
        })
        .await
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
            code_number: 0,
            name,
        };
        let recovery = self.recovery_sha256(&row.id, 0);
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

    async fn assessor_of_code(&self, typed: &str) -> Result<Option<AssessorRow>, AppError> {
        let sha256 = secret_sha256(&tidy_code(typed));
        Ok(self.db().assessor_by_recovery(&sha256).await?)
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
        let wrong = AppError::invalid("code", "code_unknown");
        let assessor = self.assessor_of_code(typed).await?.ok_or(wrong.clone())?;
        let assessment = db
            .assessment(&assessor.assessment_id)
            .await?
            .ok_or(wrong.clone())?;
        let city = db.city(&assessment.city_id).await?.ok_or(wrong)?;
        let session = self
            .seat_session(actor, &assessor, Way::Code, agent)
            .await?;
        Ok(Joined {
            session,
            assessor: assessor.id,
            city: city.slug,
            assessment: assessment.slug,
            new: false,
        })
    }
}
