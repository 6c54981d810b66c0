//! How an order ended.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pickup_order_end")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub pickup_order_id: Uuid,
    pub at: ChronoDateTimeUtc,
    pub outcome: String,
    pub by_account_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
