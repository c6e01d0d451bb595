//! A client that counts milliseconds: what the measurements share.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

#[expect(
    clippy::disallowed_methods,
    reason = "a measurement has a clock of its own"
)]
pub fn now() -> time::OffsetDateTime {
    time::OffsetDateTime::now_utc()
}

/// Starts a server on a free port; gives it, its address, and how long that took.
pub fn start(
    gradus: &str,
    database: Option<&str>,
    data: &Path,
) -> Result<(Child, String, Duration)> {
    let begun = Instant::now();
    let mut command = Command::new(gradus);
    command
        .arg("serve")
        .arg("--data")
        .arg(data)
        .args(["--listen", "127.0.0.1:0"])
        // One session stands for many people here.
        .env("GRADUS_REQUESTS_PER_MINUTE", "1000000");
    if let Some(url) = database {
        command.args(["--database", url]);
    }
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let out = child.stdout.take().ok_or("no output")?;
    for line in BufReader::new(out).lines() {
        let line = line?;
        if let Some(at) = line.find("http://") {
            let address = line[at + 7..].trim_end_matches('/').to_owned();
            return Ok((child, address, begun.elapsed()));
        }
    }
    Err("the server ended before it listened".into())
}

/// One connection that is kept open.
pub struct Connection {
    pub stream: TcpStream,
    /// The last answer, with its head.
    pub buffer: Vec<u8>,
}

impl Connection {
    pub async fn open(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a request and reads its whole answer; gives the status and the bytes read.
    pub async fn send(&mut self, request: &[u8]) -> Result<(u16, usize)> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        loop {
            self.more().await?;
            let Some(end) = find(&self.buffer, b"\r\n\r\n") else {
                continue;
            };
            let head = std::str::from_utf8(&self.buffer[..end])?.to_ascii_lowercase();
            let status = head.get(9..12).ok_or("no status")?.parse()?;
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"));
            match length {
                Some(length) => {
                    let whole = end + 4 + length.trim().parse::<usize>()?;
                    while self.buffer.len() < whole {
                        self.more().await?;
                    }
                }
                None if head.contains("transfer-encoding: chunked") => {
                    while !self.buffer.ends_with(b"0\r\n\r\n") {
                        self.more().await?;
                    }
                }
                None => {}
            }
            return Ok((status, self.buffer.len()));
        }
    }

    /// Reads on; an answer that breaks off is a failure.
    async fn more(&mut self) -> Result<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err("the server closed the connection".into()),
            _ => Ok(()),
        }
    }
}

pub fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

pub fn get(address: &str, path: &str, cookie: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nCookie: gradus-session={cookie}\r\n\r\n")
        .into_bytes()
}

pub fn send(
    address: &str,
    method: &str,
    path: &str,
    cookie: &str,
    kind: &str,
    more: &str,
    body: &str,
) -> Vec<u8> {
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nCookie: gradus-session={cookie}\r\n\
         Content-Type: {kind}\r\n{more}Content-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}
