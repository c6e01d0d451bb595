//! Agreeing, for leads and facilitators: one value with reason and dissent, undo, many at once.

use super::results::{closed, here};
use super::{AGAIN, OrPage, Page, frame, html_with, redirect, text, typed};
use crate::caller::Caller;
use crate::failure::{PageFailure, error_text};
use crate::fields::{Fields, Posted};
use crate::views::agree::{About, AgreePage, AtOncePage, DISSENTS, State, agree_form};
use crate::views::forms::{Choice, Input};
use crate::views::frame::Link;
use axum::extract::Path;
use axum::http::StatusCode;
use gradus_app::AppError;
use gradus_app::agreed::{AgreedState, AgreedText, DissentText, Facilitator, dissent_of};
use gradus_app::assessment::{Desk, Phase};
use gradus_app::rows::AgreedRow;
use gradus_domain::model::Model;
use gradus_domain::rating::Answer;
use gradus_report::charts::{Look, distribution};
use gradus_report::view::View;
use gradus_words::{Words, say};

type At = Path<(String, String)>;
type Subject = Path<(String, String, String, String)>;

async fn facilitator<'a>(
    caller: &'a Caller,
    city: &str,
    slug: &str,
) -> Result<Facilitator<'a>, PageFailure> {
    let desk = caller.app().assessment(&caller.actor, city, slug).await;
    desk.or_page(&caller.visit)?
        .facilitator()
        .or_page(&caller.visit)
}

fn word(model: &Model, words: &Words, value: &str) -> String {
    let level = || model.scale.parse(value.parse().ok()?).ok();
    match value.parse::<Answer>() {
        Ok(answer) => text::answer(model, words, answer),
        Err(_) => level().map_or_else(
            || value.to_owned(),
            |level| format!("{value} {}", model.scale.name(level)),
        ),
    }
}

/// What can be agreed on: words of the scale that fit the statement, or the levels.
fn values(model: &Model, words: &Words, kind: &str, subject: &str) -> Vec<Choice> {
    let choice = |value: &str| Choice::new(value, word(model, words, value));
    if kind == "component" {
        let levels = model.scale.all();
        return levels
            .map(|level| choice(&model.scale.value(level).to_string()))
            .collect();
    }
    let Some(ix) = model.find_statement(subject) else {
        return Vec::new();
    };
    let kind = model.statement(ix).kind;
    let fits = |answer: &Answer| answer.fits(kind) && *answer != Answer::Unknown;
    let answers = Answer::ALL.into_iter().filter(fits);
    answers.map(|answer| choice(answer.word())).collect()
}

fn about(view: &View, words: &Words, kind: &str, subject: &str) -> Option<About> {
    if kind == "component" {
        let of = view.components.iter().find(|of| of.id == subject)?;
        return Some(About {
            id: String::new(),
            text: of.name.clone(),
            component: of.name.clone(),
            value: of.level_text.clone(),
            source: String::new(),
            answers: String::new(),
            chart: String::new(),
        });
    }
    let mut all = view
        .components
        .iter()
        .flat_map(|of| of.statements.iter().map(move |row| (of, row)));
    let (of, row) = all.find(|(_, row)| row.id == subject)?;
    Some(About {
        id: row.id.clone(),
        text: row.text.clone(),
        component: of.name.clone(),
        value: row.value.clone(),
        source: row.source.clone(),
        answers: row.distribution.clone(),
        chart: distribution(row, words, Look::Page).unwrap_or_default(),
    })
}

fn state(model: &Model, words: &Words, state: AgreedState) -> State {
    let value = state.value.as_deref();
    State {
        at: text::time(words, state.at),
        by: state.by.unwrap_or_default(),
        value: value.map_or_else(
            || words.text("agree-nothing"),
            |value| word(model, words, value),
        ),
        rationale: state.rationale,
        undone: state.undone,
    }
}

/// What is recorded, as the form holds it.
fn recorded(row: Option<&AgreedRow>) -> Input {
    let mut input = Input::new();
    let Some(row) = row else { return input };
    input = input
        .with("value", &row.value)
        .with("rationale", row.rationale.clone().unwrap_or_default());
    for (place, one) in dissent_of(row).into_iter().enumerate() {
        input = input
            .with(&format!("dissent_group.{place}"), one.group)
            .with(&format!("dissent_name.{place}"), one.name)
            .with(&format!("dissent_text.{place}"), one.text);
    }
    input
}

