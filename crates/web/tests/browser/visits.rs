//! Which pages somebody of every role opens, and what a page must never be: inaccessible,
//! noisy, chatty, or with a way to nowhere.

use crate::axe::{Rules, violations};
use crate::chromium::{Browser, is_bad};
use std::collections::{BTreeMap, BTreeSet};

/// Routes as the router's source has them, with the methods of each.
pub struct Routes(Vec<(String, BTreeSet<&'static str>)>);

impl Routes {
    /// Reads the router.
    pub fn read() -> Self {
        let source = include_str!("../../src/router.rs");
        let routes = source.split(".route(").skip(1).map(|part| {
            let path = part.split('"').nth(1).unwrap_or_default().to_owned();
            let has = |word: &str| part.contains(word);
            let methods = [("get(", "GET"), ("post(", "POST")];
            let methods = methods.into_iter().filter(|(word, _)| has(word));
            (path, methods.map(|(_, method)| method).collect())
        });
        let routes: Vec<_> = routes.collect();
        assert!(routes.len() > 50, "only {} routes were found", routes.len());
        Self(routes)
    }

    /// The route of a path; one without parameters goes before one with.
    pub fn of(&self, method: &str, path: &str) -> Option<&str> {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let fits = |route: &str| {
            let (mut own, mut given) = (route.split('/'), path.split('/'));
            loop {
                match (own.next(), given.next()) {
                    (None, None) => return true,
                    (Some(own), Some(given)) if own.starts_with('{') && !given.is_empty() => {}
                    (Some(own), Some(given)) if own == given => {}
                    _ => return false,
                }
            }
        };
        let all = self
            .0
            .iter()
            .filter(|(_, methods)| methods.contains(method));
        let found = all.filter(|(route, _)| fits(route));
        found
            .min_by_key(|(route, _)| route.matches('{').count())
            .map(|(route, _)| route.as_str())
    }

    /// Routes that answer with a page.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        const NO_PAGES: [&str; 17] = [
            "/w/{code}/events",
            "/.well-known/gradus-key.json",
            "/c/{city}/{assessment}/sealed/{number}",
            "/c/{city}/{assessment}/model/{number}/assessment.json",
            "/account/data",
            "/admin/accounts/{id}/data",
            "/p/{city}/feed.atom",
            "/p/{city}/{assessment}/{file}",
            "/robots.txt",
            "/c/{city}/logo",
            "/c/{city}/theme.css",
            "/c/{city}/{assessment}/evidence/{id}/file",
            "/c/{city}/{assessment}/download/{file}",
            "/assets/{name}",
            "/healthz",
            "/readyz",
            "/metrics",
        ];
        let pages = self.0.iter().filter(|(_, methods)| methods.contains("GET"));
        let routes = pages.map(|(route, _)| route.as_str());
        routes.filter(|route| !NO_PAGES.contains(route))
    }
}

/// Everything on the page that leads somewhere: method and address.
const WAYS: &str = "
    const ways = [...document.querySelectorAll('a[href]')].map((a) => ['GET', a.getAttribute('href'), a.href]);
    for (const form of document.forms)
      if (form.getAttribute('method') !== 'dialog') {
        const action = form.getAttribute('action') ?? '';
        ways.push([(form.getAttribute('method') ?? 'get').toUpperCase(), action, new URL(action, location.href).href]);
      }
    for (const button of document.querySelectorAll('[formaction]'))
      ways.push(['POST', button.getAttribute('formaction'), button.formAction]);
    return ways;";

/// What the page is, but for whom it greets and the tokens of its forms.
const SHAPE: &str = "
    const copy = document.documentElement.cloneNode(true);
    copy.querySelectorAll('.menu,[name=csrf],[name=version]').forEach((part) => part.remove());
    copy.querySelectorAll('[data-csrf]').forEach((part) => { part.dataset.csrf = ''; part.dataset.owner = ''; });
    return copy.outerHTML;";

const UNFOLD: &str = "document.querySelectorAll('details:not(.menu,.sure)').forEach((part) => { part.open = true; });";

/// What was seen so far, and what was wrong with it.
pub struct Visits {
    routes: Routes,
    shapes: BTreeSet<String>,
    seen: BTreeSet<String>,
    wrong: BTreeMap<String, BTreeSet<String>>,
    /// Pages that were opened, and those that were checked because no other looked so.
    pub opened: usize,
    pub checked: usize,
}

