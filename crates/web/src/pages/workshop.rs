//! The workshop: on a wall for who facilitates, on phones for who votes, and the stream by
//! which both hear what happens.

use super::account::with_session;
use super::results::{closed, here};
use super::{AGAIN, OrPage, Page, frame, html, html_with, redirect, same, text, typed};
use crate::caller::{Caller, Visit};
use crate::failure::PageFailure;
use crate::fields::Posted;
use crate::state::Limit;
use crate::views::forms::Input;
use crate::views::workshop::{
    Choice, Choose, Column, Columns, EnterPage, Rung, Subject, VotePage, WorkshopPage, enter_form,
};
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use gradus_app::AppError;
use gradus_app::assessment::Desk;
use gradus_app::result::Outcome;
use gradus_app::workshop::{Act, Now, Room};
use gradus_domain::consensus::Tally;
use gradus_domain::model::Model;
use gradus_domain::names::StatementIx;
use gradus_domain::rating::{Answer, Kind};
use gradus_domain::result::{RoundScore, StatementScore};
use gradus_words::{Words, count, say};
use qrcode::{Color, EcLevel, QrCode};
use std::convert::Infallible;
use std::fmt::Write as _;
use std::time::Duration;

/// How often a silent stream says that it is still there.
const ALIVE: Duration = Duration::from_secs(15);
/// Modules of white around a code, which readers need.
const QUIET: usize = 4;

type At = Path<(String, String)>;

/// The wall.
///
/// # Errors
/// As pages are.
pub async fn wall(caller: Caller, Path((city, slug)): At) -> Page {
    let desk = caller.app().assessment(&caller.actor, &city, &slug).await;
    let of = desk.or_page(&caller.visit)?.facilitator();
    let of = of.or_page(&caller.visit)?;
    if !of.desk().phase().is_open() {
        return closed(&caller, of.desk());
    }
    wall_page(&caller, of.desk(), None, StatusCode::OK).await
}

async fn wall_page(
    caller: &Caller,
    desk: &Desk<'_>,
    mistake: Option<String>,
    status: StatusCode,
) -> Page {
    let visit = &caller.visit;
    let words = visit.web.words(visit.language);
    let now = desk.workshop().await.or_page(visit)?;
    let now = now.filter(|now| now.row.closed_at.is_none());
    let outcome = desk.outcome().await.or_page(visit)?;
    let model = desk.model_in(words.language());
    let choose = |ix: StatementIx| Choose {
        id: model.statement(ix).id.clone(),
        text: model.statement(ix).text.clone(),
    };
    let order = now.as_ref().and_then(|now| desk.workshop_order(now));
    let order: Vec<StatementIx> =
        order.unwrap_or_else(|| outcome.talks().iter().map(|talk| talk.statement).collect());
    let scope = |ix: &StatementIx| {
        let component = model.statement(*ix).component;
        let score = outcome.protected.figures().components.get(component.0);
        score.is_some_and(|score| score.in_scope) && !order.contains(ix)
    };
    let others = (0..model.statements.len()).map(StatementIx).filter(scope);
    let shown = now
        .as_ref()
        .and_then(|now| model.find_statement(now.row.statement.as_deref()?));
    let at = shown.and_then(|ix| order.iter().position(|own| *own == ix));
    let beside = |at: Option<usize>| at.and_then(|at| order.get(at)).map(|ix| choose(*ix).id);
    let around = match at {
        Some(at) => (beside(at.checked_sub(1)), beside(at.checked_add(1))),
        None => (None, beside(Some(0))),
    };
    let subject = shown.map(|ix| subject(&outcome, &model, &words, ix, at));
    let code = now.as_ref().map(|now| now.row.code.clone());
    let join = code
        .as_ref()
        .map(|code| format!("{}/w/{code}", visit.origin));
    let voting = now.as_ref().is_some_and(Now::is_voting);
    let page = WorkshopPage {
        frame: frame::of_assessment(
            caller,
            desk,
            frame::Tab::Workshop,
            words.text("workshop-title"),
        ),
        here: here(caller, desk),
        model_language: model.language.clone(),
        qr: join.as_deref().and_then(qr),
        join: format!("{}/w", visit.origin.split("://").last().unwrap_or("")),
        code,
        voting,
        round: now
            .as_ref()
            .and_then(|now| now.round.as_ref())
            .map_or(0, |round| round.number),
        cast: now.as_ref().map_or(0, |now| now.cast.assessors),
        guests: now.as_ref().map_or(0, |now| now.cast.guests),
        people: outcome.protected.figures().city.assessors,
        until: now.as_ref().and_then(|now| now.row.clock_until),
        now: caller.app().now(),
        version: now.as_ref().map_or(0, |now| now.row.version),
        subject,
        talks: order.iter().map(|ix| choose(*ix)).collect(),
        others: others.map(choose).collect(),
        around,
        mistake,
    };
    html_with(caller, status, &page)
}

