//! What makers are told and asked while they list a piece: the commission from a day on, and the safety checklist.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::{create, fk, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let commission = Table::create()
            .table("commission_rate")
            .col(date("from_day").primary_key())
            .col(big_integer("percent").check(Expr::col("percent").between(0, 50)))
            .to_owned();
        let safety = Table::create()
            .table("product_safety")
            .col(uuid("product_id"))
            .col(text("item"))
            .col(timestamp_with_time_zone("ticked_at"))
            .primary_key(Index::create().col("product_id").col("item"))
            .foreign_key(&mut fk("product_safety", "product_id", "product"))
            .to_owned();
        // What was paid back of a line, for what its maker sees as sold.
        let indexes = vec![index("refund_line", &["order_line_id"])];
        create(m, vec![commission, safety], indexes).await?;
        // What a category asks: words with commas between.
        let checks = text("checks").default("").to_owned();
        m.alter_table(Table::alter().table("category").add_column(checks).to_owned()).await
    }
}
