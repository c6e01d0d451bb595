//! Gets one archive over HTTP, with a few attempts.

use std::thread;
use std::time::Duration;

use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

/// The pauses before a second, third and fourth attempt, in milliseconds.
const PAUSES_MS: [u64; 3] = [300, 1_000, 3_000];
/// No package used here is larger than this, in bytes.
const LARGEST_ARCHIVE: u64 = 64 * 1024 * 1024;

/// The body at `url`, or the message of the last attempt. Proxies come from the usual environment
/// variables, trusted certificates from the operating system.
pub(crate) fn download(url: &str) -> Result<Vec<u8>, String> {
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .build();
    let agent: Agent = Agent::config_builder()
        .tls_config(tls)
        .timeout_connect(Some(Duration::from_secs(20)))
        .timeout_global(Some(Duration::from_secs(180)))
        .build()
        .into();
    let mut pauses = PAUSES_MS.iter();
    loop {
        let error = match attempt(&agent, url) {
            Ok(body) => return Ok(body),
            Err(error) => error,
        };
        match pauses.next() {
            Some(&pause_ms) if may_pass(&error) => thread::sleep(Duration::from_millis(pause_ms)),
            _ => return Err(format!("{url}: {error}")),
        }
    }
}

fn attempt(agent: &Agent, url: &str) -> Result<Vec<u8>, ureq::Error> {
    agent
        .get(url)
        .call()?
        .body_mut()
        .with_config()
        .limit(LARGEST_ARCHIVE)
        .read_to_vec()
}

/// Whether the same request may succeed a moment later.
fn may_pass(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::StatusCode(status) => *status == 408 || *status == 429 || *status >= 500,
        ureq::Error::BadUri(_) | ureq::Error::BodyExceedsLimit(_) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_package_is_not_asked_for_again() {
        assert!(!may_pass(&ureq::Error::StatusCode(404)));
        assert!(may_pass(&ureq::Error::StatusCode(503)));
        assert!(may_pass(&ureq::Error::ConnectionFailed));
    }
}
