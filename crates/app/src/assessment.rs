//! Assessments: set up, changed, moved from phase to phase, and how far they are.

use crate::actor::Actor;
use crate::app::{App, Place};
use crate::city::{CityLead, Role};
use crate::error::{AppError, Mistake, Mistakes};
use crate::parse::{NAME, TEXT, address, day, iso, optional, optional_day, required};
use crate::rating::Seat;
use gradus_domain::model::Model;
use gradus_domain::names::ComponentIx;
use gradus_domain::settings::{Balance, Method, Settings};
use gradus_store::audit::text_sha256;
use gradus_store::rows::{
    AssessmentRow, AssessorRow, CityRow, ExclusionRow, FrozenRow, GroupRow, HeadRow, TargetRow,
};
use gradus_store::{AssessmentId, AssessorId, Write};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
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

/// The frame of an assessment as it is typed. Empty texts stand for the model's default.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// Name of the cycle.
    pub name: String,
    /// Its part of addresses; made from the name when empty.
    pub slug: String,
    /// First day.
    pub starts_on: String,
    /// Last day.
    pub ends_on: String,
    /// `id@version` of the model; it cannot be changed later.
    pub model: String,
    /// `quick`, `ladder` or `full`.
    pub depth: String,
    /// Whether names are shown after the reveal.
    pub named: bool,
    /// Settings of the method.
    pub settings: SettingsText,
}

/// Settings of the method as they are typed; empty for the model's default.
#[derive(Debug, Clone, Default)]
pub struct SettingsText {
    /// `steps`, `best_fit` or `nplf`.
    pub method: String,
    /// Per cent, 1 to 100.
    pub pass_mark_pct: String,
    /// Per cent, 1 to 100.
    pub min_coverage_pct: String,
    /// Per cent, 1 to 100.
    pub min_component_coverage_pct: String,
    /// `assessors` or `groups`.
    pub balance: String,
}

impl SettingsText {
    /// The overriding settings as JSON of the file format.
    fn check(&self, mistakes: &mut Mistakes) -> Json {
        let mut settings = serde_json::Map::new();
        let mut word = |name: &'static str, text: &str, known: bool| {
            if text.trim().is_empty() {
                return;
            }
            mistakes.add_if(!known, name, "choice");
            settings.insert(name.to_owned(), json!(text.trim()));
        };
        word(
            "method",
            &self.method,
            self.method.trim().parse::<Method>().is_ok(),
        );
        word(
            "balance",
            &self.balance,
            self.balance.trim().parse::<Balance>().is_ok(),
        );
        for (name, text) in [
            ("pass_mark_pct", &self.pass_mark_pct),
            ("min_coverage_pct", &self.min_coverage_pct),
            (
                "min_component_coverage_pct",
                &self.min_component_coverage_pct,
            ),
        ] {
            if text.trim().is_empty() {
                continue;
            }
            match text
                .trim()
                .parse::<u8>()
                .ok()
                .filter(|share| (1..=100).contains(share))
            {
                Some(share) => {
                    settings.insert(name.to_owned(), json!(share));
                }
                None => mistakes.add(
                    Mistake::new(name, "range")
                        .with("least", 1)
                        .with("most", 100),
                ),
            }
        }
        Json::Object(settings)
    }
}

/// A target as it is typed.
#[derive(Debug, Clone, Default)]
pub struct TargetText {
    /// The component.
    pub component: String,
    /// Printed number of the level; empty for none.
    pub level: String,
    /// By when.
    pub due_on: String,
    /// Why this level.
    pub rationale: String,
}

