//! API tokens: made, listed, revoked, and shown by programs.

use crate::account::me_of;
use crate::actor::{Actor, Scope};
use crate::app::{App, Place};
use crate::error::{AppError, Mistake, Mistakes};
use crate::parse::{NAME, required};
use crate::secrets::{random_secret, secret_sha256};
use gradus_store::rows::TokenRow;
use gradus_store::{PersonId, TokenHolder, TokenId};
use serde_json::{Value as Json, json};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// Days that a token may last.
pub const DAYS: (i64, i64) = (1, 366);
/// What tokens begin with, so that they are recognised where they should not be.
const START: &str = "gradus_";
const TOUCH_MS: i64 = 10 * 60 * 1000;

/// A token as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenView {
    /// Identifier.
    pub id: TokenId,
    /// What its owner calls it.
    pub name: String,
    /// What it lets its bearer do.
    pub scope: Scope,
    /// When it was made, in milliseconds since 1970, UTC.
    pub created_at: i64,
    /// When it ends.
    pub expires_at: i64,
    /// When it was last used, to ten minutes.
    pub used_at: Option<i64>,
    /// Whether it still works.
    pub works: bool,
}

impl App {
    /// Makes a token for the caller; gives its secret, which is never shown again.
    ///
    /// # Errors
    /// Fields that are wrong, and a scope wider than that of a token that asks.
    pub async fn token_create(
        &self,
        actor: &Actor,
        name: &str,
        scope: &str,
        days: i64,
    ) -> Result<(TokenId, String), AppError> {
        let me = actor.me()?.id.clone();
        let made = self.new_token(&me, name, scope, days)?;
        // A token makes none that may do more than itself, and one that only reads none at all.
        let wanted = Scope::parse(&made.0.scope).unwrap_or(Scope::Admin);
        actor.needs(wanted.max(Scope::Write))?;
        self.keep_token(self.stamp(actor), made).await
    }

    /// Makes a token in the name of the instance: for operators' commands.
    ///
    /// # Errors
    /// When there is no such account, and fields that are wrong.
    pub async fn token_create_by_operator(
        &self,
        login: &str,
        name: &str,
        scope: &str,
        days: i64,
    ) -> Result<(TokenId, String), AppError> {
        let account = self.db().account_by_login(&login.to_lowercase()).await?;
        let account = account.ok_or(AppError::NotFound("account"))?;
        let made = self.new_token(&account.person_id, name, scope, days)?;
        self.keep_token(self.system(), made).await
    }

    fn new_token(
        &self,
        person: &PersonId,
        name: &str,
        scope: &str,
        days: i64,
    ) -> Result<(TokenRow, String), AppError> {
        let mut mistakes = Mistakes::default();
        let name = mistakes.take(required("name", name, NAME));
        mistakes.add_if(Scope::parse(scope).is_none(), "scope", "choice");
        if !(DAYS.0..=DAYS.1).contains(&days) {
            mistakes.add(
                Mistake::new("days", "range")
                    .with("least", DAYS.0)
                    .with("most", DAYS.1),
            );
        }
        mistakes.check()?;
        let now = self.now();
        let row = TokenRow {
            id: TokenId::new(Self::uuid()),
            person_id: person.clone(),
            name: name.unwrap_or_default(),
            scope: scope.to_owned(),
            created_at: now,
            expires_at: now + days * DAY_MS,
            used_at: None,
            revoked_at: None,
        };
        Ok((row, format!("{START}{}", random_secret()?)))
    }

    async fn keep_token(
        &self,
        stamp: crate::app::Stamp,
        made: (TokenRow, String),
    ) -> Result<(TokenId, String), AppError> {
        let (row, secret) = made;
        let (id, sha256) = (row.id.clone(), secret_sha256(&secret));
        self.change_as(stamp, move |write, stamp| {
            Box::pin(async move {
                write.add_token(&sha256, &row).await?;
                let after = json!({ "scope": row.scope, "expires_at": row.expires_at, "of": row.person_id });
                stamp.note(write, "token_create", format!("token:{}", row.id), &Place::Instance, (Json::Null, after));
                Ok(())
            })
        })
        .await?;
        Ok((id, secret))
    }

    /// The caller's tokens, newest first.
    ///
    /// # Errors
    /// Without an account.
    pub async fn tokens(&self, actor: &Actor) -> Result<Vec<TokenView>, AppError> {
        let rows = self.db().tokens_of(&actor.me()?.id).await?;
        let now = self.now();
        let views = rows.into_iter().map(|row| TokenView {
            works: row.revoked_at.is_none() && row.expires_at > now,
            scope: Scope::parse(&row.scope).unwrap_or(Scope::Read),
            id: row.id,
            name: row.name,
            created_at: row.created_at,
            expires_at: row.expires_at,
            used_at: row.used_at,
        });
        Ok(views.collect())
    }

    /// Revokes one of the caller's tokens.
    ///
    /// # Errors
    /// When it is none of theirs.
    pub async fn token_revoke(&self, actor: &Actor, id: &TokenId) -> Result<(), AppError> {
        let (me, id) = (actor.me()?.id.clone(), id.clone());
        self.change(actor, move |write, stamp| {
            Box::pin(async move {
                let revoked = write.revoke_token(&me, &id, stamp.now).await;
                revoked.map_err(|_| AppError::NotFound("token"))?;
                stamp.note(
                    write,
                    "token_revoke",
                    format!("token:{id}"),
                    &Place::Instance,
                    (Json::Null, Json::Null),
                );
                Ok(())
            })
        })
        .await
    }

    /// Who shows this token.
    ///
    /// # Errors
    /// [`AppError::SignInFirst`] for a token that does not work.
    pub async fn actor_of_token(&self, secret: &str) -> Result<Actor, AppError> {
        let now = self.now();
        let holder = self.db().token_holder(&secret_sha256(secret)).await?;
        let TokenHolder { token, account } = holder
            .filter(|holder| holder.token.revoked_at.is_none() && holder.token.expires_at > now)
            .ok_or(AppError::SignInFirst)?;
        let account = account
            .filter(|account| account.disabled_at.is_none())
            .ok_or(AppError::SignInFirst)?;
        if token.used_at.is_none_or(|used| now - used > TOUCH_MS) {
            let id = token.id.clone();
            let touched = self
                .change_as(self.system(), move |write, stamp| {
                    Box::pin(async move { Ok(write.touch_token(&id, stamp.now).await?) })
                })
                .await;
            if let Err(error) = touched {
                tracing::warn!(%error, "a token's use was not written down");
            }
        }
        Ok(Actor {
            me: Some(me_of(&account)),
            seats: Vec::new(),
            session: None,
            token: Some(token),
        })
    }
}
