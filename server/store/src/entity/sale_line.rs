//! A line of a sale, as it was on that day.

use domain::{MakerId, ProductId, SaleId, Yen};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sale_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub sale_id: SaleId,
    pub position: i32,
    pub product_id: ProductId,
    pub maker_id: MakerId,
    pub maker_name: String,
    pub title: String,
    pub quantity: i64,
    pub unit_price_yen: Yen,
    pub tax_rate_percent: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
