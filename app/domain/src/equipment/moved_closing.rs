//! 「月曜休館、祝日なら翌日」: a weekly closing day that is a 祝日 is open, and the next ordinary day is closed instead.

use chrono::{Days, NaiveDate};

/// Furthest that a closing moves, in days: over the longest run of 祝日 and closing days.
const FURTHEST_DAYS: usize = 14;

/// What the rule makes of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MovedClosing {
    /// The rule says nothing of the day.
    AsUsual,
    /// A closing day that is a 祝日: open, with the hours of the day that is closed instead.
    OpenLike(NaiveDate),
    /// Closed, for the closing day before it is a 祝日.
    ClosedFor(NaiveDate),
}

/// What the rule makes of `day`, where `closes` are the weekly closing days and `is_holiday` the 祝日. The closing moves
/// to the next day that is neither; several that would move to one day move there together.
pub fn moved_closing(
    day: NaiveDate,
    closes: impl Fn(NaiveDate) -> bool,
    is_holiday: impl Fn(NaiveDate) -> bool,
) -> MovedClosing {
    let is_ordinary = |day: &NaiveDate| !closes(*day) && !is_holiday(*day);
    if is_ordinary(&day) {
        // The days just before it that are not ordinary: their closings come here.
        let before = (1..=FURTHEST_DAYS as u64).map_while(|n| day.checked_sub_days(Days::new(n)));
        let moved = before.take_while(|day| !is_ordinary(day)).find(|day| closes(*day) && is_holiday(*day));
        return moved.map_or(MovedClosing::AsUsual, MovedClosing::ClosedFor);
    }
    let stand_in = || day.iter_days().take(FURTHEST_DAYS + 1).find(is_ordinary);
    match (closes(day) && is_holiday(day)).then(stand_in).flatten() {
        Some(other) => MovedClosing::OpenLike(other),
        None => MovedClosing::AsUsual,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use chrono::Datelike;
    use proptest::prelude::*;

    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, d).unwrap()
    }

    fn on_monday(day: NaiveDate) -> bool {
        day.weekday().num_days_from_monday() == 0
    }

    /// 21st to 23rd September 2026 are 祝日, and the 21st is a Monday.
    #[test]
    fn monday_closes_on_the_next_ordinary_day() {
        let holiday = |of: NaiveDate| (21..=23).contains(&of.day());
        let rule = |d| moved_closing(day(d), on_monday, holiday);
        assert_eq!(rule(21), MovedClosing::OpenLike(day(24)));
        assert_eq!((rule(22), rule(23)), (MovedClosing::AsUsual, MovedClosing::AsUsual));
        assert_eq!(rule(24), MovedClosing::ClosedFor(day(21)));
        assert_eq!(
            (rule(14), rule(25), rule(28)),
            (MovedClosing::AsUsual, MovedClosing::AsUsual, MovedClosing::AsUsual)
        );
    }

    proptest! {
        #[test]
        fn a_closing_moves_to_one_day_and_comes_from_one(
            weekdays in proptest::collection::hash_set(0u32..7, 0..6), holidays in proptest::collection::hash_set(1u32..=30, 0..8),
        ) {
            let closes = |day: NaiveDate| weekdays.contains(&day.weekday().num_days_from_monday());
            let is_holiday = |of: NaiveDate| of.month() == 9 && holidays.contains(&of.day());
            let rule = |day| moved_closing(day, closes, is_holiday);
            let mut moved_to = HashSet::new();
            let mut closed = HashSet::new();
            for day in day(1).iter_days().take(60) {
                match rule(day) {
                    MovedClosing::OpenLike(other) => {
                        prop_assert!(closes(day) && is_holiday(day) && day < other);
                        prop_assert!(!closes(other) && !is_holiday(other), "an ordinary day is closed instead");
                        moved_to.insert(other);
                    }
                    MovedClosing::ClosedFor(before) => {
                        prop_assert!(matches!(rule(before), MovedClosing::OpenLike(other) if other == day));
                        closed.insert(day);
                    }
                    MovedClosing::AsUsual => prop_assert!(!(closes(day) && is_holiday(day)) || weekdays.len() > 5),
                }
            }
            prop_assert_eq!(moved_to, closed);
        }
    }
}
