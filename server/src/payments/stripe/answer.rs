//! What Stripe answers, in our words. Its own messages are left out: they repeat addresses and parts of keys.

use chrono::{DateTime, Utc};
use domain::{
    Yen,
    payments::{PaymentFailure, PaymentMethod, PaymentSession, ProviderRefund, RefundState, SessionState},
};
use stripe::StripeError;
use stripe_shared::{
    ApiErrors, CheckoutSession, CheckoutSessionPaymentStatus, CheckoutSessionStatus, PaymentIntent, Refund,
};
use stripe_types::{Currency, Expandable};

/// A payment page.
///
/// # Errors
/// What of it makes no sense, for the log.
pub fn session(found: &CheckoutSession) -> Result<PaymentSession, String> {
    let state = match &found.status {
        Some(CheckoutSessionStatus::Open) => SessionState::Open,
        Some(CheckoutSessionStatus::Complete) => SessionState::Complete,
        Some(CheckoutSessionStatus::Expired) => SessionState::Expired,
        _ => return Err("a payment page in a state that is not known".into()),
    };
    let paid = found.payment_status == CheckoutSessionPaymentStatus::Paid;
    let metadata = |key: &str| found.metadata.as_ref().and_then(|all| all.get(key)).cloned();
    Ok(PaymentSession {
        id: found.id.to_string(),
        reference: found.client_reference_id.clone().or_else(|| metadata("payment")),
        url: found.url.clone(),
        state,
        paid,
        amount: Yen(found.amount_total.unwrap_or(0)),
        currency_is_yen: found.currency == Some(Currency::JPY),
        payment_intent: found.payment_intent.as_ref().map(|intent| intent.id().to_string()),
        method: method(found, state, paid),
        expires_at: time(found.expires_at)?,
    })
}

/// By what it was paid: as the payment says where Stripe was asked to send it along, else what follows from the rest.
fn method(found: &CheckoutSession, state: SessionState, paid: bool) -> Option<PaymentMethod> {
    if state != SessionState::Complete {
        return None;
    }
    let intent = found.payment_intent.as_ref().and_then(Expandable::as_object);
    let charge = intent.and_then(|intent| intent.latest_charge.as_ref()?.as_object());
    let chosen = intent.and_then(|intent| intent.payment_method.as_ref()?.as_object());
    let by_charge = charge.and_then(|charge| charge.payment_method_details.as_ref()).map(|how| how.type_.as_str());
    let word = by_charge.or_else(|| chosen.map(|how| how.type_.as_str()));
    if let Some(word) = word {
        return Some(PaymentMethod::of_word(word));
    }
    match found.payment_method_types.as_slice() {
        [only] => Some(PaymentMethod::of_word(only)),
        // Of what we offer, konbini alone is paid later.
        offered if !paid && offered.iter().any(|word| word == "konbini") => Some(PaymentMethod::Konbini),
        _ => None,
    }
}

/// A refund.
///
/// # Errors
/// What of it makes no sense, for the log.
pub fn refund(found: &Refund) -> Result<ProviderRefund, String> {
    if found.currency != Currency::JPY {
        return Err("a refund that is not in yen".into());
    }
    let state = match found.status.as_deref() {
        None | Some("pending" | "requires_action") => RefundState::Pending,
        Some("succeeded") => RefundState::Succeeded,
        Some("failed" | "canceled") => RefundState::Failed,
        Some(_) => return Err("a refund in a state that is not known".into()),
    };
    Ok(ProviderRefund {
        id: found.id.to_string(),
        payment_intent: found.payment_intent.as_ref().map(|intent| intent.id().to_string()),
        reference: found.metadata.as_ref().and_then(|all| all.get("refund")).cloned(),
        amount: Yen(found.amount),
        state,
    })
}

/// What Stripe keeps of a payment, where that is known and in yen.
pub fn fee(found: &PaymentIntent) -> Option<Yen> {
    let charge = found.latest_charge.as_ref()?.as_object()?;
    let transaction = charge.balance_transaction.as_ref()?.as_object()?;
    (transaction.currency == Currency::JPY).then_some(Yen(transaction.fee))
}

/// What a failure means: a refusal for good, or an outcome that is not known.
pub fn failure(error: &StripeError) -> PaymentFailure {
    match error {
        StripeError::Stripe(what, status) => {
            let text = words(what, *status);
            match status {
                // 409: a request under the same key is still under way. 424, 429: not now.
                409 | 424 | 429 | 500.. => PaymentFailure::Unreachable(text),
                _ => PaymentFailure::Refused(text),
            }
        }
        StripeError::Timeout => PaymentFailure::Unreachable("no answer in time".into()),
        StripeError::ClientError(_) => PaymentFailure::Unreachable("no connection".into()),
        StripeError::JSONDeserialize(_) => PaymentFailure::Unreachable("an answer that cannot be read".into()),
        StripeError::ConfigError(_) => PaymentFailure::Refused("the settings of Stripe are not right".into()),
    }
}

/// `402 card_error card_declined (insufficient_funds) param`.
fn words(what: &ApiErrors, status: u16) -> String {
    let mut text = format!("{status} {}", what.type_.as_str());
    if let Some(code) = &what.code {
        text = format!("{text} {}", code.as_str());
    }
    if let Some(decline) = &what.decline_code {
        text = format!("{text} ({decline})");
    }
    match &what.param {
        Some(param) => format!("{text} {param}"),
        None => text,
    }
}

fn time(seconds: i64) -> Result<DateTime<Utc>, String> {
    DateTime::from_timestamp(seconds, 0).ok_or_else(|| "a time that is none".to_owned())
}
