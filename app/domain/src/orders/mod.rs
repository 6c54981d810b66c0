//! Orders for pick-up (取り置き, 店頭払い): what an order may hold, how long, and how it ends.

mod end;
mod hold;
mod place;
mod view;

pub use end::*;
pub use hold::*;
pub use place::*;
use serde::{Deserialize, Serialize};
pub use view::*;

use crate::members::{EmailAddress, NAME_CHARS_MAX};

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

/// Who orders, as typed into the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buyer {
    pub name: String,
    pub email: String,
    pub phone: String,
}

impl Buyer {
    /// The same without outer blanks, the address as it is stored.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn checked(&self) -> Result<Buyer, Vec<OrderError>> {
        let (name, phone) = (self.name.trim(), self.phone.trim());
        let email = EmailAddress::parse(&self.email);
        let mut wrong = Vec::new();
        if name.is_empty() || name.chars().count() > NAME_CHARS_MAX || name.chars().any(char::is_control) {
            wrong.push(OrderError::NameInvalid);
        }
        if !phone_ok(phone) {
            wrong.push(OrderError::PhoneInvalid);
        }
        match email {
            Some(email) if wrong.is_empty() => {
                Ok(Buyer { name: name.to_owned(), email: email.as_str().to_owned(), phone: phone.to_owned() })
            }
            Some(_) => Err(wrong),
            None => {
                wrong.push(OrderError::EmailInvalid);
                Err(wrong)
            }
        }
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
    #[error("the form was used for another order")]
    FormUsed,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buyer_is_checked_in_every_field() {
        let wrong = Buyer { name: " ".into(), email: "x".into(), phone: "12".into() }.checked();
        assert_eq!(wrong, Err(vec![OrderError::NameInvalid, OrderError::PhoneInvalid, OrderError::EmailInvalid]));
        let good = Buyer { name: " 山田 ".into(), email: " Hanako@Example.jp".into(), phone: String::new() };
        assert_eq!(good.checked().map(|b| b.name), Ok("山田".to_owned()));
    }
}
