//! A sale at the counter.

use domain::{AccountId, SaleId, Yen, register::Tender};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sale")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SaleId,
    pub number: i64,
    pub at: ChronoDateTimeUtc,
    pub staff_account_id: AccountId,
    pub staff_name: String,
    pub issuer_name: String,
    pub issuer_invoice_number: String,
    pub issuer_address: String,
    pub issuer_phone: String,
    pub total_yen: Yen,
    pub tender: Tender,
    pub tendered_yen: Yen,
    pub change_yen: Yen,
    pub idempotency_key: String,
    pub request_digest: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
