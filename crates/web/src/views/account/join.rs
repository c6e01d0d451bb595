//! Joining an assessment without an account: an invitation, a short code, a recovery code.

use super::SessionRow;
use crate::views::forms::Form;
use crate::views::frame::Frame;
use crate::views::speak::{Speaks, speaks};
use askama::Template;

/// What an invited person sees first.
#[derive(Template)]
#[template(path = "account/join.html")]
pub struct JoinPage {
    /// What every page has.
    pub frame: Frame,
    /// Name of the city.
    pub city: String,
    /// Name of the assessment.
    pub assessment: String,
    /// The group to which the person will belong.
    pub group: String,
    /// How many components are asked.
    pub components: usize,
    /// How many questions that are.
    pub questions: usize,
    /// About how many minutes it takes.
    pub minutes: usize,
    /// The last day for answers, as text.
    pub until: String,
    /// Whether rating has ended: there is nothing to answer any more.
    pub ended: bool,
    /// Whether nobody can join any more: it has, and the link is for a whole group.
    pub closed: bool,
    /// Whether the lead chose that names are shown beside answers after the reveal.
    pub named: bool,
    /// Whether the link was used before, so that the code is asked for.
    pub by_code: bool,
    /// The form with the name or the code, and the button.
    pub form: Form,
}

impl JoinPage {
    fn title(&self) -> String {
        self.a("account-join-title", &self.city)
    }

    fn inviter_text(&self) -> String {
        self.a("account-join-by-city", &self.city)
    }
}

/// Going on with a short code on another device.
#[derive(Template)]
#[template(path = "account/code.html")]
pub struct CodePage {
    /// What every page has.
    pub frame: Frame,
    /// The form.
    pub form: Form,
}

/// The recovery code, shown after joining.
#[derive(Template)]
#[template(path = "account/recovery.html")]
pub struct RecoveryPage {
    /// What every page has.
    pub frame: Frame,
    /// The code, in groups of letters.
    pub code: String,
    /// Where to go on.
    pub next: String,
    /// The browsers that hold the place.
    pub sessions: Vec<SessionRow>,
    /// Address of the page with the base path.
    pub here: String,
}

speaks!(JoinPage, CodePage, RecoveryPage);
