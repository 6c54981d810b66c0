//! The one decision on a booking: it grants a unit or names every rule that refuses, with the nearest free times. New
//! bookings, moves, repeats, offers from the waitlist, staff and the API all go through it.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{
    CHILD_AGE_MAX, CHILDREN_MAX, Cell, KidsCorner, PlanRules, Slot, SpaceRules, TakenBy, UnitCells, minutes_used,
};
use crate::{
    UnitId, Yen, calendar,
    equipment::{ChildRule, OpenHours, TypeRules},
};

/// How many alternatives a refusal carries at most.
pub const ALTERNATIVES_MAX: usize = 3;

/// What a booking is for; the yearly report counts by it.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    #[default]
    Hobby,
    CommunityBusiness,
    Study,
}

/// All the decision needs to know. What the member holds already does not stand in its own way: the cells of the
/// member's hold, and of the booking that is moved, are not in `units`, `own` and `kids`.
#[derive(Clone, Debug)]
pub struct ReserveFacts {
    pub rules: TypeRules,
    pub plan: PlanRules,
    pub space: SpaceRules,
    pub hours: OpenHours,
    pub units: Vec<UnitCells>,
    /// The member holds a valid certification for this type.
    pub certified: bool,
    /// The member's live bookings of the slot's week and of the time to come, on any machine.
    pub own: Vec<Slot>,
    /// When the member did not come.
    pub no_shows: Vec<DateTime<Utc>>,
    pub kids: KidsCorner,
}

/// What the member asks for.
#[derive(Clone, Debug, Default)]
pub struct BookingDetails {
    /// A certain unit, or any.
    pub unit: Option<UnitId>,
    pub purpose: Purpose,
    /// Ages of the children who come along, in years.
    pub children: Vec<u8>,
}

/// A slot, and how it is wanted.
#[derive(Clone, Debug)]
pub struct ReserveCommand {
    pub slot: Slot,
    pub details: BookingDetails,
    /// Staff set the soft rules aside, with a reason that is kept; never double booking or safety.
    pub override_soft: bool,
    /// The person is there and begins in the quarter hour in progress: it is neither past nor too soon nor off step.
    pub begins_now: bool,
}

/// A granted booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reservation {
    pub unit: UnitId,
    pub slot: Slot,
    pub fee: Yen,
    /// Places of the kids' corner that it takes.
    pub kids_places: i64,
}

/// The rule that refuses a booking.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReserveError {
    #[error("the start has passed")]
    InThePast,
    #[error("booking opens {days} days ahead")]
    TooFarAhead { days: i64 },
    #[error("booking closes {minutes} minutes before the start")]
    TooShortNotice { minutes: i64 },
    #[error("times go in steps of {minutes} minutes")]
    OffStep { minutes: i64 },
    #[error("shorter than {minutes_min} minutes")]
    TooShort { minutes_min: i64 },
    #[error("longer than {minutes_max} minutes")]
    TooLong { minutes_max: i64 },
    #[error("closed on that day")]
    Closed,
    #[error("outside opening hours")]
    OutsideHours { open_minute: i64, close_minute: i64 },
    #[error("booking is suspended after no-shows")]
    Suspended { until: DateTime<Utc> },
    #[error("the induction comes first")]
    InductionRequired,
    #[error("the member holds {max} of {max} bookings")]
    TooManyBookings { max: i64 },
    #[error("more than {minutes_max} minutes on one day")]
    TooMuchThatDay { minutes_max: i64 },
    #[error("more than {minutes_max} minutes in one week")]
    TooMuchThatWeek { minutes_max: i64 },
    #[error("the member has another booking then")]
    OwnOverlap,
    #[error("more than {max} children, or an age above {age_max}")]
    ChildrenUnclear { max: usize, age_max: u8 },
    #[error("the kids' corner is for children: their ages are missing")]
    ChildrenMissing,
    #[error("no children under {under} at this machine")]
    ChildTooYoung { under: u8 },
    #[error("the kids' corner has {left} places left")]
    KidsCornerFull { left: i64 },
    #[error("no such unit")]
    UnknownUnit,
    #[error("closed for a break")]
    Break,
    #[error("under maintenance")]
    Maintenance,
    #[error("that time is taken")]
    Taken,
}

