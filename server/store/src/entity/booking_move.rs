//! That a booking was moved, and where from.

use domain::{AccountId, BookingId, UnitId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "booking_move")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub booking_id: BookingId,
    pub at: ChronoDateTimeUtc,
    pub by_account_id: Option<AccountId>,
    pub from_unit_id: UnitId,
    pub from_start_at: ChronoDateTimeUtc,
    pub from_end_at: ChronoDateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
