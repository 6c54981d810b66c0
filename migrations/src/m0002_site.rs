//! Settings, opening hours, closures, jobs, audit log.

use crate::dsl::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let setting = Table::create()
            .table("setting")
            .col(text("key").primary_key())
            .col(text("value"))
            .col(timestamp_with_time_zone("updated_at"))
            .to_owned();
        // Weekday 0 is Monday; a weekday without a row is closed. Minutes after midnight, Asia/Tokyo.
        let opening_hour = Table::create()
            .table("opening_hour")
            .col(integer("weekday").primary_key())
            .col(integer("open_minute"))
            .col(integer("close_minute"))
            .check(Expr::col("weekday").between(0, 6))
            .check(Expr::col("open_minute").lt(Expr::col("close_minute")))
            .to_owned();
        let closure = Table::create()
            .table("closure")
            .col(date("day").primary_key())
            .col(text("reason_ja"))
            .col(text("reason_en"))
            .to_owned();
        let job = Table::create()
            .table("job")
            .col(pk_uuid("id"))
            .col(text("kind"))
            .col(text("lane"))
            .col(text("payload"))
            .col(timestamp_with_time_zone("run_at"))
            .col(integer("attempts"))
            .col(uuid_null("claim"))
            .col(timestamp_with_time_zone_null("locked_until"))
            .col(timestamp_with_time_zone_null("done_at"))
            .col(timestamp_with_time_zone_null("failed_at"))
            .col(text_null("last_error"))
            .col(timestamp_with_time_zone("created_at"))
            .to_owned();
        let audit_entry = Table::create()
            .table("audit_entry")
            .col(pk_uuid("id"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid_null("account_id"))
            .col(text("role"))
            .col(text("action"))
            .col(text("subject"))
            .col(text("request_id"))
            .to_owned();
        create(
            m,
            vec![setting, opening_hour, closure, job, audit_entry],
            vec![
                // Runners look for the next one of a lane, the operator at those of a state, the clearing away at old ones.
                index("job", &["lane", "done_at", "failed_at", "run_at"]),
                index("job", &["done_at", "failed_at", "run_at"]),
                index("audit_entry", &["at"]),
            ],
        )
        .await
    }
}
