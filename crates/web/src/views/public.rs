//! What strangers see: a published result, a city's list of them, a tombstone, a feed.
//!
//! A page here is the same for everybody who reads it in one language: no session, no form,
//! no script. It is laid out from the report's view, as the pages of members are.

mod area;
mod city;

pub use area::{Area, NextItem, Rung};
pub use city::{CityEntry, CityFeed, CityPage, GonePage, NewsEntry};

use super::frame::Frame;
use super::results::{Piece, headline, lang};
use super::speak::{Speaks, speaks};
use askama::Template;
use gradus_report::view::{TargetView, View};
use gradus_words::{Argument, count, say};
use std::sync::Arc;

/// Where the pages of a publication are.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    /// This page below the base, without a query: `/gradus/p/northaven/2026`.
    pub here: String,
    /// The same as people open it from elsewhere, with scheme and host.
    pub whole: String,
    /// The city's list.
    pub city: String,
    /// The city's feed, with scheme and host.
    pub feed: String,
}

/// A file to take away.
#[derive(Debug, Clone)]
pub struct PublicFile {
    /// Its name below the page's address.
    pub name: &'static str,
    /// What it is called in the list.
    pub kind: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// What it is good for.
    pub purpose: String,
}

/// A title of evidence.
#[derive(Debug, Clone)]
pub struct PublicTitle {
    /// The title.
    pub title: String,
    /// Its kind, in words.
    pub kind: String,
    /// From when until when it holds.
    pub period: String,
    /// State of its review, in words.
    pub status: String,
}

/// What is said about how a result came to be.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// Who took part.
    pub people: String,
    /// How many questions were answered, in per cent.
    pub answered: Option<String>,
    /// Whether they agree, in words.
    pub agreement: String,
    /// How sure the levels are, in words.
    pub certainty: String,
}

/// A published result.
#[derive(Template)]
#[template(path = "public/page.html")]
pub struct PublicPage {
    /// What every page has.
    pub frame: Frame,
    /// What the report says.
    pub view: Arc<View>,
    /// Where it is.
    pub at: Addresses,
    /// Model, cycle and day in one line.
    pub about: String,
    /// Which version it is, from the second on.
    pub version: Option<String>,
    /// The lead's own words, a paragraph each.
    pub introduction: Vec<String>,
    /// What must be known before reading on.
    pub notices: Vec<String>,
    /// The result in a few sentences.
    pub short: Vec<String>,
    /// The areas, in the model's order.
    pub areas: Vec<Area>,
    /// Titles of evidence.
    pub titles: Vec<PublicTitle>,
    /// How many pieces count without being listed.
    pub untitled: usize,
    /// How it came to be.
    pub made: Made,
    /// Files to take away.
    pub files: Vec<PublicFile>,
    /// Whether there is a picture for posts.
    pub picture: bool,
    /// Whether only its lead sees it so far: the address to go back to.
    pub preview: Option<String>,
    /// The profile.
    pub radar: String,
    /// The profile for a phone.
    pub radar_narrow: String,
}

impl PublicPage {
    fn m(&self) -> String {
        lang(&self.view)
    }

    fn headline(&self) -> Vec<Piece> {
        headline(&self.view)
    }

    /// The lowest and highest printed number of a level.
    fn scale(&self) -> String {
        let number = |level: Option<&gradus_report::view::LevelView>| {
            say(level.map_or_else(String::new, |level| level.value.to_string()))
        };
        let (low, high) = (self.view.levels.first(), self.view.levels.last());
        self.with(
            "public-scale",
            &[("low", number(low)), ("high", number(high))],
        )
    }

    fn plan(&self, row: &TargetView) -> String {
        if row.now == row.target {
            return self.with("public-plan-there", &[("target", say(&row.target))]);
        }
        let texts = [("now", say(&row.now)), ("target", say(&row.target))];
        self.with("public-plan", &texts)
    }

    fn plan_by(&self, row: &TargetView) -> Option<String> {
        row.day?;
        Some(self.with("public-plan-by", &[("day", say(&row.by))]))
    }

    fn untitled_text(&self) -> String {
        self.n("public-rests-more", self.untitled)
    }

    /// What a page of others puts down to show the profile.
    fn embed(&self) -> String {
        embed(&self.frame.words, &self.at.whole, &self.view)
    }

    /// Languages: tag, name, and whether it is this one.
    fn languages(&self) -> Vec<(&'static str, &'static str, bool)> {
        self.frame.languages()
    }

    fn with(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.frame.words.with(key, arguments)
    }

    /// A sentence for search engines and previews.
    fn description(&self) -> String {
        self.short.first().cloned().unwrap_or_default()
    }

    fn made_people(&self) -> String {
        self.made.people.clone()
    }
}

/// What a page of others puts down to show the profile and to lead to its page.
#[must_use]
pub fn embed(words: &gradus_words::Words, whole: &str, view: &View) -> String {
    let texts = [("city", say(&view.city)), ("cycle", say(&view.series.now))];
    let alt = escape(&words.with("public-embed-alt", &texts));
    let (whole, lang) = (escape(whole), words.language().tag());
    format!(
        "<a href=\"{whole}?lang={lang}\"><img src=\"{whole}/profile.svg?lang={lang}\" alt=\"{alt}\" width=\"520\" loading=\"lazy\"></a>"
    )
}

fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

/// Who took part, as a sentence.
#[must_use]
pub fn people(words: &gradus_words::Words, assessors: usize, groups: usize) -> String {
    let numbers = [("assessors", count(assessors)), ("groups", count(groups))];
    words.with("public-people", &numbers)
}

speaks!(PublicPage);
