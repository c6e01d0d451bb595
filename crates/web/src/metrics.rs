//! Figures for operators, in the text format of Prometheus.

use crate::config::MetricsFor;
use crate::state::Web;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::net::SocketAddr;
use std::time::Duration;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    method: String,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    route: String,
}

/// Upper bounds of the durations, in seconds.
const BOUNDS: [f64; 11] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0,
];

/// What is counted.
pub struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    seconds: Family<RouteLabels, Histogram, fn() -> Histogram>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("gradus");
        let requests = Family::default();
        let seconds =
            Family::new_with_constructor((|| Histogram::new(BOUNDS)) as fn() -> Histogram);
        registry.register("http_requests", "Answered requests", requests.clone());
        registry.register(
            "http_request_seconds",
            "Time from request to answer",
            seconds.clone(),
        );
        Self {
            registry,
            requests,
            seconds,
        }
    }
}

impl Metrics {
    /// Counts an answered request; `route` is the pattern of its address, so that no name of
    /// a city becomes a label.
    pub fn answered(&self, method: &str, route: &str, status: u16, took: Duration) {
        let labels = Labels {
            method: method.to_owned(),
            route: route.to_owned(),
            status,
        };
        self.requests.get_or_create(&labels).inc();
        let route = RouteLabels {
            route: route.to_owned(),
        };
        self.seconds
            .get_or_create(&route)
            .observe(took.as_secs_f64());
    }

    /// All figures as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        match encode(&mut text, &self.registry) {
            Ok(()) => text,
            Err(error) => format!("# {error}\n"),
        }
    }
}

/// The figures, for whom they are meant; nobody else learns that there are any.
pub async fn answer(
    State(web): State<Web>,
    address: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Response {
    let direct = address.map(|address| address.0.0);
    if !may_read(&web.config.metrics, direct, &headers) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mime = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, mime)], web.metrics.text()).into_response()
}

fn may_read(who: &MetricsFor, direct: Option<SocketAddr>, headers: &HeaderMap) -> bool {
    match who {
        MetricsFor::Nobody => false,
        MetricsFor::Loopback => {
            let passed_on = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];
            direct.is_none_or(|address| address.ip().is_loopback())
                && !passed_on.iter().any(|name| headers.contains_key(*name))
        }
        MetricsFor::Bearer(token) => headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|text| text.strip_prefix("Bearer "))
            .is_some_and(|sent| same(sent.trim(), token)),
    }
}

/// Compares without telling by its time how much of a guess was right.
fn same(sent: &str, token: &str) -> bool {
    let pairs = sent.bytes().zip(token.bytes());
    sent.len() == token.len() && pairs.fold(0, |found, (a, b)| found | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn near() -> Option<SocketAddr> {
        Some(([127, 0, 0, 1], 5000).into())
    }

    fn far() -> Option<SocketAddr> {
        Some(([192, 0, 2, 7], 5000).into())
    }

    fn with(name: &'static str, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name.parse().unwrap(), HeaderValue::from_static(value))])
    }

    #[test]
    fn figures_stay_on_the_machine_unless_told_otherwise() {
        let none = HeaderMap::new();
        assert!(may_read(&MetricsFor::Loopback, near(), &none));
        assert!(!may_read(&MetricsFor::Loopback, far(), &none));
        assert!(!may_read(&MetricsFor::Nobody, near(), &none));
    }

    #[test]
    fn a_proxy_on_the_machine_does_not_pass_figures_on() {
        let passed_on = with("x-forwarded-for", "192.0.2.7");
        assert!(!may_read(&MetricsFor::Loopback, near(), &passed_on));
    }

    #[test]
    fn with_a_token_only_its_bearer_reads_figures() {
        let bearer = MetricsFor::Bearer("0123456789abcdef".to_owned());
        let right = with("authorization", "Bearer 0123456789abcdef");
        let wrong = with("authorization", "Bearer 0123456789abcdee");
        assert!(may_read(&bearer, far(), &right));
        assert!(!may_read(&bearer, far(), &wrong));
        assert!(!may_read(&bearer, near(), &HeaderMap::new()));
    }
}
