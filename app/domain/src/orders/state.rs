//! The states of an order and the steps between them. Every step that is taken is a row with who and when.

use serde::{Deserialize, Serialize};

use super::{Delivery, OrderError, PayBy};

/// Where an order stands.
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
pub enum OrderState {
    /// Kept for pick-up, to be paid at the counter.
    Pending,
    /// Kept while its buyer pays online.
    AwaitingPayment,
    /// Paid; nobody has begun with it.
    Paid,
    /// It is made or packed.
    Preparing,
    /// Paid, and waits at the counter.
    Ready,
    /// On its way, by post.
    Shipped,
    /// In its buyer's hands.
    Completed,
    Cancelled,
    /// Its time ran out before it was paid.
    Expired,
    /// Everything that was paid went back.
    Refunded,
}

/// What moves an order on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum OrderStep {
    /// The provider says that the whole amount was paid.
    Pay,
    /// Staff begin to pack it, or its maker to make it.
    Prepare,
    /// It lies at the counter.
    MakeReady,
    /// It was handed to the post.
    Ship,
    /// Its buyer has it.
    Complete,
    /// It is paid for and taken at the counter, in a sale.
    SellAtCounter,
    Cancel,
    Expire,
    /// The rest of what was paid goes back.
    RefundAll,
}

impl OrderState {
    /// Nothing more happens to its pieces.
    pub fn has_ended(self) -> bool {
        use OrderState::{Cancelled, Completed, Expired, Refunded};
        matches!(self, Completed | Cancelled | Expired | Refunded)
    }

    /// Its pieces are reserved and neither paid for nor gone.
    pub fn is_unpaid(self) -> bool {
        matches!(self, OrderState::Pending | OrderState::AwaitingPayment)
    }

    /// Its pieces are still in the house.
    pub fn holds_pieces(self) -> bool {
        !self.has_ended() && self != OrderState::Shipped
    }

    /// How the order begins.
    pub fn first(pay_by: PayBy) -> OrderState {
        match pay_by {
            PayBy::Counter => OrderState::Pending,
            PayBy::Online => OrderState::AwaitingPayment,
        }
    }

    /// Where a step leads.
    ///
    /// # Errors
    /// [`OrderError::AlreadyEnded`] when nothing more can happen, [`OrderError::WrongState`] for a step that does not
    /// follow on this state.
    pub fn after(self, step: OrderStep, delivery: Delivery) -> Result<OrderState, OrderError> {
        use OrderState as S;
        let is_pickup = delivery == Delivery::Pickup;
        match (self, step) {
            (S::AwaitingPayment, OrderStep::Pay) => Ok(S::Paid),
            (S::Paid, OrderStep::Prepare) => Ok(S::Preparing),
            (S::Paid | S::Preparing, OrderStep::MakeReady) if is_pickup => Ok(S::Ready),
            (S::Paid | S::Preparing, OrderStep::Ship) if !is_pickup => Ok(S::Shipped),
            // Over the counter it may go at once; what was posted arrives.
            (S::Paid | S::Preparing | S::Ready, OrderStep::Complete) if is_pickup => Ok(S::Completed),
            (S::Shipped, OrderStep::Complete) => Ok(S::Completed),
            (S::Pending, OrderStep::SellAtCounter) => Ok(S::Completed),
            (S::Pending | S::AwaitingPayment, OrderStep::Cancel) => Ok(S::Cancelled),
            (S::Pending | S::AwaitingPayment, OrderStep::Expire) => Ok(S::Expired),
            (S::Paid | S::Preparing | S::Ready | S::Shipped | S::Completed, OrderStep::RefundAll) => Ok(S::Refunded),
            _ if self.has_ended() => Err(OrderError::AlreadyEnded),
            _ => Err(OrderError::WrongState),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn the_usual_ways() {
        use OrderState as S;
        use OrderStep as Do;
        let walk = |pay_by, delivery, steps: &[OrderStep]| {
            steps.iter().try_fold(OrderState::first(pay_by), |state, step| state.after(*step, delivery))
        };
        let post = Delivery::ClickPost;
        assert_eq!(walk(PayBy::Counter, Delivery::Pickup, &[Do::SellAtCounter]), Ok(S::Completed));
        assert_eq!(
            walk(PayBy::Online, Delivery::Pickup, &[Do::Pay, Do::Prepare, Do::MakeReady, Do::Complete]),
            Ok(S::Completed)
        );
        assert_eq!(walk(PayBy::Online, post, &[Do::Pay, Do::Ship, Do::Complete]), Ok(S::Completed));
        assert_eq!(walk(PayBy::Online, post, &[Do::Pay, Do::MakeReady]), Err(OrderError::WrongState));
        assert_eq!(walk(PayBy::Online, Delivery::Pickup, &[Do::Pay, Do::Ship]), Err(OrderError::WrongState));
        assert_eq!(walk(PayBy::Online, post, &[Do::Expire, Do::Pay]), Err(OrderError::AlreadyEnded));
        assert_eq!(walk(PayBy::Online, post, &[Do::Pay, Do::Cancel]), Err(OrderError::WrongState), "it is refunded");
        assert_eq!(walk(PayBy::Counter, Delivery::Pickup, &[Do::Pay]), Err(OrderError::WrongState));
    }

    proptest! {
        /// Whatever is tried in whatever order: nothing leaves unpaid, and what was cancelled, has run out or was
        /// refunded stays so.
        #[test]
        fn nothing_leaves_unpaid(online in any::<bool>(), posted in any::<bool>(), tried in prop::collection::vec(0usize..9, 0..30)) {
            let (pay_by, delivery) = match (online, posted) {
                (false, _) => (PayBy::Counter, Delivery::Pickup),
                (true, false) => (PayBy::Online, Delivery::Pickup),
                (true, true) => (PayBy::Online, Delivery::LetterPackPlus),
            };
            let steps: Vec<OrderStep> = OrderStep::iter().collect();
            let (mut state, mut is_paid) = (OrderState::first(pay_by), false);
            for step in tried.into_iter().map(|n| steps[n]) {
                let Ok(next) = state.after(step, delivery) else { continue };
                let stays = matches!(state, OrderState::Cancelled | OrderState::Expired | OrderState::Refunded);
                prop_assert!(!stays, "{:?} went on to {:?}", state, next);
                is_paid |= matches!(step, OrderStep::Pay | OrderStep::SellAtCounter);
                let needs_money = !matches!(next, OrderState::Cancelled | OrderState::Expired);
                prop_assert!(is_paid || !needs_money, "{:?} unpaid", next);
                prop_assert!(next != OrderState::Shipped || posted);
                prop_assert!(next != OrderState::Ready || !posted);
                state = next;
            }
        }
    }
}
