//! A stand-in for Stripe, for the demo and the tests: payment pages, payments, refunds and signed events, kept in memory.
//! No money moves. It answers as Stripe's API `2026-09-30.endive` does, in as much as the shop asks for.

mod api;
mod errors;
mod form;
mod handle;
mod idempotency;
mod model;
mod objects;
mod pages;
mod state;
mod webhooks;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use chrono::{DateTime, Utc};
use tokio::{net::TcpListener, sync::Notify};

pub use handle::Payment;
pub use model::{Fault, PayBy, Switches};
pub use webhooks::{Webhook, signature};

/// The version of Stripe's API that is spoken.
pub const API_VERSION: &str = "2026-09-30.endive";

/// Where the time comes from.
pub type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// How a stand-in is set up.
#[derive(Clone)]
pub struct FakeOptions {
    /// Where events are sent; `None` keeps them for [`FakeStripe::take_webhooks`].
    pub webhook_url: Option<String>,
    /// What events are signed with.
    pub secret: String,
    pub now: Now,
    /// Where browsers reach it, such as `http://127.0.0.1:3001`; `None` is the listener's own address.
    pub origin: Option<String>,
}

/// A running stand-in. It ends with the process, or with [`FakeStripe::stop`].
#[derive(Clone)]
pub struct FakeStripe {
    shared: Arc<Shared>,
    server: Arc<tokio::task::JoinHandle<()>>,
}

struct Shared {
    origin: String,
    options: FakeOptions,
    state: Mutex<state::State>,
    /// Rung when there are events to be sent.
    bell: Notify,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, state::State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes something at the present time; what follows by time alone has happened before.
    fn change<T>(&self, work: impl FnOnce(&mut state::State, DateTime<Utc>) -> T) -> T {
        let now = (self.options.now)();
        let done = {
            let mut state = self.state();
            state.pass_time(now);
            work(&mut state, now)
        };
        self.bell.notify_one();
        done
    }
}

impl FakeStripe {
    /// Begins to answer on the listener.
    ///
    /// # Errors
    /// When the listener has no address.
    pub async fn start(listener: TcpListener, options: FakeOptions) -> std::io::Result<FakeStripe> {
        let own = format!("http://{}", listener.local_addr()?);
        let origin = options.origin.clone().unwrap_or(own);
        let state = Mutex::new(state::State::new(origin.clone()));
        let shared = Arc::new(Shared { origin, options, state, bell: Notify::new() });
        if let Some(url) = shared.options.webhook_url.clone() {
            tokio::spawn(webhooks::deliver_forever(Arc::downgrade(&shared), url));
        }
        let app: Router = api::routes(shared.clone()).merge(pages::routes(shared.clone()));
        let server = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, app).await {
                tracing::error!("the stand-in for Stripe has ended: {error}");
            }
        });
        Ok(FakeStripe { shared, server: Arc::new(server) })
    }
}
