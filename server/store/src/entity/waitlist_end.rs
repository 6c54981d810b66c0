//! That a place in the line ended, and how.

use domain::WaitlistId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "waitlist_end")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_id: WaitlistId,
    pub at: ChronoDateTimeUtc,
    pub outcome: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
