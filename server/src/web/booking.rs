//! Machines and bookings: pages.

mod attend;
mod book;
mod mine;
mod repeat;
mod waitlist;

use app::{
    booking::{DayPage, EquipmentPage, MonthPage, month_sheet},
    page::Flash,
};
use axum::extract::{Path, Query};
use chrono::{NaiveDate, TimeDelta};
use domain::{
    BookingId, DomainError,
    booking::{CELL_MINUTES, SLOT_MINUTES_MAX, Slot, SlotError},
    calendar::{at_minute, day_of},
    equipment::{EquipmentFilter, Use},
    form::CalendarDay,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::Error;

use super::{Access, PageResult, Route, Web};

pub fn routes() -> Vec<Route> {
    use Access::{Everyone, Member};
    vec![
        Route::get("/equipment", Everyone, list).kept(),
        Route::get("/equipment/{slug}", Everyone, day).kept(),
        Route::get("/equipment/{slug}/month", Everyone, month).kept(),
        Route::get("/equipment/{slug}/book", Member, book::confirm),
        Route::post("/equipment/{slug}/book", Member, book::book),
        Route::get("/equipment/{slug}/repeat", Member, repeat::preview),
        Route::post("/equipment/{slug}/repeat", Member, repeat::book),
        Route::post("/equipment/{slug}/wait", Member, waitlist::join),
        Route::get("/me/waitlist/{id}", Member, waitlist::page),
        Route::post("/me/waitlist/{id}/leave", Member, waitlist::leave),
        Route::get("/me/bookings", Member, mine::list),
        Route::get("/me/bookings/{id}/cancel", Member, mine::cancel_ask),
        Route::post("/me/bookings/{id}/cancel", Member, mine::cancel),
        Route::get("/me/bookings/{id}/move", Member, mine::move_ask),
        Route::post("/me/bookings/{id}/move", Member, mine::do_move),
        Route::post("/me/bookings/{id}/check-out", Member, attend::check_out),
        Route::get("/check-in/{unit}", Member, attend::check_in_ask),
        Route::post("/check-in/{unit}", Member, attend::check_in),
    ]
}

/// What the list is narrowed to, in an address; words that say nothing narrow nothing.
#[derive(Deserialize)]
struct ListQuery {
    #[serde(default, rename = "use")]
    use_for: String,
    #[serde(default)]
    school: String,
    #[serde(default)]
    child: String,
}

async fn list(web: Web, Query(query): Query<ListQuery>) -> PageResult {
    let filter = EquipmentFilter {
        use_for: Use::parse(&query.use_for),
        school_hours: query.school == "yes",
        with_child: query.child == "yes",
    };
    let list = web.store.equipment_list(&web.cx, filter).await?;
    Ok(web.page(|| view! { <EquipmentPage list filter/> }))
}

/// A day, and a start on it, in an address.
#[derive(Deserialize)]
pub struct DayQuery {
    pub date: Option<String>,
    start: Option<String>,
}

async fn day(web: Web, Path(slug): Path<String>, Query(query): Query<DayQuery>) -> PageResult {
    let date = query.date.as_deref().map(read_day).transpose().map_err(DomainError::Slot)?;
    let minute = query.start.as_deref().map(read_minute).transpose().map_err(DomainError::Slot)?;
    let view = web.store.equipment_day(&web.cx, &slug, date).await?;
    let start = minute.map(|minute| at_minute(view.day, minute));
    Ok(web.page(|| view! { <DayPage view start/> }))
}

/// The month to show: any day of it.
#[derive(Deserialize)]
struct MonthQuery {
    from: Option<String>,
}

async fn month(web: Web, Path(slug): Path<String>, Query(query): Query<MonthQuery>) -> PageResult {
    let day = query.from.as_deref().map_or(Ok(day_of(web.cx.now)), read_day).map_err(DomainError::Slot)?;
    let (month, monday, count) = month_sheet(day);
    let view = web.store.equipment_days(&web.cx, &slug, monday, count).await?;
    Ok(web.page(|| view! { <MonthPage view month/> }))
}

fn booking_id(text: &str) -> Result<BookingId, Error> {
    text.parse().map_err(|_| DomainError::NotFound.into())
}

/// Back to one's own bookings, with something to say there.
fn to_mine(web: &Web, flash: Flash) -> PageResult {
    Ok(web.redirect("/me/bookings", Some(flash)))
}

/// `2026-11-25`, of our century, and nothing else.
///
/// # Errors
/// [`SlotError::Unreadable`].
pub fn read_day(text: &str) -> Result<NaiveDate, SlotError> {
    text.parse::<CalendarDay>().map(CalendarDay::date).map_err(|_| SlotError::Unreadable)
}

/// `9:30` or `09:30` as minutes after midnight.
///
/// # Errors
/// [`SlotError::Unreadable`].
pub fn read_minute(text: &str) -> Result<i64, SlotError> {
    let number = |part: &str, max: i64| {
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i64>().ok().filter(|n| digits && *n <= max)
    };
    let (hours, minutes) = text.trim().split_once(':').ok_or(SlotError::Unreadable)?;
    match (number(hours, 23), number(minutes, 59)) {
        (Some(hours), Some(minutes)) => Ok(hours * 60 + minutes),
        _ => Err(SlotError::Unreadable),
    }
}

/// A slot as three fields name it: a day, a time of the clock, a length in minutes.
///
/// # Errors
/// The field at fault (`date`, `start`, `minutes`), and what is wrong with it.
pub fn read_slot(date: &str, start: &str, minutes: &str) -> Result<Slot, (&'static str, SlotError)> {
    let day = read_day(date).map_err(|error| ("date", error))?;
    let start = at_minute(day, read_minute(start).map_err(|error| ("start", error))?);
    let minutes: i64 = minutes.trim().parse().map_err(|_| ("minutes", SlotError::Unreadable))?;
    if minutes > SLOT_MINUTES_MAX {
        return Err(("minutes", SlotError::LongerThanADay));
    }
    let at_fault = |error| match error {
        SlotError::NotOnQuarterHour if minutes % CELL_MINUTES == 0 => ("start", error),
        error => ("minutes", error),
    };
    Slot::new(start, start + TimeDelta::minutes(minutes.max(0))).map_err(at_fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_and_minutes_strictly() {
        assert_eq!(read_minute("9:30"), Ok(570));
        assert_eq!(read_minute("00:00"), Ok(0));
        for bad in ["", "24:00", "9", "9:60", "-1:00", "9:3x", "09:30:00", "+9:00", "９:30", "'\"><script>"] {
            assert_eq!(read_minute(bad), Err(SlotError::Unreadable), "{bad}");
        }
        assert!(read_day("2026-02-28").is_ok());
        for bad in ["", "2026-02-29", "2026-2-8", "+26-02-028", "20260-1-1", "99999-01-01", "26-11-25", "<script>aa"] {
            assert_eq!(read_day(bad), Err(SlotError::Unreadable), "{bad}");
        }
    }
}
