//! Work to be done after a commit.

use domain::JobId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JobId,
    pub kind: String,
    /// Jobs of a lane wait for each other only.
    pub lane: String,
    pub payload: String,
    pub run_at: ChronoDateTimeUtc,
    /// Tries that were begun.
    pub attempts: i32,
    /// Of the runner that works on it, new with every try.
    pub claim: Option<Uuid>,
    pub locked_until: Option<ChronoDateTimeUtc>,
    pub done_at: Option<ChronoDateTimeUtc>,
    pub failed_at: Option<ChronoDateTimeUtc>,
    pub last_error: Option<String>,
    pub created_at: ChronoDateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
