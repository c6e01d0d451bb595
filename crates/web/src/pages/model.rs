//! The version of the model that an assessment is made of, and the models of the instance.

use super::evidence::attachment;
use super::people::lead;
use super::{AGAIN, OrPage, Page, frame, html_with, redirect, text};
use crate::caller::Caller;
use crate::failure::error_text;
use crate::fields::{Fields, Posted, PostedWithFile};
use crate::views::forms::Input;
use crate::views::model::{
    ChangeRow, KnownModel, KnownModelsPage, ModelPage, MoveRow, PreviewPart, StatementRow,
    model_form, move_form,
};
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use gradus_app::AppError;
use gradus_app::assessment::{Lead, Phase};
use gradus_app::moving::{Change, Preview};
use gradus_domain::model::Model;
use gradus_words::{Words, count};

type At = Path<(String, String)>;

/// The version of the model; `?to=` shows what another one would change.
///
/// # Errors
/// As pages are.
pub async fn model(caller: Caller, Path((city, slug)): At, RawQuery(query): RawQuery) -> Page {
    let lead = lead(&caller, &city, &slug).await?;
    let to = Fields::parse(query.unwrap_or_default().as_bytes()).text("to");
    page(&caller, &lead, &to, &Input::new(), StatusCode::OK).await
}

async fn page(
    caller: &Caller,
    lead: &Lead<'_>,
    to: &str,
    input: &Input,
    status: StatusCode,
) -> Page {
    let (desk, visit) = (lead.desk(), &caller.visit);
    let words = visit.web.words(visit.language);
    let here = caller.url(&format!("/c/{}/{}", desk.city.slug, desk.row.slug));
    let frame = frame::of_assessment(
        caller,
        desk,
        frame::Tab::Settings,
        words.text("model-title"),
    );
    let locked = desk.phase() > Phase::Rating;
    let preview = match to.is_empty() {
        true => None,
        false => {
            let found = lead.model_preview(to).await.or_page(visit)?;
            let form = move_form(&frame, &here, to, desk.row.version, input);
            Some(part(&words, &found, to, form))
        }
    };
    let versions = lead.model_versions().await.or_page(visit)?;
    let moves = lead.model_moves().await.or_page(visit)?.into_iter();
    let open = desk.phase().is_open();
    let page = ModelPage {
        title: desk.model.title.clone(),
        name: format!("{}@{}", desk.row.model, desk.row.model_version),
        model_language: desk.model.language.clone(),
        locked: locked.then(|| words.text("refusal-results-open")),
        versions: versions.into_iter().map(|(name, _)| name).collect(),
        preview,
        moves: moves
            .map(|row| MoveRow {
                when: text::time(&words, row.at),
                answers: words.with(
                    "model-answers",
                    &[
                        ("kept", count(number(row.kept))),
                        ("waiting", count(number(row.waiting))),
                        ("gone", count(number(row.gone))),
                    ],
                ),
                href: open.then(|| format!("{here}/model/{}/assessment.json", row.number)),
                from: row.from_version,
                to: row.to_version,
            })
            .collect(),
        here,
        frame,
    };
    html_with(caller, status, &page)
}

fn number(number: i64) -> usize {
    usize::try_from(number).unwrap_or_default()
}

fn part(words: &Words, found: &Preview, to: &str, form: crate::views::forms::Form) -> PreviewPart {
    let rows = |changes: &[Change]| {
        let row = |change: &Change| ChangeRow {
            id: change.id.clone(),
            what: words.text(&format!("model-what-{}", change.what.replace(' ', "-"))),
            before: change.before.clone(),
            after: change.after.clone(),
        };
        changes.iter().map(row).collect()
    };
    let listed = |model: &Model, ids: &[String]| {
        let row = |id: &String| {
            let statement = model.statement(model.find_statement(id)?);
            Some(StatementRow {
                id: id.clone(),
                text: statement.text.clone(),
                component: model.component(statement.component).name.clone(),
            })
        };
        ids.iter().filter_map(row).collect()
    };
    let moved = &found.moved;
    let counts = [
        ("model-effect-kept", moved.kept),
        ("model-effect-waiting", moved.waiting),
        ("model-effect-gone", moved.gone),
        ("model-effect-evidence-again", moved.evidence_again),
        ("model-effect-evidence-out", moved.evidence_out),
        ("model-effect-asked-more", moved.asked_for_more),
        ("model-effect-asked", moved.asked_for_all),
    ];
    let mut effects: Vec<(String, String)> = counts
        .iter()
        .map(|(key, number)| (words.text(key), number.to_string()))
        .collect();
    for (key, list) in [
        ("model-effect-targets", &moved.targets_out),
        ("model-effect-scope", &moved.exclusions_out),
    ] {
        if !list.is_empty() {
            effects.push((words.text(key), list.join(", ")));
        }
    }
    let rules = match found.rules_differ {
        true => "model-rules-differ",
        false => "model-rules-same",
    };
    effects.push((words.text("model-effect-rules"), words.text(rules)));
    PreviewPart {
        to: to.to_owned(),
        same: found.same,
        changed: rows(&found.diff.changed),
        moved: rows(&found.diff.moved),
        new: listed(&found.to, &found.diff.new),
        gone: listed(&found.from, &found.diff.gone),
        effects,
        form,
    }
}

