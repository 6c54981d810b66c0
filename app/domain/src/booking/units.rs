//! What is free: the cells of each unit, and the places of the kids' corner.

use std::collections::{BTreeMap, HashMap};

use super::{Cell, Slot};
use crate::UnitId;

/// What takes a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenBy {
    Booking,
    /// Somebody is confirming, or considers an offer.
    Hold,
    /// 保守.
    Maintenance,
    /// 休憩: the space is closed between its hours.
    Break,
}

/// A unit and the cells of the day that are not free on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitCells {
    pub id: UnitId,
    pub taken: BTreeMap<Cell, TakenBy>,
}

impl UnitCells {
    /// Whether all of the slot is free on this unit, and the buffer behind it, in minutes, is nobody else's.
    pub fn is_free(&self, slot: &Slot, buffer_minutes: i64) -> bool {
        let slot = Cell::of(slot.start())..Cell::of(slot.end());
        let behind = slot.end..Cell(slot.end.0 + buffer_minutes.max(0) / super::CELL_MINUTES);
        !slot.is_empty()
            && self.taken.range(slot).next().is_none()
            && self.taken.range(behind).all(|(_, by)| *by == TakenBy::Break)
    }
}

/// The kids' corner: a capacity, and the places taken in each cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KidsCorner {
    pub places: i64,
    pub taken: HashMap<Cell, i64>,
}

impl KidsCorner {
    /// Places that are free through the whole slot.
    pub fn free(&self, slot: &Slot) -> i64 {
        let most = slot.cells().map(|cell| self.taken.get(&cell).copied().unwrap_or(0)).max().unwrap_or(0);
        (self.places - most).max(0)
    }
}
