//! `gradus admin`: what an operator does without a browser, also while the server runs.

use crate::args::{AdminCommand, ScopeArgument};
use crate::failure::Failure;
use crate::output::print;
use crate::serve::in_runtime;
use crate::serve::instance::{Begin, Instance};
use crate::serve::settings::Settings;
use gradus_app::account::{AccountView, LinkPurpose, NewAccount};
use gradus_app::{AppError, PersonId};
use gradus_catalog::source::Source;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

/// Longest line that is read as a password.
const LONGEST: u64 = 4096;

/// Does what an operator asks for.
pub fn run(command: &AdminCommand) -> Result<(), Failure> {
    match command {
        AdminCommand::CreateAdministrator {
            place,
            login,
            name,
            email,
            password_stdin,
        } => {
            let password = if *password_stdin {
                Some(password()?)
            } else {
                None
            };
            let account = NewAccount {
                name: name.clone(),
                login: login.clone(),
                email: email.clone().unwrap_or_default(),
                administrator: true,
            };
            let settings = Settings::of_place(&place.to_where())?;
            in_runtime(create(&settings, &account, password.as_deref()))
        }
        AdminCommand::Token {
            place,
            login,
            scope,
            days,
            name,
        } => {
            let settings = Settings::of_place(&place.to_where())?;
            in_runtime(token(&settings, login, (*scope, *days), name))
        }
        AdminCommand::ResetPassword { place, login } => {
            let settings = Settings::of_place(&place.to_where())?;
            in_runtime(reset(&settings, login))
        }
        AdminCommand::Erase { place, login } => {
            let settings = Settings::of_place(&place.to_where())?;
            in_runtime(erase(&settings, login))
        }
        AdminCommand::Model { place, file } => {
            let settings = Settings::of_place(&place.to_where())?;
            in_runtime(model(&settings, file.as_deref()))
        }
        AdminCommand::Accounts { place, json } => {
            let settings = Settings::of_place(&place.to_where())?;
            in_runtime(accounts(&settings, *json))
        }
        AdminCommand::Key { place, rotate } => {
            let settings = Settings::of_place(&place.to_where())?;
            in_runtime(key(&settings, *rotate))
        }
        AdminCommand::Check { place } => {
            let settings = Settings::of_place(&place.to_where())?;
            in_runtime(check(&settings))
        }
    }
}

/// Prints the public keys, after making a new one where that is asked for.
async fn key(settings: &Settings, rotate: bool) -> Result<(), Failure> {
    let instance = Instance::open(settings, Begin::Never).await?;
    let keys = if rotate {
        instance.rotate_key(settings).await?
    } else {
        instance.app.public_keys()
    };
    let text = serde_json::to_string_pretty(&keys)
        .map_err(|error| Failure::machine("the keys cannot be written", error))?;
    print(&format!("{text}\n"))
}

/// The first line of standard input.
fn password() -> Result<String, Failure> {
    let mut text = String::new();
    let read = std::io::stdin()
        .lock()
        .take(LONGEST)
        .read_to_string(&mut text);
    read.map_err(|error| Failure::machine("standard input cannot be read", error))?;
    let line = text.lines().next().unwrap_or_default().to_owned();
    if line.is_empty() {
        return Err(Failure::usage(
            "standard input holds no password",
            Some("send it in: gradus admin create-administrator … --password-stdin < FILE"),
        ));
    }
    Ok(line)
}

async fn create(
    settings: &Settings,
    account: &NewAccount,
    password: Option<&str>,
) -> Result<(), Failure> {
    let app = Instance::open(settings, Begin::IfMissing).await?.app;
    let id = app.account_create_by_operator(account, password).await?;
    if password.is_some() {
        return print(&format!(
            "{} can sign in\n",
            account.login.trim().to_lowercase()
        ));
    }
    let secret = app.link(LinkPurpose::Password, Some(id)).await?;
    print(&password_link(settings, &secret)?)
}

fn password_link(settings: &Settings, secret: &str) -> Result<String, Failure> {
    Ok(format!("{}/reset/{secret}\n", settings.link_start()?))
}

