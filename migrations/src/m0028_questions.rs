//! Questions about pieces to their makers.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::{create, fk, index, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let question = Table::create()
            .table("question")
            .col(pk_uuid("id"))
            .col(uuid("product_id"))
            .col(uuid_null("account_id"))
            .col(text("name"))
            .col(text("email"))
            .col(text("language"))
            .col(text("text"))
            .col(timestamp_with_time_zone("asked_at"))
            .col(text("state"))
            .col(text("answer"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .col(text("idempotency_key"))
            .col(text("request_digest"))
            .foreign_key(&mut fk("question", "product_id", "product"))
            .foreign_key(&mut fk("question", "account_id", "account"))
            .to_owned();
        let indexes = vec![
            unique("question", &["idempotency_key"]),
            index("question", &["product_id", "state"]),
            index("question", &["account_id", "asked_at"]),
            index("question", &["asked_at"]),
        ];
        create(m, vec![question], indexes).await
    }
}
