//! Accounts: the first set-up, signing in and out, sessions, resets, and what an
//! administrator does with other people's accounts.

use crate::actor::{Actor, Me, Scope};
use crate::app::{App, Place};
use crate::error::{AppError, Mistake, Mistakes};
use crate::parse::{NAME, optional, required};
use crate::password;
use crate::secrets::{random_secret, secret_sha256};
use gradus_store::rows::{AccountRow, LinkRow, SessionRow};
use gradus_store::{PersonId, Write};
use serde_json::{Value as Json, json};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// How long a link to choose a password lasts.
const LINK_MS: i64 = 3 * DAY_MS;
/// A session's last use is written down at most this often.
const TOUCH_MS: i64 = 10 * 60 * 1000;

/// What a link lets its holder do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPurpose {
    /// Make the first administrator.
    Setup,
    /// Choose a password.
    Password,
    /// Sign in once; only for demonstrations.
    SignIn,
}

impl LinkPurpose {
    fn word(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Password => "password",
            Self::SignIn => "sign_in",
        }
    }
}

/// A person to be given an account.
#[derive(Debug, Clone, Default)]
pub struct NewAccount {
    /// Name.
    pub name: String,
    /// What they will sign in with; an e-mail address will do.
    pub login: String,
    /// Address for e-mail; may be empty.
    pub email: String,
    /// Whether they will administer the instance.
    pub administrator: bool,
}

/// An account as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// What they sign in with.
    pub login: String,
    /// Address for e-mail.
    pub email: Option<String>,
    /// Whether they administer the instance.
    pub administrator: bool,
    /// Whether they can sign in.
    pub enabled: bool,
    /// Whether they chose a password yet.
    pub has_password: bool,
    /// When it was made, in milliseconds since 1970, UTC.
    pub created_at: i64,
}

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

impl From<AccountRow> for AccountView {
    fn from(row: AccountRow) -> Self {
        Self {
            id: row.person_id,
            name: row.name.unwrap_or_default(),
            login: row.login,
            email: row.email,
            administrator: row.administrator == 1,
            enabled: row.disabled_at.is_none(),
            has_password: row.password_hash.is_some(),
            created_at: row.created_at,
        }
    }
}

fn me_of(row: &AccountRow) -> Me {
    Me {
        id: row.person_id.clone(),
        name: row.name.clone().unwrap_or_else(|| row.login.clone()),
        login: row.login.clone(),
        administrator: row.administrator == 1,
        language: row.language.clone(),
    }
}

fn login(text: &str) -> Result<String, Mistake> {
    let login = required("login", text, 120)?.to_lowercase();
    if login.chars().any(char::is_whitespace) {
        return Err(Mistake::new("login", "login_spaces"));
    }
    Ok(login)
}

/// The right to administer the instance.
pub struct Administrator<'a> {
    app: &'a App,
    actor: &'a Actor,
}

