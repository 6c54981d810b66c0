//! What the page hands to the island, and what the search answers.

use serde::{Deserialize, Serialize};

/// A product that can be put into the cart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub number: i64,
    pub title: String,
    pub maker: String,
    pub price_yen: i64,
    /// Pieces that can be sold now.
    pub available: i64,
    /// Address of its photo.
    pub photo: String,
}

/// The answer of `/staff/register/search.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub pieces: Vec<Found>,
    /// A code named one product: it goes into the cart without a choice.
    pub exact: bool,
    /// An order's code was read.
    pub order: Option<i64>,
}

/// A piece of an order: held already, so that it cannot be changed here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub title: String,
    pub maker: String,
    pub quantity: i64,
    pub unit_price_yen: i64,
    pub photo: String,
}

/// The order that is picked up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldOrder {
    pub number: i64,
    /// 取り置き 12番.
    pub label: String,
    pub name: String,
    pub lines: Vec<Held>,
}

/// The counter as the address or the refused form left it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    pub lines: Vec<(Found, i64)>,
    pub order: Option<HeldOrder>,
    pub query: String,
    pub found: Vec<Found>,
    pub is_cash: bool,
    pub tendered_yen: i64,
    /// What the last act did: 「…を入れました」.
    pub note: Option<String>,
    /// Why the sale was refused.
    pub error: Option<String>,
    /// Idempotency key of the sale.
    pub key: String,
}

/// The island's words, in the page's language. `{n}`, `{q}` and `{title}` are filled in here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    pub yen_before: String,
    pub yen_after: String,
    pub scan: String,
    pub results: String,
    pub none_found: String,
    pub add: String,
    pub sold_out: String,
    pub left: String,
    pub cart: String,
    pub cart_empty: String,
    pub cart_count: String,
    pub less: String,
    pub more: String,
    pub remove: String,
    pub quantity_of: String,
    pub added: String,
    pub over_stock: String,
    pub held: String,
    pub order_remove: String,
    pub orders_link: String,
    pub orders_link_note: String,
    pub pay: String,
    pub total: String,
    pub total_note: String,
    pub tender: String,
    pub cash: String,
    pub cashless: String,
    pub tendered: String,
    pub change: String,
    pub short: String,
    pub keys: String,
    pub exact: String,
    pub clear: String,
    pub backspace: String,
    pub calculate: String,
    pub done: String,
    pub done_cash: String,
    pub done_cashless: String,
    pub offline: String,
}

impl Texts {
    /// `3,800円` or `¥3,800`.
    pub fn yen(&self, yen: i64) -> String {
        format!("{}{}{}", self.yen_before, domain::Yen(yen), self.yen_after)
    }
}

/// The drawings inside the island's icons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Icons {
    pub scan: String,
    pub minus: String,
    pub plus: String,
    pub trash: String,
    pub down: String,
    pub cash: String,
    pub card: String,
    pub back: String,
    pub x: String,
    pub bag: String,
    pub right: String,
}
