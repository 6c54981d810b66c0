//! `serve`: opens everything, says where, runs until told to stop.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, Result};
use axum::{Router, http::StatusCode, response::IntoResponse};
use store::{Cx, ports::Mailer};
use tokio::sync::watch;
use tower_governor::{GovernorError, GovernorLayer, governor::GovernorConfigBuilder, key_extractor::KeyExtractor};

use super::demo;
use crate::{
    assets::SiteFiles,
    config::Config,
    images::FolderImages,
    jobs::{Health, Runner},
    mail::MailSender,
    observe, start,
    web::{AppParts, AppState, client, router},
};

/// Requests that one address may send at once before the rate counts, as a multiple of the rate.
const BURST: u32 = 10;
/// Longest wait at the end for a job that is being done. Past it the job is dropped, and done again by the next server.
const STOP_WAIT: Duration = Duration::from_secs(10);

pub async fn serve(config: Config, with_demo: bool) -> Result<()> {
    let store = start::open_migrated(&config).await?;
    let images = Arc::new(FolderImages::open(&config.images())?);
    if with_demo {
        demo::load_if_empty(&store, images.clone()).await?;
    }
    let mailer: Arc<dyn Mailer> = Arc::new(MailSender::from_config(&config, config.clock())?);
    let site_files = Arc::new(SiteFiles::load()?);
    let state = AppState::new(AppParts {
        assets: Arc::new(site_files.names().clone()),
        site_files,
        images,
        mailer,
        job_health: Arc::new(Health::default()),
        config: Arc::new(config.clone()),
        store,
    });
    let (stop, stopped) = watch::channel(false);
    let runner = Runner::new(state.store.clone(), state.mailer.clone(), state.config.clone(), state.job_health.clone());
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
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move {
            asked_to_stop().await;
            // No job is begun any more, while the last requests are answered.
            stop.send_replace(true);
        })
        .await
        .context("serving")?;
    if tokio::time::timeout(STOP_WAIT, runner).await.is_err() {
        tracing::warn!("stopped in the middle of a job: it is done again when its lock has run out");
        return Ok(());
    }
    Ok(db.close().await?)
}

/// The rate counts by the address that the throttles count by too; a visitor cannot choose it.
#[derive(Clone, Debug)]
struct ByClient {
    trust_proxy: bool,
}

impl KeyExtractor for ByClient {
    type Key = String;

    fn extract<T>(&self, request: &axum::http::Request<T>) -> Result<String, GovernorError> {
        Ok(client::address(request.headers(), request.extensions(), self.trust_proxy))
    }
}

/// The router behind the rate limit, if one is set.
fn limited(config: &Config, app: Router) -> Result<Router> {
    let Some(per_second) = config.rate_limit else { return Ok(app) };
    let nanos = 1_000_000_000 / u64::from(per_second);
    let limit = GovernorConfigBuilder::default()
        .period(std::time::Duration::from_nanos(nanos))
        .burst_size(per_second.saturating_mul(BURST))
        .key_extractor(ByClient { trust_proxy: config.trust_proxy })
        .finish()
        .context("the rate limit makes no sense")?;
    Ok(app.layer(
        GovernorLayer::new(limit)
            .error_handler(|_| (StatusCode::TOO_MANY_REQUESTS, "too many requests: wait a minute\n").into_response()),
    ))
}

fn announce(config: &Config, is_demo: bool) {
    println!("\n  つくりば  {}\n", config.site_url);
    if is_demo {
        demo::announce();
    }
    if config.smtp_url.is_none() {
        println!("  Mail: no SMTP set, so mails are written to {}", config.outbox().display());
    }
    if config.stripe_secret_key.is_none() {
        println!("  Card payment: skipped, no Stripe key set");
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
