//! From the one-time link of an empty instance to the results, as the lead of a city.

use crate::chromium::{Browser, Device, Driver, until};
use crate::instance::{Instance, PASSWORD};
use serde_json::{Value, json};
use std::path::Path;

/// Everybody is on this rung of every ladder.
const RUNG: &str = "2";
const HERE: &str = "/c/westhaven/2028";

/// Founds a city and sets up an assessment in it.
pub async fn set_up(lead: &Browser, instance: &Instance) {
    let secret = instance.app.setup_secret().await.expect("a secret");
    lead.goto(&format!("/setup/{secret}")).await;
    lead.fill("#first-name", "Lena Brandt").await;
    lead.fill("#first-email", "lena@westhaven.example").await;
    lead.fill("#first-password", PASSWORD).await;
    lead.fill("#first-password_again", "something else").await;
    lead.follow("#first button[type=submit]").await;
    lead.reads("#first-mistakes", "The two passwords differ.")
        .await;
    assert_eq!(lead.prop("#first-name", "value").await, "Lena Brandt");
    lead.fill("#first-password", PASSWORD).await;
    lead.fill("#first-password_again", PASSWORD).await;
    lead.follow("#first button[type=submit]").await;
    lead.reads("main", "There is no city yet.").await;
    lead.goto(&format!("/setup/{secret}")).await;
    assert!(!lead.has("#first").await, "the link works once");
    lead.goto("/").await;

    lead.follow("a[href='/c/new']").await;
    lead.fill("#city-name", "Westhaven").await;
    lead.fill("#city-country", "GB").await;
    lead.fill("#city-population", "214000").await;
    lead.follow("#city button[type=submit]").await;
    assert_eq!(lead.path().await, "/c/westhaven");
    lead.follow("a[href='/c/westhaven/new']").await;
    lead.fill("#new-name", "2028").await;
    lead.fill_day("#new-from", "2028-05-01").await;
    lead.fill_day("#new-to", "2028-06-30").await;
    lead.click("#new input[name=depth][value=ladder]").await;
    lead.follow("#new button[type=submit]").await;
    assert_eq!(lead.path().await, HERE);
    lead.reads("ol.stepper [aria-current=step]", "Draft").await;
}

/// Names two groups, and asks people by a list; gives the links of all.
async fn invite(lead: &Browser) -> Vec<String> {
    lead.follow(".tasks a[href$='/people']").await;
    for group in ["City council", "Residents"] {
        lead.fill("#group-name", group).await;
        lead.follow("#group button[type=submit]").await;
    }
    let list = "Anna Berg, City council\nBo Chen, Residents\nCleo Diaz, Residents";
    lead.fill("#list-people", list).await;
    lead.click("#list-make_links").await;
    lead.follow("#list button[type=submit]").await;
    let mut links = Vec::new();
    for number in 1..=3 {
        links.push(lead.prop(&format!("#link-{number}"), "value").await);
    }
    lead.click("[data-copy=link-1]").await;
    lead.reads("[data-copy=link-1]", "✓").await;
    let names = lead.texts("table.people tbody th a").await;
    assert_eq!(names, ["Anna Berg", "Bo Chen", "Cleo Diaz"]);
    links
}

/// Moves to the next phase by the button that asks first.
async fn move_on(lead: &Browser, phase: &str) {
    lead.goto(HERE).await;
    lead.click("details.wide-sure > summary").await;
    let button = format!("form:has(input[value={phase}]) button");
    lead.follow(&button).await;
    if phase == "consensus" {
        // Closing leads to what people said.
        assert_eq!(lead.path().await, format!("{HERE}/reveal"));
        lead.goto(HERE).await;
    }
    lead.holds(&format!(
        "document.querySelector('ol.stepper [aria-current=step]').textContent.toLowerCase().includes('{phase}')"
    ))
    .await;
}

