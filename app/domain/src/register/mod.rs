//! The counter: what is scanned, what a sale comes to, and what it writes.

mod address;
mod counter;
mod paper;
mod record;
mod totals;
mod view;

pub use address::*;
pub use counter::*;
pub use paper::*;
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
    Default,
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
    #[default]
    Cash,
    /// Card terminal or code payment of the shop: nothing to change.
    Cashless,
}

/// Why pieces are on the counter that the stock does not know of.
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
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionReason {
    /// Counted or typed wrongly.
    Miscounted,
    /// Brought by the maker, not entered yet.
    NotEntered,
    /// Given back by a buyer, not entered yet.
    Returned,
}

impl CorrectionReason {
    /// In the order in which they are offered.
    pub const ALL: [CorrectionReason; 3] = [Self::Miscounted, Self::NotEntered, Self::Returned];
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
    #[error("{tendered} yen were handed over, far more than is due")]
    TenderedFarAbove { tendered: Yen, change: Yen },
    #[error("more than {max} carts are parked")]
    TooManyParked { max: u64 },
    #[error("the parked cart is not there any more")]
    ParkedGone,
    #[error("only {available} left of {product_number}")]
    NotEnoughStock { product_number: i64, available: i64 },
    #[error("product {product_number} is not for sale")]
    NotForSale { product_number: i64 },
    /// Something has to be chosen of it, which only an order records.
    #[error("product {product_number} must be ordered")]
    MustBeOrdered { product_number: i64 },
    #[error("the order has ended")]
    OrderEnded,
    #[error("the form was used for another sale")]
    FormUsed,
    #[error("the cart was sold as no. {number}")]
    SoldBefore { number: i64 },
}
