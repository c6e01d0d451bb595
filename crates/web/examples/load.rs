//! How fast the server answers: saving ratings and reading pages at sixteen connections, with
//! its memory, its start, and the disk's own speed beside it.
//!
//! ```sh
//! cargo xtask load
//! ```
//! It takes the program's path, `--seconds N` for each measurement, and `--database URL` for a
//! PostgreSQL database that is empty; without it the server keeps its data in a file. The
//! client runs on the same machine and takes its share of the processors.

mod client;

use client::{Connection, Result, fsyncs, get, memory, now, send, start};
use gradus_app::{Actor, App, FileStore, InstanceKey, Limits, Location, Setup, Store};
use std::error::Error;
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

/// How many connections at once.
const CONNECTIONS: usize = 16;

struct Options {
    gradus: String,
    database: Option<String>,
    seconds: u64,
}

fn options() -> Result<Options> {
    let mut options = Options {
        gradus: "target/release/gradus".to_owned(),
        database: None,
        seconds: 5,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} needs a value"));
        match word.as_str() {
            "--gradus" => options.gradus = value()?,
            "--database" => options.database = Some(value()?),
            "--seconds" => options.seconds = value()?.parse()?,
            other => return Err(format!("unknown argument '{other}'").into()),
        }
    }
    Ok(options)
}

/// What the measurements need: cookies of the lead and of one assessor for each connection.
struct Ready {
    lead: String,
    assessors: Vec<(String, String)>,
    /// Identifiers of the statements that are rated.
    statements: Vec<String>,
}

async fn prepare(data: &Path, location: &Location) -> Result<Ready> {
    let store = Store::open(location).await?;
    let key = InstanceKey::open(&data.join("instance.key"))?;
    let setup = Setup {
        store,
        files: FileStore::folder(&data.join("files"))?,
        key: key.clone(),
        limits: Limits::default(),
        clock: now,
    };
    let app = App::new(setup);
    let people = app.demo().await?;
    let link = people
        .iter()
        .find(|person| person.role == "lead")
        .ok_or("no lead")?;
    let lead = app.sign_in_by_link(&link.secret, "load").await?;
    let actor = app.actor_of_session(&lead).await?;
    let desk = app.assessment(&actor, "northaven", "2028").await?.lead()?;
    let group = desk
        .desk()
        .groups()
        .await?
        .into_iter()
        .next()
        .ok_or("no group")?;
    let invitation = desk.group_invite(&group.id).await?;
    let found = desk
        .invitations()
        .await?
        .into_iter()
        .find(|own| own.id == invitation);
    let secret = found.ok_or("no invitation")?.secret;
    let mut assessors = Vec::new();
    for _ in 0..CONNECTIONS {
        let joined = app.join(&Actor::nobody(), &secret, "", "load").await?;
        let session = joined.session.ok_or("no session")?;
        let own = app.actor_of_session(&session).await?;
        let name = own.session.map(|session| session.id).unwrap_or_default();
        assessors.push((session, key.secret_of("csrf", &name)));
    }
    let component = desk.desk().model.components.first().ok_or("no component")?;
    let statements = component
        .statements
        .iter()
        .map(|ix| desk.desk().model.statement(*ix).id.clone());
    Ok(Ready {
        lead,
        assessors,
        statements: statements.collect(),
    })
}

