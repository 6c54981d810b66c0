//! The mail about an order, and the end of its hold.

use domain::{
    DomainError, OrderId, RefundId,
    orders::{OrderState, OrderView},
};
use store::Error;

use super::{JobCx, payments::close_pages};

/// Mails the order to its buyer. The link is made here: the job holds the id only.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn order_mail(jobs: &JobCx, order_id: OrderId) -> Result<(), String> {
    let Some(order) = order(jobs, order_id).await? else { return Ok(()) };
    let site = jobs.store.site_settings().await.map_err(|error| error.to_string())?;
    let url = format!("{}{}", jobs.config.site_url, app::orders::order_path(&order));
    jobs.send(&app::orders::mail::order(&order, &site, &url)).await
}

/// Tells its buyer that an order was cancelled, or has run out.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn order_ended_mail(jobs: &JobCx, order_id: OrderId) -> Result<(), String> {
    let ended = jobs.store.order_ended(&jobs.cx, order_id).await.map_err(|error| error.to_string())?;
    let Some((order, ending)) = ended else { return Ok(()) };
    let site = jobs.store.site_settings().await.map_err(|error| error.to_string())?;
    let url = format!("{}/shop", jobs.config.site_url);
    jobs.send(&app::orders::mail::ended(&order, ending, &site, &url)).await
}

/// Ends an order whose hold has run out, once nobody can pay for it any more. Running it again, or on an order that has
/// ended or is kept longer, changes nothing.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn order_expiry(jobs: &JobCx, order_id: OrderId) -> Result<(), String> {
    let JobCx { store, cx, .. } = jobs;
    if !store.order_is_over(cx, order_id).await.map_err(|error| error.to_string())? {
        return Ok(());
    }
    close_pages(store, jobs.payments.as_ref(), cx, order_id).await?;
    store.order_expire(cx, order_id).await.map(|_| ()).map_err(|error| error.to_string())
}

/// Tells the buyer of an order that is paid online what became of it.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn order_state_mail(jobs: &JobCx, order_id: OrderId, state: OrderState) -> Result<(), String> {
    let Some(order) = order(jobs, order_id).await? else { return Ok(()) };
    let site = jobs.store.site_settings().await.map_err(|error| error.to_string())?;
    let url = format!("{}{}", jobs.config.site_url, app::orders::order_path(&order));
    jobs.send(&app::orders::mail::state(&order, state, &site, &url)).await
}

/// Tells a buyer that money went back.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn refund_mail(jobs: &JobCx, refund_id: RefundId) -> Result<(), String> {
    let refund = jobs.store.refund_for_mail(&jobs.cx, refund_id).await.map_err(|error| error.to_string())?;
    let Some(refund) = refund else { return Ok(()) };
    let Some(order) = order(jobs, refund.order_id).await? else { return Ok(()) };
    let site = jobs.store.site_settings().await.map_err(|error| error.to_string())?;
    let url = format!("{}{}", jobs.config.site_url, app::orders::order_path(&order));
    jobs.send(&app::orders::mail::refunded(&order, &refund, &site, &url)).await
}

/// The order, unless nobody is left to write to.
async fn order(jobs: &JobCx, id: OrderId) -> Result<Option<OrderView>, String> {
    match jobs.store.order_for_mail(&jobs.cx, id).await {
        Ok(order) => Ok(Some(order).filter(|order| !order.buyer.email.is_empty())),
        Err(Error::Domain(DomainError::NotFound)) => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}