impl ReserveError {
    /// The stable word for the API.
    pub fn code(&self) -> &'static str {
        match self {
            ReserveError::InThePast => "in_the_past",
            ReserveError::TooFarAhead { .. } => "too_far_ahead",
            ReserveError::TooShortNotice { .. } => "too_short_notice",
            ReserveError::OffStep { .. } => "off_step",
            ReserveError::TooShort { .. } => "too_short",
            ReserveError::TooLong { .. } => "too_long",
            ReserveError::Closed => "closed",
            ReserveError::OutsideHours { .. } => "outside_hours",
            ReserveError::Suspended { .. } => "suspended",
            ReserveError::InductionRequired => "induction_required",
            ReserveError::TooManyBookings { .. } => "too_many_bookings",
            ReserveError::TooMuchThatDay { .. } => "too_much_that_day",
            ReserveError::TooMuchThatWeek { .. } => "too_much_that_week",
            ReserveError::OwnOverlap => "own_overlap",
            ReserveError::ChildrenUnclear { .. } => "children_unclear",
            ReserveError::ChildrenMissing => "children_missing",
            ReserveError::ChildTooYoung { .. } => "child_too_young",
            ReserveError::KidsCornerFull { .. } => "kids_corner_full",
            ReserveError::UnknownUnit => "unknown_unit",
            ReserveError::Break => "break",
            ReserveError::Maintenance => "maintenance",
            ReserveError::Taken => "taken",
        }
    }

    /// Whether staff may set it aside with a reason. Double booking, safety and the past are never set aside.
    pub fn is_soft(&self) -> bool {
        matches!(
            self,
            ReserveError::TooFarAhead { .. }
                | ReserveError::TooShortNotice { .. }
                | ReserveError::OffStep { .. }
                | ReserveError::TooShort { .. }
                | ReserveError::TooLong { .. }
                | ReserveError::Closed
                | ReserveError::OutsideHours { .. }
                | ReserveError::Suspended { .. }
                | ReserveError::TooManyBookings { .. }
                | ReserveError::TooMuchThatDay { .. }
                | ReserveError::TooMuchThatWeek { .. }
                | ReserveError::OwnOverlap
        )
    }

    /// Whether the member, not the time or the machine, stands in the way.
    pub fn is_personal(&self) -> bool {
        matches!(
            self,
            ReserveError::Suspended { .. }
                | ReserveError::InductionRequired
                | ReserveError::TooManyBookings { .. }
                | ReserveError::TooMuchThatDay { .. }
                | ReserveError::TooMuchThatWeek { .. }
                | ReserveError::OwnOverlap
                | ReserveError::ChildrenUnclear { .. }
                | ReserveError::ChildrenMissing
                | ReserveError::ChildTooYoung { .. }
        )
    }

    /// Whether waiting may help: somebody else has what is asked for.
    pub fn is_waitable(&self) -> bool {
        matches!(self, ReserveError::Taken | ReserveError::KidsCornerFull { .. })
    }
}

/// A refusal as people meet it: the first rule, the others that refuse too, and up to [`ALTERNATIVES_MAX`] near times
/// that would be granted. There are none where no other time of the day helps (the induction, a closed day).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{rule}")]
pub struct Refusal {
    pub rule: ReserveError,
    pub also: Vec<ReserveError>,
    pub alternatives: Vec<Slot>,
}

impl Refusal {
    /// The stable word for the API.
    pub fn code(&self) -> &'static str {
        self.rule.code()
    }

    /// Whether it may be waited for: nothing but other people's bookings refuses.
    pub fn is_waitable(&self) -> bool {
        self.rule.is_waitable() && self.also.iter().all(ReserveError::is_waitable)
    }
}

