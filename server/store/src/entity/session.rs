//! A signed-in browser (tower-sessions record).

use domain::AccountId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub account_id: Option<AccountId>,
    pub data: String,
    pub user_agent: String,
    pub created_at: ChronoDateTimeUtc,
    pub seen_at: ChronoDateTimeUtc,
    pub expires_at: ChronoDateTimeUtc,
    /// When someone signed in with it; kept when the id is renewed.
    pub signed_in_at: Option<ChronoDateTimeUtc>,
    /// The network from which they did, as throttles count it.
    pub network: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
