//! Where a booking stands: one answer for the board, its owner's pages, the staff's and the API.

use chrono::{DateTime, Utc};

use super::{Progress, Slot};

/// Where a booking stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BookingStatus {
    Upcoming,
    /// The start has passed and nobody checked in.
    Late,
    /// Checked in.
    Here,
    /// Checked out, or over.
    Done,
    NoShow,
    Cancelled,
}

impl BookingStatus {
    /// What the events and the time say.
    pub fn of(slot: &Slot, progress: Progress, now: DateTime<Utc>) -> BookingStatus {
        match progress {
            Progress { cancelled: true, .. } => BookingStatus::Cancelled,
            Progress { no_show: true, .. } => BookingStatus::NoShow,
            Progress { checked_out: true, .. } => BookingStatus::Done,
            _ if slot.end() <= now => BookingStatus::Done,
            Progress { checked_in: true, .. } => BookingStatus::Here,
            _ if slot.start() <= now => BookingStatus::Late,
            _ => BookingStatus::Upcoming,
        }
    }

    /// The stable word for the API, which does not tell who is late from who is expected.
    pub fn code(self) -> &'static str {
        match self {
            BookingStatus::Upcoming | BookingStatus::Late => "booked",
            BookingStatus::Here => "checked_in",
            BookingStatus::Done => "done",
            BookingStatus::NoShow => "no_show",
            BookingStatus::Cancelled => "cancelled",
        }
    }

    /// Whether the equipment is, was or will be used for it.
    pub fn is_live(self) -> bool {
        !matches!(self, BookingStatus::NoShow | BookingStatus::Cancelled)
    }

    /// Whether something can still happen to it: it is expected, awaited or running.
    pub fn is_open(self) -> bool {
        matches!(self, BookingStatus::Upcoming | BookingStatus::Late | BookingStatus::Here)
    }
}
