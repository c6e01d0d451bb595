//! Every route, tried by everybody: who gets in, who has to sign in first, who is refused,
//! and from whom it is hidden. A route without a row fails.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use gradus_app::account::NewAccount;
use gradus_app::city::CityFacts;
use gradus_app::evidence::EvidenceText;
use gradus_app::publication::PublicationText;
use gradus_app::{Actor, App, FileStore, InstanceKey, Limits, Location, Setup, Store};
use gradus_web::config::WebConfig;
use gradus_web::state::Web;
use std::collections::{BTreeMap, BTreeSet};
use time::OffsetDateTime;
use tower::ServiceExt;

/// Who tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Nobody,
    Administrator,
    Lead,
    Facilitator,
    Reviewer,
    Viewer,
    AssessorByLink,
    AssessorWithAccount,
    LeadElsewhere,
    LeadByReadToken,
    LeadByWriteToken,
}

use Who::{
    Administrator, AssessorByLink, AssessorWithAccount, Facilitator, Lead, LeadByReadToken,
    LeadByWriteToken, LeadElsewhere, Nobody, Reviewer, Viewer,
};

/// Tests tell the time themselves.
#[expect(clippy::disallowed_methods, reason = "a test has a clock of its own")]
fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

const EVERYBODY: [Who; 11] = [
    Nobody,
    Administrator,
    Lead,
    Facilitator,
    Reviewer,
    Viewer,
    AssessorByLink,
    AssessorWithAccount,
    LeadElsewhere,
    LeadByReadToken,
    LeadByWriteToken,
];

/// What somebody meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Met {
    /// They get in; what they sent may still be wrong.
    In,
    /// They have to sign in first.
    SignIn,
    /// They are refused.
    Refused,
    /// There is nothing, as far as they may know.
    Hidden,
}

/// Who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Everybody.
    Public,
    /// Nobody: the address names nothing that is there.
    Nothing,
    /// Whoever is somebody: an account or a place.
    Somebody,
    /// Whoever has an account.
    Account,
    /// Administrators.
    Admin,
    /// The city's team and administrators.
    City,
    /// Leads of the city.
    CityLead,
    /// Leads of the city and administrators.
    CityStaff,
    /// The team, administrators, and assessors.
    Desk,
    /// The team and administrators.
    Team,
    /// Leads.
    Leads,
    /// Leads and facilitators.
    Facilitation,
    /// Assessors.
    Seat,
    /// Who may hand in evidence while people rate.
    HandIn,
    /// Everybody but a token that may only read.
    Joining,
    /// Who may change evidence that somebody else handed in.
    Editors,
    /// Who may review evidence.
    Reviewers,
}

fn is_team(who: Who) -> bool {
    matches!(
        who,
        Lead | Facilitator | Reviewer | Viewer | LeadByReadToken | LeadByWriteToken
    )
}

fn is_assessor(who: Who) -> bool {
    matches!(who, AssessorByLink | AssessorWithAccount)
}

fn is_lead(who: Who) -> bool {
    matches!(who, Lead | LeadByReadToken | LeadByWriteToken)
}

/// What `who` has to meet.
fn expected(rule: Rule, who: Who) -> Met {
    let known = is_team(who) || is_assessor(who) || who == Administrator;
    let among = |may: bool| match (may, known, who) {
        (true, ..) => Met::In,
        (false, _, Nobody) => Met::SignIn,
        (false, true, _) => Met::Refused,
        (false, false, _) => Met::Hidden,
    };
    let account = !matches!(who, Nobody | AssessorByLink);
    match rule {
        Rule::Public => Met::In,
        Rule::Nothing => Met::Hidden,
        Rule::Somebody if who == Nobody => Met::SignIn,
        Rule::Somebody => Met::In,
        Rule::Account if account => Met::In,
        Rule::Account => Met::SignIn,
        Rule::Admin if who == Administrator => Met::In,
        Rule::Admin if account => Met::Refused,
        Rule::Admin => Met::SignIn,
        // Assessors do not belong to the city's team: to them the city is not there.
        Rule::City | Rule::CityLead | Rule::CityStaff if who == AssessorByLink => Met::SignIn,
        Rule::City | Rule::CityLead | Rule::CityStaff if who == AssessorWithAccount => Met::Hidden,
        Rule::City => among(is_team(who) || who == Administrator),
        Rule::CityLead | Rule::Leads => among(is_lead(who)),
        Rule::CityStaff => among(is_lead(who) || who == Administrator),
        Rule::Desk => among(known),
        Rule::Team => among(is_team(who) || who == Administrator),
        Rule::Facilitation => among(is_lead(who) || who == Facilitator),
        Rule::Seat => among(is_assessor(who)),
        Rule::Joining if who == LeadByReadToken => Met::Refused,
        Rule::Joining => Met::In,
        Rule::Editors => among(is_lead(who) || matches!(who, Facilitator | Reviewer)),
        Rule::Reviewers => among(who == Reviewer),
        Rule::HandIn => {
            among(is_lead(who) || matches!(who, Facilitator | Reviewer) || is_assessor(who))
        }
    }
}

