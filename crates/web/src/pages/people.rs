//! Groups, assessors and their links, in the lead's hands.

use super::{AGAIN, OrPage, Page, city::members, frame, html_with, redirect, same, typed};
use crate::caller::Caller;
use crate::failure::PageFailure;
use crate::fields::{Fields, Posted};
use crate::views::forms::{Choice, Input};
use crate::views::overview::Progress;
use crate::views::people::{
    AssessorRow, FreshLink, GroupRow, Invitation, PeoplePage, group_form, list_form, member_form,
    person_form,
};
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use gradus_app::assessment::{Counts, Lead, Phase, Progress as Done};
use gradus_app::letter::Letter;
use gradus_app::people::{InvitationView, NewAssessor};
use gradus_app::{AppError, AssessorId, GroupId};
use gradus_domain::model::Model;

type At = Path<(String, String)>;

pub(super) async fn lead<'a>(
    caller: &'a Caller,
    city: &str,
    slug: &str,
) -> Result<Lead<'a>, PageFailure> {
    let desk = caller
        .app()
        .assessment(&caller.actor, city, slug)
        .await
        .or_page(&caller.visit)?;
    desk.lead().or_page(&caller.visit)
}

/// What of the page is shown again with its mistakes.
#[derive(Default)]
struct Again {
    group: Input,
    person: Input,
    list: Input,
}

/// The people of an assessment; `?links=all` shows every link that works, `?links=ID` one.
///
/// # Errors
/// As pages are.
pub async fn people(caller: Caller, Path((city, slug)): At, RawQuery(query): RawQuery) -> Page {
    let links = Fields::parse(query.unwrap_or_default().as_bytes()).text("links");
    page(
        &caller,
        (&city, &slug),
        &links,
        Again::default(),
        StatusCode::OK,
    )
    .await
}

fn state(links: &[InvitationView], of: impl Fn(&InvitationView) -> bool) -> Invitation {
    let own: Vec<&InvitationView> = links.iter().filter(|link| of(link)).collect();
    match own.iter().rev().find(|link| !link.revoked) {
        Some(link) if link.joined > 0 => Invitation::Used,
        Some(_) => Invitation::Open,
        None if own.is_empty() => Invitation::None,
        None => Invitation::Revoked,
    }
}

/// The link of an assessor's own that works.
pub(super) fn link_of<'a>(
    links: &'a [InvitationView],
    assessor: &AssessorId,
) -> Option<&'a InvitationView> {
    let mut newest = links.iter().rev();
    newest.find(|link| !link.revoked && link.assessor.as_ref() == Some(assessor))
}

pub(super) fn row(
    caller: &Caller,
    counts: &Counts,
    links: &[InvitationView],
    model: &Model,
    done: &Done,
) -> AssessorRow {
    let assessor = &done.assessor;
    let group = counts
        .groups
        .iter()
        .find(|group| group.id == assessor.group_id);
    let listed: Option<Vec<String>> = assessor
        .components
        .as_deref()
        .and_then(|list| serde_json::from_str(list).ok());
    let code = |id: &String| {
        model
            .find_component(id)
            .map(|ix| model.component(ix).code.clone())
    };
    let own = match state(links, |link| link.assessor.as_ref() == Some(&assessor.id)) {
        // They came by the group's link, and were shut out since.
        Invitation::None if assessor.code_number > 0 => Invitation::Revoked,
        own => own,
    };
    let name = assessor.name.clone();
    AssessorRow {
        id: assessor.id.to_string(),
        name: name.unwrap_or_else(|| {
            let code = [("code", gradus_words::say(&assessor.code))];
            caller
                .visit
                .web
                .words(caller.visit.language)
                .with("app-assessor-code", &code)
        }),
        group: group.map(|group| group.name.clone()).unwrap_or_default(),
        components: listed.iter().flatten().filter_map(code).collect(),
        progress: Progress {
            given: done.given,
            asked: done.asked,
        },
        joined: assessor.joined_at.is_some(),
        by_group_link: own == Invitation::None && assessor.joined_at.is_some(),
        invitation: own,
    }
}

