//! Something that can be chosen of a product.

use domain::{ProductId, ProductOptionId, Yen, catalog::OptionKind};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product_option")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProductOptionId,
    pub product_id: ProductId,
    pub position: i32,
    pub name: String,
    pub kind: OptionKind,
    pub required: bool,
    /// Of a text.
    pub max_chars: i64,
    /// What a text costs more.
    pub extra_yen: Yen,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
