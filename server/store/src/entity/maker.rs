//! A member's maker profile.

use domain::{AccountId, MakerId, PhotoId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "maker")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MakerId,
    pub account_id: AccountId,
    pub slug: String,
    pub trade_name: String,
    pub story: String,
    pub story_en: Option<String>,
    pub since_fiscal_year: i32,
    pub photo_id: Option<PhotoId>,
    pub created_at: ChronoDateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
