//! What an operator of the server sees: logs, one span a request, numbers for Prometheus. No personal data: paths are
//! the patterns of the route table, never the address itself.

use std::{
    io::IsTerminal,
    sync::OnceLock,
    time::{Duration, Instant},
};

use anyhow::Result;
use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue, Method, StatusCode},
    middleware::Next,
    response::Response,
};
use metrics::SharedString;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing::Instrument;
use tracing_subscriber::{filter::Targets, fmt, layer::SubscriberExt, util::SubscriberInitExt};

const FILTER: &str = "info,sqlx=warn,hyper=warn,rustls=warn";
/// Upper bounds of the latency histogram, in seconds.
const LATENCY_SECONDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];
/// How often recorded latencies are folded into the histogram when nobody scrapes.
const UPKEEP_WAIT: Duration = Duration::from_secs(10);
/// Names the request in the answer.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request, in its extensions, its log lines and the answer's `x-request-id`.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Logs to standard error: for people on a terminal, else one JSON object a line. `RUST_LOG` chooses what, by
/// targets and levels as in [`FILTER`].
///
/// # Errors
/// When logging was set up before, or `RUST_LOG` cannot be read.
pub fn init_logs() -> Result<()> {
    let filter = match std::env::var("RUST_LOG") {
        Ok(filter) if !filter.trim().is_empty() => filter.parse::<Targets>()?,
        _ => FILTER.parse::<Targets>()?,
    };
    let registry = tracing_subscriber::registry().with(filter);
    if std::io::stderr().is_terminal() {
        registry.with(fmt::layer().with_writer(std::io::stderr)).try_init()?;
    } else {
        let json = fmt::layer().json().flatten_event(true).with_current_span(true).with_span_list(false);
        registry.with(json.with_writer(std::io::stderr)).try_init()?;
    }
    Ok(())
}

/// Panics go to the log as one line that says where, not what: the words may be about a person.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(at, "panicked");
    }));
}

/// The numbers of this process; set up on first use. `None` when another recorder was installed before.
pub fn metrics() -> Option<&'static PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE.get_or_init(|| install().inspect_err(|error| tracing::error!("no metrics: {error}")).ok()).as_ref()
}

fn install() -> Result<PrometheusHandle> {
    let seconds = Matcher::Full("http_request_seconds".to_owned());
    let handle = PrometheusBuilder::new().set_buckets_for_metric(seconds, &LATENCY_SECONDS)?.install_recorder()?;
    metrics::describe_counter!("http_requests_total", "Requests by route, method and status");
    metrics::describe_counter!("database_statements_total", "Statements sent to the database, BEGIN and COMMIT too");
    metrics::describe_counter!("http_panics_total", "Handlers that panicked");
    metrics::describe_counter!("http_connections_refused_total", "Connections that found no place");
    metrics::describe_gauge!("http_connections", "Open connections");
    metrics::describe_histogram!("http_request_seconds", "Time to answer by route and method, in seconds");
    Ok(handle)
}

/// Keeps the histogram's memory bounded; runs for as long as the server lives.
pub async fn upkeep_forever() {
    loop {
        tokio::time::sleep(UPKEEP_WAIT).await;
        if let Some(handle) = metrics() {
            handle.run_upkeep();
        }
    }
}

/// Middleware, the outermost: gives the request its id and span, counts it, and logs how it ended.
pub async fn track(mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = new_request_id();
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let method = method_name(request.method());
    let span = tracing::info_span!("request", request_id = %id, method, route);
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16(), started.elapsed());
    span.in_scope(|| log(&route, status, took));
    count(route, method, status, took);
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// Twelve hexadecimal digits.
fn new_request_id() -> String {
    format!("{:012x}", rand::random::<u64>() >> 16)
}

/// A new id, for an answer that is made without [`track`].
pub fn request_id_header() -> HeaderValue {
    HeaderValue::from_str(&new_request_id()).unwrap_or(HeaderValue::from_static("none"))
}

/// Counts an answer that was ready before the request came: nothing can have failed in it, so it is logged only when
/// asked for.
pub fn answered_from_memory(route: &'static str, method: &Method, status: StatusCode, took: Duration) {
    let status = status.as_u16();
    tracing::debug!(route, status, "answered from memory");
    count(route, method_name(method), status, took);
}

fn count(route: impl Into<SharedString>, method: &'static str, status: u16, took: Duration) {
    if metrics().is_none() {
        return;
    }
    let (route, status) = (route.into(), status.to_string());
    metrics::histogram!("http_request_seconds", "route" => route.clone(), "method" => method)
        .record(took.as_secs_f64());
    metrics::counter!("http_requests_total", "route" => route, "method" => method, "status" => status).increment(1);
}

/// One line a request; those of machines and assets only when asked for.
fn log(route: &str, status: u16, took: Duration) {
    let latency_ms = (took.as_secs_f64() * 10_000.0).round() / 10.0;
    let dull = status < 400 && (route.starts_with("/pkg/") || matches!(route, "/healthz" | "/readyz" | "/metrics"));
    match status {
        500.. => tracing::error!(status, latency_ms, "answered"),
        _ if dull => tracing::debug!(status, latency_ms, "answered"),
        _ => tracing::info!(status, latency_ms, "answered"),
    }
}

/// A known word, so that nobody can fill the memory with made-up methods.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
