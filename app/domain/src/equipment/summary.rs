//! Equipment as pages show it, and when each is next free.

use chrono::{DateTime, Utc};

use super::{ChildRule, DayHours, TypeRules, Use};
use crate::{BilingualText, EquipmentTypeId, PhotoId, UnitId};

/// A kind of equipment, as pages show it.
#[derive(Clone, Debug)]
pub struct EquipmentSummary {
    pub id: EquipmentTypeId,
    pub slug: String,
    pub name: BilingualText,
    pub summary: BilingualText,
    pub limits: BilingualText,
    /// 持ち物: what to bring.
    pub bring: BilingualText,
    pub child_rule: BilingualText,
    pub rules: TypeRules,
    /// What it is for.
    pub uses: Vec<Use>,
    /// The operator's photo; a drawing stands in for it where there is none.
    pub photo: Option<PhotoId>,
}

/// What the list is narrowed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EquipmentFilter {
    pub use_for: Option<Use>,
    /// Free inside [`super::SCHOOL_HOURS`] on a weekday.
    pub school_hours: bool,
    /// Where a child of any age may stay beside the guardian, and the kids' corner.
    pub with_child: bool,
}

impl EquipmentFilter {
    /// Whether this equipment passes it.
    pub fn keeps(self, equipment: &EquipmentSummary) -> bool {
        self.use_for.is_none_or(|wanted| equipment.uses.contains(&wanted))
            && (!self.with_child || matches!(equipment.rules.child, ChildRule::Welcome | ChildRule::Corner))
    }
}

/// A equipment in the list.
#[derive(Clone, Debug)]
pub struct EquipmentCard {
    pub equipment: EquipmentSummary,
    /// Its units, in the operator's order.
    pub units: Vec<UnitId>,
    /// 次の空き: the first start at which the shortest booking fits; `None` if not within two weeks.
    pub next_free: Option<DateTime<Utc>>,
}

/// All equipment, and today's hours.
#[derive(Clone, Debug)]
pub struct EquipmentList {
    pub today: DayHours,
    pub cards: Vec<EquipmentCard>,
}

/// A kind of equipment with its units, for the staff's forms.
#[derive(Clone, Debug)]
pub struct EquipmentChoice {
    pub id: EquipmentTypeId,
    pub slug: String,
    pub name: BilingualText,
    pub rules: TypeRules,
    pub units: Vec<(UnitId, BilingualText)>,
}
