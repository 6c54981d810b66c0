//! The outbox: jobs are enqueued in the transaction of the change they follow from, and hold ids only
//! (but for one address, sealed until its mail has left).

mod lane;
mod log;
mod periodic;
mod queue;
mod retry;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    AccountId, BookingId, BuyerReviewId, OrderId, PaymentId, ProductId, QuestionId, RefundId, WaitlistId,
    members::FactorNews, orders::OrderState,
};
use sea_orm::QueryTrait;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Cx, Error, Result, Tx, entity::job};

pub use lane::Lane;
pub use queue::{Claim, JobEnd, LOCK_SECONDS};

const FAREWELL: &str = "farewell_mail";

/// Work to be done after a commit. Running one twice must do no harm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Mails a confirmation link that leads on to `next`, a path of this site.
    ConfirmationMail {
        account_id: AccountId,
        #[serde(default)]
        next: Option<String>,
    },
    /// Mails a link to set a new password; signing in with it leads on to `next`, a path of this site.
    ResetMail {
        account_id: AccountId,
        #[serde(default)]
        next: Option<String>,
    },
    /// Tells someone who signed up again that the account exists.
    AccountExistsMail {
        account_id: AccountId,
        #[serde(default)]
        next: Option<String>,
    },
    /// Mails the link that makes an address an account's.
    NewAddressMail {
        change_id: Uuid,
    },
    /// Tells the address before of the change, with the link that takes it back.
    OldAddressMail {
        change_id: Uuid,
    },
    /// Tells somebody what became of their second factors.
    FactorMail {
        account_id: AccountId,
        news: FactorNews,
    },
    /// Tells whoever has closed their account what became of what was kept. The one job that holds more than ids, for the
    /// address is nowhere else any more; see [`Job::spent`].
    FarewellMail {
        #[serde(default)]
        to: Option<SealedAddress>,
        /// The word of the person's language.
        #[serde(default)]
        language: String,
        /// Pieces of theirs that lie in the shop.
        #[serde(default)]
        pieces: i64,
    },
    BookingMail {
        booking_id: BookingId,
    },
    CancellationMail {
        booking_id: BookingId,
    },
    MoveMail {
        booking_id: BookingId,
    },
    /// One mail for all bookings of a weekly repeat; named by its first.
    SeriesMail {
        booking_id: BookingId,
    },
    /// One mail for bookings of a weekly repeat that were moved together.
    SeriesMoveMail {
        booking_ids: Vec<BookingId>,
    },
    /// One mail for bookings of a weekly repeat that were cancelled together.
    SeriesCancellationMail {
        booking_ids: Vec<BookingId>,
    },
    /// On the day before; nothing is sent when the booking was changed meanwhile: that change brought its own.
    ReminderMail {
        booking_id: BookingId,
        sequence: i32,
    },
    NoShowMail {
        booking_id: BookingId,
    },
    /// Frees a booking to which nobody came.
    BookingRelease {
        booking_id: BookingId,
    },
    /// Mails and frees the time once it can no longer be taken back that nobody came.
    AbsenceEnd {
        booking_id: BookingId,
    },
    /// Tells the first in line that the time is kept for them.
    OfferMail {
        waitlist_id: WaitlistId,
    },
    /// Ends an offer that nobody took and asks the next.
    OfferExpiry {
        waitlist_id: WaitlistId,
    },
    /// Looks at a place in a line again: ends it when its time has come, else offers what has become free.
    WaitlistPass {
        waitlist_id: WaitlistId,
    },
    /// Tells the maker what the staff decided.
    ReviewMail {
        product_id: ProductId,
    },
    /// Tells a maker what somebody asks about a piece.
    QuestionMail {
        question_id: QuestionId,
    },
    /// Tells whoever asked what the maker answers.
    AnswerMail {
        question_id: QuestionId,
    },
    /// Tells a maker what a buyer says of a piece.
    BuyerReviewMail {
        review_id: BuyerReviewId,
    },
    /// Mails the customer the order, its hold and the link to its page.
    OrderMail {
        order_id: OrderId,
    },
    /// Mails the customer that the order was cancelled or has run out.
    OrderEndedMail {
        order_id: OrderId,
    },
    /// Mails the customer what became of an order that is paid online.
    OrderStateMail {
        order_id: OrderId,
        state: OrderState,
    },
    /// What was posted has arrived.
    OrderArrival {
        order_id: OrderId,
    },
    /// Sends money back to a buyer.
    RefundSend {
        refund_id: RefundId,
    },
    /// Mails the customer that money went back.
    RefundMail {
        refund_id: RefundId,
    },
    /// Asks the provider what it kept of a payment.
    PaymentFee {
        payment_id: PaymentId,
    },
    /// Ends an order whose hold has run out and puts its pieces back.
    OrderExpiry {
        order_id: OrderId,
    },
    /// Gives the pieces the rate of tax that begins on that day.
    TaxRateBegin {
        from_day: NaiveDate,
    },
}

