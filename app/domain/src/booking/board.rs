//! The staff's board: every unit of a day with who has it, who is late, and what is free.

use chrono::{DateTime, NaiveDate, Utc};

use super::{BookingStatus, MyBooking};
use crate::{BilingualText, MaintenanceId, UnitId, equipment::DayHours};

/// A booking on the board.
#[derive(Clone, Debug)]
pub struct BoardBooking {
    pub booking: MyBooking,
    /// The guest's name, or the member's.
    pub who: String,
    pub state: BookingStatus,
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
    pub hours: DayHours,
    pub units: Vec<BoardUnit>,
}

impl Board {
    /// How many bookings stand so.
    pub fn count(&self, state: BookingStatus) -> usize {
        self.units.iter().flat_map(|unit| &unit.bookings).filter(|booking| booking.state == state).count()
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
