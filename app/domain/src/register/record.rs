//! A counter sale: from what is known and sent to what is written.

use chrono::{DateTime, Utc};

use super::{CartLine, LINES_MAX, Line, RegisterError, SaleLine, SaleTotals, Tender, sale_totals};
use crate::{
    Yen,
    catalog::{ProductSnapshot, StockChange, StockChanges},
    orders::{EndOrder, OrderEnd, OrderFacts, end_order},
};

/// A sale as the counter sends it.
#[derive(Clone, Debug)]
pub struct RecordSale {
    /// Pieces beside those of the order.
    pub lines: Vec<CartLine>,
    /// The number of the order that is picked up.
    pub order: Option<i64>,
    pub tender: Tender,
    /// Cash handed over; ignored for cashless sales.
    pub tendered: Yen,
    /// Made with the form; the same form sent twice is one sale.
    pub idempotency_key: String,
}

impl RecordSale {
    /// Everything that makes two sales different. Under one key it must be the same.
    pub fn contents(&self) -> String {
        let lines: Vec<String> = CartLine::merged(self.lines.iter().copied()).iter().map(CartLine::to_string).collect();
        let order = self.order.map(|number| number.to_string()).unwrap_or_default();
        let cash = if self.tender == Tender::Cash { self.tendered.0 } else { 0 };
        format!("{}\n{order}\n{} {cash}", lines.join(" "), self.tender.into_str())
    }
}

/// What is known when a sale is recorded.
#[derive(Clone, Debug, Default)]
pub struct SaleFacts {
    /// The order that is picked up, if its number is known.
    pub order: Option<OrderFacts>,
    /// The products that the cart names.
    pub products: Vec<ProductSnapshot>,
}

/// A sale that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSale {
    /// The order's lines as they were ordered, then the others as they are now.
    pub lines: Vec<SaleLine>,
    pub totals: SaleTotals,
    /// The end of the order that is picked up.
    pub order_end: Option<OrderEnd>,
    /// Every piece that leaves, the order's too.
    pub stock: StockChanges,
}