/// An assessment with the right to see that it is there.
pub struct Desk<'a> {
    pub(crate) app: &'a App,
    pub(crate) actor: &'a Actor,
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
        let db = self.db();
        let missing = || match (&actor.me, actor.seats.is_empty()) {
            (None, true) => AppError::SignInFirst,
            _ => AppError::NotFound("assessment"),
        };
        let city = db.city_by_slug(city).await?.ok_or_else(missing)?;
        let row = db
            .assessment_by_slug(&city.id, slug)
            .await?
            .ok_or_else(missing)?;
        self.desk(actor, city, row).await?.ok_or_else(missing)
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
        let db = self.db();
        let missing = AppError::NotFound("assessment");
        let row = db.assessment(id).await?.ok_or(missing.clone())?;
        let city = db.city(&row.city_id).await?.ok_or(missing.clone())?;
        self.desk(actor, city, row).await?.ok_or(missing)
    }

    async fn desk<'a>(
        &'a self,
        actor: &'a Actor,
        city: CityRow,
        row: AssessmentRow,
    ) -> Result<Option<Desk<'a>>, AppError> {
        let db = self.db();
        let role = self.role_in(actor, &city.id).await?;
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
        let model = self.model_of(&row)?;
        Ok(Some(Desk {
            app: self,
            actor,
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
    pub fn model_of(&self, row: &AssessmentRow) -> Result<Arc<Model>, AppError> {
        self.model(&format!("{}@{}", row.model, row.model_version))
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

impl CityLead<'_> {
    /// Sets up an assessment, in draft.
    ///
    /// # Errors
    /// Fields that are wrong.
    pub async fn assessment_create(&self, frame: &Frame) -> Result<AssessmentRow, AppError> {
        let app = self.0.app;
        let model = app
            .model(&frame.model)
            .map_err(|_| AppError::invalid("model", "choice"))?;
        let mut row = checked(frame, &self.0.city)?;
        row.id = AssessmentId::new(App::uuid());
        row.model.clone_from(&model.name.id);
        row.model_version.clone_from(&model.name.version);
        row.model_sha256 = model.sha256.clone();
        row.phase = Phase::Draft.word().to_owned();
        row.created_at = app.now();
        app.change(self.0.actor, move |write, stamp| {
            Box::pin(async move {
                write.add_assessment(&row).await?;
                let place = Place::Assessment(row.id.clone());
                let subject = format!("assessment:{}", row.id);
                stamp.note(
                    write,
                    "assessment_create",
                    subject,
                    &place,
                    (Json::Null, public(&row)),
                );
                Ok(row)
            })
        })
        .await
    }
}

fn checked(frame: &Frame, city: &CityRow) -> Result<AssessmentRow, AppError> {
    let mut mistakes = Mistakes::default();
    let name = mistakes.take(required("name", &frame.name, NAME));
    let slug = mistakes.take(address("slug", &frame.slug, &frame.name));
    let from = mistakes.take(day("starts_on", &frame.starts_on));
    let to = mistakes.take(day("ends_on", &frame.ends_on));
    if let (Some(from), Some(to)) = (from, to) {
        mistakes.add_if(to < from, "ends_on", "ends_before_start");
    }
    mistakes.add_if(Depth::parse(&frame.depth).is_none(), "depth", "choice");
    let settings = frame.settings.check(&mut mistakes);
    mistakes.check()?;
    Ok(AssessmentRow {
        id: AssessmentId::new(uuid::Uuid::nil()),
        city_id: city.id.clone(),
        slug: slug.unwrap_or_default(),
        name: name.unwrap_or_default(),
        starts_on: from.map(iso).unwrap_or_default(),
        ends_on: to.map(iso).unwrap_or_default(),
        model: String::new(),
        model_version: String::new(),
        model_sha256: String::new(),
        depth: frame.depth.clone(),
        named: i64::from(frame.named),
        settings: settings.to_string(),
        phase: String::new(),
        created_at: 0,
        version: 1,
    })
}

fn public(row: &AssessmentRow) -> Json {
    let settings: Json = serde_json::from_str(&row.settings).unwrap_or(Json::Null);
    json!({ "slug": row.slug, "name": row.name, "from": row.starts_on, "to": row.ends_on,
            "model": format!("{}@{}", row.model, row.model_version), "model_sha256": row.model_sha256,
            "depth": row.depth, "named": row.named == 1, "settings": settings, "phase": row.phase })
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

    /// The groups.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn groups(&self) -> Result<Vec<GroupRow>, AppError> {
        Ok(self.app.db().groups(&self.row.id).await?)
    }
}

/// How far one assessor got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Who.
    pub assessor: AssessorRow,
    /// Questions asked: statements, or components at quick depth.
    pub asked: usize,
    /// Questions answered.
    pub given: usize,
}

/// Who rates a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The component.
    pub component: ComponentIx,
    /// Why it is out of scope, where it is.
    pub out_of_scope: Option<String>,
    /// Assessors who are asked.
    pub asked: usize,
    /// Assessors who answered something.
    pub answered: usize,
    /// Groups of those who are asked.
    pub groups: usize,
}

/// Fewest assessors of a component for a result that says how sure it is.
pub const FEWEST_ASSESSORS: usize = 3;

impl Coverage {
    /// Whether too few are asked: fewer than three people, or one group alone.
    #[must_use]
    pub fn is_thin(&self) -> bool {
        self.out_of_scope.is_none() && (self.asked < FEWEST_ASSESSORS || self.groups < 2)
    }
}

