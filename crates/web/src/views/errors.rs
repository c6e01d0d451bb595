//! Pages for what went wrong: what it was, whose fault, and what to do now.

use super::frame::Frame;
use super::speak::{Speaks, speaks};
use askama::Template;

/// A page for what went wrong.
#[derive(Template)]
#[template(path = "errors/page.html")]
pub struct ErrorPage {
    /// What every page has.
    pub frame: Frame,
    /// The status code: 403, 404, 409, 413, 422, 429, 500 or 503 have words of their own.
    pub status: u16,
    /// What exactly is wrong, each as a sentence; never more than the reader may know.
    pub details: Vec<String>,
    /// The identifier under which the log tells more.
    pub request_id: Option<String>,
    /// After how many seconds it may be tried again.
    pub retry_after_s: Option<u32>,
    /// Where to go from here: address and words.
    pub onward: Vec<(String, String)>,
}

impl ErrorPage {
    fn say(&self, of: &str) -> String {
        let known = [403, 404, 409, 413, 422, 429, 500, 503];
        let status = if known.contains(&self.status) {
            self.status
        } else if self.status < 500 {
            422
        } else {
            500
        };
        self.t(&format!("account-error-{of}-{status}"))
    }

    fn retry(&self, seconds: &u32) -> String {
        let number = gradus_words::count(*seconds);
        self.frame
            .words
            .with("account-error-retry", &[("n", number)])
    }
}

speaks!(ErrorPage);
