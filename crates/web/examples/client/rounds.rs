//! Killing the server under load, round after round: what it acknowledged is there.

use crate::client::{Connection, Result, find, get, send, start};
use crate::ready::{Ready, prepare};
use gradus_app::Location;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::path::Path;
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Notify;

/// How many save at once, each for an assessor of their own.
const CONNECTIONS: usize = 8;
/// The server is killed after one to so many saves.
const MOST_SAVES: u64 = 500;
const VALUES: [&str; 4] = ["not", "partly", "largely", "fully"];
const ASSESSMENT: &str = "/api/v1/cities/northaven/assessments/2028";

/// What to kill, and how often.
pub struct Options {
    /// The program.
    pub gradus: String,
    /// An empty PostgreSQL database; without it the server keeps its data in a file.
    pub database: Option<String>,
    /// How often it is killed.
    pub rounds: usize,
}

/// What all rounds found.
#[derive(Debug, Default)]
pub struct Found {
    /// Saves that were acknowledged; each was there after its round.
    pub acknowledged: usize,
    /// Saves that were there though the server was killed before it answered.
    pub unanswered: usize,
}

/// An answer with its version, as the server tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Saved {
    value: String,
    version: i64,
}

/// What one assessor knows of their answers.
#[derive(Default)]
struct Ledger {
    /// What stands, by statement.
    acknowledged: BTreeMap<String, Saved>,
    /// What was sent last and not answered.
    sent: Option<(String, Saved)>,
}

/// Tells when so many saves were acknowledged.
struct Count {
    saves: AtomicUsize,
    until: usize,
    reached: Notify,
}

/// A server that does not outlive us.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // On Unix this is SIGKILL.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Kills and starts the server, and compares what is there with what was acknowledged; after
/// each round the audit chain and the whole instance are checked too.
///
/// # Errors
/// Where anything is lost or damaged, with what it is.
pub async fn run(options: &Options, data: &Path) -> Result<Found> {
    let location = match &options.database {
        Some(url) => Location::Postgres(url.clone()),
        None => Location::File(data.join("gradus.sqlite")),
    };
    let ready = Arc::new(prepare(data, &location, CONNECTIONS).await?);
    let mut ledgers: Vec<Ledger> = (0..CONNECTIONS).map(|_| Ledger::default()).collect();
    let mut found = Found::default();
    let begin = || start(&options.gradus, options.database.as_deref(), data);
    let (child, mut address, _) = begin()?;
    let mut server = Server(child);
    for round in 1..=options.rounds {
        let lost = |what: String| format!("round {round}: {what}");
        let random = RandomState::new().build_hasher().finish();
        let count = Arc::new(Count {
            saves: AtomicUsize::new(0),
            until: usize::try_from(1 + random % MOST_SAVES)?,
            reached: Notify::new(),
        });
        let savers: Vec<_> = ledgers
            .drain(..)
            .enumerate()
            .map(|(number, ledger)| {
                let (ready, count) = (Arc::clone(&ready), Arc::clone(&count));
                let address = address.clone();
                tokio::spawn(async move {
                    let ended = save(&address, &ready, number, ledger, &count).await;
                    // Whoever fails early must not be waited for.
                    count.reached.notify_one();
                    ended
                })
            })
            .collect();
        count.reached.notified().await;
        drop(server);
        for saver in savers {
            ledgers.push(saver.await?.map_err(lost)?);
        }
        found.acknowledged += count.saves.load(Ordering::SeqCst);
        let (child, new_address, _) = begin()?;
        server = Server(child);
        address = new_address;
        for (ledger, (cookie, _)) in ledgers.iter_mut().zip(&ready.assessors) {
            let compared = compare(&address, cookie, ledger).await;
            found.unanswered += compared.map_err(|error| lost(error.to_string()))?;
        }
        let lead = get(&address, ASSESSMENT, &ready.lead);
        let (status, _) = Connection::open(&address).await?.send(&lead).await?;
        if status != 200 {
            return Err(lost(format!("the lead is answered with {status}")).into());
        }
        for words in [["audit", "verify"], ["admin", "check"]] {
            check(options, data, words).map_err(lost)?;
        }
    }
    Ok(found)
}

