//! Every page of every role, in light and dark: no violation of WCAG 2.2 AA, nothing in the
//! browser's log, no request to another host, no way to nowhere.

use crate::chromium::{Browser, Device, Driver};
use crate::instance::Instance;
use crate::visits::Visits;
use gradus_app::account::LinkPurpose;
use gradus_app::assessment::Phase;
use gradus_app::workshop::Act;
use gradus_web::config::WebConfig;

const CITY: &str = "/c/northaven";
const COMPONENT: &str = "leadership-environment";

/// The end of the first address on the page that begins so.
async fn first_below(page: &Browser, at: &str, below: &str) -> String {
    page.goto(at).await;
    let script = format!(
        "return [...document.querySelectorAll('tbody th a')].map(a => a.getAttribute('href'))\
         .find(h => h.startsWith('{below}'))"
    );
    let href = page.ask(&script).await;
    let href = href
        .as_str()
        .unwrap_or_else(|| panic!("nothing below {below} at {at}"));
    href.strip_prefix(below).unwrap_or_default().to_owned()
}

/// Pages that everybody tries, whether they may or not.
fn common(piece: &str, person: &str) -> Vec<String> {
    let mut paths: Vec<String> = [
        "/",
        "/account",
        "/admin",
        "/admin/accounts",
        "/admin/audit",
        "/c/new",
        "/api/v1/docs",
        "/nothing-here",
        "/code",
    ]
    .map(str::to_owned)
    .to_vec();
    for path in [
        "",
        "/settings",
        "/new",
        "/import",
        "/2024",
        "/2026",
        "/2028",
    ] {
        paths.push(format!("{CITY}{path}"));
    }
    for path in [
        "people",
        "progress",
        "settings",
        "agree",
        "agree/statement/LE1.1",
        "agree/component/leadership-environment",
        "evidence/queue",
        "reveal",
        "reveal/leadership-environment",
        "targets",
        "compare",
        "evidence",
        "evidence/new",
        "results",
        "how-scored",
        "rate",
        "rate/carried",
        "code",
    ] {
        paths.push(format!("{CITY}/2026/{path}"));
    }
    paths.push(format!("{CITY}/2026/results/{COMPONENT}"));
    paths.push(format!("{CITY}/2026/evidence/{piece}"));
    paths.push(format!("{CITY}/2026/evidence/{piece}/edit"));
    paths.push(format!("{CITY}/2026/people/{person}"));
    paths.push(format!("{CITY}/2026/rate/{COMPONENT}"));
    paths
}

/// Forms that are sent empty: the page, and the form.
const EMPTY: [(&str, &str); 13] = [
    ("/account", "#profile"),
    ("/account", "#password"),
    ("/account", "#token"),
    ("/c/northaven/new", "#new"),
    ("/c/northaven/import", "#import"),
    ("/c/northaven/settings", "#city"),
    ("/c/northaven", "#member"),
    ("/c/northaven/2028/settings", "#settings"),
    ("/c/northaven/2028/people", "#group"),
    ("/c/northaven/2028/people", "#person"),
    ("/c/northaven/2028/people", "#list"),
    ("/c/northaven/2028/evidence/new", "#evidence-form"),
    ("/c/northaven/2028/people?links=all", "#group"),
];

/// Empties every field of a page, so that sending it shows mistakes.
const CLEAR: &str = "for (const field of document.querySelectorAll('main input, main textarea'))
    if (['text', 'email', 'number', 'date', 'url', 'password'].includes(field.type) || field.matches('textarea')) field.value = '';";

struct Tour<'a> {
    instance: &'a Instance,
    page: Browser,
    visits: Visits,
}

