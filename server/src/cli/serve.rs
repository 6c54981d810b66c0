//! `serve`: opens everything, says where, runs until told to stop.

use std::{sync::Arc, time::Duration};

use anyhow::{Context, Result};
use axum::{Router, http::StatusCode, response::IntoResponse};
use store::{Cx, members::client_network, ports::Mailer};
use tokio::sync::watch;
use tower_governor::{GovernorError, GovernorLayer, governor::GovernorConfigBuilder, key_extractor::KeyExtractor};

use super::demo;
use crate::{
    assets::SiteFiles,
    config::Config,
    images,
    jobs::{Health, Runner},
    listen,
    mail::MailSender,
    observe, payments, start,
    web::{AppParts, AppState, base_headers, client, router},
};

/// Requests that one address may send at once before the rate counts, as a multiple of the rate.
const BURST: u32 = 10;
/// How often the rate's counts of networks that are silent again are forgotten.
const PRUNE_WAIT: Duration = Duration::from_secs(60);
/// Longest wait for the database to let go, at the very end.
const CLOSE_WAIT: Duration = Duration::from_secs(3);

pub async fn serve(config: Config, with_demo: bool) -> Result<()> {
    start::may_go_public(&config)?;
    observe::log_panics();
    let store = start::open_migrated(&config).await?;
    let images = images::open(&config)?;
    if with_demo {
        demo::load_if_empty(&store, images.clone()).await?;
    }
    let config = if with_demo { demo::rehearse_payments(config).await? } else { config };
    let mailer: Arc<dyn Mailer> = Arc::new(MailSender::from_config(&config, config.clock())?);
    let payments = payments::from_config(&config)?;
    let site_files = Arc::new(SiteFiles::load()?);
    let state = AppState::new(AppParts {
        assets: Arc::new(site_files.names().clone()),
        site_files,
        images,
        mailer,
        payments,
        job_health: Arc::new(Health::default()),
        config: Arc::new(config.clone()),
        store,
    });
    let (stop, stopped) = watch::channel(false);
    let runner = Runner::new(state.store.clone(), state.mailer.clone(), state.config.clone(), state.job_health.clone())
        .keeping(state.images.clone())
        .paying_by(state.payments.clone());
    let runner = tokio::spawn(runner.run_forever(stopped));
    tokio::spawn(observe::upkeep_forever());
    let (is_demo, db) = (state.store.site().await?.demo, state.store.db().clone());
    let store = state.store.clone();
    let app = limited(&config, router(state))?;
    let listener = tokio::net::TcpListener::bind(config.addr)
        .await
        .with_context(|| format!("cannot listen on {}: is another server running there?", config.addr))?;
    announce(&config, is_demo);
    if let Some(key) = store.first_operator_key(&Cx::system(store.now(), "serve")).await? {
        println!("  There is no operator yet. Open this address once, to become the first:");
        println!("    {}/first?key={key}\n", config.site_url);
    }
    let limits = config.limits;
    let mut told = stop.subscribe();
    let last_job = async {
        // A channel that is gone is a stop too.
        let _ = told.wait_for(|stop| *stop).await;
        tokio::time::timeout(limits.stop_wait, runner).await
    };
    let requests = listen::serve(listener, app, limits, async move {
        asked_to_stop().await;
        // No job is begun any more, while the last requests are answered.
        stop.send_replace(true);
    });
    let ((), last_job) = tokio::join!(requests, last_job);
    if last_job.is_err() {
        tracing::warn!("stopped in the middle of a job: it is done again when its lock has run out");
    }
    // Readers that were cut off may still hold a connection; everything that was answered is on the disk.
    if let Ok(closed) = tokio::time::timeout(CLOSE_WAIT, db.close()).await {
        closed?;
    }
    Ok(())
}

/// The rate counts by the network that the throttles count by too; a visitor cannot choose it. It is this server's own
/// and kept in memory: what several servers must agree on, the throttles count in the database.
#[derive(Clone, Debug)]
struct ByClient {
    trust_proxy: bool,
}

impl KeyExtractor for ByClient {
    type Key = String;

    fn extract<T>(&self, request: &axum::http::Request<T>) -> Result<String, GovernorError> {
        let address = client::address(request.headers(), request.extensions(), self.trust_proxy);
        Ok(client_network(&address))
    }
}

/// The router behind the rate limit, if one is set.
fn limited(config: &Config, app: Router) -> Result<Router> {
    let Some(per_second) = config.rate_limit else { return Ok(app) };
    let secure = config.secure();
    let nanos = 1_000_000_000 / u64::from(per_second);
    let limit = GovernorConfigBuilder::default()
        .period(std::time::Duration::from_nanos(nanos))
        .burst_size(per_second.saturating_mul(BURST))
        .key_extractor(ByClient { trust_proxy: config.trust_proxy })
        .finish()
        .context("the rate limit makes no sense")?;
    let counts = limit.limiter().clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(PRUNE_WAIT).await;
            counts.retain_recent();
            counts.shrink_to_fit();
        }
    });
    Ok(app.layer(GovernorLayer::new(limit).error_handler(move |_| {
        let mut refusal = (StatusCode::TOO_MANY_REQUESTS, "too many requests: wait a minute\n").into_response();
        base_headers(refusal.headers_mut(), secure);
        refusal
    })))
}

fn announce(config: &Config, is_demo: bool) {
    println!("\n  つくりば  {}\n", config.site_url);
    if is_demo {
        demo::announce();
    }
    if config.smtp_url.is_none() {
        println!("  Mail: no SMTP set, so mails are written to {}", config.outbox().display());
    }
    if let Some(bucket) = &config.s3.bucket {
        println!("  Images: in the bucket {bucket}");
    }
    if config.stripe_key.is_none() {
        println!("  Card payment: off, no Stripe key set");
    }
    println!("  Ctrl-C stops the server.\n");
}

async fn asked_to_stop() {
    let interrupt = async { tokio::signal::ctrl_c().await.ok() };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<Option<()>>();
    tokio::select! { _ = interrupt => {}, _ = terminate => {} }
}
