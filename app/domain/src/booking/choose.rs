//! What can be chosen: starts and lengths inside a free block, how free a day is, the next free time.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{Block, CELL_MINUTES, Cell, OpenHours, Slot, TypeRules, UnitCells};
use crate::calendar;

/// Steps in which starts and lengths are offered as buttons; any quarter hour can be typed.
pub const CHOICE_MINUTES: i64 = 30;

/// How free a day is, in five steps that a person tells apart at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayLoad {
    /// More than half of what is left of the day is free.
    Free,
    /// More than a fifth.
    Some,
    /// At least the shortest booking.
    Few,
    /// Nothing that can be booked.
    Full,
    Closed,
    /// The day is over.
    Past,
}

/// How free a day is, from the number of taken cells that have not begun, over all units.
///
/// Free cells are counted, not placed, so a day whose last free cells are scattered may say `Few` though no single
/// stretch is long enough; the day itself shows the truth.
pub fn day_load(
    day: NaiveDate,
    hours: OpenHours,
    rules: &TypeRules,
    units: usize,
    taken_cells: i64,
    now: DateTime<Utc>,
) -> DayLoad {
    if day < calendar::day_of(now) {
        return DayLoad::Past;
    }
    let OpenHours::Open { open_minute, close_minute } = hours else { return DayLoad::Closed };
    let first = Cell::of(calendar::at_minute(day, open_minute)).max(first_cell(now));
    let last = Cell::of(calendar::at_minute(day, close_minute));
    let all = (last.0 - first.0).max(0) * units as i64;
    let free = (all - taken_cells).max(0);
    match free {
        _ if free * CELL_MINUTES < rules.minutes_min.max(1) => DayLoad::Full,
        _ if free * 2 > all => DayLoad::Free,
        _ if free * 5 > all => DayLoad::Some,
        _ => DayLoad::Few,
    }
}

/// The first cell that has not begun.
pub fn first_cell(now: DateTime<Utc>) -> Cell {
    let cell = Cell::of(now);
    if cell.start() < now { Cell(cell.0 + 1) } else { cell }
}

/// The lengths, in minutes, that can start at `start` on one of the units: the shortest allowed, then in steps of
/// [`CHOICE_MINUTES`], up to the longest allowed or the next booking or closing time.
pub fn lengths_at(start: DateTime<Utc>, hours: OpenHours, rules: &TypeRules, units: &[UnitCells]) -> Vec<i64> {
    let OpenHours::Open { close_minute, .. } = hours else { return Vec::new() };
    let close = calendar::at_minute(calendar::day_of(start), close_minute);
    let longest = rules.minutes_max.min((close - start).num_minutes());
    let fits = |minutes: &i64| {
        Slot::new(start, start + TimeDelta::minutes(*minutes))
            .is_ok_and(|slot| units.iter().any(|unit| unit.is_free(&slot)))
    };
    let step = CHOICE_MINUTES.max(CELL_MINUTES);
    std::iter::successors(Some(rules.minutes_min.max(CELL_MINUTES)), |minutes| Some(minutes + step - minutes % step))
        .take_while(|minutes| *minutes <= longest)
        .filter(fits)
        .collect()
}

/// The starts inside a free block at which the shortest booking fits: the block's own start, then each full step of
/// [`CHOICE_MINUTES`].
pub fn starts_in(block: &Block, hours: OpenHours, rules: &TypeRules, units: &[UnitCells]) -> Vec<DateTime<Utc>> {
    let first = calendar::minute_of(block.start);
    let next = |minute: &i64| Some(minute + CHOICE_MINUTES - minute % CHOICE_MINUTES);
    let day = calendar::day_of(block.start);
    std::iter::successors(Some(first), next)
        .map(|minute| calendar::at_minute(day, minute))
        .take_while(|start| *start < block.end)
        .filter(|start| !lengths_at(*start, hours, rules, units).is_empty())
        .collect()
}

/// The first start on the day, from `now` on, at which the shortest booking fits on one of the units.
pub fn next_free(
    day: NaiveDate,
    hours: OpenHours,
    rules: &TypeRules,
    units: &[UnitCells],
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let OpenHours::Open { open_minute, close_minute } = hours else { return None };
    let first = Cell::of(calendar::at_minute(day, open_minute)).max(first_cell(now));
    let close = calendar::at_minute(day, close_minute);
    (first.0..Cell::of(close).0).map(|cell| Cell(cell).start()).find(|start| {
        Slot::new(*start, *start + TimeDelta::minutes(rules.minutes_min))
            .is_ok_and(|slot| slot.end() <= close && units.iter().any(|unit| unit.is_free(&slot)))
    })
}
