//! Joining by a link or a code.

use super::account::{session_rows, with_session};
use super::reveal::desk;
use super::{AGAIN, OrPage, Page, frame, html, html_with, redirect, same, text, typed};
use crate::caller::Caller;
use crate::fields::Posted;
use crate::state::Limit;
use crate::views::account::{
    CodePage, JoinPage, RecoveryPage, code_form, join_code_form, join_form,
};
use crate::views::forms::Input;
use axum::extract::Path;
use axum::http::StatusCode;
use gradus_app::assessment::Phase;
use gradus_app::join::{Entry, Joined};
use gradus_app::rows::AssessorRow;

/// Minutes that a question takes, by depth: a pick, a rung, a statement.
const SECONDS_EACH: [(&str, usize); 3] = [("quick", 60), ("ladder", 25), ("full", 12)];

/// What an invited person sees first.
///
/// # Errors
/// As pages are.
pub async fn join(caller: Caller, Path(secret): Path<String>) -> Page {
    let visit = &caller.visit;
    visit.limit(Limit::Join).or_page(visit)?;
    let invited = caller.app().invited(&caller.actor, &secret).await;
    let invited = invited.or_page(visit)?;
    let joined = |own: &AssessorRow| own.joined_at.is_some();
    if invited.entry == Entry::Held && invited.assessor.as_ref().is_some_and(joined) {
        let (city, assessment) = (&invited.city.slug, &invited.assessment.slug);
        return Ok(redirect(
            &caller.url(&format!("/c/{city}/{assessment}/rate")),
        ));
    }
    page(&caller, &secret, &Input::new(), StatusCode::OK).await
}

async fn page(caller: &Caller, secret: &str, input: &Input, status: StatusCode) -> Page {
    let (app, visit) = (caller.app(), &caller.visit);
    let invited = app.invited(&caller.actor, secret).await.or_page(visit)?;
    let by_code = invited.entry == Entry::Code;
    let words = visit.web.words(visit.language);
    let row = &invited.assessment;
    let model = app.model_of(row).await.or_page(visit)?;
    let listed: Option<Vec<String>> = invited
        .assessor
        .as_ref()
        .and_then(|assessor: &AssessorRow| assessor.components.as_deref())
        .and_then(|list| serde_json::from_str(list).ok());
    let asked: Vec<_> = model
        .components
        .iter()
        .filter(|component| {
            listed
                .as_ref()
                .is_none_or(|listed| listed.contains(&component.id))
        })
        .collect();
    let questions: usize = match row.depth.as_str() {
        "quick" => asked.len(),
        "full" => asked
            .iter()
            .map(|component| component.statements.len())
            .sum(),
        _ => asked.iter().map(|component| component.strands.len()).sum(),
    };
    let each = SECONDS_EACH
        .iter()
        .find(|(depth, _)| *depth == row.depth)
        .map_or(25, |(_, each)| *each);
    let frame = frame::of_city(
        caller,
        &invited.city,
        words.with(
            "account-join-title",
            &[("name", gradus_words::say(&invited.city.name))],
        ),
    );
    let known = invited
        .assessor
        .as_ref()
        .and_then(|assessor| assessor.name.clone());
    let filled = match known {
        Some(name) if input.value("name").is_empty() => input.clone().with("name", name),
        _ => input.clone(),
    };
    let ended = Phase::parse(&row.phase).is_some_and(Phase::is_open);
    let page = JoinPage {
        city: invited.city.name.clone(),
        assessment: row.name.clone(),
        group: invited.group.name.clone(),
        components: asked.len(),
        questions,
        minutes: (questions * each).div_ceil(60).max(1),
        until: text::day(&words, &row.ends_on),
        named: row.named == 1,
        by_code,
        closed: ended && invited.assessor.is_none(),
        ended,
        form: if by_code {
            join_code_form(&frame, &format!("/join/{secret}"), input)
        } else {
            join_form(&frame, &format!("/join/{secret}"), &filled)
        },
        frame,
    };
    html_with(caller, status, &page)
}

/// Takes the place that a link gives.
///
/// # Errors
/// As pages are.
pub async fn join_post(Path(secret): Path<String>, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    caller.visit.limit(Limit::Join).or_page(&caller.visit)?;
    let (app, agent) = (caller.app(), &caller.visit.agent);
    let (name, code) = (fields.text("name"), fields.text("code"));
    let joined = if code.trim().is_empty() {
        app.join(&caller.actor, &secret, &name, agent).await
    } else {
        app.join_with_code(&caller.actor, &secret, &code, agent)
            .await
    };
    match joined {
        Ok(joined) => Ok(welcome(&caller, &joined)),
        Err(error) => {
            let input = typed(&caller, &fields, error, same)?;
            page(&caller, &secret, &input, AGAIN).await
        }
    }
}

/// On to the ratings, past the code where the place is new.
fn welcome(caller: &Caller, joined: &Joined) -> axum::response::Response {
    let here = format!("/c/{}/{}", joined.city, joined.assessment);
    let to = if joined.new {
        format!("{here}/code")
    } else {
        format!("{here}/rate")
    };
    let response = redirect(&caller.url(&to));
    match &joined.session {
        Some(secret) => with_session(response, caller, secret),
        None => response,
    }
}

/// The caller's code to go on on another device.
///
/// # Errors
/// As pages are.
pub async fn recovery(caller: Caller, Path((city, assessment)): Path<(String, String)>) -> Page {
    let visit = &caller.visit;
    let desk = desk(&caller, &city, &assessment).await?;
    let next = caller.url(&format!("/c/{city}/{assessment}/rate"));
    let frame = frame::of_assessment(
        &caller,
        &desk,
        frame::Tab::Rate,
        caller.t("account-recovery-title"),
    );
    let seat = desk.seat().await.or_page(visit)?;
    let sessions = seat.sessions().await.or_page(visit)?;
    let words = visit.web.words(visit.language);
    let page = RecoveryPage {
        frame,
        code: seat.code(),
        next,
        sessions: session_rows(&words, sessions),
        here: caller.url(&format!("/c/{city}/{assessment}/code")),
    };
    html(&caller, &page)
}

/// Takes the caller's place from one browser.
///
/// # Errors
/// As pages are.
pub async fn place_end(
    Path((city, assessment, session)): Path<(String, String, String)>,
    posted: Posted,
) -> Page {
    let caller = posted.caller;
    let visit = &caller.visit;
    let desk = desk(&caller, &city, &assessment).await?;
    let seat = desk.seat().await.or_page(visit)?;
    seat.session_end(&session).await.or_page(visit)?;
    Ok(redirect(
        &caller.url(&format!("/c/{city}/{assessment}/code")),
    ))
}

/// The page on which a code is typed.
///
/// # Errors
/// As pages are.
pub async fn code(caller: Caller) -> Page {
    let frame = caller.frame(caller.t("account-code-title"));
    let form = code_form(&frame, &Input::new());
    html(&caller, &CodePage { frame, form })
}

/// Goes on by a code.
///
/// # Errors
/// As pages are.
pub async fn code_post(posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    caller.visit.limit(Limit::Join).or_page(&caller.visit)?;
    match caller
        .app()
        .join_by_code(&caller.actor, &fields.text("code"), &caller.visit.agent)
        .await
    {
        Ok(joined) => Ok(welcome(&caller, &joined)),
        Err(error) => {
            let input = typed(&caller, &fields, error, same)?;
            let frame = caller.frame(caller.t("account-code-title"));
            let form = code_form(&frame, &input);
            html_with(&caller, AGAIN, &CodePage { frame, form })
        }
    }
}
