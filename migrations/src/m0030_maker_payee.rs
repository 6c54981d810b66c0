//! Who a maker is before the law and where their money goes, sealed.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::{create, fk, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let payee = Table::create()
            .table("maker_payee")
            // What is sealed opens in this row alone: the row may pass to another maker when two become one.
            .col(uuid("id").primary_key())
            .col(uuid("maker_id"))
            .col(text("details"))
            .col(timestamp_with_time_zone("updated_at"))
            .foreign_key(&mut fk("maker_payee", "maker_id", "maker"))
            .to_owned();
        create(m, vec![payee], vec![unique("maker_payee", &["maker_id"])]).await
    }
}
