//! Two tabs of one person that answer the same question: nothing is overwritten silently.

use crate::axe::{Rules, violations};
use crate::chromium::{Browser, Device, Driver};
use crate::instance::Instance;
use gradus_app::Actor;
use gradus_app::rating::Subject;

/// What the server has of a question.
async fn kept(instance: &Instance, slug: &str, cookie: &str, strand: &str) -> Option<String> {
    let actor: Actor = instance
        .app
        .actor_of_session(cookie)
        .await
        .expect("somebody");
    let desk = instance.app.assessment(&actor, "northaven", slug).await;
    let desk = desk.expect("it is there");
    let model = desk.model.clone();
    let seat = desk.seat().await.expect("a place");
    let subject = Subject::parse(&model, "strand", strand).expect("a question");
    let sheet = seat.sheet().await.expect("answers");
    sheet.given(subject).and_then(|given| given.value.clone())
}

async fn checked(tab: &Browser, id: &str) -> bool {
    tab.prop(&format!("#{id}"), "checked").await == "true"
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_in_conflict_show_both_answers_and_keep_the_one_chosen() {
    let Some(driver) = Driver::start() else {
        return;
    };
    let instance = Instance::demo().await;
    let (slug, link) = instance.being_rated("Autumn", "ladder").await;
    let page = format!("/c/northaven/{slug}/rate/leadership-environment");
    let tab = driver.browser(Device::Desk, &instance.base()).await;
    tab.goto(&link).await;
    tab.follow("#join button[type=submit]").await;
    let cookie = tab
        .client
        .get_named_cookie("gradus-session")
        .await
        .expect("a cookie");
    let cookie = cookie.value().to_owned();
    let first = tab.client.window().await.expect("a tab");
    tab.goto(&page).await;
    let second = tab.client.new_window(true).await.expect("another").handle;
    tab.client
        .switch_to_window(second.clone())
        .await
        .expect("it is there");
    tab.goto(&page).await;
    let id = tab
        .find(".rate-card")
        .await
        .attr("id")
        .await
        .expect("attributes");
    let id = id.expect("an identifier");
    let subject = tab
        .find(".rate-card")
        .await
        .attr("data-subject")
        .await
        .expect("attributes");
    let strand = format!("leadership-environment/{}", subject.expect("a subject"));
    let state = format!("#{id} .card-head [data-state-text]");
    let to = async |window: &fantoccini::wd::WindowHandle| {
        tab.client
            .switch_to_window(window.clone())
            .await
            .expect("a tab");
    };

    to(&first).await;
    tab.click(&format!("#{id}-2")).await;
    tab.reads(&state, "Saved").await;

    // The second tab has the page as it was before.
    to(&second).await;
    tab.click(&format!("#{id}-4")).await;
    tab.reads(
        &format!("#{id} [data-conflict]"),
        "You answered this elsewhere",
    )
    .await;
    let both = tab.text(&format!("#{id} [data-conflict] dl")).await;
    let wrong = violations(&tab, Rules::All).await;
    assert!(wrong.is_empty(), "{wrong:#?}");
    let names = tab
        .texts(&format!("#{id} .rung-name > span:last-child"))
        .await;
    assert!(
        both.contains(&names[3]) && both.contains(&names[1]),
        "{both}, of {names:?}"
    );
    assert_eq!(
        kept(&instance, &slug, &cookie, &strand).await.as_deref(),
        Some("2")
    );
    tab.click(&format!("#{id}-keep-mine")).await;
    tab.holds(&format!("!document.querySelector('#{id} [data-conflict]')"))
        .await;
    tab.reads(&state, "Saved").await;
    assert!(checked(&tab, &format!("{id}-4")).await);
    assert_eq!(
        kept(&instance, &slug, &cookie, &strand).await.as_deref(),
        Some("4")
    );

    // Now the first is behind, and keeps the other's.
    to(&first).await;
    tab.click(&format!("#{id}-3")).await;
    tab.reads(
        &format!("#{id} [data-conflict]"),
        "You answered this elsewhere",
    )
    .await;
    tab.click(&format!("#{id}-keep-other")).await;
    tab.holds(&format!("!document.querySelector('#{id} [data-conflict]')"))
        .await;
    assert!(checked(&tab, &format!("{id}-4")).await);
    assert_eq!(
        kept(&instance, &slug, &cookie, &strand).await.as_deref(),
        Some("4")
    );

    // A conflict that is not settled survives: nothing is chosen for anybody.
    tab.click(&format!("#{id}-1")).await;
    tab.reads(&state, "Saved").await;
    to(&second).await;
    tab.click(&format!("#{id}-5")).await;
    tab.reads(
        &format!("#{id} [data-conflict]"),
        "You answered this elsewhere",
    )
    .await;
    assert_eq!(
        kept(&instance, &slug, &cookie, &strand).await.as_deref(),
        Some("1")
    );

    // A conflict of notes alone shows both, and keeps the one chosen.
    tab.client.refresh().await.expect("the page again");
    to(&first).await;
    tab.client.refresh().await.expect("the page again");
    tab.click(&format!("#{id}-remark summary")).await;
    let version = format!("document.querySelector('#{id}').dataset.version");
    let before = tab.ask(&format!("return {version}")).await;
    tab.click(&format!("#{id}-note")).await;
    tab.write("from the first").await;
    tab.press(&['\u{E004}']).await;
    tab.holds(&format!("{version} !== {before}")).await;
    to(&second).await;
    tab.click(&format!("#{id}-remark summary")).await;
    tab.click(&format!("#{id}-note")).await;
    tab.write("from the second").await;
    tab.press(&['\u{E004}']).await;
    tab.reads(
        &format!("#{id} [data-conflict]"),
        "You answered this elsewhere",
    )
    .await;
    let both = tab.text(&format!("#{id} [data-conflict] dl")).await;
    assert!(
        both.contains("from the first") && both.contains("from the second"),
        "{both}"
    );
    tab.click(&format!("#{id}-keep-mine")).await;
    tab.holds(&format!("!document.querySelector('#{id} [data-conflict]')"))
        .await;
    // The second tab had heard of the first note, and wrote on from there.
    let note = tab.prop(&format!("#{id}-note"), "value").await;
    assert!(note.ends_with("from the second"), "{note}");

    // The same answer twice is no conflict.
    tab.client.refresh().await.expect("the page again");
    to(&first).await;
    tab.client.refresh().await.expect("the page again");
    tab.click(&format!("#{id}-2")).await;
    tab.reads(&state, "Saved").await;
    to(&second).await;
    tab.click(&format!("#{id}-2")).await;
    tab.reads(&state, "Saved").await;
    assert!(!tab.has(&format!("#{id} [data-conflict]")).await);
    tab.is_content().await;
    tab.close().await;
}
