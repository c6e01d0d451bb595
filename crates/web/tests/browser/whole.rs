//! A whole cycle with everybody in a browser of their own: rated, revealed, voted on twice,
//! agreed with dissent, reviewed, aimed at, final, published, verified by the command line, and
//! begun again.

use crate::axe::{Rules, violations};
use crate::chromium::{Browser, Device, Driver, until};
use crate::instance::{Instance, PASSWORD};
use crate::lead::set_up;
use gradus_app::Actor;
use gradus_app::assessment::{Lead, TargetText};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

const HERE: &str = "/c/westhaven/2028";
const COMPONENT: &str = "leadership-environment";
/// Assessors: five of the council and three residents.
const PEOPLE: [(&str, &str); 8] = [
    ("Anna", "City council"),
    ("Bo", "City council"),
    ("Cleo", "City council"),
    ("Dana", "City council"),
    ("Emil", "City council"),
    ("Finn", "Residents"),
    ("Gita", "Residents"),
    ("Hugo", "Residents"),
];

/// Everybody, each with cookies and a window of their own.
struct Cast {
    lead: Browser,
    facilitator: Browser,
    reviewer: Browser,
    resident: Browser,
    assessors: Vec<Browser>,
}

impl Cast {
    async fn enter(driver: &Driver, instance: &Instance) -> Self {
        let base = instance.base();
        let mut assessors = Vec::new();
        for place in 0..PEOPLE.len() {
            // People sit at desks and hold phones.
            let device = if place % 2 == 0 {
                Device::Phone
            } else {
                Device::Desk
            };
            assessors.push(driver.browser(device, &base).await);
        }
        Self {
            lead: driver.browser(Device::Desk, &base).await,
            facilitator: driver.browser(Device::Desk, &base).await,
            reviewer: driver.browser(Device::Desk, &base).await,
            resident: driver.browser(Device::Phone, &base).await,
            assessors,
        }
    }

    async fn leave(self) {
        for one in [self.lead, self.facilitator, self.reviewer, self.resident] {
            one.is_content().await;
            one.close().await;
        }
        for one in self.assessors {
            one.close().await;
        }
    }
}

/// Fails when people with disabilities would meet a barrier.
async fn is_accessible(page: &Browser, place: &str) {
    let found = violations(page, Rules::All).await;
    assert!(found.is_empty(), "{place}: {found:#?}");
}

/// The lead as a caller of use cases, for what other tests do by hand.
async fn actor(instance: &Instance) -> Actor {
    let (nobody, login) = (Actor::nobody(), "lena@westhaven.example");
    let session = instance.app.sign_in(login, PASSWORD, "test", &nobody);
    let session = session.await.expect("signed in");
    let actor = instance.app.actor_of_session(&session).await;
    actor.expect("somebody")
}

async fn leading<'a>(instance: &'a Instance, lead: &'a Actor, slug: &str) -> Lead<'a> {
    let desk = instance.app.assessment(lead, "westhaven", slug).await;
    desk.expect("it is there").lead().expect("it leads")
}

/// A facilitator and a reviewer with accounts, one component in scope, a piece of evidence.
async fn prepare(instance: &Instance, lead: &Actor) {
    for (login, name, role) in [
        ("farid", "Farid Haddad", "facilitator"),
        ("rosa", "Rosa Silva", "reviewer"),
    ] {
        instance.account(login, name).await;
        let city = instance.app.city(lead, "westhaven").await;
        let given = city.expect("the city").role_set(login, role).await;
        given.expect("a role");
    }
    let of = leading(instance, lead, "2028").await;
    let others = of.desk().model.components.iter();
    let others = others.filter(|component| component.id != COMPONENT);
    let others: Vec<(String, String)> = others
        .map(|component| (component.id.clone(), "next year".to_owned()))
        .collect();
    of.scope_change(&others, None).await.expect("the scope");
}

async fn sign_in(page: &Browser, login: &str) {
    page.goto("/sign-in").await;
    page.fill("[name=login], [name=email]", login).await;
    page.fill("[name=password]", PASSWORD).await;
    page.follow("main form button[type=submit]").await;
}

/// Names groups and people; gives the links of all.
async fn invite(lead: &Browser) -> Vec<String> {
    lead.goto(&format!("{HERE}/people")).await;
    for group in ["City council", "Residents"] {
        lead.fill("#group-name", group).await;
        lead.follow("#group button[type=submit]").await;
    }
    let list: Vec<String> = PEOPLE
        .iter()
        .map(|(name, group)| format!("{name}, {group}"))
        .collect();
    lead.fill("#list-people", &list.join("\n")).await;
    lead.click("#list-make_links").await;
    lead.follow("#list button[type=submit]").await;
    let mut links = Vec::new();
    for number in 1..=PEOPLE.len() {
        links.push(lead.prop(&format!("#link-{number}"), "value").await);
    }
    links
}

