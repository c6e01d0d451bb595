//! `/me`, `/sessions`, `/tokens`, `/accounts`.

use super::answer::{Answer, Body, OrJson, Path, create_keeping, done, id, json};
use crate::caller::ApiCaller;
use crate::failure::{ApiError, ApiFailure};
use crate::pages::account::change_password;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use gradus_app::account::NewAccount;
use gradus_app::session::SessionView;
use gradus_app::{AppError, PersonId};
use gradus_words::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who calls.
#[derive(Serialize, ToSchema)]
pub struct MeJson {
    /// Name; none for assessors behind a link.
    name: Option<String>,
    /// What they sign in with.
    login: Option<String>,
    /// Whether they administer the instance.
    administrator: bool,
    /// `read`, `write` or `admin`.
    scope: String,
}

/// Tells who calls.
#[utoipa::path(get, path = "/api/v1/me", tag = "account", responses((status = 200, body = MeJson), (status = 401, body = ApiError)))]
pub async fn me(ApiCaller(caller): ApiCaller) -> Answer {
    if caller.actor.is_nobody() {
        return Err(ApiFailure::new(&caller.visit, AppError::SignInFirst));
    }
    let me = caller.actor.me.as_ref();
    Ok(json(&MeJson {
        name: me.map(|me| me.name.clone()),
        login: me.map(|me| me.login.clone()),
        administrator: me.is_some_and(|me| me.administrator),
        scope: caller.actor.scope().word().to_owned(),
    }))
}

/// What somebody says of themselves.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileJson {
    name: String,
    /// What they sign in with.
    login: String,
    /// `en` or `de`; the browser's or the program's choice when left out.
    #[serde(default)]
    language: Option<String>,
}

/// Changes the caller's name, login and language.
#[utoipa::path(put, path = "/api/v1/me", tag = "account", request_body = ProfileJson,
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 422, body = ApiError)))]
pub async fn me_change(body: Body<ProfileJson>) -> Answer {
    let Body { caller, value, .. } = body;
    let language = match &value.language {
        None => None,
        Some(tag) => {
            let known = tag.parse::<Language>();
            let known = known.map_err(|_| AppError::invalid("language", "choice"));
            Some(known.or_json(&caller)?.tag().to_owned())
        }
    };
    let (app, actor) = (caller.app(), &caller.actor);
    app.profile_change(actor, &value.name, &value.login)
        .await
        .or_json(&caller)?;
    app.language_change(actor, language)
        .await
        .or_json(&caller)?;
    Ok(done())
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordJson {
    /// The one that holds until now.
    present: String,
    new: String,
}

/// Changes the caller's password; their other sessions end, their tokens stay.
#[utoipa::path(put, path = "/api/v1/me/password", tag = "account", request_body = PasswordJson,
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 422, body = ApiError)))]
pub async fn password_change(body: Body<PasswordJson>) -> Answer {
    let Body { caller, value, .. } = body;
    change_password(&caller, &value.present, &value.new)
        .await
        .or_json(&caller)?;
    Ok(done())
}

/// A browser that is signed in.
#[derive(Serialize, ToSchema)]
pub struct SessionJson {
    id: String,
    /// What the browser calls itself.
    agent: String,
    /// Milliseconds since 1970, UTC.
    created_at: i64,
    /// Milliseconds since 1970, UTC; to ten minutes.
    seen_at: i64,
    /// Whether it is the caller's own.
    current: bool,
}

impl From<SessionView> for SessionJson {
    fn from(session: SessionView) -> Self {
        Self {
            id: session.id,
            agent: session.agent,
            created_at: session.created_at,
            seen_at: session.seen_at,
            current: session.current,
        }
    }
}

/// The caller's sessions, the last used first.
#[utoipa::path(get, path = "/api/v1/sessions", tag = "account",
    responses((status = 200, body = [SessionJson]), (status = 401, body = ApiError)))]
pub async fn sessions(ApiCaller(caller): ApiCaller) -> Answer {
    let sessions = caller.app().sessions(&caller.actor).await;
    let told = sessions.or_json(&caller)?.into_iter();
    Ok(json(&told.map(SessionJson::from).collect::<Vec<_>>()))
}

/// Ends one of the caller's sessions.
#[utoipa::path(delete, path = "/api/v1/sessions/{id}", tag = "account", params(("id" = String, Path)),
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn session_end(ApiCaller(caller): ApiCaller, Path(session): Path<String>) -> Answer {
    caller
        .app()
        .session_end(&caller.actor, &session)
        .await
        .or_json(&caller)?;
    Ok(done())
}

/// A token without its secret.
#[derive(Serialize, ToSchema)]
pub struct TokenJson {
    id: String,
    name: String,
    /// `read`, `write` or `admin`.
    scope: String,
    /// Milliseconds since 1970, UTC.
    created_at: i64,
    /// Milliseconds since 1970, UTC.
    expires_at: i64,
    /// Milliseconds since 1970, UTC.
    used_at: Option<i64>,
    works: bool,
}

/// The caller's tokens, newest first.
#[utoipa::path(get, path = "/api/v1/tokens", tag = "account",
    responses((status = 200, body = [TokenJson]), (status = 401, body = ApiError)))]
