//! The cart as it is written down: in the counter's addresses, in the browser's cookie, and where it is parked.

use std::fmt;

use uuid::Uuid;

use super::{CartLine, CorrectionReason, LINES_MAX, Tender, read_cash};
use crate::{CartId, Yen};

/// The cookie in which a browser keeps the cart that stands at its counter.
pub const CART_COOKIE: &str = "register_cart";
/// How long it is kept: a day at the counter.
pub const CART_COOKIE_SECONDS: i64 = 24 * 60 * 60;

/// A cart and how it is going to be paid. Written as the query of an address: numbers and known words only, so that
/// nothing in it needs escaping and nothing in it is about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CartContents {
    pub lines: Vec<CartLine>,
    /// Numbers of the orders that are picked up.
    pub orders: Vec<i64>,
    pub tender: Tender,
    /// Cash handed over.
    pub tendered: Yen,
    /// Why pieces are sold that the stock does not know of.
    pub correction: Option<CorrectionReason>,
    /// The cart's idempotency key; empty before it has one.
    pub key: String,
}

impl CartContents {
    /// Reads names and values; what is no line, number or known word is left out, and so are lines and orders beyond
    /// [`LINES_MAX`].
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> CartContents {
        let mut cart = CartContents::default();
        let mut lines = Vec::new();
        for (name, value) in pairs {
            match name {
                "line" => lines.extend(CartLine::parse(value)),
                "order" => cart.add_order(value.parse().unwrap_or_default()),
                "tender" => cart.tender = value.parse().unwrap_or_default(),
                "tendered" => cart.tendered = read_cash(value).unwrap_or_default(),
                "reason" => cart.correction = value.parse().ok(),
                "key" => value.clone_into(&mut cart.key),
                _ => {}
            }
        }
        lines.truncate(LINES_MAX);
        cart.lines = CartLine::merged(lines);
        cart
    }

    /// Reads what [`fmt::Display`] has written.
    pub fn parse(query: &str) -> CartContents {
        CartContents::read(query.split('&').filter_map(|pair| pair.split_once('=')))
    }

    /// Nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.orders.is_empty()
    }

    /// The id under which it is parked: its key, if that is of the form in which keys are given out.
    pub fn id(&self) -> Option<CartId> {
        (self.key.len() == 32).then(|| Uuid::try_parse(&self.key).ok()).flatten().map(CartId)
    }

    /// An order joins the cart, once.
    pub fn add_order(&mut self, number: i64) {
        if number > 0 && self.orders.len() < LINES_MAX && !self.orders.contains(&number) {
            self.orders.push(number);
        }
    }

    /// What another address brings joins this cart, which keeps its key.
    pub fn join(mut self, other: CartContents) -> CartContents {
        let lines = self.lines.into_iter().chain(other.lines).take(LINES_MAX);
        self.lines = CartLine::merged(lines);
        for order in other.orders {
            self.add_order(order);
        }
        self
    }
}

impl fmt::Display for CartContents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.lines {
            write!(f, "line={line}&")?;
        }
        for order in &self.orders {
            write!(f, "order={order}&")?;
        }
        if self.tender == Tender::Cashless {
            write!(f, "tender={}&", self.tender.into_str())?;
        }
        if self.tendered > Yen::ZERO {
            write!(f, "tendered={}&", self.tendered.0)?;
        }
        if let Some(reason) = self.correction {
            write!(f, "reason={}&", reason.into_str())?;
        }
        write!(f, "key={}", self.key)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(product_number: i64, quantity: i64) -> CartLine {
        CartLine { product_number, quantity }
    }

    #[test]
    fn nonsense_is_left_out() {
        assert_eq!(
            CartContents::parse("line=x&line=1x0&order=-1&order=y&tendered=abc&tender=gold&reason=z&zz"),
            CartContents::default()
        );
        let many: Vec<String> = (1..=60).map(|n| format!("line={n}x1&order={n}")).collect();
        let cart = CartContents::parse(&many.join("&"));
        assert_eq!((cart.lines.len(), cart.orders.len()), (LINES_MAX, LINES_MAX));
        assert_eq!(CartContents { key: "k".into(), ..CartContents::default() }.id(), None);
    }

    #[test]
    fn what_joins_takes_nothing_away() {
        let standing =
            CartContents { lines: vec![line(1, 2)], orders: vec![7], key: "a".into(), ..CartContents::default() };
        let called =
            CartContents { lines: vec![line(1, 1), line(2, 1)], orders: vec![7, 8], ..CartContents::default() };
        let joined = standing.join(called);
        assert_eq!((joined.lines, joined.orders), (vec![line(1, 3), line(2, 1)], vec![7, 8]));
        assert_eq!(joined.key, "a");
    }

    proptest! {
        #[test]
        fn carts_round_trip(
            lines in prop::collection::vec((1i64..9, 1i64..9), 0..5),
            orders in prop::collection::hash_set(1i64..99, 0..4),
            is_cashless: bool,
            tendered in 0i64..1_000_000,
            key in "[0-9a-f]{32}",
        ) {
            let cart = CartContents {
                lines: CartLine::merged(lines.into_iter().map(|(number, n)| line(number, n))),
                orders: orders.into_iter().collect(),
                tender: if is_cashless { Tender::Cashless } else { Tender::Cash },
                tendered: Yen(tendered),
                correction: is_cashless.then_some(CorrectionReason::Returned),
                key,
            };
            let written = cart.to_string();
            prop_assert!(written.chars().all(|c| c.is_ascii_alphanumeric() || "=&_".contains(c)), "{}", written);
            prop_assert!(cart.id().is_some());
            prop_assert_eq!(CartContents::parse(&written), cart);
        }
    }
}
