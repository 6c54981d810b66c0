//! What happened to the pieces of a product.

use domain::{AccountId, ProductId, catalog::MovementKind};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stock_movement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub product_id: ProductId,
    /// Counted from 1 in each product.
    pub sequence: i64,
    pub at: ChronoDateTimeUtc,
    pub kind: MovementKind,
    /// How many came; below zero, how many left.
    pub pieces: i64,
    /// How many were on hand after it.
    pub on_hand: i64,
    pub note: String,
    /// Who of the staff, or the maker.
    pub account_id: Option<AccountId>,
    pub idempotency_key: Option<String>,
    pub request_digest: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
