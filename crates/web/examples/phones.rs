//! How fast a workshop reaches two hundred phones: a facilitator's step, a single vote, and
//! all votes at once; with two processes on one PostgreSQL also what is left when one of them
//! is killed while people vote.
//!
//! ```sh
//! cargo xtask phones
//! ```
//! It takes the program's path, and `--database URL` for a PostgreSQL database that is empty.
//! The client runs on the same machine and takes its share of the processors.

mod client;
#[path = "client/machine.rs"]
mod machine;

use client::{Connection, Result, get, now, send, start};
use gradus_app::{Actor, App, FileStore, InstanceKey, Limits, Location, Setup, Store};
use machine::{fsyncs, memory};
use serde_json::Value;
use std::path::Path;
use std::process::Child;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const PHONES: usize = 200;
const STATEMENT: &str = "LE1.1";
const STEPS: usize = 20;
const VOTES: usize = 100;

struct Phone {
    cookie: String,
    csrf: String,
}

struct Ready {
    lead: Phone,
    phones: Vec<Phone>,
    app: App,
}

async fn prepare(data: &Path, location: &Location) -> Result<Ready> {
    let key = InstanceKey::open(&data.join("instance.key"))?;
    let app = App::new(Setup {
        store: Store::open(location).await?,
        files: FileStore::folder(&data.join("files"))?,
        key: key.clone(),
        limits: Limits::default(),
        clock: now,
    });
    let people = app.demo().await?;
    let lead = people.iter().find(|person| person.role == "lead");
    let lead = app
        .sign_in_by_link(&lead.ok_or("no lead")?.secret, "load")
        .await?;
    let named = |name: &str| key.secret_of("csrf", name);
    let actor = app.actor_of_session(&lead).await?;
    let lead = Phone {
        csrf: named(&actor.session.as_ref().ok_or("no session")?.id),
        cookie: lead,
    };
    let desk = app.assessment(&actor, "northaven", "2026").await?;
    let of = desk.facilitator()?;
    of.workshop_act(gradus_app::workshop::Act::Open, 0).await?;
    let code = of.desk().workshop().await?.ok_or("no workshop")?.row.code;
    let mut phones = Vec::new();
    for _ in 0..PHONES {
        let cookie = app.guest_join(&Actor::nobody(), &code, "load").await?;
        let own = app.actor_of_session(&cookie).await?;
        let csrf = named(&own.session.ok_or("no session")?.id);
        phones.push(Phone { cookie, csrf });
    }
    Ok(Ready { lead, phones, app })
}

/// What a phone heard: when, and what.
type Heard = Arc<Mutex<Vec<(Instant, Value)>>>;

