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

use crate::form::{FieldErrors, FormInput, Reader};

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
    PickedUp,
    Cancelled,
    Expired,
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
    #[error("only {available} left")]
    NotEnoughStock { available: i64 },
    #[error("the quantity lies outside 1 to {max}")]
    QuantityOutOfRange { max: i64 },
    #[error("the order has ended")]
    AlreadyEnded,
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
