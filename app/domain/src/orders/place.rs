//! Placing an order: from what is known and asked to what is written.

use chrono::{DateTime, Utc};

use super::{Buyer, ORDER_QUANTITY_MAX, OrderError, OrderLine};
use crate::{
    Yen,
    catalog::{ProductSnapshot, StockChange, StockChanges, lines_total},
    form::{FieldErrors, FormInput, Reader},
    members::Language,
};

/// What a buyer sends.
#[derive(Clone, Debug)]
pub struct PlaceOrder {
    pub product_number: i64,
    /// 1 to [`ORDER_QUANTITY_MAX`].
    pub quantity: i64,
    pub buyer: Buyer,
    /// In which the buyer is written to; `None`: in both.
    pub language: Option<Language>,
    /// The asking network address, by which strangers are throttled; `None`: nobody from outside asks.
    pub client: Option<String>,
    /// Made with the form; the same form sent twice places one order.
    pub idempotency_key: String,
}

impl PlaceOrder {
    /// The order form: the buyer's fields, `quantity` and `key`.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(input: &FormInput, product_number: i64) -> Result<PlaceOrder, FieldErrors> {
        let mut read = Reader::new(input);
        let quantity = read.number("quantity", 1, ORDER_QUANTITY_MAX);
        let buyer = Buyer::read(input).map_err(|errors| read.note_all(errors)).unwrap_or_default();
        let idempotency_key = input.text("key").to_owned();
        read.done(PlaceOrder { product_number, quantity, buyer, language: None, client: None, idempotency_key })
    }

    /// Everything that makes two orders different. Under one key it must be the same.
    pub fn contents(&self) -> String {
        let Buyer { name, email, phone } = &self.buyer;
        format!("{} {}\n{name}\n{email}\n{phone}", self.product_number, self.quantity)
    }
}

/// What is known when an order is placed.
#[derive(Clone, Debug)]
pub struct PlaceFacts {
    /// The product of the number; `None` when there is none.
    pub product: Option<ProductSnapshot>,
    /// When a hold that begins now ends.
    pub hold_until: DateTime<Utc>,
}

/// An order that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOrder {
    pub buyer: Buyer,
    pub lines: Vec<OrderLine>,
    pub total: Yen,
    pub hold_until: DateTime<Utc>,
    pub stock: StockChanges,
}

/// Why an order is not placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceRefusal {
    /// Everything that is wrong with who orders.
    Buyer(FieldErrors),
    Order(OrderError),
    /// No product of that number is in the shop.
    NotForSale,
}

/// Decides on an order: its line as the product is now, its total, the pieces it reserves.
///
/// # Errors
/// [`PlaceRefusal`]; nothing changes then.
pub fn place_order(facts: &PlaceFacts, cmd: &PlaceOrder) -> Result<NewOrder, PlaceRefusal> {
    let buyer = Buyer::read(&cmd.buyer.input()).map_err(PlaceRefusal::Buyer)?;
    let out_of_range = PlaceRefusal::Order(OrderError::QuantityOutOfRange { max: ORDER_QUANTITY_MAX });
    if !(1..=ORDER_QUANTITY_MAX).contains(&cmd.quantity) {
        return Err(out_of_range);
    }
    let product = facts.product.as_ref().filter(|product| product.published).ok_or(PlaceRefusal::NotForSale)?;
    let change = product.stock_change(StockChange::Reserve(cmd.quantity));
    if change.is_some_and(|change| product.stock.after(change).is_none()) {
        return Err(PlaceRefusal::Order(OrderError::NotEnoughStock { available: product.available() }));
    }
    let line = OrderLine::of(product, cmd.quantity);
    // Neither price nor quantity can come near the largest amount; if they did, fewer pieces would be the answer.
    let total = lines_total([(line.unit_price, line.quantity)]).ok_or(out_of_range)?;
    let stock = change.into_iter().map(|change| (product.id, change)).collect();
    Ok(NewOrder { buyer, lines: vec![line], total, hold_until: facts.hold_until, stock })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::sample::{now, product};

    fn facts(on_hand: i64, reserved: i64) -> PlaceFacts {
        PlaceFacts { product: Some(product(1, on_hand, reserved)), hold_until: now() }
    }

    fn cmd(quantity: i64) -> PlaceOrder {
        let buyer = Buyer { name: " 山田 ".into(), email: "Hanako@example.jp".into(), phone: String::new() };
        PlaceOrder { product_number: 1, quantity, buyer, language: None, client: None, idempotency_key: "k".into() }
    }

    #[test]
    fn freezes_the_product_and_reserves_its_pieces() {
        let order = place_order(&facts(5, 2), &cmd(3)).unwrap();
        let product = product(1, 5, 2);
        assert_eq!((order.total, order.buyer.name.as_str()), (Yen(3 * product.price.0), "山田"));
        assert_eq!(order.stock, [(product.id, StockChange::Reserve(3))]);
        let line = &order.lines[0];
        assert_eq!((&line.title, &line.maker, line.maker_id), (&product.title, &product.maker, product.maker_id));
        assert_eq!((line.unit_price, line.tax_rate_percent), (product.price, product.tax_rate_percent));
    }

    #[test]
    fn refuses_with_the_reason() {
        let refused = |facts: &PlaceFacts, quantity| place_order(facts, &cmd(quantity)).unwrap_err();
        let left = |available| PlaceRefusal::Order(OrderError::NotEnoughStock { available });
        assert_eq!(refused(&facts(5, 2), 4), left(3));
        assert_eq!(refused(&facts(1, 1), 1), left(0));
        for quantity in [0, -1, ORDER_QUANTITY_MAX + 1, i64::MAX] {
            let max = ORDER_QUANTITY_MAX;
            assert_eq!(refused(&facts(99, 0), quantity), PlaceRefusal::Order(OrderError::QuantityOutOfRange { max }));
        }
        let gone = PlaceFacts { product: None, hold_until: now() };
        assert_eq!(refused(&gone, 1), PlaceRefusal::NotForSale);
        let mut withdrawn = facts(5, 0);
        withdrawn.product.as_mut().unwrap().published = false;
        assert_eq!(refused(&withdrawn, 1), PlaceRefusal::NotForSale);
        let nobody = PlaceOrder { buyer: Buyer::default(), ..cmd(1) };
        assert!(matches!(place_order(&facts(1, 0), &nobody), Err(PlaceRefusal::Buyer(all)) if all.len() == 2));
    }

    #[test]
    fn what_is_made_to_order_takes_no_stock() {
        let mut facts = facts(0, 0);
        facts.product.as_mut().unwrap().made_to_order = true;
        let order = place_order(&facts, &cmd(3)).unwrap();
        assert_eq!((order.stock.len(), order.total, order.lines[0].made_to_order), (0, Yen(300), true));
        facts.product.as_mut().unwrap().published = false;
        assert_eq!(place_order(&facts, &cmd(1)), Err(PlaceRefusal::NotForSale));
    }

    #[test]
    fn every_field_tells_orders_apart() {
        let mut others = vec![cmd(2), PlaceOrder { product_number: 2, ..cmd(1) }];
        let same = cmd(1).buyer;
        for buyer in [
            Buyer { name: "佐藤".into(), ..same.clone() },
            Buyer { email: "sato@example.jp".into(), ..same.clone() },
            Buyer { phone: "0422-00-0000".into(), ..same },
        ] {
            others.push(PlaceOrder { buyer, ..cmd(1) });
        }
        assert!(others.iter().all(|other| other.contents() != cmd(1).contents()));
    }
}
