//! Members as the staff see them: one in a list, and one with what matters for booking.

use chrono::{DateTime, Utc};

use super::Standing;
use crate::{AccountId, BilingualText, EquipmentTypeId, PlanId, members::Role};

/// Who is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// Who may book.
    Members,
    /// Customers too.
    Everybody,
}

/// A member in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRow {
    pub id: AccountId,
    pub name: String,
    /// How the name is read; may be empty.
    pub kana: String,
    /// Empty for a protected person.
    pub email: String,
    /// The name is a nickname.
    pub protected: bool,
    pub role: Role,
}

/// A certification of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certified {
    pub type_id: EquipmentTypeId,
    pub at: DateTime<Utc>,
    pub lapses_at: Option<DateTime<Utc>>,
}

/// A booking that counts against a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// When the booking began.
    pub start_at: DateTime<Utc>,
    pub equipment: BilingualText,
    /// `absent`, `late_cancel`.
    pub kind: String,
}

/// A member as the staff see one.
#[derive(Clone, Debug)]
pub struct MemberFile {
    pub row: MemberRow,
    pub since: DateTime<Utc>,
    pub email_confirmed: bool,
    /// Telephone; may be empty.
    pub phone: String,
    /// Empty where the operator keeps no plans.
    pub plan: BilingualText,
    /// The plan that was set; `None` has the first one.
    pub plan_id: Option<PlanId>,
    pub certified: Vec<Certified>,
    pub standing: Standing,
    /// The latest first, at most 20.
    pub missed: Vec<Missed>,
}

/// A plan to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanChoice {
    pub id: PlanId,
    pub name: BilingualText,
}
