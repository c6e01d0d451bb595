//! A store of our own that speaks as much S3 as we use, for tests: objects by path, with the
//! shape of every signature looked at. It knows no condition on a write, as some do not.

use super::files;
use crate::serve::settings::{Settings, Where};
use gradus_app::{AppError, FileStore, StoreError};
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What the store holds, and the requests that it got.
#[derive(Default)]
struct Bucket {
    objects: BTreeMap<String, Vec<u8>>,
    requests: Vec<String>,
}

type Shared = Arc<Mutex<Bucket>>;

/// Answers one connection after another until the test ends.
fn open() -> (String, Shared) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let bucket = Shared::default();
    let shared = Arc::clone(&bucket);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let shared = Arc::clone(&shared);
            std::thread::spawn(move || while answer(&stream, &shared).is_some() {});
        }
    });
    (format!("http://{address}"), bucket)
}

fn answer(mut stream: &TcpStream, bucket: &Shared) -> Option<()> {
    let mut reader = BufReader::with_capacity(1, stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        lines.push(line.trim().to_owned());
    }
    let header = |name: &str| {
        lines.iter().find_map(|line| {
            let (own, value) = line.split_once(": ")?;
            own.eq_ignore_ascii_case(name).then_some(value)
        })
    };
    let length = header("content-length").map_or(0, |length| length.parse().unwrap_or(0));
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let mut words = lines.first()?.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut bucket = bucket.lock().ok()?;
    bucket.requests.push(format!("{method} {path}"));
    let signed = header("authorization").is_some_and(is_signed)
        && header("x-amz-content-sha256").is_some()
        && header("x-amz-date").is_some();
    let (status, found) = if !signed {
        ("403 Forbidden", Vec::new())
    } else if header("if-none-match").is_some() {
        ("501 Not Implemented", Vec::new())
    } else {
        match (&*method, bucket.objects.get(&path).cloned()) {
            ("PUT", _) => {
                bucket.objects.insert(path, body);
                ("200 OK", Vec::new())
            }
            // The list of keys to delete, as the client sends even one.
            ("POST", _) if path == "/evidence?delete" => {
                let list = String::from_utf8_lossy(&body).into_owned();
                let mut told = String::new();
                for part in list.split("<Key>").skip(1) {
                    let key = part.split("</Key>").next().unwrap_or_default();
                    bucket.objects.remove(&format!("/evidence/{key}"));
                    told += &format!("<Deleted><Key>{key}</Key></Deleted>");
                }
                let told = format!("<DeleteResult>{told}</DeleteResult>");
                ("200 OK", told.into_bytes())
            }
            ("GET" | "HEAD", Some(found)) => ("200 OK", found),
            ("GET" | "HEAD", None) => ("404 Not Found", Vec::new()),
            _ => ("405 Method Not Allowed", Vec::new()),
        }
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nETag: \"e\"\r\nLast-Modified: Sun, 01 Nov 2026 00:00:00 GMT\r\n\
         Content-Length: {}\r\n\r\n",
        found.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    if method != "HEAD" {
        stream.write_all(&found).ok()?;
    }
    Some(())
}

/// Whether a header has the shape of a signature of version 4, by the right key.
fn is_signed(value: &str) -> bool {
    let Some(rest) = value.strip_prefix("AWS4-HMAC-SHA256 Credential=gradus/") else {
        return false;
    };
    let parts: Vec<&str> = rest.split(", ").collect();
    let [scope, headers, signature] = &*parts else {
        return false;
    };
    let scope: Vec<&str> = scope.split('/').collect();
    matches!(&*scope, [day, "eu-central-1", "s3", "aws4_request"] if day.len() == 8)
        && headers.starts_with("SignedHeaders=")
        && headers.contains("host")
        && signature
            .strip_prefix("Signature=")
            .is_some_and(|hex| hex.len() == 64 && hex.chars().all(|c| c.is_ascii_hexdigit()))
}

fn store(folder: &tempfile::TempDir, endpoint: &str, id: &str) -> FileStore {
    let config = format!(
        "s3_bucket = \"evidence\"\ns3_region = \"eu-central-1\"\ns3_endpoint = \"{endpoint}\"\n\
         s3_allow_http = true\ns3_access_key_id = \"{id}\"\ns3_secret_access_key = \"secret\"\n\
         s3_prefix = \"northaven\"\n"
    );
    std::fs::write(folder.path().join("gradus.toml"), config).expect("it can be written");
    let place = Where {
        data: Some(folder.path().to_owned()),
        ..Where::default()
    };
    let settings = Settings::of_place(&place).expect("the settings are fine");
    files(&settings).expect("the bucket is set up")
}

#[tokio::test]
async fn a_file_is_kept_once_in_a_bucket_read_and_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (endpoint, bucket) = open();
    let files = store(&folder, &endpoint, "gradus");
    let content = &b"minutes of the council"[..];
    let mut kept = Vec::new();
    for _ in 0..2 {
        kept.push(files.keep(content.into()).await.expect("it is kept"));
    }
    let (sha256, again) = (&kept[0], &kept[1]);
    assert_eq!(sha256, again);
    let path = format!("/evidence/northaven/{}/{sha256}", &sha256[..2]);
    {
        let held = bucket.lock().expect("nobody panics with it");
        assert_eq!(held.objects.keys().collect::<Vec<_>>(), [&path]);
        let written = format!("PUT {path}");
        let written = held.requests.iter().filter(|request| **request == written);
        assert_eq!(written.count(), 1, "{:?}", held.requests);
    }
    assert_eq!(files.read(sha256).await.expect("it is there"), content);
    assert!(files.has(sha256).await.expect("the bucket answers"));
    files.remove(sha256).await.expect("it is removed");
    let gone = files.read(sha256).await;
    assert!(matches!(gone, Err(AppError::NotFound("file"))), "{gone:?}");
    assert!(!files.has(sha256).await.expect("the bucket answers"));
}

#[tokio::test]
async fn a_damaged_file_in_a_bucket_is_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let (endpoint, bucket) = open();
    let files = store(&folder, &endpoint, "gradus");
    let sha256 = files.keep("content".into()).await.expect("it is kept");
    let damage = || {
        let mut held = bucket.lock().expect("nobody panics with it");
        held.objects
            .values_mut()
            .for_each(|object| object.truncate(3));
    };
    damage();
    assert!(matches!(files.read(&sha256).await, Err(AppError::Fault(_))));
    files.keep("content".into()).await.expect("it is kept");
    assert_eq!(files.read(&sha256).await.expect("it is there"), "content");
}

#[tokio::test]
async fn a_bucket_that_refuses_our_key_is_said_to_be_read_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let (endpoint, _bucket) = open();
    let files = store(&folder, &endpoint, "somebody");
    let refused = files.keep("content".into()).await;
    assert!(
        matches!(refused, Err(AppError::Store(StoreError::ReadOnly))),
        "{refused:?}"
    );
}
