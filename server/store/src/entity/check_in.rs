//! That somebody came for a booking.

use domain::{AccountId, BookingId, booking::CheckInWay};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "check_in")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub booking_id: BookingId,
    pub at: ChronoDateTimeUtc,
    pub by_account_id: Option<AccountId>,
    pub way: CheckInWay,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
