//! Favourites of accounts; the colour that stands in for a photo until it has come.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::{create, fk, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let favourite = Table::create()
            .table("favourite")
            .col(uuid("account_id"))
            .col(uuid("product_id"))
            .col(timestamp_with_time_zone("at"))
            .primary_key(Index::create().col("account_id").col("product_id"))
            .foreign_key(&mut fk("favourite", "account_id", "account"))
            .foreign_key(&mut fk("favourite", "product_id", "product"))
            .to_owned();
        create(m, vec![favourite], vec![index("favourite", &["product_id"])]).await?;
        for table in ["photo", "product_change_photo"] {
            m.alter_table(Table::alter().table(table).add_column(integer_null("colour")).to_owned()).await?;
        }
        Ok(())
    }
}
