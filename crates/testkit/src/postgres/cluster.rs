//! A PostgreSQL server of our own in a temporary folder, gone when this process is.
//!
//! `cargo xtask test` reads this file too, so it uses the standard library alone.

use std::env;
use std::fs;
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// Programs that have to lie in one folder.
const PROGRAMS: [&str; 4] = ["initdb", "pg_ctl", "postgres", "psql"];

/// What to say where they do not.
pub const MISSING: &str = "PostgreSQL is not here: no folder has initdb, pg_ctl, postgres and psql; \
                           install it (Debian: apt-get install postgresql) or run cargo xtask test";

/// Who the server may run as when we are root, which it refuses to be.
const USERS: [&str; 2] = ["postgres", "nobody"];

/// Name of the server's administrator and of the database to begin in.
const ADMINISTRATOR: &str = "gradus";

/// Attempts to find a free port; another program may take one between our looking and
/// the server's start.
const ATTEMPTS: u32 = 5;

/// The folder of PostgreSQL's programs: on the search path, else where Debian and others put
/// it, newest version first.
pub fn programs() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    // What lies on the path may be a link to one program of several.
    let on_path = env::split_paths(&path)
        .filter_map(|folder| folder.join(PROGRAMS[0]).canonicalize().ok())
        .filter_map(|program| program.parent().map(Path::to_owned));
    let mut packaged: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    packaged.sort();
    on_path
        .chain(packaged.into_iter().rev().map(|(_, folder)| folder))
        .find(|folder| PROGRAMS.iter().all(|name| folder.join(name).is_file()))
}

/// A server. Dropping it stops it and removes its folder; so does the end of this process,
/// whatever its reason.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    user: Option<String>,
    watch: Child,
}

impl Cluster {
    /// Makes a cluster and starts it.
    ///
    /// # Errors
    /// [`MISSING`], or what the programs said.
    pub fn start() -> Result<Self, String> {
        let programs = programs().ok_or_else(|| MISSING.to_owned())?;
        let user = if is_root() {
            Some(unprivileged_user()?)
        } else {
            None
        };
        let folder = new_folder(user.as_deref())?;
        let watch = watch(&programs, &folder, user.as_deref())?;
        let mut cluster = Self {
            programs,
            folder,
            port: 0,
            user,
            watch,
        };
        cluster.make()?;
        let mut attempt = 1;
        loop {
            cluster.port = free_port()?;
            match cluster.resume() {
                Ok(()) => return Ok(cluster),
                Err(error) if attempt == ATTEMPTS => return Err(error),
                Err(_) => attempt += 1,
            }
        }
    }

    /// The address of one of its databases; `gradus` is there from the start.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        let port = self.port;
        format!("postgres://{ADMINISTRATOR}@127.0.0.1:{port}/{database}")
    }

    /// Starts it again, at the same address.
    ///
    /// # Errors
    /// What the server said.
    pub fn resume(&self) -> Result<(), String> {
        // fsync is left on: that what was acknowledged survives is among what is tested.
        let options = format!(
            "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories= \
             -c max_connections=300 -c shared_buffers=64MB",
            self.port
        );
        let log = self.folder.join("log");
        let mut command = self.program("pg_ctl");
        command.arg("start").args(["-s", "-w", "-t", "60"]);
        command.arg("-D").arg(self.data()).arg("-l").arg(&log);
        command.arg("-o").arg(options);
        run(&mut command).map_err(|error| {
            let log = fs::read_to_string(&log).unwrap_or_default();
            format!("{error}\n{log}")
        })
    }

    /// Stops it at once, as a loss of power would: what it had not written is lost, and its
    /// next start recovers.
    ///
    /// # Errors
    /// What `pg_ctl` said.
    pub fn crash(&self) -> Result<(), String> {
        self.stop("immediate")
    }

    /// Shuts it down as an operator would, ending all connections.
    ///
    /// # Errors
    /// What `pg_ctl` said.
    pub fn shut_down(&self) -> Result<(), String> {
        self.stop("fast")
    }

    fn stop(&self, mode: &str) -> Result<(), String> {
        let mut command = self.program("pg_ctl");
        command.arg("stop").args(["-s", "-w", "-m", mode]);
        command.arg("-D").arg(self.data());
        run(&mut command)
    }

    fn make(&self) -> Result<(), String> {
        let mut command = self.program("initdb");
        command.arg("-D").arg(self.data());
        command.args([
            "-U",
            ADMINISTRATOR,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]);
        // Sorts as people do, not as bytes do: an order that a query leaves to the
        // database shows up as a difference to SQLite.
        command.args([
            "--locale=C.UTF-8",
            "--locale-provider=icu",
            "--icu-locale=de",
        ]);
        run(&mut command)?;
        let mut command = self.program("postgres");
        command
            .args(["--single", "-D"])
            .arg(self.data())
            .arg("postgres");
        command.stdin(Stdio::piped());
        let sql = format!("CREATE DATABASE {ADMINISTRATOR};\n");
        feed(&mut command, &sql)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn program(&self, name: &str) -> Command {
        let mut command = as_user(self.user.as_deref(), &self.programs.join(name));
        command.current_dir(&self.folder).env("LC_ALL", "C");
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The pipe's end is the watchdog's sign to stop the server and clean up.
        drop(self.watch.stdin.take());
        let _ = self.watch.wait();
    }
}

