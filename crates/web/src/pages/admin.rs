//! Administration: accounts, cities, facts, the audit log.

use super::{AGAIN, OrPage, Page, html, html_with, redirect, text, typed};
use crate::caller::Caller;
use crate::failure::PageFailure;
use crate::fields::{Fields, Posted};
use crate::views::admin::{
    AccountLink, AccountRow, AdminAccountsPage, AdminCity, AdminPage, AuditFilter, AuditPage,
    AuditRow, account_form,
};
use crate::views::forms::Input;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use gradus_app::account::NewAccount;
use gradus_app::audit::{ACTIONS, AuditSearch};
use gradus_app::{AppError, PersonId};
use gradus_words::Words;

/// Rows of the audit log on one page.
const ROWS: usize = 100;

/// Administration.
///
/// # Errors
/// As pages are.
pub async fn admin(caller: Caller) -> Page {
    let (app, visit) = (caller.app(), &caller.visit);
    let words = visit.web.words(visit.language);
    app.administrator(&caller.actor).or_page(visit)?;
    let mut cities = Vec::new();
    for city in app.cities(&caller.actor).await.or_page(visit)? {
        let desk = app.city(&caller.actor, &city.slug).await.or_page(visit)?;
        let team = desk.team().await.or_page(visit)?;
        let leads: Vec<String> = team
            .iter()
            .filter(|row| row.role == "lead")
            .filter_map(|row| row.name.clone())
            .collect();
        cities.push(AdminCity {
            url: caller.url(&format!("/c/{}", city.slug)),
            name: city.name,
            assessments: desk.assessments().await.or_page(visit)?.len(),
            members: team.len(),
            leads: leads.join(", "),
        });
    }
    let facts = vec![
        (
            words.text("app-fact-version"),
            env!("CARGO_PKG_VERSION").to_owned(),
        ),
        (words.text("app-fact-key"), app.key().id()),
        (words.text("app-fact-address"), visit.origin.clone()),
    ];
    let demo = cities.iter().all(|city| city.name != "Northaven");
    let page = AdminPage {
        frame: caller.frame(words.text("page-administration")),
        facts,
        cities,
        demo,
    };
    html(&caller, &page)
}

/// Adds Northaven.
///
/// # Errors
/// As pages are.
pub async fn demo(posted: Posted) -> Page {
    let caller = posted.caller;
    let (app, visit) = (caller.app(), &caller.visit);
    let me = caller.actor.me().or_page(visit)?.id.clone();
    let city = app
        .administrator(&caller.actor)
        .or_page(visit)?
        .fill_with_demo(&me)
        .await
        .or_page(visit)?;
    Ok(redirect(&caller.url(&format!("/c/{}", city.slug))))
}

/// The accounts.
///
/// # Errors
/// As pages are.
pub async fn accounts(caller: Caller) -> Page {
    accounts_page(&caller, None, &Input::new(), StatusCode::OK).await
}

async fn accounts_page(
    caller: &Caller,
    fresh: Option<(String, String)>,
    input: &Input,
    status: StatusCode,
) -> Page {
    let (app, visit) = (caller.app(), &caller.visit);
    let words = visit.web.words(visit.language);
    let rows = app
        .administrator(&caller.actor)
        .or_page(visit)?
        .accounts()
        .await
        .or_page(visit)?;
    let own = caller.actor.me.as_ref().map(|me| &me.id);
    let frame = caller.frame(words.text("account-accounts"));
    let page = AdminAccountsPage {
        accounts: rows
            .into_iter()
            .map(|row| AccountRow {
                own: own == Some(&row.id),
                id: row.id.to_string(),
                name: row.name,
                email: row.login,
                admin: row.administrator,
                disabled: !row.enabled,
                last: row.signed_in_at.map(|at| text::time(&words, at)),
            })
            .collect(),
        fresh: fresh.map(|(name, secret)| AccountLink {
            name,
            url: format!("{}/reset/{secret}", visit.origin),
            until: words.text("app-link-days"),
        }),
        form: account_form(&frame, input),
        frame,
    };
    html_with(caller, status, &page)
}

/// Makes an account and shows the link by which its owner chooses a password.
///
/// # Errors
/// As pages are.
pub async fn account_post(posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let visit = &caller.visit;
    let account = NewAccount {
        name: fields.text("name"),
        login: fields.text("email"),
        email: fields.text("email"),
        administrator: fields.ticked("admin"),
    };
    let administrator = caller.app().administrator(&caller.actor).or_page(visit)?;
    match administrator.account_create(&account).await {
        Ok((_, secret)) => {
            accounts_page(
                &caller,
                Some((account.name, secret)),
                &Input::new(),
                StatusCode::OK,
            )
            .await
        }
        Err(error) => {
            let rename = |name: &str| {
                if name == "login" {
                    "email".to_owned()
                } else {
                    name.to_owned()
                }
            };
            let input = typed(&caller, &fields, error, rename)?;
            accounts_page(&caller, None, &input, AGAIN).await
        }
    }
}

fn person(caller: &Caller, id: &str) -> Result<PersonId, PageFailure> {
    id.parse()
        .map_err(|_| PageFailure::new(&caller.visit, AppError::NotFound("account")))
}

