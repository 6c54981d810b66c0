//! The mails of the shop.

use app::shop::mail;
use domain::ProductId;

use super::JobCx;

/// Tells the maker what the staff decided last, if they want to be told.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn review_mail(jobs: &JobCx, product_id: ProductId) -> Result<(), String> {
    let Some(news) = jobs.store.review_news(product_id).await.map_err(|error| error.to_string())? else {
        return Ok(());
    };
    if !news.wanted {
        return Ok(());
    }
    let settings = jobs.store.site_settings().await.map_err(|error| error.to_string())?;
    jobs.send(&mail::reviewed(&news, &settings, &jobs.config.site_url)).await
}
