//! The mails about bookings.

use app::{
    booking::{booked_mail, cancelled_mail},
    page::Locale,
};
use domain::BookingId;

use super::JobCx;

/// Confirms a booking. One that was cancelled meanwhile is not confirmed any more.
///
/// # Errors
/// A text for the log; the job runs again.
pub async fn booked(jobs: &JobCx, id: BookingId) -> Result<(), String> {
    let letter = jobs.store.booking_letter(&jobs.cx, id).await.map_err(|error| error.to_string())?;
    match letter.filter(|letter| letter.booking.cancelled_at.is_none()) {
        None => Ok(()),
        Some(letter) => {
            let space = space_name(jobs).await?;
            jobs.mailer.send(&booked_mail(Locale::ja, &letter, &space, &jobs.config.site_url)).await
        }
    }
}

/// Confirms a cancellation.
///
/// # Errors
/// A text for the log; the job runs again.
pub async fn cancelled(jobs: &JobCx, id: BookingId) -> Result<(), String> {
    match jobs.store.booking_letter(&jobs.cx, id).await.map_err(|error| error.to_string())? {
        None => Ok(()),
        Some(letter) => {
            let space = space_name(jobs).await?;
            jobs.mailer.send(&cancelled_mail(Locale::ja, &letter, &space, &jobs.config.site_url)).await
        }
    }
}

async fn space_name(jobs: &JobCx) -> Result<String, String> {
    let settings = jobs.store.site_settings().await.map_err(|error| error.to_string())?;
    Ok(settings.space_name)
}
