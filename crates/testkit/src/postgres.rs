//! PostgreSQL for tests: a fresh database each, on one server of our own.
//!
//! The server is the one that `GRADUS_TEST_POSTGRES` names, as the address of a database in
//! which databases may be created; `cargo xtask test` sets it, because under nextest every
//! test is a process of its own. Without it the first test of a process starts one.

pub mod cluster;

use cluster::{Cluster, run_sql};
use std::env;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The address of the server that all tests share.
pub const SERVER: &str = "GRADUS_TEST_POSTGRES";

/// An empty database of a test's own, removed when dropped.
pub struct Database {
    server: String,
    name: String,
}

impl Database {
    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        of_database(&self.server, &self.name)
    }

    /// Runs statements in it, past the program; gives what they print.
    ///
    /// # Panics
    /// When the server refuses.
    #[expect(clippy::panic, reason = "this runs in tests only, and shall fail them")]
    pub fn run(&self, sql: &str) -> String {
        run_sql(&self.url(), sql).unwrap_or_else(|error| panic!("{error}"))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // A server that is gone has no database to be removed.
        let _ = run_sql(&self.server, &sql);
    }
}

/// A fresh database on the server that all tests share.
///
/// # Panics
/// When PostgreSQL is not installed, or refuses: no test that needs it is skipped.
#[must_use]
pub fn database() -> Database {
    database_on(server())
}

/// A fresh database on the server of this address.
///
/// # Panics
/// When the server refuses.
#[must_use]
#[expect(clippy::panic, reason = "this runs in tests only, and shall fail them")]
pub fn database_on(server: &str) -> Database {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("gradus_{}_{number}", std::process::id());
    // A server that lasts may have one that was left by a process of the same number.
    let cleared = run_sql(
        server,
        &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
    );
    let made = cleared.and_then(|_| run_sql(server, &format!("CREATE DATABASE {name}")));
    made.unwrap_or_else(|error| panic!("no database can be made on {server}: {error}"));
    Database {
        server: server.to_owned(),
        name,
    }
}

/// A server of a test's own, for those that stop it.
///
/// # Panics
/// When PostgreSQL is not installed, or does not start.
#[must_use]
#[expect(clippy::panic, reason = "this runs in tests only, and shall fail them")]
pub fn own_cluster() -> Cluster {
    Cluster::start().unwrap_or_else(|error| panic!("{error}"))
}

/// The address of the server that all tests share.
fn server() -> &'static str {
    static OWN: OnceLock<Cluster> = OnceLock::new();
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| match env::var(SERVER) {
        Ok(address) if !address.is_empty() => address,
        _ => OWN.get_or_init(own_cluster).url("gradus"),
    })
}

/// The address with another database in it.
fn of_database(address: &str, database: &str) -> String {
    let (place, query) = match address.split_once('?') {
        Some((place, query)) => (place, format!("?{query}")),
        None => (address, String::new()),
    };
    let start = place.find("://").map_or(0, |at| at + 3);
    let end = place[start..]
        .find('/')
        .map_or(place.len(), |at| start + at);
    format!("{}/{database}{query}", &place[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    #[test]
    fn an_address_is_pointed_to_another_database() {
        for (address, other) in [
            ("postgres://a:b@h:5/x", "postgres://a:b@h:5/new"),
            ("postgres://a@h", "postgres://a@h/new"),
            ("postgres://h/x?sslmode=off", "postgres://h/new?sslmode=off"),
            ("postgres:///x?host=/run", "postgres:///new?host=/run"),
        ] {
            assert_eq!(of_database(address, "new"), other);
        }
    }

    #[test]
    fn databases_are_apart_and_go_when_dropped() {
        let (one, other) = (database(), database());
        one.run("CREATE TABLE t (n INT); INSERT INTO t VALUES (7)");
        assert_eq!(one.run("SELECT n FROM t"), "7");
        let tables = "SELECT COUNT(*) FROM pg_tables WHERE tablename = 't'";
        assert_eq!(other.run(tables), "0");
        let name = one.name.clone();
        drop(one);
        let there = format!("SELECT COUNT(*) FROM pg_database WHERE datname = '{name}'");
        assert_eq!(other.run(&there), "0");
    }

    #[test]
    fn what_was_committed_before_a_crash_is_there_after_it() {
        let cluster = own_cluster();
        let database = database_on(&cluster.url("gradus"));
        database.run("CREATE TABLE t (n INT); INSERT INTO t VALUES (7)");
        cluster.crash().unwrap();
        assert!(run_sql(&database.url(), "SELECT 1").is_err());
        cluster.resume().unwrap();
        assert_eq!(database.run("SELECT n FROM t"), "7");
        assert_eq!(database.run("SHOW fsync"), "on");
    }

    /// Runs twice: as the test, and as the process that the test kills.
    #[test]
    fn a_server_ends_with_its_process_even_when_that_is_killed() {
        const ROLE: &str = "GRADUS_TEST_CLUSTER_OWNER";
        if env::var_os(ROLE).is_some() {
            let cluster = own_cluster();
            println!("ready {}", cluster.url("gradus"));
            std::thread::sleep(Duration::from_secs(60));
            return;
        }
        let name = "postgres::tests::a_server_ends_with_its_process_even_when_that_is_killed";
        let mut owner = Command::new(env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(ROLE, "1")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = std::io::BufReader::new(owner.stdout.take().unwrap());
        let address = std::io::BufRead::lines(lines)
            .map_while(Result::ok)
            .find_map(|line| Some(line.split_once("ready ")?.1.to_owned()))
            .unwrap();
        assert_eq!(run_sql(&address, "SELECT 1").as_deref(), Ok("1"));
        owner.kill().unwrap();
        owner.wait().unwrap();

        let folder = env::temp_dir().join(format!("gradus-postgres-{}-0", owner.id()));
        let begun = Instant::now();
        while folder.exists() {
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "{folder:?} stays"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(run_sql(&address, "SELECT 1").is_err());
    }
}