/// Moves to the next phase by the button that asks first.
async fn move_on(lead: &Browser, here: &str, phase: &str) {
    lead.goto(here).await;
    lead.click("details.wide-sure > summary").await;
    lead.follow(&format!("form:has(input[value={phase}]) button"))
        .await;
}

/// Joins by a link, and says on each ladder on which rung the city stands.
async fn rate(page: &Browser, link: &str, place: usize) {
    page.goto(link).await;
    page.follow("#join button[type=submit]").await;
    page.goto(&format!("{HERE}/rate/{COMPONENT}")).await;
    let cards = page.ask("return [...document.querySelectorAll('.rate-card')].map(c => c.id)");
    let cards: Vec<String> = serde_json::from_value(cards.await).expect("names of cards");
    for (ladder, card) in cards.iter().enumerate() {
        // On the first ladder people differ; on the others they nearly agree.
        let rung = match (ladder, place % 2) {
            (0, 0) => 2,
            (0, _) => 4,
            _ => 3,
        };
        page.click(&format!("#{card}-{rung}")).await;
        page.reads(&format!("#{card} .card-head [data-state-text]"), "Saved")
            .await;
    }
}

async fn hand_in(lead: &Browser) {
    lead.goto(&format!("{HERE}/evidence/new")).await;
    lead.click("input[name=kind][value=link]").await;
    lead.fill("input[name=title]", "Smart city strategy").await;
    lead.fill("input[name=url]", "https://westhaven.example/strategy")
        .await;
    lead.fill_day("input[name=effective]", "2028-01-15").await;
    lead.ask(
        "document.querySelectorAll('form details').forEach(d => d.open = true);
         document.querySelector(\"input[name=supports][value='LE3.1']\").click(); return null",
    )
    .await;
    lead.follow("main form button[type=submit]").await;
}

/// How the wall names the statement that is talked about.
async fn statement(wall: &Browser) -> String {
    let link = wall.prop("[data-press=a]", "href").await;
    link.rsplit('/').next().unwrap_or_default().to_owned()
}

/// A round of votes: everybody in `voters` taps `value`, the wall counts along, the
/// facilitator shows it with a key.
async fn round(wall: &Browser, voters: &[&Browser], value: &str) {
    for phone in voters {
        let choice = format!(".choice[value={value}]");
        phone.click(&choice).await;
        phone.find(&format!("{choice}[aria-pressed=true]")).await;
    }
    wall.reads("[data-cast]", &voters.len().to_string()).await;
    is_accessible(wall, "the wall during a round").await;
    let page = wall.page().await;
    wall.press(&['r']).await;
    wall.past(&page, "the votes are shown").await;
    for phone in voters {
        phone.holds("!document.querySelector('.choice')").await;
    }
}

/// Two rounds on the first statement of the list, in the second of which a phone was away.
async fn workshop(cast: &Cast) -> String {
    let wall = &cast.facilitator;
    wall.goto(&format!("{HERE}/workshop")).await;
    is_accessible(wall, "before the workshop").await;
    wall.follow("form[action$='/open'] button").await;
    let events = wall.ask("return document.querySelector('#room').dataset.events");
    let events = events.await.as_str().unwrap_or_default().to_owned();
    let code = events.rsplit('/').nth(1).expect("a code").to_owned();
    let page = wall.page().await;
    wall.press(&['n']).await;
    wall.past(&page, "the first statement").await;
    let on = statement(wall).await;
    let phones: Vec<&Browser> = cast.assessors.iter().collect();
    for phone in &phones {
        phone.goto(&format!("/w/{code}")).await;
    }
    phones[0].reads("main", "Your vote counts").await;
    let page = wall.page().await;
    wall.press(&['v']).await;
    wall.past(&page, "the round is open").await;
    for phone in &phones {
        phone.find(".choice").await;
    }
    is_accessible(phones[0], "a ballot").await;
    round(wall, &phones, "partly").await;

    // One goes through a tunnel; the next round opens meanwhile, and is there on return.
    let network = |offline: bool| {
        json!({ "offline": offline, "latency": 0,
                "downloadThroughput": -1, "uploadThroughput": -1 })
    };
    let away = phones[1];
    away.tools("Network.enable", json!({})).await;
    away.tools("Network.emulateNetworkConditions", network(true))
        .await;
    let page = wall.page().await;
    wall.press(&['v']).await;
    wall.past(&page, "the second round").await;
    for phone in phones.iter().filter(|phone| !std::ptr::eq(**phone, away)) {
        phone.find(".choice").await;
    }
    away.tools("Network.emulateNetworkConditions", network(false))
        .await;
    away.find(".choice").await;
    round(wall, &phones, "largely").await;
    wall.reads(".summary", "Round 2").await;
    is_accessible(wall, "the wall after a round").await;
    on
}

/// The value with its reason, and somebody who sees it otherwise.
async fn agree(wall: &Browser, on: &str) {
    let page = wall.page().await;
    wall.press(&['a']).await;
    wall.past(&page, "the form to agree").await;
    assert_eq!(wall.path().await, format!("{HERE}/agree/statement/{on}"));
    wall.click("input[name=value][value=largely]").await;
    wall.fill("[name=rationale]", "The plan is funded.").await;
    wall.ask(
        "document.querySelectorAll('#agree details').forEach(d => d.open = true); return null",
    )
    .await;
    wall.fill("[name='dissent_name.0']", "Ms Ek").await;
    wall.fill("[name='dissent_text.0']", "Not in my district.")
        .await;
    wall.follow("#agree button[type=submit]").await;
    wall.goto(&format!("{HERE}/agree/statement/{on}")).await;
    wall.reads("main", "The plan is funded.").await;
    is_accessible(wall, "what was agreed").await;
    wall.goto(&format!("{HERE}/workshop")).await;
    wall.click("details.tools > summary").await;
    wall.follow("form[action$='/close'] button").await;
}

async fn review(page: &Browser) {
    page.goto(&format!("{HERE}/evidence/queue")).await;
    page.follow(".head a.ds-button").await;
    page.click("input[name=status][value=accepted]").await;
    page.fill("[name=reason]", "Read it; it says so.").await;
    page.follow("#review button[type=submit]").await;
    page.goto(&format!("{HERE}/evidence")).await;
    page.reads("main", "accepted").await;
    is_accessible(page, "evidence").await;
}

async fn aim(instance: &Instance, lead: &Actor, page: &Browser) {
    let target = TargetText {
        component: COMPONENT.to_owned(),
        level: "4".to_owned(),
        due_on: "2030-12-31".to_owned(),
        rationale: "Council decision".to_owned(),
        ..TargetText::default()
    };
    let of = leading(instance, lead, "2028").await;
    of.targets_change(&[target], None).await.expect("a target");
    page.goto(&format!("{HERE}/targets")).await;
    page.reads("main", "Council decision").await;
    is_accessible(page, "targets").await;
}

/// Publishes after a look at what becomes public; a stranger finds it.
async fn publish(cast: &Cast) {
    let lead = &cast.lead;
    lead.goto(&format!("{HERE}/publish")).await;
    lead.fill("[name=introduction]", "How smart Westhaven is, and why.")
        .await;
    lead.follow("button[name=preview]").await;
    lead.reads("body", "How smart Westhaven is, and why.").await;
    lead.goto(&format!("{HERE}/publish")).await;
    lead.fill("[name=introduction]", "How smart Westhaven is, and why.")
        .await;
    lead.follow("form:has([name=introduction]) button[type=submit]:not([name])")
        .await;
    let resident = &cast.resident;
    resident.goto("/p/westhaven/2028").await;
    resident
        .reads("main", "How smart Westhaven is, and why.")
        .await;
    let source = resident.client.source().await.expect("a page");
    for hidden in ["Ms Ek", "Not in my district", "Anna", "Hugo"] {
        assert!(!source.contains(hidden), "{hidden} is public");
    }
    is_accessible(resident, "the public page").await;
}

/// The program of the command line, built when a part of the tests runs alone.
fn gradus() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    let program = target.expect("a folder above").join("debug/gradus");
    if !program.exists() {
        let built = Command::new(env!("CARGO"))
            .args(["build", "--locked", "--package", "gradus-cli"])
            .status();
        assert!(built.is_ok_and(|status| status.success()), "it builds");
    }
    program
}

