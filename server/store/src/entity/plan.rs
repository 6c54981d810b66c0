//! 会員種別: a price tier with its booking window and limits.

use domain::PlanId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlanId,
    pub name_ja: String,
    pub name_en: String,
    pub horizon_days: i32,
    pub at_once_max: i32,
    pub minutes_day_max: i32,
    pub minutes_week_max: i32,
    pub rate_percent: i32,
    pub position: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
