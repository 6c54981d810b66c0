//! Runs the outbox: claims due jobs, does them, records how it went. Safe with several server processes.

mod booking;
mod members;
mod orders;
mod shop;

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use store::{
    Cx, Store,
    jobs::Job,
    ports::{Images, Mailer},
};

use crate::config::Config;

/// How often an idle runner looks for work.
const IDLE_WAIT: Duration = Duration::from_secs(1);

/// How often ended sessions, dead links and old attempts are cleared away.
const TIDY_EVERY: TimeDelta = TimeDelta::hours(1);

/// What a job needs.
#[derive(Clone)]
pub struct JobCx {
    pub store: Store,
    pub mailer: Arc<dyn Mailer>,
    pub images: Arc<dyn Images>,
    pub config: Arc<Config>,
    pub cx: Cx,
}

/// Runs due jobs until none is left; returns how many were done and how many failed.
///
/// # Errors
/// When the database fails.
pub async fn run_due(jobs: &JobCx) -> store::Result<(usize, usize)> {
    let (mut done, mut failed) = (0, 0);
    loop {
        let claimed = jobs.store.jobs_claim(&jobs.cx).await?;
        if claimed.is_empty() {
            return Ok((done, failed));
        }
        for (id, job) in claimed {
            match run(jobs, &job).await {
                Ok(()) => {
                    jobs.store.job_done(&jobs.cx, id).await?;
                    done += 1;
                }
                Err(cause) => {
                    tracing::warn!(job = job.kind(), %id, "job failed: {cause}");
                    jobs.store.job_failed(&jobs.cx, id, &cause).await?;
                    failed += 1;
                }
            }
        }
    }
}

/// Runs jobs for as long as the server lives.
pub async fn run_forever(store: Store, mailer: Arc<dyn Mailer>, images: Arc<dyn Images>, config: Arc<Config>) {
    let mut tidy_at = store.now();
    loop {
        let cx = Cx::system(store.now(), "jobs");
        if cx.now >= tidy_at {
            tidy_at = cx.now + TIDY_EVERY;
            if let Err(error) = store.members_tidy(&cx).await {
                tracing::warn!("could not clear away ended sessions: {error}");
            }
            if let Err(error) = store.idempotency_tidy(&cx).await {
                tracing::warn!("could not forget the API's old answers: {error}");
            }
        }
        let jobs =
            JobCx { store: store.clone(), mailer: mailer.clone(), images: images.clone(), config: config.clone(), cx };
        let outcome = match jobs.store.jobs_due(&jobs.cx).await {
            Ok(true) => run_due(&jobs).await.map(|_| ()),
            Ok(false) => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = outcome {
            tracing::error!("the job runner cannot reach the database: {error}");
        }
        tokio::time::sleep(IDLE_WAIT).await;
    }
}

async fn run(jobs: &JobCx, job: &Job) -> Result<(), String> {
    match job {
        Job::ConfirmationMail { account_id } => members::confirmation_mail(jobs, *account_id).await,
        Job::ResetMail { account_id } => members::reset_mail(jobs, *account_id).await,
        Job::AccountExistsMail { account_id } => members::account_exists_mail(jobs, *account_id).await,
        Job::BookingMail { booking_id } => booking::booked(jobs, *booking_id).await,
        Job::CancellationMail { booking_id } => booking::cancelled(jobs, *booking_id).await,
        Job::MoveMail { booking_id } => booking::moved(jobs, *booking_id).await,
        Job::SeriesMail { booking_id } => booking::series(jobs, *booking_id).await,
        Job::ReminderMail { booking_id, start_at } => booking::reminder(jobs, *booking_id, *start_at).await,
        Job::NoShowMail { booking_id } => booking::no_show(jobs, *booking_id).await,
        Job::BookingRelease { booking_id } => booking::release(jobs, *booking_id).await,
        Job::OfferMail { waitlist_id } => booking::offer(jobs, *waitlist_id).await,
        Job::OfferExpiry { waitlist_id } => booking::offer_expiry(jobs, *waitlist_id).await,
        Job::WaitlistPass { waitlist_id } => booking::waitlist_pass(jobs, *waitlist_id).await,
        Job::ReviewMail { product_id } => shop::review_mail(jobs, *product_id).await,
        Job::OrderMail { order_id } => orders::order_mail(jobs, *order_id).await,
        Job::OrderExpiry { order_id } => orders::order_expiry(jobs, *order_id).await,
    }
}
