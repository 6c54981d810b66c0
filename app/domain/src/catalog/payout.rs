//! What a maker gets of a price, and what stays with the house.

use chrono::{Days, NaiveDate};

use crate::{
    Yen,
    form::{FieldErrors, FormInput, Reader},
};

/// The commission as long as none is set, in percent.
pub const COMMISSION_PERCENT: i64 = 20;
/// Highest commission that can be set, in percent.
pub const COMMISSION_PERCENT_MAX: i64 = 50;
/// How far ahead a commission can begin, in days.
pub const COMMISSION_AHEAD_DAYS: u64 = 1_095;

/// The commission of the house from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommissionRate {
    pub from: NaiveDate,
    pub percent: i64,
}

impl CommissionRate {
    /// The fields `from` and `percent`. It begins tomorrow at the earliest: what was sold was sold by the old one.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput, today: NaiveDate) -> Result<CommissionRate, FieldErrors> {
        let mut read = Reader::new(input);
        let day = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
        let from = read.day("from", day(1), day(COMMISSION_AHEAD_DAYS)).unwrap_or(today);
        let percent = read.number("percent", 0, COMMISSION_PERCENT_MAX);
        read.done(CommissionRate { from, percent })
    }
}

/// The commission on a day in percent, of rates in any order.
pub fn commission_percent(rates: &[CommissionRate], day: NaiveDate) -> i64 {
    let begun = rates.iter().filter(|rate| rate.from <= day);
    begun.max_by_key(|rate| rate.from).map_or(COMMISSION_PERCENT, |rate| rate.percent)
}

/// A price, divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payout {
    pub percent: i64,
    /// What stays with the house; a part of a yen is the maker's.
    pub commission: Yen,
    /// What the maker gets.
    pub maker: Yen,
}

/// Divides a price, tax included. A price below zero is none.
pub fn payout(price: Yen, percent: i64) -> Payout {
    let percent = percent.clamp(0, 100);
    let price = price.0.max(0);
    let commission = i64::try_from(i128::from(price) * i128::from(percent) / 100).unwrap_or(price);
    Payout { percent, commission: Yen(commission), maker: Yen(price - commission) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_part_of_a_yen_is_the_makers() {
        let of = |price, percent| {
            let payout = payout(Yen(price), percent);
            (payout.maker.0, payout.commission.0)
        };
        assert_eq!(of(3_700, 20), (2_960, 740));
        assert_eq!(of(999, 20), (800, 199));
        assert_eq!((of(50, 1), of(50, 0)), ((50, 0), (50, 0)));
        assert_eq!(of(-5, 20), (0, 0));
    }

    #[test]
    fn the_latest_commission_that_has_begun_holds() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let rates = [(20, 25), (10, 15)].map(|(d, percent)| CommissionRate { from: day(d), percent });
        assert_eq!([9, 10, 19, 20].map(|d| commission_percent(&rates, day(d))), [20, 15, 15, 25]);
        let read = |from: &str, percent: &str| {
            CommissionRate::read(&FormInput::default().with("from", from).with("percent", percent), day(20))
        };
        assert_eq!(read("2026-11-21", "１５"), Ok(CommissionRate { from: day(21), percent: 15 }));
        assert!(read("2026-11-20", "15").unwrap_err().at("from").is_some(), "today has begun");
        for wrong in ["51", "-1", "12.5", ""] {
            assert!(read("2026-11-21", wrong).unwrap_err().at("percent").is_some(), "{wrong}");
        }
    }

    proptest! {
        /// Nothing is lost, and the house takes less than a yen too little, never too much.
        #[test]
        fn both_parts_are_the_price(price in 0i64..=100_000_000, percent in 0i64..=COMMISSION_PERCENT_MAX) {
            let Payout { commission, maker, .. } = payout(Yen(price), percent);
            prop_assert_eq!(commission.0 + maker.0, price);
            prop_assert!(commission.0 * 100 <= price * percent && price * percent < (commission.0 + 1) * 100);
        }

        #[test]
        fn a_higher_price_is_never_less_to_the_maker(price in 0i64..1_000_000, percent in 0i64..=COMMISSION_PERCENT_MAX) {
            prop_assert!(payout(Yen(price), percent).maker <= payout(Yen(price + 1), percent).maker);
        }
    }
}