/// Decides on a booking.
///
/// # Errors
/// Every rule that refuses, with the nearest times that would be granted.
pub fn reserve(facts: &ReserveFacts, cmd: &ReserveCommand, now: DateTime<Utc>) -> Result<Reservation, Refusal> {
    let mut against = explain(facts, cmd, now).into_iter();
    match (against.next(), pick_unit(facts, cmd)) {
        (None, Ok(unit)) => Ok(granted(facts, cmd, unit)),
        (Some(rule), _) => Err(refusal(facts, cmd, rule, against.collect(), now)),
        // Not reached: a unit that cannot be picked is among the reasons.
        (None, Err(rule)) => Err(refusal(facts, cmd, rule, Vec::new(), now)),
    }
}

/// Every rule that refuses, in the order in which a person can act on them: the time, the person, the children, the
/// machine. Empty exactly when [`reserve`] grants.
pub fn explain(facts: &ReserveFacts, cmd: &ReserveCommand, now: DateTime<Utc>) -> Vec<ReserveError> {
    let mut against = Vec::new();
    check_time(facts, cmd, now, &mut against);
    check_hours(facts, &cmd.slot, &mut against);
    check_member(facts, &cmd.slot, now, &mut against);
    check_children(facts, &cmd.slot, &cmd.details.children, &mut against);
    against.extend(pick_unit(facts, cmd).err());
    against.retain(|rule| !(cmd.override_soft && rule.is_soft()));
    against
}

/// The refusal by a rule, with the nearest times that would be granted.
pub fn refusal(
    facts: &ReserveFacts,
    cmd: &ReserveCommand,
    rule: ReserveError,
    also: Vec<ReserveError>,
    now: DateTime<Utc>,
) -> Refusal {
    Refusal { rule, also, alternatives: alternatives(facts, cmd, now) }
}

fn granted(facts: &ReserveFacts, cmd: &ReserveCommand, unit: UnitId) -> Reservation {
    Reservation {
        unit,
        slot: cmd.slot,
        fee: facts.rules.fee(&facts.plan, cmd.slot.minutes()),
        kids_places: facts.rules.child.places(&cmd.details.children),
    }
}

fn check_time(facts: &ReserveFacts, cmd: &ReserveCommand, now: DateTime<Utc>, against: &mut Vec<ReserveError>) {
    let (rules, days, slot) = (&facts.rules, facts.plan.horizon_days, &cmd.slot);
    let begins = cmd.begins_now && Cell::of(now).start() == slot.start();
    if !begins && slot.start() < now {
        against.push(ReserveError::InThePast);
    } else if !begins && slot.start() < now + TimeDelta::minutes(rules.notice_minutes) {
        against.push(ReserveError::TooShortNotice { minutes: rules.notice_minutes });
    }
    if calendar::day_of(slot.start()) > calendar::day_of(now) + TimeDelta::days(days) {
        against.push(ReserveError::TooFarAhead { days });
    }
    if slot.minutes() < rules.minutes_min {
        against.push(ReserveError::TooShort { minutes_min: rules.minutes_min });
    }
    if slot.minutes() > rules.minutes_max {
        against.push(ReserveError::TooLong { minutes_max: rules.minutes_max });
    }
    let starts_on_step = begins || calendar::minute_of(slot.start()) % rules.step() == 0;
    if !starts_on_step || slot.minutes() % rules.step() != 0 {
        against.push(ReserveError::OffStep { minutes: rules.step() });
    }
}

fn check_hours(facts: &ReserveFacts, slot: &Slot, against: &mut Vec<ReserveError>) {
    match facts.hours {
        OpenHours::Closed => against.push(ReserveError::Closed),
        OpenHours::Open { open_minute, close_minute } => {
            let day = calendar::day_of(slot.start());
            let inside = slot.start() >= calendar::at_minute(day, open_minute)
                && slot.end() <= calendar::at_minute(day, close_minute);
            if !inside {
                against.push(ReserveError::OutsideHours { open_minute, close_minute });
            }
        }
    }
}

