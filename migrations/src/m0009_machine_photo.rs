//! A photo of each kind of machine.

use sea_orm_migration::{prelude::*, schema::uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(Table::alter().table("equipment_type").add_column(uuid_null("photo_id")).to_owned()).await?;
        m.create_index(crate::dsl::index("equipment_type", &["photo_id"])).await
    }
}
