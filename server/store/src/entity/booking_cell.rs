//! A quarter hour of a unit that a live booking, a hold or maintenance takes.

use domain::{BookingId, HoldId, MaintenanceId, UnitId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "booking_cell")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit_id: UnitId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub cell: i64,
    pub booking_id: Option<BookingId>,
    pub hold_id: Option<HoldId>,
    pub maintenance_id: Option<MaintenanceId>,
    /// Of a hold: from then on the cell is free.
    pub expires_at: Option<ChronoDateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
