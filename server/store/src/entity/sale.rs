//! A sale at the counter.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sale")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: i64,
    pub at: ChronoDateTimeUtc,
    pub staff_account_id: Uuid,
    pub staff_name: String,
    pub issuer_name: String,
    pub issuer_invoice_number: String,
    pub issuer_address: String,
    pub issuer_phone: String,
    pub pickup_order_id: Option<Uuid>,
    pub total_yen: i64,
    pub tender: String,
    pub tendered_yen: i64,
    pub change_yen: i64,
    pub idempotency_key: String,
    pub request_digest: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
