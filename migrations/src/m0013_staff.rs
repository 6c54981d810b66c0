//! How names are read, telephones, and the words by which members are found and put in order; who said that nobody came.

use domain::members::Profile;
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, DatabaseBackend, Statement},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in ["kana", "phone", "search_text", "order_key"] {
            let mut column_def = text(column);
            column_def.default("");
            // SQLite compares bytes; PostgreSQL would compare by the database's language.
            if column == "order_key" && m.get_database_backend() == DatabaseBackend::Postgres {
                column_def.extra("COLLATE \"C\"");
            }
            m.alter_table(Table::alter().table("account").add_column(column_def).to_owned()).await?;
        }
        m.create_index(crate::dsl::index("account", &["order_key", "id"])).await?;
        // Who said that nobody came; none for the clock, and for what was said before.
        let by = Table::alter().table("no_show").add_column(uuid_null("by_account_id")).to_owned();
        m.alter_table(by).await?;
        fill(m).await
    }
}

/// The words of the accounts that are there already.
async fn fill(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let (conn, backend) = (m.get_connection(), m.get_database_backend());
    let select = Query::select().columns(["email", "display_name"]).from("account").to_owned();
    for row in conn.query_all(&select).await? {
        let (email, display_name): (String, String) = (row.try_get("", "email")?, row.try_get("", "display_name")?);
        let profile = Profile { display_name, ..Profile::default() };
        let values = [profile.search_text(&email).into(), profile.order_key().into(), email.into()];
        let sql = "UPDATE account SET search_text = $1, order_key = $2 WHERE email = $3";
        conn.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    Ok(())
}
