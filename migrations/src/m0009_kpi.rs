//! Participation rows and the plan's yearly targets.

use crate::dsl::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // One row per thing a person did for the community business; `source_id` is the booking, sale or product.
        let participation = Table::create()
            .table("participation")
            .col(pk_uuid("id"))
            .col(uuid("account_id"))
            .col(integer("fiscal_year"))
            .col(text("kind"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid("source_id"))
            .foreign_key(&mut fk("participation", "account_id", "account"))
            .to_owned();
        let kpi_target = Table::create()
            .table("kpi_target")
            .col(integer("fiscal_year").primary_key())
            .col(big_integer("new_participants"))
            .to_owned();
        create(
            m,
            vec![participation, kpi_target],
            vec![
                unique("participation", &["account_id", "kind", "source_id"]),
                index("participation", &["fiscal_year", "account_id"]),
            ],
        )
        .await
    }
}
