//! What a buyer says of a piece.

use domain::{BuyerReviewId, ProductId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "buyer_review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BuyerReviewId,
    /// The line of the order that it is about: one has one review.
    pub order_line_id: Uuid,
    pub product_id: ProductId,
    pub stars: i32,
    pub text: String,
    pub name: String,
    pub at: ChronoDateTimeUtc,
    pub answer: String,
    pub answered_at: Option<ChronoDateTimeUtc>,
    pub taken_down_at: Option<ChronoDateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
