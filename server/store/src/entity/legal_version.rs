//! A version of the terms or the privacy notice.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "legal_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    /// The word of a `domain::site::LegalKind`.
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_day: NaiveDate,
    pub text_ja: String,
    pub text_en: String,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
