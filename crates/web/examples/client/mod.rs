//! A client that counts milliseconds: what the measurements share.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};
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

/// Memory of a process, in MB.
pub fn memory(child: &Child) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("VmRSS:"));
    let kb: Option<f64> = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
    kb.unwrap_or(0.0) / 1024.0
}

/// One connection that is kept open.
pub struct Connection {
    pub stream: TcpStream,
    buffer: Vec<u8>,
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
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the server closed the connection".into());
            }
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
                        self.stream.read_buf(&mut self.buffer).await?;
                    }
                }
                None if head.contains("transfer-encoding: chunked") => {
                    while !self.buffer.ends_with(b"0\r\n\r\n") {
                        self.stream.read_buf(&mut self.buffer).await?;
                    }
                }
                None => {}
            }
            return Ok((status, self.buffer.len()));
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

/// The time that the disk takes to make 4 kB durable, in milliseconds: middle and 99th of 100.
pub fn fsyncs(folder: &Path) -> Result<(f64, f64)> {
    let mut file = File::create(folder.join("fsync"))?;
    file.write_all(&vec![1; 1 << 20])?;
    file.sync_all()?;
    let mut times = Vec::new();
    for page in 0..200 {
        let begun = Instant::now();
        file.seek(SeekFrom::Start(page * 4096))?;
        file.write_all(&[2; 4096])?;
        file.sync_data()?;
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    Ok((times[100], times[198]))
}