/// Moves the assessment to another version.
///
/// # Errors
/// As pages are.
pub async fn model_post(Path((city, slug)): At, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let lead = lead(&caller, &city, &slug).await?;
    let to = fields.text("to");
    let words = caller.visit.web.words(caller.visit.language);
    let mut input = Input::new();
    if !fields.ticked("seen") {
        let mistake = gradus_app::Mistake::new("seen", "missing");
        input.mistake("seen", crate::failure::mistake_text(&words, &mistake));
        return page(&caller, &lead, &to, &input, AGAIN).await;
    }
    match lead.model_move(&to, fields.number("version")).await {
        Ok(_) => Ok(redirect(
            &caller.url(&format!("/c/{city}/{slug}/model#moves")),
        )),
        Err(AppError::Refused("changed_meanwhile")) => {
            let told = error_text(&words, &AppError::Refused("changed_meanwhile"));
            input.general_mistake(told);
            page(&caller, &lead, &to, &input, AGAIN).await
        }
        Err(error) => Err(error).or_page(&caller.visit),
    }
}

/// The assessment file of before a move.
///
/// # Errors
/// As pages are.
pub async fn file_before(
    caller: Caller,
    Path((city, slug, number)): Path<(String, String, String)>,
) -> Page {
    let lead = lead(&caller, &city, &slug).await?;
    let wanted = number.parse().unwrap_or(0);
    let text = lead.file_before_move(wanted).await.or_page(&caller.visit)?;
    let name = format!("{city}-{slug}-before-{wanted}.json");
    Ok(attachment(&name, "application/json", text))
}

/// The models of the instance.
///
/// # Errors
/// As pages are.
pub async fn known(caller: Caller) -> Page {
    known_page(&caller, Vec::new(), &Input::new(), StatusCode::OK).await
}

async fn known_page(
    caller: &Caller,
    mistakes: Vec<(String, String)>,
    input: &Input,
    status: StatusCode,
) -> Page {
    let (app, visit) = (caller.app(), &caller.visit);
    app.administrator(&caller.actor).or_page(visit)?;
    let words = visit.web.words(visit.language);
    let frame = caller.frame(words.text("model-known"));
    let models = app.models().await.or_page(visit)?.into_iter();
    let page = KnownModelsPage {
        models: models
            .map(|(name, model)| KnownModel {
                name,
                title: model.title.clone(),
                language: model.language.clone(),
                size: words.with(
                    "app-model-size",
                    &[
                        ("components", count(model.components.len())),
                        ("statements", count(model.statements.len())),
                    ],
                ),
                sha256: model.sha256.clone(),
            })
            .collect(),
        mistakes,
        form: model_form(&frame, input),
        frame,
    };
    html_with(caller, status, &page)
}

/// Adds a model to the instance.
///
/// # Errors
/// As pages are.
pub async fn known_post(posted: PostedWithFile) -> Page {
    let PostedWithFile(Posted { caller, fields }) = posted;
    let administrator = caller
        .app()
        .administrator(&caller.actor)
        .or_page(&caller.visit)?;
    let added = match fields.file("file") {
        Some(file) => administrator.model_add(&file.name, &file.bytes).await,
        None => Err(AppError::invalid("file", "missing")),
    };
    match added {
        Ok(_) => Ok(redirect(&caller.url("/admin/models"))),
        Err(AppError::File(problems)) => {
            let told = super::settings::told(&problems);
            known_page(&caller, told, &Input::new(), AGAIN).await
        }
        Err(error) => {
            let input = super::typed(&caller, &fields, error, str::to_owned)?;
            known_page(&caller, Vec::new(), &input, AGAIN).await
        }
    }
}