/// A drawing that cameras read: the side of its square, and the path of its dark modules.
fn qr(address: &str) -> Option<(usize, String)> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let side = code.width();
    let mut path = String::new();
    for (place, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (place % side + QUIET, place / side + QUIET);
            // Writing into a text cannot fail.
            write!(path, "M{x} {y}h1v1h-1z").ok()?;
        }
    }
    Some((side + 2 * QUIET, path))
}

/// The answers that a statement of a kind is offered.
fn scale(kind: Kind) -> impl Iterator<Item = Answer> {
    let scale = Answer::SCALE.into_iter();
    scale.filter(move |answer| answer.fits(kind))
}

fn columns(model: &Model, words: &Words, kind: Kind, count: impl Fn(Answer) -> u32) -> Vec<Column> {
    scale(kind)
        .map(|answer| Column {
            label: text::answer(model, words, answer),
            count: count(answer),
        })
        .collect()
}

fn of_round(model: &Model, words: &Words, kind: Kind, round: &RoundScore) -> Columns {
    let told = |tally: Tally| columns(model, words, kind, |answer| tally.count(answer));
    let votes = round.votes.ok().map(told);
    let mut note = Vec::new();
    if votes.is_none() {
        note.push(words.text("workshop-few"));
    }
    match round.guest_votes.ok().filter(|_| round.guests > 0) {
        Some(guests) => {
            let given = scale(kind).chain([Answer::Unknown]);
            let given = given.filter(|answer| guests.count(*answer) > 0);
            let told = given.map(|answer| {
                format!(
                    "{} {}",
                    text::answer(model, words, answer),
                    guests.count(answer)
                )
            });
            let told = told.collect::<Vec<String>>().join(", ");
            note.push(words.with("workshop-guests", &[("text", say(told))]));
        }
        None if round.guests > 0 => {
            note.push(words.with("workshop-guests-few", &[("n", count(round.guests))]));
        }
        None => {}
    }
    let numbers = [("name", say(round.number)), ("n", count(round.voters))];
    Columns {
        title: words.with("workshop-round-votes", &numbers),
        columns: votes,
        note: note.join(" "),
    }
}

fn blind(model: &Model, words: &Words, kind: Kind, score: &StatementScore) -> Columns {
    let told = |tally: Tally| columns(model, words, kind, |answer| tally.count(answer));
    Columns {
        title: words.with("workshop-blind", &[("n", count(score.on_scale))]),
        columns: score.tally.ok().map(told),
        note: if score.tally.is_err() {
            words.text("workshop-few")
        } else {
            String::new()
        },
    }
}

fn subject(
    outcome: &Outcome,
    model: &Model,
    words: &Words,
    ix: StatementIx,
    at: Option<usize>,
) -> Subject {
    let statement = model.statement(ix);
    let (component, strand) = (
        model.component(statement.component),
        model.strand(statement.strand),
    );
    let facts = outcome.protected.facts();
    let scores = &outcome.protected.figures().statements;
    let value = |ix: StatementIx| {
        let answer = scores.get(ix.0).and_then(|score| score.consensus.value);
        answer.map(|answer| text::answer(model, words, answer))
    };
    let mut drawn = Vec::new();
    let mut summary = String::new();
    if let Some(score) = scores.get(ix.0) {
        drawn.push(blind(model, words, statement.kind, score));
        let rounds = score.rounds.iter();
        drawn.extend(rounds.map(|round| of_round(model, words, statement.kind, round)));
        let median = value(ix).unwrap_or_else(|| words.text("why-not-rated"));
        summary = words.with("workshop-stands", &[("name", say(median))]);
        if let Ok(spread) = score.spread {
            let key = match (spread.polarised, spread.disputed) {
                (true, _) => "workshop-polarised",
                (false, true) => "workshop-disputed",
                (false, false) => "workshop-close",
            };
            summary = format!("{summary} · {}", words.text(key));
        }
    }
    let talk = outcome.talks().iter().find(|talk| talk.statement == ix);
    let moves = talk.and_then(|talk| {
        let [low, high] = talk.levels;
        let name = |level| model.scale.name(level).to_owned();
        (low != high).then(|| {
            let names = [
                ("from", say(low.map_or_else(|| "–".to_owned(), name))),
                ("to", say(high.map_or_else(|| "–".to_owned(), name))),
            ];
            words.with("workshop-moves", &names)
        })
    });
    let rung = |own: &StatementIx| Rung {
        level: model.scale.value(model.statement(*own).level),
        text: model.statement(*own).text.clone(),
        value: value(*own).unwrap_or_default(),
        here: *own == ix,
    };
    let agreed = facts.agreements().contains_key(&ix);
    Subject {
        id: statement.id.clone(),
        text: statement.text.clone(),
        place: format!("{} · {}", component.name, strand.name),
        at: at.map(|at| at + 1),
        moves,
        columns: drawn,
        summary,
        rungs: strand.statements.iter().map(rung).collect(),
        evidence: facts
            .evidence()
            .iter()
            .filter(|piece| piece.supports.contains(&ix))
            .map(|piece| {
                let status = words.text(&format!("status-{}", piece.status.word()));
                (piece.title.clone(), status)
            })
            .collect(),
        agreed: agreed.then(|| value(ix)).flatten(),
    }
}

