//! The mail about a buyer's review.

use app::reviews::mail;
use domain::BuyerReviewId;

use super::JobCx;

/// Tells the maker that a review came, if they want to be told.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn came_mail(jobs: &JobCx, id: BuyerReviewId) -> Result<(), String> {
    let Some(news) = jobs.store.review_came(id).await.map_err(|error| error.to_string())? else { return Ok(()) };
    if !news.wanted {
        return Ok(());
    }
    let site = jobs.store.site_settings().await.map_err(|error| error.to_string())?;
    jobs.send(&mail::came(&news, &site, &jobs.config.site_url)).await
}
