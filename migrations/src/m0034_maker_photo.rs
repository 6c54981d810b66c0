//! A maker's own picture.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::{create, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(Table::alter().table("maker").add_column(uuid_null("photo_id")).to_owned()).await?;
        // Who asks for a picture is told whose it is.
        create(m, vec![], vec![index("maker", &["photo_id"])]).await
    }
}
