//! New assessments, imported ones, and settings.

use super::{AGAIN, OrPage, Page, frame, html_with, redirect, typed};
use crate::caller::Caller;
use crate::failure::PageFailure;
use crate::fields::{Fields, Posted, PostedWithFile};
use crate::views::forms::{Choice, Input};
use crate::views::setup::{
    ComponentChoice, ImportPage, NewAssessmentPage, SettingChoices, SettingsPage, Usual,
    import_form, new_assessment_form, settings_form,
};
use axum::extract::Path;
use axum::http::StatusCode;
use gradus_app::AppError;
use gradus_app::assessment::{Desk, Frame, Lead, Phase, SettingsText, TargetText};
use gradus_app::city::CityLead;
use gradus_app::error::Problems;
use gradus_domain::settings::{Balance, Basis, Method, Settings};
use gradus_words::{Words, say};
use std::fmt::Write as _;

/// The name of a method.
#[must_use]
pub fn method_name(words: &Words, method: Method) -> String {
    words.text(match method {
        Method::Steps => "method-steps",
        Method::BestFit => "method-best-fit",
        Method::Nplf => "method-nplf",
    })
}

/// The name of a balance.
#[must_use]
pub fn balance_name(words: &Words, balance: Balance) -> String {
    words.text(match balance {
        Balance::Assessors => "balance-assessors",
        Balance::Groups => "balance-groups",
    })
}

/// The name of a basis.
#[must_use]
pub fn basis_name(words: &Words, basis: Basis) -> String {
    words.text(match basis {
        Basis::Claimed => "basis-claimed",
        Basis::Evidenced => "basis-evidenced",
        Basis::Verified => "basis-verified",
    })
}

/// Settings as rows of label and text.
#[must_use]
pub fn rows(words: &Words, settings: &Settings) -> [(String, String); 6] {
    let share = |share: u8| words.percent(f64::from(share) / 100.0);
    [
        (
            words.text("setting-method"),
            method_name(words, settings.method),
        ),
        (
            words.text("setting-pass-mark"),
            share(settings.pass_mark_pct),
        ),
        (
            words.text("setting-coverage"),
            share(settings.min_coverage_pct),
        ),
        (
            words.text("setting-component-coverage"),
            share(settings.min_component_coverage_pct),
        ),
        (
            words.text("setting-balance"),
            balance_name(words, settings.balance),
        ),
        (
            words.text("setting-basis"),
            basis_name(words, settings.basis),
        ),
    ]
}

/// Settings that differ from the model's, as one sentence.
#[must_use]
pub fn differs(words: &Words, desk: &Desk<'_>) -> Option<String> {
    let (own, usual) = (desk.settings(), desk.model.defaults);
    if own.same_rules(&usual) {
        return None;
    }
    let mut told = String::new();
    for ((label, own), (_, usual)) in rows(words, &own).into_iter().zip(rows(words, &usual)) {
        if own != usual {
            let comma = if told.is_empty() { "" } else { "; " };
            let one = words.with(
                "app-differs-one",
                &[
                    ("label", say(label)),
                    ("own", say(own)),
                    ("usual", say(usual)),
                ],
            );
            // Writing into a text cannot fail.
            write!(told, "{comma}{one}").ok()?;
        }
    }
    Some(words.with("app-differs", &[("text", say(told))]))
}

async fn city_lead<'a>(caller: &'a Caller, city: &str) -> Result<CityLead<'a>, PageFailure> {
    let desk = caller
        .app()
        .city(&caller.actor, city)
        .await
        .or_page(&caller.visit)?;
    desk.lead().or_page(&caller.visit)
}

/// The page of a new assessment.
///
/// # Errors
/// As pages are.
pub async fn new(caller: Caller, Path(city): Path<String>) -> Page {
    let lead = city_lead(&caller, &city).await?;
    let today = caller.app().today();
    let start = Input::new()
        .with("depth", "ladder")
        .with("model", "pas181-scmm@1")
        .with("name", today.year().to_string())
        .with("from", today.to_string())
        .with("to", (today + time::Duration::days(90)).to_string());
    new_page(&caller, &lead, &start, StatusCode::OK).await
}

