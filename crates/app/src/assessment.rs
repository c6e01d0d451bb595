//! Assessments: set up, changed, moved from phase to phase, and how far they are.

mod counts;
mod frame;
mod phase;

pub(crate) use counts::asked_of;
pub use counts::{Counts, Coverage, FEWEST_ASSESSORS, Progress, Share};
pub use frame::{Frame, SettingsText, TargetText};
pub(crate) use phase::{keep_sealed, sign_head};

use crate::actor::Actor;
use crate::app::{App, Place};
use crate::city::Role;
use crate::error::AppError;
use crate::rating::Seat;
use gradus_domain::model::Model;
use gradus_domain::names::ComponentIx;
use gradus_domain::settings::Settings;
use gradus_store::rows::{AssessmentRow, AssessorRow, CityRow, GroupRow, TargetRow};
use gradus_store::{AssessmentId, Entrance};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How deep assessors go. See `docs/method.md`, section 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// One pick for each component.
    Quick,
    /// One rung for each strand.
    Ladder,
    /// Every statement.
    Full,
}

impl Depth {
    /// Every depth.
    pub const ALL: [Self; 3] = [Self::Quick, Self::Ladder, Self::Full];

    /// The word in rows, files and requests.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Ladder => "ladder",
            Self::Full => "full",
        }
    }

    /// The depth with this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|depth| depth.word() == word)
    }
}

/// Where an assessment is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Being set up.
    Draft,
    /// People rate, blind.
    Rating,
    /// Results are open to the city's members, and agreed upon.
    Consensus,
    /// Frozen.
    Final,
}

impl Phase {
    /// Every phase, in order.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Rating, Self::Consensus, Self::Final];

    /// The word in rows, files and requests.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Rating => "rating",
            Self::Consensus => "consensus",
            Self::Final => "final",
        }
    }

    /// The phase with this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.word() == word)
    }

    /// Whether results may be seen.
    #[must_use]
    pub fn is_open(self) -> bool {
        self >= Self::Consensus
    }
}

/// An assessment with the right to see that it is there.
pub struct Desk<'a> {
    pub(crate) app: &'a App,
    pub(crate) actor: &'a Actor,
    /// Whether a component may be out of scope, so that most need not ask which.
    pub(crate) narrowed: bool,
    /// The city.
    pub city: CityRow,
    /// The assessment.
    pub row: AssessmentRow,
    /// The caller's role in the city's team.
    pub role: Option<Role>,
    /// The caller's own place among the assessors.
    pub seat: Option<AssessorRow>,
    /// The model.
    pub model: Arc<Model>,
}

/// An assessment with the right to see counts and to do the team's work.
pub struct TeamDesk<'a>(pub(crate) Desk<'a>);

/// An assessment with the right to lead it.
pub struct Lead<'a>(pub(crate) Desk<'a>);

