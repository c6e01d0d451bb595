//! A server of the application in the process of the test, on a port and in a folder of its
//! own.

use gradus_app::account::NewAccount;
use gradus_app::assessment::{Frame, Phase};
use gradus_app::demo::DemoPerson;
use gradus_app::people::NewAssessor;
use gradus_app::publication::PublicationText;
use gradus_app::{Actor, App, FileStore, InstanceKey, Limits, Location, Setup, Store};
use gradus_web::config::WebConfig;
use gradus_web::state::Web;
use std::net::{Ipv4Addr, SocketAddr};
use tempfile::TempDir;
use time::macros::datetime;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// The password of everybody who has one.
pub const PASSWORD: &str = "four words nobody guessed yet";

/// A running server; it stops when dropped.
pub struct Instance {
    pub app: App,
    pub address: SocketAddr,
    people: Vec<DemoPerson>,
    below: String,
    server: JoinHandle<()>,
    _folder: TempDir,
}

impl Drop for Instance {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Instance {
    /// An instance that nobody has set up.
    pub async fn empty() -> Self {
        Self::with(WebConfig::default()).await
    }

    /// An instance that nobody has set up, with limits of its own.
    pub async fn with(config: WebConfig) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path();
        let store = Store::open(&Location::File(at.join("gradus.sqlite"))).await;
        let app = App::new(Setup {
            store: store.expect("a database"),
            files: FileStore::folder(&at.join("files")).expect("a folder"),
            key: InstanceKey::open(&at.join("instance.key")).expect("a key"),
            limits: Limits::default(),
            // A day after the last one that the demonstration speaks of.
            clock: || datetime!(2028-05-15 12:00 UTC),
        });
        let below = config.base.clone();
        let config = WebConfig {
            requests_per_minute: 100_000,
            ..config
        };
        let service = gradus_web::server::service(&Web::new(app.clone(), config));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let server = tokio::spawn(async move {
            let service = service.into_make_service_with_connect_info::<SocketAddr>();
            axum::serve(listener, service).await.expect("it serves");
        });
        Self {
            app,
            address,
            people: Vec::new(),
            below,
            server,
            _folder: folder,
        }
    }

    /// Northaven with its three cycles, and somebody of every role.
    pub async fn demo() -> Self {
        Self::demo_with(WebConfig::default()).await
    }

    /// The same with a configuration of its own.
    pub async fn demo_with(config: WebConfig) -> Self {
        let mut instance = Self::with(config).await;
        instance.people = instance.app.demo().await.expect("the demonstration");
        instance
    }

    /// Scheme, host, port, and the path below which it serves.
    pub fn base(&self) -> String {
        format!("http://{}{}", self.address, self.below)
    }

    /// The path that signs somebody of the demonstration in: `lead`, `viewer` …; that of
    /// the assessor is an invitation. It works once.
    pub fn door(&self, role: &str) -> String {
        let person = self.people.iter().find(|person| person.role == role);
        let secret = &person.expect("a role of the demonstration").secret;
        match role {
            "assessor" => format!("/join/{secret}"),
            _ => format!("/sign-in/{secret}"),
        }
    }

    /// The code with which the assessor of the demonstration goes on in another browser.
    pub fn code(&self) -> String {
        let mut people = self.people.iter();
        let code = people.find_map(|person| person.code.clone());
        code.expect("an assessor's code")
    }

    /// Somebody who leads Northaven.
    pub async fn lead(&self) -> Actor {
        let account = NewAccount {
            name: "Leo Lindqvist".to_owned(),
            login: format!("leo-{}", self.address.port()),
            email: String::new(),
            administrator: true,
        };
        let made = self
            .app
            .account_create_by_operator(&account, Some(PASSWORD));
        // There may be one from before.
        drop(made.await);
        let session = self
            .app
            .sign_in(&account.login, PASSWORD, "test", &Actor::nobody())
            .await
            .expect("signed in");
        let actor = self.app.actor_of_session(&session).await.expect("somebody");
        let city = self.app.city(&actor, "northaven").await.expect("the city");
        let given = city.role_set(&account.login, "lead").await;
        given.expect("a role");
        actor
    }

    /// An account with a password.
    pub async fn account(&self, login: &str, name: &str) {
        let account = NewAccount {
            name: name.to_owned(),
            login: login.to_owned(),
            email: String::new(),
            administrator: false,
        };
        let made = self
            .app
            .account_create_by_operator(&account, Some(PASSWORD));
        made.await.expect("an account");
    }

    /// Adds an assessment of Northaven, in draft, with a group; gives its short name.
    pub async fn assessment(&self, name: &str, depth: &str) -> String {
        let lead = self.lead().await;
        let frame = Frame {
            name: name.to_owned(),
            slug: String::new(),
            starts_on: "2028-05-01".to_owned(),
            ends_on: "2028-06-30".to_owned(),
            model: "pas181-scmm@1".to_owned(),
            depth: depth.to_owned(),
            named: false,
            settings: gradus_app::assessment::SettingsText::default(),
        };
        let city = self.app.city(&lead, "northaven").await.expect("the city");
        let city = city.lead().expect("it leads");
        let row = city.assessment_create(&frame).await.expect("an assessment");
        let desk = self.app.assessment(&lead, "northaven", &row.slug).await;
        let desk = desk.expect("it is there").lead().expect("it leads");
        let made = desk.group_create("Residents", "residents").await;
        made.expect("a group");
        row.slug
    }

    /// Shows a final assessment of Northaven to everybody.
    pub async fn publish(&self, slug: &str) {
        let lead = self.lead().await;
        let desk = self.app.assessment(&lead, "northaven", slug).await;
        let desk = desk.expect("it is there").lead().expect("it leads");
        let public = desk.publish(&PublicationText::default(), 0).await;
        public.expect("it is public");
    }

    /// Asks somebody, with an account or without, and gives the path of their link.
    pub async fn ask(&self, slug: &str, name: &str, login: &str) -> String {
        let lead = self.lead().await;
        let desk = self.app.assessment(&lead, "northaven", slug).await;
        let desk = desk.expect("it is there").lead().expect("it leads");
        let person = NewAssessor {
            name: name.to_owned(),
            group: "residents".to_owned(),
            login: login.to_owned(),
            ..NewAssessor::default()
        };
        let added = desk.assessors_add(&[person]).await.expect("somebody");
        let id = added.into_iter().next().map(|row| row.id);
        let links = desk.invitations().await.expect("links");
        let own = links.into_iter().find(|link| link.assessor == id);
        format!("/join/{}", own.expect("a link").secret)
    }

    /// Moves an assessment on.
    pub async fn phase(&self, slug: &str, to: Phase) {
        let lead = self.lead().await;
        let desk = self.app.assessment(&lead, "northaven", slug).await;
        let desk = desk.expect("it is there").lead().expect("it leads");
        desk.phase_change(to).await.expect("the next phase");
    }

    /// An assessment that is being rated by one invited person; gives its short name and
    /// the path of their link.
    pub async fn being_rated(&self, name: &str, depth: &str) -> (String, String) {
        let slug = self.assessment(name, depth).await;
        let link = self.ask(&slug, "Iris", "").await;
        self.phase(&slug, Phase::Rating).await;
        (slug, link)
    }
}
