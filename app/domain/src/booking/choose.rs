//! What can be chosen: starts and lengths inside a free block, how free a day is, the next free time.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{Block, CELL_MINUTES, Cell, Slot, UnitCells};
use crate::{
    calendar,
    equipment::{OpenHours, TypeRules},
};

/// Steps in which lengths are offered as buttons; any that the type allows can be typed.
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
    /// The day is over, or closed for today.
    Past,
    /// Booking has not opened for it.
    TooFar,
}

/// How free a day is, from the number of taken cells that have not begun, over all units.
///
/// Free cells are counted, not placed, so a day whose last free cells are scattered may say `Few` though no single
/// stretch is long enough; the day itself shows the truth. `horizon_days` is how far ahead the plan of whoever looks may
/// book.
pub fn day_load(
    day: NaiveDate,
    hours: OpenHours,
    rules: &TypeRules,
    horizon_days: i64,
    units: usize,
    taken_cells: i64,
    now: DateTime<Utc>,
) -> DayLoad {
    let earliest = now + TimeDelta::minutes(rules.notice_minutes.max(0));
    if day < calendar::day_of(now) {
        return DayLoad::Past;
    }
    let OpenHours::Open { open_minute, close_minute } = hours else { return DayLoad::Closed };
    if calendar::at_minute(day, close_minute) <= now {
        return DayLoad::Past;
    }
    if (day - calendar::day_of(now)).num_days() > horizon_days {
        return DayLoad::TooFar;
    }
    let first = Cell::of(calendar::at_minute(day, open_minute)).max(first_cell(earliest));
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

/// The lengths that the rules allow, in minutes: the shortest, then in steps of about [`CHOICE_MINUTES`].
pub fn lengths(rules: &TypeRules) -> impl Iterator<Item = i64> + use<> {
    let (by, longest) = (round_up(CHOICE_MINUTES, rules.step()), rules.minutes_max);
    std::iter::successors(Some(shortest(rules)), move |minutes| Some(minutes + by - minutes % by))
        .take_while(move |minutes| *minutes <= longest)
}

/// Those of the [`lengths`] that can start at `start` on one of the units: up to the next booking or closing time.
pub fn lengths_at(start: DateTime<Utc>, hours: OpenHours, rules: &TypeRules, units: &[UnitCells]) -> Vec<i64> {
    let OpenHours::Open { close_minute, .. } = hours else { return Vec::new() };
    let close = calendar::at_minute(calendar::day_of(start), close_minute);
    let left = (close - start).num_minutes();
    lengths(rules)
        .take_while(|minutes| *minutes <= left)
        .filter(|minutes| any_free(start, *minutes, rules, units))
        .collect()
}

/// The starts inside a free block at which the shortest booking fits, in the type's own step.
pub fn starts_in(block: &Block, hours: OpenHours, rules: &TypeRules, units: &[UnitCells]) -> Vec<DateTime<Utc>> {
    let (first, by) = (round_up(calendar::minute_of(block.start), rules.step()), rules.step());
    let day = calendar::day_of(block.start);
    std::iter::successors(Some(first), |minute| Some(minute + by))
        .map(|minute| calendar::at_minute(day, minute))
        .take_while(|start| *start < block.end)
        .filter(|start| !lengths_at(*start, hours, rules, units).is_empty())
        .collect()
}

/// The first start on the day, from `earliest` on, at which the shortest booking fits on one of the units.
pub fn next_free(
    day: NaiveDate,
    hours: OpenHours,
    rules: &TypeRules,
    units: &[UnitCells],
    earliest: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    free_starts(day, hours, rules, units, earliest).next()
}

/// All starts on the day, from `earliest` on, at which the shortest booking fits on one of the units.
pub fn free_starts<'u>(
    day: NaiveDate,
    hours: OpenHours,
    rules: &'u TypeRules,
    units: &'u [UnitCells],
    earliest: DateTime<Utc>,
) -> impl Iterator<Item = DateTime<Utc>> + 'u {
    // A closed day is one whose hours are empty.
    let (open, close) = match hours {
        OpenHours::Open { open_minute, close_minute } => (open_minute, close_minute),
        OpenHours::Closed => (0, 0),
    };
    let (step, shortest) = (rules.step(), shortest(rules));
    let first = Cell::of(calendar::at_minute(day, open)).max(first_cell(earliest)).start();
    let first = if calendar::day_of(first) > day { close } else { calendar::minute_of(first) };
    (0..)
        .map(move |n| round_up(first, step) + n * step)
        .take_while(move |minute| minute + shortest <= close)
        .map(move |minute| calendar::at_minute(day, minute))
        .filter(move |start| any_free(*start, shortest, rules, units))
}

fn any_free(start: DateTime<Utc>, minutes: i64, rules: &TypeRules, units: &[UnitCells]) -> bool {
    Slot::new(start, start + TimeDelta::minutes(minutes))
        .is_ok_and(|slot| units.iter().any(|unit| unit.is_free(&slot, rules.buffer_minutes)))
}

/// The shortest booking that the rules allow, on the step.
fn shortest(rules: &TypeRules) -> i64 {
    round_up(rules.minutes_min.max(CELL_MINUTES), rules.step())
}

fn round_up(n: i64, step: i64) -> i64 {
    (n + step - 1).div_euclid(step) * step
}
