//! How the web server behaves: addresses, security and limits, as an operator sets them.

/// Who may read the figures for operators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetricsFor {
    /// Callers on the same machine, unless a proxy passed them on.
    Loopback,
    /// Callers that send this bearer token.
    Bearer(String),
    /// Nobody.
    Nobody,
}

/// What an operator can set; the defaults are wide enough for 200 phones behind one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebConfig {
    /// Path below which a proxy serves the program: empty, or `/gradus`.
    pub base: String,
    /// Address that people use, for links that are copied: `https://gradus.northaven.gov`.
    /// Without it, links are made from the request.
    pub public_url: Option<String>,
    /// Whether browsers reach the program over HTTPS: cookies are marked so.
    pub https: bool,
    /// Whether plain HTTP to other machines was allowed: every page warns.
    pub insecure_lan: bool,
    /// Whether a proxy in front names the caller's address in `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Most bytes of a request without files.
    pub body_bytes: usize,
    /// Most attempts a minute to sign in, from one address.
    pub sign_in_per_minute: u32,
    /// Most attempts an hour to sign in with one login that fail, from wherever.
    pub failed_sign_ins_per_hour: u32,
    /// Most attempts a minute to join by link or code, from one address.
    pub join_per_minute: u32,
    /// Most requests a minute of one person; of a session where there is no account.
    pub requests_per_minute: u32,
    /// Most seconds that a request may take.
    pub request_seconds: u64,
    /// Who may read the figures for operators.
    pub metrics: MetricsFor,
}

impl Default for WebConfig {
    fn default() -> Self {
        Self {
            base: String::new(),
            public_url: None,
            https: false,
            insecure_lan: false,
            behind_proxy: false,
            body_bytes: 1024 * 1024,
            sign_in_per_minute: 300,
            failed_sign_ins_per_hour: 20,
            join_per_minute: 600,
            requests_per_minute: 3_000,
            request_seconds: 60,
            metrics: MetricsFor::Loopback,
        }
    }
}
