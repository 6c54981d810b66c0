//! Several decisions in one go, each seeing what the ones before it took: a weekly repeat, and the offers to a line.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Cell, OFFER_MINUTES, Refusal, Reservation, ReserveCommand, ReserveFacts, Slot, TakenBy, explain, reserve};
use crate::{UnitId, calendar};

/// Minute of the day from which nobody is expected to read mails …
const NIGHT_FROM_MINUTE: i64 = 21 * 60;
/// … until this one of the next.
const MORNING_MINUTE: i64 = 9 * 60;

/// Why nobody is put in line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WaitlistError {
    /// Nobody has that time, it can be booked.
    #[error("that time is free")]
    FreeNow,
    #[error("in {max} lines, as many as one can be")]
    TooMany { max: i64 },
}

impl WaitlistError {
    /// The stable word for the API.
    pub fn code(self) -> &'static str {
        match self {
            WaitlistError::FreeNow => "free_now",
            WaitlistError::TooMany { .. } => "too_many_waiting",
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

/// Who of a line is offered what, the first first: in the order of `line`, `None` for whom nothing is free; each is given
/// the first of the times that will do. An offer is no booking: it takes its cells and places from those behind, but does
/// not count against the member's limits.
pub fn offers(line: Vec<(ReserveFacts, Vec<ReserveCommand>)>, now: DateTime<Utc>) -> Vec<Option<Reservation>> {
    let mut taken = Taken::default();
    let decide = |(mut facts, cmds): (ReserveFacts, Vec<ReserveCommand>)| {
        taken.mark(&mut facts);
        let cmd = cmds.iter().find(|cmd| explain(&facts, cmd, now).is_empty())?;
        let granted = reserve(&facts, cmd, now).ok()?;
        taken.add(&granted, facts.rules.buffer_minutes);
        Some(granted)
    };
    line.into_iter().map(decide).collect()
}

/// What somebody in a line waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitFor {
    pub span: Slot,
    /// A length, where any time inside the span will do; `None` for that very time.
    pub minutes: Option<i64>,
}

impl WaitFor {
    /// The times that will do and have not begun, the earliest first, in steps of `step` minutes.
    pub fn slots(&self, step: i64, now: DateTime<Utc>) -> Vec<Slot> {
        let Some(minutes) = self.minutes else { return vec![self.span] };
        let (step, first) = (step.max(1), calendar::minute_of(self.span.start()));
        let first = (first + step - 1).div_euclid(step) * step;
        let day = calendar::day_of(self.span.start());
        (0..)
            .map(|n| calendar::at_minute(day, first + n * step))
            .map_while(|start| Slot::new(start, start + TimeDelta::minutes(minutes)).ok())
            .take_while(|slot| slot.end() <= self.span.end())
            .filter(|slot| slot.start() > now)
            .collect()
    }

    /// The moment at which nothing of it can be had any more.
    pub fn passes_at(&self) -> DateTime<Utc> {
        self.minutes.map_or(self.span.start(), |minutes| self.span.end() - TimeDelta::minutes(minutes))
    }
}

/// Until when a time is kept for whom it is offered to: for [`OFFER_MINUTES`], at night until the morning, and never
/// beyond its start.
pub fn offer_until(start: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    let (today, minute) = (calendar::day_of(now), calendar::minute_of(now));
    let until = if minute >= NIGHT_FROM_MINUTE {
        calendar::at_minute(today, 24 * 60 + MORNING_MINUTE)
    } else {
        calendar::at_minute(today, MORNING_MINUTE).max(now + TimeDelta::minutes(OFFER_MINUTES))
    };
    until.min(start)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        calendar::at_minute(NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day"), minute)
    }

    fn slot(start: i64, minutes: i64) -> Slot {
        Slot::new(at(start), at(start + minutes)).expect("a slot")
    }

    #[test]
    fn an_offer_at_night_holds_until_the_morning() {
        let far = at(3 * 24 * 60);
        for (now, until) in [
            (12 * 60, 12 * 60 + 30),
            (20 * 60 + 59, 21 * 60 + 29),
            (21 * 60, (24 + 9) * 60),
            (23 * 60 + 59, (24 + 9) * 60),
            (0, 9 * 60),
            (8 * 60 + 45, 9 * 60 + 15),
        ] {
            assert_eq!(offer_until(far, at(now)), at(until), "offered {now} minutes after midnight");
        }
        assert_eq!(offer_until(at(23 * 60), at(22 * 60)), at(23 * 60), "never beyond the start");
    }

    #[test]
    fn any_time_of_a_span_will_do() {
        let wait = WaitFor { span: slot(615, 105), minutes: Some(60) };
        assert_eq!(wait.slots(30, at(0)), [slot(630, 60), slot(660, 60)]);
        assert_eq!(wait.slots(30, at(630)), [slot(660, 60)], "what has begun is gone");
        assert_eq!(wait.passes_at(), at(660));
        let exact = WaitFor { span: slot(600, 60), minutes: None };
        assert_eq!((exact.slots(15, at(0)), exact.passes_at()), (vec![slot(600, 60)], at(600)));
    }
}
