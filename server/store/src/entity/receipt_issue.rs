//! A paper that was issued for a sale.

use domain::{AccountId, SaleId, register::Paper};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "receipt_issue")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sale_id: SaleId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub at: ChronoDateTimeUtc,
    pub account_id: AccountId,
    pub paper: Paper,
    pub addressee: String,
    pub purpose: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