/// Counts of an assessment: never what was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// The groups.
    pub groups: Vec<GroupRow>,
    /// The assessors, in the order they were added.
    pub people: Vec<Progress>,
    /// The components in model order.
    pub components: Vec<Coverage>,
}

/// Components that an assessor is asked for and that are in scope.
pub(crate) fn asked_of(
    assessor: &AssessorRow,
    model: &Model,
    excluded: &BTreeMap<ComponentIx, String>,
) -> Vec<ComponentIx> {
    let listed: Option<Vec<String>> = assessor
        .components
        .as_deref()
        .and_then(|list| serde_json::from_str(list).ok());
    model
        .component_places()
        .filter(|ix| !excluded.contains_key(ix))
        .filter(|ix| {
            let id = &model.component(*ix).id;
            listed.as_ref().is_none_or(|listed| listed.contains(id))
        })
        .collect()
}

impl<'a> TeamDesk<'a> {
    /// The assessment.
    #[must_use]
    pub fn desk(&self) -> &Desk<'a> {
        &self.0
    }

    /// How far everybody is.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn counts(&self) -> Result<Counts, AppError> {
        let (desk, db) = (&self.0, self.0.app.db());
        let model = &desk.model;
        let excluded = desk.exclusions().await?;
        let groups = db.groups(&desk.row.id).await?;
        let assessors = db.assessors(&desk.row.id).await?;
        let quick = desk.depth() == Depth::Quick;
        // Statements answered by each assessor, and components answered in any way.
        let mut statements: BTreeMap<AssessorId, BTreeSet<usize>> = BTreeMap::new();
        let mut touched: BTreeMap<AssessorId, BTreeSet<ComponentIx>> = BTreeMap::new();
        for row in db.answered(&desk.row.id).await? {
            let (component, filled) = match row.kind.as_str() {
                "statement" => match model.find_statement(&row.subject) {
                    Some(ix) => (model.statement(ix).component, vec![ix.0]),
                    None => continue,
                },
                "strand" => match crate::rating::strand_of(model, &row.subject) {
                    Some(ix) => {
                        let strand = model.strand(ix);
                        (
                            strand.component,
                            strand.statements.iter().map(|ix| ix.0).collect(),
                        )
                    }
                    None => continue,
                },
                _ => match model.find_component(&row.subject) {
                    Some(ix) => (ix, Vec::new()),
                    None => continue,
                },
            };
            touched
                .entry(row.assessor_id.clone())
                .or_default()
                .insert(component);
            statements
                .entry(row.assessor_id)
                .or_default()
                .extend(filled);
        }
        let mut components: Vec<Coverage> = model
            .component_places()
            .map(|component| Coverage {
                component,
                out_of_scope: excluded.get(&component).cloned(),
                asked: 0,
                answered: 0,
                groups: 0,
            })
            .collect();
        let mut groups_of = vec![BTreeSet::new(); components.len()];
        let mut people = Vec::with_capacity(assessors.len());
        for assessor in assessors {
            let asked = asked_of(&assessor, model, &excluded);
            let mine = touched.get(&assessor.id);
            for ix in &asked {
                components[ix.0].asked += 1;
                groups_of[ix.0].insert(assessor.group_id.clone());
                components[ix.0].answered +=
                    usize::from(mine.is_some_and(|mine| mine.contains(ix)));
            }
            let (asked_count, given) = if quick {
                let given = asked
                    .iter()
                    .filter(|ix| mine.is_some_and(|mine| mine.contains(ix)));
                (asked.len(), given.count())
            } else {
                let of_asked = |ix: &&usize| asked.contains(&model.statements[**ix].component);
                let given = statements
                    .get(&assessor.id)
                    .map_or(0, |own| own.iter().filter(of_asked).count());
                (
                    asked
                        .iter()
                        .map(|ix| model.component(*ix).statements.len())
                        .sum(),
                    given,
                )
            };
            people.push(Progress {
                assessor,
                asked: asked_count,
                given,
            });
        }
        for (component, groups) in components.iter_mut().zip(groups_of) {
            component.groups = groups.len();
        }
        Ok(Counts {
            groups,
            people,
            components,
        })
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

    /// Changes the frame. `version` is the one that was shown. Depth and naming are fixed
    /// once people rate, everything once the assessment is final; the model always is.
    ///
    /// # Errors
    /// Fields that are wrong, and a change by somebody else in between.
    pub async fn frame_change(
        &self,
        frame: &Frame,
        version: i64,
    ) -> Result<AssessmentRow, AppError> {
        self.before(Phase::Consensus, "final")?;
        let before = self.0.row.clone();
        let typed = checked(frame, &self.0.city)?;
        let fixed = self.0.phase() > Phase::Draft;
        if fixed && (typed.depth != before.depth || typed.named != before.named) {
            return Err(AppError::Refused("fixed_once_rating"));
        }
        let row = AssessmentRow {
            slug: typed.slug,
            name: typed.name,
            starts_on: typed.starts_on,
            ends_on: typed.ends_on,
            depth: typed.depth,
            named: typed.named,
            settings: typed.settings,
            version,
            ..before.clone()
        };
        self.save(before, row, "assessment_change").await
    }

    async fn save(
        &self,
        before: AssessmentRow,
        row: AssessmentRow,
        action: &'static str,
    ) -> Result<AssessmentRow, AppError> {
        self.0
            .app
            .change(self.0.actor, move |write, stamp| {
                Box::pin(async move {
                    write.set_assessment(&row).await?;
                    let change = (public(&before), public(&row));
                    let place = Place::Assessment(row.id.clone());
                    stamp.note(
                        write,
                        action,
                        format!("assessment:{}", row.id),
                        &place,
                        change,
                    );
                    Ok(AssessmentRow {
                        version: row.version + 1,
                        ..row
                    })
                })
            })
            .await
    }

    /// Sets the components that are out of scope, each with its reason.
    ///
    /// # Errors
    /// Unknown components, missing reasons, nothing left in scope, and once results are open.
    pub async fn scope_change(&self, excluded: &[(String, String)]) -> Result<(), AppError> {
        self.before(Phase::Rating, "results_open")?;
        let mut mistakes = Mistakes::default();
        let mut rows = Vec::new();
        for (component, reason) in excluded {
            let field = format!("reason_{component}");
            let known = self.0.model.find_component(component);
            mistakes.add_if(known.is_none(), &field, "component");
            if let (Some(ix), Some(reason)) = (known, mistakes.take(required(&field, reason, TEXT)))
            {
                rows.push(ExclusionRow {
                    component: self.0.model.component(ix).id.clone(),
                    reason,
                });
            }
        }
        mistakes.add_if(
            rows.len() >= self.0.model.components.len(),
            "scope",
            "nothing_in_scope",
        );
        mistakes.check()?;
        let id = self.0.row.id.clone();
        self.0
            .app
            .change(self.0.actor, move |write, stamp| {
                Box::pin(async move {
                    let before = write.exclusions(&id).await?;
                    write.set_exclusions(&id, &rows).await?;
                    write.bump_assessment(&id).await?;
                    let told = |rows: &[ExclusionRow]| {
                        let told: BTreeMap<&str, String> = rows
                            .iter()
                            .map(|row| (row.component.as_str(), text_sha256(&row.reason)))
                            .collect();
                        json!(told)
                    };
                    let change = (told(&before), told(&rows));
                    stamp.note(
                        write,
                        "scope_change",
                        format!("assessment:{id}"),
                        &Place::Assessment(id),
                        change,
                    );
                    Ok(())
                })
            })
            .await
    }

    /// Sets the targets; those without a level are left out.
    ///
    /// # Errors
    /// Fields that are wrong, and once the assessment is final.
    pub async fn targets_change(&self, targets: &[TargetText]) -> Result<(), AppError> {
        self.before(Phase::Consensus, "final")?;
        let mut mistakes = Mistakes::default();
        let mut rows = Vec::new();
        for target in targets
            .iter()
            .filter(|target| !target.level.trim().is_empty())
        {
            let field = |name: &str| format!("{name}_{}", target.component);
            let Some(ix) = self.0.model.find_component(&target.component) else {
                mistakes.add(Mistake::new(&field("level"), "component"));
                continue;
            };
            let level = target.level.trim().parse::<i64>().ok();
            let level = level.filter(|value| self.0.model.scale.parse(*value).is_ok());
            mistakes.add_if(level.is_none(), &field("level"), "level");
            let due = mistakes.take(optional_day(&field("due_on"), &target.due_on));
            let rationale = mistakes.take(optional(&field("rationale"), &target.rationale, TEXT));
            rows.push(TargetRow {
                component: self.0.model.component(ix).id.clone(),
                level: level.unwrap_or_default(),
                due_on: due.flatten().map(iso),
                rationale: rationale.flatten(),
            });
        }
        mistakes.check()?;
        let id = self.0.row.id.clone();
        self.0
            .app
            .change(self.0.actor, move |write, stamp| {
                Box::pin(async move {
                    let before = write.targets(&id).await?;
                    write.set_targets(&id, &rows).await?;
                    write.bump_assessment(&id).await?;
                    let told = |rows: &[TargetRow]| {
                        let told = rows.iter().map(|row| {
                            json!({ "component": row.component, "level": row.level, "by": row.due_on,
                                    "rationale": row.rationale.as_deref().map(text_sha256) })
                        });
                        Json::Array(told.collect())
                    };
                    let change = (told(&before), told(&rows));
                    stamp.note(write, "targets_change", format!("assessment:{id}"), &Place::Assessment(id), change);
                    Ok(())
                })
            })
            .await
    }

    /// Moves the assessment to a phase, when its rule allows it, and signs the audit chain.
    ///
    /// - to `rating`: there is somebody to rate, or a group's link by which people join;
    /// - to `consensus`: somebody answered;
    /// - to `final`: from `consensus`; input and result are frozen;
    /// - back to `draft`: nobody answered yet;
    /// - back from `final` to `consensus`: the frozen result stays on record.
    ///
    /// Never back from `consensus` to `rating`: nobody could rate blind again.
    ///
    /// # Errors
    /// [`AppError::Refused`] naming the rule that does not allow it.
    pub async fn phase_change(&self, to: Phase) -> Result<(), AppError> {
        let (desk, app) = (&self.0, self.0.app);
        let from = desk.phase();
        let frozen = match (from, to) {
            (Phase::Consensus, Phase::Final) => Some(desk.freeze().await?),
            _ => None,
        };
        let (row, key) = (desk.row.clone(), app.inner.key.clone());
        app.change(desk.actor, move |write, stamp| {
            Box::pin(async move {
                may_move(write, &row.id, from, to).await?;
                let after = AssessmentRow {
                    phase: to.word().to_owned(),
                    ..row.clone()
                };
                write.set_assessment(&after).await?;
                let mut told = json!({ "phase": to.word() });
                if let Some(frozen) = frozen {
                    told["input_sha256"] = json!(frozen.input_sha256);
                    told["result_sha256"] = json!(text_sha256(&frozen.result));
                    let number = write
                        .frozen(&row.id)
                        .await?
                        .map_or(1, |last| last.number + 1);
                    write
                        .freeze(
                            &row.id,
                            &FrozenRow {
                                number,
                                at: stamp.now,
                                ..frozen
                            },
                        )
                        .await?;
                }
                let change = (json!({ "phase": from.word() }), told);
                let place = Place::Assessment(row.id.clone());
                stamp.note(
                    write,
                    "phase_change",
                    format!("assessment:{}", row.id),
                    &place,
                    change,
                );
                sign_head(write, &key, stamp.now, &format!("phase:{}", to.word())).await
            })
        })
        .await
    }
}

