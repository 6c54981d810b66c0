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

impl EquipmentFilter {
    /// As addresses say it: `use=cut&child=yes`, empty for no filter.
    pub fn query(self) -> String {
        let mut words = Vec::new();
        words.extend(self.use_for.map(|each| format!("use={}", each.into_str())));
        words.extend(self.school_hours.then(|| "school=yes".to_owned()));
        words.extend(self.with_child.then(|| "child=yes".to_owned()));
        words.join("&")
    }
}

/// A part of a day in which something free is looked for, in minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySpan {
    pub from: i64,
    pub to: i64,
}

impl DaySpan {
    /// Ends of the morning and of the afternoon.
    pub const NOON: i64 = 12 * 60;
    pub const EVENING: i64 = 17 * 60;

    /// From a time of day to the end of that part of the day, as people say it: the morning until noon, the afternoon
    /// until five, the evening until closing. `None` and midnight are the whole day.
    pub fn from(minute: Option<i64>) -> DaySpan {
        match minute.unwrap_or(0) {
            from if from <= 0 => DaySpan { from: 0, to: 24 * 60 },
            from if from < DaySpan::NOON => DaySpan { from, to: DaySpan::NOON },
            from if from < DaySpan::EVENING => DaySpan { from, to: DaySpan::EVENING },
            from => DaySpan { from, to: 24 * 60 },
        }
    }
}

/// Equipment that is free on the asked day: all starts at which the shortest booking fits.
#[derive(Clone, Debug)]
pub struct FreeEquipment {
    pub equipment: EquipmentSummary,
    pub starts: Vec<DateTime<Utc>>,
}

/// What is free on a day, and the days around it.
#[derive(Clone, Debug)]
pub struct EquipmentOnDay {
    pub hours: DayHours,
    pub span: DaySpan,
    /// With at least one start in the span, in the operator's order.
    pub free: Vec<FreeEquipment>,
    /// Without any.
    pub taken: Vec<EquipmentSummary>,
    /// How many days ahead whoever looks may book.
    pub horizon_days: i64,
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

/// All equipment, or none where a day is looked at; and today's hours.
#[derive(Clone, Debug)]
pub struct EquipmentList {
    pub today: DayHours,
    /// The hours of the seven days to choose from, the asked one among them.
    pub week: Vec<DayHours>,
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
