//! A city's own colour in light and in dark: what stands on it and what is painted with it can
//! be read.

use crate::axe::{Rules, violations};
use crate::chromium::{Device, Driver};
use crate::instance::Instance;
use gradus_app::city::CityFacts;

#[tokio::test(flavor = "multi_thread")]
async fn a_city_keeps_its_colour_and_everybody_can_read_it() {
    let Some(driver) = Driver::start() else {
        return;
    };
    let instance = Instance::demo().await;
    let lead = instance.lead().await;
    let browser = driver.browser(Device::Desk, &instance.base()).await;
    browser.goto(&instance.door("lead")).await;
    let mut wrong = Vec::new();
    for colour in ["#08131f", "#0000b4", "#b4007a"] {
        let city = instance.app.city(&lead, "northaven").await.expect("a city");
        let facts = CityFacts {
            name: city.city.name.clone(),
            slug: city.city.slug.clone(),
            country: city.city.country.clone().unwrap_or_default(),
            population: String::new(),
            colour: colour.to_owned(),
        };
        let version = city.city.version;
        let of_lead = city.lead().expect("the lead");
        let changed = of_lead.city_change(&facts, version).await;
        changed.expect("another colour");
        for page in ["2026/results", "2026", "settings"] {
            browser.goto(&format!("/c/northaven/{page}")).await;
            for scheme in ["light", "dark"] {
                let set = format!("document.documentElement.dataset.colorScheme = '{scheme}'");
                browser.ask(&set).await;
                for violation in violations(&browser, Rules::Colours).await {
                    wrong.push(format!("{colour} {scheme} {page}: {violation}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    browser.close().await;
}
