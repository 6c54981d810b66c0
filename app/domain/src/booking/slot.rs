//! Time on a machine is counted in cells of a quarter hour; (unit, cell) is unique in the database.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Length of a cell in minutes.
pub const CELL_MINUTES: i64 = 15;
const CELL_SECONDS: i64 = CELL_MINUTES * 60;
/// Longest slot anyone can name, in minutes: one day. Types set shorter limits.
pub const SLOT_MINUTES_MAX: i64 = 24 * 60;

/// A quarter hour, numbered from the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cell(pub i64);

impl Cell {
    /// The cell that holds the instant.
    pub fn of(at: DateTime<Utc>) -> Cell {
        Cell(at.timestamp().div_euclid(CELL_SECONDS))
    }

    /// When it begins.
    pub fn start(self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0 * CELL_SECONDS, 0).unwrap_or_default()
    }
}

/// A span of whole cells: aligned, not empty, at most [`SLOT_MINUTES_MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Slot {
    start: DateTime<Utc>,
    end: DateTime<Utc>,
}

/// Why two instants make no slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlotError {
    /// What was typed is no date, time, length, purpose or machine's id.
    #[error("not a date or a time")]
    Unreadable,
    #[error("the end is not after the start")]
    Empty,
    #[error("times must lie on quarter hours")]
    NotOnQuarterHour,
    #[error("longer than a day")]
    LongerThanADay,
    /// For maintenance.
    #[error("overlaps another maintenance")]
    Overlaps,
}

impl SlotError {
    /// The stable word for the API.
    pub fn code(self) -> &'static str {
        match self {
            SlotError::Unreadable => "unreadable",
            SlotError::Empty => "end_before_start",
            SlotError::NotOnQuarterHour => "not_on_quarter_hour",
            SlotError::LongerThanADay => "longer_than_a_day",
            SlotError::Overlaps => "overlaps",
        }
    }
}

impl Slot {
    /// # Errors
    /// When the end is not after the start, a time is off the quarter hour, or the span exceeds a day.
    pub fn new(start: DateTime<Utc>, end: DateTime<Utc>) -> Result<Slot, SlotError> {
        let aligned =
            |at: DateTime<Utc>| at.timestamp().rem_euclid(CELL_SECONDS) == 0 && at.timestamp_subsec_nanos() == 0;
        if end <= start {
            Err(SlotError::Empty)
        } else if !aligned(start) || !aligned(end) {
            Err(SlotError::NotOnQuarterHour)
        } else if end - start > TimeDelta::minutes(SLOT_MINUTES_MAX) {
            Err(SlotError::LongerThanADay)
        } else {
            Ok(Slot { start, end })
        }
    }

    pub fn start(&self) -> DateTime<Utc> {
        self.start
    }

    pub fn end(&self) -> DateTime<Utc> {
        self.end
    }

    /// Its length.
    pub fn minutes(&self) -> i64 {
        (self.end - self.start).num_minutes()
    }

    /// Its cells in order.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + use<> {
        (Cell::of(self.start).0..Cell::of(self.end).0).map(Cell)
    }

    /// Whether the two share a cell.
    pub fn overlaps(&self, other: &Slot) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same length, moved by `minutes`.
    pub fn moved(&self, minutes: i64) -> Slot {
        let by = TimeDelta::minutes(minutes - minutes % CELL_MINUTES);
        Slot { start: self.start + by, end: self.end + by }
    }

    /// The same start, `minutes` long; `None` if that is no slot.
    pub fn lasting(&self, minutes: i64) -> Option<Slot> {
        Slot::new(self.start, self.start + TimeDelta::minutes(minutes)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_100 + minutes * 60, 0).unwrap()
    }

    #[test]
    fn refuses_what_is_no_slot() {
        assert_eq!(Slot::new(at(15), at(15)), Err(SlotError::Empty));
        assert_eq!(Slot::new(at(15), at(0)), Err(SlotError::Empty));
        assert_eq!(Slot::new(at(1), at(15)), Err(SlotError::NotOnQuarterHour));
        assert_eq!(Slot::new(at(0), at(0) + TimeDelta::milliseconds(900_001)), Err(SlotError::NotOnQuarterHour));
        assert_eq!(Slot::new(at(0), at(25 * 60)), Err(SlotError::LongerThanADay));
        assert!(Slot::new(at(0), at(24 * 60)).is_ok());
    }

    proptest! {
        #[test]
        fn overlap_means_a_shared_cell(a in 0i64..96, al in 1i64..20, b in 0i64..96, bl in 1i64..20) {
            let one = Slot::new(at(a * 15), at((a + al) * 15)).unwrap();
            let two = Slot::new(at(b * 15), at((b + bl) * 15)).unwrap();
            let shared = one.cells().any(|cell| two.cells().any(|other| other == cell));
            prop_assert_eq!(one.overlaps(&two), shared);
            prop_assert_eq!(one.cells().count() as i64 * CELL_MINUTES, one.minutes());
            prop_assert_eq!(one.cells().next().map(|c| c.start()), Some(one.start()));
        }
    }
}
