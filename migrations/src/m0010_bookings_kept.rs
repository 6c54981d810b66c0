//! What to bring to a machine; places in lines for any time inside a span.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // One column for each statement: SQLite takes no more.
        let add = |table: &'static str, column: ColumnDef| Table::alter().table(table).add_column(column).to_owned();
        m.alter_table(add("equipment_type", text("bring_ja").default("").to_owned())).await?;
        m.alter_table(add("equipment_type", text("bring_en").default("").to_owned())).await?;
        // The length that is waited for, where any time from `start_at` to `end_at` will do; null for that very time.
        m.alter_table(add("waitlist_entry", integer_null("minutes"))).await?;
        // What is offered of it.
        m.alter_table(add("waitlist_offer", timestamp_with_time_zone_null("start_at"))).await?;
        m.alter_table(add("waitlist_offer", timestamp_with_time_zone_null("end_at"))).await
    }
}
