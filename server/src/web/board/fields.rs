//! What the staff's forms have in common: days, slots and ids as they were typed.

use std::str::FromStr;

use app::{board::Wrong, error, page::Locale};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    DomainError,
    booking::SlotError,
    calendar::{at_minute, day_of},
};
use store::Error;

pub use crate::web::booking::read_slot as slot;
use crate::web::{
    Web,
    booking::{read_day, read_minute},
};

/// The id in an address.
///
/// # Errors
/// [`DomainError::NotFound`] for what is no id.
pub fn id<T: FromStr>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| DomainError::NotFound.into())
}

/// The day asked for; today for what is no day.
pub fn day_or_today(web: &Web, text: Option<&str>) -> NaiveDate {
    text.and_then(|text| read_day(text).ok()).unwrap_or_else(|| day_of(web.cx.now))
}

/// A day and a time of the clock, by the names of their fields.
///
/// # Errors
/// The field at fault.
pub fn instant(
    date: &str,
    time: &str,
    (date_name, time_name): (&'static str, &'static str),
) -> Result<DateTime<Utc>, (&'static str, SlotError)> {
    let day = read_day(date).map_err(|error| (date_name, error))?;
    Ok(at_minute(day, read_minute(time).map_err(|error| (time_name, error))?))
}

/// A near time whose button was pressed: its date, start and minutes.
pub fn taken(take: Option<&str>) -> Option<(String, String, String)> {
    let mut parts = take?.split(' ').map(str::to_owned);
    Some((parts.next()?, parts.next()?, parts.next()?))
}

/// The message of a field.
pub fn wrong(l: Locale, (field, problem): (&'static str, SlotError)) -> Wrong {
    vec![(field, error::slot(l, problem))]
}
