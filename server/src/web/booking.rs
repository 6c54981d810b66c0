//! Machines and bookings: pages.

mod attend;
mod board;
mod book;
mod calendars;
mod forms;
mod links;
mod mine;
mod plans;
mod repeat;
mod settings;
mod waitlist;

use app::{
    booking::{DayAsk, DayPage, EquipmentPage, ListAsk, MonthPage, month_sheet},
    page::Flash,
};
use axum::extract::{Path, Query};
use chrono::NaiveDate;
use domain::{
    DomainError,
    booking::SlotError,
    calendar::{at_minute, day_of},
    equipment::{DaySpan, EquipmentFilter, Use},
    form::{CalendarDay, minute_of_day},
};
use leptos::prelude::*;
use serde::Deserialize;

use super::{Access, PageResult, Route, Web};

pub use forms::read_move;

pub fn routes() -> Vec<Route> {
    use Access::{Everyone, Member};
    let own = vec![
        Route::get("/equipment", Everyone, list).kept(),
        Route::get("/equipment/{slug}", Everyone, day).kept(),
        Route::get("/equipment/{slug}/month", Everyone, month).kept(),
        Route::get("/equipment/{slug}/book", Member, book::confirm),
        Route::post("/equipment/{slug}/book", Member, book::book),
        Route::get("/equipment/{slug}/repeat", Member, repeat::preview),
        Route::post("/equipment/{slug}/repeat", Member, repeat::book),
        Route::post("/equipment/{slug}/repeat/check", Member, repeat::check),
        Route::get("/equipment/{slug}/wait", Member, waitlist::ask),
        Route::post("/equipment/{slug}/wait", Member, waitlist::join),
        Route::get("/me/waitlist/{id}", Member, waitlist::page),
        Route::post("/me/waitlist/{id}/leave", Member, waitlist::leave),
        Route::get("/me/bookings", Member, mine::list),
        Route::get("/me/bookings/{id}", Member, mine::show),
        Route::post("/me/bookings/{id}", Member, mine::change),
        Route::get("/me/bookings/{id}/calendar.ics", Member, calendars::booking),
        Route::get("/me/bookings/{id}/cancel", Member, mine::cancel_ask),
        Route::post("/me/bookings/{id}/cancel", Member, mine::cancel),
        Route::get("/me/bookings/{id}/move", Member, mine::move_ask),
        Route::post("/me/bookings/{id}/move", Member, mine::do_move),
        Route::post("/me/bookings/{id}/check-out", Member, attend::check_out),
        Route::get("/check-in/{unit}", Member, attend::check_in_ask),
        Route::post("/check-in/{unit}", Member, attend::check_in),
    ];
    let parts = [own, links::routes(), calendars::routes(), board::routes(), settings::routes(), plans::routes()];
    parts.into_iter().flatten().collect()
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
    /// The day on which something free is looked for, and the time of day from which.
    date: Option<String>,
    from: Option<String>,
}

impl ListQuery {
    fn ask(&self) -> ListAsk {
        let filter = EquipmentFilter {
            use_for: self.use_for.parse::<Use>().ok(),
            school_hours: self.school == "yes",
            with_child: self.child == "yes",
        };
        ListAsk { filter, from: self.from.as_deref().and_then(minute_of_day) }
    }
}

async fn list(web: Web, Query(query): Query<ListQuery>) -> PageResult {
    let ListAsk { filter, from } = query.ask();
    let (list, on) = match query.date.as_deref().map(day_of_address).transpose()? {
        Some(day) => {
            let (on, list) = web.store.equipment_on(&web.cx, day, DaySpan::from(from), filter).await?;
            (list, Some(on))
        }
        None => (web.store.equipment_list(&web.cx, filter).await?, None),
    };
    Ok(web.page(|| view! { <EquipmentPage list filter on/> }))
}

/// A day, and a start on it, in an address.
#[derive(Deserialize)]
pub struct DayQuery {
    pub date: Option<String>,
    start: Option<String>,
    minutes: Option<String>,
    /// A booking of one's own whose details the new one takes over.
    again: Option<String>,
}

async fn day(
    web: Web,
    Path(slug): Path<String>,
    Query(query): Query<DayQuery>,
    Query(list): Query<ListQuery>,
) -> PageResult {
    let date = query.date.as_deref().map(day_of_address).transpose()?;
    let minute = |text: &str| minute_of_day(text).ok_or(DomainError::Slot(SlotError::Unreadable));
    let minute = query.start.as_deref().map(minute).transpose()?;
    let view = web.store.equipment_day(&web.cx, &slug, date).await?;
    let start = minute.map(|minute| at_minute(view.day, minute));
    // What is no number asks for no length, and what names nothing for no details.
    let minutes = query.minutes.and_then(|text| text.parse().ok());
    let again = query.again.and_then(|text| text.parse().ok());
    let ask = DayAsk { start, minutes, again, list: list.ask() };
    // Read only where it is shown: to those who have to call for the induction.
    let is_inducted = !view.equipment.rules.induction_required || view.certified == Some(true);
    let phone = if is_inducted { String::new() } else { web.store.site_settings().await?.phone };
    Ok(web.page(|| view! { <DayPage view ask phone/> }))
}

/// The month to show: any day of it.
#[derive(Deserialize)]
struct MonthQuery {
    from: Option<String>,
}

async fn month(web: Web, Path(slug): Path<String>, Query(query): Query<MonthQuery>) -> PageResult {
    let day = query.from.as_deref().map_or(Ok(day_of(web.cx.now)), day_of_address)?;
    let (month, monday, count) = month_sheet(day);
    let view = web.store.equipment_days(&web.cx, &slug, monday, count).await?;
    Ok(web.page(|| view! { <MonthPage view month/> }))
}

/// Back to one's own bookings, with something to say there.
fn to_mine(web: &Web, flash: Flash) -> PageResult {
    Ok(web.redirect("/me/bookings", Some(flash)))
}

/// The day in an address.
///
/// # Errors
/// [`SlotError::Unreadable`].
fn day_of_address(text: &str) -> Result<NaiveDate, DomainError> {
    text.parse().map(CalendarDay::date).map_err(|_| SlotError::Unreadable.into())
}
