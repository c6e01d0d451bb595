//! How fast the server answers: saving ratings and reading pages at sixteen connections, the
//! reveal of a large assessment, sealing and verifying it, with the server's memory, its start,
//! and the disk's own speed beside it. Each figure stands beside its goal.
//!
//! ```sh
//! cargo xtask load
//! ```
//! It takes the program's path, `--seconds N` for each measurement, `--strict` to fail where a
//! goal is missed, and `--database URL` for a PostgreSQL database that is empty; without it the
//! server keeps its data in a file. The client runs on the same machine and takes its share of
//! the processors.

mod client;
#[path = "client/machine.rs"]
mod machine;
#[path = "client/ready.rs"]
mod ready;

use client::{Connection, Result, find, get, send, start};
use gradus_app::Location;
use machine::{fsyncs, memory};
use ready::{Ready, prepare};
use serde_json::{Value, json};
use std::error::Error;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// How many connections at once.
const CONNECTIONS: usize = 16;

struct Options {
    gradus: String,
    database: Option<String>,
    seconds: u64,
    strict: bool,
}

fn options() -> Result<Options> {
    let mut options = Options {
        gradus: "target/release/gradus".to_owned(),
        database: None,
        seconds: 5,
        strict: false,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} needs a value"));
        match word.as_str() {
            "--gradus" => options.gradus = value()?,
            "--database" => options.database = Some(value()?),
            "--seconds" => options.seconds = value()?.parse()?,
            "--strict" => options.strict = true,
            other => return Err(format!("unknown argument '{other}'").into()),
        }
    }
    Ok(options)
}

/// What is wanted of a figure.
#[derive(Clone, Copy)]
enum Goal {
    /// None.
    Open,
    /// At least so many a second, and a 99th in so many milliseconds.
    Rate(f64, f64),
    /// A 99th within so many milliseconds.
    Within(f64),
}

/// Prints figures beside their goals, and remembers which were missed.
#[derive(Default)]
struct Figures {
    missed: Vec<String>,
}

impl Figures {
    /// A figure that may be this much at most.
    fn at_most(&mut self, name: &str, figure: f64, unit: &str, goal: Option<f64>) {
        let goal = self.judge(
            name,
            goal.map(|most| (format!("{most:.0} {unit}"), figure <= most)),
        );
        println!("{name:<44} {figure:>8.0} {unit:<4} {goal}");
    }

    fn judge(&mut self, name: &str, goal: Option<(String, bool)>) -> String {
        match goal {
            None => String::new(),
            Some((goal, true)) => format!("goal {goal}: met"),
            Some((goal, false)) => {
                self.missed.push(name.to_owned());
                format!("goal {goal}: MISSED")
            }
        }
    }