/// Decides on a sale.
///
/// # Errors
/// [`RegisterError`]; nothing changes then.
pub fn record_sale(facts: &SaleFacts, cmd: &RecordSale, now: DateTime<Utc>) -> Result<NewSale, RegisterError> {
    if cmd.lines.len() > LINES_MAX {
        return Err(RegisterError::TooManyLines { max: LINES_MAX });
    }
    let (mut lines, mut stock, mut order_end) = (Vec::new(), StockChanges::new(), None);
    if cmd.order.is_some() {
        let order = facts.order.as_ref().ok_or(RegisterError::OrderEnded)?;
        let end = end_order(order, EndOrder::PickUp, now).ok().flatten().ok_or(RegisterError::OrderEnded)?;
        lines.extend(order.lines.iter().map(SaleLine::from));
        stock.extend(end.stock.iter().copied());
        order_end = Some(end);
    }
    let mut shelf = Vec::new();
    for CartLine { product_number, quantity } in CartLine::merged(cmd.lines.iter().copied()) {
        let product = facts.products.iter().find(|product| product.number == product_number && product.published);
        let product = product.ok_or(RegisterError::NotForSale { product_number })?;
        lines.push(SaleLine::of(product, quantity));
        shelf.push((product, StockChange::SellFromShelf(quantity)));
    }
    // The money is asked for before a missing piece is named, as at the counter.
    let amounts: Vec<Line> = lines.iter().map(Line::from).collect();
    let totals = sale_totals(&amounts, cmd.tender, cmd.tendered)?;
    for (product, change) in shelf {
        if product.stock.after(change).is_none() {
            let (product_number, available) = (product.number, product.available());
            return Err(RegisterError::NotEnoughStock { product_number, available });
        }
        stock.push((product.id, change));
    }
    Ok(NewSale { lines, totals, order_end, stock })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::orders::{
        OrderLine, OrderOutcome,
        sample::{now, product},
    };

    fn cmd(lines: &[(i64, i64)], order: Option<i64>, tendered: i64) -> RecordSale {
        let line =
            |(product_number, quantity): &(i64, i64)| CartLine { product_number: *product_number, quantity: *quantity };
        RecordSale {
            lines: lines.iter().map(line).collect(),
            order,
            tender: Tender::Cash,
            tendered: Yen(tendered),
            idempotency_key: "k".into(),
        }
    }

    fn order(ended: bool) -> OrderFacts {
        OrderFacts { lines: vec![OrderLine::of(&product(1, 2, 1), 1)], hold_until: now(), ended }
    }

    #[test]
    fn an_orders_pieces_go_as_ordered_and_the_shelfs_as_they_are() {
        let dearer = ProductSnapshot { price: Yen(900), tax_rate_percent: 8, ..product(1, 2, 1) };
        let facts = SaleFacts { order: Some(order(false)), products: vec![dearer.clone(), product(3, 5, 0)] };
        let sale = record_sale(&facts, &cmd(&[(3, 1), (1, 1), (3, 1)], Some(12), 2000), now()).unwrap();
        let prices: Vec<_> = sale.lines.iter().map(|l| (l.unit_price.0, l.quantity, l.tax_rate_percent)).collect();
        assert_eq!(prices, [(100, 1, 10), (300, 2, 10), (900, 1, 8)]);
        assert_eq!((sale.totals.total, sale.totals.change), (Yen(1600), Yen(400)));
        assert_eq!(sale.order_end.map(|end| end.outcome), Some(OrderOutcome::PickedUp));
        assert_eq!(
            sale.stock,
            [
                (dearer.id, StockChange::SellReserved(1)),
                (product(3, 5, 0).id, StockChange::SellFromShelf(2)),
                (dearer.id, StockChange::SellFromShelf(1)),
            ]
        );
    }

    #[test]
    fn refuses_with_the_reason() {
        let facts = |order| SaleFacts { order, products: vec![product(1, 2, 1), product(2, 5, 0)] };
        let refused = |facts: &SaleFacts, cmd: &RecordSale| record_sale(facts, cmd, now()).unwrap_err();
        let none = facts(None);
        assert_eq!(refused(&none, &cmd(&[], None, 0)), RegisterError::NoLines);
        assert_eq!(refused(&none, &cmd(&[(9, 1)], None, 9)), RegisterError::NotForSale { product_number: 9 });
        let short = RegisterError::TenderedTooLittle { short: Yen(1) };
        assert_eq!(refused(&none, &cmd(&[(1, 1)], None, 99)), short);
        let missing = RegisterError::NotEnoughStock { product_number: 1, available: 1 };
        assert_eq!(refused(&none, &cmd(&[(2, 1), (1, 2)], None, 9999)), missing);
        assert_eq!(refused(&none, &cmd(&[(1, 1)], Some(12), 999)), RegisterError::OrderEnded);
        assert_eq!(refused(&facts(Some(order(true))), &cmd(&[], Some(12), 999)), RegisterError::OrderEnded);
        let mut withdrawn = facts(None);
        withdrawn.products[0].published = false;
        assert_eq!(refused(&withdrawn, &cmd(&[(1, 1)], None, 999)), RegisterError::NotForSale { product_number: 1 });
        let many: Vec<_> = (1..=51).map(|n| (n, 1)).collect();
        assert_eq!(refused(&none, &cmd(&many, None, 999)), RegisterError::TooManyLines { max: LINES_MAX });
    }

    #[test]
    fn everything_tells_sales_apart_but_the_cash_of_a_cashless_one() {
        let first = cmd(&[(1, 1)], None, 500);
        let cashless = RecordSale { tender: Tender::Cashless, ..first.clone() };
        let others =
            [cmd(&[(1, 2)], None, 500), cmd(&[(1, 1)], Some(1), 500), cmd(&[(1, 1)], None, 600), cashless.clone()];
        assert!(others.iter().all(|other| other.contents() != first.contents()));
        assert_eq!(cashless.contents(), RecordSale { tendered: Yen(1), ..cashless.clone() }.contents());
        assert_eq!(cmd(&[(1, 1), (1, 1)], None, 500).contents(), cmd(&[(1, 2)], None, 500).contents());
    }

    proptest! {
        /// The sum of what is printed is what is paid, and exactly the pieces on the lines leave.
        #[test]
        fn a_sale_adds_up(cart in prop::collection::vec((1i64..6, 1i64..4), 1..8), on_hand in 0i64..12) {
            let products: Vec<_> = (1..6).map(|n| product(n, on_hand, 0)).collect();
            let facts = SaleFacts { order: None, products: products.clone() };
            let Ok(sale) = record_sale(&facts, &cmd(&cart, None, 100_000), now()) else { return Ok(()) };
            prop_assert_eq!(sale.lines.iter().map(SaleLine::total).sum::<Yen>(), sale.totals.total);
            prop_assert_eq!(sale.totals.taxes.iter().map(|tax| tax.total).sum::<Yen>(), sale.totals.total);
            let left = sale.stock.iter().map(|(_, change)| change.quantity()).sum::<i64>();
            prop_assert_eq!(left, cart.iter().map(|(_, n)| n).sum::<i64>());
            for (id, change) in &sale.stock {
                let product = products.iter().find(|product| product.id == *id).unwrap();
                prop_assert!(product.stock.after(*change).is_some());
            }
        }
    }
}
