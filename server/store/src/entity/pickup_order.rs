//! A customer's order for pick-up.

use domain::{AccountId, PickupOrderId, Yen};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pickup_order")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PickupOrderId,
    pub number: i64,
    pub account_id: Option<AccountId>,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub total_yen: Yen,
    pub created_at: ChronoDateTimeUtc,
    pub hold_until: ChronoDateTimeUtc,
    pub idempotency_key: String,
    pub request_digest: String,
    /// `ja` or `en`, as the page was on which it was placed; empty for orders from before.
    pub language: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
