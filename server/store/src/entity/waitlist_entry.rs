//! A place in the line for a taken time.

use domain::{AccountId, EquipmentTypeId, UnitId, WaitlistId, booking::Purpose};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "waitlist_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WaitlistId,
    pub account_id: AccountId,
    pub equipment_type_id: EquipmentTypeId,
    pub unit_id: Option<UnitId>,
    pub start_at: ChronoDateTimeUtc,
    pub end_at: ChronoDateTimeUtc,
    pub purpose: Purpose,
    pub children: String,
    pub created_at: ChronoDateTimeUtc,
    /// The length that is waited for, where any time from `start_at` to `end_at` will do.
    pub minutes: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
