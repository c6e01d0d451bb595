//! What stands around every page: city, navigation, path, person, language and notices.

use crate::assets;
use gradus_words::{Argument, Language, Words, count, say};
use std::sync::Arc;

/// A link with its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words shown.
    pub label: String,
    /// The whole address, the base path included.
    pub href: String,
}

impl Link {
    /// A link.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
        }
    }
}

/// An entry of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// Where it leads.
    pub link: Link,
    /// Is this page, or one below it, shown?
    pub current: bool,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// As the device is set.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Scheme {
    /// All three, in the order offered.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The value in the cookie `gradus-scheme`, in forms and in the page.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The scheme of a cookie or form; anything unknown is [`Scheme::Auto`].
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|scheme| scheme.name() == name)
            .unwrap_or_default()
    }
}

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// It worked.
    Success,
    /// Take care.
    Warning,
    /// It did not work.
    Danger,
}

impl Tone {
    /// The name of its colours in the design system.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}

/// A sentence on top of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub tone: Tone,
    /// What it says.
    pub text: String,
    /// What can be done: a link such as "Undo".
    pub action: Option<Link>,
}

/// Whose pages these are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Brand {
    /// The city's name; none outside a city.
    pub city: Option<String>,
    /// The address of its logo.
    pub logo: Option<String>,
    /// The address of the stylesheet with its colour, from [`crate::theme::stylesheet`].
    pub stylesheet: Option<String>,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Name or pseudonym.
    pub name: String,
    /// The entries of their menu, signing out apart.
    pub menu: Vec<Link>,
    /// Can they sign out? Somebody behind an invitation link can only close the page.
    pub can_sign_out: bool,
}

/// What stands around a page.
#[derive(Clone)]
pub struct Frame {
    /// The words of the reader's language.
    pub words: Arc<Words>,
    /// The path below which the program is served: empty, or `/gradus`.
    pub base: String,
    /// This page's path and query below `base`, where forms of the frame lead back to.
    pub here: String,
    /// The page's title, without the program's name.
    pub title: String,
    /// Light or dark.
    pub scheme: Scheme,
    /// Whose pages these are.
    pub brand: Brand,
    /// The navigation; empty outside an assessment.
    pub nav: Vec<NavItem>,
    /// The way down to this page, which is not among them.
    pub crumbs: Vec<Link>,
    /// Who is signed in, if anybody.
    pub person: Option<Person>,
    /// The token that every form carries.
    pub csrf: String,
    /// Is the page sent over plain HTTP to other machines?
    pub insecure_lan: bool,
    /// What the last action left to say, and what the whole page should know.
    pub notices: Vec<Notice>,
}

impl Frame {
    /// A frame around nothing: no city, no navigation, nobody signed in.
    #[must_use]
    pub fn new(words: Arc<Words>, title: impl Into<String>) -> Self {
        Self {
            words,
            base: String::new(),
            here: "/".to_owned(),
            title: title.into(),
            scheme: Scheme::Auto,
            brand: Brand::default(),
            nav: Vec::new(),
            crumbs: Vec::new(),
            person: None,
            csrf: String::new(),
            insecure_lan: false,
            notices: Vec::new(),
        }
    }

    /// A message of the catalogue.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.words.text(key)
    }

    /// A message that says a text, named `text` in it.
    #[must_use]
    pub fn say(&self, key: &str, text: &str) -> String {
        self.words.with(key, &[("text", say(text))])
    }

    /// A message that counts, its number named `count`.
    #[must_use]
    pub fn count(&self, key: &str, number: &usize) -> String {
        self.words.with(key, &[("count", count(*number))])
    }

    /// A message that counts so many of so many: `count` and `total`.
    #[must_use]
    pub fn of(&self, key: &str, done: &usize, total: &usize) -> String {
        let args: [(&str, Argument); 2] = [("count", count(*done)), ("total", count(*total))];
        self.words.with(key, &args)
    }

    /// The tag of the page's language.
    #[must_use]
    pub fn language(&self) -> &'static str {
        self.words.language().tag()
    }

    /// The direction its script runs in; all languages so far run from left to right.
    #[must_use]
    pub fn direction(&self) -> &'static str {
        "ltr"
    }

    /// The address of an asset.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        format!("{}/assets/{}", self.base, assets::served(name))
    }

    /// The title of the browser's tab.
    #[must_use]
    pub fn tab_title(&self) -> String {
        match &self.brand.city {
            Some(city) => format!("{} · {city} · Gradus", self.title),
            None => format!("{} · Gradus", self.title),
        }
    }

    /// The languages on offer: tag, name in the language itself, and whether it is this one.
    #[must_use]
    pub fn languages(&self) -> Vec<(&'static str, &'static str, bool)> {
        let name = |language| match language {
            Language::English => "English",
            Language::German => "Deutsch",
        };
        Language::ALL
            .into_iter()
            .map(|language| {
                let own = language == self.words.language();
                (language.tag(), name(language), own)
            })
            .collect()
    }

    /// The schemes on offer: name, label, and whether it is this one.
    #[must_use]
    pub fn schemes(&self) -> Vec<(&'static str, String, bool)> {
        Scheme::ALL
            .into_iter()
            .map(|scheme| {
                let label = self.t(&format!("page-scheme-{}", scheme.name()));
                (scheme.name(), label, scheme == self.scheme)
            })
            .collect()
    }
}
