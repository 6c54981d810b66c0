//! A booking as programs see it.

use chrono::{DateTime, Utc};
use domain::booking::{BookingStatus, MyBooking};
use serde::{Deserialize, Serialize};
use store::booking::{Booked, BookingCommand};
use utoipa::ToSchema;

use super::super::rfc3339;

/// What to book. Fields that are not listed are ignored.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // The schema only: the body is read field by field, to name the one that is wrong.
pub struct BookingRequest {
    /// The machine's slug.
    #[schema(examples("laser-cutter"))]
    equipment: String,
    /// RFC 3339, on a quarter hour.
    #[schema(format = DateTime, examples("2026-11-25T10:00:00+09:00"))]
    start: String,
    /// RFC 3339, on a quarter hour, at most a day after the start.
    #[schema(format = DateTime, examples("2026-11-25T11:30:00+09:00"))]
    end: String,
    /// A certain unit; any when left out.
    #[schema(format = Uuid)]
    unit: Option<String>,
    /// `hobby` (when left out), `community_business` or `study`; the yearly report counts by it.
    #[schema(examples("community_business"))]
    purpose: Option<String>,
    /// The ages of the children who come along, in whole years up to 15.
    #[schema(max_items = 6, examples(json!([3, 5])))]
    children: Option<Vec<u8>>,
    /// For the staff.
    #[schema(max_length = 500)]
    note: Option<String>,
}

/// Where to move a booking. What is left out stays as it is; a start alone keeps the length.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // As above.
pub struct MoveRequest {
    #[schema(format = DateTime, examples("2026-11-25T13:00:00+09:00"))]
    start: Option<String>,
    #[schema(format = DateTime, examples("2026-11-25T14:30:00+09:00"))]
    end: Option<String>,
    /// A certain unit; any that is free when left out.
    #[schema(format = Uuid)]
    unit: Option<String>,
}

/// Why a booking is cancelled; needed after `cancel_until`.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // As above.
pub struct CancelRequest {
    /// `child_care` (a child's sudden fever and the like), `illness`, or `other`, which counts as a missed booking.
    #[schema(examples("child_care"))]
    reason: Option<String>,
}

/// A booking of one's own.
#[derive(Serialize, ToSchema)]
pub struct BookingBody {
    #[schema(format = Uuid)]
    id: String,
    /// The machine's slug.
    equipment: String,
    #[schema(format = Uuid)]
    unit: String,
    #[schema(format = DateTime)]
    start: String,
    #[schema(format = DateTime)]
    end: String,
    purpose: &'static str,
    /// Ages in years.
    children: Vec<u32>,
    note: Option<String>,
    /// Tax included; paid at the counter after use.
    fee_yen: i64,
    /// `booked`, `checked_in`, `done`, `cancelled` or `no_show`.
    #[schema(examples("booked"))]
    status: &'static str,
    /// Until when it can be moved, and cancelled without a reason.
    #[schema(format = DateTime)]
    cancel_until: String,
    links: BookingLinks,
}

/// Where to go on.
#[derive(Serialize, ToSchema)]
pub struct BookingLinks {
    /// This booking.
    #[serde(rename = "self")]
    this: String,
    /// The machine's free times.
    availability: String,
    /// The machine's page, for people.
    page: String,
}

/// A page of one's own bookings.
#[derive(Serialize, ToSchema)]
pub struct BookingList {
    /// Counted from 1.
    pub page: u64,
    /// Bookings on a full page.
    pub page_size: u64,
    /// The next page; `null` on the last.
    pub next_page: Option<u64>,
    pub bookings: Vec<BookingBody>,
}

impl BookingBody {
    /// A booking that was just made.
    pub fn made(booked: &Booked, cmd: &BookingCommand, site: &str) -> BookingBody {
        BookingBody {
            id: booked.id.to_string(),
            equipment: cmd.slug.clone(),
            unit: booked.unit.to_string(),
            start: rfc3339(booked.slot.start()),
            end: rfc3339(booked.slot.end()),
            purpose: booked.purpose.as_str(),
            children: ages(&booked.children),
            note: cmd.note.clone(),
            fee_yen: booked.fee.0,
            status: BookingStatus::Upcoming.code(),
            cancel_until: rfc3339(booked.cancel_until),
            links: links(&booked.id.to_string(), &cmd.slug, site),
        }
    }

    /// A booking as it stands.
    pub fn of(booking: MyBooking, site: &str, now: DateTime<Utc>) -> BookingBody {
        BookingBody {
            status: booking.status(now).code(),
            id: booking.id.to_string(),
            unit: booking.unit_id.to_string(),
            start: rfc3339(booking.slot.start()),
            end: rfc3339(booking.slot.end()),
            purpose: booking.purpose.as_str(),
            children: ages(&booking.children),
            note: booking.note,
            fee_yen: booking.fee.0,
            cancel_until: rfc3339(booking.cancel_until),
            links: links(&booking.id.to_string(), &booking.slug, site),
            equipment: booking.slug,
        }
    }
}

/// As numbers: a list of bytes has another shape in the description.
fn ages(ages: &[u8]) -> Vec<u32> {
    ages.iter().map(|age| u32::from(*age)).collect()
}

fn links(id: &str, slug: &str, site: &str) -> BookingLinks {
    BookingLinks {
        this: format!("{site}/api/v1/bookings/{id}"),
        availability: format!("{site}/api/v1/equipment/{slug}/availability"),
        page: format!("{site}/equipment/{slug}"),
    }
}
