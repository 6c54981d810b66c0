//! Money that goes back to a buyer.

use domain::{AccountId, OrderId, PaymentId, RefundId, Yen, payments::RefundState};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "refund")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RefundId,
    pub order_id: OrderId,
    pub payment_id: PaymentId,
    pub state: RefundState,
    pub amount_yen: Yen,
    pub reason: String,
    pub with_delivery: bool,
    /// `None`: it went back by itself.
    pub by_account_id: Option<AccountId>,
    pub at: ChronoDateTimeUtc,
    pub provider_id: Option<String>,
    pub idempotency_key: String,
    pub request_digest: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
