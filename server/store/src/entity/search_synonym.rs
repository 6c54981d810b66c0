//! Words that stand for each other in searches of the shop.

use domain::SynonymId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "search_synonym")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SynonymId,
    pub position: i32,
    /// In one line, as [`domain::shop::SynonymGroup::line`] writes them.
    pub words: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
