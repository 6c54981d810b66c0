//! A space that sets itself up: categories that end, rates of tax from a day on, versions of terms and privacy notice.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::create;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let ended = timestamp_with_time_zone_null("ended_at");
        m.alter_table(Table::alter().table("category").add_column(ended).to_owned()).await?;
        let tax_rate = Table::create()
            .table("tax_rate")
            .col(date("from_day").primary_key())
            .col(integer("percent"))
            .check(Expr::col("percent").between(0, 100))
            .to_owned();
        let legal_version = Table::create()
            .table("legal_version")
            .col(text("kind"))
            .col(date("from_day"))
            .col(text("text_ja"))
            .col(text("text_en"))
            .col(timestamp_with_time_zone("created_at"))
            .primary_key(Index::create().col("kind").col("from_day"))
            .to_owned();
        create(m, vec![tax_rate, legal_version], vec![]).await
    }
}
