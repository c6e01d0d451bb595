//! Archives and a registry for tests.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use flate2::Compression;
use flate2::write::GzEncoder;

pub(crate) use crate::integrity::integrity_of;

/// A gzipped tar with these paths, written byte for byte so that hostile ones are possible.
pub(crate) fn package_archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (path, bytes) in files {
        let mut header = header_for(path);
        header.set_size(u64::try_from(bytes.len()).expect("small"));
        header.set_cksum();
        builder.append(&header, *bytes).expect("in memory");
    }
    builder
        .into_inner()
        .expect("in memory")
        .finish()
        .expect("in memory")
}

/// A gzipped tar whose only entry is a symbolic link.
pub(crate) fn package_archive_with_link(path: &str, to: &str) -> Vec<u8> {
    let mut builder = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    let mut header = header_for(path);
    header.set_entry_type(tar::EntryType::Symlink);
    header.set_link_name(to).expect("short");
    header.set_size(0);
    header.set_cksum();
    builder.append(&header, &b""[..]).expect("in memory");
    builder
        .into_inner()
        .expect("in memory")
        .finish()
        .expect("in memory")
}

fn header_for(path: &str) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.as_mut_bytes()[..path.len()].copy_from_slice(path.as_bytes());
    header.set_mode(0o644);
    header
}

/// A registry on this machine that gives prepared answers, one per connection.
pub(crate) struct Registry {
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Registry {
    /// `None` closes the connection without an answer. After the last answer nobody listens.
    pub(crate) fn serving(answers: Vec<Option<Vec<u8>>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("bound").port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for answer in answers {
                let (mut stream, _) = listener.accept().expect("a connection");
                let mut buffer = [0; 4096];
                let length = stream.read(&mut buffer).expect("a request");
                let request = String::from_utf8_lossy(&buffer[..length]);
                let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
                seen.lock().expect("no test panics here").push(path);
                if let Some(body) = answer {
                    let length = body.len();
                    let head = format!(
                        "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
                    );
                    stream.write_all(head.as_bytes()).expect("written");
                    stream.write_all(&body).expect("written");
                }
            }
        });
        Self { port, requests }
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The paths asked for so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no test panics here").clone()
    }
}
