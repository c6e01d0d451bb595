//! The first set-up of an instance.

use super::account::{login_is_email, same_twice, with_session};
use super::{AGAIN, OrPage, Page, html, html_with, redirect, typed};
use crate::caller::Caller;
use crate::fields::{Fields, Posted};
use crate::state::Limit;
use crate::views::forms::Input;
use crate::views::setup::{SetUpPage, first_admin_form};
use axum::extract::Path;
use gradus_app::AppError;
use gradus_app::account::{LinkPurpose, NewAccount};

/// The page on which the first administrator is made.
///
/// # Errors
/// As pages are.
pub async fn set_up(caller: Caller, Path(secret): Path<String>) -> Page {
    caller
        .app()
        .open_link(LinkPurpose::Setup, &secret)
        .await
        .or_page(&caller.visit)?;
    let frame = caller.frame(caller.t("account-first-title"));
    let form = first_admin_form(
        &frame,
        caller.url(&format!("/setup/{secret}")),
        &Input::new(),
    );
    html(&caller, &SetUpPage { frame, form })
}

/// Makes the first administrator and signs them in.
///
/// # Errors
/// As pages are.
pub async fn set_up_post(Path(secret): Path<String>, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    caller.visit.limit(Limit::SignIn).or_page(&caller.visit)?;
    match make_first(&caller, &secret, &fields).await {
        Ok(session) => Ok(with_session(redirect(&caller.url("/")), &caller, &session)),
        Err(error) => {
            let input = typed(&caller, &fields, error, login_is_email)?;
            let frame = caller.frame(caller.t("account-first-title"));
            let form = first_admin_form(&frame, caller.url(&format!("/setup/{secret}")), &input);
            html_with(&caller, AGAIN, &SetUpPage { frame, form })
        }
    }
}

async fn make_first(caller: &Caller, secret: &str, fields: &Fields) -> Result<String, AppError> {
    let (app, password) = (caller.app(), fields.text("password"));
    same_twice(fields)?;
    let account = NewAccount {
        name: fields.text("name"),
        login: fields.text("email"),
        email: fields.text("email"),
        administrator: true,
    };
    let person = app.set_up(secret, &account, &password).await?;
    let session = app
        .sign_in(
            &account.login,
            &password,
            &caller.visit.agent,
            &caller.actor,
        )
        .await?;
    if fields.ticked("demo") {
        let actor = app.actor_of_session(&session).await?;
        app.administrator(&actor)?.fill_with_demo(&person).await?;
    }
    Ok(session)
}
