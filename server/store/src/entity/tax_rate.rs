//! The rate of the consumption tax of a class of pieces from a day on.

use chrono::NaiveDate;
use domain::shop::TaxClass;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tax_rate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub class: TaxClass,
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_day: NaiveDate,
    pub percent: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