/// A mail address that only this space's own key opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedAddress {
    /// Whose it was.
    pub account_id: AccountId,
    pub sealed: String,
}

impl Job {
    /// All kinds, by their words: the operator's page lists also those that never ran.
    pub const KINDS: [&str; 33] = [
        "booking_mail",
        "cancellation_mail",
        "move_mail",
        "series_mail",
        "series_move_mail",
        "series_cancellation_mail",
        "reminder_mail",
        "booking_release",
        "absence_end",
        "no_show_mail",
        "offer_mail",
        "offer_expiry",
        "waitlist_pass",
        "order_mail",
        "order_ended_mail",
        "order_expiry",
        "order_state_mail",
        "order_arrival",
        "refund_send",
        "refund_mail",
        "payment_fee",
        "tax_rate_begin",
        "review_mail",
        "question_mail",
        "answer_mail",
        "buyer_review_mail",
        "confirmation_mail",
        "reset_mail",
        "account_exists_mail",
        "new_address_mail",
        "old_address_mail",
        "factor_mail",
        FAREWELL,
    ];

    /// What is kept of a job of that kind once it has ended, where that is less than the job: of a farewell the address
    /// goes, also when it never left.
    fn spent(kind: &str) -> Option<Job> {
        (kind == FAREWELL).then(|| Job::FarewellMail { to: None, language: String::new(), pieces: 0 })
    }