/// Leads the workshop one step on.
///
/// # Errors
/// As pages are.
pub async fn act_post(
    Path((city, slug, word)): Path<(String, String, String)>,
    posted: Posted,
) -> Page {
    let Posted { caller, fields } = posted;
    let visit = &caller.visit;
    let desk = caller.app().assessment(&caller.actor, &city, &slug).await;
    let of = desk.or_page(visit)?.facilitator().or_page(visit)?;
    let act = match word.as_str() {
        "open" => Act::Open,
        "close" => Act::Close,
        "show" => Act::Show(fields.text("statement")),
        "vote" => Act::Vote,
        "reveal" => Act::Reveal,
        "clock" => Act::Clock(fields.text("minutes").parse().unwrap_or(-1)),
        _ => return Err(AppError::NotFound("page")).or_page(visit),
    };
    match of.workshop_act(act, fields.number("version")).await {
        Ok(()) => Ok(redirect(&caller.url(&format!("/c/{city}/{slug}/workshop")))),
        Err(error @ (AppError::Invalid(_) | AppError::Refused(_)))
            if of.desk().phase().is_open() =>
        {
            let words = visit.web.words(visit.language);
            let told = crate::failure::error_text(&words, &error);
            let status = match error {
                AppError::Invalid(_) => AGAIN,
                _ => StatusCode::CONFLICT,
            };
            wall_page(&caller, of.desk(), Some(told), status).await
        }
        Err(error) => Err(error).or_page(visit),
    }
}

/// Where the code on the wall is typed.
///
/// # Errors
/// As pages are.
pub async fn enter(caller: Caller) -> Page {
    let frame = caller.frame(caller.t("workshop-enter-title"));
    let form = enter_form(&frame, &Input::new());
    html(&caller, &EnterPage { frame, form })
}

/// On to the workshop with a code.
///
/// # Errors
/// As pages are.
pub async fn enter_post(posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    caller.visit.limit(Limit::Join).or_page(&caller.visit)?;
    match caller.app().room(&caller.actor, &fields.text("code")).await {
        Ok(room) => Ok(redirect(&caller.url(&format!("/w/{}", room.now.row.code)))),
        Err(error) => {
            let error = match error {
                AppError::NotFound(_) => AppError::invalid("code", "workshop_code"),
                error => error,
            };
            let input = typed(&caller, &fields, error, same)?;
            let frame = caller.frame(caller.t("workshop-enter-title"));
            let form = enter_form(&frame, &input);
            html_with(&caller, AGAIN, &EnterPage { frame, form })
        }
    }
}

async fn room(caller: &Caller, code: &str) -> Result<Room, PageFailure> {
    let room = caller.app().room(&caller.actor, code).await;
    if matches!(room, Err(AppError::NotFound(_))) {
        // Codes are short: nobody tries many.
        caller.visit.limit(Limit::Join).or_page(&caller.visit)?;
    }
    room.or_page(&caller.visit)
}

/// What a phone shows.
///
/// # Errors
/// As pages are.
pub async fn ballot(caller: Caller, Path(code): Path<String>) -> Page {
    let room = room(&caller, &code).await?;
    ballot_page(&caller, &room, None, StatusCode::OK).await
}