/// Signs the end of the audit chain as it is inside a transaction.
pub(crate) async fn sign_head(
    write: &mut Write,
    key: &crate::secrets::InstanceKey,
    now: i64,
    reason: &str,
) -> Result<(), AppError> {
    let (seq, hash) = write.tip();
    let head = HeadRow {
        seq,
        at: now,
        reason: reason.to_owned(),
        hash: hash.to_owned(),
        key_id: key.id(),
        signature: key.sign(crate::audit::head_message(seq, now, reason, hash).as_bytes()),
    };
    write.keep_audit_head(&head).await?;
    Ok(())
}

async fn may_move(
    write: &Write,
    id: &AssessmentId,
    from: Phase,
    to: Phase,
) -> Result<(), AppError> {
    let now = write
        .assessment(id)
        .await?
        .ok_or(AppError::NotFound("assessment"))?;
    if now.phase != from.word() {
        return Err(AppError::Refused("changed_meanwhile"));
    }
    let anybody_answered = || async { Ok::<bool, AppError>(!write.answered(id).await?.is_empty()) };
    match (from, to) {
        (Phase::Draft, Phase::Rating) => {
            let invited = write.invitations(id).await?;
            let links = invited
                .iter()
                .any(|row| row.assessor_id.is_none() && row.revoked_at.is_none());
            if write.assessors(id).await?.is_empty() && !links {
                return Err(AppError::Refused("nobody_to_rate"));
            }
        }
        (Phase::Rating, Phase::Consensus) => {
            if !anybody_answered().await? {
                return Err(AppError::Refused("nobody_answered"));
            }
        }
        (Phase::Rating, Phase::Draft) => {
            if anybody_answered().await? {
                return Err(AppError::Refused("somebody_answered"));
            }
        }
        (Phase::Consensus, Phase::Final) | (Phase::Final, Phase::Consensus) => {}
        (Phase::Consensus, Phase::Rating) => return Err(AppError::Refused("not_blind_again")),
        _ => return Err(AppError::Refused("phase_order")),
    }
    Ok(())
}
