//! Accounts: the first set-up, signing in and out, sessions, resets, and what an
//! administrator does with other people's accounts.

use crate::actor::{Actor, Me, Scope};
use crate::app::{App, Place, Stamp};
use crate::error::{AppError, Mistake, Mistakes};
use crate::parse::{NAME, optional, required};
use crate::password;
use crate::secrets::{random_secret, secret_sha256};
use gradus_store::rows::{AccountRow, LinkRow};
use gradus_store::{PersonId, Write};
use serde_json::{Value as Json, json};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// How long a link to choose a password lasts.
const LINK_MS: i64 = 3 * DAY_MS;

/// What a link lets its holder do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPurpose {
    /// Make the first administrator, once.
    Setup,
    /// Choose a password, once.
    Password,
    /// Sign in, as often as it is opened while it lasts; only for demonstrations.
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
    /// When its owner last signed in.
    pub signed_in_at: Option<i64>,
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
            signed_in_at: None,
        }
    }
}

pub(crate) fn me_of(row: &AccountRow) -> Me {
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

/// What a new password ends.
enum Ends {
    /// The person's sessions but one, by its hash.
    Others { keep: String },
    /// All of their sessions, and the link by which it was chosen.
    Link { sha256: String },
}

/// The right to administer the instance.
pub struct Administrator<'a> {
    pub(crate) app: &'a App,
    pub(crate) actor: &'a Actor,
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

    /// The secret of a link, made by the instance itself; the person's earlier ones for the
    /// same purpose end.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn link(
        &self,
        purpose: LinkPurpose,
        person: Option<PersonId>,
    ) -> Result<String, AppError> {
        self.link_as(self.system(), purpose, person).await
    }

    /// As [`App::link`], in the name of whoever makes it.
    pub(crate) async fn link_as(
        &self,
        stamp: Stamp,
        purpose: LinkPurpose,
        person: Option<PersonId>,
    ) -> Result<String, AppError> {
        let secret = random_secret()?;
        let sha256 = secret_sha256(&secret);
        self.change_as(stamp, move |write, stamp| {
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

    pub(crate) async fn valid_link(
        &self,
        purpose: LinkPurpose,
        secret: &str,
    ) -> Result<LinkRow, AppError> {
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

    pub(crate) async fn new_account(
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
        self.set_password(self.stamp(actor), account, new, Ends::Others { keep })
            .await
    }

    async fn set_password(
        &self,
        stamp: Stamp,
        account: AccountRow,
        new: &str,
        ends: Ends,
    ) -> Result<(), AppError> {
        let name = account.name.clone().unwrap_or_default();
        password::check(new, &[&name, &account.login, "gradus"])
            .map_err(|mistake| AppError::Invalid(vec![mistake]))?;
        let hash = self.inner.passwords.hash(new.to_owned()).await?;
        self.change_as(stamp, move |write, stamp| {
            Box::pin(async move {
                let person = account.person_id.clone();
                let keep = match ends {
                    Ends::Others { keep } => keep,
                    Ends::Link { sha256 } => {
                        // First of all: of two who use it at once, one wins.
                        let used = write.use_account_link(&sha256, stamp.now).await;
                        used.map_err(|_| AppError::NotFound("link"))?;
                        String::new()
                    }
                };
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
    pub async fn password_by_link(&self, secret: &str, new: &str) -> Result<PersonId, AppError> {
        let link = self.valid_link(LinkPurpose::Password, secret).await?;
        let person = link.person_id.ok_or(AppError::NotFound("link"))?;
        let account = self
            .db()
            .account(&person)
            .await?
            .ok_or(AppError::NotFound("link"))?;
        let stamp = Stamp {
            now: self.now(),
            actor: format!("person:{person}"),
        };
        let sha256 = secret_sha256(secret);
        self.set_password(stamp, account, new, Ends::Link { sha256 })
            .await?;
        Ok(person)
    }

    /// As [`App::password_by_link`], and signs the person in; gives the secret of the session.
    ///
    /// # Errors
    /// As there.
    pub async fn enter_by_password_link(
        &self,
        secret: &str,
        new: &str,
        agent: &str,
        keep: &Actor,
    ) -> Result<String, AppError> {
        let person = self.password_by_link(secret, new).await?;
        self.begin_session(Some(person), agent, keep).await
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
                let email = login
                    .clone()
                    .filter(|login| login.contains('@'))
                    .or_else(|| account.email.clone());
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

pub(crate) async fn insert(
    write: &mut Write,
    stamp: &Stamp,
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
