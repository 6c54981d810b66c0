//! Opening hours by weekday, and the days on which the space is closed.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::booking::OpenHours;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::Words;
use crate::{
    Cx, Result, Store,
    entity::{closure, opening_hour},
};

/// Why a day is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClosedReason {
    /// 定休日: closed on every such weekday.
    Weekday,
    /// A closure with its own words: 祝日, 年末年始, …
    Closure(Words),
}

/// A day's hours and, when closed, why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayHours {
    pub day: NaiveDate,
    pub open: OpenHours,
    pub closed: Option<ClosedReason>,
}

/// The hours of a range of days, read in two queries.
pub(super) struct Calendar {
    by_weekday: BTreeMap<i32, (i64, i64)>,
    closures: BTreeMap<NaiveDate, Words>,
}

impl Calendar {
    /// Reads the hours that hold from `first` to `last`, both included.
    pub(super) async fn read<C: ConnectionTrait>(conn: &C, first: NaiveDate, last: NaiveDate) -> Result<Calendar> {
        let hours = opening_hour::Entity::find().all(conn).await?;
        let closures = closure::Entity::find().filter(closure::Column::Day.between(first, last)).all(conn).await?;
        Ok(Calendar {
            by_weekday: hours
                .into_iter()
                .map(|row| (row.weekday, (i64::from(row.open_minute), i64::from(row.close_minute))))
                .collect(),
            closures: closures.into_iter().map(|row| (row.day, Words::new(row.reason_ja, row.reason_en))).collect(),
        })
    }

    /// The hours of one day of the range.
    pub(super) fn on(&self, day: NaiveDate) -> DayHours {
        let shut = |reason| DayHours { day, open: OpenHours::Closed, closed: Some(reason) };
        match (self.closures.get(&day), self.by_weekday.get(&weekday(day))) {
            (Some(words), _) => shut(ClosedReason::Closure(words.clone())),
            (None, None) => shut(ClosedReason::Weekday),
            (None, Some((open_minute, close_minute))) => DayHours {
                day,
                open: OpenHours::Open { open_minute: *open_minute, close_minute: *close_minute },
                closed: None,
            },
        }
    }
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
