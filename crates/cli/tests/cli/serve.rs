//! The server as an operator meets it: first start, configuration, refusals, stopping.

use crate::run::{Folder, finish, gradus};
use crate::server::{Server, get};
use rustls::pki_types::CertificateDer;
use std::io::{Read as _, Write as _};
use std::sync::Arc;
use std::time::{Duration, Instant};

#[test]
fn the_first_start_prints_a_link_that_sets_the_instance_up_once() {
    let folder = Folder::new();
    let server = Server::start(&folder.path("data"), &[]);
    let link = server.said_before.iter().find_map(|line| {
        let start = line.find("http://")?;
        let link = line.get(start..)?.split_whitespace().next()?;
        link.contains("/setup/").then(|| link.to_owned())
    });
    let link = link.unwrap_or_else(|| panic!("no link: {:?}", server.said_before));
    assert!(link.starts_with(&server.address), "{link}");
    let path = link.trim_start_matches(&server.address).to_owned();
    assert_eq!(get(&server.address, &path).status, 200);
    server.stop();
    let again = Server::start(&folder.path("data"), &[]);
    assert!(again.said_before.concat().contains("/setup/"));
    assert_ne!(
        get(&again.address, &path).status,
        200,
        "the earlier link ended"
    );
}

#[test]
fn no_link_is_printed_once_somebody_has_an_account() {
    let folder = Folder::new();
    let data = folder.path("data");
    let mut command = gradus();
    command.args([
        "admin",
        "create-administrator",
        "--login",
        "ada",
        "--name",
        "Ada",
        "--data",
    ]);
    assert_eq!(finish(command.arg(&data)).code, 0);
    let server = Server::start(&data, &[]);
    assert_eq!(server.said_before, [""; 0]);
}

#[test]
#[cfg(unix)]
fn the_data_folder_and_the_key_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let data = folder.path("data");
    drop(Server::start(&data, &[]));
    let mode = |name: &str| {
        let found = std::fs::metadata(data.join(name)).expect("it is there");
        found.permissions().mode() & 0o777
    };
    assert_eq!(mode(""), 0o700);
    assert_eq!(mode("instance.key"), 0o600);
}

#[test]
fn a_server_that_is_told_to_stop_finishes_and_leaves_one_file() {
    let folder = Folder::new();
    let data = folder.path("data");
    let server = Server::start(&data, &[]);
    assert_eq!(get(&server.address, "/readyz").status, 200);
    let asked = Instant::now();
    let code = server.stop();
    assert_eq!(code, Some(0));
    assert!(
        asked.elapsed() < Duration::from_secs(10),
        "{:?}",
        asked.elapsed()
    );
    let left = std::fs::metadata(data.join("gradus.sqlite-wal"));
    assert!(left.is_err() || left.is_ok_and(|left| left.len() == 0));
}

#[test]
fn a_server_that_is_told_to_stop_as_soon_as_it_listens_ends_in_order() {
    let folder = Folder::new();
    for _ in 0..10 {
        let server = Server::start(&folder.path("data"), &[]);
        assert_eq!(server.stop(), Some(0));
    }
}

#[test]
fn figures_are_told_on_the_machine_and_not_through_a_proxy() {
    let folder = Folder::new();
    let server = Server::start(&folder.path("data"), &[]);
    assert_eq!(get(&server.address, "/healthz").body, "ok\n");
    let figures = get(&server.address, "/metrics");
    assert!(
        figures.body.contains("gradus_http_requests_total"),
        "{}",
        figures.body
    );
    let through = server.ask("GET /metrics HTTP/1.1\r\nX-Forwarded-For: 192.0.2.7\r\n");
    assert_eq!(through.status, 404);
}

#[test]
fn a_path_prefix_is_served_and_named_in_links() {
    let folder = Folder::new();
    let server = Server::start(&folder.path("data"), &["--base", "/gradus/"]);
    assert!(server.address.ends_with("/gradus"), "{}", server.address);
    assert_eq!(get(&server.address, "/readyz").status, 200);
    assert!(server.said_before.concat().contains("/gradus/setup/"));
    for home in ["", "/"] {
        let answer = get(&server.address, home);
        assert_eq!(answer.status, 303, "{home:?}");
        let to = answer.header("location");
        assert_eq!(
            to.as_deref(),
            Some("/gradus/sign-in?return_to=%2F"),
            "{home:?}"
        );
    }
    for outside in ["/", "/healthz", "/gradusx"] {
        let answer = server.ask(&format!("GET {outside} HTTP/1.1\r\n"));
        assert_eq!(answer.status, 404, "{outside}");
    }
}

