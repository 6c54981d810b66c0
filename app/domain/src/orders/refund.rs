//! What goes back of an order that was paid for: the whole, or some lines; never more than was paid.

use super::{OrderError, OrderLine, OrderState};
use crate::{
    Yen,
    catalog::{StockChange, StockChanges},
    form::FieldError,
};

/// Characters of the reason of a refund.
pub const REFUND_REASON_CHARS_MAX: usize = 200;

/// Pieces of a line that are refunded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefundLine {
    /// Where the line stands in the order.
    pub position: i64,
    pub quantity: i64,
    /// They can be sold again; without it they are written off.
    pub restock: bool,
}

/// How much of an order goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefundScope {
    /// All that is left of it: money, pieces, delivery and wrapping.
    Rest {
        /// Its pieces can be sold again; without it they are written off.
        restock: bool,
    },
    Some {
        lines: Vec<RefundLine>,
        /// Delivery and wrapping too.
        with_delivery: bool,
    },
}

/// What staff want to give back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundOrder {
    pub scope: RefundScope,
    /// Why; its buyer reads it.
    pub reason: String,
    /// Made with the form; the same form sent twice is one refund.
    pub idempotency_key: String,
}

impl RefundOrder {
    /// Everything that makes two refunds different. Under one key it must be the same.
    pub fn contents(&self) -> String {
        let scope = match &self.scope {
            RefundScope::Rest { restock } => format!("rest {restock}"),
            RefundScope::Some { lines, with_delivery } => {
                let line = |line: &RefundLine| format!("{} {} {}", line.position, line.quantity, line.restock);
                let lines: Vec<String> = lines.iter().map(line).collect();
                format!("{}\n{with_delivery}", lines.join("\n"))
            }
        };
        format!("{scope}\n{}", self.reason)
    }
}

/// What is known of an order that is refunded.
#[derive(Clone, Debug)]
pub struct RefundFacts {
    pub lines: Vec<OrderLine>,
    /// Pieces of each line, by position, that were refunded before.
    pub refunded: Vec<(i64, i64)>,
    /// Delivery and wrapping were refunded before.
    pub delivery_refunded: bool,
    /// Delivery and wrapping as they were paid for.
    pub extras: Yen,
    pub paid: Yen,
    /// What went back, or is on its way back.
    pub returned: Yen,
}

impl RefundFacts {
    /// Pieces of a line that were not refunded yet.
    pub fn pieces_left(&self, line: &OrderLine) -> i64 {
        let gone: i64 = self.refunded.iter().filter(|(position, _)| *position == line.position).map(|(_, n)| n).sum();
        line.quantity - gone
    }

    /// All that are left.
    pub fn rest(&self, restock: bool) -> Vec<RefundLine> {
        let left = |line: &OrderLine| RefundLine { position: line.position, quantity: self.pieces_left(line), restock };
        self.lines.iter().map(left).filter(|line| line.quantity > 0).collect()
    }
}

/// A refund that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRefund {
    pub lines: Vec<RefundLine>,
    pub amount: Yen,
    /// Delivery and wrapping are part of it.
    pub with_delivery: bool,
    /// Nothing of what was paid is left after it, nor any piece to hand over.
    pub is_whole: bool,
}

/// Decides on a refund. The one that takes the last of the money takes the pieces that are left as well: those that it
/// does not name go back on sale.
///
/// # Errors
/// [`OrderError::NothingToRefund`] for an empty one, [`OrderError::RefundTooLarge`] for more pieces than are left of a line
/// or more than was paid.
pub fn refund_order(facts: &RefundFacts, cmd: &RefundOrder) -> Result<NewRefund, OrderError> {
    let left = facts.paid.minus(facts.returned);
    let (lines, with_delivery) = match &cmd.scope {
        RefundScope::Rest { .. } if left <= Yen::ZERO => return Err(OrderError::NothingToRefund),
        RefundScope::Rest { restock } => {
            return Ok(NewRefund { lines: facts.rest(*restock), amount: left, with_delivery: true, is_whole: true });
        }
        RefundScope::Some { lines, with_delivery } => (lines, *with_delivery),
    };
    let too_large = OrderError::RefundTooLarge { left };
    let mut amount = Yen::ZERO;
    for line in lines.iter().filter(|line| line.quantity != 0) {
        let ordered = facts.lines.iter().find(|known| known.position == line.position).ok_or(too_large)?;
        let twice = lines.iter().filter(|other| other.position == line.position).count() > 1;
        if twice || line.quantity < 0 || line.quantity > facts.pieces_left(ordered) {
            return Err(too_large);
        }
        amount = amount + ordered.unit_price.times(line.quantity).ok_or(too_large)?;
    }
    if with_delivery && !facts.delivery_refunded {
        amount = amount + facts.extras;
    }
    if amount <= Yen::ZERO {
        return Err(OrderError::NothingToRefund);
    }
    if amount > left {
        return Err(too_large);
    }
    let mut lines: Vec<RefundLine> = lines.iter().copied().filter(|line| line.quantity > 0).collect();
    let is_whole = amount == left;
    if is_whole {
        let restock =
            |position| lines.iter().find(|named| named.position == position).is_none_or(|named| named.restock);
        lines =
            facts.rest(true).into_iter().map(|line| RefundLine { restock: restock(line.position), ..line }).collect();
    }
    Ok(NewRefund { lines, amount, with_delivery, is_whole })
}

