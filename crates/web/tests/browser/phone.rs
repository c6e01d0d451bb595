//! Rating by plain forms: somebody invited by link, on a phone, with scripts switched off.

use crate::chromium::{Browser, Device, Driver};
use crate::instance::Instance;

/// Taps the button that saves the form around an element.
async fn save(phone: &Browser, form: &str) {
    phone.follow(&format!("{form} .save-row button")).await;
}

/// The identifiers of the first two ladders of the page.
async fn ladders(phone: &Browser) -> (String, String) {
    let source = phone.client.source().await.expect("a page");
    let mut ids = source
        .split("<section class=\"card rate-card\" id=\"")
        .skip(1);
    let mut next = || {
        let id = ids.next().and_then(|rest| rest.split('"').next());
        id.expect("a ladder").to_owned()
    };
    (next(), next())
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_invited_rates_on_a_phone_without_scripts_and_goes_on_elsewhere() {
    let Some(driver) = Driver::start() else {
        return;
    };
    let instance = Instance::demo().await;
    let (slug, link) = instance.being_rated("Spring", "ladder").await;
    let here = format!("/c/northaven/{slug}");
    let phone = driver
        .browser(Device::PhoneWithoutScripts, &instance.base())
        .await;
    phone.goto(&link).await;
    assert!(!phone.has("html.js").await, "scripts are switched off");
    assert_eq!(phone.prop("#join-name", "value").await, "Iris");
    phone.follow("#join button[type=submit]").await;
    let code = phone.text(".big-code").await;
    phone.follow("a[href$='/rate'].ds-button").await;
    phone.follow(".home-start a.ds-button").await;
    let (one, two) = ladders(&phone).await;

    // One ladder.
    phone.click(&format!("#{one}-3")).await;
    save(&phone, &format!("#{one} > form:first-of-type")).await;
    assert!(
        phone.path().await.ends_with(&format!("#{one}")),
        "{}",
        phone.path().await
    );
    assert_eq!(phone.prop(&format!("#{one}-3"), "checked").await, "true");
    phone
        .reads(&format!("#{one} .card-head .card-state"), "Saved")
        .await;

    // One of its statements.
    phone.follow(&format!("#{one}-refine-link")).await;
    let statement = phone.find(&format!("#{one}-refine .statement")).await;
    let statement = statement
        .attr("id")
        .await
        .expect("attributes")
        .expect("an identifier");
    let before = phone.prop(&format!("#{statement}-partly"), "checked").await;
    assert_eq!(before, "false", "the rung filled something else");
    phone.click(&format!("#{statement}-partly")).await;
    save(&phone, &format!("#{one}-refine")).await;
    phone
        .reads(&format!("#{one} .summary"), "one statement refined by hand")
        .await;
    assert_eq!(
        phone.prop(&format!("#{statement}-partly"), "checked").await,
        "true"
    );

    // Not applicable needs a reason; what was typed stays.
    phone.click(&format!("#{two}-na")).await;
    phone.click(&format!("#{two}-remark summary")).await;
    phone.fill(&format!("#{two}-note"), "   ").await;
    phone.choose(&format!("#{two}-confidence"), "2").await;
    save(&phone, &format!("#{two} > form:first-of-type")).await;
    let state = phone.text(&format!("#{two} .card-head .card-state")).await;
    assert!(state.contains("Say why it does not apply."), "{state}");
    assert_eq!(
        phone.prop(&format!("#{two}-na"), "checked").await,
        "true",
        "what was chosen stays"
    );
    assert_eq!(
        phone.prop(&format!("#{two}-confidence"), "value").await,
        "2"
    );
    phone
        .fill(&format!("#{two}-reason"), "The county runs it")
        .await;
    save(&phone, &format!("#{two} > form:first-of-type")).await;
    phone
        .reads(&format!("#{two} .card-head .card-state"), "Saved")
        .await;
    assert_eq!(
        phone.prop(&format!("#{two}-reason"), "value").await,
        "The county runs it"
    );

    // Undo is a button like the others.
    phone.click(&format!("#{one}-4")).await;
    save(&phone, &format!("#{one} > form:first-of-type")).await;
    assert_eq!(phone.prop(&format!("#{one}-4"), "checked").await, "true");
    phone
        .follow(&format!("#{one} .card-head button[name=undo]"))
        .await;
    assert_eq!(phone.prop(&format!("#{one}-3"), "checked").await, "true");

    // A statement goes back to what the ladder fills, and a rung is taken back.
    phone.follow(&format!("#{one}-refine-link")).await;
    phone
        .reads(&format!("#{statement}-clear"), "Back to the ladder")
        .await;
    phone.follow(&format!("#{statement}-clear")).await;
    phone
        .reads(&format!("#{statement}"), "filled from the ladder")
        .await;
    phone.follow(&format!("#{one}-clear")).await;
    assert_eq!(phone.prop(&format!("#{one}-3"), "checked").await, "false");
    phone
        .reads(&format!("#{one} .card-head .card-state"), "Not answered")
        .await;
    phone.click(&format!("#{one}-4")).await;
    save(&phone, &format!("#{one} > form:first-of-type")).await;
    phone.is_content().await;
    phone.close().await;

    // The code leads to the same answers elsewhere.
    let other = driver.browser(Device::Phone, &instance.base()).await;
    other.goto("/code").await;
    other.fill("#code-code", "ZZZZ-ZZZZ-ZZZZ").await;
    other.follow("#code button[type=submit]").await;
    other.reads("#code-mistakes", "Nobody has this code.").await;
    // The design system's element holds what is wrong, and is read first.
    other
        .holds("!!customElements.get('ds-error-summary')")
        .await;
    other
        .holds("document.activeElement.id === 'code-mistakes'")
        .await;
    other
        .fill("#code-code", &code.to_lowercase().replace(' ', ""))
        .await;
    other.follow("#code button[type=submit]").await;
    assert_eq!(other.path().await, format!("{here}/rate"));
    other.follow(".home-components li:first-child a").await;
    assert_eq!(other.prop(&format!("#{one}-4"), "checked").await, "true");
    assert_eq!(other.prop(&format!("#{two}-na"), "checked").await, "true");
    other.is_content().await;
    other.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_an_assessor_is_wider_than_a_phone() {
    let Some(driver) = Driver::start() else {
        return;
    };
    let instance = Instance::demo().await;
    let phone = driver.browser(Device::Phone, &instance.base()).await;
    phone.goto(&instance.door("assessor")).await;
    phone.follow("#join button[type=submit]").await;
    for page in [
        "rate",
        "rate/leadership-environment",
        "code",
        "evidence",
        "evidence/new",
        "how-scored",
        "results",
    ] {
        phone.goto(&format!("/c/northaven/2028/{page}")).await;
        let wide = "return [document.documentElement.scrollWidth, innerWidth]";
        let wide = phone.ask(wide).await;
        assert!(wide[0].as_i64() <= wide[1].as_i64(), "{page}: {wide}");
    }
    phone.close().await;
}
