//! Opening hours by weekday with their breaks, 祝日, and the days on which the space is closed.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::{
    BilingualText,
    booking::SpaceRules,
    equipment::{ClosedReason, DayHours, OpenHours},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::rules::space_rules;
use crate::{
    Cx, Result, Store,
    entity::{closure, opening_break, opening_hour},
};

/// The hours of a range of days, read in four queries.
pub(crate) struct Calendar {
    by_weekday: BTreeMap<i32, (i64, i64)>,
    breaks: Vec<(i32, (i64, i64))>,
    closures: BTreeMap<NaiveDate, BilingualText>,
    pub(super) space: SpaceRules,
}

impl Calendar {
    /// Reads the hours that hold from `first` to `last`, both included.
    pub(crate) async fn read<C: ConnectionTrait>(conn: &C, first: NaiveDate, last: NaiveDate) -> Result<Calendar> {
        let hours = opening_hour::Entity::find().all(conn).await?;
        let breaks = opening_break::Entity::find().all(conn).await?;
        let closures = closure::Entity::find().filter(closure::Column::Day.between(first, last)).all(conn).await?;
        Ok(Calendar {
            by_weekday: hours
                .into_iter()
                .map(|row| (row.weekday, (i64::from(row.open_minute), i64::from(row.close_minute))))
                .collect(),
            breaks: breaks
                .into_iter()
                .map(|row| (row.weekday, (i64::from(row.from_minute), i64::from(row.to_minute))))
                .collect(),
            closures: closures
                .into_iter()
                .map(|row| (row.day, BilingualText::new(row.reason_ja, row.reason_en)))
                .collect(),
            space: space_rules(conn).await?,
        })
    }

    /// The hours of one day of the range.
    pub(crate) fn on(&self, day: NaiveDate) -> DayHours {
        let shut = |reason| DayHours { day, open: OpenHours::Closed, breaks: Vec::new(), closed: Some(reason) };
        if let Some(words) = self.closures.get(&day) {
            return shut(ClosedReason::Closure(words.clone()));
        }
        let weekday = weekday(day);
        let Some((open_minute, close_minute)) = self.by_weekday.get(&weekday).copied() else {
            return shut(ClosedReason::Weekday);
        };
        if self.space.closed_on_holidays
            && let Some(name) = holiday(day)
        {
            return shut(ClosedReason::Holiday(name));
        }
        let breaks = self.breaks.iter().filter(|(on, _)| *on == weekday).map(|(_, span)| *span).collect();
        DayHours { day, open: OpenHours::Open { open_minute, close_minute }, breaks, closed: None }
    }
}

/// The name of the 国民の祝日 on the day, 振替休日 included.
pub fn holiday(day: NaiveDate) -> Option<String> {
    jpholiday::jpholiday::JPHoliday::new().is_holiday_name(&day)
}

/// As the table counts: 0 is Monday.
pub(super) fn weekday(day: NaiveDate) -> i32 {
    day.weekday().num_days_from_monday() as i32
}

impl Store {
    /// The hours of `count` days from `first` on, at most 31.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_hours(&self, _cx: &Cx, first: NaiveDate, count: usize) -> Result<Vec<DayHours>> {
        let days: Vec<NaiveDate> = first.iter_days().take(count.min(31)).collect();
        let calendar = Calendar::read(self.db().read(), first, days.last().copied().unwrap_or(first)).await?;
        Ok(days.into_iter().map(|day| calendar.on(day)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 内閣府「国民の祝日について」, 令和8年.
    #[test]
    fn the_holidays_of_2026() {
        let listed = [
            (1, 1),
            (1, 12),
            (2, 11),
            (2, 23),
            (3, 20),
            (4, 29),
            (5, 3),
            (5, 4),
            (5, 5),
            (5, 6),
            (7, 20),
            (8, 11),
            (9, 21),
            (9, 22),
            (9, 23),
            (10, 12),
            (11, 3),
            (11, 23),
        ];
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
        let found: Vec<_> = first
            .iter_days()
            .take(365)
            .filter(|day| holiday(*day).is_some())
            .map(|day| (day.month(), day.day()))
            .collect();
        assert_eq!(found, listed);
    }
}
