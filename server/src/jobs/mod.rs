//! The jobs: what is done for each, and the runner that does it. Safe with several server processes.

mod booking;
mod health;
mod members;
mod orders;
pub mod payments;
mod questions;
mod retention;
mod reviews;
mod runner;
mod shop;

use std::sync::Arc;

use app::booking::SeriesChange;
use domain::{JobId, data::CLOSED_DOMAIN, mail::Mail};
use store::{
    Cx, Store,
    jobs::Job,
    ports::{Mailer, Payments},
};

use crate::config::Config;

pub use health::{Health, STALLED_MINUTES};
pub use runner::Runner;

/// What one run of a job needs.
#[derive(Clone)]
struct JobCx {
    id: JobId,
    store: Store,
    mailer: Arc<dyn Mailer>,
    payments: Arc<dyn Payments>,
    config: Arc<Config>,
    cx: Cx,
}

impl JobCx {
    /// Sends the job's one mail. Another try sends it under the same Message-ID.
    async fn send(&self, mail: &Mail) -> Result<(), String> {
        // Whom it was for has gone meanwhile: there is nobody to tell.
        if mail.to.is_empty() || mail.to.ends_with(CLOSED_DOMAIN) {
            return Ok(());
        }
        let site = self.store.site().await.map_err(|error| error.to_string())?;
        self.mailer.send(self.id, &app::site::with_footer(mail, &site)).await
    }
}

/// Clears away what has run out: sessions and links, holds, the API's old answers, old jobs. One failing keeps none of
/// the others from running; the operator's page shows each.
async fn tidy(store: &Store, cx: &Cx) {
    record(store, cx, "members_tidy", store.members_tidy(cx).await.map(drop)).await;
    record(store, cx, "booking_holds_tidy", store.booking_holds_tidy(cx).await).await;
    record(store, cx, "idempotency_tidy", store.idempotency_tidy(cx).await).await;
    record(store, cx, "jobs_prune", store.jobs_prune(cx).await.map(drop)).await;
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
        Job::ConfirmationMail { account_id, next } => {
            members::confirmation_mail(jobs, *account_id, next.as_deref()).await
        }
        Job::ResetMail { account_id, next } => members::reset_mail(jobs, *account_id, next.as_deref()).await,
        Job::AccountExistsMail { account_id, next } => {
            members::account_exists_mail(jobs, *account_id, next.as_deref()).await
        }
        Job::NewAddressMail { change_id } => members::new_address_mail(jobs, *change_id).await,
        Job::OldAddressMail { change_id } => members::old_address_mail(jobs, *change_id).await,
        Job::FactorMail { account_id, news } => members::factor_mail(jobs, *account_id, *news).await,
        Job::FarewellMail { to, language, pieces } => {
            members::farewell_mail(jobs, to.as_ref(), language, *pieces).await
        }
        Job::BookingMail { booking_id } => booking::booked(jobs, *booking_id).await,
        Job::CancellationMail { booking_id } => booking::cancelled(jobs, *booking_id).await,
        Job::MoveMail { booking_id } => booking::moved(jobs, *booking_id).await,
        Job::SeriesMail { booking_id } => booking::series(jobs, *booking_id).await,
        Job::SeriesMoveMail { booking_ids } => booking::series_changed(jobs, booking_ids, SeriesChange::Moved).await,
        Job::SeriesCancellationMail { booking_ids } => {
            booking::series_changed(jobs, booking_ids, SeriesChange::Cancelled).await
        }
        Job::ReminderMail { booking_id, sequence } => booking::reminder(jobs, *booking_id, *sequence).await,
        Job::NoShowMail { booking_id } => booking::no_show(jobs, *booking_id).await,
        Job::BookingRelease { booking_id } => booking::release(jobs, *booking_id).await,
        Job::AbsenceEnd { booking_id } => booking::absence_end(jobs, *booking_id).await,
        Job::OfferMail { waitlist_id } => booking::offer(jobs, *waitlist_id).await,
        Job::OfferExpiry { waitlist_id } => booking::offer_expiry(jobs, *waitlist_id).await,
        Job::WaitlistPass { waitlist_id } => booking::waitlist_pass(jobs, *waitlist_id).await,
        Job::ReviewMail { product_id } => shop::review_mail(jobs, *product_id).await,
        Job::QuestionMail { question_id } => questions::question_mail(jobs, *question_id).await,
        Job::AnswerMail { question_id } => questions::answer_mail(jobs, *question_id).await,
        Job::BuyerReviewMail { review_id } => reviews::came_mail(jobs, *review_id).await,
        Job::OrderMail { order_id } => orders::order_mail(jobs, *order_id).await,
        Job::OrderEndedMail { order_id } => orders::order_ended_mail(jobs, *order_id).await,
        Job::OrderExpiry { order_id } => orders::order_expiry(jobs, *order_id).await,
        Job::OrderStateMail { order_id, state } => orders::order_state_mail(jobs, *order_id, *state).await,
        Job::OrderArrival { order_id } => {
            jobs.store.order_arrived(&jobs.cx, *order_id).await.map_err(|error| error.to_string())
        }
        Job::RefundSend { refund_id } => payments::refund_send(jobs, *refund_id).await,
        Job::RefundMail { refund_id } => orders::refund_mail(jobs, *refund_id).await,
        Job::PaymentFee { payment_id } => payments::payment_fee(jobs, *payment_id).await,
        Job::TaxRateBegin { from_day } => {
            jobs.store.tax_rate_begin(&jobs.cx, *from_day).await.map_err(|error| error.to_string())
        }
    }
}
