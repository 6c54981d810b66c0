//! What the page hands to the island, and what the search answers.

use serde::{Deserialize, Serialize};

/// A product that can be put into the cart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub number: i64,
    pub title: String,
    pub maker: String,
    pub price_yen: i64,
    /// Pieces that can be sold now; more are sold with a reason only. `None`: made to order, and not counted.
    pub available: Option<i64>,
    /// Pieces that are promised to orders.
    pub reserved: i64,
    /// Address of its photo.
    pub photo: String,
}

impl Found {
    /// More than the stock has.
    pub fn is_over(&self, quantity: i64) -> bool {
        self.available.is_some_and(|available| quantity > available)
    }
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub pieces: Vec<Found>,
    /// A code named one product: it goes into the cart without a choice.
    pub exact: bool,
    /// An order's code was read.
    pub order: Option<i64>,
}

/// The order that is picked up. Its pieces are held already and nothing here changes them, so the server draws them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldOrder {
    pub number: i64,
    /// 取り置き 12番.
    pub label: String,
    pub name: String,
    pub pieces: i64,
    pub total_yen: i64,
    /// Title of the last piece, for the folded cart.
    pub last: String,
}

/// The counter as the address or the refused form left it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    pub lines: Vec<(Found, i64)>,
    pub orders: Vec<HeldOrder>,
    pub query: String,
    pub found: Vec<Found>,
    pub is_cash: bool,
    pub tendered_yen: i64,
    /// What the last act did: 「…を入れました」.
    pub note: Option<String>,
    /// Why the sale was refused.
    pub error: Option<String>,
    /// What is asked before so much cash is taken.
    pub ask: Option<String>,
    /// The word of the reason why pieces are sold that the stock does not know of; empty for none.
    pub reason: String,
    /// Idempotency key of the sale.
    pub key: String,
}

/// A struct of words that travels as a plain list: a reader of field names for each costs kilobytes of wasm.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($field:ident,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(from = "Vec<String>", into = "Vec<String>")]
        pub struct $name {
            $(pub $field: String,)+
        }

        impl From<Vec<String>> for $name {
            fn from(words: Vec<String>) -> $name {
                let mut words = words.into_iter();
                $name { $($field: next_word(&mut words),)+ }
            }
        }

        impl From<$name> for Vec<String> {
            fn from(words: $name) -> Vec<String> {
                vec![$(words.$field,)+]
            }
        }
    };
}

#[inline(never)]
fn next_word(words: &mut std::vec::IntoIter<String>) -> String {
    words.next().unwrap_or_default()
}

/// A reason to choose: its word and its text.
pub type Reason = (String, String);

words! {
/// The island's words, in the page's language. `{n}`, `{q}` and `{title}` are filled in here.
Texts {
    yen_before,
    yen_after,
    scan,
    results,
    none_found,
    add,
    sold_out,
    left,
    to_order,
    cart,
    cart_empty,
    cart_count,
    less,
    more,
    remove,
    quantity_of,
    added,
    over_stock,
    over_reserved,
    reason,
    reason_none,
    reason_note,
    full,
    park,
    clear_cart,
    unread,
    again,
    ask_yes,
    order_remove,
    orders_link,
    orders_link_note,
    pay,
    total,
    total_note,
    tender,
    cash,
    cashless,
    tendered,
    change,
    short,
    keys,
    exact,
    clear,
    backspace,
    calculate,
    done,
    done_cash,
    done_cashless,
    offline,
}
}

impl Texts {
    /// `3,800円` or `¥3,800`.
    pub fn yen(&self, yen: i64) -> String {
        format!("{}{}{}", self.yen_before, domain::Yen(yen), self.yen_after)
    }
}

impl Texts {
    /// What is said of a line that the stock does not have.
    pub fn over(&self, piece: &Found) -> String {
        let words = self.over_stock.replace("{n}", &piece.available.unwrap_or_default().to_string());
        match piece.reserved {
            0 => words,
            n => format!("{words} {}", self.over_reserved.replace("{n}", &n.to_string())),
        }
    }
}

words! {
/// The drawings inside the island's icons.
Icons {
    scan,
    minus,
    plus,
    trash,
    down,
    cash,
    card,
    back,
    x,
    bag,
    right,
}
}
