//! Pieces that were sold although the stock did not know of them.

use domain::{AccountId, ProductId, SaleId, register::CorrectionReason};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stock_correction")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub at: ChronoDateTimeUtc,
    pub account_id: AccountId,
    pub product_id: ProductId,
    pub pieces: i64,
    pub reason: CorrectionReason,
    pub sale_id: SaleId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
