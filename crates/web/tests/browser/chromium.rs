//! Chromium without a window, steered by its driver: what people do on a page, in words.

use axum::http::Method;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use gradus_testkit::needs;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use url::{ParseError, Url};

/// How long a page may take to become what is waited for; two cores may be busy elsewhere.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Asks again and again until there is an answer; fails the test when none comes.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let found = tokio::time::timeout(PATIENCE, async {
        let mut beat = tokio::time::interval(Duration::from_millis(50));
        loop {
            beat.tick().await;
            if let Some(found) = look().await {
                return found;
            }
        }
    });
    match found.await {
        Ok(found) => found,
        Err(_) => panic!("waited in vain for {what}"),
    }
}

/// What somebody sits in front of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// A screen of 1280 by 900.
    Desk,
    /// A phone of 390 by 844.
    Phone,
    /// The same, with scripts switched off.
    PhoneWithoutScripts,
}

/// The driver, with a folder for its browsers; all of them end with it.
pub struct Driver {
    child: Child,
    port: u16,
    folder: TempDir,
}

impl Driver {
    /// Starts one on a free port; none where the run was told to go without Chromium.
    pub fn start() -> Option<Self> {
        needs::chromium()?;
        let program = needs::chromedriver()?;
        let folder = tempfile::tempdir().expect("a folder");
        let mut child = Command::new(program)
            .arg("--port=0")
            .env("TMPDIR", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the driver starts");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let said = lines.by_ref().map_while(Result::ok);
        let port = said
            .filter_map(|line| {
                line.rsplit_once("successfully on port ")?
                    .1
                    .trim_end_matches('.')
                    .parse()
                    .ok()
            })
            .next()
            .expect("the driver tells its port");
        // Whoever prints waits for somebody to read.
        std::thread::spawn(move || lines.for_each(drop));
        Some(Self {
            child,
            port,
            folder,
        })
    }

    /// A browser of its own, with cookies and a store of its own; addresses are below `base`.
    pub async fn browser(&self, device: Device, base: &str) -> Browser {
        let connector = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(device))
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await;
        let browser = Browser {
            client: connector.expect("Chromium starts"),
            base: base.to_owned(),
            device,
        };
        if device == Device::PhoneWithoutScripts {
            let off = json!({ "value": true });
            browser
                .tools("Emulation.setScriptExecutionDisabled", off)
                .await;
        }
        browser
    }

    /// A folder that goes with the driver.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Killed at once, the driver would leave its browsers behind.
        let ended = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).and_then(|mut line| {
            line.set_read_timeout(Some(Duration::from_secs(10)))?;
            line.write_all(
                b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
            )?;
            line.read_to_end(&mut Vec::new())
        });
        drop(ended);
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn capabilities(device: Device) -> serde_json::Map<String, Value> {
    let program = needs::chromium().expect("it was here before");
    let mut options = json!({
        "binary": program,
        "args": [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=en-GB",
            // Nothing glides away from under the finger.
            "--force-prefers-reduced-motion",
            "--window-size=1280,900",
            // Whatever asks for another host shall fail, not only be noticed.
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
        ],
        "prefs": { "intl.accept_languages": "en-GB,en" },
    });
    if device != Device::Desk {
        options["mobileEmulation"] = json!({
            "deviceMetrics": { "width": 390, "height": 844, "pixelRatio": 2.0, "touch": true },
        });
    }
    let all = json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "timeouts": { "script": 180_000, "pageLoad": 120_000, "implicit": 0 },
    });
    let Value::Object(all) = all else {
        unreachable!("an object is written above")
    };
    all
}

/// A command of Chromium's own beside those of WebDriver.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// A line of the browser's log.
#[derive(Debug, Clone)]
pub struct Logged {
    /// `SEVERE`, `WARNING` …
    pub level: String,
    /// Where it comes from: `network`, `security`, `console-api` …
    pub source: String,
    /// What it says.
    pub message: String,
}

/// One browser.
pub struct Browser {
    pub client: Client,
    pub base: String,
    device: Device,
}

impl Browser {
    /// Opens a page; `path` may be a whole address.
    pub async fn goto(&self, path: &str) {
        let url = self.url(path);
        let gone = self.client.goto(&url).await;
        gone.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Opens a page that may not be reachable.
    pub async fn try_goto(&self, path: &str) -> Result<(), CmdError> {
        self.client.goto(&self.url(path)).await
    }

    fn url(&self, path: &str) -> String {
        if path.starts_with('/') {
            format!("{}{path}", self.base)
        } else {
            path.to_owned()
        }
    }

    /// Path, query and fragment of the page.
    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.expect("an address");
        let url = url.as_str();
        url.strip_prefix(&self.base).unwrap_or(url).to_owned()
    }

