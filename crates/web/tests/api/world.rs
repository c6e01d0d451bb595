//! An instance in a temporary folder with somebody of every role, and requests to it.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use gradus_app::account::NewAccount;
use gradus_app::{Actor, App, FileStore, InstanceKey, Limits, Location, Setup, Store};
use gradus_web::config::WebConfig;
use gradus_web::state::Web;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tempfile::TempDir;
use time::macros::datetime;
use tower::ServiceExt;

/// Most bytes of a file of evidence, small so that tests can send more.
pub const EVIDENCE_BYTES: u64 = 64 * 1024;
/// Most bytes of a request without files.
pub const BODY_BYTES: usize = 32 * 1024;
/// The address of the assessment below the API.
pub const HERE: &str = "/cities/northaven/assessments/2028";

/// People with an account: login, and what their token may.
const PEOPLE: [(&str, &str); 9] = [
    ("ada", "admin"),
    ("lena", "write"),
    ("farid", "write"),
    ("rosa", "write"),
    ("victor", "write"),
    ("amir", "write"),
    ("otto", "write"),
    ("zoe", "write"),
    ("lena-reads", "read"),
];

/// The instance.
pub struct World {
    pub app: App,
    service: Router,
    secrets: BTreeMap<String, String>,
    folder: TempDir,
}

/// What was answered.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| Value::String(self.text()))
    }

    pub fn header(&self, name: &str) -> String {
        let value = self.headers.get(name);
        let text = value.and_then(|value| value.to_str().ok());
        text.unwrap_or_default().to_owned()
    }

    /// The reply when it has this status; the test fails otherwise.
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }

    /// Status, code and the fields that are wrong.
    pub fn error(&self) -> (u16, String, Vec<String>) {
        let json = self.json();
        let fields = json["fields"].as_array().cloned().unwrap_or_default();
        let names = fields.iter().map(|field| said(&field["field"])).collect();
        assert!(!said(&json["message"]).is_empty(), "{}", self.text());
        (self.status.as_u16(), said(&json["code"]), names)
    }

    /// Fails unless it is this error.
    pub fn fails(&self, status: u16, code: &str) {
        let (found, own, _) = self.error();
        assert_eq!((found, own.as_str()), (status, code), "{}", self.text());
    }
}

