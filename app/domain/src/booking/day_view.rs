//! One day of one kind of equipment, and how free the days around it are.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Block, DayLoad, MemberPlan, MyBooking, PlanRules, Slot, UnitCells, free_starts};
use crate::{
    BilingualText, BookingId, UnitId,
    equipment::{DayHours, EquipmentSummary, TypeRules},
};

/// One equipment of a type and its taken cells on the day.
#[derive(Clone, Debug)]
pub struct UnitDay {
    pub id: UnitId,
    pub name: BilingualText,
    pub cells: UnitCells,
}

/// A day of the strip.
#[derive(Clone, Debug)]
pub struct WeekDay {
    pub hours: DayHours,
    pub load: DayLoad,
}

/// A booking of the person who looks.
#[derive(Clone, Debug)]
pub struct OwnBooking {
    pub id: BookingId,
    pub slot: Slot,
}

/// One day of one kind of equipment.
#[derive(Clone, Debug)]
pub struct DayView {
    pub equipment: EquipmentSummary,
    /// The plan of whoever looks.
    pub plan: MemberPlan,
    pub day: NaiveDate,
    pub today: NaiveDate,
    pub hours: DayHours,
    pub blocks: Vec<Block>,
    pub units: Vec<UnitDay>,
    /// Seven days with the shown one among them. Weeks are counted from today, so that no strip wastes days that
    /// are over.
    pub week: Vec<WeekDay>,
    /// Whether the member may use the equipment; `None` for those who are not signed in.
    pub certified: Option<bool>,
    /// The person's own live bookings of this equipment on this day.
    pub own: Vec<OwnBooking>,
}

/// How free the days of a span are, for one kind of equipment.
#[derive(Clone, Debug)]
pub struct DaysView {
    pub equipment: EquipmentSummary,
    pub days: Vec<WeekDay>,
}

impl DayView {
    /// The units' taken cells, as the rules take them.
    pub fn cells(&self) -> Vec<UnitCells> {
        self.units.iter().map(|unit| unit.cells.clone()).collect()
    }
}

/// A day to which a booking may be moved, as its owner sees it.
#[derive(Clone, Debug)]
pub struct MoveDay {
    pub booking: MyBooking,
    pub equipment: EquipmentSummary,
    pub plan: PlanRules,
    pub hours: DayHours,
    /// The units' cells of the day, without the booking's own.
    pub units: Vec<UnitCells>,
    pub today: NaiveDate,
    /// Seven days with this one among them.
    pub week: Vec<WeekDay>,
    /// The bookings to come of the same weekly repeat, by start; empty when it is none.
    pub series: Vec<MyBooking>,
}

impl MoveDay {
    /// The starts at which a booking of `minutes` fits, from `earliest` on.
    pub fn starts(&self, minutes: i64, earliest: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let rules = TypeRules { minutes_min: minutes, ..self.equipment.rules.clone() };
        free_starts(self.hours.day, self.hours.open, &rules, &self.units, earliest).collect()
    }

    /// Whether booking has not opened for the day.
    pub fn is_too_far(&self) -> bool {
        self.week.iter().any(|each| each.hours.day == self.hours.day && each.load == DayLoad::TooFar)
    }
}