/// Runs `make(connection, number)` requests on all connections for a while.
async fn measure(
    name: &str,
    address: &str,
    seconds: u64,
    make: impl Fn(usize, usize) -> Vec<u8> + Clone + Send + 'static,
) -> Result<()> {
    let mut tasks = Vec::new();
    let until = Instant::now() + Duration::from_secs(seconds);
    for connection in 0..CONNECTIONS {
        let (address, make) = (address.to_owned(), make.clone());
        tasks.push(tokio::spawn(async move {
            let mut line = Connection::open(&address).await?;
            let mut times = Vec::new();
            let mut refused = 0_usize;
            let mut number = 0;
            while Instant::now() < until {
                let request = make(connection, number);
                let begun = Instant::now();
                let (status, _) = line.send(&request).await?;
                times.push(begun.elapsed());
                refused += usize::from(status >= 400);
                number += 1;
            }
            Ok::<_, Box<dyn Error + Send + Sync>>((times, refused))
        }));
    }
    let mut times = Vec::new();
    let mut refused = 0;
    for task in tasks {
        let (own, not) = task.await??;
        times.extend(own);
        refused += not;
    }
    times.sort();
    let at =
        |share: usize| times.get((times.len() * share / 1000).min(times.len().saturating_sub(1)));
    let ms = |share| at(share).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = times.len() as f64 / seconds as f64;
    println!(
        "{name:<34} {rate:>8.0}/s   p50 {:>7.2} ms   p99 {:>7.2} ms   refused {refused}",
        ms(500),
        ms(990)
    );
    Ok(())
}

#[tokio::main]
async fn main() -> Result<()> {
    let options = options()?;
    let data = tempfile::tempdir()?;
    let location = match &options.database {
        Some(url) => Location::Postgres(url.clone()),
        None => Location::File(data.path().join("gradus.sqlite")),
    };
    let (middle, slow) = fsyncs(data.path())?;
    println!("fsync of 4 kB: p50 {middle:.2} ms, p99 {slow:.2} ms");
    let ready = prepare(data.path(), &location).await?;
    let (mut child, address, begun) =
        start(&options.gradus, options.database.as_deref(), data.path())?;
    let measured = all(&options, &ready, &child, &address, begun).await;
    child.kill()?;
    child.wait()?;
    measured
}

async fn all(
    options: &Options,
    ready: &Ready,
    child: &Child,
    address: &str,
    begun: Duration,
) -> Result<()> {
    let first = Instant::now();
    Connection::open(address)
        .await?
        .send(&get(address, "/readyz", ""))
        .await?;
    let answered = begun + first.elapsed();
    println!(
        "start to first answer: {:.0} ms",
        answered.as_secs_f64() * 1000.0
    );
    tokio::time::sleep(Duration::from_secs(1)).await;
    println!("memory idle: {:.0} MB", memory(child));
    let seconds = options.seconds;
    let values = ["not", "partly", "largely", "fully"];
    let (to, assessors, statements) = (
        address.to_owned(),
        ready.assessors.clone(),
        ready.statements.clone(),
    );
    let rating = "/c/northaven/2028/rate/leadership-environment";
    let by_api = move |connection: usize, number: usize| {
        let (cookie, _) = &assessors[connection];
        let statement = &statements[number % statements.len()];
        let value = values[(number / statements.len()) % values.len()];
        let version = number / statements.len();
        let path =
            format!("/api/v1/cities/northaven/assessments/2028/seat/answers/statement/{statement}");
        let body = format!("{{\"value\":\"{value}\",\"version\":{version}}}");
        send(&to, "PUT", &path, cookie, "application/json", "", &body)
    };
    measure("save a rating (API)", address, seconds, by_api).await?;
    let (to, assessors) = (address.to_owned(), ready.assessors.clone());
    let by_page = move |connection: usize, number: usize| {
        let (cookie, csrf) = &assessors[connection];
        let value = 1 + number % 5;
        let body = format!(
            "csrf={csrf}&subject_kind=strand&subject=vision&value={value}&version={number}"
        );
        send(
            &to,
            "POST",
            &format!("{rating}/answer"),
            cookie,
            "application/x-www-form-urlencoded",
            "HX-Request: true\r\n",
            &body,
        )
    };
    measure("save a rating (page)", address, seconds, by_page).await?;
    let (to, assessors) = (address.to_owned(), ready.assessors.clone());
    let page = move |connection: usize, _| get(&to, rating, &assessors[connection].0);
    measure("read a rating page", address, seconds, page).await?;
    let (to, lead) = (address.to_owned(), ready.lead.clone());
    let results = move |_, _| get(&to, "/c/northaven/2026/results", &lead);
    measure("read the results, 38 assessors", address, seconds, results).await?;
    println!("memory after load: {:.0} MB", memory(child));
    Ok(())
}
