//! Samples of accounts, joining, administration and what went wrong.

use super::{Maker, Sample};
use askama::Template;
use gradus_web::views::account::{
    AccountPage, CodePage, ForgotPage, JoinPage, RecoveryPage, ResetPage, SessionRow, SignInPage,
    TokenRow, appearance_form, code_form, forgot_form, join_code_form, join_form, password_form,
    profile_form, reset_form, sign_in_form, token_form,
};
use gradus_web::views::admin::{
    AccountLink, AccountRow, AdminAccountsPage, AdminCity, AdminPage, AuditFilter, AuditPage,
    AuditRow, account_form,
};
use gradus_web::views::errors::ErrorPage;
use gradus_web::views::forms::{Choice, Input};
use gradus_web::views::privacy::PrivacyPage;
use gradus_web::views::setup::{SetUpPage, first_admin_form};

pub fn pages(maker: &Maker) -> Vec<Sample> {
    let of = |name, html: Result<String, askama::Error>| Sample {
        name,
        html: html.expect("it renders"),
    };
    let mut pages = vec![
        of("sign-in", sign_in(maker).render()),
        of("forgot", forgot(maker, false).render()),
        of("forgot-sent", forgot(maker, true).render()),
        of("reset", reset(maker).render()),
        of("set-up", set_up(maker).render()),
        of("account", account(maker).render()),
        of(
            "privacy",
            PrivacyPage {
                frame: maker.frame("Personal data", None),
                retention_days: 400,
                session_days: 30,
                known: true,
            }
            .render(),
        ),
        of("join", join(maker, false).render()),
        of("join-code", join(maker, true).render()),
        of(
            "code",
            CodePage {
                frame: maker.stranger("Code"),
                form: code_form(
                    &maker.stranger("Code"),
                    &wrong("code", maker.s("there is no such code")),
                ),
            }
            .render(),
        ),
        of("join-closed", {
            let page = JoinPage {
                ended: true,
                closed: true,
                ..join(maker, false)
            };
            let told = page.render().expect("it renders");
            assert!(!told.contains("id=\"join\""), "nobody can join: {told}");
            Ok(told)
        }),
        of(
            "recovery",
            RecoveryPage {
                frame: maker.stranger("Code"),
                code: maker.s("KQ7-42F-WX9-HT3"),
                next: "/c/northaven/2026/rate".into(),
                sessions: vec![session(maker, "s1", "Firefox on Android", true)],
                here: "/c/northaven/2026/code".into(),
            }
            .render(),
        ),
        of("admin", admin(maker).render()),
        of("admin-accounts", accounts(maker).render()),
        of("admin-audit", audit(maker, true).render()),
        of("admin-audit-empty", audit(maker, false).render()),
    ];
    let names = [
        "error-403",
        "error-404",
        "error-409",
        "error-413",
        "error-422",
        "error-429",
        "error-500",
        "error-503",
        "error-418",
    ];
    pages.extend(names.map(|name| {
        let status = name.trim_start_matches("error-").parse().expect("a number");
        of(name, error(maker, status).render())
    }));
    pages
}

fn wrong(field: &str, text: String) -> Input {
    let mut input = Input::new();
    input.mistake(field, text);
    input
}

fn sign_in(maker: &Maker) -> SignInPage {
    let frame = maker.stranger("Sign in");
    let mut input = Input::new()
        .with("email", maker.s("ada@northaven.example"))
        .with("password", "hunter2");
    input.general_mistake(maker.s("this e-mail and password do not belong together"));
    SignInPage {
        form: sign_in_form(&frame, &input),
        frame,
    }
}

fn forgot(maker: &Maker, sent: bool) -> ForgotPage {
    let frame = maker.stranger("A new password");
    ForgotPage {
        form: (!sent).then(|| forgot_form(&frame, &Input::new())),
        sent,
        frame,
    }
}

fn reset(maker: &Maker) -> ResetPage {
    let frame = maker.stranger("Set a new password");
    ResetPage {
        name: maker.s("Jonas Weber"),
        form: reset_form(
            &frame,
            "/reset/s3cret",
            &wrong("password_again", "the two passwords differ".into()),
        ),
        frame,
    }
}

fn set_up(maker: &Maker) -> SetUpPage {
    let frame = maker.stranger("Welcome");
    let mut input = Input::new()
        .with("name", maker.s("Ada"))
        .with("password", "12345678")
        .with("demo", "yes");
    input.mistake("password", "the password has 8 letters; it needs 12");
    SetUpPage {
        form: first_admin_form(&frame, "/set-up/s3cret".into(), &input),
        frame,
    }
}

fn session(maker: &Maker, id: &str, device: &str, current: bool) -> SessionRow {
    SessionRow {
        id: id.into(),
        device: maker.s(device),
        since: "2 March".into(),
        last: "today, 10:42".into(),
        current,
    }
}

