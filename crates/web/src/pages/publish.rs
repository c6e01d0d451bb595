//! Publishing, for leads: look, show, replace, withdraw.

use super::evidence::attachment;
use super::public::{addresses, day, page_of};
use super::{AGAIN, OrPage, Page, frame, html, html_with, redirect, same, typed};
use crate::caller::Caller;
use crate::failure::PageFailure;
use crate::fields::{Fields, Posted};
use crate::views::forms::Input;
use crate::views::frame::{Frame, Notice, Scheme, Tone};
use crate::views::public::embed;
use crate::views::publish::{Does, PublishPage, SealEntry, publish_form, withdraw_form};
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use gradus_app::assessment::Lead;
use gradus_app::publication::{PublicationText, Seen, Standing};
use gradus_words::{Words, count, say};

/// How many statements a refusal names.
const MOST_NAMED: usize = 5;

type At = Path<(String, String)>;

async fn lead<'a>(caller: &'a Caller, city: &str, slug: &str) -> Result<Lead<'a>, PageFailure> {
    let visit = &caller.visit;
    let desk = caller.app().assessment(&caller.actor, city, slug).await;
    desk.or_page(visit)?.lead().or_page(visit)
}

/// The page.
///
/// # Errors
/// As pages are.
pub async fn publish(caller: Caller, Path((city, slug)): At, RawQuery(query): RawQuery) -> Page {
    let lead = lead(&caller, &city, &slug).await?;
    let done = query.is_some_and(|query| query == "done=yes");
    page(&caller, &lead, (None, None), done, StatusCode::OK).await
}

/// A sealed document, to be given to an auditor or a programme.
///
/// # Errors
/// As pages are.
pub async fn sealed(
    caller: Caller,
    Path((city, slug, number)): Path<(String, String, String)>,
) -> Page {
    let visit = &caller.visit;
    let lead = lead(&caller, &city, &slug).await?;
    let number = number.trim_end_matches(".json").parse().unwrap_or(0);
    let text = lead.sealed(number).await.or_page(visit)?;
    let name = format!("{city}-{slug}-{number}.gradus-sealed.json");
    Ok(attachment(&name, "application/json", text))
}

async fn page(
    caller: &Caller,
    lead: &Lead<'_>,
    (input, reason): (Option<Input>, Option<Input>),
    done: bool,
    status: StatusCode,
) -> Page {
    let visit = &caller.visit;
    let desk = lead.desk();
    let words = visit.web.words(visit.language);
    let standing = lead.publication().await.or_page(visit)?;
    let title = words.text("publish-title");
    let mut frame = frame::of_assessment(caller, desk, frame::Tab::Publish, title);
    if done {
        frame.notices.push(Notice {
            tone: Tone::Success,
            text: words.text("publish-done"),
            action: None,
        });
    }
    let here = caller.url(&format!("/c/{}/{}/publish", desk.city.slug, desk.row.slug));
    let row = standing.row.as_ref();
    let at = row.map(|row| addresses(visit, &row.city_slug, Some(&row.slug)));
    let version = row.map_or(0, |row| row.version);
    let blank = input.is_none();
    let mut input = input.unwrap_or_default();
    if blank {
        let said = standing.introduction.clone();
        input = input.with("introduction", said.unwrap_or_default());
        for title in standing.titles.iter().filter(|title| title.shown) {
            input = input.with("evidence", &title.code);
        }
    }
    let does = (standing.titles.as_slice(), does(&standing));
    let form = standing
        .newest
        .map(|_| publish_form(&frame, here.clone(), version, does, &input));
    let withdraw = standing.is_public().then(|| {
        let reason = reason.unwrap_or_default();
        withdraw_form(&frame, format!("{here}/withdraw"), version, &reason)
    });
    let embed = match (&at, row) {
        (Some(at), Some(row)) if standing.is_public() => {
            let seen = caller.app().published(&row.city_slug, &row.slug).await;
            match seen.or_page(visit)? {
                Seen::Public(published) => Some(embed(&words, &at.whole, &published.view(&words))),
                Seen::Gone(_) => None,
            }
        }
        _ => None,
    };
    let page = PublishPage {
        is_final: standing.newest.is_some(),
        standing: said(&standing, &words),
        is_public: standing.is_public(),
        remark: remark(&standing, &words),
        address: at.map(|at| at.whole),
        embed,
        thin: thin(&standing, &words),
        isolates: isolates(&standing, &words),
        form: form.filter(|_| standing.isolated.is_empty()),
        withdraw,
        seals: lead
            .seals()
            .await
            .or_page(visit)?
            .into_iter()
            .map(|row| SealEntry {
                number: row.number,
                day: day(&words, row.at),
            })
            .collect(),
        key: caller.app().public_keys().keys.pop().map(|key| key.id),
        base: caller.url(&format!("/c/{}/{}", desk.city.slug, desk.row.slug)),
        frame,
    };
    html_with(caller, status, &page)
}

