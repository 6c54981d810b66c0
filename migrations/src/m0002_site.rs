//! Settings and the audit log.

use crate::dsl::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let setting = Table::create()
            .table("setting")
            .col(text("key").primary_key())
            .col(text("value"))
            .col(timestamp_with_time_zone("updated_at"))
            .to_owned();
        let audit_entry = Table::create()
            .table("audit_entry")
            .col(pk_uuid("id"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid_null("account_id"))
            .col(text("role"))
            .col(text("action"))
            .col(text("subject"))
            .col(text("request_id"))
            .to_owned();
        create(m, vec![setting, audit_entry], vec![index("audit_entry", &["at"])]).await
    }
}