async fn new_page(caller: &Caller, lead: &CityLead<'_>, input: &Input, status: StatusCode) -> Page {
    let city = &lead.desk().city;
    let words = caller.visit.web.words(caller.visit.language);
    let models = caller.app().models().await.or_page(&caller.visit)?;
    let models = models.into_iter().map(|(name, model)| {
        let numbers = [
            ("components", gradus_words::count(model.components.len())),
            ("statements", gradus_words::count(model.statements.len())),
        ];
        Choice::new(name, &model.title).hint(words.with("app-model-size", &numbers))
    });
    let frame = frame::below_city(caller, city, words.text("manage-assessment-new"));
    let here = caller.url(&format!("/c/{}", city.slug));
    let form = new_assessment_form(&frame, &here, models.collect(), input);
    html_with(
        caller,
        status,
        &NewAssessmentPage {
            frame,
            city: here,
            form,
        },
    )
}

fn typed_frame(fields: &Fields, slug: &str) -> Frame {
    Frame {
        name: fields.text("name"),
        slug: slug.to_owned(),
        starts_on: fields.text("from"),
        ends_on: fields.text("to"),
        model: fields.text("model"),
        depth: fields.text("depth"),
        named: fields.ticked("named"),
        settings: SettingsText::default(),
    }
}

fn days(name: &str) -> String {
    match name {
        "starts_on" => "from".to_owned(),
        "ends_on" => "to".to_owned(),
        "slug" => "name".to_owned(),
        other => other.to_owned(),
    }
}

/// Sets up an assessment.
///
/// # Errors
/// As pages are.
pub async fn new_post(Path(city): Path<String>, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let lead = city_lead(&caller, &city).await?;
    match lead.assessment_create(&typed_frame(&fields, "")).await {
        Ok(row) => Ok(redirect(&caller.url(&format!("/c/{city}/{}", row.slug)))),
        Err(error) => {
            let input = typed(&caller, &fields, error, days)?;
            new_page(&caller, &lead, &input, AGAIN).await
        }
    }
}

/// The page on which a file is imported.
///
/// # Errors
/// As pages are.
pub async fn import(caller: Caller, Path(city): Path<String>) -> Page {
    let lead = city_lead(&caller, &city).await?;
    import_page(&caller, &lead, Vec::new(), &Input::new(), StatusCode::OK)
}

fn import_page(
    caller: &Caller,
    lead: &CityLead<'_>,
    mistakes: Vec<(String, String)>,
    input: &Input,
    status: StatusCode,
) -> Page {
    let city = &lead.desk().city;
    let frame = frame::below_city(caller, city, caller.t("manage-import"));
    let here = caller.url(&format!("/c/{}", city.slug));
    let form = import_form(&frame, &here, input);
    html_with(
        caller,
        status,
        &ImportPage {
            frame,
            city: here,
            mistakes,
            form,
        },
    )
}

/// Mistakes of a file: place and what is wrong.
pub(super) fn told(problems: &Problems) -> Vec<(String, String)> {
    let told = problems.all().iter().map(|problem| {
        let hint = problem.hint.as_ref().map(|hint| format!(" ({hint})"));
        let text = format!("{}{}", problem.message, hint.unwrap_or_default());
        (problem.place.to_string(), text)
    });
    told.collect()
}

