//! A counter sale: from what is known and sent to what is written.

use chrono::{DateTime, Utc};

use super::{
    CartLine, CorrectionReason, LINES_MAX, Line, RegisterError, SaleLine, SaleTotals, Tender, ask_above, sale_totals,
};
use crate::{
    ProductId, Yen,
    catalog::{ProductSnapshot, Stock, StockChange, StockChanges},
    orders::{EndOrder, OrderEnd, OrderFacts, end_order},
};

/// A sale as the counter sends it.
#[derive(Clone, Debug)]
pub struct RecordSale {
    /// Pieces beside those of the order.
    pub lines: Vec<CartLine>,
    /// The numbers of the orders that are picked up.
    pub orders: Vec<i64>,
    pub tender: Tender,
    /// Cash handed over; ignored for cashless sales.
    pub tendered: Yen,
    /// The cash that somebody said yes to, where it lies above [`ask_above`]. Another amount is asked about anew.
    pub confirmed: Option<Yen>,
    /// Why pieces are sold that the stock does not know of.
    pub correction: Option<CorrectionReason>,
    /// Made with the form; the same form sent twice is one sale.
    pub idempotency_key: String,
}

impl RecordSale {
    /// Everything that makes two sales different. Under one key it must be the same.
    pub fn contents(&self) -> String {
        let lines: Vec<String> = CartLine::merged(self.lines.iter().copied()).iter().map(CartLine::to_string).collect();
        let orders: Vec<String> = self.order_numbers().iter().map(i64::to_string).collect();
        let cash = if self.tender == Tender::Cash { self.tendered.0 } else { 0 };
        format!("{}\n{}\n{} {cash}", lines.join(" "), orders.join(" "), self.tender.into_str())
    }

    /// The orders' numbers, each once, rising.
    pub fn order_numbers(&self) -> Vec<i64> {
        let mut numbers = self.orders.clone();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// What is known when a sale is recorded.
#[derive(Clone, Debug, Default)]
pub struct SaleFacts {
    /// The orders that are picked up, by number, as far as the numbers are known.
    pub orders: Vec<(i64, OrderFacts)>,
    /// The products that the cart names.
    pub products: Vec<ProductSnapshot>,
}

/// A sale that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSale {
    /// The orders' lines as they were ordered, then the others as they are now.
    pub lines: Vec<SaleLine>,
    pub totals: SaleTotals,
    /// The ends of the orders that are picked up, by number.
    pub order_ends: Vec<(i64, OrderEnd)>,
    /// What the stock is corrected by before the pieces leave.
    pub corrections: Vec<StockCorrection>,
    /// Every piece that leaves, the orders' too.
    pub stock: StockChanges,
}

/// Pieces that are on the counter although the stock does not know of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockCorrection {
    pub product_id: ProductId,
    pub product_number: i64,
    /// The stock as the decision saw it: it is corrected only while it is still so.
    pub seen: Stock,
    /// How many pieces more there are, at least one.
    pub pieces: i64,
    pub reason: CorrectionReason,
}

/// Decides on a sale.
///
/// # Errors
/// [`RegisterError`]; nothing changes then.
pub fn record_sale(facts: &SaleFacts, cmd: &RecordSale, now: DateTime<Utc>) -> Result<NewSale, RegisterError> {
    if cmd.lines.len() > LINES_MAX {
        return Err(RegisterError::TooManyLines { max: LINES_MAX });
    }
    let (mut lines, mut stock, mut order_ends) = (Vec::new(), StockChanges::new(), Vec::new());
    for number in cmd.order_numbers() {
        let order = facts.orders.iter().find(|(known, _)| *known == number).map(|(_, order)| order);
        let order = order.ok_or(RegisterError::OrderEnded)?;
        let end = end_order(order, EndOrder::PickUp, now).ok().flatten().ok_or(RegisterError::OrderEnded)?;
        lines.extend(order.lines.iter().map(SaleLine::from));
        stock.extend(end.stock.iter().copied());
        order_ends.push((number, end));
    }
    let mut shelf = Vec::new();
    for CartLine { product_number, quantity } in CartLine::merged(cmd.lines.iter().copied()) {
        let product = facts.products.iter().find(|product| product.number == product_number && product.published);
        let product = product.ok_or(RegisterError::NotForSale { product_number })?;
        if product.has_required_option {
            return Err(RegisterError::MustBeOrdered { product_number });
        }
        lines.push(SaleLine::of(product, quantity));
        shelf.push((product, quantity));
    }
    // The money is asked for before a missing piece is named, as at the counter.
    let amounts: Vec<Line> = lines.iter().map(Line::from).collect();
    let totals = sale_totals(&amounts, cmd.tender, cmd.tendered)?;
    let mut corrections = Vec::new();
    for (product, quantity) in shelf {
        corrections.extend(correction(product, quantity, cmd.correction)?);
        let change = product.stock_change(StockChange::SellFromShelf(quantity));
        stock.extend(change.map(|change| (product.id, change)));
    }
    if totals.tendered > ask_above(totals.total) && cmd.tender == Tender::Cash && cmd.confirmed != Some(totals.tendered)
    {
        return Err(RegisterError::TenderedFarAbove { tendered: totals.tendered, change: totals.change });
    }
    Ok(NewSale { lines, totals, order_ends, corrections, stock })
}

