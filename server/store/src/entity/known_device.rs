//! A browser that has signed in before, and from where: wrong passwords from elsewhere do not lock it out.

use domain::AccountId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "known_device")]
pub struct Model {
    /// The digest of the cookie by which it is known.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    /// The digest of the network from which it signed in last.
    pub network: String,
    pub created_at: ChronoDateTimeUtc,
    pub used_at: ChronoDateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
