//! The message catalogue: every word that the program shows, in every language it speaks.
//!
//! Messages live in `locales/<language>/*.ftl` (Project Fluent). A test holds that every
//! language has every message with the same arguments, and that every message asked for in
//! the workspace exists. Arguments are not wrapped in directional marks, since the texts
//! also go into files that programs read.

mod numbers;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::fmt::Display;
use std::str::FromStr;
use unic_langid::{LanguageIdentifier, langid};

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// German.
    German,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::English => langid!("en"),
            Self::German => langid!("de"),
        }
    }

    /// The texts of its messages, file by file.
    #[must_use]
    pub fn sources(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::English => &[
                ("account", include_str!("../locales/en/account.ftl")),
                ("app", include_str!("../locales/en/app.ftl")),
                ("compare", include_str!("../locales/en/compare.ftl")),
                ("cycle", include_str!("../locales/en/cycle.ftl")),
                ("mail", include_str!("../locales/en/mail.ftl")),
                ("manage", include_str!("../locales/en/manage.ftl")),
                ("page", include_str!("../locales/en/page.ftl")),
                ("pages", include_str!("../locales/en/pages.ftl")),
                ("progress", include_str!("../locales/en/progress.ftl")),
                ("public", include_str!("../locales/en/public.ftl")),
                ("rate", include_str!("../locales/en/rate.ftl")),
                ("report", include_str!("../locales/en/report.ftl")),
                ("results", include_str!("../locales/en/results.ftl")),
                ("reveal", include_str!("../locales/en/reveal.ftl")),
                ("terminal", include_str!("../locales/en/terminal.ftl")),
                ("workbook", include_str!("../locales/en/workbook.ftl")),
                ("workshop", include_str!("../locales/en/workshop.ftl")),
            ],
            Self::German => &[
                ("account", include_str!("../locales/de/account.ftl")),
                ("app", include_str!("../locales/de/app.ftl")),
                ("compare", include_str!("../locales/de/compare.ftl")),
                ("cycle", include_str!("../locales/de/cycle.ftl")),
                ("mail", include_str!("../locales/de/mail.ftl")),
                ("manage", include_str!("../locales/de/manage.ftl")),
                ("page", include_str!("../locales/de/page.ftl")),
                ("pages", include_str!("../locales/de/pages.ftl")),
                ("progress", include_str!("../locales/de/progress.ftl")),
                ("public", include_str!("../locales/de/public.ftl")),
                ("rate", include_str!("../locales/de/rate.ftl")),
                ("report", include_str!("../locales/de/report.ftl")),
                ("results", include_str!("../locales/de/results.ftl")),
                ("reveal", include_str!("../locales/de/reveal.ftl")),
                ("terminal", include_str!("../locales/de/terminal.ftl")),
                ("workbook", include_str!("../locales/de/workbook.ftl")),
                ("workshop", include_str!("../locales/de/workshop.ftl")),
            ],
        }
    }
}

impl FromStr for Language {
    type Err = String;

    /// Reads a tag; a region is ignored, so `de-AT` is German.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let primary = tag
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let found = Self::ALL
            .into_iter()
            .find(|language| language.tag() == primary);
        let known = || Self::ALL.map(Self::tag).join(", ");
        found.ok_or_else(|| format!("'{tag}' is not one of the languages {}", known()))
    }
}

/// The messages in one language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The messages of `language`.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        bundle.set_use_isolating(false);
        for (_, text) in language.sources() {
            // A test parses every file, so nothing is lost by taking what could be read.
            let resource =
                FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(part, _)| part);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A message without arguments. A message that is missing reads as its own key; a test
    /// holds that none is.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// A message with arguments. Whole numbers choose plural forms; numbers with decimals
    /// are given as text from [`Words::decimal`].
    #[must_use]
    pub fn with(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in arguments {
            match value {
                Argument::Text(text) => args.set(*name, text.as_str()),
                Argument::Count(number) => args.set(*name, *number),
            }
        }
        self.format(key, Some(&args))
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let message = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value());
        let Some(pattern) = message else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned()
    }
}

/// An argument of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// A text, put in as it is.
    Text(String),
    /// A whole number, which may choose a plural form.
    Count(u64),
}

/// A text as an argument.
#[must_use]
pub fn say(text: impl Display) -> Argument {
    Argument::Text(text.to_string())
}

/// A whole number as an argument.
#[must_use]
pub fn count(number: impl TryInto<u64>) -> Argument {
    Argument::Count(number.try_into().unwrap_or(u64::MAX))
}
