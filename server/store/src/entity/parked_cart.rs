//! A cart that waits at the counter.

use domain::{AccountId, CartId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "parked_cart")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CartId,
    pub at: ChronoDateTimeUtc,
    pub account_id: AccountId,
    /// As a `CartQuery` writes it.
    pub contents: String,
    pub taken_by_account_id: Option<AccountId>,
    pub taken_at: Option<ChronoDateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
