//! What the operator has set, in lists: equipment and units, closed days, plans, and all of it in numbers.

use chrono::NaiveDate;

use super::{PlanDraft, TypeDraft};
use crate::{
    BilingualText, BookingId, EquipmentTypeId, PhotoId, PlanId, UnitId,
    booking::{HolidayRule, PlanRules, Slot, SpaceRules},
    equipment::TypeRules,
};

/// A kind of equipment in the operator's list.
#[derive(Clone, Debug)]
pub struct TypeRow {
    pub slug: String,
    pub name: BilingualText,
    pub rules: TypeRules,
    pub retired: bool,
    /// Units in use.
    pub units: usize,
}

/// A kind of equipment as the operator changes it.
#[derive(Clone, Debug)]
pub struct TypeSetting {
    pub id: EquipmentTypeId,
    pub draft: TypeDraft,
    pub retired: bool,
    /// In their order, the retired too.
    pub units: Vec<UnitRow>,
    /// Bookings to come on all its units.
    pub bookings: u64,
    pub photo: Option<PhotoId>,
}

/// A unit in the operator's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    pub id: UnitId,
    pub name: BilingualText,
    pub retired: bool,
    /// Bookings to come.
    pub bookings: u64,
}

/// Which way something goes in its list.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Direction {
    Up,
    Down,
}

/// A closed day to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosureDay {
    pub day: NaiveDate,
    pub reason: BilingualText,
    /// Live bookings that fall on it.
    pub bookings: u64,
}

/// A 祝日 to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayDay {
    pub day: NaiveDate,
    /// In Japanese, as the law has it.
    pub name: String,
    /// Closed anyway: by its weekday or by a closure.
    pub closed_anyway: bool,
    /// Live bookings that fall on it.
    pub bookings: u64,
}

/// The closed days to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closures {
    pub days: Vec<ClosureDay>,
    pub holidays: Vec<HolidayDay>,
    pub rule: HolidayRule,
}

/// A booking to come that other opening hours would leave outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideBooking {
    pub id: BookingId,
    pub slot: Slot,
    pub equipment: BilingualText,
    /// The guest's name, or the member's.
    pub who: String,
}

/// A plan in the operator's list.
#[derive(Clone, Debug)]
pub struct PlanRow {
    pub id: PlanId,
    pub name: BilingualText,
    pub rules: PlanRules,
    /// Members who were given this plan by name.
    pub members: u64,
}

/// A plan as the operator changes it.
#[derive(Clone, Debug)]
pub struct PlanSetting {
    pub id: PlanId,
    pub draft: PlanDraft,
}

/// All that is set about booking, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingsSummary {
    /// In use.
    pub types: u64,
    pub units: u64,
    pub plans: u64,
    /// Weekdays on which the space is open.
    pub open_days: usize,
    /// Closed days from today on.
    pub closures: u64,
    pub rules: SpaceRules,
}
