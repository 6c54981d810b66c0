//! Payment by a provider (Stripe): what is asked of it and what it tells. Plain types; the port is `store::ports::Payments`.

mod event;
mod method;
mod session;

pub use event::*;
pub use method::*;
pub use session::*;

/// Why a provider did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaymentFailure {
    /// No answer, or one that does not say whether it was done, after the adapter's own tries: it may have happened.
    /// The same request may be sent again with the same key. The text is for the log and holds nothing secret.
    #[error("the payment provider does not answer: {0}")]
    Unreachable(String),
    /// The provider said no for good. The text is for the log and holds nothing secret.
    #[error("the payment provider refuses: {0}")]
    Refused(String),
    #[error("no payment provider is set")]
    NotConfigured,
}

/// Why a message was not taken for an event of the provider.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventRefusal {
    /// Nobody knows who sent it, or it is older than five minutes.
    #[error("the signature is not the provider's")]
    BadSignature,
    /// The provider's own, but not to be read: keep the body and alarm. The text names what is wrong, not what it holds.
    #[error("the event cannot be read: {0}")]
    Unreadable(String),
}

/// By what the site is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaymentsKind {
    /// At the counter alone.
    CounterOnly,
    Stripe,
}
