//! Payment by Stripe's hosted page, through async-stripe. What is sent is in `request`, what comes back in `answer`, what
//! Stripe tells by itself in `event`.

mod answer;
mod event;
mod probe;
mod request;

use std::{fmt, future::Future, time::Duration};

use anyhow::{Context, Result};
use async_trait::async_trait;
use axum::http::Uri;
use chrono::{DateTime, Utc};
use domain::{
    Yen,
    payments::{
        EventRefusal, PaymentEvent, PaymentFailure, PaymentSession, PaymentsKind, ProviderRefund, RefundRequest,
        SessionRequest, SessionState,
    },
};
use store::ports::Payments;
use stripe::{ClientBuilder, IdempotencyKey, RequestStrategy, StripeError, StripeRequest as _};
use stripe_checkout::checkout_session::{ExpireCheckoutSession, RetrieveCheckoutSession};
use stripe_core::payment_intent::RetrievePaymentIntent;

use crate::config::Secret;

pub use event::ACTED_ON;
pub use probe::{Look, look};

/// Longest wait for one answer.
const ATTEMPT_WAIT: Duration = Duration::from_secs(10);
/// How often a request is sent whose outcome is not known.
const TRIES: u32 = 3;
/// The wait before the second try; it doubles.
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// The version of Stripe's API that this program speaks; the webhook's endpoint has to speak it too.
pub const API_VERSION: &str = "2026-09-30.endive";
/// Where Stripe's API is.
pub const API_URL: &str = "https://api.stripe.com/";
/// Where Stripe's own page is.
const CHECKOUT_ORIGIN: &str = "https://checkout.stripe.com";

/// The real [`Payments`].
pub struct Stripe {
    client: stripe::Client,
    webhook_secret: Secret,
    pay_origin: String,
    first_wait: Duration,
}

impl fmt::Debug for Stripe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stripe").field("pay_origin", &self.pay_origin).finish_non_exhaustive()
    }
}

impl Stripe {
    /// `url` is Stripe's address, where it is not the real one.
    ///
    /// # Errors
    /// When the key cannot be sent in a header or the address is no URL; neither is repeated.
    pub fn new(key: &Secret, webhook_secret: Secret, url: Option<&str>) -> Result<Stripe> {
        let url = base_url(url);
        let pay_origin = match url == API_URL {
            true => CHECKOUT_ORIGIN.to_owned(),
            false => origin(&url).context("Stripe's address is not like https://api.stripe.com")?,
        };
        let client = ClientBuilder::new(key.0.trim()).url(url).timeout(ATTEMPT_WAIT).build();
        // The library's own words are not repeated: they are about the key.
        let client = client.map_err(|_| anyhow::anyhow!("the key holds letters that no key has"))?;
        Ok(Stripe { client, webhook_secret, pay_origin, first_wait: FIRST_WAIT })
    }

    /// Waits otherwise before the second try; for tests.
    #[must_use]
    pub fn waiting(self, first_wait: Duration) -> Stripe {
        Stripe { first_wait, ..self }
    }

    /// Sends until the outcome is known, three times at most.
    async fn tried<T, F>(&self, call: impl Fn() -> F + Send + Sync) -> Result<T, PaymentFailure>
    where
        F: Future<Output = Result<T, StripeError>> + Send,
        T: Send,
    {
        let mut wait = self.first_wait;
        let mut tries = 1;
        loop {
            let failure = match call().await {
                Ok(answer) => return Ok(answer),
                Err(error) => answer::failure(&error),
            };
            if tries == TRIES || !matches!(failure, PaymentFailure::Unreachable(_)) {
                return Err(failure);
            }
            tokio::time::sleep(wait).await;
            (tries, wait) = (tries + 1, wait * 2);
        }
    }
}

/// The API's address as the library wants it: with a slash at its end.
pub fn base_url(url: Option<&str>) -> String {
    match url.map(str::trim).filter(|url| !url.is_empty()) {
        None => API_URL.to_owned(),
        Some(url) => format!("{}/", url.trim_end_matches('/')),
    }
}

/// `https://host:port` of an address.
fn origin(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    Some(format!("{}://{}", uri.scheme_str()?, uri.authority()?))
}

/// Ids are parts of addresses: nothing else may get there.
fn checked(id: &str) -> Result<&str, PaymentFailure> {
    let fine = (1..=255).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if fine { Ok(id) } else { Err(PaymentFailure::Refused("no id of Stripe's".into())) }
}