const N: &str = "/c/northaven";
const R: &str = "/c/northaven/2028";
const A: &str = "/api/v1/cities/northaven";

/// What stands in an address for something that the instance has.
const ASSESSOR: &str = "THE-ASSESSOR";
const GROUP: &str = "THE-GROUP";
const EVIDENCE: &str = "THE-EVIDENCE";
const ACCOUNT: &str = "THE-ACCOUNT";

/// A route as it stands in the router, an address to try, and who may.
struct Row {
    method: &'static str,
    route: String,
    address: String,
    rule: Rule,
    /// Whether the address names something that is there.
    there: bool,
}

fn missing(method: &'static str, route: &str, address: String, rule: Rule) -> Row {
    Row {
        method,
        route: route.to_owned(),
        address,
        rule,
        there: false,
    }
}

/// A route's address, where every parameter that is open names nothing.
fn filled(route: &str) -> String {
    let none = "00000000-0000-7000-8000-000000000000";
    route
        .replace("{city}", "northaven")
        .replace("{assessment}", "2028")
        .replace("{component}", "leadership-environment")
        .replace("{kind}", "statement")
        .replace("{*subject}", "LE1.1")
        .replace("{number}", "99")
        .replace("{person}", none)
        .replace("{id}", none)
        .replace("{code}", "NONE23")
        .replace("{act}", "none")
        .replace("{session}", "none")
}

/// Routes that end sessions; whoever comes after them is nobody.
fn rows_that_end_sessions() -> Vec<Row> {
    let row = |route: &str, rule| Row {
        there: true,
        ..missing("POST", route, route.to_owned(), rule)
    };
    vec![
        row("/sign-out", Rule::Public),
        row("/account/sessions/end", Rule::Account),
    ]
}

