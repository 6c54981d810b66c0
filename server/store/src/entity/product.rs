//! Something a maker sells.

use domain::{
    CategoryId, EquipmentTypeId, MakerId, ProductId, Yen,
    shop::{Details, ProductStatus},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProductId,
    pub number: i64,
    pub maker_id: MakerId,
    pub category_id: CategoryId,
    /// Whether the maker chose that category; a draft without has the first one.
    pub category_chosen: bool,
    pub title: String,
    pub title_en: Option<String>,
    pub description: String,
    pub description_en: Option<String>,
    pub price_yen: Yen,
    pub tax_rate_percent: i32,
    pub one_of_a_kind: bool,
    pub equipment_type_id: Option<EquipmentTypeId>,
    pub details: Details,
    pub status: ProductStatus,
    pub created_at: ChronoDateTimeUtc,
    pub updated_at: ChronoDateTimeUtc,
    pub published_at: Option<ChronoDateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
