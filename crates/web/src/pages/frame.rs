//! The frame of a page for whoever looks at it.

use crate::caller::Caller;
use crate::views::frame::{Brand, Frame, Link, NavItem, Person};
use gradus_app::assessment::{Desk, Phase};
use gradus_app::rows::CityRow;

/// The frame outside a city.
#[must_use]
pub fn of(caller: &Caller, title: String) -> Frame {
    let visit = &caller.visit;
    let config = &visit.web.config;
    let mut frame = Frame::new(visit.web.words(visit.language), title);
    frame.base.clone_from(&config.base);
    frame.here.clone_from(&visit.here);
    frame.scheme = visit.scheme;
    frame.csrf.clone_from(&caller.csrf);
    frame.insecure_lan = config.insecure_lan;
    frame.person = person(caller);
    frame
}

fn person(caller: &Caller) -> Option<Person> {
    let link = |key: &str, path: &str| Link::new(caller.t(key), caller.url(path));
    if let Some(me) = &caller.actor.me {
        let mut menu = vec![link("page-home", "/"), link("page-account", "/account")];
        if me.administrator {
            menu.push(link("page-administration", "/admin"));
        }
        return Some(Person {
            name: me.name.clone(),
            menu,
            can_sign_out: true,
        });
    }
    (!caller.actor.seats.is_empty()).then(|| Person {
        name: caller.t("page-assessor"),
        menu: vec![link("page-home", "/")],
        can_sign_out: true,
    })
}

fn brand(caller: &Caller, city: &CityRow) -> Brand {
    let path = |what: &str| caller.url(&format!("/c/{}/{what}?v={}", city.slug, city.version));
    Brand {
        city: Some(city.name.clone()),
        logo: city.logo_sha256.as_ref().map(|_| path("logo")),
        stylesheet: city.colour.as_ref().map(|_| path("theme.css")),
    }
}

/// The frame of a page of a city.
#[must_use]
pub fn of_city(caller: &Caller, city: &CityRow, title: String) -> Frame {
    let mut frame = of(caller, title);
    frame.brand = brand(caller, city);
    frame
}

/// The frame of a page below a city's own.
#[must_use]
pub fn below_city(caller: &Caller, city: &CityRow, title: String) -> Frame {
    let mut frame = of_city(caller, city, title);
    let path = caller.url(&format!("/c/{}", city.slug));
    frame.crumbs.push(Link::new(&city.name, path));
    frame
}

/// Where in an assessment a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// The overview.
    Overview,
    /// One's own ratings.
    Rate,
    /// Evidence.
    Evidence,
    /// How far people are.
    Progress,
    /// Results.
    Results,
    /// What people said.
    Reveal,
    /// The workshop.
    Workshop,
    /// Publishing.
    Publish,
    /// People and invitations.
    People,
    /// Settings.
    Settings,
}

/// The frame of a page of an assessment.
#[must_use]
pub fn of_assessment(caller: &Caller, desk: &Desk<'_>, tab: Tab, title: String) -> Frame {
    let mut frame = of_city(caller, &desk.city, title);
    let base = format!("/c/{}/{}", desk.city.slug, desk.row.slug);
    let tabs = [
        (Tab::Overview, "page-tab-overview", "", true),
        (Tab::Rate, "page-tab-rate", "/rate", desk.seat.is_some()),
        (Tab::Evidence, "page-tab-evidence", "/evidence", true),
        (
            Tab::Progress,
            "page-tab-progress",
            "/progress",
            desk.is_lead() && !desk.phase().is_open(),
        ),
        (
            Tab::Results,
            "page-tab-results",
            "/results",
            desk.phase().is_open(),
        ),
        (
            Tab::Reveal,
            "page-tab-reveal",
            "/reveal",
            desk.phase().is_open(),
        ),
        (
            Tab::Workshop,
            "page-tab-workshop",
            "/workshop",
            desk.may_facilitate() && desk.phase() == Phase::Consensus,
        ),
        (
            Tab::Publish,
            "page-tab-publish",
            "/publish",
            desk.is_lead() && desk.phase().is_open(),
        ),
        (Tab::People, "page-tab-people", "/people", desk.is_lead()),
        (
            Tab::Settings,
            "page-tab-settings",
            "/settings",
            desk.is_lead(),
        ),
    ];
    frame.nav = tabs
        .into_iter()
        .filter(|(.., shown)| *shown)
        .map(|(own, key, path, _)| NavItem {
            link: Link::new(caller.t(key), caller.url(&format!("{base}{path}"))),
            current: own == tab,
        })
        .collect();
    if desk.is_team() {
        frame.crumbs.push(Link::new(
            &desk.city.name,
            caller.url(&format!("/c/{}", desk.city.slug)),
        ));
    }
    if tab != Tab::Overview {
        frame
            .crumbs
            .push(Link::new(&desk.row.name, caller.url(&base)));
    }
    frame
}
