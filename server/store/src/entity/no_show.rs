//! What counts against a member: not having come, or a late cancellation without an excuse.

use domain::{AccountId, BookingId, booking::Counted};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "no_show")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub booking_id: BookingId,
    pub account_id: AccountId,
    pub at: ChronoDateTimeUtc,
    pub kind: Counted,
    /// Who said so; none for the clock.
    pub by_account_id: Option<AccountId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
