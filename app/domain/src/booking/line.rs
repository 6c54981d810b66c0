//! Several decisions in one go, each seeing what the ones before it took: a weekly repeat, and the offers to a line.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{Cell, Refusal, Reservation, ReserveCommand, ReserveFacts, TakenBy, reserve};
use crate::UnitId;

/// Why nobody is put in line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WaitlistError {
    /// Nobody has that time, it can be booked.
    #[error("that time is free")]
    FreeNow,
    #[error("in as many lines as one can be")]
    TooMany,
}

impl WaitlistError {
    /// The stable word for the API.
    pub fn code(self) -> &'static str {
        match self {
            WaitlistError::FreeNow => "free_now",
            WaitlistError::TooMany => "too_many_waiting",
        }
    }
}

/// What earlier decisions of the same go took, which no fact knows yet.
#[derive(Default)]
struct Taken {
    cells: HashMap<UnitId, Vec<Cell>>,
    places: HashMap<Cell, i64>,
}

impl Taken {
    fn add(&mut self, granted: &Reservation, buffer_minutes: i64) {
        let behind = granted.slot.lasting(granted.slot.minutes() + buffer_minutes.max(0)).unwrap_or(granted.slot);
        self.cells.entry(granted.unit).or_default().extend(behind.cells());
        for cell in granted.slot.cells() {
            *self.places.entry(cell).or_default() += granted.kids_places;
        }
    }

    fn mark(&self, facts: &mut ReserveFacts) {
        for unit in &mut facts.units {
            let cells = self.cells.get(&unit.id).into_iter().flatten();
            unit.taken.extend(cells.map(|cell| (*cell, TakenBy::Hold)));
        }
        for (cell, places) in &self.places {
            *facts.kids.taken.entry(*cell).or_default() += places;
        }
    }
}

/// Decides on bookings of one member, one after the other: each that is granted counts against the next.
pub fn reserve_all(asks: Vec<(ReserveFacts, ReserveCommand)>, now: DateTime<Utc>) -> Vec<Result<Reservation, Refusal>> {
    let (mut taken, mut own) = (Taken::default(), Vec::new());
    let decide = |(mut facts, cmd): (ReserveFacts, ReserveCommand)| {
        taken.mark(&mut facts);
        facts.own.extend(own.iter().copied());
        let granted = reserve(&facts, &cmd, now)?;
        taken.add(&granted, facts.rules.buffer_minutes);
        own.push(granted.slot);
        Ok(granted)
    };
    asks.into_iter().map(decide).collect()
}

/// Who of a line is offered what, the first first: in the order of `line`, `None` for whom nothing is free. An offer
/// is no booking: it takes its cells and places from those behind, but does not count against the member's limits.
pub fn offers(line: Vec<(ReserveFacts, ReserveCommand)>, now: DateTime<Utc>) -> Vec<Option<Reservation>> {
    let mut taken = Taken::default();
    let decide = |(mut facts, cmd): (ReserveFacts, ReserveCommand)| {
        taken.mark(&mut facts);
        let granted = reserve(&facts, &cmd, now).ok()?;
        taken.add(&granted, facts.rules.buffer_minutes);
        Some(granted)
    };
    line.into_iter().map(decide).collect()
}
