//! Signing in and out, and the sessions of browsers.

use crate::account::LinkPurpose;
use crate::actor::Actor;
use crate::app::{App, Place};
use crate::error::AppError;
use crate::password;
use crate::seat::Taking;
use crate::secrets::{random_secret, secret_sha256};
use gradus_store::rows::SessionRow;
use gradus_store::{PersonId, SessionHolder};
use serde_json::{Value as Json, json};

use crate::account::me_of;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// A session's last use is written down at most this often.
const TOUCH_MS: i64 = 10 * 60 * 1000;

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionView {
    /// A name for it.
    pub id: String,
    /// What the browser calls itself.
    pub agent: String,
    /// When it began, in milliseconds since 1970, UTC.
    pub created_at: i64,
    /// When it was last used, to ten minutes.
    pub seen_at: i64,
    /// Whether it is the caller's own.
    pub current: bool,
}

impl App {
    /// Signs a person in; gives the secret of the new session.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when login and password do not go together; it does not say
    /// which of them is wrong.
    pub async fn sign_in(
        &self,
        login: &str,
        password: &str,
        agent: &str,
        keep: &Actor,
    ) -> Result<String, AppError> {
        let account = self
            .db()
            .account_by_login(&login.trim().to_lowercase())
            .await?;
        let hash = account.as_ref().and_then(|row| row.password_hash.clone());
        let short: String = password.chars().take(password::LONGEST + 1).collect();
        let matches = self.inner.passwords.matches(short, hash).await?;
        match account {
            Some(account) if matches && account.disabled_at.is_none() => {
                self.begin_session(Some(account.person_id), agent, keep)
                    .await
            }
            _ => Err(AppError::invalid("password", "sign_in")),
        }
    }

    /// Signs a person in by a link made for that; gives the secret of the new session. The
    /// link of a demonstration works again, so that it can be looked at from many windows.
    ///
    /// # Errors
    /// A link that no longer works.
    pub async fn sign_in_by_link(&self, secret: &str, agent: &str) -> Result<String, AppError> {
        let link = self.valid_link(LinkPurpose::SignIn, secret).await?;
        self.begin_session(link.person_id, agent, &Actor::nobody())
            .await
    }

    /// Begins a session. Places that the caller's session held without an account go along.
    pub(crate) async fn begin_session(
        &self,
        person: Option<PersonId>,
        agent: &str,
        keep: &Actor,
    ) -> Result<String, AppError> {
        self.begin_session_at(person, agent, keep, None).await
    }

    /// As [`App::begin_session`], with a place that is taken at once.
    pub(crate) async fn begin_session_at(
        &self,
        person: Option<PersonId>,
        agent: &str,
        keep: &Actor,
        taking: Option<Taking>,
    ) -> Result<String, AppError> {
        let secret = random_secret()?;
        let now = self.now();
        let row = SessionRow {
            sha256: secret_sha256(&secret),
            id: Self::uuid().simple().to_string(),
            person_id: person,
            agent: agent
                .chars()
                .filter(|letter| !letter.is_control())
                .take(200)
                .collect(),
            created_at: now,
            seen_at: now,
            expires_at: now + self.inner.limits.session_days * DAY_MS,
        };
        let (before, seats) = (keep.session.clone(), keep.seats.clone());
        self.change_as(self.system(), move |write, stamp| {
            Box::pin(async move {
                write.drop_ended_sessions(stamp.now).await?;
                write.add_session(&row).await?;
                for seat in &seats {
                    write.add_seat(&row.sha256, seat).await?;
                }
                if let Some(before) = before {
                    write.end_session(&before.sha256).await?;
                }
                let subject = row
                    .person_id
                    .as_ref()
                    .map_or_else(|| "nobody".to_owned(), |id| format!("person:{id}"));
                let after = json!({ "session": row.id });
                stamp.note(
                    write,
                    "session_begin",
                    subject,
                    &Place::Instance,
                    (Json::Null, after),
                );
                match taking {
                    Some(taking) => taking.write(write, &stamp, &row.sha256).await,
                    None => Ok(()),
                }
            })
        })
        .await?;
        Ok(secret)
    }

    /// Who holds the session with this secret; nobody when it has ended.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn actor_of_session(&self, secret: &str) -> Result<Actor, AppError> {
        let sha256 = secret_sha256(secret);
        let now = self.now();
        let holder = self.db().session_holder(&sha256).await?;
        let Some(holder) = holder.filter(|holder| holder.session.expires_at > now) else {
            return Ok(Actor::nobody());
        };
        let SessionHolder {
            session,
            account,
            seats,
        } = holder;
        if account
            .as_ref()
            .is_some_and(|account| account.disabled_at.is_some())
        {
            return Ok(Actor::nobody());
        }
        if now - session.seen_at > TOUCH_MS {
            let expires_at = now + self.inner.limits.session_days * DAY_MS;
            let touched = self
                .change_as(self.system(), move |write, _| {
                    Box::pin(
                        async move { Ok(write.touch_session(&sha256, now, expires_at).await?) },
                    )
                })
                .await;
            // Reading goes on while nothing can be written.
            if let Err(error) = touched {
                tracing::warn!(%error, "a session's use was not written down");
            }
        }
        Ok(Actor {
            me: account.as_ref().map(me_of),
            seats,
            session: Some(session),
            token: None,
        })
    }

    /// Ends the caller's session.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn sign_out(&self, actor: &Actor) -> Result<(), AppError> {
        let Some(session) = actor.session.clone() else {
            return Ok(());
        };
        self.change_as(self.stamp(actor), move |write, stamp| {
            Box::pin(async move {
                write.end_session(&session.sha256).await?;
                let before = json!({ "session": session.id });
                stamp.note(
                    write,
                    "session_end",
                    &stamp.actor,
                    &Place::Instance,
                    (before, Json::Null),
                );
                Ok(())
            })
        })
        .await
    }

    /// The caller's sessions, the last used first.
    ///
    /// # Errors
    /// Without an account.
    pub async fn sessions(&self, actor: &Actor) -> Result<Vec<SessionView>, AppError> {
        let rows = self.db().sessions_of(&actor.me()?.id).await?;
        Ok(self.session_views(actor, rows))
    }

    /// Sessions that have not ended, as `actor` sees them.
    pub(crate) fn session_views(&self, actor: &Actor, rows: Vec<SessionRow>) -> Vec<SessionView> {
        let now = self.now();
        let own = actor.session.as_ref().map(|session| session.id.as_str());
        let views = rows
            .into_iter()
            .filter(|row| row.expires_at > now)
            .map(|row| SessionView {
                current: own == Some(row.id.as_str()),
                id: row.id,
                agent: row.agent,
                created_at: row.created_at,
                seen_at: row.seen_at,
            });
        views.collect()
    }

    /// Ends one of the caller's sessions.
    ///
    /// # Errors
    /// When it is none of theirs.
    pub async fn session_end(&self, actor: &Actor, id: &str) -> Result<(), AppError> {
        let (me, id) = (actor.me()?.id.clone(), id.to_owned());
        self.change(actor, move |write, stamp| {
            Box::pin(async move {
                write
                    .end_session_of(&me, &id)
                    .await
                    .map_err(|_| AppError::NotFound("session"))?;
                let before = json!({ "session": id });
                stamp.note(
                    write,
                    "session_end",
                    format!("person:{me}"),
                    &Place::Instance,
                    (before, Json::Null),
                );
                Ok(())
            })
        })
        .await
    }
}
