//! The decision on bookings in the way of maintenance: which moves to which other unit at its own time, which is
//! cancelled.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::{Cell, Progress, Slot, TakenBy, UnitCells};
use crate::{BookingId, UnitId};

/// A live booking on the unit that is closed.
#[derive(Clone, Debug)]
pub struct InTheWay {
    pub id: BookingId,
    pub slot: Slot,
    pub progress: Progress,
    /// Every cell that it keeps, the buffer behind it included.
    pub cells: Vec<Cell>,
}

/// What becomes of a booking in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clearing {
    /// To another unit, at its own time.
    Move {
        to: UnitId,
    },
    Cancel,
}

/// Clears a unit: each booking goes to the first of the `others` on which all of its cells are free, else it is
/// cancelled. What has begun is not carried to another unit. What was granted once is not judged by today's rules
/// again: the same time on an equivalent unit is the same booking. In the order of `bookings`, one fate for each.
pub fn clear_bookings(
    bookings: &[InTheWay],
    mut others: Vec<UnitCells>,
    now: DateTime<Utc>,
) -> Vec<(BookingId, Clearing)> {
    let mut fates = Vec::with_capacity(bookings.len());
    for booking in bookings {
        let has_begun = booking.slot.start() <= now || booking.progress.checked_in;
        let cells: HashSet<Cell> = booking.slot.cells().chain(booking.cells.iter().copied()).collect();
        let room = others.iter_mut().find(|unit| cells.iter().all(|cell| !unit.taken.contains_key(cell)));
        fates.push(match room.filter(|_| !has_begun) {
            Some(unit) => {
                unit.taken.extend(cells.into_iter().map(|cell| (cell, TakenBy::Booking)));
                (booking.id, Clearing::Move { to: unit.id })
            }
            None => (booking.id, Clearing::Cancel),
        });
    }
    fates
}
