//! Opening hours of a weekday (0 is Monday), minutes after midnight in Japan.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening_hour")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub weekday: i32,
    pub open_minute: i32,
    pub close_minute: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
