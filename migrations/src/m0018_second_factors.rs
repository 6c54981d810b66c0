//! Second factors: codes of an app, recovery codes, passkeys, and the steps of signing in between two pages.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::{create, fk, index, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        create(
            m,
            vec![totp(), recovery_code(), passkey(), auth_step()],
            vec![
                unique("passkey", &["credential_id"]),
                index("passkey", &["account_id"]),
                index("auth_step", &["account_id"]),
                index("auth_step", &["expires_at"]),
            ],
        )
        .await
    }
}

fn totp() -> TableCreateStatement {
    Table::create()
        .table("totp")
        .col(pk_uuid("account_id"))
        // Encrypted: number of the key, nonce, text.
        .col(text("secret"))
        // The last 30 seconds whose code was taken: neither they nor any before are taken again.
        .col(big_integer("last_step"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .foreign_key(&mut fk("totp", "account_id", "account"))
        .to_owned()
}

fn recovery_code() -> TableCreateStatement {
    Table::create()
        .table("recovery_code")
        .col(uuid("account_id"))
        .col(text("code_hash"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .primary_key(Index::create().col("account_id").col("code_hash"))
        .foreign_key(&mut fk("recovery_code", "account_id", "account"))
        .to_owned()
}

fn passkey() -> TableCreateStatement {
    Table::create()
        .table("passkey")
        .col(pk_uuid("id"))
        .col(uuid("account_id"))
        .col(text("credential_id"))
        .col(text("name"))
        // JSON: public key, counter, state of its backup.
        .col(text("data"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .foreign_key(&mut fk("passkey", "account_id", "account"))
        .to_owned()
}

fn auth_step() -> TableCreateStatement {
    Table::create()
        .table("auth_step")
        // The digest of a cookie.
        .col(text("token_hash").primary_key())
        .col(uuid_null("account_id"))
        .col(text("purpose"))
        .col(text("data"))
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(&mut fk("auth_step", "account_id", "account"))
        .to_owned()
}