pub(super) fn fresh(caller: &Caller, link: &InvitationView, counts: &Counts) -> FreshLink {
    let person = link
        .assessor
        .as_ref()
        .and_then(|id| counts.people.iter().find(|done| done.assessor.id == *id));
    let group = counts.groups.iter().find(|group| group.id == link.group);
    let name = match person {
        Some(done) => done
            .assessor
            .name
            .clone()
            .unwrap_or_else(|| done.assessor.code.clone()),
        None => group.map(|group| group.name.clone()).unwrap_or_default(),
    };
    FreshLink {
        name,
        url: format!("{}/join/{}", caller.visit.origin, link.secret),
        of_group: link.assessor.is_none(),
    }
}

pub(super) fn choices(counts: &Counts, model: &Model) -> (Vec<Choice>, Vec<Choice>) {
    let groups = counts
        .groups
        .iter()
        .map(|group| Choice::new(group.id.to_string(), &group.name));
    let components = model
        .components
        .iter()
        .map(|component| Choice::new(&component.id, &component.name));
    (groups.collect(), components.collect())
}

async fn page(
    caller: &Caller,
    at: (&str, &str),
    links: &str,
    again: Again,
    status: StatusCode,
) -> Page {
    let visit = &caller.visit;
    let lead = lead(caller, at.0, at.1).await?;
    let all = lead.invitations().await.or_page(visit)?;
    let desk = lead.desk();
    let model = desk.model_in(visit.language);
    let frame = frame::of_assessment(caller, desk, frame::Tab::People, caller.t("manage-people"));
    let here = caller.url(&format!("/c/{}/{}", at.0, at.1));
    let city = caller
        .app()
        .city(&caller.actor, at.0)
        .await
        .or_page(visit)?;
    let counts = counts(caller, at).await?;
    let shown =
        |link: &&InvitationView| !link.revoked && (links == "all" || link.id.as_str() == links);
    let (groups, components) = choices(&counts, &model);
    let has_groups = !groups.is_empty();
    let page = PeoplePage {
        fresh: all
            .iter()
            .filter(shown)
            .map(|link| fresh(caller, link, &counts))
            .collect(),
        groups: counts
            .groups
            .iter()
            .map(|group| GroupRow {
                id: group.id.to_string(),
                name: group.name.clone(),
                people: counts
                    .people
                    .iter()
                    .filter(|done| done.assessor.group_id == group.id)
                    .count(),
                link: state(&all, |link| {
                    link.assessor.is_none() && link.group == group.id
                }),
            })
            .collect(),
        assessors: counts
            .people
            .iter()
            .map(|done| row(caller, &counts, &all, &model, done))
            .collect(),
        members: members(caller, &city).await.or_page(visit)?,
        group_form: group_form(&frame, &here, &again.group),
        person_form: has_groups.then(|| {
            person_form(
                &frame,
                &here,
                (None, caller.app().sends_mail()),
                groups,
                components,
                &model.language,
                &again.person,
            )
        }),
        list_form: list_form(&frame, &here, &again.list),
        sent: links == "sent",
        member_form: member_form(&frame, &caller.url(&format!("/c/{}", at.0)), &Input::new()),
        changeable: desk.phase() <= Phase::Rating,
        here,
        frame,
    };
    html_with(caller, status, &page)
}

pub(super) async fn counts(caller: &Caller, at: (&str, &str)) -> Result<Counts, PageFailure> {
    let visit = &caller.visit;
    let desk = caller
        .app()
        .assessment(&caller.actor, at.0, at.1)
        .await
        .or_page(visit)?;
    desk.team().or_page(visit)?.counts().await.or_page(visit)
}

pub(super) fn back(
    caller: &Caller,
    city: &str,
    slug: &str,
    query: &str,
) -> axum::response::Response {
    redirect(&caller.url(&format!("/c/{city}/{slug}/people{query}")))
}

