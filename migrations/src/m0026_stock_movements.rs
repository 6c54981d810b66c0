//! What happened to the pieces of a product: a row for each change of how many are on hand.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::{create, fk, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let movement = Table::create()
            .table("stock_movement")
            .col(pk_uuid("id"))
            .col(uuid("product_id"))
            // Counted from 1 in each product: what happens at one moment has an order too.
            .col(big_integer("sequence").check(Expr::col("sequence").gt(0)))
            .col(timestamp_with_time_zone("at"))
            .col(text("kind"))
            .col(big_integer("pieces").check(Expr::col("pieces").ne(0)))
            .col(big_integer("on_hand").check(Expr::col("on_hand").gte(0)))
            .col(text("note"))
            .col(uuid_null("account_id"))
            // Of a form of the staff.
            .col(text_null("idempotency_key"))
            .col(text("request_digest"))
            .foreign_key(&mut fk("stock_movement", "product_id", "product"))
            .foreign_key(&mut fk("stock_movement", "account_id", "account"))
            .to_owned();
        let indexes =
            vec![unique("stock_movement", &["product_id", "sequence"]), unique("stock_movement", &["idempotency_key"])];
        create(m, vec![movement], indexes).await
    }
}
