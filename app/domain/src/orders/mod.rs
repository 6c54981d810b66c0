//! Orders: what one may hold, how it is sent and paid, how long its pieces are kept, its states and how it ends.

mod cart;
mod command;
mod delivery;
mod end;
mod hold;
mod place;
mod refund;
mod state;
mod terms;
mod view;

pub use cart::*;
pub use command::*;
pub use delivery::*;
pub use end::*;
pub use hold::*;
pub use place::*;
pub use refund::*;
use serde::{Deserialize, Serialize};
pub use state::*;
pub use terms::*;
pub use view::*;

use crate::{
    Yen,
    form::{FieldErrors, FormInput, Reader},
};

/// Most pieces of one product in an order.
pub const ORDER_QUANTITY_MAX: i64 = 20;

/// Orders that wait for one buyer at once.
pub const OPEN_ORDERS_MAX: u64 = 10;

/// How an order ended.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum OrderOutcome {
    /// Taken along at the counter.
    PickedUp,
    Cancelled,
    Expired,
    /// It arrived by post.
    Delivered,
    /// Everything that was paid went back.
    Refunded,
}

/// Who orders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buyer {
    pub name: String,
    pub email: String,
    pub phone: String,
}

impl Buyer {
    /// The fields `name`, `email` and `phone`; the address as it is stored.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(input: &FormInput) -> Result<Buyer, FieldErrors> {
        let mut read = Reader::new(input);
        let (name, email, phone) = (read.name("name"), read.email("email"), read.phone("phone"));
        read.done_with(name.zip(email).map(|(name, email)| Buyer { name, email: email.as_str().to_owned(), phone }))
    }

    /// The form with these values.
    pub fn input(&self) -> FormInput {
        FormInput::default().with("name", &self.name).with("email", &self.email).with("phone", &self.phone)
    }
}

/// What is wrong with an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    #[error("only {available} of {product_number} left")]
    NotEnoughStock { product_number: i64, available: i64 },
    #[error("{product_number} is not for sale")]
    NotForSale { product_number: i64 },
    #[error("{product_number} is not wrapped")]
    NotWrapped { product_number: i64 },
    /// What was chosen of it is not offered any more, or something is missing.
    #[error("{product_number} is not to be had so")]
    OptionsChanged { product_number: i64 },
    #[error("the quantity lies outside 1 to {max}")]
    QuantityOutOfRange { max: i64 },
    #[error("nothing is ordered")]
    NoLines,
    #[error("more than {max} lines")]
    TooManyLines { max: usize },
    /// A piece that is not sent at all, or too much for that way, or a way without a price.
    #[error("not sent this way")]
    NotSentThisWay,
    /// What is paid at the counter is picked up there.
    #[error("paid at the counter, but not picked up")]
    CounterNeedsPickup,
    /// The space has no payment provider.
    #[error("not paid online here")]
    NotPaidOnline,
    #[error("the order has ended")]
    AlreadyEnded,
    /// The step does not follow on the order's state: somebody else was quicker, or the page is old.
    #[error("not in this state")]
    WrongState,
    #[error("nothing to refund")]
    NothingToRefund,
    #[error("no more than {left} can go back")]
    RefundTooLarge { left: Yen },
    #[error("the form was used for another order")]
    FormUsed,
    #[error("{max} orders are waiting already")]
    TooManyOpen { max: u64 },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buyer_is_checked_in_every_field() {
        let wrong = Buyer { name: " ".into(), email: "x".into(), phone: "12".into() };
        let errors = Buyer::read(&wrong.input()).unwrap_err();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["name", "email", "phone"]);
        let good = Buyer {
            name: " 山田 ".into(),
            email: " Hanako@Example.jp".into(),
            phone: "０４２２（４０）９６６９".into(),
        };
        let good = Buyer::read(&good.input()).unwrap();
        assert_eq!(
            (good.name.as_str(), good.email.as_str(), good.phone.as_str()),
            ("山田", "hanako@example.jp", "0422(40)9669")
        );
    }
}
