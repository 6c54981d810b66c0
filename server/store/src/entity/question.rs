//! A question about a piece to its maker.

use domain::{AccountId, ProductId, QuestionId, questions::QuestionState};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "question")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuestionId,
    pub product_id: ProductId,
    /// Of whoever was signed in.
    pub account_id: Option<AccountId>,
    pub name: String,
    pub email: String,
    pub language: String,
    pub text: String,
    pub asked_at: ChronoDateTimeUtc,
    pub state: QuestionState,
    pub answer: String,
    pub ended_at: Option<ChronoDateTimeUtc>,
    pub idempotency_key: String,
    pub request_digest: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