async fn ballot_page(
    caller: &Caller,
    room: &Room,
    mistake: Option<String>,
    status: StatusCode,
) -> Page {
    let visit = &caller.visit;
    let words = visit.web.words(visit.language);
    let model = room
        .model
        .in_language(words.language().tag())
        .unwrap_or_else(|| Model::clone(&room.model));
    let ix = room.statement();
    let own = room.own_vote().await.or_page(visit)?;
    let voting = room.now.is_voting();
    let choice = |answer: Answer| Choice {
        value: answer.word(),
        label: text::answer(&model, &words, answer),
        own: own == Some(answer),
    };
    let choices = ix.map_or_else(Vec::new, |ix| {
        let on_offer = scale(model.statement(ix).kind).chain([Answer::Unknown]);
        on_offer.map(choice).collect()
    });
    let rounds = room.rounds().await.or_page(visit)?;
    let code = room.now.row.code.clone();
    let page = VotePage {
        frame: frame::of_city(caller, &room.city, words.text("workshop-title")),
        here: caller.url(&format!("/w/{code}")),
        code,
        name: format!("{} {}", room.city.name, room.assessment.name),
        model_language: model.language.clone(),
        joined: room.voter.is_some(),
        guest: room.voter.as_ref().is_none_or(|voter| voter.guest),
        closed: room.now.row.closed_at.is_some(),
        statement: ix.map(|ix| {
            let statement = model.statement(ix);
            (statement.id.clone(), statement.text.clone())
        }),
        place: ix.map_or_else(String::new, |ix| {
            let statement = model.statement(ix);
            let component = model.component(statement.component);
            format!(
                "{} · {}",
                component.name,
                model.strand(statement.strand).name
            )
        }),
        round: room.now.round.as_ref().map_or(0, |round| round.number),
        voting,
        cast: room.now.cast.assessors,
        choices,
        columns: ix
            .zip(rounds.last())
            .filter(|_| !voting)
            .map(|(ix, round)| of_round(&model, &words, model.statement(ix).kind, round)),
        mistake,
    };
    html_with(caller, status, &page)
}

/// Lets somebody in as a guest.
///
/// # Errors
/// As pages are.
pub async fn join_post(Path(code): Path<String>, posted: Posted) -> Page {
    let caller = posted.caller;
    let visit = &caller.visit;
    visit.limit(Limit::Join).or_page(visit)?;
    let room = room(&caller, &code).await?;
    let to = redirect(&caller.url(&format!("/w/{}", room.now.row.code)));
    if room.voter.is_some() {
        return Ok(to);
    }
    let app = caller.app();
    let secret = app.guest_join(&caller.actor, &code, &visit.agent).await;
    Ok(with_session(to, &caller, &secret.or_page(visit)?))
}

/// Votes.
///
/// # Errors
/// As pages are.
pub async fn vote_post(Path(code): Path<String>, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let visit = &caller.visit;
    let before = room(&caller, &code).await?;
    let voted = before
        .vote(fields.number("round"), &fields.text("value"))
        .await;
    match voted {
        Ok(()) => Ok(redirect(
            &caller.url(&format!("/w/{}", before.now.row.code)),
        )),
        // Who did not join yet does so first.
        Err(AppError::SignInFirst) => Ok(redirect(
            &caller.url(&format!("/w/{}", before.now.row.code)),
        )),
        Err(error @ (AppError::Invalid(_) | AppError::Refused(_))) => {
            let words = visit.web.words(visit.language);
            let told = crate::failure::error_text(&words, &error);
            let now = room(&caller, &code).await?;
            let status = match error {
                AppError::Invalid(_) => AGAIN,
                _ => StatusCode::CONFLICT,
            };
            ballot_page(&caller, &now, Some(told), status).await
        }
        Err(error) => Err(error).or_page(visit),
    }
}

/// What happens, as it happens: counts, never votes.
///
/// # Errors
/// As pages are.
pub async fn events(visit: Visit, Path(code): Path<String>) -> Result<Response, PageFailure> {
    let live = visit.web.app.live(&code).await;
    if matches!(live, Err(AppError::NotFound(_))) {
        // Codes are short: nobody tries many.
        visit.limit(Limit::Join).or_page(&visit)?;
    }
    let live = live.or_page(&visit)?;
    let stream = futures_util::stream::unfold(live, |mut live| async move {
        let state = live.next().await?;
        Some((Ok::<_, Infallible>(Event::default().data(&*state)), live))
    });
    let alive = KeepAlive::new().interval(ALIVE);
    let mut response = Sse::new(stream).keep_alive(alive).into_response();
    // Some proxies hold answers back until they are whole.
    response.headers_mut().insert(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_for_cameras_has_white_around_it_and_is_a_square() {
        let (side, path) = qr("http://gradus.local/w/KQ742F").unwrap();
        assert!(side >= 21 + 2 * QUIET);
        assert!(
            path.starts_with(&format!("M{QUIET} {QUIET}h1v1h-1z")),
            "{path}"
        );
    }
}
