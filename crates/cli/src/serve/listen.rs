//! Listening: the port, certificates, and ending without breaking off an answer.

use crate::failure::Failure;
use crate::serve::settings::Settings;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use gradus_app::App;
use gradus_web::server::service;
use gradus_web::state::Web;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How long requests that were begun may take once the server is told to stop.
const FINISH: Duration = Duration::from_secs(8);
/// How long a browser may take to send the head of its request.
const HEAD: Duration = Duration::from_secs(15);

/// Takes the port.
///
/// # Errors
/// When it is taken, not allowed, or not an address of this machine.
pub fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    let listener = TcpListener::bind(address).map_err(|error| refused(address, error))?;
    let prepared = listener.set_nonblocking(true);
    prepared.map_err(|error| Failure::machine(format!("{address} cannot be used"), error))?;
    Ok(listener)
}

fn refused(address: SocketAddr, error: std::io::Error) -> Failure {
    match error.kind() {
        ErrorKind::AddrInUse => Failure::Conflict {
            message: format!("port {} is taken by another program", address.port()),
            hint: Some(format!(
                "end that program, or choose another port with --listen {}",
                SocketAddr::new(address.ip(), address.port().wrapping_add(1).max(1024))
            )),
        },
        ErrorKind::PermissionDenied => Failure::NotFound {
            message: format!("port {} may not be used by this user", address.port()),
            hint: Some(
                "choose a port from 1024 on with a proxy in front, or give the service \
                 AmbientCapabilities=CAP_NET_BIND_SERVICE"
                    .to_owned(),
            ),
        },
        ErrorKind::AddrNotAvailable => Failure::usage(
            format!("{} is no address of this machine", address.ip()),
            Some("listen on 127.0.0.1, on 0.0.0.0, or on an address that the machine has"),
        ),
        _ => Failure::machine(format!("{address} cannot be listened on"), error),
    }
}

/// Host and port under which other programs reach an address that is listened on.
#[must_use]
pub fn reachable(address: SocketAddr) -> String {
    let ip = if address.ip().is_unspecified() {
        own_address(address.ip()).unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
    } else {
        address.ip()
    };
    SocketAddr::new(ip, address.port()).to_string()
}

/// The address by which this machine would reach others. Nothing is sent: connecting a UDP
/// socket only looks the route up. The addresses asked about are for documentation
/// (RFC 5737, RFC 3849).
fn own_address(ip: IpAddr) -> Option<IpAddr> {
    let (from, to) = match ip {
        IpAddr::V4(_) => (
            IpAddr::V4(Ipv4Addr::UNSPECIFIED),
            IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)),
        ),
        IpAddr::V6(_) => (
            IpAddr::V6(Ipv6Addr::UNSPECIFIED),
            IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)),
        ),
    };
    let socket = UdpSocket::bind((from, 0)).ok()?;
    socket.connect((to, 9)).ok()?;
    socket.local_addr().ok().map(|address| address.ip())
}

/// Certificate chain and key for TLS 1.2 and 1.3.
///
/// # Errors
/// When a file cannot be read, or the two do not go together.
pub fn certificates(chain: &Path, key: &Path) -> Result<ServerConfig, Failure> {
    let unfit = |path: &Path, what: &str, error: &dyn std::fmt::Display| Failure::NotFound {
        message: format!("{} cannot be used as {what}: {error}", path.display()),
        hint: Some(
            "both files are PEM; the chain begins with the server's own certificate".to_owned(),
        ),
    };
    let certificates: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(chain)
        .and_then(Iterator::collect)
        .map_err(|error| unfit(chain, "certificate chain", &error))?;
    let private =
        PrivateKeyDer::from_pem_file(key).map_err(|error| unfit(key, "private key", &error))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| {
            builder
                .with_no_client_auth()
                .with_single_cert(certificates, private)
        })
        .map_err(|error| unfit(chain, "certificate of the key beside it", &error))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// Serves until the program is told to stop; then finishes what was begun.
