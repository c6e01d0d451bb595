//! `gradus serve`: the web application on one address, until it is told to stop.

pub mod demo;
mod file;
mod files;
pub mod instance;
mod keys;
pub mod listen;
mod log;
pub mod mail;
pub mod settings;
mod upkeep;

use crate::args::ServeArguments;
use crate::failure::Failure;
use crate::output::print;
use gradus_app::App;
use gradus_web::config::WebConfig;
use gradus_web::state::Web;
use instance::{Begin, Instance};
use listen::Signals;
use settings::Settings;
use std::net::{SocketAddr, TcpListener};

/// Every key of the configuration, commented.
const TEMPLATE: &str = include_str!("serve/template.toml");

/// Serves until told to stop.
pub fn run(arguments: &ServeArguments) -> Result<(), Failure> {
    if arguments.print_config {
        return print(TEMPLATE);
    }
    let settings = Settings::of(arguments)?;
    settings.allow_plain()?;
    log::begin(&settings)?;
    in_runtime(serve(settings))
}

/// Runs asynchronous work to its end.
///
/// # Errors
/// Those of the work, and when no threads can be had.
pub fn in_runtime<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::machine("the program cannot start its threads", error))?
        .block_on(work)
}

async fn serve(settings: Settings) -> Result<(), Failure> {
    let signals = Signals::take()?;
    let web = settings.web()?;
    if let Some((chain, key)) = settings.tls() {
        listen::certificates(chain, key)?;
    }
    // The port first: a second start on a busy one ends before it changes anything.
    let listener = listen::bind(settings.listen)?;
    let instance = Instance::open(&settings, Begin::IfMissing).await?;
    if let Some(mailer) = mail::mailer(&settings)? {
        instance.app.send_mail_by(mailer);
    }
    let start = start_of(&listener, &settings, &web)?;
    if web.insecure_lan {
        tracing::warn!(
            "plain HTTP is answered to other machines; passwords cross the network readable"
        );
    }
    if instance.app.needs_setup().await? {
        first_start(&instance.app, &start).await?;
    }
    print(&format!("listening on {start}\n"))?;
    tracing::info!(
        address = start,
        version = env!("CARGO_PKG_VERSION"),
        "listening"
    );
    until_told((listener, signals), &settings, web, &instance.app).await
}

/// Answers requests until told to stop, and leaves the database at rest.
async fn until_told(
    (listener, signals): (TcpListener, Signals),
    settings: &Settings,
    config: WebConfig,
    app: &App,
) -> Result<(), Failure> {
    let web = Web::new(app.clone(), config);
    let upkeep = tokio::spawn(upkeep::go_on(web.clone()));
    let served = listen::serve(listener, signals, settings, &web).await;
    upkeep.abort();
    if let Err(error) = app.store().rest().await {
        tracing::warn!(%error, "the database was not folded back; that is no loss");
    }
    tracing::info!("stopped");
    served
}

/// Scheme, host and base of the links that people use.
fn start_of(
    listener: &TcpListener,
    settings: &Settings,
    web: &WebConfig,
) -> Result<String, Failure> {
    if let Some(url) = &web.public_url {
        return Ok(url.clone());
    }
    let address: SocketAddr = listener
        .local_addr()
        .map_err(|error| Failure::machine("the listener has no address", error))?;
    let scheme = if settings.tls().is_some() {
        "https"
    } else {
        "http"
    };
    Ok(format!(
        "{scheme}://{}{}",
        listen::reachable(address),
        web.base
    ))
}

/// Prints the link by which the first administrator is made. It works once, for three days,
/// and a new start prints a new one.
async fn first_start(app: &App, start: &str) -> Result<(), Failure> {
    let secret = app.setup_secret().await?;
    let link = format!("{start}/setup/{secret}");
    print(&boxed(&[
        "Nobody has an account yet. Open this link to set Gradus up:",
        "",
        &link,
        "",
        "It works once, and for three days. Starting again makes a new one.",
    ]))
}

/// Lines in a box. A link stands alone on its line, so that it can be copied.
fn boxed(lines: &[&str]) -> String {
    let wide = lines
        .iter()
        .map(|line| line.chars().count())
        .max()
        .unwrap_or(0);
    let edge = "─".repeat(wide + 2);
    let mut text = format!("┌{edge}┐\n");
    for line in lines {
        text += &format!("│ {line:wide$} │\n");
    }
    text + &format!("└{edge}┘\n")
}
