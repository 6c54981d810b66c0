//! A state that an order came into.

use domain::{AccountId, OrderId, orders::OrderState};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "order_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub order_id: OrderId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub state: OrderState,
    pub at: ChronoDateTimeUtc,
    pub by_account_id: Option<AccountId>,
    pub note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