/// Adds a group.
///
/// # Errors
/// As pages are.
pub async fn group_post(Path((city, slug)): At, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let added = lead(&caller, &city, &slug)
        .await?
        .group_create(&fields.text("name"), "")
        .await;
    match added {
        Ok(_) => Ok(back(&caller, &city, &slug, "")),
        Err(error) => {
            let rename = |name: &str| {
                if name == "code" {
                    "name".to_owned()
                } else {
                    name.to_owned()
                }
            };
            let group = typed(&caller, &fields, error, rename)?;
            page(
                &caller,
                (&city, &slug),
                "",
                Again {
                    group,
                    ..Again::default()
                },
                AGAIN,
            )
            .await
        }
    }
}

/// Adds one assessor.
///
/// # Errors
/// As pages are.
pub async fn person_post(Path((city, slug)): At, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let lead = lead(&caller, &city, &slug).await?;
    let to = fields.text("email");
    let added = if is_address_or_empty(&to) {
        lead.assessors_add(&[person(&fields)]).await
    } else {
        Err(AppError::invalid("email", "email"))
    };
    match added {
        Ok(rows) if to.is_empty() => {
            drop(rows);
            Ok(back(&caller, &city, &slug, "?links=all"))
        }
        Ok(rows) => {
            let letters = rows.into_iter().map(|row| (row.id, to.clone()));
            invite_by_mail(&caller, &lead, letters.collect()).await?;
            Ok(back(&caller, &city, &slug, "?links=sent"))
        }
        Err(error) => {
            let rename = |name: &str| name.trim_end_matches("_0").to_owned();
            let person = typed(&caller, &fields, error, rename)?;
            page(
                &caller,
                (&city, &slug),
                "",
                Again {
                    person,
                    ..Again::default()
                },
                AGAIN,
            )
            .await
        }
    }
}

fn is_address_or_empty(text: &str) -> bool {
    text.trim().is_empty() || gradus_app::mail::is_address(text)
}

/// Sends the invitations of assessors who were just added. One after the other, so that a
/// server that takes none says so on the page; the people and their links are there anyway.
async fn invite_by_mail(
    caller: &Caller,
    lead: &Lead<'_>,
    letters: Vec<(AssessorId, String)>,
) -> Result<(), PageFailure> {
    let visit = &caller.visit;
    let words = visit.web.words(visit.language);
    let day = super::text::day(&words, &lead.desk().row.ends_on);
    let links = lead.invitations().await.or_page(visit)?;
    for (assessor, to) in letters {
        let Some(link) = link_of(&links, &assessor) else {
            continue;
        };
        lead.letter_mail(
            Letter::Invitation,
            &link.id,
            &to,
            (&visit.origin, &day),
            &words,
        )
        .await
        .or_page(visit)?;
    }
    Ok(())
}

pub(super) fn person(fields: &Fields) -> NewAssessor {
    NewAssessor {
        name: fields.text("name"),
        group: fields.text("group"),
        components: fields.all("components"),
        ..NewAssessor::default()
    }
}

/// Lines of `name, group[, e-mail[, component component …]]`, also with semicolons or tabs;
/// each with its e-mail address.
fn listed(text: &str) -> Vec<(NewAssessor, String)> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let people = lines.map(|line| {
        let mark = ['\t', ';', ',']
            .into_iter()
            .find(|mark| line.contains(*mark))
            .unwrap_or(',');
        let mut cells = line
            .split(mark)
            .map(|cell| cell.trim().trim_matches('"').to_owned());
        let (name, group) = (
            cells.next().unwrap_or_default(),
            cells.next().unwrap_or_default(),
        );
        let email = cells.next().unwrap_or_default();
        let components = cells.next().unwrap_or_default();
        let person = NewAssessor {
            name,
            group,
            components: components
                .split([' ', '+', '|'])
                .map(str::to_owned)
                .collect(),
            ..NewAssessor::default()
        };
        (person, email)
    });
    people.collect()
}