async fn page(
    caller: &Caller,
    of: &Facilitator<'_>,
    (kind, subject): (&str, &str),
    input: Option<Input>,
    status: StatusCode,
) -> Page {
    let (visit, desk) = (&caller.visit, of.desk());
    if !desk.phase().is_open() {
        return closed(caller, desk);
    }
    let words = visit.web.words(visit.language);
    let model = desk.model_in(words.language());
    let view = desk.outcome().await.or_page(visit)?.view(&words);
    let missing = || AppError::NotFound("question");
    let about = about(&view, &words, kind, subject);
    let about = about.ok_or_else(missing).or_page(visit)?;
    let rows = desk.agreed().await.or_page(visit)?;
    let row = rows
        .iter()
        .find(|row| row.kind == kind && row.subject == subject);
    let version = row.map_or(0, |row| row.version);
    let open = desk.phase() == Phase::Consensus;
    let base = here(caller, desk);
    let here = format!("{base}/agree/{kind}/{subject}");
    let title = words.with("agree-title", &[("name", say(subject))]);
    let mut frame = frame::of_assessment(caller, desk, frame::Tab::Reveal, title);
    let back = Link::new(caller.t("page-tab-reveal"), format!("{base}/reveal"));
    frame.crumbs.push(back);
    let groups = desk.groups().await.or_page(visit)?;
    let groups: Vec<(String, String)> = groups
        .into_iter()
        .map(|group| (group.code, group.name))
        .collect();
    let input = input.unwrap_or_else(|| recorded(row));
    let choices = (values(&model, &words, kind, subject), groups.as_slice());
    let form = open.then(|| agree_form(&frame, here.clone(), version, choices, &input));
    let workshop = desk.workshop().await.or_page(visit)?;
    let workshop = workshop.filter(|now| now.row.closed_at.is_none());
    let history = desk.agreed_history(kind, subject).await.or_page(visit)?;
    let page = AgreePage {
        undo: row.filter(|_| open).map(|row| row.version),
        history: history
            .into_iter()
            .map(|one| state(&model, &words, one))
            .collect(),
        model_language: model.language.clone(),
        wall: workshop.map(|_| format!("{base}/workshop")),
        form,
        about,
        here,
        frame,
    };
    html_with(caller, status, &page)
}

/// The form for one statement or the level of one component.
///
/// # Errors
/// As pages are.
pub async fn agree(caller: Caller, Path((city, slug, kind, subject)): Subject) -> Page {
    let of = facilitator(&caller, &city, &slug).await?;
    page(&caller, &of, (&kind, &subject), None, StatusCode::OK).await
}

/// The dissents that have a word in them, with their places in the form.
fn dissents(fields: &Fields) -> Vec<(usize, DissentText)> {
    let row = |place: usize| {
        let part = |name: &str| fields.text(&format!("dissent_{name}.{place}"));
        DissentText {
            group: part("group"),
            name: part("name"),
            text: part("text"),
        }
    };
    let said = |row: &DissentText| {
        let parts = [&row.group, &row.name, &row.text];
        parts.into_iter().any(|part| !part.trim().is_empty())
    };
    let rows = (0..DISSENTS).map(|place| (place, row(place)));
    rows.filter(|(_, row)| said(row)).collect()
}

