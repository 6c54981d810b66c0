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

/// What staff want to give back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundOrder {
    pub lines: Vec<RefundLine>,
    /// Delivery and wrapping too.
    pub with_delivery: bool,
    /// Why; its buyer reads it.
    pub reason: String,
    /// Made with the form; the same form sent twice is one refund.
    pub idempotency_key: String,
}

impl RefundOrder {
    /// Everything that makes two refunds different. Under one key it must be the same.
    pub fn contents(&self) -> String {
        let lines: Vec<String> =
            self.lines.iter().map(|line| format!("{} {} {}", line.position, line.quantity, line.restock)).collect();
        format!("{}\n{}\n{}", lines.join("\n"), self.with_delivery, self.reason)
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

/// A refund that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRefund {
    pub lines: Vec<RefundLine>,
    pub amount: Yen,
    /// Nothing of what was paid is left after it.
    pub is_whole: bool,
}

/// Decides on a refund.
///
/// # Errors
/// [`OrderError::NothingToRefund`] for an empty one, [`OrderError::RefundTooLarge`] for more pieces than are left of a line
/// or more than was paid.
pub fn refund_order(facts: &RefundFacts, cmd: &RefundOrder) -> Result<NewRefund, OrderError> {
    let left = facts.paid.minus(facts.returned);
    let too_large = OrderError::RefundTooLarge { left };
    let mut amount = Yen::ZERO;
    for line in cmd.lines.iter().filter(|line| line.quantity != 0) {
        let ordered = facts.lines.iter().find(|known| known.position == line.position).ok_or(too_large)?;
        let before: i64 =
            facts.refunded.iter().filter(|(position, _)| *position == line.position).map(|(_, n)| n).sum();
        let twice = cmd.lines.iter().filter(|other| other.position == line.position).count() > 1;
        if twice || line.quantity < 0 || line.quantity > ordered.quantity - before {
            return Err(too_large);
        }
        amount = amount + ordered.unit_price.times(line.quantity).ok_or(too_large)?;
    }
    if cmd.with_delivery && !facts.delivery_refunded {
        amount = amount + facts.extras;
    }
    if amount <= Yen::ZERO {
        return Err(OrderError::NothingToRefund);
    }
    if amount > left {
        return Err(too_large);
    }
    let lines = cmd.lines.iter().copied().filter(|line| line.quantity > 0).collect();
    Ok(NewRefund { lines, amount, is_whole: amount == left })
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
        RefundOrder {
            lines: lines.iter().map(line).collect(),
            with_delivery,
            reason: "r".into(),
            idempotency_key: "k".into(),
        }
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
            }
        }
    }
}