/// Keeps a stream open on one of the addresses, and goes to the next when it ends.
async fn listen(addresses: Vec<String>, first: usize, path: String, heard: Heard) {
    let mut at = first;
    loop {
        let address = &addresses[at % addresses.len()];
        let _ = hear(address, &path, &heard).await;
        at += 1;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn hear(address: &str, path: &str, heard: &Heard) -> Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(&get(address, path, "")).await?;
    let mut text = Vec::new();
    loop {
        if stream.read_buf(&mut text).await? == 0 {
            return Ok(());
        }
        while let Some(end) = text.windows(2).position(|two| two == b"\n\n") {
            let part: Vec<u8> = text.drain(..end + 2).collect();
            let part = String::from_utf8_lossy(&part).into_owned();
            if let Some(at) = part.find("data: ") {
                let state = serde_json::from_str(part[at + 6..].trim())?;
                heard
                    .lock()
                    .map_err(|_| "a poisoned lock")?
                    .push((Instant::now(), state));
            }
        }
    }
}

struct Room {
    addresses: Vec<String>,
    code: String,
    ready: Ready,
    heard: Vec<Heard>,
}

impl Room {
    /// The workshop as the database has it.
    async fn now(&self) -> Result<gradus_app::workshop::Now> {
        let actor = self
            .ready
            .app
            .actor_of_session(&self.ready.lead.cookie)
            .await?;
        let desk = self
            .ready
            .app
            .assessment(&actor, "northaven", "2026")
            .await?;
        Ok(desk.workshop().await?.ok_or("no workshop")?)
    }

    async fn act(&self, address: &str, word: &str) -> Result<()> {
        let version = self.now().await?.row.version;
        let lead = &self.ready.lead;
        let body = format!("csrf={}&version={version}&statement={STATEMENT}", lead.csrf);
        let kind = "application/x-www-form-urlencoded";
        let path = format!("/c/northaven/2026/workshop/{word}");
        let request = send(address, "POST", &path, &lead.cookie, kind, "", &body);
        let (status, _) = Connection::open(address).await?.send(&request).await?;
        if status == 303 {
            return Ok(());
        }
        Err(format!("{word}: {status}").into())
    }

    fn ballot(&self, address: &str, phone: usize, round: i64, value: &str) -> Vec<u8> {
        let own = &self.ready.phones[phone];
        let body = format!("csrf={}&round={round}&value={value}", own.csrf);
        let kind = "application/x-www-form-urlencoded";
        let path = format!("/w/{}/vote", self.code);
        send(address, "POST", &path, &own.cookie, kind, "", &body)
    }

    /// Waits until every phone heard something since `begun`; gives how long each took.
    async fn reached(
        &self,
        begun: Instant,
        fits: impl Fn(&Value) -> bool,
    ) -> Result<Vec<Duration>> {
        let mut times = vec![None; self.heard.len()];
        let until = begun + Duration::from_secs(30);
        while times.contains(&None) {
            if Instant::now() > until {
                let missing = times.iter().filter(|time| time.is_none()).count();
                return Err(format!("{missing} phones heard nothing in 30 s").into());
            }
            for (time, heard) in times.iter_mut().zip(&self.heard) {
                if time.is_none() {
                    let heard = heard.lock().map_err(|_| "a poisoned lock")?;
                    let found = heard.iter().find(|(at, state)| *at >= begun && fits(state));
                    *time = found.map(|(at, _)| *at - begun);
                }
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Ok(times.into_iter().flatten().collect())
    }
}

fn tell(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: usize| times[(times.len() * share / 1000).min(times.len() - 1)];
    println!(
        "{name:<44} p50 {:>6.1} ms   p99 {:>6.1} ms   longest {:>6.1} ms   ({} samples)",
        at(500).as_secs_f64() * 1000.0,
        at(990).as_secs_f64() * 1000.0,
        at(1000).as_secs_f64() * 1000.0,
        times.len()
    );
}

async fn measure(room: &Room, servers: &mut [Child]) -> Result<()> {
    let first = room.addresses[0].clone();
    room.act(&first, "show").await?;
    let mut steps = Vec::new();
    for step in 0..STEPS {
        let (word, open) = if step % 2 == 0 {
            ("vote", true)
        } else {
            ("reveal", false)
        };
        let begun = Instant::now();
        room.act(&first, word).await?;
        steps.extend(room.reached(begun, |state| state["open"] == open).await?);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    tell("a step of the facilitator, on 200 phones", steps);

    room.act(&first, "vote").await?;
    let round = room.now().await?.round.ok_or("no round")?.number;
    let mut single = Vec::new();
    let mut lines = Vec::new();
    for phone in 0..PHONES {
        let address = &room.addresses[phone % room.addresses.len()];
        lines.push(Connection::open(address).await?);
    }
    for (phone, line) in lines.iter_mut().enumerate().take(VOTES) {
        let address = &room.addresses[phone % room.addresses.len()];
        let request = room.ballot(address, phone, round, "partly");
        let begun = Instant::now();
        line.send(&request).await?;
        let wanted = phone + 1;
        let reached = room.reached(begun, |state| {
            state["guests"].as_u64() >= Some(wanted as u64)
        });
        single.extend(reached.await?);
    }
    tell("a vote, on 200 phones", single);
    room.act(&first, "reveal").await?;

    room.act(&first, "vote").await?;
    let round = room.now().await?.round.ok_or("no round")?.number;
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for (phone, mut line) in lines.into_iter().enumerate() {
        let address = &room.addresses[phone % room.addresses.len()];
        let request = room.ballot(address, phone, round, "largely");
        tasks.push(tokio::spawn(async move {
            let begun = Instant::now();
            let (status, _) = line.send(&request).await?;
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>((status, begun.elapsed()))
        }));
    }
    let mut acknowledged = Vec::new();
    for task in tasks {
        let (status, took) = task.await??;
        assert_eq!(status, 303);
        acknowledged.push(took);
    }
    tell("200 votes at once, each acknowledged", acknowledged);
    let all = room
        .reached(begun, |state| state["guests"] == PHONES)
        .await?;
    tell("all 200 of them, on 200 phones", all);
    for server in servers.iter() {
        println!("memory: {:.0} MB", memory(server, "VmRSS"));
    }
    room.act(&first, "reveal").await?;
    if servers.len() > 1 {
        killed(room, &mut servers[0]).await?;
    }
    Ok(())
}

/// One process is killed while 200 people vote; who was not answered votes again at the other.
async fn killed(room: &Room, server: &mut Child) -> Result<()> {
    let other = room.addresses[1].clone();
    room.act(&other, "vote").await?;
    let round = room.now().await?.round.ok_or("no round")?.number;
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for phone in 0..PHONES {
        let ways: Vec<(String, Vec<u8>)> = [&room.addresses[phone % 2], &other]
            .map(|address| (address.clone(), room.ballot(address, phone, round, "fully")))
            .into();
        tasks.push(tokio::spawn(async move {
            // People do not all press in the same moment.
            tokio::time::sleep(Duration::from_millis(phone as u64 * 2)).await;
            for (tries, (address, request)) in ways.iter().enumerate() {
                let sent = async { Connection::open(address).await?.send(request).await };
                if let Ok((303, _)) = sent.await {
                    return Ok(tries);
                }
            }
            Err::<usize, Box<dyn std::error::Error + Send + Sync>>("a vote was not taken".into())
        }));
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    server.kill()?;
    let mut again = 0;
    for task in tasks {
        again += task.await??;
    }
    let all = room
        .reached(begun, |state| state["guests"] == PHONES)
        .await?;
    let kept = room.now().await?.cast.guests;
    println!("one process killed among 200 votes: {again} voted again, {kept} of {PHONES} kept");
    tell("all 200 phones know, from the first vote on", all);
    assert_eq!(kept, i64::try_from(PHONES)?);
    Ok(())
}

#[tokio::main]
async fn main() -> Result<()> {
    let (mut gradus, mut database) = ("target/release/gradus".to_owned(), None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next().ok_or(format!("{word} needs a value"))?;
        match word.as_str() {
            "--gradus" => gradus = value,
            "--database" => database = Some(value),
            other => return Err(format!("unknown argument '{other}'").into()),
        }
    }
    let data = tempfile::tempdir()?;
    let location = match &database {
        Some(url) => Location::Postgres(url.clone()),
        None => Location::File(data.path().join("gradus.sqlite")),
    };
    let ready = prepare(data.path(), &location).await?;
    let processes = if database.is_some() { 2 } else { 1 };
    let (mut servers, mut addresses) = (Vec::new(), Vec::new());
    for _ in 0..processes {
        let (server, address, _) = start(&gradus, database.as_deref(), data.path())?;
        servers.push(server);
        addresses.push(address);
    }
    let (middle, slow) = fsyncs(data.path())?;
    println!("fsync of 4 kB: p50 {middle:.2} ms, p99 {slow:.2} ms");
    println!("{PHONES} phones, {processes} process(es)");
    let mut room = Room {
        addresses,
        code: String::new(),
        ready,
        heard: Vec::new(),
    };
    room.code = room.now().await?.row.code;
    for phone in 0..PHONES {
        let heard = Heard::default();
        room.heard.push(Arc::clone(&heard));
        let path = format!("/w/{}/events", room.code);
        tokio::spawn(listen(room.addresses.clone(), phone, path, heard));
    }
    room.reached(Instant::now() - Duration::from_secs(1), |_| true)
        .await?;
    let measured = measure(&room, &mut servers).await;
    for server in &mut servers {
        drop(server.kill());
        server.wait()?;
    }
    measured
}