/// The full document, the public one and the key, as three people hold them; the command line
/// verifies them, and finds what is changed.
async fn verify(instance: &Instance, lead: &Actor, resident: &Browser, folder: &Path) {
    let full = leading(instance, lead, "2028").await.sealed(1).await;
    let full = full.expect("a sealed document");
    for words in ["Ms Ek", "Not in my district", "The plan is funded", "Anna"] {
        assert!(!full.contains(words), "{words} is sealed");
    }
    let fetched = async |path: &str| {
        let script = format!("return fetch('{path}').then(r => r.text())");
        let text = resident.ask(&script).await;
        text.as_str().expect("a text").to_owned()
    };
    let public = fetched("/p/westhaven/2028/gradus-public.json").await;
    let key = fetched("/.well-known/gradus-key.json").await;
    for (name, text) in [("full", &full), ("public", &public), ("key", &key)] {
        std::fs::write(folder.join(name), text).expect("a file");
    }
    let run = |file: &str| {
        let mut run = Command::new(gradus());
        run.current_dir(folder).args(["verify", file]);
        run.args(["--key", "key", "--public", "public", "--json"]);
        run.output().expect("it runs")
    };
    let run = |file: &str| {
        let output = run(file);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        (
            output.status.code(),
            said + &String::from_utf8_lossy(&output.stderr),
        )
    };
    let (code, said) = run("full");
    assert_eq!(code, Some(0), "{said}");
    let changed = full.replacen("\"largely\"", "\"fully\"", 1);
    assert_ne!(changed, full);
    std::fs::write(folder.join("changed"), changed).expect("a file");
    let (code, said) = run("changed");
    assert_ne!(code, Some(0), "{said}");
}