///
/// # Errors
/// When the certificates cannot be used or the listener breaks.
pub async fn serve(
    listener: TcpListener,
    signals: Signals,
    settings: &Settings,
    web: &Web,
) -> Result<(), Failure> {
    let broken = |error| Failure::machine("the listener broke", error);
    let handle = Handle::new();
    let app = web.app.clone();
    tokio::spawn(stop(handle.clone(), signals, settings.tls().is_some(), app));
    let app = service(web).into_make_service_with_connect_info::<SocketAddr>();
    let Some((chain, key)) = settings.tls() else {
        let server = axum_server::from_tcp(listener).map_err(broken)?;
        let mut server = server.http1_only().handle(handle);
        patience(server.http_builder());
        return server.serve(app).await.map_err(broken);
    };
    let config = RustlsConfig::from_config(Arc::new(certificates(chain, key)?));
    tokio::spawn(reload(config.clone(), chain.to_owned(), key.to_owned()));
    let server = axum_server::from_tcp_rustls(listener, config).map_err(broken)?;
    let mut server = server.http1_only().handle(handle);
    patience(server.http_builder());
    server.serve(app).await.map_err(broken)
}

/// HTTP/1.1 alone is spoken: it names the host in a header, which links are made of.
fn patience(builder: &mut Builder<TokioExecutor>) {
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD);
}

async fn stop(handle: Handle<SocketAddr>, mut signals: Signals, has_certificates: bool, app: App) {
    signals.told_to_stop(has_certificates).await;
    tracing::info!("stopping; requests that were begun are finished");
    // Streams of workshops would never end by themselves.
    app.hush();
    handle.graceful_shutdown(Some(FINISH));
    signals.told_to_stop(has_certificates).await;
    tracing::warn!("told again; stopping at once");
    handle.shutdown();
}

/// The signals by which a server is told to stop. From the moment they are taken on, one that
/// comes early waits until it is asked for.
#[cfg(unix)]
pub struct Signals {
    end: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
    hangup: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    /// Takes the signals on.
    ///
    /// # Errors
    /// When the system does not let us.
    pub fn take() -> Result<Self, Failure> {
        use tokio::signal::unix::{SignalKind, signal};
        let taken = || {
            Ok(Self {
                end: signal(SignalKind::terminate())?,
                interrupt: signal(SignalKind::interrupt())?,
                hangup: signal(SignalKind::hangup())?,
            })
        };
        taken().map_err(|error: std::io::Error| Failure::machine("signals cannot be taken", error))
    }

    /// Waits for Ctrl-C, for the signal that service managers send, and, where that does not
    /// stand for renewed certificates, for the end of the terminal.
    async fn told_to_stop(&mut self, has_certificates: bool) {
        tokio::select! {
            _ = self.end.recv() => {}
            _ = self.interrupt.recv() => {}
            _ = self.hangup.recv(), if !has_certificates => {}
        }
    }
}

/// The signals by which a server is told to stop.
#[cfg(not(unix))]
pub struct Signals;

#[cfg(not(unix))]
impl Signals {
    /// Takes the signals on.
    pub fn take() -> Result<Self, Failure> {
        Ok(Self)
    }

    /// Waits for Ctrl-C.
    async fn told_to_stop(&mut self, _: bool) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}

/// Reads certificates again on SIGHUP, so that renewed ones need no restart.
#[cfg(unix)]
async fn reload(config: RustlsConfig, chain: std::path::PathBuf, key: std::path::PathBuf) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut hangup) = signal(SignalKind::hangup()) else {
        return;
    };
    while hangup.recv().await.is_some() {
        match certificates(&chain, &key) {
            Ok(read) => {
                config.reload_from_config(Arc::new(read));
                tracing::info!("certificates were read again");
            }
            Err(failure) => {
                tracing::error!(
                    error = failure.message(),
                    "the certificates stay as they were"
                );
            }
        }
    }
}

#[cfg(not(unix))]
async fn reload(_: RustlsConfig, _: std::path::PathBuf, _: std::path::PathBuf) {}
