//! What Stripe tells by itself: a signed body at our webhook.

use chrono::{DateTime, Utc};
use domain::{
    Yen,
    payments::{EventRefusal, PaymentDispute, PaymentEvent, PaymentEventKind},
};
use serde::Deserialize;
use stripe_shared::{CheckoutSession, Dispute, DisputeStatus, Refund};
use stripe_types::Currency;
use stripe_webhook::{Event, EventObject, Webhook, WebhookError};

use super::answer;
use crate::config::Secret;

/// The events that are acted on; an endpoint at Stripe's has to send these.
pub const ACTED_ON: [&str; 10] = [
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
    "refund.created",
    "refund.updated",
    "refund.failed",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
];

/// The part of an event that is always there.
#[derive(Deserialize)]
struct Envelope {
    id: String,
    r#type: String,
}

/// Reads an event; any of several signatures will do, so that the secret can be changed while events come.
///
/// # Errors
/// When no signature is right, it is more than five minutes from `now`, or what is acted on cannot be read.
pub fn read(body: &str, signature: &str, secret: &Secret, now: DateTime<Utc>) -> Result<PaymentEvent, EventRefusal> {
    match Webhook::construct_event_with_timestamp(body, signature, secret.0.trim(), now.timestamp()) {
        Ok(event) => Ok(PaymentEvent { id: event.id.to_string(), kind: kind(event)? }),
        // The signature was good: it is read last.
        Err(WebhookError::BadParse(_)) => unread(body),
        Err(_) => Err(EventRefusal::BadSignature),
    }
}

/// Of an event that the library could not read: what is not acted on need not be read.
fn unread(body: &str) -> Result<PaymentEvent, EventRefusal> {
    let Ok(Envelope { id, r#type }) = serde_json::from_str(body) else {
        return Err(EventRefusal::Unreadable("no event of Stripe's".into()));
    };
    match ACTED_ON.contains(&r#type.as_str()) {
        true => Err(EventRefusal::Unreadable(format!("{} {id}", r#type))),
        false => Ok(PaymentEvent { id, kind: PaymentEventKind::Other(r#type) }),
    }
}

fn kind(event: Event) -> Result<PaymentEventKind, EventRefusal> {
    let name = event.type_.as_str().to_owned();
    let of_session = |of: fn(_) -> PaymentEventKind, found: &CheckoutSession| {
        answer::session(found).map(of).map_err(EventRefusal::Unreadable)
    };
    match event.data.object {
        EventObject::CheckoutSessionCompleted(found) => of_session(PaymentEventKind::SessionCompleted, &found),
        EventObject::CheckoutSessionAsyncPaymentSucceeded(found) => {
            of_session(PaymentEventKind::SessionPaidLate, &found)
        }
        EventObject::CheckoutSessionAsyncPaymentFailed(found) => of_session(PaymentEventKind::SessionFailed, &found),
        EventObject::CheckoutSessionExpired(found) => of_session(PaymentEventKind::SessionExpired, &found),
        EventObject::RefundCreated(found) | EventObject::RefundUpdated(found) | EventObject::RefundFailed(found) => {
            refund(&found)
        }
        EventObject::ChargeDisputeCreated(found)
        | EventObject::ChargeDisputeUpdated(found)
        | EventObject::ChargeDisputeClosed(found) => dispute(&found),
        _ => Ok(PaymentEventKind::Other(name)),
    }
}

fn refund(found: &Refund) -> Result<PaymentEventKind, EventRefusal> {
    answer::refund(found).map(PaymentEventKind::Refund).map_err(EventRefusal::Unreadable)
}

fn dispute(found: &Dispute) -> Result<PaymentEventKind, EventRefusal> {
    if found.currency != Currency::JPY {
        return Err(EventRefusal::Unreadable("a dispute that is not in yen".into()));
    }
    let won = match found.status {
        // Closed before the money was taken, or kept from being opened.
        DisputeStatus::Won | DisputeStatus::WarningClosed | DisputeStatus::Prevented => Some(true),
        DisputeStatus::Lost => Some(false),
        _ => None,
    };
    Ok(PaymentEventKind::Dispute(PaymentDispute {
        id: found.id.to_string(),
        payment_intent: found.payment_intent.as_ref().map(|intent| intent.id().to_string()),
        amount: Yen(found.amount),
        won,
    }))
}
