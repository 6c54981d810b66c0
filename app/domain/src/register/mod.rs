//! The counter: what is scanned, what a sale comes to, and what it writes.

mod counter;
mod record;
mod totals;
mod view;

pub use counter::*;
pub use record::*;
use serde::{Deserialize, Serialize};
pub use totals::*;
pub use view::*;

use crate::Yen;

/// Most lines on one receipt.
pub const LINES_MAX: usize = 50;
/// Most pieces on one line.
pub const LINE_QUANTITY_MAX: i64 = 99;

/// How a sale is paid.
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
pub enum Tender {
    Cash,
    /// Card terminal or code payment of the shop: nothing to change.
    Cashless,
}

/// Why a sale is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegisterError {
    #[error("nothing to sell")]
    NoLines,
    #[error("more than {max} lines")]
    TooManyLines { max: usize },
    #[error("a quantity lies outside 1 to {max}")]
    QuantityOutOfRange { max: i64 },
    #[error("the amount is too large")]
    AmountTooLarge,
    #[error("{short} yen short")]
    TenderedTooLittle { short: Yen },
    #[error("only {available} left of {product_number}")]
    NotEnoughStock { product_number: i64, available: i64 },
    #[error("product {product_number} is not for sale")]
    NotForSale { product_number: i64 },
    #[error("the order has ended")]
    OrderEnded,
    #[error("the form was used for another sale")]
    FormUsed,
    #[error("the cart was sold as no. {number}")]
    SoldBefore { number: i64 },
}
