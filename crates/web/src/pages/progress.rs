//! How far people are: response rates, who is waited for, reminders to copy or send.

use super::overview::next_step;
use super::people::{Of, counts, id, lead, link_of};
use super::person::Mailing;
use super::{AGAIN, OrPage, Page, frame, html_with, redirect, text};
use crate::caller::Caller;
use crate::fields::{Fields, Posted};
use crate::views::overview::{ComponentCount, Progress};
use crate::views::progress::{Asked, Column, Left, ProgressPage, Row, State, Thin};
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use gradus_app::assessment::{Counts, Lead, Phase, Share};
use gradus_app::letter::Letter;
use gradus_app::people::InvitationView;
use gradus_app::{AppError, AssessorId};
use gradus_domain::model::Model;
use gradus_domain::names::ComponentIx;
use time::Date;
use time::format_description::well_known::Iso8601;

type At = Path<(String, String)>;

/// How far people are, with reminders.
///
/// # Errors
/// As pages are.
pub async fn progress(caller: Caller, Path((city, slug)): At, RawQuery(query): RawQuery) -> Page {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let sent = !query.text("sent").is_empty();
    page(&caller, (&city, &slug), sent, None, StatusCode::OK).await
}

async fn page(
    caller: &Caller,
    at: (&str, &str),
    sent: bool,
    mailing: Option<Mailing>,
    status: StatusCode,
) -> Page {
    let visit = &caller.visit;
    let words = visit.web.words(visit.language);
    let lead = lead(caller, at.0, at.1).await?;
    let links = lead.invitations().await.or_page(visit)?;
    let desk = lead.desk();
    let model = desk.model_in(visit.language);
    let counts = counts(caller, at).await?;
    let rating = desk.phase() == Phase::Rating;
    let day = text::day(&words, &desk.row.ends_on);
    let scope = scope(&counts);
    let title = caller.t("progress-title");
    let reminder = rating.then(|| lead.letter(Letter::Reminder, None, &day, &words).text);
    let view = ProgressPage {
        here: caller.url(&format!("/c/{}/{}", at.0, at.1)),
        model_language: model.language.clone(),
        rating,
        over: desk.phase().is_open(),
        left: left(&desk.row.ends_on, caller.app().today()),
        columns: scope.iter().map(|ix| column(&model, *ix)).collect(),
        rows: rows(&counts, &scope, caller.t("progress-everybody")),
        thin: thin(&counts, &model),
        people: people(caller, &lead, &counts, &links, &day, mailing.as_ref()),
        reminder,
        sends_mail: caller.app().sends_mail(),
        sent,
        next: rating
            .then(|| next_step(&words, Phase::Rating, &counts, &links))
            .flatten(),
        day,
        frame: frame::of_assessment(caller, desk, frame::Tab::Progress, title),
    };
    html_with(caller, status, &view)
}

fn scope(counts: &Counts) -> Vec<ComponentIx> {
    let inside = counts
        .components
        .iter()
        .filter(|one| one.out_of_scope.is_none());
    inside.map(|coverage| coverage.component).collect()
}

fn column(model: &Model, ix: ComponentIx) -> Column {
    let component = model.component(ix);
    Column {
        code: component.code.clone(),
        name: component.name.clone(),
    }
}

fn left(last: &str, today: Date) -> Left {
    let days = Date::parse(last, &Iso8601::DATE).map_or(0, |day| (day - today).whole_days());
    usize::try_from(days).map_or(Left::Passed, Left::Days)
}

fn part(share: Share) -> Progress {
    Progress {
        given: share.given,
        asked: share.asked,
    }
}

fn rows(counts: &Counts, scope: &[ComponentIx], everybody: String) -> Vec<Row> {
    let row = |name: String, of: &dyn Fn(ComponentIx) -> Share, everybody| {
        let shares: Vec<Share> = scope.iter().map(|ix| of(*ix)).collect();
        let mut sum = Share::default();
        shares.iter().for_each(|share| sum.add(*share));
        let cell = |share: Share| (share.asked > 0).then(|| part(share));
        Row {
            name,
            cells: shares.into_iter().map(cell).collect(),
            sum: part(sum),
            everybody,
        }
    };
    let all = |ix: ComponentIx| {
        let mut sum = Share::default();
        let own = counts.shares.iter().filter(|((_, at), _)| *at == ix);
        own.for_each(|(_, share)| sum.add(*share));
        sum
    };
    let mut rows = vec![row(everybody, &all, true)];
    rows.extend(counts.groups.iter().map(|group| {
        let own = |ix| {
            let share = counts.shares.get(&(group.id.clone(), ix));
            share.copied().unwrap_or_default()
        };
        row(group.name.clone(), &own, false)
    }));
    rows
}

