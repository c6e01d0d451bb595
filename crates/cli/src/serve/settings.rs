//! What `gradus serve` was told: the file, the environment over it, the flags over both.

use crate::args::ServeArguments;
use crate::failure::Failure;
use crate::serve::file;
use crate::serve::keys::{Given, VARIABLE_START, find, names};
use gradus_app::{Limits, Location};
use gradus_catalog::problem::{Place, Report, nearest};
use gradus_web::config::{MetricsFor, WebConfig};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

/// The name of the configuration file in the data folder.
pub const FILE: &str = "gradus.toml";
/// Where the server listens unless told otherwise.
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
const KB: usize = 1024;
const MB: u64 = 1024 * 1024;
/// Variables with our beginning that are for builds and tests, not for the server.
const NOT_OURS: [&str; 5] = ["ASSETS", "PYTHON", "TEST_", "WITHOUT", "KILL_"];

/// Where an instance lies: what every command about it is told.
#[derive(Debug, Clone, Default)]
pub struct Where {
    /// Data folder.
    pub data: Option<PathBuf>,
    /// PostgreSQL, where it is that.
    pub database: Option<String>,
    /// Configuration file.
    pub config: Option<PathBuf>,
}

/// Everything that the server was told, checked.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Data folder.
    pub data: PathBuf,
    /// Address and port.
    pub listen: SocketAddr,
    /// The values that have no place of their own here.
    given: Given,
}

/// The values of file and environment, and the data folder.
fn values(place: &Where) -> Result<(Given, PathBuf), Failure> {
    let environment = environment()?;
    let mut over = environment.clone();
    if let Some(data) = &place.data {
        over.set_text("data", Some(data.to_string_lossy().into_owned()));
    }
    over.set_text("database", place.database.clone());
    let config = place
        .config
        .clone()
        .or_else(|| std::env::var_os("GRADUS_CONFIG").map(PathBuf::from));
    let beside = over.text("data").map(|data| Path::new(data).join(FILE));
    let mut given = match (&config, beside) {
        (Some(config), _) => from_file(config)?,
        (None, Some(beside)) if beside.exists() => from_file(&beside)?,
        _ => Given::default(),
    };
    given.overlay(over);
    let Some(data) = given.text("data").map(PathBuf::from) else {
        return Err(Failure::usage(
            "no data folder is named",
            Some("name one with --data DIR, GRADUS_DATA or in a file given with --config"),
        ));
    };
    Ok((given, data))
}

fn from_file(path: &Path) -> Result<Given, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        let name = path.display();
        match error.kind() {
            std::io::ErrorKind::NotFound => Failure::NotFound {
                message: format!("{name} does not exist"),
                hint: Some("gradus serve --print-config writes one to begin with".to_owned()),
            },
            std::io::ErrorKind::PermissionDenied => Failure::NotFound {
                message: format!("{name} may not be read"),
                hint: Some("check who owns it, and as whom the server runs".to_owned()),
            },
            _ => Failure::machine(format!("{name} cannot be read"), error),
        }
    })?;
    Ok(file::read(&path.display().to_string(), &text)?)
}

/// The values of environment variables. Unknown ones with our beginning are only warned of:
/// machines set some by themselves for every service of a name.
fn environment() -> Result<Given, Failure> {
    let mut given = Given::default();
    let mut report = Report::default();
    let place = Place::whole("environment");
    for (name, value) in std::env::vars_os() {
        let (Some(name), Some(value)) = (name.to_str(), value.to_str()) else {
            continue;
        };
        let Some(rest) = name.strip_prefix(VARIABLE_START) else {
            continue;
        };
        if rest == "CONFIG" || NOT_OURS.iter().any(|other| rest.starts_with(other)) {
            continue;
        }
        match find(&rest.to_lowercase()) {
            Some((key, kind)) => match kind.read(value) {
                Ok(value) => given.set(key, value),
                Err((what, hint)) => {
                    report.mistake(&place, format!("{name}: {what}"), Some(hint));
                }
            },
            None => {
                let hint = nearest(&rest.to_lowercase(), names());
                let message = format!("{name} is set, and there is no such key");
                report.warning(&place, message, hint);
            }
        }
    }
    let read = report.finish(given)?;
    crate::failure::print_warnings(&read.warnings);
    Ok(read.value)
}