impl App {
    /// An assessment, for the city's team, administrators, and its assessors.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else, as if it were not there.
    pub async fn assessment<'a>(
        &'a self,
        actor: &'a Actor,
        city: &str,
        slug: &str,
    ) -> Result<Desk<'a>, AppError> {
        let missing = || match (&actor.me, actor.seats.is_empty()) {
            (None, true) => AppError::SignInFirst,
            _ => AppError::NotFound("assessment"),
        };
        let person = actor.me.as_ref().map(|me| &me.id);
        let entrance = self.db().entrance_at(person, city, slug).await?;
        let entrance = entrance.ok_or_else(missing)?;
        self.desk(actor, entrance).await?.ok_or_else(missing)
    }

    /// An assessment by its identifier, as [`App::assessment`].
    ///
    /// # Errors
    /// As there.
    pub async fn assessment_by_id<'a>(
        &'a self,
        actor: &'a Actor,
        id: &AssessmentId,
    ) -> Result<Desk<'a>, AppError> {
        let missing = AppError::NotFound("assessment");
        let person = actor.me.as_ref().map(|me| &me.id);
        let entrance = self.db().entrance_to(person, id).await?;
        let entrance = entrance.ok_or(missing.clone())?;
        self.desk(actor, entrance).await?.ok_or(missing)
    }

    async fn desk<'a>(
        &'a self,
        actor: &'a Actor,
        entrance: Entrance,
    ) -> Result<Option<Desk<'a>>, AppError> {
        let db = self.db();
        let narrowed = entrance.excluded > 0;
        let (city, row) = (entrance.city, entrance.assessment);
        let role = entrance.role.as_deref().and_then(Role::parse);
        let mut seat = None;
        if let Some(me) = &actor.me {
            let mine = db.assessors_of(&me.id).await?;
            seat = mine
                .into_iter()
                .find(|assessor| assessor.assessment_id == row.id);
        }
        for id in &actor.seats {
            if seat.is_some() {
                break;
            }
            seat = db
                .assessor(id)
                .await?
                .filter(|assessor| assessor.assessment_id == row.id);
        }
        let administers = actor.me.as_ref().is_some_and(|me| me.administrator);
        if role.is_none() && seat.is_none() && !administers {
            return Ok(None);
        }
        let model = self.model_of(&row).await?;
        Ok(Some(Desk {
            app: self,
            actor,
            narrowed,
            city,
            row,
            role,
            seat,
            model,
        }))
    }

    /// The model of an assessment.
    ///
    /// # Errors
    /// When this program does not have it.
    pub async fn model_of(&self, row: &AssessmentRow) -> Result<Arc<Model>, AppError> {
        self.pinned_model(&row.model, &row.model_version, &row.model_sha256)
            .await
    }

    /// The assessments in which the caller rates, newest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn seats(
        &self,
        actor: &Actor,
    ) -> Result<Vec<(CityRow, AssessmentRow, AssessorRow)>, AppError> {
        let db = self.db();
        let mut seats = match &actor.me {
            Some(me) => db.assessors_of(&me.id).await?,
            None => Vec::new(),
        };
        for id in &actor.seats {
            if seats.iter().all(|seat| seat.id != *id) {
                seats.extend(db.assessor(id).await?);
            }
        }
        let mut found = Vec::new();
        for seat in seats.into_iter().rev() {
            let Some(row) = db.assessment(&seat.assessment_id).await? else {
                continue;
            };
            let Some(city) = db.city(&row.city_id).await? else {
                continue;
            };
            found.push((city, row, seat));
        }
        Ok(found)
    }
}

impl<'a> Desk<'a> {
    /// Its phase.
    #[must_use]
    pub fn phase(&self) -> Phase {
        Phase::parse(&self.row.phase).unwrap_or(Phase::Draft)
    }

    /// Its depth.
    #[must_use]
    pub fn depth(&self) -> Depth {
        Depth::parse(&self.row.depth).unwrap_or(Depth::Ladder)
    }

    pub(crate) fn place(&self) -> Place {
        Place::Assessment(self.row.id.clone())
    }

    pub(crate) fn subject(&self) -> String {
        format!("assessment:{}", self.row.id)
    }

