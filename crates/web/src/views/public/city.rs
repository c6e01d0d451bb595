//! A city's list of publications, its feed, and what stands in place of a withdrawn one.

use crate::views::frame::Frame;
use crate::views::speak::{Speaks, speaks};
use askama::Template;

use super::Addresses;

/// A cycle in a city's list.
#[derive(Debug, Clone)]
pub struct CityEntry {
    /// Its address.
    pub href: String,
    /// Name of the cycle.
    pub cycle: String,
    /// The result in one line; none where it was withdrawn.
    pub headline: Option<String>,
    /// When it was published or withdrawn, in words.
    pub about: String,
}

/// What a city has published.
#[derive(Template)]
#[template(path = "public/city.html")]
pub struct CityPage {
    /// What every page has.
    pub frame: Frame,
    /// Where it is.
    pub at: Addresses,
    /// Name of the city.
    pub city: String,
    /// Its cycles, the last first.
    pub entries: Vec<CityEntry>,
}

impl CityPage {
    fn languages(&self) -> Vec<(&'static str, &'static str, bool)> {
        self.frame.languages()
    }
}

/// In place of a publication that was withdrawn.
#[derive(Template)]
#[template(path = "public/gone.html")]
pub struct GonePage {
    /// What every page has.
    pub frame: Frame,
    /// Where it was.
    pub at: Addresses,
    /// What was there.
    pub what: String,
    /// When it went.
    pub when: String,
    /// Why.
    pub why: String,
}

impl GonePage {
    fn languages(&self) -> Vec<(&'static str, &'static str, bool)> {
        self.frame.languages()
    }
}

/// An entry of a feed.
#[derive(Debug, Clone)]
pub struct NewsEntry {
    /// An identifier that stays.
    pub id: String,
    /// What happened.
    pub title: String,
    /// The result in one line; empty where it was withdrawn.
    pub summary: String,
    /// When, RFC 3339.
    pub at: String,
    /// The page.
    pub href: String,
}

/// What happened to a city's publications.
#[derive(Template)]
#[template(path = "public/feed.xml")]
pub struct CityFeed {
    /// BCP 47 tag.
    pub language: &'static str,
    /// Title.
    pub title: String,
    /// Who publishes.
    pub author: String,
    /// The city's list, with scheme and host.
    pub page: String,
    /// The feed itself, with scheme and host.
    pub whole: String,
    /// When it changed last, RFC 3339.
    pub updated: String,
    /// What happened, the last first.
    pub entries: Vec<NewsEntry>,
}

speaks!(CityPage, GonePage);