    /// The first element for a selector, as soon as there is one that is shown.
    pub async fn find(&self, css: &str) -> Element {
        until(&format!("{css} on {}", self.path().await), async || {
            let found = self.client.find(Locator::Css(css)).await.ok()?;
            found.is_displayed().await.ok()?.then_some(found)
        })
        .await
    }

    /// Whether there is an element for a selector.
    pub async fn has(&self, css: &str) -> bool {
        self.client.find(Locator::Css(css)).await.is_ok()
    }

    /// The text of the first element for a selector, as people read it.
    pub async fn text(&self, css: &str) -> String {
        let text = self.find(css).await.text().await;
        text.expect("a text").trim().to_owned()
    }

    /// The texts of all elements for a selector.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for found in self
            .client
            .find_all(Locator::Css(css))
            .await
            .expect("elements")
        {
            texts.push(found.text().await.expect("a text").trim().to_owned());
        }
        texts
    }

    /// A property of the first element for a selector, shown or not.
    pub async fn prop(&self, css: &str, name: &str) -> String {
        let found = self.client.find(Locator::Css(css)).await;
        let found = found.unwrap_or_else(|error| panic!("{css}: {error}"));
        found
            .prop(name)
            .await
            .expect("a property")
            .unwrap_or_default()
    }

    /// Waits until an element reads so.
    pub async fn reads(&self, css: &str, part: &str) {
        let mut last = String::new();
        let found = tokio::time::timeout(PATIENCE, async {
            let mut beat = tokio::time::interval(Duration::from_millis(50));
            loop {
                beat.tick().await;
                if let Ok(found) = self.client.find(Locator::Css(css)).await {
                    last = found.text().await.unwrap_or_default();
                    if last.contains(part) {
                        return;
                    }
                }
            }
        });
        let read = found.await;
        assert!(read.is_ok(), "{css} reads {last:?}, not {part:?}");
    }

    /// Waits until something is so on the page: a condition in JavaScript.
    pub async fn holds(&self, condition: &str) {
        until(condition, async || {
            let script = format!("return Boolean({condition})");
            let held = self.client.execute(&script, Vec::new()).await.ok()?;
            (held == Value::Bool(true)).then_some(())
        })
        .await;
    }

    /// What a script returns.
    pub async fn ask(&self, script: &str) -> Value {
        let answer = self.client.execute(script, Vec::new()).await;
        answer.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Clicks or taps. A choice that is drawn by its label is taken at its label, as a finger
    /// would.
    pub async fn click(&self, css: &str) {
        until(&format!("{css} on {}", self.path().await), async || {
            // What is replaced between being found and being clicked is looked for again.
            let found = self.to_tap(css).await?;
            self.tap(&found).await.ok()
        })
        .await;
    }

    async fn to_tap(&self, css: &str) -> Option<Element> {
        let found = self.client.find(Locator::Css(css)).await.ok()?;
        if found.is_displayed().await.ok()? {
            return Some(found);
        }
        let handle = serde_json::to_value(&found).expect("a reference");
        let script = "arguments[0].labels?.[0]?.setAttribute('data-to-tap', '')";
        self.client.execute(script, vec![handle]).await.ok()?;
        let label = self.client.find(Locator::Css("[data-to-tap]")).await.ok()?;
        let handle = serde_json::to_value(&label).expect("a reference");
        let script = "arguments[0].removeAttribute('data-to-tap')";
        self.client.execute(script, vec![handle]).await.ok()?;
        label.is_displayed().await.ok()?.then_some(label)
    }

    /// Clicks an element. Where scripts are switched off the driver would wait for one of its
    /// own that never runs, so the press is sent to the place where the element is.
    async fn tap(&self, element: &Element) -> Result<(), CmdError> {
        self.bring_into_view(element).await;
        if self.device != Device::PhoneWithoutScripts {
            return element.click().await;
        }
        let handle = serde_json::to_value(element).expect("a reference");
        let script = "const at = arguments[0].getBoundingClientRect();\
                      return [at.x + at.width / 2, at.y + at.height / 2]";
        let at = self.client.execute(script, vec![handle]).await?;
        for kind in ["mousePressed", "mouseReleased"] {
            let press =
                json!({ "type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1 });
            self.tools("Input.dispatchMouseEvent", press).await;
        }
        Ok(())
    }

    /// Chooses from a list that opens.
    pub async fn choose(&self, css: &str, value: &str) {
        self.find(css).await;
        let script = "document.querySelector(arguments[0]).value = arguments[1]";
        let done = self
            .client
            .execute(script, vec![json!(css), json!(value)])
            .await;
        done.expect("a list");
    }

    /// To the middle of the window, clear of what sticks to its edges.
    async fn bring_into_view(&self, element: &Element) {
        let element = serde_json::to_value(element).expect("a reference");
        let script = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})";
        drop(self.client.execute(script, vec![element]).await);
    }

    /// Clicks, and waits for the page that comes.
    pub async fn follow(&self, css: &str) {
        let found = self.find(css).await;
        let page = self.page().await;
        let clicked = self.tap(&found).await;
        clicked.unwrap_or_else(|error| panic!("{css}: {error}"));
        self.past(&page, css).await;
    }

    /// The page that is there now, to be left.
    pub async fn page(&self) -> Element {
        self.client
            .find(Locator::Css("html"))
            .await
            .expect("a page")
    }

    /// Waits until another page stands in the place of `page`.
    pub async fn past(&self, page: &Element, why: &str) {
        until(&format!("the page after {why}"), async || {
            page.tag_name().await.is_err().then_some(())
        })
        .await;
        self.find("body").await;
    }

    /// Fills in a field.
    pub async fn fill(&self, css: &str, text: &str) {
        let found = self.find(css).await;
        self.bring_into_view(&found).await;
        found.clear().await.expect("a field");
        found.send_keys(text).await.expect("it takes letters");
    }

    /// Fills in a day as the browser keeps it, `2028-05-01`, whatever its language.
    pub async fn fill_day(&self, css: &str, day: &str) {
        self.find(css).await;
        let script = "const f = document.querySelector(arguments[0]); f.value = arguments[1]";
        let done = self
            .client
            .execute(script, vec![json!(css), json!(day)])
            .await;
        done.expect("a field");
    }

    /// Presses keys one after the other, wherever the focus is.
    pub async fn press(&self, keys: &[char]) {
        let mut actions = KeyActions::new("keys".to_owned());
        for key in keys {
            actions = actions.then(KeyAction::Down { value: *key });
            actions = actions.then(KeyAction::Up { value: *key });
        }
        self.client.perform_actions(actions).await.expect("keys");
    }

    /// Types a text, wherever the focus is.
    pub async fn write(&self, text: &str) {
        self.press(&text.chars().collect::<Vec<_>>()).await;
    }

    /// The identifier of the element that has the focus.
    pub async fn focus(&self) -> String {
        let id = self.ask("return document.activeElement?.id ?? ''").await;
        id.as_str().unwrap_or_default().to_owned()
    }

    /// A command of the protocol that Chromium's own tools speak.
    pub async fn tools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        let own = Own {
            path: "goog/cdp/execute",
            body,
        };
        let answer = self.client.issue_cmd(own).await;
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    async fn log(&self, kind: &str) -> Vec<Value> {
        let own = Own {
            path: "se/log",
            body: json!({ "type": kind }),
        };
        let log = self.client.issue_cmd(own).await.expect("a log");
        log.as_array().cloned().unwrap_or_default()
    }

    /// What the browser logged since it was asked last.
    pub async fn logged(&self) -> Vec<Logged> {
        let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        let log = self.log("browser").await;
        log.iter()
            .map(|entry| Logged {
                level: text(entry, "level"),
                source: text(entry, "source"),
                message: text(entry, "message"),
            })
            .collect()
    }

    /// Addresses that pages asked for since the last time, those of this instance apart.
    pub async fn asked_elsewhere(&self) -> Vec<String> {
        let log = self.log("performance").await;
        let urls = log.iter().filter_map(|entry| {
            let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let message = &message["message"];
            let sent = message["method"] == "Network.requestWillBeSent"
                || message["method"] == "Network.webSocketCreated";
            let url = message["params"]["request"]["url"]
                .as_str()
                .or_else(|| message["params"]["url"].as_str())?;
            sent.then(|| url.to_owned())
        });
        let inside = |url: &String| {
            let own = url.strip_prefix(&self.base);
            own.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                || ["data:", "blob:", "about:", "chrome:", "chrome-error:"]
                    .iter()
                    .any(|scheme| url.starts_with(scheme))
        };
        urls.filter(|url| !inside(url)).collect()
    }

    /// Fails when the browser found anything wrong since it was asked last: an error or a
    /// warning in its log, a breach of the content security policy, a request elsewhere.
    pub async fn is_content(&self) {
        let logged = self.logged().await;
        let bad: Vec<_> = logged.iter().filter(|line| is_bad(line)).collect();
        assert!(bad.is_empty(), "{}: {bad:#?}", self.path().await);
        let elsewhere = self.asked_elsewhere().await;
        assert!(elsewhere.is_empty(), "asked elsewhere: {elsewhere:#?}");
    }

    /// Ends the browser.
    pub async fn close(self) {
        self.client.close().await.expect("the browser ends");
    }
}

/// Whether a line of the log is a mistake of ours. That a page came with the status of an
/// error is none.
pub fn is_bad(line: &Logged) -> bool {
    let policy = line.message.contains("Content Security Policy");
    let status = line.source == "network" && line.message.contains("responded with a status of");
    policy || (line.level == "SEVERE" || line.level == "WARNING") && !status
}