/// Adds many assessors.
///
/// # Errors
/// As pages are.
pub async fn list_post(Path((city, slug)): At, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let (people, mails): (Vec<_>, Vec<_>) = listed(&fields.text("people")).into_iter().unzip();
    let lead = lead(&caller, &city, &slug).await?;
    let wrong = mails.iter().position(|to| !is_address_or_empty(to));
    let added = match wrong {
        _ if people.is_empty() => Err(AppError::invalid("people", "missing")),
        Some(at) => Err(AppError::invalid(&format!("email_{at}"), "email")),
        None => lead.assessors_add(&people).await,
    };
    match added {
        Ok(rows) => {
            let letters = rows.into_iter().map(|row| row.id).zip(mails);
            let letters: Vec<_> = letters.filter(|(_, to)| !to.is_empty()).collect();
            let sends = caller.app().sends_mail() && !letters.is_empty();
            if sends {
                invite_by_mail(&caller, &lead, letters).await?;
            }
            let shown = match (sends, fields.text("make_links").is_empty()) {
                (true, _) => "?links=sent",
                (false, true) => "",
                (false, false) => "?links=all",
            };
            Ok(back(&caller, &city, &slug, shown))
        }
        Err(AppError::Invalid(mistakes)) => {
            let words = caller.visit.web.words(caller.visit.language);
            let told: Vec<String> = mistakes
                .iter()
                .map(|mistake| line_mistake(&words, mistake))
                .collect();
            let mut list = Input::of(fields.pairs());
            list.mistake("people", told.join(" "));
            page(
                &caller,
                (&city, &slug),
                "",
                Again {
                    list,
                    ..Again::default()
                },
                AGAIN,
            )
            .await
        }
        Err(error) => {
            let list = typed(&caller, &fields, error, same)?;
            page(
                &caller,
                (&city, &slug),
                "",
                Again {
                    list,
                    ..Again::default()
                },
                AGAIN,
            )
            .await
        }
    }
}

/// A mistake of a line, the line named.
fn line_mistake(words: &gradus_words::Words, mistake: &gradus_app::Mistake) -> String {
    let told = crate::failure::mistake_text(words, mistake);
    let line = mistake
        .field
        .rsplit_once('_')
        .and_then(|(_, at)| at.parse::<usize>().ok());
    match line {
        Some(at) => words.with(
            "app-line",
            &[
                ("line", gradus_words::count(at + 1)),
                ("text", gradus_words::say(told)),
            ],
        ),
        None => told,
    }
}

/// Shows every link that works.
///
/// # Errors
/// As pages are.
pub async fn links_post(Path((city, slug)): At, posted: Posted) -> Page {
    let caller = posted.caller;
    lead(&caller, &city, &slug).await?;
    Ok(back(&caller, &city, &slug, "?links=all"))
}

pub(super) fn id<T: std::str::FromStr>(
    caller: &Caller,
    text: &str,
    noun: &'static str,
) -> Result<T, PageFailure> {
    text.parse()
        .map_err(|_| PageFailure::new(&caller.visit, AppError::NotFound(noun)))
}

pub(super) type Of = Path<(String, String, String)>;

/// Makes a group's link.
///
/// # Errors
/// As pages are.
pub async fn group_link(Path((city, slug, group)): Of, posted: Posted) -> Page {
    let caller = posted.caller;
    let group: GroupId = id(&caller, &group, "group")?;
    let link = lead(&caller, &city, &slug)
        .await?
        .group_invite(&group)
        .await
        .or_page(&caller.visit)?;
    Ok(back(&caller, &city, &slug, &format!("?links={link}")))
}

/// Revokes a group's links.
///
/// # Errors
/// As pages are.
pub async fn group_link_revoke(Path((city, slug, group)): Of, posted: Posted) -> Page {
    let caller = posted.caller;
    let group: GroupId = id(&caller, &group, "group")?;
    let lead = lead(&caller, &city, &slug).await?;
    for link in lead.invitations().await.or_page(&caller.visit)? {
        if link.assessor.is_none() && link.group == group && !link.revoked {
            lead.invitation_revoke(&link.id)
                .await
                .or_page(&caller.visit)?;
        }
    }
    Ok(back(&caller, &city, &slug, ""))
}

/// Removes a group that nobody is in.
///
/// # Errors
/// As pages are.
pub async fn group_delete(Path((city, slug, group)): Of, posted: Posted) -> Page {
    let caller = posted.caller;
    let group: GroupId = id(&caller, &group, "group")?;
    lead(&caller, &city, &slug)
        .await?
        .group_remove(&group)
        .await
        .or_page(&caller.visit)?;
    Ok(back(&caller, &city, &slug, ""))
}