#[test]
fn every_mistake_of_a_configuration_is_told_with_its_line() {
    let folder = Folder::new();
    let config = folder.file(
        "gradus.toml",
        "listn = \"127.0.0.1:0\"\n\nassessors = \"many\"\n",
    );
    let mut command = gradus();
    command.arg("serve").arg("--data").arg(folder.path("data"));
    let run = finish(command.arg("--config").arg(&config));
    assert_eq!(run.code, 3, "{run:?}");
    assert!(
        run.err.contains("gradus.toml:1:1: there is no key 'listn'"),
        "{}",
        run.err
    );
    assert!(run.err.contains("did you mean 'listen'?"), "{}", run.err);
    assert!(
        run.err.contains("gradus.toml:3:13: assessors: "),
        "{}",
        run.err
    );
    assert!(!folder.path("data").exists(), "nothing was begun");
}

#[test]
fn the_environment_wins_over_the_file_and_a_flag_over_both() {
    let folder = Folder::new();
    let data = folder.path("data");
    std::fs::create_dir(&data).expect("a folder");
    std::fs::write(
        data.join("gradus.toml"),
        "base = \"/file\"\nlisten = \"1.2.3.4:1\"\n",
    )
    .expect("it can be written");
    let by_variable = Server::start_with(&data, &[], &[("GRADUS_BASE", "/variable")]);
    assert!(
        by_variable.address.ends_with("/variable"),
        "{}",
        by_variable.address
    );
    drop(by_variable);
    let by_flag = Server::start_with(&data, &["--base", "/flag"], &[("GRADUS_BASE", "/variable")]);
    assert!(by_flag.address.ends_with("/flag"), "{}", by_flag.address);
}

#[test]
fn a_variable_with_a_wrong_value_is_refused_and_an_unknown_one_warned_of() {
    let folder = Folder::new();
    let mut command = gradus();
    command.arg("serve").arg("--data").arg(folder.path("data"));
    command
        .env("GRADUS_ASSESSORS", "many")
        .env("GRADUS_LISTN", "x");
    let run = finish(&mut command);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(
        run.err
            .contains("GRADUS_ASSESSORS: 'many' is no whole number"),
        "{}",
        run.err
    );
    let mut command = gradus();
    command
        .args(["admin", "accounts", "--data"])
        .arg(folder.path("none"));
    let run = finish(command.env("GRADUS_LISTN", "x"));
    assert!(
        run.err
            .contains("GRADUS_LISTN is set, and there is no such key"),
        "{}",
        run.err
    );
    assert!(run.err.contains("did you mean 'listen'?"), "{}", run.err);
}

#[test]
fn the_printed_configuration_can_be_used_as_it_is() {
    let folder = Folder::new();
    let printed = finish(gradus().args(["serve", "--print-config"]));
    assert_eq!(printed.code, 0, "{printed:?}");
    let config = folder.file("gradus.toml", &printed.out);
    let config = config.to_string_lossy().into_owned();
    let server = Server::start(&folder.path("data"), &["--config", &config]);
    assert_eq!(get(&server.address, "/readyz").status, 200);
}

fn refused(arguments: &[&str]) -> crate::run::Run {
    let folder = Folder::new();
    let mut command = gradus();
    command.arg("serve").arg("--data").arg(folder.path("data"));
    let run = finish(command.args(arguments).timeout(Duration::from_secs(60)));
    assert!(
        !folder.path("data").join("gradus.sqlite").exists(),
        "nothing was begun"
    );
    run
}

#[test]
fn plain_http_to_other_machines_is_refused_with_the_ways_out() {
    let run = refused(&["--listen", "0.0.0.0:0"]);
    assert_eq!(run.code, 2, "{run:?}");
    for way in ["--tls-cert", "127.0.0.1", "--insecure-lan"] {
        assert!(run.err.contains(way), "{}", run.err);
    }
    let folder = Folder::new();
    let flags = ["--listen", "0.0.0.0:0", "--insecure-lan"];
    let server = Server::start(&folder.path("data"), &flags);
    assert!(!server.address.contains("0.0.0.0"), "{}", server.address);
}

