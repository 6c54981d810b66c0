//! Words and pictures that several pages of orders and the register share.

use chrono::{DateTime, Utc};
use domain::{PhotoId, calendar::{day_of, in_tokyo}, equipment::OpenHours, orders::OrderOutcome, site::{SiteSettings, WeekdayHours}};

use crate::{format, i18n::Locale, page::locale, shop::tile_photo, ui::{Photo, Tone}};

/// A small photo beside a line; decoration, for the title stands beside it.
pub(crate) fn photo(id: Option<PhotoId>) -> Photo {
    tile_photo(id, "")
}

/// `11月28日（土） 21:00`: the day and time by which a piece is to be picked up.
pub(super) fn until(l: Locale, at: DateTime<Utc>) -> String {
    format!("{} {}", format::day(l, day_of(at)), format::time(at))
}

/// How an order stands, and how that looks.
pub(super) fn state(outcome: Option<OrderOutcome>, hold_until: DateTime<Utc>) -> (String, Tone) {
    match outcome {
        None => (tr!(orders.state_open, until = until(locale(), hold_until)).to_string(), Tone::Accent),
        Some(OrderOutcome::PickedUp) => (tr!(orders.state_picked_up).to_owned(), Tone::Ok),
        Some(OrderOutcome::Cancelled) => (tr!(orders.state_cancelled).to_owned(), Tone::Plain),
        Some(OrderOutcome::Expired) => (tr!(orders.state_expired).to_owned(), Tone::Warn),
    }
}

/// Where the shop is: name, address, telephone.
pub(super) fn place(l: Locale, site: &SiteSettings) -> Vec<String> {
    let name = format::in_language(l, &site.space_name, &site.space_name_en);
    let address = format::in_language(l, &site.address, &site.address_en);
    [name, address, &site.phone].into_iter().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The week's hours for the list of opening hours, today marked.
pub(super) fn week(hours: &[WeekdayHours], now: DateTime<Utc>) -> Vec<(String, String, &'static str)> {
    let l = locale();
    let monday = domain::calendar::monday_of(in_tokyo(now).date_naive());
    let row = |day: chrono::NaiveDate, of_day: &WeekdayHours| {
        let name = format::weekday(l, day).to_owned();
        let today = day == day_of(now);
        match of_day.hours {
            OpenHours::Open { open_minute, close_minute } => {
                let span = format!("{}–{}", format::clock_minute(open_minute), format::clock_minute(close_minute));
                (name, span, if today { "now" } else { "" })
            }
            OpenHours::Closed => (name, tr!(orders.hours_closed).to_owned(), "cl"),
        }
    };
    monday.iter_days().take(7).zip(hours).map(|(day, hours)| row(day, hours)).collect()
}
