//! A category of the shop.

use chrono::{DateTime, Utc};
use domain::CategoryId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "category")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CategoryId,
    pub slug: String,
    pub name_ja: String,
    pub name_en: String,
    pub position: i32,
    /// How its pieces are cared for, where their makers say nothing.
    pub care_ja: String,
    pub care_en: String,
    /// What makers tick of a piece in it: words with commas between.
    pub checks: String,
    /// Nothing new is listed in it from then on.
    pub ended_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