/// Runs statements in a database, through `psql`.
///
/// # Errors
/// [`MISSING`], or what the server said.
pub fn run_sql(url: &str, sql: &str) -> Result<String, String> {
    let programs = programs().ok_or_else(|| MISSING.to_owned())?;
    let mut command = Command::new(programs.join("psql"));
    command.args([
        "-X",
        "-q",
        "-A",
        "-t",
        "-v",
        "ON_ERROR_STOP=1",
        "-d",
        url,
        "-c",
        sql,
    ]);
    let output = output(&mut command)?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A process that waits for the end of a pipe that only we hold, then stops the server and
/// removes its folder: this works after a panic and after `kill -9` too.
fn watch(programs: &Path, folder: &Path, user: Option<&str>) -> Result<Child, String> {
    let script = r#"trap '' INT TERM HUP
cat >/dev/null
"$0/pg_ctl" stop -s -m immediate -D "$1/data"
rm -rf "$1""#;
    let mut command = as_user(user, Path::new("sh"));
    command.arg("-c").arg(script).arg(programs).arg(folder);
    command.current_dir("/").stdin(Stdio::piped());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    // A group of its own: what ends the tests from the keyboard is not meant for it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
        .spawn()
        .map_err(|error| format!("the watchdog of PostgreSQL cannot be started: {error}"))
}

fn new_folder(user: Option<&str>) -> Result<PathBuf, String> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("gradus-postgres-{}-{number}", std::process::id());
    let folder = env::temp_dir().join(name);
    let wrong = |error: io::Error| format!("{} cannot be made: {error}", folder.display());
    if folder.exists() {
        // Left by a process of the same number whose watchdog died with the machine.
        fs::remove_dir_all(&folder).map_err(wrong)?;
    }
    fs::create_dir(&folder).map_err(wrong)?;
    if let Some(user) = user {
        run(Command::new("chown").arg(user).arg(&folder))?;
    }
    Ok(folder)
}

fn free_port() -> Result<u16, String> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("no port is free: {error}"))
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn unprivileged_user() -> Result<String, String> {
    let exists = |user: &&str| {
        let id = Command::new("id").args(["-u", *user]).output();
        id.is_ok_and(|output| output.status.success())
    };
    let user = USERS.iter().copied().find(exists);
    user.map(str::to_owned).ok_or_else(|| {
        "PostgreSQL refuses to run as root, and there is no user postgres or nobody".to_owned()
    })
}

/// The program, as this user where one is named.
fn as_user(user: Option<&str>, program: &Path) -> Command {
    let Some(user) = user else {
        return Command::new(program);
    };
    let mut command = Command::new("setpriv");
    command.arg(format!("--reuid={user}")).arg("--clear-groups");
    command.arg("--").arg(program);
    command
}

fn run(command: &mut Command) -> Result<(), String> {
    output(command).map(drop)
}

fn output(command: &mut Command) -> Result<Output, String> {
    command.stdin(Stdio::null());
    let output = command.output();
    judge(command, output)
}

fn feed(command: &mut Command, input: &str) -> Result<(), String> {
    let fed = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .and_then(|mut child| {
            if let Some(mut pipe) = child.stdin.take() {
                io::Write::write_all(&mut pipe, input.as_bytes())?;
            }
            child.wait_with_output()
        });
    judge(command, fed).map(drop)
}

fn judge(command: &Command, output: io::Result<Output>) -> Result<Output, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = output.map_err(|error| format!("{name} cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let arguments: Vec<_> = command
        .get_args()
        .map(|word| word.to_string_lossy())
        .collect();
    Err(format!(
        "{name} {}: {}\n{said}",
        arguments.join(" "),
        output.status
    ))
}
