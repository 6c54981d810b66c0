//! How long an order's pieces are kept.

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::{calendar, equipment::OpenHours};

/// Open days, after the day of the order, for which the shop keeps a piece; the hold ends at closing time of the last.
pub const HOLD_DAYS: i64 = 3;
/// Days looked ahead for open ones: longer than any holiday of the space.
const LOOK_AHEAD_DAYS: u64 = 60;
/// The last minute of a day, when the hours are unknown.
const LAST_MINUTE: i64 = 23 * 60 + 59;

/// The days whose hours [`hold_until`] asks for, first and last.
pub fn hold_days(now: DateTime<Utc>) -> (NaiveDate, NaiveDate) {
    let today = calendar::day_of(now);
    (today, today.checked_add_days(Days::new(LOOK_AHEAD_DAYS)).unwrap_or(today))
}

/// Days after the payment within which an order is sent or lies at the counter.
pub const READY_DAYS: i64 = 5;

/// The day by which an order that is paid now is promised to be sent or to lie at the counter. `lead_days` are what the
/// slowest of its makers needs.
pub fn due_day(now: DateTime<Utc>, lead_days: i64) -> NaiveDate {
    let today = calendar::day_of(now);
    let days = READY_DAYS.saturating_add(lead_days.max(0));
    today.checked_add_days(Days::new(days.unsigned_abs())).unwrap_or(today)
}

/// When a hold that begins at `now` ends: closing time of the third open day after today. `hours` are those of a day,
/// closures and holidays taken in. Without three open days in the next 60 (hours not entered yet) it is 23:59 of the
/// third calendar day.
pub fn hold_until(now: DateTime<Utc>, hours: impl Fn(NaiveDate) -> OpenHours) -> DateTime<Utc> {
    let (today, last) = hold_days(now);
    let mut open_days = 0;
    for day in today.iter_days().skip(1).take_while(|day| *day <= last) {
        let OpenHours::Open { close_minute, .. } = hours(day) else { continue };
        open_days += 1;
        if open_days == HOLD_DAYS {
            return calendar::at_minute(day, close_minute);
        }
    }
    let third = today.checked_add_days(Days::new(HOLD_DAYS.unsigned_abs())).unwrap_or(today);
    calendar::at_minute(third, LAST_MINUTE)
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;

    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    /// Closed on Mondays; 10:00 to 18:00, Sundays to 17:00.
    fn hours(day: NaiveDate) -> OpenHours {
        match day.weekday() {
            chrono::Weekday::Mon => OpenHours::Closed,
            chrono::Weekday::Sun => OpenHours::Open { open_minute: 600, close_minute: 1020 },
            _ => OpenHours::Open { open_minute: 600, close_minute: 1080 },
        }
    }

    #[test]
    fn a_hold_ends_when_the_third_open_day_closes() {
        // Saturday 21 November: Sunday, (Monday closed), Tuesday, Wednesday.
        let now = calendar::at_minute(day(11, 21), 840);
        assert_eq!(hold_until(now, hours), calendar::at_minute(day(11, 25), 1080));
        let closed = |on: NaiveDate| if on == day(11, 24) { OpenHours::Closed } else { hours(on) };
        assert_eq!(hold_until(now, closed), calendar::at_minute(day(11, 26), 1080));
        // Thursday: Friday, Saturday, Sunday, which closes earlier.
        let thursday = calendar::at_minute(day(11, 19), 0);
        assert_eq!(hold_until(thursday, hours), calendar::at_minute(day(11, 22), 1020));
    }

    #[test]
    fn unknown_hours_still_give_three_days() {
        let now = calendar::at_minute(day(11, 21), 840);
        assert_eq!(hold_until(now, |_| OpenHours::Closed), calendar::at_minute(day(11, 24), 1439));
    }
}