/// The values of flags.
fn flags(arguments: &ServeArguments) -> Given {
    let mut given = Given::default();
    let path = |path: &Option<PathBuf>| {
        path.as_ref()
            .map(|path| path.to_string_lossy().into_owned())
    };
    given.set_text("listen", arguments.listen.clone());
    given.set_text("public_url", arguments.public_url.clone());
    given.set_text("base", arguments.base.clone());
    given.set_text("log", arguments.log.clone());
    given.set_text("log_level", arguments.log_level.clone());
    given.set_text("tls_cert", path(&arguments.tls_cert));
    given.set_text("tls_key", path(&arguments.tls_key));
    given.switch_on("behind_proxy", arguments.behind_proxy);
    given.switch_on("insecure_lan", arguments.insecure_lan);
    given
}

impl Settings {
    /// The settings of `gradus serve`.
    ///
    /// # Errors
    /// Every mistake of the file at once, values that do not go together, and an address
    /// that may not be served over plain HTTP.
    pub fn of(arguments: &ServeArguments) -> Result<Self, Failure> {
        let (mut given, data) = values(&arguments.place.to_where())?;
        given.overlay(flags(arguments));
        Self::checked(given, data)
    }

    /// The settings that a command about an instance needs.
    ///
    /// # Errors
    /// As [`Settings::of`].
    pub fn of_place(place: &Where) -> Result<Self, Failure> {
        let (given, data) = values(place)?;
        Self::checked(given, data)
    }

    fn checked(given: Given, data: PathBuf) -> Result<Self, Failure> {
        let listen = match given.text("listen") {
            Some(text) => listen(text)?,
            None => LISTEN,
        };
        let settings = Self {
            data,
            listen,
            given,
        };
        settings.base()?;
        settings.public_url()?;
        settings.pairs()?;
        Ok(settings)
    }

    /// Keys that need another.
    fn pairs(&self) -> Result<(), Failure> {
        let needs = [
            ("tls_cert", "tls_key"),
            ("tls_key", "tls_cert"),
            ("smtp_host", "smtp_from"),
            ("smtp_user", "smtp_password"),
            ("s3_access_key_id", "s3_secret_access_key"),
        ];
        for (one, other) in needs {
            if self.given.text(one).is_some() && self.given.text(other).is_none() {
                let message = format!("{one} is set and {other} is not");
                return Err(Failure::usage(message, Some(&format!("set {other} too"))));
            }
        }
        let token = self.given.text("metrics_token");
        if self.given.text("metrics") == Some("token") && token.is_none_or(|text| text.len() < 16) {
            return Err(Failure::usage(
                "metrics = \"token\" needs a metrics_token of at least 16 letters",
                Some("`openssl rand -hex 24` makes one"),
            ));
        }
        Ok(())
    }

    /// The path below which a proxy serves the program, with a slash before and none after.
    fn base(&self) -> Result<String, Failure> {
        let base = self.given.text("base").unwrap_or_default();
        let base = base.trim_end_matches('/');
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "/-_.~".contains(letter);
        if base.is_empty()
            || base.starts_with('/') && base.chars().all(plain) && !base.contains("//")
        {
            return Ok(base.to_owned());
        }
        let message = format!("'{base}' is no path to serve below");
        Err(Failure::usage(message, Some("write it as /gradus")))
    }

    /// The address that people use, with no slash after.
    ///
    /// # Errors
    /// When it is none.
    pub fn public_url(&self) -> Result<Option<String>, Failure> {
        let Some(url) = self.given.text("public_url") else {
            return Ok(None);
        };
        let host = url
            .strip_prefix("https://")
            .or_else(|| url.strip_prefix("http://"));
        match host {
            Some(host)
                if !host.is_empty()
                    && !host.starts_with('/')
                    && !host.contains([' ', '?', '#']) =>
            {
                Ok(Some(url.trim_end_matches('/').to_owned()))
            }
            _ => Err(Failure::usage(
                format!("'{url}' is no address that people could use"),
                Some(
                    "write it as https://gradus.northaven.example, with the path prefix if there is one",
                ),
            )),
        }
    }

    /// Certificate chain and private key.
    #[must_use]
    pub fn tls(&self) -> Option<(&Path, &Path)> {
        let path = |key| self.given.text(key).map(Path::new);
        Some((path("tls_cert")?, path("tls_key")?))
    }

