//! Accounts, sessions, tokens, throttling, plans.

use crate::dsl::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // tidy: long because a schema is the list of its columns.
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let account = Table::create()
            .table("account")
            .col(pk_uuid("id"))
            .col(text("email"))
            .col(text("password_hash"))
            .col(text("display_name"))
            .col(text("role"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("email_confirmed_at"))
            .to_owned();
        let session = Table::create()
            .table("session")
            .col(text("id").primary_key())
            .col(uuid_null("account_id"))
            .col(text("data"))
            .col(text("user_agent"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("seen_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .to_owned();
        let mail_token = Table::create()
            .table("mail_token")
            .col(text("token_hash").primary_key())
            .col(uuid("account_id"))
            .col(text("purpose"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("used_at"))
            .foreign_key(&mut fk("mail_token", "account_id", "account"))
            .to_owned();
        let api_token = Table::create()
            .table("api_token")
            .col(pk_uuid("id"))
            .col(uuid("account_id"))
            .col(text("token_hash"))
            .col(text("label"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("revoked_at"))
            .foreign_key(&mut fk("api_token", "account_id", "account"))
            .to_owned();
        // Attempts per key (a hashed address or account) and window; old windows are deleted by a job.
        let throttle = Table::create()
            .table("throttle")
            .col(text("key"))
            .col(big_integer("window_start"))
            .col(big_integer("attempts"))
            .primary_key(Index::create().col("key").col("window_start"))
            .to_owned();
        let plan = Table::create()
            .table("plan")
            .col(pk_uuid("id"))
            .col(text("name_ja"))
            .col(text("name_en"))
            .col(integer("horizon_days"))
            .col(integer("at_once_max"))
            .col(integer("minutes_day_max"))
            .col(integer("minutes_week_max"))
            .col(integer("rate_percent"))
            .col(integer("position"))
            .check(Expr::col("rate_percent").between(0, 100))
            .to_owned();
        let account_plan = Table::create()
            .table("account_plan")
            .col(uuid("account_id").primary_key())
            .col(uuid("plan_id"))
            .col(timestamp_with_time_zone("since"))
            .foreign_key(&mut fk("account_plan", "account_id", "account"))
            .foreign_key(&mut fk("account_plan", "plan_id", "plan"))
            .to_owned();
        create(
            m,
            vec![account, session, mail_token, api_token, throttle, plan, account_plan],
            vec![
                unique("account", &["email"]),
                index("session", &["account_id"]),
                index("session", &["expires_at"]),
                index("mail_token", &["account_id"]),
                unique("api_token", &["token_hash"]),
                index("api_token", &["account_id"]),
                index("plan", &["position"]),
            ],
        )
        .await
    }
}