fn check_member(facts: &ReserveFacts, slot: &Slot, now: DateTime<Utc>, against: &mut Vec<ReserveError>) {
    let plan = &facts.plan;
    if let Some(until) = facts.space.suspended_until(&facts.no_shows, now) {
        against.push(ReserveError::Suspended { until });
    }
    if facts.rules.induction_required && !facts.certified {
        against.push(ReserveError::InductionRequired);
    }
    if facts.own.iter().filter(|own| own.end() > now).count() as i64 >= plan.at_once_max {
        against.push(ReserveError::TooManyBookings { max: plan.at_once_max });
    }
    let (day, week) = minutes_used(&facts.own, slot);
    if day + slot.minutes() > plan.minutes_day_max {
        against.push(ReserveError::TooMuchThatDay { minutes_max: plan.minutes_day_max });
    }
    if week + slot.minutes() > plan.minutes_week_max {
        against.push(ReserveError::TooMuchThatWeek { minutes_max: plan.minutes_week_max });
    }
    if facts.own.iter().any(|own| own.overlaps(slot)) {
        against.push(ReserveError::OwnOverlap);
    }
}

/// What speaks against these children at this time.
pub(super) fn check_children(facts: &ReserveFacts, slot: &Slot, ages: &[u8], against: &mut Vec<ReserveError>) {
    if ages.len() > CHILDREN_MAX || ages.iter().any(|age| *age > CHILD_AGE_MAX) {
        against.push(ReserveError::ChildrenUnclear { max: CHILDREN_MAX, age_max: CHILD_AGE_MAX });
    }
    match facts.rules.child {
        ChildRule::NotAllowed { under } if ages.iter().any(|age| *age < under) => {
            against.push(ReserveError::ChildTooYoung { under });
        }
        ChildRule::Corner if ages.is_empty() => against.push(ReserveError::ChildrenMissing),
        rule => {
            let left = facts.kids.free(slot);
            let places = rule.places(ages);
            if places > 0 && places > left {
                against.push(ReserveError::KidsCornerFull { left });
            }
        }
    }
}

fn pick_unit(facts: &ReserveFacts, cmd: &ReserveCommand) -> Result<UnitId, ReserveError> {
    let mut asked = facts.units.iter().filter(|unit| cmd.details.unit.is_none_or(|id| id == unit.id)).peekable();
    if asked.peek().is_none() {
        return Err(ReserveError::UnknownUnit);
    }
    let buffer = facts.rules.buffer_minutes;
    let found = asked.clone().find(|unit| unit.is_free(&cmd.slot, buffer));
    found.map(|unit| unit.id).ok_or_else(|| why_taken(asked, &cmd.slot))
}

/// Why none of the units is free: a break or maintenance only where that is so on every unit.
fn why_taken<'u>(units: impl Iterator<Item = &'u UnitCells>, slot: &Slot) -> ReserveError {
    let whys: Vec<_> = units.map(|unit| slot.cells().find_map(|cell| unit.taken.get(&cell).copied())).collect();
    if whys.iter().all(|why| *why == Some(TakenBy::Break)) {
        ReserveError::Break
    } else if whys.iter().all(|why| *why == Some(TakenBy::Maintenance)) {
        ReserveError::Maintenance
    } else {
        ReserveError::Taken
    }
}

/// The nearest free times of the same day on any unit: another unit at the same time, then the same length earlier or
/// later, then a shorter stay at the same start. Each of them would be granted.
pub fn alternatives(facts: &ReserveFacts, cmd: &ReserveCommand, now: DateTime<Utc>) -> Vec<Slot> {
    let (slot, step) = (&cmd.slot, facts.rules.step());
    let any_unit = BookingDetails { unit: None, ..cmd.details.clone() };
    let day = calendar::day_of(slot.start());
    let fits = |candidate: &Slot| {
        let ask =
            ReserveCommand { slot: *candidate, details: any_unit.clone(), override_soft: false, begins_now: false };
        calendar::day_of(candidate.start()) == day && explain(facts, &ask, now).is_empty()
    };
    let steps = (1..=24 * 60 / step).flat_map(|n| [n * step, -n * step]);
    let reordered = std::iter::once(0).chain(steps).map(|minutes| slot.moved(minutes)).filter(fits);
    let mut found: Vec<Slot> = reordered.take(ALTERNATIVES_MAX - 1).collect();
    let shorter = (1..=slot.minutes() / step).rev().map(|n| n * step).filter(|minutes| *minutes < slot.minutes());
    found.extend(shorter.filter_map(|minutes| slot.lasting(minutes)).find(fits));
    found
}
