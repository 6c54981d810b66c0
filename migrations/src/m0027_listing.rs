//! What makers are told and asked while they list a piece: the commission from a day on.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::create;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let commission = Table::create()
            .table("commission_rate")
            .col(date("from_day").primary_key())
            .col(big_integer("percent").check(Expr::col("percent").between(0, 50)))
            .to_owned();
        create(m, vec![commission], vec![]).await
    }
}
