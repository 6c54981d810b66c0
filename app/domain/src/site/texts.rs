//! The texts of the site that a space may write in its own words.

use serde::{Deserialize, Serialize};

/// A text that has built-in words. The words stand in the database: one that was used once keeps its word.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum SiteText {
    /// The first page's heading while the space is open that day.
    HomeTitle,
    /// The same on a closed day.
    HomeTitleClosed,
    HomeLead,
    LawPrice,
    LawCosts,
    LawQuantity,
    LawDeadline,
    LawMethod,
    LawWhen,
    LawDelivery,
    LawCancel,
    LawReturns,
    LawSpecial,
    /// The last line of a receipt.
    ReceiptThanks,
    /// Under the shop's heading.
    ShopLead,
    /// On a piece's page: how it is handed over, and what goes for returns.
    ShopPickup,
    /// For makers, above the form of a piece.
    ShopGuide,
    /// Below each mail.
    MailFooter,
}

impl SiteText {
    /// Longest, in characters.
    pub fn chars_max(self) -> usize {
        use SiteText as T;
        match self {
            T::HomeTitle | T::HomeTitleClosed | T::ReceiptThanks => 40,
            T::HomeLead | T::ShopLead => 200,
            _ => 600,
        }
    }

    /// Several lines.
    pub fn is_long(self) -> bool {
        self.chars_max() > 40
    }
}
