//! A movement of money at the payment provider, with its document: written once.

use domain::{OrderId, PaymentId, RefundId, Yen, payments::MoneyKind};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "money_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: MoneyKind,
    /// The provider's id of what it is about.
    pub document: String,
    pub order_id: OrderId,
    pub payment_id: Option<PaymentId>,
    pub refund_id: Option<RefundId>,
    /// Always above zero: the kind says which way it went.
    pub amount_yen: Yen,
    pub at: ChronoDateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
