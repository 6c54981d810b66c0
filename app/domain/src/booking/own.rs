//! Bookings and places in lines as their owner sees them, and what the mails about one need.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{BookingStatus, CancelReason, Counted, Progress, Purpose, Slot, WaitFor};
use crate::{AccountId, BilingualText, BookingId, UnitId, WaitlistId, Yen, equipment::ChildRule, members::Language};

/// A booking that was made.
#[derive(Clone, Debug)]
pub struct Booked {
    pub id: BookingId,
    pub unit: UnitId,
    pub slot: Slot,
    pub purpose: Purpose,
    pub children: Vec<u8>,
    pub fee: Yen,
    /// Until when it can be cancelled or moved freely.
    pub cancel_until: DateTime<Utc>,
}

/// A booking in its owner's list.
#[derive(Clone, Debug)]
pub struct MyBooking {
    pub id: BookingId,
    pub slug: String,
    pub equipment: BilingualText,
    pub unit_id: UnitId,
    pub unit: BilingualText,
    /// How many equivalent units there are; the unit's name matters only when there are several.
    pub units: i64,
    pub slot: Slot,
    pub purpose: Purpose,
    pub fee: Yen,
    pub children: Vec<u8>,
    pub note: Option<String>,
    /// 持ち物: what to bring.
    pub bring: BilingualText,
    /// Until when it can be cancelled or moved freely.
    pub cancel_until: DateTime<Utc>,
    pub cancelled_at: Option<DateTime<Utc>>,
    /// The reason given for cancelling.
    pub cancel_reason: Option<CancelReason>,
    pub cancel_note: Option<String>,
    pub checked_in_at: Option<DateTime<Utc>>,
    pub checked_out_at: Option<DateTime<Utc>>,
    /// What counts against the member.
    pub counted: Option<Counted>,
    pub counted_at: Option<DateTime<Utc>>,
    /// Who said so; none for the clock.
    pub counted_by: Option<AccountId>,
    /// Others of the same weekly repeat share it.
    pub series: Option<Uuid>,
    /// SEQUENCE of its calendar entry.
    pub sequence: i32,
    pub changed_at: DateTime<Utc>,
    pub owner: AccountId,
    /// Somebody without an account, booked by the staff.
    pub guest: Option<String>,
}

impl MyBooking {
    /// What happened to it.
    pub fn progress(&self) -> Progress {
        Progress {
            cancelled: self.cancelled_at.is_some(),
            checked_in: self.checked_in_at.is_some(),
            checked_out: self.checked_out_at.is_some(),
            no_show: self.counted == Some(Counted::Absent),
        }
    }

    /// Where it stands.
    pub fn status(&self, now: DateTime<Utc>) -> BookingStatus {
        BookingStatus::of(&self.slot, self.progress(), now)
    }

    /// Minutes that the equipment was really used.
    pub fn minutes_real(&self) -> Option<i64> {
        Some((self.checked_out_at? - self.checked_in_at?).num_minutes().max(0))
    }
}

/// One's own booking whole: what can be changed about it, and the others of its weekly repeat.
#[derive(Clone, Debug)]
pub struct BookingFile {
    pub booking: MyBooking,
    /// The rule for children, and the kids' corner's places that are free beside the booking's own; `None` once nothing
    /// can be changed any more.
    pub child: Option<(ChildRule, i64)>,
    /// The bookings to come of the same weekly repeat, by start; empty when it is none.
    pub series: Vec<MyBooking>,
}

/// The upcoming bookings, and a page of those that are over or cancelled.
#[derive(Clone, Debug)]
pub struct MyBookings {
    /// The next first.
    pub upcoming: Vec<MyBooking>,
    /// The latest first.
    pub past: Vec<MyBooking>,
    /// Of the past ones, from 1.
    pub page: u64,
    pub pages: u64,
}

/// What a mail about a booking says, and to whom.
#[derive(Clone, Debug)]
pub struct BookingMail {
    pub email: String,
    pub display_name: String,
    /// `None`: in both.
    pub language: Option<Language>,
    /// Whether they want to be reminded.
    pub reminders: bool,
    pub booking: MyBooking,
}

/// A member's place in a line, and the offer if there is one.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub id: WaitlistId,
    pub owner: AccountId,
    pub slug: String,
    pub equipment: BilingualText,
    pub wait: WaitFor,
    /// The time that is or was offered.
    pub offered: Option<Slot>,
    pub unit: Option<UnitId>,
    pub purpose: Purpose,
    pub children: Vec<u8>,
    /// Until when the time is kept for the member.
    pub offered_until: Option<DateTime<Utc>>,
    /// How many came before, for the same equipment and an overlapping time.
    pub before: i64,
    /// How the place ended: `booked`, `lapsed`, `left`, `passed`.
    pub outcome: Option<String>,
}

/// What a mail about a place in a line says, and to whom.
#[derive(Clone, Debug)]
pub struct WaitlistMail {
    pub email: String,
    pub display_name: String,
    /// `None`: in both.
    pub language: Option<Language>,
    /// Whether they want to be told.
    pub wanted: bool,
    pub waiting: Waiting,
}