pub async fn tokens(ApiCaller(caller): ApiCaller) -> Answer {
    let tokens = caller.app().tokens(&caller.actor).await.or_json(&caller)?;
    let told = tokens.into_iter().map(|token| TokenJson {
        id: token.id.to_string(),
        name: token.name,
        scope: token.scope.word().to_owned(),
        created_at: token.created_at,
        expires_at: token.expires_at,
        used_at: token.used_at,
        works: token.works,
    });
    Ok(json(&told.collect::<Vec<_>>()))
}

/// A token to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTokenJson {
    name: String,
    /// `read`, `write` or `admin`.
    scope: String,
    /// Days that it lasts, 1 to 366.
    days: i64,
}

/// A token with its secret, which is told once.
#[derive(Serialize, ToSchema)]
pub struct TokenSecretJson {
    id: String,
    /// Null in the answer to a repeated request.
    secret: Option<String>,
}

/// Makes a token.
#[utoipa::path(post, path = "/api/v1/tokens", tag = "account", request_body = NewTokenJson,
    responses((status = 201, body = TokenSecretJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 422, body = ApiError)))]
pub async fn token_create(body: Body<NewTokenJson>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        text,
    } = body;
    let made = async {
        let app = caller.app();
        let made = app.token_create(&caller.actor, &value.name, &value.scope, value.days);
        let (id, secret) = made.await?;
        Ok(TokenSecretJson {
            id: id.to_string(),
            secret: Some(secret),
        })
    };
    create_keeping(&caller, &headers, &text, made, |told| told.secret = None).await
}

/// Revokes a token.
#[utoipa::path(delete, path = "/api/v1/tokens/{id}", tag = "account", params(("id" = String, Path)),
    responses((status = 204), (status = 401, body = ApiError), (status = 404, body = ApiError)))]
pub async fn token_revoke(ApiCaller(caller): ApiCaller, Path(token): Path<String>) -> Answer {
    let token = id(&caller, &token, "token")?;
    caller
        .app()
        .token_revoke(&caller.actor, &token)
        .await
        .or_json(&caller)?;
    Ok(done())
}

/// An account.
#[derive(Serialize, ToSchema)]
pub struct AccountJson {
    id: String,
    name: String,
    login: String,
    email: Option<String>,
    administrator: bool,
    enabled: bool,
}

/// All accounts; for administrators.
#[utoipa::path(get, path = "/api/v1/accounts", tag = "account",
    responses((status = 200, body = [AccountJson]), (status = 401, body = ApiError), (status = 403, body = ApiError)))]
pub async fn accounts(ApiCaller(caller): ApiCaller) -> Answer {
    let administrator = caller.app().administrator(&caller.actor).or_json(&caller)?;
    let rows = administrator.accounts().await.or_json(&caller)?;
    let told = rows.into_iter().map(|row| AccountJson {
        id: row.id.to_string(),
        name: row.name,
        login: row.login,
        email: row.email,
        administrator: row.administrator,
        enabled: row.enabled,
    });
    Ok(json(&told.collect::<Vec<_>>()))
}

/// An account to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccountJson {
    name: String,
    login: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    administrator: bool,
}

/// An account that was made, and the link by which its owner chooses a password.
#[derive(Serialize, ToSchema)]
pub struct AccountMadeJson {
    id: String,
    /// Null in the answer to a repeated request.
    password_link: Option<String>,
}

/// Makes an account; for administrators.
#[utoipa::path(post, path = "/api/v1/accounts", tag = "account", request_body = NewAccountJson,
    responses((status = 201, body = AccountMadeJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 422, body = ApiError)))]
pub async fn account_create(body: Body<NewAccountJson>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        text,
    } = body;
    let administrator = caller.app().administrator(&caller.actor).or_json(&caller)?;
    let account = NewAccount {
        name: value.name,
        login: value.login,
        email: value.email,
        administrator: value.administrator,
    };
    let made = async {
        let (id, secret) = administrator.account_create(&account).await?;
        let password_link = format!("{}/reset/{secret}", caller.visit.origin);
        Ok(AccountMadeJson {
            id: id.to_string(),
            password_link: Some(password_link),
        })
    };
    create_keeping(&caller, &headers, &text, made, |told| {
        told.password_link = None
    })
    .await
}

/// A link by which somebody chooses a new password; the one before ends; for administrators.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/password_link", tag = "account", params(("id" = String, Path)),
    responses((status = 201, body = AccountMadeJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn password_link(ApiCaller(caller): ApiCaller, Path(account): Path<String>) -> Answer {
    let administrator = caller.app().administrator(&caller.actor).or_json(&caller)?;
    let person: PersonId = id(&caller, &account, "account")?;
    let secret = administrator.password_reset(&person).await;
    let secret = secret.or_json(&caller)?;
    let made = AccountMadeJson {
        id: person.to_string(),
        password_link: Some(format!("{}/reset/{secret}", caller.visit.origin)),
    };
    Ok((StatusCode::CREATED, json(&made)).into_response())
}

/// Whether an account can sign in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnabledJson {
    enabled: bool,
}

/// Disables an account, or enables it again; its sessions end; for administrators.
#[utoipa::path(put, path = "/api/v1/accounts/{id}/enabled", tag = "account", params(("id" = String, Path)), request_body = EnabledJson,
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn account_enable(Path(account): Path<String>, body: Body<EnabledJson>) -> Answer {
    let Body { caller, value, .. } = body;
    let administrator = caller.app().administrator(&caller.actor).or_json(&caller)?;
    let person: PersonId = id(&caller, &account, "account")?;
    administrator
        .account_enable(&person, value.enabled)
        .await
        .or_json(&caller)?;
    Ok(done())
}
