//! The one decision on a booking: it grants a unit or names the rule that refuses, with the nearest free times.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Cell, OpenHours, Slot};
use crate::{UnitId, Yen, calendar};

/// How many alternatives a refusal carries at most.
pub const ALTERNATIVES_MAX: usize = 3;
/// Live future bookings one member may hold at once. Plans will set their own (issue 3).
pub const BOOKINGS_AT_ONCE_MAX: usize = 10;
/// How many days ahead booking opens. Plans will set their own (issue 3).
pub const HORIZON_DAYS: i64 = 60;

/// What a booking is for; the yearly report counts by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    #[default]
    Hobby,
    CommunityBusiness,
    Study,
}

impl Purpose {
    pub const ALL: [Purpose; 3] = [Purpose::Hobby, Purpose::CommunityBusiness, Purpose::Study];

    /// The word in forms, the API and the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Purpose::Hobby => "hobby",
            Purpose::CommunityBusiness => "community_business",
            Purpose::Study => "study",
        }
    }

    pub fn parse(word: &str) -> Option<Purpose> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == word)
    }
}

/// The rules of an equipment type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeRules {
    pub rate_yen_per_hour: Yen,
    pub minutes_min: i64,
    pub minutes_max: i64,
    pub induction_required: bool,
}

impl TypeRules {
    /// The fee for a length: the hourly rate by the minute, rounded up to whole yen.
    pub fn fee(&self, minutes: i64) -> Yen {
        Yen((self.rate_yen_per_hour.0.max(0) * minutes.max(0) + 59) / 60)
    }
}

/// A unit and the cells of the day that are not free on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitCells {
    pub id: UnitId,
    pub taken: HashSet<Cell>,
}

impl UnitCells {
    /// Whether all of the slot is free on this unit.
    pub fn is_free(&self, slot: &Slot) -> bool {
        slot.cells().all(|cell| !self.taken.contains(&cell))
    }
}

/// All the decision needs to know.
#[derive(Clone, Debug)]
pub struct ReserveFacts {
    pub rules: TypeRules,
    pub hours: OpenHours,
    pub units: Vec<UnitCells>,
    /// The member holds a valid certification for this type.
    pub certified: bool,
    /// The member's live bookings that end in the future, on any machine.
    pub own: Vec<Slot>,
}

/// What the member asks for.
#[derive(Clone, Debug)]
pub struct ReserveCommand {
    pub slot: Slot,
    /// A certain unit, or any.
    pub unit: Option<UnitId>,
    pub purpose: Purpose,
}

/// A granted booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reservation {
    pub unit: UnitId,
    pub slot: Slot,
    pub fee: Yen,
}

/// The rule that refuses a booking.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReserveError {
    #[error("the start has passed")]
    InThePast,
    #[error("booking opens {days} days ahead")]
    TooFarAhead { days: i64 },
    #[error("shorter than {minutes_min} minutes")]
    TooShort { minutes_min: i64 },
    #[error("longer than {minutes_max} minutes")]
    TooLong { minutes_max: i64 },
    #[error("closed on that day")]
    Closed,
    #[error("outside opening hours")]
    OutsideHours { open_minute: i64, close_minute: i64 },
    #[error("the induction comes first")]
    InductionRequired,
    #[error("the member holds {max} of {max} bookings")]
    TooManyBookings { max: usize },
    #[error("the member has another booking then")]
    OwnOverlap,
    #[error("no such unit")]
    UnknownUnit,
    #[error("that time is taken")]
    Taken,
}

impl ReserveError {
    /// The stable word for the API.
    pub fn code(&self) -> &'static str {
        match self {
            ReserveError::InThePast => "in_the_past",
            ReserveError::TooFarAhead { .. } => "too_far_ahead",
            ReserveError::TooShort { .. } => "too_short",
            ReserveError::TooLong { .. } => "too_long",
            ReserveError::Closed => "closed",
            ReserveError::OutsideHours { .. } => "outside_hours",
            ReserveError::InductionRequired => "induction_required",
            ReserveError::TooManyBookings { .. } => "too_many_bookings",
            ReserveError::OwnOverlap => "own_overlap",
            ReserveError::UnknownUnit => "unknown_unit",
            ReserveError::Taken => "taken",
        }
    }
}

/// A refusal as people meet it: the rule, and up to [`ALTERNATIVES_MAX`] near times that would be granted. There are
/// none where no other time of the day helps (the induction, too many bookings, a closed day).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{rule}")]
pub struct Refusal {
    pub rule: ReserveError,
    pub alternatives: Vec<Slot>,
}

