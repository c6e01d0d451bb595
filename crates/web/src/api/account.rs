//! `/me`, `/tokens`, `/accounts`.

use super::answer::{Answer, Body, OrJson, create, done, id, json};
use crate::caller::ApiCaller;
use crate::failure::ApiError;
use axum::extract::Path;
use gradus_app::account::NewAccount;
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
#[utoipa::path(get, path = "/api/v1/me", tag = "account", responses((status = 200, body = MeJson)))]
pub async fn me(ApiCaller(caller): ApiCaller) -> Answer {
    let me = caller.actor.me.as_ref();
    Ok(json(&MeJson {
        name: me.map(|me| me.name.clone()),
        login: me.map(|me| me.login.clone()),
        administrator: me.is_some_and(|me| me.administrator),
        scope: caller.actor.scope().word().to_owned(),
    }))
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
    secret: String,
}

/// Makes a token.
#[utoipa::path(post, path = "/api/v1/tokens", tag = "account", request_body = NewTokenJson,
    responses((status = 201, body = TokenSecretJson), (status = 401, body = ApiError), (status = 422, body = ApiError)))]
pub async fn token_create(body: Body<NewTokenJson>) -> Answer {
    let Body { caller, value, .. } = body;
    let (id, secret) = caller
        .app()
        .token_create(&caller.actor, &value.name, &value.scope, value.days)
        .await
        .or_json(&caller)?;
    // A secret is told once: it is not kept for a repeated request.
    let made = async {
        Ok(TokenSecretJson {
            id: id.to_string(),
            secret,
        })
    };
    create(&caller, &axum::http::HeaderMap::new(), "", made).await
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
    password_link: String,
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
            password_link,
        })
    };
    create(&caller, &headers, &text, made).await
}