/// Imports a file.
///
/// # Errors
/// As pages are.
pub async fn import_post(Path(city): Path<String>, posted: PostedWithFile) -> Page {
    let PostedWithFile(Posted { caller, fields }) = posted;
    let lead = city_lead(&caller, &city).await?;
    let imported = match fields.file("file") {
        Some(file) => lead.assessment_import(&file.name, &file.bytes).await,
        None => Err(AppError::invalid("file", "missing")),
    };
    match imported {
        Ok(row) => Ok(redirect(&caller.url(&format!("/c/{city}/{}", row.slug)))),
        Err(AppError::File(problems)) => {
            import_page(&caller, &lead, told(&problems), &Input::new(), AGAIN)
        }
        Err(error) => {
            let rename = |name: &str| {
                if name == "slug" {
                    "file".to_owned()
                } else {
                    name.to_owned()
                }
            };
            let input = typed(&caller, &fields, error, rename)?;
            import_page(&caller, &lead, Vec::new(), &input, AGAIN)
        }
    }
}

async fn lead<'a>(caller: &'a Caller, city: &str, slug: &str) -> Result<Lead<'a>, PageFailure> {
    let desk = caller
        .app()
        .assessment(&caller.actor, city, slug)
        .await
        .or_page(&caller.visit)?;
    desk.lead().or_page(&caller.visit)
}

/// The settings of an assessment.
///
/// # Errors
/// As pages are.
pub async fn settings(caller: Caller, Path((city, slug)): Path<(String, String)>) -> Page {
    let lead = lead(&caller, &city, &slug).await?;
    let input = own(&lead).await.or_page(&caller.visit)?;
    page(&caller, &lead, &input, StatusCode::OK)
}

/// What stands in the settings.
async fn own(lead: &Lead<'_>) -> Result<Input, AppError> {
    let desk = lead.desk();
    let (row, settings) = (&desk.row, desk.settings());
    let mut input = Input::new()
        .with("name", &row.name)
        .with("from", &row.starts_on)
        .with("to", &row.ends_on)
        .with("depth", &row.depth)
        .with("method", settings.method.word())
        .with("pass_mark_pct", settings.pass_mark_pct.to_string())
        .with("min_coverage_pct", settings.min_coverage_pct.to_string())
        .with(
            "min_component_coverage_pct",
            settings.min_component_coverage_pct.to_string(),
        )
        .with("balance", settings.balance.word())
        .with("publish_level", settings.basis.word());
    if row.named == 1 {
        input = input.with("named", "yes");
    }
    for target in desk.targets().await? {
        let field = |what: &str| format!("{what}_{}", target.component);
        input = input
            .with(&field("target_level"), target.level.to_string())
            .with(
                &field("target_by"),
                target.due_on.clone().unwrap_or_default(),
            )
            .with(
                &field("target_reason"),
                target.rationale.clone().unwrap_or_default(),
            );
        if target.good_enough == 1 {
            input = input.with(&field("target_enough"), "yes");
        }
    }
    for (ix, reason) in desk.exclusions().await? {
        let id = &desk.model.component(ix).id;
        input = input
            .with(&format!("out_of_scope_{id}"), "yes")
            .with(&format!("out_of_scope_reason_{id}"), reason);
    }
    Ok(input)
}

fn page(caller: &Caller, lead: &Lead<'_>, input: &Input, status: StatusCode) -> Page {
    let desk = lead.desk();
    let words = caller.visit.web.words(caller.visit.language);
    let model = desk.model_in(words.language());
    let [
        method,
        pass_mark,
        coverage,
        component_coverage,
        balance,
        basis,
    ] = rows(&words, &model.defaults).map(|(_, own)| own);
    let choices = SettingChoices {
        components: model
            .components
            .iter()
            .map(|component| ComponentChoice {
                id: component.id.clone(),
                name: component.name.clone(),
            })
            .collect(),
        levels: model
            .scale
            .all()
            .map(|level| (model.scale.value(level), model.scale.name(level).to_owned()))
            .collect(),
        usual: Usual {
            method,
            pass_mark,
            coverage,
            component_coverage,
            balance,
            basis,
        },
        model_language: model.language.clone(),
    };
    let frame = frame::of_assessment(
        caller,
        desk,
        frame::Tab::Settings,
        words.text("manage-settings"),
    );
    let here = caller.url(&format!("/c/{}/{}", desk.city.slug, desk.row.slug));
    let page = SettingsPage {
        locked: (desk.phase() == Phase::Final).then(|| words.text("refusal-final")),
        differs: differs(&words, desk),
        model: format!("{}@{}", desk.row.model, desk.row.model_version),
        form: settings_form(&frame, &here, &choices, desk.row.version, input),
        delete_form: None,
        here,
        frame,
    };
    html_with(caller, status, &page)
}

