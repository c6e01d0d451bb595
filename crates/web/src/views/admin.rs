//! Administration: accounts, cities, facts about the instance, the audit log.

mod forms;

pub use forms::account_form;

use super::forms::Form;
use super::frame::Frame;
use super::speak::{Speaks, speaks};
use askama::Template;

/// An account.
#[derive(Debug, Clone)]
pub struct AccountRow {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Whether it administers the instance.
    pub admin: bool,
    /// Whether it is shut.
    pub disabled: bool,
    /// When it was last used, as text.
    pub last: Option<String>,
    /// Whether it is the reader's own.
    pub own: bool,
}

/// A link that was just made for an account; it is shown once.
#[derive(Debug, Clone)]
pub struct AccountLink {
    /// For whom.
    pub name: String,
    /// The address.
    pub url: String,
    /// Until when it holds, as text.
    pub until: String,
}

/// A city as administrators see it: nothing of what people answered.
#[derive(Debug, Clone)]
pub struct AdminCity {
    /// Its address with the base path.
    pub url: String,
    /// Its name.
    pub name: String,
    /// How many assessments it has.
    pub assessments: usize,
    /// How many people have a role in it.
    pub members: usize,
    /// Names of its leads.
    pub leads: String,
}

/// Administration.
#[derive(Template)]
#[template(path = "admin/page.html")]
pub struct AdminPage {
    /// What every page has.
    pub frame: Frame,
    /// Facts about the instance: what and its value.
    pub facts: Vec<(String, String)>,
    /// The cities.
    pub cities: Vec<AdminCity>,
    /// Whether the instance may be filled with demo data.
    pub demo: bool,
}

/// The accounts of the instance.
#[derive(Template)]
#[template(path = "admin/accounts.html")]
pub struct AdminAccountsPage {
    /// What every page has.
    pub frame: Frame,
    /// The accounts.
    pub accounts: Vec<AccountRow>,
    /// A link that was just made.
    pub fresh: Option<AccountLink>,
    /// A new account.
    pub form: Form,
}

/// A row of the audit log.
#[derive(Debug, Clone)]
pub struct AuditRow {
    /// Its number in the chain.
    pub number: i64,
    /// When, as text.
    pub when: String,
    /// Who, as a pseudonym or a name.
    pub who: String,
    /// What was done, in words.
    pub what: String,
    /// To which thing, in words.
    pub about: String,
    /// What was before and after, as text; empty where there is nothing to tell.
    pub change: String,
    /// The first letters of its hash.
    pub hash: String,
}

/// The audit log.
#[derive(Template)]
#[template(path = "admin/audit.html")]
pub struct AuditPage {
    /// What every page has.
    pub frame: Frame,
    /// The filter.
    pub filter: AuditFilter,
    /// The rows, the newest first.
    pub rows: Vec<AuditRow>,
    /// Whether the chain was checked and is whole: `None` where it was not checked now.
    pub whole: Option<bool>,
    /// Address of the next page, where there is one.
    pub older: Option<String>,
}

/// The filter of the audit log; it is sent by GET.
#[derive(Debug, Clone)]
pub struct AuditFilter {
    /// Part of a name or pseudonym.
    pub who: String,
    /// The action's word.
    pub what: String,
    /// Words and names of actions to choose from.
    pub actions: Vec<(String, String)>,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

speaks!(AdminPage, AdminAccountsPage, AuditPage);
