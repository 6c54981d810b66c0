//! The adapters of `store::ports::Payments`: Stripe where it is set, else the counter alone.

mod counter_only;
pub mod stripe;

use std::sync::Arc;

use anyhow::{Context, Result};
use store::ports::Payments;

use crate::config::Config;

pub use self::stripe::Stripe;
pub use counter_only::CounterOnly;

/// The provider that the settings name.
///
/// # Errors
/// When the key is set without the webhook's secret or the other way round, or the provider's address makes no sense.
pub fn from_config(config: &Config) -> Result<Arc<dyn Payments>> {
    match (&config.stripe_key, &config.stripe_webhook_secret) {
        (None, None) => Ok(Arc::new(CounterOnly)),
        (Some(key), Some(secret)) => {
            let stripe = Stripe::new(key, secret.clone(), config.stripe_url.as_deref());
            Ok(Arc::new(stripe.context("TSUKURIBA_STRIPE_KEY or TSUKURIBA_STRIPE_URL is not right")?))
        }
        (Some(_), None) => anyhow::bail!(
            "TSUKURIBA_STRIPE_KEY is set, but not TSUKURIBA_STRIPE_WEBHOOK_SECRET: payments would never be heard of.\n\
             It is the signing secret (whsec_…) of the endpoint {}/webhooks/stripe; docs/stripe.md says how to make it",
            config.site_url
        ),
        (None, Some(_)) => anyhow::bail!("TSUKURIBA_STRIPE_WEBHOOK_SECRET is set, but not TSUKURIBA_STRIPE_KEY"),
    }
}
