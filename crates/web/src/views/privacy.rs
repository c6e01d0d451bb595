//! What is stored of people, why, how long, and who sees it.

use super::frame::Frame;
use super::speak::{Speaks, speaks};
use askama::Template;

/// The page.
#[derive(Template)]
#[template(path = "account/privacy.html")]
pub struct PrivacyPage {
    /// What every page has.
    pub frame: Frame,
    /// How many days a session lasts after its last use.
    pub session_days: i64,
    /// Days after an assessment became final until names and notes are taken out; 0 keeps
    /// them.
    pub retention_days: i64,
    /// Whether the reader is somebody of whom something is stored.
    pub known: bool,
}

impl PrivacyPage {
    /// The kinds of data: identifier of their messages.
    fn kinds(&self) -> [&'static str; 8] {
        [
            "account", "session", "place", "answer", "vote", "evidence", "kept", "audit",
        ]
    }

    fn say(&self, of: &str, kind: &str) -> String {
        self.t(&format!("privacy-{of}-{kind}"))
    }

    fn days(&self) -> String {
        let days = usize::try_from(self.session_days).unwrap_or_default();
        self.n("privacy-days", days)
    }

    fn kept(&self) -> String {
        let days = usize::try_from(self.retention_days).unwrap_or_default();
        self.n("privacy-kept", days)
    }
}

speaks!(PrivacyPage);
