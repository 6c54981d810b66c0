//! That a booking was cancelled, when and by whom.

use domain::{AccountId, BookingId, booking::CancelReason};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "booking_cancellation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub booking_id: BookingId,
    pub at: ChronoDateTimeUtc,
    pub by_account_id: Option<AccountId>,
    pub reason: Option<CancelReason>,
    pub note: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