/// Makes a link by which somebody chooses a new password.
///
/// # Errors
/// As pages are.
pub async fn account_reset(Path(id): Path<String>, posted: Posted) -> Page {
    let caller = posted.caller;
    let (visit, person) = (&caller.visit, person(&caller, &id)?);
    let administrator = caller.app().administrator(&caller.actor).or_page(visit)?;
    let secret = administrator.password_reset(&person).await.or_page(visit)?;
    let rows = administrator.accounts().await.or_page(visit)?;
    let name = rows
        .into_iter()
        .find(|row| row.id == person)
        .map(|row| row.name)
        .unwrap_or_default();
    accounts_page(&caller, Some((name, secret)), &Input::new(), StatusCode::OK).await
}

/// Shuts an account.
///
/// # Errors
/// As pages are.
pub async fn account_disable(path: Path<String>, posted: Posted) -> Page {
    enable(path, posted, false).await
}

/// Opens an account again.
///
/// # Errors
/// As pages are.
pub async fn account_enable(path: Path<String>, posted: Posted) -> Page {
    enable(path, posted, true).await
}

/// Takes everything out that says whose an account is.
///
/// # Errors
/// As pages are.
pub async fn account_erase(Path(id): Path<String>, posted: Posted) -> Page {
    let caller = posted.caller;
    let (visit, person) = (&caller.visit, person(&caller, &id)?);
    let administrator = caller.app().administrator(&caller.actor).or_page(visit)?;
    administrator.person_erase(&person).await.or_page(visit)?;
    Ok(redirect(&caller.url("/admin/accounts")))
}

async fn enable(Path(id): Path<String>, posted: Posted, enabled: bool) -> Page {
    let caller = posted.caller;
    let (visit, person) = (&caller.visit, person(&caller, &id)?);
    let administrator = caller.app().administrator(&caller.actor).or_page(visit)?;
    administrator
        .account_enable(&person, enabled)
        .await
        .or_page(visit)?;
    Ok(redirect(&caller.url("/admin/accounts")))
}

/// The audit log, newest first; `?before=N` for older rows, and a filter.
///
/// # Errors
/// As pages are.
pub async fn audit(caller: Caller, RawQuery(query): RawQuery) -> Page {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    audit_page(&caller, &asked, None).await
}

/// Checks the whole chain.
///
/// # Errors
/// As pages are.
pub async fn audit_verify(posted: Posted) -> Page {
    let caller = posted.caller;
    caller
        .app()
        .administrator(&caller.actor)
        .or_page(&caller.visit)?;
    let found = caller
        .app()
        .audit_verify(None)
        .await
        .or_page(&caller.visit)?;
    audit_page(&caller, &Fields::default(), Some(found.is_sound())).await
}

async fn audit_page(caller: &Caller, asked: &Fields, whole: Option<bool>) -> Page {
    let (app, visit) = (caller.app(), &caller.visit);
    let words = visit.web.words(visit.language);
    let administrator = app.administrator(&caller.actor).or_page(visit)?;
    let before = Some(asked.number("before"))
        .filter(|before| *before > 0)
        .unwrap_or(i64::MAX);
    let filter = AuditFilter {
        who: asked.text("who"),
        what: asked.text("what"),
        actions: ACTIONS
            .map(|action| (action.to_owned(), action_text(&words, action)))
            .to_vec(),
        from: asked.text("from"),
        to: asked.text("to"),
    };
    let search = AuditSearch {
        who: filter.who.clone(),
        what: filter.what.clone(),
        from: filter.from.clone(),
        to: filter.to.clone(),
    };
    // One more than a page, to know whether there are older ones.
    let found =
        administrator.audit_search(&search, before, i64::try_from(ROWS + 1).unwrap_or(i64::MAX));
    let mut entries = found.await.or_page(visit)?;
    let more = entries.len() > ROWS;
    entries.truncate(ROWS);
    let older = entries.last().filter(|_| more).map(|entry| {
        let kept: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("who", &filter.who)
            .append_pair("what", &filter.what)
            .append_pair("from", &filter.from)
            .append_pair("to", &filter.to)
            .append_pair("before", &entry.seq.to_string())
            .finish();
        caller.url(&format!("/admin/audit?{kept}"))
    });
    let page = AuditPage {
        rows: entries
            .into_iter()
            .map(|entry| AuditRow {
                number: entry.seq,
                when: text::time(&words, entry.at),
                who: entry.actor,
                what: action_text(&words, &entry.action),
                about: format!("{} · {}", entry.subject, entry.place),
                change: change(&entry.before, &entry.after),
                hash: entry.hash.chars().take(12).collect(),
            })
            .collect(),
        filter,
        whole,
        older,
        frame: caller.frame(words.text("account-audit")),
    };
    html(caller, &page)
}

fn change(before: &str, after: &str) -> String {
    match (before, after) {
        ("null", "null") => String::new(),
        ("null", after) => after.to_owned(),
        (before, "null") => format!("{before} →"),
        (before, after) => format!("{before} → {after}"),
    }
}

/// What was done, in words. An action of another version of the program has no message.
fn action_text(words: &Words, action: &str) -> String {
    match ACTIONS.contains(&action) {
        true => words.text(&format!("audit-{}", action.replace('_', "-"))),
        false => action.replace('_', " "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gradus_words::Language;
    use std::collections::BTreeSet;

    #[test]
    fn every_action_has_a_message_of_its_own_in_every_language() {
        for language in Language::ALL {
            let words = Words::new(language);
            let all: BTreeSet<String> = ACTIONS
                .iter()
                .map(|action| action_text(&words, action))
                .collect();
            assert_eq!(all.len(), ACTIONS.len());
            for text in &all {
                assert!(!text.contains("audit-"), "{text}");
            }
        }
    }
}
