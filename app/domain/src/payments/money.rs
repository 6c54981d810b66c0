//! Movements of money at the provider.

use crate::{OrderId, Yen};

/// A refund for the mail about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundNews {
    pub order_id: OrderId,
    pub amount: Yen,
    /// Why, as staff wrote it; empty where it went back by itself.
    pub reason: String,
}

/// What moved.
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
pub enum MoneyKind {
    /// A buyer paid; its document is the payment at the provider.
    Payment,
    /// Money went back to a buyer; its document is the refund at the provider.
    Refund,
    /// A refund did not reach the buyer, and its money came back; its document is that refund.
    RefundReturned,
    /// What the provider kept of a payment; its document is that payment.
    Fee,
    /// A bank took the money back; its document is the dispute at the provider.
    Dispute,
    /// A dispute was won, and its money came back; its document is that dispute.
    DisputeReturned,
}