    /// Runs `make(connection, number)` requests on so many connections for a while.
    async fn measure(
        &mut self,
        (name, goal, connections): (&str, Goal, usize),
        address: &str,
        seconds: u64,
        make: impl Fn(usize, usize) -> Vec<u8> + Clone + Send + 'static,
    ) -> Result<()> {
        let mut tasks = Vec::new();
        let until = Instant::now() + Duration::from_secs(seconds);
        for connection in 0..connections {
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
        let last = times.len().saturating_sub(1);
        let at = |share: usize| times.get((times.len() * share / 1000).min(last));
        let ms = |share| at(share).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
        #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
        let rate = times.len() as f64 / seconds as f64;
        let (p50, p99) = (ms(500), ms(990));
        let wanted = match goal {
            Goal::Open => None,
            Goal::Rate(least, most) => Some((
                format!("{least:.0}/s, p99 {most:.0} ms"),
                rate >= least && p99 <= most,
            )),
            Goal::Within(most) => Some((format!("p99 {most:.0} ms"), p99 <= most)),
        };
        if refused > 0 {
            self.missed.push(format!("{name}: {refused} refused"));
        }
        let goal = self.judge(name, wanted);
        println!(
            "{name:<44} {rate:>8.0}/s   p50 {p50:>7.2} ms   p99 {p99:>7.2} ms   refused {refused}   {goal}"
        );
        Ok(())
    }
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
    let ready = prepare(data.path(), &location, CONNECTIONS).await?;
    let (mut child, address, begun) =
        start(&options.gradus, options.database.as_deref(), data.path())?;
    let mut figures = Figures::default();
    let measured = all(&options, &ready, &child, (&address, begun), &mut figures).await;
    let measured = match measured {
        Ok(()) => large(&options, &ready, (&address, data.path()), &mut figures).await,
        failed => failed,
    };
    figures.at_most(
        "memory after everything",
        memory(&child, "VmRSS"),
        "MB",
        None,
    );
    figures.at_most("memory at its peak", memory(&child, "VmHWM"), "MB", None);
    child.kill()?;
    child.wait()?;
    measured?;
    if options.strict && !figures.missed.is_empty() {
        return Err(format!("missed: {}", figures.missed.join("; ")).into());
    }
    Ok(())
}

async fn all(
    options: &Options,
    ready: &Ready,
    child: &Child,
    (address, begun): (&str, Duration),
    figures: &mut Figures,
) -> Result<()> {
    let first = Instant::now();
    Connection::open(address)
        .await?
        .send(&get(address, "/readyz", ""))
        .await?;
    let answered = (begun + first.elapsed()).as_secs_f64() * 1000.0;
    figures.at_most("start to first answer", answered, "ms", Some(200.0));
    tokio::time::sleep(Duration::from_secs(1)).await;
    figures.at_most("memory idle", memory(child, "VmRSS"), "MB", Some(40.0));
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
    let what = ("save a rating (API)", Goal::Rate(2000.0, 30.0), CONNECTIONS);
    figures.measure(what, address, seconds, by_api).await?;
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
    let what = ("save a rating (page)", Goal::Open, CONNECTIONS);
    figures.measure(what, address, seconds, by_page).await?;
    let (to, assessors) = (address.to_owned(), ready.assessors.clone());
    let page = move |connection: usize, _| get(&to, rating, &assessors[connection].0);
    let what = ("read a rating page", Goal::Within(20.0), CONNECTIONS);
    figures.measure(what, address, seconds, page).await?;
    let (to, lead) = (address.to_owned(), ready.lead.clone());
    let results = move |_, _| get(&to, "/c/northaven/2026/results", &lead);
    let what = (
        "read the results, 38 assessors",
        Goal::Within(20.0),
        CONNECTIONS,
    );
    figures.measure(what, address, seconds, results).await?;
    let (now, most) = (memory(child, "VmRSS"), memory(child, "VmHWM"));
    figures.at_most("memory after load", now, "MB", Some(150.0));
    figures.at_most("memory under load, at its peak", most, "MB", Some(150.0));
    Ok(())
}

/// An assessment of two hundred people who rated every statement, after the reveal: reading
/// the reveal, making it final with its sealed document, and verifying that.
async fn large(
    options: &Options,
    ready: &Ready,
    (address, data): (&str, &Path),
    figures: &mut Figures,
) -> Result<()> {
    const HERE: &str = "/api/v1/cities/northaven/assessments/2019";
    let mut line = Connection::open(address).await?;
    let post = |path: &str, body: &str| {
        let kind = "application/json";
        send(address, "POST", path, &ready.lead, kind, "", body)
    };
    let file = crowd()?;
    let begun = Instant::now();
    let imported = line
        .send(&post("/api/v1/cities/northaven/import", &file))
        .await?;
    expect(&line, imported.0, 201)?;
    let took = begun.elapsed().as_secs_f64() * 1000.0;
    figures.at_most("import 200 assessors", took, "ms", None);
    let begun = Instant::now();
    let page = "/c/northaven/2019/reveal";
    let first = line.send(&get(address, page, &ready.lead)).await?;
    expect(&line, first.0, 200)?;
    let took = begun.elapsed().as_secs_f64() * 1000.0;
    figures.at_most("first look at the reveal, 200 assessors", took, "ms", None);
    for connections in [1, CONNECTIONS] {
        let name = format!("read the reveal, 200 assessors, {connections} conn.");
        let (to, lead) = (address.to_owned(), ready.lead.clone());
        let reveal = move |_, _| get(&to, page, &lead);
        let what = (&*name, Goal::Within(50.0), connections);
        figures
            .measure(what, address, options.seconds, reveal)
            .await?;
    }
    // The server has closed the connection that rested for so long.
    let mut line = Connection::open(address).await?;
    let begun = Instant::now();
    let sealed = line
        .send(&post(&format!("{HERE}/phase"), "{\"to\":\"final\"}"))
        .await?;
    expect(&line, sealed.0, 204)?;
    let took = begun.elapsed().as_secs_f64() * 1000.0;
    figures.at_most("seal 200 assessors", took, "ms", Some(2000.0));
    let document = line
        .send(&get(address, &format!("{HERE}/seals/1"), &ready.lead))
        .await?;
    expect(&line, document.0, 200)?;
    let end = find(&line.buffer, b"\r\n\r\n").ok_or("no body")? + 4;
    let sealed = data.join("sealed.json");
    std::fs::write(&sealed, &line.buffer[end..])?;
    let begun = Instant::now();
    let verified = Command::new(&options.gradus)
        .arg("verify")
        .arg(&sealed)
        .output()?;
    if !verified.status.success() {
        return Err(String::from_utf8_lossy(&verified.stderr).into());
    }
    let took = begun.elapsed().as_secs_f64() * 1000.0;
    figures.at_most("verify 200 assessors", took, "ms", Some(2000.0));
    Ok(())
}

fn expect(line: &Connection, status: u16, wanted: u16) -> Result<()> {
    if status == wanted {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&line.buffer);
    Err(format!("{wanted} was expected: {said}").into())
}

/// Two hundred people in eight groups, with an answer to every statement of the large model.
fn crowd() -> Result<String> {
    const PEOPLE: usize = 200;
    const GROUPS: usize = 8;
    let values = ["not", "partly", "largely", "fully"];
    let model = gradus_catalog::model::builtin::find_model("pas181-scmm", None)?.value;
    let mut ratings = Vec::new();
    for person in 0..PEOPLE {
        for (number, statement) in model.statements.iter().enumerate() {
            // Spread without dice, so that everybody measures the same.
            let value = values[(person * 7 + number * 13 + person * number) % values.len()];
            let id = &statement.id;
            ratings
                .push(json!({ "assessor": format!("a{person}"), "statement": id, "value": value }));
        }
    }
    let groups: Vec<Value> = (0..GROUPS)
        .map(|group| json!({ "id": format!("g{group}"), "name": format!("Group {group}") }))
        .collect();
    let assessors: Vec<Value> = (0..PEOPLE)
        .map(|person| {
            json!({ "id": format!("a{person}"), "group": format!("g{}", person % GROUPS) })
        })
        .collect();
    let file = json!({
        "format": "gradus-assessment/1", "model": "pas181-scmm", "city": { "name": "Northaven" },
        "cycle": { "name": "2019", "from": "2019-01-01", "to": "2019-12-31" },
        "phase": "consensus", "groups": groups, "assessors": assessors, "ratings": ratings,
    });
    Ok(file.to_string())
}
