//! A booking as programs see it.

use chrono::{DateTime, Utc};
use domain::{
    UnitId,
    booking::{
        Ages, Booked, BookingDetails, BookingStatus, MyBooking, NOTE_CHARS_MAX, Purpose, Slot, SlotError,
        TEXT_CHARS_MAX,
    },
    form::{CalendarInstant, Text},
};
use serde::{Deserialize, Serialize};
use store::booking::{BookingCommand, MoveCommand};
use utoipa::ToSchema;

use crate::web::api::{body::Fields, rfc3339};

/// What to book. Fields that are not listed are ignored.
#[derive(Deserialize, ToSchema)]
pub struct BookingRequest {
    /// The machine's slug.
    #[schema(value_type = String, examples("laser-cutter"))]
    equipment: Text<TEXT_CHARS_MAX>,
    /// RFC 3339, on a quarter hour.
    #[schema(value_type = String, format = DateTime, examples("2026-11-25T10:00:00+09:00"))]
    start: CalendarInstant,
    /// RFC 3339, on a quarter hour, at most a day after the start.
    #[schema(value_type = String, format = DateTime, examples("2026-11-25T11:30:00+09:00"))]
    end: CalendarInstant,
    /// A certain unit; any when left out.
    #[schema(value_type = Option<String>, format = Uuid)]
    unit: Option<UnitId>,
    /// `hobby` (when left out), `community_business` or `study`; the yearly report counts by it.
    #[schema(value_type = Option<String>, examples("community_business"))]
    purpose: Option<Purpose>,
    /// The ages of the children who come along, in whole years up to 15.
    #[schema(value_type = Option<Vec<u8>>, max_items = 6, examples(json!([3, 5])))]
    children: Option<Ages>,
    /// For the staff.
    #[schema(value_type = Option<String>, max_length = 500)]
    note: Option<Text<NOTE_CHARS_MAX>>,
}

impl Fields for BookingRequest {
    const REQUIRED: &'static [&'static str] = &["start", "end", "equipment"];
    const OPTIONAL: &'static [&'static str] = &["unit", "purpose", "children", "note"];
}

impl BookingRequest {
    /// # Errors
    /// When the times make no slot.
    pub fn command(self) -> Result<BookingCommand, SlotError> {
        let slot = Slot::new(self.start.at(), self.end.at())?;
        let (purpose, children) = (self.purpose.unwrap_or_default(), self.children.unwrap_or_default().into_inner());
        let details = BookingDetails { unit: self.unit, purpose, children };
        let note = self.note.map(Text::into_inner).filter(|note| !note.is_empty());
        Ok(BookingCommand { slug: self.equipment.into_inner(), slot, details, note })
    }
}

/// Where to move a booking. What is left out stays as it is; a start alone keeps the length.
#[derive(Deserialize, ToSchema)]
pub struct MoveRequest {
    #[schema(value_type = Option<String>, format = DateTime, examples("2026-11-25T13:00:00+09:00"))]
    start: Option<CalendarInstant>,
    #[schema(value_type = Option<String>, format = DateTime, examples("2026-11-25T14:30:00+09:00"))]
    end: Option<CalendarInstant>,
    /// A certain unit; any that is free when left out.
    #[schema(value_type = Option<String>, format = Uuid)]
    unit: Option<UnitId>,
}

impl Fields for MoveRequest {
    const REQUIRED: &'static [&'static str] = &[];
    const OPTIONAL: &'static [&'static str] = &["start", "end", "unit"];
}

impl MoveRequest {
    /// Where the booking is moved to; `None` when nothing changes. A start alone keeps the length.
    ///
    /// # Errors
    /// When the times make no slot.
    pub fn command(self, booking: &MyBooking) -> Result<Option<MoveCommand>, SlotError> {
        let start = self.start.map_or(booking.slot.start(), CalendarInstant::at);
        let end = match (self.end, self.start) {
            (Some(end), _) => end.at(),
            (None, Some(_)) => start + (booking.slot.end() - booking.slot.start()),
            (None, None) => booking.slot.end(),
        };
        let slot = Slot::new(start, end)?;
        let same_unit = self.unit.is_none_or(|unit| unit == booking.unit_id);
        let same = slot == booking.slot && same_unit;
        Ok((!same).then_some(MoveCommand { id: booking.id, slot, unit: self.unit }))
    }
}

/// Why a booking is cancelled; needed after `cancel_until`.
#[derive(Default, Deserialize, ToSchema)]
pub struct CancelRequest {
    /// `child_care` (a child's sudden fever and the like), `illness`, or `other`, which counts as a missed booking.
    #[schema(examples("child_care"))]
    pub reason: Option<String>,
}

impl Fields for CancelRequest {
    const REQUIRED: &'static [&'static str] = &[];
    const OPTIONAL: &'static [&'static str] = &["reason"];
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
            purpose: booked.purpose.into_str(),
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
            purpose: booking.purpose.into_str(),
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
