//! A line of an order, as the product was when the order was placed.

use domain::{MakerId, OrderId, ProductId, Yen};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "order_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub order_id: OrderId,
    pub product_id: ProductId,
    pub product_number: i64,
    pub title: String,
    pub title_en: Option<String>,
    pub maker_id: MakerId,
    pub maker_name: String,
    pub quantity: i64,
    pub unit_price_yen: Yen,
    pub tax_rate_percent: i32,
    pub position: i32,
    pub wrapping_yen: Option<Yen>,
    /// What was chosen, as plain text.
    pub options: String,
    pub lead_days: Option<i64>,
    /// None of the stock was reserved for it.
    pub made_to_order: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
