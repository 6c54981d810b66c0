//! That the first in line was offered the time, and until when.

use domain::{HoldId, WaitlistId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "waitlist_offer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_id: WaitlistId,
    pub hold_id: HoldId,
    pub at: ChronoDateTimeUtc,
    pub expires_at: ChronoDateTimeUtc,
    /// What is offered of the time that is waited for; all of it in rows of earlier versions.
    pub start_at: Option<ChronoDateTimeUtc>,
    pub end_at: Option<ChronoDateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
