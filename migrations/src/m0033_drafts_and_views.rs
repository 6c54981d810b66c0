//! Which page of the form a draft was last written from; and how often the pages of pieces are opened.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::{create, fk, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let form_page = text_null("form_page");
        m.alter_table(Table::alter().table("product").add_column(form_page).to_owned()).await?;
        let views = Table::create()
            .table("product_view")
            .col(uuid("product_id"))
            .col(date("day"))
            .col(big_integer("views"))
            .primary_key(Index::create().col("product_id").col("day"))
            .foreign_key(&mut fk("product_view", "product_id", "product"))
            .to_owned();
        // Old days go.
        create(m, vec![views], vec![index("product_view", &["day"])]).await
    }
}
