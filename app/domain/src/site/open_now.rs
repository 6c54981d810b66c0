//! Whether the space is open now.

use chrono::{DateTime, Utc};

use crate::{
    calendar::{at_minute, day_of},
    equipment::OpenHours,
};

/// Whether the space is open at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenNow {
    /// Open, and closes at `until`.
    Open { until: DateTime<Utc> },
    /// Opens later today, at `from`.
    Later { from: DateTime<Utc> },
    /// Today's hours are over.
    Over,
    /// Not open today at all.
    Closed,
}

/// Whether the space is open at `now`; `today` are the hours of that day in Japan. It is open from the opening minute
/// on and no longer at the closing minute.
pub fn open_now(today: OpenHours, now: DateTime<Utc>) -> OpenNow {
    let OpenHours::Open { open_minute, close_minute } = today else { return OpenNow::Closed };
    let day = day_of(now);
    let (from, until) = (at_minute(day, open_minute), at_minute(day, close_minute));
    if now < from {
        OpenNow::Later { from }
    } else if now < until {
        OpenNow::Open { until }
    } else {
        OpenNow::Over
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta};

    use super::*;

    const TEN_TO_NINE: OpenHours = OpenHours::Open { open_minute: 600, close_minute: 1260 };

    #[test]
    fn the_edges_of_the_day() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        let (from, until) = (at_minute(day, 600), at_minute(day, 1260));
        let second = TimeDelta::seconds(1);
        assert_eq!(open_now(TEN_TO_NINE, at_minute(day, 0)), OpenNow::Later { from });
        assert_eq!(open_now(TEN_TO_NINE, from - second), OpenNow::Later { from });
        assert_eq!(open_now(TEN_TO_NINE, from), OpenNow::Open { until });
        assert_eq!(open_now(TEN_TO_NINE, until - second), OpenNow::Open { until });
        assert_eq!(open_now(TEN_TO_NINE, until), OpenNow::Over);
        assert_eq!(open_now(TEN_TO_NINE, at_minute(day, 1440) - second), OpenNow::Over);
        assert_eq!(open_now(OpenHours::Closed, from), OpenNow::Closed);
    }

    #[test]
    fn a_day_that_ends_at_midnight() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        let all_day = OpenHours::Open { open_minute: 0, close_minute: 1440 };
        let until = at_minute(day, 1440);
        assert_eq!(open_now(all_day, until - TimeDelta::seconds(1)), OpenNow::Open { until });
    }
}
