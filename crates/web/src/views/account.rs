//! One's own account, signing in, and joining an assessment without an account.

mod forms;
mod join;

pub use forms::{
    appearance_form, code_form, forgot_form, join_code_form, join_form, password_form,
    profile_form, reset_form, sign_in_form, token_form,
};
pub use join::{CodePage, JoinPage, RecoveryPage};

use super::forms::Form;
use super::frame::Frame;
use super::speak::{Speaks, speaks};
use askama::Template;

/// Signing in.
#[derive(Template)]
#[template(path = "account/sign_in.html")]
pub struct SignInPage {
    /// What every page has.
    pub frame: Frame,
    /// The form.
    pub form: Form,
}

/// Asking for a new password.
#[derive(Template)]
#[template(path = "account/forgot.html")]
pub struct ForgotPage {
    /// What every page has.
    pub frame: Frame,
    /// The form, where letters can be sent; else who can help is said.
    pub form: Option<Form>,
    /// Whether a letter was sent, if there is such an account.
    pub sent: bool,
}

/// Setting a new password by a link.
#[derive(Template)]
#[template(path = "account/reset.html")]
pub struct ResetPage {
    /// What every page has.
    pub frame: Frame,
    /// Whose password it is.
    pub name: String,
    /// The form.
    pub form: Form,
}

/// A session.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// Identifier.
    pub id: String,
    /// Browser and machine, as text.
    pub device: String,
    /// Since when, as text.
    pub since: String,
    /// When it was last used, as text.
    pub last: String,
    /// Whether it is this one.
    pub current: bool,
}

/// A token for programs.
#[derive(Debug, Clone)]
pub struct TokenRow {
    /// Identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it may, as words: `read`, `rate`, `manage`.
    pub scopes: Vec<&'static str>,
    /// Until when it holds, as text.
    pub until: String,
    /// When it was last used, as text.
    pub last: Option<String>,
    /// Whether it has run out.
    pub expired: bool,
}

/// One's own account.
#[derive(Template)]
#[template(path = "account/page.html")]
pub struct AccountPage {
    /// What every page has.
    pub frame: Frame,
    /// Name and address.
    pub profile: Form,
    /// A new password.
    pub password: Form,
    /// Language and looks.
    pub appearance: Form,
    /// Where one is signed in.
    pub sessions: Vec<SessionRow>,
    /// Tokens for programs.
    pub tokens: Vec<TokenRow>,
    /// A token that was just made; it is shown once.
    pub fresh_token: Option<String>,
    /// A new token.
    pub token: Form,
}

impl AccountPage {
    fn scopes(&self, row: &TokenRow) -> String {
        let names = row.scopes.iter();
        let names: Vec<String> = names
            .map(|scope| self.t(&format!("account-scope-{scope}")))
            .collect();
        names.join(", ")
    }
}

speaks!(SignInPage, ForgotPage, ResetPage, AccountPage);
