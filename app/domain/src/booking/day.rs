//! One day of one equipment type, as large free and taken blocks.

use chrono::{DateTime, NaiveDate, Utc};

use super::{CELL_MINUTES, Cell, TakenBy, UnitCells};
use crate::{calendar, equipment::OpenHours};

/// What a block of the day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// At least one unit is free through the whole block.
    Free { units_free: usize },
    /// No unit is free: each is booked, or kept by somebody who is confirming.
    Taken,
    /// 休憩, on every unit.
    Break,
    /// 保守 on every unit.
    Maintenance,
    /// Over, or too near to be booked.
    Past,
}

/// A run of cells of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    pub kind: BlockKind,
}

impl Block {
    pub fn minutes(&self) -> i64 {
        (self.end - self.start).num_minutes()
    }
}

/// The blocks of a day in order, covering the opening hours without gap or overlap; empty on a closed day.
///
/// `earliest` is now, or later where a machine asks for notice. A free block's `units_free` is the number of units free in each of its cells, so a block ends where that changes.
pub fn blocks(day: NaiveDate, hours: OpenHours, units: &[UnitCells], earliest: DateTime<Utc>) -> Vec<Block> {
    let OpenHours::Open { open_minute, close_minute } = hours else { return Vec::new() };
    let mut blocks: Vec<Block> = Vec::new();
    let mut minute = open_minute;
    while minute < close_minute {
        let start = calendar::at_minute(day, minute);
        let end = calendar::at_minute(day, (minute + CELL_MINUTES).min(close_minute));
        let kind = kind_at(start, units, earliest);
        match blocks.last_mut() {
            Some(last) if last.kind == kind => last.end = end,
            _ => blocks.push(Block { start, end, kind }),
        }
        minute += CELL_MINUTES;
    }
    blocks
}

fn kind_at(start: DateTime<Utc>, units: &[UnitCells], earliest: DateTime<Utc>) -> BlockKind {
    let cell = Cell::of(start);
    let all = |why: TakenBy| !units.is_empty() && units.iter().all(|unit| unit.taken.get(&cell) == Some(&why));
    match units.iter().filter(|unit| !unit.taken.contains_key(&cell)).count() {
        _ if start < earliest => BlockKind::Past,
        0 if all(TakenBy::Break) => BlockKind::Break,
        0 if all(TakenBy::Maintenance) => BlockKind::Maintenance,
        0 => BlockKind::Taken,
        units_free => BlockKind::Free { units_free },
    }
}
