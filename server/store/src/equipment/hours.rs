//! Opening hours by weekday with their breaks, 祝日, and the days on which the space is closed.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::{
    BilingualText,
    booking::{HolidayRule, SpaceRules, WeekDraft},
    equipment::{ClosedReason, DayHours, MovedClosing, OpenHours, moved_closing},
};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{
    Error, Result,
    site::{RULES_SETTING, space_rules_of},
    sql::{numbers, sql},
};

/// Between the fields of a closure, and between closures, as the database puts them together; no text has them.
const FIELD: char = '\u{1f}';
const RECORD: char = '\u{1e}';

/// The hours of a range of days, with the rules of the space.
#[derive(Clone)]
pub(crate) struct Calendar {
    by_weekday: BTreeMap<i32, (i64, i64)>,
    breaks: Vec<(i32, (i64, i64))>,
    closures: BTreeMap<NaiveDate, BilingualText>,
    pub(crate) space: SpaceRules,
}

/// A calendar as four columns of any statement's row.
#[derive(Clone, FromQueryResult)]
pub(crate) struct CalendarRow {
    space: Option<String>,
    hours: Option<String>,
    breaks: Option<String>,
    closures: Option<String>,
}

/// The columns of [`CalendarRow`]; the parameters of these numbers are the first and the last day, both included.
pub(crate) fn calendar_columns(first: usize, last: usize) -> String {
    format!(
        "(SELECT s.value FROM setting s WHERE s.key = '{RULES_SETTING}') AS space, \
         (SELECT string_agg(h.weekday || ' ' || h.open_minute || ' ' || h.close_minute, ',') FROM opening_hour h) \
         AS hours, \
         (SELECT string_agg(b.weekday || ' ' || b.from_minute || ' ' || b.to_minute, ',') FROM opening_break b) \
         AS breaks, \
         (SELECT string_agg(CAST(c.day AS TEXT) || '{FIELD}' || c.reason_ja || '{FIELD}' || c.reason_en, '{RECORD}') \
         FROM closure c WHERE c.day BETWEEN ${first} AND ${last}) AS closures"
    )
}

impl CalendarRow {
    /// # Errors
    /// When the rules of the space cannot be read.
    pub(crate) fn calendar(self) -> Result<Calendar> {
        let spans = |list: Option<String>| {
            let all: Vec<i64> = numbers(list.as_deref()).collect();
            let span = |part: &[i64]| Some((i32::try_from(*part.first()?).ok()?, (*part.get(1)?, *part.get(2)?)));
            all.chunks_exact(3).filter_map(span).collect::<Vec<_>>()
        };
        let closure = |record: &str| {
            let mut fields = record.splitn(3, FIELD);
            let day: NaiveDate = fields.next()?.parse().ok()?;
            Some((day, BilingualText::new(fields.next()?.to_owned(), fields.next()?.to_owned())))
        };
        let mut breaks = spans(self.breaks);
        breaks.sort_unstable();
        Ok(Calendar {
            by_weekday: spans(self.hours).into_iter().collect(),
            breaks,
            closures: self.closures.unwrap_or_default().split(RECORD).filter_map(closure).collect(),
            space: self.space.map_or_else(|| Ok(SpaceRules::default()), |text| space_rules_of(&text))?,
        })
    }
}

impl Calendar {
    /// Reads the hours that hold from `first` to `last`, both included, in one statement.
    pub(crate) async fn read<C: ConnectionTrait>(conn: &C, first: NaiveDate, last: NaiveDate) -> Result<Calendar> {
        let text = format!("SELECT {}", calendar_columns(1, 2));
        let row = CalendarRow::find_by_statement(sql(conn, &text, [first.into(), last.into()])).one(conn).await?;
        row.ok_or_else(|| Error::internal("a statement without a table has a row"))?.calendar()
    }

    /// The same with other hours of the weekdays.
    pub(crate) fn with_week(&self, week: &WeekDraft) -> Calendar {
        let days = || (0..).zip(&week.0);
        let hours = days().filter_map(|(weekday, day)| match day.hours {
            OpenHours::Open { open_minute, close_minute } => Some((weekday, (open_minute, close_minute))),
            OpenHours::Closed => None,
        });
        let breaks = days().flat_map(|(weekday, day)| day.breaks.iter().map(move |span| (weekday, *span)));
        Calendar { by_weekday: hours.collect(), breaks: breaks.collect(), ..self.clone() }
    }

    /// The same with another rule for 祝日.
    pub(crate) fn with_holidays(&self, rule: HolidayRule) -> Calendar {
        Calendar { space: self.space.with_holidays(rule), ..self.clone() }
    }

    /// The hours of one day of the range.
    pub(crate) fn on(&self, day: NaiveDate) -> DayHours {
        let shut = |reason| DayHours { day, open: OpenHours::Closed, breaks: Vec::new(), closed: Some(reason) };
        if let Some(words) = self.closures.get(&day) {
            return shut(ClosedReason::Closure(words.clone()));
        }
        let closes = |day: NaiveDate| !self.by_weekday.contains_key(&weekday(day));
        let moved = if self.space.holidays() == HolidayRule::ClosingMoves {
            moved_closing(day, closes, |day| holiday(day).is_some())
        } else {
            MovedClosing::AsUsual
        };
        let weekday = match moved {
            MovedClosing::ClosedFor(_) => return shut(ClosedReason::Moved),
            MovedClosing::OpenLike(other) => weekday(other),
            MovedClosing::AsUsual => weekday(day),
        };
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
pub(crate) fn weekday(day: NaiveDate) -> i32 {
    day.weekday().num_days_from_monday() as i32
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
