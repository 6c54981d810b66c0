//! What there is, without what happens to it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

/// Days in which what is paid at a konbini has to be paid, where the shop does not say.
const KONBINI_DAYS: i64 = 3;
/// What is kept of a payment, in thousandths.
const FEE_PER_MILLE: i64 = 36;

/// By what somebody pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayBy {
    Card,
    /// A card that its company refuses; the page stays open.
    CardRefused,
    PayPay,
    /// A number is given out, and the money comes later.
    Konbini,
}

impl PayBy {
    /// Stripe's word.
    pub fn word(self) -> &'static str {
        match self {
            PayBy::Card | PayBy::CardRefused => "card",
            PayBy::PayPay => "paypay",
            PayBy::Konbini => "konbini",
        }
    }
}

/// What goes wrong with one call of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection ends before anything is done.
    Before,
    /// It is done, and then the connection ends: nobody knows.
    After,
    /// It is done, and never answered: whoever asked waits until it dies.
    Silence,
    /// Nothing is done, and this status answered.
    Answer(u16),
}

/// What has to be told.
#[derive(Clone, Debug)]
pub struct Event {
    pub id: String,
    pub kind: String,
    pub body: String,
    pub tries: u32,
}

/// What goes wrong on the way, on purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Switches {
    /// Nothing is sent until this is off again.
    pub hold: bool,
    /// Everything is sent twice.
    pub duplicate: bool,
    /// What waits is sent the last first.
    pub reverse: bool,
    /// So many of the next are never sent.
    pub lose: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionStatus {
    Open,
    Complete,
    Expired,
}

#[derive(Clone, Debug)]
pub struct Line {
    pub title: String,
    pub unit: i64,
    pub quantity: i64,
}

/// A payment page.
#[derive(Clone, Debug)]
pub struct Session {
    pub id: String,
    pub reference: Option<String>,
    pub metadata: BTreeMap<String, String>,
    pub intent_metadata: BTreeMap<String, String>,
    pub description: Option<String>,
    pub lines: Vec<Line>,
    pub amount: i64,
    pub email: Option<String>,
    pub locale: Option<String>,
    pub excluded: Vec<String>,
    pub konbini_days: i64,
    pub created: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub success_url: String,
    pub cancel_url: Option<String>,
    pub status: SessionStatus,
    pub payment: Option<String>,
    /// Whether the last try with a card was refused.
    pub refused: bool,
}

impl Session {
    pub fn offers(&self, word: &str) -> bool {
        !self.excluded.iter().any(|excluded| excluded == word)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentStatus {
    /// Waits for the money, at a konbini.
    Waiting,
    Paid,
    /// The money never came.
    Lapsed,
}

#[derive(Clone, Debug)]
pub struct Refund {
    pub id: String,
    pub amount: i64,
    pub status: &'static str,
    pub metadata: BTreeMap<String, String>,
    pub created: DateTime<Utc>,
}

#[derive(Clone, Debug)]
pub struct Dispute {
    pub id: String,
    pub amount: i64,
    pub status: &'static str,
    pub created: DateTime<Utc>,
}

/// A payment (Stripe: a payment intent with its charge).
#[derive(Clone, Debug)]
pub struct Paid {
    pub id: String,
    pub session: String,
    pub amount: i64,
    pub by: PayBy,
    pub status: PaymentStatus,
    pub metadata: BTreeMap<String, String>,
    pub description: Option<String>,
    pub created: DateTime<Utc>,
    pub konbini_number: String,
    pub konbini_until: DateTime<Utc>,
    pub refunds: Vec<Refund>,
    pub dispute: Option<Dispute>,
}

impl Paid {
    /// What was given back, or is on its way.
    pub fn refunded(&self) -> i64 {
        self.refunds.iter().filter(|refund| refund.status != "failed").map(|refund| refund.amount).sum()
    }

    pub fn fee(&self) -> i64 {
        self.amount * FEE_PER_MILLE / 1000
    }
}

impl Session {
    /// Days that a form sets, or as usual.
    pub fn konbini_days(set: Option<i64>) -> i64 {
        set.unwrap_or(KONBINI_DAYS)
    }
}