impl Refusal {
    /// The stable word for the API.
    pub fn code(&self) -> &'static str {
        self.rule.code()
    }
}

/// Decides on a booking. Rules come in the order in which a person can act on them: the time, the person, the machine.
///
/// # Errors
/// The first rule that refuses, with the nearest times that would be granted.
pub fn reserve(facts: &ReserveFacts, cmd: &ReserveCommand, now: DateTime<Utc>) -> Result<Reservation, Refusal> {
    let unit = check_time(facts, &cmd.slot, now)
        .and_then(|()| check_member(facts, &cmd.slot, now))
        .and_then(|()| pick_unit(facts, cmd))
        .map_err(|rule| refusal(facts, &cmd.slot, rule, now))?;
    Ok(Reservation { unit, slot: cmd.slot, fee: facts.rules.fee(cmd.slot.minutes()) })
}

/// The refusal of a slot by a rule, with the nearest times that would be granted.
pub fn refusal(facts: &ReserveFacts, slot: &Slot, rule: ReserveError, now: DateTime<Utc>) -> Refusal {
    Refusal { rule, alternatives: alternatives(facts, slot, now) }
}

fn check_time(facts: &ReserveFacts, slot: &Slot, now: DateTime<Utc>) -> Result<(), ReserveError> {
    let rules = &facts.rules;
    if slot.start() < now {
        return Err(ReserveError::InThePast);
    }
    if calendar::day_of(slot.start()) > calendar::day_of(now) + TimeDelta::days(HORIZON_DAYS) {
        return Err(ReserveError::TooFarAhead { days: HORIZON_DAYS });
    }
    if slot.minutes() < rules.minutes_min {
        return Err(ReserveError::TooShort { minutes_min: rules.minutes_min });
    }
    if slot.minutes() > rules.minutes_max {
        return Err(ReserveError::TooLong { minutes_max: rules.minutes_max });
    }
    match facts.hours {
        OpenHours::Closed => Err(ReserveError::Closed),
        OpenHours::Open { open_minute, close_minute } => {
            let day = calendar::day_of(slot.start());
            let inside = slot.start() >= calendar::at_minute(day, open_minute)
                && slot.end() <= calendar::at_minute(day, close_minute);
            inside.then_some(()).ok_or(ReserveError::OutsideHours { open_minute, close_minute })
        }
    }
}

fn check_member(facts: &ReserveFacts, slot: &Slot, now: DateTime<Utc>) -> Result<(), ReserveError> {
    if facts.rules.induction_required && !facts.certified {
        return Err(ReserveError::InductionRequired);
    }
    if facts.own.iter().filter(|own| own.end() > now).count() >= BOOKINGS_AT_ONCE_MAX {
        return Err(ReserveError::TooManyBookings { max: BOOKINGS_AT_ONCE_MAX });
    }
    if facts.own.iter().any(|own| own.overlaps(slot)) {
        return Err(ReserveError::OwnOverlap);
    }
    Ok(())
}

fn pick_unit(facts: &ReserveFacts, cmd: &ReserveCommand) -> Result<UnitId, ReserveError> {
    let mut asked = facts.units.iter().filter(|unit| cmd.unit.is_none_or(|id| id == unit.id)).peekable();
    if asked.peek().is_none() {
        return Err(ReserveError::UnknownUnit);
    }
    asked.find(|unit| unit.is_free(&cmd.slot)).map(|unit| unit.id).ok_or(ReserveError::Taken)
}

/// The nearest free times of the same day on any unit: another unit at the same time, then the same length earlier or
/// later, then a shorter stay at the same start. Each of them would be granted.
pub fn alternatives(facts: &ReserveFacts, slot: &Slot, now: DateTime<Utc>) -> Vec<Slot> {
    let fits = |candidate: &Slot| {
        check_time(facts, candidate, now).is_ok()
            && check_member(facts, candidate, now).is_ok()
            && calendar::day_of(candidate.start()) == calendar::day_of(slot.start())
            && facts.units.iter().any(|unit| unit.is_free(candidate))
    };
    let steps = (1..24 * 4).flat_map(|step| [step * 15, -step * 15]);
    let shifted = std::iter::once(0).chain(steps).map(|minutes| slot.moved(minutes)).filter(fits);
    let mut found: Vec<Slot> = shifted.take(ALTERNATIVES_MAX - 1).collect();
    let shorter = (1..slot.minutes() / 15).rev().filter_map(|cells| slot.lasting(cells * 15)).find(fits);
    found.extend(shorter);
    found
}
