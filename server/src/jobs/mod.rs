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
    site::PERIODIC_MINUTES,
};

use crate::config::Config;

/// How often an idle runner looks for work.
const IDLE_WAIT: Duration = Duration::from_secs(1);

/// How often what has run out is cleared away.
const TIDY_EVERY: TimeDelta = TimeDelta::minutes(PERIODIC_MINUTES);

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
            tidy(&store, &cx).await;
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

/// Clears away what has run out: sessions and links, holds, the API's old answers. One failing keeps none of the others
/// from running; the operator's page shows each.
pub async fn tidy(store: &Store, cx: &Cx) {
    record(store, cx, "members_tidy", store.members_tidy(cx).await.map(|_| ())).await;
    record(store, cx, "booking_holds_tidy", store.booking_holds_tidy(cx).await).await;
    record(store, cx, "idempotency_tidy", store.idempotency_tidy(cx).await).await;
}

async fn record(store: &Store, cx: &Cx, kind: &'static str, outcome: store::Result<()>) {
    let error = outcome.err().map(|error| error.to_string());
    if let Some(cause) = &error {
        tracing::warn!(kind, "periodic work failed: {cause}");
    }
    if let Err(error) = store.periodic_ran(cx, kind, error).await {
        tracing::warn!(kind, "could not record periodic work: {error}");
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
        Job::ReminderMail { booking_id, sequence } => booking::reminder(jobs, *booking_id, *sequence).await,
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
