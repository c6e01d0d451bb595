//! Every page of results, leads, members and administrators with rich made-up data, in any
//! language, and with texts that somebody wrote to break a page.

mod account;
mod manage;
mod results;

use gradus_web::views::frame::{Brand, Frame, Link, NavItem, Person};
use gradus_words::{Language, Words};
use std::sync::Arc;

/// A page: its name as a file, and its text.
pub struct Sample {
    /// Name without ending.
    pub name: &'static str,
    /// HTML.
    pub html: String,
}

/// What samples are made from.
pub struct Maker {
    words: Arc<Words>,
    hostile: bool,
}

/// Where the assessment of the samples is.
const HERE: &str = "/c/northaven/2026";
/// Where its city is.
const CITY: &str = "/c/northaven";

impl Maker {
    /// Ordinary texts in a language.
    pub fn new(language: Language) -> Self {
        let words = Arc::new(Words::new(language));
        Self {
            words,
            hostile: false,
        }
    }

    /// Texts that were written to break a page.
    pub fn hostile(language: Language) -> Self {
        let words = Arc::new(Words::new(language));
        Self {
            words,
            hostile: true,
        }
    }

    /// Every page.
    pub fn pages(&self) -> Vec<Sample> {
        let mut pages = results::pages(self);
        pages.extend(results::public_pages(self));
        pages.extend(manage::pages(self));
        pages.extend(account::pages(self));
        pages
    }

    /// A text that people type: as it is, or with everything that could break a page.
    fn s(&self, text: &str) -> String {
        if !self.hostile {
            return text.to_owned();
        }
        let long = "Llanfairpwllgwyngyll".repeat(15);
        format!(
            "{text}<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;\u{202e}עיר חכמה {long}"
        )
    }

    fn frame(&self, title: &str, current: Option<&str>) -> Frame {
        let mut frame = Frame::new(Arc::clone(&self.words), self.s(title));
        frame.csrf = self.s("token");
        frame.brand = Brand {
            city: Some(self.s("Northaven")),
            logo: None,
            stylesheet: None,
        };
        if let Some(current) = current {
            let nav = [
                ("Overview", ""),
                ("My ratings", "/rate"),
                ("People", "/people"),
                ("Evidence", "/evidence"),
                ("Results", "/results"),
                ("Settings", "/settings"),
            ];
            frame.nav = nav
                .iter()
                .map(|(label, path)| NavItem {
                    link: Link::new(*label, format!("{HERE}{path}")),
                    current: label == &current,
                })
                .collect();
            frame.crumbs = vec![
                Link::new(self.s("Northaven"), CITY),
                Link::new(self.s("Assessment 2026"), HERE),
            ];
        }
        frame.person = Some(Person {
            name: self.s("Ada Okonkwo"),
            menu: vec![Link::new("Account", "/account")],
            can_sign_out: true,
        });
        frame
    }

    fn stranger(&self, title: &str) -> Frame {
        let mut frame = self.frame(title, None);
        frame.person = None;
        frame
    }
}
