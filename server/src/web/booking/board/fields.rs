//! What the staff's forms have in common: ids in addresses, days, near times.

use chrono::NaiveDate;
use domain::{
    calendar::day_of,
    form::{CalendarDay, FormInput},
};

use crate::web::Web;

/// The day asked for; today for what is no day.
pub fn day_or_today(web: &Web, text: Option<&str>) -> NaiveDate {
    let asked = text.and_then(|text| text.parse::<CalendarDay>().ok());
    asked.map_or_else(|| day_of(web.cx.now), CalendarDay::date)
}

/// Puts a near time whose button was pressed (`2026-11-25 10:00 60`) into the fields; whether one was.
pub fn take_near_time(input: &mut FormInput) -> bool {
    let take = input.text("take").to_owned();
    let [date, start, minutes] = take.split(' ').collect::<Vec<_>>()[..] else { return false };
    for (field, value) in [("date", date), ("start", start), ("minutes", minutes)] {
        input.set(field, value);
    }
    true
}