    /// Refuses plain HTTP to other machines, unless it was asked for.
    ///
    /// # Errors
    /// With the ways out.
    pub fn allow_plain(&self) -> Result<(), Failure> {
        let safe = self.listen.ip().is_loopback() || self.tls().is_some();
        if safe || self.given.is_on("insecure_lan") {
            return Ok(());
        }
        let message = format!(
            "{} can be reached by other machines, and plain HTTP would carry passwords readable",
            self.listen
        );
        Err(Failure::usage(
            message,
            Some(
                "add --tls-cert FILE --tls-key FILE; or listen on 127.0.0.1 with a proxy in front; \
                 or, in a room without certificates, add --insecure-lan",
            ),
        ))
    }

    /// Where the database is.
    #[must_use]
    pub fn location(&self) -> Location {
        match self.given.text("database") {
            Some(url) => Location::Postgres(url.to_owned()),
            None => Location::File(self.data.join("gradus.sqlite")),
        }
    }

    /// Bounds on what people send.
    #[must_use]
    pub fn limits(&self) -> Limits {
        let default = Limits::default();
        let given = &self.given;
        Limits {
            evidence_bytes: given.whole("evidence_mb", default.evidence_bytes / MB) * MB,
            import_bytes: given.whole("import_mb", default.import_bytes / MB) * MB,
            assessors: given.whole("assessors", default.assessors),
            evidence: given.whole("evidence_pieces", default.evidence),
            session_days: given.whole("session_days", default.session_days),
            retention_days: given.whole("retention_days", default.retention_days),
        }
    }

    /// How the web server behaves.
    ///
    /// # Errors
    /// When the path or the public address is none.
    pub fn web(&self) -> Result<WebConfig, Failure> {
        let default = WebConfig::default();
        let given = &self.given;
        let public_url = self.public_url()?;
        let public_https = public_url
            .as_ref()
            .is_some_and(|url| url.starts_with("https://"));
        let metrics = match given.text("metrics") {
            Some("token") => MetricsFor::Bearer(given.owned("metrics_token").unwrap_or_default()),
            Some("nobody") => MetricsFor::Nobody,
            _ => MetricsFor::Loopback,
        };
        Ok(WebConfig {
            base: self.base()?,
            https: self.tls().is_some() || public_https,
            insecure_lan: !self.listen.ip().is_loopback() && self.tls().is_none(),
            behind_proxy: given.is_on("behind_proxy"),
            body_bytes: given.whole("body_kb", default.body_bytes / KB) * KB,
            sign_in_per_minute: given.whole("sign_in_per_minute", default.sign_in_per_minute),
            failed_sign_ins_per_hour: given
                .whole("failed_sign_ins_per_hour", default.failed_sign_ins_per_hour),
            join_per_minute: given.whole("join_per_minute", default.join_per_minute),
            requests_per_minute: given.whole("requests_per_minute", default.requests_per_minute),
            request_seconds: given.whole("request_seconds", default.request_seconds),
            public_url,
            metrics,
        })
    }

    /// A text that was given for a key.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.given.text(key)
    }

    /// Whether a switch is on.
    #[cfg(feature = "s3")]
    #[must_use]
    pub fn is_on(&self, key: &str) -> bool {
        self.given.is_on(key)
    }

    /// The port of the mail server.
    #[must_use]
    pub fn smtp_port(&self, default: u16) -> u16 {
        self.given.whole("smtp_port", default)
    }

    /// The address before the paths of links, where nothing was bound: of a command that
    /// prints a link while the server runs, or will.
    ///
    /// # Errors
    /// When path or public address is none.
    pub fn link_start(&self) -> Result<String, Failure> {
        match self.public_url()? {
            Some(url) => Ok(url),
            None => {
                let scheme = if self.tls().is_some() {
                    "https"
                } else {
                    "http"
                };
                let host = crate::serve::listen::reachable(self.listen);
                Ok(format!("{scheme}://{host}{}", self.base()?))
            }
        }
    }
}

fn listen(text: &str) -> Result<SocketAddr, Failure> {
    let numbers = text
        .strip_prefix("localhost:")
        .map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"));
    numbers.parse().map_err(|_| {
        let message = format!("'{text}' is no address with a port");
        Failure::usage(
            message,
            Some("write it as 127.0.0.1:8080, 0.0.0.0:443 or [::1]:8080"),
        )
    })
}
