//! What is asked of the payment provider later: to close pages, to give money back, and what it kept.

use domain::{
    OrderId, PaymentId, RefundId,
    payments::{PaymentFailure, SessionState},
};
use store::ports::Payments;

use super::JobCx;

/// Closes the pages on which somebody may still pay for an order, and takes what the provider says of them: whoever has
/// paid meanwhile has paid. Returns whether nobody can pay any more.
///
/// # Errors
/// A text for the log when the provider does not answer; nothing may be given to somebody else then.
pub async fn close_pages(
    store: &store::Store,
    payments: &dyn Payments,
    cx: &store::Cx,
    order: OrderId,
) -> Result<bool, String> {
    let mut closed = true;
    for id in store.payment_pages_open(cx, order).await.map_err(|error| error.to_string())? {
        match payments.session_expire(&id).await {
            Ok(page) => {
                closed &= page.state == SessionState::Expired && !page.paid;
                store.payment_seen(cx, &page).await.map_err(|error| error.to_string())?;
            }
            // Another account's page, or no provider any more: there is nothing to close.
            Err(PaymentFailure::Refused(cause)) => tracing::warn!(%order, "a payment page is not closed: {cause}"),
            Err(PaymentFailure::NotConfigured) => {}
            Err(failure @ PaymentFailure::Unreachable(_)) => return Err(failure.to_string()),
        }
    }
    Ok(closed)
}

/// Sends money back. Running it again asks for the same refund by the same key.
///
/// # Errors
/// A text for the log; the job is tried again.
pub(super) async fn refund_send(jobs: &JobCx, id: RefundId) -> Result<(), String> {
    let request = jobs.store.refund_request(&jobs.cx, id).await.map_err(|error| error.to_string())?;
    let Some(request) = request else { return Ok(()) };
    match jobs.payments.refund_create(&request).await {
        Ok(refund) => jobs.store.refund_told(&jobs.cx, &refund).await.map_err(|error| error.to_string()),
        Err(PaymentFailure::Refused(cause)) => {
            tracing::error!(refund = %id, "the provider refuses a refund: {cause}");
            jobs.store.refund_refused(&jobs.cx, id).await.map_err(|error| error.to_string())
        }
        Err(failure) => Err(failure.to_string()),
    }
}

/// Asks what the provider kept of a payment; it knows a little after the payment.
///
/// # Errors
/// A text for the log; the job is tried again.
pub(super) async fn payment_fee(jobs: &JobCx, id: PaymentId) -> Result<(), String> {
    let intent = jobs.store.payment_intent(&jobs.cx, id).await.map_err(|error| error.to_string())?;
    let Some(intent) = intent else { return Ok(()) };
    match jobs.payments.fee(&intent).await {
        Ok(Some(fee)) => jobs.store.payment_fee(&jobs.cx, id, fee).await.map_err(|error| error.to_string()),
        Ok(None) => Err("the provider does not know its fee yet".to_owned()),
        Err(PaymentFailure::NotConfigured) => Ok(()),
        Err(failure) => Err(failure.to_string()),
    }
}
