//! Columns that hardly any row has a value in are indexed where they have one: every booking paid for three entries
//! that say nothing.

use sea_orm_migration::{
    prelude::*,
    sea_query::{ConditionalStatement, ExprTrait},
};

use crate::dsl::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

const SPARSE: [(&str, &str); 3] =
    [("booking", "series_id"), ("booking_cell", "hold_id"), ("booking_cell", "maintenance_id")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in SPARSE {
            let mut sparse = index(table, &[column]);
            sparse.and_where(Expr::col(column).is_not_null());
            m.drop_index(Index::drop().name(format!("ix_{table}_{column}")).table(table).to_owned()).await?;
            m.create_index(sparse).await?;
        }
        Ok(())
    }
}