/// A text of JSON.
pub fn said(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

impl World {
    /// With cities, teams and an assessment in draft: groups `council` and `public`, and in
    /// the first of them `amir`, who has an account.
    pub async fn new() -> Self {
        Self::with(WebConfig::default()).await
    }

    /// The same where names are kept so many days.
    pub async fn keeping(retention_days: i64) -> Self {
        let limits = Limits {
            retention_days,
            ..Limits::default()
        };
        Self::with_limits(WebConfig::default(), limits).await
    }

    /// The folder of the instance.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub async fn with(config: WebConfig) -> Self {
        Self::with_limits(config, Limits::default()).await
    }

    async fn with_limits(config: WebConfig, limits: Limits) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path();
        let store = Store::open(&Location::File(at.join("gradus.sqlite"))).await;
        let limits = Limits {
            evidence_bytes: EVIDENCE_BYTES,
            import_bytes: 8 * 1024 * 1024,
            ..limits
        };
        let app = App::new(Setup {
            store: store.expect("a database"),
            files: FileStore::folder(&at.join("files")).expect("a folder"),
            key: InstanceKey::open(&at.join("instance.key")).expect("a key"),
            limits,
            clock: || datetime!(2028-05-15 12:00 UTC),
        });
        let config = WebConfig {
            body_bytes: BODY_BYTES,
            ..config
        };
        let service = gradus_web::server::service(&Web::new(app.clone(), config));
        let mut world = Self {
            app,
            service,
            secrets: BTreeMap::new(),
            folder,
        };
        world.people().await;
        world.cities().await;
        world
    }

    async fn people(&mut self) {
        for (who, scope) in PEOPLE {
            let login = who.split('-').next().unwrap_or(who);
            if login == who {
                let account = NewAccount {
                    name: format!("{who} of Northaven"),
                    login: login.to_owned(),
                    email: format!("{login}@northaven.example"),
                    administrator: who == "ada",
                };
                let made = self.app.account_create_by_operator(&account, None).await;
                made.expect("an account");
            }
            let made = self.app.token_create_by_operator(login, "test", scope, 30);
            let (_, secret) = made.await.expect("a token");
            self.secrets.insert(who.to_owned(), secret);
        }
    }

    async fn cities(&mut self) {
        for (name, lead) in [("Northaven", "lena"), ("Southport", "otto")] {
            let city = json!({ "name": name });
            self.post("ada", "/cities", &city).await.is(201);
            let team = format!("/cities/{}/team", name.to_lowercase());
            let role = json!({ "login": lead, "role": "lead" });
            self.post("ada", &team, &role).await.is(204);
        }
        for (login, role) in [
            ("farid", "facilitator"),
            ("rosa", "reviewer"),
            ("victor", "viewer"),
        ] {
            let role = json!({ "login": login, "role": role });
            self.post("lena", "/cities/northaven/team", &role)
                .await
                .is(204);
        }
        // Administrators lead what they make; here they shall have no role.
        let me = self.get("ada", "/accounts").await.is(200).json();
        let ada = me.as_array().expect("accounts").iter();
        let ada = ada.into_iter().find(|one| one["login"] == "ada");
        let id = said(&ada.expect("ada")["id"]);
        for city in ["northaven", "southport"] {
            let path = format!("/cities/{city}/team/{id}");
            self.send("ada", "DELETE", &path, None, &[]).await.is(204);
        }
        let frame = self.frame("2028");
        self.post("lena", "/cities/northaven/assessments", &frame)
            .await
            .is(201);
        for name in ["council", "public"] {
            let group = json!({ "name": name });
            self.post("lena", &format!("{HERE}/groups"), &group)
                .await
                .is(201);
        }
        let amir = json!([{ "group": "council", "login": "amir" }]);
        self.post("lena", &format!("{HERE}/assessors"), &amir)
            .await
            .is(201);
    }

    /// The frame of an assessment.
    pub fn frame(&self, name: &str) -> Value {
        json!({ "name": name, "from": "2028-03-01", "to": "2028-06-30", "depth": "full",
                "model": "pas181-scmm@1" })
    }

    /// Opens the rating, with somebody behind a link as `link`.
    pub async fn open_rating(&mut self) {
        let groups = self.get("lena", &format!("{HERE}/groups")).await.json();
        let wanted = json!({ "group": groups[1]["id"] });
        let path = format!("{HERE}/invitations");
        let made = self.post("lena", &path, &wanted).await.is(201).json();
        let link = said(&made["link"]);
        let secret = link.rsplit('/').next().expect("a secret").to_owned();
        self.move_to("rating").await;
        let joined = self.app.join(&Actor::nobody(), &secret, "", "test").await;
        let session = joined.expect("a place").session.expect("a session");
        self.secrets.insert("link".to_owned(), session);
    }

    pub async fn move_to(&self, phase: &str) {
        let to = json!({ "to": phase });
        self.post("lena", &format!("{HERE}/phase"), &to)
            .await
            .is(204);
    }

    /// Answers a question of the assessment.
    pub async fn answer(&self, who: &str, subject: &str, answer: &Value) -> Reply {
        let path = format!("{HERE}/seat/answers/{subject}");
        self.send(who, "PUT", &path, Some(answer), &[]).await
    }

    pub async fn get(&self, who: &str, path: &str) -> Reply {
        self.send(who, "GET", path, None, &[]).await
    }

    pub async fn post(&self, who: &str, path: &str, body: &Value) -> Reply {
        self.send(who, "POST", path, Some(body), &[]).await
    }

    /// Changes something, with the `ETag` that a first request gets.
    pub async fn put(&self, who: &str, path: &str, body: &Value) -> Reply {
        let tag = self.get(who, path).await.header("etag");
        self.send(who, "PUT", path, Some(body), &[("if-match", &tag)])
            .await
    }

    /// A request to the API; `who` is `nobody`, `link`, a login, or a token's secret.
    pub async fn send(
        &self,
        who: &str,
        method: &str,
        path: &str,
        body: Option<&Value>,
        headers: &[(&str, &str)],
    ) -> Reply {
        let body = body.map(Value::to_string).unwrap_or_default();
        let mut all = vec![("content-type", "application/json")];
        all.extend(headers);
        self.raw(who, method, &format!("/api/v1{path}"), body, &all)
            .await
    }

    /// Any request.
    pub async fn raw(
        &self,
        who: &str,
        method: &str,
        path: &str,
        body: impl Into<Body>,
        headers: &[(&str, &str)],
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        request = request.header(header::HOST, "gradus.test");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let secret = self.secrets.get(who).map_or(who, String::as_str);
        request = match who {
            "nobody" => request,
            "link" => request.header(header::COOKIE, format!("gradus-session={secret}")),
            _ => request.header(header::AUTHORIZATION, format!("Bearer {secret}")),
        };
        let request = request.body(body.into()).expect("a request");
        let response = self.service.clone().oneshot(request).await;
        let (parts, body) = response.expect("an answer").into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        Reply {
            status: parts.status,
            headers: parts.headers,
            bytes: bytes.to_vec(),
        }
    }

    /// The body of a stream of events, as it comes.
    pub async fn stream(&self, path: &str) -> axum::body::BodyDataStream {
        let request = Request::builder()
            .uri(path)
            .header(header::HOST, "gradus.test");
        let request = request.body(Body::empty()).expect("a request");
        let response = self.service.clone().oneshot(request).await;
        let response = response.expect("an answer");
        assert_eq!(response.status(), StatusCode::OK);
        response.into_body().into_data_stream()
    }

    /// A page, or an empty form sent to it, in the browser of somebody: their session and
    /// the token of their forms.
    pub async fn page(&self, session: &str, method: &str, path: &str) -> Reply {
        self.form(session, method, path, "").await
    }

    /// A form with fields, written as `&name=value`, sent in the browser of somebody.
    pub async fn form(&self, session: &str, method: &str, path: &str, fields: &str) -> Reply {
        let actor = self.app.actor_of_session(session).await.expect("an actor");
        let name = actor.session.map(|session| session.id).unwrap_or_default();
        let form = format!("csrf={}{fields}", self.app.key().secret_of("csrf", &name));
        let cookie = format!("gradus-session={session}");
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("cookie", cookie.as_str()),
        ];
        self.raw("nobody", method, path, form, &headers).await
    }

    /// The session of somebody behind a link.
    pub fn link(&self) -> String {
        self.secrets.get("link").cloned().expect("rating is open")
    }

    /// The secret of somebody's token.
    pub fn token(&self, who: &str) -> &str {
        self.secrets.get(who).expect("a token")
    }

    /// A session of somebody with an account.
    pub async fn session(&self, login: &str) -> String {
        let accounts = self.get("ada", "/accounts").await.json();
        let accounts = accounts.as_array().expect("accounts").iter();
        let account = accounts.into_iter().find(|one| one["login"] == login);
        let id = said(&account.expect("the account")["id"]);
        let purpose = gradus_app::account::LinkPurpose::SignIn;
        let person = Some(id.parse().expect("an identifier"));
        let link = self.app.link(purpose, person).await.expect("a link");
        let session = self.app.sign_in_by_link(&link, "Firefox").await;
        session.expect("a session")
    }
}
