//! A time chosen before signing in.

use super::Slot;
use crate::{Yen, equipment::EquipmentSummary};

/// What somebody chose to book before signing in or up, shown until they come to the confirmation.
#[derive(Clone, Debug)]
pub struct ChosenTime {
    pub equipment: EquipmentSummary,
    pub slot: Slot,
    /// By the plan of those who have no other yet.
    pub fee: Yen,
}
