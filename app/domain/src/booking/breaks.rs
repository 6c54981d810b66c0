//! The breaks of a day, as cells that are taken.

use super::{Cell, TakenBy, UnitCells};
use crate::{calendar, equipment::DayHours};

impl DayHours {
    /// Marks the breaks on every unit where nothing else takes the cell.
    pub fn mark_breaks(&self, units: &mut [UnitCells]) {
        for (from, to) in &self.breaks {
            let first = Cell::of(calendar::at_minute(self.day, *from)).0;
            let last = Cell::of(calendar::at_minute(self.day, *to - 1)).0;
            for unit in units.iter_mut() {
                for cell in first..=last {
                    unit.taken.entry(Cell(cell)).or_insert(TakenBy::Break);
                }
            }
        }
    }
}
