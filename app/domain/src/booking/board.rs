//! The staff's board: every unit of a day with who has it, who is late, and what is free.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{BookingStatus, MyBooking, NO_SHOW_UNDO_SECONDS, SpaceRules, no_show_by_staff};
use crate::{BilingualText, BookingId, MaintenanceId, UnitId, equipment::DayHours};

/// A booking on the board.
#[derive(Clone, Debug)]
pub struct BoardBooking {
    pub booking: MyBooking,
    /// The guest's name, or the member's.
    pub who: String,
    pub state: BookingStatus,
    /// The staff may say that nobody came.
    pub can_be_no_show: bool,
    /// Until when the staff can take back that nobody came.
    pub undo_until: Option<DateTime<Utc>>,
}

impl BoardBooking {
    /// Somebody should look at it now: nobody has come, or it was just said so.
    pub fn is_urgent(&self) -> bool {
        self.state == BookingStatus::Late || self.undo_until.is_some()
    }

    /// Nothing happens to it any more.
    pub fn is_over(&self) -> bool {
        !self.state.is_open() && !self.is_urgent()
    }

    /// The booking as it stands now.
    pub fn new(booking: MyBooking, who: String, space: &SpaceRules, now: DateTime<Utc>) -> BoardBooking {
        let state = booking.status(now);
        let can_be_no_show = state == BookingStatus::Late
            && no_show_by_staff(&booking.slot, space, booking.progress(), now).is_ok_and(|is_new| is_new);
        let said_at = booking.counted_at.filter(|_| state == BookingStatus::NoShow && booking.counted_by.is_some());
        let undo_until = said_at.map(|at| at + TimeDelta::seconds(NO_SHOW_UNDO_SECONDS)).filter(|until| now < *until);
        BoardBooking { booking, who, state, can_be_no_show, undo_until }
    }
}

/// What a unit is at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitNow {
    /// Until the instant, or to the end of the day.
    Free {
        until: Option<DateTime<Utc>>,
    },
    /// Booked, or kept by somebody who is confirming.
    Taken {
        until: DateTime<Utc>,
    },
    Maintenance {
        until: DateTime<Utc>,
    },
}

/// A unit on the board.
#[derive(Clone, Debug)]
pub struct BoardUnit {
    pub id: UnitId,
    pub slug: String,
    pub equipment: BilingualText,
    pub name: BilingualText,
    /// How many units the type has; the name matters only when there are several.
    pub units: usize,
    /// On today's board only.
    pub now: Option<UnitNow>,
    /// By start.
    pub bookings: Vec<BoardBooking>,
    pub maintenance: Vec<MaintenanceRow>,
}

/// A day of all equipment.
#[derive(Clone, Debug)]
pub struct Board {
    pub day: NaiveDate,
    pub today: NaiveDate,
    /// When it was read.
    pub at: DateTime<Utc>,
    pub hours: DayHours,
    pub units: Vec<BoardUnit>,
}

impl Board {
    /// How many bookings stand so.
    pub fn count(&self, state: BookingStatus) -> usize {
        self.units.iter().flat_map(|unit| &unit.bookings).filter(|booking| booking.state == state).count()
    }

    /// The first booking that stands so, in the board's order.
    pub fn first(&self, state: BookingStatus) -> Option<BookingId> {
        let mut bookings = self.units.iter().flat_map(|unit| &unit.bookings);
        bookings.find(|found| found.state == state).map(|found| found.booking.id)
    }

    /// Whether something waits to be taken back.
    pub fn can_undo(&self) -> bool {
        self.units.iter().flat_map(|unit| &unit.bookings).any(|found| found.undo_until.is_some())
    }

    /// Units that are free now.
    pub fn free_now(&self) -> usize {
        self.units.iter().filter(|unit| matches!(unit.now, Some(UnitNow::Free { .. }))).count()
    }
}

/// A time in which a unit is closed.
#[derive(Clone, Debug)]
pub struct MaintenanceRow {
    pub id: MaintenanceId,
    pub unit_id: UnitId,
    pub equipment: BilingualText,
    pub unit: BilingualText,
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
    pub reason: String,
}
