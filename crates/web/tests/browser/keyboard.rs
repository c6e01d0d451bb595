//! Without a mouse: every rating reached and given by keys alone.

use crate::chromium::{Browser, Device, Driver, until};
use crate::instance::{Instance, PASSWORD};
use fantoccini::key::Key;
use gradus_app::assessment::Phase;

const LOGIN: &str = "kim@northaven.example";

fn key(key: Key) -> char {
    char::from(key)
}

async fn press(page: &Browser, one: Key) {
    page.press(&[key(one)]).await;
}

/// Presses Tab until the focus is where it shall be; fails when it is not reached.
async fn tab_to(page: &Browser, id: &str) {
    for _ in 0..120 {
        if page.focus().await == id {
            return;
        }
        press(page, Key::Tab).await;
    }
    panic!("{id} is not reached with Tab on {}", page.path().await);
}

/// Presses Enter on what has the focus, and waits for the page that comes.
async fn enter(page: &Browser) {
    let old = page.page().await;
    press(page, Key::Enter).await;
    page.past(&old, "Enter").await;
}

/// Waits until the question that has the focus is saved, and gives the value of its answer.
async fn saved(page: &Browser, card: &str, value: &str) {
    let chosen = format!(
        "[...document.querySelectorAll('#{card} input[type=radio]:checked')]\
         .filter(r => r.closest('[data-rate]').id === '{card}').map(r => r.value).join() === '{value}'"
    );
    page.holds(&chosen).await;
    let waiting = "Object.keys(localStorage).some(k => k.startsWith('gradus-answers'))";
    page.holds(&format!("!{waiting}")).await;
    page.holds(&format!(
        "!document.querySelector('#{card}[data-state=saving]')"
    ))
    .await;
}

/// Whether the browser shows where the focus is: an outline around it or its label.
async fn focus_is_seen(page: &Browser) {
    let outline = "const a = document.activeElement; \
        return [a, a.closest('label')].filter(Boolean).some(e => { \
          const s = getComputedStyle(e); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 })";
    assert_eq!(
        page.ask(outline).await,
        true,
        "{} shows no focus",
        page.focus().await
    );
}

async fn sign_in(page: &Browser) {
    page.goto("/sign-in").await;
    press(page, Key::Tab).await;
    let skip = page
        .ask("return document.activeElement.getAttribute('href')")
        .await;
    assert_eq!(skip, "#main", "the first stop leads past the navigation");
    tab_to(page, "sign-in-email").await;
    page.write(LOGIN).await;
    press(page, Key::Tab).await;
    page.write("not my password").await;
    enter(page).await;
    page.reads("#sign-in-mistakes", "Name and password do not go together.")
        .await;
    assert_eq!(
        page.focus().await,
        "sign-in-mistakes",
        "what is wrong is read first"
    );
    tab_to(page, "sign-in-password").await;
    page.write(PASSWORD).await;
    enter(page).await;
    assert_eq!(page.path().await, "/");
}

/// Every question kind of the ladder page.
async fn ladders(page: &Browser, slug: &str) {
    page.goto(&format!("/c/northaven/{slug}/rate/leadership-environment"))
        .await;
    let cards = page
        .ask("return [...document.querySelectorAll('.rate-card')].map(c => c.id)")
        .await;
    let cards: Vec<String> = serde_json::from_value(cards).expect("identifiers");
    let (one, two) = (cards[0].as_str(), cards[1].as_str());

    // With Tab, space and arrows alone.
    tab_to(page, &format!("{one}-1")).await;
    focus_is_seen(page).await;
    page.press(&[' ']).await;
    saved(page, one, "1").await;
    press(page, Key::Right).await;
    saved(page, one, "1-2").await;
    focus_is_seen(page).await;
    press(page, Key::Right).await;
    press(page, Key::Right).await;
    saved(page, one, "2-3").await;
    press(page, Key::Left).await;
    saved(page, one, "2").await;

    // With shortcuts.
    page.press(&['4']).await;
    saved(page, one, "4").await;
    assert_eq!(page.focus().await, format!("{one}-4"));
    page.press(&['u']).await;
    saved(page, one, "2").await;
    page.press(&['0']).await;
    saved(page, one, "unknown").await;
    page.press(&['n']).await;
    until("the reason has the focus", async || {
        (page.focus().await == format!("{one}-reason")).then_some(())
    })
    .await;
    page.write("The county does it").await;
    press(page, Key::Enter).await;
    saved(page, one, "na").await;
    page.reads(&format!("#{one} .card-head [data-state-text]"), "Saved")
        .await;
    assert_eq!(
        page.prop(&format!("#{one}-reason"), "value").await,
        "The county does it"
    );

    // The next question, and clearing.
    page.client
        .find(fantoccini::Locator::Id(&format!("{one}-na")))
        .await
        .expect("a radio");
    page.ask(&format!("document.getElementById('{one}-na').focus()"))
        .await;
    page.press(&['j']).await;
    assert!(
        page.focus().await.starts_with(two),
        "{}",
        page.focus().await
    );
    page.press(&['3']).await;
    saved(page, two, "3").await;
    press(page, Key::Delete).await;
    saved(page, two, "").await;
    page.press(&['k']).await;
    assert!(
        page.focus().await.starts_with(one),
        "{}",
        page.focus().await
    );
    page.press(&['3']).await;
    saved(page, one, "3").await;

    // A note, and the statements behind a rung.
    page.press(&['e']).await;
    until("the note has the focus", async || {
        (page.focus().await == format!("{one}-note")).then_some(())
    })
    .await;
    page.write("By u and 1").await;
    press(page, Key::Tab).await;
    saved(page, one, "3").await;
    assert_eq!(
        page.prop(&format!("#{one}-note"), "value").await,
        "By u and 1"
    );
    page.ask(&format!("document.getElementById('{one}-3').focus()"))
        .await;
    page.press(&['r']).await;
    let statement = page.find(&format!("#{one}-refine .statement")).await;
    let statement = statement
        .attr("id")
        .await
        .expect("attributes")
        .expect("an identifier");
    page.press(&['j']).await;
    assert!(
        page.focus().await.starts_with(&statement),
        "{}",
        page.focus().await
    );
    page.press(&['3']).await;
    saved(page, &statement, "largely").await;

    // Keys that pass over "not applicable" do not give it.
    page.ask(&format!(
        "document.getElementById('{statement}-largely').focus()"
    ))
    .await;
    for _ in 0..3 {
        press(page, Key::Right).await;
    }
    page.reads(
        &format!("#{statement} [data-state-text]"),
        "Say why it does not apply",
    )
    .await;
    press(page, Key::Left).await;
    saved(page, &statement, "unknown").await;

    // The view of the whole component.
    tab_to(page, "panel-pick-1").await;
    page.press(&['3']).await;
    saved(page, "panel-pick", "3").await;
    page.press(&['u']).await;
    saved(page, "panel-pick", "").await;
}