/// What the stock must be corrected by for so many pieces to leave; nothing when it has them.
fn correction(
    product: &ProductSnapshot,
    quantity: i64,
    reason: Option<CorrectionReason>,
) -> Result<Option<StockCorrection>, RegisterError> {
    let (product_number, available) = (product.number, product.available());
    if quantity <= available || product.made_to_order {
        return Ok(None);
    }
    let reason = reason.ok_or(RegisterError::NotEnoughStock { product_number, available })?;
    let pieces = quantity - available;
    Ok(Some(StockCorrection { product_id: product.id, product_number, seen: product.stock, pieces, reason }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::orders::{
        Delivery, OrderLine, OrderOutcome, OrderState,
        sample::{now, product},
    };

    fn cmd(lines: &[(i64, i64)], order: Option<i64>, tendered: i64) -> RecordSale {
        let line =
            |(product_number, quantity): &(i64, i64)| CartLine { product_number: *product_number, quantity: *quantity };
        RecordSale {
            lines: lines.iter().map(line).collect(),
            orders: order.into_iter().collect(),
            tender: Tender::Cash,
            tendered: Yen(tendered),
            confirmed: None,
            correction: None,
            idempotency_key: "k".into(),
        }
    }

    /// The same sale, the cash said yes to.
    fn sure(cmd: &RecordSale) -> RecordSale {
        RecordSale { confirmed: Some(cmd.tendered), ..cmd.clone() }
    }

    fn order(ended: bool) -> OrderFacts {
        OrderFacts {
            lines: vec![OrderLine::of(&product(1, 2, 1), 1)],
            hold_until: now(),
            state: if ended { OrderState::Cancelled } else { OrderState::Pending },
            delivery: Delivery::Pickup,
        }
    }

    #[test]
    fn an_orders_pieces_go_as_ordered_and_the_shelfs_as_they_are() {
        let dearer = ProductSnapshot { price: Yen(900), tax_rate_percent: 8, ..product(1, 2, 1) };
        let facts = SaleFacts { orders: vec![(12, order(false))], products: vec![dearer.clone(), product(3, 5, 0)] };
        let sale = record_sale(&facts, &cmd(&[(3, 1), (1, 1), (3, 1)], Some(12), 2000), now()).unwrap();
        let prices: Vec<_> = sale.lines.iter().map(|l| (l.unit_price.0, l.quantity, l.tax_rate_percent)).collect();
        assert_eq!(prices, [(100, 1, 10), (300, 2, 10), (900, 1, 8)]);
        assert_eq!((sale.totals.total, sale.totals.change), (Yen(1600), Yen(400)));
        let ends: Vec<_> = sale.order_ends.iter().map(|(number, end)| (*number, end.outcome)).collect();
        assert_eq!(ends, [(12, OrderOutcome::PickedUp)]);
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
        let facts = |order: Option<OrderFacts>| SaleFacts {
            orders: order.into_iter().map(|order| (12, order)).collect(),
            products: vec![product(1, 2, 1), product(2, 5, 0)],
        };
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

    #[test]
    fn several_orders_join_one_sale() {
        let facts =
            SaleFacts { orders: vec![(12, order(false)), (13, order(false))], products: vec![product(3, 5, 0)] };
        let both = RecordSale { orders: vec![13, 12, 13], ..cmd(&[(3, 1)], None, 1000) };
        let sale = record_sale(&facts, &both, now()).unwrap();
        assert_eq!(sale.lines.len(), 3);
        assert_eq!(sale.order_ends.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [12, 13], "each once");
        let unknown = RecordSale { orders: vec![12, 14], ..both };
        assert_eq!(record_sale(&facts, &unknown, now()), Err(RegisterError::OrderEnded));
    }

    #[test]
    fn a_piece_the_stock_does_not_know_is_sold_with_a_reason_only() {
        let facts = SaleFacts { orders: Vec::new(), products: vec![product(1, 2, 1)] };
        let two = cmd(&[(1, 2)], None, 1000);
        let missing = RegisterError::NotEnoughStock { product_number: 1, available: 1 };
        assert_eq!(record_sale(&facts, &two, now()), Err(missing));
        let reason = Some(CorrectionReason::Miscounted);
        let sale = record_sale(&facts, &RecordSale { correction: reason, ..two }, now()).unwrap();
        let [one] = &sale.corrections[..] else { panic!("{:?}", sale.corrections) };
        assert_eq!((one.product_number, one.pieces, one.seen), (1, 1, product(1, 2, 1).stock));
        let enough = RecordSale { correction: reason, ..cmd(&[(1, 1)], None, 1000) };
        assert_eq!(record_sale(&facts, &enough, now()).unwrap().corrections, [], "what is there needs none");
    }

    #[test]
    fn what_has_to_be_chosen_is_ordered_first() {
        let piece = ProductSnapshot { has_required_option: true, ..product(1, 5, 0) };
        let facts = SaleFacts { products: vec![piece], ..SaleFacts::default() };
        let refused = record_sale(&facts, &cmd(&[(1, 1)], None, 10_000), now()).unwrap_err();
        assert_eq!(refused, RegisterError::MustBeOrdered { product_number: 1 });
    }

    #[test]
    fn what_is_made_to_order_is_sold_without_stock() {
        let piece = ProductSnapshot { made_to_order: true, ..product(1, 0, 0) };
        let facts = SaleFacts { orders: Vec::new(), products: vec![piece] };
        let sale = record_sale(&facts, &cmd(&[(1, 30)], None, 3000), now()).unwrap();
        assert_eq!((sale.stock.len(), sale.corrections.len(), sale.totals.total), (0, 0, Yen(3000)));
    }

    #[test]
    fn cash_far_above_the_total_is_asked_about() {
        let facts = SaleFacts { orders: Vec::new(), products: vec![product(1, 50, 0)] };
        let tender = |yen| cmd(&[(1, 28)], None, yen);
        assert!(record_sale(&facts, &tender(10_000), now()).is_ok());
        let ask = RegisterError::TenderedFarAbove { tendered: Yen(10_001), change: Yen(7_201) };
        assert_eq!(record_sale(&facts, &tender(10_001), now()), Err(ask));
        assert!(record_sale(&facts, &sure(&tender(10_001)), now()).is_ok());
        let other = RecordSale { confirmed: Some(Yen(10_001)), ..tender(99_999_999) };
        assert!(record_sale(&facts, &other, now()).is_err(), "another amount is another question");
        let cashless = RecordSale { tender: Tender::Cashless, ..tender(99_999_999) };
        assert!(record_sale(&facts, &cashless, now()).is_ok(), "no cash, no question");
    }

    proptest! {
        /// Whatever is on the counter can be sold with a reason, and afterwards the stock still keeps its promises.
        #[test]
        fn corrections_keep_promises(on_hand in 0i64..6, promised in 0i64..6, n in 1i64..9) {
            prop_assume!(promised <= on_hand);
            let facts = SaleFacts { orders: Vec::new(), products: vec![product(1, on_hand, promised)] };
            let reason = Some(CorrectionReason::NotEntered);
            let sale = record_sale(&facts, &sure(&RecordSale { correction: reason, ..cmd(&[(1, n)], None, 9000) }), now());
            let sale = sale.unwrap();
            let mut stock = facts.products[0].stock;
            prop_assert_eq!(sale.corrections.is_empty(), n <= stock.available());
            for correction in &sale.corrections {
                stock = stock.corrected(correction.pieces).unwrap();
            }
            for (_, change) in &sale.stock {
                stock = stock.after(*change).unwrap();
            }
            prop_assert_eq!(stock.reserved(), promised);
            prop_assert_eq!(stock.on_hand(), (on_hand - n).max(promised));
        }

        /// The sum of what is printed is what is paid, and exactly the pieces on the lines leave.
        #[test]
        fn a_sale_adds_up(cart in prop::collection::vec((1i64..6, 1i64..4), 1..8), on_hand in 0i64..12) {
            let products: Vec<_> = (1..6).map(|n| product(n, on_hand, 0)).collect();
            let facts = SaleFacts { orders: Vec::new(), products: products.clone() };
            let Ok(sale) = record_sale(&facts, &sure(&cmd(&cart, None, 100_000)), now()) else { return Ok(()) };
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