/// Every route.
fn rows() -> Vec<Row> {
    let c = "/c/{city}";
    let a = "/c/{city}/{assessment}";
    let p = "/cities/{city}";
    let q = "/cities/{city}/assessments/{assessment}";
    let mut rows: Vec<Row> = Vec::new();
    let mut row = |method: &'static str, route: String, address: String, rule: Rule| {
        rows.push(Row {
            there: true,
            ..missing(method, &route, address, rule)
        });
    };
    for (method, route, address, rule) in [
        ("GET", "/", "/", Rule::Somebody),
        ("GET", "/sign-in", "/sign-in", Rule::Public),
        ("POST", "/sign-in", "/sign-in", Rule::Public),
        ("GET", "/sign-in/{secret}", "/sign-in/none", Rule::Nothing),
        ("POST", "/preferences", "/preferences", Rule::Public),
        ("GET", "/setup/{secret}", "/setup/none", Rule::Nothing),
        ("POST", "/setup/{secret}", "/setup/none", Rule::Nothing),
        ("GET", "/reset", "/reset", Rule::Public),
        ("GET", "/reset/{secret}", "/reset/none", Rule::Nothing),
        ("POST", "/reset/{secret}", "/reset/none", Rule::Nothing),
        ("GET", "/account", "/account", Rule::Account),
        ("POST", "/account", "/account", Rule::Account),
        (
            "POST",
            "/account/password",
            "/account/password",
            Rule::Account,
        ),
        ("POST", "/account/tokens", "/account/tokens", Rule::Account),
        ("GET", "/join/{secret}", "/join/none", Rule::Nothing),
        ("POST", "/join/{secret}", "/join/none", Rule::Nothing),
        ("GET", "/code", "/code", Rule::Public),
        ("POST", "/code", "/code", Rule::Public),
        ("GET", "/privacy", "/privacy", Rule::Public),
        ("GET", "/account/data", "/account/data", Rule::Somebody),
        ("GET", "/admin", "/admin", Rule::Admin),
        ("GET", "/admin/accounts", "/admin/accounts", Rule::Admin),
        ("POST", "/admin/accounts", "/admin/accounts", Rule::Admin),
        ("GET", "/admin/models", "/admin/models", Rule::Admin),
        ("POST", "/admin/models", "/admin/models", Rule::Admin),
        ("GET", "/admin/audit", "/admin/audit", Rule::Admin),
        (
            "POST",
            "/admin/audit/verify",
            "/admin/audit/verify",
            Rule::Admin,
        ),
        ("GET", "/c/new", "/c/new", Rule::Admin),
        ("POST", "/c/new", "/c/new", Rule::Admin),
        ("GET", "/assets/{name}", "/assets/none", Rule::Nothing),
        ("GET", "/healthz", "/healthz", Rule::Public),
        ("GET", "/w", "/w", Rule::Public),
        ("POST", "/w", "/w", Rule::Public),
        ("GET", "/robots.txt", "/robots.txt", Rule::Public),
        (
            "GET",
            "/.well-known/gradus-key.json",
            "/.well-known/gradus-key.json",
            Rule::Public,
        ),
        ("GET", "/p/{city}", "/p/northaven", Rule::Public),
        (
            "GET",
            "/p/{city}/feed.atom",
            "/p/northaven/feed.atom",
            Rule::Public,
        ),
        (
            "GET",
            "/p/{city}/{assessment}",
            "/p/northaven/2024",
            Rule::Public,
        ),
        (
            "GET",
            "/p/{city}/{assessment}/{file}",
            "/p/northaven/2024/statements.csv",
            Rule::Public,
        ),
        ("GET", "/readyz", "/readyz", Rule::Public),
    ] {
        row(method, route.to_owned(), address.to_owned(), rule);
    }
    for (method, path, rule) in [
        ("GET", "", Rule::City),
        ("GET", "/settings", Rule::CityLead),
        ("POST", "/settings", Rule::CityLead),
        ("POST", "/members", Rule::CityStaff),
        ("GET", "/new", Rule::CityLead),
        ("POST", "/new", Rule::CityLead),
        ("GET", "/import", Rule::CityLead),
        ("POST", "/import", Rule::CityLead),
    ] {
        row(method, format!("{c}{path}"), format!("{N}{path}"), rule);
    }
    row(
        "GET",
        format!("{c}/logo"),
        format!("{N}/logo"),
        Rule::Nothing,
    );
    row(
        "GET",
        format!("{c}/theme.css"),
        format!("{N}/theme.css"),
        Rule::Nothing,
    );
    for (method, path, rule) in [
        ("GET", "", Rule::Desk),
        ("POST", "/phase", Rule::Leads),
        ("GET", "/progress", Rule::Leads),
        ("GET", "/next", Rule::Leads),
        ("POST", "/next", Rule::Leads),
        ("GET", "/model", Rule::Leads),
        ("POST", "/model", Rule::Leads),
        ("GET", "/rate/carried", Rule::Seat),
        ("POST", "/rate/carried", Rule::Seat),
        ("GET", "/workshop", Rule::Facilitation),
        ("GET", "/settings", Rule::Leads),
        ("POST", "/settings", Rule::Leads),
        ("GET", "/people", Rule::Leads),
        ("POST", "/people", Rule::Leads),
        ("POST", "/people/list", Rule::Leads),
        ("POST", "/people/links", Rule::Leads),
        ("POST", "/people/groups", Rule::Leads),
        ("GET", "/evidence", Rule::Desk),
        ("POST", "/evidence", Rule::HandIn),
        ("GET", "/evidence/new", Rule::HandIn),
        ("POST", "/evidence/reuse", Rule::Desk),
        ("GET", "/rate", Rule::Seat),
        ("POST", "/rate/answer_many", Rule::Seat),
        ("GET", "/code", Rule::Seat),
        ("GET", "/results", Rule::Desk),
        ("GET", "/reveal", Rule::Desk),
        ("GET", "/agree", Rule::Facilitation),
        ("POST", "/agree", Rule::Facilitation),
        ("GET", "/how-scored", Rule::Desk),
        ("GET", "/targets", Rule::Desk),
        ("GET", "/compare", Rule::Desk),
        ("GET", "/evidence/queue", Rule::Team),
        ("GET", "/publish", Rule::Leads),
        ("POST", "/publish", Rule::Leads),
        ("POST", "/publish/withdraw", Rule::Leads),
    ] {
        row(method, format!("{a}{path}"), format!("{R}{path}"), rule);
    }
    for (method, route, path, rule) in [
        (
            "GET",
            "/rate/{component}",
            "/rate/leadership-environment",
            Rule::Seat,
        ),
        (
            "POST",
            "/rate/{component}/answer_many",
            "/rate/leadership-environment/answer_many",
            Rule::Seat,
        ),
        (
            "GET",
            "/results/{component}",
            "/results/leadership-environment",
            Rule::Desk,
        ),
        (
            "GET",
            "/agree/{kind}/{subject}",
            "/agree/statement/LE1.1",
            Rule::Facilitation,
        ),
        (
            "POST",
            "/agree/{kind}/{subject}",
            "/agree/statement/LE1.1",
            Rule::Facilitation,
        ),
        (
            "POST",
            "/agree/{kind}/{subject}/undo",
            "/agree/statement/LE1.1/undo",
            Rule::Facilitation,
        ),
        (
            "GET",
            "/reveal/{component}",
            "/reveal/leadership-environment",
            Rule::Desk,
        ),
        (
            "GET",
            "/download/{file}",
            "/download/assessment.yaml",
            Rule::Leads,
        ),
    ] {
        row(method, format!("{a}{route}"), format!("{R}{path}"), rule);
    }
    for (method, path, rule) in [
        ("GET", "/openapi.json", Rule::Public),
        ("GET", "/docs", Rule::Public),
        ("GET", "/me", Rule::Somebody),
        ("GET", "/me/data", Rule::Somebody),
        ("GET", "/sessions", Rule::Account),
        ("GET", "/tokens", Rule::Account),
        ("POST", "/tokens", Rule::Account),
        ("GET", "/accounts", Rule::Admin),
        ("POST", "/accounts", Rule::Admin),
        ("GET", "/models", Rule::Public),
        ("POST", "/models", Rule::Admin),
        ("GET", "/cities", Rule::Account),
        ("POST", "/cities", Rule::Admin),
        ("GET", "/audit", Rule::Admin),
        ("POST", "/audit/verify", Rule::Admin),
    ] {
        row(method, path.to_owned(), format!("/api/v1{path}"), rule);
    }
    for (method, path, rule) in [
        ("GET", "", Rule::City),
        ("PUT", "", Rule::CityLead),
        ("GET", "/team", Rule::City),
        ("POST", "/team", Rule::CityStaff),
        ("POST", "/import", Rule::CityLead),
        ("GET", "/assessments", Rule::City),
        ("POST", "/assessments", Rule::CityLead),
    ] {
        row(method, format!("{p}{path}"), format!("{A}{path}"), rule);
    }
    for (method, path, rule) in [
        ("GET", "", Rule::Desk),
        ("PUT", "", Rule::Leads),
        ("POST", "/phase", Rule::Leads),
        ("PUT", "/scope", Rule::Leads),
        ("GET", "/targets", Rule::Desk),
        ("GET", "/comparison", Rule::Desk),
        ("GET", "/workshop", Rule::Desk),
        ("POST", "/workshop", Rule::Facilitation),
        ("POST", "/next", Rule::Leads),
        ("GET", "/model", Rule::Leads),
        ("POST", "/model", Rule::Leads),
        ("GET", "/seat/carried", Rule::Seat),
        ("POST", "/seat/carried", Rule::Seat),
        ("PUT", "/targets", Rule::Leads),
        ("GET", "/scope", Rule::Desk),
        ("GET", "/audit", Rule::Leads),
        ("GET", "/evidence_elsewhere", Rule::Desk),
        ("GET", "/gaps", Rule::Desk),
        ("GET", "/evidence_queue", Rule::Team),
        ("GET", "/counts", Rule::Team),
        ("GET", "/groups", Rule::Desk),
        ("POST", "/groups", Rule::Leads),
        ("GET", "/assessors", Rule::Leads),
        ("POST", "/assessors", Rule::Leads),
        ("GET", "/invitations", Rule::Leads),
        ("POST", "/invitations", Rule::Leads),
        ("GET", "/seat", Rule::Seat),
        ("GET", "/seat/standing", Rule::Seat),
        ("GET", "/seat/sessions", Rule::Seat),
        ("GET", "/evidence", Rule::Desk),
        ("POST", "/evidence", Rule::HandIn),
        ("GET", "/result", Rule::Desk),
        ("GET", "/export", Rule::Leads),
        ("GET", "/publication", Rule::Leads),
        ("PUT", "/publication", Rule::Leads),
        ("GET", "/seals", Rule::Leads),
        ("POST", "/publication/withdraw", Rule::Leads),
        ("GET", "/talk_about", Rule::Desk),
        ("GET", "/agreed", Rule::Facilitation),
        ("GET", "/agreed_at_once", Rule::Facilitation),
        ("POST", "/agreed_at_once", Rule::Facilitation),
    ] {
        row(
            method,
            format!("{q}{path}"),
            format!("{A}/assessments/2028{path}"),
            rule,
        );
    }
    row(
        "GET",
        format!("{q}/model/preview"),
        format!("{A}/assessments/2028/model/preview?to=pas181-scmm@2"),
        Rule::Leads,
    );
    row(
        "GET",
        format!("{q}/report/{{ending}}"),
        format!("{A}/assessments/2028/report/csv"),
        Rule::Desk,
    );
    for (method, path) in [
        ("GET", ""),
        ("PUT", ""),
        ("POST", "/undo"),
        ("GET", "/history"),
    ] {
        row(
            method,
            format!("{q}/agreed/{{kind}}/{{subject}}{path}"),
            format!("{A}/assessments/2028/agreed/statement/LE1.1{path}"),
            Rule::Facilitation,
        );
    }
    let answer = "/seat/answers/{kind}/{*subject}";
    row(
        "PUT",
        format!("{q}{answer}"),
        format!("{A}/assessments/2028/seat/answers/statement/LE1.1"),
        Rule::Seat,
    );
    // What has no parameter, or one that names something for everybody.
    for (method, route, rule) in [
        ("POST", "/account/appearance", Rule::Account),
        ("POST", "/reset", Rule::Public),
        ("POST", "/admin/demo", Rule::Admin),
        ("GET", "/metrics", Rule::Public),
    ] {
        row(method, route.to_owned(), route.to_owned(), rule);
    }
    for (method, route, rule) in [
        ("POST", "/join", Rule::Joining),
        ("PUT", "/me", Rule::Account),
        ("PUT", "/me/password", Rule::Account),
        ("POST", "/demo", Rule::Admin),
        ("POST", "/import", Rule::Admin),
        ("POST", "/audit/head", Rule::Admin),
    ] {
        row(method, route.to_owned(), format!("/api/v1{route}"), rule);
    }
    row(
        "PUT",
        "/cities/{city}/logo".to_owned(),
        format!("{A}/logo"),
        Rule::CityLead,
    );
    row(
        "POST",
        format!("{q}/seat/undo"),
        format!("{A}/assessments/2028/seat/undo"),
        Rule::Seat,
    );
    row(
        "GET",
        format!("{q}/result/{{component}}"),
        format!("{A}/assessments/2028/result/leadership-environment"),
        Rule::Desk,
    );
    // Where nothing is there, these say what stands against it, or do nothing.
    for (method, path) in [
        ("POST", "/people/groups/{id}/link/revoke"),
        ("POST", "/people/groups/{id}/delete"),
        ("GET", "/model/{number}/assessment.json"),
    ] {
        let route = format!("{a}{path}");
        let address = filled(&route);
        row(method, route, address, Rule::Leads);
    }
    for (method, path) in [("DELETE", "/groups/{id}"), ("GET", "/model/moves/{number}")] {
        let route = format!("{q}{path}");
        let address = format!("/api/v1{}", filled(&route));
        row(method, route, address, Rule::Leads);
    }
    // Single things that are there; what is sent changes nothing.
    for (method, path, thing, rule) in [
        ("GET", "/people/{id}", ASSESSOR, Rule::Leads),
        ("POST", "/people/{id}", ASSESSOR, Rule::Leads),
        ("POST", "/people/{id}/mail", ASSESSOR, Rule::Leads),
        ("GET", "/evidence/{id}", EVIDENCE, Rule::Desk),
        ("GET", "/evidence/{id}/edit", EVIDENCE, Rule::Editors),
        ("POST", "/evidence/{id}/review", EVIDENCE, Rule::Reviewers),
    ] {
        let address = format!("{R}{}", path.replace("{id}", thing));
        row(method, format!("{a}{path}"), address, rule);
    }
    for (method, path, thing, rule) in [
        ("GET", "/assessors/{id}", ASSESSOR, Rule::Leads),
        ("PUT", "/assessors/{id}", ASSESSOR, Rule::Leads),
        ("POST", "/assessors/{id}/letter", ASSESSOR, Rule::Leads),
        ("GET", "/groups/{id}", GROUP, Rule::Leads),
        ("PUT", "/groups/{id}", GROUP, Rule::Leads),
        ("GET", "/evidence/{id}", EVIDENCE, Rule::Desk),
        ("POST", "/evidence/{id}/review", EVIDENCE, Rule::Reviewers),
    ] {
        let address = format!("{A}/assessments/2028{}", path.replace("{id}", thing));
        row(method, format!("{q}{path}"), address, rule);
    }
    row(
        "GET",
        "/accounts/{id}/data".to_owned(),
        format!("/api/v1/accounts/{ACCOUNT}/data"),
        Rule::Admin,
    );
    // Single things that are not there: whoever may is told so, everybody else meets what
    // they meet elsewhere.
    for (method, route, rule) in [
        ("POST", "/account/sessions/{id}/end", Rule::Account),
        ("POST", "/account/tokens/{id}/end", Rule::Account),
        ("GET", "/admin/accounts/{id}/data", Rule::Admin),
        ("POST", "/admin/accounts/{id}/reset", Rule::Admin),
        ("POST", "/admin/accounts/{id}/disable", Rule::Admin),
        ("POST", "/admin/accounts/{id}/enable", Rule::Admin),
        ("POST", "/admin/accounts/{id}/erase", Rule::Admin),
        ("POST", "/c/{city}/members/{id}/remove", Rule::CityStaff),
        ("GET", "/w/{code}", Rule::Nothing),
        ("POST", "/w/{code}/join", Rule::Nothing),
        ("POST", "/w/{code}/vote", Rule::Nothing),
        ("GET", "/w/{code}/events", Rule::Nothing),
    ] {
        rows.push(missing(method, route, filled(route), rule));
    }
    for (method, path, rule) in [
        ("POST", "/people/groups/{id}/link", Rule::Leads),
        ("POST", "/people/{id}/link", Rule::Leads),
        ("POST", "/people/{id}/link/revoke", Rule::Leads),
        ("POST", "/people/{id}/delete", Rule::Leads),
        ("POST", "/people/{id}/erase", Rule::Leads),
        ("POST", "/evidence/{id}", Rule::Desk),
        ("GET", "/evidence/{id}/file", Rule::Desk),
        ("POST", "/evidence/{id}/delete", Rule::Desk),
        ("POST", "/rate/{component}/answer", Rule::Seat),
        ("POST", "/code/sessions/{session}/end", Rule::Seat),
        ("GET", "/sealed/{number}", Rule::Leads),
        ("POST", "/workshop/{act}", Rule::Facilitation),
    ] {
        let route = format!("{a}{path}");
        let address = filled(&route);
        rows.push(missing(method, &route, address, rule));
    }
    for (method, route, rule) in [
        ("DELETE", "/sessions/{id}", Rule::Account),
        ("DELETE", "/tokens/{id}", Rule::Account),
        ("DELETE", "/accounts/{id}/data", Rule::Admin),
        ("POST", "/accounts/{id}/password_link", Rule::Admin),
        ("PUT", "/accounts/{id}/enabled", Rule::Admin),
        ("GET", "/cities/{city}/logo", Rule::Nothing),
        ("DELETE", "/cities/{city}/team/{person}", Rule::CityStaff),
    ] {
        let address = format!("/api/v1{}", filled(route));
        rows.push(missing(method, route, address, rule));
    }
    for (method, path, rule) in [
        ("DELETE", "/assessors/{id}/data", Rule::Leads),
        ("DELETE", "/assessors/{id}", Rule::Leads),
        ("DELETE", "/assessors/{id}/seat", Rule::Leads),
        ("DELETE", "/invitations/{id}", Rule::Leads),
        ("PUT", "/evidence/{id}", Rule::Desk),
        ("DELETE", "/evidence/{id}", Rule::Desk),
        ("POST", "/evidence/{id}/use", Rule::HandIn),
        ("GET", "/evidence/{id}/file", Rule::Desk),
        ("GET", "/seat/answers/{kind}/{*subject}", Rule::Seat),
        ("DELETE", "/seat/sessions/{session}", Rule::Seat),
        ("GET", "/seals/{number}", Rule::Leads),
    ] {
        let route = format!("{q}{path}");
        let address = format!("/api/v1{}", filled(&route));
        rows.push(missing(method, &route, address, rule));
    }
    rows.extend(rows_that_end_sessions());
    rows
}