async fn shortcuts(page: &Browser) {
    page.press(&['?']).await;
    let list = page.text("dialog#help[open]").await;
    for what in [
        "Next and previous question",
        "Undo",
        "Clear the answer",
        "Don't know",
    ] {
        assert!(list.contains(what), "{what} is not in {list}");
    }
    let inside = "return document.getElementById('help').contains(document.activeElement)";
    assert_eq!(page.ask(inside).await, true, "the focus is in the list");
    press(page, Key::Escape).await;
    page.holds("!document.getElementById('help').open").await;
    page.press(&['g']).await;
    assert_eq!(page.focus().await, "main");
}

async fn statements(page: &Browser, slug: &str) {
    page.goto(&format!("/c/northaven/{slug}/rate/leadership-environment"))
        .await;
    let ids = "return [...document.querySelectorAll('.statement')].map(s => s.id)";
    let ids: Vec<String> = serde_json::from_value(page.ask(ids).await).expect("identifiers");
    page.press(&['j']).await;
    for (id, (typed, value)) in ids.iter().zip([
        ('1', "not"),
        ('2', "partly"),
        ('3', "largely"),
        ('4', "fully"),
        ('0', "unknown"),
    ]) {
        assert!(
            page.focus().await.starts_with(id.as_str()),
            "{} is not {id}",
            page.focus().await
        );
        page.press(&[typed]).await;
        saved(page, id, value).await;
        page.reads(&format!("#{id} [data-state-text]"), "Saved")
            .await;
        page.press(&['j']).await;
    }
    // A stage can be surpassed.
    let stage = "return document.querySelector('.statement input[value=surpassed]').closest('.statement').id";
    let stage = page
        .ask(stage)
        .await
        .as_str()
        .expect("an identifier")
        .to_owned();
    page.ask(&format!("document.querySelector('#{stage}').closest('details').open = true; document.getElementById('{stage}-not').focus()")).await;
    page.press(&['5']).await;
    saved(page, &stage, "surpassed").await;
}

async fn picks(page: &Browser, slug: &str) {
    page.goto(&format!("/c/northaven/{slug}/rate")).await;
    let id = page
        .find(".rate-card")
        .await
        .attr("id")
        .await
        .expect("attributes");
    let id = id.expect("an identifier");
    tab_to(page, &format!("{id}-1")).await;
    focus_is_seen(page).await;
    press(page, Key::Down).await;
    saved(page, &id, "2").await;
    page.press(&['5']).await;
    saved(page, &id, "5").await;
    page.press(&['u']).await;
    saved(page, &id, "2").await;
    page.press(&['0']).await;
    saved(page, &id, "unknown").await;
    press(page, Key::Delete).await;
    saved(page, &id, "").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_rating_is_reached_and_given_without_a_mouse() {
    let Some(driver) = Driver::start() else {
        return;
    };
    let instance = Instance::demo().await;
    instance.account(LOGIN, "Kim").await;
    let mut slugs = Vec::new();
    for depth in ["ladder", "full", "quick"] {
        let slug = instance.assessment(&format!("Keys {depth}"), depth).await;
        instance.ask(&slug, "Kim", LOGIN).await;
        instance.phase(&slug, Phase::Rating).await;
        slugs.push(slug);
    }
    let page = driver.browser(Device::Desk, &instance.base()).await;
    sign_in(&page).await;
    page.is_content().await;
    ladders(&page, &slugs[0]).await;
    shortcuts(&page).await;
    statements(&page, &slugs[1]).await;
    picks(&page, &slugs[2]).await;
    page.is_content().await;
    page.close().await;
}
