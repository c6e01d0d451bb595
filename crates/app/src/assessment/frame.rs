//! The frame of an assessment: name, days, depth, settings, scope and targets.

use super::{Depth, Lead, Phase};
use crate::app::{App, Place};
use crate::city::CityLead;
use crate::error::{AppError, Mistake, Mistakes};
use crate::moving::still_asks_the_same;
use crate::parse::{NAME, TEXT, address, day, iso, optional, optional_day, required};
use gradus_domain::settings::{Balance, Basis, Method};
use gradus_store::audit::text_sha256;
use gradus_store::rows::{AssessmentRow, CityRow, ExclusionRow, TargetRow};
use gradus_store::{AssessmentId, Write};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

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
    /// `id@version` of the model; later it moves to other versions alone.
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
    /// `claimed`, `evidenced` or `verified`.
    pub publish_level: String,
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
        let basis = self.publish_level.trim().parse::<Basis>();
        word("publish_level", &self.publish_level, basis.is_ok());
        let capped = basis.is_ok_and(|basis| basis != Basis::Claimed);
        let method = self.method.trim().parse::<Method>();
        if capped && method.is_ok_and(|method| method != Method::Steps) {
            mistakes.add(Mistake::new("publish_level", "needs_steps"));
        }
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
    /// Whether the city wants no more than this level.
    pub good_enough: bool,
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
            .await
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

impl Lead<'_> {
    /// Changes the frame. `version` is the one that was shown. Depth and naming are fixed
    /// once people rate, everything once the assessment is final; the model moves by itself, see
    /// [`Lead::model_move`].
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

    /// Sets the components that are out of scope, each with its reason. `seen` is the version
    /// of the assessment that the caller had before them, where that shall be compared.
    ///
    /// # Errors
    /// Unknown components, missing reasons, nothing left in scope, another version, and once
    /// results are open.
    pub async fn scope_change(
        &self,
        excluded: &[(String, String)],
        seen: Option<i64>,
    ) -> Result<(), AppError> {
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
        let read = self.0.row.clone();
        let id = self.0.row.id.clone();
        self.0
            .app
            .change(self.0.actor, move |write, stamp| {
                Box::pin(async move {
                    still_asks_the_same(write, &read).await?;
                    unchanged(write, &id, seen).await?;
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

    /// Sets the targets; those without a level are left out. `seen` is the version of the
    /// assessment that the caller had before them, where that shall be compared.
    ///
    /// # Errors
    /// Fields that are wrong, another version, and once the assessment is final.
    pub async fn targets_change(
        &self,
        targets: &[TargetText],
        seen: Option<i64>,
    ) -> Result<(), AppError> {
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
                good_enough: i64::from(target.good_enough),
            });
        }
        mistakes.check()?;
        let read = self.0.row.clone();
        let id = self.0.row.id.clone();
        self.0
            .app
            .change(self.0.actor, move |write, stamp| {
                Box::pin(async move {
                    still_asks_the_same(write, &read).await?;
                    unchanged(write, &id, seen).await?;
                    let before = write.targets(&id).await?;
                    write.set_targets(&id, &rows).await?;
                    write.bump_assessment(&id).await?;
                    let told = |rows: &[TargetRow]| {
                        let told = rows.iter().map(|row| {
                            json!({ "component": row.component, "level": row.level, "by": row.due_on,
                                    "good_enough": row.good_enough == 1,
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
}

/// Fails where the assessment is no longer at the version that was seen.
async fn unchanged(write: &Write, id: &AssessmentId, seen: Option<i64>) -> Result<(), AppError> {
    let Some(seen) = seen else {
        return Ok(());
    };
    match write.assessment(id).await? {
        Some(row) if row.version == seen => Ok(()),
        _ => Err(AppError::Refused("precondition")),
    }
}
