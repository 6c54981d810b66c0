//! Who a maker is before the law and where their money goes.

use domain::{MakerId, PayeeId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "maker_payee")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PayeeId,
    pub maker_id: MakerId,
    /// [`domain::members::MakerPayee`] in JSON, sealed for this row.
    pub details: String,
    pub updated_at: ChronoDateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