impl App {
    /// Whether nobody has an account yet.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn needs_setup(&self) -> Result<bool, AppError> {
        Ok(self.db().account_count().await? == 0)
    }

    /// The secret of the link by which the first administrator is made; earlier ones end.
    ///
    /// # Errors
    /// When somebody has an account already.
    pub async fn setup_secret(&self) -> Result<String, AppError> {
        if !self.needs_setup().await? {
            return Err(AppError::Refused("set_up_already"));
        }
        self.link(LinkPurpose::Setup, None).await
    }

    /// A secret that does one thing once; the person's earlier ones for it end.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn link(
        &self,
        purpose: LinkPurpose,
        person: Option<PersonId>,
    ) -> Result<String, AppError> {
        let secret = random_secret()?;
        let sha256 = secret_sha256(&secret);
        self.change_as(self.system(), move |write, stamp| {
            Box::pin(async move {
                write
                    .drop_account_links(purpose.word(), person.as_ref())
                    .await?;
                let subject = person
                    .as_ref()
                    .map_or_else(|| "instance".to_owned(), |id| format!("person:{id}"));
                let link = LinkRow {
                    purpose: purpose.word().to_owned(),
                    person_id: person,
                    expires_at: stamp.now + LINK_MS,
                    used_at: None,
                };
                write.add_account_link(&sha256, &link).await?;
                let after = json!({ "purpose": purpose.word() });
                stamp.note(
                    write,
                    "link_create",
                    subject,
                    &Place::Instance,
                    (Json::Null, after),
                );
                Ok(())
            })
        })
        .await?;
        Ok(secret)
    }

    /// The person that a link is for, when it still does what it is for.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a link that was used, has ended or never was.
    pub async fn open_link(
        &self,
        purpose: LinkPurpose,
        secret: &str,
    ) -> Result<Option<Me>, AppError> {
        let link = self.valid_link(purpose, secret).await?;
        let Some(person) = link.person_id else {
            return Ok(None);
        };
        Ok(self.db().account(&person).await?.as_ref().map(me_of))
    }

    async fn valid_link(&self, purpose: LinkPurpose, secret: &str) -> Result<LinkRow, AppError> {
        let link = self.db().account_link(&secret_sha256(secret)).await?;
        link.filter(|link| {
            link.purpose == purpose.word() && link.used_at.is_none() && link.expires_at > self.now()
        })
        .ok_or(AppError::NotFound("link"))
    }

    /// Makes the first administrator, by the link that the first start printed.
    ///
    /// # Errors
    /// A link that no longer works, fields that are wrong, and a password that will not do.
    pub async fn set_up(
        &self,
        secret: &str,
        account: &NewAccount,
        password: &str,
    ) -> Result<PersonId, AppError> {
        self.valid_link(LinkPurpose::Setup, secret).await?;
        if !self.needs_setup().await? {
            return Err(AppError::Refused("set_up_already"));
        }
        let sha256 = secret_sha256(secret);
        let row = self.new_account(account, Some(password)).await?;
        let row = AccountRow {
            administrator: 1,
            ..row
        };
        let id = row.person_id.clone();
        self.change_as(self.system(), move |write, stamp| {
            Box::pin(async move {
                write.use_account_link(&sha256, stamp.now).await?;
                if write.account_count().await? > 0 {
                    return Err(AppError::Refused("set_up_already"));
                }
                insert(write, &stamp, &row).await
            })
        })
        .await?;
        Ok(id)
    }

    /// Makes an account in the name of the instance: for operators' commands.
    ///
    /// # Errors
    /// Fields that are wrong, and a password that will not do.
    pub async fn account_create_by_operator(
        &self,
        account: &NewAccount,
        password: Option<&str>,
    ) -> Result<PersonId, AppError> {
        let row = self.new_account(account, password).await?;
        let id = row.person_id.clone();
        self.change_as(self.system(), move |write, stamp| {
            Box::pin(async move { insert(write, &stamp, &row).await })
        })
        .await?;
        Ok(id)
    }

    async fn new_account(
        &self,
        account: &NewAccount,
        password: Option<&str>,
    ) -> Result<AccountRow, AppError> {
        let mut mistakes = Mistakes::default();
        let name = mistakes.take(required("name", &account.name, NAME));
        let login = mistakes.take(login(&account.login));
        let email = mistakes.take(optional("email", &account.email, NAME));
        if let Some(Some(email)) = &email {
            mistakes.add_if(!email.contains('@'), "email", "email");
        }
        if let Some(password) = password {
            mistakes.take(password::check(
                password,
                &[&account.name, &account.login, "gradus"],
            ));
        }
        mistakes.check()?;
        let password_hash = match password {
            Some(password) => Some(self.inner.passwords.hash(password.to_owned()).await?),
            None => None,
        };
        Ok(AccountRow {
            person_id: PersonId::new(Self::uuid()),
            name,
            email: email.flatten(),
            login: login.unwrap_or_default(),
            password_hash,
            administrator: i64::from(account.administrator),
            language: None,
            disabled_at: None,
            created_at: self.now(),
            version: 1,
        })
    }

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

    /// Signs a person in by a link made for that; gives the secret of the new session.
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
                Ok(())
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
        let db = self.db();
        let Some(session) = db
            .session(&sha256)
            .await?
            .filter(|row| row.expires_at > now)
        else {
            return Ok(Actor::nobody());
        };
        let account = match &session.person_id {
            Some(person) => db.account(person).await?,
            None => None,
        };
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
        let seats = db.seats_of(&session.sha256).await?;
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
        Ok(views.collect())
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

    /// Changes the caller's own password; their other sessions end.
    ///
    /// # Errors
    /// When the present one is wrong, or the new one will not do.
    pub async fn password_change(
        &self,
        actor: &Actor,
        present: &str,
        new: &str,
    ) -> Result<(), AppError> {
        let me = actor.me()?.clone();
        let account = self
            .db()
            .account(&me.id)
            .await?
            .ok_or(AppError::SignInFirst)?;
        let hash = account.password_hash.clone();
        if !self
            .inner
            .passwords
            .matches(present.to_owned(), hash)
            .await?
        {
            return Err(AppError::invalid("present", "password_wrong"));
        }
        let keep = actor
            .session
            .as_ref()
            .map(|row| row.sha256.clone())
            .unwrap_or_default();
        self.set_password(actor, account, new, keep).await
    }

    async fn set_password(
        &self,
        actor: &Actor,
        account: AccountRow,
        new: &str,
        keep: String,
    ) -> Result<(), AppError> {
        let name = account.name.clone().unwrap_or_default();
        password::check(new, &[&name, &account.login, "gradus"])
            .map_err(|mistake| AppError::Invalid(vec![mistake]))?;
        let hash = self.inner.passwords.hash(new.to_owned()).await?;
        self.change_as(self.stamp(actor), move |write, stamp| {
            Box::pin(async move {
                let person = account.person_id.clone();
                write
                    .set_account(&AccountRow {
                        password_hash: Some(hash),
                        ..account
                    })
                    .await?;
                write.end_other_sessions(&person, &keep).await?;
                stamp.note(
                    write,
                    "password_change",
                    format!("person:{person}"),
                    &Place::Instance,
                    (Json::Null, Json::Null),
                );
                Ok(())
            })
        })
        .await
    }

    /// Chooses a password by a link.
    ///
    /// # Errors
    /// A link that no longer works, or a password that will not do.
    pub async fn password_by_link(&self, secret: &str, new: &str) -> Result<(), AppError> {
        let link = self.valid_link(LinkPurpose::Password, secret).await?;
        let person = link.person_id.ok_or(AppError::NotFound("link"))?;
        let account = self
            .db()
            .account(&person)
            .await?
            .ok_or(AppError::NotFound("link"))?;
        self.set_password(&Actor::nobody(), account, new, String::new())
            .await?;
        let sha256 = secret_sha256(secret);
        self.change_as(self.system(), move |write, stamp| {
            Box::pin(async move { Ok(write.use_account_link(&sha256, stamp.now).await?) })
        })
        .await
    }

    /// Changes the caller's name and what they sign in with.
    ///
    /// # Errors
    /// Fields that are wrong, and a login that somebody else has.
    pub async fn profile_change(
        &self,
        actor: &Actor,
        name: &str,
        typed: &str,
    ) -> Result<(), AppError> {
        let account = self
            .db()
            .account(&actor.me()?.id)
            .await?
            .ok_or(AppError::SignInFirst)?;
        let mut mistakes = Mistakes::default();
        let name = mistakes.take(required("name", name, NAME));
        let login = mistakes.take(login(typed));
        mistakes.check()?;
        self.change(actor, move |write, stamp| {
            Box::pin(async move {
                let person = account.person_id.clone();
                let email = login.clone().filter(|login| login.contains('@'));
                write
                    .set_person(&person, name.as_deref(), email.as_deref())
                    .await?;
                write
                    .set_account(&AccountRow {
                        login: login.unwrap_or_default(),
                        ..account
                    })
                    .await?;
                stamp.note(
                    write,
                    "profile_change",
                    format!("person:{person}"),
                    &Place::Instance,
                    (Json::Null, Json::Null),
                );
                Ok(())
            })
        })
        .await
    }

    /// Chooses the language of the caller's pages.
    ///
    /// # Errors
    /// Without an account.
    pub async fn language_change(
        &self,
        actor: &Actor,
        language: Option<String>,
    ) -> Result<(), AppError> {
        let account = self
            .db()
            .account(&actor.me()?.id)
            .await?
            .ok_or(AppError::SignInFirst)?;
        self.change(actor, move |write, stamp| {
            Box::pin(async move {
                let change = (json!(account.language), json!(language));
                let person = account.person_id.clone();
                write
                    .set_account(&AccountRow {
                        language,
                        ..account
                    })
                    .await?;
                stamp.note(
                    write,
                    "language_change",
                    format!("person:{person}"),
                    &Place::Instance,
                    change,
                );
                Ok(())
            })
        })
        .await
    }

    /// The right to administer.
    ///
    /// # Errors
    /// For everybody else.
    pub fn administrator<'a>(&'a self, actor: &'a Actor) -> Result<Administrator<'a>, AppError> {
        if !actor.me()?.administrator {
            return Err(AppError::NotAllowed("administrator"));
        }
        actor.needs(Scope::Admin)?;
        Ok(Administrator { app: self, actor })
    }
}

