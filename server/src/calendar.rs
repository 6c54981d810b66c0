//! Bookings as calendar entries (RFC 5545): the file that comes with a mail, a member's feed, a machine's public feed.

use app::{
    booking::{equipment_and_unit, purpose},
    page::Locale,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    BookingId,
    booking::{MyBooking, Slot},
};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, EventStatus, Property};

/// Minutes before the start at which the calendar reminds: time to leave the house.
const ALARM_MINUTES: i64 = 60;

/// Whether the file adds and changes entries, or takes one away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Publish,
    Cancel,
}

impl Method {
    fn as_str(self) -> &'static str {
        match self {
            Method::Publish => "PUBLISH",
            Method::Cancel => "CANCEL",
        }
    }

    /// The type under which a mail carries the file.
    pub fn content_type(self) -> String {
        format!("text/calendar; charset=utf-8; method={}", self.as_str())
    }
}

/// What entries say of the space.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    pub locale: Locale,
    pub space: &'p str,
    pub address: &'p str,
    /// Without a slash at its end.
    pub site_url: &'p str,
}

/// One's own bookings. Each keeps its UID through every change, with a growing SEQUENCE, so that calendars update the
/// entry they have.
pub fn of_bookings(bookings: &[MyBooking], method: Method, place: Place<'_>, now: DateTime<Utc>) -> String {
    let mut calendar = empty(place);
    for booking in bookings {
        let equipment = equipment_and_unit(place.locale, booking);
        let summary = plain(&format!("{equipment} | {}", place.space));
        let mut event = event(booking.id, &booking.slot, &summary, place, now);
        event.sequence(u32::try_from(booking.sequence).unwrap_or(0) + u32::from(booking.cancelled_at.is_some()));
        let own_page = format!("{}/me/bookings/{}", place.site_url, booking.id);
        event.description(&format!("{}\n{own_page}", purpose(place.locale, booking.purpose)));
        event.url(&own_page);
        if booking.cancelled_at.is_none() {
            event.alarm(Alarm::display(&summary, -TimeDelta::minutes(ALARM_MINUTES)));
        }
        event.status(if booking.cancelled_at.is_some() { EventStatus::Cancelled } else { EventStatus::Confirmed });
        calendar.push(event.done());
    }
    calendar.append_property(Property::new("METHOD", method.as_str()));
    calendar.done().to_string()
}

/// When a machine is taken: no names, no purposes, and ids that lead nowhere.
pub fn of_taken(title: &str, taken: &[(BookingId, Slot)], place: Place<'_>, now: DateTime<Utc>) -> String {
    let mut calendar = empty(place);
    for (id, slot) in taken {
        calendar.push(event(*id, slot, title, place, now).done());
    }
    calendar.append_property(Property::new("METHOD", Method::Publish.as_str()));
    calendar.done().to_string()
}

fn empty(place: Place<'_>) -> Calendar {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Tsukuriba//Booking//JA"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    // The library escapes the texts that it knows; NAME (RFC 7986) is none of them.
    calendar.append_property(Property::new("NAME", escaped(place.space)));
    calendar.append_property(Property::new("X-WR-CALNAME", plain(place.space)));
    calendar.ttl(&TimeDelta::hours(1));
    calendar
}

fn event(id: BookingId, slot: &Slot, summary: &str, place: Place<'_>, now: DateTime<Utc>) -> Event {
    let host =
        place.site_url.split("://").last().unwrap_or("tsukuriba").split(['/', ':']).next().unwrap_or("tsukuriba");
    let mut event = Event::new();
    event.uid(&format!("{id}@{host}")).summary(&plain(summary)).timestamp(now).starts(slot.start()).ends(slot.end());
    if !place.address.is_empty() {
        event.location(&plain(place.address));
    }
    event
}

/// A text without control characters but line feeds: nothing else may stand in a calendar (RFC 5545, 3.1).
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// As RFC 5545 (3.3.11) says.
fn escaped(text: &str) -> String {
    plain(text).replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;").replace('\n', "\\n")
}

#[cfg(test)]
mod tests;