struct Caller {
    cookie: Option<String>,
    token: Option<String>,
    csrf: String,
}

async fn instance(
    folder: &std::path::Path,
) -> (Router, BTreeMap<Who, Caller>, Vec<(&'static str, String)>) {
    let store = Store::open(&Location::File(folder.join("gradus.sqlite")))
        .await
        .expect("a database");
    let key = InstanceKey::open(&folder.join("instance.key")).expect("a key");
    let files = FileStore::folder(&folder.join("files")).expect("a folder");
    let setup = Setup {
        store,
        files,
        key: key.clone(),
        limits: Limits::default(),
        clock: now,
    };
    let app = App::new(setup);
    let people = app.demo().await.expect("Northaven");
    let mut callers = BTreeMap::new();
    callers.insert(
        Nobody,
        Caller {
            cookie: None,
            token: None,
            csrf: key.secret_of("csrf", ""),
        },
    );
    let mut sessions = BTreeMap::new();
    for (who, role) in [
        (Administrator, "administrator"),
        (Lead, "lead"),
        (Facilitator, "facilitator"),
        (Reviewer, "reviewer"),
        (Viewer, "viewer"),
    ] {
        let link = people
            .iter()
            .find(|person| person.role == role)
            .expect("somebody of every role");
        sessions.insert(
            who,
            app.sign_in_by_link(&link.secret, "test")
                .await
                .expect("signed in"),
        );
    }
    let assessor = people
        .iter()
        .find(|person| person.role == "assessor")
        .expect("an assessor");
    let joined = app
        .join(&Actor::nobody(), &assessor.secret, "", "test")
        .await
        .expect("a place");
    sessions.insert(AssessorByLink, joined.session.expect("a session"));
    let administrator = app
        .actor_of_session(&sessions[&Administrator])
        .await
        .expect("the administrator");
    for (who, login) in [
        (LeadElsewhere, "elsewhere@example.org"),
        (AssessorWithAccount, "rates@example.org"),
    ] {
        let account = NewAccount {
            name: login.to_owned(),
            login: login.to_owned(),
            ..NewAccount::default()
        };
        let password = "four words nobody guessed yet";
        let id = app
            .account_create_by_operator(&account, Some(password))
            .await
            .expect("an account");
        sessions.insert(
            who,
            app.sign_in(login, password, "test", &Actor::nobody())
                .await
                .expect("signed in"),
        );
        if who == LeadElsewhere {
            let facts = CityFacts {
                name: "Southport".to_owned(),
                ..CityFacts::default()
            };
            app.administrator(&administrator)
                .expect("it is")
                .city_create(&facts, &id)
                .await
                .expect("a city");
        }
    }
    let lead = app
        .actor_of_session(&sessions[&Lead])
        .await
        .expect("the lead");
    let desk = app
        .assessment(&lead, "northaven", "2028")
        .await
        .expect("it is there")
        .lead()
        .expect("it leads");
    let earlier = app
        .assessment(&lead, "northaven", "2024")
        .await
        .expect("it is there")
        .lead()
        .expect("it leads");
    earlier
        .publish(&PublicationText::default(), 0)
        .await
        .expect("it is public");
    let group = desk.desk().groups().await.expect("groups").remove(0);
    let invitation = desk.group_invite(&group.id).await.expect("a link");
    let links = desk.invitations().await.expect("links");
    let secret = links
        .into_iter()
        .find(|link| link.id == invitation)
        .expect("the link")
        .secret;
    let piece = EvidenceText {
        kind: "interview".to_owned(),
        title: "What the head of IT said".to_owned(),
        body: "That it works.".to_owned(),
        effective_on: "2024-01-01".to_owned(),
        ..EvidenceText::default()
    };
    let piece = desk.desk().evidence_add(&piece, None).await;
    let assessors = desk.assessors().await.expect("assessors");
    let invited = assessors.iter().find(|row| row.joined_at.is_none());
    let account = lead.me.as_ref().expect("an account").id.to_string();
    let things = vec![
        (ASSESSOR, invited.expect("somebody").id.to_string()),
        (GROUP, group.id.to_string()),
        (EVIDENCE, piece.expect("evidence").to_string()),
        (ACCOUNT, account),
    ];
    let rates = app
        .actor_of_session(&sessions[&AssessorWithAccount])
        .await
        .expect("somebody");
    app.join(&rates, &secret, "", "test")
        .await
        .expect("a place");
    for (who, scope) in [(LeadByReadToken, "read"), (LeadByWriteToken, "write")] {
        let (_, secret) = app
            .token_create(&lead, "test", scope, 1)
            .await
            .expect("a token");
        let id = app
            .actor_of_token(&secret)
            .await
            .expect("works")
            .token
            .expect("a token")
            .id;
        let csrf = key.secret_of("csrf", id.as_str());
        callers.insert(
            who,
            Caller {
                cookie: None,
                token: Some(secret),
                csrf,
            },
        );
    }
    for (who, secret) in sessions {
        let session = app
            .actor_of_session(&secret)
            .await
            .expect("somebody")
            .session
            .expect("a session");
        callers.insert(
            who,
            Caller {
                cookie: Some(secret),
                token: None,
                csrf: key.secret_of("csrf", &session.id),
            },
        );
    }
    let config = WebConfig {
        sign_in_per_minute: 10_000,
        join_per_minute: 10_000,
        ..WebConfig::default()
    };
    let service = gradus_web::server::service(&Web::new(app, config));
    (service, callers, things)
}

async fn meet(service: &Router, caller: &Caller, method: &str, address: &str) -> (StatusCode, Met) {
    let mut request = Request::builder()
        .method(method)
        .uri(address)
        .header(header::HOST, "gradus.test");
    if let Some(cookie) = &caller.cookie {
        request = request.header(header::COOKIE, format!("gradus-session={cookie}"));
    }
    if let Some(token) = &caller.token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let body = if address.starts_with("/api/") {
        request = request.header(header::CONTENT_TYPE, "application/json");
        sent(address)
    } else {
        request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        format!("csrf={}", caller.csrf)
    };
    let body = if method == "GET" {
        Body::empty()
    } else {
        Body::from(body)
    };
    let request = request.body(body).expect("a request");
    let response = service.clone().oneshot(request).await.expect("an answer");
    let location = response
        .headers()
        .get(header::LOCATION)
        .and_then(|to| to.to_str().ok())
        .unwrap_or_default();
    let met = match response.status() {
        StatusCode::UNAUTHORIZED => Met::SignIn,
        StatusCode::SEE_OTHER if location.starts_with("/sign-in") => Met::SignIn,
        StatusCode::FORBIDDEN => Met::Refused,
        StatusCode::NOT_FOUND => Met::Hidden,
        _ => Met::In,
    };
    (response.status(), met)
}

/// Routes that change nothing when they are sent an empty form.
const HARMLESS: [&str; 3] = [
    "/c/{city}/{assessment}/people/groups/{id}/link/revoke",
    "/c/{city}/{assessment}/people/links",
    "/c/{city}/{assessment}/evidence/reuse",
];

/// A body that can be read and does nothing.
fn sent(address: &str) -> String {
    let ends = |end: &str| address.ends_with(end);
    if ends("/me") {
        r#"{"name":"","login":""}"#.to_owned()
    } else if ends("/me/password") {
        r#"{"present":"","new":""}"#.to_owned()
    } else if ends("/enabled") {
        r#"{"enabled":true}"#.to_owned()
    } else if ends("/seat/undo") {
        r#"{"kind":"statement","subject":"LE1.1","version":99}"#.to_owned()
    } else if address.contains("/assessors/") && !ends("/letter") {
        r#"{"group":""}"#.to_owned()
    } else if address.contains("/groups/") {
        r#"{"name":""}"#.to_owned()
    } else if address.contains("/evidence/") && !ends("/review") && !ends("/use") {
        r#"{"kind":"","title":"","effective":""}"#.to_owned()
    } else if ends("/letter") {
        r#"{"letter":"","to":""}"#.to_owned()
    } else if ends("/tokens") {
        r#"{"name":"","scope":"","days":0}"#.to_owned()
    } else if ends("/accounts") {
        r#"{"name":"","login":""}"#.to_owned()
    } else if ends("/team") {
        r#"{"login":"nobody@example.org","role":"viewer"}"#.to_owned()
    } else if ends("/workshop") {
        r#"{"act":"none"}"#.to_owned()
    } else if ends("/model") {
        r#"{"to":""}"#.to_owned()
    } else if ends("/next") {
        r#"{"name":"","from":"","to":""}"#.to_owned()
    } else if ends("/seat/carried") {
        r#"{"subjects":[]}"#.to_owned()
    } else if ends("/phase") {
        r#"{"to":"draft"}"#.to_owned()
    } else if ends("/scope") || ends("/targets") {
        r#"[{"component":"none","reason":"","level":1}]"#.replace(
            if ends("/scope") {
                r#","level":1"#
            } else {
                r#","reason":"""#
            },
            "",
        )
    } else if ends("/assessors") {
        "[{\"group\":\"none\"}]".to_owned()
    } else if ends("/groups") || ends("/cities") || ends("/cities/northaven") {
        r#"{"name":""}"#.to_owned()
    } else if ends("/assessments") || ends("/assessments/2028") {
        r#"{"name":"","from":"","to":"","depth":""}"#.to_owned()
    } else if ends("/evidence") {
        r#"{"kind":"","title":"","effective":""}"#.to_owned()
    } else if address.contains("/answers/") {
        r#"{"value":"wrong","version":0}"#.to_owned()
    } else if ends("/publication/withdraw") {
        r#"{"reason":""}"#.to_owned()
    } else if ends("/review") {
        r#"{"status":""}"#.to_owned()
    } else if ends("/agreed/statement/LE1.1") {
        r#"{"value":""}"#.to_owned()
    } else if ends("/agreed_at_once") {
        r#"{"statements":[]}"#.to_owned()
    } else {
        "{}".to_owned()
    }
}