fn account(maker: &Maker) -> AccountPage {
    let frame = maker.frame("My account", None);
    let session = |id: &str, device: &str, current| session(maker, id, device, current);
    let token = |id: &str, name: &str, scopes, expired: bool| TokenRow {
        id: id.into(),
        name: maker.s(name),
        scopes,
        until: "1 March 2027".into(),
        last: (!expired).then(|| "yesterday".into()),
        expired,
    };
    AccountPage {
        profile: profile_form(
            &frame,
            &Input::new()
                .with("name", maker.s("Ada Okonkwo"))
                .with("email", "ada@northaven.example"),
        ),
        password: password_form(&frame, &Input::new()),
        appearance: appearance_form(
            &frame,
            vec![Choice::new("en", "English"), Choice::new("de", "Deutsch")],
            &Input::new().with("language", "de").with("theme", "auto"),
        ),
        sessions: vec![
            session("s1", "Firefox on Linux", true),
            session("s2", "Safari on an iPhone", false),
            session("s3", "Chrome on Windows", false),
        ],
        tokens: vec![
            token(
                "t1",
                "Dashboard of the statistics office",
                vec!["read"],
                false,
            ),
            token("t2", "Import script", vec!["read", "rate", "manage"], true),
        ],
        fresh_token: Some(maker.s("gradus_7Jx0cQf2mR5sVw9Kd1Ln3Pz8")),
        token: token_form(&frame, &Input::new()),
        frame,
    }
}

fn join(maker: &Maker, by_code: bool) -> JoinPage {
    let frame = maker.stranger("Invitation");
    JoinPage {
        city: maker.s("Northaven"),
        assessment: maker.s("Assessment 2026"),
        group: maker.s("Residents’ panel"),
        components: 3,
        questions: 15,
        minutes: 25,
        until: "30 June 2026".into(),
        ended: false,
        closed: false,
        named: !by_code,
        by_code,
        form: if by_code {
            join_code_form(&frame, "/join/s3cret", &Input::new())
        } else {
            join_form(&frame, "/join/s3cret", &Input::new())
        },
        frame,
    }
}

fn admin(maker: &Maker) -> AdminPage {
    let fact = |label: &str, value: &str| (label.to_owned(), maker.s(value));
    let city = |name: &str, assessments, members| AdminCity {
        url: "/c/northaven".into(),
        name: maker.s(name),
        assessments,
        members,
        leads: maker.s("Ada Okonkwo"),
    };
    AdminPage {
        frame: maker.frame("Administration", None),
        facts: vec![
            fact("Version", "0.1.0"),
            fact("Database", "SQLite, /var/lib/gradus/gradus.sqlite, 14 MB"),
            fact("Running since", "2 March 2026, 08:00"),
            fact(
                "Audit head",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            ),
        ],
        cities: vec![city("Northaven", 3, 4), city("Port Sable", 1, 2)],
        demo: true,
    }
}

fn accounts(maker: &Maker) -> AdminAccountsPage {
    let frame = maker.frame("Accounts", None);
    let row = |id: &str, name: &str, admin, disabled, own: bool| AccountRow {
        id: id.into(),
        name: maker.s(name),
        email: maker.s("someone@northaven.example"),
        admin,
        disabled,
        last: own.then(|| "today, 08:12".into()),
        own,
    };
    AdminAccountsPage {
        accounts: vec![
            row("u1", "Ada Okonkwo", true, false, true),
            row("u2", "Jonas Weber", false, false, false),
            row("u3", "Former lead", false, true, false),
        ],
        fresh: Some(AccountLink {
            name: maker.s("Jonas Weber"),
            url: maker.s("https://gradus.northaven.example/reset/7Jx0cQf2"),
            until: "24 March 2026, 10:42".into(),
        }),
        form: account_form(&frame, &wrong("email", maker.s("already taken"))),
        frame,
    }
}

fn audit(maker: &Maker, some: bool) -> AuditPage {
    let row = |number, what: &str, about: &str, change: &str| AuditRow {
        number,
        when: "14 March 2026, 10:42:07".into(),
        who: maker.s("quiet heron"),
        what: what.into(),
        about: maker.s(about),
        change: maker.s(change),
        hash: "9f86d081884c".into(),
    };
    AuditPage {
        frame: maker.frame("Audit log", None),
        filter: AuditFilter {
            who: maker.s("heron"),
            what: "phase".into(),
            actions: vec![
                ("phase".into(), "Phase changed".into()),
                ("rating".into(), "Rating saved".into()),
            ],
            from: "2026-03-01".into(),
            to: String::new(),
        },
        rows: if some {
            vec![
                row(
                    4711,
                    "Rating saved",
                    "Assessment 2026, LE3.1",
                    "partly → largely",
                ),
                row(4710, "Phase changed", "Assessment 2026", "draft → rating"),
                row(4709, "Invitation made", "Assessment 2026, Street works", ""),
            ]
        } else {
            vec![]
        },
        whole: Some(some),
        older: some.then(|| "/admin/audit?before=4709".into()),
    }
}

fn error(maker: &Maker, status: u16) -> ErrorPage {
    ErrorPage {
        frame: maker.frame("Error", None),
        status,
        details: if status == 422 {
            vec![maker.s("'6' is not a level on this model's scale of 1 to 5")]
        } else {
            vec![]
        },
        request_id: (status >= 500).then(|| "0193f5c2-7a41-7c8e-9f0e-2b6f1f0a9d3c".into()),
        retry_after_s: (status == 429).then_some(42),
        onward: if status == 409 {
            vec![("/c/northaven/2026".into(), maker.s("Look at it now"))]
        } else {
            vec![]
        },
    }
}
