//! Jobs, and when the periodic ones last ran.

use crate::dsl::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
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
        // When each kind of periodic job last ran, by whichever server did it.
        let periodic_run = Table::create()
            .table("periodic_run")
            .col(text("kind").primary_key())
            .col(timestamp_with_time_zone("at"))
            .col(boolean("ok"))
            .col(text_null("error"))
            .to_owned();
        create(
            m,
            vec![job, periodic_run],
            vec![
                // Runners look for the next one of a lane, the operator at those of a state, the clearing away at old ones.
                index("job", &["lane", "done_at", "failed_at", "run_at"]),
                index("job", &["done_at", "failed_at", "run_at"]),
            ],
        )
        .await
    }
}
