//! Cities: the list of one's own, a city's assessments and roles, its looks.

mod forms;

pub use forms::{city_settings_form, new_city_form};

use super::forms::Form;
use super::frame::Frame;
use super::overview::{Phase, Progress};
use super::people::MemberRow;
use super::speak::{Speaks, speaks};
use crate::theme::Colour;
use askama::Template;
use gradus_words::count;

/// An assessment in a list.
#[derive(Debug, Clone)]
pub struct AssessmentCard {
    /// Its address with the base path.
    pub url: String,
    /// Its name.
    pub name: String,
    /// Title of its model.
    pub model: String,
    /// First and last day, as text.
    pub dates: String,
    /// Where it stands.
    pub phase: Phase,
    /// The result in one line, where the reader may see it.
    pub headline: Option<String>,
    /// The reader's own ratings, where they are asked.
    pub mine: Option<Progress>,
}

/// A city in a list.
#[derive(Debug, Clone)]
pub struct CityCard {
    /// Its address with the base path.
    pub url: String,
    /// Its name.
    pub name: String,
    /// The reader's roles in it, as words: `lead`, `viewer` …
    pub roles: Vec<&'static str>,
    /// How many assessments it has.
    pub assessments: usize,
    /// What is waiting for the reader: assessments in which they are asked.
    pub open: Vec<AssessmentCard>,
}

/// The first page after signing in.
#[derive(Template)]
#[template(path = "city/home.html")]
pub struct HomePage {
    /// What every page has.
    pub frame: Frame,
    /// Cities in which the reader has a role or is asked.
    pub cities: Vec<CityCard>,
    /// Whether the reader may found a city.
    pub founds: bool,
}

impl HomePage {
    fn roles(&self, city: &CityCard) -> String {
        let names = city.roles.iter();
        let names: Vec<String> = names
            .map(|role| self.t(&format!("manage-role-{role}")))
            .collect();
        names.join(", ")
    }

    fn mine(&self, progress: &Progress) -> String {
        mine(&self.frame, *progress)
    }
}

/// A city.
#[derive(Template)]
#[template(path = "city/page.html")]
pub struct CityPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the city with the base path.
    pub city: String,
    /// Its name.
    pub name: String,
    /// Its assessments, the newest first.
    pub assessments: Vec<AssessmentCard>,
    /// Who has a role in it; empty for who may not see it.
    pub members: Vec<MemberRow>,
    /// Gives a role; for who leads.
    pub member_form: Option<Form>,
    /// Whether the reader leads.
    pub leads: bool,
}

impl CityPage {
    fn phase(&self, card: &AssessmentCard) -> String {
        card.phase.name(&self.frame.words)
    }

    fn mine(&self, progress: &Progress) -> String {
        mine(&self.frame, *progress)
    }

    fn role(&self, role: &str) -> String {
        self.t(&format!("manage-role-{role}"))
    }
}

fn mine(frame: &Frame, progress: Progress) -> String {
    let numbers = [
        ("part", count(progress.given)),
        ("whole", count(progress.asked)),
    ];
    frame.words.with("manage-mine-progress", &numbers)
}

/// What was found about a city's colour.
#[derive(Debug, Clone)]
pub struct Contrast {
    /// The colour that was asked for.
    pub asked: Colour,
    /// White letters on it: the ratio as text, for example "4.9 : 1".
    pub ratio: String,
    /// The colour that is used: the same, or a darker one that can be read.
    pub used: Colour,
    /// Whether the colour had to be darkened.
    pub changed: bool,
}

impl Contrast {
    /// What comes out for a colour; `ratio` says a contrast as text.
    #[must_use]
    pub fn of(asked: Colour, ratio: impl Fn(f64) -> String) -> Self {
        let used = asked.under_white();
        Self {
            asked,
            ratio: ratio(used.contrast_with_white()),
            used,
            changed: used != asked,
        }
    }
}

/// Name and looks of a city.
#[derive(Template)]
#[template(path = "city/settings.html")]
pub struct CitySettingsPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the city with the base path.
    pub city: String,
    /// What was found about its colour.
    pub contrast: Option<Contrast>,
    /// Address of its logo, where it has one.
    pub logo: Option<String>,
    /// The form.
    pub form: Form,
}

impl CitySettingsPage {
    fn contrast_text(&self, contrast: &Contrast) -> String {
        let key = if contrast.changed {
            "manage-contrast-changed"
        } else {
            "manage-contrast-fine"
        };
        self.a(key, &contrast.ratio)
    }
}

/// A new city.
#[derive(Template)]
#[template(path = "city/new.html")]
pub struct NewCityPage {
    /// What every page has.
    pub frame: Frame,
    /// The form.
    pub form: Form,
}

speaks!(HomePage, CityPage, CitySettingsPage, NewCityPage);