impl Tour<'_> {
    async fn sign_in(&self, role: &str) {
        self.page
            .client
            .delete_all_cookies()
            .await
            .expect("cookies");
        self.page.goto(&self.instance.door(role)).await;
        if role == "assessor" {
            // A link that was used asks in another browser for the code.
            if self.page.has("#join [name=code]").await {
                let code = self.instance.code();
                self.page.fill("#join [name=code]", &code).await;
            }
            self.page.follow("#join button[type=submit]").await;
        }
    }

    async fn all(&mut self, who: &str, paths: impl IntoIterator<Item = String>) {
        for path in paths {
            self.visits.open(&self.page, who, &path).await;
        }
    }

    async fn nobody(&mut self) {
        let app = &self.instance.app;
        self.page
            .client
            .delete_all_cookies()
            .await
            .expect("cookies");
        let account = self.instance.lead().await.me.map(|me| me.id);
        let reset = app
            .link(LinkPurpose::Password, account)
            .await
            .expect("a link");
        let door = self.instance.door("assessor");
        let paths = [
            "/",
            "/sign-in",
            "/code",
            "/reset",
            "/c/northaven",
            "/nothing",
            "/join/none",
            "/privacy",
            "/p/northaven",
            "/p/northaven/2024",
            "/p/northaven/2026",
            "/sign-in/none",
            "/reset/none",
            "/setup/none",
            "/api/v1/docs",
        ];
        self.all("nobody", paths.map(str::to_owned)).await;
        self.all("nobody", [door, format!("/reset/{reset}")]).await;
        for (path, form) in [("/sign-in", "#sign-in"), ("/code", "#code")] {
            self.visits.send(&self.page, "nobody", path, form).await;
        }
        let path = format!("/reset/{reset}");
        self.visits
            .send(&self.page, "nobody", &path, "#reset")
            .await;
    }

    async fn send_empty(&mut self, who: &str, path: &str, form: &str) {
        self.page.goto(path).await;
        self.page
            .ask("document.querySelectorAll('details').forEach(d => { d.open = true })")
            .await;
        assert!(self.page.has(form).await, "there is no {form} at {path}");
        self.page.ask(CLEAR).await;
        self.page
            .follow(&format!("{form} button[type=submit]"))
            .await;
        self.visits
            .look(&self.page, &format!("{who} after {form} at {path}"))
            .await;
    }

    /// The lead's pages in every phase, forms with their mistakes, and what is shown once.
    async fn lead(&mut self, draft: &str) {
        self.sign_in("lead").await;
        for slug in [draft, "2024", "2028"] {
            for path in [
                "",
                "/people",
                "/settings",
                "/evidence",
                "/results",
                "/how-scored",
            ] {
                self.all("lead", [format!("{CITY}/{slug}{path}")]).await;
            }
        }
        self.all("lead", [format!("{CITY}/2024/results/{COMPONENT}")])
            .await;
        self.all(
            "lead",
            ["people?links=all", "progress"].map(|path| format!("{CITY}/2028/{path}")),
        )
        .await;
        for path in [
            "2024/publish",
            "2024/next",
            "2026/publish",
            "2028/reveal",
            "2028/targets",
            "2024/compare",
        ] {
            self.all("lead", [format!("{CITY}/{path}")]).await;
        }
        for (path, form) in EMPTY {
            self.send_empty("lead", path, form).await;
        }
        self.another_version(draft).await;
        self.page.goto("/account").await;
        self.page.click("details:has(#token) > summary").await;
        self.page.fill("#token-name", "Dashboard").await;
        self.page.click("#token input[value=read]").await;
        self.page.fill_day("#token-until", "2028-08-01").await;
        self.page.follow("#token button[type=submit]").await;
        assert!(self.page.has("#fresh-token").await, "the token is shown");
        self.visits
            .look(&self.page, "lead with a fresh token")
            .await;
        // Menus and questions that open over the page.
        self.page.goto(&format!("{CITY}/2028/people")).await;
        self.page.click(".menu > summary").await;
        self.visits
            .look(&self.page, "lead with the menu open")
            .await;
        self.page.goto(&format!("{CITY}/2028")).await;
        self.page.click("details.sure > summary").await;
        self.visits
            .look(&self.page, "lead before the next phase")
            .await;
        // More than is taken, and a phase that is over.
        self.page.goto(&format!("{CITY}/2028/people")).await;
        self.page
            .ask("document.querySelector('#list-people').value = 'a, b\\n'.repeat(300000)")
            .await;
        self.page.follow("#list button[type=submit]").await;
        self.page.reads(".status", "413").await;
        self.visits.look(&self.page, "lead after too much").await;
    }

    /// A lead looks at another version of the model, and moves to it.
    async fn another_version(&mut self, draft: &str) {
        let text = include_str!("../../../../models/pas181-scmm/model.yaml");
        let text = text.replace("version: \"1\"", "version: \"2\"");
        let second = text.replace("No recognized public leader(s).", "Nobody leads in public.");
        assert_ne!(second, text, "a statement has other words");
        let app = &self.instance.app;
        let added = app.model_add_by_operator("model.yaml", second.as_bytes());
        added.await.expect("a model");
        let page = format!("{CITY}/{draft}/model");
        let preview = format!("{page}?to=pas181-scmm@2");
        self.all("lead", [page, preview.clone()]).await;
        self.send_empty("lead", &preview, "#move").await;
        self.page.goto(&preview).await;
        self.page.click("#move [name=seen]").await;
        self.page.follow("#move button[type=submit]").await;
        self.page.find("#moves").await;
        self.visits.look(&self.page, "lead who moved").await;
    }

    async fn administrator(&mut self) {
        self.sign_in("administrator").await;
        self.all("administrator", ["/admin/models".to_owned()])
            .await;
        self.send_empty("administrator", "/admin/models", "#model")
            .await;
        self.send_empty("administrator", "/c/new", "#city").await;
        self.visits
            .send(&self.page, "administrator", "/admin/accounts", "#account")
            .await;
        self.page.goto("/admin/accounts").await;
        self.page.follow("form[action$='/reset'] button").await;
        self.visits
            .look(&self.page, "administrator with a link")
            .await;
        self.page.goto("/admin/audit").await;
        self.page.follow("form[action$='/verify'] button").await;
        self.page.reads(".notice", "The chain is whole").await;
        self.visits
            .look(&self.page, "administrator with a verified chain")
            .await;
        self.all(
            "administrator",
            ["/admin/audit?who=nobody-like-this".to_owned()],
        )
        .await;
    }

    /// Leads the workshop one step on.
    async fn step(&self, act: Act) -> String {
        let lead = self.instance.lead().await;
        let desk = self.instance.app.assessment(&lead, "northaven", "2026");
        let of = desk.await.expect("it is there").facilitator();
        let of = of.expect("it facilitates");
        let now = of.desk().workshop().await.expect("it answers");
        let version = now.map_or(0, |now| now.row.version);
        of.workshop_act(act, version).await.expect("a step");
        let now = of.desk().workshop().await.expect("it answers");
        now.expect("a workshop").row.code
    }

    /// The wall and the phones of a workshop, from before it opens to its end.
    async fn workshop(&mut self) {
        let wall = format!("{CITY}/2026/workshop");
        self.sign_in("facilitator").await;
        self.all("facilitator", [wall.clone()]).await;
        let code = self.step(Act::Open).await;
        let ballot = format!("/w/{code}");
        self.all("facilitator", [wall.clone()]).await;
        self.step(Act::Show("LE3.1".to_owned())).await;
        self.all("facilitator", [wall.clone()]).await;
        self.step(Act::Vote).await;
        self.step(Act::Clock(5)).await;
        self.page
            .client
            .delete_all_cookies()
            .await
            .expect("cookies");
        self.all("nobody", ["/w".to_owned(), ballot.clone()]).await;
        self.visits.send(&self.page, "nobody", "/w", "#enter").await;
        self.page.goto(&ballot).await;
        self.page.follow("form[action$='/join'] button").await;
        self.visits.look(&self.page, "guest who may vote").await;
        self.all("guest", [ballot.clone()]).await;
        self.page.click(".choice[value=partly]").await;
        self.page.find(".choice[aria-pressed=true]").await;
        self.visits.look(&self.page, "guest who voted").await;
        self.sign_in("assessor").await;
        self.all("assessor", [ballot.clone()]).await;
        self.sign_in("facilitator").await;
        self.all("facilitator", [wall.clone()]).await;
        self.step(Act::Reveal).await;
        self.all("facilitator", [wall, ballot.clone()]).await;
        self.step(Act::Close).await;
        self.all("guest", [ballot]).await;
    }

    /// The pages on which people rate, at every depth, on a screen and on a phone.
    async fn assessor(&mut self, links: &[(String, String)]) {
        self.sign_in("assessor").await;
        for (_, link) in links {
            self.page.goto(link).await;
            self.page.follow("#join button[type=submit]").await;
        }
        let slugs = links.iter().map(|(slug, _)| slug.as_str()).chain(["2028"]);
        let mut paths = Vec::new();
        for slug in slugs {
            for path in [
                "",
                "/rate",
                "/code",
                "/evidence",
                "/evidence/new",
                "/how-scored",
                "/results",
            ] {
                paths.push(format!("{CITY}/{slug}{path}"));
            }
            if slug != "quick" {
                paths.push(format!("{CITY}/{slug}/rate/{COMPONENT}"));
            }
        }
        self.all("assessor", paths).await;
        let path = format!("{CITY}/2028/rate/{COMPONENT}");
        self.page.goto(&path).await;
        let card = self
            .page
            .find(".rate-card")
            .await
            .attr("id")
            .await
            .expect("attributes");
        let card = card.expect("an identifier");
        for answer in ["3", "na"] {
            self.page.goto(&path).await;
            self.page.click(&format!("#{card}-{answer}")).await;
            self.page.click(&format!("#{card}-refine-link")).await;
            if answer == "3" {
                self.page
                    .reads(&format!("#{card} [data-state-text]"), "Saved")
                    .await;
            }
            self.visits
                .look(&self.page, &format!("assessor who answers {answer}"))
                .await;
        }
        self.page.goto(&path).await;
        self.page.press(&['?']).await;
        self.page.find("dialog#help[open]").await;
        self.page
            .holds("getComputedStyle(document.getElementById('help')).opacity === '1'")
            .await;
        self.visits
            .look(&self.page, "assessor with the shortcuts")
            .await;
    }

    /// What an assessor sees when the rating has ended.
    async fn assessor_afterwards(&mut self, slug: &str) {
        self.page
            .goto(&format!("{CITY}/{slug}/rate/{COMPONENT}"))
            .await;
        self.page.click(".statement input[value=partly]").await;
        self.page
            .reads(".statement [data-state-text]", "Saved")
            .await;
        self.instance.phase(slug, Phase::Consensus).await;
        for path in [
            "",
            "/rate",
            &format!("/rate/{COMPONENT}"),
            "/results",
            "/evidence",
        ] {
            self.all("assessor", [format!("{CITY}/{slug}{path}")]).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_every_role_can_be_used_by_everybody() {
    let Some(driver) = Driver::start() else {
        return;
    };
    let instance = Instance::demo().await;
    instance.publish("2024").await;
    let draft = instance.assessment("Draft", "ladder").await;
    let mut links = Vec::new();
    for depth in ["full", "quick"] {
        links.push(instance.being_rated(depth, depth).await);
    }
    let page = driver.browser(Device::Desk, &instance.base()).await;
    let mut tour = Tour {
        instance: &instance,
        page,
        visits: Visits::new(),
    };
    tour.workshop().await;
    tour.nobody().await;
    tour.lead(&draft).await;
    let at = format!("{CITY}/2026");
    let piece = first_below(
        &tour.page,
        &format!("{at}/evidence"),
        &format!("{at}/evidence/"),
    )
    .await;
    let person = first_below(
        &tour.page,
        &format!("{at}/people"),
        &format!("{at}/people/"),
    )
    .await;
    tour.all("lead", common(&piece, &person)).await;
    tour.administrator().await;
    tour.all("administrator", common(&piece, &person)).await;
    for role in ["facilitator", "reviewer", "viewer"] {
        tour.sign_in(role).await;
        tour.all(role, common(&piece, &person)).await;
    }
    tour.assessor(&links).await;
    tour.all("assessor", common(&piece, &person)).await;
    tour.assessor_afterwards(&links[0].0).await;

    // What an instance shows before anybody is there, and when it protects itself.
    let limits = WebConfig {
        sign_in_per_minute: 2,
        ..WebConfig::default()
    };
    let empty = Instance::with(limits).await;
    let fresh = driver.browser(Device::Phone, &empty.base()).await;
    let secret = empty.app.setup_secret().await.expect("a secret");
    let path = format!("/setup/{secret}");
    tour.visits.open(&fresh, "the first", &path).await;
    tour.visits.send(&fresh, "the first", &path, "#first").await;
    tour.visits
        .send(&fresh, "the first", "/sign-in", "#sign-in")
        .await;
    tour.visits
        .send(&fresh, "the first", "/sign-in", "#sign-in")
        .await;
    fresh.reads(".status", "429").await;
    fresh.close().await;

    let (opened, checked) = (tour.visits.opened, tour.visits.checked);
    println!("{opened} pages opened, {checked} different ones checked in light and dark");
    assert!(checked > 90, "only {checked} different pages");
    tour.page.close().await;
    tour.visits.were_fine();
    tour.visits.were_complete();
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_on_a_phone_and_in_german_can_be_used_by_everybody() {
    let Some(driver) = Driver::start() else {
        return;
    };
    let instance = Instance::demo().await;
    let page = driver.browser(Device::Phone, &instance.base()).await;
    let mut tour = Tour {
        instance: &instance,
        page,
        visits: Visits::new(),
    };
    tour.sign_in("assessor").await;
    for path in [
        "/rate",
        &format!("/rate/{COMPONENT}"),
        "/code",
        "/evidence/new",
    ] {
        tour.all("assessor", [format!("{CITY}/2028{path}")]).await;
    }
    tour.page
        .client
        .delete_all_cookies()
        .await
        .expect("cookies");
    tour.page.goto("/sign-in").await;
    tour.page
        .ask("document.cookie = 'gradus-language=de; path=/'")
        .await;
    tour.page.goto("/sign-in").await;
    tour.page.reads("h1", "Anmelden").await;
    tour.page.goto(&instance.door("lead")).await;
    let lang = tour.page.ask("return document.documentElement.lang").await;
    assert_eq!(lang, "de");
    let paths = [
        "/".to_owned(),
        "/account".to_owned(),
        CITY.to_owned(),
        format!("{CITY}/2026"),
        format!("{CITY}/2026/people"),
        format!("{CITY}/2026/settings"),
        format!("{CITY}/2026/evidence"),
        format!("{CITY}/2026/results"),
        format!("{CITY}/2026/results/{COMPONENT}"),
        format!("{CITY}/2026/how-scored"),
        format!("{CITY}/2024/results"),
    ];
    for path in paths {
        tour.all("lead", [path.clone()]).await;
        let wide = tour
            .page
            .ask("return [document.documentElement.scrollWidth, innerWidth]")
            .await;
        assert!(
            wide[0].as_i64() <= wide[1].as_i64(),
            "{path} is wider than a phone: {wide}"
        );
    }
    tour.page.close().await;
    tour.visits.were_fine();
}
