//! Machines and bookings: pages.

use app::booking::{CancelPage, ConfirmPage, DayPage, EquipmentPage, MyBookingsPage, RefusedPage, Times, TimesPage};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use chrono::{NaiveDate, TimeDelta};
use domain::{
    BookingId, UnitId,
    booking::{CELL_MINUTES, Purpose, Refusal, SLOT_MINUTES_MAX, Slot, SlotError, Wish},
    calendar::{at_minute, day_of},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{
    Error, Member,
    booking::{BookingCommand, CancelWhy, EquipmentFilter},
};

use super::{Access, PageResult, Posted, Route, Web};
use app::page::Flash;

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/equipment", Access::Everyone, list),
        Route::get("/equipment/{slug}", Access::Everyone, day),
        Route::get("/equipment/{slug}/book", Access::Member, confirm),
        Route::post("/equipment/{slug}/book", Access::Member, book),
        Route::get("/me/bookings", Access::Member, mine),
        Route::get("/me/bookings/{id}/cancel", Access::Member, cancel_ask),
        Route::post("/me/bookings/{id}/cancel", Access::Member, cancel),
    ]
}

async fn list(web: Web) -> PageResult {
    let list = web.store.equipment_list(&web.cx, EquipmentFilter::default()).await?;
    Ok(web.page(|| view! { <EquipmentPage list/> }))
}

/// A day, and a start on it, in an address.
#[derive(Deserialize)]
pub struct DayQuery {
    pub date: Option<String>,
    start: Option<String>,
}

async fn day(web: Web, Path(slug): Path<String>, Query(query): Query<DayQuery>) -> PageResult {
    let date = query.date.as_deref().map(read_day).transpose().map_err(Error::Slot)?;
    let minute = query.start.as_deref().map(read_minute).transpose().map_err(Error::Slot)?;
    let view = web.store.equipment_day(&web.cx, &slug, date).await?;
    let start = minute.map(|minute| at_minute(view.day, minute));
    Ok(web.page(|| view! { <DayPage view start/> }))
}

/// What the chooser and the confirmation send, as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct BookForm {
    date: String,
    start: String,
    minutes: String,
    purpose: Option<String>,
    unit: Option<String>,
}

impl BookForm {
    /// # Errors
    /// The field at fault, and what is wrong with it.
    fn command(&self, slug: &str) -> Result<BookingCommand, (&'static str, SlotError)> {
        let unreadable = |field| (field, SlotError::Unreadable);
        let day = read_day(&self.date).map_err(|error| ("date", error))?;
        let start = at_minute(day, read_minute(&self.start).map_err(|error| ("start", error))?);
        let minutes: i64 = self.minutes.trim().parse().map_err(|_| unreadable("minutes"))?;
        if minutes > SLOT_MINUTES_MAX {
            return Err(("minutes", SlotError::LongerThanADay));
        }
        let end = start + TimeDelta::minutes(minutes.max(0));
        let unit = self.unit.as_deref().filter(|text| !text.is_empty());
        let unit = unit.map(|text| text.parse::<UnitId>().map_err(|_| unreadable("unit"))).transpose()?;
        let purpose = match self.purpose.as_deref() {
            None => Purpose::default(),
            Some(word) => Purpose::parse(word).ok_or(unreadable("purpose"))?,
        };
        let at_fault = |error| match error {
            SlotError::NotOnQuarterHour if minutes % CELL_MINUTES == 0 => ("start", error),
            error => ("minutes", error),
        };
        let slot = Slot::new(start, end).map_err(at_fault)?;
        let wish = Wish { unit, purpose, children: Vec::new() };
        Ok(BookingCommand { slug: slug.to_owned(), slot, wish, note: None })
    }
}

async fn confirm(web: Web, Path(slug): Path<String>, Query(form): Query<BookForm>) -> PageResult {
    let member = web.cx.actor.member()?;
    match form.command(&slug) {
        Ok(cmd) => confirm_page(&web, &member, &cmd, None).await,
        Err(wrong) => times_page(&web, &slug, form, wrong).await,
    }
}

async fn book(web: Web, Path(slug): Path<String>, Posted(form): Posted<BookForm>) -> PageResult {
    let member = web.cx.actor.member()?;
    let cmd = match form.command(&slug) {
        Ok(cmd) => cmd,
        Err(wrong) => return times_page(&web, &slug, form, wrong).await,
    };
    match web.store.booking_reserve(&web.cx, &member, cmd.clone()).await {
        Ok(_) => Ok(web.redirect("/me/bookings", Some(Flash::Booked))),
        Err(Error::Reserve(refusal)) => confirm_page(&web, &member, &cmd, Some(refusal)).await,
        Err(error) => Err(error.into()),
    }
}

/// The quote, or why it is refused: by `refusal` when the booking was just tried.
async fn confirm_page(web: &Web, member: &Member, cmd: &BookingCommand, refusal: Option<Refusal>) -> PageResult {
    let quote = web.store.booking_quote(&web.cx, member, cmd).await?;
    match refusal.or(quote.refusal.clone()) {
        Some(refusal) => Ok(web.page_with(StatusCode::CONFLICT, || view! { <RefusedPage quote refusal/> })),
        None => {
            let (chosen, unit) = (Some(cmd.wish.purpose), cmd.wish.unit);
            Ok(web.page(|| view! { <ConfirmPage quote chosen unit/> }))
        }
    }
}

/// The plain fields again, with what was typed and why it makes no slot.
async fn times_page(web: &Web, slug: &str, form: BookForm, (field, error): (&'static str, SlotError)) -> PageResult {
    let machine = web.store.equipment_machine(&web.cx, slug).await?;
    let horizon = web.store.plan_for(&web.cx).await?.rules.horizon_days;
    let today = day_of(web.cx.now);
    let times = Times { date: form.date, start: form.start, minutes: form.minutes };
    Ok(web
        .page_with(StatusCode::UNPROCESSABLE_ENTITY, || view! { <TimesPage machine today times horizon field error/> }))
}

#[derive(Deserialize)]
struct PageQuery {
    #[serde(default)]
    page: Option<String>,
}

async fn mine(web: Web, Query(query): Query<PageQuery>) -> PageResult {
    let member = web.cx.actor.member()?;
    // A page that is no number is the first: nothing depends on it.
    let page = query.page.and_then(|text| text.parse().ok()).unwrap_or(1);
    let list = web.store.bookings_mine(&web.cx, &member, page).await?;
    Ok(web.page(|| view! { <MyBookingsPage list/> }))
}

async fn cancel_ask(web: Web, Path(id): Path<String>) -> PageResult {
    let member = web.cx.actor.member()?;
    let booking = web.store.booking_mine(&web.cx, &member, booking_id(&id)?).await?;
    Ok(web.page(|| view! { <CancelPage booking/> }))
}

async fn cancel(web: Web, Path(id): Path<String>) -> PageResult {
    let member = web.cx.actor.member()?;
    web.store.booking_cancel(&web.cx, &member, booking_id(&id)?, CancelWhy::default()).await?;
    Ok(web.redirect("/me/bookings", Some(Flash::BookingCancelled)))
}

fn booking_id(text: &str) -> Result<BookingId, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

/// `2026-11-25`, and nothing else.
///
/// # Errors
/// [`SlotError::Unreadable`].
pub fn read_day(text: &str) -> Result<NaiveDate, SlotError> {
    let ten = Some(text.trim()).filter(|text| text.len() == 10 && !text.starts_with(['+', '-']));
    ten.and_then(|text| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).ok_or(SlotError::Unreadable)
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
