//! A page of the provider on which an order is paid, and what came of it.

use domain::{
    OrderId, PaymentId, Yen,
    payments::{PaymentMethod, PaymentState},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentId,
    pub order_id: OrderId,
    pub state: PaymentState,
    pub amount_yen: Yen,
    pub created_at: ChronoDateTimeUtc,
    pub expires_at: ChronoDateTimeUtc,
    pub session_id: Option<String>,
    pub url: Option<String>,
    pub payment_intent: Option<String>,
    pub method: Option<PaymentMethod>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
