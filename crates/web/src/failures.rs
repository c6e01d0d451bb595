//! How often signing in failed of late, by login: guesses from many addresses are bounded too.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const WINDOW: Duration = Duration::from_secs(60 * 60);

/// Failures of the last hour. They are forgotten when the program ends.
pub(crate) struct Failures {
    most: u32,
    by_login: Mutex<HashMap<String, (Instant, u32)>>,
}

impl Failures {
    pub(crate) fn new(most: u32) -> Self {
        Self {
            most,
            by_login: Mutex::default(),
        }
    }

    /// Whether another attempt with a login is within its limit at `now`.
    pub(crate) fn allow(&self, login: &str, now: Instant) -> bool {
        let known = self.by_login.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.get(&name(login));
        found.is_none_or(|(since, count)| {
            *count < self.most || now.saturating_duration_since(*since) >= WINDOW
        })
    }

    /// Counts an attempt that failed at `now`. An hour begins with the first of them.
    pub(crate) fn add(&self, login: &str, now: Instant) {
        let mut known = self.by_login.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, count) = known.entry(name(login)).or_insert((now, 0));
        if now.saturating_duration_since(*since) >= WINDOW {
            (*since, *count) = (now, 0);
        }
        *count += 1;
    }

    /// Forgets a login with which somebody signed in.
    pub(crate) fn forget(&self, login: &str) {
        let mut known = self.by_login.lock().unwrap_or_else(PoisonError::into_inner);
        known.remove(&name(login));
    }

    /// Forgets what is older than an hour at `now`.
    pub(crate) fn tidy(&self, now: Instant) {
        let mut known = self.by_login.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, (since, _)| now.saturating_duration_since(*since) < WINDOW);
    }
}

/// A login as accounts have it; nobody fills the memory with longer ones.
fn name(login: &str) -> String {
    login.trim().to_lowercase().chars().take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::{Failures, WINDOW};
    use std::time::Instant;

    #[test]
    fn a_login_is_refused_after_its_failures_until_the_hour_is_over() {
        let failures = Failures::new(2);
        let now = Instant::now();
        failures.add("Ada", now);
        assert!(failures.allow("ada", now));
        failures.add(" ada ", now);
        assert!(!failures.allow("ada", now) && failures.allow("lena", now));
        assert!(failures.allow("ada", now + WINDOW));
        failures.add("ada", now + WINDOW);
        assert!(failures.allow("ada", now + WINDOW));
    }

    #[test]
    fn signing_in_forgets_the_failures_before() {
        let failures = Failures::new(1);
        let now = Instant::now();
        failures.add("ada", now);
        failures.forget("ADA");
        assert!(failures.allow("ada", now));
        failures.add("ada", now);
        failures.tidy(now + WINDOW);
        assert!(failures.allow("ada", now));
    }
}