impl Visits {
    /// None yet.
    pub fn new() -> Self {
        Self {
            routes: Routes::read(),
            shapes: BTreeSet::new(),
            seen: BTreeSet::new(),
            wrong: BTreeMap::new(),
            opened: 0,
            checked: 0,
        }
    }

    /// Opens a page and looks at it.
    pub async fn open(&mut self, page: &Browser, who: &str, path: &str) {
        page.goto(path).await;
        if let Some(route) = self.routes.of("GET", path) {
            self.seen.insert(route.to_owned());
        }
        self.look(page, &format!("{who} at {path}")).await;
    }

    /// Sends a form as it stands, and looks at what comes.
    pub async fn send(&mut self, page: &Browser, who: &str, path: &str, form: &str) {
        page.goto(path).await;
        page.ask(UNFOLD).await;
        page.holds("document.getAnimations().every((one) => one.playState !== 'running')")
            .await;
        page.follow(&format!("{form} button[type=submit]")).await;
        self.look(page, &format!("{who} after {form} at {path}"))
            .await;
    }

    fn wrong(&mut self, what: String, place: &str) {
        self.wrong.entry(what).or_default().insert(place.to_owned());
    }

    /// Looks at the page that is there.
    pub async fn look(&mut self, page: &Browser, place: &str) {
        self.opened += 1;
        let logged = page.logged().await;
        for line in logged.iter().filter(|line| is_bad(line)) {
            self.wrong(format!("{line:?}"), place);
        }
        for url in page.asked_elsewhere().await {
            self.wrong(format!("asks {url}"), place);
        }
        let shape = page.ask(SHAPE).await.to_string();
        if !self.shapes.insert(shape) {
            return;
        }
        self.checked += 1;
        self.ways(page, place).await;
        page.ask(UNFOLD).await;
        for violation in violations(page, Rules::All).await {
            self.wrong(violation, place);
        }
        page.ask("document.documentElement.dataset.colorScheme = 'dark'")
            .await;
        for violation in violations(page, Rules::Colours).await {
            self.wrong(format!("dark: {violation}"), place);
        }
    }

    /// Every link and form leads to a route, and those to other hosts say so.
    async fn ways(&mut self, page: &Browser, place: &str) {
        for way in page.ask(WAYS).await.as_array().into_iter().flatten() {
            let text = |at: usize| way[at].as_str().unwrap_or_default();
            let (method, written, whole) = (text(0), text(1), text(2));
            let Some(path) = whole.strip_prefix(&page.base) else {
                if method != "GET" || !whole.starts_with("https://") {
                    self.wrong(format!("{method} leaves for {whole}"), place);
                }
                continue;
            };
            let known = written.starts_with('#')
                || path.starts_with("/api/v1/")
                || self.routes.of(method, path).is_some();
            if !known {
                self.wrong(format!("{method} {path} leads nowhere"), place);
            }
        }
    }

    /// Fails when something was wrong.
    pub fn were_fine(&self) {
        let wrong: Vec<_> = self
            .wrong
            .iter()
            .map(|(what, places)| {
                let some: Vec<_> = places.iter().take(4).map(String::as_str).collect();
                format!("{what}\n  on {} pages: {}", places.len(), some.join(", "))
            })
            .collect();
        assert!(
            wrong.is_empty(),
            "{} things are wrong:\n{}",
            wrong.len(),
            wrong.join("\n\n")
        );
    }

    /// Fails when a page was never opened.
    pub fn were_complete(&self) {
        let missing: Vec<_> = self
            .routes
            .pages()
            .filter(|route| !self.seen.contains(*route))
            .collect();
        assert!(missing.is_empty(), "never opened: {missing:?}");
    }
}

#[test]
fn a_path_finds_its_route() {
    let routes = Routes::read();
    assert_eq!(routes.of("GET", "/c/northaven?a#b"), Some("/c/{city}"));
    assert_eq!(routes.of("GET", "/c/new"), Some("/c/new"));
    assert_eq!(routes.of("POST", "/c/northaven"), None);
    assert_eq!(routes.of("GET", "/c/northaven/2028/people/x/y"), None);
}
