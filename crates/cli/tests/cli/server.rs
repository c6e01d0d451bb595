//! A server that a test starts, asks and stops.

use crate::run::gradus;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a server may take for anything a test waits for.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server; it is ended with the value.
pub struct Server {
    child: Child,
    _out: BufReader<ChildStdout>,
    log: Arc<Mutex<String>>,
    /// Scheme, host and base.
    pub address: String,
    /// Lines on standard output before the one with the address.
    pub said_before: Vec<String>,
}

/// An answer of HTTP.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    head: String,
    /// Body as text.
    pub body: String,
}

impl Answer {
    /// A header.
    pub fn header(&self, name: &str) -> Option<String> {
        self.head.lines().find_map(|line| {
            let (own, value) = line.split_once(':')?;
            own.eq_ignore_ascii_case(name)
                .then(|| value.trim().to_owned())
        })
    }
}

impl Server {
    /// Starts on a free port.
    pub fn start(data: &Path, flags: &[&str]) -> Self {
        Self::start_with(data, flags, &[])
    }

    /// Starts with variables in its environment.
    pub fn start_with(data: &Path, flags: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = Command::new(gradus().get_program());
        command.arg("serve").arg("--data").arg(data);
        if !flags.contains(&"--listen") {
            command.args(["--listen", "127.0.0.1:0"]);
        }
        command.args(flags).envs(variables.iter().copied());
        Self::of(command)
    }

    /// Starts the demonstration, with a folder for temporary files.
    pub fn start_demo(temporary: &Path) -> Self {
        let mut command = Command::new(gradus().get_program());
        command.arg("demo").env("TMPDIR", temporary);
        Self::of(command)
    }

    fn of(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let log = Arc::new(Mutex::new(String::new()));
        let (errors, kept) = (child.stderr.take().expect("piped"), Arc::clone(&log));
        std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                let mut log = kept.lock().expect("nobody panics with it");
                *log += &format!("{line}\n");
            }
        });
        let mut out = BufReader::new(child.stdout.take().expect("piped"));
        let mut said_before = Vec::new();
        let address = loop {
            let mut line = String::new();
            let read = out.read_line(&mut line).expect("text");
            let line = line.trim_end().to_owned();
            if let Some(address) = line.strip_prefix("listening on ") {
                break Some(address.to_owned());
            }
            if read == 0 {
                break None;
            }
            said_before.push(line);
        };
        let mut server = Self {
            child,
            _out: out,
            log,
            address: String::new(),
            said_before,
        };
        server.address = address.unwrap_or_else(|| {
            let code = server.child.wait().ok().and_then(|status| status.code());
            let log = server.log.lock().map(|log| log.clone()).unwrap_or_default();
            unreachable!("it listens, and did not: {code:?}\n{log}")
        });
        server
    }

    /// Sends a head without its end, with the host added.
    pub fn ask(&self, head: &str) -> Answer {
        ask(&self.address, head)
    }

    /// The log, once it holds a text.
    pub fn log_until(&self, text: &str) -> String {
        let began = Instant::now();
        loop {
            let log = self.log.lock().expect("nobody panics with it").clone();
            if log.contains(text) || began.elapsed() > PATIENCE {
                return log;
            }
            std::thread::yield_now();
        }
    }

    /// Sends a signal.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args([name, &self.child.id().to_string()])
            .status();
        assert!(sent.is_ok_and(|status| status.success()));
    }

    /// Tells it to stop as service managers do, and waits; gives the exit code.
    pub fn end(&mut self) -> Option<i32> {
        self.signal("-TERM");
        self.child.wait().expect("it ends").code()
    }

    /// As [`Server::end`], for good.
    pub fn stop(mut self) -> Option<i32> {
        self.end()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.end();
        }
    }
}

/// Gets a path below an address.
pub fn get(address: &str, path: &str) -> Answer {
    let (_, base) = split(address);
    ask(address, &format!("GET {base}{path} HTTP/1.1\r\n"))
}

fn split(address: &str) -> (&str, &str) {
    let rest = address.strip_prefix("http://").expect("plain HTTP");
    let end = rest.find('/').unwrap_or(rest.len());
    rest.split_at(end)
}

/// Sends a head and reads the answer to its end.
pub fn ask(address: &str, head: &str) -> Answer {
    ask_with(address, head, "")
}

fn ask_with(address: &str, head: &str, body: &str) -> Answer {
    let (host, _) = split(address);
    let mut stream = TcpStream::connect(host).expect("it listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
    let request = format!("{head}Host: {host}\r\nConnection: close\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).expect("it is read");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    let status = head.split_whitespace().nth(1).expect("a status");
    Answer {
        status: status.parse().expect("a number"),
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

/// Posts JSON to a path of the API, with a token.
pub fn post(address: &str, token: &str, path: &str, body: &str) -> Answer {
    let (_, base) = split(address);
    let length = body.len();
    // The head is ended, and the connection closed, by who asks.
    let head = format!(
        "POST {base}/api/v1{path} HTTP/1.1\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n"
    );
    ask_with(address, &head, body)
}