/// Changes the settings.
///
/// # Errors
/// As pages are.
pub async fn settings_post(Path((city, slug)): Path<(String, String)>, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let lead = lead(&caller, &city, &slug).await?;
    match change(&caller, &lead, &fields).await {
        Ok(()) => Ok(redirect(&caller.url(&format!("/c/{city}/{slug}/settings")))),
        Err(error) => {
            let input = typed(&caller, &fields, error, component_field)?;
            page(&caller, &lead, &input, AGAIN)
        }
    }
}

/// Fields about components, as the form calls them.
fn component_field(name: &str) -> String {
    for (own, form) in [
        ("level_", "target_level_"),
        ("due_on_", "target_by_"),
        ("rationale_", "target_reason_"),
        ("reason_", "out_of_scope_reason_"),
    ] {
        if let Some(id) = name.strip_prefix(own) {
            return format!("{form}{id}");
        }
    }
    days(name)
}

async fn change(caller: &Caller, lead: &Lead<'_>, fields: &Fields) -> Result<(), AppError> {
    let desk = lead.desk();
    let restores = fields.get("restore") == Some("model");
    let usual = desk.model.defaults;
    // What is the model's own is not kept as an override.
    let own = |name: &str, usual: String| {
        let typed = fields.text(name);
        if restores || typed == usual {
            String::new()
        } else {
            typed
        }
    };
    let mut frame = typed_frame(fields, &desk.row.slug);
    if desk.phase() > Phase::Draft {
        frame.named = desk.row.named == 1;
        frame.depth.clone_from(&desk.row.depth);
    }
    frame.settings = SettingsText {
        method: own("method", usual.method.word().to_owned()),
        pass_mark_pct: own("pass_mark_pct", usual.pass_mark_pct.to_string()),
        min_coverage_pct: own("min_coverage_pct", usual.min_coverage_pct.to_string()),
        min_component_coverage_pct: own(
            "min_component_coverage_pct",
            usual.min_component_coverage_pct.to_string(),
        ),
        balance: own("balance", usual.balance.word().to_owned()),
        publish_level: own("publish_level", usual.basis.word().to_owned()),
    };
    let ids: Vec<&String> = desk
        .model
        .components
        .iter()
        .map(|component| &component.id)
        .collect();
    let targets: Vec<TargetText> = ids
        .iter()
        .map(|id| TargetText {
            component: (*id).clone(),
            level: fields.text(&format!("target_level_{id}")),
            due_on: fields.text(&format!("target_by_{id}")),
            rationale: fields.text(&format!("target_reason_{id}")),
            good_enough: fields.ticked(&format!("target_enough_{id}")),
        })
        .collect();
    let scope: Vec<(String, String)> = ids
        .iter()
        .filter(|id| fields.ticked(&format!("out_of_scope_{id}")))
        .map(|id| {
            (
                (*id).clone(),
                fields.text(&format!("out_of_scope_reason_{id}")),
            )
        })
        .collect();
    let before: Vec<String> = desk
        .exclusions()
        .await?
        .into_keys()
        .map(|ix| desk.model.component(ix).id.clone())
        .collect();
    let after: Vec<String> = scope.iter().map(|(id, _)| id.clone()).collect();
    lead.frame_change(&frame, fields.number("version")).await?;
    lead.targets_change(&targets, None).await?;
    if desk.phase() <= Phase::Rating || before != after {
        lead.scope_change(&scope, None).await?;
    }
    tracing::debug!(assessment = %desk.row.id, here = %caller.visit.here, "settings were changed");
    Ok(())
}