#[test]
fn a_proxy_does_not_make_plain_http_to_other_machines_safe() {
    assert_eq!(
        refused(&["--listen", "0.0.0.0:0", "--behind-proxy"]).code,
        2
    );
}

#[test]
fn addresses_and_paths_that_are_none_are_refused() {
    for arguments in [
        ["--listen", "8080"],
        ["--listen", "example.org:80"],
        ["--base", "gradus"],
        ["--base", "/a b"],
        ["--public-url", "gradus.northaven.example"],
        ["--log-level", "loud"],
        ["--log", "xml"],
        ["--tls-cert", "cert.pem"],
    ] {
        let run = refused(&arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
    }
}

#[test]
fn certificates_that_cannot_be_used_are_named() {
    let folder = Folder::new();
    let cert = folder
        .file("cert.pem", "nonsense")
        .to_string_lossy()
        .into_owned();
    let run = refused(&[
        "--tls-cert",
        &cert,
        "--tls-key",
        "missing.pem",
        "--listen",
        "0.0.0.0:0",
    ]);
    assert_eq!(run.code, 4, "{run:?}");
    assert!(
        run.err.contains("cert.pem") || run.err.contains("missing.pem"),
        "{}",
        run.err
    );
}

#[test]
fn a_port_that_is_taken_is_a_conflict_with_the_way_out() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let run = refused(&["--listen", &address]);
    assert_eq!(run.code, 5, "{run:?}");
    assert!(
        run.err.contains("is taken by another program"),
        "{}",
        run.err
    );
    assert!(run.err.contains("--listen"), "{}", run.err);
}

#[test]
fn a_database_that_does_not_answer_is_named_without_its_password() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = free.local_addr().expect("an address").port();
    drop(free);
    let url = format!("postgres://gradus:geheim@127.0.0.1:{port}/gradus");
    let run = refused(&["--listen", "127.0.0.1:0", "--database", &url]);
    assert_eq!(run.code, 6, "{run:?}");
    assert!(!run.err.contains("geheim"), "{}", run.err);
    assert!(
        run.err.contains("check that PostgreSQL runs"),
        "{}",
        run.err
    );
}

#[test]
fn a_database_of_a_newer_version_is_left_alone() {
    let folder = Folder::new();
    let data = folder.path("data");
    drop(Server::start(&data, &[]));
    let python = "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); \
                  c.execute('INSERT INTO migration (number) VALUES (999)'); c.commit()";
    let mut newer = std::process::Command::new("python3");
    let done = newer
        .arg("-c")
        .arg(python)
        .arg(data.join("gradus.sqlite"))
        .status();
    assert!(done.is_ok_and(|status| status.success()));
    let mut command = gradus();
    let run = finish(
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(&data),
    );
    assert_eq!(run.code, 5, "{run:?}");
    assert!(run.err.contains("newer version"), "{}", run.err);
}

#[test]
fn another_key_and_no_key_are_refused_and_the_right_one_is_taken_again() {
    let folder = Folder::new();
    let data = folder.path("data");
    drop(Server::start(&data, &[]));
    let key = data.join("instance.key");
    let right = std::fs::read(&key).expect("a key");
    let start = || {
        finish(
            gradus()
                .args(["serve", "--listen", "127.0.0.1:0", "--data"])
                .arg(&data),
        )
    };
    std::fs::remove_file(&key).expect("it can be removed");
    let run = start();
    assert_eq!(run.code, 4, "{run:?}");
    assert!(!key.exists(), "no other key is made");
    std::fs::write(&key, format!("gradus-instance-key/1 {}\n", "ab".repeat(32))).expect("written");
    let run = start();
    assert_eq!(run.code, 5, "{run:?}");
    assert!(run.err.contains("instance.key"), "{}", run.err);
    std::fs::write(&key, right).expect("written");
    drop(Server::start(&data, &[]));
}

#[test]
fn a_data_folder_that_is_a_file_is_refused() {
    let folder = Folder::new();
    let file = folder.file("data", "text");
    let run = finish(
        gradus()
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(&file),
    );
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("is no folder"), "{}", run.err);
}

