//! One assessor, in the lead's hands.

use super::people::{Of, back, choices, counts, fresh, id, lead, link_of, person, row};
use super::{AGAIN, OrPage, Page, frame, html_with, same, typed};
use crate::caller::Caller;
use crate::fields::{Fields, Posted};
use crate::views::forms::{Form, Input};
use crate::views::frame::Frame;
use crate::views::people::{PersonPage, mail_form, person_form};
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use gradus_app::assessment::{Counts, Progress as Done};
use gradus_app::{AppError, AssessorId};
use gradus_domain::model::Model;

/// An address that a letter could not be sent to.
pub(super) struct Mailing {
    /// For whom it was.
    pub assessor: AssessorId,
    /// What was typed.
    pub to: String,
    /// What is wrong with it.
    pub mistake: String,
}

/// One assessor's page.
///
/// # Errors
/// As pages are.
pub async fn person_page(
    caller: Caller,
    Path((city, slug, of)): Of,
    RawQuery(query): RawQuery,
) -> Page {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let again = Again {
        sent: !query.text("sent").is_empty(),
        ..Again::default()
    };
    let link = query.text("links");
    one(&caller, (&city, &slug, &of), &link, again, StatusCode::OK).await
}

/// One assessor's page after a letter could not be sent.
///
/// # Errors
/// As pages are.
pub(super) async fn again_with(caller: &Caller, at: (&str, &str, &str), mailing: Mailing) -> Page {
    let mut mail = Input::new().with("to", mailing.to);
    mail.mistake("to", mailing.mistake);
    let again = Again {
        mail,
        ..Again::default()
    };
    one(caller, at, "", again, AGAIN).await
}

/// What of the page is shown again, and whether a letter was just sent.
#[derive(Default)]
struct Again {
    person: Option<Input>,
    mail: Input,
    sent: bool,
}

async fn one(
    caller: &Caller,
    at: (&str, &str, &str),
    link: &str,
    again: Again,
    status: StatusCode,
) -> Page {
    let visit = &caller.visit;
    let lead = lead(caller, at.0, at.1).await?;
    let links = lead.invitations().await.or_page(visit)?;
    let desk = lead.desk();
    let model = desk.model_in(visit.language);
    let counts = counts(caller, (at.0, at.1)).await?;
    let found = counts
        .people
        .iter()
        .find(|done| done.assessor.id.as_str() == at.2);
    let done = found.ok_or(AppError::NotFound("assessor")).or_page(visit)?;
    let person = row(caller, &counts, &links, &model, done);
    let mut frame = frame::of_assessment(caller, desk, frame::Tab::People, person.name.clone());
    let here = caller.url(&format!("/c/{}/{}", at.0, at.1));
    frame.crumbs.push(crate::views::frame::Link::new(
        caller.t("manage-people"),
        format!("{here}/people"),
    ));
    let mail = link_of(&links, &done.assessor.id).is_some() && caller.app().sends_mail();
    let fresh_link = links
        .iter()
        .find(|own| own.id.as_str() == link && !own.revoked);
    let page = PersonPage {
        fresh: fresh_link.map(|link| fresh(caller, link, &counts)),
        form: change_form(&frame, &here, &counts, &model, done, again.person),
        mail_form: mail.then(|| mail_form(&frame, &here, at.2, &again.mail)),
        sent: again.sent,
        person,
        here,
        frame,
    };
    html_with(caller, status, &page)
}

fn change_form(
    frame: &Frame,
    here: &str,
    counts: &Counts,
    model: &Model,
    done: &Done,
    input: Option<Input>,
) -> Form {
    let assessor = &done.assessor;
    let listed: Vec<String> = assessor
        .components
        .as_deref()
        .and_then(|list| serde_json::from_str(list).ok())
        .unwrap_or_default();
    let own = Input::new()
        .with("name", assessor.name.clone().unwrap_or_default())
        .with("group", assessor.group_id.to_string());
    let own = listed
        .iter()
        .fold(own, |input, id| input.with("components", id));
    let (groups, components) = choices(counts, model);
    let id = assessor.id.to_string();
    person_form(
        frame,
        here,
        (Some(&id), false),
        groups,
        components,
        &model.language,
        &input.unwrap_or(own),
    )
}

/// Changes an assessor.
///
/// # Errors
/// As pages are.
pub async fn person_change(Path((city, slug, of)): Of, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let assessor: AssessorId = id(&caller, &of, "assessor")?;
    let changed = lead(&caller, &city, &slug)
        .await?
        .assessor_change(&assessor, &person(&fields))
        .await;
    match changed {
        Ok(()) => Ok(back(&caller, &city, &slug, "")),
        Err(error) => {
            let input = typed(&caller, &fields, error, same)?;
            let again = Again {
                person: Some(input),
                ..Again::default()
            };
            one(&caller, (&city, &slug, &of), "", again, AGAIN).await
        }
    }
}

/// Makes a new link for an assessor; the one before ends.
///
/// # Errors
/// As pages are.
pub async fn person_link(Path((city, slug, of)): Of, posted: Posted) -> Page {
    let caller = posted.caller;
    let assessor: AssessorId = id(&caller, &of, "assessor")?;
    let link = lead(&caller, &city, &slug)
        .await?
        .assessor_invite(&assessor)
        .await
        .or_page(&caller.visit)?;
    Ok(back(&caller, &city, &slug, &format!("?links={link}")))
}

/// Shuts an assessor's place: links, code and every browser's hold of it end.
///
/// # Errors
/// As pages are.
pub async fn person_link_revoke(Path((city, slug, of)): Of, posted: Posted) -> Page {
    let caller = posted.caller;
    let assessor: AssessorId = id(&caller, &of, "assessor")?;
    lead(&caller, &city, &slug)
        .await?
        .assessor_revoke(&assessor)
        .await
        .or_page(&caller.visit)?;
    Ok(back(&caller, &city, &slug, ""))
}

/// Takes an assessor's name, notes and links out.
///
/// # Errors
/// As pages are.
pub async fn person_erase(Path((city, slug, of)): Of, posted: Posted) -> Page {
    let caller = posted.caller;
    let assessor: AssessorId = id(&caller, &of, "assessor")?;
    lead(&caller, &city, &slug)
        .await?
        .assessor_erase(&assessor)
        .await
        .or_page(&caller.visit)?;
    Ok(back(&caller, &city, &slug, ""))
}

/// Removes an assessor who answered nothing.
///
/// # Errors
/// As pages are.
pub async fn person_delete(Path((city, slug, of)): Of, posted: Posted) -> Page {
    let caller = posted.caller;
    let assessor: AssessorId = id(&caller, &of, "assessor")?;
    lead(&caller, &city, &slug)
        .await?
        .assessor_remove(&assessor)
        .await
        .or_page(&caller.visit)?;
    Ok(back(&caller, &city, &slug, ""))
}