async fn insert(
    write: &mut Write,
    stamp: &crate::app::Stamp,
    row: &AccountRow,
) -> Result<(), AppError> {
    write
        .add_person(
            &row.person_id,
            row.name.as_deref(),
            row.email.as_deref(),
            stamp.now,
        )
        .await?;
    write.add_account(row).await?;
    let after = json!({ "administrator": row.administrator == 1 });
    stamp.note(
        write,
        "account_create",
        format!("person:{}", row.person_id),
        &Place::Instance,
        (Json::Null, after),
    );
    Ok(())
}

impl<'a> Administrator<'a> {
    pub(crate) fn app(&self) -> &'a App {
        self.app
    }

    pub(crate) fn actor(&self) -> &'a Actor {
        self.actor
    }

    /// All accounts, oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn accounts(&self) -> Result<Vec<AccountView>, AppError> {
        let rows = self.app.db().accounts().await?;
        Ok(rows.into_iter().map(AccountView::from).collect())
    }

    /// Makes an account without a password; gives the secret of the link by which its owner
    /// chooses one.
    ///
    /// # Errors
    /// Fields that are wrong.
    pub async fn account_create(
        &self,
        account: &NewAccount,
    ) -> Result<(PersonId, String), AppError> {
        let row = self.app.new_account(account, None).await?;
        let id = row.person_id.clone();
        self.app
            .change(self.actor, move |write, stamp| {
                Box::pin(async move { insert(write, &stamp, &row).await })
            })
            .await?;
        let secret = self
            .app
            .link(LinkPurpose::Password, Some(id.clone()))
            .await?;
        Ok((id, secret))
    }

    /// The secret of a link by which somebody chooses a new password.
    ///
    /// # Errors
    /// When there is no such account.
    pub async fn password_reset(&self, person: &PersonId) -> Result<String, AppError> {
        self.account(person).await?;
        self.app
            .link(LinkPurpose::Password, Some(person.clone()))
            .await
    }

    async fn account(&self, person: &PersonId) -> Result<AccountRow, AppError> {
        self.app
            .db()
            .account(person)
            .await?
            .ok_or(AppError::NotFound("account"))
    }

    /// Disables an account, or enables it again. Its sessions end.
    ///
    /// # Errors
    /// When it would be the last administrator's.
    pub async fn account_enable(&self, person: &PersonId, enabled: bool) -> Result<(), AppError> {
        let account = self.account(person).await?;
        self.app
            .change(self.actor, move |write, stamp| {
                Box::pin(async move {
                    let change = (json!(account.disabled_at.is_none()), json!(enabled));
                    let person = account.person_id.clone();
                    let disabled_at = (!enabled).then_some(stamp.now);
                    write
                        .set_account(&AccountRow {
                            disabled_at,
                            ..account
                        })
                        .await?;
                    if write.administrator_count().await? == 0 {
                        return Err(AppError::Refused("last_administrator"));
                    }
                    write.end_other_sessions(&person, "").await?;
                    stamp.note(
                        write,
                        "account_enable",
                        format!("person:{person}"),
                        &Place::Instance,
                        change,
                    );
                    Ok(())
                })
            })
            .await
    }
}
