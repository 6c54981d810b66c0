//! One of the things that an option offers.

use domain::{OptionChoiceId, ProductOptionId, Yen};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product_option_choice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OptionChoiceId,
    pub option_id: ProductOptionId,
    pub position: i32,
    pub label: String,
    pub extra_yen: Yen,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