fn does(standing: &Standing) -> Does {
    match &standing.row {
        None => Does::First,
        Some(row) if row.withdrawn_at.is_some() => Does::Again,
        Some(_) if standing.is_behind() => Does::Newer,
        Some(_) => Does::Save,
    }
}

fn said(standing: &Standing, words: &Words) -> Vec<String> {
    let Some(row) = &standing.row else {
        return Vec::new();
    };
    let on = |key: &str, at: i64| words.with(key, &[("day", say(day(words, at)))]);
    match row.withdrawn_at {
        Some(at) => vec![on("publish-withdrawn", at)],
        None => vec![
            on("publish-public", row.published_at),
            words.with("publish-public-version", &[("number", say(row.number))]),
        ],
    }
}

fn remark(standing: &Standing, words: &Words) -> Option<String> {
    let (_, at) = standing.newest.filter(|_| standing.is_behind())?;
    Some(words.with("publish-behind", &[("day", say(day(words, at)))]))
}

fn thin(standing: &Standing, words: &Words) -> Option<String> {
    if standing.thin.is_empty() {
        return None;
    }
    let names = standing.thin.join(", ");
    Some(words.with("publish-thin", &[("components", say(names))]))
}

fn isolates(standing: &Standing, words: &Words) -> Option<String> {
    let all = &standing.isolated;
    if all.is_empty() {
        return None;
    }
    let named: Vec<&str> = all.iter().take(MOST_NAMED).map(String::as_str).collect();
    let mut subjects = named.join(", ");
    if all.len() > named.len() {
        let more = [
            ("subjects", say(&subjects)),
            ("n", count(all.len() - named.len())),
        ];
        subjects = words.with("publish-isolates-more", &more);
    }
    Some(words.with("publish-isolates", &[("subjects", say(subjects))]))
}

fn text(fields: &Fields) -> PublicationText {
    PublicationText {
        introduction: fields.text("introduction"),
        evidence: fields.all("evidence"),
    }
}

/// Publishes, or shows what would become public.
///
/// # Errors
/// As pages are.
pub async fn publish_post(Path((city, slug)): At, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let (lead, visit) = (lead(&caller, &city, &slug).await?, &caller.visit);
    let wanted = text(&fields);
    let here = caller.url(&format!("/c/{city}/{slug}/publish"));
    let error = if fields.ticked("preview") {
        match lead.publication_preview(&wanted).await {
            Ok(published) => {
                let words = visit.web.words(visit.language);
                let mut frame = Frame::new(words, String::new());
                frame.base.clone_from(&visit.web.config.base);
                frame.scheme = Scheme::Auto;
                let row = &published.row;
                let at = addresses(visit, &row.city_slug, Some(&row.slug));
                return html(&caller, &page_of(frame, at, &published, Some(here)));
            }
            Err(error) => error,
        }
    } else {
        match lead.publish(&wanted, fields.number("version")).await {
            Ok(_) => return Ok(redirect(&format!("{here}?done=yes"))),
            Err(error) => error,
        }
    };
    let input = typed(&caller, &fields, error, same)?;
    page(&caller, &lead, (Some(input), None), false, AGAIN).await
}

/// Withdraws.
///
/// # Errors
/// As pages are.
pub async fn withdraw_post(Path((city, slug)): At, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let lead = lead(&caller, &city, &slug).await?;
    let version = fields.number("version");
    match lead
        .publication_withdraw(&fields.text("reason"), version)
        .await
    {
        Ok(()) => Ok(redirect(&caller.url(&format!("/c/{city}/{slug}/publish")))),
        Err(error) => {
            let input = typed(&caller, &fields, error, same)?;
            page(&caller, &lead, (None, Some(input)), false, AGAIN).await
        }
    }
}
