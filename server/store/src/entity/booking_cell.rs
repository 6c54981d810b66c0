//! A quarter hour of a unit that a live booking, a hold or maintenance takes.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "booking_cell")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub cell: i64,
    pub booking_id: Option<Uuid>,
    pub hold_id: Option<Uuid>,
    pub maintenance_id: Option<Uuid>,
    /// Of a hold: from then on the cell is free.
    pub expires_at: Option<ChronoDateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
