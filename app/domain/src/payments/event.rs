//! What the provider tells by itself.

use super::{PaymentSession, ProviderRefund};
use crate::Yen;

/// A buyer's objection at their card company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentDispute {
    pub id: String,
    pub payment_intent: Option<String>,
    pub amount: Yen,
    /// Who was given right; `None` while that is open.
    pub won: Option<bool>,
}

/// Something that happened at the provider's. It may come twice, late, and in any order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentEvent {
    pub id: String,
    pub kind: PaymentEventKind,
}

/// What happened. Each holds the thing as it stood then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaymentEventKind {
    /// The buyer has done their part: paid, or (konbini) been given a number.
    SessionCompleted(PaymentSession),
    /// The money of a completed page came in.
    SessionPaidLate(PaymentSession),
    /// The money of a completed page will not come.
    SessionFailed(PaymentSession),
    SessionExpired(PaymentSession),
    /// A refund was made or changed, wherever it was asked for.
    Refund(ProviderRefund),
    /// A dispute was opened or decided.
    Dispute(PaymentDispute),
    /// Nothing that is acted on; the word is the provider's name for it.
    Other(String),
}