/// What becomes of refunded pieces. Those in the house go back on sale or are written off; those that had left come back,
/// or do not.
pub fn refund_stock(lines: &[OrderLine], refunded: &[RefundLine], state: OrderState) -> StockChanges {
    let change = |line: &RefundLine| {
        let ordered = lines.iter().find(|known| known.position == line.position && !known.made_to_order)?;
        let change = match (state.holds_pieces(), line.restock) {
            (true, true) => StockChange::Release(line.quantity),
            (true, false) => StockChange::SellReserved(line.quantity),
            (false, true) => StockChange::BringBack(line.quantity),
            (false, false) => return None,
        };
        Some((ordered.product_id, change))
    };
    refunded.iter().filter_map(change).collect()
}

/// The lines without the pieces that were refunded: what is still to be handed over.
pub fn lines_left(lines: Vec<OrderLine>, refunded: &[(i64, i64)]) -> Vec<OrderLine> {
    let left = |mut line: OrderLine| {
        let gone: i64 = refunded.iter().filter(|(position, _)| *position == line.position).map(|(_, n)| n).sum();
        line.quantity -= gone;
        (line.quantity > 0).then_some(line)
    };
    lines.into_iter().filter_map(left).collect()
}

/// What is wrong with a reason, if anything is.
pub fn refund_reason(text: &str) -> Result<String, FieldError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldError::Missing);
    }
    crate::form::bounded(text, REFUND_REASON_CHARS_MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::orders::sample::product;

    fn facts() -> RefundFacts {
        let line =
            |number, quantity, position| OrderLine { position, ..OrderLine::of(&product(number, 9, 0), quantity) };
        let lines = vec![line(1, 2, 0), line(3, 1, 1)];
        RefundFacts {
            lines,
            refunded: vec![(0, 1)],
            delivery_refunded: false,
            extras: Yen(185),
            paid: Yen(685),
            returned: Yen(100),
        }
    }

    fn cmd(lines: &[(i64, i64)], with_delivery: bool) -> RefundOrder {
        let line =
            |(position, quantity): &(i64, i64)| RefundLine { position: *position, quantity: *quantity, restock: true };
        let scope = RefundScope::Some { lines: lines.iter().map(line).collect(), with_delivery };
        RefundOrder { scope, reason: "r".into(), idempotency_key: "k".into() }
    }

    fn rest(restock: bool) -> RefundOrder {
        RefundOrder { scope: RefundScope::Rest { restock }, reason: "r".into(), idempotency_key: "k".into() }
    }

    #[test]
    fn a_refund_adds_up() {
        let all = refund_order(&facts(), &cmd(&[(0, 1), (1, 1)], true)).unwrap();
        assert_eq!((all.amount, all.is_whole), (Yen(585), true));
        let one = refund_order(&facts(), &cmd(&[(0, 0), (1, 1)], false)).unwrap();
        assert_eq!((one.amount, one.is_whole, one.lines.len()), (Yen(300), false, 1));
        let delivery = RefundFacts { delivery_refunded: true, returned: Yen(285), ..facts() };
        assert_eq!(refund_order(&delivery, &cmd(&[], true)), Err(OrderError::NothingToRefund));
    }

    #[test]
    fn never_more_than_was_paid() {
        let left = OrderError::RefundTooLarge { left: Yen(585) };
        for lines in [&[(0, 2)][..], &[(1, 2)], &[(2, 1)], &[(1, -1)], &[(1, 1), (1, 1)], &[(1, i64::MAX)]] {
            assert_eq!(refund_order(&facts(), &cmd(lines, false)), Err(left), "{lines:?}");
        }
        assert_eq!(refund_order(&facts(), &cmd(&[(0, 0)], false)), Err(OrderError::NothingToRefund));
        let less = RefundFacts { paid: Yen(200), ..facts() };
        let left = OrderError::RefundTooLarge { left: Yen(100) };
        assert_eq!(refund_order(&less, &cmd(&[(1, 1)], false)), Err(left));
    }

    #[test]
    fn the_last_of_the_money_takes_the_last_pieces_with_it() {
        // 285 yen went back at the provider's, for no piece that we know of.
        let facts = RefundFacts { returned: Yen(385), ..facts() };
        let piece = |position, restock| RefundLine { position, quantity: 1, restock };
        let new = refund_order(&facts, &cmd(&[(1, 1)], false)).unwrap();
        assert_eq!((new.amount, new.is_whole), (Yen(300), true));
        assert_eq!(new.lines, [piece(0, true), piece(1, true)]);
        let new = refund_order(&facts, &rest(false)).unwrap();
        assert_eq!((new.amount, new.is_whole, new.with_delivery), (Yen(300), true, true));
        assert_eq!(new.lines, [piece(0, false), piece(1, false)]);
        let nothing = RefundFacts { returned: Yen(685), ..facts };
        assert_eq!(refund_order(&nothing, &rest(true)), Err(OrderError::NothingToRefund));
        assert_ne!(rest(true).contents(), rest(false).contents());
    }

    proptest! {
        /// Refund after refund, the sum stays within what was paid, and the last one that empties it says so.
        #[test]
        fn refunds_never_pass_the_payment(tried in prop::collection::vec((0i64..3, -1i64..4, any::<bool>()), 0..20)) {
            let mut facts = RefundFacts { refunded: Vec::new(), returned: Yen::ZERO, ..facts() };
            for (position, quantity, with_delivery) in tried {
                let Ok(new) = refund_order(&facts, &cmd(&[(position, quantity)], with_delivery)) else { continue };
                facts.returned = facts.returned + new.amount;
                facts.refunded.extend(new.lines.iter().map(|line| (line.position, line.quantity)));
                facts.delivery_refunded |= with_delivery;
                prop_assert!(facts.returned <= facts.paid);
                prop_assert_eq!(new.is_whole, facts.returned == facts.paid);
                prop_assert!(!new.is_whole || facts.rest(true).is_empty());
                prop_assert!(facts.lines.iter().all(|line| facts.pieces_left(line) >= 0));
            }
        }
    }
}
