//! The mail about an order, and the end of its hold.

use domain::{DomainError, PickupOrderId};
use store::Error;

use super::JobCx;

/// Mails the order to its buyer. The link is made here: the job holds the id only.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn order_mail(jobs: &JobCx, order_id: PickupOrderId) -> Result<(), String> {
    let order = match jobs.store.order_for_mail(&jobs.cx, order_id).await {
        Ok(order) => order,
        Err(Error::Domain(DomainError::NotFound)) => return Ok(()),
        Err(error) => return Err(error.to_string()),
    };
    let site = jobs.store.site_settings().await.map_err(|error| error.to_string())?;
    let url = format!("{}{}", jobs.config.site_url, app::orders::order_path(&order));
    jobs.send(&app::orders::mail::order(&order, &site, &url)).await
}

/// Tells its buyer that an order was cancelled, or has run out.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn order_ended_mail(jobs: &JobCx, order_id: PickupOrderId) -> Result<(), String> {
    let ended = jobs.store.order_ended(&jobs.cx, order_id).await.map_err(|error| error.to_string())?;
    let Some((order, ending)) = ended else { return Ok(()) };
    let site = jobs.store.site_settings().await.map_err(|error| error.to_string())?;
    let url = format!("{}/shop", jobs.config.site_url);
    jobs.send(&app::orders::mail::ended(&order, ending, &site, &url)).await
}

/// Ends an order whose hold has run out. Running it again, or on an order that has ended, changes nothing.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn order_expiry(jobs: &JobCx, order_id: PickupOrderId) -> Result<(), String> {
    jobs.store.order_expire(&jobs.cx, order_id).await.map(|_| ()).map_err(|error| error.to_string())
}