/// Joins by a link, and rates all ladders of the first component.
async fn rate(assessor: &Browser, link: &str) {
    assessor.goto(link).await;
    assert!(assessor.text("main").await.contains("Westhaven"));
    assessor.follow("#join button[type=submit]").await;
    if assessor.path().await.ends_with("/code") {
        assessor.follow("a[href$='/rate']").await;
    }
    assessor.follow(".home-start a.ds-button").await;
    let cards = assessor.ask("return [...document.querySelectorAll('.rate-card')].map(c => c.id)");
    let cards: Vec<String> = serde_json::from_value(cards.await).expect("names of cards");
    assert!(cards.len() > 1, "{cards:?}");
    for card in &cards {
        assessor.click(&format!("#{card}-{RUNG}")).await;
        assessor
            .reads(&format!("#{card} .card-head [data-state-text]"), "Saved")
            .await;
    }
    assessor.reads("#panel .panel-level", "").await;
    assessor
        .holds("document.querySelector('#panel .panel-level .dot')?.textContent === '2'")
        .await;
    assessor.is_content().await;
}

/// What a download leaves in a folder, once it is whole.
async fn downloaded(lead: &Browser, folder: &Path, ending: &str) -> String {
    lead.click(&format!("a.file[href$='/download/results.{ending}']"))
        .await;
    let file = folder.join(format!("westhaven-2028.{ending}"));
    until(&format!("{}", file.display()), async || {
        std::fs::read_to_string(&file)
            .ok()
            .filter(|text| !text.is_empty())
    })
    .await
}

async fn downloads(lead: &Browser, folder: &Path) {
    let to = json!({ "behavior": "allow", "downloadPath": folder });
    lead.tools("Browser.setDownloadBehavior", to).await;
    let json: Value = serde_json::from_str(&downloaded(lead, folder, "json").await).expect("JSON");
    let text = json.to_string();
    assert!(text.contains("leadership-environment"), "{text}");
    let csv = downloaded(lead, folder, "csv").await;
    assert!(csv.lines().count() > 7, "{csv}");
    assert!(csv.contains("leadership-environment"), "{csv}");
    let html = downloaded(lead, folder, "html").await;
    assert!(html.contains("<!doctype html>") || html.contains("<!DOCTYPE html>"));
    assert!(html.contains("Westhaven"), "the page names the city");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_administrator_leads_a_city_from_the_link_to_the_results() {
    let Some(driver) = Driver::start() else {
        return;
    };
    let instance = Instance::empty().await;
    let lead = driver.browser(Device::Desk, &instance.base()).await;
    set_up(&lead, &instance).await;
    let links = invite(&lead).await;
    move_on(&lead, "rating").await;
    for link in &links[..2] {
        let assessor = driver.browser(Device::Desk, &instance.base()).await;
        rate(&assessor, link).await;
        assessor.close().await;
    }

    lead.goto(HERE).await;
    lead.reads(".everybody", "2 of 3 people have begun.").await;
    for page in ["", "/people", "/results", "/settings", "/evidence"] {
        lead.goto(&format!("{HERE}{page}")).await;
        let source = lead.client.source().await.expect("a page");
        let shown = source.contains("panel-level") || source.contains("class=\"matrix\"");
        assert!(!shown, "answers are seen at {page} before the end");
    }
    lead.goto(&format!("{HERE}/results")).await;
    lead.reads("h1", "The results are not open yet").await;
    lead.goto(&format!("{HERE}/download/results.json")).await;
    lead.reads("main", "Results open when the lead ends the rating phase.")
        .await;
    lead.goto(&format!("{HERE}/rate")).await;
    lead.reads("main", "You are not asked to rate").await;

    move_on(&lead, "consensus").await;
    lead.follow("a[href$='/results'].ds-button").await;
    let row = lead.text("table.matrix tbody tr:first-child").await;
    assert!(row.starts_with("Leadership environment"), "{row}");
    let here = "document.querySelector('table.matrix tbody tr td:nth-child(3)').className";
    lead.holds(&format!("{here}.includes('is-here')")).await;
    let none = lead.texts("table.matrix td.is-none").await;
    assert_eq!(none.len(), 6, "six components have no answers: {none:?}");
    downloads(&lead, driver.folder()).await;
    lead.follow("table.matrix tbody tr:first-child th a").await;
    lead.reads("h1", "Leadership environment").await;
    lead.reads("#why", "Why this level").await;
    lead.is_content().await;
    lead.close().await;

    let person = "the chain holds what was done";
    let verified = instance.app.audit_verify(None).await.expect(person);
    assert!(verified.is_sound(), "{person}");
}
