//! People and their accounts, the links that open them, and API tokens.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::ids::{PersonId, TokenId};
use crate::rows::{AccountRow, LinkRow, TokenRow};
use sea_orm::FromQueryResult;

macro_rules! account_columns {
    () => {
        "a.person_id, p.name, p.email, a.login, a.password_hash, a.administrator,
        a.language, a.disabled_at, a.created_at, a.version"
    };
}
macro_rules! token_columns {
    () => {
        "t.id, t.person_id, t.name, t.scope, t.created_at, t.expires_at, t.used_at, t.revoked_at"
    };
}
pub(crate) use {account_columns, token_columns};

const ACCOUNT: &str = concat!(
    "SELECT ",
    account_columns!(),
    " FROM account a JOIN person p ON p.id = a.person_id"
);
const TOKEN: &str = concat!("SELECT ", token_columns!(), " FROM api_token t");

impl Db {
    /// The account with this login.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn account_by_login(&self, login: &str) -> Result<Option<AccountRow>, StoreError> {
        self.one(&format!("{ACCOUNT} WHERE a.login = $1"), [login.into()])
            .await
    }

    /// A person's account.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn account(&self, person: &PersonId) -> Result<Option<AccountRow>, StoreError> {
        self.one(
            &format!("{ACCOUNT} WHERE a.person_id = $1"),
            [person.clone().into()],
        )
        .await
    }

    /// All accounts, oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn accounts(&self) -> Result<Vec<AccountRow>, StoreError> {
        self.all(&format!("{ACCOUNT} ORDER BY a.created_at, a.person_id"), [])
            .await
    }

    /// How many accounts there are.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn account_count(&self) -> Result<i64, StoreError> {
        self.number("SELECT COUNT(*) AS n FROM account", []).await
    }

    /// How many administrators can sign in.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn administrator_count(&self) -> Result<i64, StoreError> {
        self.number(
            "SELECT COUNT(*) AS n FROM account WHERE administrator = 1 AND disabled_at IS NULL",
            [],
        )
        .await
    }

    /// A person's name.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn person_name(&self, person: &PersonId) -> Result<Option<String>, StoreError> {
        #[derive(FromQueryResult)]
        struct Named {
            name: Option<String>,
        }
        let sql = "SELECT name FROM person WHERE id = $1";
        let row = self.one::<Named, 1>(sql, [person.clone().into()]).await?;
        Ok(row.and_then(|row| row.name))
    }

    /// The link with this hash.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn account_link(&self, sha256: &str) -> Result<Option<LinkRow>, StoreError> {
        self.one(
            "SELECT purpose, person_id, expires_at, used_at FROM account_link WHERE sha256 = $1",
            [sha256.into()],
        )
        .await
    }

    /// A person's tokens, newest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn tokens_of(&self, person: &PersonId) -> Result<Vec<TokenRow>, StoreError> {
        let sql = format!("{TOKEN} WHERE t.person_id = $1 ORDER BY t.created_at DESC, t.id DESC");
        self.all(&sql, [person.clone().into()]).await
    }
}

impl Write {
    /// Adds a person.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_person(
        &mut self,
        id: &PersonId,
        name: Option<&str>,
        email: Option<&str>,
        now: i64,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO person (id, name, email, created_at) VALUES ($1, $2, $3, $4)",
            [id.clone().into(), name.into(), email.into(), now.into()],
        )
        .await?;
        Ok(())
    }

    /// Changes a person's name and address.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_person(
        &mut self,
        id: &PersonId,
        name: Option<&str>,
        email: Option<&str>,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE person SET name = $2, email = $3 WHERE id = $1",
            [id.clone().into(), name.into(), email.into()],
        )
        .await?;
        Ok(())
    }

    /// Adds an account for a person.
    ///
    /// # Errors
    /// [`StoreError::Taken`] for a login in use, and when the database refuses.
    pub async fn add_account(&mut self, account: &AccountRow) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO account (person_id, login, password_hash, administrator, language, disabled_at, created_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 1)",
            [
                account.person_id.clone().into(),
                account.login.clone().into(),
                account.password_hash.clone().into(),
                account.administrator.into(),
                account.language.clone().into(),
                account.disabled_at.into(),
                account.created_at.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Changes an account whose version is the one in `account`.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it was changed in between, and when the database refuses.
    pub async fn set_account(&mut self, account: &AccountRow) -> Result<(), StoreError> {
        let changed = self
            .execute(
                "UPDATE account SET login = $2, password_hash = $3, administrator = $4, language = $5,
                 disabled_at = $6, version = version + 1 WHERE person_id = $1 AND version = $7",
                [
                    account.person_id.clone().into(),
                    account.login.clone().into(),
                    account.password_hash.clone().into(),
                    account.administrator.into(),
                    account.language.clone().into(),
                    account.disabled_at.into(),
                    account.version.into(),
                ],
            )
            .await?;
        one(changed)
    }

    /// Adds a link.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_account_link(
        &mut self,
        sha256: &str,
        link: &LinkRow,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO account_link (sha256, purpose, person_id, expires_at) VALUES ($1, $2, $3, $4)",
            [
                sha256.into(),
                link.purpose.clone().into(),
                link.person_id.clone().into(),
                link.expires_at.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Marks a link as used, once.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it was used already, and when the database refuses.
    pub async fn use_account_link(&mut self, sha256: &str, now: i64) -> Result<(), StoreError> {
        let sql = "UPDATE account_link SET used_at = $2 WHERE sha256 = $1 AND used_at IS NULL";
        one(self.execute(sql, [sha256.into(), now.into()]).await?)
    }

    /// Ends all unused links of a purpose, of a person or of nobody.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_account_links(
        &mut self,
        purpose: &str,
        person: Option<&PersonId>,
    ) -> Result<(), StoreError> {
        match person {
            Some(person) => {
                let sql = "DELETE FROM account_link WHERE purpose = $1 AND person_id = $2 AND used_at IS NULL";
                self.execute(sql, [purpose.into(), person.clone().into()])
                    .await?;
            }
            None => {
                let sql = "DELETE FROM account_link WHERE purpose = $1 AND person_id IS NULL AND used_at IS NULL";
                self.execute(sql, [purpose.into()]).await?;
            }
        }
        Ok(())
    }

    /// Adds a token.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_token(&mut self, sha256: &str, token: &TokenRow) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO api_token (id, person_id, name, sha256, scope, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            [
                token.id.clone().into(),
                token.person_id.clone().into(),
                token.name.clone().into(),
                sha256.into(),
                token.scope.clone().into(),
                token.created_at.into(),
                token.expires_at.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Revokes one of a person's tokens.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when there is no such token, and when the database refuses.
    pub async fn revoke_token(
        &mut self,
        person: &PersonId,
        id: &TokenId,
        now: i64,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE api_token SET revoked_at = $3
                   WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL";
        one(self
            .execute(sql, [id.clone().into(), person.clone().into(), now.into()])
            .await?)
    }

    /// Remembers when a token was used.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn touch_token(&mut self, id: &TokenId, now: i64) -> Result<(), StoreError> {
        let sql = "UPDATE api_token SET used_at = $2 WHERE id = $1";
        self.execute(sql, [id.clone().into(), now.into()]).await?;
        Ok(())
    }
}

/// Whether exactly the one row that was meant was changed.
pub(crate) fn one(changed: u64) -> Result<(), StoreError> {
    match changed {
        1 => Ok(()),
        _ => Err(StoreError::Stale),
    }
}
