//! What an administrator does with other people's accounts.

use crate::account::{AccountView, Administrator, LinkPurpose, NewAccount, insert};
use crate::actor::Actor;
use crate::app::{App, Place};
use crate::error::AppError;
use gradus_store::PersonId;
use gradus_store::rows::AccountRow;
use serde_json::json;
use std::collections::HashMap;

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
        let db = self.app.db();
        let rows = db.accounts().await?;
        let place = Place::Instance.word();
        let last = db.audit_last_of_each(&place, "session_begin").await?;
        let last: HashMap<String, i64> = last.into_iter().collect();
        let views = rows.into_iter().map(|row| AccountView {
            signed_in_at: last.get(&format!("person:{}", row.person_id)).copied(),
            ..AccountView::from(row)
        });
        Ok(views.collect())
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
            .link_as(
                self.app.stamp(self.actor),
                LinkPurpose::Password,
                Some(id.clone()),
            )
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
            .link_as(
                self.app.stamp(self.actor),
                LinkPurpose::Password,
                Some(person.clone()),
            )
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
