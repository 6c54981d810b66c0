//! Words and pictures that several pages of orders and the register share.

use chrono::{DateTime, Utc};
use domain::{PhotoId, calendar::{day_of, in_tokyo}, equipment::OpenHours, members::Language, orders::{Delivery, OrderAlert, OrderState}, payments::SessionItem, site::{SiteSettings, WeekdayHours}};

use crate::{format, i18n::Locale, page::locale, shop::tile_photo, ui::{Photo, Tone}};

/// A small photo beside a line; decoration, for the title stands beside it.
pub(crate) fn photo(id: Option<PhotoId>) -> Photo {
    tile_photo(id, "")
}

/// What a line of the provider's page is for, in the language of its order: asked again it is the same words.
pub fn payment_item(language: Option<Language>, item: &SessionItem) -> String {
    let l = crate::mail::locale(language);
    match item {
        SessionItem::Piece(title) => title.clone(),
        SessionItem::GiftWrapping => trl!(l, orders.wrapping).to_string(),
        SessionItem::Delivery => trl!(l, orders.delivery_fee).to_string(),
    }
}

/// `11月28日（土） 21:00`: the day and time by which a piece is to be picked up.
pub(super) fn until(l: Locale, at: DateTime<Utc>) -> String {
    format!("{} {}", format::day(l, day_of(at)), format::time(at))
}

/// How an order stands, and how that looks.
pub(super) fn state(state: OrderState, delivery: Delivery, hold_until: DateTime<Utc>) -> (String, Tone) {
    let (words, tone) = match state {
        OrderState::Pending => {
            return (tr!(orders.state_open, until = until(locale(), hold_until)).to_string(), Tone::Accent);
        }
        OrderState::AwaitingPayment => (tr!(orders.state_awaiting), Tone::Warn),
        OrderState::Paid => (tr!(orders.state_paid), Tone::Accent),
        OrderState::Preparing => (tr!(orders.state_preparing), Tone::Accent),
        OrderState::Ready => (tr!(orders.state_ready), Tone::Ok),
        OrderState::Shipped => (tr!(orders.state_shipped), Tone::Ok),
        OrderState::Completed if delivery.is_posted() => (tr!(orders.state_delivered), Tone::Ok),
        OrderState::Completed => (tr!(orders.state_picked_up), Tone::Ok),
        OrderState::Cancelled => (tr!(orders.state_cancelled), Tone::Plain),
        OrderState::Expired => (tr!(orders.state_expired), Tone::Warn),
        OrderState::Refunded => (tr!(orders.state_refunded), Tone::Plain),
    };
    (words.to_owned(), tone)
}

/// `1,200円 × 2  糸と野原  色: 藍`: what stands below a line's title.
pub(super) fn line_note(each: String, quantity: i64, maker: &str, chosen: &str) -> String {
    let gap = if chosen.is_empty() { "" } else { "  " };
    format!("{each} × {quantity}  {maker}{gap}{chosen}")
}

/// What staff have to look at.
pub(super) fn alert(alert: OrderAlert) -> &'static str {
    match alert {
        OrderAlert::PaidTooLate => tr!(orders.alert_paid_too_late),
        OrderAlert::WrongAmount => tr!(orders.alert_wrong_amount),
        OrderAlert::Disputed => tr!(orders.alert_disputed),
        OrderAlert::RefundFailed => tr!(orders.alert_refund_failed),
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
