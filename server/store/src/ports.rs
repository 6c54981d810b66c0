//! What the store and the jobs need of the world, as traits; the adapters are in `server`.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{
    JobId, Yen,
    mail::Mail,
    payments::{
        EventRefusal, PaymentEvent, PaymentFailure, PaymentSession, PaymentsKind, ProviderRefund, RefundRequest,
        SessionRequest,
    },
};

/// Sends mail: into `DIR/outbox` or by SMTP.
#[async_trait]
pub trait Mailer: Send + Sync + 'static {
    /// Sends the mail of a job. The Message-ID follows from the job's id: should the mail be sent again, since nobody knows
    /// whether it arrived, its receiver's mail server or program can tell that it is the same one.
    ///
    /// # Errors
    /// A text for the log when the mail could not be handed over; the job is tried again.
    async fn send(&self, id: JobId, mail: &Mail) -> Result<(), String>;
}

/// Keeps image files under keys like `photos/<id>/640.webp`: a folder, or an S3 bucket.
#[async_trait]
pub trait Images: Send + Sync + 'static {
    /// # Errors
    /// A text for the log.
    async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), String>;

    /// `None` when there is nothing under the key.
    ///
    /// # Errors
    /// A text for the log.
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, String>;

    /// Deletes what is under the key, if anything is.
    ///
    /// # Errors
    /// A text for the log.
    async fn delete(&self, key: &str) -> Result<(), String>;

    /// All keys.
    ///
    /// # Errors
    /// A text for the log.
    async fn keys(&self) -> Result<Vec<String>, String>;
}

/// Lets buyers pay on a provider's page. What it tells by itself arrives at our webhook and is read by `event`.
#[async_trait]
pub trait Payments: Send + Sync + 'static {
    fn kind(&self) -> PaymentsKind;

    /// The origin of the page where buyers pay, such as `https://checkout.stripe.com`: a form of ours leads there.
    fn pay_origin(&self) -> Option<String>;

    /// Makes a payment page. The same key with the same request gives the same page for 24 hours.
    ///
    /// # Errors
    /// As [`PaymentFailure`]; the same key with another request is refused.
    async fn session_create(&self, request: &SessionRequest) -> Result<PaymentSession, PaymentFailure>;

    /// # Errors
    /// As [`PaymentFailure`]; an unknown id is refused.
    async fn session_get(&self, id: &str) -> Result<PaymentSession, PaymentFailure>;

    /// Closes a payment page. One that is complete or over comes back as it is: look at its state.
    ///
    /// # Errors
    /// As [`PaymentFailure`]; an unknown id is refused.
    async fn session_expire(&self, id: &str) -> Result<PaymentSession, PaymentFailure>;

    /// Gives money back. The same key with the same request gives the first refund for 24 hours.
    ///
    /// # Errors
    /// As [`PaymentFailure`]; more than was paid is refused.
    async fn refund_create(&self, request: &RefundRequest) -> Result<ProviderRefund, PaymentFailure>;

    /// What the provider keeps of a payment; `None` while that is not known yet.
    ///
    /// # Errors
    /// As [`PaymentFailure`].
    async fn fee(&self, payment_intent: &str) -> Result<Option<Yen>, PaymentFailure>;

    /// Reads what came to the webhook: the body as it came, and the header `Stripe-Signature`.
    ///
    /// # Errors
    /// When the signature is wrong or older than five minutes at `now`, or the event cannot be read.
    fn event(&self, body: &str, signature: &str, now: DateTime<Utc>) -> Result<PaymentEvent, EventRefusal>;
}