/// The next cycle: what was said waits, counts once it is kept, and stands beside this one.
async fn again(instance: &Instance, lead: &Actor, cast: &Cast) {
    let page = &cast.lead;
    page.goto(&format!("{HERE}/next")).await;
    page.fill("#next-name", "2030").await;
    page.fill_day("#next-from", "2030-05-01").await;
    page.fill_day("#next-to", "2030-06-30").await;
    page.follow("#next button[type=submit]").await;
    let next = "/c/westhaven/2030";
    assert_eq!(page.path().await, next);
    move_on(page, next, "rating").await;
    let links = leading(instance, lead, "2030").await.invitations().await;
    let links = links.expect("links");
    for (phone, link) in cast.assessors.iter().zip(&links).take(6) {
        phone.goto(&format!("/join/{}", link.secret)).await;
        phone.follow("#join button[type=submit]").await;
        phone.goto(&format!("{next}/rate/carried")).await;
        phone.click("details.sure > summary").await;
        phone.follow("details.sure form button").await;
    }
    is_accessible(&cast.assessors[0], "what was said last time").await;
    move_on(page, next, "consensus").await;
    page.goto(&format!("{next}/compare")).await;
    page.reads("main", "people are in both cycles").await;
    is_accessible(page, "two cycles side by side").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twelve_people_go_through_a_whole_cycle() {
    let Some(driver) = Driver::start() else {
        return;
    };
    let instance = Instance::empty().await;
    let cast = Cast::enter(&driver, &instance).await;
    set_up(&cast.lead, &instance).await;
    let lead = actor(&instance).await;
    prepare(&instance, &lead).await;
    sign_in(&cast.facilitator, "farid").await;
    sign_in(&cast.reviewer, "rosa").await;
    let links = invite(&cast.lead).await;
    move_on(&cast.lead, HERE, "rating").await;
    for (place, (page, link)) in cast.assessors.iter().zip(&links).enumerate() {
        rate(page, link, place).await;
    }
    hand_in(&cast.lead).await;
    cast.lead.goto(&format!("{HERE}/progress")).await;
    is_accessible(&cast.lead, "progress").await;
    move_on(&cast.lead, HERE, "consensus").await;
    assert_eq!(cast.lead.path().await, format!("{HERE}/reveal"));
    is_accessible(&cast.lead, "the reveal").await;
    let on = workshop(&cast).await;
    agree(&cast.facilitator, &on).await;
    review(&cast.reviewer).await;
    aim(&instance, &lead, &cast.lead).await;
    move_on(&cast.lead, HERE, "final").await;
    until("the final result", async || {
        let desk = instance.app.assessment(&lead, "westhaven", "2028").await;
        (desk.ok()?.row.phase == "final").then_some(())
    })
    .await;
    cast.lead.goto(&format!("{HERE}/results")).await;
    is_accessible(&cast.lead, "the results").await;
    publish(&cast).await;
    verify(&instance, &lead, &cast.resident, driver.folder()).await;
    again(&instance, &lead, &cast).await;
    let result = leading(&instance, &lead, "2028").await;
    let result = result.desk().outcome().await.expect("a result");
    let result: Value = serde_json::from_str(&result.result).expect("JSON");
    let mut rows = result["statements"].as_array().expect("rows").iter();
    let row = rows.find(|row| row["id"] == json!(on)).expect("a row");
    assert_eq!(
        (&row["value"], &row["source"]),
        (&json!("largely"), &json!("agreed"))
    );
    let counts: Vec<&Value> = row["rounds"]
        .as_array()
        .expect("rounds")
        .iter()
        .map(|round| &round["n"])
        .collect();
    assert_eq!(counts, [&json!(8), &json!(8)]);
    cast.leave().await;
}
