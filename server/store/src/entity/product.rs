//! Something a maker sells.

use domain::{
    CategoryId, EquipmentTypeId, MakerId, ProductId, Yen,
    shop::{Details, ProductStatus, TaxClass},
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
    /// Which of the dated rates `tax_rate_percent` follows.
    pub tax_class: TaxClass,
    pub one_of_a_kind: bool,
    /// Its stock row says nothing then.
    pub made_to_order: bool,
    /// Days, 1 to 90; of what is made to order.
    pub lead_days: Option<i64>,
    /// The packed piece, 1 to 1,000; without both numbers it cannot be sent.
    pub parcel_thickness_mm: Option<i64>,
    /// The packed piece, 1 to 30,000.
    pub parcel_weight_g: Option<i64>,
    pub parcel_fits_a4: bool,
    /// 0 to 2,000; nothing where its maker wraps no gifts.
    pub gift_wrap_yen: Option<i64>,
    pub equipment_type_id: Option<EquipmentTypeId>,
    pub details: Details,
    pub status: ProductStatus,
    pub created_at: ChronoDateTimeUtc,
    pub updated_at: ChronoDateTimeUtc,
    pub published_at: Option<ChronoDateTimeUtc>,
    /// The page of the form that it was last written from ([`domain::shop::FormPage`]).
    pub form_page: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
