//! Texts and addresses that the pages, the mails and the API share.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{DomainError, Yen, booking::{MyBooking, Purpose, Slot}, calendar::{day_of, in_tokyo}, equipment::{ClosedReason, EquipmentSummary}};

use crate::{error, format, i18n::Locale, ui::Art};

/// Why a day is closed.
pub fn reason(l: Locale, reason: &ClosedReason) -> String {
    match reason {
        ClosedReason::Weekday => trl!(l, booking.closed_weekday).to_string(),
        ClosedReason::Moved => trl!(l, booking.closed_moved).to_string(),
        ClosedReason::Holiday(name) => trl!(l, booking.holiday, name = name.as_str()).to_string(),
        ClosedReason::Closure(text) => format::localize(l, text).to_owned(),
    }
}

pub fn purpose(l: Locale, purpose: Purpose) -> String {
    match purpose {
        Purpose::Hobby => trl!(l, booking.purpose_hobby).to_string(),
        Purpose::CommunityBusiness => trl!(l, booking.purpose_community).to_string(),
        Purpose::Study => trl!(l, booking.purpose_study).to_string(),
    }
}

/// The amount, or that it costs nothing.
pub fn fee(l: Locale, amount: Yen) -> String {
    if amount == Yen::ZERO { trl!(l, common.free_of_charge).to_string() } else { format::yen(l, amount) }
}

/// `11月25日（水）10:00–11:30`.
pub fn when(l: Locale, slot: &Slot) -> String {
    let gap = if matches!(l, Locale::ja) { "" } else { " " };
    format!("{}{gap}{}", format::day(l, day_of(slot.start())), format::span(slot.start(), slot.end()))
}

/// `きょう 15:00`, `あした 10:00` or `11月28日（土） 10:00`.
pub fn soon(l: Locale, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let (day, today) = (day_of(at), day_of(now));
    let day = match (day - today).num_days() {
        0 => trl!(l, booking.today).to_string(),
        1 => trl!(l, booking.tomorrow).to_string(),
        _ => format::day(l, day),
    };
    format!("{day} {}", format::time(at))
}

/// The machine, with its unit where there are several.
pub fn equipment_and_unit(l: Locale, booking: &MyBooking) -> String {
    let equipment = format::localize(l, &booking.equipment);
    if booking.units > 1 { format!("{equipment} {}", format::localize(l, &booking.unit)) } else { equipment.to_owned() }
}

/// What the machine's public calendar calls a time that is taken.
pub fn taken(l: Locale, equipment: &EquipmentSummary) -> String {
    trl!(l, feed.taken, equipment = format::localize(l, &equipment.name)).to_string()
}

/// The machine's drawing.
pub fn art(slug: &str) -> Art {
    Art::from_kind(slug)
}

/// `10:00` with two digits each, as time fields take it.
pub fn clock(at: DateTime<Utc>) -> String {
    in_tokyo(at).format("%H:%M").to_string()
}

pub fn equipment_path(slug: &str) -> String {
    format!("/equipment/{slug}")
}

/// The day of the next free time with that time chosen; without one the equipment itself. `rest` goes along, each word
/// with `&` before it.
pub fn free_path(slug: &str, at: Option<DateTime<Utc>>, rest: &str) -> String {
    match at {
        Some(at) => format!("{}&start={}{rest}#pick", day_path(slug, day_of(at)), clock(at)),
        None => format!("{}{}", equipment_path(slug), rest.replacen('&', "?", 1)),
    }
}

pub fn day_path(slug: &str, day: NaiveDate) -> String {
    format!("/equipment/{slug}?date={day}")
}

/// The page on which a booking of this slot is confirmed.
pub fn confirm_path(slug: &str, slot: &Slot) -> String {
    let (day, start, minutes) = (day_of(slot.start()), clock(slot.start()), slot.minutes());
    format!("/equipment/{slug}/book?date={day}&start={start}&minutes={minutes}")
}

/// The equipment's page with the length and, once a time is chosen, the details of an earlier booking.
pub fn again_path(booking: &MyBooking) -> String {
    format!("{}?minutes={}&again={}", equipment_path(&booking.slug), booking.slot.minutes(), booking.id)
}

/// The form that asks to be told when the time frees.
pub fn wait_path(slug: &str, slot: &Slot) -> String {
    let (day, start, minutes) = (day_of(slot.start()), clock(slot.start()), slot.minutes());
    format!("/equipment/{slug}/wait?date={day}&start={start}&minutes={minutes}")
}

/// How an alternative differs from what was asked: 30分おそく, みじかく, 別の台.
pub fn difference(l: Locale, asked: &Slot, other: &Slot) -> String {
    let moved: TimeDelta = other.start() - asked.start();
    let by = format::length(l, moved.num_minutes().abs());
    match (moved.num_minutes(), other.minutes() - asked.minutes()) {
        (0, 0) => trl!(l, booking.alt_other_unit).to_string(),
        (0, less) => trl!(l, booking.alt_shorter, by = format::length(l, less.abs())).to_string(),
        (later, _) if later > 0 => trl!(l, booking.alt_later, by = by).to_string(),
        _ => trl!(l, booking.alt_earlier, by = by).to_string(),
    }
}

/// A refusal's message to a program's user.
pub fn api_message(l: Locale, refusal: &DomainError) -> String {
    match refusal {
        DomainError::NotFound => trl!(l, booking.api_not_found).to_string(),
        DomainError::SignInRequired => trl!(l, booking.api_unauthorized).to_string(),
        DomainError::Forbidden => trl!(l, booking.api_forbidden).to_string(),
        other => error::message(l, other),
    }
}

/// The message of a refusal that has only its HTTP status.
pub fn api_bare_message(l: Locale, status: u16) -> String {
    match status {
        404 => trl!(l, booking.api_not_found).to_string(),
        405 => trl!(l, booking.api_method).to_string(),
        413 => trl!(l, booking.api_too_large).to_string(),
        429 => trl!(l, errors.too_many_requests).to_string(),
        500.. => trl!(l, errors.internal).to_string(),
        _ => trl!(l, booking.api_malformed).to_string(),
    }
}

/// That a field of a request cannot be read.
pub fn api_bad_field(l: Locale, field: &str) -> String {
    trl!(l, booking.api_bad_field, field = field).to_string()
}
