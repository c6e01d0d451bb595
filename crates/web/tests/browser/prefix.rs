//! Below a path of a proxy, every address that a page holds or a script asks for stays there.

use crate::chromium::{Browser, Device, Driver, until};
use crate::instance::Instance;
use gradus_web::config::WebConfig;

const BELOW: &str = "/tools/gradus";

/// Addresses of the page that lead out of the path.
const OUTSIDE: &str = "const inside = u => { const url = new URL(u, location.href); \
    return url.origin !== location.origin || url.pathname === BELOW || url.pathname.startsWith(BELOW + '/'); }; \
    return ['href', 'src', 'action', 'formaction', 'hx-get', 'hx-post', 'data-events'] \
      .flatMap(name => [...document.querySelectorAll(`[${name}]`)].map(e => e.getAttribute(name))) \
      .filter(u => !inside(u))";

async fn stays_below(page: &Browser) {
    let script = OUTSIDE.replace("BELOW", &format!("'{BELOW}'"));
    let outside = page.ask(&script).await;
    let at = page.path().await;
    assert_eq!(outside, serde_json::json!([]), "{at}");
    page.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn below_a_path_everything_works_as_at_the_root() {
    let Some(driver) = Driver::start() else {
        return;
    };
    let config = WebConfig {
        base: BELOW.to_owned(),
        ..WebConfig::default()
    };
    let instance = Instance::demo_with(config).await;
    let (slug, link) = instance.being_rated("Spring", "ladder").await;

    // Somebody invited rates: by a script, which asks below the path too.
    let phone = driver.browser(Device::Phone, &instance.base()).await;
    phone.goto(&link).await;
    stays_below(&phone).await;
    phone.follow("#join button[type=submit]").await;
    stays_below(&phone).await;
    phone.follow("a[href$='/rate'].ds-button").await;
    stays_below(&phone).await;
    phone.follow(".home-start a.ds-button").await;
    stays_below(&phone).await;
    let rung = "[data-rate] input[type=radio][value='3']";
    phone.click(rung).await;
    let saved = until("the answer is saved", async || {
        phone.has("[data-state=saved]").await.then_some(())
    });
    saved.await;
    let at = phone.path().await;
    phone.goto(&at).await;
    assert_eq!(phone.prop(rung, "checked").await, "true");
    assert_eq!(
        at,
        format!("/c/northaven/{slug}/rate/leadership-environment")
    );
    phone.is_content().await;

    // Cookies are those of the path alone, and looks are kept.
    let cookies = phone.client.get_all_cookies().await.expect("cookies");
    assert!(!cookies.is_empty());
    for cookie in &cookies {
        assert_eq!(cookie.path(), Some(BELOW), "{}", cookie.name());
    }
    phone.close().await;

    // Somebody who leads looks at every kind of page.
    let lead = driver.browser(Device::Desk, &instance.base()).await;
    lead.goto(&instance.door("lead")).await;
    for page in [
        "/",
        "/account",
        "/privacy",
        "/c/northaven",
        "/c/northaven/settings",
        "/c/northaven/new",
        "/c/northaven/import",
        "/c/northaven/2024",
        "/c/northaven/2024/publish",
        "/c/northaven/2026/people",
        "/c/northaven/2026/settings",
        "/c/northaven/2026/evidence",
        "/c/northaven/2026/evidence/queue",
        "/c/northaven/2026/evidence/new",
        "/c/northaven/2026/results",
        "/c/northaven/2026/results/leadership-environment",
        "/c/northaven/2026/reveal",
        "/c/northaven/2026/reveal/leadership-environment",
        "/c/northaven/2026/agree",
        "/c/northaven/2026/agree/statement/LE1.1",
        "/c/northaven/2026/targets",
        "/c/northaven/2026/compare",
        "/c/northaven/2026/how-scored",
        "/c/northaven/2026/workshop",
        "/c/northaven/2028/progress",
        "/nothing-here",
    ] {
        lead.goto(page).await;
        assert_eq!(lead.path().await, page);
        let script = OUTSIDE.replace("BELOW", &format!("'{BELOW}'"));
        assert_eq!(lead.ask(&script).await, serde_json::json!([]), "{page}");
    }
    // A file is fetched, and a form leads back below the path.
    lead.goto("/c/northaven/2026/results").await;
    let fetched = "const done = arguments[arguments.length - 1]; \
        const a = document.querySelector('a[download]'); return a.getAttribute('href')";
    let file = lead.ask(fetched).await;
    assert!(
        file.as_str().is_some_and(|file| file.starts_with(BELOW)),
        "{file}"
    );
    lead.goto("/c/northaven/2026/workshop").await;
    lead.follow("main form button[type=submit]").await;
    stays_below(&lead).await;
    lead.close().await;
}
