//! The commission of the house from a day on.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "commission_rate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_day: NaiveDate,
    pub percent: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