async fn token(
    settings: &Settings,
    login: &str,
    (scope, days): (ScopeArgument, i64),
    name: &str,
) -> Result<(), Failure> {
    let app = Instance::open(settings, Begin::Never).await?.app;
    let made = app
        .token_create_by_operator(login, name, scope.word(), days)
        .await;
    let (_, secret) = made.map_err(|error| no_account(error, login))?;
    print(&format!("{secret}\n"))
}

fn no_account(error: AppError, login: &str) -> Failure {
    match error {
        AppError::NotFound("account") => Failure::NotFound {
            message: format!("nobody signs in as '{login}'"),
            hint: Some("`gradus admin accounts` lists everybody".to_owned()),
        },
        error => error.into(),
    }
}

async fn reset(settings: &Settings, login: &str) -> Result<(), Failure> {
    let app = Instance::open(settings, Begin::Never).await?.app;
    let account = app
        .store()
        .db()
        .account_by_login(&login.trim().to_lowercase())
        .await?;
    let person: PersonId = match account {
        Some(account) => account.person_id,
        None => return Err(no_account(AppError::NotFound("account"), login)),
    };
    let secret = app.link(LinkPurpose::Password, Some(person)).await?;
    print(&password_link(settings, &secret)?)
}

async fn erase(settings: &Settings, login: &str) -> Result<(), Failure> {
    let app = Instance::open(settings, Begin::Never).await?.app;
    let erased = app.person_erase_by_operator(login).await;
    erased.map_err(|error| no_account(error, login))?;
    print("erased; answers stay under a code\n")
}

async fn model(settings: &Settings, file: Option<&Path>) -> Result<(), Failure> {
    let app = Instance::open(settings, Begin::Never).await?.app;
    if let Some(file) = file {
        let source = Source::open_text(file)?;
        let name = file.display().to_string();
        let model = app.model_add_by_operator(&name, &source.bytes).await?;
        return print(&format!(
            "{}@{} is here\n",
            model.name.id, model.name.version
        ));
    }
    let mut text = String::new();
    for (name, model) in app.models().await? {
        // Writing into a text cannot fail.
        let _ = writeln!(text, "{name}\t{}\t{}", model.title, model.sha256);
    }
    print(&text)
}

async fn accounts(settings: &Settings, json: bool) -> Result<(), Failure> {
    let app = Instance::open(settings, Begin::Never).await?.app;
    let rows = app.store().db().accounts().await?;
    let views: Vec<AccountView> = rows.into_iter().map(AccountView::from).collect();
    let mut text = String::new();
    for view in &views {
        if json {
            let line = serde_json::json!({
                "id": view.id.to_string(), "login": view.login, "name": view.name,
                "email": view.email, "administrator": view.administrator,
                "enabled": view.enabled, "has_password": view.has_password,
                "created_at": view.created_at,
            });
            text += &format!("{line}\n");
            continue;
        }
        let kind = if view.administrator {
            "administrator"
        } else {
            "member"
        };
        let state = match (view.enabled, view.has_password) {
            (false, _) => "disabled",
            (true, false) => "no password yet",
            (true, true) => "",
        };
        let line = format!(
            "{:<32} {:<14} {:<16} {}",
            view.login, kind, state, view.name
        );
        text += &format!("{}\n", line.trim_end());
    }
    print(&text)
}

/// Checks the database, the audit chain and every file; tells all that is wrong.
async fn check(settings: &Settings) -> Result<(), Failure> {
    let instance = Instance::open(settings, Begin::Never).await?;
    let mut faults = Vec::new();
    let database = instance.app.store().check().await?;
    faults.extend(
        database
            .into_iter()
            .map(|fault| format!("database: {fault}")),
    );
    let chain = instance.app.audit_verify(None).await?;
    faults.extend(crate::audit::faults(&chain));
    let hashes = instance.app.store().db().file_hashes().await?;
    let files = hashes.len();
    for sha256 in hashes {
        match instance.files.read(&sha256).await {
            Ok(_) => {}
            Err(AppError::NotFound(_)) => faults.push(format!("file {sha256} is missing")),
            Err(AppError::Fault(what)) => faults.push(what),
            Err(error) => return Err(error.into()),
        }
    }
    if faults.is_empty() {
        return print(&format!(
            "all is well: the database, {} audit rows with {} signed heads, {files} files\n",
            chain.rows, chain.heads
        ));
    }
    Err(Failure::damaged("the instance is damaged", faults))
}
