//! How an order ended.

use domain::{AccountId, PickupOrderId, orders::OrderOutcome};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pickup_order_end")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub pickup_order_id: PickupOrderId,
    pub at: ChronoDateTimeUtc,
    pub outcome: OrderOutcome,
    pub by_account_id: Option<AccountId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
