//! What an action changed, old and new; and the ways to the log's entries: by who, by what.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // JSON; empty for what was written before.
        let mut changes = text("changes");
        changes.default("");
        m.alter_table(Table::alter().table("audit_entry").add_column(changes).to_owned()).await?;
        m.create_index(index("audit_entry", &["account_id", "at"])).await?;
        m.create_index(index("audit_entry", &["action", "at"])).await
    }
}