#[test]
fn the_log_for_machines_is_json_with_the_request_and_what_the_answer_says() {
    let folder = Folder::new();
    let server = Server::start(&folder.path("data"), &["--log", "json"]);
    let answer = get(&server.address, "/healthz");
    let id = answer.header("x-request-id").expect("it has a name");
    let log = server.log_until(&id);
    let line = log.lines().find(|line| line.contains(&id)).expect("a line");
    let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
    assert_eq!(line["span"]["id"], serde_json::Value::from(id));
    assert_eq!(line["status"], 200);
}

#[test]
fn the_demonstration_prints_a_link_for_each_role_and_leaves_nothing() {
    let folder = Folder::new();
    let mut server = Server::start_demo(folder.path("").as_path());
    let said = server.said_before.join("\n");
    for role in [
        "administrator",
        "lead",
        "facilitator",
        "reviewer",
        "viewer",
        "assessor",
    ] {
        let line = server
            .said_before
            .iter()
            .find(|line| line.trim_start().starts_with(role));
        let line = line.unwrap_or_else(|| panic!("{role}: {said}"));
        let link = line.split_whitespace().nth(1).expect("a link");
        let path = link.trim_start_matches(&server.address);
        let status = get(&server.address, path).status;
        assert!([200, 303].contains(&status), "{role}: {path}: {status}");
    }
    assert!(
        !folder.names().is_empty(),
        "the folder is where TMPDIR says"
    );
    assert_eq!(server.end(), Some(0));
    assert_eq!(folder.names(), [""; 0], "nothing is left");
}

/// A certificate for this machine's own name, and its key, as files.
fn certificate(folder: &Folder, number: u32) -> (String, String, CertificateDer<'static>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("it is made");
    let write =
        |name: String, text: String| folder.file(&name, text).to_string_lossy().into_owned();
    let cert = write(format!("cert{number}.pem"), made.cert.pem());
    let key = write(format!("key{number}.pem"), made.signing_key.serialize_pem());
    (cert, key, made.cert.der().clone())
}

/// What a server of TLS answers to one request of a client that trusts one certificate.
fn get_by_tls(address: &str, trusted: &CertificateDer<'static>) -> Result<String, std::io::Error> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(trusted.clone()).expect("a certificate");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = "localhost".try_into().expect("a name");
    let client = rustls::ClientConnection::new(Arc::new(config), name).expect("a client");
    let host = address.trim_start_matches("https://");
    let mut stream = rustls::StreamOwned::new(client, std::net::TcpStream::connect(host)?);
    stream.write_all(b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut text = String::new();
    match stream.read_to_string(&mut text) {
        Err(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => Err(error),
        _ => Ok(text),
    }
}

#[test]
fn certificates_are_served_and_read_again_without_a_restart() {
    let folder = Folder::new();
    let (cert, key, first) = certificate(&folder, 1);
    let flags = ["--tls-cert", &cert, "--tls-key", &key, "--log", "json"];
    let server = Server::start(&folder.path("data"), &flags);
    assert!(
        server.address.starts_with("https://127.0.0.1:"),
        "{}",
        server.address
    );
    let answer = get_by_tls(&server.address, &first).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(
        answer
            .to_lowercase()
            .contains("strict-transport-security: "),
        "{answer}"
    );
    let (renewed_cert, renewed_key, renewed) = certificate(&folder, 2);
    assert!(get_by_tls(&server.address, &renewed).is_err());
    std::fs::rename(renewed_cert, &cert).expect("it is put in place");
    std::fs::rename(renewed_key, &key).expect("it is put in place");
    server.signal("-HUP");
    server.log_until("certificates were read again");
    assert!(get_by_tls(&server.address, &renewed).is_ok());
    std::fs::write(&cert, "broken").expect("it can be written");
    server.signal("-HUP");
    server.log_until("the certificates stay as they were");
    assert!(get_by_tls(&server.address, &renewed).is_ok());
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_key_that_is_not_the_certificates_is_refused() {
    let folder = Folder::new();
    let (cert, _, _) = certificate(&folder, 1);
    let (_, key, _) = certificate(&folder, 2);
    let run = refused(&[
        "--tls-cert",
        &cert,
        "--tls-key",
        &key,
        "--listen",
        "0.0.0.0:0",
    ]);
    assert_eq!(run.code, 4, "{run:?}");
}
