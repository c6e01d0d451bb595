//! Signing in and out, the first set-up, and one's own account.

use super::{AGAIN, OrPage, Page, html, html_with, redirect, safe_return, same, text, typed};
use crate::agent::in_words;
use crate::caller::{Caller, LANGUAGE_COOKIE, SCHEME_COOKIE, SESSION_COOKIE};
use crate::failure::PageFailure;
use crate::fields::{Fields, Posted};
use crate::state::Limit;
use crate::views::account::{
    AccountPage, ForgotPage, ResetPage, SessionRow, SignInPage, TokenRow, appearance_form,
    forgot_form, password_form, profile_form, reset_form, sign_in_form, token_form,
};
use crate::views::forms::{Choice, Input};
use crate::views::frame::Scheme;
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use gradus_app::account::LinkPurpose;
use gradus_app::actor::Scope;
use gradus_app::error::Mistakes;
use gradus_app::session::SessionView;
use gradus_app::{AppError, Mistake};
use gradus_words::{Language, Words};

/// An answer that gives the browser a cookie.
fn with_cookie(
    mut response: Response,
    caller: &Caller,
    name: &str,
    value: &str,
    days: i64,
) -> Response {
    let config = &caller.visit.web.config;
    // A script of ours changes the appearance without asking the server.
    let hidden = if name == SCHEME_COOKIE {
        ""
    } else {
        "; HttpOnly"
    };
    let path = if config.base.is_empty() {
        "/"
    } else {
        &config.base
    };
    let secure = if caller.visit.https { "; Secure" } else { "" };
    let seconds = days * 24 * 60 * 60;
    let text =
        format!("{name}={value}; Path={path}; Max-Age={seconds}{hidden}; SameSite=Lax{secure}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// An answer that begins a session.
#[must_use]
pub fn with_session(response: Response, caller: &Caller, secret: &str) -> Response {
    let days = caller.app().limits().session_days;
    with_cookie(response, caller, SESSION_COOKIE, secret, days)
}

/// The page to sign in.
///
/// # Errors
/// As pages are.
pub async fn sign_in(caller: Caller, RawQuery(query): RawQuery) -> Page {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let next = fields.text("return_to");
    if caller.actor.me.is_some() {
        return Ok(redirect(&caller.url(safe_return(&next))));
    }
    let frame = caller.frame(caller.t("account-sign-in"));
    let form = sign_in_form(&frame, &Input::new().with("next", next));
    html(&caller, &SignInPage { frame, form })
}

/// Signs in.
///
/// # Errors
/// As pages are.
pub async fn sign_in_post(posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    caller.visit.limit(Limit::SignIn).or_page(&caller.visit)?;
    let (login, password) = (fields.text("email"), fields.text("password"));
    let web = &caller.visit.web;
    if !web.allows_login(&login) {
        return Err(AppError::Refused("too_many")).or_page(&caller.visit);
    }
    let signed = caller
        .app()
        .sign_in(&login, &password, &caller.visit.agent, &caller.actor)
        .await;
    if matches!(signed, Ok(_) | Err(AppError::Invalid(_))) {
        web.count_login(&login, signed.is_ok());
    }
    match signed {
        Ok(secret) => {
            let to = caller.url(safe_return(&fields.text("next")));
            Ok(with_session(redirect(&to), &caller, &secret))
        }
        Err(error) => {
            let input = typed(&caller, &fields, error, same)?;
            let frame = caller.frame(caller.t("account-sign-in"));
            let form = sign_in_form(&frame, &input);
            html_with(&caller, AGAIN, &SignInPage { frame, form })
        }
    }
}

/// Signs in by a link of a demonstration.
///
/// # Errors
/// As pages are.
pub async fn sign_in_by_link(caller: Caller, Path(secret): Path<String>) -> Page {
    caller.visit.limit(Limit::SignIn).or_page(&caller.visit)?;
    let session = caller
        .app()
        .sign_in_by_link(&secret, &caller.visit.agent)
        .await;
    let session = session.or_page(&caller.visit)?;
    Ok(with_session(redirect(&caller.url("/")), &caller, &session))
}

/// Signs out.
///
/// # Errors
/// As pages are.
pub async fn sign_out(posted: Posted) -> Page {
    let caller = posted.caller;
    caller
        .app()
        .sign_out(&caller.actor)
        .await
        .or_page(&caller.visit)?;
    Ok(with_cookie(
        redirect(&caller.url("/")),
        &caller,
        SESSION_COOKIE,
        "",
        0,
    ))
}

/// Chooses language and appearance from the menu of any page.
///
/// # Errors
/// As pages are.
pub async fn preferences(posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let mut response = redirect(&caller.url(safe_return(&fields.text("return_to"))));
    if let Some(language) = fields
        .get("language")
        .and_then(|tag| tag.parse::<Language>().ok())
    {
        response = with_cookie(response, &caller, LANGUAGE_COOKIE, language.tag(), 400);
    }
    if let Some(scheme) = fields.get("scheme") {
        response = with_cookie(
            response,
            &caller,
            SCHEME_COOKIE,
            Scheme::of_name(scheme).name(),
            400,
        );
    }
    Ok(response)
}

pub(super) fn login_is_email(name: &str) -> String {
    if name == "login" {
        "email".to_owned()
    } else {
        name.to_owned()
    }
}

pub(super) fn same_twice(fields: &Fields) -> Result<(), AppError> {
    let mut mistakes = Mistakes::default();
    let differs = fields.text("password") != fields.text("password_again");
    mistakes.add_if(differs, "password_again", "password_again");
    mistakes.check()
}

/// Tells how to get a new password: by e-mail where letters can be sent.
///
/// # Errors
/// As pages are.
pub async fn forgot(caller: Caller) -> Page {
    let frame = caller.frame(caller.t("account-forgot-title"));
    let sends = caller.app().sends_mail();
    let form = sends.then(|| forgot_form(&frame, &Input::new()));
    html(
        &caller,
        &ForgotPage {
            frame,
            form,
            sent: false,
        },
    )
}

/// Sends a link to choose a new password, where there is such an account; whether there is
/// one is not told.
///
/// # Errors
/// As pages are.
pub async fn forgot_post(posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let visit = &caller.visit;
    visit.limit(Limit::SignIn).or_page(visit)?;
    let words = visit.web.words(visit.language);
    let login = fields.text("email");
    let asked = caller
        .app()
        .password_forgotten(&login, &visit.origin, &words);
    asked.await.or_page(visit)?;
    let frame = caller.frame(caller.t("account-forgot-title"));
    html(
        &caller,
        &ForgotPage {
            frame,
            form: None,
            sent: true,
        },
    )
}

/// The page on which a password is chosen by a link.
///
/// # Errors
/// As pages are.
pub async fn reset(caller: Caller, Path(secret): Path<String>) -> Page {
    reset_page(&caller, &secret, &Input::new(), axum::http::StatusCode::OK).await
}

async fn reset_page(
    caller: &Caller,
    secret: &str,
    input: &Input,
    status: axum::http::StatusCode,
) -> Page {
    let me = caller
        .app()
        .open_link(LinkPurpose::Password, secret)
        .await
        .or_page(&caller.visit)?;
    let frame = caller.frame(caller.t("account-reset-title"));
    let form = reset_form(&frame, &format!("/reset/{secret}"), input);
    html_with(
        caller,
        status,
        &ResetPage {
            frame,
            name: me.map(|me| me.name).unwrap_or_default(),
            form,
        },
    )
}

/// Chooses a password by a link.
///
/// # Errors
/// As pages are.
pub async fn reset_post(Path(secret): Path<String>, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    caller.visit.limit(Limit::SignIn).or_page(&caller.visit)?;
    let chosen = match same_twice(&fields) {
        Ok(()) => {
            caller
                .app()
                .enter_by_password_link(
                    &secret,
                    &fields.text("password"),
                    &caller.visit.agent,
                    &caller.actor,
                )
                .await
        }
        Err(error) => Err(error),
    };
    match chosen {
        Ok(session) => Ok(with_session(redirect(&caller.url("/")), &caller, &session)),
        Err(error) => {
            let input = typed(&caller, &fields, error, same)?;
            reset_page(&caller, &secret, &input, AGAIN).await
        }
    }
}

/// What of the account's page is shown again with its mistakes, or shown once.
#[derive(Default)]
struct Shown {
    profile: Option<Input>,
    password: Input,
    token: Input,
    fresh_token: Option<String>,
}

/// One's own account.
///
/// # Errors
/// As pages are.
pub async fn account(caller: Caller) -> Page {
    account_page(&caller, Shown::default(), axum::http::StatusCode::OK).await
}

/// Sessions as a page lists them.
pub(super) fn session_rows(words: &Words, sessions: Vec<SessionView>) -> Vec<SessionRow> {
    let rows = sessions.into_iter().map(|session| SessionRow {
        id: session.id,
        device: in_words(words, &session.agent),
        since: text::time(words, session.created_at),
        last: text::time(words, session.seen_at),
        current: session.current,
    });
    rows.collect()
}

async fn account_page(caller: &Caller, shown: Shown, status: axum::http::StatusCode) -> Page {
    let visit = &caller.visit;
    let me = caller.actor.me().or_page(visit)?;
    let (app, words) = (caller.app(), visit.web.words(visit.language));
    let sessions = app.sessions(&caller.actor).await.or_page(visit)?;
    let tokens = app.tokens(&caller.actor).await.or_page(visit)?;
    let frame = caller.frame(words.text("account-title"));
    let languages = frame
        .languages()
        .into_iter()
        .map(|(tag, name, _)| Choice::new(tag, name))
        .collect();
    let own = Input::new().with("name", &me.name).with("email", &me.login);
    let looks = Input::new()
        .with("language", frame.language())
        .with("theme", frame.scheme.name());
    let now = app.now();
    let page = AccountPage {
        profile: profile_form(&frame, &shown.profile.unwrap_or(own)),
        password: password_form(&frame, &shown.password),
        appearance: appearance_form(&frame, languages, &looks),
        sessions: session_rows(&words, sessions),
        tokens: tokens
            .into_iter()
            .filter(|token| token.works || token.expires_at <= now)
            .map(|token| TokenRow {
                id: token.id.to_string(),
                name: token.name,
                scopes: match token.scope {
                    Scope::Read => vec!["read"],
                    Scope::Write => vec!["read", "rate"],
                    Scope::Admin => vec!["read", "rate", "manage"],
                },
                until: text::time(&words, token.expires_at),
                last: token.used_at.map(|at| text::time(&words, at)),
                expired: token.expires_at <= now,
            })
            .collect(),
        fresh_token: shown.fresh_token,
        token: token_form(&frame, &shown.token),
        frame,
    };
    html_with(caller, status, &page)
}

/// Changes the caller's name.
///
/// # Errors
/// As pages are.
pub async fn profile_post(posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let changed = caller
        .app()
        .profile_change(&caller.actor, &fields.text("name"), &fields.text("email"))
        .await;
    match changed {
        Ok(()) => Ok(redirect(&caller.url("/account"))),
        Err(error) => {
            let profile = Some(typed(&caller, &fields, error, login_is_email)?);
            account_page(
                &caller,
                Shown {
                    profile,
                    ..Shown::default()
                },
                AGAIN,
            )
            .await
        }
    }
}

/// Changes the caller's password, within the limits of signing in: the present one could be
/// guessed here as well.
///
/// # Errors
/// When the present one is wrong, the new one will not do, and after too many attempts.
pub(crate) async fn change_password(
    caller: &Caller,
    present: &str,
    new: &str,
) -> Result<(), AppError> {
    let visit = &caller.visit;
    visit.limit(Limit::SignIn)?;
    let login = &caller.actor.me()?.login;
    if !visit.web.allows_login(login) {
        return Err(AppError::Refused("too_many"));
    }
    let changed = caller
        .app()
        .password_change(&caller.actor, present, new)
        .await;
    let is_present = |mistake: &Mistake| mistake.field == "present";
    if let Err(AppError::Invalid(mistakes)) = &changed
        && mistakes.iter().any(is_present)
    {
        visit.web.count_login(login, false);
    }
    changed
}

/// Changes the caller's password.
///
/// # Errors
/// As pages are.
pub async fn password_post(posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let (present, new) = (fields.text("current_password"), fields.text("password"));
    let changed = match same_twice(&fields) {
        Ok(()) => change_password(&caller, &present, &new).await,
        Err(error) => Err(error),
    };
    match changed {
        Ok(()) => Ok(redirect(&caller.url("/account"))),
        Err(error) => {
            let rename = |name: &str| {
                if name == "present" {
                    "current_password".to_owned()
                } else {
                    name.to_owned()
                }
            };
            let password = typed(&caller, &fields, error, rename)?;
            account_page(
                &caller,
                Shown {
                    password,
                    ..Shown::default()
                },
                AGAIN,
            )
            .await
        }
    }
}

/// Chooses language and appearance, the language for every device.
///
/// # Errors
/// As pages are.
pub async fn appearance_post(posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let language = fields
        .get("language")
        .and_then(|tag| tag.parse::<Language>().ok());
    let tag = language.map(|language| language.tag().to_owned());
    caller
        .app()
        .language_change(&caller.actor, tag)
        .await
        .or_page(&caller.visit)?;
    let mut response = redirect(&caller.url("/account"));
    if let Some(language) = language {
        response = with_cookie(response, &caller, LANGUAGE_COOKIE, language.tag(), 400);
    }
    let scheme = Scheme::of_name(&fields.text("theme"));
    Ok(with_cookie(
        response,
        &caller,
        SCHEME_COOKIE,
        scheme.name(),
        400,
    ))
}

/// Ends one of the caller's sessions.
///
/// # Errors
/// As pages are.
pub async fn session_end(Path(id): Path<String>, posted: Posted) -> Page {
    let caller = posted.caller;
    caller
        .app()
        .session_end(&caller.actor, &id)
        .await
        .or_page(&caller.visit)?;
    Ok(redirect(&caller.url("/account")))
}

/// Ends all of the caller's other sessions.
///
/// # Errors
/// As pages are.
pub async fn sessions_end(posted: Posted) -> Page {
    let caller = posted.caller;
    let (app, visit) = (caller.app(), &caller.visit);
    for session in app.sessions(&caller.actor).await.or_page(visit)? {
        if !session.current {
            app.session_end(&caller.actor, &session.id)
                .await
                .or_page(visit)?;
        }
    }
    Ok(redirect(&caller.url("/account")))
}

/// Makes a token and shows it, once.
///
/// # Errors
/// As pages are.
pub async fn token_post(posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    match make_token(&caller, &fields).await {
        Ok(secret) => {
            let shown = Shown {
                fresh_token: Some(secret),
                ..Shown::default()
            };
            account_page(&caller, shown, axum::http::StatusCode::OK).await
        }
        Err(error) => {
            let rename = |name: &str| match name {
                "days" => "until".to_owned(),
                "scope" => "scopes".to_owned(),
                other => other.to_owned(),
            };
            let token = typed(&caller, &fields, error, rename)?;
            account_page(
                &caller,
                Shown {
                    token,
                    ..Shown::default()
                },
                AGAIN,
            )
            .await
        }
    }
}

async fn make_token(caller: &Caller, fields: &Fields) -> Result<String, AppError> {
    let app = caller.app();
    let administers = caller.actor.me()?.administrator;
    let scopes = fields.all("scopes");
    let has = |word: &str| scopes.iter().any(|scope| scope == word);
    let scope = match (has("manage"), has("rate"), has("read")) {
        (true, ..) if administers => "admin",
        (true, ..) | (_, true, _) => "write",
        (false, false, true) => "read",
        _ => "",
    };
    let format = time::format_description::well_known::Iso8601::DATE;
    let typed = fields.text("until");
    let until = time::Date::parse(&typed, &format).map_err(|_| {
        let mistake = match typed.as_str() {
            "" => Mistake::new("days", "missing"),
            _ => Mistake::new("days", "day").with("value", &typed),
        };
        AppError::Invalid(vec![mistake])
    })?;
    let days = (until - app.today()).whole_days();
    let (_, secret) = app
        .token_create(&caller.actor, &fields.text("name"), scope, days)
        .await?;
    Ok(secret)
}

/// Revokes one of the caller's tokens.
///
/// # Errors
/// As pages are.
pub async fn token_end(Path(id): Path<String>, posted: Posted) -> Page {
    let caller = posted.caller;
    let missing = |_| PageFailure::new(&caller.visit, AppError::NotFound("token"));
    let id = id.parse().map_err(missing)?;
    caller
        .app()
        .token_revoke(&caller.actor, &id)
        .await
        .or_page(&caller.visit)?;
    Ok(redirect(&caller.url("/account")))
}