/// Tries rows by everybody; tells what was tried and what met something else.
async fn try_all(rows: Vec<Row>) -> (usize, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let (service, callers, things) = instance(folder.path()).await;
    let mut wrong = Vec::new();
    let mut tried = 0;
    for row in rows {
        let Row { method, rule, .. } = row;
        let address = things
            .iter()
            .fold(row.address, |text, (name, id)| text.replace(name, id));
        for who in EVERYBODY {
            let (status, met) = meet(&service, &callers[&who], method, &address).await;
            tried += 1;
            let reads = who == LeadByReadToken && method != "GET" && rule != Rule::Public;
            let fits = match expected(rule, who) {
                Met::In if reads && HARMLESS.contains(&row.route.as_str()) => true,
                // A token that may read changes nothing, whatever its owner may.
                Met::In if reads => {
                    met == Met::Refused || met != Met::SignIn && status.is_client_error()
                }
                Met::In if !row.there => met == Met::Hidden,
                other => met == other,
            };
            if !fits || status.is_server_error() {
                wrong.push(format!(
                    "{method} {} by {who:?}: {status}, {met:?} under {rule:?}",
                    row.route
                ));
            }
        }
    }
    (tried, wrong)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_lets_in_whom_it_should_and_nobody_else() {
    let ends: Vec<String> = rows_that_end_sessions()
        .into_iter()
        .map(|row| row.route)
        .collect();
    let stays = rows().into_iter().filter(|row| !ends.contains(&row.route));
    let (mut tried, mut wrong) = try_all(stays.collect()).await;
    for row in rows_that_end_sessions() {
        let (more, found) = try_all(vec![row]).await;
        tried += more;
        wrong.extend(found);
    }
    assert!(tried > 1_000, "only {tried} were tried");
    assert!(
        wrong.is_empty(),
        "{} of {tried}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Routes as they stand in a router's source: method and address.
fn routes_in(source: &str) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for part in source.split(".route(").skip(1) {
        let part = part.split(".route(").next().unwrap_or_default();
        let part = part.split(".nest(").next().unwrap_or_default();
        let part = part.split(".fallback").next().unwrap_or_default();
        let trimmed = part.trim_start();
        let path = if trimmed.starts_with("here") {
            "/cities/{city}/assessments/{assessment}".to_owned()
        } else {
            let at = trimmed.starts_with("&at(");
            let path = part.split('"').nth(1).unwrap_or_default();
            let start = if at {
                "/cities/{city}/assessments/{assessment}"
            } else {
                ""
            };
            format!("{start}{path}")
        };
        for (word, method) in [
            ("get(", "GET"),
            ("post(", "POST"),
            ("put(", "PUT"),
            ("delete(", "DELETE"),
        ] {
            let is_there = part.match_indices(word).any(|(at, _)| {
                part.get(..at)
                    .is_some_and(|before| before.ends_with([' ', '.', '\n']))
            });
            if is_there {
                found.insert((method.to_owned(), path.clone()));
            }
        }
    }
    found.retain(|(_, path)| path != "/{*nothing}");
    found
}

#[test]
fn every_route_has_a_row() {
    let mut routes = routes_in(include_str!("../src/router.rs"));
    routes.extend(routes_in(include_str!("../src/api.rs")));
    let known: BTreeSet<(String, String)> = rows()
        .into_iter()
        .map(|row| (row.method.to_owned(), row.route))
        .collect();
    assert!(
        routes.len() > 100,
        "only {} routes were found",
        routes.len()
    );
    let missing: Vec<_> = routes.difference(&known).collect();
    assert!(missing.is_empty(), "without a row: {missing:#?}");
    let gone: Vec<_> = known.difference(&routes).collect();
    assert!(gone.is_empty(), "a row without a route: {gone:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_without_a_session_is_told_so_and_not_sent_elsewhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let (service, ..) = instance(folder.path()).await;
    let ask = |script: bool| {
        let request = Request::builder().uri("/c/northaven/2028/rate");
        let request = request.header(header::HOST, "gradus.test");
        let request = if script {
            request.header("hx-request", "true")
        } else {
            request
        };
        service
            .clone()
            .oneshot(request.body(Body::empty()).expect("a request"))
    };
    let status = |script| async move { ask(script).await.expect("an answer").status() };
    assert_eq!(status(true).await, StatusCode::UNAUTHORIZED);
    assert_eq!(status(false).await, StatusCode::SEE_OTHER);
}
