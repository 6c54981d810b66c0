//! What a way of delivery costs from a day on.

use domain::Yen;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "delivery_rate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    /// The word of a way of delivery.
    pub delivery: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_day: ChronoDate,
    pub price_yen: Yen,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
