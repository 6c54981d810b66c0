//! A photo of a product; its files are named by its id, and may be shown by other products too.

use domain::{PhotoId, ProductId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "photo")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub product_id: ProductId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PhotoId,
    /// 0 is the cover.
    pub position: i32,
    pub caption: String,
    pub width: i32,
    pub height: i32,
    /// On the average, 0xRRGGBB; `None` for photos from before it was kept.
    pub colour: Option<i32>,
    pub created_at: ChronoDateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