/// Records what was agreed.
///
/// # Errors
/// As pages are.
pub async fn agree_post(Path((city, slug, kind, subject)): Subject, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let of = facilitator(&caller, &city, &slug).await?;
    let (places, dissent): (Vec<usize>, Vec<DissentText>) = dissents(&fields).into_iter().unzip();
    let text = AgreedText {
        kind: kind.clone(),
        subject: subject.clone(),
        value: fields.text("value"),
        rationale: fields.text("rationale"),
        dissent,
        version: fields.number("version"),
    };
    let error = match of.agreed_record(&text).await {
        Ok(()) => {
            let to = format!("/c/{city}/{slug}/agree/{kind}/{subject}");
            return Ok(redirect(&caller.url(&to)));
        }
        Err(error) => error,
    };
    // A use case counts the dissents that have words, the form its rows.
    let rename = |name: &str| match name.rsplit_once('.') {
        Some((part, at)) => match at.parse().ok().and_then(|at: usize| places.get(at)) {
            Some(place) => format!("{part}.{place}"),
            None => name.to_owned(),
        },
        None => name.to_owned(),
    };
    let input = match error {
        AppError::Conflict(conflict) => {
            let words = caller.visit.web.words(caller.visit.language);
            let typed = fields.pairs().filter(|(name, _)| name != "version");
            let mut input = Input::of(typed);
            let theirs = match conflict.theirs {
                Some(value) => word(&of.desk().model_in(words.language()), &words, &value),
                None => words.text("agree-nothing"),
            };
            input.general_mistake(words.with("agree-conflict", &[("value", say(theirs))]));
            input
        }
        error => typed(&caller, &fields, error, rename)?,
    };
    page(&caller, &of, (&kind, &subject), Some(input), AGAIN).await
}

/// Takes the last recorded value back.
///
/// # Errors
/// As pages are.
pub async fn undo_post(Path((city, slug, kind, subject)): Subject, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let of = facilitator(&caller, &city, &slug).await?;
    let version = fields.number("version");
    match of.agreed_undo(&kind, &subject, version).await {
        Err(AppError::Conflict(_)) => Err(AppError::Refused("changed_meanwhile")),
        other => other,
    }
    .or_page(&caller.visit)?;
    let to = format!("/c/{city}/{slug}/agree/{kind}/{subject}");
    Ok(redirect(&caller.url(&to)))
}

async fn many(caller: &Caller, of: &Facilitator<'_>, refused: Option<String>) -> Page {
    let (visit, desk) = (&caller.visit, of.desk());
    if !desk.phase().is_open() {
        return closed(caller, desk);
    }
    let words = visit.web.words(visit.language);
    let model = desk.model_in(words.language());
    let view = desk.outcome().await.or_page(visit)?.view(&words);
    let near = of.nearly_agreed().await.or_page(visit)?;
    let row = |id: &String, answer: &Answer| {
        let about = about(&view, &words, "statement", id)?;
        let value = word(&model, &words, answer.word());
        Some([id.clone(), about.text, value, about.answers])
    };
    let base = here(caller, desk);
    let title = caller.t("agree-once-title");
    let mut frame = frame::of_assessment(caller, desk, frame::Tab::Reveal, title);
    let back = Link::new(caller.t("page-tab-reveal"), format!("{base}/reveal"));
    frame.crumbs.push(back);
    let status = refused.as_ref().map_or(StatusCode::OK, |_| AGAIN);
    let page = AtOncePage {
        here: format!("{base}/agree"),
        model_language: model.language.clone(),
        open: desk.phase() == Phase::Consensus,
        rows: near
            .iter()
            .filter_map(|(id, value)| row(id, value))
            .collect(),
        refused,
        frame,
    };
    html_with(caller, status, &page)
}

/// What can be agreed on at once, to be looked at first.
///
/// # Errors
/// As pages are.
pub async fn at_once(caller: Caller, Path((city, slug)): At) -> Page {
    let of = facilitator(&caller, &city, &slug).await?;
    many(&caller, &of, None).await
}

/// Agrees on the chosen statements.
///
/// # Errors
/// As pages are.
pub async fn at_once_post(Path((city, slug)): At, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let of = facilitator(&caller, &city, &slug).await?;
    match of.agreed_at_once(&fields.all("statements")).await {
        Ok(_) => Ok(redirect(&caller.url(&format!("/c/{city}/{slug}/reveal")))),
        Err(error @ AppError::Refused(_)) => {
            let words = caller.visit.web.words(caller.visit.language);
            let told = error_text(&words, &error);
            let again: Desk<'_> = caller
                .app()
                .assessment(&caller.actor, &city, &slug)
                .await
                .or_page(&caller.visit)?;
            let of = again.facilitator().or_page(&caller.visit)?;
            many(&caller, &of, Some(told)).await
        }
        Err(error) => Err(PageFailure::new(&caller.visit, error)),
    }
}
