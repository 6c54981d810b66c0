//! By what somebody paid.

use serde::{Deserialize, Serialize};

/// By what somebody paid. Card holds what runs on a card too (Apple Pay, Google Pay, Link).
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
pub enum PaymentMethod {
    Card,
    #[strum(serialize = "paypay")]
    #[serde(rename = "paypay")]
    PayPay,
    Konbini,
    /// One that was not known when this was written.
    Other,
}

impl PaymentMethod {
    /// The method of a provider's word (`card`, `paypay`, `konbini`, …).
    pub fn of_word(word: &str) -> PaymentMethod {
        match word {
            "card" | "link" => PaymentMethod::Card,
            other => other.parse().unwrap_or(PaymentMethod::Other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn words_are_the_providers_and_the_columns() {
        let words: Vec<&str> = PaymentMethod::iter().map(|method| method.into_str()).collect();
        assert_eq!(words, ["card", "paypay", "konbini", "other"]);
        for method in PaymentMethod::iter() {
            assert_eq!(PaymentMethod::of_word(method.into_str()), method);
        }
        assert_eq!(PaymentMethod::of_word("link"), PaymentMethod::Card);
        assert_eq!(PaymentMethod::of_word("sepa_debit"), PaymentMethod::Other);
    }
}