fn idempotent(key: &str) -> Result<RequestStrategy, PaymentFailure> {
    let key = IdempotencyKey::new(key).map_err(|error| PaymentFailure::Refused(error.to_string()))?;
    Ok(RequestStrategy::Idempotent(key))
}

#[async_trait]
impl Payments for Stripe {
    fn kind(&self) -> PaymentsKind {
        PaymentsKind::Stripe
    }

    fn pay_origin(&self) -> Option<String> {
        Some(self.pay_origin.clone())
    }

    async fn session_create(&self, wanted: &SessionRequest) -> Result<PaymentSession, PaymentFailure> {
        let (request, strategy) = (request::session(wanted)?, idempotent(&wanted.idempotency_key)?);
        let made = self.tried(|| request.customize().request_strategy(strategy.clone()).send(&self.client)).await?;
        answer::session(&made).map_err(PaymentFailure::Unreachable)
    }

    async fn session_get(&self, id: &str) -> Result<PaymentSession, PaymentFailure> {
        // The session itself does not say by what it was paid; of konbini there is no charge until the money comes.
        let by_what = ["payment_intent.latest_charge".to_owned(), "payment_intent.payment_method".to_owned()];
        let request = RetrieveCheckoutSession::new(checked(id)?).expand(by_what.to_vec());
        let found = self.tried(|| request.send(&self.client)).await?;
        answer::session(&found).map_err(PaymentFailure::Unreachable)
    }

    async fn session_expire(&self, id: &str) -> Result<PaymentSession, PaymentFailure> {
        let request = ExpireCheckoutSession::new(checked(id)?);
        match self.tried(|| request.send(&self.client)).await {
            Ok(closed) => answer::session(&closed).map_err(PaymentFailure::Unreachable),
            // Stripe closes open ones alone: somebody has paid meanwhile, or it is over already.
            Err(PaymentFailure::Refused(why)) => match self.session_get(id).await? {
                found if found.state == SessionState::Open => Err(PaymentFailure::Refused(why)),
                found => Ok(found),
            },
            Err(failure) => Err(failure),
        }
    }

    async fn refund_create(&self, wanted: &RefundRequest) -> Result<ProviderRefund, PaymentFailure> {
        checked(&wanted.payment_intent)?;
        let (request, strategy) = (request::refund(wanted), idempotent(&wanted.idempotency_key)?);
        let made = self.tried(|| request.customize().request_strategy(strategy.clone()).send(&self.client)).await?;
        answer::refund(&made).map_err(PaymentFailure::Unreachable)
    }

    async fn fee(&self, payment_intent: &str) -> Result<Option<Yen>, PaymentFailure> {
        let request = RetrievePaymentIntent::new(checked(payment_intent)?)
            .expand(vec!["latest_charge.balance_transaction".to_owned()]);
        let found = self.tried(|| request.send(&self.client)).await?;
        Ok(answer::fee(&found))
    }

    fn event(&self, body: &str, signature: &str, now: DateTime<Utc>) -> Result<PaymentEvent, EventRefusal> {
        event::read(body, signature, &self.webhook_secret, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_ids() {
        assert_eq!(base_url(None), API_URL);
        assert_eq!(base_url(Some("http://127.0.0.1:3001")), "http://127.0.0.1:3001/");
        assert_eq!(origin("http://127.0.0.1:3001/x/").as_deref(), Some("http://127.0.0.1:3001"));
        for bad in ["", "cs_test_1/expire", "cs?x", "ＣＳ", &"a".repeat(256)] {
            assert!(checked(bad).is_err(), "{bad}");
        }
        assert_eq!(checked("cs_test_a1"), Ok("cs_test_a1"));
    }

    #[test]
    fn the_version_is_the_librarys() {
        assert_eq!(stripe_shared::version::VERSION.as_str(), API_VERSION);
    }

    #[test]
    fn secrets_are_not_printed() {
        let stripe = Stripe::new(&"sk_test_verysecret".into(), "whsec_alsosecret".into(), None).unwrap();
        let printed = format!("{stripe:?}");
        assert!(!printed.contains("secret\"") && !printed.contains("sk_test"), "{printed}");
        assert!(printed.contains(CHECKOUT_ORIGIN));
        let broken = Stripe::new(&"sk_test_\u{7f}secret".into(), "w".into(), None).unwrap_err();
        assert!(!format!("{broken:#}").contains("sk_test"));
    }
}
