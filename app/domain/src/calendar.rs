//! Days, opening hours and fiscal years are Asia/Tokyo, a fixed UTC+9 without summer time; instants are UTC.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use serde::{Deserialize, Serialize};

const JST_SECONDS: i32 = 9 * 3600;

/// Japan's offset.
pub fn jst() -> FixedOffset {
    FixedOffset::east_opt(JST_SECONDS).unwrap_or_else(|| unreachable!("nine hours is a valid offset"))
}

/// The instant as Japan's wall clock shows it.
pub fn in_tokyo(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    at.with_timezone(&jst())
}

/// The day in Japan on which the instant falls.
pub fn day_of(at: DateTime<Utc>) -> NaiveDate {
    in_tokyo(at).date_naive()
}

/// The instant `minute` minutes after the day's midnight in Japan; 1440 is the next midnight.
pub fn at_minute(day: NaiveDate, minute: i64) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN) - TimeDelta::seconds(i64::from(JST_SECONDS));
    Utc.from_utc_datetime(&midnight) + TimeDelta::minutes(minute)
}

/// Minutes after midnight in Japan, 0 to 1439.
pub fn minute_of(at: DateTime<Utc>) -> i64 {
    let seconds = at.timestamp() + i64::from(JST_SECONDS);
    seconds.rem_euclid(86_400) / 60
}

/// Midnight to midnight in Japan, as UTC instants, end excluded.
pub fn day_bounds(day: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
    (at_minute(day, 0), at_minute(day, 1440))
}

/// The Monday of the day's week.
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

/// 年度: from 1 April to 31 March, named by the year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FiscalYear(i32);

impl FiscalYear {
    pub const MIN: i32 = 1990;
    pub const MAX: i32 = 2200;

    /// The fiscal year that begins in April of `year`; `None` outside 1990 to 2200.
    pub fn new(year: i32) -> Option<FiscalYear> {
        (Self::MIN..=Self::MAX).contains(&year).then_some(FiscalYear(year))
    }

    /// The fiscal year of a day.
    pub fn of_day(day: NaiveDate) -> FiscalYear {
        FiscalYear(if day.month() >= 4 { day.year() } else { day.year() - 1 })
    }

    /// The fiscal year of an instant, by Japan's calendar.
    pub fn of(at: DateTime<Utc>) -> FiscalYear {
        Self::of_day(day_of(at))
    }

    /// The calendar year of its 1 April.
    pub fn year(self) -> i32 {
        self.0
    }

    /// Its first and last day.
    pub fn days(self) -> (NaiveDate, NaiveDate) {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        (day(self.0, 4, 1), day(self.0 + 1, 3, 31))
    }

    /// Era and year as 平成28 or 令和元: (`Era`, 1-based year). A fiscal year takes the era of its 1 April,
    /// except 2019, which public bodies call 令和元年度.
    pub fn era(self) -> (Era, i32) {
        if self.0 >= 2019 { (Era::Reiwa, self.0 - 2018) } else { (Era::Heisei, self.0 - 1988) }
    }
}

/// Japanese eras a fiscal year can fall in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    Heisei,
    Reiwa,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn fiscal_year_turns_at_tokyo_midnight() {
        let last = at_minute(day(2019, 3, 31), 1439);
        assert_eq!(FiscalYear::of(last).year(), 2018);
        assert_eq!(FiscalYear::of(last + TimeDelta::minutes(1)).year(), 2019);
        assert_eq!(FiscalYear(2018).days(), (day(2018, 4, 1), day(2019, 3, 31)));
    }

    #[test]
    fn eras() {
        assert_eq!(FiscalYear(2016).era(), (Era::Heisei, 28));
        assert_eq!(FiscalYear(2018).era(), (Era::Heisei, 30));
        assert_eq!(FiscalYear(2019).era(), (Era::Reiwa, 1));
    }

    proptest! {
        #[test]
        fn minutes_round_trip(days in 0i64..40_000, minute in 0i64..1440) {
            let d = day(1990, 1, 1) + TimeDelta::days(days);
            let at = at_minute(d, minute);
            prop_assert_eq!(day_of(at), d);
            prop_assert_eq!(minute_of(at), minute);
        }

        #[test]
        fn monday_is_a_monday_within_the_week(days in 0i64..40_000) {
            let d = day(1990, 1, 1) + TimeDelta::days(days);
            let m = monday_of(d);
            prop_assert_eq!(m.weekday(), chrono::Weekday::Mon);
            prop_assert!((0..7).contains(&(d - m).num_days()));
        }
    }
}