fn thin(counts: &Counts, model: &Model) -> Vec<Thin> {
    let few = |one: &&gradus_app::assessment::Coverage| {
        one.out_of_scope.is_none()
            && (one.answered < ComponentCount::FEW || one.answered_groups < 2)
    };
    let thin = counts.components.iter().filter(few);
    thin.map(|one| Thin {
        name: model.component(one.component).name.clone(),
        answered: one.answered,
        one_group: one.answered_groups < 2,
    })
    .collect()
}

fn people(
    caller: &Caller,
    lead: &Lead<'_>,
    counts: &Counts,
    links: &[InvitationView],
    day: &str,
    mailing: Option<&Mailing>,
) -> Vec<Asked> {
    let words = caller.visit.web.words(caller.visit.language);
    let rating = lead.desk().phase() == Phase::Rating;
    let one = |done: &gradus_app::assessment::Progress| {
        let assessor = &done.assessor;
        let own = link_of(links, &assessor.id);
        let way = own.map(|link| format!("{}/join/{}", caller.visit.origin, link.secret));
        let progress = Progress {
            given: done.given,
            asked: done.asked,
        };
        let wanted = rating && State::of(progress) != State::All;
        let group = counts
            .groups
            .iter()
            .find(|group| group.id == assessor.group_id);
        let code = [("code", gradus_words::say(&assessor.code))];
        let name = assessor.name.clone();
        Asked {
            id: assessor.id.to_string(),
            name: name.unwrap_or_else(|| words.with("app-assessor-code", &code)),
            group: group.map(|group| group.name.clone()).unwrap_or_default(),
            progress,
            reminder: wanted.then(|| {
                let letter = lead.letter(Letter::Reminder, way.as_deref(), day, &words);
                format!("{}\n\n{}", letter.subject, letter.text)
            }),
            has_link: own.is_some(),
            mail: mailing
                .filter(|mailing| mailing.assessor == assessor.id)
                .map(|mailing| (mailing.to.clone(), mailing.mistake.clone())),
        }
    };
    counts.people.iter().map(one).collect()
}

/// Sends an assessor's invitation or reminder by e-mail.
///
/// # Errors
/// As pages are.
pub async fn mail_post(Path((city, slug, of)): Of, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let visit = &caller.visit;
    let assessor: AssessorId = id(&caller, &of, "assessor")?;
    let lead = lead(&caller, &city, &slug).await?;
    let letter = Letter::parse(&fields.text("letter"));
    let letter = letter
        .ok_or(AppError::invalid("letter", "choice"))
        .or_page(visit)?;
    let links = lead.invitations().await.or_page(visit)?;
    let link = link_of(&links, &assessor)
        .ok_or(AppError::NotFound("invitation"))
        .or_page(visit)?;
    let words = visit.web.words(visit.language);
    let day = text::day(&words, &lead.desk().row.ends_on);
    let to = fields.text("to");
    let sent = lead
        .letter_mail(letter, &link.id, &to, (&visit.origin, &day), &words)
        .await;
    let here = caller.url(&format!("/c/{city}/{slug}"));
    let mistake = match sent {
        Ok(()) => {
            return Ok(redirect(&match letter {
                Letter::Reminder => format!("{here}/progress?sent=1"),
                Letter::Invitation => format!("{here}/people/{assessor}?sent=1"),
            }));
        }
        Err(AppError::Invalid(mistakes)) => {
            let told = mistakes
                .iter()
                .map(|mistake| crate::failure::mistake_text(&words, mistake));
            told.collect::<Vec<String>>().join(" ")
        }
        Err(error) => return Err(error).or_page(visit),
    };
    let mailing = Mailing {
        assessor,
        to,
        mistake,
    };
    match letter {
        Letter::Reminder => page(&caller, (&city, &slug), false, Some(mailing), AGAIN).await,
        Letter::Invitation => {
            super::person::again_with(&caller, (&city, &slug, &of), mailing).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn the_last_day_itself_counts_and_the_one_after_does_not() {
        let today = date!(2026 - 06 - 30);
        assert_eq!(left("2026-07-02", today), Left::Days(2));
        assert_eq!(left("2026-06-30", today), Left::Days(0));
        assert_eq!(left("2026-06-29", today), Left::Passed);
    }
}
