//! What follows from what the provider tells of a payment page. It may tell it twice, late and in any order: the answer
//! depends on where payment and order stand, not on which message came first.

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::{KONBINI_DAYS, PaymentSession, SessionState};
use crate::{
    Yen, calendar,
    orders::{OrderAlert, OrderState},
};

/// Hours for which pieces are kept after that: the news of a payment of the last minute comes later.
const KONBINI_GRACE_HOURS: i64 = 6;

/// Where a payment stands.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// Its page is open, or about to be.
    Open,
    /// The buyer has a number for the konbini and has not been there.
    Pending,
    /// The money came in.
    Paid,
    /// No money will come.
    Failed,
    /// Its page closed without money.
    Expired,
}

/// What is known of a payment and its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentFacts {
    pub state: PaymentState,
    pub order: OrderState,
    /// What was asked for.
    pub amount: Yen,
}

/// What follows from the provider's news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentEffect {
    /// It is known already, or came too late to matter.
    Nothing,
    /// The konbini is waited for: the pieces are kept until then.
    Wait { until: DateTime<Utc> },
    /// The order is paid.
    Pay,
    /// The money came in and goes back by itself, and staff are told why.
    TakeAndReturn(OrderAlert),
    /// No money will come; the order ends, unless it has.
    End(PaymentState),
}

/// Decides on a page as it stands. `has_failed`: the provider says that its money will not come.
pub fn on_session(facts: PaymentFacts, page: &PaymentSession, has_failed: bool, now: DateTime<Utc>) -> PaymentEffect {
    let is_waiting = matches!(facts.state, PaymentState::Open | PaymentState::Pending);
    if facts.state == PaymentState::Paid {
        return PaymentEffect::Nothing;
    }
    if page.paid {
        return match facts.order {
            _ if !page.currency_is_yen || page.amount != facts.amount => {
                PaymentEffect::TakeAndReturn(OrderAlert::WrongAmount)
            }
            OrderState::AwaitingPayment => PaymentEffect::Pay,
            _ => PaymentEffect::TakeAndReturn(OrderAlert::PaidTooLate),
        };
    }
    match page.state {
        _ if !is_waiting => PaymentEffect::Nothing,
        _ if has_failed => PaymentEffect::End(PaymentState::Failed),
        SessionState::Expired => PaymentEffect::End(PaymentState::Expired),
        SessionState::Complete if facts.state == PaymentState::Open && facts.order == OrderState::AwaitingPayment => {
            PaymentEffect::Wait { until: konbini_until(now) }
        }
        SessionState::Complete | SessionState::Open => PaymentEffect::Nothing,
    }
}

/// Until when the pieces of an order are kept whose buyer got a number for the konbini now.
pub fn konbini_until(now: DateTime<Utc>) -> DateTime<Utc> {
    let last =
        calendar::day_of(now).checked_add_days(Days::new(u64::from(KONBINI_DAYS) + 1)).unwrap_or(calendar::day_of(now));
    calendar::at_minute(last, 0) + TimeDelta::hours(KONBINI_GRACE_HOURS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000, 0).unwrap()
    }

    fn page(state: SessionState, paid: bool, amount: i64) -> PaymentSession {
        PaymentSession {
            id: "cs_1".into(),
            reference: None,
            url: None,
            state,
            paid,
            amount: Yen(amount),
            currency_is_yen: true,
            payment_intent: Some("pi_1".into()),
            method: None,
            expires_at: now(),
        }
    }

    fn facts(state: PaymentState, order: OrderState) -> PaymentFacts {
        PaymentFacts { state, order, amount: Yen(500) }
    }

    #[test]
    fn each_way_of_paying() {
        use OrderState::{AwaitingPayment, Cancelled, Expired, Paid};
        let paid = page(SessionState::Complete, true, 500);
        let number = page(SessionState::Complete, false, 500);
        let over = page(SessionState::Expired, false, 500);
        let open = facts(PaymentState::Open, AwaitingPayment);
        let on = |facts, page: &PaymentSession| on_session(facts, page, false, now());
        assert_eq!(on(open, &paid), PaymentEffect::Pay);
        assert_eq!(on(open, &number), PaymentEffect::Wait { until: konbini_until(now()) });
        assert_eq!(on(open, &over), PaymentEffect::End(PaymentState::Expired));
        assert_eq!(on(open, &page(SessionState::Open, false, 500)), PaymentEffect::Nothing);
        let pending = facts(PaymentState::Pending, AwaitingPayment);
        assert_eq!(on(pending, &paid), PaymentEffect::Pay);
        assert_eq!(on(pending, &number), PaymentEffect::Nothing);
        assert_eq!(on_session(pending, &number, true, now()), PaymentEffect::End(PaymentState::Failed));
        let late = PaymentEffect::TakeAndReturn(OrderAlert::PaidTooLate);
        for ended in [Cancelled, Expired, Paid] {
            assert_eq!(on(facts(PaymentState::Expired, ended), &paid), late);
        }
        let wrong = PaymentEffect::TakeAndReturn(OrderAlert::WrongAmount);
        assert_eq!(on(open, &page(SessionState::Complete, true, 499)), wrong);
        let dollars = PaymentSession { currency_is_yen: false, ..paid.clone() };
        assert_eq!(on(open, &dollars), wrong);
        assert_eq!(on(facts(PaymentState::Paid, Paid), &paid), PaymentEffect::Nothing);
    }

    #[test]
    fn a_konbini_number_is_good_to_the_end_of_the_third_day() {
        let at =
            |d: u32, hour: i64| calendar::at_minute(chrono::NaiveDate::from_ymd_opt(2026, 11, d).unwrap(), hour * 60);
        assert_eq!(konbini_until(at(21, 23)), at(25, 6));
        assert_eq!(konbini_until(at(21, 0)), at(25, 6));
    }

    proptest! {
        /// In whatever order, and however often, the news come: the money is counted once, and an order is paid only by
        /// the whole amount.
        #[test]
        fn the_order_of_news_does_not_matter(news in prop::collection::vec(0usize..4, 1..12)) {
            let mut facts = facts(PaymentState::Open, OrderState::AwaitingPayment);
            let mut taken = 0;
            for which in news {
                let (page, failed) = match which {
                    0 => (page(SessionState::Complete, false, 500), false),
                    1 => (page(SessionState::Complete, true, 500), false),
                    2 => (page(SessionState::Complete, false, 500), true),
                    _ => (page(SessionState::Expired, false, 500), false),
                };
                match on_session(facts, &page, failed, now()) {
                    PaymentEffect::Nothing => {}
                    PaymentEffect::Wait { .. } => facts.state = PaymentState::Pending,
                    PaymentEffect::Pay => {
                        prop_assert_eq!(facts.order, OrderState::AwaitingPayment);
                        (facts.state, facts.order) = (PaymentState::Paid, OrderState::Paid);
                        taken += 1;
                    }
                    PaymentEffect::TakeAndReturn(_) => {
                        facts.state = PaymentState::Paid;
                        taken += 1;
                    }
                    PaymentEffect::End(state) => {
                        prop_assert!(facts.state != PaymentState::Paid);
                        facts.state = state;
                        facts.order = OrderState::Cancelled;
                    }
                }
            }
            prop_assert!(taken <= 1);
        }
    }
}
