//! Orders for pick-up (取り置き, 店頭払い): how long pieces are held and what an order may hold.

use serde::{Deserialize, Serialize};

/// Days for which the shop keeps a piece for its buyer; the hold ends at closing time of the last day.
pub const HOLD_DAYS: i64 = 3;
/// Most pieces of one product in an order.
pub const ORDER_QUANTITY_MAX: i64 = 20;

/// How an order ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderOutcome {
    PickedUp,
    Cancelled,
    Expired,
}

impl OrderOutcome {
    pub const ALL: [OrderOutcome; 3] = [OrderOutcome::PickedUp, OrderOutcome::Cancelled, OrderOutcome::Expired];

    pub fn as_str(self) -> &'static str {
        match self {
            OrderOutcome::PickedUp => "picked_up",
            OrderOutcome::Cancelled => "cancelled",
            OrderOutcome::Expired => "expired",
        }
    }

    pub fn parse(word: &str) -> Option<OrderOutcome> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }
}

/// What is wrong with an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    #[error("only {available} left")]
    NotEnoughStock { available: i64 },
    #[error("the quantity lies outside 1 to {max}")]
    QuantityOutOfRange { max: i64 },
    #[error("the order has ended")]
    AlreadyEnded,
    #[error("the name is missing or too long")]
    NameInvalid,
    #[error("not a mail address")]
    EmailInvalid,
    #[error("not a telephone number")]
    PhoneInvalid,
}

/// Digits, spaces, hyphens, parentheses and a leading plus; empty is allowed.
pub fn phone_ok(phone: &str) -> bool {
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    phone.is_empty() || ((9..=15).contains(&digits) && phone.chars().all(|c| c.is_ascii_digit() || " -()+".contains(c)))
}
