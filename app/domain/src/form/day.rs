//! Days and instants that come from outside lie between 2000 and 2100: far from the ends of chrono's calendar, where
//! adding an hour panics, and wide enough for everything that a fab space writes down.

use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, de::Error as _};

use super::text::narrow;

/// First year that can be named.
pub const YEAR_MIN: i32 = 2000;
/// Last year that can be named.
pub const YEAR_MAX: i32 = 2100;

/// What was sent is no day, no instant, or lies outside [`YEAR_MIN`] to [`YEAR_MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date between {YEAR_MIN} and {YEAR_MAX}")]
pub struct NotADay;

/// A day of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarDay(NaiveDate);

impl CalendarDay {
    pub fn date(self) -> NaiveDate {
        self.0
    }
}

impl FromStr for CalendarDay {
    type Err = NotADay;

    /// `2026-11-25`, in full-width characters too, and nothing else.
    fn from_str(text: &str) -> Result<CalendarDay, NotADay> {
        let text = narrow(text);
        let shape = text.len() == 10 && text.bytes().next().is_some_and(|first| first.is_ascii_digit());
        let day = shape.then(|| NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok()).flatten();
        day.filter(|day| (YEAR_MIN..=YEAR_MAX).contains(&day.year())).map(CalendarDay).ok_or(NotADay)
    }
}

/// An instant of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarInstant(DateTime<Utc>);

impl CalendarInstant {
    pub fn at(self) -> DateTime<Utc> {
        self.0
    }
}

impl FromStr for CalendarInstant {
    type Err = NotADay;

    /// RFC 3339.
    fn from_str(text: &str) -> Result<CalendarInstant, NotADay> {
        let at = DateTime::parse_from_rfc3339(text).map_err(|_| NotADay)?.to_utc();
        if (YEAR_MIN..=YEAR_MAX).contains(&at.year()) { Ok(CalendarInstant(at)) } else { Err(NotADay) }
    }
}

impl<'de> Deserialize<'de> for CalendarInstant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<CalendarInstant, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_ten_characters_of_this_century() {
        for good in ["2026-02-28", " 2026-11-25 ", "２０２６－１１－２５", "2000-01-01", "2100-12-31"] {
            assert!(good.parse::<CalendarDay>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "2026-02-29",
            "2026-2-8",
            "+26-02-028",
            "20260-1-1",
            "99999-01-01",
            "26-11-25",
            "1999-12-31",
            "2101-01-01",
            "9999-12-31",
            "0000-01-01",
            "-262143-01-01",
            "+262142-12-31",
            "-262-01-01",
            "2026-11-25\0",
            "<script>aa",
        ] {
            assert_eq!(bad.parse::<CalendarDay>(), Err(NotADay), "{bad}");
        }
    }

    #[test]
    fn an_instant_is_of_this_century_by_the_clock_of_the_world() {
        assert!("2026-11-25T10:00:00+09:00".parse::<CalendarInstant>().is_ok());
        for bad in ["2101-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "9999-12-31T23:59:59-23:59", "2026-11-25", ""] {
            assert_eq!(bad.parse::<CalendarInstant>(), Err(NotADay), "{bad}");
        }
    }
}