    /// The settings that hold: the model's, where the assessment says nothing else.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let own: Json = serde_json::from_str(&self.row.settings).unwrap_or(Json::Null);
        let word = |name: &str| own.get(name).and_then(Json::as_str);
        let share = |name: &str, default: u8| {
            let given = own.get(name).and_then(Json::as_u64);
            given
                .and_then(|share| u8::try_from(share).ok())
                .unwrap_or(default)
        };
        let defaults = self.model.defaults;
        Settings {
            method: word("method")
                .and_then(|word| word.parse().ok())
                .unwrap_or(defaults.method),
            balance: word("balance")
                .and_then(|word| word.parse().ok())
                .unwrap_or(defaults.balance),
            basis: word("publish_level")
                .and_then(|word| word.parse().ok())
                .unwrap_or(defaults.basis),
            pass_mark_pct: share("pass_mark_pct", defaults.pass_mark_pct),
            min_coverage_pct: share("min_coverage_pct", defaults.min_coverage_pct),
            min_component_coverage_pct: share(
                "min_component_coverage_pct",
                defaults.min_component_coverage_pct,
            ),
            ..defaults
        }
    }

    /// Whether the caller leads.
    #[must_use]
    pub fn is_lead(&self) -> bool {
        self.role == Some(Role::Lead)
    }

    /// Whether the caller belongs to the city's team, or administers the instance.
    #[must_use]
    pub fn is_team(&self) -> bool {
        self.role.is_some() || self.actor.me.as_ref().is_some_and(|me| me.administrator)
    }

    /// The right to do the team's work.
    ///
    /// # Errors
    /// For assessors.
    pub fn team(self) -> Result<TeamDesk<'a>, AppError> {
        if self.is_team() {
            Ok(TeamDesk(self))
        } else {
            Err(AppError::NotAllowed("team"))
        }
    }

    /// The right to lead.
    ///
    /// # Errors
    /// For everybody but leads.
    pub fn lead(self) -> Result<Lead<'a>, AppError> {
        if self.is_lead() {
            Ok(Lead(self))
        } else {
            Err(AppError::NotAllowed("lead"))
        }
    }

    /// The caller's own place among the assessors.
    ///
    /// # Errors
    /// For everybody who was not asked to rate.
    pub async fn seat(self) -> Result<Seat<'a>, AppError> {
        let Some(assessor) = self.seat.clone() else {
            return Err(AppError::NotAllowed("assessor"));
        };
        let exclusions = self.exclusions().await?;
        Ok(Seat::new(self, assessor, &exclusions))
    }

    /// The model with its texts in a language, where it has them, else in its own.
    #[must_use]
    pub fn model_in(&self, language: gradus_words::Language) -> Arc<Model> {
        let translated = self.model.in_language(language.tag());
        translated.map_or_else(|| Arc::clone(&self.model), Arc::new)
    }

    /// When each phase began last, in milliseconds since 1970, UTC, as far as it did.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn began(&self) -> Result<Vec<(Phase, i64)>, AppError> {
        let rows = self
            .app
            .db()
            .audit_of_action(&self.place().word(), "phase_change")
            .await?;
        let mut began = BTreeMap::from([(Phase::Draft, self.row.created_at)]);
        for row in rows {
            let after: Json = serde_json::from_str(&row.after).unwrap_or(Json::Null);
            if let Some(phase) = after
                .get("phase")
                .and_then(Json::as_str)
                .and_then(Phase::parse)
            {
                began.insert(phase, row.at);
            }
        }
        Ok(began
            .into_iter()
            .filter(|(phase, _)| *phase <= self.phase())
            .collect())
    }

    /// Components out of scope, with the reason.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn exclusions(&self) -> Result<BTreeMap<ComponentIx, String>, AppError> {
        if !self.narrowed {
            return Ok(BTreeMap::new());
        }
        let rows = self.app.db().exclusions(&self.row.id).await?;
        let known = rows
            .into_iter()
            .filter_map(|row| Some((self.model.find_component(&row.component)?, row.reason)));
        Ok(known.collect())
    }

    /// Targets.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn targets(&self) -> Result<Vec<TargetRow>, AppError> {
        Ok(self.app.db().targets(&self.row.id).await?)
    }

    /// Tells versions of the model apart, shortly: the beginning of its hash. Forms carry it,
    /// so that no answer is taken for a question whose words have changed since.
    #[must_use]
    pub fn model_mark(&self) -> &str {
        self.row.model_sha256.get(..12).unwrap_or_default()
    }

    /// The groups.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn groups(&self) -> Result<Vec<GroupRow>, AppError> {
        Ok(self.app.db().groups(&self.row.id).await?)
    }
}

impl<'a> Lead<'a> {
    /// The assessment.
    #[must_use]
    pub fn desk(&self) -> &Desk<'a> {
        &self.0
    }

    pub(crate) fn before(&self, last: Phase, refusal: &'static str) -> Result<(), AppError> {
        if self.0.phase() <= last {
            Ok(())
        } else {
            Err(AppError::Refused(refusal))
        }
    }
}
