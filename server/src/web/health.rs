//! For machines that watch this one: is the process up, can it work, and its numbers.

use std::{net::SocketAddr, time::Duration};

use axum::{
    Json,
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::DomainError;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Access, AppState, PageResult, Route, extract::WATCHED};
use crate::{config::Secret, observe};

/// Longest wait for the database.
const READY_WAIT: Duration = Duration::from_secs(3);
/// What proxies say of the one behind them: with any of these the peer's address is the proxy's.
const FORWARDED: [&str; 3] = ["x-forwarded-for", "forwarded", "x-real-ip"];

pub fn routes() -> Vec<Route> {
    vec![
        Route::get(WATCHED[0], Access::Everyone, healthz),
        Route::get(WATCHED[1], Access::Everyone, readyz),
        Route::get(WATCHED[2], Access::Everyone, metrics),
    ]
}

/// The process is up.
async fn healthz() -> Response {
    Json(json!({ "up": true })).into_response()
}

/// The database answers and has the schema that this program needs, and jobs are done in time. Only looks.
async fn readyz(State(state): State<AppState>) -> Response {
    let (why, lanes) = match tokio::time::timeout(READY_WAIT, why_not(&state)).await {
        Ok(Ok(None)) => return Json(json!({ "ready": true })).into_response(),
        Ok(Ok(Some(why))) => why,
        Ok(Err(error)) => {
            tracing::warn!("not ready: {error}");
            ("database", Vec::new())
        }
        Err(_) => ("database is slow", Vec::new()),
    };
    let body = Json(json!({ "ready": false, "why": why, "lanes": lanes }));
    (StatusCode::SERVICE_UNAVAILABLE, body).into_response()
}

/// What keeps this server from its work, with the lanes of jobs it is about.
async fn why_not(state: &AppState) -> store::Result<Option<(&'static str, Vec<String>)>> {
    if !state.store.db().pending_migrations().await?.is_empty() {
        return Ok(Some(("migrations", Vec::new())));
    }
    let now = state.store.now();
    let overdue = state.store.jobs_overdue(now).await?;
    if !overdue.is_empty() {
        return Ok(Some(("jobs are overdue", overdue.into_iter().map(|(lane, _)| lane).collect())));
    }
    let stalled = state.job_health.stalled(now);
    if !stalled.is_empty() {
        return Ok(Some(("the job runner has stopped", stalled.into_iter().map(str::to_owned).collect())));
    }
    Ok(None)
}

/// Prometheus' text. For all who may not read it there is no such page.
async fn metrics(State(state): State<AppState>, request: Request) -> PageResult {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0);
    let config = &state.config;
    if !may_read(peer, request.headers(), config.metrics_token.as_ref(), config.secure()) {
        return Err(DomainError::NotFound.into());
    }
    let Some(handle) = observe::metrics() else { return Err(DomainError::NotFound.into()) };
    // With the requests, what the bench divides it by: statements for each.
    metrics::counter!("database_statements_total").absolute(state.store.db().statements());
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], handle.render()).into_response())
}

/// With the token; from this machine itself too, unless the site is behind TLS: then a proxy stands before it, which may
/// be on this machine and say nothing of those that it asks for.
fn may_read(peer: Option<SocketAddr>, headers: &HeaderMap, token: Option<&Secret>, secure: bool) -> bool {
    let local = peer.is_some_and(|peer| peer.ip().to_canonical().is_loopback());
    if !secure && local && !FORWARDED.iter().any(|name| headers.contains_key(*name)) {
        return true;
    }
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    match (token, given.and_then(|value| value.strip_prefix("Bearer "))) {
        // Hashes are compared, so that the time taken tells nothing of the token.
        (Some(token), Some(given)) => {
            !token.0.is_empty() && Sha256::digest(given.as_bytes()) == Sha256::digest(token.0.as_bytes())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn numbers_are_for_this_machine_or_the_token() {
        let local: Option<SocketAddr> = "127.0.0.1:5000".parse().ok();
        let mapped: Option<SocketAddr> = "[::ffff:127.0.0.1]:5000".parse().ok();
        let far: Option<SocketAddr> = "192.0.2.7:5000".parse().ok();
        let none = HeaderMap::new();
        let token = Secret::from("t0ken");
        let behind_tls =
            |peer, headers: &HeaderMap, token: Option<&Secret>| super::may_read(peer, headers, token, true);
        let may_read = |peer, headers: &HeaderMap, token: Option<&Secret>| super::may_read(peer, headers, token, false);
        assert!(may_read(local, &none, None) && may_read(mapped, &none, None));
        assert!(!may_read(far, &none, None) && !may_read(None, &none, Some(&token)));
        let with = |name: &'static str, value: &'static str| {
            HeaderMap::from_iter([(axum::http::HeaderName::from_static(name), HeaderValue::from_static(value))])
        };
        assert!(!may_read(local, &with("x-forwarded-for", "192.0.2.7"), None), "a proxy on this machine");
        assert!(may_read(far, &with("authorization", "Bearer t0ken"), Some(&token)));
        assert!(!may_read(far, &with("authorization", "Bearer t0ke"), Some(&token)));
        assert!(!may_read(far, &with("authorization", "Bearer "), Some(&Secret::from(""))));
        assert!(!behind_tls(local, &none, None), "a proxy that adds no header looks like this machine");
        assert!(behind_tls(local, &with("authorization", "Bearer t0ken"), Some(&token)));
    }
}
