//! Looking for pieces: what is said of each, folded, and the words that the operator lets stand for each other.

use domain::shop::search_text;
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, Statement, prelude::Uuid},
};

use crate::dsl::{create, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let column = text("search_text").default("").to_owned();
        m.alter_table(Table::alter().table("product").add_column(column).to_owned()).await?;
        m.create_index(index("product", &["status", "price_yen", "id"])).await?;
        let synonym = Table::create()
            .table("search_synonym")
            .col(pk_uuid("id"))
            .col(integer("position"))
            .col(text("words"))
            .to_owned();
        create(m, vec![synonym], vec![]).await?;
        fill(m).await
    }
}

/// Writes the texts of what was in the shop before.
async fn fill(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let conn = m.get_connection();
    let backend = m.get_database_backend();
    let select = "SELECT p.id, p.title, p.title_en, p.description, p.description_en, m.trade_name \
                  FROM product p JOIN maker m ON m.id = p.maker_id WHERE p.published_at IS NOT NULL";
    for row in conn.query_all_raw(Statement::from_string(backend, select)).await? {
        let text = |name: &str| row.try_get::<Option<String>>("", name).map(Option::unwrap_or_default);
        let mut texts = Vec::new();
        for name in ["title", "title_en", "description", "description_en", "trade_name"] {
            texts.push(text(name)?);
        }
        let id: Uuid = row.try_get("", "id")?;
        let values = [search_text(texts.iter().map(String::as_str)).into(), id.into()];
        let update = "UPDATE product SET search_text = $1 WHERE id = $2";
        conn.execute_raw(Statement::from_sql_and_values(backend, update, values)).await?;
    }
    Ok(())
}
