//! What every request shares: the application, the configuration, words, limits, figures.

use crate::config::WebConfig;
use crate::failures::Failures;
use crate::metrics::Metrics;
use governor::clock::DefaultClock;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use gradus_app::App;
use gradus_words::{Language, Words};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Instant;

type Keyed<K> = RateLimiter<K, DashMapStateStore<K>, DefaultClock>;

/// What every request shares. Cloning it is cheap; it holds nothing between requests but
/// limits and figures.
#[derive(Clone)]
pub struct Web {
    /// The application.
    pub app: App,
    /// The configuration.
    pub config: Arc<WebConfig>,
    /// Figures for operators.
    pub metrics: Arc<Metrics>,
    words: Arc<[(Language, Arc<Words>)]>,
    limits: Arc<Limits>,
}

struct Limits {
    sign_in: Keyed<IpAddr>,
    join: Keyed<IpAddr>,
    caller: Keyed<String>,
    failures: Failures,
}

fn a_minute(most: u32) -> Quota {
    Quota::per_minute(NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN))
}

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Signing in, by address.
    SignIn,
    /// Joining by link or code, by address.
    Join,
}

impl Web {
    /// The shared parts of a server.
    #[must_use]
    pub fn new(app: App, config: WebConfig) -> Self {
        let limits = Limits {
            sign_in: RateLimiter::keyed(a_minute(config.sign_in_per_minute)),
            join: RateLimiter::keyed(a_minute(config.join_per_minute)),
            caller: RateLimiter::keyed(a_minute(config.requests_per_minute)),
            failures: Failures::new(config.failed_sign_ins_per_hour),
        };
        Self {
            app,
            config: Arc::new(config),
            metrics: Arc::new(Metrics::default()),
            words: Language::ALL
                .map(|language| (language, Arc::new(Words::new(language))))
                .into(),
            limits: Arc::new(limits),
        }
    }

    /// The words of a language.
    #[must_use]
    pub fn words(&self, language: Language) -> Arc<Words> {
        let found = self.words.iter().find(|(own, _)| *own == language);
        found.map_or_else(
            || Arc::new(Words::new(language)),
            |(_, words)| Arc::clone(words),
        )
    }

    /// Whether another attempt from an address is within its limit.
    #[must_use]
    pub fn allows(&self, limit: Limit, address: IpAddr) -> bool {
        let limiter = match limit {
            Limit::SignIn => &self.limits.sign_in,
            Limit::Join => &self.limits.join,
        };
        limiter.check_key(&address).is_ok()
    }

    /// Whether another attempt to sign in with a login is within its limit.
    #[must_use]
    pub fn allows_login(&self, login: &str) -> bool {
        self.limits.failures.allow(login, Instant::now())
    }

    /// Counts how an attempt to sign in with a login ended.
    pub fn count_login(&self, login: &str, signed_in: bool) {
        if signed_in {
            self.limits.failures.forget(login);
        } else {
            self.limits.failures.add(login, Instant::now());
        }
    }

    /// Whether another request of a person, or of a session without one, is within its limit.
    #[must_use]
    pub fn allows_caller(&self, caller: &str) -> bool {
        self.limits.caller.check_key(&caller.to_owned()).is_ok()
    }

    /// Forgets limits of those who did not come for a while.
    pub fn tidy_limits(&self) {
        self.limits.sign_in.retain_recent();
        self.limits.join.retain_recent();
        self.limits.caller.retain_recent();
        self.limits.failures.tidy(Instant::now());
    }
}
