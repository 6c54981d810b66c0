//! A decision of the staff on a submitted product.

use domain::{AccountId, ProductId, shop::Decision};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product_review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub product_id: ProductId,
    pub at: ChronoDateTimeUtc,
    pub by_account_id: AccountId,
    pub decision: Decision,
    pub note: String,
    /// On a change of a live listing.
    pub of_change: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
