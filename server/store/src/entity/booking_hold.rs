//! Cells kept for a member who is confirming, or considers an offer.

use domain::{AccountId, HoldId, UnitId, WaitlistId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "booking_hold")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HoldId,
    pub account_id: AccountId,
    pub unit_id: UnitId,
    pub start_at: ChronoDateTimeUtc,
    pub end_at: ChronoDateTimeUtc,
    pub expires_at: ChronoDateTimeUtc,
    pub waitlist_entry_id: Option<WaitlistId>,
    pub created_at: ChronoDateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