    /// The word by which the operator's page lists it.
    pub fn kind(&self) -> &'static str {
        match self {
            Job::ConfirmationMail { .. } => "confirmation_mail",
            Job::ResetMail { .. } => "reset_mail",
            Job::AccountExistsMail { .. } => "account_exists_mail",
            Job::NewAddressMail { .. } => "new_address_mail",
            Job::OldAddressMail { .. } => "old_address_mail",
            Job::FactorMail { .. } => "factor_mail",
            Job::FarewellMail { .. } => FAREWELL,
            Job::BookingMail { .. } => "booking_mail",
            Job::CancellationMail { .. } => "cancellation_mail",
            Job::MoveMail { .. } => "move_mail",
            Job::SeriesMail { .. } => "series_mail",
            Job::SeriesMoveMail { .. } => "series_move_mail",
            Job::SeriesCancellationMail { .. } => "series_cancellation_mail",
            Job::ReminderMail { .. } => "reminder_mail",
            Job::NoShowMail { .. } => "no_show_mail",
            Job::BookingRelease { .. } => "booking_release",
            Job::AbsenceEnd { .. } => "absence_end",
            Job::OfferMail { .. } => "offer_mail",
            Job::OfferExpiry { .. } => "offer_expiry",
            Job::WaitlistPass { .. } => "waitlist_pass",
            Job::ReviewMail { .. } => "review_mail",
            Job::QuestionMail { .. } => "question_mail",
            Job::AnswerMail { .. } => "answer_mail",
            Job::BuyerReviewMail { .. } => "buyer_review_mail",
            Job::OrderMail { .. } => "order_mail",
            Job::OrderEndedMail { .. } => "order_ended_mail",
            Job::OrderExpiry { .. } => "order_expiry",
            Job::OrderStateMail { .. } => "order_state_mail",
            Job::OrderArrival { .. } => "order_arrival",
            Job::RefundSend { .. } => "refund_send",
            Job::RefundMail { .. } => "refund_mail",
            Job::PaymentFee { .. } => "payment_fee",
            Job::TaxRateBegin { .. } => "tax_rate_begin",
        }
    }

    /// The row in which it waits.
    pub fn lane(&self) -> Lane {
        match self {
            Job::BookingRelease { .. }
            | Job::AbsenceEnd { .. }
            | Job::OfferExpiry { .. }
            | Job::WaitlistPass { .. }
            | Job::OrderExpiry { .. }
            | Job::OrderArrival { .. }
            | Job::RefundSend { .. }
            | Job::PaymentFee { .. }
            | Job::TaxRateBegin { .. } => Lane::Holds,
            Job::ConfirmationMail { .. }
            | Job::ResetMail { .. }
            | Job::AccountExistsMail { .. }
            | Job::NewAddressMail { .. }
            | Job::OldAddressMail { .. }
            | Job::FactorMail { .. }
            | Job::FarewellMail { .. }
            | Job::BookingMail { .. }
            | Job::CancellationMail { .. }
            | Job::MoveMail { .. }
            | Job::SeriesMail { .. }
            | Job::SeriesMoveMail { .. }
            | Job::SeriesCancellationMail { .. }
            | Job::ReminderMail { .. }
            | Job::NoShowMail { .. }
            | Job::OfferMail { .. }
            | Job::ReviewMail { .. }
            | Job::QuestionMail { .. }
            | Job::AnswerMail { .. }
            | Job::BuyerReviewMail { .. }
            | Job::OrderMail { .. }
            | Job::OrderStateMail { .. }
            | Job::RefundMail { .. }
            | Job::OrderEndedMail { .. } => Lane::Mail,
        }
    }
}

/// Enqueues a job to run as soon as the transaction has committed.
pub(crate) async fn enqueue(cx: &Cx, tx: &Tx, job: Job) -> Result<()> {
    enqueue_at(cx, tx, job, cx.now).await
}

/// Enqueues a job for a later time.
pub(crate) async fn enqueue_at(cx: &Cx, tx: &Tx, job: Job, run_at: DateTime<Utc>) -> Result<()> {
    enqueue_all(cx, tx, vec![(job, run_at)]).await
}

/// Enqueues several jobs in one statement, each for its time.
pub(crate) async fn enqueue_all(cx: &Cx, tx: &Tx, jobs: Vec<(Job, DateTime<Utc>)>) -> Result<()> {
    let rows = jobs.into_iter().map(|(job, run_at)| row(cx, &job, run_at)).collect::<Result<Vec<_>>>()?;
    if !rows.is_empty() {
        tx.defer(&job::Entity::insert_many(rows).into_query());
    }
    Ok(())
}

fn row(cx: &Cx, job: &Job, run_at: DateTime<Utc>) -> Result<job::ActiveModel> {
    Ok(job::ActiveModel {
        id: Set(cx.new_id()),
        kind: Set(job.kind().to_owned()),
        lane: Set(job.lane().into_str().to_owned()),
        payload: Set(payload(job)?),
        run_at: Set(run_at),
        attempts: Set(0),
        claim: Set(None),
        locked_until: Set(None),
        done_at: Set(None),
        failed_at: Set(None),
        last_error: Set(None),
        created_at: Set(cx.now),
    })
}

fn payload(job: &Job) -> Result<String> {
    serde_json::to_string(job).map_err(Error::internal)
}
