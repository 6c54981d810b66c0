//! A payment page of the provider's: asked for, open, paid or over; and refunds.

use chrono::{DateTime, Utc};

use super::PaymentMethod;
use crate::{Yen, members::Language};

/// Days within which what was to be paid at a konbini has to be paid; the last ends at midnight in Japan.
pub const KONBINI_DAYS: u32 = 3;

/// What a line of a payment page is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionItem {
    /// A piece, by its title.
    Piece(String),
    GiftWrapping,
    Delivery,
}

/// One line of what is paid for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    pub item: SessionItem,
    /// Tax included.
    pub unit_price: Yen,
    pub quantity: i64,
}

/// A payment page to be made. Stored ahead of the call, so that it can be sent again word for word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRequest {
    /// Our payment's id, which the provider gives back with everything it tells of the page.
    pub reference: String,
    pub order_number: i64,
    pub lines: Vec<SessionLine>,
    /// What the lines come to.
    pub total: Yen,
    pub email: String,
    /// The page's language; the browser's where none is set.
    pub language: Option<Language>,
    /// Whether konbini may be chosen, which is paid days later: not for one-of-a-kind pieces.
    pub konbini: bool,
    /// When nobody may begin to pay any more: 30 minutes to 24 hours ahead.
    pub expires_at: DateTime<Utc>,
    pub success_url: String,
    pub cancel_url: String,
    /// The same key and the same request give the same page.
    pub idempotency_key: String,
}

impl SessionRequest {
    /// What the lines come to; `None` where that is more than the system handles.
    pub fn lines_total(&self) -> Option<Yen> {
        let lines = self.lines.iter().map(|line| line.unit_price.times(line.quantity));
        lines.sum::<Option<Yen>>().filter(|sum| sum.0 <= crate::money::YEN_MAX)
    }
}

/// Where a payment page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SessionState {
    Open,
    /// The buyer has done their part; by konbini the money comes later.
    Complete,
    Expired,
}

/// A payment page of the provider's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentSession {
    pub id: String,
    /// Our payment's id; `None` where somebody else made the page.
    pub reference: Option<String>,
    /// Where the buyer pays; `None` once nobody can any more.
    pub url: Option<String>,
    pub state: SessionState,
    /// Whether the money is ours.
    pub paid: bool,
    pub amount: Yen,
    /// Whether `amount` is in yen; else it must not be taken for ours.
    pub currency_is_yen: bool,
    pub payment_intent: Option<String>,
    /// By what it was paid or is going to be; `None` while nobody has chosen, or where the provider did not say.
    pub method: Option<PaymentMethod>,
    pub expires_at: DateTime<Utc>,
}

/// Money to be given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundRequest {
    pub payment_intent: String,
    pub amount: Yen,
    /// Our refund's id, which the provider gives back.
    pub reference: String,
    /// The same key and the same request give the money back once.
    pub idempotency_key: String,
}

/// How far a refund is.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    /// On its way, or waiting for the buyer (konbini: for their bank account).
    Pending,
    Succeeded,
    /// The money is with the shop again.
    Failed,
}

/// A refund, as the provider tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderRefund {
    pub id: String,
    pub payment_intent: Option<String>,
    /// Our refund's id; `None` where it was made at the provider's.
    pub reference: Option<String>,
    pub amount: Yen,
    pub state: RefundState,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_added_up_without_overflow() {
        let line = |price, quantity| SessionLine { item: SessionItem::Delivery, unit_price: Yen(price), quantity };
        let request = |lines| SessionRequest {
            reference: "p".into(),
            order_number: 1,
            lines,
            total: Yen(0),
            email: "a@example.jp".into(),
            language: None,
            konbini: false,
            expires_at: DateTime::UNIX_EPOCH,
            success_url: String::new(),
            cancel_url: String::new(),
            idempotency_key: "k".into(),
        };
        assert_eq!(request(vec![line(1_200, 2), line(430, 1)]).lines_total(), Some(Yen(2_830)));
        assert_eq!(request(vec![line(i64::MAX, 2)]).lines_total(), None);
        assert_eq!(request(vec![line(99_000_000, 1), line(2_000_000, 1)]).lines_total(), None);
    }
}
