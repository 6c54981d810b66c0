//! What the law or somebody's rights ask of a piece: what each category asks, and what makers ticked.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::{create, fk, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let safety = Table::create()
            .table("product_safety")
            .col(uuid("product_id"))
            .col(text("item"))
            .col(timestamp_with_time_zone("ticked_at"))
            .primary_key(Index::create().col("product_id").col("item"))
            .foreign_key(&mut fk("product_safety", "product_id", "product"))
            .to_owned();
        // What was paid back of a line, for what its maker sees as sold.
        create(m, vec![safety], vec![index("refund_line", &["order_line_id"])]).await?;
        // What a category asks: words with commas between.
        let checks = text("checks").default("").to_owned();
        m.alter_table(Table::alter().table("category").add_column(checks).to_owned()).await
    }
}
