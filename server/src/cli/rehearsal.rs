//! The demo's payments: without a key of Stripe's a stand-in runs beside the site, and its pages say that no money moves.

use std::{net::SocketAddr, sync::Arc};

use anyhow::{Context, Result};
use axum::http::Uri;
use fake_stripe::{FakeOptions, FakeStripe};
use rand::{Rng, distr::Alphanumeric};
use tokio::net::TcpListener;

use crate::config::{Config, Secret};

/// How many ports after the site's own are tried.
const PORTS: u16 = 50;

/// The settings with the stand-in in them, which runs from now on; the same settings where there is a key, or where the
/// site is behind TLS, from which no browser goes to a port without.
///
/// # Errors
/// When no port is free.
pub async fn begin(config: Config) -> Result<Config> {
    if config.stripe_key.is_some() || config.secure() {
        return Ok(config);
    }
    let listener = next_port(config.addr).await.context("no port is free for the rehearsal of payments")?;
    let port = listener.local_addr()?.port();
    let site: Uri = config.site_url.parse().context("the site URL is no URL")?;
    let origin = format!("http://{}:{port}", site.host().unwrap_or("127.0.0.1"));
    let secret = format!("whsec_{}", random_letters());
    let clock = config.clock();
    let options = FakeOptions {
        // The site's own address here, not the one that people type: it need not be reachable from this machine.
        webhook_url: Some(format!("http://{}/webhooks/stripe", reachable(config.addr))),
        secret: secret.clone(),
        now: Arc::new(move || clock.now()),
        origin: Some(origin.clone()),
    };
    FakeStripe::start(listener, options).await?;
    println!("  Payments: rehearsed at {origin}/dashboard, no money moves; forgotten when the server stops");
    Ok(Config {
        stripe_key: Some(Secret(format!("sk_test_{}", random_letters()))),
        stripe_webhook_secret: Some(Secret(secret)),
        stripe_url: Some(origin),
        ..config
    })
}

async fn next_port(addr: SocketAddr) -> Option<TcpListener> {
    for port in (1..=PORTS).filter_map(|step| addr.port().checked_add(step)) {
        if let Ok(listener) = TcpListener::bind(SocketAddr::new(addr.ip(), port)).await {
            return Some(listener);
        }
    }
    None
}

/// The address by which this machine reaches what listens on all of its own.
fn reachable(addr: SocketAddr) -> SocketAddr {
    match addr {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => ([127, 0, 0, 1], v4.port()).into(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => (std::net::Ipv6Addr::LOCALHOST, v6.port()).into(),
        other => other,
    }
}

fn random_letters() -> String {
    rand::rng().sample_iter(Alphanumeric).take(32).map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_listens_everywhere_is_reached_here() {
        for (addr, from_here) in
            [("0.0.0.0:3000", "127.0.0.1:3000"), ("[::]:3000", "[::1]:3000"), ("192.0.2.7:80", "192.0.2.7:80")]
        {
            assert_eq!(reachable(addr.parse().unwrap()).to_string(), from_here);
        }
    }
}
