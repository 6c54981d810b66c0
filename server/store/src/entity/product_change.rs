//! What a live listing shall say once the staff have seen it.

use domain::{
    CategoryId, EquipmentTypeId, ProductId,
    shop::{Details, ProductStatus, TagIds},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub product_id: ProductId,
    pub title: String,
    pub description: String,
    pub category_id: CategoryId,
    pub equipment_type_id: Option<EquipmentTypeId>,
    pub details: Details,
    pub tags: TagIds,
    /// Whether the photos change too: to those of `product_change_photo`.
    pub has_photos: bool,
    /// Draft, submitted or returned.
    pub status: ProductStatus,
    pub updated_at: ChronoDateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