/// Saves until the server is gone.
async fn save(
    address: &str,
    ready: &Ready,
    number: usize,
    mut ledger: Ledger,
    count: &Count,
) -> std::result::Result<Ledger, String> {
    let (cookie, _) = ready.assessors.get(number).ok_or("no such assessor")?;
    let Ok(mut line) = Connection::open(address).await else {
        return Ok(ledger);
    };
    for statement in ready.statements.iter().cycle() {
        let version = ledger
            .acknowledged
            .get(statement)
            .map_or(0, |saved| saved.version);
        let next = Saved {
            value: VALUES[usize::try_from(version).unwrap_or(0) % VALUES.len()].to_owned(),
            version: version + 1,
        };
        let body = json!({ "value": next.value, "version": version }).to_string();
        let path = format!("{ASSESSMENT}/seat/answers/statement/{statement}");
        let kind = "application/json";
        let request = send(address, "PUT", &path, cookie, kind, "", &body);
        ledger.sent = Some((statement.clone(), next.clone()));
        let Ok((status, _)) = line.send(&request).await else {
            return Ok(ledger);
        };
        if status != 200 || saved(&line).as_ref() != Some(&next) {
            let said = String::from_utf8_lossy(&line.buffer);
            return Err(format!("{statement} was not saved as {next:?}: {said}"));
        }
        ledger.sent = None;
        ledger.acknowledged.insert(statement.clone(), next);
        if count.saves.fetch_add(1, Ordering::SeqCst) + 1 == count.until {
            count.reached.notify_one();
        }
    }
    Ok(ledger)
}

/// The answer in the last body.
fn saved(line: &Connection) -> Option<Saved> {
    let end = find(&line.buffer, b"\r\n\r\n")?;
    let body: Value = serde_json::from_slice(line.buffer.get(end + 4..)?).ok()?;
    Some(Saved {
        value: body.get("value")?.as_str()?.to_owned(),
        version: body.get("version")?.as_i64()?,
    })
}

/// Compares what is there with what was acknowledged, and goes on from it. Gives how many
/// saves arrived without having been answered.
async fn compare(address: &str, cookie: &str, ledger: &mut Ledger) -> Result<usize> {
    let mut line = Connection::open(address).await?;
    let sent = ledger.sent.take();
    let mut statements: BTreeSet<String> = ledger.acknowledged.keys().cloned().collect();
    statements.extend(sent.as_ref().map(|(statement, _)| statement.clone()));
    let mut unanswered = 0;
    for statement in statements {
        let path = format!("{ASSESSMENT}/seat/answers/statement/{statement}");
        let (status, _) = line.send(&get(address, &path, cookie)).await?;
        let there = match status {
            200 => saved(&line),
            404 => None,
            other => return Err(format!("{statement} is answered with {other}").into()),
        };
        let told = ledger.acknowledged.get(&statement);
        if there.as_ref() == told {
            continue;
        }
        match (&sent, there) {
            (Some((last, saved)), Some(there)) if *last == statement && *saved == there => {
                unanswered += 1;
                ledger.acknowledged.insert(statement, there);
            }
            (_, there) => {
                let what = format!("{statement}: {told:?} was acknowledged, {there:?} is there");
                return Err(what.into());
            }
        }
    }
    Ok(unanswered)
}

/// Runs a check of the program's own beside the server.
fn check(options: &Options, data: &Path, words: [&str; 2]) -> std::result::Result<(), String> {
    let mut command = Command::new(&options.gradus);
    command.args(words).arg("--data").arg(data);
    if let Some(url) = &options.database {
        command.args(["--database", url]);
    }
    let output = command.output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("gradus {}: {said}", words.join(" ")))
}
