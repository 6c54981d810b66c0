//! How an order ends: picked up, cancelled, expired; once.

use chrono::{DateTime, Utc};

use super::{Delivery, OrderError, OrderLine, OrderOutcome, OrderState, OrderStep};
use crate::catalog::{StockChange, StockChanges};

/// What somebody, or time, wants of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndOrder {
    /// It is paid for at the counter.
    PickUp,
    Cancel,
    /// Its time has run out.
    Expire,
}

/// What is known of an order.
#[derive(Clone, Debug)]
pub struct OrderFacts {
    pub lines: Vec<OrderLine>,
    pub hold_until: DateTime<Utc>,
    pub state: OrderState,
    pub delivery: Delivery,
}

/// The end of an order, and what becomes of its pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderEnd {
    pub state: OrderState,
    pub outcome: OrderOutcome,
    pub stock: StockChanges,
}

/// Decides on the end of an order that was not paid for online. `None` when its time has run out but there is nothing to
/// do: it is too early, or it was paid or has ended.
///
/// # Errors
/// [`OrderError::AlreadyEnded`] for a pick-up or a cancellation of what has ended, [`OrderError::WrongState`] of what was
/// paid: that goes back by a refund.
pub fn end_order(facts: &OrderFacts, details: EndOrder, now: DateTime<Utc>) -> Result<Option<OrderEnd>, OrderError> {
    type Change = fn(i64) -> StockChange;
    let (step, outcome, change): (_, _, Change) = match details {
        EndOrder::Expire if !facts.state.is_unpaid() || now < facts.hold_until => return Ok(None),
        EndOrder::PickUp => (OrderStep::SellAtCounter, OrderOutcome::PickedUp, StockChange::SellReserved),
        EndOrder::Cancel => (OrderStep::Cancel, OrderOutcome::Cancelled, StockChange::Release),
        EndOrder::Expire => (OrderStep::Expire, OrderOutcome::Expired, StockChange::Release),
    };
    let state = facts.state.after(step, facts.delivery)?;
    Ok(Some(OrderEnd { state, outcome, stock: stock_changes(&facts.lines, change) }))
}

/// The same change for the pieces of every line that took them from the stock.
pub fn stock_changes(lines: &[OrderLine], change: fn(i64) -> StockChange) -> StockChanges {
    let from_stock = lines.iter().filter(|line| !line.made_to_order);
    from_stock.map(|line| (line.product_id, change(line.quantity))).collect()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;
    use crate::orders::sample::{now, product};

    fn facts(ended: bool) -> OrderFacts {
        let state = if ended { OrderState::Completed } else { OrderState::Pending };
        let lines = vec![OrderLine::of(&product(1, 5, 2), 2)];
        OrderFacts { lines, hold_until: now(), state, delivery: Delivery::Pickup }
    }

    #[test]
    fn an_order_ends_once() {
        let id = product(1, 5, 2).id;
        let end = |details| end_order(&facts(false), details, now()).unwrap().unwrap();
        assert_eq!(
            end(EndOrder::PickUp),
            OrderEnd {
                state: OrderState::Completed,
                outcome: OrderOutcome::PickedUp,
                stock: vec![(id, StockChange::SellReserved(2))]
            }
        );
        assert_eq!(end(EndOrder::Cancel).stock, [(id, StockChange::Release(2))]);
        assert_eq!(end(EndOrder::Expire).outcome, OrderOutcome::Expired);
        for details in [EndOrder::PickUp, EndOrder::Cancel] {
            assert_eq!(end_order(&facts(true), details, now()), Err(OrderError::AlreadyEnded));
        }
        assert_eq!(end_order(&facts(true), EndOrder::Expire, now()), Ok(None));
        let paid = OrderFacts { state: OrderState::Paid, ..facts(false) };
        assert_eq!(end_order(&paid, EndOrder::Expire, now()), Ok(None), "what was paid does not run out");
        assert_eq!(end_order(&paid, EndOrder::Cancel, now()), Err(OrderError::WrongState));
        assert_eq!(end_order(&paid, EndOrder::PickUp, now()), Err(OrderError::WrongState), "it is not paid twice");
        assert_eq!(end_order(&facts(false), EndOrder::Expire, now() - TimeDelta::seconds(1)), Ok(None));
    }

    #[test]
    fn what_was_made_to_order_was_never_in_the_stock() {
        let mut facts = facts(false);
        facts.lines[0].made_to_order = true;
        for details in [EndOrder::PickUp, EndOrder::Cancel, EndOrder::Expire] {
            assert_eq!(end_order(&facts, details, now()).unwrap().unwrap().stock, []);
        }
    }

    proptest! {
        /// However an order ends, exactly what it reserved is freed.
        #[test]
        fn what_was_reserved_is_freed(on_hand in 1i64..20, quantity in 1i64..20, details in 0usize..3) {
            let product = product(1, on_hand, 0);
            let Some(held) = product.stock.after(StockChange::Reserve(quantity)) else { return Ok(()) };
            let facts = OrderFacts { lines: vec![OrderLine::of(&product, quantity)], ..facts(false) };
            let details = [EndOrder::PickUp, EndOrder::Cancel, EndOrder::Expire][details];
            let end = end_order(&facts, details, now()).unwrap().unwrap();
            let after = end.stock.iter().try_fold(held, |stock, (_, change)| stock.after(*change)).unwrap();
            prop_assert_eq!(after.reserved(), 0);
            let sold = if details == EndOrder::PickUp { quantity } else { 0 };
            prop_assert_eq!(after.on_hand(), on_hand - sold);
        }
    }
}
