//! A customer's order.

use domain::{
    AccountId, OrderId, Yen,
    orders::{Address, Delivery, OrderAlert, OrderState, PayBy},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shop_order")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrderId,
    pub number: i64,
    pub account_id: Option<AccountId>,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub total_yen: Yen,
    pub created_at: ChronoDateTimeUtc,
    pub hold_until: ChronoDateTimeUtc,
    pub idempotency_key: String,
    pub request_digest: String,
    /// `ja` or `en`, as the page was on which it was placed; empty for orders from before.
    pub language: String,
    pub state: OrderState,
    pub delivery: Delivery,
    pub pay_by: PayBy,
    pub address: Option<Address>,
    pub message: String,
    pub delivery_yen: Yen,
    pub paid_yen: Yen,
    pub returned_yen: Yen,
    pub tracking: Option<String>,
    pub alert: Option<OrderAlert>,
    /// The day by which it is promised to be sent or to lie at the counter.
    pub due_day: Option<ChronoDate>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
