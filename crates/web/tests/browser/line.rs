//! A line that breaks: answers wait, say so, survive, and are sent once it is whole again.

use crate::axe::{Rules, violations};
use crate::chromium::{Browser, Device, Driver, until};
use crate::instance::Instance;
use crate::wire::{State, Wire};
use serde_json::json;

/// Somebody at the first component of an assessment; the identifiers of its ladders.
async fn at_the_ladders(
    driver: &Driver,
    instance: &Instance,
    wire: &Wire,
    name: &str,
) -> (Browser, Vec<String>) {
    let (slug, link) = instance.being_rated(name, "ladder").await;
    let tab = driver.browser(Device::Desk, &wire.base()).await;
    tab.goto(&link).await;
    tab.follow("#join button[type=submit]").await;
    tab.goto(&format!("/c/northaven/{slug}/rate/leadership-environment"))
        .await;
    let cards = tab
        .ask("return [...document.querySelectorAll('.rate-card')].map(c => c.id)")
        .await;
    (tab, serde_json::from_value(cards).expect("identifiers"))
}

fn state(card: &str) -> String {
    format!("#{card} .card-head [data-state-text]")
}

/// How many answers the browser holds back.
const WAITING: &str = "Object.keys(localStorage).filter(k => k.startsWith('gradus-answers'))\
                       .flatMap(k => JSON.parse(localStorage[k])).length";

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_waits_for_the_line_survives_a_reload_and_is_sent() {
    let Some(driver) = Driver::start() else {
        return;
    };
    let instance = Instance::demo().await;
    let wire = Wire::to(instance.address).await;
    let (tab, cards) = at_the_ladders(&driver, &instance, &wire, "Broken").await;
    let (one, two) = (&cards[0], &cards[1]);

    wire.set(State::Cut);
    tab.click(&format!("#{one}-3")).await;
    tab.reads(&state(one), "Waiting to be sent").await;
    tab.reads("#queue", "Answers waiting to be sent: 1").await;
    let wrong = violations(&tab, Rules::Colours).await;
    assert!(wrong.is_empty(), "{wrong:#?}");
    tab.click(&format!("#{two}-2")).await;
    tab.reads("#queue", "Answers waiting to be sent: 2").await;
    // A later answer to the same question takes the place of the one that waits.
    tab.click(&format!("#{two}-4")).await;
    tab.holds(&format!("{WAITING} === 2")).await;

    // The page loads again, and what is sent still does not arrive.
    wire.set(State::OneWay);
    tab.client.refresh().await.expect("the page again");
    tab.reads(&state(one), "Waiting to be sent").await;
    tab.reads("#queue", "Answers waiting to be sent: 2").await;
    assert_eq!(tab.prop(&format!("#{one}-3"), "checked").await, "true");
    assert_eq!(tab.prop(&format!("#{two}-4"), "checked").await, "true");
    until("an attempt", async || (wire.lost() > 0).then_some(())).await;

    // Nothing loads at all; then everything is back.
    wire.set(State::Cut);
    drop(tab.try_goto("/c/northaven").await);
    wire.set(State::Whole);
    tab.goto("/c/northaven/broken/rate/leadership-environment")
        .await;
    tab.reads(&state(one), "Saved").await;
    tab.reads(&state(two), "Saved").await;
    tab.holds(&format!("{WAITING} === 0")).await;
    tab.holds("document.getElementById('queue').hidden").await;
    tab.client.refresh().await.expect("the page again");
    assert_eq!(tab.prop(&format!("#{one}-3"), "checked").await, "true");
    assert_eq!(tab.prop(&format!("#{two}-4"), "checked").await, "true");
    assert!(!tab.has("[data-conflict]").await);
    let elsewhere = tab.asked_elsewhere().await;
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    tab.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_is_offline_sends_as_soon_as_it_is_online() {
    let Some(driver) = Driver::start() else {
        return;
    };
    let instance = Instance::demo().await;
    let wire = Wire::to(instance.address).await;
    let (tab, cards) = at_the_ladders(&driver, &instance, &wire, "Tunnel").await;
    let network = |offline: bool| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    tab.tools("Network.enable", json!({})).await;
    tab.tools("Network.emulateNetworkConditions", network(true))
        .await;
    tab.holds("!navigator.onLine").await;
    tab.click(&format!("#{}-2", cards[0])).await;
    tab.reads(&state(&cards[0]), "Waiting to be sent").await;
    tab.reads("#queue", "Answers waiting to be sent: 1").await;
    tab.tools("Network.emulateNetworkConditions", network(false))
        .await;
    tab.reads(&state(&cards[0]), "Saved").await;
    tab.holds("document.getElementById('queue').hidden").await;
    tab.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_reply_is_no_conflict() {
    let Some(driver) = Driver::start() else {
        return;
    };
    let instance = Instance::demo().await;
    let wire = Wire::to(instance.address).await;
    let (tab, cards) = at_the_ladders(&driver, &instance, &wire, "Deaf").await;
    let card = &cards[0];
    wire.set(State::Deaf);
    tab.click(&format!("#{card}-3")).await;
    until("a lost reply", async || (wire.lost() > 0).then_some(())).await;
    tab.reads(&state(card), "Waiting to be sent").await;
    // While nobody knows whether it arrived, the person thinks again.
    tab.click(&format!("#{card}-4")).await;
    wire.set(State::Whole);
    tab.reads(&state(card), "Saved").await;
    assert!(
        !tab.has("[data-conflict]").await,
        "the person is in conflict with nobody"
    );
    assert_eq!(tab.prop(&format!("#{card}-4"), "checked").await, "true");
    tab.holds(&format!("{WAITING} === 0")).await;
    tab.client.refresh().await.expect("the page again");
    assert_eq!(tab.prop(&format!("#{card}-4"), "checked").await, "true");
    tab.click(&format!("#{card}-1")).await;
    tab.holds(&format!("{WAITING} === 0")).await;
    tab.reads(&state(card), "Saved").await;
    assert!(!tab.has("[data-conflict]").await);
    tab.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_given_after_the_session_ended_waits_for_signing_in_again() {
    let Some(driver) = Driver::start() else {
        return;
    };
    let instance = Instance::demo().await;
    let wire = Wire::to(instance.address).await;
    let (tab, cards) = at_the_ladders(&driver, &instance, &wire, "Ended").await;
    let code = {
        tab.goto("/c/northaven/ended/code").await;
        tab.text(".big-code").await
    };
    tab.goto("/c/northaven/ended/rate/leadership-environment")
        .await;
    let cookie = tab
        .client
        .get_named_cookie("gradus-session")
        .await
        .expect("a cookie");
    let actor = instance
        .app
        .actor_of_session(cookie.value())
        .await
        .expect("somebody");
    instance.app.sign_out(&actor).await.expect("signed out");
    tab.click(&format!("#{}-3", cards[0])).await;
    tab.reads(
        "#queue",
        "You are signed out. Your answers wait on this device",
    )
    .await;
    tab.holds(&format!("{WAITING} === 1")).await;
    tab.goto("/code").await;
    tab.fill("#code-code", &code).await;
    tab.follow("#code button[type=submit]").await;
    tab.goto("/c/northaven/ended/rate/leadership-environment")
        .await;
    tab.reads(&state(&cards[0]), "Saved").await;
    assert_eq!(
        tab.prop(&format!("#{}-3", cards[0]), "checked").await,
        "true"
    );
    tab.close().await;
}
