//! The service with the real adapter of Stripe, before a stand-in that runs in the test.

use std::{sync::Arc, time::Duration};

use axum::http::{HeaderValue, Method};
use fake_stripe::{FakeOptions, FakeStripe, Webhook};
use server::payments::Stripe;
use store::{Clock as _, ports::Payments};
use tokio::net::TcpListener;

use super::TestApp;
use crate::clock::ManualClock;

/// What the stand-in signs with, and the adapter checks.
pub const WEBHOOK_SECRET: &str = "whsec_0123456789abcdefghij";

/// A stand-in by this clock, which keeps its events until they are taken.
pub async fn stand_in(clock: Arc<ManualClock>) -> FakeStripe {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let options = FakeOptions {
        webhook_url: None,
        secret: WEBHOOK_SECRET.to_owned(),
        now: Arc::new(move || clock.now()),
        origin: None,
    };
    FakeStripe::start(listener, options).await.expect("the stand-in for Stripe")
}

/// The adapter before it, which tries again at once.
pub fn adapter(fake: &FakeStripe) -> Arc<dyn Payments> {
    let stripe = Stripe::new(&"sk_test_0123456789abcdefghij".into(), WEBHOOK_SECRET.into(), Some(fake.origin()));
    Arc::new(stripe.expect("the adapter").waiting(Duration::ZERO))
}

impl TestApp {
    /// The same service and database, paid by a stand-in for Stripe that goes by the same clock.
    pub async fn with_stripe(&self) -> (TestApp, FakeStripe) {
        let fake = stand_in(self.clock.clone()).await;
        let payments = adapter(&fake);
        (self.with_parts(|parts| parts.payments = payments), fake)
    }

    /// Sends what the stand-in has to tell to `/webhooks/stripe`; gives each event's name and the answer's status.
    pub async fn hear(&self, fake: &FakeStripe) -> Vec<(String, u16)> {
        let mut heard = Vec::new();
        for webhook in fake.take_webhooks() {
            let status = self.hear_one(&webhook).await;
            heard.push((webhook.kind, status));
        }
        heard
    }

    /// Sends one event to `/webhooks/stripe`; gives the answer's status.
    pub async fn hear_one(&self, webhook: &Webhook) -> u16 {
        let mut stripe = self.visitor();
        let signature = HeaderValue::from_str(&webhook.signature).expect("a signature");
        stripe.headers.insert("stripe-signature", signature);
        let body = webhook.body.clone().into();
        stripe.send(Method::POST, "/webhooks/stripe", Some("application/json"), body).await.status
    }
}
