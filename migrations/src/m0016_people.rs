//! Accounts that can be disabled, their language and mails; sessions with network and an end; tokens with scope and end;
//! known devices; changes of the mail address.

use std::time::Duration;

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{
        ConnectionTrait, Statement,
        prelude::{ChronoDateTimeUtc, Uuid},
    },
};

use crate::dsl::{create, fk, index};

/// How long a token from before tokens had an end lasts, from when it was made: a year.
const OLD_TOKEN_LASTS: Duration = Duration::from_secs(365 * 24 * 60 * 60);

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut columns = vec![
            ("account", timestamp_with_time_zone_null("disabled_at")),
            ("session", timestamp_with_time_zone_null("signed_in_at")),
            ("api_token", timestamp_with_time_zone_null("expires_at")),
        ];
        // Empty: none on record, so mails come in both languages.
        for (table, name, value) in [
            ("account", "language", ""),
            ("pickup_order", "language", ""),
            ("session", "network", ""),
            ("api_token", "scopes", "read book"),
        ] {
            let mut column = text(name);
            column.default(value);
            columns.push((table, column));
        }
        for name in ["mails_reminders", "mails_offers", "mails_listings"] {
            let mut column = boolean(name);
            column.default(true);
            columns.push(("account", column));
        }
        for (table, column) in columns {
            m.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        m.create_index(index("pickup_order", &["email"])).await?;
        create(
            m,
            vec![known_device(), email_change()],
            vec![
                index("known_device", &["account_id", "network"]),
                index("known_device", &["used_at"]),
                index("email_change", &["account_id"]),
            ],
        )
        .await?;
        end_old_tokens(m).await
    }
}

/// Browsers that have signed in before, by the digest of a cookie that they keep.
fn known_device() -> TableCreateStatement {
    Table::create()
        .table("known_device")
        .col(text("token_hash"))
        .col(uuid("account_id"))
        // A digest.
        .col(text("network"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("used_at"))
        .primary_key(Index::create().col("token_hash").col("account_id"))
        .foreign_key(&mut fk("known_device", "account_id", "account"))
        .to_owned()
}

fn email_change() -> TableCreateStatement {
    Table::create()
        .table("email_change")
        .col(pk_uuid("id"))
        .col(uuid("account_id"))
        .col(text("old_email"))
        .col(text("new_email"))
        .col(timestamp_with_time_zone("asked_at"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .col(timestamp_with_time_zone_null("undone_at"))
        .foreign_key(&mut fk("email_change", "account_id", "account"))
        .to_owned()
}

async fn end_old_tokens(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let conn = m.get_connection();
    let select = Query::select().columns(["id", "created_at"]).from("api_token").to_owned();
    for row in conn.query_all(&select).await? {
        let (id, created_at): (Uuid, ChronoDateTimeUtc) = (row.try_get("", "id")?, row.try_get("", "created_at")?);
        let values = [(created_at + OLD_TOKEN_LASTS).into(), id.into()];
        let sql = "UPDATE api_token SET expires_at = $1 WHERE id = $2";
        conn.execute_raw(Statement::from_sql_and_values(m.get_database_backend(), sql, values)).await?;
    }
    Ok(())
}
