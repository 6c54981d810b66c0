//! What a booking, a repeat or a move would be before it is made, and where the member stands.

use chrono::{DateTime, Utc};

use super::{PlanRules, Refusal, Slot, SpaceRules};
use crate::{BilingualText, UnitId, Yen, equipment::EquipmentSummary};

/// A member's plan: its name, and its rules.
#[derive(Clone, Debug, Default)]
pub struct MemberPlan {
    /// Empty where the operator keeps no plans.
    pub name: BilingualText,
    pub rules: PlanRules,
}

/// What a booking would be, before it is made.
#[derive(Clone, Debug)]
pub struct BookingQuote {
    pub equipment: EquipmentSummary,
    pub slot: Slot,
    pub fee: Yen,
    /// The member's plan; its share is in the fee.
    pub plan: MemberPlan,
    pub certified: bool,
    /// The names of the equipment's units, for those who want a certain one.
    pub units: Vec<(UnitId, BilingualText)>,
    /// Free places of the kids' corner through the slot.
    pub kids_left: i64,
    /// No-shows that count now, of how many that suspend.
    pub no_shows: (i64, i64),
    /// Minutes after the start at which a booking without check-in is released.
    pub release_minutes: i64,
    /// Why it would be refused now.
    pub refusal: Option<Refusal>,
}

/// Where a member stands with the no-show rule.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    pub suspended_until: Option<DateTime<Utc>>,
    pub no_shows: i64,
    pub rules: SpaceRules,
}

/// One week of a repeat.
#[derive(Clone, Debug)]
pub struct RepeatWeek {
    pub slot: Slot,
    /// Why it cannot be booked.
    pub refusal: Option<Refusal>,
}
